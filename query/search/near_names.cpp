#include "query/search/near_names.hpp"

#include <algorithm>
#include <utility>

#include <xapian.h>

#include "query/search/vocabulary.hpp"
#include "schema/names/names.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::FieldId;

constexpr std::size_t kShortest = 4;       // letters; shorter names differ in one letter all the time
constexpr std::size_t kTwoLettersFrom = 8;
constexpr std::size_t kMostNames = 3;

}  // namespace

bool is_word_of_speakers(const Xapian::Database& index, const std::string& folded, const Languages& languages) {
  const auto met = [&](FieldId id, const std::string& word) {
    const auto terms = languages.terms(id, word);
    return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return index.term_exists(term); });
  };
  return met(FieldId::SpeakerWord, folded) || met(FieldId::Description, folded) ||
         met(FieldId::SpeakerKey, schema::spelling_key(folded));
}

std::vector<std::string> near_names(const Xapian::Database& index, const std::string& folded) {
  if (folded.size() < kShortest) return {};
  const std::size_t most = folded.size() >= kTwoLettersFrom ? 2 : 1;
  const std::string prefix(schema::field(FieldId::SpeakerWord).prefix);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (auto at = index.allterms_begin(prefix); at != index.allterms_end(prefix); ++at) {
    auto name = (*at).substr(prefix.size());
    if (const auto letters = letters_apart(folded, name, most); letters <= most) near.emplace_back(letters, std::move(name));
  }
  std::sort(near.begin(), near.end());
  near.resize(std::min(near.size(), kMostNames));
  std::vector<std::string> out;
  for (auto& [letters, name] : near) out.push_back(std::move(name));
  return out;
}

}  // namespace attache::query
