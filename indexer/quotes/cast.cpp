#include "indexer/quotes/cast.hpp"

#include <algorithm>

#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::EntityKind;

// Joins a place the tables do not know with its adjective: "Vardania", "Vardanian" → "vardan"; other words stay.
std::string place_key(std::string_view folded) {
  for (std::string_view ending : {"ians", "ian", "ia", "ans", "an", "a"})
    if (folded.size() >= ending.size() + 4 && folded.ends_with(ending)) return std::string(folded.substr(0, folded.size() - ending.size()));
  return std::string(folded);
}

}  // namespace

std::uint32_t words_in(const std::string& name) {
  return static_cast<std::uint32_t>(std::count(name.begin(), name.end(), ' ')) + (name.empty() ? 0 : 1);
}

std::vector<const Mention*> Cast::mentions_in(TokenRange range) const {
  std::vector<const Mention*> out;
  auto first = std::lower_bound(mentions_.begin(), mentions_.end(), range.first,
                                [](const Mention& mention, std::uint32_t token) { return mention.range.first < token; });
  for (; first != mentions_.end() && first->range.last <= range.last; ++first) out.push_back(&*first);
  return out;
}

std::vector<const EntityHit*> Cast::entities_in(TokenRange range) const {
  std::vector<const EntityHit*> out;
  auto first = std::lower_bound(entities_.begin(), entities_.end(), range.first,
                                [](const EntityHit& hit, std::uint32_t token) { return hit.range.first < token; });
  for (; first != entities_.end() && first->range.last <= range.last; ++first) out.push_back(&*first);
  return out;
}

const EntityHit* Cast::first_named(const schema::Entity& entity) const {
  const auto found = first_named_.find(&entity);
  return found == first_named_.end() ? nullptr : &entities_[found->second];
}

std::uint32_t Cast::last_mention(std::uint32_t person, std::uint32_t before) const {
  const auto& tokens = mention_tokens_[person];
  const auto after = std::lower_bound(tokens.begin(), tokens.end(), before);
  return after == tokens.begin() ? 0 : *(after - 1) + 1;
}

const Body* Cast::first_body(std::string_view word, std::uint32_t before) const {
  const auto found = bodies_by_word_.find(std::string(word));
  if (found == bodies_by_word_.end()) return nullptr;
  const Body& body = bodies_[found->second];
  return body.range.first < before ? &body : nullptr;
}

const Body* Cast::body_of_acronym(std::string_view acronym) const {
  const auto found = acronyms_.find(std::string(acronym));
  return found == acronyms_.end() ? nullptr : &bodies_[found->second];
}

bool Cast::is_common_word(std::string_view folded) const {
  return lower_case_words_.may_have(folded) && std::ranges::any_of(document_->tokens, [&](const Token& token) {
    return token.kind == TokenKind::Word && !token.capitalised && token.folded == folded;
  });
}

std::vector<std::string> Cast::description_words_of(TokenRange range) const {
  std::vector<std::string> out;
  const auto hits = entities_in(range);
  std::size_t next = 0;
  for (std::uint32_t i = range.first; i < range.last;) {
    while (next < hits.size() && hits[next]->range.first < i) ++next;
    if (next < hits.size() && hits[next]->range.first == i && hits[next]->entity->kind != EntityKind::Person) {
      out.emplace_back(hits[next]->entity->id);
      i = hits[next]->range.last;
      continue;
    }
    const Token& token = document_->tokens[i++];
    if (token.kind != TokenKind::Word || determiners().has(token.folded) || prepositions().has(token.folded) ||
        conjunctions().has(token.folded) || token.folded == "'s")
      continue;
    if (honorifics().has(token.folded) && !title_words().has(token.folded)) continue;
    if (token.folded == "new" || token.folded == "then") continue;
    if (document_->text(token) == "PM") {
      out.emplace_back("prime-minister");
      continue;
    }
    if (token.folded == "minister" && !out.empty() && out.back() == "prime") {
      out.back() = "prime-minister";  // one office: "the minister" is not the prime minister
      continue;
    }
    out.push_back(token.capitalised && !title_words().has(token.folded) ? place_key(token.folded) : token.folded);
  }
  return out;
}

}  // namespace attache::indexer
