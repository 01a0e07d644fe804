#include "indexer/writer/input_history.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

// A folder in the place of a file: the file is gone.
bool is_gone(const std::string& file) {
  struct stat info {};
  if (::lstat(file.c_str(), &info) == 0) return S_ISDIR(info.st_mode);
  return errno == ENOENT || errno == ENOTDIR;
}

}  // namespace

std::string input_name(const std::string& path) {
  if (path == kStandardInput) return path;
  std::error_code failure;
  const auto absolute = std::filesystem::absolute(path, failure);
  std::string name = (failure ? std::filesystem::path(path) : absolute).lexically_normal().string();
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name;
}

bool is_at_or_below(const std::string& file, const std::unordered_set<std::string>& paths) {
  for (std::filesystem::path at(file);; at = at.parent_path())
    if (paths.contains(at.string()))
      return true;
    else if (!at.has_relative_path())
      return false;
}

FileStamp FileStamp::of(const std::string& file) {
  FileStamp out;
  struct stat info {};
  if (file == kStandardInput || ::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return out;
  out.is_file = true;
  out.size = info.st_size;
  out.mtime_ns = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
  return out;
}

InputHistory::InputHistory(const schema::Connection& catalogue, std::vector<std::string> readings, bool reread)
    : catalogue_(catalogue), readings_(std::move(readings)), reread_(reread) {}

std::vector<schema::InputRow> InputHistory::rows_of(const std::string& file) const {
  std::vector<schema::InputRow> out;
  if (const auto own = schema::load_input(catalogue_, file)) out.push_back(*own);
  schema::Statement failed =
      catalogue_.prepare("SELECT place, reason FROM input WHERE file = ?1 AND place <> '' ORDER BY place");
  failed.bind_blob(1, file);
  while (failed.step()) {
    schema::InputRow row;
    row.file = file;
    row.place = failed.text("place");
    row.reason = failed.text("reason");
    row.state = schema::InputRow::State::Failed;
    out.push_back(std::move(row));
  }
  return out;
}

InputHistory::Outlook InputHistory::outlook(const std::string& file, FileStamp& stamp) const {
  if (!stamp.is_file) return {};
  const auto known = rows_of(file);
  if (known.empty()) return {};
  const schema::InputRow& row = known.front();
  if (known.size() > 1 || !row.place.empty() || row.state != schema::InputRow::State::Read)
    return {Standing::Failed, row.articles};
  if (row.size != stamp.size) return {Standing::Changed, row.articles};
  const bool same_time = row.mtime_ns == stamp.mtime_ns;
  if (!same_time) {
    stamp.sha256 = schema::sha256_file(file).value_or("");
    if (stamp.sha256.empty() || stamp.sha256 != row.sha256) return {Standing::Changed, row.articles};
  }
  const bool stands = !reread_ && std::ranges::find(readings_, row.engine) != readings_.end();
  if (!stands) return {Standing::Otherwise, row.articles};
  return {same_time ? Standing::Unchanged : Standing::Touched, row.articles};
}

std::vector<std::string> InputHistory::gone(const std::vector<std::string>& paths, const std::unordered_set<std::string>& unlisted) const {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    if (path == kStandardInput) continue;
    // What lies below begins with the path and a slash, and '0' follows '/'.
    const std::string folder = path.ends_with('/') ? path : path + "/";
    schema::Statement known = catalogue_.prepare(
        "SELECT file FROM article WHERE file = ?1 OR (file > ?2 AND file < ?3)"
        " UNION SELECT file FROM input WHERE file = ?1 OR (file > ?2 AND file < ?3) ORDER BY file");
    known.bind_blob(1, path).bind_blob(2, folder).bind_blob(3, folder.substr(0, folder.size() - 1) + '0');
    while (known.step())
      if (std::string file = known.blob("file"); !is_at_or_below(file, unlisted) && is_gone(file)) out.push_back(std::move(file));
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace attache::indexer
