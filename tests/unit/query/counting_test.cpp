#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "query/answer/comparison.hpp"
#include "query/answer/counted.hpp"
#include "query/answer/facets.hpp"
#include "query/answer/result_facets.hpp"
#include "query/answer/timeline.hpp"
#include "query/commands/counting.hpp"
#include "query/export/count_rows.hpp"
#include "query/language/read.hpp"
#include "query/render/counts_text.hpp"
#include "query/render/display_width.hpp"
#include "query/export/timeline_svg.hpp"
#include "tests/unit/query/printed.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using query::Facet;
using schema::Act;
using schema::SpeakerClass;

namespace {

// `articles` articles of three quotations each; of every fifth no day is known.
test::SmallArchive archive_of(int articles) {
  test::SmallArchive out;
  for (int i = 0; i < articles; ++i) {
    const auto day = i % 5 == 4 ? "" : std::to_string(2001 + i % 4) + "-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 7);
    const auto other = "Speaker " + std::string(1, static_cast<char>('A' + i % 11));
    out.add(std::to_string(i) + ".txt", day,
            {{"herring was dear", "Mr Lavrov", "Sergey Lavrov", SpeakerClass::Person, "p:sergey-lavrov", "Russian Foreign Minister",
              i % 3 == 0 ? Act::Denies : Act::Says},
             {"herring was cheap", other, other, SpeakerClass::Person, "", "", Act::Says, {}, "", i % 2 == 0 ? 0.9 : 0.3, "",
              i % 4 == 0 ? "Selma Brandis" : ""},
             {"nobody ate herring", "Nato", "Nato", SpeakerClass::Collective, "o:nato", "", Act::Warns}});
  }
  return out;
}

query::Query parsed(const std::string& question) {
  const auto query = query::parse_question(question, test::small_names(), *schema::make_date(2022, 6, 1));
  REQUIRE(query);
  return *query;
}

std::map<std::string, std::uint64_t> counts(const query::FacetPage& page) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& value : page.values) out[value.value] = value.count;
  return out;
}

// The same by reading every quotation.
std::map<std::string, std::uint64_t> naive(const query::Findings& found, Facet facet) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& hit : found.hits) {
    const auto& stored = hit.quote;
    std::set<std::string> values;
    const auto day = stored.article.published ? to_string(*stored.article.published) : "";
    switch (facet) {
      case Facet::Year: values = {day.substr(0, 4)}; break;
      case Facet::Outlet: values = {stored.article.outlet}; break;
      case Facet::Act: values = {std::string(schema::name_of(stored.quote.act))}; break;
      case Facet::Speaker: for (const auto& speaker : stored.quote.speakers) values.insert(speaker.id); break;
      case Facet::SpeakerClass:
        for (const auto& speaker : stored.quote.speakers) values.insert(std::string(schema::name_of(speaker.speaker_class)));
        break;
      case Facet::Country: for (const auto& speaker : stored.quote.speakers) if (speaker.id == "p:sergey-lavrov") values.insert("ru"); break;
      case Facet::Organisation: for (const auto& speaker : stored.quote.speakers) if (speaker.id == "o:nato") values.insert("o:nato"); break;
      case Facet::Office:
        for (const auto& speaker : stored.quote.speakers) {
          if (speaker.id != "p:sergey-lavrov") continue;
          values.insert("foreign_minister/c:ru");  // by his description, and from March 2004 by the tables
        }
        break;
      default: FAIL("no naive count of this facet");
    }
    values.erase("");
    for (const auto& value : values) ++out[value];
  }
  return out;
}

}  // namespace

TEST_CASE("counts of facets are those of reading each quotation, of few documents and of many", "[unit][query]") {
  for (const int articles : {7, 250}) {
    const auto archive = archive_of(articles);
    for (const std::string question : {"quotes about herring", "quotes by Lavrov about herring", "act:denies", "quotes since 2003 -act:says",
                                       "quotes by Selma Brandis", "kind:indirect class:collective"}) {
      CAPTURE(articles, question);
      const auto query = parsed(question);
      const auto counted = query::count_quotes(archive.view(), query, test::small_names(), false);
      const auto found = archive.find(query);
      REQUIRE(counted.documents.size() == found.hits.size());
      CHECK(counted.unsure == found.unsure);
      CHECK(!counted.documents.empty());
      const auto view = archive.view();
      const query::FacetCounter counter(view, counted.documents, test::small_names());
      for (const auto facet : {Facet::Year, Facet::Outlet, Facet::Act, Facet::Speaker, Facet::SpeakerClass, Facet::Country,
                               Facet::Organisation, Facet::Office}) {
        CAPTURE(query::facet_row(facet).name);
        const auto page = counter.page(facet, {});
        CHECK(counts(page) == naive(found, facet));
        CHECK(page.matching == page.values.size());
        CHECK(page.without <= counted.documents.size());
      }
    }
  }
}

