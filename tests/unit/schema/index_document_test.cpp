#include <catch2/catch.hpp>

#include <array>
#include <set>

#include <xapian.h>

#include "schema/document_record.hpp"
#include "schema/error.hpp"
#include "schema/index_document.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/sample_article.hpp"

using namespace attache::schema;
using attache::tests::sample_names;
using attache::tests::SampleArticle;

namespace {

StoredArticle stored(const SampleArticle& sample) {
  StoredArticle out;
  out.id = 5;
  out.uid = article_uid(sample.article.provenance);
  out.engine = "test-1";
  out.quotes = 1;
  out.article = sample.article;
  return out;
}

std::set<std::string> terms_of(const Xapian::Document& document) {
  return {document.termlist_begin(), document.termlist_end()};
}

// Does the phrase stand in the document, word beside word?
bool has_phrase(const Xapian::Document& document, std::initializer_list<std::string> words) {
  Xapian::WritableDatabase memory("", Xapian::DB_BACKEND_INMEMORY);
  memory.add_document(document);
  Xapian::Enquire enquire(memory);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end()));
  return !enquire.get_mset(0, 1).empty();
}

}  // namespace

TEST_CASE("an article gives one document and one for each quotation that is shown", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  sample.quotes.push_back(sample.quotes[0]);
  sample.quotes[0].shown = false;
  const StoredArticle article = stored(sample);
  const auto documents = IndexDocuments(sample_names()).documents_of(article, sample.quotes);
  REQUIRE(documents.size() == 2);
  for (const auto& document : documents) {
    const auto terms = terms_of(document);
    CHECK(terms.contains("Q" + article.uid));
    for (const auto& term : terms) CHECK(is_valid_term(term));
  }
  CHECK(terms_of(documents[0]).contains(article_type_term()));
  CHECK(terms_of(documents[1]).contains(quote_type_term()));
  // The place among all attributions, not among those shown.
  CHECK(number_of_value(documents[1].get_value(field(FieldId::Ordinal).slot)) == 1);
  CHECK(article_of(documents[0]) == article);
  CHECK(quote_of(documents[1]).quote == sample.quotes[1]);
}

TEST_CASE("a quotation is found by each thing that is known of it", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  const auto documents = IndexDocuments(sample_names()).documents_of(stored(sample), sample.quotes);
  REQUIRE(documents.size() == 2);
  const auto terms = terms_of(documents[1]);
  for (const char* term : {"XSPEAKERp:ilan-marel",
                           "XSPWORDilan",
                           "XSPWORDmarel",
                           "XCLASSperson",
                           "XOFFICEforeign_minister/c:vd",
                           "XBODYc:vd",
                           "Nvd",
                           "XDESCministri",
                           "XDESCforeign",
                           "XACTwarns",
                           "XKINDdirect",
                           "XFACTsaid",
                           "XTOreporters",
                           "XNAMEDo:nsu",
                           "XLEADINvisit",
                           "XOUTLEThalmere press",
                           "Len",
                           "D20211209",
                           "M202112",
                           "Y2021",
                           "XENGINEtest-1",
                           "accept",
                           "XFILE/news/a.txt"}) {
    CAPTURE(term);
    CHECK(terms.contains(term));
  }
  CHECK_FALSE(terms.contains("XWaccept"));  // exact forms are the articles'
  CHECK(documents[1].get_value(field(FieldId::Date).slot) == "20211209");
  CHECK(documents[1].get_value(field(FieldId::Speaker).slot) == "p:ilan-marel");
  CHECK(documents[1].get_value(field(FieldId::Outlet).slot) == "Halmere Press");
  CHECK(number_of_value(documents[1].get_value(field(FieldId::Confidence).slot)) == 0.9);
}

TEST_CASE("the usual form of a stem has a term where another form is beside it", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  const auto terms = [&](const std::string& text, const char* language) {
    sample.article.title = "Government lamp";
    sample.article.text = text;
    sample.article.language = language;
    sample.article.blocks = {{BlockKind::Paragraph, {0, static_cast<std::uint32_t>(text.size())}}};
    return terms_of(IndexDocuments(sample_names()).documents_of(stored(sample), {}).front());
  };
  const auto usual = terms("A lamp.", "en");
  CHECK_FALSE(usual.contains("XWlamp"));
  CHECK_FALSE(usual.contains("XWgovernment"));
  const auto both = terms("Lamps govern.", "en");  // and the headline's
  for (const char* form : {"lamp", "lamps", "govern", "government"}) CHECK(both.contains("XW" + std::string(form)));
  CHECK(terms("To die.", "en").contains("XWdie"));
  CHECK(terms("A lamp.", "fr").contains("XWlamp"));
}

