#include "indexer/readers/nexis_document.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/readers/composition.hpp"
#include "indexer/readers/export_dates.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;
using schema::Result;

// What a label's words are for the article. Everything behind a label that ends the text is none of it.
enum class Label : std::uint8_t {
  Byline,
  Section,
  Dateline,
  Standfirst,
  Length,
  Caption,
  Correction,
  Language,
  Url,
  Loaded,
  Classification,
  Other,
  OtherAfter
};

struct LabelName {
  std::string_view name;  // folded
  Label label;
};

// In English, French, German, Spanish, Italian and Dutch.
constexpr std::array<LabelName, 86> kLabels{{
    {"byline", Label::Byline},
    {"auteur", Label::Byline},
    {"autor", Label::Byline},
    {"autore", Label::Byline},
    {"author", Label::Byline},
    {"section", Label::Section},
    {"rubrique", Label::Section},
    {"rubrik", Label::Section},
    {"ressort", Label::Section},
    {"seccion", Label::Section},
    {"sezione", Label::Section},
    {"sectie", Label::Section},
    {"dateline", Label::Dateline},
    {"origine", Label::Dateline},
    {"highlight", Label::Standfirst},
    {"encart", Label::Standfirst},
    {"subheadline", Label::Standfirst},
    {"length", Label::Length},
    {"longueur", Label::Length},
    {"lange", Label::Length},
    {"longitud", Label::Length},
    {"lunghezza", Label::Length},
    {"lengte", Label::Length},
    {"series", Label::Other},
    {"column", Label::Other},
    {"titre", Label::Other},
    {"graphic", Label::Caption},
    {"graphique", Label::Caption},
    {"grafik", Label::Caption},
    {"correction", Label::Correction},
    {"language", Label::Language},
    {"langue", Label::Language},
    {"sprache", Label::Language},
    {"idioma", Label::Language},
    {"lingua", Label::Language},
    {"taal", Label::Language},
    {"url", Label::Url},
    {"load-date", Label::Loaded},
    {"date-chargement", Label::Loaded},
    {"update", Label::Loaded},
    {"fecha-carga", Label::Loaded},
    {"data-caricamento", Label::Loaded},
    {"laad-datum", Label::Loaded},
    {"publication-type", Label::OtherAfter},
    {"publication type", Label::OtherAfter},
    {"type-publication", Label::OtherAfter},
    {"type-doc", Label::OtherAfter},
    {"publikationstyp", Label::OtherAfter},
    {"zeitungs-code", Label::OtherAfter},
    {"tipo-de-publicacion", Label::OtherAfter},
    {"type-publicatie", Label::OtherAfter},
    {"journal-code", Label::OtherAfter},
    {"journal code", Label::OtherAfter},
    {"code-journal", Label::OtherAfter},
    {"correction-date", Label::OtherAfter},
    {"distribution", Label::OtherAfter},
    {"document-type", Label::OtherAfter},
    {"subject", Label::OtherAfter},
    {"sujet", Label::OtherAfter},
    {"organization", Label::OtherAfter},
    {"organisation", Label::OtherAfter},
    {"company", Label::OtherAfter},
    {"societe", Label::OtherAfter},
    {"person", Label::OtherAfter},
    {"personne", Label::OtherAfter},
    {"city", Label::OtherAfter},
    {"ville", Label::OtherAfter},
    {"state", Label::OtherAfter},
    {"country", Label::OtherAfter},
    {"pays", Label::OtherAfter},
    {"geographic", Label::OtherAfter},
    {"localisation-geo", Label::OtherAfter},
    {"industry", Label::OtherAfter},
    {"secteur", Label::OtherAfter},
    {"ticker", Label::OtherAfter},
    {"type", Label::OtherAfter},
    {"acc-no", Label::OtherAfter},
    {"notes", Label::Classification},
    {"copyright", Label::OtherAfter},
    {"copyright-note", Label::OtherAfter},
    {"credit", Label::OtherAfter},
    {"cutline", Label::Caption},
    {"category", Label::OtherAfter},
    {"estado", Label::OtherAfter},
    {"classification", Label::Classification},
    {"transcript", Label::Other},
}};

struct Labelled {
  Label label;
  std::string words;
};

// The older exports write labels in capitals, Nexis Uni as words: there an inner paragraph may begin alike.
enum class LabelStyle : std::uint8_t { Capitals, Words };

// "BYLINE: Anna Tolk". Speakers in capitals ("SALVANE: …") are no labels, so only known ones are.
std::optional<Labelled> read_label(std::string_view paragraph, LabelStyle style) {
  const std::size_t colon = paragraph.substr(0, 40).find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view written = paragraph.substr(0, colon);
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (style == LabelStyle::Capitals ? std::any_of(written.begin(), written.end(), is_small) : is_small(written.front()))
    return std::nullopt;
  const std::string name = schema::fold(schema::one_line(written));
  for (const auto& [known, label] : kLabels)
    if (name == known) return Labelled{label, schema::one_line(paragraph.substr(colon + 1))};
  return std::nullopt;
}

