#include "indexer/quotes/cue_finder.hpp"

#include <algorithm>

#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::Factuality;

bool is_be(std::string_view word) {
  return word == "was" || word == "were" || word == "is" || word == "are" || word == "been" || word == "be" || word == "being" ||
         word == "'s";
}

class CueFinder {
 public:
  explicit CueFinder(const SentenceView& view) : view_(view) {}

  std::vector<Cue> run() {
    collect();
    attitudes();
    std::sort(cues_.begin(), cues_.end(), [](const Cue& l, const Cue& r) { return l.token < r.token; });
    return std::move(cues_);
  }

 private:
  void collect() {
    for (std::uint32_t i = view_.first(); i < view_.last(); ++i) {
      if (view_.quoted(i) || view_.at(i).kind != TokenKind::Word) continue;
      if (view_.at(i).capitalised && i != view_.first()) continue;
      const auto hit = find_cue(view_.at(i).folded);
      if (!hit) continue;
      Cue cue;
      cue.hit = *hit;
      cue.token = i;
      cue.group = view_.verb_group_begin(i);
      if (is_verb(cue) && find_subject(cue)) cues_.push_back(cue);
    }
  }

  // "is convinced that", "remains confident that": an attitude made known.
  void attitudes() {
    static const WordSet adjectives("convinced confident certain sure adamant hopeful optimistic");
    for (std::uint32_t i = view_.first(); i + 1 < view_.last(); ++i) {
      if (view_.quoted(i) || !adjectives.has(view_.at(i).folded) || !view_.is(i + 1, "that")) continue;
      Cue cue;
      cue.hit = {find_cue("say")->verb, VerbForm::Past};
      cue.token = i;
      cue.group = view_.verb_group_begin(i);
      if (cue.group == i || cue.group == view_.first()) continue;
      const auto subject = view_.subject_before(i);
      if (!subject) continue;
      cue.source = *subject;
      cues_.push_back(cue);
    }
  }

  // Determiners that are also subjects of their own: "Another said …", "all agreed".
  static bool pronominal(std::string_view word) {
    return word == "that" || word == "all" || word == "another" || word == "some" || word == "many" || word == "most" ||
           word == "both" || word == "one" || word == "few" || word == "several";
  }

  // Behind a form that may be a noun ("two former states, …", "claims of fraud") something must follow that a verb takes.
  bool takes_content(std::uint32_t i) const {
    if (i == view_.first() || !view_.inside(i + 1)) return false;
    if (view_.quoted(i + 1) || view_.quoted(i - 1) || view_.is(i + 1, ":")) return true;
    const std::string_view next = view_.at(i + 1).folded;
    return view_.is_word(i + 1) && !conjunctions().has(next) && !auxiliaries().has(next) && next != "of" && next != "in" && next != "by" &&
           next != "about" && next != "against" && next != "from";
  }

  bool is_verb(Cue& cue) const {
    const std::uint32_t i = cue.token;
    const std::string_view previous = before(i);
    const bool used_to = previous == "to" && cue.group + 1 < i;  // "used to say", "went on to say"
    if (prepositions().has(previous) && !used_to) return false;
    if (determiners().has(previous) && !pronominal(previous)) return false;
    if (previous == "'s") return false;
    bool passive = false;
    for (std::uint32_t k = cue.group; k < i; ++k) {
      const std::string_view word = view_.at(k).folded;
      if (word == "never" || word == "not" || word.ends_with("n't") || word.ends_with("n’t")) cue.factuality = Factuality::NotSaid;
      if ((modals().has(word) || expectations().has(word)) && cue.factuality == Factuality::Said) cue.factuality = Factuality::Expected;
      passive = passive || is_be(word);
    }
    switch (cue.hit.form) {
      case VerbForm::Past:
        return !passive && !view_.is(i + 1, "by");
      case VerbForm::Participle:
        return passive || i == cue.group;
      case VerbForm::Base:
      case VerbForm::Third:
        if (used_to) return true;
        return !passive && !(cue.hit.verb->also_noun && !takes_content(i));
    }
    return false;
  }

