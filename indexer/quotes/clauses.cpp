#include "indexer/quotes/clauses.hpp"

#include "indexer/quotes/cues.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

constexpr std::uint32_t kLongestSource = 40;       // tokens; a longer "subject" is a clause that was not recognised
constexpr std::uint32_t kLongestApposition = 30;

bool is_object_pronoun(std::string_view word) {
  return word == "him" || word == "them" || word == "us" || word == "me";
}

}  // namespace

SentenceView::SentenceView(const Document& document, std::uint32_t sentence)
    : document_(&document), first_(document.sentences[sentence].first), last_(document.sentences[sentence].last) {}

bool SentenceView::is_word(std::uint32_t i) const {
  return inside(i) && (at(i).kind == TokenKind::Word || at(i).kind == TokenKind::Number);
}

std::uint32_t SentenceView::end_of_words() const {
  std::uint32_t end = last_;
  while (end > first_) {
    const Token& token = at(end - 1);
    const bool stop = token.kind == TokenKind::Punctuation &&
                      (token.folded == "." || token.folded == "!" || token.folded == "?" || token.folded == ")");
    if (!stop || token.quoted >= 0) break;
    --end;
  }
  return end;
}

bool SentenceView::can_speak(TokenRange phrase) const {
  if (phrase.empty()) return false;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    const Token& token = at(i);
    if (token.kind != TokenKind::Word) continue;
    if (phrase.size() == 1 && subject_pronouns().has(token.folded)) return true;
    if (person_nouns().has(token.folded) || group_nouns().has(token.folded) || speaker_nouns().has(token.folded) ||
        document_nouns().has(token.folded))
      return true;
    if (token.folded == "one" || token.folded == "another" || token.folded == "others" || token.folded == "both" ||
        token.folded == "pair" || token.folded == "two" || token.folded == "some" || token.folded == "many")
      return true;
    if (token.capitalised && !determiners().has(token.folded) && !prepositions().has(token.folded) &&
        !subordinators().has(token.folded) && !time_words().has(token.folded))
      return true;
  }
  return false;
}

std::uint32_t SentenceView::verb_group_begin(std::uint32_t verb) const {
  std::uint32_t i = verb;
  while (i > first_) {
    const Token& token = at(i - 1);
    if (token.quoted >= 0 || token.kind != TokenKind::Word) break;
    // "used to say", "went on to say"
    if (token.folded == "to" && i >= first_ + 3 && (is(i - 2, "used") || (is(i - 2, "on") && (is(i - 3, "went") || is(i - 3, "goes"))))) {
      i -= is(i - 2, "used") ? 2 : 3;
      continue;
    }
    if (token.folded == "to" && i >= first_ + 3 && expectations().has(at(i - 2).folded)) {  // "is expected to say"
      i -= 2;
      continue;
    }
    const bool negation = token.folded.ends_with("n't") || token.folded.ends_with("n’t");
    if (token.folded == "'s" && !(i >= first_ + 2 && subject_pronouns().has(at(i - 2).folded))) break;
    if (!auxiliaries().has(token.folded) && !is_adverb(token.folded) && !negation) break;
    if (token.capitalised && i - 1 > first_ && !auxiliaries().has(token.folded)) break;  // "Mr Kelly"
    --i;
  }
  return i;
}

// Walks left from the last token of a noun phrase to its first.
std::uint32_t SentenceView::phrase_begin(std::uint32_t last) const {
  std::uint32_t i = last;  // phrase is [i, last)
  while (i > first_ && last - i < kLongestSource) {
    const Token& token = at(i - 1);
    if (token.quoted >= 0) break;
    if (token.kind == TokenKind::Punctuation) {
      const std::string_view mark = token.folded;
      const bool inner = mark == "-" || mark == "<" || mark == ">" || mark == "&" || mark == "/" || mark == "." ||
                         mark == ")" || (mark == "(" && i < last);
      if (!inner) break;
      --i;
      continue;
    }
    if (token.kind != TokenKind::Word && token.kind != TokenKind::Number) break;
    const std::string_view word = token.folded;
    if (subordinators().has(word)) break;
    if (subject_pronouns().has(word)) {
      if (i == last) --i;
      break;
    }
    if (conjunctions().has(word)) {
      // "Mr Blinken and Mr Lavrov said": both sides are names or nouns and nothing before is a verb.
      if (word != "and" || i == last || i - 1 == first_) break;
      const Token& before = at(i - 2);
      const bool joins = before.kind == TokenKind::Word && before.quoted < 0 && (before.capitalised || can_speak({i - 2, i - 1}));
      const bool right = i < last && (at(i).capitalised || determiners().has(at(i).folded) || can_speak({i, i + 1}));
      if (!joins || !right) break;
      const std::uint32_t left = phrase_begin(i - 1);
      // A verb before the left name makes it an object ("met Putin and Mr Biden said").
      if (left > first_ && is_word(left - 1) && !subordinators().has(at(left - 1).folded) && !prepositions().has(at(left - 1).folded))
        break;
      if (left > first_ && prepositions().has(at(left).folded)) break;
      return left;
    }
    if (finite_verbs().has(word) && !token.capitalised) break;
    if (!token.capitalised && i < last) {
      const auto cue = find_cue(word);
      if (cue && !cue->verb->also_noun && cue->form != VerbForm::Participle && !determiners().has(i >= first_ + 2 ? at(i - 2).folded : ""))
        break;
    }
    --i;
  }
  return i;
}