TEST_CASE("facets under an answer are those of counting its question, held or fetched one by one", "[unit][query]") {
  const auto archive = archive_of(60);
  const auto view = archive.view();
  for (const std::string question : {"quotes about herring", "quotes by Lavrov about herring", "act:denies", "quotes by Selma Brandis",
                                     "latest quote by Lavrov", "what did Lavrov and Nato say about each other"}) {
    CAPTURE(question);
    const auto query = parsed(question);
    const auto counted = query::count_quotes(view, query, test::small_names(), false);
    const auto held = query::answer_question(view, query, test::small_names());
    query::FoundQuotes found;
    const auto fetched = query::answer_question(view, query, test::small_names(), found);
    CHECK(fetched.account.quotes == held.account.quotes);
    for (const auto& of : {query::counted_of(held.findings, query), query::counted_of(found, query)}) {
      CHECK(of.documents == counted.documents);
      CHECK(of.rings == counted.rings);
    }
    for (const auto& page : query::facet_pages(view, counted, query, {}, {}, test::small_names())) CHECK(page.values.size() <= query::kShortList);
  }
}

TEST_CASE("lines of facets keep to the columns, and say what they leave out", "[unit][query]") {
  query::FacetPage speakers;
  speakers.facet = Facet::Speaker;
  // The second is called as somebody in the tables of names is, and is not him.
  speakers.values = {{"p:sergey-lavrov", "Sergey Lavrov", 30}, {"n:nato", "Nato", 8}, {"n:mara tolk", "Mara Tolk", 7}, {"n:ivo renn", "Ivo Renn", 2}};
  speakers.matching = 14;
  speakers.without = 5;
  query::FacetPage acts;
  acts.facet = Facet::Act;
  acts.values = {{"says", "says", 47}};
  acts.matching = 1;
  query::FacetPage none;
  none.facet = Facet::Section;
  none.without = 47;
  using Lines = std::vector<std::string>;
  const query::ResultFacets brief{{speakers, acts, none}, false, false, 47};
  CHECK(query::facet_lines(brief, 80, test::small_names()) ==
        Lines{"facets of 47 quotes", "    speaker  Sergey Lavrov 30 · Nato (n:nato) 8 · 12 more · 5 without", "    act      says 47",
              "    speaker:p:sergey-lavrov asks for one value, -speaker:p:sergey-lavrov leaves it out; attache-query facets lists all"});
  CHECK(query::facet_lines(brief, 40, test::small_names())[1] == "    speaker  Sergey Lavrov 30 · 13 more");
  const query::ResultFacets named{{speakers, none}, true, true, 47};
  CHECK(query::facet_lines(named, 60, test::small_names()) ==
        Lines{"facets of 47 articles", "    speaker  Sergey Lavrov 30 · Nato (n:nato) 8", "             Mara Tolk 7 · Ivo Renn 2 · 10 more · 5 without",
              "    section  47 without", "    speaker:p:sergey-lavrov asks for one value, NOT speaker:p:sergey-lavrov leaves it out"});
  CHECK(query::facet_lines({{speakers}, true, false, 0}, 80, test::small_names()).empty());
  CHECK(query::facet_in_words(speakers) == "speaker: Sergey Lavrov 30 · Nato 8 · Mara Tolk 7 · Ivo Renn 2 · 10 more · 5 without");
}

TEST_CASE("values of a facet are searched, ordered and paged, and called as articles call them", "[unit][query]") {
  const auto archive = archive_of(44);
  const auto counted = query::count_quotes(archive.view(), parsed("quotes about herring"), test::small_names(), false);
  const auto view = archive.view();
  const query::FacetCounter counter(view, counted.documents, test::small_names());
  const auto most = counter.page(Facet::Speaker, {.limit = 2});
  REQUIRE(most.values.size() == 2);
  CHECK(most.values[0].label == "Nato");
  CHECK(most.values[1] == query::FacetValue{"p:sergey-lavrov", "Sergey Lavrov", 44});
  CHECK(most.matching == 14);
  const auto named = counter.page(Facet::Speaker, {.match = "SPEAKER", .order = query::FacetOrder::Name, .offset = 1, .limit = 2});
  REQUIRE(named.values.size() == 2);
  CHECK(named.values[0].label == "Speaker B");
  CHECK(named.values[0].value == "n:speaker b");
  CHECK(named.matching == 11);
  CHECK(counter.page(Facet::Speaker, {.offset = 99}).values.empty());
  CHECK(counter.page(Facet::Section, {}).without == counted.documents.size());
}

