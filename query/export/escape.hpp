// Text of articles made harmless for the format it goes into: each escape stands here and nowhere else.
//
// Free functions; safe from any thread. All take any bytes, give valid UTF-8, and write what UTF-8 or the format cannot hold as U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace attache::query {

// Valid UTF-8 without NUL, which no spreadsheet, TSV or template takes.
std::string plain_text(std::string_view text);

// The same without what XML 1.0 forbids: controls other than tab and line ends, U+FFFE, U+FFFF. Not escaped: XML writers do that.
std::string xml_text(std::string_view text);

// For content and quoted attributes of HTML and XML.
std::string html_text(std::string_view text);

// On one line, with a '\' before what Markdown (GFM) could read as markup.
std::string markdown_text(std::string_view text);

// On one line, for a field in braces of BibTeX or for TeX: no brace of the text is left, since BibTeX counts them.
std::string latex_text(std::string_view text);

// On one line, without controls: for RIS.
std::string line_text(std::string_view text);

// What stands between the quotation marks of a string of JSON.
std::string json_text(std::string_view text);

// What spreadsheets would take for a formula, behind a "'": '=', '+', '-', '@', also full-width, tab, CR, LF at the beginning or behind
// such "'"; so taking one "'" off gives the text back. RELIABILITY.md P27.
std::string neutralised(std::string_view text);

// A cell of CSV (RFC 4180), in quotation marks where it has to be, with `always` anyway.
std::string csv_cell(std::string_view text, bool always = false);

// A cell of TSV: \t, \n, \r and \\ for tab, LF, CR and backslash.
std::string tsv_cell(std::string_view text);

}  // namespace attache::query
