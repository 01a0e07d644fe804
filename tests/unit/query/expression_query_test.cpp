// Each operator over small archives; random queries against a scan that knows nothing of the index.
#include <catch2/catch.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <random>

#include "query/language/native_text.hpp"
#include "query/search/expression_query.hpp"
#include "query/search/quote_filter.hpp"
#include "schema/terms.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using query::Expression;
using query::Op;
using query::Target;
using schema::FieldId;
using test::found;
using List = std::vector<std::string>;

namespace {

// A sentence of `words` words between two.
std::string between(const std::string& first, std::size_t words, const std::string& last) {
  std::string out = first;
  for (std::size_t i = 0; i < words; ++i) out += " well";
  return out + " " + last;
}

test::ParagraphsArchive& archive() {
  static test::ParagraphsArchive one = [] {
    test::ParagraphsArchive out;
    out.add("apart", "Locks and gauges", {"The gauges of Dorrin rose. Sluices opened.", "Nobody spoke of barges.", "Barges and sluices were counted."});
    out.add("near", "Barges", {"Sluices, gauges and barges.", "SLUICE gates; a gauge; the Gauges."});
    out.add("long", "Water", {between("dyke", 149, "weir") + "."});
    out.add("over", "Water", {"The dyke. " + between("Then", 46, "weir") + "."});
    out.add("many", "Tides", {"Tides rise. Tides fall. Tides turn.", "A tide, a tide."});
    return out;
  }();
  return one;
}

}  // namespace

TEST_CASE("words are found by stem, by form, by letters", "[unit][query][search]") {
  CHECK(found(archive(), "gauge") == List{"apart", "near"});
  CHECK(found(archive(), "=gauge") == List{"near"});
  CHECK(found(archive(), "=sluice") == List{"near"});
  CHECK(found(archive(), "ALLCAPS(sluice)") == List{"near"});
  CHECK(found(archive(), "NOCAPS(sluice)") == List{"apart"});
  CHECK(found(archive(), "CAPS(barge)") == List{"apart", "near"});
  CHECK(found(archive(), "CAPS(=gauge)").empty());
  CHECK(found(archive(), "unheard").empty());
}

TEST_CASE("wildcards and misspelt words stand for words of the archive", "[unit][query][search]") {
  CHECK(found(archive(), "slui*") == List{"apart", "near"});
  CHECK(found(archive(), "sluic?") == List{"near"});
  CHECK(found(archive(), "*yke") == List{"long", "over"});
  CHECK(found(archive(), "unhe*").empty());
  CHECK(found(archive(), "baregs~1") == List{"apart", "near"});
  CHECK(found(archive(), "bagress~1").empty());
  CHECK(found(archive(), "bagress~2") == List{"apart", "near"});
  CHECK(found(archive(), "sluic? ADJ/1 gate") == List{"near"});
  CHECK(found(archive(), "sluices ADJ/1 gate") == List{"near"});  // the stem
  CHECK(found(archive(), "=sluices ADJ/1 gate").empty());
  CHECK(found(archive(), "title:barg*") == List{"near"});
}

TEST_CASE("phrases lie within a sentence", "[unit][query][search]") {
  CHECK(found(archive(), "\"gauges of Dorrin\"") == List{"apart"});
  CHECK(found(archive(), "\"rose sluices\"").empty());
  CHECK(found(archive(), "\"locks and gauges\"") == List{"apart"});
  CHECK(found(archive(), "title:\"locks and gauges\"") == List{"apart"});
  CHECK(found(archive(), "title:\"gauges locks\"").empty());
}

TEST_CASE("distances are in words, whatever borders lie between", "[unit][query][search]") {
  CHECK(found(archive(), "rose ADJ/1 sluices") == List{"apart"});
  CHECK(found(archive(), "sluices ADJ/1 rose").empty());
  CHECK(found(archive(), "sluices NEAR/1 rose") == List{"apart"});
  CHECK(found(archive(), "opened NEAR/1 nobody") == List{"apart"});  // over the end of a paragraph
  CHECK(found(archive(), "dyke NEAR/48 weir") == List{"over"});      // 150 words look like 50 over a border
  CHECK(found(archive(), "dyke NEAR/47 weir").empty());
  CHECK(found(archive(), "dyke NEAR/149 weir") == List{"over"});
  CHECK(found(archive(), "dyke NEAR/150 weir") == List{"long", "over"});
  CHECK(found(archive(), "sluices NEAR/2 gauges NEAR/2 barges") == List{"near"});
  CHECK(found(archive(), "tide NEAR/2 tide") == List{"many"});  // two of them
  CHECK(found(archive(), "dyke NEAR/9 dyke").empty());
}