bool ends_text(Label label) {
  return label == Label::Caption || label == Label::Correction || label == Label::Language || label == Label::Url ||
         label == Label::Loaded || label == Label::Classification || label == Label::OtherAfter;
}

// "Copyright 1991 My Company": the owner, not the outlet.
bool is_copyright(std::string_view paragraph) {
  static const RE2 mark(R"((?i)^(?:copyright|copr\.|copy|©|\(c\))\s*(?:©|\(c\))?\s*\d{4}\b)");
  return RE2::PartialMatch(re2::StringPiece(paragraph.data(), paragraph.size()), mark);
}

std::string_view first_line(std::string_view paragraph) { return paragraph.substr(0, paragraph.find('\n')); }

constexpr std::size_t kLongestDateLine = 90;  // bytes, with edition

// A line that is a date, with its time and edition: not a sentence that begins with one.
std::optional<schema::Moment> read_date_line(std::string_view line) {
  if (line.size() > kLongestDateLine || read_label(line, LabelStyle::Words)) return std::nullopt;
  const auto moment = read_export_date(line);
  return moment && moment->day ? moment : std::nullopt;
}

// "INTERNATIONAL" of "INTERNATIONAL; Pg. 35"; a page alone is no section.
std::string section_of(const std::string& words) {
  static const RE2 page(R"((?i)(?:pg|pp?|page|seite|s)\b\.?.*)");
  std::string section = words.substr(0, words.find(';'));
  return RE2::FullMatch(section, page) ? std::string() : section;
}

// Takes what a labelled paragraph says; the passages that it gives go to `after`, which follow the text.
void take(const Labelled& labelled, Article& article, std::vector<Passage>& after) {
  switch (labelled.label) {
    case Label::Byline:
      fill(article.byline, without_by(labelled.words));
      break;
    case Label::Section:
      fill(article.section, section_of(labelled.words));
      break;
    case Label::Dateline:
      fill(article.dateline, place_of_dateline(labelled.words));
      break;
    case Label::Standfirst:
      fill(article.standfirst, labelled.words);
      break;
    case Label::Language:
      fill(article.language, schema::language_tag(labelled.words));
      break;
    case Label::Url:
      fill(article.url, labelled.words);
      break;
    case Label::Caption:
      if (!labelled.words.empty()) after.push_back({BlockKind::Caption, labelled.words});
      break;
    case Label::Correction:
      if (!labelled.words.empty()) after.push_back({BlockKind::Paragraph, labelled.words});
      break;
    default:
      break;
  }
}

// Whether the label closes the text where it stands, before any other has.
bool closes_text(Label label, LabelStyle style) {
  if (style == LabelStyle::Capitals) return ends_text(label);
  return label == Label::Loaded || label == Label::Caption || label == Label::Correction || label == Label::Classification;
}

// Where the line is that counts the words: up to there everything is head. 0 when there is none.
std::size_t length_at(const NexisParagraphs& paragraphs, LabelStyle style) {
  for (std::size_t i = 0; i < paragraphs.size(); ++i)
    if (const auto labelled = read_label(paragraphs[i], style); labelled && labelled->label == Label::Length) return i;
  return 0;
}

// Reads text and what follows it, from `from` on.
std::vector<Passage> read_text(const NexisParagraphs& paragraphs, std::size_t from, LabelStyle style, Article& article) {
  std::vector<Passage> passages, after;
  std::optional<Label> last;  // the label that ended the text
  for (std::size_t i = from; i < paragraphs.size(); ++i) {
    const std::string& paragraph = paragraphs[i];
    const auto labelled = read_label(paragraph, style);
    if (labelled && (last || closes_text(labelled->label, style))) {
      take(*labelled, article, after);
      last = labelled->label;
    } else if (labelled && style == LabelStyle::Capitals) {
      take(*labelled, article, after);
    } else if (is_copyright(paragraph) && (last || i + 3 >= paragraphs.size())) {
      last = Label::OtherAfter;
    } else if (!last) {
      passages.push_back({BlockKind::Paragraph, paragraph});
    } else if (*last == Label::Caption || *last == Label::Correction) {
      take({*last, schema::one_line(paragraph)}, article, after);
    }
  }
  passages.insert(passages.end(), std::make_move_iterator(after.begin()), std::make_move_iterator(after.end()));
  return passages;
}

// Labelled paragraphs from `at` on; the first that is none, or that ends a text.
std::size_t read_head_labels(const NexisParagraphs& paragraphs, std::size_t at, Article& article) {
  const std::size_t length = length_at(paragraphs, LabelStyle::Capitals);
  std::vector<Passage> none;
  for (; at < paragraphs.size(); ++at) {
    const auto labelled = read_label(paragraphs[at], LabelStyle::Capitals);
    if (labelled && ends_text(labelled->label) && at > length) break;
    if (labelled)
      take(*labelled, article, none);
    else if (!is_copyright(paragraphs[at]))
      break;
  }
  return at;
}

