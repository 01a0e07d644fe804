#include <catch2/catch.hpp>

#include "indexer/readers/html/boilerplate_lines.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

namespace {

schema::Article page(const std::string& html) {
  Reading reading = read_all(html, "html");
  CAPTURE(reading.faults);
  REQUIRE(reading.articles.size() == 1);
  return reading.articles.front();
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

const std::string kFirst =
    "The envoys of Ostria and Vardania left the hall at noon, and neither of them would say a word to the reporters at the gate.";
const std::string kSecond =
    "Nothing was signed, said Henrik Salvane, who led the talks for a third day, and nothing would be before the spring.";

std::string article_page(const std::string& head, const std::string& inside) {
  return "<!DOCTYPE html><html lang=\"en-GB\"><head>" + head + "</head><body>" + inside + "</body></html>";
}

std::string paragraphs() { return "<p>" + kFirst + "</p><p>" + kSecond + "</p>"; }

}  // namespace

TEST_CASE("a page is known by its beginning and by its name", "[unit][readers][html]") {
  for (const std::string begin :
       {"<!doctype html><p>", "<!-- saved --><HTML><p>", "<?xml version=\"1.0\"?>\n<html><p>", "\n <html lang=en><p>"}) {
    INFO(begin);
    const Reading reading = read_all(begin + kFirst, ReaderOptions{}, "/in");
    REQUIRE(reading.articles.size() == 1);
    CHECK(blocks_of(reading.articles.front()) == "Paragraph " + kFirst);
  }
  const Reading named = read_all("<p>" + kFirst, ReaderOptions{}, "/in/a.HTM");
  REQUIRE(named.articles.size() == 1);
  CHECK(blocks_of(named.articles.front()) == "Paragraph " + kFirst);
}

TEST_CASE("JSON-LD gives what it says, OpenGraph and the elements the rest", "[unit][readers][html]") {
  const auto article = page(article_page(
      R"(<title>Talks end | The Ostrian</title>
      <meta property="og:title" content="Talks end - The Ostrian"><meta property="og:site_name" content="The Ostrian">
      <meta property="article:published_time" content="2024-03-06T00:00:00Z"><link rel="canonical" href="https://ostrian.example/talks">
      <meta property="article:section" content="World">
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"The Ostrian"},
        {"@type":["Article","NewsArticle"],"headline":"Talks end","author":[{"@id":"#tolk"},"Josip Dorrin",{"name":"The Ostrian"}],
         "datePublished":"2024-03-05T10:15:00+02:00","dateModified":"2024-03-07","publisher":{"name":"Ostrian Press"},},
        {"@type":"Person","@id":"#tolk","name":"Anna Tolk"}]}</script>)",
      "<h1>Talks end</h1><div class=article-body>" + paragraphs() + "</div>"));
  CHECK(article.title == "Talks end");
  CHECK(article.byline == "Anna Tolk, Josip Dorrin");
  CHECK(article.outlet == "The Ostrian");
  CHECK(article.section == "World");
  CHECK(article.language == "en");
  CHECK(article.canonical_url == "https://ostrian.example/talks");
  CHECK(article.published_raw == "2024-03-05T10:15:00+02:00");
  CHECK(article.published_at == "2024-03-05T10:15:00+02:00");
  CHECK(article.published_from == "JSON-LD datePublished");
  CHECK(article.published == schema::make_date(2024, 3, 5));
  CHECK(article.updated == schema::make_date(2024, 3, 7));
  CHECK(blocks_of(article) == "Headline Talks end | Paragraph " + kFirst + " | Paragraph " + kSecond);
}

TEST_CASE("microdata and the time element give title, author and day", "[unit][readers][html]") {
  const auto article = page(article_page("",
                                         "<div itemscope><h1 itemprop=headline>Border open again</h1><span itemprop=author><b "
                                         "itemprop=name>Anna Tolk</b> writes on roads</span>"
                                         "<time datetime='2020-02-03T04:05'>yesterday</time><div itemprop=articleBody>" +
                                             paragraphs() + "</div></div>"));
  CHECK(article.title == "Border open again");
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.published_at == "2020-02-03T04:05");
  CHECK(article.published_from == "time element");
  CHECK(blocks_of(article) == "Headline Border open again | Paragraph " + kFirst + " | Paragraph " + kSecond);
}