TEST_CASE("a speaker without an office is found by the source's words, a body by its initials", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  sample.article.text = "a weary diplomat said no.";
  sample.article.blocks = {{BlockKind::Paragraph, {0, 25}}};
  Quote quote;
  quote.source = {{0, 16}};
  quote.cue = {{17, 21}};
  quote.content = {{22, 24}};
  quote.speakers = {{"", "", SpeakerClass::Unnamed, "", {}, 0.5},
                    {"n:board", "the Straits Board of Water", SpeakerClass::Collective, "", {}, 0.5},
                    {"n:ada", "Ada Berta Cohl", SpeakerClass::Person, "", {}, 0.5}};
  const auto documents = IndexDocuments(sample_names()).documents_of(stored(sample), {quote});
  REQUIRE(documents.size() == 2);
  const auto terms = terms_of(documents[1]);
  for (const char* term : {"XDESCweari", "XDESCdiplomat", "XDESCboard", "XSPWORDsbw"}) {
    CAPTURE(term);
    CHECK(terms.contains(term));
  }
  CHECK_FALSE(terms.contains("XSPWORDabc"));
  CHECK_FALSE(terms.contains("XDESCberta"));
}

TEST_CASE("the initials of a body leave out small words and want three others", "[unit][schema][index]") {
  CHECK(initials_of(words_of("Northern Straits Union")) == "nsu");
  CHECK(initials_of(words_of("Ministry of Foreign Affairs")) == "mfa");
  CHECK(initials_of(words_of("Straits Union")).empty());
  CHECK(initials_of({}).empty());
}

TEST_CASE("a day that is not known leaves its slot empty", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  sample.article.published.reset();
  const auto documents = IndexDocuments(sample_names()).documents_of(stored(sample), sample.quotes);
  CHECK(documents[1].get_value(field(FieldId::Date).slot).empty());
}

TEST_CASE("phrases hold within a sentence and never across its end or a paragraph's", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  const auto documents = IndexDocuments(sample_names()).documents_of(stored(sample), sample.quotes);
  CHECK(has_phrase(documents[0], {"new", "condit"}));
  CHECK_FALSE(has_phrase(documents[0], {"condit", "talk"}));   // "…conditions. Talks…"
  CHECK_FALSE(has_phrase(documents[0], {"monday", "the"}));    // paragraph end
  CHECK(has_phrase(documents[0], {"strait", "talk", "fail"}));  // the headline is searched too
  CHECK(has_phrase(documents[1], {"not", "accept", "new"}));
}

TEST_CASE("a phrase runs on over an interrupting cue", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  auto& quote = sample.quotes[0];
  const Span whole = quote.content[0];
  const auto middle = static_cast<std::uint32_t>(sample.article.text.find(" new conditions"));
  quote.content = {{whole.begin, middle}, {middle, whole.end}};
  const auto documents = IndexDocuments(sample_names()).documents_of(stored(sample), sample.quotes);
  CHECK(has_phrase(documents[1], {"accept", "new"}));
}

TEST_CASE("printed offsets count code points", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt", "Ünter ");
  const StoredArticle article = stored(sample);
  const auto quote = stored_quote(article, sample.quotes[0], 0, CodePoints(article.article.text));
  REQUIRE(quote.content_points.size() == 1);
  CHECK(quote.content_points[0].begin == sample.quotes[0].content[0].begin - 1);
  CHECK(quote.content == text_of(article.article.text, sample.quotes[0].content));
}

TEST_CASE("an article and its quotations are stemmed by the article's language", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  sample.article.language = "fr";
  const auto documents = IndexDocuments(sample_names()).documents_of(stored(sample), sample.quotes);
  REQUIRE(documents.size() > 1);
  const Stemmer french(Stemming::French), english;
  for (const auto& document : documents) {
    const auto terms = terms_of(document);
    const auto& quote = sample.quotes.front();
    for (const auto& word : words_of(sample.article.text, quote.content.front())) {
      CHECK(terms.contains(word_term(FieldId::Text, word.folded, french)));
      CHECK_FALSE(terms.contains(word_term(FieldId::Text, word.folded, english)));
    }
    for (const auto& word : words_of(sample.article.title)) CHECK(terms.contains(word_term(FieldId::Title, word.folded, french)));
  }
}

TEST_CASE("a document without a sound record is damage", "[unit][schema][record]") {
  const auto is_damage = [](const Xapian::Document& document) {
    try {
      article_of(document);
    } catch (const Error& e) {
      return e.code() == ErrorCode::Damaged;
    }
    return false;
  };
  Xapian::Document document;
  CHECK(is_damage(document));
  std::string record = record_value(R"({"id":1})");  // not all of an article
  // A frame that names its dictionary: not one of its bytes alone, without the statistics (RFC 8878, 3.1.1.1.1).
  CHECK((record.at(4) & 3) == 1);
  CHECK(record.at(5) == 9);
  document.add_value(kRecordSlot, record);
  CHECK(is_damage(document));
  record.back() ^= 1;
  document.add_value(kRecordSlot, record);
  CHECK(is_damage(document));
  document.add_value(kRecordSlot, "no frame");
  CHECK(is_damage(document));
}
