// Archives of articles in several languages: a word is found, and lit up, by its forms in the language of the article at hand.
#include <catch2/catch.hpp>

#include <ctime>
#include <string>
#include <vector>

#include "query/search/languages.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/synonyms.hpp"
#include "schema/terms.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using query::Languages;
using query::Op;
using test::expression;
using List = std::vector<std::string>;

namespace {

struct Text {
  const char *file, *language, *title;
  List paragraphs;
};

test::ParagraphsArchive archive_of(const std::vector<Text>& texts, std::size_t parts = 1) {
  test::ParagraphsArchive out(parts);
  for (const auto& text : texts) {
    auto article = test::ParagraphsArchive::article(text.file, text.title, text.paragraphs);
    article.article.language = text.language;
    out.add(article);
  }
  return out;
}

test::ParagraphsArchive& archive() {
  static test::ParagraphsArchive one = archive_of(
      {{"de", "de-AT", "Ein Gespräch in Orme", {"Die Gespräche dauern an. In den Gesprächen ging es um den Damm.", "Dorrin blieb fern."}},
       {"en", "en", "Talks in Orme", {"The observer rated the dam. Negotiations failed.", "An observer wrote arrivés and Gesprächen into his notes."}},
       {"es", "es", "Las negociaciones de Orme", {"La declaración de Dorrin fue breve.", "No hubo otra negociación."}},
       {"fr", "fr", "Négociations à Orme", {"La négociation nationale a échoué. Dorrin est arrivé, puis arrivée est la note rating.", "Les négociations reprendront."}},
       {"none", "", "Notes", {"Negotiations of observers, rated low."}},
       {"pl", "pl", "Rozmowy w Orme", {"Rozmowy i rozmowa, rated i rating. Dorrin."}},
       {"ru", "ru", "Переговоры в Орме", {"Российский наблюдатель уехал. О российских санкциях молчат, санкция осталась."}}},
      2);
  return one;
}

List found(std::string_view text) { return test::found(archive(), text); }

// What of an article is lit up, in the order of its text.
List lit(std::string_view text, const std::string& file) {
  const auto view = archive().view();
  const auto search = query::ArticleSearch::of(view, expression(text), text, {}, test::small_names());
  REQUIRE(search);
  List out;
  for (const auto document : search->find(query::Order::Relevance).documents) {
    const auto found = search->load(document, query::KwicOptions{});
    if (found.article.article.provenance.file != "/cuttings/" + file) continue;
    for (const auto& line : found.lines)
      for (const auto span : line.hit.lit) out.emplace_back(schema::text_of(line.hit.text, span));
  }
  return out;
}

std::string index_query(const schema::IndexView& view, std::string_view text) {
  const auto asked = query::expression_query(view, expression(text), query::Target::Articles, test::small_names(), text);
  REQUIRE(asked);
  return asked->query.get_description();
}

}  // namespace

TEST_CASE("a word is found by its forms in the language of the article", "[unit][query][search]") {
  CHECK(found("négociation") == List{"fr"});
  CHECK(found("negociations") == List{"fr"});
  CHECK(found("Gespräch") == List{"de"});
  CHECK(found("Gesprächen") == List{"de", "en"});
  CHECK(found("arrivée") == List{"fr"});
  CHECK(found("arrivés") == List{"en", "fr"});  // the English one has just this form
  CHECK(found("negociación") == List{"es"});
  CHECK(found("declaraciones") == List{"es"});
  CHECK(found("российские") == List{"ru"});
  CHECK(found("санкции") == List{"ru"});
  CHECK(found("observers") == List{"en", "none"});
  CHECK(found("Dorrin") == List{"de", "es", "fr", "pl"});
}

TEST_CASE("the rules of one language are not used in articles of another", "[unit][query][search]") {
  CHECK(found("rates") == List{"en", "none"});
  CHECK(found("rating") == List{"en", "fr", "none", "pl"});
  CHECK(found("rozmowy") == List{"pl"});
  CHECK(found("rozmow").empty());  // no rules of Polish
  CHECK(found("=rating") == List{"fr", "pl"});
}

