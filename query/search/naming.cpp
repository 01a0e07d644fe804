#include "query/search/naming.hpp"

#include <algorithm>

#include "query/search/quote_filter.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using XQuery = Xapian::Query;

class Texts {
 public:
  Texts(const Xapian::Database& index, const schema::Names& names, const Languages& languages) : index_(index), names_(names), languages_(languages) {}

  // The words side by side.
  XQuery phrase(std::string_view text) const { return joined(text, XQuery::OP_PHRASE); }

  XQuery words(std::string_view text) const { return joined(text, XQuery::OP_AND); }

  XQuery any_form(const Part& part) const {
    if (part.phrase) return phrase(schema::joined(part.words));
    std::vector<XQuery> forms;
    for (const auto& word : part.words) forms.push_back(phrase(word));
    if (!part.entity.empty()) add_entity(part.entity, forms);
    return any_of(forms);
  }

  void add_entity(const std::string& id, std::vector<XQuery>& any) const {
    const auto* entity = names_.find(id);
    if (!entity) return;
    for (const auto alias : names_.aliases(*entity, schema::AliasKind::Name)) any.push_back(phrase(alias));
  }

  // The last word of a name in every spelling in which a speaker bears it.
  void add_spellings(const std::string& last, std::vector<XQuery>& any) const {
    any.push_back(phrase(last));
    const auto key = schema::spelling_key(last);
    const std::string prefix(schema::field(FieldId::SpeakerWord).prefix);
    for (auto at = index_.allterms_begin(prefix), end = index_.allterms_end(prefix); at != end; ++at)
      if (const auto word = (*at).substr(prefix.size()); word != last && schema::spelling_key(word) == key) any.push_back(phrase(word));
  }

 private:
  // Its words in their forms, in each language of the archive.
  XQuery joined(std::string_view text, XQuery::op op) const {
    std::vector<std::vector<std::string>> of_group(languages_.groups().size());
    for (const auto& word : schema::words_of(text)) {
      const auto terms = languages_.terms(FieldId::Text, word.folded);
      for (std::size_t group = 0; group < of_group.size(); ++group) of_group[group].push_back(terms[group]);
    }
    std::vector<XQuery> out;
    for (const auto& terms : of_group) out.emplace_back(op, terms.begin(), terms.end(), static_cast<Xapian::termcount>(op == XQuery::OP_PHRASE ? terms.size() : 0));
    return any_of(out);
  }

  const Xapian::Database& index_;
  const schema::Names& names_;
  const Languages& languages_;
};

// Longer ones are the words of a question that was not understood.
constexpr std::size_t kLongestName = 4;

bool is_person(const std::vector<std::string>& entities) { return entities.empty() || entities.front().starts_with("p:"); }

}  // namespace

std::optional<Naming> naming(const Xapian::Database& index, const std::vector<Who>& who, const schema::Names& names, const Languages& languages) {
  if (who.empty()) return std::nullopt;
  const Texts texts(index, names, languages);
  Naming out{{}, true, {}};
  std::vector<XQuery> any;
  for (const auto& one : who) {
    if (one.unnamed || !one.officials_of.empty()) return std::nullopt;
    if (one.entities.empty() && (one.name.empty() || one.name.size() > kLongestName)) {
      out.by_name = false;
      any.push_back(texts.words(one.text));
    } else {
      for (const auto& id : one.entities) texts.add_entity(id, any);
      if (!one.name.empty() && is_person(one.entities) && !one.exact)
        texts.add_spellings(one.name.back(), any);
      else
        any.push_back(texts.phrase(one.text));
    }
    out.text.append(out.text.empty() ? "" : " or ").append(one.text);
  }
  out.texts = any_of(any);
  return out;
}

Naming naming(const Xapian::Database& index, const Subject& subject, const schema::Names& names, const Languages& languages) {
  const Texts texts(index, names, languages);
  Naming out{{}, true, subject.text};
  std::vector<XQuery> members;
  for (const auto* one : single_subjects(subject)) {
    std::vector<XQuery> any;
    for (const auto& id : one->entities) texts.add_entity(id, any);
    if (!one->name.empty() && is_person(one->entities)) texts.add_spellings(one->name.back(), any);
    if (any.empty()) {
      out.by_name = false;
      std::vector<XQuery> parts;
      for (const auto& part : one->parts) parts.push_back(texts.any_form(part));
      any.push_back(all_of(parts));
    } else {
      any.push_back(texts.phrase(one->text));
    }
    members.push_back(any_of(any));
  }
  out.texts = subject.join == Subject::Join::All ? all_of(members) : any_of(members);
  return out;
}

}  // namespace attache::query