TEST_CASE("a date is taken from the line by the headline where no markup gives one, and never made up", "[unit][readers][html]") {
  const struct {
    const char* line;
    const char* at;
  } cases[] = {{"Stand: 28.04.2023, 5:07 Uhr", "2023-04-28T05:07"},
               {"erstellt: 01. April 2025, 15:25", "2025-04-01T15:25"},
               {"Publié le 3 août 2023", "2023-08-03"},
               {"2025年1月14日 20:00", "2025-01-14T20:00"},
               {"March 5, 2024", "2024-03-05"},
               {"04/05/2025", ""},
               {"31.02.2025", ""},
               {"three days ago", ""},
               {"The war began on 24 February 2022.", ""}};
  for (const auto& c : cases) {
    INFO(c.line);
    const auto article = page(article_page("<link rel=canonical href='https://a.example/2019/01/02/talks'>",
                                           "<h1>Talks end</h1><div>" + std::string(c.line) + "</div>" + paragraphs()));
    CHECK(article.published_at == c.at);
    CHECK(article.published.has_value() == !article.published_at.empty());
  }
}

TEST_CASE("authors are people: not the site, not addresses, each once", "[unit][readers][html]") {
  const struct {
    const char* author;
    const char* byline;
  } cases[] = {{"By Anna Tolk and Josip Dorrin", "Anna Tolk, Josip Dorrin"},
               {"Anna Tolk, Anna Tolk", "Anna Tolk"},
               {"The Ostrian", ""},
               {"ostrian", ""},
               {"https://social.example/ostrian", ""},
               {"@ostrian", ""},
               {"105092", ""}};
  for (const auto& c : cases) {
    INFO(c.author);
    const auto article =
        page(article_page("<meta property=og:site_name content='The Ostrian'><link rel=canonical href='https://www.ostrian.example/a'>"
                          "<meta name=author content=\"" +
                              std::string(c.author) + "\">",
                          paragraphs()));
    CHECK(article.byline == c.byline);
  }
  const auto row =
      page(article_page("", "<h1>Talks end</h1><p class=byline>By <span>Anna Tolk</span> <span>Josip Dorrin</span></p>" + paragraphs()));
  CHECK(row.byline == "Anna Tolk, Josip Dorrin");
}

TEST_CASE("a link below the headline to an author's page names who wrote, a button does not", "[unit][readers][html]") {
  const std::string links =
      "<p>von <a href='/autoren/name/anna-tolk'>Dr. Anna Tolk</a> und <a href='/autoren/name/josip-dorrin'>Josip Dorrin</a></p>";
  const std::string others = "<p>More of <a href='/authors/max-poe'>Max Poe</a></p>";
  CHECK(page(article_page("", "<h1>Talks end</h1>" + links + paragraphs() + others)).byline == "Dr. Anna Tolk, Josip Dorrin");
  CHECK(page(article_page("", links + "<h1>Talks end</h1>" + paragraphs())).byline.empty());
  CHECK(page(article_page("", "<h1>Talks end</h1><p><a href='/authors/'>All Our Authors</a></p>" + paragraphs())).byline.empty());
  CHECK(page(article_page("", "<h1>Talks end</h1>" + paragraphs() + paragraphs() + others)).byline.empty());
  const std::string story = "<p>As <a href='/authors/max-poe'>Max Poe</a> wrote in these pages last year, nobody in Halmere spoke.</p>";
  CHECK(page(article_page("", "<h1>Talks end</h1>" + story + paragraphs())).byline.empty());
  const std::string button = "<a class=followAuthorButton href='/topics'>Edit Your Topics</a>";
  CHECK(page(article_page("", "<h1>Talks end</h1>" + button + paragraphs())).byline.empty());
}

