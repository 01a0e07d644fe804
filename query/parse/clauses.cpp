#include "query/parse/clauses.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/parse/days.hpp"
#include "query/parse/question.hpp"
#include "query/parse/subject.hpp"
#include "query/parse/verbs.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Names;

constexpr std::string_view kAbout[] = {"about", "on", "regarding", "concerning", "mentioning", "against", "over"};
constexpr std::string_view kBy[] = {"by", "from"};
constexpr std::string_view kSays[] = {"say", "says", "said", "saying", "tell", "tells", "told", "speak", "spoke", "speaks",
                                      "spoken", "write", "wrote", "writes", "claim", "claimed", "announce", "announced"};
constexpr std::size_t kMostCuts = 64;       // places of a question at which a clause of time may end
constexpr std::size_t kLongestOutlet = 6;   // words of its name

// Media that reports say something was said on.
constexpr auto kMedia = std::to_array<std::string_view>(
    {"bluesky", "facebook", "instagram", "linkedin", "mastodon", "radio", "social media", "state radio", "state television",
     "state tv", "telegram", "television", "tiktok", "truth social", "tv", "twitter", "viber", "vkontakte", "weibo", "whatsapp",
     "youtube"});

// Occasions that reports say something was said at.
constexpr auto kOccasions = std::to_array<std::string_view>(
    {"address", "article", "book", "briefing", "interview", "letter", "memoirs", "message", "news conference", "note",
     "press conference", "press release", "speech", "statement", "telegram", "tweet"});

// Words that could be taken for a place behind "in".
bool is_no_place(const Token& token) {
  return token.is_one_of({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                          "november", "december", "spring", "summer", "autumn", "winter", "fall", "english", "russian"});
}

bool has_capital(Tokens tokens) {
  return std::any_of(tokens.list.begin(), tokens.list.end(), [](const Token& token) { return token.capital; });
}

// The words of `list` that begin at tokens[at]: the longest entry's number of tokens; 0 for none.
template <std::size_t N>
std::size_t one_of_at(const std::array<std::string_view, N>& list, Tokens tokens, std::size_t at) {
  for (std::size_t count : {2u, 1u}) {
    if (at + count > tokens.size()) continue;
    std::string words = tokens[at].folded;
    if (count == 2) words += ' ' + tokens[at + 1].folded;
    if (std::find(list.begin(), list.end(), words) != list.end()) return count;
  }
  return 0;
}

bool ends_clause(Tokens tokens, std::size_t at) {
  return at >= tokens.size() || tokens[at].is_one_of(kAbout) || tokens[at].is_one_of(kBy) ||
         tokens[at].is_one_of({"to", "in", "at", "and", "but", "not", "that", "or"});
}

}  // namespace

void Clauses::cut(std::size_t begin, std::size_t end) {
  tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(begin), tokens_.begin() + static_cast<std::ptrdiff_t>(end));
}

void Clauses::take_time(schema::Date today, Query& query) {
  // At the end, and before what begins another clause: "by Dorrin since 2020 about the dam".
  std::vector<std::size_t> ends{tokens_.size()};
  for (std::size_t at = 2; at < tokens_.size() && ends.size() < kMostCuts; ++at)
    if (tokens_[at].is_one_of(kBy) || tokens_[at].is_one_of({"about", "on", "regarding", "concerning", "to", "but", "not", "except", "excluding"}))
      ends.push_back(at);
  std::sort(ends.rbegin(), ends.rend());
  std::size_t left = tokens_.size();  // what stands before the clause cut last
  for (const auto end : ends) {
    if (end > left) continue;
    auto front = tokens().until(end);
    const auto period = take_period(front, today);
    if (period.since) query.since = query.since ? std::max(*query.since, *period.since) : *period.since;
    if (period.until) query.until = query.until ? std::min(*query.until, *period.until) : *period.until;
    left = front.size();
    if (left < end) cut(left, end);
  }
}

