#include "indexer/readers/line_shapes.hpp"

#include <catch2/catch.hpp>

using namespace attache;
using namespace attache::indexer;

TEST_CASE("stamps are told from sentences", "[unit][readers]") {
  struct Case {
    const char* line;
    std::optional<schema::Date> published;
    std::optional<schema::Date> updated;
  };
  const auto day = schema::make_date(2021, 12, 9);
  const auto next = schema::make_date(2021, 12, 10);
  const Case stamps[] = {
      {"Updated: December 9th 2021, 11:11 PM", {}, day},
      {"Last updated on 9 December 2021", {}, day},
      {"Last modified 9 Dec 2021 10.15 GMT", {}, day},
      {"Published: 2021-12-09", day, {}},
      {"Published 9 December 2021, updated 10 December 2021", day, next},
      {"PUBLISHED: Dec 9, 2021 | UPDATED: Dec 10, 2021", day, next},
      {"Posted on Dec. 9, 2021 at 5:00 pm", day, {}},
      {"Date: 9-DEC-2021", day, {}},
      {"2021-12-09", day, {}},
      {"2021-12-09T10:15:00Z", day, {}},
      {"December 9, 2021", day, {}},
      {"Thursday, 9 December 2021", day, {}},
      {"9 December 2021 - 14:30", day, {}},
      {"Halmere, Orland, 9 December 2021", day, {}},
      {"Date: unknown", {}, {}},
  };
  for (const auto& c : stamps) {
    INFO(c.line);
    const auto stamp = read_stamp(c.line);
    REQUIRE(stamp);
    CHECK(stamp->published == c.published);
    CHECK(stamp->updated == c.updated);
  }
  for (const char* line : {"Published by the ministry, the report blames nobody.", "Updated figures came later.",
                           "December 9, 2021 was a cold day.", "2021", "Dated but sound", "31 February 2021", ""}) {
    INFO(line);
    CHECK_FALSE(read_stamp(line));
  }
}

TEST_CASE("bylines are read without their By", "[unit][readers]") {
  struct Case {
    const char* line;
    const char* author;  // null: no byline
  };
  const Case cases[] = {
      {"By Mara Lind", "Mara Lind"},
      {"BY MARA LIND", "MARA LIND"},
      {"by Mara Lind, Reuters", "Mara Lind, Reuters"},
      {"By Mara Lind and Jon Åker in Halmere", "Mara Lind and Jon Åker in Halmere"},
      {"By our parliamentary correspondent", "our parliamentary correspondent"},
      {"Mara Lind in Halmere", "Mara Lind in Halmere"},
      {"Mara Lind and Jon Aker in Port Velden", "Mara Lind and Jon Aker in Port Velden"},
      {"By Monday the bridge was open again.", nullptr},
      {"By all accounts a quiet man", nullptr},
      {"Lind arrives in Halmere", nullptr},
      {"By", nullptr},
  };
  for (const auto& c : cases) {
    INFO(c.line);
    const auto author = read_byline(c.line);
    CHECK(author.has_value() == (c.author != nullptr));
    if (author && c.author) CHECK(*author == c.author);
  }
}