TEST_CASE("what stands around a text is left out, and pictures' words are apart", "[unit][readers][html]") {
  const auto article = page(article_page(
      "<title>Talks end</title>",
      "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><div class='cookie-banner'><p>We use cookies to make this site "
      "better for you.</p></div>"
      "<article class='post no-sidebar'><h1>Talks end</h1><p class=standfirst>Two neighbours meet for a third day without a result.</p>"
      "<figure><img src=a.jpg><figcaption>Henrik Salvane arrives.<span class=credit> Photo: J. Dorrin</span></figcaption></figure>"
      "<p>HALMERE, March 5 (AP) — " +
          kFirst +
          "</p><div class='related-articles'><h3>More on this</h3><p><a href=/b>Ambassador recalled from Vardania</a></p></div>"
          "<p>" +
          kSecond +
          "</p><h2>What comes next</h2><blockquote class=twitter-tweet>We shall meet again in the spring.</blockquote>"
          "<p><a href=/c>Read more: who is Henrik Salvane?</a></p><p>Advertisement</p><p>Empfohlener redaktioneller Inhalt</p><p>An "
          "dieser Stelle finden Sie einen externen Inhalt von Views.</p></article>"
          "<div id=comments><p>First comment of all, and it is about the weather in Halmere.</p></div><footer>All rights "
          "reserved</footer>"));
  CHECK(blocks_of(article) ==
        "Headline Talks end | Standfirst Two neighbours meet for a third day without a result. | Caption Henrik Salvane arrives. Photo: J. "
        "Dorrin | "
        "Dateline HALMERE, March 5 (AP) — | Paragraph " +
            kFirst + " | Paragraph " + kSecond + " | Headline What comes next | Paragraph We shall meet again in the spring.");
  CHECK(article.standfirst == "Two neighbours meet for a third day without a result.");
  CHECK(article.dateline == "HALMERE");
}

TEST_CASE("line breaks, lists and old pages of tables keep their text", "[unit][readers][html]") {
  const auto article = page("<html><body><table><tr><td><a href=/>Home</a></td><td><font>" + kFirst + "<br><br>" + kSecond +
                            "<br>Nobody &amp; nothing.</font></td></tr></table>");
  CHECK(blocks_of(article) == "Paragraph " + kFirst + " | Paragraph " + kSecond + "\nNobody & nothing.");
}

TEST_CASE("a text in several elements of one class is one text", "[unit][readers][html]") {
  const std::string part = "<div class='chunk body-text'>" + paragraphs() + "</div>";
  std::string second = part;
  second.replace(second.find("envoys"), 6, "guards");
  const auto article = page(
      article_page("", "<div><div>" + part + "</div><div class=ad-slot>Buy a carpet, only today.</div><div>" + second + "</div></div>"));
  CHECK(article.blocks.size() == 3);  // the second copy of the second paragraph is left out
}

TEST_CASE("names of classes are read with care", "[unit][readers][html]") {
  const std::string more = "<p>" + kSecond + "</p>";
  const struct {
    const char* attributes;
    bool kept;
  } cases[] = {{"class='related-stories'", false},
               {"class=newsletterSignup", false},
               {"id=comments", false},
               {"class='hidden'", false},
               {"style='display: none'", false},
               {"role=navigation", false},
               {"class='hidden md:block'", true},
               {"class='overflow-hidden'", true},
               {"class=hXadRRP", true},
               {"class=social-media-embed", true},
               {"id=minister-shares-a-promoted-table", true},
               {"class=paywall", true}};
  for (const auto& c : cases) {
    INFO(c.attributes);
    const auto article = page(article_page("", "<h1>Talks end</h1><div class=entry-content>" + repeated("<p>" + kFirst + "</p>", 6) +
                                                   "<div " + c.attributes + ">" + more + "</div></div>"));
    CHECK((article.text.find(kSecond) != std::string::npos) == c.kept);
  }
  const auto outer = page("<html><body class='comments-open with-sidebar'><div class='related'>" + paragraphs() + "</div>");
  CHECK(blocks_of(outer) == "Paragraph " + kFirst + " | Paragraph " + kSecond);
}

TEST_CASE("the same text in a second element, for narrow screens, is read once", "[unit][readers][html]") {
  const auto article = page(article_page("", "<main><div>" + paragraphs() + "</div><div>" + paragraphs() + "</div></main>"));
  CHECK(blocks_of(article) == "Paragraph " + kFirst + " | Paragraph " + kSecond);
}

