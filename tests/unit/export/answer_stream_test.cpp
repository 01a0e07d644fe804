#include <catch2/catch.hpp>

#include "query/answer/answer.hpp"
#include "query/export/writer.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;

namespace {

const test::SmallArchive& archive() {
  static const test::SmallArchive made = [] {
    using schema::Ring;
    using schema::SpeakerClass;
    test::SmallArchive out;
    // Added in another order than their days.
    out.add("late.txt", "2022-02-01", {{"the gauges were in order", "Mr Dorrin", "Pavel Dorrin"}, {"fish were dying", "one diplomat", "", SpeakerClass::Unnamed}});
    out.add("undated.txt", "", {{"the dam would hold", "Mr Dorrin", "Pavel Dorrin"}});
    out.add("early.txt", "2021-10-14",
            {{"the dam was taking the water", "Mr Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "Ostrian minister", schema::Act::Warns, {}, "reporters", 0.9, "", "Ivo Renn"},
             {"a dam of promises", "Mr Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "", schema::Act::Says, {}, "", 0.3},
             {"they had built it in secret", "Mr Dorrin", "Pavel Dorrin"},
             {"it was a dam", "he", "", SpeakerClass::Unknown}});
    return out;
  }();
  return made;
}

query::Query asked(const std::string& question) { return *query::parse_question(question, test::small_names(), {}); }

}  // namespace

TEST_CASE("quotations fetched one by one are those of the answer held whole, in its order", "[unit][export]") {
  std::size_t seen = 0;
  for (const char* question : {"every quote by Dorrin", "quotes by Dorrin about the dam", "quotes about dam", "quotes by Nobody", "Dorrin on a bridge of glass"}) {
    for (const bool unsure : {false, true}) {
      INFO(question);
      auto query = asked(question);
      query.unsure = unsure;
      const auto& view = archive().view();
      const auto held = query::find_quotes(view, query, test::small_names());
      query::FoundQuotes found;
      const auto answer = query::answer_question(view, query, test::small_names(), found);
      CHECK(answer.findings.hits.empty());
      CHECK(answer.findings.listed == held.hits.size());
      CHECK(answer.account.quotes == held.listed);
      CHECK(answer.account.unsure == held.unsure);
      CHECK(answer.account.unresolved == held.unresolved);
      CHECK(answer.findings.notes == held.notes);
      REQUIRE(found.size() == held.hits.size());
      for (std::size_t place = 0; place < found.size(); ++place, ++seen) {
        const auto hit = found.fetch(view, place);
        CHECK(query::jsonl_line(hit) == query::jsonl_line(held.hits[place]));
        CHECK(hit.who == held.hits[place].who);
        CHECK(hit.who_at == held.hits[place].who_at);
        CHECK(hit.about == held.hits[place].about);
      }
    }
  }
  CHECK(seen > 10);
}

TEST_CASE("the account of quotations fetched one by one has their days and articles", "[unit][export]") {
  query::FoundQuotes found;
  const auto answer = query::answer_question(archive().view(), asked("every quote by Dorrin"), test::small_names(), found);
  CHECK(answer.account.quotes == 4);
  CHECK(answer.account.unsure == 1);
  CHECK(answer.account.quoted_articles == 3);
  CHECK(answer.account.unresolved == 1);
  CHECK(to_string(answer.account.first.value()) == "2021-10-14");
  CHECK(to_string(answer.account.last.value()) == "2022-02-01");
}