// The name or short phrase at the end of a phrase that begins with a fronted adverbial ("On Wednesday Mr Blinken").
TokenRange SentenceView::name_tail(TokenRange phrase) const {
  std::uint32_t i = phrase.last;
  if (subject_pronouns().has(at(i - 1).folded)) return {i - 1, phrase.last};
  while (i > phrase.first && at(i - 1).kind == TokenKind::Word && !prepositions().has(at(i - 1).folded) &&
         !time_words().has(at(i - 1).folded)) {
    const bool noun = at(i - 1).capitalised || can_speak({i - 1, i}) || at(i - 1).folded == "'s";
    const bool determiner = determiners().has(at(i - 1).folded);
    if (!noun && !determiner && i - 1 != phrase.last - 1 && !at(i - 1).folded.empty() && i - 1 > phrase.first &&
        !determiners().has(at(i - 2).folded))
      break;
    --i;
    if (determiner) break;
  }
  return {i, phrase.last};
}

std::optional<TokenRange> SentenceView::subject_before(std::uint32_t verb) const {
  std::uint32_t end = verb_group_begin(verb);
  if (end == first_) return std::nullopt;
  std::uint32_t tail = end;
  if (is(end - 1, ",") && !quoted(end - 1)) {
    // An apposition or an inserted phrase between two commas: take it along, the name stands before it.
    std::uint32_t comma = end - 1;
    std::uint32_t i = comma;
    while (i > first_ && comma - i < kLongestApposition && !quoted(i - 1) && !is(i - 1, ",")) --i;
    if (i > first_ && is(i - 1, ",") && i - 1 > first_ && is_word(i - 2) && !quoted(i - 2)) {
      const std::uint32_t name_end = i - 1;
      const std::uint32_t name_begin = phrase_begin(name_end);
      if (name_begin < name_end && can_speak({name_begin, name_end}) && !prepositions().has(at(name_begin).folded))
        return TokenRange{name_begin, comma};
      // "In Geneva, the minister, who …, said": the second comma may belong to a longer chain; try the phrase itself.
    }
    tail = comma;
    const std::uint32_t begin = phrase_begin(tail);
    if (begin < tail && can_speak({begin, tail}) && begin > first_ && !prepositions().has(at(begin).folded) && is(begin - 1, ","))
      return TokenRange{begin, tail};
    return std::nullopt;
  }
  if (at(end - 1).quoted >= 0) return std::nullopt;
  if (is_object_pronoun(at(end - 1).folded) && !(end >= first_ + 2 && is(end - 2, "of"))) return std::nullopt;  // "one of them"
  if (is(end - 1, "who") || is(end - 1, "which") || is(end - 1, "that")) {
    // A relative clause: its antecedent speaks ("the minister, who said …", "the ministry that said").
    std::uint32_t antecedent_end = end - 1;
    if (antecedent_end > first_ && is(antecedent_end - 1, ",")) --antecedent_end;
    const std::uint32_t begin = phrase_begin(antecedent_end);
    if (begin >= antecedent_end) return std::nullopt;
    TokenRange phrase{begin, antecedent_end};
    if (prepositions().has(at(begin).folded)) phrase = name_tail(phrase);
    if (is(end - 1, "who") ? can_speak(phrase) : can_speak(phrase) && !at(phrase.last - 1).capitalised) return phrase;
    return std::nullopt;
  }
  const std::uint32_t begin = phrase_begin(tail);
  if (begin >= tail) return std::nullopt;
  TokenRange phrase{begin, tail};
  const bool fronted = prepositions().has(at(begin).folded) || time_words().has(at(begin).folded) ||
                       (begin == first_ && at(begin).folded.ends_with("ing"));
  if (fronted || phrase.size() >= kLongestSource) phrase = name_tail(phrase);
  while (!phrase.empty() && is_adverb(at(phrase.first).folded) && !at(phrase.first).capitalised) ++phrase.first;
  // "Ostria on Thursday denied": the day is no part of the name.
  while (phrase.size() > 1 && (time_words().has(at(phrase.last - 1).folded) || at(phrase.last - 1).folded == "on")) --phrase.last;
  if (!can_speak(phrase)) return std::nullopt;
  return phrase;
}