TEST_CASE("a ring is of a question with a subject; factualities are all counted when they are asked for", "[unit][query]") {
  const auto archive = archive_of(7);
  const auto about = query::count_quotes(archive.view(), parsed("quotes about herring"), test::small_names(), true);
  CHECK(about.rings.size() == about.documents.size());
  CHECK(counts(query::ring_page(about.rings, {})) == std::map<std::string, std::uint64_t>{{"named", about.documents.size()}});
  CHECK(query::count_quotes(archive.view(), parsed("act:says"), test::small_names(), false).rings.empty());
}

TEST_CASE("articles are counted by their words", "[unit][query]") {
  const auto archive = archive_of(7);
  const std::string text = "herring dear";
  const auto reading = query::read_native(text, *schema::make_date(2022, 6, 1));
  REQUIRE(reading);
  const auto counted = query::count_articles(archive.view(), &reading->expression, text, {}, test::small_names());
  REQUIRE(counted);
  CHECK(counted->documents.size() == 7);
  query::Query since;
  since.since = schema::make_date(2003, 1, 1);
  CHECK(query::count_articles(archive.view(), nullptr, "", since, test::small_names())->documents.size() == 3);
}

TEST_CASE("a time line has every period from the first to the last, and counts what has no day", "[unit][query]") {
  const auto archive = archive_of(10);
  const auto view = archive.view();
  const auto counted = query::count_quotes(view, parsed("quotes by Lavrov"), test::small_names(), false);
  const auto years = query::timeline(view, counted.documents, query::Step::Year);
  REQUIRE(years);
  REQUIRE(years->bars.size() == 4);
  CHECK(query::period_name(years->bars[0].first, query::Step::Year) == "2001");
  CHECK(years->undated == 2);
  std::uint64_t total = years->undated;
  for (const auto& bar : years->bars) total += bar.count;
  CHECK(total == counted.documents.size());
  const auto days = query::timeline(view, counted.documents, query::Step::Day);
  REQUIRE(days);
  CHECK(days->bars.size() == static_cast<std::size_t>(schema::days_since_epoch(days->bars.back().first) -
                                                      schema::days_since_epoch(days->bars.front().first)) + 1);
  CHECK(days->bars.front().count > 0);
  CHECK(days->bars.back().count > 0);
  const auto none = query::timeline(view, {}, std::nullopt);
  REQUIRE(none);
  CHECK(none->bars.empty());
  const auto day = [](int y, int m, int d) { return *schema::make_date(y, m, d); };
  const auto december = query::timeline_between(view, counted.documents, query::Step::Month, day(2000, 11, 30), day(2001, 2, 1));
  REQUIRE(december);
  CHECK(december->bars.size() == 4);
  CHECK(query::timeline_between(view, {}, query::Step::Day, day(9999, 12, 30), day(9999, 12, 31))->bars.size() == 2);
  CHECK(query::timeline_between(view, {}, query::Step::Year, day(9998, 1, 1), day(9999, 12, 31))->bars.size() == 2);
  const auto fault = query::timeline_between(view, {}, query::Step::Day, day(1, 1, 1), day(9999, 12, 31));
  REQUIRE(!fault);
  CHECK(fault.error().reason.find("take months or years") != std::string::npos);
  CHECK(query::step_between(day(2021, 1, 1), day(2021, 2, 1)) == query::Step::Day);
  CHECK(query::step_between(day(2019, 1, 1), day(2021, 2, 1)) == query::Step::Month);
  CHECK(query::step_between(day(1987, 1, 1), day(2021, 2, 1)) == query::Step::Year);
}