TEST_CASE("a title loses the site's name only, and nothing behind a quotation mark", "[unit][readers][html]") {
  const struct {
    const char* head;
    const char* title;
  } cases[] = {{"<title>Talks end | The Ostrian</title><meta property=og:site_name content='The Ostrian'>", "Talks end"},
               {"<title>Talks end - for now</title><meta property=og:site_name content='The Ostrian'>", "Talks end - for now"},
               {"<meta property=og:title content='Talks end: Salvane leaves | The Ostrian | by Anna Tolk'>"
                "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Talks end: Salvane leaves\"}</script>",
                "Talks end: Salvane leaves"},
               {"<meta property=og:title content=\"Salvane's “last” talks | The Ostrian | by Anna Tolk\">"
                "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Salvane’s \\\"last\\\" talks\"}</script>",
                "Salvane's “last” talks"},
               {"<title>Salvane speaks of \"the last talks\" | The Ostrian</title><meta property=og:site_name content='The Ostrian'>"
                "<meta property=\"og:title\" content=\"Salvane speaks of \"the last talks\"\">",
                "Salvane speaks of \"the last talks\""},
               {"<title>Tom &amp;amp; Anna</title>", "Tom &amp; Anna"}};
  for (const auto& c : cases) {
    INFO(c.head);
    CHECK(page(article_page(c.head, paragraphs())).title == c.title);
  }
}

TEST_CASE("a headline that is printed wins over one for search engines, which <title> repeats", "[unit][readers][html]") {
  const std::string network =
      "<meta property=og:title content='Salvane: what you must know'><meta property=og:site_name content='The Ostrian'>";
  const std::string linked = R"(<script type=application/ld+json>{"@type":"NewsArticle","headline":"Salvane leaves the talks"}</script>)";
  const std::string printed = "<h1>Salvane leaves the talks</h1>" + paragraphs();
  const std::string repeated = "<title>Salvane: what you must know | The Ostrian</title>";
  CHECK(page(article_page(repeated + network + linked, printed)).title == "Salvane leaves the talks");
  CHECK(page(article_page("<title>Salvane leaves the talks</title>" + network + linked, printed)).title == "Salvane: what you must know");
  CHECK(page(article_page(repeated + network, printed)).title == "Salvane: what you must know");
  const std::string below = "<ol class=breadcrumb><li><h1>Salvane: what you must know</h1></ol><h2>Salvane leaves the talks</h2>" + paragraphs();
  CHECK(page(article_page(repeated + network + linked, below)).title == "Salvane leaves the talks");
}

TEST_CASE("what a line hides or opens for the pointer is none of its words", "[unit][readers][html]") {
  const std::string links = "<a href=/a>Salvane leaves the talks in Halmere</a> <a href=/b>Salvane comes back to the talks</a>";
  CHECK(blocks_of(page(article_page("", "<p><span class=person><a href=/s>Henrik Salvane</a><span class=person-tooltip-block>" + links +
                                            "</span></span> left<span class=sr-only> (opens a window)</span>, and nobody spoke for an hour.</p>" +
                                            paragraphs()))) ==
        "Paragraph Henrik Salvane left, and nobody spoke for an hour. | Paragraph " + kFirst + " | Paragraph " + kSecond);
  const auto first = [](const std::string& words) {
    return blocks_of(page(article_page("", "<p>The " + words + " rose by two percent in the year to May.</p>" + paragraphs())))
        .substr(0, std::string("Paragraph The Foreign Office").size());
  };
  for (const char* const name : {"tooltip text-blue", "hidden sm:inline-block", "hidden lg:contents"})
    CHECK(first("<span class='" + std::string(name) + "'>Foreign Office</span>") == "Paragraph The Foreign Office");
  CHECK(first("<span class=tooltip>Foreign Office<span class=tooltiptext>a ministry</span></span>") == "Paragraph The Foreign Office");
  // Not within a line, or more than a few words: what a script or a click shows.
  std::string text;
  for (int i = 0; i < 6; ++i) text += "<p>" + kFirst + "</p>";
  CHECK(page("<article><h1>Talks end</h1><span style='visibility:hidden'>" + text + "</span></article>").words > 50);
  CHECK(blocks_of(page("<p>" + kFirst + "<span style='display:none'> " + kFirst + kSecond + "</span></p>")).find(kSecond) != std::string::npos);
}

TEST_CASE("a paragraph beside the element that holds the others belongs to them where it is like them", "[unit][readers][html]") {
  const auto in_page = [](const std::string& name) {
    std::string rest;
    for (int i = 0; i < 8; ++i) rest += "<p class=text>" + kSecond + " " + std::to_string(i) + ".</p>";
    return blocks_of(page(article_page("", "<div><p class=" + name + ">" + kFirst + "</p><div class=paid>" + rest + "</div></div>")));
  };
  CHECK(in_page("text").starts_with("Paragraph " + kFirst + " | Paragraph " + kSecond));
  CHECK(in_page("advice").starts_with("Paragraph " + kSecond));
  CHECK(in_page("caption").starts_with("Paragraph " + kSecond));
}

