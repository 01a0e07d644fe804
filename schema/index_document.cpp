#include "schema/index_document.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <unordered_map>
#include <utility>

#include <xapian.h>

#include "schema/document_record.hpp"
#include "schema/exact_forms.hpp"
#include "schema/terms.hpp"
#include "schema/text_shape.hpp"

namespace attache::schema {
namespace {

bool ends_sentence(std::string_view stretch) {
  const auto last = stretch.find_last_not_of("\"' \t\r\n)\x9D\x99\x80\xE2\xBB\xC2");  // ” ’ » in bytes
  return last != std::string_view::npos && std::string_view(".!?").find(stretch[last]) != std::string_view::npos;
}

std::string month_of(Date day) { return day_value(day).substr(0, 6); }
std::string year_of(Date day) { return day_value(day).substr(0, 4); }

// The terms of an article's words. A word met again is stemmed once only: most of a text's words are, and all of its quotations'.
class Stems {
 public:
  struct Forms {
    std::string stem;         // the term of its stem
    bool is_usual = false;    // exact_forms.hpp
    bool in_article = false;  // a word of the article's own document
  };

  explicit Stems(Stemming stemming) : stemmer_(stemming) {}
  const std::string& of(std::string_view folded) { return forms_of(folded).stem; }
  Forms& forms_of(std::string_view folded) {
    if (const auto at = forms_.find(folded); at != forms_.end()) return at->second;
    const std::string word(folded);
    Forms forms;
    forms.stem = word_term(FieldId::Text, word, stemmer_);
    forms.is_usual = folded == usual_form(forms.stem);
    return forms_.emplace(word, std::move(forms)).first->second;
  }
  // Whether the article's own document has this form.
  bool has(std::string_view folded) const {
    const auto at = forms_.find(folded);
    return at != forms_.end() && at->second.in_article;
  }
  const Stemmer& stemmer() const { return stemmer_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };

  Stemmer stemmer_;  // for one thread
  std::unordered_map<std::string, Forms, Hash, std::equal_to<>> forms_;
};

// What article and quotation documents have in common: identity, metadata, day. Made once for all of an article's.
class SharedFields {
 public:
  SharedFields(const StoredArticle& stored, Stems& stems) {
    const Article& article = stored.article;
    add_facet(FieldId::Uid, stored.uid);
    add_value(FieldId::Engine, stored.engine);
    add_facet(FieldId::Outlet, article.outlet);
    add_facet(FieldId::Section, article.section);
    add_facet(FieldId::Dateline, article.dateline);
    add_facet(FieldId::Language, article.language);
    add_facet(FieldId::Agency, article.agency);
    add_facet(FieldId::Status, std::string(name_in(kArticleStatuses, status_of(stored))));
    add_facet(FieldId::Cluster, stored.relations.cluster);
    add_facet(FieldId::Copy, std::string(name_in(kCopies, stored.relations.copy)));
    add_value(FieldId::Url, article.url);
    add_value(FieldId::File, article.provenance.file);
    if (const auto day = day_of(article)) {
      slots_.emplace_back(field(FieldId::Date).slot, day_value(day));
      add_value(FieldId::Date, to_string(*day));
      add_value(FieldId::Month, month_of(*day));
      add_value(FieldId::Year, year_of(*day));
    }
    for (const Word& word : words_of(article.title)) title_.push_back(safe_term(field(FieldId::Title).prefix, stems.of(word.folded)));
  }

  // Terms without positions, the title's words in their order, and values of slots.
  const std::vector<std::string>& terms() const { return terms_; }
  const std::vector<std::string>& title() const { return title_; }
  const std::vector<std::pair<Xapian::valueno, std::string>>& slots() const { return slots_; }

 private:
  void add_value(FieldId id, std::string_view value) {
    if (std::string term = value_term(id, value); !term.empty()) terms_.push_back(std::move(term));
  }
  void add_facet(FieldId id, const std::string& value) {
    add_value(id, value);
    if (!value.empty()) slots_.emplace_back(field(id).slot, value);
  }

