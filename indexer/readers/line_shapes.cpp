#include "indexer/readers/line_shapes.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace attache::indexer {
namespace {

using re2::StringPiece;

constexpr std::size_t kLongestStamp = 120;     // bytes
constexpr std::size_t kLongestByline = 120;    // bytes
constexpr std::size_t kLongestCredit = 240;    // bytes; "(Reporting by …; editing by …)" names several people
constexpr std::size_t kLongestCaption = 600;   // bytes
constexpr std::size_t kLongestHeadline = 240;  // bytes

const std::string kAgency =
    "(?:AFP|AP(?: Photo)?|Reuters|REUTERS|EPA(?:-EFE)?|EFE|UPI|Getty(?: "
    "Images)?|Xinhua|TASS|Tass|dpa|DPA|ANSA|PTI|ANI|IANS|"
    "Bernama|Anadolu(?: Agency)?|AA|Bloomberg|NurPhoto|Shutterstock|Alamy|PA(?: Wire| Media)?|Kyodo(?: News)?|Yonhap|"
    "Sputnik|Interfax|Ukrinform|TT|NTB|Ritzau|Keystone|Belga|ANP|Lusa|CTK|PAP|MTI|Handout|File(?: photo)?|Instagram)";

bool full(const RE2& pattern, std::string_view text) {
  return RE2::FullMatch(StringPiece(text.data(), text.size()), pattern);
}

bool partial(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(StringPiece(text.data(), text.size()), pattern);
}

std::string_view stripped(std::string_view text) {
  constexpr std::string_view kEdges = " \t\r\n|,;:-";
  const std::size_t begin = text.find_first_not_of(kEdges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kEdges) + 1 - begin);
}

// Latin letters of Europe's and Turkey's alphabets: \p{L} whole makes automata too large for RE2's memory.
const std::string kUpper = "[A-ZÀ-ÞĀ-Ž]";
const std::string kInName = "[A-Za-zÀ-ž.'’-]";
const std::string kName = kUpper + kInName + "*";

// Code points that end a sentence may be followed by these.
constexpr std::array<std::string_view, 9> kClosers{"\"", "'", ")", "]", "”", "’", "»", "*", "\u00A0"};

std::string_view without_closers(std::string_view text) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view closer : kClosers)
      if (text.ends_with(closer)) {
        text.remove_suffix(closer.size());
        more = true;
      }
  }
  return text;
}

}  // namespace

std::optional<Stamp> read_stamp(std::string_view line) {
  static const RE2 labelled(
      "(?i)(?:^|[|;,•·(]\\s*|[\\d)APM]\\s+[-–—]?\\s*)"
      "((?:(?:first|last|originally|story)\\s+)?(?:published|posted|updated|modified|issued|released|created|date|"
      "dated))"
      "(?:\\s+(?:on|at))?\\s*(?::|\\s|$)\\s*");
  static const RE2 starts_labelled(
      "(?i)^\\(?(?:(?:first|last|originally|story)\\s+)?"
      "(?:published|posted|updated|modified|issued|released|created|date|dated)\\b");
  static const RE2 bare(
      "((?:[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ž.'’ -]{1,40},\\s+){0,2})"  // Halmere, Orland,
      "(?i:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s+|(?:mon|tue|wed|thu|fri|sat|sun)\\.?,?\\s+)?"
      "(?:\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)?[- ](?:of )?[a-z]{3,9}\\.?,?[- ]\\d{4}|"
      "[a-z]{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4})"
      "(?:[,T]?\\s*(?:at\\s+|-\\s*|\\|\\s*)?\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:[.]\\d+)?\\s*(?:[ap]\\.?m\\.?)?"
      "\\s*(?:z|[a-z]{2,5}|[+-]\\d{2}:?\\d{2})?)?)");
  if (line.size() > kLongestStamp || line.find('\n') != std::string_view::npos) return std::nullopt;
  Stamp stamp;
  const bool has_digit = std::any_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (StringPiece place; has_digit && RE2::FullMatch(StringPiece(line.data(), line.size()), bare, &place)) {
    stamp.published_words = line.substr(place.size());
    stamp.published = schema::parse_date(stamp.published_words);
    if (!stamp.published) return std::nullopt;
    return stamp;
  }
  // "dated 23 July 2003, and concluded under" in the middle of a sentence.
  static const RE2 goes_on("^(?:published|posted|updated|modified|issued|released|created|dated?)\\s+(?:(?:on|at)\\s+)?[^:]*$");
  if (!partial(starts_labelled, line) || full(goes_on, line)) return std::nullopt;
  // Each label's words go up to the next label.
  struct Part {
    std::string label;
    std::size_t label_begin;
    std::size_t words_begin;
  };
  std::vector<Part> parts;
  const StringPiece whole(line.data(), line.size());
  StringPiece rest = whole;
  StringPiece label;
  while (RE2::FindAndConsume(&rest, labelled, &label)) {
    std::string folded(label.data(), label.size());
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    parts.push_back({folded, static_cast<std::size_t>(label.data() - line.data()), line.size() - rest.size()});
  }
  bool dated = false;
  bool colon = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = i + 1 < parts.size() ? parts[i + 1].label_begin : line.size();
    const std::string_view words = stripped(line.substr(parts[i].words_begin, end - parts[i].words_begin));
    const auto date = schema::parse_date(words);
    dated = dated || date.has_value();
    colon = colon || line.substr(parts[i].label_begin, parts[i].words_begin - parts[i].label_begin).find(':') !=
                         std::string_view::npos;
    const bool update = parts[i].label.ends_with("updated") || parts[i].label.ends_with("modified");
    auto& kept_words = update ? stamp.updated_words : stamp.published_words;
    auto& kept_date = update ? stamp.updated : stamp.published;
    if (!kept_words.empty()) continue;
    kept_words = words;
    kept_date = date;
  }
  // "Published by the ministry, …" is a sentence; "Date: unknown" is a stamp.
  if (!dated && !(colon && line.size() <= kLongestStamp / 2)) return std::nullopt;
  return stamp;
}

