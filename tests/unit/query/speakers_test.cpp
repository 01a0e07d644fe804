#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "query/answer/speakers.hpp"
#include "query/answer/who.hpp"
#include "query/export/writer.hpp"
#include "query/render/speakers_text.hpp"
#include "tests/unit/query/printed.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using schema::Act;
using schema::SpeakerClass;
using test::Said;

namespace {

using List = std::vector<std::string>;

Said by(const std::string& content, const std::string& source, const std::string& name, const std::string& description,
        double confidence = 0.9) {
  Said out{content, source, name};
  out.description = description;
  out.confidence = confidence;
  return out;
}

Said known(const std::string& content, const std::string& source, const std::string& name, const std::string& id,
           const std::string& description = "") {
  auto out = by(content, source, name, description);
  out.id = id;
  return out;
}

Said unnamed(const std::string& content, const std::string& wording) {
  Said out{content, wording, "", SpeakerClass::Unnamed};
  out.description = wording;
  return out;
}

// Two Dorrins, one Zelensky in three spellings, the Kremlin, unnamed diplomats and nobody, over three years.
const test::SmallArchive& archive() {
  static const test::SmallArchive made = [] {
    test::SmallArchive out;
    out.add("2020.txt", "2020-03-01",
            {by("the lake was low", "Ostrian Trade Minister Pavel Dorrin", "Pavel Dorrin", "Ostrian Trade Minister"),
             by("it would rain", "He", "Pavel Dorrin", "Ostrian Trade Minister"),
             by("the nets were empty", "Mira Dorrin, a fisherwoman,", "Mira Dorrin", "a fisherwoman"),
             unnamed("the talks were near their end", "a senior diplomat"),
             unnamed("the talks were far from their end", "A senior diplomat")});
    out.add("2021.txt", "2021-10-14",
            {by("the dam would stay", "Mr Dorrin", "Pavel Dorrin", "the Ostrian Foreign Minister"),
             by("nobody had asked", "he", "Pavel Dorrin", "Ostrian foreign minister"),
             by("perhaps", "he", "Pavel Dorrin", "envoy to nowhere", 0.3),
             by("there was no dam", "Ilan Moor", "Ilan Moor", "", 0.2),
             {"fish were dying", "he", "", SpeakerClass::Unknown}});
    auto joint = by("the wall was theirs", "Pavel Dorrin and Danilo Reth", "Pavel Dorrin", "Ostrian Foreign Minister");
    joint.with = "Danilo Reth";
    Said kremlin{"it knew of no dam", "The Kremlin", "Russia", SpeakerClass::Collective, "c:ru"};
    out.add("2022.txt", "2022-02-01",
            {joint, kremlin,
             known("the dam was not his", "Mr Zelenskiy", "Volodymyr Zelenskiy", "p:volodymyr-zelensky"),
             known("he had heard of it", "President Zelenskyy’s", "Volodymyr Zelensky", "p:volodymyr-zelensky",
                   "Ukrainian president"),
             known("enough", "Sergey Lavrov", "Sergey Lavrov", "p:sergey-lavrov")});
    return out;
  }();
  return made;
}

query::SpeakersAnswer speakers(const query::Query& query = {}, std::optional<SpeakerClass> only = std::nullopt,
                               const test::SmallArchive& from = archive()) {
  return query::list_speakers(from.view(), query, only, test::small_names());
}

const query::SpeakerRow& row(const query::SpeakersAnswer& answer, const std::string& id) {
  for (const auto& one : answer.rows)
    if (one.id == id) return one;
  FAIL("nobody has the id " + id);
  return answer.rows.front();
}

List names(const query::SpeakersAnswer& answer) {
  List out;
  for (const auto& one : answer.rows) out.push_back(one.name);
  return out;
}

List texts(const std::vector<query::Variant>& variants) {
  List out;
  for (const auto& one : variants) out.push_back(one.text);
  return out;
}

query::WhoAnswer who(const std::string& name) {
  query::Query query;
  query.who = {*query::parse_who(name, test::small_names())};
  return query::who_is(archive().view(), query, test::small_names());
}

}  // namespace

TEST_CASE("speakers come most quoted first, then by name, and those who are unsure only last", "[unit][query]") {
  const auto answer = speakers();
  CHECK(names(answer) == List{"Pavel Dorrin", "Volodymyr Zelensky", "Danilo Reth", "Mira Dorrin", "Russia",
                              "Sergey Lavrov", "Ilan Moor"});
  const auto& moor = answer.rows.back();
  CHECK(moor.quotes == 0);
  CHECK(moor.unsure == 1);
  CHECK(moor.articles == 0);
  CHECK_FALSE(moor.days.first);
}

