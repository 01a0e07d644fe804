// An article: one published text with its metadata and its provenance (DESIGN.md section 2).
//
// Plain values, owned by whoever holds them; safe to share between threads while nobody writes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/date.hpp"
#include "schema/named_value.hpp"
#include "schema/span.hpp"

namespace attache::schema {

// What a stretch of the stored text is. Quotations are looked for in Paragraph only; a Caption or Credit between two
// paragraphs does not end a quotation that runs over it.
enum class BlockKind : std::uint8_t { Headline, Standfirst, Byline, Dateline, Paragraph, Caption, Credit, Stamp };

// One block of the text, trimmed of white space; blocks are in text order and do not overlap. A Dateline
// ("PEKING, April 9 -") is its own block, its paragraph begins after it. A Stamp is a line such as "Updated: …".
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  Span span;
  friend bool operator==(const Block&, const Block&) = default;
};

struct Provenance {
  std::string file;    // as opened, absolute and lexically normal; "-" for standard input; any bytes a path may have
  std::string place;   // where in the file: "row 17", "story 4"; empty when the file is one article
  std::string sha256;  // of the bytes read, lower-case hexadecimal
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

// What the publisher says of a version of an article (NewsML-G2 pubStatus, ninjs pubstatus).
enum class PublicationStatus : std::uint8_t { Usable, Withheld, Canceled };

struct Article {
  std::string text;           // stored UTF-8, valid; for plain text the whole decoded file (BOM and CR kept)
  std::vector<Block> blocks;  // covers all of text but white space
  std::string title;          // empty when there is none
  std::string standfirst;
  std::string byline;
  std::string outlet;
  std::string section;
  std::string dateline;  // the place: "PEKING"
  std::string agency;    // whose story it prints by its credit, by the name the tables know; empty when that is the outlet itself
  std::string language;  // BCP 47 primary tag; empty when unknown
  std::string url;
  std::string canonical_url;  // where the publisher says that the article lives, where it differs from url
  std::string external_id;    // the publisher's or vendor's own: a guid, an accession number; the same again is a new version
  std::string version;        // as the publisher counts: "2"
  std::string embargo;        // Moment::iso of the time before which it must not be used
  PublicationStatus status = PublicationStatus::Usable;
  std::string published_raw;  // the words the date was read from; empty when the file gives none
  std::string published_from; // where they stood: "JSON-LD datePublished", "column date"; empty for a line of the text
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string published_at;   // Moment::iso, as precise as the words; empty when they name no moment
  std::string updated_at;     // likewise
  std::string retrieved_at;   // likewise: when it was saved or crawled
  std::uint32_t words = 0;
  std::uint32_t replaced_bytes = 0;  // bytes that were not valid in the file's charset and became U+FFFD
  Provenance provenance;
  friend bool operator==(const Article&, const Article&) = default;
};

inline constexpr std::array<NamedValue<BlockKind>, 8> kBlockKinds{{
    {BlockKind::Headline, "headline"}, {BlockKind::Standfirst, "standfirst"}, {BlockKind::Byline, "byline"},
    {BlockKind::Dateline, "dateline"}, {BlockKind::Paragraph, "paragraph"}, {BlockKind::Caption, "caption"},
    {BlockKind::Credit, "credit"}, {BlockKind::Stamp, "stamp"}}};
inline constexpr std::array<NamedValue<PublicationStatus>, 3> kPublicationStatuses{{
    {PublicationStatus::Usable, "usable"}, {PublicationStatus::Withheld, "withheld"}, {PublicationStatus::Canceled, "canceled"}}};

// The members of an article that are one text each: name of the catalogue's column and of the key in JSON.
struct ArticleText {
  std::string_view name;
  std::string Article::*member;
};
inline constexpr std::array<ArticleText, 18> kArticleTexts{{
    {"title", &Article::title},
    {"standfirst", &Article::standfirst},
    {"byline", &Article::byline},
    {"outlet", &Article::outlet},
    {"section", &Article::section},
    {"dateline", &Article::dateline},
    {"agency", &Article::agency},
    {"language", &Article::language},
    {"url", &Article::url},
    {"canonical_url", &Article::canonical_url},
    {"external_id", &Article::external_id},
    {"version", &Article::version},
    {"embargo", &Article::embargo},
    {"published_raw", &Article::published_raw},
    {"published_from", &Article::published_from},
    {"published_at", &Article::published_at},
    {"updated_at", &Article::updated_at},
    {"retrieved_at", &Article::retrieved_at},
}};

// The day an article's quotations are dated by: updated if published is missing; nothing when both are.
std::optional<Date> day_of(const Article& article);

// What identifies an article over re-reading: 32 hexadecimal digits of SHA-256 over file and place; for standard input
// over the content's hash, so that the same bytes twice are one article.
std::string article_uid(const Provenance& provenance);

}  // namespace attache::schema