std::optional<std::string> read_byline(std::string_view line) {
  static const RE2 by(
      "(?:By|by|BY)\\s+(" + kName + "(?:\\s+(?:" + kName +
      "|and|de|van|von|der|al|bin|in|of|for|the|&))*(?:,\\s+[A-Za-zÀ-ž .,'’&-]+)?(?:\\s+\\([^)]*\\))?)");
  static const RE2 staff(
      "(?:By|by|BY)\\s+((?:our|a|the|staff|agency)\\b[A-Za-z ]{0,60}"
      "(?:correspondents?|reporters?|staff|writers?|editors?|agencies|desk)(?:\\s+in\\s+" +
      kName + ")?)");
  static const RE2 from("(" + kName + "(?:\\s+" + kName + "){1,3}(?:\\s+and\\s+" + kName + "(?:\\s+" + kName +
                        "){1,3})?\\s+in\\s+" + kName + "(?:\\s+" + kName + "){0,2})");
  if (line.size() > kLongestByline) return std::nullopt;
  std::string author;
  const StringPiece piece(line.data(), line.size());
  for (const RE2* shape : {&by, &staff, &from})
    if (RE2::FullMatch(piece, *shape, &author)) return author;
  return std::nullopt;
}

std::optional<Dateline> read_dateline(std::string_view paragraph) {
  static const std::string capitals = kUpper + "[A-ZÀ-ÞĀ-Ž.'’-]*" + kUpper + "\\.?";
  static const std::string mixed = kUpper + kInName + "+";
  static const std::string region = "(?:,\\s+" + kUpper + kInName + "+(?:\\s+" + kUpper + kInName + "+)?)?";
  static const std::string month =
      "(?:(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\\.?|January|February|March|April|May|June?|July?|August|September|"
      "October|November|December)";
  static const std::string day = "((?i:" + month + ")\\s+\\d{1,2}|\\d{1,2}\\s+(?i:" + month + "))(?:,?\\s+(\\d{4}))?";
  static const std::string any_agency = "\\s*\\([A-Za-zÀ-ž][^()\\n]*\\)";
  static const std::string agency = "\\s*\\(" + kAgency + "(?:/" + kAgency + ")?\\)";
  static const RE2 known_agency(agency + "|\\s*\\([A-Z]{2,6}\\)");
  static const std::string dash = "\\s*(?:—|–|--|\\s-(?:\\s|$))";
  static const RE2 upper("(" + capitals + "(?:[ /]" + capitals + "){0,3}" + region + ")(?:,\\s+" + day + ")?(" +
                         any_agency + ")?" + dash);
  static const RE2 dated("(" + mixed + "(?:[ /]" + mixed + "){0,3}" + region + "),\\s+" + day + "(" + any_agency +
                         ")?" + dash);
  static const RE2 signed_by("(" + mixed + "(?:[ /]" + mixed + "){0,3}" + region + ")()()(" + agency + ")" + dash);
  constexpr std::size_t kLongestDateline = 120;  // bytes
  std::string_view head = paragraph.substr(0, kLongestDateline);
  while (!head.empty() && head.size() < paragraph.size() && (paragraph[head.size()] & 0xC0) == 0x80)
    head.remove_suffix(1);
  for (const RE2* shape : {&upper, &dated, &signed_by}) {
    StringPiece rest(head.data(), head.size());
    std::string place, month_day, year, agency_words;
    if (!RE2::Consume(&rest, *shape, &place, &month_day, &year, &agency_words)) continue;
    Dateline dateline;
    dateline.size = head.size() - rest.size();
    while (dateline.size > 0 && (head[dateline.size - 1] == ' ' || head[dateline.size - 1] == '\n')) --dateline.size;
    dateline.place = std::move(place);
    dateline.certain = !month_day.empty() || full(known_agency, agency_words);
    dateline.month_day = std::move(month_day);
    dateline.year = std::move(year);
    return dateline;
  }
  return std::nullopt;
}

