// What a command that writes says at its end, on standard error.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/writer/writer.hpp"

namespace attache::indexer {

void say_row(std::string_view name, std::int64_t count);

// A line for each article that was saved and could not be indexed.
void say_quarantined(const Writer& writer);

}  // namespace attache::indexer