TEST_CASE("phrases, places and counts go by the language of the article", "[unit][query][search]") {
  CHECK(found("\"négociations nationales\"") == List{"fr"});
  CHECK(found("\"российская санкция\"") == List{"ru"});
  CHECK(found("Gespräch ADJ/9 Damm") == List{"de"});
  CHECK(found("négociation NEAR/3 échouée") == List{"fr"});
  CHECK(found("négociation W/S Dorrin").empty());
  CHECK(found("négociation W/P Dorrin") == List{"fr"});
  CHECK(found("ATLEAST/3(Gesprächs)") == List{"de"});
  CHECK(found("ATLEAST/4(Gesprächs)").empty());
  CHECK(found("FIRST/1(négociation)") == List{"fr"});
  CHECK(found("LEAD(negociación)") == List{"es"});
  CHECK(found("negociación NOT NEAR/3 otra") == List{"es"});
  CHECK(found("CAPS(négociation)") == List{"fr"});
  CHECK(found("CAPS(rates)").empty());
  CHECK(found("négoc* W/S arriver") == List{});
  CHECK(found("négoc* W/P arriver") == List{"fr"});
  CHECK(found("négociashun~2").empty());
  CHECK(found("negociatio~ W/S failed").empty());
  CHECK(found("title:négociation") == List{"fr"});
  CHECK(found("title:negociación") == List{"es"});
}

TEST_CASE("what is joined and left out goes by the language of the article", "[unit][query][search]") {
  CHECK(found("négociation OR negotiation") == List{"en", "fr", "none"});
  CHECK(found("Dorrin NOT négociation") == List{"de", "es", "pl"});
  CHECK(found("NOT (négociations OR observer OR Gespräch)") == List{"es", "pl", "ru"});
  CHECK(found("rates NOT arrivée") == List{"en", "none"});
  CHECK(found("rates NOT arrivés") == List{"none"});
  CHECK(found("Orme (négociation OR Gespräche) NOT observer") == List{"de", "fr"});
  CHECK(found("negotiation language:en") == List{"en"});
  CHECK(found("rating NOT language:fr") == List{"en", "none", "pl"});
}

TEST_CASE("what is lit up are the forms in the language of the article", "[unit][query][search]") {
  CHECK(lit("négociations", "fr") == List{"Négociations", "négociation", "négociations"});
  CHECK(lit("arrivés", "fr") == List{"arrivé", "arrivée"});
  CHECK(lit("arrivés", "en") == List{"arrivés"});
  CHECK(lit("rating OR Gespräch", "en") == List{"rated"});
  CHECK(lit("rating OR Gespräch", "fr") == List{"rating"});
  CHECK(lit("rating OR Gespräch", "de") == List{"Gespräch", "Gespräche", "Gesprächen"});
  CHECK(lit("российский ADJ санкций", "ru") == List{"российских", "санкциях"});
  CHECK(lit("CAPS(négociation)", "fr") == List{"Négociations"});
}

TEST_CASE("a query of an archive of one language names no language", "[unit][query][search]") {
  for (const std::string language : {"en", "fr", ""}) {
    auto archive = archive_of({{"a", language.c_str(), "", {"Negotiations and négociations."}}, {"b", language.c_str(), "", {"Others."}}});
    const auto view = archive.view();
    CHECK(Languages(view.languages).groups().size() == 1);
    CHECK(Languages(view.languages).to_text().empty());
    const schema::Stemmer stemmer(schema::stemming_of_article(language));
    CHECK(index_query(view, "negotiations") == Xapian::Query(schema::word_term(schema::FieldId::Text, "negotiations", stemmer)).get_description());
  }
  test::ParagraphsArchive nothing;
  CHECK(test::found(nothing, "negotiations").empty());
}

TEST_CASE("a word has a term of its own for each way to stem", "[unit][query][search]") {
  const auto view = archive().view();
  const auto terms = Languages(view.languages).terms(schema::FieldId::Text, "rating");
  CHECK(terms == List{"rate", "rating_de", "rating_es", "rating_fr", "rating_", "rating_ru"});
  CHECK(Languages(view.languages).terms(schema::FieldId::Byline, "rating") == List{"Arating"});
  CHECK(index_query(view, "rating") == "Query((rate SYNONYM rating_fr SYNONYM rating_))");  // those that some article has
  CHECK(index_query(view, "négociation") == "Query(negoci_fr)");
  CHECK(index_query(view, "\"une négociation\"") == "Query()");
}

TEST_CASE("the languages of an archive are told in groups that stem alike", "[unit][query][search]") {
  const auto view = archive().view();
  CHECK(view.languages == List{"", "de at", "en", "es", "fr", "pl", "ru"});
  CHECK(Languages(view.languages).to_text() == "English: not known, en; German: de at; Spanish: es; French: fr; no language: pl; Russian: ru");
}

TEST_CASE("why nothing was found is said of every language", "[unit][query][search]") {
  const auto why = [](std::string_view text) { return query::why_nothing(archive().view(), expression(text), {}, test::small_names()); };
  CHECK(why("rozmow").front().starts_with("no article has “rozmow”"));
  CHECK(why("négociation Gespräch") == List{"1 article has “negociation” alone", "1 article has “gesprach” alone"});
  CHECK(why("=arriver") == List{"2 articles have “arriver” in some form"});
}

