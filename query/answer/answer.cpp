#include "query/answer/answer.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "query/search/day_of.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::size_t kStatementDigits = 16;

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// An engine's name is its kind and a number ("careful-4"): those of one kind replace each other, kinds stand side by side.
std::pair<std::string_view, std::string_view> kind_and_number(std::string_view engine) {
  const std::size_t dash = engine.rfind('-');
  return dash == std::string_view::npos ? std::pair(engine, std::string_view()) : std::pair(engine.substr(0, dash), engine.substr(dash + 1));
}

// Those of the archive's engines that have a newer one of their kind beside them.
std::set<std::string_view> older_engines(const schema::Totals& totals) {
  std::set<std::string_view> out;
  for (const auto& engine : totals.engines) {
    const auto [kind, number] = kind_and_number(engine.name);
    for (const auto& other : totals.engines) {
      const auto [other_kind, other_number] = kind_and_number(other.name);
      if (other_kind == kind && std::pair(other_number.size(), other_number) > std::pair(number.size(), number)) out.insert(engine.name);
    }
  }
  return out;
}

Account account_of(const Query& query, const Findings& findings, const schema::Totals& totals) {
  Account out;
  out.quotes = findings.hits.size();
  out.articles = findings.articles;
  out.unsure = findings.unsure;
  out.min_confidence = query.min_confidence;
  out.unsure_listed = query.unsure;
  out.officials = findings.officials;
  out.officials_of = findings.officials_of;
  out.unresolved = findings.unresolved;
  out.unread = totals.unread_inputs;
  out.unindexed = totals.unindexed_articles;
  std::set<std::string_view> uids;
  for (const auto& hit : findings.hits) {
    uids.insert(hit.quote.article.uid);
    const auto day = day_of(hit.quote);
    if (!day) continue;
    out.first = out.first ? std::min(*out.first, *day) : *day;
    out.last = out.last ? std::max(*out.last, *day) : *day;
  }
  out.quoted_articles = uids.size();
  for (const auto& language : totals.languages)
    if (!language.name.empty() && language.name != "en") out.other_languages += language.count;
  const auto older = older_engines(totals);
  for (const auto& hit : findings.hits) out.older_engine += older.contains(hit.quote.engine);
  return out;
}

}  // namespace

Answer answer_question(schema::ArchiveReader& archive, Query query, const schema::Names& names) {
  return archive.read([&](const schema::IndexView& view) {
    auto findings = find_quotes(view, query, names);
    auto account = account_of(query, findings, view.totals);
    return Answer{query, std::move(findings), std::move(account)};
  });
}

std::string to_text(const Account& account) {
  std::string out = fmt::format("{}, from {} of {}", counted(account.quotes, "quote"), account.quoted_articles,
                                counted(account.articles, "article"));
  if (account.first && *account.first == *account.last) out += fmt::format(", {}", to_string(*account.first));
  if (account.first && *account.first != *account.last)
    out += fmt::format(", {} to {}", to_string(*account.first), to_string(*account.last));
  const auto add = [&](auto count, const std::string& what) {
    if (count > 0) out += "; " + what;
  };
  const auto number = [](std::int64_t count) { return static_cast<std::uint64_t>(count); };
  if (account.unsure_listed)
    add(account.unsure,
        fmt::format("{} more at or above confidence {:.2f} not listed", account.unsure, account.min_confidence));
  else
    add(account.unsure, fmt::format("{} more where the speaker is possible but unsure, below confidence {:.2f} "
                                    "(--unsure lists {})",
                                    account.unsure, account.min_confidence, account.unsure == 1 ? "it" : "them"));
  add(account.officials, fmt::format("{} more by officials of {} (\"by officials of …\" lists {})", account.officials,
                                     account.officials_of, account.officials == 1 ? "it" : "them"));
  add(account.unresolved, fmt::format("{} unresolved: nobody could be found for the speaker", account.unresolved));
  add(account.unread, fmt::format("{} that could not be read", counted(number(account.unread), "file")));
  add(account.unindexed, fmt::format("{} saved but not yet searchable", counted(number(account.unindexed), "article")));
  add(account.other_languages, fmt::format("{} in languages whose quotations are not read",
                                           counted(number(account.other_languages), "article")));
  add(account.older_engine, fmt::format("{} made by an older engine", counted(account.older_engine, "quote")));
  return out + ".";
}

std::string statement_id(const schema::StoredQuote& quote) {
  std::string key = schema::fold_phrase(quote.content);
  if (!quote.quote.speakers.empty()) {
    const auto& speaker = quote.quote.speakers.front();
    key += '\n' + (speaker.id.empty() ? schema::fold_phrase(speaker.name) : speaker.id);
  }
  return schema::sha256_hex(key).substr(0, kStatementDigits);
}

}  // namespace attache::query
