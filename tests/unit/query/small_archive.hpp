// An archive in memory of a few invented articles, one quotation a paragraph.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "query/answer/answer.hpp"
#include "query/parse/question.hpp"
#include "schema/index_document.hpp"
#include "schema/terms.hpp"
#include "tests/unit/query/small_names.hpp"

namespace attache::test {

// A paragraph that is `lead_in` + `source` + " said " + `content` + ".".
struct Said {
  std::string content;
  std::string source;
  std::string speaker;  // empty for unnamed
  schema::SpeakerClass speaker_class = schema::SpeakerClass::Person;
  std::string id = {};  // empty: made of the name
  std::string description = {};
  schema::Act act = schema::Act::Says;
  std::vector<schema::Topic> topics = {};
  std::string to = {};
  double confidence = 0.9;
  std::string lead_in = {};
  std::string with = {};  // a second person of a joint statement
};

inline schema::Topic topic(std::string entity, schema::Ring ring, std::string evidence = "") {
  return {entity, entity, ring, std::move(evidence), {}};
}

class SmallArchive {
 public:
  SmallArchive() : index_("", Xapian::DB_BACKEND_INMEMORY) {}

  void add(const std::string& file, const std::string& day, const std::vector<Said>& said,
           const std::string& opening = "", schema::PublicationStatus status = schema::PublicationStatus::Usable,
           const schema::Relations& relations = {}, const std::string& language = "en") {
    schema::StoredArticle stored;
    stored.id = ++articles_;
    stored.article.provenance = {"/cuttings/" + file, "", std::string(64, 'a')};
    stored.uid = schema::article_uid(stored.article.provenance);
    stored.engine = "rules-1";
    stored.article.title = "Headline of " + file;
    stored.article.outlet = "Orme Post";
    stored.article.language = language;
    stored.article.published = schema::parse_date(day);
    stored.article.status = status;
    stored.relations = relations;
    auto& text = stored.article.text;
    text = opening.empty() ? "" : opening + "\n\n";
    std::vector<schema::Quote> quotes;
    for (const auto& one : said) {
      const auto at = [&] { return static_cast<std::uint32_t>(text.size()); };
      schema::Quote quote;
      quote.context.begin = at();
      quote.lead_in = {at(), at() + static_cast<std::uint32_t>(one.lead_in.size())};
      text += one.lead_in;
      quote.source = {{at(), at() + static_cast<std::uint32_t>(one.source.size())}};
      text += one.source + " ";
      quote.cue = {{at(), at() + 4}};
      text += "said ";
      quote.content = {{at(), at() + static_cast<std::uint32_t>(one.content.size())}};
      text += one.content + ".";
      quote.context.end = at();
      text += "\n\n";
      schema::Speaker speaker{one.id, one.speaker, one.speaker_class, one.description, {}, 0.9};
      if (!one.description.empty()) speaker.descriptions = {one.description};
      if (speaker.id.empty() && !one.speaker.empty()) speaker.id = "n:" + schema::fold_phrase(one.speaker);
      quote.speakers = {speaker};
      if (!one.with.empty())
        quote.speakers.push_back(
            {"n:" + schema::fold_phrase(one.with), one.with, schema::SpeakerClass::Person, "", {}, 0.9});
      quote.act = one.act;
      quote.topics = one.topics;
      quote.to = one.to;
      quote.confidence = one.confidence;
      quotes.push_back(quote);
    }
    stored.article.blocks = {{schema::BlockKind::Paragraph, {0, static_cast<std::uint32_t>(text.size())}}};
    stored.quotes = static_cast<std::uint32_t>(quotes.size());
    for (const auto& document : schema::IndexDocuments(small_names()).documents_of(stored, quotes))
      index_.add_document(document);
    totals_.articles = articles_;
    languages_ = schema::languages_of(index_);
    parts_ = {{index_, languages_}};
  }

  static std::string uid(const std::string& file) { return schema::article_uid({"/cuttings/" + file, "", ""}); }

  query::Findings find(const query::Query& query) const {
    return query::find_quotes(view(), query, small_names());
  }

  query::Findings ask(const std::string& question) const {
    const auto query = query::parse_question(question, small_names(), *schema::make_date(2022, 6, 1));
    if (!query) throw std::runtime_error(query.error().place + ": " + query.error().reason);
    return find(*query);
  }

  schema::IndexView view() const { return {index_, totals_, languages_, parts_}; }

 private:
  Xapian::WritableDatabase index_;
  schema::Totals totals_;
  std::vector<std::string> languages_;
  std::vector<schema::IndexPart> parts_;
  std::int64_t articles_ = 0;
};

}  // namespace attache::test
