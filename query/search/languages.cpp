#include "query/search/languages.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "schema/terms.hpp"

namespace attache::query {

using schema::FieldId;
using XQuery = Xapian::Query;

Languages::Languages(const std::vector<std::string>& languages) {
  for (const auto& language : languages) {
    const auto stemming = schema::stemming_of(language);
    auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& one) { return one.stemming == stemming; });
    if (group == groups_.end()) group = groups_.insert(group, {stemming, {}});
    group->languages.push_back(language);
  }
  if (groups_.empty()) groups_.push_back({});
}

Languages::Languages(const schema::IndexView& view) : Languages(view.languages) {
  std::map<std::string_view, Group*> group_of;
  for (Group& group : groups_)
    for (const std::string& language : group.languages) group_of[language] = &group;
  for (const auto& part : view.parts) {
    std::set<Group*> has;
    for (const std::string& language : part.languages) has.insert(group_of.at(language));
    for (Group* const group : has) group->parts.add_database(part.index);
  }
}

const schema::Stemmer& Languages::stemmer(schema::Stemming stemming) const {
  return stemmers_.try_emplace(stemming, stemming).first->second;
}

const schema::Stemmer& Languages::stemmer_of(std::string_view language) const {
  return stemmer(groups_.size() == 1 ? groups_.front().stemming : schema::stemming_of_article(language));
}

std::vector<std::string> Languages::terms(FieldId field, const std::string& folded_word) const {
  std::vector<std::string> out;
  const bool stemmed = schema::field(field).kind == schema::FieldKind::Text;
  for (const Group& group : groups_) {
    out.push_back(schema::word_term(field, folded_word, stemmer(group.stemming)));
    if (!stemmed) break;
  }
  return out;
}

XQuery Languages::any_form(FieldId field, const std::string& folded_word) const {
  const auto any = terms(field, folded_word);
  return any.size() == 1 ? XQuery(any.front()) : XQuery(XQuery::OP_SYNONYM, any.begin(), any.end());
}

std::string Languages::to_text() const {
  if (groups_.size() == 1) return {};
  std::string out;
  for (const Group& group : groups_) {
    out += (out.empty() ? "" : "; ") + std::string(schema::name_of(group.stemming));
    std::string_view before = ": ";
    for (const auto& language : group.languages) {
      out.append(before).append(language.empty() ? "not known" : language);
      before = ", ";
    }
  }
  return out;
}

}  // namespace attache::query