TEST_CASE("lines that are no text, in several languages", "[unit][readers][html]") {
  for (const char* const line :
       {"Advertisement", "This slideshow requires JavaScript.", "Bild-Box aufklappen Bild-Box zuklappen", "関連キーワード",
        "この記事は会員限定です。\n登録すると、続きを読むことができます。", "Pour voir ce contenu, acceptez les cookies.",
        "To view this video please enable JavaScript and allow cookies.", "Para ver este contenido, acepta las cookies."}) {
    CAPTURE(line);
    CHECK(html::is_boilerplate_line(line, false));
  }
  for (const char* const line : {"To view this as a defeat would be wrong.", "Subscribe to no theory, he said.", "Pour voir Halmere, il faut venir."}) {
    CAPTURE(line);
    CHECK_FALSE(html::is_boilerplate_line(line, false));
  }
}

TEST_CASE("a byline and a stamp among the paragraphs are such, and say what the page does not", "[unit][readers][html]") {
  const auto article =
      page(article_page("", "<div><p>By Anna Tolk</p><p>Updated: 4 May 2021 | Published: 3 May 2021</p>" + paragraphs() + "</div>"));
  CHECK(blocks_of(article) ==
        "Byline By Anna Tolk | Stamp Updated: 4 May 2021 | Published: 3 May 2021 | Paragraph " + kFirst + " | Paragraph " + kSecond);
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.published_at == "2021-05-03");
}

TEST_CASE("a page whose scripts would fill it gives the text of its JSON-LD", "[unit][readers][html]") {
  std::string body;
  for (int i = 0; i < 4; ++i) body += kFirst + "\\n" + kSecond + "\\n";
  const auto article = page(article_page(
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Talks end\",\"articleBody\":\"" + body + "\"}</script>",
      "<div id=app>Please switch JavaScript on.</div>"));
  CHECK(article.blocks.size() == 9);
  CHECK(text_of(article.text, article.blocks[1].span) == kFirst);
}

TEST_CASE("the charset is the declared one where the bytes are valid in it", "[unit][readers][html]") {
  const std::string russian = "\xcf\xee\xf1\xeb\xfb \xf3\xe5\xf5\xe0\xeb\xe8";
  CHECK(blocks_of(page("<html><meta charset=windows-1251><p>" + russian)) == "Paragraph Послы уехали");
  CHECK(blocks_of(page("<html><meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>" + russian)) ==
        "Paragraph Послы уехали");
  CHECK(blocks_of(page("<html><meta charset=iso-8859-1><p>\x93No\x94 caf\xe9")) == "Paragraph “No” café");
  CHECK(blocks_of(page("<html><meta charset=iso-8859-1><p>“No” café")) == "Paragraph “No” café");
  CHECK(blocks_of(page("\xEF\xBB\xBF<html><meta charset=windows-1251><p>café")) == "Paragraph café");
}

TEST_CASE("a page without text is a fault", "[unit][readers][html]") {
  for (const std::string html : {"<html></html>", "<!doctype html><script>var a = 'text';</script><style>p {}</style>",
                                 "<html><body><p>&nbsp; &nbsp;</p><p>|</p><img></body>"}) {
    INFO(html);
    const Reading reading = read_all(html, "html");
    CHECK(reading.articles.empty());
    REQUIRE(reading.faults.size() == 1);
    CHECK(reading.faults.front() == ": no text in the page");
  }
}

TEST_CASE("tags nested a million deep, and formatting that multiplies, are read or refused", "[unit][readers][html]") {
  CHECK(blocks_of(page("<html>" + repeated("<div>", 1000000) + kFirst)) == "Paragraph " + kFirst);
  CHECK(blocks_of(page("<html>" + repeated("<div><table></div>", 100000) + kFirst)).find(kFirst) != std::string::npos);
  CHECK(blocks_of(page("<html>" + repeated("<ul><li>", 200000) + kFirst + repeated("</ul>", 200000) + "<p>" + kSecond)).find(kSecond) !=
        std::string::npos);
  std::string formatting = "<html><div>";
  for (int i = 0; i < 5000; ++i) formatting += "<b id=" + std::to_string(i) + ">";
  formatting += "</div>" + repeated("<p>" + kFirst + "</p>", 5000);
  const Reading reading = read_all(formatting, "html");
  CHECK(reading.articles.size() + reading.faults.size() == 1);
}
