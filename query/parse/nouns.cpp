#include "query/parse/nouns.hpp"

#include <algorithm>
#include <array>

namespace attache::query {
namespace {

using schema::Act;

struct NounRow {
  std::string_view noun;
  Act act;
  VerbObject object;
};

constexpr auto kActNouns = std::to_array<NounRow>({
    {"accusation", Act::Accuses, VerbObject::Target},
    {"accusations", Act::Accuses, VerbObject::Target},
    {"allegation", Act::Accuses, VerbObject::Target},
    {"allegations", Act::Accuses, VerbObject::Target},
    {"announcement", Act::Announces, VerbObject::Subject},
    {"announcements", Act::Announces, VerbObject::Subject},
    {"apologies", Act::Apologises, VerbObject::Subject},
    {"apology", Act::Apologises, VerbObject::Subject},
    {"appeals", Act::Urges, VerbObject::Target},
    {"condemnation", Act::Condemns, VerbObject::Subject},
    {"condemnations", Act::Condemns, VerbObject::Subject},
    {"criticism", Act::Condemns, VerbObject::Subject},
    {"criticisms", Act::Condemns, VerbObject::Subject},
    {"demands", Act::Demands, VerbObject::Subject},
    {"denial", Act::Denies, VerbObject::Subject},
    {"denials", Act::Denies, VerbObject::Subject},
    {"hopes", Act::Hopes, VerbObject::Subject},
    {"pledges", Act::Promises, VerbObject::Subject},
    {"praise", Act::Praises, VerbObject::Subject},
    {"promise", Act::Promises, VerbObject::Subject},
    {"promises", Act::Promises, VerbObject::Subject},
    {"proposals", Act::Proposes, VerbObject::Subject},
    {"rejections", Act::Rejects, VerbObject::Subject},
    {"thanks", Act::Thanks, VerbObject::Target},
    {"threats", Act::Threatens, VerbObject::Target},
    {"vows", Act::Promises, VerbObject::Subject},
    {"warning", Act::Warns, VerbObject::Target},
    {"warnings", Act::Warns, VerbObject::Target},
});

}  // namespace

bool is_quote_noun(const Token& token) {
  return token.is_one_of({"quote", "quotes", "quotation", "quotations", "statement", "statements", "remark", "remarks",
                          "comment", "comments"});
}

bool is_view_noun(const Token& token) {
  return token.is_one_of({"view", "views", "opinion", "opinions", "position", "positions", "stance", "attitude",
                          "thoughts", "reaction", "reactions", "response", "responses"});
}

std::optional<Verb> act_noun(const Token& token) {
  for (const auto& row : kActNouns)
    if (token.is(row.noun)) return Verb{row.act, row.object, 1};
  return std::nullopt;
}

std::size_t pick_words(Tokens tokens, std::size_t at, Pick& pick) {
  if (at >= tokens.size()) return 0;
  if (at + 1 < tokens.size() && tokens[at].is("most") && tokens[at + 1].is("recent")) {
    pick = Pick::Last;
    return 2;
  }
  if (tokens[at].is_one_of({"first", "earliest", "oldest"}))
    pick = Pick::First;
  else if (tokens[at].is_one_of({"last", "latest", "newest"}))
    pick = Pick::Last;
  else
    return 0;
  return 1;
}

}  // namespace attache::query