// The headline: what stands between the date and the first label, which are read too. Where its text begins.
std::size_t read_head(const NexisParagraphs& paragraphs, std::size_t from, Article& article) {
  const auto label_of = [&](std::size_t i) { return read_label(paragraphs[i], LabelStyle::Capitals); };
  std::size_t at = read_head_labels(paragraphs, from, article);
  if (at >= paragraphs.size() || label_of(at)) return at;
  if (at > from && !is_copyright(paragraphs[at - 1])) return at;  // labels come behind a headline: there is none
  std::size_t label = at;
  while (label < paragraphs.size() && !label_of(label)) ++label;
  const bool headed =
      label < paragraphs.size() && (!ends_text(label_of(label)->label) || label < length_at(paragraphs, LabelStyle::Capitals));
  if (!headed) {  // an export without labels before its text
    article.title = schema::one_line(paragraphs[at]);
    return at + 1;
  }
  std::string title;
  for (; at < label; ++at) title.append(title.empty() ? "" : " ").append(paragraphs[at]);
  article.title = schema::one_line(title);
  return read_head_labels(paragraphs, at, article);
}

}  // namespace

std::optional<NexisHeading> read_nexis_heading(std::string_view line) {
  static const RE2 heading(R"((?i)(?:do[ck]ument\w*)?\s*(\d{1,6}) (?:of|sur|von|de|di|van) (\d{1,6})\s*(?:do[ck]ument\w*)?)");
  constexpr std::size_t kLongest = 80;
  NexisHeading found;
  const std::string words = schema::one_line(line.substr(0, kLongest + 1));
  if (words.size() > kLongest || schema::fold(words).find("ument") == std::string::npos) return std::nullopt;
  if (!RE2::FullMatch(words, heading, &found.number, &found.total)) return std::nullopt;
  return found;
}

Result<Article> article_of_nexis(const NexisParagraphs& paragraphs, Article article, const ReaderOptions& options) {
  constexpr std::size_t kSourceParagraphs = 3;  // at most, before the date
  const auto is_label = [](const std::string& paragraph) { return read_label(paragraph, LabelStyle::Capitals).has_value(); };
  std::size_t date = 0;
  while (date < paragraphs.size() && date <= kSourceParagraphs && !is_label(paragraphs[date]) &&
         !read_date_line(first_line(paragraphs[date])))
    ++date;
  const bool dated = date < paragraphs.size() && date <= kSourceParagraphs && !is_label(paragraphs[date]);
  if (!dated && std::none_of(paragraphs.begin(), paragraphs.end(), is_label)) {
    const std::string words = paragraphs.empty() ? std::string() : schema::one_line(paragraphs.front()).substr(0, 120);
    return Fault{"a document without source, date and text: " + schema::valid_utf8(words), article.provenance.place};
  }
  if (dated) set_published(article, first_line(paragraphs[date]), "the date line");
  const bool has_source = !is_label(paragraphs.front()) && (!dated || date > 0);
  if (has_source) article.outlet = first_line(paragraphs.front());
  const std::size_t text = read_head(paragraphs, dated ? date + 1 : has_source ? 1 : 0, article);
  std::vector<Passage> passages = read_text(paragraphs, text, LabelStyle::Capitals, article);
  return compose(std::move(article), std::move(passages), options);
}

Result<Article> article_of_nexis_uni(const NexisParagraphs& paragraphs, Article article, const ReaderOptions& options) {
  const auto body = std::find(paragraphs.begin(), paragraphs.end(), "Body");
  const auto head_end = static_cast<std::size_t>(body - paragraphs.begin());
  std::size_t date = head_end;
  while (date > 0 && !read_date_line(first_line(paragraphs[date - 1]))) --date;
  if (date == 0) return Fault{"a document without a date line", article.provenance.place};
  --date;
  set_published(article, first_line(paragraphs[date]), "the date line");
  if (date > 0) article.outlet = first_line(paragraphs[date - 1]);
  if (date > 1) article.title = paragraphs[date - 2];
  std::vector<Passage> passages;
  for (std::size_t i = date + 1; i < head_end; ++i)
    if (const auto labelled = read_label(paragraphs[i], LabelStyle::Words)) take(*labelled, article, passages);
  if (body != paragraphs.end()) {
    NexisParagraphs text(body + 1, paragraphs.end());
    // These labels stand alone on their line.
    for (std::string& paragraph : text)
      for (const char* name : {"Classification", "Graphic", "Correction", "Notes"})
        if (paragraph == name) paragraph += ":";
    for (Passage& passage : read_text(text, 0, LabelStyle::Words, article)) passages.push_back(std::move(passage));
  }
  return compose(std::move(article), std::move(passages), options);
}

}  // namespace attache::indexer
