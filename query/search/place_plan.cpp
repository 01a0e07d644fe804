#include "query/search/place_plan.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "query/search/document_check.hpp"
#include "query/search/exact_forms.hpp"
#include "query/search/term_union.hpp"
#include "query/search/vocabulary.hpp"
#include "schema/document_record.hpp"
#include "schema/index_document.hpp"
#include "schema/records.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using XQuery = Xapian::Query;

constexpr std::size_t kMostLists = 4;       // lists of positions that are read before a text is; a document has those of one language
constexpr std::size_t kMostRankedStems = 64;  // of a wildcard, whose number in a text counts for the order of the articles
constexpr std::uint32_t kMostFuzzy = 2;     // letters

XQuery unweighted(const XQuery& query) { return {0.0, query}; }

template <class List>
XQuery any_of(const List& terms, XQuery::op op = XQuery::OP_OR) {
  return XQuery(op, terms.begin(), terms.end());
}

class Planner {
 public:
  Planner(const Xapian::Database& index, const Languages& languages, std::uint32_t& fault_at, PlacePlan& plan)
      : index_(index), languages_(languages), fault_at_(fault_at), plan_(plan) {}

  std::optional<schema::Fault> run(const Expression& expression) {
    auto [root, candidates] = add(expression);
    if (fault_) return fault_;
    plan_.root = std::move(root);
    plan_.candidates = std::move(candidates);
    for (const auto& leaf : plan_.leaves) plan_.needs_text = plan_.needs_text || !leaf.by_terms;
    const bool leaf_alone = plan_.root.op == Op::Word || (plan_.root.op == Op::Or && only_leaves_);
    plan_.is_checked = leaf_alone ? !leaves_exact_ : !is_term_phrase(plan_.root);
    if (!plan_.is_checked && plan_.root.op == Op::Phrase) plan_.candidates = term_phrase();
    plan_.narrows = plan_.needs_text && !has_not_near_ && has_positions() &&
                    std::all_of(plan_.leaves.begin(), plan_.leaves.end(), [](const TextLeaf& leaf) { return leaf.forms <= kMostLists; });
    return std::nullopt;
  }

 private:
  struct Added {
    PlaceQuery query;
    XQuery candidates;
  };

  bool has_positions() const { return plan_.target == Target::Articles || schema::quotation_has_positions(plan_.field); }

  Added add(const Expression& expression) {
    switch (expression.op) {
      case Op::Word:
      case Op::Wildcard:
      case Op::Fuzzy: return add_leaf(expression);
      default: break;
    }
    Added out{{expression.op, expression.count, 0, {}}, {}};
    if (expression.op != Op::Or) only_leaves_ = false;
    if (expression.op == Op::NotNear) has_not_near_ = true;
    const bool in_any_order = expression.op == Op::Near || expression.op == Op::Sentence || expression.op == Op::Paragraph;
    if (in_any_order && expression.children.size() > kMostNear)
      fail(expression, fmt::format("more than {} words or phrases that are to be near each other or in one sentence or paragraph", kMostNear));
    std::vector<XQuery> candidates;
    for (const auto& child : expression.children) {
      if (fault_) return {};
      auto added = add(child);
      out.query.children.push_back(std::move(added.query));
      candidates.push_back(std::move(added.candidates));
    }
    if (expression.op == Op::NotNear) candidates.resize(1);
    if (!fault_) out.candidates = XQuery(expression.op == Op::Or ? XQuery::OP_OR : XQuery::OP_AND, candidates.begin(), candidates.end());
    return out;
  }

  Added add_leaf(const Expression& expression) {
    if (expression.op != Op::Word) return add_one(expression, expression.text);
    const auto words = schema::words_of(expression.text);
    if (words.empty()) fail(expression, fmt::format("\"{}\" has no word to look for", expression.text));
    if (words.size() == 1) return add_one(expression, words.front().folded);
    Added out{{Op::Phrase, 0, 0, {}}, {}};  // "troop-build-up"
    only_leaves_ = false;
    std::vector<XQuery> candidates;
    for (const auto& word : words) {
      auto added = add_one(expression, word.folded);
      out.query.children.push_back(std::move(added.query));
      candidates.push_back(std::move(added.candidates));
    }
    out.candidates = XQuery(XQuery::OP_AND, candidates.begin(), candidates.end());
    return out;
  }

