#include "query/search/stored_text.hpp"

#include <utility>

#include "query/search/subject_match.hpp"
#include "schema/index_document.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::FieldId;

// Adds words and returns how many.
std::uint32_t add_words(std::string_view text, schema::Span span, std::uint32_t first, FieldText& out) {
  std::uint32_t added = 0;
  for (auto& word : schema::words_of(text, span)) out.words.push_back({text, word.span, std::move(word.folded), first + added++});
  return added;
}

void add_value(std::string_view value, FieldText& out) {
  const auto first = out.words.empty() ? 0 : out.words.back().number + 1 + schema::kParagraphGap;
  add_words(value, {0, static_cast<std::uint32_t>(value.size())}, first, out);
}

// `paragraphs`: what the text would be if each were a sentence.
void set_shape(std::string_view shape, const std::vector<schema::SentenceShape>& paragraphs, FieldText& out) {
  if (auto stored = schema::TextShape::of_value(shape); stored && stored->words() == out.words.size())
    out.shape = std::move(*stored);
  else
    out.shape = schema::TextShape(paragraphs);
}

}  // namespace

FieldText field_text(const schema::StoredArticle& stored, FieldId field, std::string_view shape) {
  FieldText out;
  const auto& article = stored.article;
  out.stemming = schema::stemming_of_article(article.language);
  if (field == FieldId::Title) add_value(article.title, out);
  if (field == FieldId::Standfirst) add_value(article.standfirst, out);
  if (field != FieldId::Text) return out;
  std::vector<schema::SentenceShape> paragraphs;
  for (const auto& stretch : schema::running_text(article)) {
    const auto words = add_words(stretch.text, stretch.span, static_cast<std::uint32_t>(out.words.size()), out);
    paragraphs.push_back({words, true, stretch.in_lead});
  }
  set_shape(shape, paragraphs, out);
  return out;
}

FieldText field_text(const schema::StoredQuote& stored, FieldId field, std::string_view shape) {
  FieldText out;
  out.stemming = schema::stemming_of_article(stored.article.language);
  if (field == FieldId::Title) add_value(stored.article.title, out);
  if (field == FieldId::LeadIn) add_value(lead_in_of(stored), out);
  if (field == FieldId::Description) {
    for (const auto& speaker : stored.quote.speakers) {
      add_value(speaker.office, out);
      for (const auto& description : speaker.descriptions) add_value(description, out);
    }
    add_value(stored.source, out);
    for (const auto& speaker : stored.quote.speakers)
      if (speaker.speaker_class != schema::SpeakerClass::Person) add_value(speaker.name, out);
  }
  if (field != FieldId::Text) return out;
  const auto words = add_words(stored.content, {0, static_cast<std::uint32_t>(stored.content.size())}, 0, out);
  set_shape(shape, {{words, true, true}}, out);
  return out;
}

}  // namespace attache::query