// Reads "… | not about Y" and the like at `at`.
bool Clauses::take_exclusion_at(std::size_t at, const Names& names, Query& query) {
  const auto all = tokens();
  std::size_t name = at;
  bool but = false, sure = false;  // sure: no "not" that could belong to a sentence
  if (all[name].is("but") || all[name].is("and")) but = all[name++].is("but");
  if (name >= all.size()) return false;
  if (all[name].is("not"))
    ++name;
  else if (all[name].is_one_of({"except", "excluding", "without"}))
    sure = true, ++name;
  else if (all[name].is("other") && name + 1 < all.size() && all[name + 1].is("than"))
    sure = true, name += 2;
  else if (!but || at == 0 || !all[at - 1].is_one_of({"anyone", "anybody", "everyone", "everybody", "all"}))
    return false;
  else
    sure = true;
  if (name < all.size() && all[name].is("for")) ++name;
  if (name >= all.size()) return false;
  // What is excluded: by its preposition, else by the clause it follows.
  const bool by = all[name].is_one_of(kBy), about = all[name].is_one_of({"about", "on", "regarding", "concerning"});
  const auto front = all.until(at);
  std::size_t last_by = 0, last_about = 0;  // places counted from 1
  for (std::size_t i = 0; i < front.size(); ++i) {
    if (front[i].is_one_of(kBy)) last_by = i + 1;
    if (front[i].is_one_of({"about", "on", "regarding", "concerning"})) last_about = i + 1;
  }
  if (!by && !about && !but && !sure && !all[at].comma_before) return false;
  const bool who = front[0].is("who");  // "who denied troops but not X"
  if (!by && !about && last_by == last_about && !sure && !(but && who)) return false;
  const bool subject = about || (!by && last_about > last_by);
  if (by || about) ++name;
  const auto end = subject ? all.find({"by", "from", "but"}, name) : all.find({"about", "on", "regarding", "concerning", "to", "but"}, name);
  const auto named = all.from(name).until(end - name);
  if (named.empty() || named.size() > kMaxNameWords) return false;
  if (by && named[0].is_one_of({"anyone", "anybody", "others"}) && (named.size() == 1 || named[1].is("else"))) {
    cut(at, end);  // "by X and not by anyone else" says nothing more
    return true;
  }
  if (subject) {
    const auto one = joined_subject_of(named, names, query.notes);
    if (is_empty(one)) return false;
    // "neither about X nor Y": each of them is excluded.
    for (const auto* each : single_subjects(one)) query.not_about.push_back(*each);
  } else {
    auto whos = whos_of(named, names);
    // "lifted not by force" names nobody.
    if (whos.empty() || is_empty(whos.front())) return false;
    if (whos.size() == 1 && !is_surely_speaker(named, whos.front()) && !named[named.size() - 1].capital) return false;
    query.not_who.insert(query.not_who.end(), whos.begin(), whos.end());
  }
  cut(at, end);
  return true;
}

void Clauses::read_relative_clauses() {
  for (std::size_t at = 1; at + 2 < tokens_.size(); ++at) {
    if (!tokens_[at].is_one_of({"that", "which"})) continue;
    std::size_t count = 0;
    if (tokens_[at + 1].is_one_of({"mention", "mentions", "mentioned", "concern", "concerned", "discuss", "discussed"})) count = 2;
    if (tokens_[at + 1].is_one_of({"are", "is", "were"}) && tokens_[at + 2].is_one_of({"about", "on"})) count = 3;
    if (count == 0) continue;
    tokens_[at].folded = "about";
    cut(at + 1, at + count);
  }
}

void Clauses::take_exclusions(const Names& names, Query& query) {
  for (std::size_t at = 1, taken = 0; at + 1 < tokens_.size() && taken < kMostCuts;) {
    const bool begins = tokens_[at].is_one_of({"but", "and", "not", "except", "excluding", "without", "other"});
    if (begins && take_exclusion_at(at, names, query))
      ++taken;
    else
      ++at;
  }
}

// "about the ban | on Telegram", "about the war | in Stockholm": what stands there belongs to the subject, unless a name ends
// before it ("about Nato | in Kommersant").
bool Clauses::is_inside_subject(std::size_t at) const {
  const auto front = tokens().until(at);
  for (auto i = front.size(); i-- > 0;) {
    if (front[i].is_one_of(kBy) || front[i].is_one_of(kSays)) return false;
    if (front[i].is_one_of({"about", "on", "regarding", "concerning"})) return !front[front.size() - 1].capital;
    if (front[i].is("that")) return true;
  }
  return !front.empty() && front[0].is("who");
}

bool Clauses::is_after_about(std::size_t at) const {
  return tokens().until(at).find({"about", "on", "regarding", "concerning"}, 1) < at;
}

