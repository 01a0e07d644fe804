// Trees as native text, which reads as the same tree, and as lines.
#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <utility>

#include "query/language/limits.hpp"
#include "query/language/native_text.hpp"
#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;
using query::Expression;
using query::Letters;
using query::Op;
using schema::FieldId;

namespace {

// Trees of every operator, as readers make them.
class Grower {
 public:
  explicit Grower(std::uint32_t seed) : random_(seed) {}

  Expression any(std::size_t depth) {
    if (depth == 0) return leaf();
    switch (pick(8)) {
      case 0: return with(Op::And, depth);
      case 1: return with(Op::Or, depth);
      case 2: return with(Op::Not, depth);
      case 3: return counted(Op::First, depth, 10000);
      case 4: return counted(Op::Lead, depth, 0);
      case 5: {
        Expression out{.op = Op::AtLeast, .count = 1 + pick(1000)};
        out.children.push_back(places(depth - 1, text_field(), letters()));
        return out;
      }
      case 6: return leaf();
      default: return places(depth, text_field(), letters());
    }
  }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }
  template <std::size_t N>
  std::string one_of(const char* const (&list)[N]) {
    return list[pick(N)];
  }

  FieldId text_field() {
    constexpr FieldId kFields[] = {FieldId::Text, FieldId::Text, FieldId::Text, FieldId::Title, FieldId::Standfirst, FieldId::LeadIn};
    return kFields[pick(6)];
  }
  Letters letters() { return pick(4) ? Letters::Any : static_cast<Letters>(pick(4)); }

  Expression with(Op op, std::size_t depth) {
    Expression out{.op = op};
    for (std::uint32_t i = 0; i < 2 + pick(2); ++i) {
      auto child = any(depth - 1);
      if (child.op == op && op != Op::Not) child = leaf();  // And is never right inside And
      out.children.push_back(std::move(child));
    }
    if (op == Op::Not && !pick(3)) out.children.front() = {.op = Op::All};
    return out;
  }
  Expression counted(Op op, std::size_t depth, std::uint32_t most) {
    Expression out{.op = op, .count = most ? 1 + pick(most) : 0};
    auto child = depth > 1 && pick(2) ? Expression{.op = pick(2) ? Op::And : Op::Not} : places(depth - 1, FieldId::Text, letters());
    while ((child.op == Op::And || child.op == Op::Not) && child.children.size() < 2) child.children.push_back(places(depth - 1, FieldId::Text, letters()));
    out.children.push_back(std::move(child));
    return out;
  }

  Expression word(FieldId field, Letters letters) {
    Expression out{.op = Op::Word, .field = field, .text = one_of({"nato", "troops", "and", "atleast5", "o'clock", "3.5", "elysee", "中"})};
    out.letters = letters;
    out.exact = !pick(4);
    return out;
  }
  Expression pattern(FieldId field, Letters letters) {
    return {.op = Op::Wildcard, .field = field, .text = one_of({"minist*", "defen?e", "*tion", "a?b*", "cat?"}), .letters = letters};
  }
  Expression place_leaf(FieldId field, Letters letters) {
    switch (pick(6)) {
      case 0: return pattern(field, letters);
      case 1: return {.op = Op::Fuzzy, .field = field, .text = "zelensky", .letters = letters, .count = 1 + pick(2)};
      case 2: {
        Expression out{.op = Op::Phrase};
        for (std::uint32_t i = 0; i < 2 + pick(3); ++i) out.children.push_back(pick(4) ? word(field, letters) : pattern(field, letters));
        return out;
      }
      default: return word(field, letters);
    }
  }
  Expression places(std::size_t depth, FieldId field, Letters letters) {
    if (depth == 0 || !pick(3)) return place_leaf(field, letters);
    constexpr Op kOps[] = {Op::Adjacent, Op::Near, Op::Sentence, Op::Paragraph, Op::NotNear, Op::Or};
    Expression out{.op = kOps[pick(6)]};
    if (out.op == Op::Adjacent || out.op == Op::Near || out.op == Op::NotNear) out.count = 1 + pick(1000);
    for (std::uint32_t i = 0; i < (out.op == Op::NotNear ? 2 : 2 + pick(2)); ++i) {
      auto child = places(depth - 1, field, pick(4) ? letters : this->letters());
      if (child.op == Op::Or && out.op == Op::Or) child = place_leaf(field, letters);
      out.children.push_back(std::move(child));
    }
    return out;
  }

