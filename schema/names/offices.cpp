// Reading an office from words: a title and the body it belongs to.
#include <algorithm>
#include <array>

#include "schema/names/impl.hpp"
#include "schema/names/names.hpp"

namespace attache::schema {
namespace {

// Longer texts name more than an office.
constexpr std::size_t kMostWords = 16;
constexpr std::size_t kMostBytes = 512;  // of an office in words; longer text is not even split

// Say that the holder holds it, not another office.
constexpr std::array<std::string_view, 6> kHoldingWords{"new", "current", "acting", "veteran", "outgoing", "then"};
constexpr std::array<std::string_view, 4> kBodyWords{"of", "for", "at", "in"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

using FoldedWords = std::vector<std::string>;

// The folded words without articles and without what only says that the office is held.
FoldedWords office_words(std::string_view text) {
  FoldedWords out;
  for (auto& word : words_of(text))
    if (word.folded != "the" && !contains(kHoldingWords, word.folded)) out.push_back(std::move(word.folded));
  return out;
}

}  // namespace

std::string names::office_title(std::string_view text) { return joined(office_words(text)); }

std::optional<Office> Names::parse_office(std::string_view text) const {
  if (text.size() > kMostBytes) return std::nullopt;
  const auto words = office_words(text);
  if (words.empty() || words.size() > kMostWords) return std::nullopt;
  const auto& facts = impl_->facts;
  const std::span<const std::string> all(words);

  if (const auto rows = facts.office_titles.find(joined(all)); rows != facts.office_titles.end())
    for (auto index : rows->second)
      if (const auto& row = facts.office_rows[index]; !row.implied.empty())
        return Office{std::string(row.kind), std::string(row.implied)};

  // The body is one stretch of the words; the others are the title: "Russian | foreign minister", "foreign minister of
  // | Russia", "spokeswoman for the | Russian | foreign ministry". The shortest body first, so that the title is longest.
  const auto in_no_title = [&](const std::string& word) { return !facts.title_words.may_have(word); };
  for (std::size_t size = 1; size < all.size(); ++size)
    for (std::size_t first = 0; first + size <= all.size(); ++first) {
      const auto body = all.subspan(first, size);
      auto before = all.first(first);
      const auto after = all.subspan(first + size);
      const bool has_body_word = !before.empty() && contains(kBodyWords, before.back());
      if (after.empty() && !has_body_word) continue;
      if (std::ranges::any_of(before.first(first - has_body_word), in_no_title) || std::ranges::any_of(after, in_no_title)) continue;
      for (bool drop_body_word : {true, false}) {
        if (drop_body_word && !has_body_word) continue;
        FoldedWords title(before.begin(), before.end() - (drop_body_word ? 1 : 0));
        title.insert(title.end(), after.begin(), after.end());
        const auto rows = facts.office_titles.find(joined(title));
        if (rows == facts.office_titles.end()) continue;
        const auto hits = by_alias(joined(body));
        for (auto index : rows->second)
          for (const auto& hit : hits)
            if (const auto& row = facts.office_rows[index];
                hit.alias_kind != AliasKind::Description && row.accepts(*hit.entity))
              return Office{std::string(row.kind), std::string(hit.entity->id)};
      }
    }
  return std::nullopt;
}

std::optional<std::string> Names::parse_office_kind(std::string_view text) const {
  if (text.size() > kMostBytes) return std::nullopt;
  const auto& facts = impl_->facts;
  const auto found = facts.office_titles.find(names::office_title(text));
  if (found == facts.office_titles.end()) return std::nullopt;
  return std::string(facts.office_rows[found->second.front()].kind);
}

}  // namespace attache::schema
