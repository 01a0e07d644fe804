#include "indexer/quotes/free_indirect.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "indexer/quotes/cues.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

constexpr std::uint32_t kFewestWords = 5;
constexpr double kConfidence = 0.6;

// The first verb that shows a tense decides: "The world must …", "There, people are …", but not "The minister arrived …".
bool is_present(const Document& document, const Sentence& sentence) {
  static const WordSet present("is are has have must should need needs ought cannot can will do does am may isn't aren't won't can't");
  static const WordSet past("was were had did would could said told met held took made gave went came began saw left became went "
                            "wasn't weren't didn't");
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::Word) continue;
    if (present.has(token.folded)) return true;
    if (past.has(token.folded) || (!token.capitalised && token.folded.size() > 4 && token.folded.ends_with("ed"))) return false;
  }
  return false;
}

// Unquoted, and neither a question nor a report of its own ("This is stated in his article").
bool is_plain(const Document& document, const Sentence& sentence) {
  std::uint32_t words = 0;
  const std::uint32_t verb = sentence.first + 2;
  if (verb < sentence.last && document.tokens[sentence.first].folded == "this" && find_cue(document.tokens[verb].folded)) return false;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.quoted >= 0 || token.kind == TokenKind::OpenQuote || token.kind == TokenKind::CloseQuote) return false;
    if (token.folded == "?" || token.folded == "i") return false;
    words += token.kind == TokenKind::Word;
  }
  return words >= kFewestWords;
}

// "The banks should …": an opinion, by whoever speaks around it.
bool says_what_must_be(const Document& document, const Sentence& sentence) {
  static const WordSet necessity("must should need needs ought");
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
    if (necessity.has(document.tokens[i].folded)) return true;
  return false;
}

}  // namespace

void add_free_indirect(const Document& document, std::vector<Attribution>& found) {
  constexpr std::int32_t kNone = -1;
  const std::size_t count = document.sentences.size();
  std::vector<std::int32_t> last(count, kNone);   // of each sentence, the attribution that ends last in it
  std::vector<std::int32_t> first(count, kNone);  // and the one that begins first
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(found.size()); ++k) {
    const Attribution& a = found[k];
    if (!a.shown || a.factuality != schema::Factuality::Said) continue;
    const auto touch = [&](TokenRange range) {
      if (range.empty()) return;
      for (std::uint32_t s = document.tokens[range.first].sentence; s <= document.tokens[range.last - 1].sentence; ++s) {
        if (last[s] == kNone || last_token(found[last[s]]) < last_token(a)) last[s] = k;
        if (first[s] == kNone || first_token(found[first[s]]) > first_token(a)) first[s] = k;
      }
    };
    for (const TokenRange range : a.content) touch(range);
    touch(a.cue);
  }
  const auto paragraph_of = [&](std::size_t s) -> const Paragraph& { return document.paragraphs[document.sentences[s].paragraph]; };
  for (std::size_t s = 0; s < count; ++s) {
    if (last[s] != kNone) continue;
    std::size_t end = s;  // of the sentences without an attribution
    while (end < count && last[end] == kNone && document.sentences[end].paragraph == document.sentences[s].paragraph) ++end;
    const std::size_t begin = std::exchange(s, end - 1);
    if (begin == 0 || end == count || paragraph_of(begin).aside || last[begin - 1] == kNone) continue;
    if (document.sentences[end].paragraph != document.sentences[begin].paragraph) continue;
    const bool opens = document.sentences[begin - 1].paragraph != document.sentences[begin].paragraph;
    for (std::size_t k = begin; k < end; ++k) {
      const Sentence& sentence = document.sentences[k];
      if (!is_plain(document, sentence) || !is_present(document, sentence)) break;
      if (opens && !says_what_must_be(document, sentence)) break;
      Attribution a;
      const bool stop = document.tokens[sentence.last - 1].folded == ".";
      a.content = {{sentence.first, sentence.last - (stop ? 1 : 0)}};
      a.sentence = static_cast<std::uint32_t>(k);
      a.continues = last[begin - 1];
      a.until = first[end];
      a.confidence = kConfidence;
      found.push_back(std::move(a));
    }
  }
}

}  // namespace attache::indexer
