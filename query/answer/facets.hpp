// Facets: how often each value of a field is met among the documents of an answer.
//
// A FacetCounter belongs to one thread and into one ArchiveReader::read; all else are plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/archive_reader.hpp"
#include "schema/named_value.hpp"
#include "schema/names/names.hpp"
#include "schema/quote.hpp"

namespace attache::query {

enum class Facet : std::uint8_t {
  Outlet, Section, Dateline, Language, Agency, Year, Month, Day,                                        // of articles and quotations
  Country, Speaker, Office, Organisation, SpeakerClass, Act, Kind, Factuality, Ring,                    // of quotations only
};

struct FacetRow {
  Facet facet;
  std::string_view name;
  bool of_article;
  std::string_view help;
};

// In the order of Facet. Names are those of fields (schema/fields.hpp) where a field holds the values; the values are then what
// the field is asked for with ("country:ru").
inline constexpr std::array<FacetRow, 17> kFacets{{
    {Facet::Outlet, "outlet", true, "who published it"},
    {Facet::Section, "section", true, "section of the outlet"},
    {Facet::Dateline, "dateline", true, "where it was written"},
    {Facet::Language, "language", true, "language of the article"},
    {Facet::Agency, "agency", true, "whose story it prints, by its credit"},
    {Facet::Year, "year", true, "year of the article"},
    {Facet::Month, "month", true, "month of the article"},
    {Facet::Day, "day", true, "day of the article"},
    {Facet::Country, "country", false, "country of the speaker"},
    {Facet::Speaker, "speaker", false, "who said it"},
    {Facet::Office, "office", false, "office the speaker held on the day"},
    {Facet::Organisation, "organisation", false, "organisation that spoke, or that the speaker held an office of"},
    {Facet::SpeakerClass, "class", false, "person, office, collective, unnamed or unknown"},
    {Facet::Act, "act", false, "what was done by saying it"},
    {Facet::Kind, "kind", false, "direct, mixed or indirect"},
    {Facet::Factuality, "factuality", false, "said, expected or not said; all three count unless one is asked for"},
    {Facet::Ring, "ring", false, "how near the subject, where the question has one"},
}};

constexpr const FacetRow& facet_row(Facet facet) { return kFacets[static_cast<std::size_t>(facet)]; }

// Nothing when there is none of that name.
std::optional<Facet> facet_named(std::string_view name);

struct FacetValue {
  std::string value;  // as the field is asked for: "ru", "p:sergey-lavrov", "202112"
  std::string label;  // as shown: "Russia", "Sergey Lavrov", "2021-12"
  std::uint64_t count = 0;
  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};

enum class FacetOrder : std::uint8_t { Count, Name };
inline constexpr std::array<schema::NamedValue<FacetOrder>, 2> kFacetOrders{
    {{FacetOrder::Count, "count"}, {FacetOrder::Name, "name"}}};

// Which of a facet's values are shown.
struct FacetPaging {
  std::string match = {};             // only those whose label or value has this, in any case; empty: all
  FacetOrder order = FacetOrder::Count;  // most met first, then by name; dates by name are by day
  std::size_t offset = 0;
  std::optional<std::size_t> limit = {};  // nothing: all
};

struct FacetPage {
  Facet facet = Facet::Outlet;
  std::vector<FacetValue> values;  // shown
  std::uint64_t matching = 0;      // values there are, of those that match
  std::uint64_t without = 0;       // documents that have no value
};

// Documents, ascending and each once, whose values are counted. A document counts once for each of its values.
class FacetCounter {
 public:
  // All must outlive it.
  FacetCounter(const schema::IndexView& view, const std::vector<std::uint32_t>& documents, const schema::Names& names)
      : view_(view), documents_(documents), names_(names) {}

  // Exact. Not for Ring, which is of a question (page_of counts given rings). O(documents) for what has a value slot, else
  // O(what has any value of the facet).
  FacetPage page(Facet facet, const FacetPaging& paging) const;

 private:
  struct Counts;
  Counts by_slot(Facet facet) const;
  Counts by_terms(const std::vector<std::string_view>& prefixes, std::string_view only) const;
  template <class F>
  void each_posting(const std::string& term, std::size_t end, F&& meet) const;
  Counts counts_of(Facet facet) const;
  const Counts& days() const;
  std::string shown_name(const FacetValue& value, std::uint32_t document) const;
  const schema::IndexView& view_;
  const std::vector<std::uint32_t>& documents_;
  const schema::Names& names_;
  mutable std::shared_ptr<const Counts> days_;  // counted once for days, months and years
};

// The facet Ring, of the nearest ring of each quotation.
FacetPage ring_page(const std::vector<schema::Ring>& rings, const FacetPaging& paging);

}  // namespace attache::query