TEST_CASE("datelines are read in their forms", "[unit][readers]") {
  struct Case {
    const char* paragraph;
    const char* dateline;  // empty: none
    const char* place;
    bool certain;
  };
  const Case cases[] = {
      {"HALMERE, April 9 - Orland is likely to", "HALMERE, April 9 -", "HALMERE", true},
      {"GENEVA (AP) — Envoys met", "GENEVA (AP) —", "GENEVA", true},
      {"PORT VELDEN, Nov 22 — Private firms", "PORT VELDEN, Nov 22 —", "PORT VELDEN", true},
      {"STOCKHOLM, Dec 2 (Reuters) - Envoys", "STOCKHOLM, Dec 2 (Reuters) -", "STOCKHOLM", true},
      {"FLINT, Mich., Oct. 4 (UPI) — A former", "FLINT, Mich., Oct. 4 (UPI) —", "FLINT, Mich.", true},
      {"ROCHESTER, N.Y., Feb 26 - A maker", "ROCHESTER, N.Y., Feb 26 -", "ROCHESTER, N.Y.", true},
      {"NEW YORK/LONDON, 3 May (Reuters) – Banks", "NEW YORK/LONDON, 3 May (Reuters) –", "NEW YORK/LONDON", true},
      {"SÃO PAULO, Dec. 12, 2019 -- Growers", "SÃO PAULO, Dec. 12, 2019 --", "SÃO PAULO", true},
      {"Halmere, 3 May — Envoys", "Halmere, 3 May —", "Halmere", true},
      {"Halmere (dpa) - Envoys", "Halmere (dpa) -", "Halmere", true},
      {"WASHINGTON -- The president", "WASHINGTON --", "WASHINGTON", false},
      {"CHARLOTTE - The mayor", "CHARLOTTE -", "CHARLOTTE", false},
      {"WASHINGTON—The president", "WASHINGTON—", "WASHINGTON", false},
      {"PRESIDENT REIK: I thank you", "", "", false},
      {"Lind (Green Party) — who", "", "", false},
      {"NATO-led forces left", "", "", false},
      {"He said - twice", "", "", false},
      {"", "", "", false},
  };
  for (const auto& c : cases) {
    INFO(c.paragraph);
    const auto dateline = read_dateline(c.paragraph);
    CHECK(dateline.has_value() == (*c.dateline != '\0'));
    if (!dateline) continue;
    CHECK(std::string_view(c.paragraph).substr(0, dateline->size) == c.dateline);
    CHECK(dateline->place == c.place);
    CHECK(dateline->certain == c.certain);
  }
}

TEST_CASE("captions and credits are told from what people told agencies", "[unit][readers]") {
  for (const char* line :
       {"Lorries wait at the ferry. AFP", "The minister in Halmere on Monday. (Reuters)",
        "The minister in Halmere. Mara Lind / AFP", "Lorries wait. (Photo by Mara Lind/Getty Images)",
        "The envoy leaves — Reuters pic", "Lorries at the bridge. Photo: Mara Lind", "The envoy waves via AP",
        "Lorries wait at the old ferry. Harbour Review", "The minister and the envoy meet in Halmere. NSA"}) {
    INFO(line);
    CHECK(is_caption(line));
  }
  for (const char* line :
       {"He said so to Reuters.", "The minister told AFP", "Lind says goodbye to Mrs. Reik",
        "Bridge to reopen after vote of the U.S. Senate", "Talks go on. He left", "The envoy left on Monday."}) {
    INFO(line);
    CHECK_FALSE(is_caption(line));
  }
  for (const char* line : {"AFP", "Getty Images", "AFP/Getty Images", "— Reuters", "Photo: Mara Lind",
                           "Source: ministry", "(Reporting by Mara Lind; editing by Jon Aker)", "REUTER"}) {
    INFO(line);
    CHECK(is_credit(line));
  }
  for (const char* line :
       {"Reuters quoted the minister.", "Photos show lorries at the ferry.", "Sources in the ministry denied it.",
        "Pictures by satellite show the base.", "Editing is hard."}) {
    INFO(line);
    CHECK_FALSE(is_credit(line));
  }
}

TEST_CASE("headlines are told from sentences, lists and quotations", "[unit][readers]") {
  for (const char* line : {"Bridge to reopen at last", "Why is the ferry late?", "‘No deal’: Reik on the bridge",
                           "Visitors praise the fair: ‘4.5 stars’", "Bridge to\nreopen at last"})
    CHECK(looks_like_headline(line));
  for (const char* line :
       {"The bridge is open.", "• return of the ship", "- release of the crew", "return of the ship",
        "“Will you open the bridge?”", "“It is open.”", "Two words", "They demanded three things:", ""})
    CHECK_FALSE(looks_like_headline(line));
}
