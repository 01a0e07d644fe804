#include "schema/names/formats.hpp"

#include <algorithm>
#include <array>

#include "schema/names/table.hpp"

namespace attache::schema::names {
namespace {

using Column = std::string_view;
constexpr Column kCountries[] = {"id", "name", "names", "adjectives", "metonyms", "source"};
constexpr Column kOrganisations[] = {"id", "name", "names", "adjectives", "metonyms", "descriptions", "part_of", "source"};
constexpr Column kAgreements[] = {"id", "name", "names", "descriptions", "source"};
constexpr Column kPlaces[] = {"id", "name", "names", "adjectives", "country", "source"};
constexpr Column kThings[] = {"id", "name", "names", "source"};
constexpr Column kPeople[] = {"id", "name", "names", "surname", "country", "gender", "source"};
constexpr Column kOffices[] = {"kind", "titles", "bodies", "implied", "several", "source"};
constexpr Column kTerms[] = {"kind", "body", "person", "from", "until", "source"};
constexpr Column kGivenNames[] = {"gender", "names", "source"};
constexpr Column kSynonyms[] = {"words", "source"};
constexpr Column kOutlets[] = {"id", "name", "names", "domains", "country", "agency", "source"};
constexpr Column kNotNames[] = {"phrases", "source"};

constexpr std::array<TableFormat, 12> kFormats{{
    {"countries.tsv", kCountries, EntityKind::Country, "c:"},
    {"organisations.tsv", kOrganisations, EntityKind::Organisation, "o:"},
    {"agreements.tsv", kAgreements, EntityKind::Agreement, "a:"},
    {"places.tsv", kPlaces, EntityKind::Place, "l:"},
    {"things.tsv", kThings, EntityKind::Thing, "t:"},
    {"people.tsv", kPeople, EntityKind::Person, "p:"},
    {"offices.tsv", kOffices, std::nullopt, ""},
    {"terms.tsv", kTerms, std::nullopt, ""},
    {"given_names.tsv", kGivenNames, std::nullopt, ""},
    {"synonyms.tsv", kSynonyms, std::nullopt, ""},
    {"not_names.tsv", kNotNames, std::nullopt, ""},
    {"outlets.tsv", kOutlets, std::nullopt, "m:"},
}};

}  // namespace

std::span<const TableFormat> table_formats() { return kFormats; }

const TableFormat* format_named(std::string_view name) {
  const auto found = std::ranges::find_if(
      kFormats, [&](const TableFormat& format) { return format.file == name || format.name() == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

const TableFormat* format_of(std::string_view content) {
  const auto header = split(first_line(content), '\t');
  const auto found =
      std::ranges::find_if(kFormats, [&](const TableFormat& format) { return std::ranges::equal(format.columns, header); });
  return found == kFormats.end() ? nullptr : &*found;
}

std::size_t count_rows(std::string_view content) {
  std::size_t lines = 0;
  while (!first_line(content).empty()) {
    const auto line = first_line(content);
    content.remove_prefix(static_cast<std::size_t>(line.data() + line.size() - content.data()));
    ++lines;
  }
  return lines == 0 ? 0 : lines - 1;
}

}  // namespace attache::schema::names
