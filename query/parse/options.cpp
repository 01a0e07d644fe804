#include "query/parse/options.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/parse/field_value.hpp"
#include "query/parse/question.hpp"
#include "query/parse/tokens.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Fault;

constexpr auto kOptions = std::to_array<std::string_view>(
    {"by", "about", "about!", "to", "since", "until", "outlet", "act", "kind", "ring", "factuality", "status"});

template <class E, std::size_t N>
Fault none_of(std::string_view option, std::string_view value, const std::array<schema::NamedValue<E>, N>& table) {
  std::string accepted;
  for (const auto& row : table) accepted += (accepted.empty() ? "" : ", ") + std::string(row.name);
  return {fmt::format("\"{}\" is no {}; there are {}", value, option, accepted), ""};
}

// Fields whose values may be asked for, or with "-" before them left out, and that have no option of their own.
constexpr auto kFilterFields = std::to_array<schema::FieldId>(
    {schema::FieldId::Outlet, schema::FieldId::Section, schema::FieldId::Dateline, schema::FieldId::Language,
     schema::FieldId::Agency, schema::FieldId::Copy, schema::FieldId::Speaker, schema::FieldId::Office,
     schema::FieldId::OfficeBody, schema::FieldId::Country, schema::FieldId::SpeakerClass, schema::FieldId::Act,
     schema::FieldId::Kind, schema::FieldId::Year, schema::FieldId::Month});

// The field of "section" and "-outlet"; nothing for other names. Without "-" those with options of their own are not among
// them.
std::optional<FieldFilter> filter_named(std::string_view name) {
  FieldFilter out;
  out.excluded = name.starts_with("-");
  if (out.excluded) name.remove_prefix(1);
  const auto id = schema::field_named(name);
  if (!id || std::find(kFilterFields.begin(), kFilterFields.end(), *id) == kFilterFields.end()) return std::nullopt;
  out.field = *id;
  return out;
}

std::optional<Fault> set_filter(FieldFilter filter, std::string_view value, const schema::Names& names, Query& query) {
  const auto folded = schema::fold(value);
  const auto name = schema::field(filter.field).name;
  if (filter.field == schema::FieldId::Act && !schema::value_of(schema::kActs, folded)) return none_of(name, value, schema::kActs);
  if (filter.field == schema::FieldId::Kind && !schema::value_of(schema::kQuoteKinds, folded))
    return none_of(name, value, schema::kQuoteKinds);
  if (filter.field == schema::FieldId::SpeakerClass && !schema::value_of(schema::kSpeakerClasses, folded))
    return none_of(name, value, schema::kSpeakerClasses);
  auto known = index_value(filter.field, value, names);
  if (!known) return known.error();
  filter.value = std::move(*known);
  query.filters.push_back(std::move(filter));
  return std::nullopt;
}

bool is_option(std::string_view name) {
  return std::find(kOptions.begin(), kOptions.end(), name) != kOptions.end() || filter_named(name);
}

std::optional<Fault> set_rings(std::string_view value, Rings& rings) {
  rings = {false, false, false, false};
  while (!value.empty()) {
    const auto comma = std::min(value.find(','), value.size());
    const auto ring = schema::value_of(schema::kRings, schema::fold(value.substr(0, comma)));
    if (!ring) return none_of("ring", value.substr(0, comma), schema::kRings);
    // Each ring holds the closer ones.
    rings.named = true;
    rings.referred = rings.referred || *ring >= schema::Ring::Referred;
    rings.asked = rings.asked || *ring >= schema::Ring::Asked;
    rings.article = rings.article || *ring == schema::Ring::Article;
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return std::nullopt;
}

}  // namespace

bool is_filter(std::string_view field) { return filter_named(field).has_value(); }

std::optional<Fault> set_option(std::string_view name, std::string_view value, const schema::Names& names,
                                schema::Date today, Query& query) {
  const auto folded = schema::fold(value);
  if (name == "by" || name == "to") {
    auto who = parse_who(value, names);
    if (!who) return who.error();
    if (name == "by")
      query.who = {std::move(*who)};
    else
      query.to = std::move(*who);
  } else if (name == "about" || name == "about!") {
    auto subject = parse_subject(value, names);
    if (!subject) return subject.error();
    query.about = std::move(*subject);
    if (name == "about!") query.rings = {true, false, false, false};
  } else if (name == "since" || name == "until") {
    const auto days = parse_days(value, today);
    if (!days)
      return Fault{fmt::format("\"{}\" is no date; write 2021, 2021-12, 2021-12-02 or 2 December 2021", value), ""};
    (name == "since" ? query.since : query.until) = name == "since" ? days->first : days->last;
  } else if (name == "outlet") {
    const schema::Outlet* outlet = names.outlet(value);
    query.outlet = outlet ? outlet->name : value;
  } else if (name == "act") {
    const auto act = schema::value_of(schema::kActs, folded);
    if (!act) return none_of(name, value, schema::kActs);
    query.acts.push_back(*act);
  } else if (name == "kind") {
    query.kind = schema::value_of(schema::kQuoteKinds, folded);
    if (!query.kind) return none_of(name, value, schema::kQuoteKinds);
  } else if (name == "factuality") {
    const auto factuality = schema::value_of(schema::kFactualities, folded);
    if (!factuality) return none_of(name, value, schema::kFactualities);
    query.factuality = *factuality;
  } else if (name == "status") {
    const auto status = schema::value_of(schema::kArticleStatuses, folded);
    if (!status) return none_of(name, value, schema::kArticleStatuses);
    query.status = *status;
  } else if (name == "ring") {
    return set_rings(value, query.rings);
  } else if (auto filter = filter_named(name)) {
    return set_filter(std::move(*filter), value, names, query);
  }
  return std::nullopt;
}

std::optional<Fault> take_options(std::string& text, const schema::Names& names, schema::Date today, Query& query) {
  for (std::size_t at = 0; at < text.size();) {
    const auto word_end = std::min(text.find_first_of(" \t\r\n:\"", at), text.size());
    const auto name = schema::fold(std::string_view(text).substr(at, word_end - at));
    const bool option = word_end < text.size() && text[word_end] == ':' && is_option(name);
    if (!option) {
      if (word_end < text.size() && text[word_end] == '"') {  // not inside a quoted stretch
        const auto close = text.find('"', word_end + 1);
        if (close == std::string::npos) return std::nullopt;
        at = close + 1;
      } else {
        at = word_end + 1;
      }
      continue;
    }
    auto begin = word_end + 1;
    auto end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    auto next = end;
    if (begin < text.size() && text[begin] == '"') {
      end = text.find('"', ++begin);
      if (end == std::string::npos)
        return Fault{"this quotation mark has no fellow", column(text, static_cast<std::uint32_t>(begin - 1))};
      next = end + 1;
    }
    const auto place = column(text, static_cast<std::uint32_t>(begin));
    if (begin == end) return Fault{fmt::format("{}: wants a value", name), place};
    if (auto fault = set_option(name, std::string_view(text).substr(begin, end - begin), names, today, query)) {
      fault->place = place;
      return fault;
    }
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(next), ' ');
    at = next;
  }
  return std::nullopt;
}

}  // namespace attache::query
