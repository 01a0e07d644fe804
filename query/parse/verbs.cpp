#include "query/parse/verbs.hpp"

#include <array>

namespace attache::query {
namespace {

using schema::Act;

struct VerbRow {
  std::array<std::string_view, 4> forms;  // base, third person, past, participle if it is another
  std::optional<Act> act;
  VerbObject object;
  std::string_view particle;  // "for" of "call for"; the row with a particle stands before the one without
};

constexpr auto kVerbs = std::to_array<VerbRow>({
    {{"say", "says", "said", ""}, {}, VerbObject::Nothing, ""},
    {{"tell", "tells", "told", ""}, {}, VerbObject::Audience, ""},
    {{"speak", "speaks", "spoke", "spoken"}, {}, VerbObject::Nothing, ""},
    {{"talk", "talks", "talked", ""}, {}, VerbObject::Nothing, ""},
    {{"comment", "comments", "commented", ""}, {}, VerbObject::Nothing, ""},
    {{"remark", "remarks", "remarked", ""}, {}, VerbObject::Nothing, ""},
    {{"respond", "responds", "responded", ""}, {}, VerbObject::Subject, ""},
    {{"reply", "replies", "replied", ""}, {}, VerbObject::Nothing, ""},
    {{"write", "writes", "wrote", "written"}, {}, VerbObject::Nothing, ""},
    {{"think", "thinks", "thought", ""}, {}, VerbObject::Nothing, ""},
    {{"react", "reacts", "reacted", ""}, {}, VerbObject::Subject, ""},
    {{"mention", "mentions", "mentioned", ""}, {}, VerbObject::Subject, ""},
    {{"claim", "claims", "claimed", ""}, {}, VerbObject::Subject, ""},
    {{"insist", "insists", "insisted", ""}, {}, VerbObject::Subject, ""},
    {{"argue", "argues", "argued", ""}, {}, VerbObject::Subject, ""},
    {{"suggest", "suggests", "suggested", ""}, {}, VerbObject::Subject, ""},
    {{"explain", "explains", "explained", ""}, {}, VerbObject::Subject, ""},
    {{"admit", "admits", "admitted", ""}, {}, VerbObject::Subject, ""},
    {{"confirm", "confirms", "confirmed", ""}, {}, VerbObject::Subject, ""},
    {{"declare", "declares", "declared", ""}, {}, VerbObject::Subject, ""},
    {{"stress", "stresses", "stressed", ""}, {}, VerbObject::Subject, ""},
    {{"accuse", "accuses", "accused", ""}, Act::Accuses, VerbObject::Target, ""},
    {{"blame", "blames", "blamed", ""}, Act::Accuses, VerbObject::Target, ""},
    {{"urge", "urges", "urged", ""}, Act::Urges, VerbObject::Target, ""},
    {{"call", "calls", "called", ""}, {}, VerbObject::CalledFor, "for"},
    {{"call", "calls", "called", ""}, Act::Urges, VerbObject::Target, "on"},
    {{"call", "calls", "called", ""}, Act::Urges, VerbObject::Target, "upon"},
    {{"warn", "warns", "warned", ""}, Act::Warns, VerbObject::Target, ""},
    {{"ask", "asks", "asked", ""}, Act::Asks, VerbObject::Target, ""},
    {{"threaten", "threatens", "threatened", ""}, Act::Threatens, VerbObject::Target, ""},
    {{"thank", "thanks", "thanked", ""}, Act::Thanks, VerbObject::Target, ""},
    {{"praise", "praises", "praised", ""}, Act::Praises, VerbObject::Subject, ""},
    {{"hail", "hails", "hailed", ""}, Act::Praises, VerbObject::Subject, ""},
    {{"condemn", "condemns", "condemned", ""}, Act::Condemns, VerbObject::Subject, ""},
    {{"denounce", "denounces", "denounced", ""}, Act::Condemns, VerbObject::Subject, ""},
    {{"criticise", "criticises", "criticised", ""}, Act::Condemns, VerbObject::Subject, ""},
    {{"criticize", "criticizes", "criticized", ""}, Act::Condemns, VerbObject::Subject, ""},
    {{"deny", "denies", "denied", ""}, Act::Denies, VerbObject::Subject, ""},
    {{"reject", "rejects", "rejected", ""}, Act::Rejects, VerbObject::Subject, ""},
    {{"dismiss", "dismisses", "dismissed", ""}, Act::Rejects, VerbObject::Subject, ""},
    {{"rule", "rules", "ruled", ""}, Act::Rejects, VerbObject::Subject, "out"},
    {{"decline", "declines", "declined", ""}, Act::Declines, VerbObject::Subject, ""},
    {{"refuse", "refuses", "refused", ""}, Act::Declines, VerbObject::Subject, ""},
    {{"welcome", "welcomes", "welcomed", ""}, Act::Welcomes, VerbObject::Subject, ""},
    {{"announce", "announces", "announced", ""}, Act::Announces, VerbObject::Subject, ""},
    {{"promise", "promises", "promised", ""}, Act::Promises, VerbObject::Subject, ""},
    {{"pledge", "pledges", "pledged", ""}, Act::Promises, VerbObject::Subject, ""},
    {{"vow", "vows", "vowed", ""}, Act::Promises, VerbObject::Subject, ""},
    {{"demand", "demands", "demanded", ""}, Act::Demands, VerbObject::Subject, ""},
    {{"propose", "proposes", "proposed", ""}, Act::Proposes, VerbObject::Subject, ""},
    {{"agree", "agrees", "agreed", ""}, Act::Agrees, VerbObject::Subject, ""},
    {{"hope", "hopes", "hoped", ""}, Act::Hopes, VerbObject::Subject, ""},
    {{"apologise", "apologises", "apologised", ""}, Act::Apologises, VerbObject::Subject, ""},
    {{"apologize", "apologizes", "apologized", ""}, Act::Apologises, VerbObject::Subject, ""},
    {{"state", "states", "stated", ""}, {}, VerbObject::Nothing, ""},
});

}  // namespace

std::optional<Verb> verb_at(Tokens tokens, std::size_t at) {
  if (at >= tokens.size() || tokens[at].folded.empty()) return std::nullopt;
  for (const auto& row : kVerbs) {
    bool met = false;
    for (auto form : row.forms) met = met || (!form.empty() && tokens[at].is(form));
    if (!met) continue;
    if (row.particle.empty()) return Verb{row.act, row.object, 1};
    if (at + 1 < tokens.size() && tokens[at + 1].is(row.particle)) return Verb{row.act, row.object, 2};
  }
  return std::nullopt;
}

}  // namespace attache::query
