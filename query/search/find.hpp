// From a Query to the quotations it asks for, all of them, with what was set aside on the way.
//
// Free functions; safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "query/parse/query.hpp"
#include "query/search/subject_match.hpp"
#include "schema/archive_reader.hpp"
#include "schema/records.hpp"

namespace attache::query {

// A quotation that answers the question.
struct Hit {
  schema::StoredQuote quote;
  std::vector<About> about;  // empty when nothing was asked about
  std::string who;           // why its speaker is who was asked for; empty when anybody was
  bool unsure = false;       // below the least confidence
  std::vector<std::size_t> who_at = {};  // places in quote.quote.speakers of who was asked for; all when anybody was
  std::uint32_t document = 0;            // in the index, during the read it comes from
};

// What answers the same and is not listed, for what became of the article: quotations, or articles where articles are searched.
struct SetAside {
  std::uint64_t superseded = 0;  // in versions that a later one replaced
  std::uint64_t duplicates = 0;  // in second readings of an article that is listed
  std::uint64_t withdrawn = 0;   // withheld or canceled by the publisher
  friend bool operator==(const SetAside&, const SetAside&) = default;
};

// Counts with `count`, called for each status that no answer lists unless asked for; all 0 where `asked` is not Usable.
SetAside set_aside(const schema::IndexView& view, std::optional<schema::ArticleStatus> asked,
                   const std::function<std::uint64_t(schema::ArticleStatus)>& count);

struct Findings {
  std::vector<Hit> hits;              // in the order of Query::order
  std::uint64_t listed = 0;           // quotations that answer, on the asked side of the least confidence
  std::uint64_t passed_over = 0;      // more that answer and are not the first or last, where Query::pick asks for these
  std::uint64_t unsure = 0;           // more of the same below the least confidence; with Query::unsure those above it
  std::uint64_t unresolved = 0;       // quotations of nobody known that answer the rest, in the articles of the answer
  std::uint64_t officials = 0;        // quotations of the officials of a country or body that was asked for
  std::string officials_of;           // its name: "Russia"
  SetAside set_aside;                 // found as asked, sure ones
  std::uint64_t articles = 0;         // articles of the archive that lie in the asked period and outlet
  std::vector<std::string> notes;     // what was widened because nothing was found as asked
  std::string index_query;            // what Xapian was asked, for --explain
  std::string languages;              // Languages::to_text() of the archive, for the same
};

// Exact and complete: no cap. Of Query::pick First (Last) are left, of each article of the first (last) day that is known, the
// quotation that stands first (last) in it; a note says where that is not all there is to know. Reads every candidate's data; throws what Xapian throws, so it belongs into
// ArchiveReader::read.
Findings find_quotes(const schema::IndexView& view, const Query& query, const schema::Names& names);

// The same with the quotations in `found`, in the same order, and `hits` empty: for answers too large to be held.
class FoundQuotes;
Findings find_quotes(const schema::IndexView& view, const Query& query, const schema::Names& names, FoundQuotes& found);

// The documents of the listed quotations alone, ascending; nothing is widened, Query::pick is not looked at.
std::vector<std::uint32_t> documents_as_asked(const schema::IndexView& view, const Query& query, const schema::Names& names);

// Shows `visit` the same quotations one at a time, those on the other side of the least confidence too, in the order of
// the index: memory for one, however many there are. In what comes back `hits` is empty and `unresolved` and `officials`
// are 0, and Query::pick is not looked at; a note says where nobody is called as asked, as find_quotes does. `visit` runs again from the start where
// ArchiveReader::read does.
using Visit = std::function<void(Hit&&)>;
Findings each_quote(const schema::IndexView& view, const Query& query, const schema::Names& names, const Visit& visit);

// The same for the quotations, in the period and outlet of `query`, that have a speaker with one of these spelling keys
// (schema::spelling_key of a folded word) among the words of the name. Hit::who_at names all their speakers.
void each_quote_spelled(const schema::IndexView& view, const Query& query, const std::set<std::string>& keys,
                        const Visit& visit);

// Whether the archive has an article of that outlet, whatever the case of its name.
bool has_outlet(const schema::IndexView& view, std::string_view name);

}  // namespace attache::query
