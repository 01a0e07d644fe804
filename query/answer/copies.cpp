#include "query/answer/copies.hpp"

#include <string_view>
#include <tuple>
#include <unordered_map>

namespace attache::query {
namespace {

bool is_published_first(const FoundArticle& a, const FoundArticle& b) {
  const auto key = [](const FoundArticle& found) {
    const auto day = schema::day_of(found.article.article);
    return std::tuple(!day.has_value(), day, std::string_view(found.article.article.published_at), found.article.id,
                      std::string_view(found.article.uid));
  };
  return key(a) < key(b);
}

bool is_of_agency(const FoundArticle& found, const schema::Names& names) {
  const schema::Outlet* outlet = names.outlet(found.article.article.outlet);
  return outlet && outlet->agency;
}

bool leads(const FoundArticle& a, const FoundArticle& b, Lead lead, const schema::Names& names) {
  const auto day = [](const FoundArticle& found) { return schema::day_of(found.article.article); };
  switch (lead) {
    case Lead::Latest:
      if (day(a) != day(b)) return day(b) < day(a);
      break;
    case Lead::Longest:
      if (a.article.article.words != b.article.article.words) return a.article.article.words > b.article.article.words;
      break;
    case Lead::Agency:
      if (is_of_agency(a, names) != is_of_agency(b, names)) return is_of_agency(a, names);
      break;
    case Lead::First: break;
  }
  return is_published_first(a, b);
}

}  // namespace

std::vector<FoldedArticle> fold_copies(const std::vector<FoundArticle>& found, Lead lead, const schema::Names& names) {
  std::vector<FoldedArticle> out;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const FoundArticle& one : found) {
    const schema::StoredArticle& article = one.article;
    const auto [at, is_new] = places.try_emplace(article.relations.cluster.empty() ? article.uid : article.relations.cluster, out.size());
    if (is_new) {
      out.push_back({&one, 0});
      continue;
    }
    FoldedArticle& folded = out[at->second];
    ++folded.copies;
    if (leads(one, *folded.article, lead, names)) folded.article = &one;
  }
  return out;
}

}  // namespace attache::query
