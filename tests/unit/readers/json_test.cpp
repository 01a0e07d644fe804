#include <algorithm>
#include <catch2/catch.hpp>

#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

TEST_CASE("an item in ninjs is an article", "[unit][readers][json]") {
  const std::string item =
      "{\n \"uri\": \"urn:opa:1\", \"type\": \"text\", \"version\": \"3\", \"pubstatus\": \"canceled\", \"language\": \"en-GB\",\n"
      " \"versioncreated\": \"2024-05-13T08:00:00Z\", \"firstcreated\": \"2024-05-12T23:30:00+02:00\", \"embargoed\": "
      "\"2024-05-13T06:00:00Z\",\n"
      " \"headline\": \"Ostria to vote\", \"byline\": \"Anna Tolk\", \"located\": \"Halmere\", \"description_text\": \"A vote on "
      "brine.\",\n"
      " \"body_xhtml\": \"<p>Ostria will vote.</p><p>All <b>wait</b>.</p>\", \"subject\": [{\"code\": \"1\", \"name\": \"diplomacy\"}],\n"
      " \"infosource\": [{\"name\": \"Ostrian Press Agency\"}], \"associations\": {\"main\": {\"headline\": \"A photo\", \"body_text\": "
      "\"no\"}}\n}";
  const auto reading = read_all(item, ReaderOptions{}, "/in/item.json");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(blocks_of(article) == "Headline Ostria to vote | Standfirst A vote on brine. | Paragraph Ostria will vote. | Paragraph All wait.");
  CHECK(article.external_id == "urn:opa:1");
  CHECK(article.version == "3");
  CHECK(article.status == schema::PublicationStatus::Canceled);
  CHECK(article.embargo == "2024-05-13T06:00:00Z");
  CHECK(article.published == schema::make_date(2024, 5, 12));
  CHECK(article.published_at == "2024-05-12T23:30:00+02:00");
  CHECK(article.published_from == "firstcreated");
  CHECK(article.updated == schema::make_date(2024, 5, 13));
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.dateline == "Halmere");
  CHECK(article.outlet == "Ostrian Press Agency");
  CHECK(article.section == "diplomacy");
  CHECK(article.language == "en");
  CHECK(article.provenance == schema::Provenance{"/in/item.json", "", schema::sha256_hex(item)});
}

TEST_CASE("the shapes that JSON holds articles in", "[unit][readers][json]") {
  struct Case {
    const char* name;
    const char* json;
    std::vector<std::string> results;
  };
  const Case cases[] = {
      {"an array",
       R"([{"title": "One", "text": "It is near."}, 7, {"title": "Two"}])",
       {"item 1: Headline One | Paragraph It is near.", "item 2: not a JSON object", "item 3: Headline Two"}},
      {"under a key",
       R"({"status": "ok", "articles": [{"title": "One", "content": "<p>It is near.<p>All wait."}]})",
       {": Headline One | Paragraph It is near. | Paragraph All wait."}},
      {"JSON Feed",
       R"({"title": "Halmere Post", "items": [{"title": "One", "content_html": "It &amp; is"}, {"title": "Two"}]})",
       {"item 1: Headline One | Paragraph It & is", "item 2: Headline Two"}},
      {"two objects down",
       R"({"response": {"docs": [{"headline": {"name": "One"}, "abstract": "Near."}]}})",
       {": Headline One | Standfirst Near."}},
      {"a search engine's", R"({"hits": {"hits": [{"_id": "1", "_source": {"title": "One"}}]}})", {": Headline One"}},
      {"ninjs 2",
       R"({"headlines": [{"role": "main", "value": "One"}], "bodies": [{"value": "<p>Near.</p>"}, {"value": "Near."}]})",
       {": Headline One | Paragraph Near."}},
      {"the newspaper's",
       R"({"title": "One", "text": "It is near.\n\nAll wait.", "authors": ["Anna Tolk"], "publish_date": "2024-05-12 00:00:00"})",
       {": Headline One | Paragraph It is near. | Paragraph All wait."}},
      {"a photo", R"({"type": "picture", "headline": "One", "versioncreated": "2024-05-12T00:00:00Z"})", {": a photo, no text"}},
      {"nothing", R"({"a": [1]})", {": neither a title nor a text"}},
      {"an empty array", "[]", {": a JSON document without articles"}},
      {"JSON lines", "{\"title\": \"One\"}\n{\"title\": \"Two\"}\n", {"line 1: Headline One", "line 2: Headline Two"}},
      {"a lone half of a character", R"({"title": "One \ud83d"})", {": Headline One \uFFFD"}},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    const auto reading = read_all(c.json, ReaderOptions{}, "/in/a.json");
    std::vector<std::string> results = reading.faults;
    for (const auto& article : reading.articles) results.push_back(article.provenance.place + ": " + blocks_of(article));
    std::sort(results.begin(), results.end());
    CHECK(results == c.results);
  }
}

TEST_CASE("what is known by its beginning as JSON", "[unit][readers][json]") {
  CHECK(read_all("\n[\n {\"title\": \"One\"}]", ReaderOptions{}, "-").articles.size() == 1);
  CHECK(read_all("{\n \"title\": \"One\"}", ReaderOptions{}, "-").articles.size() == 1);
  const auto text = read_all("[Laughter] It is near.", ReaderOptions{}, "-");
  REQUIRE(text.articles.size() == 1);
  CHECK(text.articles[0].text == "[Laughter] It is near.");
  CHECK(read_all("{\n \"title\": \"One\"", ReaderOptions{}, "-").faults.at(0).starts_with(": not JSON: "));
  CHECK(read_all(std::string(100'000, '['), "json").faults.at(0).starts_with(": not JSON: "));
}

TEST_CASE("JSON is read where it is named, not out of folders", "[unit][readers][json]") {
  CHECK_FALSE(has_readable_name("/in/settings.json"));
  for (const char* name : {"/in/a.jsonl", "/in/a.XML", "/in/a.rss", "/in/a.nitf", "/in/a.docx"}) CHECK(has_readable_name(name));
}

TEST_CASE("a field map names the keys of a JSON document", "[unit][readers][json]") {
  ReaderOptions options;
  options.map = {{"title", "kop"}, {"body", "tekst"}, {"published", "dag"}};
  const auto reading =
      read_all(R"([{"kop": "Brug", "title": "No", "tekst": "It is open.", "dag": "2024-05-12", "source": "https://post.example/1"}])",
               options, "/in/a.json");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].text == "Brug\n\nIt is open.");
  CHECK(reading.articles[0].published_from == "dag");
  CHECK(reading.articles[0].url == "https://post.example/1");
  CHECK(reading.articles[0].outlet == "");
}
