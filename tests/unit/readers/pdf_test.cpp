#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <future>
#include <thread>

#include "indexer/readers/isolated.hpp"
#include "indexer/readers/pdf/pdf_columns.hpp"
#include "indexer/readers/pdf/pdf_paragraphs.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"
#include "tests/unit/readers/made_pdf.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

namespace {

[[maybe_unused]] const bool kIsStarted = [] {
  start_isolation();  // before any test has threads
  return true;
}();

// Lines one below the other, from `top` on.
PrintedPage set(const std::vector<std::string>& lines, double left = 72, double top = 100, double size = 11) {
  PrintedPage page;
  for (const std::string& line : lines) page.push_back({left, top + 1.2 * size * static_cast<double>(page.size()), size, line});
  return page;
}

PrintedPage operator+(PrintedPage page, const PrintedPage& more) {
  page.insert(page.end(), more.begin(), more.end());
  return page;
}

const std::vector<std::string> kFirst{"HALMERE, May 12 (SNA) - The two governments agreed on Sunday to reopen the bridge, which",
                                      "has been closed to lorries for nine years, officials of both sides announced in Halmere."};
const std::vector<std::string> kSecond{"\x93We have agreed on a long-term arrangement,\x94 the Ostrian foreign minister, Pavel Dorrin,",
                                       "told reporters. He thanked the governments of the region."};

schema::Article pdf_article(const std::string& bytes) {
  const auto reading = read_all(bytes, ReaderOptions{}, "/in/paper.pdf");
  INFO(schema::joined(reading.faults, "; "));
  REQUIRE(reading.faults.empty());
  REQUIRE(reading.articles.size() == 1);
  return reading.articles[0];
}

}  // namespace

TEST_CASE("a PDF is one article of headline and paragraphs", "[unit][readers][pdf]") {
  const std::string bytes =
      made_pdf({set({"Sarn bridge to reopen", "after nine years"}, 72, 80, 20) + set(kFirst, 72, 140) + set(kSecond, 72, 180)},
               "/Title (Microsoft Word - bridge.doc) /Author (admin) /CreationDate (D:20240601120000Z)");
  const auto article = pdf_article(bytes);
  CHECK(article.title == "Sarn bridge to reopen after nine years");
  CHECK(
      blocks_of(article) ==
      "Headline Sarn bridge to reopen after nine years | Dateline HALMERE, May 12 (SNA) - | Paragraph The two governments agreed on Sunday "
      "to "
      "reopen the bridge, which has been closed to lorries for nine years, officials of both sides announced in Halmere. | Paragraph “We "
      "have agreed on a long-term arrangement,” the Ostrian foreign minister, Pavel Dorrin, told reporters. He thanked the governments of "
      "the region.");
  CHECK(article.byline.empty());
  CHECK_FALSE(article.published.has_value());
  CHECK(article.retrieved_at.empty());
  CHECK(article.provenance == schema::Provenance{"/in/paper.pdf", "", schema::sha256_hex(bytes)});
}

TEST_CASE("the document's information names title and author where it makes sense", "[unit][readers][pdf]") {
  const PrintedPage page = set(kFirst) + set(kSecond, 72, 140);
  auto article = pdf_article(made_pdf({page}, "/Title (Sarn bridge to reopen) /Author (Anna Tolk)"));
  CHECK(article.title == "Sarn bridge to reopen");
  CHECK(article.byline == "Anna Tolk");
  for (const char* const title : {"", "bridge_final.docx", "Document1 of many", "C:\\texts\\bridge one", "untitled text", "Bridge"}) {
    INFO(title);
    CHECK(pdf_article(made_pdf({page}, "/Title " + pdf_string(title))).title.empty());
  }
  for (const char* const author : {"atolk", "Microsoft Office User", "Press Office", "ANNA99", ""}) {
    INFO(author);
    CHECK(pdf_article(made_pdf({page}, "/Author " + pdf_string(author))).byline.empty());
  }
}

TEST_CASE("a byline and a date come from the text", "[unit][readers][pdf]") {
  const auto article = pdf_article(made_pdf(
      {set({"Sarn bridge to reopen"}, 72, 80, 20) + set({"By Anna Tolk"}, 72, 110) + set({"12 May 2024"}, 72, 130) + set(kFirst, 72, 160)},
      "/Author (Jane Roe)"));
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.published == schema::make_date(2024, 5, 12));
}

TEST_CASE("headers, footers and page numbers are no text", "[unit][readers][pdf]") {
  std::vector<PrintedPage> pages;
  const std::vector<std::vector<std::string>> texts{
      {"The first page says that the envoys left and that they"}, {"came back later. A second one ends."}, {"The third page is short."}};
  for (std::size_t i = 0; i < texts.size(); ++i)
    pages.push_back(PrintedPage{{72, 40, 9, "Straits Review"}, {500, 40, 9, "12 May 2024"}, {290, 800, 9, fmt::format("- {} -", i + 1)}} +
                    set(texts[i], 72, 100));
  CHECK(pdf_article(made_pdf(pages)).text ==
        "The first page says that the envoys left and that they came back later. A second one ends.\n\nThe third page is short.");
  // One page alone has nothing to compare with: only its own number goes.
  CHECK(pdf_article(made_pdf({pages[2]})).text == "Straits Review 12 May 2024\n\nThe third page is short.\n\n- 3 -");
  CHECK(pdf_article(made_pdf({set(texts[2]) + PrintedPage{{290, 800, 9, "Page 1 of 1"}}})).text == "The third page is short.");
}

