#include "indexer/quotes/cues.hpp"

#include <array>
#include <string>
#include <unordered_map>

namespace attache::indexer {
namespace {

using schema::Act;

constexpr auto C = static_cast<std::uint16_t>(Frame::Clause);
constexpr auto H = static_cast<std::uint16_t>(Frame::HearerClause);
constexpr auto X = static_cast<std::uint16_t>(Frame::Command);
constexpr auto I = static_cast<std::uint16_t>(Frame::Infinitive);
constexpr auto T = static_cast<std::uint16_t>(Frame::Target);
constexpr auto O = static_cast<std::uint16_t>(Frame::Object);
constexpr auto A = static_cast<std::uint16_t>(Frame::As);
constexpr auto F = static_cast<std::uint16_t>(Frame::For);
constexpr auto N = static_cast<std::uint16_t>(Frame::On);
constexpr auto G = static_cast<std::uint16_t>(Frame::Tag);
constexpr auto W = static_cast<std::uint16_t>(Frame::That);

// `past` is empty for regular verbs; their forms follow from the spelling.
struct Row {
  CueVerb verb;
  std::string_view past;
};

constexpr Row kVerbs[] = {
    {{"say", Act::Says, C, false}, "said"},
    {{"tell", Act::Says, H | Frame::Command, false}, "told"},
    {{"add", Act::Says, C, false}, ""},
    {{"note", Act::Says, C, true}, ""},
    {{"state", Act::Says, C, true}, ""},
    {{"write", Act::Says, C, false}, "wrote"},
    {{"tweet", Act::Says, C, true}, ""},
    {{"post", Act::Says, G, true}, ""},
    {{"remark", Act::Says, C, true}, ""},
    {{"observe", Act::Says, C, false}, ""},
    {{"comment", Act::Says, C, true}, ""},
    {{"explain", Act::Says, C, false}, ""},
    {{"clarify", Act::Says, C, false}, "clarified"},
    {{"recall", Act::Says, C, false}, ""},
    {{"recount", Act::Says, C, false}, ""},
    {{"remind", Act::Says, C | Frame::HearerClause, false}, ""},
    {{"inform", Act::Says, H, false}, ""},
    {{"notify", Act::Says, H, false}, "notified"},
    {{"brief", Act::Says, H, true}, ""},
    {{"assure", Act::Promises, H, false}, ""},
    {{"reassure", Act::Promises, H, false}, ""},
    {{"declare", Act::Says, C, false}, ""},
    {{"announce", Act::Announces, C | Frame::Object, false}, ""},
    {{"reveal", Act::Says, C, false}, ""},
    {{"disclose", Act::Says, C, false}, ""},
    {{"report", Act::Says, C, true}, ""},
    {{"confirm", Act::Says, C, false}, ""},
    {{"reiterate", Act::Says, C, false}, ""},
    {{"repeat", Act::Says, C, false}, ""},
    {{"emphasise", Act::Says, C, false}, ""},
    {{"emphasize", Act::Says, C, false}, ""},
    {{"stress", Act::Says, C, true}, ""},
    {{"underline", Act::Says, C, false}, ""},
    {{"underscore", Act::Says, C, false}, ""},
    {{"highlight", Act::Says, C, true}, ""},
    {{"insist", Act::Says, C, false}, ""},
    {{"assert", Act::Says, C, false}, ""},
    {{"maintain", Act::Says, C, false}, ""},
    {{"contend", Act::Says, C, false}, ""},
    {{"argue", Act::Says, C, false}, ""},
    {{"claim", Act::Says, C, true}, ""},
    {{"allege", Act::Says, C, false}, ""},
    {{"suggest", Act::Says, C, false}, ""},
    {{"hint", Act::Says, C, true}, ""},
    {{"indicate", Act::Says, C, false}, ""},
    {{"imply", Act::Says, C, false}, "implied"},
    {{"acknowledge", Act::Says, C, false}, ""},
    {{"admit", Act::Says, C, false}, "admitted"},
    {{"concede", Act::Says, C, false}, ""},
    {{"confess", Act::Says, C, false}, ""},
    {{"conclude", Act::Says, C, false}, ""},
    {{"estimate", Act::Says, C, true}, ""},
    {{"predict", Act::Says, C, false}, ""},
    {{"forecast", Act::Says, C, true}, "forecast"},
    {{"complain", Act::Says, C, false}, ""},
    {{"lament", Act::Says, C, false}, ""},
    {{"joke", Act::Says, C, true}, ""},
    {{"quip", Act::Says, C, false}, "quipped"},
    {{"testify", Act::Says, C, false}, "testified"},
    {{"object", Act::Rejects, C, true}, ""},
    {{"counter", Act::Says, C, true}, ""},
    {{"retort", Act::Says, C, false}, ""},
    {{"reply", Act::Says, C, true}, "replied"},
    {{"respond", Act::Says, C, false}, ""},
    {{"answer", Act::Says, G | Frame::That, true}, ""},
    {{"rule", Act::Says, W, true}, ""},
    {{"find", Act::Says, W, false}, "found"},
    {{"show", Act::Says, W, true}, ""},
    {{"continue", Act::Says, G, false}, ""},
    {{"exclaim", Act::Says, G, false}, ""},
    {{"shout", Act::Says, G, true}, ""},
    {{"chant", Act::Says, G, true}, ""},
    {{"describe", Act::Says, A, false}, ""},
    {{"characterise", Act::Says, A, false}, ""},
    {{"characterize", Act::Says, A, false}, ""},
    {{"portray", Act::Says, A, false}, ""},
    {{"brand", Act::Condemns, A, true}, ""},
    {{"denounce", Act::Condemns, O | Frame::As, false}, ""},
    {{"condemn", Act::Condemns, O, false}, ""},
    {{"deplore", Act::Condemns, O, false}, ""},
    {{"decry", Act::Condemns, O, false}, "decried"},
    {{"criticise", Act::Condemns, O, false}, ""},
    {{"criticize", Act::Condemns, O, false}, ""},
    {{"blame", Act::Accuses, O, true}, ""},
    {{"accuse", Act::Accuses, T, false}, ""},
    {{"deny", Act::Denies, C | Frame::Object, false}, "denied"},
    {{"reject", Act::Rejects, O, false}, ""},
    {{"dismiss", Act::Rejects, O, false}, ""},
    {{"rebuff", Act::Rejects, O, false}, ""},
    {{"refute", Act::Denies, O, false}, ""},
    {{"doubt", Act::Says, C, true}, ""},
    {{"question", Act::Says, O, true}, ""},
    {{"welcome", Act::Welcomes, O, true}, ""},
    {{"hail", Act::Welcomes, O, false}, ""},
    {{"applaud", Act::Praises, O, false}, ""},
    {{"praise", Act::Praises, O, true}, ""},
    {{"laud", Act::Praises, O, false}, ""},
    {{"thank", Act::Thanks, O, false}, ""},
    {{"congratulate", Act::Praises, O, false}, ""},
    {{"apologise", Act::Apologises, F, false}, ""},
    {{"apologize", Act::Apologises, F, false}, ""},
    {{"warn", Act::Warns, C | Frame::HearerClause | Frame::Object | Frame::Command, false}, ""},
    {{"caution", Act::Warns, C | Frame::HearerClause, true}, ""},
    {{"threaten", Act::Threatens, I, false}, ""},
    {{"urge", Act::Urges, X | Frame::Object, true}, ""},
    {{"ask", Act::Asks, X | Frame::Clause | Frame::For, false}, ""},
    {{"beg", Act::Asks, X, false}, "begged"},
    {{"implore", Act::Urges, X, false}, ""},
    {{"exhort", Act::Urges, X, false}, ""},
    {{"encourage", Act::Urges, X, false}, ""},
    {{"invite", Act::Asks, X, false}, ""},
    {{"order", Act::Demands, X, true}, ""},
    {{"instruct", Act::Demands, X, false}, ""},
    {{"demand", Act::Demands, C | Frame::Object, true}, ""},
    {{"request", Act::Asks, C | Frame::Object, true}, ""},
    {{"call", Act::Urges, F | Frame::On | Frame::As, true}, ""},
    {{"appeal", Act::Urges, F | Frame::On, true}, ""},
    {{"press", Act::Urges, F, true}, ""},
    {{"advocate", Act::Urges, O, true}, ""},
    {{"recommend", Act::Proposes, C | Frame::Object, false}, ""},
    {{"propose", Act::Proposes, C | Frame::Infinitive | Frame::Object, false}, ""},
    {{"offer", Act::Proposes, I, true}, ""},
    {{"promise", Act::Promises, C | Frame::Infinitive | Frame::Object, true}, ""},
    {{"pledge", Act::Promises, C | Frame::Infinitive | Frame::Object, true}, ""},
    {{"vow", Act::Promises, C | Frame::Infinitive, true}, ""},
    {{"swear", Act::Promises, C | Frame::Infinitive, false}, "swore"},
    {{"agree", Act::Agrees, C | Frame::Infinitive, false}, ""},
    {{"refuse", Act::Declines, I, true}, ""},
    {{"decline", Act::Declines, I, true}, ""},
    {{"hope", Act::Hopes, C | Frame::Infinitive, true}, ""},
    {{"wonder", Act::Asks, C, true}, ""},
    {{"inquire", Act::Asks, C, false}, ""},
};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string past_of(const Row& row) {
  if (!row.past.empty()) return std::string(row.past);
  std::string form(row.verb.lemma);
  return form + (form.ends_with('e') ? "d" : "ed");
}

std::string third_of(std::string_view lemma) {
  std::string form(lemma);
  if (form.ends_with('y') && !is_vowel(form[form.size() - 2])) return form.substr(0, form.size() - 1) + "ies";
  return form + (form.ends_with("ss") || form.ends_with("sh") || form.ends_with("ch") ? "es" : "s");
}

std::string participle_of(const Row& row) {
  std::string form(row.verb.lemma);
  if (form.ends_with('e')) return form.substr(0, form.size() - 1) + "ing";
  // "admitted", "begged" double their last letter; so does the participle.
  if (row.past.size() == form.size() + 3 && row.past.starts_with(form)) return form + form.back() + "ing";
  return form + "ing";
}

const std::unordered_map<std::string, CueHit>& forms() {
  static const std::unordered_map<std::string, CueHit> map = [] {
    std::unordered_map<std::string, CueHit> out;
    for (const auto& row : kVerbs) {
      out.emplace(std::string(row.verb.lemma), CueHit{&row.verb, VerbForm::Base});
      out.emplace(third_of(row.verb.lemma), CueHit{&row.verb, VerbForm::Third});
      out.insert_or_assign(past_of(row), CueHit{&row.verb, VerbForm::Past});
      out.emplace(participle_of(row), CueHit{&row.verb, VerbForm::Participle});
    }
    return out;
  }();
  return map;
}

constexpr std::array<schema::NamedValue<Act>, 18> kNouns{{
    {Act::Says, "comment"},       {Act::Says, "claim"},      {Act::Says, "statement"},   {Act::Says, "remark"},
    {Act::Warns, "warning"},      {Act::Says, "assertion"},  {Act::Accuses, "allegation"}, {Act::Announces, "announcement"},
    {Act::Promises, "promise"},   {Act::Promises, "pledge"}, {Act::Demands, "demand"},   {Act::Accuses, "accusation"},
    {Act::Accuses, "charge"},     {Act::Says, "suggestion"}, {Act::Promises, "assurance"}, {Act::Says, "argument"},
    {Act::Says, "insistence"},    {Act::Says, "comments"}}};

}  // namespace

std::optional<CueHit> find_cue(std::string_view folded) {
  const auto& map = forms();
  const auto found = map.find(std::string(folded));
  if (found == map.end()) return std::nullopt;
  return found->second;
}

std::optional<schema::Act> find_cue_noun(std::string_view folded) { return schema::value_of(kNouns, folded); }

}  // namespace attache::indexer
