// What --type and --map say to the readers.
#pragma once

#include <string>

#include "indexer/readers/reader.hpp"

namespace attache::indexer {

// Throws schema::Error(Usage) for a map that cannot be read; `map` may be empty.
ReaderOptions reader_options(const std::string& type, const std::string& map);

}  // namespace attache::indexer