TEST_CASE("a long query of an archive in every language is answered soon", "[unit][query][search]") {
  std::vector<Text> texts;
  for (const char* tag : {"ar", "hy", "eu", "ca", "da", "nl", "en", "fi", "fr", "de", "hu", "id", "ga", "it", "lt", "ne", "nb", "pt", "ro", "ru", "es", "sv", "ta", "tr", "zh"})
    texts.push_back({tag, tag, "", {"Dorrin came to Orme."}});
  const bool met = GENERATE(false, true);
  query::Expression words{.op = Op::Not, .children = {{.op = Op::All}}};
  std::string all;
  for (int i = 0; i < (met ? 600 : 1900); ++i) {  // that languages stem in different ways
    const std::string word = std::string{static_cast<char>('b' + i % 20), static_cast<char>('b' + i / 20 % 20), static_cast<char>('b' + i / 400)} + "ationings";
    words.children.push_back({.op = Op::Word, .text = word});
    all += word + " ";
  }
  if (met)
    for (auto& text : texts) text.paragraphs.push_back(all);
  auto news = archive_of(texts);
  const auto view = news.view();
  const auto start = std::clock();  // of the processor, since others may use it too
  const auto count = [&] {
    const auto search = query::ArticleSearch::of(view, words, "", {}, test::small_names());
    return search->find(query::Order::Relevance, 0, 10).count == search->count() ? search->count() : 999;
  };
  CHECK(count() == (met ? 0 : texts.size()));
  words.op = Op::Or;
  words.children.front() = {.op = Op::Word, .text = "dorrin"};
  CHECK(count() == texts.size());
  CHECK(std::clock() - start < 20 * CLOCKS_PER_SEC);
}

TEST_CASE("articles are ordered by relevance within and across languages", "[unit][query][search]") {
  auto news = archive_of({{"a", "en", "", {"The dam, the dam, the dam."}}, {"b", "fr", "", {"Le dam."}}, {"c", "en", "", {"The dam and the weir stay."}}});
  const auto view = news.view();
  const auto search = query::ArticleSearch::of(view, expression("dam"), "", {}, test::small_names());
  const auto documents = search->find(query::Order::Relevance).documents;
  REQUIRE(documents.size() == 3);
  CHECK(search->load(documents.front()).article.article.provenance.file == "/cuttings/a");
}

TEST_CASE("synonyms stand for a word in its forms in each language of the archive", "[unit][query][search]") {
  const auto synonyms = query::Synonyms::read("négociation = rozmowy\nobserver = наблюдатель", "own.txt");
  REQUIRE(synonyms);
  const auto view = archive().view();
  const Languages languages(view.languages);
  const auto files = [&](std::string_view text) { return test::files(view, synonyms->widened(expression(text), languages), text); };
  CHECK(files("négociations") == List{"fr", "pl"});
  CHECK(files("observers") == List{"en", "none", "ru"});
}

namespace {

// Quotations of an English and a French article.
test::SmallArchive& quotations() {
  static test::SmallArchive one = [] {
    test::SmallArchive out;
    out.add("en", "2021-05-02", {{"the observers rated the dam", "Vera Tolk", "Vera Tolk"}});
    out.add("fr", "2021-05-03", {{"les négociations sont nationales", "Ilan Moor", "Ilan Moor"}, {"aucun rating ne tient", "Ilan Moor", "Ilan Moor"}}, "",
            schema::PublicationStatus::Usable, {}, "fr");
    return out;
  }();
  return one;
}

List of_quotes(std::string_view text) {
  const auto view = quotations().view();
  const auto asked = query::expression_query(view, expression(text), query::Target::Quotes, test::small_names(), text);
  REQUIRE(asked);
  List out;
  for (const auto id : query::matching(view.index, query::both(asked->query, Xapian::Query(schema::quote_type_term()))))
    out.push_back(query::quote_at(view.index, id).content);
  return out;
}

List asked(const std::string& question) {
  List out;
  for (const auto& hit : quotations().ask(question).hits) out.push_back(hit.quote.content);
  return out;
}

}  // namespace

TEST_CASE("words of quotations are those of their article's language", "[unit][query][search]") {
  CHECK(of_quotes("négociation") == List{"les négociations sont nationales"});
  CHECK(of_quotes("CAPS(négociation)").empty());
  CHECK(of_quotes("rates") == List{"the observers rated the dam"});
  CHECK(of_quotes("rating") == List{"the observers rated the dam", "aucun rating ne tient"});
  CHECK(asked("every quote about négociation") == List{"les négociations sont nationales"});
  CHECK(asked("every quote about rates") == List{"the observers rated the dam"});
  CHECK(asked("every quote by Moor about rating") == List{"aucun rating ne tient"});
  CHECK(quotations().ask("every quote about rates").languages == "English: en; French: fr");
}
