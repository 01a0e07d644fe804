#include "query/search/synonyms.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "schema/words.hpp"

namespace attache::query {
namespace {

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> out;
  for (auto& word : schema::words_of(text)) out.push_back(std::move(word.folded));
  return out;
}

Expression word_of(const Expression& asked, std::string text) {
  Expression out = asked;
  out.text = std::move(text);
  return out;
}

}  // namespace

schema::Result<Synonyms> Synonyms::read(std::string_view content, std::string_view file) {
  Synonyms out;
  const schema::Stemmer stemmer;
  std::set<std::string> stems;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  for (std::size_t number = 1; !content.empty(); ++number) {
    const auto fault = [&](std::string reason) { return schema::Fault{std::move(reason), fmt::format("{}, line {}", file, number)}; };
    const auto end = std::min(content.find('\n'), content.size());
    auto line = content.substr(0, std::min(content.substr(0, end).find('#'), end));
    content.remove_prefix(std::min(end + 1, content.size()));
    if (number > kMostLines) return fault(fmt::format("more than {} lines", kMostLines));
    std::uint32_t replaced = 0;
    schema::valid_utf8(line, &replaced);
    if (replaced > 0) return fault("it is no UTF-8");
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return fault("no \"=\"; a line is \"word = word, phrase, …\"");
    const auto word = folded_words(line.substr(0, equals));
    if (word.size() != 1) return fault("one word must stand before \"=\"");
    if (!stems.insert(stemmer(word.front())).second) return fault(fmt::format("a line before has the synonyms of \"{}\"", word.front()));
    Entry entry{word.front(), {}};
    for (auto rest = line.substr(equals + 1);;) {
      const auto comma = std::min(rest.find(','), rest.size());
      auto words = folded_words(rest.substr(0, comma));
      if (words.empty()) return fault("no word where a synonym should be");
      entry.synonyms.push_back(std::move(words));
      if (comma == rest.size()) break;
      rest.remove_prefix(comma + 1);
    }
    out.entries_.push_back(std::move(entry));
  }
  return out;
}

Expression Synonyms::widened(const Expression& expression, const Languages& languages) const {
  if (entries_.empty()) return expression;
  std::vector<OfStem> of_stem;
  for (const auto& group : languages.groups()) {
    auto& of = of_stem.emplace_back(languages.stemmer(group.stemming));
    for (const auto& entry : entries_) of.entries[of.stemmer(entry.word)].push_back(&entry);
  }
  return widened(expression, of_stem);
}

// Each entry once, in the order of the file.
std::vector<const Synonyms::Entry*> Synonyms::entries_of(const std::string& word, const std::vector<OfStem>& of_stem) {
  std::vector<const Entry*> out;
  for (const auto& [stemmer, entries] : of_stem)
    if (const auto at = entries.find(stemmer(word)); at != entries.end()) out.insert(out.end(), at->second.begin(), at->second.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Expression Synonyms::widened(const Expression& expression, const std::vector<OfStem>& of_stem) {
  const bool word = expression.op == Op::Word && schema::field(expression.field).kind == schema::FieldKind::Text && !expression.exact &&
                    expression.letters == Letters::Any;
  Expression out = expression;
  if (!word) {
    if (out.op != Op::Phrase)
      for (auto& child : out.children) child = widened(child, of_stem);
    return out;
  }
  const auto entries = entries_of(expression.text, of_stem);
  if (entries.empty()) return out;
  out.op = Op::Or;
  out.text.clear();
  out.children = {expression};
  for (const Entry* entry : entries)
    for (const auto& words : entry->synonyms) {
      if (words.size() == 1) {
        out.children.push_back(word_of(expression, words.front()));
        continue;
      }
      Expression phrase = expression;
      phrase.op = Op::Phrase;
      phrase.text.clear();
      for (const auto& each : words) phrase.children.push_back(word_of(expression, each));
      out.children.push_back(std::move(phrase));
    }
  return out;
}

}  // namespace attache::query