TEST_CASE("two columns are read one after the other", "[unit][readers][pdf]") {
  const std::vector<std::string> left{"The envoys met in the old", "customs house, which has", "stood empty since the road",
                                      "was closed, and spoke for", "nine hours without",       "agreement on who should"};
  const std::vector<std::string> right{"pay for the repairs of the", "bridge.", "Ostria wants to pay half of", "them, Vardania nothing at",
                                       "all, people who were there", "said."};
  const auto article = pdf_article(
      made_pdf({set({"A headline over both of the columns of this page"}, 72, 60, 20) + set(left, 72, 120) + set(right, 300, 120)}));
  CHECK(
      blocks_of(article) ==
      "Headline A headline over both of the columns of this page | Paragraph The envoys met in the old customs house, which has stood "
      "empty "
      "since the road was closed, and spoke for nine hours without agreement on who should pay for the repairs of the bridge. | Paragraph "
      "Ostria wants to pay half of them, Vardania nothing at all, people who were there said.");
}

TEST_CASE("words divided at line ends are put together where that is sure", "[unit][readers][pdf]") {
  using namespace indexer::pdf;
  struct Case {
    const char* name;
    std::vector<std::string> lines;
    std::string text;
  };
  const Case cases[] = {
      {"undivided elsewhere",
       {"The government said that the gov-", "ernment would stay in its office."},
       "The government said that the government would stay in its office."},
      {"an ending",
       {"They spoke about the agree-", "ment that nobody had seen yet."},
       "They spoke about the agreement that nobody had seen yet."},
      {"soft hyphen",
       {"They spoke about the trans\u00AD", "port that nobody had seen yet."},
       "They spoke about the transport that nobody had seen yet."},
      {"unsure",
       {"They spoke about a port-", "folio that nobody had seen yet."},
       "They spoke about a port-folio that nobody had seen yet."},
      {"a compound",
       {"The agree-", "ment and the long-", "term plan were both seen by the", "envoys."},
       "The agreement and the long-term plan were both seen by the envoys."},
      {"two names",
       {"They spoke about the Franco-", "German plan that nobody had seen yet."},
       "They spoke about the Franco-German plan that nobody had seen yet."},
      {"both parts are words",
       {"The agree-", "ment, a port and a folio, the port-", "folio that nobody had seen."},
       "The agreement, a port and a folio, the port-folio that nobody had seen."},
      {"suspended",
       {"They spoke about the pre-", "and post-war years of the country."},
       "They spoke about the pre- and post-war years of the country."},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    std::vector<Line> lines;
    for (const std::string& text : c.lines)
      lines.push_back(
          {text, 72, 100 + 12 * static_cast<double>(lines.size()), 372, 110 + 12 * static_cast<double>(lines.size()), 10, 30, 1, 372});
    const auto paragraphs = indexer::pdf::paragraphs_of({lines});
    REQUIRE(paragraphs.all.size() == 1);
    CHECK(paragraphs.all[0].text == c.text);
  }
}

TEST_CASE("a paragraph ends where print says so", "[unit][readers][pdf]") {
  using namespace indexer::pdf;
  const auto line = [](std::string text, double left, double top, double right, double size = 10) {
    return Line{std::move(text), left, top, right, top + size, size, 30, 1, 372};
  };
  const auto texts = [](const std::vector<Line>& lines) {
    std::vector<std::string> out;
    for (const auto& paragraph : indexer::pdf::paragraphs_of({lines}).all) out.push_back(paragraph.text);
    return out;
  };
  const Line first = line("The envoys came at nine and left in the evening without", 72, 100, 372);
  using Texts = std::vector<std::string>;
  CHECK(texts({first, line("a word.", 72, 112, 110)}) == Texts{first.text + " a word."});
  CHECK(texts({first, line("More is said below.", 84, 112, 180)}).size() == 2);      // indented
  CHECK(texts({first, line("More is said below.", 72, 130, 180)}).size() == 2);      // a wider space
  CHECK(texts({first, line("More is said below.", 72, 112, 180, 14)}).size() == 2);  // larger
  CHECK(texts({line("They left.", 72, 88, 130), first}).size() == 2);                // there was room
  CHECK(texts({line("the wording of", 72, 88, 150), first, line("and so on.", 72, 112, 150)}).size() == 2);
}