  Added add_one(const Expression& expression, const std::string& text) {
    TextLeaf leaf{expression.op, text, expression.exact, expression.letters, expression.count, {}, false};
    // The index has exact forms of the articles' running text alone; quotations and headlines are stretches of it.
    const bool has_forms = plan_.target == Target::Articles && plan_.field == FieldId::Text;
    XQuery candidates;
    bool exact = leaf.letters == Letters::Any;
    if (expression.op == Op::Word) {
      leaf.terms = languages_.terms(plan_.field, text);
      leaf.by_terms = !leaf.exact && leaf.letters == Letters::Any && has_positions();
      const auto terms = present(leaf.terms);
      candidates = terms.size() == 1 ? XQuery(terms.front()) : any_of(terms, XQuery::OP_SYNONYM);
      if (leaf.exact && has_forms) candidates = XQuery(XQuery::OP_FILTER, candidates, exact_forms_.articles_with({text}));
      exact = exact && (!leaf.exact || has_forms);
    } else {
      const auto forms = forms_of(expression, text);
      std::set<std::string> stems;
      for (const auto& form : forms)
        for (auto& term : present(languages_.terms(plan_.field, form))) stems.insert(std::move(term));
      leaf.terms = {stems.begin(), stems.end()};
      leaf.forms = (leaf.terms.size() + languages_.groups().size() - 1) / languages_.groups().size();
      const bool is_ranked = leaf.forms <= kMostRankedStems;
      candidates = is_ranked ? any_of(leaf.terms, XQuery::OP_SYNONYM) : union_of(std::vector<UnionTerm>(leaf.terms.begin(), leaf.terms.end()));
      if (has_forms) {
        // Who has a form has its stem. (No AND_MAYBE: on the right of AND_NOT, with a PostingSource, Xapian 1.4.22 reads what was never set.)
        const auto met = exact_forms_.articles_with(forms);
        candidates = is_ranked ? XQuery(XQuery::OP_AND, met, candidates) : met;
      }
      exact = exact && has_forms;
    }
    leaves_exact_ = leaves_exact_ && exact;
    plan_.leaves.push_back(std::move(leaf));
    return {{Op::Word, 0, plan_.leaves.size() - 1, {}}, std::move(candidates)};
  }

  // Of a word's terms, one for each group of languages, those that some document has: most words are of one language, and what Xapian
  // does for a term that nobody has grows with the square of their number.
  std::vector<std::string> present(const std::vector<std::string>& terms) {
    if (terms.size() == 1) return terms;
    std::vector<std::string> out;
    for (std::size_t group = 0; group < terms.size(); ++group) {
      if (languages_.groups()[group].parts.term_exists(terms[group]))
        out.push_back(terms[group]);
      else
        absent_.insert(terms[group]);
    }
    return out;
  }

  std::vector<std::string> forms_of(const Expression& expression, const std::string& text) {
    const bool is_wildcard = expression.op == Op::Wildcard;
    if (is_wildcard && fixed_letters(text) < kFewestLetters) {
      fail(expression, fmt::format("\"{}\" has fewer than {} letters besides * and ?", text, kFewestLetters));
      return {};
    }
    if (!is_wildcard && expression.count > kMostFuzzy) {
      fail(expression, fmt::format("more than {} letters off", kMostFuzzy));
      return {};
    }
    auto forms = is_wildcard ? exact_forms_.of_shape(text) : exact_forms_.near(text, expression.count);
    if (forms) return *std::move(forms);
    fail(expression, fmt::format("\"{}\" stands for more than {} words of the archive", text, kMostForms));
    return {};
  }