  Expression leaf() {
    switch (pick(9)) {
      case 0: return {.op = Op::All};
      case 1: return {.op = Op::Word, .field = FieldId::Outlet, .text = one_of({"Halmere Press", "Vardian", "A “B” C", "a \"b\" c", "-x", "NOT", "a:b", "(x)"})};
      case 2: return {.op = Op::Word, .field = FieldId::Url, .text = one_of({"https://example.org/a?b=c&d", "https://example.org/*", "=x", "~"})};
      case 3: return {.op = Op::Wildcard, .field = pick(2) ? FieldId::Outlet : FieldId::Section, .text = one_of({"halm*", "halmere pr?ss"})};
      case 4: {
        Expression out{.op = Op::Subject, .text = one_of({"Nato", "the arms control", "what?", "it's *"})};
        out.exact = pick(2);
        return out;
      }
      case 5: {
        Expression out{.op = Op::Word, .field = pick(2) ? FieldId::SpeakerWord : FieldId::To, .text = one_of({"Dorrin", "Pavel Dorrin", "the \"Fox\""})};
        out.exact = pick(2);
        return out;
      }
      case 6: {
        Expression out{.op = Op::Range, .field = FieldId::Date};
        const auto which = pick(4);
        if (which != 0) out.from = "20010101";
        if (which != 1) out.to = which == 3 ? "20010101" : "20031231";
        return out;
      }
      case 7: {
        Expression out{.op = Op::Range, .field = pick(2) ? FieldId::Words : FieldId::Confidence};
        const auto which = pick(4);
        if (which != 0) out.from = "0.5";
        if (which != 1) out.to = which == 3 ? "0.5" : "800";
        return out;
      }
      default: return place_leaf(text_field(), letters());
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("a tree printed as native text is read as the same tree", "[unit][query][language]") {
  std::size_t deepest = 0;
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    const auto tree = Grower(seed).any(1 + seed % 5);
    const auto text = query::native_text(tree);
    INFO(text);
    INFO(test::printed(tree));
    const auto reading = query::read_native(text, test::kToday);
    REQUIRE(reading);
    REQUIRE(query::without_places(reading->expression) == tree);
    deepest = std::max(deepest, query::native_depth(tree));
  }
  CHECK(deepest >= 4);
}

TEST_CASE("a query is shown in the native language as one would write it", "[unit][query][language]") {
  using query::Dialect;
  const auto native = [](std::string_view text, Dialect dialect = Dialect::Native) {
    const auto reading = query::read_query(text, dialect, test::kToday);
    return reading ? query::native_text(reading->expression) : reading.error().reason;
  };
  CHECK(native("Ceasefire observers") == "ceasefire AND observers");
  CHECK(native("a (b OR c) NOT d") == "a AND (b OR c) NOT d");
  CHECK(native("NOT (a b)") == "NOT (a AND b)");
  CHECK(native("a OR NOT b") == "a OR NOT b");
  CHECK(native("“red line” NEAR/5 =talks") == "\"red line\" NEAR/5 =talks");
  CHECK(native("(a NEAR/5 b) NEAR/5 c") == "(a NEAR/5 b) NEAR/5 c");
  CHECK(native("title:(talks OR summit)") == "title:talks OR title:summit");
  CHECK(native("outlet:\"Halmere Press\" by:=Dorrin about!:Nato") == "outlet:\"Halmere Press\" AND by:=Dorrin AND about!:Nato");
  CHECK(native("date:2001..2003 words:>500 date:3m..") == "date:2001-01-01..2003-12-31 AND words:501.. AND date:2022-03-01..");
  CHECK(native("atleast5(CAPS(apple))") == "ATLEAST/5(CAPS(apple))");
  CHECK(native("hd=nato and dorrin w/5 expansion", Dialect::Factiva) == "title:nato AND dorrin ADJ/5 expansion");
  CHECK(native("a1 w/10 b1 or c1 and not d1", Dialect::Nexis) == "a1 NEAR/10 (b1 OR c1) NOT d1");
  CHECK(native("\"red line\"~5 -x1", Dialect::Lucene) == "(red ADJ/6 line OR line ADJ/4 red) NOT x1");
}

TEST_CASE("a tree is drawn a node a line", "[unit][query][language]") {
  const auto reading = query::read_native(
      "LEAD(\"=red lines\") NOT (minist* NEAR/5 CAPS(apple~)) title:talks outlet:Vardian by:=Dorrin about:Nato date:2001 words:500.. "
      "ATLEAST/3(x) OR *",
      test::kToday);
  REQUIRE(reading);
  CHECK(query::tree_text(reading->expression) ==
        "OR\n"
        "  NOT\n"
        "    AND\n"
        "      LEAD\n"
        "        PHRASE\n"
        "          word text: red, this form alone\n"
        "          word text: lines\n"
        "      word title: talks\n"
        "      word outlet: Vardian, as a whole\n"
        "      word by: Dorrin, this form alone\n"
        "      subject: Nato\n"
        "      range date: 2001-01-01..2001-12-31\n"
        "      range words: 500..\n"
        "      ATLEAST/3\n"
        "        word text: x\n"
        "    NEAR/5\n"
        "      pattern text: minist*\n"
        "      word text: apple, 1 letter otherwise at most, CAPS\n"
        "  every article\n");
}

TEST_CASE("a value is put in quotation marks that it does not hold", "[unit][query][language]") {
  CHECK(query::quoted_value("a b") == "\"a b\"");
  CHECK(query::quoted_value("a \"b\"") == "“a \"b\"”");
  CHECK(query::quoted_value("\"”") == "«\"”»");
  CHECK(query::quoted_value("\"”»") == "„\"”»“");
  CHECK(query::quoted_value("\"”»“") == std::nullopt);
}