TEST_CASE("what a PDF cannot give is said", "[unit][readers][pdf]") {
  const auto faults = [](const std::string& bytes) { return read_all(bytes, ReaderOptions{}, "/in/paper.pdf").faults; };
  CHECK(faults("%PDF-1.4\nnothing else") == Faults{": no readable PDF: damaged or cut"});
  CHECK(faults(made_pdf({})) == Faults{": a PDF without pages"});
  CHECK(faults(made_pdf({{}, {}})) == Faults{": no text in its 2 pages: pictures are not read"});
  CHECK(faults(made_pdf({set(kFirst)}, {},
                        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + std::string(64, 'a') + "> /U <" + std::string(64, 'b') +
                            "> >> /ID [<00> <00>]")) == Faults{": encrypted: it opens with a password only"});
  CHECK(faults(made_pdf(std::vector<PrintedPage>(2001))) == Faults{": too many pages: 2001, the limit is 2000"});
  ReaderOptions small;
  small.max_article_bytes = 100;
  CHECK(read_all(made_pdf({set(kFirst)}), small).faults == Faults{": too large: a text of 177 bytes, the limit for one article is 100"});
}

TEST_CASE("a PDF is known by its first bytes, whatever its name", "[unit][readers][pdf]") {
  for (const char* const file : {"/in/paper", "/in/paper.txt", "-"})
    CHECK(read_all(made_pdf({set(kFirst)}), ReaderOptions{}, file).articles.size() == 1);
}

TEST_CASE("columns need a gutter between several lines of both", "[unit][readers][pdf]") {
  using indexer::pdf::Word;
  std::vector<Word> words;
  for (int i = 0; i < 16; ++i)
    for (const double left : {72.0, 140.0, 300.0, 368.0})
      words.push_back({"word", left, 100.0 + 12 * i, left + 65, 110.0 + 12 * i, 10, false});
  CHECK(indexer::pdf::columns_of(words).size() == 2);
  words.push_back({"across", 190, 196, 320, 206, 10, false});
  CHECK(indexer::pdf::columns_of(words).size() == 5);  // two, the line across, two
  words.resize(8);
  CHECK(indexer::pdf::columns_of(words).size() == 1);
}

TEST_CASE("work in a process of its own ends at its bounds", "[unit][readers][isolated]") {
  using namespace std::chrono_literals;
  const Bounds bounds{60s, std::size_t{64} << 20, 1000};  // a busy machine takes seconds for a child
  const auto run = [&](IsolatedWork work, std::string_view input = {}) { return run_isolated(work, input, bounds); };
  auto out = run([](std::string_view input, const Emit& emit) { emit("one "), emit(input); }, "two");
  CHECK(out.output == "one two");
  CHECK(out.failure.empty());
  out = run([](std::string_view, const Emit& emit) {
    emit("one");
    std::raise(SIGSEGV);
  });
  CHECK(out.output == "one");
  CHECK(out.failure == "the library that reads it failed (signal 11)");
  CHECK(run([](std::string_view, const Emit&) { ::_exit(7); }).failure == "the library that reads it gave up");
  CHECK(run([](std::string_view, const Emit&) { throw 1; }).failure == "the library that reads it gave up");
  CHECK(run([](std::string_view, const Emit& emit) { emit(std::string(2000, 'x')); }).failure == "more than 1000 bytes come out of it");
  const auto sleep = [](std::string_view, const Emit&) { std::this_thread::sleep_for(300s); };
  CHECK(run_isolated(sleep, {}, {500ms, std::size_t{64} << 20, 1000}).failure == "more than 0.5 seconds");
  CHECK(run([](std::string_view, const Emit& emit) { emit(std::string(std::size_t{1} << 30, 'x').substr(0, 1)); }).failure ==
        "the library that reads it gave up");
  CHECK(run([](std::string_view, const Emit&) { ::kill(::getppid(), SIGKILL); }).failure == "the helper process was ended");
  CHECK(run([](std::string_view input, const Emit& emit) { emit(input); }, "still there").output == "still there");
  // Not by what a terminal sends to all processes of a program.
  CHECK(run([](std::string_view, const Emit& emit) {
          for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::raise(signal);
          emit("goes on");
        }).output == "goes on");
}

// A child that was forked while another thread held a lock of the C library waits for it for good.
TEST_CASE("what other threads have locked does not hang work in a process of its own", "[unit][readers][isolated]") {
  using namespace std::chrono_literals;
  static constexpr auto take_lock = [] { ::setenv("ATTACHE_TEST", "locked", 1); };
  const std::jthread busy([](const std::stop_token& stop) {
    while (!stop.stop_requested()) take_lock();
  });
  const auto work = [](std::string_view, const Emit& emit) {
    take_lock();
    emit("done");
  };
  const auto runs = [&] {
    for (int i = 0; i < 20; ++i) {
      const Isolated out = run_isolated(work, {}, {20s, std::size_t{64} << 20, 1000});
      if (out.output != "done") return out.failure;
    }
    return std::string();
  };
  auto beside = std::async(std::launch::async, runs);
  CHECK(runs() == "");
  CHECK(beside.get() == "");
}