  // Words one after the other, each one term in each language: Xapian says it alone.
  bool is_term_phrase(const PlaceQuery& query) const {
    return query.op == Op::Phrase && !plan_.needs_text &&
           std::all_of(query.children.begin(), query.children.end(), [](const PlaceQuery& child) { return child.op == Op::Word; });
  }
  XQuery term_phrase() const {
    std::vector<XQuery> any;
    for (std::size_t group = 0; group < languages_.groups().size(); ++group) {
      std::vector<std::string> terms;
      for (const auto& child : plan_.root.children) terms.push_back(plan_.leaves[child.leaf].terms[group]);
      if (std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return absent_.contains(term); })) continue;
      any.emplace_back(XQuery::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
    }
    return any.size() == 1 ? any.front() : any_of(any);
  }

  void fail(const Expression& expression, std::string reason) {
    if (fault_) return;
    fault_ = schema::Fault{std::move(reason), ""};
    fault_at_ = expression.begin;
  }

  const Xapian::Database& index_;
  const ExactForms exact_forms_{index_};
  const Languages& languages_;
  std::uint32_t& fault_at_;
  PlacePlan& plan_;
  std::optional<schema::Fault> fault_;
  std::set<std::string> absent_;  // terms that no document has, of those that were looked up
  bool only_leaves_ = true;       // besides Or
  bool leaves_exact_ = true;   // each leaf alone is exactly its candidates
  bool has_not_near_ = false;
};

// Documents in which the plan has a match.
class PlaceCheck : public DocumentCheck {
 public:
  explicit PlaceCheck(std::shared_ptr<const PlacePlan> plan) : plan_(std::move(plan)) {}
  PlaceCheck* clone() const override { return new PlaceCheck(plan_); }
  std::string get_description() const override { return "in their places"; }

  void init(const Xapian::Database& index) override {
    DocumentCheck::init(index);
    shapes_.emplace(index, schema::kShapeSlot);
    finder_.emplace(plan_->leaves);
  }

 protected:
  bool passes(Xapian::docid document) override {
    const auto shape = shapes_->of(document);
    if (!plan_->needs_text) return has_by_positions(document, shape);
    if (plan_->narrows && !has_by_positions(document, shape)) return false;
    const auto found = index().get_document(document);
    if (plan_->target == Target::Articles) {
      const auto record = schema::article_of(found);
      return !matches_in(*plan_, field_text(record, plan_->field, shape), *finder_).empty();
    }
    const auto record = schema::quote_of(found);
    return !matches_in(*plan_, field_text(record, plan_->field, shape), *finder_).empty();
  }

 private:
  bool has_by_positions(Xapian::docid document, const std::string& value) {
    const auto shape = plan_->field == FieldId::Text ? schema::TextShape::of_value(value) : std::nullopt;
    places_.resize(plan_->leaves.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      auto& places = places_[i];
      places.clear();
      for (const auto& term : plan_->leaves[i].terms)
        places.insert(places.end(), index().positionlist_begin(document, term), index().positionlist_end(document, term));
      if (plan_->leaves[i].terms.size() > 1) std::sort(places.begin(), places.end());
      if (shape) shape->to_words(places);
    }
    return !matches_of(plan_->root, places_, shape ? Borders(*shape) : Borders()).empty();
  }

  std::shared_ptr<const PlacePlan> plan_;
  std::optional<SlotReader> shapes_;
  std::optional<LeafFinder> finder_;
  std::vector<std::vector<std::uint32_t>> places_;
};

// The letters of a word without the possessive that its folded form leaves out.
std::string_view letters_in(const TextWord& word) {
  auto raw = schema::text_of(word.text, word.span);
  if (word.folded.ends_with("'s")) return raw;
  for (const std::string_view possessive : {"'s", "’s", "'S", "’S"})
    if (raw.ends_with(possessive)) return raw.substr(0, raw.size() - possessive.size());
  return raw;
}

