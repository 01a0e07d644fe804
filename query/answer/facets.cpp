#include "query/answer/facets.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>
#include <xapian.h>

#include "query/answer/office_words.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/value_stream.hpp"
#include "schema/records.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::FieldId;

// So few documents are asked for their terms; of more, the terms are asked for their documents.
constexpr std::size_t kFewDocuments = 300;
// A posting list this many times as long as the documents are many is skipped through.
constexpr Xapian::doccount kMuchLonger = 16;

std::uint32_t slot_of(Facet facet) {
  switch (facet) {
    case Facet::Outlet: return schema::field(FieldId::Outlet).slot;
    case Facet::Section: return schema::field(FieldId::Section).slot;
    case Facet::Dateline: return schema::field(FieldId::Dateline).slot;
    case Facet::Language: return schema::field(FieldId::Language).slot;
    case Facet::Agency: return schema::field(FieldId::Agency).slot;
    case Facet::Year: case Facet::Month: case Facet::Day: return schema::field(FieldId::Date).slot;
    case Facet::Speaker: return schema::field(FieldId::Speaker).slot;
    case Facet::Act: return schema::field(FieldId::Act).slot;
    case Facet::Kind: return schema::field(FieldId::Kind).slot;
    case Facet::Factuality: return schema::field(FieldId::Factuality).slot;
    case Facet::Country: case Facet::Office: case Facet::Organisation: case Facet::SpeakerClass: case Facet::Ring: break;
  }
  return schema::kNoSlot;
}

std::size_t date_digits(Facet facet) { return facet == Facet::Year ? 4 : facet == Facet::Month ? 6 : 8; }
bool is_date(Facet facet) { return facet == Facet::Year || facet == Facet::Month || facet == Facet::Day; }

// Values that are one when folded, as the terms of these fields are: "Halmere Press", "halmere press".
bool is_folded(Facet facet) {
  return facet == Facet::Outlet || facet == Facet::Section || facet == Facet::Dateline || facet == Facet::Language || facet == Facet::Agency;
}

// "2021-12" of "202112".
std::string with_hyphens(std::string_view digits) {
  std::string out(digits.substr(0, 4));
  for (std::size_t at = 4; at + 2 <= digits.size(); at += 2) out.append("-").append(digits.substr(at, 2));
  return out;
}

std::string label_of(Facet facet, const std::string& value, const schema::Names& names) {
  const auto name_of_entity = [&](const std::string& id) {
    const auto* entity = names.find(id);
    return entity ? std::string(entity->name) : id;
  };
  switch (facet) {
    case Facet::Year: case Facet::Month: case Facet::Day: return with_hyphens(value);
    case Facet::Country: {
      const auto* entity = names.find("c:" + value);
      return entity ? std::string(entity->name) : value;
    }
    case Facet::Speaker: return value.starts_with("n:") ? value.substr(2) : name_of_entity(value);
    case Facet::Organisation: return name_of_entity(value);
    case Facet::Office: {
      const auto slash = value.find('/');
      if (slash == std::string::npos) return value;
      return office_in_words({value.substr(0, slash), value.substr(slash + 1)}, names);
    }
    default: return value;
  }
}

// schema::fold_phrase, faster where there is little to fold: a facet may have thousands of values.
std::string folded(std::string_view text) {
  std::string out(text);
  char before = ' ';
  for (char& c : out) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(c == ' ' && before != ' ')) return schema::fold_phrase(text);
    if (upper) c = static_cast<char>(c | 0x20);
    before = c;
  }
  return before == ' ' && !out.empty() ? schema::fold_phrase(text) : out;
}

struct Row {
  FacetValue value;
  std::uint32_t first = 0;  // a document that has it
};

// Of the rows those that match, in order, and of these the page.
std::vector<Row> paged(std::vector<Row> rows, const FacetPaging& paging, std::uint64_t& matching) {
  if (!paging.match.empty()) {
    const auto asked = schema::fold(paging.match);
    std::erase_if(rows, [&](const Row& row) {
      return schema::fold(row.value.label).find(asked) == std::string::npos &&
             schema::fold(row.value.value).find(asked) == std::string::npos;
    });
  }
  matching = rows.size();
  std::vector<std::pair<std::string, std::size_t>> order;  // folded label, row
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) order.emplace_back(folded(rows[i].value.label), i);
  const auto by_name = [&](const auto& a, const auto& b) {
    return std::tie(a.first, rows[a.second].value.value) < std::tie(b.first, rows[b.second].value.value);
  };
  const auto by_count = [&](const auto& a, const auto& b) {
    const auto x = rows[a.second].value.count, y = rows[b.second].value.count;
    return x != y ? x > y : by_name(a, b);
  };
  const auto begin = std::min(paging.offset, order.size());
  const auto end = paging.limit ? std::min(order.size(), begin + std::min(*paging.limit, order.size())) : order.size();
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(end);
  if (paging.order == FacetOrder::Name)
    std::partial_sort(order.begin(), middle, order.end(), by_name);
  else
    std::partial_sort(order.begin(), middle, order.end(), by_count);
  std::vector<Row> out;
  for (auto i = begin; i < end; ++i) out.push_back(std::move(rows[order[i].second]));
  return out;
}

}  // namespace

