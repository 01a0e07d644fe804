#include "query/answer/speakers.hpp"

#include <fmt/format.h>

namespace attache::query {

SpeakersAnswer list_speakers(const schema::IndexView& view, const Query& query,
                             std::optional<schema::SpeakerClass> only, const schema::Names& names) {
  SpeakerTally tally(only, names);
  auto listed = query;
  listed.unsure = false;
  auto findings = each_quote(view, listed, names, [&](Hit&& hit) { tally.add(hit); });
  SpeakersAnswer out;
  out.rows = tally.rows();
  out.account = tally.account(out.rows, findings, query, view.totals);
  out.notes = std::move(findings.notes);
  return out;
}

SpeakersAnswer list_speakers(schema::ArchiveReader& archive, const Query& query,
                             std::optional<schema::SpeakerClass> only, const schema::Names& names) {
  return archive.read([&](const schema::IndexView& view) { return list_speakers(view, query, only, names); });
}

std::string to_text(const SpeakersAccount& account) {
  std::string out, classes;
  const auto add_class = [&](std::uint64_t count, std::string_view one, std::string_view many) {
    if (count > 0) classes += fmt::format("{}{} {}", classes.empty() ? ": " : ", ", count, count == 1 ? one : many);
  };
  add_class(account.people, "person", "people");
  add_class(account.offices, "office", "offices");
  add_class(account.collectives, "collective", "collectives");
  if (account.wordings > 0)
    out = fmt::format("{} of unnamed sources, which may be any number of people", counted(account.wordings, "wording"));
  else
    out = counted(account.speakers, "speaker") + classes;
  out += fmt::format("; {}, from {} of {}", counted(account.quotes, "quote"), account.quoted_articles,
                     counted(account.articles, "article"));
  if (const auto days = to_text(account.days); !days.empty()) out += ", " + days;
  const auto add = [&](std::uint64_t count, const std::string& what) {
    if (count > 0) out += "; " + what;
  };
  add(account.unnamed, fmt::format("{} more by unnamed sources (speakers --class unnamed lists their wordings)", account.unnamed));
  add(account.unsure, fmt::format("{} more where the speaker is possible but unsure, below confidence {:.2f}",
                                  account.unsure, account.min_confidence));
  add(account.unresolved, fmt::format("{} unresolved: nobody could be found for the speaker", account.unresolved));
  return out + to_text(static_cast<const Gaps&>(account)) + ".";
}

}  // namespace attache::query
