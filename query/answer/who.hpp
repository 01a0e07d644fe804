// Whom a name means: each speaker of the archive it could be, beside what the tables of schema/names know of them.
//
// Plain values and free functions; safe from any thread, an ArchiveReader belongs to one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/answer/speakers.hpp"
#include "schema/archive_reader.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// Another person of the archive with the same surname, in any spelling.
struct Namesake {
  std::string id;
  std::string name;
  std::uint64_t quotes = 0;
  std::uint64_t unsure = 0;
};

// One speaker the name could mean. `row` counts all quotations of the speaker, `asked` those that the name found: of "the
// Russian foreign minister" the ones of that time.
struct SpeakerCard {
  SpeakerRow row;               // 0 quotes, no variants, descriptions or days where only the tables know the speaker
  std::string why;              // "name", "identity", "Sergey Lavrov held … on …"; empty where only the tables do
  std::uint64_t asked_quotes = 0;
  std::uint64_t asked_unsure = 0;
  const schema::Entity* entity = nullptr;  // of the tables; nullptr where they do not know the speaker
  std::vector<const schema::Term*> terms;  // of a person of the tables, oldest first
  std::vector<Namesake> namesakes;         // most quoted first; of persons only
  std::vector<std::string> examples;       // values of --by that ask for the speaker, and for a body's officials
  bool is_in_archive() const { return row.quotes + row.unsure > 0; }
};

struct WhoAnswer {
  std::vector<SpeakerCard> cards;  // most quotations found by the name first; last whom only the tables know
  SpeakersAccount account;         // of the quotations the name found; `speakers` counts those of the archive
  std::vector<std::string> notes;  // Findings::notes: what was widened, that nobody is called so and who nearly is
};

// `query`: with the one `who` that is asked for, and perhaps period and outlet, which do not hold for namesakes. Names
// must outlive the answer. Throws what ArchiveReader::read throws.
WhoAnswer who_is(schema::ArchiveReader& archive, const Query& query, const schema::Names& names);
// The same inside ArchiveReader::read.
WhoAnswer who_is(const schema::IndexView& view, const Query& query, const schema::Names& names);

}  // namespace attache::query
