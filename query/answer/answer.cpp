#include "query/answer/answer.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::size_t kStatementDigits = 16;

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

Account account_of(const Query& query, const Findings& findings, const schema::Totals& totals) {
  Account out;
  out.quotes = findings.hits.size();
  out.articles = findings.articles;
  out.unsure = findings.unsure;
  out.min_confidence = query.min_confidence;
  out.unsure_listed = query.unsure;
  out.unresolved = findings.unresolved;
  out.unread = totals.unread_inputs;
  out.unindexed = totals.unindexed_articles;
  std::set<std::string_view> uids;
  for (const auto& hit : findings.hits) {
    const auto& article = hit.quote.article;
    uids.insert(article.uid);
    const auto day = article.published ? article.published : article.updated;
    if (!day) continue;
    out.first = out.first ? std::min(*out.first, *day) : *day;
    out.last = out.last ? std::max(*out.last, *day) : *day;
  }
  out.quoted_articles = uids.size();
  for (const auto& language : totals.languages)
    if (!language.name.empty() && language.name != "en") out.other_languages += language.count;
  const auto newest = std::max_element(totals.engines.begin(), totals.engines.end(),
                                       [](const auto& a, const auto& b) { return a.name < b.name; });
  for (const auto& engine : totals.engines)
    if (engine.name != newest->name) out.older_engines.push_back(engine);
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
  if (account.unsure_listed)
    add(account.unsure,
        fmt::format("{} more at or above confidence {:.2f} not listed", account.unsure, account.min_confidence));
  else
    add(account.unsure, fmt::format("{} more unsure, below confidence {:.2f} (--unsure lists them)", account.unsure,
                                    account.min_confidence));
  add(account.unresolved,
      fmt::format("{} in these articles of a speaker nobody could be found for", account.unresolved));
  add(account.unread,
      fmt::format("{} could not be read", counted(static_cast<std::uint64_t>(account.unread), "input")));
  add(account.unindexed, fmt::format("{} saved but not yet searchable",
                                     counted(static_cast<std::uint64_t>(account.unindexed), "article")));
  add(account.other_languages,
      fmt::format("{} in languages whose quotations are not read",
                  counted(static_cast<std::uint64_t>(account.other_languages), "article")));
  for (const auto& engine : account.older_engines)
    add(engine.count, fmt::format("{} read by the older engine {}",
                                  counted(static_cast<std::uint64_t>(engine.count), "article"), engine.name));
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
