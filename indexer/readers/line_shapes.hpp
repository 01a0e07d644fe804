// What a line or paragraph is by its looks alone: a stamp, a byline, a credit, a caption, a dateline, a headline.
//
// Free functions, safe from any thread. Arguments are trimmed, valid UTF-8; a long text is refused without being
// searched.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "schema/date.hpp"

namespace attache::indexer {

// A line that says when: "Updated: December 9th 2021, 11:11 PM", "Date: 24-MAR-1987", "2022-04-21", "Geneva, 3 May
// 2021", or both of "Published … | Updated …". Words are as printed, without the label; the date is missing when the
// words name no day.
struct Stamp {
  std::string published_words;
  std::string updated_words;
  std::optional<schema::Date> published;
  std::optional<schema::Date> updated;
};
std::optional<Stamp> read_stamp(std::string_view line);

// "By Jane Roe", "Jane Roe in Geneva", "by Jane Roe, Reuters": the line without its "By"; nothing when it is none.
std::optional<std::string> read_byline(std::string_view line);

// The beginning of a paragraph that says where and when: "PEKING, April 9 -", "GENEVA, 2 December 2021 (AP) —".
struct Dateline {
  std::size_t size = 0;   // bytes up to the end of the dash
  std::string place;      // "PEKING"
  std::string month_day;  // "April 9"; empty when there is none
  std::string year;       // "1987"; empty when there is none
  bool certain = false;   // has a day or an agency, so that it is one anywhere; a bare "PEKING -" only opens a story
};
std::optional<Dateline> read_dateline(std::string_view paragraph);

// A line that is only an agency, a photographer or the reporters: "AFP", "Photo: …", "(Reporting by …)".
bool is_credit(std::string_view line);

// A short paragraph that ends in a picture's credit: "… in Geneva. AFP", "… / Getty Images".
bool is_caption(std::string_view paragraph);

// A line without a sentence's end, as headlines, teasers and links are: of three words or more, at most 200 characters,
// no list item, no direct quotation.
bool looks_like_headline(std::string_view line);

// Ends in . ! ? or …, quotation marks and brackets after it aside.
bool ends_a_sentence(std::string_view text);

// A stamp, byline or credit: a line that is never part of a wrapped paragraph.
bool stands_alone(std::string_view line);

}  // namespace attache::indexer
