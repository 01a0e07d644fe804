#include "indexer/quotes/sentence_rules.hpp"

#include <algorithm>
#include <optional>

#include "indexer/quotes/cue_finder.hpp"
#include "indexer/quotes/cues.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::Act;
using schema::Factuality;

constexpr std::uint32_t kFarthestThat = 16;  // tokens from a cue to the "that" or mark its adverbials lead to

class SentenceRules {
 public:
  SentenceRules(const Document& document, const StretchChains& chains, std::uint32_t sentence, std::vector<Attribution>& out)
      : document_(document), chains_(chains), sentence_(sentence), view_(document, sentence), out_(out),
        first_out_(out.size()) {}

  void run() {
    if (stated_by()) return;
    cues_ = cues_of(view_);
    for (std::size_t c = 0; c < cues_.size(); ++c) attribute(c);
    nominal();
    position();
    according_to();
  }

 private:
  std::string_view before(std::uint32_t i) const { return word_before(view_, i); }

  // --- content ------------------------------------------------------------------------------------------------------

  void attribute(std::size_t c) {
    const Cue& cue = cues_[c];
    Attribution a;
    a.cue = {cue.token, cue.token + 1};
    a.source = cue.source;
    a.act = cue.hit.verb->act;
    a.factuality = cue.factuality;
    a.sentence = sentence_;
    std::uint32_t begin = 0;
    if (cue.inverted) {
      if (!content_before(cue, a)) return;
      interrupted(cue.source.last, c, a);
    } else if (tag(cue)) {
      if (!content_before(cue, a)) {
        if (!quote_ahead(cue, begin)) return;
        add_after(begin, c, a);
      } else {
        interrupted(cue.token + 1, c, a);
      }
    } else {
      if (!content_after(cue, a, begin)) return;
      add_after(begin, c, a);
    }
    trim(a);
    if (a.content.empty()) return;
    score(cue, a);
    out_.push_back(std::move(a));
  }

  // The cue has its content before it: a comma, a stop or the end stands behind it (and behind its adverbials of time).
  bool tag(const Cue& cue) const {
    if (!cue.hit.verb->has(Frame::Clause) && !cue.hit.verb->has(Frame::Tag) && !cue.hit.verb->has(Frame::HearerClause)) return false;
    std::uint32_t i = cue.token + 1;
    if (cue.hit.verb->has(Frame::HearerClause) && view_.is_word(i) && !view_.is(i, "that")) {
      const TokenRange hearer = view_.noun_phrase(i);
      if (!hearer.empty() && hearer.last >= view_.end_of_words() && cue.source.first > view_.first()) return true;
    }
    i = skip_time(i);
    if (i >= view_.end_of_words() || !view_.is_word(i)) return !view_.is(i, ":") && !view_.quoted(i);
    // The road will open in May, its leaders announced on Thursday at a summit.
    static const WordSet places("at in during after from outside inside");
    if (!cue.inherits && before(source_begin(cue)) == "," && places.has(view_.at(i).folded) &&
        !has_verb(i, view_.end_of_words()) && !find_that(i))
      return true;
    // “…,” he said in an interview
    const bool behind_quote = source_begin(cue) > view_.first() && view_.quoted(source_begin(cue) - 1);
    return behind_quote && !view_.is(i, "that") && !quote_within(i);
  }

  // Behind adverbs and days: "said | late on Thursday | that".
  std::uint32_t skip_time(std::uint32_t i) const {
    while (view_.is_word(i) && !view_.quoted(i)) {
      const bool day_ahead = (view_.is(i, "on") || view_.is(i, "in")) && view_.inside(i + 1) && time_words().has(view_.at(i + 1).folded);
      if (!is_adverb(view_.at(i).folded) && !time_words().has(view_.at(i).folded) && !day_ahead) break;
      ++i;
    }
    return i;
  }

  bool quote_within(std::uint32_t from) const {
    for (std::uint32_t i = from; i < view_.last(); ++i)
      if (view_.quoted(i)) return true;
    return false;
  }