TEST_CASE("the same sentence and the same paragraph", "[unit][query][search]") {
  CHECK(found(archive(), "sluices W/S gauges") == List{"near"});
  CHECK(found(archive(), "sluices W/P gauges") == List{"apart", "near"});
  CHECK(found(archive(), "dyke W/S weir") == List{"long"});
  CHECK(found(archive(), "dyke W/P weir") == List{"long", "over"});
  CHECK(found(archive(), "dyke W/S dyke").empty());
  CHECK(found(archive(), "barges W/S (\"sluices were\" OR locks)") == List{"apart"});
}

TEST_CASE("how often, and how far up", "[unit][query][search]") {
  CHECK(found(archive(), "ATLEAST/6(tide)") == List{"many"});
  CHECK(found(archive(), "ATLEAST/7(tide)").empty());
  CHECK(found(archive(), "ATLEAST/2(\"a tide\")") == List{"many"});
  CHECK(found(archive(), "FIRST/3(gauges)") == List{"apart", "near"});
  CHECK(found(archive(), "FIRST/2(gauges)").empty());
  CHECK(found(archive(), "FIRST/4(sluices AND barges NOT gauges)") == List{});
  CHECK(found(archive(), "FIRST/3(sluices AND barges NOT locks)") == List{"near"});
  CHECK(found(archive(), "LEAD(barges)") == List{"near"});
  CHECK(found(archive(), "LEAD(\"a tide\")").empty());
}

TEST_CASE("not near leaves places out, not articles", "[unit][query][search]") {
  CHECK(found(archive(), "sluices NOT NEAR/1 opened") == List{"apart", "near"});
  CHECK(found(archive(), "opened NOT NEAR/1 sluices").empty());
  CHECK(found(archive(), "gauges NOT NEAR/2 locks") == List{"apart", "near"});
  CHECK(found(archive(), "locks NOT NEAR/2 gauges").empty());
}

TEST_CASE("AND, OR, NOT, values, days and lengths", "[unit][query][search]") {
  CHECK(found(archive(), "sluices tide OR weir") == List{"long", "over"});
  CHECK(found(archive(), "water NOT then") == List{"long"});
  CHECK(found(archive(), "NOT water") == List{"apart", "many", "near"});
  CHECK(found(archive(), "outlet:\"orme post\" tide") == List{"many"});
  CHECK(found(archive(), "outlet:orm* tide") == List{"many"});
  CHECK(found(archive(), "date:2021-05 tide") == List{"many"});
  CHECK(found(archive(), "date:2021-05-03.. tide").empty());
  CHECK(found(archive(), "date:..2021-05-02 tide") == List{"many"});
  CHECK(found(archive(), "words:100..") == List{"long"});
  CHECK(found(archive(), "words:..20 words:11..") == List{"apart", "many", "near"});
  CHECK(found(archive(), "title:water") == List{"long", "over"});
  CHECK(found(archive(), "status:superseded") == List{});
}

