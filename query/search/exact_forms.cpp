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

// Both are in order. Nothing when one has too many.
std::optional<std::vector<std::string>> joined(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() > kMostForms || b.size() > kMostForms) return std::nullopt;
  std::vector<std::string> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::string_view common_beginning(std::string_view a, std::string_view b) {
  return a.substr(0, static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin()));
}

}  // namespace

// Terms of text fields that are stems by other rules have a '_', as no word has.
bool ExactForms::is_bare(std::string_view term) const {
  return term.find('_') == std::string_view::npos && schema::is_bare(term, stemmer_(std::string(term)));
}

std::optional<std::vector<std::string>> ExactForms::of_shape(std::string_view pattern) const {
  return joined(forms_of_shape(index_, prefix(), pattern),
                forms_of_shape(index_, schema::field(schema::FieldId::Text).prefix, pattern, [&](std::string_view term) { return is_bare(term); }));
}

std::optional<std::vector<std::string>> ExactForms::near(std::string_view word, std::size_t most) const {
  return joined(forms_near(index_, prefix(), word, most),
                forms_near(index_, schema::field(schema::FieldId::Text).prefix, word, most, [&](std::string_view term) { return is_bare(term); }));
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
  std::map<std::string, std::vector<std::string>, std::less<>> others;  // of each bare form: those of its stem that have terms
  std::string_view beginning;                                           // of all that these can be
  for (const auto& form : forms) {
    any.push_back({term_of(form)});
    if (!is_bare(form)) continue;
    const auto own = schema::bare_beginning(form);
    beginning = others.empty() ? own : common_beginning(beginning, own);
    others.try_emplace(form);
  }
  const auto add_other = [&](std::string_view form) {
    const auto bare = others.find(stemmer_(std::string(form)));
    if (bare != others.end() && bare->first != form) bare->second.emplace_back(form);
    return true;
  };
  if (!others.empty()) {
    each_form(index_, prefix(), beginning, add_other);
    if (!beginning.empty()) each_form(index_, prefix(), "'" + std::string(beginning), add_other);
  }
  for (auto& [bare, inflected] : others) {
    UnionTerm& term = any.emplace_back(UnionTerm{bare});
    if (std::all_of(inflected.begin(), inflected.end(), [&](const std::string& form) { return meant.contains(form); })) continue;
    for (const auto& form : inflected) term.unless.push_back(term_of(form));
  }
  return union_of(std::move(any));
}

Xapian::doccount ExactForms::articles(const std::string& form) const {
  Xapian::Enquire enquire(index_);
  enquire.set_query(XQuery(XQuery::OP_FILTER, articles_with({form}), XQuery(schema::article_type_term())));
  return enquire.get_mset(0, 0, index_.get_doccount()).get_matches_estimated();
}

}  // namespace attache::query
