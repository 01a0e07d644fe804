#include "indexer/readers/html/author_names.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string_view>

#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestName = 80;  // bytes
constexpr std::size_t kMostNames = 64;

std::string trimmed_name(std::string name) {
  static const RE2 by("(?i)^\\s*(?:(?:written |posted |reported |story |words )?by\\b|von|par|por|door|di|author:|autor:|av)[:\\s]+");
  static const RE2 edges("^[\\s|,;:·•*/-]+|[\\s|,;:·•*/-]+$");
  static const RE2 bracket("\\s*[(\\[][^()]*[)\\]]$");
  RE2::Replace(&name, by, "");
  RE2::GlobalReplace(&name, edges, "");
  RE2::Replace(&name, bracket, "");
  return schema::one_line(name);
}

bool is_address(std::string_view name) {
  static const RE2 address("(?i)^(?:https?:|www\\.)|[@/]|\\.(?:com|org|net|co\\.\\w\\w|html?)\\b|^\\S+\\.[a-z]{2,}$");
  return RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), address);
}

// Dates, times and internal numbers stand next to names, or in their place.
bool has_number(std::string_view name) {
  return std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) > 1;
}

// "Jane Roe, John Doe and Max Poe", parted.
std::vector<std::string> parted(const std::string& written) {
  static const RE2 border("\\s*(?:;|\\||\\s(?:and|und|et|y|och|og)\\s|\\s&\\s|,\\s+(?:and|und)\\s|,)\\s*");
  std::vector<std::string> out;
  std::string rest = written;
  RE2::GlobalReplace(&rest, border, "\n");
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t end = std::min(rest.find('\n', begin), rest.size());
    out.push_back(rest.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::vector<std::string> author_names(const std::vector<std::string>& written, const std::vector<std::string>& sites) {
  std::vector<std::string> names;
  std::vector<std::string> seen;
  for (const std::string& site : sites)
    if (std::string folded = schema::fold_phrase(site); !folded.empty()) seen.push_back(std::move(folded));
  // "Daily Herald" of the site "dailyherald".
  const auto names_site = [&](std::string folded) {
    std::erase(folded, ' ');
    return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) { return site == folded; });
  };
  for (const std::string& words : written) {
    if (names.size() >= kMostNames) break;
    if (is_address(words) || words.size() > 4 * kLongestName) continue;
    for (const std::string& part : parted(words)) {
      std::string name = trimmed_name(part);
      std::string folded = schema::fold_phrase(name);
      if (name.size() > kLongestName || folded.size() < 2 || is_address(name)) continue;
      if (std::find(seen.begin(), seen.end(), folded) != seen.end() || names_site(folded) || has_number(name)) continue;
      seen.push_back(std::move(folded));
      names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace attache::indexer::html