  std::vector<std::string> terms_, title_;
  std::vector<std::pair<Xapian::valueno, std::string>> slots_;
};

enum class DocumentKind : std::uint8_t { Article, Quotation };

// Fills one document. The running text comes first: its shape counts positions from the document's first.
class DocumentBuilder {
 public:
  DocumentBuilder(DocumentKind kind, Stems& stems, const SentenceSplitter& sentences) : kind_(kind), stems_(stems), sentences_(sentences) {}

  // Words of text[span] as running text, stems with positions. To be ended by end_paragraph().
  void add_running_text(std::string_view text, Span span, bool in_lead) {
    bool first = true;
    for (const Span sentence : sentences_(text, span)) {
      if (!first) end_sentence();
      first = false;
      sentence_.in_lead = in_lead;
      each_word(text, sentence, [&](const WordView& word) {
        ++sentence_.words;
        Stems::Forms& forms = stems_.forms_of(word.folded);
        document_.add_posting(forms.stem, ++position_);
        if (exact_forms_ && !std::exchange(forms.in_article, true) && !forms.is_usual) add_unusual(std::string(word.folded), forms.stem);
      });
    }
  }
  // From now on words of running text are found by their exact forms, too, until end_exact_forms(). Not those of quotations: whatever
  // is looked for in them is looked for again in their stored words. For one document of an article.
  void with_exact_forms() { exact_forms_ = true; }
  void end_exact_forms() {
    exact_forms_ = false;
    for (const std::string* const stem : stems_of_unusual_)
      if (const auto usual = usual_form(*stem); stems_.has(usual)) add_exact_form(std::string(usual));
  }
  void end_sentence() { end_sentence(false); }
  void end_paragraph() { end_sentence(true); }

  // Words under the prefix of a Text or Word field.
  void add_words(FieldId id, std::string_view text) {
    if (field(id).kind == FieldKind::Text) {
      for (const Word& word : words_of(text)) add_stem(id, safe_term(field(id).prefix, stems_.of(word.folded)));
      position_ += kParagraphGap;
    } else {
      for (const Word& word : words_of(text)) document_.add_boolean_term(word_term(id, word.folded, stems_.stemmer()));
    }
  }

  void add_value(FieldId id, std::string_view value) {
    if (std::string term = value_term(id, value); !term.empty()) document_.add_boolean_term(term);
  }
  void set_slot(FieldId id, const std::string& value) {
    if (!value.empty()) document_.add_value(field(id).slot, value);
  }
  void add_facet(FieldId id, const std::string& value) {
    add_value(id, value);
    set_slot(id, value);
  }

  void add_article_fields(const SharedFields& shared) {
    add_value(FieldId::Type, kind_ == DocumentKind::Article ? "article" : "quote");
    for (const std::string& term : shared.terms()) document_.add_boolean_term(term);
    for (const auto& [slot, value] : shared.slots()) document_.add_value(slot, value);
    for (const std::string& term : shared.title()) add_stem(FieldId::Title, term);
    position_ += kParagraphGap;
  }

  Xapian::Document finish(const std::string& record) {
    document_.add_value(kShapeSlot, shape_value(shape_));
    document_.add_value(kRecordSlot, record_value(record));
    return std::move(document_);
  }

 private:
  void add_stem(FieldId id, const std::string& term) {
    if (kind_ == DocumentKind::Article || quotation_has_positions(id))
      document_.add_posting(term, ++position_);
    else
      document_.add_term(term);
  }
  void add_exact_form(const std::string& form) { document_.add_boolean_term(word_term(FieldId::Exact, form, stems_.stemmer())); }
  // `stem` must outlive the builder.
  void add_unusual(const std::string& form, const std::string& stem) {
    add_exact_form(form);
    stems_of_unusual_.push_back(&stem);
  }
  void end_sentence(bool ends_paragraph) {
    sentence_.ends_paragraph = ends_paragraph;
    shape_.push_back(std::exchange(sentence_, {}));
    position_ += ends_paragraph ? kParagraphGap : kSentenceGap;
  }

