// Reading offices.tsv and terms.tsv, and what no two terms may say.
#include <algorithm>

#include <fmt/format.h>

#include "schema/names/facts.hpp"
#include "schema/names/table.hpp"

namespace attache::schema::names {
namespace {

bool lists(const std::vector<std::string_view>& bodies, const Entity& body) {
  return std::ranges::any_of(bodies, [&](std::string_view accepted) {
    return accepted == body.id || (accepted == "country" && body.kind == EntityKind::Country) ||
           (accepted == "organisation" && body.kind == EntityKind::Organisation);
  });
}

constexpr int kHandOverDays = 1;  // that two terms of a single office may share

// The last day of a term that goes on.
constexpr Date kNever{9999, 12, 31};
Date last_day(const Term& term) { return term.until.value_or(kNever); }

std::string days_of(const Term& term) {
  return fmt::format("{} to {}", to_string(term.from), term.until ? to_string(*term.until) : "now");
}

}  // namespace

bool OfficeRow::accepts(const Entity& body) const { return lists(bodies, body); }

void Facts::read_offices(const GivenTable& table) {
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    check_source(row, table);
    const auto number = static_cast<std::uint32_t>(office_rows.size());
    OfficeRow office{row.required("kind"), row.list("bodies"), row.cell("implied"), row.list("several")};
    if (!std::ranges::all_of(office.kind, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }))
      row.fail(fmt::format("the kind {} may have small letters a to z and underscores only", office.kind));
    for (const auto* bodies : {&office.bodies, &office.several})
      for (auto body : *bodies)
        if (body != "country" && body != "organisation" && !find(body)) row.fail(fmt::format("{} is no entity", body));
    if (!office.implied.empty() && !(find(office.implied) && office.accepts(*find(office.implied))))
      row.fail(fmt::format("{} is none of the bodies", office.implied));
    row.required("titles");
    for (auto title : row.list("titles")) {
      const auto folded = office_title(title);
      if (folded.empty()) row.fail(fmt::format("\"{}\" has no words", title));
      for (const auto& word : words_of(folded)) title_words.add(word.folded);
      auto& rows = office_titles[folded];
      if (!rows.empty() && rows.back() == number) row.fail(fmt::format("the title {} is there twice", title));
      rows.push_back(number);
    }
    office_rows.push_back(std::move(office));
  }
}

void Facts::read_terms(const GivenTable& table) {
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    check_source(row, table);
    TermRow term;
    term.table = &table;
    term.line = row.line();
    term.office = {std::string(row.required("kind")), std::string(row.required("body"))};
    const auto* body = find(term.office.body);
    if (!body) row.fail(fmt::format("{} is no entity", term.office.body));
    const bool known = std::ranges::any_of(office_rows, [&](const OfficeRow& office) {
      return office.kind == term.office.kind && office.accepts(*body);
    });
    if (!known) row.fail(fmt::format("{} is no office of offices.tsv", to_string(term.office)));
    term.person = find(row.required("person"));
    if (!term.person || term.person->kind != EntityKind::Person)
      row.fail(fmt::format("{} is no person of people.tsv", row.cell("person")));
    // A month or a year stands for its first day as a beginning and for its last as an end.
    const auto from = parse_date_range(row.required("from"));
    if (!from) row.fail(fmt::format("{} is no date", row.cell("from")));
    term.from = from->first;
    if (!row.cell("until").empty()) {
      const auto until = parse_date_range(row.cell("until"));
      if (!until) row.fail(fmt::format("{} is no date", row.cell("until")));
      term.until = until->last;
      if (*term.until < term.from) row.fail("the term ends before it begins");
    }
    term.source = row.cell("source");
    terms.push_back(std::move(term));
  }
}

// On the days that own terms of an office cover, the others say nothing about it: they are shortened, parted or gone.
void Facts::cut_terms() {
  const auto others = std::ranges::find_if(terms, [](const TermRow& term) { return !term.table->own; });
  StringMap<std::vector<const TermRow*>> own;
  for (auto term = terms.begin(); term != others; ++term) own[to_string(term->office)].push_back(&*term);
  if (own.empty()) return;
  for (auto& [office, rows] : own) std::ranges::sort(rows, {}, [](const TermRow* row) { return row->from; });

  std::vector<TermRow> cut(terms.begin(), others);
  for (auto term = others; term != terms.end(); ++term) {
    TermRow left = *term;
    bool any_left = true;
    if (const auto found = own.find(to_string(term->office)); found != own.end())
      for (const auto* over : found->second) {
        if (over->from > last_day(left)) break;
        if (last_day(*over) < left.from) continue;
        if (left.from < over->from) {
          cut.push_back(left);
          cut.back().until = from_days_since_epoch(days_since_epoch(over->from) - 1);
        }
        any_left = last_day(*over) < last_day(left);
        if (!any_left) break;
        left.from = from_days_since_epoch(days_since_epoch(*over->until) + 1);
      }
    if (any_left) cut.push_back(std::move(left));
  }
  terms = std::move(cut);
}

void Facts::index_terms() {
  std::ranges::stable_sort(terms, {}, &Term::from);
  for (const auto& term : terms) {
    terms_by_office[to_string(term.office)].push_back(&term);
    terms_by_person[term.person].push_back(&term);
  }
}

bool Facts::held_by_several(const Office& office) const {
  const auto* body = find(office.body);
  return std::ranges::any_of(office_rows,
                             [&](const OfficeRow& row) { return row.kind == office.kind && lists(row.several, *body); });
}

std::optional<std::string> Facts::contradiction(const TermRow& term, const TermRow& other) const {
  const auto where = fmt::format("{}{}", term.table == other.table ? "line " : other.table->label + ":", other.line);
  if (term.person == other.person && term.from == other.from && term.until == other.until)
    return fmt::format("this term is there twice, in {} too", where);
  const auto shared = days_since_epoch(std::min(last_day(term), last_day(other))) -
                      days_since_epoch(std::max(term.from, other.from)) + 1;
  if (shared <= kHandOverDays) return std::nullopt;
  if (term.person == other.person)
    return fmt::format("{} has {} on days of {} too ({})", term.person->id, to_string(term.office), where, days_of(other));
  if (held_by_several(term.office)) return std::nullopt;
  return fmt::format("{} is {}'s by {} ({}); terms may share the day of a hand-over", to_string(term.office),
                     other.person->id, where, days_of(other));
}

void Facts::check_terms() const {
  // Of several faults the one that stands first, whatever the order of the map.
  const TermRow* first = nullptr;
  std::string fault;
  for (const auto& [office, held] : terms_by_office)
    for (std::size_t i = 0; i < held.size(); ++i)
      for (std::size_t j = i + 1; j < held.size() && held[j]->from <= last_day(*held[i]); ++j) {
        const auto* one = static_cast<const TermRow*>(held[i]);
        const auto* two = static_cast<const TermRow*>(held[j]);
        if (one->line > two->line) std::swap(one, two);
        if (first && first->line <= two->line) continue;
        if (auto found = contradiction(*two, *one)) first = two, fault = std::move(*found);
      }
  if (first) fail_at(first->table->label, first->line, fault);
}

}  // namespace attache::schema::names
