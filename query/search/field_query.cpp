#include "query/search/field_query.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "query/parse/field_value.hpp"
#include "query/parse/question.hpp"
#include "query/search/document_check.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/speaker_match.hpp"
#include "query/search/subject_match.hpp"
#include "query/search/term_union.hpp"
#include "query/search/vocabulary.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::Fault;
using schema::FieldId;
using schema::FieldKind;
using schema::StoredQuote;
using XQuery = Xapian::Query;
using QueryOrFault = schema::Result<XQuery>;

// Quotations of whose record something holds.
class RecordCheck : public DocumentCheck {
 public:
  using Test = std::function<bool(const StoredQuote&)>;
  explicit RecordCheck(Test test) : test_(std::move(test)) {}
  RecordCheck* clone() const override { return new RecordCheck(test_); }
  std::string get_description() const override { return "meant"; }

 protected:
  bool passes(Xapian::docid document) override { return test_(quote_at(index(), document)); }

 private:
  Test test_;
};

XQuery quotes_that(const XQuery& candidates, RecordCheck::Test test) {
  return all_of({candidates, XQuery(schema::quote_type_term()), query_of(new RecordCheck(std::move(test)))});
}

// What a name means, with all that its matching refers to.
struct Speakers {
  Speakers(Who asked, const schema::Names& names, std::shared_ptr<const Languages> of)
      : who(std::move(asked)), languages(std::move(of)), match(who, names, *languages) {}
  const Who who;
  const std::shared_ptr<const Languages> languages;
  SpeakerMatch match;
};
struct Subjects {
  Subjects(query::Subject asked, const Rings& asked_rings, const schema::Names& names, std::shared_ptr<const Languages> of)
      : subject(std::move(asked)),
        rings(asked_rings),
        languages(std::move(of)),
        match(subject, rings, names, *languages, SubjectMatch::slack(subject)) {}
  const query::Subject subject;
  const Rings rings;
  const std::shared_ptr<const Languages> languages;
  const SubjectMatch match;
};

// What a leaf is asked of.
struct Asked {
  const Xapian::Database& index;
  const std::shared_ptr<const Languages>& languages;
  const schema::Names& names;
};

QueryOrFault who_query(const Asked& of, const Expression& leaf, std::vector<std::string>& entities) {
  const auto& index = of.index;
  auto who = parse_who(leaf.text, of.names);
  if (!who) return Fault{who.error().reason, ""};
  who->exact = who->exact || leaf.exact;
  entities.insert(entities.end(), who->entities.begin(), who->entities.end());
  const auto asked = std::make_shared<Speakers>(std::move(*who), of.names, of.languages);
  if (leaf.field == FieldId::To) {
    // Whatever a name may be called: only quotations that are addressed at all have words of an addressee.
    std::vector<XQuery> addressed;
    const std::string prefix(schema::field(FieldId::To).prefix);
    for (auto at = index.allterms_begin(prefix), end = index.allterms_end(prefix); at != end; ++at) addressed.emplace_back(*at);
    return quotes_that(any_of(addressed), [asked](const StoredQuote& quote) { return asked->match.matches_addressee(quote); });
  }
  for (const auto id : matching(index, both(XQuery(schema::quote_type_term()), asked->match.to_learn_from()))) asked->match.learn(quote_at(index, id));
  return quotes_that(asked->match.candidates(), [asked](const StoredQuote& quote) { return asked->match.matches(quote).has_value(); });
}

QueryOrFault subject_query(const Asked& of, const Expression& leaf, const Rings& rings, std::vector<std::string>& entities) {
  auto subject = parse_subject(leaf.text, of.names);
  if (!subject) return Fault{subject.error().reason, ""};
  entities.insert(entities.end(), subject->entities.begin(), subject->entities.end());
  const auto asked = std::make_shared<Subjects>(std::move(*subject), rings, of.names, of.languages);
  return quotes_that(asked->match.candidates(), [asked](const StoredQuote& quote) { return asked->match.matches(quote).has_value(); });
}

template <class E, std::size_t N>
std::optional<Fault> unless_in(const std::array<schema::NamedValue<E>, N>& table, const Expression& leaf) {
  std::string accepted;
  for (const auto& row : table) {
    if (row.name == leaf.text) return std::nullopt;
    if (!row.name.empty()) accepted += (accepted.empty() ? "" : ", ") + std::string(row.name);
  }
  return Fault{fmt::format("\"{}\" is no {}; there are {}", leaf.text, schema::field(leaf.field).name, accepted), ""};
}

// Of fields whose values are few: a Fault when this is none of them.
std::optional<Fault> unknown_value(const Expression& leaf) {
  switch (leaf.field) {
    case FieldId::Act: return unless_in(schema::kActs, leaf);
    case FieldId::Kind: return unless_in(schema::kQuoteKinds, leaf);
    case FieldId::Factuality: return unless_in(schema::kFactualities, leaf);
    case FieldId::SpeakerClass: return unless_in(schema::kSpeakerClasses, leaf);
    case FieldId::Status: return unless_in(schema::kArticleStatuses, leaf);
    case FieldId::Copy: return unless_in(schema::kCopies, leaf);
    default: return std::nullopt;
  }
}

