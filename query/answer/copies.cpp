#include "query/answer/copies.hpp"

#include <string_view>
#include <tuple>
#include <unordered_map>

namespace attache::query {
namespace {

bool is_published_first(const ArticleRow& a, const ArticleRow& b) {
  const auto key = [](const ArticleRow& row) {
    return std::tuple(row.day.empty(), std::string_view(row.day), std::string_view(row.published_at), std::string_view(row.uid));
  };
  return key(a) < key(b);
}

bool is_of_agency(const ArticleRow& row, const schema::Names& names) {
  const schema::Outlet* outlet = names.outlet(row.outlet);
  return outlet && outlet->agency;
}

bool leads(const ArticleRow& a, const ArticleRow& b, Lead lead, const schema::Names& names) {
  switch (lead) {
    case Lead::Latest:
      if (a.day != b.day) return b.day < a.day;
      break;
    case Lead::Longest:
      if (a.words != b.words) return a.words > b.words;
      break;
    case Lead::Agency:
      if (is_of_agency(a, names) != is_of_agency(b, names)) return is_of_agency(a, names);
      break;
    case Lead::First: break;
  }
  return is_published_first(a, b);
}

}  // namespace

std::vector<FoldedRow> fold_copies(const std::vector<ArticleRow>& rows, Lead lead, const schema::Names& names) {
  std::vector<FoldedRow> out;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const ArticleRow& row : rows) {
    const auto [at, is_new] = places.try_emplace(row.cluster, out.size());
    if (is_new) {
      out.push_back({&row, 0});
      continue;
    }
    FoldedRow& folded = out[at->second];
    ++folded.copies;
    if (leads(row, *folded.row, lead, names)) folded.row = &row;
  }
  return out;
}

}  // namespace attache::query
