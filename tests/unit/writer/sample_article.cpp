#include "tests/unit/writer/sample_article.hpp"

#include <array>

#include "schema/digest.hpp"

namespace attache::tests {
namespace {

using namespace schema;

Span find(const std::string& text, const std::string& part) {
  const auto at = text.find(part);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
}

}  // namespace

const Names& sample_names() {
  static const std::array<Names::Table, 5> tables{{
      {"countries.tsv", "id\tname\tnames\tadjectives\tmetonyms\tsource\n"
                        "c:vd\tVardania\t\tVardanian\tTeskov\tunsourced\n"},
      {"organisations.tsv", "id\tname\tnames\tadjectives\tmetonyms\tdescriptions\tpart_of\tsource\n"
                            "o:nsu\tNSU\tNorthern Straits Union\t\t\tthe union\t\tunsourced\n"},
      {"people.tsv", "id\tname\tnames\tsurname\tcountry\tgender\tsource\n"
                     "p:ilan-marel\tIlan Marel\t\tMarel\tc:vd\tm\tunsourced\n"},
      {"offices.tsv", "kind\ttitles\tbodies\timplied\tseveral\tsource\n"
                      "foreign_minister\tforeign minister\tcountry\t\t\tunsourced\n"},
      {"terms.tsv", "kind\tbody\tperson\tfrom\tuntil\tsource\n"
                    "foreign_minister\tc:vd\tp:ilan-marel\t2019-01-01\t\tunsourced\n"},
  }};
  static const Names names(tables);
  return names;
}

SampleArticle::SampleArticle(const std::string& file, const std::string& extra) {
  const std::string headline = extra + "Strait talks fail";
  const std::string first =
      "Asked about the visit, \"We will not accept new conditions. Talks are over,\" Ilan Marel warned reporters on "
      "Monday.";
  const std::string second = "The union's envoys left Teskov.";
  article.text = headline + "\n\n" + first + "\n\n" + second + "\n";
  article.blocks = {{BlockKind::Headline, find(article.text, headline)},
                    {BlockKind::Paragraph, find(article.text, first)},
                    {BlockKind::Paragraph, find(article.text, second)}};
  article.title = headline;
  article.outlet = "Halmere Press";
  article.language = "en";
  article.url = "https://example.org" + file;
  article.published_raw = "9 December 2021";
  article.published = make_date(2021, 12, 9);
  article.external_id = "urn:opa:" + file;
  article.version = "2";
  article.published_from = "NewsML contentCreated";
  article.published_at = "2021-12-09T10:15:00Z";
  article.words = 26;
  article.provenance = {file, "", sha256_hex(article.text)};

  Quote quote;
  quote.content = {find(article.text, "\"We will not accept new conditions. Talks are over,\"")};
  quote.cue = {find(article.text, "warned")};
  quote.source = {find(article.text, "Ilan Marel")};
  quote.kind = QuoteKind::Direct;
  quote.act = Act::Warns;
  quote.speakers = {{"p:ilan-marel", "Ilan Marel", SpeakerClass::Person, "foreign ministry", {}, 0.9}};
  quote.to = "reporters";
  quote.confidence = 0.9;
  quote.reason = "named";
  quote.topics = {{"o:nsu", "NSU", Ring::Named, "", {}}};
  quote.context = article.blocks[1].span;
  quote.lead_in = find(article.text, "Asked about the visit,");
  quotes = {quote};
}

}  // namespace attache::tests