struct FacetCounter::Counts {
  struct Seen {
    std::uint64_t count = 0;
    std::uint32_t first = 0;  // document
    void meet(std::uint32_t document) {
      if (count++ == 0 || document < first) first = document;
    }
  };
  std::unordered_map<std::string, Seen> seen;
  std::uint64_t with = 0;  // documents that have a value
};

std::optional<Facet> facet_named(std::string_view name) {
  for (const auto& row : kFacets)
    if (row.name == name) return row.facet;
  return std::nullopt;
}

// Every value of the slot, one after the other along the stream of values.
FacetCounter::Counts FacetCounter::by_slot(Facet facet) const {
  Counts out;
  const auto slot = slot_of(facet);
  const bool lines = facet == Facet::Speaker;
  std::string last;
  Counts::Seen* seen = nullptr;  // of `last`: neighbours often have the same value
  each_value(view_.index, slot, documents_, [&](std::uint32_t id, std::string value) {
    ++out.with;
    if (lines && value.find('\n') != std::string::npos) {
      std::vector<std::string> each;
      for (std::size_t begin = 0; begin <= value.size();) {
        const auto stop = std::min(value.find('\n', begin), value.size());
        each.push_back(value.substr(begin, stop - begin));
        begin = stop + 1;
      }
      std::sort(each.begin(), each.end());
      each.erase(std::unique(each.begin(), each.end()), each.end());
      for (auto& one : each) out.seen[std::move(one)].meet(id);
      seen = nullptr;
      return;
    }
    if (!seen || value != last) {
      seen = &out.seen[value];
      last = std::move(value);
    }
    seen->meet(id);
  });
  return out;
}

// Every term of the prefixes whose value begins with `only`. A document that has a value under several prefixes counts once.
FacetCounter::Counts FacetCounter::by_terms(const std::vector<std::string_view>& prefixes, std::string_view only) const {
  Counts out;
  if (documents_.empty()) return out;
  const auto begin_of = [&](std::string_view prefix) { return std::string(prefix).append(only); };
  // ':' behind a prefix of several letters is none of the value.
  const auto value_of = [](const std::string& term, std::string_view prefix) {
    return term.substr(prefix.size() + (prefix.size() > 1 && term.size() > prefix.size() && term[prefix.size()] == ':' ? 1 : 0));
  };
  if (documents_.size() <= kFewDocuments) {
    std::vector<std::string> values;
    for (const auto id : documents_) {
      values.clear();
      for (const auto prefix : prefixes) {
        const auto begin = begin_of(prefix);
        auto at = view_.index.termlist_begin(id);
        const auto end = view_.index.termlist_end(id);
        for (at.skip_to(begin); at != end && (*at).starts_with(begin); ++at) values.push_back(value_of(*at, prefix));
      }
      std::sort(values.begin(), values.end());
      values.erase(std::unique(values.begin(), values.end()), values.end());
      out.with += !values.empty();
      for (auto& value : values) out.seen[std::move(value)].meet(id);
    }
    return out;
  }
  std::map<std::string, std::vector<std::string>> terms;  // of each value
  for (const auto prefix : prefixes) {
    const auto begin = begin_of(prefix);
    for (auto term = view_.index.allterms_begin(begin), last = view_.index.allterms_end(begin); term != last; ++term)
      terms[value_of(*term, prefix)].push_back(*term);
  }
  enum : std::uint32_t { kNotAsked, kNotMet, kFirstValue };
  std::vector<std::uint32_t> latest(documents_.back() + 1, kNotAsked);  // the value a document was met with last
  for (const auto id : documents_) latest[id] = kNotMet;
  auto number = std::uint32_t{kFirstValue};
  for (const auto& [value, of_value] : terms) {
    Counts::Seen entry;
    const auto meet = [&](Xapian::docid id) {
      if (latest[id] == kNotAsked || latest[id] == number) return;
      out.with += latest[id] == kNotMet;
      latest[id] = number;
      entry.meet(id);
    };
    for (const auto& term : of_value) each_posting(term, latest.size(), meet);
    if (entry.count > 0) out.seen.emplace(value, entry);
    ++number;
  }
  return out;
}

