#include "indexer/readers/input_walk.hpp"

#include <fnmatch.h>

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

bool fits(const std::string& pattern, const std::string& below, const std::string& name) {
  return ::fnmatch(pattern.c_str(), (pattern.find('/') == std::string::npos ? name : below).c_str(), 0) == 0;
}

// Why an entry of the folder `top` is left out; empty when it is not.
std::string skip_reason(const fs::path& top, const fs::path& path, const fs::file_status& status, const WalkOptions& options) {
  if (path.filename().native().starts_with('.')) return "hidden (its name begins with a point)";
  if (status.type() == fs::file_type::symlink) return "a symbolic link";
  if (status.type() != fs::file_type::directory && status.type() != fs::file_type::regular)
    return "a special file (a device, pipe or socket)";
  const std::string below = path.lexically_relative(top).native();
  const std::string name = path.filename().native();
  const auto fits_this = [&](const std::string& pattern) { return fits(pattern, below, name); };
  if (const auto found = std::ranges::find_if(options.exclude, fits_this); found != options.exclude.end())
    return fmt::format("excluded by {}", *found);
  const bool is_file = status.type() == fs::file_type::regular;
  if (is_file && !options.include.empty() && std::ranges::none_of(options.include, fits_this)) return "no --include fits it";
  std::error_code none;
  if (!is_file && fs::exists(path / kNoIndexMarker, none)) return fmt::format("has a {}", kNoIndexMarker);
  const bool asked_for = options.any_extension || !options.include.empty();
  if (is_file && !asked_for && !has_readable_name(path.native()))
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

// From `start`, which is `top` or lies below it.
void walk_folder(const fs::path& top, const fs::path& start, const WalkOptions& options, const Take& take, const EnterFolder& enter) {
  std::vector<fs::path> open{start};  // a stack: folders may be nested deeper than a recursion could go
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
      if (auto reason = skip_reason(top, path, status, options); !reason.empty()) {
        take({WalkEntry::Kind::Skipped, path.native(), std::move(reason)});
        continue;
      }
    }
    if (status.type() != fs::file_type::directory) {
      take({WalkEntry::Kind::Input, path.native(), {}});
      continue;
    }
    if (enter) enter(path.native());
    auto entries = entries_of(path, error);
    if (error) take({WalkEntry::Kind::Fault, path.native(), error.message()});
    std::move(entries.begin(), entries.end(), std::back_inserter(open));
  }
}

}  // namespace

void walk(const std::vector<std::string>& paths, const WalkOptions& options, const Take& take, const EnterFolder& enter) {
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
      walk_folder(absolute, absolute, options, take, enter);
  }
}

void walk_below(const std::string& top, const std::string& path, const WalkOptions& options, const Take& take, const EnterFolder& enter) {
  std::error_code error;
  if (fs::symlink_status(path, error).type() == fs::file_type::not_found) return;
  for (fs::path folder = fs::path(path).parent_path(); path != top && folder != top; folder = folder.parent_path()) {
    if (!folder.has_relative_path()) return;  // not below it
    const fs::file_status status = fs::symlink_status(folder, error);
    if (error || !skip_reason(top, folder, status, options).empty()) return;
  }
  walk_folder(top, path, options, take, enter);
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