bool has_letters(const TextWord& word, Letters letters) {
  if (letters == Letters::Any) return true;
  bool upper = false, lower = false;
  const auto raw = letters_in(word);
  const auto* s = reinterpret_cast<const uint8_t*>(raw.data());
  for (int32_t i = 0, size = static_cast<int32_t>(raw.size()); i < size;) {
    UChar32 c;
    U8_NEXT(s, i, size, c);
    if (c < 0) continue;
    upper = upper || u_isupper(c);
    lower = lower || u_islower(c);
  }
  switch (letters) {
    case Letters::Lower: return !upper;
    case Letters::Capitalised: return upper;
    case Letters::AllCapitals: return !lower;
    case Letters::Any: break;
  }
  return true;
}

}  // namespace

XQuery PlacePlan::query(std::shared_ptr<const PlacePlan> self) const {
  if (!is_checked) return candidates;
  // In an Or the type that is asked of all comes too late: no article's words are looked for in a quotation's record.
  const XQuery type(target == Target::Articles ? schema::article_type_term() : schema::quote_type_term());
  const XQuery all[] = {candidates, unweighted(type), query_of(new PlaceCheck(std::move(self)))};
  return XQuery(XQuery::OP_AND, std::begin(all), std::end(all));
}

schema::Result<std::shared_ptr<const PlacePlan>> place_plan(const Xapian::Database& index, const Expression& expression, Target target,
                                                            const Languages& languages, std::uint32_t& fault_at) {
  const bool of_one = expression.op == Op::AtLeast || expression.op == Op::First || expression.op == Op::Lead;
  const auto field = field_of_places(of_one && !expression.children.empty() ? expression.children.front() : expression);
  fault_at = expression.begin;
  if (!field) return schema::Fault{"only words and phrases of one field of text have places", ""};
  if (*field != FieldId::Text && (expression.op == Op::First || expression.op == Op::Lead))
    return schema::Fault{fmt::format("the field {} has no first words of its own", schema::field(*field).name), ""};
  auto plan = std::make_shared<PlacePlan>();
  plan->target = target;
  plan->field = *field;
  if (auto fault = Planner(index, languages, fault_at, *plan).run(expression)) return *fault;
  return std::shared_ptr<const PlacePlan>(std::move(plan));
}

LeafFinder::Stemmed& LeafFinder::by(schema::Stemming stemming) {
  const auto [at, is_new] = stemmed_.try_emplace(stemming, stemming);
  if (is_new)
    for (const auto& leaf : leaves_) at->second.stems.push_back(leaf.op == Op::Word && !leaf.exact ? at->second.stemmer(leaf.text) : std::string());
  return at->second;
}

const std::vector<std::size_t>& LeafFinder::leaves_of(const std::string& folded, Stemmed& stemmed) const {
  const auto [at, is_new] = stemmed.leaves.try_emplace(folded);
  if (!is_new) return at->second;
  std::string stem;  // made when a leaf asks for it
  for (std::size_t i = 0; i < leaves_.size(); ++i) {
    const auto& leaf = leaves_[i];
    const bool by_stem = leaf.op == Op::Word && !leaf.exact;
    if (by_stem && stem.empty()) stem = stemmed.stemmer(folded);
    const bool met = by_stem                   ? stem == stemmed.stems[i]
                     : leaf.op == Op::Wildcard ? has_shape(folded, leaf.text)
                     : leaf.op == Op::Fuzzy    ? letters_apart(folded, leaf.text, leaf.count) <= leaf.count
                                               : folded == leaf.text;
    if (met) at->second.push_back(i);
  }
  return at->second;
}

std::vector<std::vector<std::uint32_t>> LeafFinder::find(const FieldText& text) {
  std::vector<std::vector<std::uint32_t>> out(leaves_.size());
  auto& stemmed = by(text.stemming);
  for (const auto& word : text.words)
    for (const auto leaf : leaves_of(word.folded, stemmed))
      if (has_letters(word, leaves_[leaf].letters)) out[leaf].push_back(word.number);
  return out;
}

std::vector<Match> matches_in(const PlacePlan& plan, const FieldText& text, LeafFinder& finder) {
  return matches_of(plan.root, finder.find(text), plan.field == FieldId::Text ? Borders(text.shape) : Borders());
}

}  // namespace attache::query