// Calls meet for the term's documents below `end`, at least for those that are counted; skips where the list is much longer.
template <class F>
void FacetCounter::each_posting(const std::string& term, std::size_t end, F&& meet) const {
  auto at = view_.index.postlist_begin(term);
  const auto last = view_.index.postlist_end(term);
  if (view_.index.get_termfreq(term) / kMuchLonger > documents_.size()) {
    for (const auto id : documents_) {
      if (at != last && *at < id) at.skip_to(id);
      if (at == last) return;
      if (*at == id) meet(id);
    }
    return;
  }
  if (at != last) at.skip_to(documents_.front());
  for (; at != last && *at < end; ++at) meet(*at);
}

const FacetCounter::Counts& FacetCounter::days() const {
  if (!days_) days_ = std::make_shared<const Counts>(by_slot(Facet::Day));
  return *days_;
}

FacetCounter::Counts FacetCounter::counts_of(Facet facet) const {
  if (is_date(facet)) {
    Counts out;
    out.with = days().with;
    for (const auto& [day, seen] : days().seen) {
      auto& entry = out.seen[day.substr(0, date_digits(facet))];
      entry.first = entry.count == 0 ? seen.first : std::min(entry.first, seen.first);
      entry.count += seen.count;
    }
    return out;
  }
  switch (facet) {
    case Facet::Country: return by_terms({schema::field(FieldId::Country).prefix}, "");
    case Facet::Office: return by_terms({schema::field(FieldId::Office).prefix}, "");
    case Facet::SpeakerClass: return by_terms({schema::field(FieldId::SpeakerClass).prefix}, "");
    // That spoke, and that the speaker held an office of.
    case Facet::Organisation: return by_terms({schema::field(FieldId::Speaker).prefix, schema::field(FieldId::OfficeBody).prefix}, "o:");
    default: return by_slot(facet);
  }
}

// Whom the tables do not know is called as in a document that has him.
std::string FacetCounter::shown_name(const FacetValue& value, std::uint32_t document) const {
  for (const auto& speaker : quote_at(view_.index, document).quote.speakers)
    if (speaker.id == value.value) return speaker.name;
  return value.label;
}

FacetPage FacetCounter::page(Facet facet, const FacetPaging& paging) const {
  auto counts = counts_of(facet);
  FacetPage out;
  out.facet = facet;
  out.without = documents_.size() - counts.with;
  std::vector<Row> rows;
  rows.reserve(counts.seen.size());
  if (is_folded(facet)) {
    // Of several ways to write it the one most met.
    std::unordered_map<std::string, std::vector<std::pair<std::string, Counts::Seen>>> spellings;
    for (auto& [value, seen] : counts.seen) spellings[folded(value)].emplace_back(value, seen);
    for (auto& [name, list] : spellings) {
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return a.second.count != b.second.count ? a.second.count > b.second.count : a.first < b.first;
      });
      Row row{{list.front().first, list.front().first, 0}, list.front().second.first};
      for (const auto& [value, seen] : list) row.value.count += seen.count;
      rows.push_back(std::move(row));
    }
  } else {
    for (auto& [value, seen] : counts.seen) rows.push_back({{value, label_of(facet, value, names_), seen.count}, seen.first});
  }
  for (auto& row : paged(std::move(rows), paging, out.matching)) {
    if (facet == Facet::Speaker && row.value.value.starts_with("n:")) row.value.label = shown_name(row.value, row.first);
    out.values.push_back(std::move(row.value));
  }
  return out;
}

FacetPage ring_page(const std::vector<schema::Ring>& rings, const FacetPaging& paging) {
  FacetPage out;
  out.facet = Facet::Ring;
  std::map<schema::Ring, std::uint64_t> counts;
  for (const auto ring : rings) ++counts[ring];
  std::vector<Row> rows;
  for (const auto& [ring, count] : counts)
    rows.push_back({{std::string(schema::name_of(ring)), std::string(schema::name_of(ring)), count}, 0});
  for (auto& row : paged(std::move(rows), paging, out.matching)) out.values.push_back(std::move(row.value));
  return out;
}

}  // namespace attache::query
