#include "query/answer/nothing_found.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <xapian.h>

#include "query/answer/counted.hpp"
#include "query/answer/days.hpp"
#include "query/answer/gaps.hpp"
#include "query/search/find.hpp"
#include "query/search/naming.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/value_stream.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using XQuery = Xapian::Query;

// A part of the question that can be left out.
struct Clause {
  enum class Of : std::uint8_t { Speaker, Subject, Period, Outlet, Rest };
  Of of = Of::Rest;
  std::string words;  // "by Dorrin", "act:denies"
  std::function<void(Query&)> leave_out;
};

std::string joined_texts(const std::vector<Who>& list) {
  std::string out;
  for (const auto& who : list) out.append(out.empty() ? "" : " or ").append(who.text);
  return out;
}

std::string period_words(const Query& query) {
  if (query.undated) return "without a day";
  if (query.since && query.until)
    return *query.since == *query.until ? "on " + to_string(*query.since)
                                        : fmt::format("between {} and {}", to_string(*query.since), to_string(*query.until));
  if (query.since) return "since " + to_string(*query.since);
  return query.until ? "until " + to_string(*query.until) : "";
}

std::vector<Clause> clauses_of(const Query& query) {
  using Of = Clause::Of;
  std::vector<Clause> out;
  const auto add = [&](bool asked, Of of, const std::string& words, std::function<void(Query&)> leave_out) {
    if (asked) out.push_back({of, words, std::move(leave_out)});
  };
  add(!query.who.empty(), Of::Speaker, "by " + joined_texts(query.who), [](Query& q) {
    q.who.clear();
    q.mutual = Mutual::No;
  });
  add(query.mutual != Mutual::No, Of::Subject, query.mutual == Mutual::About ? "about each other" : "to each other", [](Query& q) { q.mutual = Mutual::No; });
  add(query.about.has_value(), Of::Subject, query.about ? "about " + query.about->text : "", [](Query& q) { q.about.reset(); });
  add(query.to.has_value(), Of::Rest, query.to ? "to " + query.to->text : "", [](Query& q) { q.to.reset(); });
  add(query.target.has_value(), Of::Rest, query.target ? "against " + query.target->text : "", [](Query& q) { q.target.reset(); });
  add(!period_words(query).empty(), Of::Period, period_words(query), [](Query& q) {
    q.since.reset();
    q.until.reset();
    q.undated = false;
  });
  add(!query.outlet.empty(), Of::Outlet, "in " + query.outlet, [](Query& q) { q.outlet.clear(); });
  add(query.place.has_value(), Of::Rest, query.place ? "in " + query.place->text : "", [](Query& q) { q.place.reset(); });
  add(!query.setting.empty(), Of::Rest, "on " + schema::joined(query.setting), [](Query& q) { q.setting.clear(); });
  std::string acts;
  for (const auto act : query.acts) acts += fmt::format("{}act:{}", acts.empty() ? "" : " ", schema::name_of(act));
  add(!query.acts.empty(), Of::Rest, acts, [](Query& q) { q.acts.clear(); });
  add(query.kind.has_value(), Of::Rest, query.kind ? fmt::format("kind:{}", schema::name_of(*query.kind)) : "", [](Query& q) { q.kind.reset(); });
  add(query.factuality != schema::Factuality::Said, Of::Rest, fmt::format("factuality:{}", schema::name_of(query.factuality)),
      [](Query& q) { q.factuality = schema::Factuality::Said; });
  add(query.called_for, Of::Rest, "calls for", [](Query& q) { q.called_for = false; });
  for (const auto& filter : query.filters)
    add(true, Of::Rest, fmt::format("{}{}:{}", filter.excluded ? "-" : "", schema::field(filter.field).name, filter.value),
        [filter](Query& q) { std::erase(q.filters, filter); });
  add(!query.not_who.empty(), Of::Rest, "not by " + joined_texts(query.not_who), [](Query& q) { q.not_who.clear(); });
  std::string not_about;
  for (const auto& subject : query.not_about) not_about.append(not_about.empty() ? "" : " or ").append(subject.text);
  add(!query.not_about.empty(), Of::Rest, "not about " + not_about, [](Query& q) { q.not_about.clear(); });
  return out;
}

// How many documents there are, and on which days.
struct Met {
  std::uint64_t count = 0;
  Days days;
  std::optional<schema::Date> before, after;  // the nearest to the period asked for, outside of it
};

class Beside {
 public:
  Beside(const schema::IndexView& view, const Query& query, std::uint64_t unsure, const schema::Names& names)
      : view_(view), query_(query), unsure_(unsure), names_(names), languages_(view), clauses_(clauses_of(query)) {}

  std::vector<std::string> lines() {
    add_what_was_searched();
    for (const auto& clause : clauses_) add_without(clause);
    if (!helped_)
      for (const auto of : {Clause::Of::Speaker, Clause::Of::Subject}) add_all_of(of);
    if (has(Clause::Of::Period)) add_archive();
    return std::move(lines_);
  }

