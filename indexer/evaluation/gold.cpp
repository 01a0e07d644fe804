#include "indexer/evaluation/gold.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::indexer {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::size_t line, std::string_view why) {
  throw schema::Error(schema::ErrorCode::Usage, fmt::format("{}: line {}: {}", path, line, why));
}

// The parts between separators; an empty text has none.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find(separator), text.size());
    out.push_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return out;
}

bool is_id(std::string_view field, char letter) {
  return field.size() > 1 && field[0] == letter && field.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// "12 20;25 30"; false when it is something else.
bool read_spans(std::string_view text, std::vector<PointSpan>& out) {
  for (const std::string_view part : split(text, ';')) {
    PointSpan span;
    const char* const end = part.data() + part.size();
    const auto first = std::from_chars(part.data(), end, span.begin);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ' ') return false;
    const auto second = std::from_chars(first.ptr + 1, end, span.end);
    if (second.ec != std::errc{} || second.ptr != end || span.end < span.begin) return false;
    out.push_back(span);
  }
  return !out.empty();
}

std::vector<PointSpan>* role_of(std::string_view name, ScoredAttribution& a) {
  std::string role(name.substr(0, name.find_last_not_of("0123456789") + 1));
  std::transform(role.begin(), role.end(), role.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (role == "source") return &a.source;
  if (role == "cue") return &a.cue;
  return role == "content" ? &a.content : nullptr;
}

std::vector<ScoredAttribution> read_annotations(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw schema::Error(schema::ErrorCode::Usage, path + ": cannot be opened");
  std::map<std::string, std::vector<PointSpan>, std::less<>> spans;
  std::vector<ScoredAttribution> out;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const auto fields = split(line, '\t');
    if (fields.size() < 2) continue;
    if (is_id(fields[0], 'T')) {
      const std::size_t blank = fields[1].find(' ');
      auto& place = spans[std::string(fields[0])];
      place.clear();
      if (blank == std::string_view::npos || !read_spans(fields[1].substr(blank + 1), place))
        refuse(path, number, "no offsets behind the label");
    } else if (is_id(fields[0], 'E')) {
      ScoredAttribution a;
      for (const std::string_view part : split(fields[1], ' ')) {
        const std::size_t colon = std::min(part.find(':'), part.size());
        std::vector<PointSpan>* const role = role_of(part.substr(0, colon), a);
        const auto known = spans.find(part.substr(std::min(colon + 1, part.size())));
        if (role && known != spans.end()) role->insert(role->end(), known->second.begin(), known->second.end());
      }
      if (!a.content.empty()) out.push_back(std::move(a));
    }
  }
  return out;
}

}  // namespace

std::vector<GoldArticle> read_gold(const std::string& directory) {
  std::error_code error;
  std::vector<std::string> annotations;
  for (const auto& entry : fs::directory_iterator(fs::path(directory) / "attributions", error))
    if (entry.path().extension() == ".ann") annotations.push_back(entry.path().filename().string());
  std::sort(annotations.begin(), annotations.end());
  std::vector<GoldArticle> out;
  for (const auto& entry : fs::directory_iterator(fs::path(directory) / "text", error)) {
    if (entry.path().extension() != ".txt") continue;
    GoldArticle article{entry.path().stem().string(), entry.path().string(), {}};
    const std::string prefix = article.name + "_";
    for (auto it = std::lower_bound(annotations.begin(), annotations.end(), prefix);
         it != annotations.end() && it->starts_with(prefix); ++it)
      article.annotators.push_back(read_annotations((fs::path(directory) / "attributions" / *it).string()));
    if (!article.annotators.empty()) out.push_back(std::move(article));
  }
  if (out.empty())
    throw schema::Error(schema::ErrorCode::Usage, directory + ": no text/NAME.txt with attributions/NAME_*.ann",
                        "--evaluate takes a folder in the form of PolNeAR's");
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

}  // namespace attache::indexer
