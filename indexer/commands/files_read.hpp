// Articles of files that are named on the command line, without an archive.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "indexer/readers/reader.hpp"

namespace attache::indexer {

struct FilesRead {
  std::size_t articles = 0;
  std::size_t unread = 0;  // files, and places in files
  bool ended = false;      // by a signal, or because `take` had enough
};

// Gives each article of the files to `take`, until that says false; tells standard error what could not be read and, as that,
// what is no article.
FilesRead read_files(const std::vector<std::string>& files, const ReaderOptions& options,
                     const std::function<bool(const schema::Article&)>& take);

}  // namespace attache::indexer