 private:
  bool has(Clause::Of of) const {
    return std::any_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) { return clause.of == of; });
  }
  // Of those clauses, as they stand in the question.
  std::string words_of(std::initializer_list<Clause::Of> kinds) const {
    std::string out;
    for (const auto& clause : clauses_)
      if (std::find(kinds.begin(), kinds.end(), clause.of) != kinds.end()) out += " " + clause.words;
    return out;
  }

  Met met(const std::vector<std::uint32_t>& documents) const {
    Met out;
    out.count = documents.size();
    each_value(view_.index, schema::field(FieldId::Date).slot, documents, [&](std::uint32_t, const std::string& value) {
      const auto day = schema::day_of_value(value);
      out.days.add(day);
      if (day && query_.since && *day < *query_.since) out.before = out.before ? std::max(*out.before, *day) : *day;
      if (day && query_.until && *query_.until < *day) out.after = out.after ? std::min(*out.after, *day) : *day;
    });
    return out;
  }

  Met articles(const std::optional<XQuery>& texts) const {
    const auto all = both(article_filter(query_), XQuery(schema::article_type_term()));
    return met(matching(view_.index, texts ? both(all, *texts) : all));
  }

  void add_what_was_searched() {
    using Of = Clause::Of;
    const auto by = naming(view_.index, query_.who, names_, languages_);
    const auto about = query_.about ? std::optional(naming(view_.index, *query_.about, names_, languages_)) : std::nullopt;
    const auto& named = by ? by : about;
    const auto where = words_of({Of::Outlet, Of::Period});
    const auto found = articles(named ? std::optional(named->texts) : std::nullopt);
    if (found.count == 0) {
      lines_.push_back(named ? fmt::format("no article{} {}", where, that_has(*named, 1)) : fmt::format("the archive has no article{}", where));
      return;
    }
    auto line = fmt::format("no {}quote{} in {}{}", unsure_ > 0 ? "sure " : "", words_of({Of::Speaker, Of::Subject, Of::Rest}),
                            counted(found.count, "article"), where);
    if (named) line += fmt::format(" that {}", that_has(*named, found.count));
    if (!has(Of::Period) && found.days.first) line += ", " + to_text(found.days);
    if (by && about) {
      const auto two = articles(both(by->texts, about->texts)).count;
      line += two == 0 ? fmt::format("; none of them {}", that_has(*about, 1)) : fmt::format("; {} of them {}", two, that_has(*about, two));
    }
    lines_.push_back(std::move(line));
  }

  // "names Dorrin", "have “herring”".
  static std::string that_has(const Naming& naming, std::uint64_t articles) {
    if (naming.by_name) return fmt::format("{} {}", articles == 1 ? "names" : "name", naming.text);
    return fmt::format("{} “{}”", articles == 1 ? "has" : "have", naming.text);
  }

  void add_without(const Clause& clause) {
    if (clauses_.size() < 2) return;  // the archive
    Query other = query_;
    clause.leave_out(other);
    const auto found = met(as_asked(view_, other, names_));
    if (found.count == 0) return;
    helped_ = true;
    auto line = fmt::format("without “{}”: {}", clause.words, counted(found.count, "quote"));
    if (const auto days = to_text(found.days); !days.empty()) line += ", " + days;
    if (found.before) line += fmt::format("; the nearest before is of {}", to_string(*found.before));
    if (found.after) line += fmt::format("; the nearest after is of {}", to_string(*found.after));
    lines_.push_back(std::move(line));
  }

  // All by the speaker, or about the subject, whatever else was asked.
  void add_all_of(Clause::Of of) {
    Query other = query_;
    std::size_t left_out = 0;
    for (const auto& clause : clauses_)
      if (clause.of != of) ++left_out, clause.leave_out(other);
    if (!has(of) || left_out < 2) return;  // of one alone it was said
    const auto found = met(as_asked(view_, other, names_));
    if (found.count == 0) return;
    auto line = fmt::format("{}{}, whatever else was asked", counted(found.count, "quote"), words_of({of}));
    if (const auto days = to_text(found.days); !days.empty()) line += ": " + days;
    lines_.push_back(std::move(line));
  }

  void add_archive() {
    Query any;
    any.status = query_.status;
    const auto all = met(matching(view_.index, both(article_filter(any), XQuery(schema::article_type_term()))));
    if (const auto days = to_text(all.days); !days.empty())
      lines_.push_back(fmt::format("the archive has {}, {}", counted(all.count, "article"), days));
  }

  const schema::IndexView& view_;
  const Query& query_;
  const std::uint64_t unsure_;
  const schema::Names& names_;
  const Languages languages_;
  const std::vector<Clause> clauses_;
  std::vector<std::string> lines_;
  bool helped_ = false;
};

}  // namespace

std::vector<std::string> nothing_found(const schema::IndexView& view, const Query& query, const Findings& found, const schema::Names& names) {
  if (found.listed > 0 || query.unsure) return {};
  return Beside(view, query, found.unsure, names).lines();
}

}  // namespace attache::query