  static std::uint32_t source_begin(const Cue& cue) {
    if (cue.inverted || cue.source.empty() || cue.source.first > cue.token) return cue.group;
    return cue.inherits ? cue.group : cue.source.first;
  }

  bool content_before(const Cue& cue, Attribution& a) const {
    std::uint32_t end = source_begin(cue);
    if (end <= view_.first()) return false;
    if (view_.is(end - 1, ",")) --end;
    if (end <= view_.first()) return false;
    if (view_.quoted(end - 1)) {
      const TokenRange chain = chains_.chain_of_token(end - 1);
      const Stretch& stretch = document_.stretches[document_.tokens[end - 1].quoted];
      const std::uint32_t clause = clause_begin();
      if (chains_.is_sentence(document_.tokens[end - 1].quoted) || stretch.first <= clause) {
        a.content = chains_.ranges(chain);
        return true;
      }
      a.content = {{clause, end}};
      return true;
    }
    if (end == source_begin(cue)) return false;  // no comma, no mark: what stands before is no content
    const std::uint32_t begin = inner_only(end) ? sentence_begin() : clause_begin();
    if (begin >= end) return false;
    a.content = {{begin, end}};
    return true;
  }

  // Whether the earlier attributions of the sentence are reports within what the tag at `end` reports: "Halmere had asked for
  // time, he added." They have no quotation marks and run up to the tag.
  bool inner_only(std::uint32_t end) const {
    for (std::size_t k = first_out_; k < out_.size(); ++k)
      if (out_[k].content.back().last + 1 < end || quoted(out_[k].content.front().first)) return false;
    return true;
  }

  std::uint32_t sentence_begin() const {
    std::uint32_t begin = view_.first();
    while (begin < view_.last() && conjunctions().has(view_.at(begin).folded)) ++begin;
    return begin;
  }

  // Where this cue's clause can begin: behind what earlier cues of the sentence have taken.
  std::uint32_t clause_begin() const {
    std::uint32_t begin = view_.first();
    for (std::size_t k = first_out_; k < out_.size(); ++k)
      for (const TokenRange range : out_[k].content) begin = std::max(begin, range.last);
    while (begin < view_.last() && !view_.quoted(begin) &&
           (view_.at(begin).kind == TokenKind::Punctuation || conjunctions().has(view_.at(begin).folded)))
      ++begin;
    return begin;
  }

  // A quotation that follows a cue with no content of its own: she said: “…” or she said, “…”.
  bool quote_ahead(const Cue& cue, std::uint32_t& begin) const {
    for (std::uint32_t i = cue.token + 1; i < view_.last(); ++i)
      if (view_.quoted(i)) return begin = i, true;
    return false;
  }

  // “A,” he said, “B” and “A,” he said. “B”: the second stretch belongs to the same quotation.
  void interrupted(std::uint32_t from, std::size_t c, Attribution& a) const {
    const bool direct = view_.quoted(a.content.front().first) && document_.tokens[a.content.back().last - 1].quoted >= 0;
    if (direct) {
      const std::uint32_t limit = c + 1 < cues_.size() ? cues_[c + 1].group : view_.last();
      for (std::uint32_t i = from; i < limit; ++i) {
        if (!view_.quoted(i)) continue;
        const bool opens = view_.is(i - 1, ",") || view_.is(i - 1, ":") || view_.at(i - 1).kind == TokenKind::Punctuation;
        if (opens)
          for (const TokenRange range : chains_.ranges(chains_.chain_of_token(i))) a.content.push_back(range);
        break;
      }
      return;
    }
    // Kyiv, he said, was ready: the clause goes on behind the cue, unless the reporter does (", adding …").
    if (!view_.is(from, ",") || !view_.is_word(from + 1)) return;
    const std::string_view word = view_.at(from + 1).folded;
    const bool reporter = conjunctions().has(word) || subordinators().has(word) || word == "according" || word == "amid" ||
                          (word.ends_with("ing") && word.size() > 5);
    if (reporter || a.content.back().last - a.content.front().first > 12) return;
    std::uint32_t end = view_.end_of_words();
    if (c + 1 < cues_.size()) end = std::min(end, source_begin(cues_[c + 1]));
    if (from + 1 < end) a.content.push_back({from + 1, end});
  }