  DocumentKind kind_;
  Stems& stems_;
  const SentenceSplitter& sentences_;
  Xapian::Document document_;
  Xapian::termpos position_ = 0;
  std::vector<SentenceShape> shape_;  // of the running text so far
  SentenceShape sentence_;            // the one being added
  bool exact_forms_ = false;
  std::vector<const std::string*> stems_of_unusual_;
};

bool has_block(const Article& article, BlockKind kind) {
  for (const Block& block : article.blocks)
    if (block.kind == kind) return true;
  return false;
}

void add_article_text(DocumentBuilder& builder, const Article& article) {
  for (const RunningText& stretch : running_text(article)) {
    builder.add_running_text(stretch.text, stretch.span, stretch.in_lead);
    builder.end_paragraph();
  }
}

void add_content(DocumentBuilder& builder, const std::string& text, const std::vector<Span>& content) {
  bool in_lead = true;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (i > 0) {
      // A phrase runs on over "X," he said, "Y", not over the end of a sentence or paragraph.
      const std::string_view between =
          text_of(text, Span{content[i - 1].end, std::max(content[i - 1].end, content[i].begin)});
      if (between.find('\n') != std::string_view::npos) {
        builder.end_paragraph();
        in_lead = false;
      } else if (ends_sentence(text_of(text, content[i - 1]))) {
        builder.end_sentence();
      }
    }
    builder.add_running_text(text, content[i], in_lead);
  }
  builder.end_paragraph();
}

void add_office(DocumentBuilder& builder, const Office& office) {
  builder.add_value(FieldId::Office, to_string(office));
  builder.add_value(FieldId::OfficeBody, office.body);
}

void add_speaker(DocumentBuilder& builder, const Speaker& speaker, std::optional<Date> day, const Names& names) {
  builder.add_value(FieldId::Speaker, speaker.id);
  builder.add_value(FieldId::SpeakerClass, name_of(speaker.speaker_class));
  builder.add_words(FieldId::SpeakerWord, speaker.name);
  if (speaker.speaker_class != SpeakerClass::Person)
    builder.add_words(FieldId::SpeakerWord, initials_of(words_of(speaker.name)));
  builder.add_words(FieldId::SpeakerKey, spelling_key(fold_phrase(speaker.name)));
  builder.add_words(FieldId::Description, speaker.office);
  for (const std::string& description : speaker.descriptions) builder.add_words(FieldId::Description, description);
  if (const auto office = names.parse_office(speaker.office)) add_office(builder, *office);
  const Entity* entity = speaker.id.empty() ? nullptr : names.find(speaker.id);
  if (!entity) return;
  std::string_view country = entity->kind == EntityKind::Country ? entity->id : entity->country;
  if (country.starts_with("c:")) country.remove_prefix(2);
  builder.add_value(FieldId::Country, country);
  if (entity->kind == EntityKind::Person && day)
    for (const Term* term : names.offices_of(*entity, *day)) add_office(builder, term->office);
}

std::string joined_ids(const std::vector<Speaker>& speakers) {
  std::string out;
  for (const Speaker& speaker : speakers) {
    if (speaker.id.empty()) continue;
    if (!out.empty()) out += '\n';
    out += speaker.id;
  }
  return out;
}

}  // namespace

std::vector<Span> plain_sentences(std::string_view text, Span block) {
  std::vector<Span> out;
  std::uint32_t begin = block.begin;
  for (std::uint32_t i = block.begin; i + 2 < block.end; ++i) {
    const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
    if (!stop || text[i + 1] != ' ' || (text[i + 2] >= 'a' && text[i + 2] <= 'z')) continue;
    out.push_back({begin, i + 1});
    begin = i + 2;
  }
  if (begin < block.end) out.push_back({begin, block.end});
  return out;
}

std::vector<RunningText> running_text(const Article& article) {
  std::vector<RunningText> out;
  const auto add_loose = [&](const std::string& text, BlockKind kind) {
    if (!has_block(article, kind)) out.push_back({text, {0, static_cast<std::uint32_t>(text.size())}, true});
  };
  add_loose(article.title, BlockKind::Headline);
  add_loose(article.standfirst, BlockKind::Standfirst);
  bool in_opening = true;  // no paragraph yet
  for (const Block& block : article.blocks) {
    const bool paragraph = block.kind == BlockKind::Paragraph;
    const bool above = block.kind == BlockKind::Headline || block.kind == BlockKind::Standfirst;
    out.push_back({article.text, block.span, above || (paragraph && in_opening)});
    in_opening = in_opening && !paragraph;
  }
  return out;
}