TEST_CASE("counts of speakers are those of a count by hand over every quotation", "[unit][query]") {
  std::map<std::string, std::set<std::string>> articles;
  std::map<std::string, std::uint64_t> quotes, unsure;
  std::uint64_t total = 0;
  for (const bool below : {false, true}) {
    query::Query query;
    query.unsure = below;
    for (const auto& hit : archive().find(query).hits) {
      ++total;
      for (const auto& speaker : hit.quote.quote.speakers) {
        if (speaker.id.empty()) continue;
        ++(below ? unsure : quotes)[speaker.id];
        if (!below) articles[speaker.id].insert(hit.quote.article.uid);
      }
    }
  }
  const auto answer = speakers();
  REQUIRE(answer.rows.size() == 7);
  for (const auto& one : answer.rows) {
    INFO(one.id);
    CHECK(one.quotes == quotes[one.id]);
    CHECK(one.unsure == unsure[one.id]);
    CHECK(one.articles == articles[one.id].size());
  }
  const auto& account = answer.account;
  CHECK(account.quotes + account.unnamed + account.unsure + account.unresolved == total);
  CHECK(account.quotes == 10);
  CHECK(account.unnamed == 2);
  CHECK(account.unresolved == 1);
  CHECK(account.quoted_articles == 3);
  CHECK(account.articles == 3);
  CHECK(account.people == 6);
  CHECK(account.collectives == 1);
}

TEST_CASE("many quotations are counted exactly", "[unit][query]") {
  test::SmallArchive many;
  const List people{"Ann Abel", "Ben Baker", "Cora Cole"};
  std::map<std::string, std::uint64_t> quotes, articles;
  std::uint32_t state = 1;
  for (int article = 0; article < 40; ++article) {
    std::vector<Said> said;
    std::set<std::string> met;
    for (int i = 0; i < 25; ++i) {
      state = state * 1664525 + 1013904223;
      const auto& name = people[(state >> 24) % people.size()];
      said.push_back(by("word " + std::to_string(i), name, name, ""));
      ++quotes[name];
      articles[name] += met.insert(name).second;
    }
    many.add(std::to_string(article) + ".txt", "2021-01-01", said);
  }
  const auto answer = speakers({}, std::nullopt, many);
  REQUIRE(answer.rows.size() == people.size());
  for (const auto& one : answer.rows) {
    CHECK(one.quotes == quotes[one.name]);
    CHECK(one.articles == articles[one.name]);
  }
  CHECK(answer.account.quotes == 1000);
}

TEST_CASE("spellings of one speaker are one row, and two of one surname stay two", "[unit][query]") {
  const auto answer = speakers();
  CHECK(texts(row(answer, "p:volodymyr-zelensky").variants) == List{"Volodymyr Zelenskiy", "Zelenskiy", "Zelenskyy"});
  CHECK(row(answer, "p:volodymyr-zelensky").name == "Volodymyr Zelensky");
  CHECK(texts(row(answer, "c:ru").variants) == List{"Kremlin"});
  CHECK(texts(row(answer, "n:pavel dorrin").variants) == List{"Dorrin"});
  CHECK(row(answer, "n:pavel dorrin").quotes == 5);
  CHECK(row(answer, "n:mira dorrin").quotes == 1);
}

TEST_CASE("descriptions have the days they were met on, without articles and differences of case", "[unit][query]") {
  const auto answer = speakers();
  const auto& descriptions = row(answer, "n:pavel dorrin").descriptions;
  REQUIRE(descriptions.size() == 2);  // the envoy is unsure
  CHECK(descriptions[0].text == "Ostrian Trade Minister");
  CHECK(descriptions[0].quotes == 2);
  CHECK(to_text(descriptions[0].days) == "2020-03-01");
  CHECK(descriptions[1].text == "Ostrian Foreign Minister");
  CHECK(descriptions[1].quotes == 3);
  CHECK(to_text(descriptions[1].days) == "2021-10-14 to 2022-02-01");
  CHECK(descriptions[1].office.empty());  // no table knows Ostria
  CHECK(row(answer, "p:volodymyr-zelensky").descriptions.at(0).office == "head_of_state/c:ua");
  CHECK(to_text(row(answer, "n:pavel dorrin").days) == "2020-03-01 to 2022-02-01");
}