  // Where the content behind the cue begins, by what the verb takes. False when the verb's frames do not fit.
  bool content_after(const Cue& cue, Attribution& a, std::uint32_t& begin) const {
    const CueVerb& verb = *cue.hit.verb;
    const std::uint32_t next = cue.token + 1;
    const std::uint32_t end = view_.end_of_words();
    if (next >= view_.last()) return false;
    if (view_.is(next, "not") && view_.is(next + 1, "to") && view_.is(next + 2, "be")) return false;  // "asked not to be named"
    if (view_.is(next, ":")) return begin = next + 1, begin < view_.last();
    if (view_.quoted(next)) return begin = next, true;
    if (verb.has(Frame::Target)) {
      const auto of = find_word("of", next, next + kFarthestThat);
      if (!of) return false;
      return begin = next, true;
    }
    if (verb.has(Frame::On) && view_.is(next, "on")) {
      a.hearer = view_.noun_phrase(next + 1);
      return begin = next + 1, begin < end;
    }
    if (verb.has(Frame::For) && (view_.is(next, "for") || (verb.lemma == "apologise" && view_.is(next, "to"))))
      return begin = next + 1, begin < end;
    if (verb.has(Frame::As)) {
      if (const auto as = find_word("as", next, view_.last())) return begin = *as + 1, begin < end;
      const bool names_it = view_.is(next, "it") || view_.is(next, "him") || view_.is(next, "her") || view_.is(next, "them");
      if (verb.lemma == "call" && view_.is_word(next) && (names_it || quote_within(next)) && next + 1 < end) return begin = next, true;
      if (!verb.has(Frame::Object)) return false;
    }
    if (verb.has(Frame::Command) || verb.has(Frame::HearerClause)) {
      if (hearer_content(cue, a, begin)) return true;
    }
    if (verb.has(Frame::Infinitive)) {
      const std::uint32_t to = skip_time(next);
      if (view_.is(to, "to") || (view_.is(to, "not") && view_.is(to + 1, "to"))) return begin = to, true;
    }
    if (verb.has(Frame::Clause) && clause_content(cue, begin)) return true;
    if (verb.has(Frame::That))
      if (const auto that = find_that(next)) return begin = *that, begin < end;
    if (verb.has(Frame::Object) && view_.is_word(next)) {
      const std::string_view word = view_.at(next).folded;
      if (word == "to" || word == "in" || word == "on" || word == "by" || word == "at") return false;
      if (cue.hit.form == VerbForm::Base && cue.factuality == Factuality::Said && !may_be_plural(view_, cue.source)) return false;
      return begin = next, begin < end;
    }
    return false;
  }

