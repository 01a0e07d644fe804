#include <filesystem>

#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/writer_options.hpp"
#include "schema/messages.hpp"

namespace attache::indexer {
namespace {

namespace fs = std::filesystem;

// A catalogue with so many of its pages free is written anew.
constexpr double kMostFreePages = 0.1;

// Of a file, or of all files in a folder; 0 for what is not there.
std::uintmax_t bytes_of(const std::string& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) {
    const auto size = fs::file_size(path, none);
    return none ? 0 : size;
  }
  std::uintmax_t sum = 0;
  for (fs::directory_iterator it(path, none), end; !none && it != end; it.increment(none)) sum += bytes_of(it->path().native());
  return sum;
}

std::uintmax_t index_bytes(const schema::ArchivePaths& paths) {
  std::uintmax_t sum = 0;
  for (const std::string& part : schema::read_current(paths)) sum += bytes_of(paths.part(part));
  return sum;
}

std::uintmax_t catalogue_bytes(const schema::ArchivePaths& paths) {
  return bytes_of(paths.catalogue()) + bytes_of(paths.catalogue() + "-wal");
}

void say_size(std::string_view what, std::uintmax_t before, std::uintmax_t after) {
  schema::say("{:<28}{:>10.1f} MB before{:>10.1f} MB after\n", what, static_cast<double>(before) / 1e6, static_cast<double>(after) / 1e6);
}

}  // namespace

int run_compact(const CompactOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  Writer writer(paths, writer_options(options.wait_seconds));
  const auto index_before = index_bytes(paths);
  const auto catalogue_before = catalogue_bytes(paths);
  writer.compact();
  say_size("index", index_before, index_bytes(paths));
  writer.vacuum(kMostFreePages);
  say_size("catalogue", catalogue_before, catalogue_bytes(paths));
  return schema::ExitStatus::Found;
}

}  // namespace attache::indexer
