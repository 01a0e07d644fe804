// Speakers as JSON, one a line.
//
//   speaker  {"id", "name", "class", "quotes", "unsure", "articles", "first", "last", "variants": [{"text", "quotes"}],
//             "descriptions": [{"text", "office", "first", "last", "quotes"}]}
//   who      the same, and {"asked": null | {"why", "quotes", "unsure"}, "tables": null | {"name", "kind", "country",
//             "aliases": [{"text", "kind"}], "offices": [{"office", "from", "until", "source"}]},
//             "namesakes": [{"id", "name", "quotes", "unsure"}], "examples": [text]}
//
// Days are YYYY-MM-DD or null. "id" and "name" are null for a wording of unnamed sources, "office" (kind and body) where a
// description names none, "until" where the office is held still. What stands under "tables" is from schema/names, all
// else from the archive.
//
// Free functions; safe from any thread.
#pragma once

#include <string>

#include "query/answer/speakers.hpp"
#include "query/answer/who.hpp"

namespace attache::query {

// One line without its line feed; valid UTF-8 whatever the archive holds.
std::string to_jsonl(const SpeakerRow& row);
std::string to_jsonl(const SpeakerCard& card, const schema::Names& names);

}  // namespace attache::query