TEST_CASE("what names a speaker in a source is told from titles, pronouns and descriptions", "[unit][query]") {
  const auto found = [](const std::string& source, const std::set<std::string>& words) {
    return query::names_in_source(source, words, nullptr, test::small_names());
  };
  CHECK(found("Mr Dorrin, who had come from Halmere", {"pavel", "dorrin"}) == List{"Dorrin"});
  CHECK(found("Foreign Minister Pavel Dorrin’s", {"pavel", "dorrin"}) == List{"Pavel Dorrin"});
  CHECK(found("He", {"he", "lifeng"}).empty());
  CHECK(found("the mission", {"sarn", "monitoring", "mission"}).empty());
  CHECK(found("The NSU", {"northern", "straits", "union", "nsu"}) == List{"NSU"});
  CHECK(found("President al-Assad", {"bashar", "al", "assad"}) == List{"al-Assad"});
  CHECK(found("Dorrin, Pavel", {"pavel", "dorrin"}) == List{"Dorrin", "Pavel"});
  CHECK(found("", {"pavel", "dorrin"}).empty());
}

TEST_CASE("unnamed and unknown speakers are counted and never listed as one", "[unit][query]") {
  const auto answer = speakers();
  for (const auto& one : answer.rows) {
    CHECK_FALSE(one.id.empty());
    CHECK_FALSE(one.name.empty());
  }
  const auto wordings = speakers({}, SpeakerClass::Unnamed);
  REQUIRE(wordings.rows.size() == 1);
  CHECK(wordings.rows[0].id.empty());
  CHECK(wordings.rows[0].name.empty());
  CHECK(wordings.rows[0].quotes == 2);
  CHECK(wordings.rows[0].descriptions.at(0).text == "senior diplomat");
  CHECK(wordings.account.wordings == 1);
  CHECK(wordings.account.people == 0);
  const auto text = test::written(false, false, [&](auto& out) { query::print_speakers(wordings, out); });
  CHECK(text.find("“senior diplomat” · unnamed · 2 quotes · 1 article · 2020-03-01\n") == 0);
  CHECK(text.find("1 wording of unnamed sources, which may be any number of people; 2 quotes, from 1 of 3 articles") !=
        std::string::npos);
}

TEST_CASE("speakers of a class, of a period, and of who was asked for", "[unit][query]") {
  CHECK(names(speakers({}, SpeakerClass::Collective)) == List{"Russia"});
  CHECK(names(speakers({}, SpeakerClass::Office)).empty());
  query::Query query;
  query.since = schema::make_date(2021, 1, 1);
  query.until = schema::make_date(2021, 12, 31);
  const auto year = speakers(query);
  CHECK(names(year) == List{"Pavel Dorrin", "Ilan Moor"});
  CHECK(year.rows[0].quotes == 2);
  CHECK(year.rows[0].unsure == 1);
  CHECK(year.account.articles == 1);
  query = {};
  query.min_confidence = 0;
  CHECK(row(speakers(query), "n:pavel dorrin").quotes == 6);
  query = {};
  query.outlet = "No Such Paper";
  CHECK(speakers(query).rows.empty());
  // A joint statement is by both; who asks for one gets him alone.
  query = {};
  query.who = {*query::parse_who("Danilo Reth", test::small_names())};
  CHECK(names(speakers(query)) == List{"Danilo Reth"});
  query.who = {*query::parse_who("officials of Russia", test::small_names())};
  CHECK(names(speakers(query)) == List{"Sergey Lavrov"});
}

TEST_CASE("who is everybody of that name, each apart, with the others of the surname", "[unit][query]") {
  const auto answer = who("Dorrin");
  REQUIRE(answer.cards.size() == 2);
  CHECK(answer.cards[0].row.id == "n:pavel dorrin");
  CHECK(answer.cards[0].row.quotes == 5);
  CHECK(answer.cards[0].row.unsure == 1);
  CHECK(answer.cards[0].why == "name");
  CHECK_FALSE(answer.cards[0].entity);
  REQUIRE(answer.cards[0].namesakes.size() == 1);
  CHECK(answer.cards[0].namesakes[0].id == "n:mira dorrin");
  CHECK(answer.cards[0].namesakes[0].quotes == 1);
  const auto one = who("Mira Dorrin");
  REQUIRE(one.cards.size() == 1);
  REQUIRE(one.cards[0].namesakes.size() == 1);
  CHECK(one.cards[0].namesakes[0].name == "Pavel Dorrin");
  CHECK(one.cards[0].namesakes[0].quotes == 5);
  CHECK(one.cards[0].namesakes[0].unsure == 1);
}