TEST_CASE("bounds are named, with the place", "[unit][query][search]") {
  const auto fault = [](Expression expression) { return test::files(archive().view(), expression, "tide and more"); };
  CHECK(fault({.op = Op::Wildcard, .text = "s*", .begin = 5}) == List{"FAULT: column 6: \"s*\" has fewer than 2 letters besides * and ?"});
  CHECK(fault({.op = Op::Word, .field = FieldId::Act, .text = "shouts"})[0].find("\"shouts\" is no act; there are says, denies") != std::string::npos);
  CHECK(fault({.op = Op::Range, .field = FieldId::Outlet, .from = "a"}) == List{"FAULT: column 1: the values of outlet have no order for a range"});
  CHECK(fault({.op = Op::Range, .field = FieldId::Words, .from = "many"}) == List{"FAULT: column 1: \"many\" is no number"});
  Expression mixed{.op = Op::Near, .count = 3, .children = {{.op = Op::Word, .text = "tide"}, {.op = Op::Word, .field = FieldId::Title, .text = "tide"}}};
  CHECK(fault(mixed) == List{"FAULT: column 1: only words and phrases of one field of text have places"});
  Expression crowd{.op = Op::Near, .count = 3, .children = std::vector<Expression>(9, {.op = Op::Word, .text = "tide"})};
  CHECK(fault(crowd) == List{"FAULT: column 1: more than 8 words or phrases that are to be near each other or in one sentence or paragraph"});
  Expression many{.op = Op::Or, .children = std::vector<Expression>(2001, {.op = Op::Word, .text = "tide"})};
  CHECK(fault(many) == List{"FAULT: column 1: more than 2000 words"});
  Expression deep{.op = Op::Word, .text = "tide"};
  for (int i = 0; i < 500; ++i) deep = {.op = Op::Not, .children = {{.op = Op::All}, std::move(deep)}};
  CHECK(fault(deep) == List{"FAULT: column 1: more than 2000 words"});
}

