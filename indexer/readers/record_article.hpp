// From the named values of a record (a JSON object, a row of a table) to an article: which key means what, and how the
// text is put together. The formats of records share it.
//
// Plain values and free functions; FieldNames is safe to share once made.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "indexer/readers/reader.hpp"

namespace attache::indexer {

// A record's values by the article's fields, valid UTF-8, as written there.
struct Record {
  std::string title;
  std::string standfirst;
  std::string body;
  std::string byline;
  std::string outlet;
  std::string section;
  std::string dateline;
  std::string language;
  std::string url;
  std::string published;
  std::string updated;
  std::string external_id;
  std::string version;
  std::string status;   // as set_status() reads it
  std::string embargo;  // a moment
  std::string published_from;  // no field: the key that gave `published`
};

inline constexpr std::size_t kRecordFields = 15;  // the members of Record that are fields

// Which keys give which field.
class FieldNames {
 public:
  // A field that `map` names is read from that key alone ("" for none); the others from their common names, in any
  // letter case. A Fault for a field that articles do not have.
  static schema::Result<FieldNames> make(const FieldMap& map);

  // A key's field, and its rank among that field's keys: 0 is the best. Nothing for a key that means nothing.
  struct Match {
    std::size_t field;  // row of the table of fields
    std::size_t rank;
  };
  std::optional<Match> match(std::string_view key) const;

  // True for the article's text itself, whose values may be paragraphs.
  static bool is_body(Match match);
  static bool is_outlet(Match match);
  // True for what an article cannot be without: its title or its body.
  static bool is_text(Match match);

  // The keys that the map names; a table without such a column cannot be read as asked.
  const FieldMap& mapped() const { return mapped_; }

 private:
  FieldMap mapped_;
  std::unordered_map<std::string, Match> exact_;   // by key
  std::unordered_map<std::string, Match> common_;  // by key in lower case
};

// Collects the values of one record: for each field that of the best-ranked key that is not empty.
class RecordValues {
 public:
  // `key` is what it was named: where `published` comes from.
  void take(FieldNames::Match match, std::string value, std::string_view key = {});
  Record release() { return std::move(record_); }

 private:
  Record record_;
  std::array<std::size_t, kRecordFields> ranks_{};  // of the value held; meaningless while it is empty
};

// Appends a part to an article's text, after `joint` unless it is the first; where it stands now.
schema::Span append_part(std::string& text, std::string_view part, std::string_view joint = "\n\n");

// Sets an article's metadata from a record's values, but not its text: white space made one space, dates read, NUL made U+FFFD.
void set_metadata(schema::Article& article, Record record);

// The article: its text is title, standfirst and body, a blank line between, NUL made U+FFFD; `provenance.place` names
// the record in a Fault. A Fault when there is neither title nor body, or the text is over options.max_article_bytes.
schema::Result<schema::Article> article_of(Record record, schema::Provenance provenance, std::uint32_t replaced_bytes,
                                           const ReaderOptions& options);

}  // namespace attache::indexer