bool is_credit(std::string_view line) {
  static const RE2 agencies("[(—–/ -]*" + kAgency + "(?:\\s*(?:/|via|,|-|\\|)\\s*" + kAgency +
                            ")*(?: (?:pic|photo))?[.)]*");
  static const RE2 labelled(
      "\\(?(?i:photos?|photographs?|pictures?|images?|credits?|sources?)(?:(?i: credits?)?:.*| (?i:by|courtesy of) "
      "[A-Z].*)");
  static const RE2 sign_off("(?i)reuters?");
  static const RE2 reported(
      "(?i)[(\\[]?(?:(?:additional |extra )?reporting|writing|written|edited|editing|compiled|translated) by .*");
  if (line.size() > kLongestCredit) return false;
  return full(agencies, line) || (line.size() <= kLongestCredit / 2 && full(labelled, line)) || full(reported, line) ||
         full(sign_off, line);
}

bool is_caption(std::string_view paragraph) {
  static const RE2 ends_credited("(?s).*(?:[.!?”\"’')\\]]\\s+|/\\s*|\\|\\s*|[—–-]\\s+|via\\s+|:\\s*)\\(?" + kAgency +
                                 "(?:\\s*(?:/|via|\\|)\\s*" + kAgency + ")*(?: (?:pic|photo|file))?\\.?\\)?\\.?");
  static const RE2 pictured(
      "(?s).*(?:\\((?:Photo|Picture|Image)s?(?: by|:)[^)]*\\)|"
      "(?:Photo|Photograph|Picture|Image)(?: credit| by)?: ?[^.]{2,60}|[—–] (?:Photo|Picture) (?:by|courtesy of) "
      ".{2,60})\\.?");
  // A last sentence without a full stop that is one to four names: an agency nobody listed. Four small letters before
  // it, so that "Mrs. Reik" and "U.S. Senate" are none.
  static const RE2 ends_named("(?s).{20,}[a-zß-ž]{4}[.!?](?:[\"'’”)]*)\\s+" + kName + "(?:[ /]" + kName + "){0,3}");
  if (paragraph.size() > kLongestCaption) return false;
  return full(ends_credited, paragraph) || full(pictured, paragraph) ||
         (!ends_a_sentence(paragraph) && full(ends_named, paragraph));
}

bool ends_a_sentence(std::string_view text) {
  const std::string_view bare = without_closers(text);
  for (const std::string_view end : {".", "!", "?", "…", "。"})
    if (bare.ends_with(end)) return true;
  return false;
}

bool looks_like_headline(std::string_view line) {
  static const RE2 item("^(?:[-•*·–—▪►]|\\d{1,2}[.)]|[a-z(\\[])");
  static const RE2 quotation("(?s)^(?:“|\"|«|‘‘|'').*(?:”|\"|»|’’|'')$");
  if (line.empty() || line.size() > kLongestHeadline) return false;
  const std::string_view bare = without_closers(line);
  for (const std::string_view end : {".", ",", ";", ":", "…", "。"})
    if (bare.ends_with(end)) return false;
  if (std::count(line.begin(), line.end(), ' ') < 2) return false;
  return !partial(item, line) && !full(quotation, line);
}

bool stands_alone(std::string_view line) { return read_stamp(line) || read_byline(line) || is_credit(line); }

}  // namespace attache::indexer
