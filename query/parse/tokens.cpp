#include "query/parse/tokens.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "query/parse/question.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Fault;
using schema::Span;

struct Marks {
  std::string_view open;
  std::string_view close;
  bool apostrophe;  // also an apostrophe: a quotation mark only at a word's edge
};
constexpr std::array<Marks, 6> kMarks{{
    {"\"", "\"", false}, {"“", "”", false}, {"„", "“", false}, {"«", "»", false}, {"‘", "’", true}, {"'", "'", true}}};

bool is_word_byte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || (u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z');
}

// Where the stretch opened by `marks` at `open` closes; npos when it does not.
std::size_t closing(std::string_view text, std::size_t open, const Marks& marks) {
  for (auto at = text.find(marks.close, open + marks.open.size()); at != std::string_view::npos;
       at = text.find(marks.close, at + 1)) {
    const auto after = at + marks.close.size();
    if (!marks.apostrophe || after >= text.size() || !is_word_byte(text[after])) return at;
  }
  // “so" and "so” are closed too: people paste one and type the other.
  if (!marks.apostrophe)
    for (std::string_view other : {"\"", "”"})
      if (const auto at = text.find(other, open + marks.open.size()); at != std::string_view::npos) return at;
  return std::string_view::npos;
}

Token word_token(std::string_view text, const schema::Word& word) {
  Token token;
  token.span = word.span;
  token.folded = word.folded;
  int letters = 0;
  bool capitals = true;
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  for (auto i = static_cast<int32_t>(word.span.begin); i < static_cast<int32_t>(word.span.end);) {
    UChar32 c;
    U8_NEXT(s, i, static_cast<int32_t>(word.span.end), c);
    if (c < 0 || !u_isalpha(c)) {
      if (c == '\'' || c == 0x2019) break;  // "NATO's"
      continue;
    }
    const bool upper = u_isupper(c) || u_istitle(c);
    if (letters++ == 0) token.capital = upper;
    capitals = capitals && upper;
  }
  token.all_capitals = capitals && letters >= 2;
  return token;
}

void add_words(std::string_view text, Span within, std::vector<Token>& out) {
  for (const auto& word : schema::words_of(text, within)) out.push_back(word_token(text, word));
}

}  // namespace

std::string_view Tokens::typed() const {
  if (list.empty()) return {};
  auto stretch = text.substr(list.front().span.begin, list.back().span.end - list.front().span.begin);
  if (list.size() == 1 && !list.front().phrase.empty()) {
    for (const auto& marks : kMarks)
      if (stretch.starts_with(marks.open)) {
        stretch.remove_prefix(marks.open.size());
        while (!stretch.empty() && !is_word_byte(stretch.back())) stretch.remove_suffix(1);
        for (std::string_view close : {"”", "“", "»", "’"})
          if (stretch.ends_with(close)) stretch.remove_suffix(close.size());
        break;
      }
  }
  return stretch;
}

std::size_t Tokens::find(WordList words, std::size_t at) const {
  for (; at < list.size(); ++at)
    if (list[at].is_one_of(words)) break;
  return std::min(at, list.size());
}

schema::Result<std::vector<Token>> tokens_of(std::string_view text) {
  std::vector<Token> out;
  std::size_t begin = 0;  // of the stretch of plain words
  const auto plain_until = [&](std::size_t end) {
    add_words(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, out);
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto marks = std::find_if(kMarks.begin(), kMarks.end(),
                                    [&](const Marks& m) { return text.substr(at).starts_with(m.open); });
    const bool inside_word = at > 0 && is_word_byte(text[at - 1]);
    if (marks == kMarks.end() || (marks->apostrophe && inside_word)) {
      ++at;
      continue;
    }
    const auto end = closing(text, at, *marks);
    if (end == std::string_view::npos) {
      if (!marks->apostrophe)
        return Fault{"this quotation mark has no fellow", column(text, static_cast<std::uint32_t>(at))};
      ++at;
      continue;
    }
    plain_until(at);
    Token quoted;
    const auto inner = at + marks->open.size();
    for (const auto& word : schema::words_of(text.substr(inner, end - inner))) quoted.phrase.push_back(word.folded);
    begin = end + (text.substr(end).starts_with(marks->close) ? marks->close.size()
                   : text[end] == '"'                         ? 1
                                                              : std::string_view("”").size());
    quoted.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(begin)};
    quoted.capital = inner < text.size() && text[inner] >= 'A' && text[inner] <= 'Z';
    if (!quoted.phrase.empty()) out.push_back(std::move(quoted));
    at = begin;
  }
  plain_until(text.size());
  std::size_t words = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    words += std::max<std::size_t>(1, out[i].phrase.size());
    if (words > kMaxClauses)
      return Fault{fmt::format("more than {} words", kMaxClauses), column(text, out[i].span.begin)};
    const auto before = out[i].span.begin;
    out[i].exact = before > 0 && text[before - 1] == '=';
    if (i > 0)
      out[i].comma_before = text.substr(out[i - 1].span.end, out[i].span.begin - out[i - 1].span.end).find(',') !=
                            std::string_view::npos;
  }
  return out;
}

std::vector<Token> unquoted(Tokens tokens) {
  std::vector<Token> out;
  for (const auto& token : tokens.list) {
    if (token.phrase.empty()) {
      out.push_back(token);
      continue;
    }
    const auto first = out.size();
    add_words(tokens.text, token.span, out);
    if (first < out.size()) out[first].exact = token.exact;
  }
  return out;
}

bool is_stop_word(std::string_view folded) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"a",     "about", "all",   "also",  "an",    "and",  "any",   "are",   "as",    "at",    "be",   "been",
       "being", "but",   "by",    "can",   "could", "did",  "do",    "does",  "doing", "done",  "for",  "from",
       "had",   "has",   "have",  "having", "he",   "her",  "him",   "his",   "how",   "i",     "if",   "in",
       "into",  "is",    "it",
       "its",   "me",    "might", "my",    "not",   "of",   "on",    "or",    "our",   "shall", "she",  "should",
       "so",    "some",  "such",  "than",  "that",  "the",  "their", "them",  "then",  "there", "these", "they",
       "this",  "those", "to",    "us",    "was",   "we",   "were",  "what",  "when",  "where", "which", "who",
       "whom",  "whose", "why",   "will",  "with",  "would", "you",  "your"});
  static_assert(std::is_sorted(kWords.begin(), kWords.end()));
  return std::binary_search(kWords.begin(), kWords.end(), folded);
}

bool is_stop_word(const Token& token) {
  return token.phrase.empty() && !token.all_capitals && is_stop_word(std::string_view(token.folded));
}

}  // namespace attache::query
