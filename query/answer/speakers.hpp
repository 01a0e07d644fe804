// Who speaks in an archive: everybody a question's quotations are by, counted.
//
// Plain values and free functions; safe from any thread, an ArchiveReader belongs to one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/answer/speaker_tally.hpp"
#include "schema/archive_reader.hpp"

namespace attache::query {

struct SpeakersAnswer {
  std::vector<SpeakerRow> rows;    // most quoted first; empty when nobody speaks
  SpeakersAccount account;
  std::vector<std::string> notes;  // Findings::notes
};

// Complete, counts exact: the speakers of the quotations that find_quotes finds for `query` (whose `unsure` is not looked
// at), of those asked for by `query.who` only these. Reads each quotation once and keeps none. Throws what
// ArchiveReader::read throws.
SpeakersAnswer list_speakers(schema::ArchiveReader& archive, const Query& query,
                             std::optional<schema::SpeakerClass> only, const schema::Names& names);
// The same inside ArchiveReader::read.
SpeakersAnswer list_speakers(const schema::IndexView& view, const Query& query,
                             std::optional<schema::SpeakerClass> only, const schema::Names& names);

// "92 speakers: 80 people, 12 collectives; 431 quotes, from 36 of 38 articles, 1987-03-24 to 2024-11-22; …" on one line;
// what is zero is left out.
std::string to_text(const SpeakersAccount& account);

}  // namespace attache::query