  // told [X] (that) … · urged [X] to …
  bool hearer_content(const Cue& cue, Attribution& a, std::uint32_t& begin) const {
    const CueVerb& verb = *cue.hit.verb;
    const std::uint32_t next = cue.token + 1;
    if (!view_.is_word(next) || view_.is(next, "that") || view_.is(next, "of") || view_.is(next, "against") ||
        view_.is(next, "to") || view_.is(next, "for") || view_.is(next, "if") || view_.is(next, "whether"))
      return false;
    TokenRange hearer;
    const std::string_view word = view_.at(next).folded;
    if (word == "him" || word == "her" || word == "them" || word == "me" || word == "us" || group_nouns().has(word))
      hearer = {next, next + 1};
    else
      hearer = view_.noun_phrase(next);
    if (hearer.empty()) return false;
    std::uint32_t i = hearer.last;
    // "told reporters in Geneva on Thursday that": adverbials between hearer and content.
    if (const auto that = find_that(i)) {
      a.hearer = hearer;
      return begin = *that, true;
    }
    if (view_.is(i, "to") || (view_.is(i, "not") && view_.is(i + 1, "to"))) {
      if (!verb.has(Frame::Command)) return false;
      a.hearer = hearer;
      if (verb.lemma == "tell") a.act = Act::Urges;
      return begin = verb.lemma == "tell" ? i : next, true;
    }
    if (verb.lemma == "tell" || verb.lemma == "inform" || verb.lemma == "assure" || verb.lemma == "remind") {
      a.hearer = hearer;
      if (view_.is(i, ",") || view_.is(i, ":")) ++i;
      return begin = i, i < view_.end_of_words();
    }
    if (view_.is(i, "against") || view_.is(i, "of") || view_.is(i, "over")) {
      a.hearer = hearer;
      return begin = i, true;
    }
    return false;
  }

  // The token behind "that", or an opening mark or colon that adverbials lead to: "said in an interview on Thursday that …".
  std::optional<std::uint32_t> find_that(std::uint32_t from) const {
    if (view_.is(from, "that")) return from + 1;
    if (view_.is(from, "to") || view_.is(from, "of") || view_.is(from, "by")) return std::nullopt;
    if (!view_.is_word(from) || !(prepositions().has(view_.at(from).folded) || time_words().has(view_.at(from).folded) ||
                                  is_adverb(view_.at(from).folded)))
      return std::nullopt;
    for (std::uint32_t i = from; i < view_.last() && i < from + kFarthestThat; ++i) {
      if (view_.quoted(i)) return view_.is(i - 1, ",") || view_.is(i - 1, ":") ? std::optional(i) : std::nullopt;
      if (view_.is(i, "that")) return i + 1;
      if (view_.is(i, ":")) return i + 1;
      if (view_.is(i, ",") || finite_verbs().has(view_.at(i).folded)) break;
    }
    return std::nullopt;
  }

  bool clause_content(const Cue& cue, std::uint32_t& begin) const {
    std::uint32_t i = cue.token + 1;
    const std::uint32_t end = view_.end_of_words();
    if (const auto that = find_that(i)) return begin = *that, begin < view_.last();
    i = skip_time(i);
    if (i >= end) return false;
    if (view_.is(i, "that")) ++i;
    begin = i;
    if (i >= end) return false;
    if (view_.is(i, ",")) return false;
    if (cue.hit.verb->lemma == "say" || cue.hit.verb->lemma == "add") {
      const std::string_view word = view_.at(i).folded;
      return !(word == "to" || word == "of" || word == "by" || word == "nothing" || word == "so" || word == "little" ||
               said_before(i) || i + 1 >= end);
    }
    const std::string_view word = view_.at(i).folded;
    if (word == "to" || word == "by" || word == "at" || word == "as" || word == "on" || word == "for" || word == "with") return false;
    if (view_.is(i - 1, "that") || word == "how" || word == "why" || word == "whether" || word == "if" || word == "what" ||
        (subject_pronouns().has(word) && word != "it"))
      return true;
    return has_verb(i, std::min(end, i + 2 * kFarthestThat));
  }

  // "He said this in an interview": what was said stands in the sentence before.
  bool said_before(std::uint32_t i) const {
    return view_.is(i, "this") && (i + 1 >= view_.end_of_words() ||
                                   (view_.is_word(i + 1) && prepositions().has(view_.at(i + 1).folded)));
  }