  bool find_subject(Cue& cue) {
    const std::uint32_t i = cue.token;
    const std::string_view left = before(cue.group);
    const bool after_mark = cue.group > view_.first() && view_.at(cue.group - 1).kind == TokenKind::CloseQuote;
    const bool at_clause = left == "," || after_mark;
    // “…,” said Mr Lavrov
    if (at_clause && cue.hit.form != VerbForm::Participle &&
        (cue.hit.verb->has(Frame::Clause) || cue.hit.verb->has(Frame::Tag))) {
      if (const auto subject = view_.subject_after(i + 1); subject && (after_mark || is_tag_end(subject->last))) {
        cue.source = *subject;
        cue.inverted = true;
        return true;
      }
    }
    if (cue.hit.form == VerbForm::Participle && cue.group == i) {
      const bool linked = at_clause || left == "and" || left == "by" || left == "-" || left == "--" || left == "–" || left == "—";
      if (!linked) return false;
      return inherit(cue);
    }
    if (left == "and" || left == "but") {
      if (cue.hit.form == VerbForm::Base && (cues_.empty() || cues_.back().hit.form != VerbForm::Base)) return false;
      return inherit(cue);
    }
    if (const auto subject = view_.subject_before(i)) {
      cue.source = *subject;
      const bool plural_needed = cue.hit.form == VerbForm::Base && before(i) != "to";
      if (plural_needed && cue.factuality == Factuality::Said && !may_be_plural(view_, *subject)) return false;
      // "said he hoped …", "proposed they all write …": the pronoun's verb is part of what was said.
      if (!cues_.empty() && subject->size() == 1 && subject_pronouns().has(view_.at(subject->first).folded) &&
          (subject->first == cues_.back().token + 1 || (subject->first == cues_.back().token + 2 && before(subject->first) == "that") ||
           (plural_needed && before(subject->first) != "," && before(subject->first) != "and")))
        return false;
      return true;
    }
    if (left == "," && cue.hit.form == VerbForm::Past) return inherit(cue);
    return false;
  }

  bool inherit(Cue& cue) const {
    if (!cues_.empty()) {
      cue.source = cues_.back().source;
      cue.inherits = true;
      return true;
    }
    if (const auto subject = view_.main_subject(cue.group)) {
      cue.source = *subject;
      return true;
    }
    return false;
  }

  // Behind an inverted subject the clause ends or an adverbial follows; otherwise the "subject" is the verb's object.
  bool is_tag_end(std::uint32_t i) const {
    if (!view_.inside(i) || !view_.is_word(i)) return true;
    const std::string_view word = view_.at(i).folded;
    return prepositions().has(word) || time_words().has(word) || subordinators().has(word) || is_adverb(word);
  }

  std::string_view before(std::uint32_t i) const { return word_before(view_, i); }

  const SentenceView& view_;
  std::vector<Cue> cues_;
};

}  // namespace

std::vector<Cue> cues_of(const SentenceView& view) { return CueFinder(view).run(); }

bool may_be_plural(const SentenceView& view, TokenRange subject) {
  for (std::uint32_t i = subject.first; i < subject.last; ++i) {
    const std::string_view word = view.at(i).folded;
    if (group_nouns().has(word) || word == "they" || word == "we" || word == "i" || word == "and" || word == "police" ||
        word == "some" || word == "many" || word == "others" || word == "who")
      return true;
  }
  const bool plain_start = subject.size() == 1 && subject.first == view.first();  // "Rules ask for …"
  return view.at(subject.last - 1).folded.ends_with('s') && !plain_start;
}

std::string_view word_before(const SentenceView& view, std::uint32_t i) {
  return i > view.first() ? std::string_view(view.at(i - 1).folded) : std::string_view();
}

}  // namespace attache::indexer
