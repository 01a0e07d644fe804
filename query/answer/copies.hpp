// Copies of one text folded into one, for people; machine formats list every article.
//
// Free functions; safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "query/search/article_search.hpp"
#include "schema/named_value.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// Which of the copies that were found stands for all: the one published first or last (a day that is not known comes last), the one
// with the most words, or the agency's own; where that leaves several, the first of them.
enum class Lead : std::uint8_t { First, Latest, Longest, Agency };
inline constexpr std::array<schema::NamedValue<Lead>, 4> kLeads{
    {{Lead::First, "first"}, {Lead::Latest, "latest"}, {Lead::Longest, "longest"}, {Lead::Agency, "agency"}}};

struct FoldedRow {
  const ArticleRow* row = nullptr;  // of what was folded; never null
  std::size_t copies = 0;           // others that it stands for
};

// In the order of the first of each cluster. `rows` must outlive what comes back.
std::vector<FoldedRow> fold_copies(const std::vector<ArticleRow>& rows, Lead lead, const schema::Names& names);

}  // namespace attache::query