TokenRange SentenceView::noun_phrase(std::uint32_t begin) const {
  std::uint32_t i = begin;
  while (i < last_ && i - begin < kLongestSource) {
    const Token& token = at(i);
    if (token.kind == TokenKind::OpenQuote || token.kind == TokenKind::CloseQuote) break;
    if (token.kind == TokenKind::Punctuation) {
      if (token.folded == "-" || token.folded == "&" || token.folded == "/" || (token.folded == "." && i + 1 < last_)) {
        ++i;
        continue;
      }
      if (token.folded == "(" || token.folded == "<") {  // an inserted gloss, if it closes: (SMM), <HAL.T>
        const std::string_view closing = token.folded == "(" ? ")" : ">";
        std::uint32_t j = i + 1;
        while (j < last_ && j - i < 12 && at(j).folded != closing) ++j;
        if (j < last_ && at(j).folded == closing) {
          i = j + 1;
          continue;
        }
      }
      break;
    }
    const std::string_view word = token.folded;
    if (subordinators().has(word) || conjunctions().has(word)) break;
    if (word == "to" && i > begin) break;
    if (subject_pronouns().has(word)) {
      if (i == begin) ++i;
      break;
    }
    if (!token.capitalised && finite_verbs().has(word)) break;
    if (time_words().has(word)) break;
    // A second determiner begins the next phrase: "told [the minister] [the talks] …".
    if (i > begin && determiners().has(word) && !prepositions().has(at(i - 1).folded)) break;
    if (i > begin && (word == "on" || word == "during" || word == "after" || word == "in" || word == "at" || word == "with" ||
                      word == "by" || word == "from" || word == "over" || word == "about" || word == "as")) {
      break;
    }
    if (i > begin && !token.capitalised && (is_adverb(word) || word.ends_with("ing"))) break;
    ++i;
  }
  return {begin, i};
}

std::optional<TokenRange> SentenceView::subject_after(std::uint32_t after) const {
  if (!is_word(after) || quoted(after)) return std::nullopt;
  const Token& token = at(after);
  const bool starts = token.capitalised || determiners().has(token.folded) || person_nouns().has(token.folded) ||
                      group_nouns().has(token.folded) || honorifics().has(token.folded) || token.folded == "he" ||
                      token.folded == "she" || token.folded == "it" || token.folded == "they" || token.folded == "former" ||
                      token.folded == "senior";
  if (!starts || time_words().has(token.folded)) return std::nullopt;
  const TokenRange phrase = noun_phrase(after);
  if (phrase.empty() || !can_speak(phrase)) return std::nullopt;
  return phrase;
}

std::optional<TokenRange> SentenceView::main_subject(std::uint32_t before) const {
  std::uint32_t i = first_;
  while (i < before && !is_word(i)) ++i;
  if (i >= before) return std::nullopt;
  if (prepositions().has(at(i).folded) || subordinators().has(at(i).folded) || is_adverb(at(i).folded) ||
      time_words().has(at(i).folded)) {
    while (i < before && !is(i, ",")) ++i;
    ++i;
  }
  if (i >= before) i = first_;
  while (i < before && (conjunctions().has(at(i).folded) || is_adverb(at(i).folded))) ++i;
  if (i >= before || quoted(i)) return std::nullopt;
  TokenRange phrase = noun_phrase(i);
  phrase.last = std::min(phrase.last, before);
  // The phrase runs up to a verb; a lower-case tail that is no noun for a speaker is that verb ("Kremlin spokesman Peskov echoed").
  for (std::uint32_t j = phrase.first + 1; j < phrase.last; ++j)
    if (!at(j).capitalised && (at(j).folded.ends_with("ed") || find_cue(at(j).folded)) && !can_speak({j, j + 1})) {
      phrase.last = j;
      break;
    }
  if (phrase.empty() || !can_speak(phrase)) return std::nullopt;
  return phrase;
}

}  // namespace attache::indexer