  bool has_verb(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
      if (view_.quoted(i)) return true;
      if (view_.at(i).kind != TokenKind::Word) continue;
      const std::string_view word = view_.at(i).folded;
      if (subordinators().has(word) && word != "that") return false;
      if (word != "'s" && (finite_verbs().has(word) || auxiliaries().has(word))) return true;
      if (i > from && word.size() > 4 && word.ends_with("ed") && !determiners().has(view_.at(i - 1).folded)) return true;
    }
    return false;
  }

  std::optional<std::uint32_t> find_word(std::string_view word, std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to && view_.inside(i); ++i) {
      if (view_.is(i, word) && !view_.quoted(i)) return i;
      if (view_.is(i, ";")) break;
    }
    return std::nullopt;
  }

  // Adds the content from `begin` to the end of the cue's clause; a quotation it runs into is taken whole.
  void add_after(std::uint32_t begin, std::size_t c, Attribution& a) const {
    const std::uint32_t end = clause_end(begin, c);
    if (begin >= end) return;
    if (view_.quoted(begin)) {
      const std::int32_t stretch = document_.tokens[begin].quoted;
      if (chains_.is_sentence(stretch) || document_.stretches[stretch].last >= end || view_.is(begin - 1, ",")) {
        const auto ranges = chains_.ranges(chains_.chain_of_token(begin));
        a.content.insert(a.content.end(), ranges.begin(), ranges.end());
        if (a.content.back().last < end && !ends_sentence(a.content.back().last - 1)) a.content.back().last = end;
        return;
      }
    }
    a.content.push_back({begin, end});
    // The last word may lie in a quotation that runs on over the sentence.
    if (document_.tokens[end - 1].quoted >= 0) {
      const TokenRange chain = chains_.chain_of_token(end - 1);
      const auto ranges = chains_.ranges(chain);
      for (const TokenRange range : ranges) {
        if (range.last <= end) continue;
        if (range.first < end)
          a.content.back().last = range.last;
        else
          a.content.push_back(range);
      }
    }
  }

  bool ends_sentence(std::uint32_t token) const {
    const Token* t = &document_.tokens[token];
    if (t->kind == TokenKind::CloseQuote && token > 0) t = &document_.tokens[token - 1];
    return t->folded == "." || t->folded == "?" || t->folded == "!";
  }

  std::uint32_t clause_end(std::uint32_t begin, std::size_t c) const {
    const std::uint32_t end = view_.end_of_words();
    for (std::size_t k = c + 1; k < cues_.size(); ++k) {
      const Cue& next = cues_[k];
      if (next.group <= begin) continue;
      std::uint32_t border = source_begin(next);
      if (border <= begin) continue;
      const std::string_view left = before(border);
      // and accused … · , adding … · , but the minister said …
      if (next.inherits && (left == "and" || left == "but" || left == "," || left == "by")) {
        --border;
        if (border > begin && (view_.is(border - 1, ",") || view_.is(border - 1, "and"))) --border;
        if (next.hit.form == VerbForm::Base && cues_[c].hit.form != VerbForm::Base) continue;
        return border;
      }
      // …, he added.: the whole sentence before the tag is its content
      if (!next.inherits && left == "," && border > begin && tag(next)) return border - 1;
      if (!next.inherits && (left == "but" || left == "and" || left == "while") && border >= begin + 2 && view_.is(border - 2, ","))
        return border - 2;
    }
    const std::string_view linked = before(cues_[c].group);
    const bool relative = linked == "who" || linked == "which";
    for (std::uint32_t i = begin; i + 2 < end; ++i) {
      if (view_.quoted(i)) continue;
      if (!view_.is(i, ",")) continue;
      if (relative) return i;  // "who had said that there was no hurry, welcomed …"
      if (view_.is(i + 1, "according") && view_.is(i + 2, "to")) return i;
      // The reporter goes on: ", amid fears …", ", while Moscow …", ", as talks ended".
      if (i > begin + 1 && (view_.is(i + 1, "amid") || view_.is(i + 1, "while") || view_.is(i + 1, "as") || view_.is(i + 1, "after") ||
                            view_.is(i + 1, "following") || view_.is(i + 1, "hours") || view_.is(i + 1, "days")) && !view_.is(i + 2, "well"))
        return i;
    }
    return end;
  }

  void trim(Attribution& a) const {
    for (TokenRange& range : a.content) {
      while (!range.empty() && !quoted(range.last - 1) && is_edge(range.last - 1)) --range.last;
      while (!range.empty() && !quoted(range.first) && is_edge(range.first)) ++range.first;
    }
    std::erase_if(a.content, [](const TokenRange& range) { return range.empty(); });
    std::sort(a.content.begin(), a.content.end(), [](TokenRange l, TokenRange r) { return l.first < r.first; });
    if (!a.source.empty())
      std::erase_if(a.content, [&](const TokenRange& range) { return range.contains(a.cue.first); });
  }

  bool quoted(std::uint32_t i) const { return document_.tokens[i].quoted >= 0; }
  bool is_edge(std::uint32_t i) const {
    const Token& token = document_.tokens[i];
    return token.kind == TokenKind::Punctuation && token.folded != ")" && token.folded != "]" && token.folded != "%" &&
           token.folded != "$" && token.folded != "£" && token.folded != "€" && token.folded != "(" && token.folded != "?" &&
           token.folded != "#" && token.folded != "@";
  }

  void score(const Cue& cue, Attribution& a) const {
    double confidence = 0.75;
    const bool marked = quoted(a.content.front().first) || quoted(a.content.back().last - 1);
    if (marked) confidence += 0.15;
    if (cue.hit.verb->lemma == "say" || cue.hit.verb->lemma == "tell") confidence += 0.08;
    if (cue.inherits) confidence -= 0.1;
    a.confidence = confidence;
  }

  // --- patterns without a verb of their own -------------------------------------------------------------------------

  // "This was stated by the minister …", "He said this in an interview": the sentence before is what was said.
  bool stated_by() {
    const std::uint32_t i = view_.first();
    Attribution a;
    if ((view_.is(i, "this") || view_.is(i, "it")) && view_.is(i + 1, "was") && view_.inside(i + 3) &&
        find_cue(view_.at(i + 2).folded) && view_.is(i + 3, "by")) {
      a.cue = {i + 2, i + 3};
      a.source = view_.noun_phrase(i + 4);
    } else {
      std::uint32_t said = i;
      const auto is_cue = [&] { return view_.is(said, "said") || view_.is(said, "stated"); };
      while (said < view_.last() && said < i + kFarthestThat && !is_cue()) ++said;
      if (!view_.inside(said) || !is_cue() || view_.quoted(said) || !said_before(said + 1)) return false;
      const auto subject = view_.subject_before(said);
      if (!subject) return false;
      a.cue = {said, said + 1};
      a.source = *subject;
    }
    const Sentence& sentence = document_.sentences[sentence_];
    if (sentence_ == 0 || !view_.can_speak(a.source)) return false;
    const Sentence& previous = document_.sentences[sentence_ - 1];
    if (previous.paragraph != sentence.paragraph) return false;
    if (!out_.empty() && out_.back().sentence + 1 >= sentence_) return false;
    a.act = find_cue(view_.at(a.cue.first).folded)->verb->act;
    a.content = {{previous.first, SentenceView(document_, sentence_ - 1).end_of_words()}};
    a.sentence = sentence_;
    a.confidence = 0.7;
    out_.push_back(std::move(a));
    return true;
  }

  // "China's position, as set out in a memorandum, is that …"
  void position() {
    static const WordSet nouns("position view stance argument message answer response opinion belief demand condition line");
    constexpr std::uint32_t kFarthest = 20;  // tokens from the noun to its verb
    for (std::uint32_t i = view_.first() + 2; i < view_.last(); ++i) {
      if (view_.quoted(i) || !nouns.has(view_.at(i).folded) || !view_.is(i - 1, "'s")) continue;
      std::uint32_t verb = i + 1;
      while (view_.inside(verb) && verb - i < kFarthest && !view_.is(verb, "is") && !view_.is(verb, "was") && !view_.is(verb, ";")) ++verb;
      if (!(view_.is(verb, "is") || view_.is(verb, "was")) || !view_.is(verb + 1, "that") || verb + 2 >= view_.end_of_words()) return;
      std::uint32_t begin = i - 1;
      while (begin > view_.first() && view_.is_word(begin - 1) && (view_.at(begin - 1).capitalised || determiners().has(view_.at(begin - 1).folded))) --begin;
      Attribution a;
      a.cue = {i, i + 1};
      a.source = {begin, i - 1};
      a.sentence = sentence_;
      a.confidence = 0.65;
      a.content = {{verb + 2, view_.end_of_words()}};
      trim(a);
      if (!a.content.empty() && !a.source.empty() && view_.can_speak(a.source)) out_.push_back(std::move(a));
      return;
    }
  }

  // "… a comment by X that Y": the noun reports what X said.
  void nominal() {
    for (std::uint32_t i = view_.first(); i + 4 < view_.last(); ++i) {
      if (view_.quoted(i) || !(view_.is(i + 1, "by") || view_.is(i + 1, "of"))) continue;
      const auto act = find_cue_noun(view_.at(i).folded);
      if (!act) continue;
      const TokenRange source = view_.noun_phrase(i + 2);
      if (source.empty() || !view_.is(source.last, "that") || !view_.can_speak(source)) continue;
      Attribution a;
      a.cue = {i, i + 1};
      a.source = source;
      a.act = *act;
      a.sentence = sentence_;
      a.confidence = 0.7;
      a.content = {{source.last + 1, view_.end_of_words()}};
      trim(a);
      if (!a.content.empty()) out_.push_back(std::move(a));
    }
  }

  // "According to X, …" and "…, according to X" and "…, as stated by X".
  void according_to() {
    constexpr std::uint32_t kFronted = 3;  // "Also, according to him, …"
    for (std::uint32_t i = view_.first(); i + 2 < view_.last(); ++i) {
      if (view_.quoted(i)) continue;
      const bool according = view_.is(i, "according") && view_.is(i + 1, "to");
      const bool as_stated = view_.is(i, "as") && find_cue(view_.at(i + 1).folded) && view_.is(i + 2, "by");
      if (!according && !as_stated) continue;
      const std::uint32_t begin = according ? i + 2 : i + 3;
      std::uint32_t end = begin;
      while (end < view_.end_of_words() && !view_.is(end, ",") && !view_.quoted(end) && !view_.is(end, ";")) ++end;
      TokenRange source{begin, end};
      if (source.empty()) continue;
      if (view_.is(begin, "him") || view_.is(begin, "her") || view_.is(begin, "them")) source.last = begin + 1;
      if (!view_.can_speak(source) && source.size() > 1) continue;
      // In a sentence with a cue of its own it only says whom the report rests on.
      bool attached = false;
      for (std::size_t k = first_out_; k < out_.size(); ++k)
        if (out_[k].sentence == sentence_ && (i > out_[k].cue.first || i < view_.first() + kFronted)) {
          out_[k].according_to = source;
          attached = true;
        }
      if (attached) continue;
      Attribution a;
      a.cue = {i, according ? i + 2 : i + 3};
      a.source = source;
      a.sentence = sentence_;
      a.confidence = 0.75;
      if (i < view_.first() + kFronted) {
        std::uint32_t from = end;
        if (view_.is(from, ",")) ++from;
        a.content = {{from, view_.end_of_words()}};
      } else {
        a.content = {{clause_begin(), i}};
      }
      trim(a);
      if (!a.content.empty()) out_.push_back(std::move(a));
    }
  }

  const Document& document_;
  const StretchChains& chains_;
  std::uint32_t sentence_;
  SentenceView view_;
  std::vector<Attribution>& out_;
  std::size_t first_out_;
  std::vector<Cue> cues_;
};

}  // namespace

void read_sentence(const Document& document, const StretchChains& chains, std::uint32_t sentence, std::vector<Attribution>& out) {
  SentenceRules(document, chains, sentence, out).run();
}

}  // namespace attache::indexer