IndexDocuments::IndexDocuments(const Names& names, SentenceSplitter sentences)
    : names_(&names), sentences_(std::move(sentences)) {}

std::string initials_of(const std::vector<Word>& words) {
  constexpr std::string_view kSmallWords[] = {"and", "for", "in", "of", "on", "the"};
  std::string out;
  for (const Word& word : words) {
    const bool small = std::find(std::begin(kSmallWords), std::end(kSmallWords), word.folded) != std::end(kSmallWords);
    const bool ascii = static_cast<unsigned char>(word.folded.front()) < 0x80;
    if (!small && ascii) out += word.folded.front();
  }
  return out.size() >= 3 ? out : "";
}

StoredQuote stored_quote(const StoredArticle& stored, const Quote& quote, std::uint32_t ordinal,
                         const CodePoints& points) {
  const std::string_view text = stored.article.text;
  StoredQuote out;
  out.ordinal = ordinal;
  out.engine = stored.engine;
  out.quote = quote;
  for (const Span span : quote.content) out.content_points.push_back(points.of(span));
  out.content = text_of(text, quote.content);
  out.cue = text_of(text, quote.cue);
  out.source = text_of(text, quote.source);
  out.context = text_of(text, quote.context);
  out.article = reference_to(stored);
  return out;
}

std::vector<Xapian::Document> IndexDocuments::documents_of(const StoredArticle& stored,
                                                           const std::vector<Quote>& quotes) const {
  const Article& article = stored.article;
  std::vector<Xapian::Document> out;
  Stems stems(stemming_of_article(article.language));
  const SharedFields shared(stored, stems);
  DocumentBuilder whole(DocumentKind::Article, stems, sentences_);
  whole.with_exact_forms();
  add_article_text(whole, article);
  whole.end_exact_forms();
  whole.add_article_fields(shared);
  whole.add_words(FieldId::Standfirst, article.standfirst);
  whole.add_words(FieldId::Byline, article.byline);
  whole.set_slot(FieldId::Words, number_value(article.words));
  out.push_back(whole.finish(to_json(stored)));

  const CodePoints points(article.text);
  const std::string reference = to_json(reference_to(stored));
  const auto day = day_of(article);
  for (std::uint32_t ordinal = 0; ordinal < quotes.size(); ++ordinal) {
    const Quote& quote = quotes[ordinal];
    if (!is_indexed(quote)) continue;
    DocumentBuilder one(DocumentKind::Quotation, stems, sentences_);
    add_content(one, article.text, quote.content);
    one.add_words(FieldId::LeadIn, text_of(article.text, quote.lead_in));
    one.add_article_fields(shared);
    for (const Speaker& speaker : quote.speakers) add_speaker(one, speaker, day, *names_);
    // "a diplomat close to the talks": who has no name or office is described by the words of the source alone.
    one.add_words(FieldId::Description, text_of(article.text, quote.source));
    for (const Speaker& speaker : quote.speakers)
      if (speaker.speaker_class != SpeakerClass::Person) one.add_words(FieldId::Description, speaker.name);
    one.set_slot(FieldId::Speaker, joined_ids(quote.speakers));
    if (!quote.speakers.empty())
      one.set_slot(FieldId::SpeakerClass, std::string(name_of(quote.speakers.front().speaker_class)));
    one.add_facet(FieldId::Act, std::string(name_of(quote.act)));
    one.add_facet(FieldId::Kind, std::string(name_of(quote.kind)));
    one.add_facet(FieldId::Factuality, std::string(name_of(quote.factuality)));
    one.add_words(FieldId::To, quote.to);
    one.add_words(FieldId::AccordingTo, quote.according_to);
    for (const Topic& topic : quote.topics) one.add_value(field_of(topic.ring), topic.entity);
    one.set_slot(FieldId::Ordinal, number_value(ordinal));
    one.set_slot(FieldId::Confidence, number_value(quote.confidence));
    out.push_back(one.finish(to_json(stored_quote(stored, quote, ordinal, points), reference)));
  }
  return out;
}

}  // namespace attache::schema
