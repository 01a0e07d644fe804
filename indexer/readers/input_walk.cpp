#include "indexer/readers/input_walk.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "indexer/readers/byte_source.hpp"
#include "indexer/readers/reader.hpp"

namespace attache::indexer {
namespace {

namespace fs = std::filesystem;
using Take = std::function<void(const WalkEntry&)>;

// Why an entry of a folder is left out; empty when it is not.
std::string skip_reason(const fs::path& path, const fs::file_status& status, bool any_extension) {
  if (path.filename().native().starts_with('.')) return "hidden (its name begins with a point)";
  if (status.type() == fs::file_type::symlink) return "a symbolic link";
  if (status.type() != fs::file_type::directory && status.type() != fs::file_type::regular)
    return "a special file (a device, pipe or socket)";
  if (!any_extension && status.type() == fs::file_type::regular && !has_readable_name(path.native()))
    return fmt::format("no reader for {} files; name the file, or give --type", path.extension().native());
  return {};
}

// The entries of a folder, last first.
std::vector<fs::path> entries_of(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    entries.push_back(it->path());
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.native() > b.native(); });
  return entries;
}

void walk_folder(const fs::path& top, bool any_extension, const Take& take) {
  std::vector<fs::path> open{top};  // a stack: folders may be nested deeper than a recursion could go
  while (!open.empty()) {
    const fs::path path = std::move(open.back());
    open.pop_back();
    std::error_code error;
    const fs::file_status status = path == top ? fs::status(path, error) : fs::symlink_status(path, error);
    if (error) {
      take({WalkEntry::Kind::Fault, path.native(), error.message()});
      continue;
    }
    if (path != top) {
      if (auto reason = skip_reason(path, status, any_extension); !reason.empty()) {
        take({WalkEntry::Kind::Skipped, path.native(), std::move(reason)});
        continue;
      }
    }
    if (status.type() != fs::file_type::directory) {
      take({WalkEntry::Kind::Input, path.native(), {}});
      continue;
    }
    auto entries = entries_of(path, error);
    if (error) take({WalkEntry::Kind::Fault, path.native(), error.message()});
    std::move(entries.begin(), entries.end(), std::back_inserter(open));
  }
}

}  // namespace

void walk(const std::vector<std::string>& paths, bool any_extension, const Take& take) {
  bool standard_input = false;
  for (const std::string& path : paths) {
    if (path == "-") {
      if (standard_input)
        take({WalkEntry::Kind::Skipped, path, "standard input is read once"});
      else
        take({WalkEntry::Kind::Input, path, {}});
      standard_input = true;
      continue;
    }
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error).lexically_normal();
    const bool exists = !error && fs::exists(absolute, error);
    if (error || !exists)
      take({WalkEntry::Kind::Fault, error ? path : absolute.native(),
            error ? error.message() : std::make_error_code(std::errc::no_such_file_or_directory).message()});
    else
      walk_folder(absolute, any_extension, take);
  }
}

schema::Result<std::vector<std::string>> read_path_list(const std::string& list) {
  auto source = ByteSource::open(list, ByteSource::Kind::Pipe);
  if (!source) return source.error();
  std::string text;
  while (source->read(text, 64 * 1024)) {
  }
  if (!source->failure().empty()) return schema::Fault{source->failure(), {}};
  const char separator = text.find('\0') == std::string::npos ? '\n' : '\0';
  std::vector<std::string> paths;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    std::string path = text.substr(begin, end - begin);
    if (separator == '\n' && path.ends_with('\r')) path.pop_back();
    if (!path.empty()) paths.push_back(std::move(path));
    begin = end + 1;
  }
  return paths;
}

}  // namespace attache::indexer