TEST_CASE("two thousand negations are answered at once, longer queries refused", "[unit][query][search]") {
  Expression negations{.op = Op::Not, .children = {{.op = Op::All}}};
  for (int i = 0; i < 1900; ++i) negations.children.push_back({.op = Op::Word, .text = "tide" + std::to_string(i)});
  const auto start = std::chrono::steady_clock::now();
  CHECK(test::files(archive().view(), negations).size() == 5);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

namespace {

// Quotations of three articles, two speakers; one is expected only, one is unsure.
test::SmallArchive& quotations() {
  static test::SmallArchive one = [] {
    test::SmallArchive out;
    using schema::Act;
    using schema::SpeakerClass;
    out.add("a", "2021-05-02", {{"the gauges are wrong", "Vera Tolk", "Vera Tolk", SpeakerClass::Person, "", "", Act::Denies},
                                {"the sluices stay shut", "Ilan Moor", "Ilan Moor"}});
    out.add("b", "2021-05-03", {{"the gauges are right. Sluices open", "Vera Tolk", "Vera Tolk"},
                                {"no sluice was opened", "Ilan Moor", "Ilan Moor", SpeakerClass::Person, "", "", Act::Denies}});
    out.add("c", "2021-05-04", {{"nothing of gauges", "Vera Tolk", "Vera Tolk", SpeakerClass::Person, "", "", Act::Denies, {}, "reporters", 0.3, "Asked about barges and locks, "}});
    return out;
  }();
  return one;
}

List of_quotes(std::string_view text) {
  const auto view = quotations().view();
  const auto asked = query::expression_query(view, test::expression(text), Target::Quotes, test::small_names(), text);
  if (!asked) return {"FAULT: " + asked.error().reason};
  List out;
  for (const auto id : query::matching(view.index, query::both(asked->query, Xapian::Query(schema::quote_type_term()))))
    out.push_back(query::quote_at(view.index, id).content);
  return out;
}

List of_articles(std::string_view text) { return test::files(quotations().view(), test::expression(text), text); }

}  // namespace

TEST_CASE("in a search of quotations the words are those that were said", "[unit][query][search]") {
  CHECK(of_quotes("gauges") == List{"the gauges are wrong", "the gauges are right. Sluices open", "nothing of gauges"});
  CHECK(of_quotes("tolk").empty());
  CHECK(of_quotes("=sluice") == List{"no sluice was opened"});
  CHECK(of_quotes("sluice*") == List{"the sluices stay shut", "the gauges are right. Sluices open", "no sluice was opened"});
  CHECK(of_quotes("gauges W/S sluices").empty());
  CHECK(of_quotes("gauges NEAR/4 sluices") == List{"the gauges are right. Sluices open"});
  CHECK(of_quotes("\"gauges are\" by:Tolk act:denies") == List{"the gauges are wrong"});
  CHECK(of_quotes("CAPS(sluices)") == List{"the gauges are right. Sluices open"});
  CHECK(of_quotes("FIRST/2(gauges)") == List{"the gauges are wrong", "the gauges are right. Sluices open"});
  CHECK(of_quotes("by:Tolk NOT act:denies") == List{"the gauges are right. Sluices open"});
}

TEST_CASE("phrases in what a quotation's document has without positions", "[unit][query][search]") {
  CHECK(of_quotes("title:\"headline of b\"") == List{"the gauges are right. Sluices open", "no sluice was opened"});
  CHECK(of_quotes("title:\"of headlines\"").empty());
  CHECK(of_quotes("leadin:\"barges and locks\"") == List{"nothing of gauges"});
  CHECK(of_quotes("leadin:\"locks and barges\"").empty());
  CHECK(of_quotes("leadin:(locks NEAR/2 barge)") == List{"nothing of gauges"});
  CHECK(of_quotes("described:\"ilan moor\" gauges").empty());
  CHECK(of_quotes("described:\"ilan moor\"") == List{"the sluices stay shut", "no sluice was opened"});
  CHECK(of_quotes("described:\"moor ilan\"").empty());
  CHECK(of_articles("described:\"ilan moor\"") == List{"a", "b"});
  CHECK(of_articles("ATLEAST/2(described:moor)").empty());
  CHECK(of_articles("leadin:(locks NEAR/2 barge) confidence:0..1") == List{"c"});
}

TEST_CASE("what is said of quotations holds of one of them in the article", "[unit][query][search]") {
  CHECK(of_articles("by:Tolk") == List{"a", "b"});
  CHECK(of_articles("by:Tolk act:denies") == List{"a"});
  CHECK(of_articles("by:Tolk confidence:0..1 act:denies") == List{"a", "c"});
  CHECK(of_articles("by:Moor act:denies") == List{"b"});
  CHECK(of_articles("by:Tolk NOT act:denies") == List{"b"});
  CHECK(of_articles("gauges by:Tolk NOT act:denies") == List{"b"});
  CHECK(of_articles("gauges NOT by:Moor") == List{"c"});
  CHECK(of_articles("gauges NOT (by:Moor act:denies)") == List{"a", "c"});
  CHECK(of_articles("to:reporters confidence:0..1") == List{"c"});
  CHECK(of_articles("by:=Vera") == List{"a", "b"});
  CHECK(of_articles("by:Tolk OR sluices") == List{"a", "b"});
  CHECK(of_articles("about:gauges") == List{"a", "b"});
  CHECK(of_articles("about:gauges by:Moor").empty());
  CHECK(of_articles("by:Nobody").empty());
  CHECK(of_articles("NOCAPS(gauges) OR unheard") == List{"a", "b", "c"});
  CHECK(of_quotes("NOCAPS(gauges) OR unheard").size() == 3);
  CHECK(of_articles("NOT NOCAPS(sluices)") == List{"c"});
}

TEST_CASE("an index of several parts is searched as one", "[unit][query][search]") {
  test::ParagraphsArchive parts(3);
  for (int i = 0; i < 20; ++i)
    parts.add("f" + std::to_string(i), "Tides", {i % 2 == 0 ? "Tides rise and fall." : "They rise. Tides fall.", i % 3 == 0 ? "=" : "More of it."});
  CHECK(found(parts, "rise NEAR/1 tides").size() == 20);
  CHECK(found(parts, "rise W/S tides W/S fall").size() == 10);
  CHECK(found(parts, "=tides ADJ/1 =fall").size() == 10);
  CHECK(found(parts, "ris* NEAR/2 fall").size() == 20);
}

namespace {

// The scan: an article as sentences of paragraphs of words.
struct Scanned {
  struct Word {
    std::string folded, stem, raw;
    std::size_t sentence = 0, paragraph = 0;
    bool lead = false;
  };
  std::vector<Word> words;
  schema::Stemming stemming;
};

const std::string& stem_of(schema::Stemming stemming, const std::string& folded) {
  static std::map<std::pair<schema::Stemming, std::string>, std::string> known;
  const auto [at, is_new] = known.try_emplace({stemming, folded});
  if (is_new) at->second = schema::Stemmer(stemming)(folded);
  return at->second;
}

Scanned scan(const schema::StoredArticle& stored) {
  Scanned out;
  out.stemming = schema::stemming_of_article(stored.article.language);
  std::size_t sentences = 0, paragraphs = 0;
  bool lead = true;
  for (const auto& block : stored.article.blocks) {
    for (const auto& sentence : schema::plain_sentences(stored.article.text, block.span)) {
      for (const auto& word : schema::words_of(stored.article.text, sentence))
        out.words.push_back({word.folded, stem_of(out.stemming, word.folded), std::string(schema::text_of(stored.article.text, word.span)), sentences, paragraphs, lead});
      ++sentences;
    }
    ++paragraphs;
    if (block.kind == schema::BlockKind::Paragraph) lead = false;
  }
  return out;
}

using Stretch = std::pair<std::size_t, std::size_t>;

bool is_met(const Scanned& text, const Scanned::Word& word, const Expression& leaf) {
  if (leaf.letters == query::Letters::Capitalised && (word.raw[0] < 'A' || word.raw[0] > 'Z')) return false;
  if (leaf.op == Op::Wildcard) return word.folded.starts_with(leaf.text.substr(0, leaf.text.size() - 1));  // "xx*" only
  return leaf.exact ? word.folded == leaf.text : word.stem == stem_of(text.stemming, leaf.text);
}

// All stretches of words where an expression of places holds, by trying everything.
std::vector<Stretch> stretches(const Scanned& text, const Expression& e) {
  std::vector<Stretch> out;
  if (e.op == Op::Word || e.op == Op::Wildcard) {
    for (std::size_t i = 0; i < text.words.size(); ++i)
      if (is_met(text, text.words[i], e)) out.emplace_back(i, i);
    return out;
  }
  std::vector<std::vector<Stretch>> children;
  for (const auto& child : e.children) children.push_back(stretches(text, child));
  if (e.op == Op::Or) {
    for (const auto& child : children) out.insert(out.end(), child.begin(), child.end());
    return out;
  }
  if (e.op == Op::NotNear) {
    for (const auto& a : children[0])
      if (std::none_of(children[1].begin(), children[1].end(), [&](const Stretch& b) {
            const auto apart = a.second < b.first ? b.first - a.second : b.second < a.first ? a.first - b.second : 0;
            return apart <= e.count;
          }))
        out.push_back(a);
    return out;
  }
  std::vector<Stretch> chosen;
  const std::function<void(std::size_t)> choose = [&](std::size_t child) {
    if (child < children.size()) {
      for (const auto& one : children[child]) {
        chosen.push_back(one);
        choose(child + 1);
        chosen.pop_back();
      }
      return;
    }
    auto order = chosen;
    if (e.op != Op::Phrase && e.op != Op::Adjacent) std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
      if (order[i].second >= order[i + 1].first) return;
      const auto apart = order[i + 1].first - order[i].second;
      const auto &a = text.words[order[i].second], &b = text.words[order[i + 1].first];
      if (e.op == Op::Phrase && (apart != 1 || a.sentence != b.sentence)) return;
      if ((e.op == Op::Adjacent || e.op == Op::Near) && apart > e.count) return;
    }
    const auto &first = text.words[order.front().first], &last = text.words[order.back().second];
    if (e.op == Op::Sentence && first.sentence != last.sentence) return;
    if (e.op == Op::Paragraph && first.paragraph != last.paragraph) return;
    out.emplace_back(order.front().first, order.back().second);
  };
  choose(0);
  return out;
}

bool holds(const Scanned& text, const Expression& e) {
  switch (e.op) {
    case Op::All: return true;
    case Op::And: return std::all_of(e.children.begin(), e.children.end(), [&](const auto& c) { return holds(text, c); });
    case Op::Or: return std::any_of(e.children.begin(), e.children.end(), [&](const auto& c) { return holds(text, c); });
    case Op::Not: return holds(text, e.children[0]) && !holds(text, e.children[1]);
    case Op::AtLeast: {
      auto all = stretches(text, e.children[0]);
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
      return all.size() >= e.count;
    }
    case Op::First: {
      const auto all = stretches(text, e.children[0]);
      return std::any_of(all.begin(), all.end(), [&](const Stretch& one) { return one.second < e.count; });
    }
    case Op::Lead: {
      const auto all = stretches(text, e.children[0]);
      return std::any_of(all.begin(), all.end(), [&](const Stretch& one) { return text.words[one.first].lead && text.words[one.second].lead; });
    }
    default: return !stretches(text, e).empty();
  }
}

class RandomQueries {
 public:
  explicit RandomQueries(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

  std::string word() {
    static const std::vector<std::string> kWords{"Dyke", "weir", "weirs", "sluice", "sluices", "tide", "barge", "Barges", "gauge", "the", "lock", "of"};
    return kWords[below(kWords.size())];
  }
  Expression leaf() {
    Expression out{.op = Op::Word, .text = schema::fold(word())};
    const auto kind = below(10);
    if (kind == 0) out.exact = true;
    if (kind == 1) out.letters = query::Letters::Capitalised;
    if (kind == 2) {
      out.op = Op::Wildcard;
      out.text = out.text.substr(0, 2) + "*";
    }
    return out;
  }
  Expression phrase() {
    Expression out{.op = Op::Phrase};
    for (auto words = 2 + below(2); words > 0; --words) out.children.push_back(leaf());
    return out;
  }
  // A place expression, `deep` operators inside each other at most.
  Expression places(int deep) {
    if (deep == 0) return below(4) == 0 ? phrase() : leaf();
    static constexpr Op kOps[] = {Op::Adjacent, Op::Near, Op::Sentence, Op::Paragraph, Op::NotNear, Op::Or};
    Expression out{.op = kOps[below(6)], .count = static_cast<std::uint32_t>(1 + below(12))};
    auto children = out.op == Op::NotNear ? 2 : 2 + below(2);
    for (; children > 0; --children) out.children.push_back(places(below(3) == 0 ? deep - 1 : 0));
    return out;
  }
  Expression query(int deep) {
    if (deep > 0 && below(2) == 0) {
      static constexpr Op kOps[] = {Op::And, Op::Or, Op::Not};
      Expression out{.op = kOps[below(3)]};
      for (int i = 0; i < 2; ++i) out.children.push_back(query(deep - 1));
      return out;
    }
    const auto kind = below(8);
    if (kind < 3) {
      static constexpr Op kOps[] = {Op::AtLeast, Op::First, Op::Lead};
      Expression out{.op = kOps[kind], .count = static_cast<std::uint32_t>(kind == 0 ? 1 + below(4) : 1 + below(30))};
      // How often a nested expression matches is a matter of counting; of leaves and phrases it is not.
      out.children = {kind == 0 ? places(0) : places(1)};
      return out;
    }
    return places(2);
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("random queries find what a scan finds, in archives of one language and of several", "[unit][query][search]") {
  const auto languages = GENERATE(List{"en"}, List{"en", "fr", "", "de-AT", "zh", "ru", "en"});
  CAPTURE(languages);
  RandomQueries random(20261129);
  test::ParagraphsArchive news(2);
  std::vector<std::pair<std::string, Scanned>> texts;
  for (int i = 0; i < 60; ++i) {
    const auto sentence = [&] {
      std::string out = random.word();
      for (auto words = random.below(random.below(20) == 0 ? 160 : 9); words > 0; --words) out += " " + random.word();
      return out + ".";
    };
    std::vector<std::string> paragraphs;
    for (auto count = 1 + random.below(3); count > 0; --count) {
      auto paragraph = sentence();
      for (auto more = random.below(3); more > 0; --more) paragraph += " Then " + sentence();
      paragraphs.push_back(std::move(paragraph));
    }
    auto article = test::ParagraphsArchive::article("f" + std::to_string(i), i % 3 == 0 ? "" : random.word() + " " + random.word(), paragraphs);
    article.article.language = languages[static_cast<std::size_t>(i) % languages.size()];
    news.add(article);
    texts.emplace_back("f" + std::to_string(i), scan(article));
  }
  const auto view = news.view();
  std::size_t hits = 0, none = 0;
  for (int i = 0; i < (languages.size() == 1 ? 400 : 200); ++i) {
    const auto asked = random.query(2);
    List expected;
    for (const auto& [file, text] : texts)
      if (holds(text, asked)) expected.push_back(file);
    std::sort(expected.begin(), expected.end());
    hits += expected.size();
    none += expected.empty();
    CAPTURE(i, query::tree_text(asked));
    REQUIRE(test::files(view, asked) == expected);
  }
  CHECK(hits > 1'500);
  CHECK(none > 10);
}
