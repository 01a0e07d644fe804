#include "query/search/exact_forms.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "query/search/term_union.hpp"
#include "query/search/vocabulary.hpp"
#include "schema/exact_forms.hpp"
#include "schema/fields.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using XQuery = Xapian::Query;

constexpr std::size_t kShortestNear = 3;  // letters
constexpr std::size_t kTwoLettersFrom = 6;
constexpr std::size_t kMostNearest = 3;

std::string_view prefix() { return schema::field(schema::FieldId::Exact).prefix; }
std::string term_of(std::string_view form) { return schema::safe_term(prefix(), form); }

// Of all three: the forms that have terms, the stems that are usual forms, and those of the table that count. Nothing when one of the first has too
// many. Each is in order.
std::optional<std::vector<std::string>> joined(const std::vector<std::string>& with_terms, const std::vector<std::string>& stems,
                                               const FormTest& counts) {
  if (with_terms.size() > kMostForms || stems.size() > kMostForms) return std::nullopt;
  std::vector<std::string> out;
  for (const std::string_view form : schema::tabulated_forms())
    if (counts(form)) out.emplace_back(form);
  for (const auto* const others : {&with_terms, &stems}) {
    std::vector<std::string> both;
    std::set_union(out.begin(), out.end(), others->begin(), others->end(), std::back_inserter(both));
    out = std::move(both);
  }
  return out;
}

std::string_view common_beginning(std::string_view a, std::string_view b) {
  return a.substr(0, static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin()));
}

}  // namespace

// Not for terms that are stems by other rules, which have a '_', as no word has.
bool ExactForms::is_usual(std::string_view form) const {
  return form.find('_') == std::string_view::npos && schema::usual_form(stemmer_(std::string(form))) == form;
}

std::optional<std::vector<std::string>> ExactForms::of_shape(std::string_view pattern) const {
  return joined(forms_of_shape(index_, prefix(), pattern),
                forms_of_shape(index_, schema::field(schema::FieldId::Text).prefix, pattern, [&](std::string_view term) { return is_usual(term); }),
                [&](std::string_view form) { return has_shape(form, pattern); });
}

std::optional<std::vector<std::string>> ExactForms::near(std::string_view word, std::size_t most) const {
  return joined(forms_near(index_, prefix(), word, most),
                forms_near(index_, schema::field(schema::FieldId::Text).prefix, word, most, [&](std::string_view term) { return is_usual(term); }),
                [&](std::string_view form) { return letters_apart(form, word, most) <= most; });
}

std::vector<std::string> ExactForms::nearest(std::string_view word) const {
  const std::size_t letters = count_letters(word);
  if (letters < kShortestNear) return {};
  const std::size_t most = letters >= kTwoLettersFrom ? 2 : 1;
  std::vector<std::tuple<std::size_t, std::int64_t, std::string>> found;
  for (auto& form : near(word, most).value_or(std::vector<std::string>())) {
    if (form == word) continue;
    const auto with_it = static_cast<std::int64_t>(articles(form));
    if (with_it > 0) found.emplace_back(letters_apart(form, word, most), -with_it, std::move(form));
  }
  std::sort(found.begin(), found.end());
  if (found.size() > kMostNearest) found.resize(kMostNearest);
  std::vector<std::string> out;
  for (auto& [apart, with_it, form] : found)
    if (apart == std::get<0>(found.front())) out.push_back(std::move(form));
  return out;
}

Xapian::Query ExactForms::articles_with(const std::vector<std::string>& forms) const {
  const std::set<std::string_view> meant(forms.begin(), forms.end());
  std::vector<UnionTerm> any;
  struct Usual {
    std::string form;
    std::vector<std::string> others;  // of its stem, that have terms
  };
  std::map<std::string, Usual, std::less<>> usual;  // by stem
  std::string beginning;                            // of all forms of these stems
  for (const auto& form : forms) {
    any.push_back({term_of(form)});
    if (!is_usual(form)) continue;
    const std::string stem = stemmer_(form);
    const auto own = schema::beginning_of_forms(stem);
    beginning = usual.empty() ? own : common_beginning(beginning, own);
    usual.try_emplace(stem, Usual{form, {}});
  }
  const auto add_other = [&](std::string_view form) {
    const auto at = usual.find(stemmer_(std::string(form)));
    if (at != usual.end() && at->second.form != form) at->second.others.emplace_back(form);
    return true;
  };
  if (!usual.empty()) {
    each_form(index_, prefix(), beginning, add_other);
    if (!beginning.empty()) each_form(index_, prefix(), "'" + beginning, add_other);
  }
  for (auto& [stem, of_stem] : usual) {
    UnionTerm& term = any.emplace_back(UnionTerm{stem});
    if (std::all_of(of_stem.others.begin(), of_stem.others.end(), [&](const std::string& form) { return meant.contains(form); })) continue;
    for (const auto& form : of_stem.others) term.unless.push_back(term_of(form));
  }
  return union_of(std::move(any));
}

Xapian::doccount ExactForms::articles(const std::string& form) const {
  Xapian::Enquire enquire(index_);
  enquire.set_query(XQuery(XQuery::OP_FILTER, articles_with({form}), XQuery(schema::article_type_term())));
  return enquire.get_mset(0, 0, index_.get_doccount()).get_matches_estimated();
}

}  // namespace attache::query
