#include "indexer/quotes/titles.hpp"

#include "indexer/quotes/cues.hpp"

namespace attache::indexer {

const WordSet& body_words() {
  static const WordSet set(
      "ministry council commission committee parliament senate congress department bank university institute organisation "
      "organization association federation republic union kingdom states party centre center agency times post court army "
      "navy police corps service company corp corp. inc inc. ltd ltd. plc co co. group industries embassy government assembly news "
      "house television radio journal herald tribune club league foundation school college hospital church museum airport "
      "street square river lake sea valley island islands strait straits mountain mountains city district province region "
      "county road bridge palace hall building war treaty protocol agreement accord pact summit conference day week");
  return set;
}

namespace {

const WordSet& never_names() {
  static const WordSet set{&honorifics(), &title_words(), &person_nouns(), &determiners(), &prepositions(), &subordinators(), &conjunctions(),
                           &time_words(), &subject_pronouns(), &indefinite_pronouns(), &auxiliaries(), &body_words()};
  return set;
}

// "al-Dorri", "as-Salvan"
bool has_arabic_article(std::string_view word) {
  static const WordSet articles("al el ul ad ar as ash at an az");
  if (word.size() < 5 || (word[2] != '-' && word[3] != '-')) return false;
  const std::size_t hyphen = word[2] == '-' ? 2 : 3;
  return articles.has(word.substr(0, hyphen)) && word[hyphen + 1] >= 'A' && word[hyphen + 1] <= 'Z';
}

}  // namespace

bool TitleReader::name_token(std::uint32_t i) const {
  const Token& token = at(i);
  if (token.kind != TokenKind::Word || (*in_body_)[i]) return false;
  if (!token.capitalised && !has_arabic_article(document_->text(token))) return false;
  if (token.folded == "'s" || token.folded == "i") return false;
  if (const auto hyphen = token.folded.find('-'); hyphen != std::string::npos)  // "Colonel-General", "Attorney-General"
    if (person_nouns().has(token.folded.substr(0, hyphen)) || person_nouns().has(token.folded.substr(hyphen + 1))) return false;
  if (never_names().has(token.folded)) return false;
  if (!is_adverb(token.folded)) return true;
  // "Recently", but not Emily, nor Willy in the middle of a sentence.
  return names_->gender_of_given_name(token.folded) != schema::Gender::Unknown ||
         (!adverbs().has(token.folded) && document_->sentences[token.sentence].first != i);
}

bool TitleReader::person_title(TokenRange title) const {
  for (std::uint32_t i = title.first; i < title.last; ++i)
    if (person_nouns().has(at(i).folded)) return true;
  return false;
}
bool TitleReader::honorific_title(TokenRange title) const { return honorifics().has(at(title.last - 1).folded); }

TokenRange TitleReader::title_before(const SentenceView& view, std::uint32_t name) const {
  std::uint32_t i = name;
  while (i > view.first()) {
    const Token& token = at(i - 1);
    if (token.quoted != at(name).quoted) break;
    if (token.kind == TokenKind::Punctuation) {
      if (token.folded != "-" || i == name) break;
      --i;
      continue;
    }
    if (token.kind != TokenKind::Word) break;
    const std::string_view word = token.folded;
    const bool right_is_noun = i < name && (person_nouns().has(at(i).folded) || title_words().has(at(i).folded));
    if (honorifics().has(word) || title_words().has(word) || person_nouns().has(word) || (*in_body_)[i - 1] ||
        (token.capitalised && (i - 1 > view.first() || right_is_noun) && !subordinators().has(word) && !conjunctions().has(word) &&
         !prepositions().has(word) && !determiners().has(word) && !time_words().has(word))) {
      --i;
    } else if (i < name && (word == "of" || word == "to" || word == "for" || word == "at" || word == "'s" || word == "the" ||
                            word == "and" || word == "on" || word == "in")) {
      const bool left_is_title = i >= view.first() + 2 && (person_nouns().has(at(i - 2).folded) || title_words().has(at(i - 2).folded));
      const bool places = i >= view.first() + 3 && view.is(i - 3, "for") && at(i - 2).capitalised;  // "for Europe and Central Asia"
      if (word == "and" && !left_is_title && !places) break;  // "Antony Blinken and | Russian Foreign Minister …"
      const bool whole = i < name && at(i).folded == "the";  // "Adviser to the Head of the Office X"
      if ((word == "to" || word == "for") && !whole && person_title({i, name})) break;  // "an aide to | Foreign Minister X"
      if ((word == "in" || word == "on" || word == "to") && !left_is_title) break;
      --i;
    } else if (right_is_noun && !determiners().has(word) && !prepositions().has(word) && !finite_verbs().has(word) &&
               !find_cue(word) && !subordinators().has(word) && !conjunctions().has(word) && !is_adverb(word)) {
      --i;  // "communications minister", "semiconductor analyst"
    } else if (const auto begin = i == name ? noun_behind_title(view, i - 1) : i; begin != i) {
      i = begin;
    } else {
      break;
    }
  }
  TokenRange title{i, name};
  if (i == name && view.is(name - 1, ",") && name - 1 > view.first() && described_name_end(view, name)) {
    // "The secretary-general of the union, Anneke Voss, said": the description stands before the name's comma.
    title = {description_begin(view, name - 1), name - 1};
  }
  while (!title.empty() && (prepositions().has(at(title.first).folded) || conjunctions().has(at(title.first).folded) ||
                            at(title.first).folded == "'s" || at(title.first).folded == "the" || at(title.first).kind != TokenKind::Word))
    ++title.first;
  if (title.empty() || (!person_title(title) && !honorific_title(title))) return {};
  return title;
}

// Where "member of the Ukrainian negotiating | team", "adviser to the President | on economic issues" go on to the left of the noun at
// `noun`: at "member", at "on". One past the noun where it is none of a title's.
std::uint32_t TitleReader::noun_behind_title(const SentenceView& view, std::uint32_t noun) const {
  constexpr std::uint32_t kFarthest = 6;
  for (std::uint32_t k = noun; k > view.first() + 1 && noun - k < kFarthest && view.is_word(k - 1); --k) {
    if (view.is(k - 1, "of")) return speaker_nouns().has(at(noun).folded) && person_nouns().has(at(k - 2).folded) ? k - 2 : noun + 1;
    if (view.is(k - 1, "on"))
      return person_nouns().has(at(k - 2).folded) || title_words().has(at(k - 2).folded) || (*in_body_)[k - 2] ? k - 1 : noun + 1;
  }
  return noun + 1;
}

// Whether the name that begins at `name` ends at a comma, a verb or the sentence's end, as an apposition does.
bool TitleReader::described_name_end(const SentenceView& view, std::uint32_t name) const {
  std::uint32_t last = name;
  while (last < view.last() && name_token(last)) ++last;
  if (last - name < 2 || last - name > 4) return false;
  if (!view.is_word(last)) return true;
  const std::string_view word = at(last).folded;
  return find_cue(word).has_value() || finite_verbs().has(word) || auxiliaries().has(word);
}

// The begin of the noun phrase that ends at `end`: behind its own determiner's left neighbour, "of the" taken along.
std::uint32_t TitleReader::description_begin(const SentenceView& view, std::uint32_t end) const {
  constexpr std::uint32_t kLongest = 14;
  std::uint32_t i = end;
  while (i > view.first() && view.is_word(i - 1) && at(i - 1).quoted < 0 && end - i < kLongest) {
    const std::string_view word = at(i - 1).folded;
    const auto cue = find_cue(word);
    if (finite_verbs().has(word) || subordinators().has(word) || subject_pronouns().has(word) || (cue && !cue->verb->also_noun)) break;
    --i;
    static const WordSet within("of for to at");
    if (determiners().has(word) && !(i > view.first() && within.has(at(i - 1).folded))) break;
  }
  return i;
}

TokenRange TitleReader::description_after(const SentenceView& view, std::uint32_t after) const {
  if (!view.is(after, ",")) return {};
  std::uint32_t i = after + 1;
  bool noun = false;
  const std::uint32_t begin = i;
  while (view.is_word(i) && i - begin < 20) {
    const std::string_view word = at(i).folded;
    if (person_nouns().has(word)) noun = true;
    if (finite_verbs().has(word) || subordinators().has(word) || (find_cue(word) && !find_cue(word)->verb->also_noun) || word == "who") break;
    if (!noun && (conjunctions().has(word) || i - begin > 8)) return {};
    ++i;
  }
  if (!noun) return {};
  // It begins as a noun phrase does; otherwise it is the clause's verb: "Maronde, spoke with the Prime Minister".
  const Token& opens = at(begin);
  constexpr std::uint32_t kAdjectives = 3;  // "former deputy | minister"
  bool near = opens.capitalised || determiners().has(opens.folded);
  for (std::uint32_t k = begin; k < i && k < begin + kAdjectives; ++k) near = near || person_nouns().has(at(k).folded);
  return near ? TokenRange{begin, i} : TokenRange{};
}

bool TitleReader::subject_of_cue(const SentenceView& view, std::uint32_t after) const {
  std::uint32_t i = after;
  while (view.is_word(i) && (auxiliaries().has(at(i).folded) || is_adverb(at(i).folded))) ++i;
  if (!view.is_word(i) || at(i).capitalised) return false;
  const auto cue = find_cue(at(i).folded);
  return cue && !cue->verb->also_noun;
}

}  // namespace attache::indexer
