#include "query/answer/answer.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "query/answer/days.hpp"
#include "query/answer/nothing_found.hpp"
#include "query/search/day_of.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::size_t kStatementDigits = 16;

// What of the account is of the answer as a whole.
Account account_of(const Query& query, const Findings& findings) {
  Account out;
  out.quotes = findings.listed;
  out.articles = findings.articles;
  out.passed_over = findings.passed_over;
  out.pick = query.pick;
  out.unsure = findings.unsure;
  out.min_confidence = query.min_confidence;
  out.unsure_listed = query.unsure;
  out.officials = findings.officials;
  out.officials_of = findings.officials_of;
  out.unresolved = findings.unresolved;
  out.set_aside = findings.set_aside;
  return out;
}

// And what is of its quotations one by one.
void add_listed(const Days& days, std::size_t articles, const std::map<std::string, std::uint64_t>& by_engine, const schema::Totals& totals,
                Account& out) {
  out.first = days.first;
  out.last = days.last;
  out.quoted_articles = articles;
  static_cast<Gaps&>(out) = gaps_of(totals, by_engine);
}

}  // namespace

Answer answer_question(const schema::IndexView& view, Query query, const schema::Names& names) {
  Answer out{std::move(query), {}, {}, {}, {}};
  out.findings = find_quotes(view, out.query, names);
  out.account = account_of(out.query, out.findings);
  Days days;
  std::set<std::string_view> uids;
  std::map<std::string, std::uint64_t> by_engine;
  for (const auto& hit : out.findings.hits) {
    days.add(day_of(hit.quote));
    uids.insert(hit.quote.article.uid);
    ++by_engine[hit.quote.engine];
  }
  add_listed(days, uids.size(), by_engine, view.totals, out.account);
  out.beside = nothing_found(view, out.query, out.findings, names);
  return out;
}

Answer answer_question(const schema::IndexView& view, Query query, const schema::Names& names, FoundQuotes& found) {
  Answer out{std::move(query), {}, {}, {}, {}};
  out.findings = find_quotes(view, out.query, names, found);
  out.account = account_of(out.query, out.findings);
  Days days;
  std::map<std::string, std::uint64_t> by_engine;
  for (std::size_t place = 0; place < found.size(); ++place) {
    days.add(found.day(place));
    ++by_engine[found.engine(place)];
  }
  add_listed(days, found.articles(), by_engine, view.totals, out.account);
  out.beside = nothing_found(view, out.query, out.findings, names);
  return out;
}

std::string to_text(const Account& account) {
  std::string out = fmt::format("{}, from {} of {}", counted(account.quotes, "quote"), account.quoted_articles,
                                counted(account.articles, "article"));
  if (const auto days = to_text(Days{account.first, account.last}); !days.empty()) out += ", " + days;
  const auto add = [&](auto count, const std::string& what) {
    if (count > 0) out += "; " + what;
  };
  add(account.passed_over, fmt::format("{} more that answer, not the {}", account.passed_over, account.pick == Pick::First ? "first" : "last"));
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
  return out + to_text(account.set_aside) + to_text(static_cast<const Gaps&>(account)) + ".";
}

std::string to_text(const SetAside& set_aside) {
  std::string out;
  const auto add = [&](std::uint64_t count, std::string_view where, std::string_view statuses) {
    if (count > 0) out += fmt::format("; {} more {} (--status {} lists {})", count, where, statuses, count == 1 ? "it" : "them");
  };
  add(set_aside.superseded, "in superseded versions", "superseded");
  add(set_aside.duplicates, "in second readings of the same article", "duplicate");
  add(set_aside.withdrawn, "withheld or canceled by the publisher", "withheld or canceled");
  return out;
}

std::string statement_id(const schema::StoredQuote& quote) {
  std::string key = schema::fold_phrase(quote.content);
  if (!quote.quote.speakers.empty()) {
    const auto& speaker = quote.quote.speakers.front();
    key += '\n' + (speaker.id.empty() ? schema::fold_phrase(speaker.name) : speaker.id);
  }
  auto out = schema::sha256_hex(key).substr(0, kStatementDigits);
  // "433535512e399234" of a CSV is a number to a spreadsheet: the first digit is told by a letter, 'g' for 0 to 'v' for f.
  const char digit = out.front();
  out.front() = static_cast<char>('g' + (digit <= '9' ? digit - '0' : digit - 'a' + 10));
  return out;
}

}  // namespace attache::query