std::string digits_of(std::string text) {
  std::erase(text, '-');
  return text;
}

// Days from and to whole ones of "2021", "202112" or "20211202": those digits that are missing are the least or the most.
XQuery day_query(const std::optional<std::string>& from, const std::optional<std::string>& to) {
  const auto first = from ? digits_of(*from) : "0", last = to ? digits_of(*to) : "";
  return {XQuery::OP_VALUE_RANGE, schema::field(FieldId::Date).slot, first, last + "~"};  // '~' is above every digit
}

std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || rest != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

QueryOrFault number_query(const Expression& leaf, const std::optional<std::string>& from, const std::optional<std::string>& to) {
  const auto first = number_of(from.value_or("0")), last = number_of(to.value_or("1e300"));
  if (!first || !last) return Fault{fmt::format("\"{}\" is no number", first ? *to : *from), ""};
  return XQuery(XQuery::OP_VALUE_RANGE, schema::field(leaf.field).slot, schema::number_value(*first), schema::number_value(*last));
}

QueryOrFault range_query(const Expression& leaf) {
  switch (schema::field(leaf.field).kind) {
    case FieldKind::Number: return number_query(leaf, leaf.from, leaf.to);
    case FieldKind::Date: return day_query(leaf.from, leaf.to);
    default: break;
  }
  if (leaf.field == FieldId::Month || leaf.field == FieldId::Year) return day_query(leaf.from, leaf.to);
  return Fault{fmt::format("the values of {} have no order for a range", schema::field(leaf.field).name), ""};
}

// Values of the field that the leaf stands for.
QueryOrFault forms_query(const Xapian::Database& index, const Expression& leaf) {
  const auto& field = schema::field(leaf.field);
  if (field.prefix == schema::kNoTerms || field.kind == FieldKind::Date)
    return Fault{fmt::format("the field {} takes a range, no wildcard", field.name), ""};
  if (leaf.op == Op::Wildcard && fixed_letters(leaf.text) < kFewestLetters)
    return Fault{fmt::format("\"{}\" has fewer than {} letters besides * and ?", leaf.text, kFewestLetters), ""};
  const auto forms = leaf.op == Op::Wildcard ? forms_of_shape(index, field.prefix, leaf.text) : forms_near(index, field.prefix, leaf.text, std::min(leaf.count, 2u));
  if (forms.size() > kMostForms) return Fault{fmt::format("\"{}\" stands for more than {} values of {}", leaf.text, kMostForms, field.name), ""};
  std::vector<UnionTerm> terms;
  for (const auto& form : forms) terms.push_back({schema::safe_term(field.prefix, form)});
  return union_of(std::move(terms));
}

// All words of the value, in whatever order.
QueryOrFault words_query(const Languages& languages, const Expression& leaf) {
  const auto text = leaf.field == FieldId::SpeakerKey ? schema::spelling_key(schema::fold_phrase(leaf.text)) : leaf.text;
  std::vector<XQuery> terms;
  for (const auto& word : schema::words_of(text)) terms.push_back(languages.any_form(leaf.field, word.folded));
  if (terms.empty()) return Fault{fmt::format("\"{}\" has no word to look for", leaf.text), ""};
  return all_of(terms);
}

bool is_of_who(FieldId field) { return field == FieldId::SpeakerWord || field == FieldId::To; }

QueryOrFault query_of_leaf(const Asked& of, const Expression& leaf, std::vector<std::string>& entities) {
  switch (leaf.op) {
    case Op::All: return XQuery::MatchAll;
    case Op::Range: return range_query(leaf);
    case Op::Wildcard:
    case Op::Fuzzy: return forms_query(of.index, leaf);
    case Op::Subject: return subject_query(of, leaf, leaf.exact ? Rings{true, false, false, false} : Rings{}, entities);
    default: break;
  }
  if (auto fault = unknown_value(leaf)) return *fault;
  if (is_of_who(leaf.field)) return who_query(of, leaf, entities);
  switch (schema::field(leaf.field).kind) {
    case FieldKind::Word: return words_query(*of.languages, leaf);
    case FieldKind::Date: return day_query(leaf.text, leaf.text);
    case FieldKind::Number: return number_query(leaf, leaf.text, leaf.text);
    default: break;
  }
  const auto value = index_value(leaf.field, leaf.text, of.names);
  if (!value) return value.error();
  const auto term = schema::value_term(leaf.field, *value);
  if (term.empty()) return Fault{fmt::format("\"{}\" is no value of {}", leaf.text, schema::field(leaf.field).name), ""};
  return XQuery(term);
}

}  // namespace

QueryOrFault field_query(const Xapian::Database& index, const std::shared_ptr<const Languages>& languages, const Expression& leaf,
                         const schema::Names& names, std::vector<std::string>& entities) {
  auto query = query_of_leaf({index, languages, names}, leaf, entities);
  if (!query) return query;
  return XQuery(0.0, *query);
}

}  // namespace attache::query
