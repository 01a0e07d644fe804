#include "query/search/text_facts.hpp"

#include <algorithm>

namespace attache::query {

void TextFacts::add(std::string_view text) {
  const auto words = schema::words_of(text);
  phrases_ += " |";
  for (const auto& word : words) {
    stems_.insert((*stemmer_)(word.folded));
    spellings_.insert(schema::spelling_key(word.folded));
    phrases_ += ' ' + word.folded;
  }
  phrases_ += ' ';
  for (const auto& hit : names_->find_all(text, words)) {
    if (hit.alias_kind == schema::AliasKind::Description) continue;
    entities_.emplace(hit.entity->id);
    if (!hit.entity->part_of.empty()) entities_.emplace(hit.entity->part_of);
  }
}

bool TextFacts::has_any(const std::vector<std::string>& words) const {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word.find(' ') == std::string::npos ? stems_.count((*stemmer_)(word)) > 0
                                               : phrases_.find(' ' + word + ' ') != std::string::npos;
  });
}

bool TextFacts::has_phrase(const std::vector<std::string>& words) const {
  std::string phrase = " ";
  for (const auto& word : words) phrase += word + ' ';
  return phrases_.find(phrase) != std::string::npos;
}

bool TextFacts::has_spelling(const std::string& folded_word) const {
  return spellings_.count(schema::spelling_key(folded_word)) > 0;
}

bool TextFacts::has_country_besides(const std::vector<Part>& parts) const {
  return std::any_of(entities_.begin(), entities_.end(), [&](const std::string& id) {
    return id.starts_with("c:") &&
           std::none_of(parts.begin(), parts.end(), [&](const Part& part) { return part.entity == id; });
  });
}

bool TextFacts::has(const Part& part) const {
  if (!part.entity.empty())
    return has_entity(part.entity) || (part.entity.starts_with("p:") && has_spelling(part.words.back()));
  return part.phrase ? has_phrase(part.words) : has_any(part.words);
}

}  // namespace attache::query