TEST_CASE("who knows what the tables know, in any spelling, and says what they alone know", "[unit][query]") {
  const auto zelensky = who("Selenskyj");
  REQUIRE(zelensky.cards.size() == 1);
  CHECK(zelensky.cards[0].row.id == "p:volodymyr-zelensky");
  CHECK(zelensky.cards[0].row.quotes == 2);
  REQUIRE(zelensky.cards[0].terms.size() == 1);
  CHECK(to_string(zelensky.cards[0].terms[0]->office) == "head_of_state/c:ua");
  const auto office = who("the Russian foreign minister");
  REQUIRE(office.cards.size() == 2);
  CHECK(office.cards[0].row.id == "p:sergey-lavrov");
  CHECK(office.cards[0].asked_quotes == 1);
  CHECK(office.cards[0].is_in_archive());
  CHECK(office.cards[1].row.id == "p:igor-ivanov");
  CHECK_FALSE(office.cards[1].is_in_archive());
  CHECK(office.account.speakers == 1);
  const auto text = test::written(false, false, [&](auto& out) { query::print_who(office, test::small_names(), out); });
  CHECK(text.find("    asked for: 1 quote, by Sergey Lavrov held foreign_minister/c:ru on 2022-02-01\n") !=
        std::string::npos);
  CHECK(text.find("    tables: foreign minister of Russia, 2004-03-09 on (unsourced)\n") != std::string::npos);
  CHECK(text.find("Igor Ivanov · person · 0 quotes\n    p:igor-ivanov\n    no quotation here; only the tables") !=
        std::string::npos);
  CHECK(text.find("    ask: attache-query quotes --by 'Sergey Lavrov'\n") != std::string::npos);
  CHECK(who("Moscow").cards.at(0).examples == List{"Russia", "officials of Russia"});
}

TEST_CASE("who finds nobody and says who is nearly called so", "[unit][query]") {
  const auto near = who("Dorrim");
  CHECK(near.cards.empty());
  CHECK(near.account.speakers == 0);
  CHECK(near.notes == List{"no speaker is called \"Dorrim\"; nearly so: dorrin"});
  const auto diplomat = who("a senior diplomat");
  CHECK(diplomat.cards.empty());
  CHECK(diplomat.account.unnamed == 2);
}

TEST_CASE("rows of speakers and of who have every key of their header and are valid JSON", "[unit][query]") {
  const auto json = nlohmann::json::parse(query::jsonl_line(row(speakers(), "n:pavel dorrin")));
  for (const char* key : {"id", "name", "class", "quotes", "unsure", "articles", "first", "last", "variants", "descriptions"})
    CHECK(json.contains(key));
  CHECK(json.size() == 10);
  CHECK(json["quotes"] == 5);
  CHECK(json["first"] == "2020-03-01");
  CHECK(json["variants"] == nlohmann::json::parse(R"([{"text":"Dorrin","quotes":1}])"));
  CHECK(json["descriptions"][0] == nlohmann::json::parse(R"({"text":"Ostrian Trade Minister","office":null,
      "first":"2020-03-01","last":"2020-03-01","quotes":2})"));
  const auto wording = nlohmann::json::parse(query::jsonl_line(speakers({}, SpeakerClass::Unnamed).rows.at(0)));
  CHECK(wording["id"].is_null());
  CHECK(wording["name"].is_null());
  CHECK(wording["class"] == "unnamed");
  const auto answer = who("Zelensky");
  const auto card = nlohmann::json::parse(query::jsonl_line(query::NamedCard{answer.cards.at(0), test::small_names()}));
  CHECK(card.size() == 14);
  CHECK(card["asked"]["quotes"] == 2);
  CHECK(card["tables"]["kind"] == "person");
  CHECK(card["tables"]["offices"][0] == nlohmann::json::parse(R"({"office":"head_of_state/c:ua","from":"2019-05-20",
      "until":null,"source":"unsourced"})"));
  CHECK(card["namesakes"].is_array());
  CHECK(card["examples"] == nlohmann::json::parse(R"(["Volodymyr Zelensky"])"));
  const auto unknown = who("Mira Dorrin");
  CHECK(nlohmann::json::parse(query::jsonl_line(query::NamedCard{unknown.cards.at(0), test::small_names()}))["tables"].is_null());
  query::SpeakerRow broken;
  broken.id = "n:\xff";
  broken.name = "\"\x01\xc3\n";
  broken.variants = {{std::string(1, '\0'), 1}};
  const auto line = query::jsonl_line(broken);
  CHECK(line.find('\n') == std::string::npos);
  CHECK(nlohmann::json::parse(line)["class"] == "unknown");
}

TEST_CASE("an example is one word of a shell whatever the name", "[unit][query]") {
  CHECK(query::quoted_for_shell("Russia") == "Russia");
  CHECK(query::quoted_for_shell("Sergey Lavrov") == "'Sergey Lavrov'");
  CHECK(query::quoted_for_shell("O'Neill; rm") == "'O'\\''Neill; rm'");
  CHECK(query::quoted_for_shell("--format") == "'--format'");
  CHECK(query::quoted_for_shell("") == "''");
}