bool Clauses::take_outlet_at(std::size_t at, const Names& names, const OutletTest& has_outlet, Query& query) {
  const auto all = tokens();
  const bool lower = !has_capital(all);
  std::vector<std::string> found;
  std::size_t end = at;
  for (auto begin = at + 1; begin < all.size();) {
    if (all[begin].is("the")) ++begin;
    std::size_t count = std::min(kLongestOutlet, all.size() - std::min(begin, all.size()));
    for (; count > 0; --count) {
      const auto run = all.from(begin).until(count);
      if (!run[0].capital && !(lower && run[0].folded.size() >= 6) && run[0].phrase.empty()) continue;
      const auto* outlet = names.outlet(run.typed());
      if (!outlet && !(has_outlet && has_outlet(run.typed()))) continue;
      found.push_back(outlet ? std::string(outlet->name) : std::string(run.typed()));
      break;
    }
    if (count == 0) break;
    end = begin + count;
    if (end + 1 >= all.size() || !all[end].is("or")) break;
    begin = end + 1;
  }
  if (found.empty()) return false;
  if (found.size() == 1 && query.outlet.empty())
    query.outlet = found.front();
  else
    for (auto& name : found) query.filters.push_back({schema::FieldId::Outlet, std::move(name)});
  query.notes.push_back(fmt::format("\"{}\" read as who published it", all.from(at).until(end - at).typed()));
  cut(at, end);
  return true;
}

bool Clauses::take_setting_at(std::size_t at, Query& query) {
  const auto all = tokens();
  auto name = at + 1;
  const bool determined = name < all.size() && all[name].is_one_of({"a", "an", "the", "his", "her", "its", "their"});
  if (determined) ++name;
  std::size_t count = 0;
  if (all[at].is("on")) {
    // "Lavrov on television" is about it.
    const auto front = all.until(at);
    if (front.find(kBy) == front.size() && front.find(kSays) == front.size() && front.find(kAbout) == front.size()) return false;
    count = one_of_at(kMedia, all, name);
  } else if (determined) {
    count = one_of_at(kOccasions, all, name);
  }
  if (count == 0 || !ends_clause(all, name + count)) return false;
  for (const auto& token : all.from(name).until(count).list) query.setting.push_back(token.folded);
  query.notes.push_back(fmt::format("\"{}\" read as where it was said, by the words around it",
                                    all.from(at).until(name + count - at).typed()));
  cut(at, name + count);
  return true;
}

bool Clauses::take_place_at(std::size_t at, const Names& names, Query& query) {
  const auto all = tokens();
  if (query.place || at < 2) return false;
  const auto& before = all[at - 1];
  const bool after_verb = before.is_one_of(kSays);
  auto begin = at + 1;
  if (begin < all.size() && all[begin].is("the")) ++begin;
  auto end = begin;
  if (has_capital(all)) {
    if (!after_verb && (!before.capital || names.parse_office_kind(all.from(at - 1).until(1).typed()))) return false;
    while (end < all.size() && all[end].capital && all[end].phrase.empty()) ++end;
  } else {
    if (!after_verb) return false;
    while (end < all.size() && !ends_clause(all, end)) ++end;
  }
  if (end == begin || end - begin > 4 || is_no_place(all[begin]) || !ends_clause(all, end)) return false;
  const auto run = all.from(begin).until(end - begin);
  std::vector<std::string> words;
  for (const auto& token : run.list) words.push_back(token.folded);
  const auto known = names.by_alias(schema::joined(words));
  const bool is_entity = !known.empty();
  if (is_entity && known.front().entity->kind == schema::EntityKind::Person) return false;
  // "about Nato in Ukraine" is about both.
  if (is_entity && is_after_about(at) && known.front().entity->kind == schema::EntityKind::Country)
    return false;
  if (!has_capital(all) && !is_entity) return false;
  Part part{.text = std::string(run.typed()), .entity = {}, .words = std::move(words), .phrase = true};
  query.notes.push_back(fmt::format("\"{}\" read as a place that the article names; outlet:\"{}\" asks for a publisher",
                                    all.from(at).until(end - at).typed(), part.text));
  query.place = std::move(part);
  cut(at, end);
  return true;
}

void Clauses::take_places(const Names& names, const OutletTest& has_outlet, Query& query) {
  for (std::size_t at = 1, taken = 0; at + 1 < tokens_.size() && taken < kMostCuts;) {
    const bool in = tokens_[at].is_one_of({"in", "at", "during"}), on = tokens_[at].is("on");
    const bool met = (in || on) && ((tokens_[at].is("in") && take_outlet_at(at, names, has_outlet, query)) ||
                                    (!is_inside_subject(at) &&
                                     (take_setting_at(at, query) || (in && take_place_at(at, names, query)))));
    if (met) {
      ++taken;
      continue;
    }
    const auto all = tokens();
    if (tokens_[at].is("in") && is_no_place(all[at + 1]) && ends_clause(all, at + 2) && is_after_about(at))
      query.notes.push_back(fmt::format("\"in {}\" read as part of the subject: without a year it is no date",
                                        all.from(at + 1).until(1).typed()));
    ++at;
  }
}

}  // namespace attache::query