TEST_CASE("questions stand side by side with the same periods and values", "[unit][query]") {
  const auto archive = archive_of(12);
  const auto view = archive.view();
  const std::vector<query::Counted> counted{query::count_quotes(view, parsed("quotes by Lavrov"), test::small_names(), false),
                                            query::count_quotes(view, parsed("quotes by Nato since 2002 until 2003"), test::small_names(), false)};
  const auto compared = query::compare(view, counted, query::Step::Year, {Facet::Act, Facet::Outlet}, 1, test::small_names());
  REQUIRE(compared);
  REQUIRE(compared->tables.size() == 3);
  const auto& years = compared->tables[0];
  CHECK(years.name == "year");
  REQUIRE(years.rows.size() == 5);  // four years, and what has no day
  for (std::size_t i = 0; i < 2; ++i) {
    std::uint64_t total = 0;
    for (const auto& row : years.rows) total += row.counts[i];
    CHECK(total == counted[i].documents.size());
  }
  CHECK(years.rows[0].counts[1] == 0);
  CHECK(compared->tables[1].rows.size() == 1);
  CHECK(compared->tables[1].matching == 3);
  CHECK(compared->tables[2].rows.front().counts == std::vector<std::uint64_t>{counted[0].documents.size(), counted[1].documents.size()});
}

TEST_CASE("bars and padding go by columns, not bytes", "[unit][query]") {
  CHECK(query::display_width("Lavrov") == 6);
  CHECK(query::display_width("Élysée") == 6);
  CHECK(query::display_width("E\xCC\x81lan") == 4);
  CHECK(query::display_width("外交部") == 6);
  CHECK(query::padded("外", 4) == "外  ");
  CHECK(query::padded_left("12", 4) == "  12");
  CHECK(query::bar(0, 10, 20).empty());
  CHECK(query::bar(10, 10, 3) == "███");
  CHECK(query::bar(5, 10, 3) == "█▌");
  CHECK(query::bar(1, 100000, 3) == "▏");
}

TEST_CASE("rows for programs hold what they are given, whatever it is", "[unit][query]") {
  query::FacetPage page;
  page.values = {{"=1+1", "=1+1", 3}, {"a \"b\", c", "a \"b\", c", 2}};
  page.without = 1;
  CHECK(test::written(false, false, [&](query::Output& out) { query::print_facets_csv({page}, out); }) ==
        "facet,value,label,count\r\noutlet,'=1+1,'=1+1,3\r\noutlet,\"a \"\"b\"\", c\",\"a \"\"b\"\", c\",2\r\noutlet,,,1\r\n");
  CHECK(test::written(false, false, [&](query::Output& out) { query::print_facets_jsonl({page}, out); }) ==
        "{\"facet\":\"outlet\",\"value\":\"=1+1\",\"label\":\"=1+1\",\"count\":3}\n"
        "{\"facet\":\"outlet\",\"value\":\"a \\\"b\\\", c\",\"label\":\"a \\\"b\\\", c\",\"count\":2}\n"
        "{\"facet\":\"outlet\",\"value\":null,\"label\":null,\"count\":1}\n");
  query::Timeline line{query::Step::Month, {{*schema::make_date(2021, 12, 1), 3}}, 2};
  CHECK(test::written(false, false, [&](query::Output& out) { query::print_timeline_csv(line, out); }) ==
        "period,count\r\n2021-12,3\r\n,2\r\n");
  CHECK(test::written(false, false, [&](query::Output& out) { query::print_timeline_jsonl(line, out); }) ==
        "{\"period\":\"2021-12\",\"count\":3}\n{\"period\":null,\"count\":2}\n");
}

TEST_CASE("a picture escapes what it is asked about", "[unit][query]") {
  const query::Timeline line{query::Step::Year, {{*schema::make_date(2021, 1, 1), 3}, {*schema::make_date(2022, 1, 1), 0}}, 1};
  const auto svg = query::timeline_svg(line, "quote", "who said \"<script>&\" \x01\xff");
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("&lt;script&gt;&amp;") != std::string::npos);
  CHECK(svg.find('\x01') == std::string::npos);
  CHECK(svg.find("<title>2021: 3 quotes</title>") != std::string::npos);
  CHECK(svg.find("1 more without a date") != std::string::npos);
  CHECK(query::timeline_svg({}, "quote", "").find("0 quotes by year") != std::string::npos);
}

TEST_CASE("questions to compare are parted by -- and --with", "[unit][query]") {
  using Words = std::vector<std::string>;
  CHECK(query::compared_questions(query::divided_questions({"quotes", "by", "A", "--", "quotes by B", "--with", "C"})) ==
        Words{"quotes by A", "quotes by B", "C"});
  CHECK(query::compared_questions(query::divided_questions({"--", "a", "--", "--"})) == Words{"a"});
}
