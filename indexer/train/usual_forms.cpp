// Prints the table schema/usual_forms.tsv: of the stems by the rules of English, which form saves most terms when articles that have no other
// form of the stem need none for it (schema/exact_forms.hpp). Counted over the articles of the files.
// usage: attache-usual-forms ROWS FILE… (a development program, not installed)
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/readers/reader.hpp"
#include "schema/exact_forms.hpp"
#include "schema/stemmer.hpp"
#include "schema/words.hpp"

namespace {

using namespace attache;

constexpr std::int64_t kFewestArticles = 3;  // that a row must save a term of

struct Row {
  std::int64_t saved = 0;  // articles with no other form of the stem, less those with nothing but the stem itself
  std::string stem, form;
};

// Articles that have one form of a stem and no other: by stem and form.
class LoneForms {
 public:
  void count(const std::string& text) {
    std::map<std::string, std::set<std::string>> forms;  // of each stem
    for (auto& word : schema::words_of(text)) forms[stem_of(word.folded)].insert(std::move(word.folded));
    for (const auto& [stem, own] : forms)
      if (own.size() == 1) ++articles_[stem][*own.begin()];
  }

  std::vector<Row> rows() const {
    std::vector<Row> out;
    for (const auto& [stem, forms] : articles_) {
      if (!schema::may_have_usual_form(stem)) continue;
      const auto own = forms.find(stem);
      const auto most = std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
      const std::int64_t saved = most->second - (own == forms.end() ? 0 : own->second);
      if (saved >= kFewestArticles) out.push_back({saved, stem, most->first});
    }
    return out;
  }

 private:
  const std::string& stem_of(const std::string& word) {
    const auto [at, is_new] = stems_.try_emplace(word);
    if (is_new) at->second = stemmer_(word);
    return at->second;
  }

  schema::Stemmer stemmer_;
  std::unordered_map<std::string, std::string> stems_;
  std::map<std::string, std::map<std::string, std::int64_t>> articles_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: attache-usual-forms ROWS FILE…\n";
    return 2;
  }
  LoneForms forms;
  for (int at = 2; at < argc; ++at) {
    auto stream = indexer::open_input(argv[at], {});
    if (!stream) {
      std::cerr << argv[at] << ": " << stream.error().reason << "\n";
      return 3;
    }
    while (auto next = (*stream)->next())
      if (*next) forms.count((**next).text);
  }
  auto rows = forms.rows();
  const auto most = std::min(rows.size(), static_cast<std::size_t>(std::strtoul(argv[1], nullptr, 10)));
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.saved > b.saved; });
  rows.resize(most);
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.stem < b.stem; });
  for (const Row& row : rows) std::cout << row.stem << "\t" << row.form << "\n";
}
