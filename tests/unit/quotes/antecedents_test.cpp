// Whom pronouns mean.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/quotes/antecedents.hpp"
#include "indexer/quotes/model.hpp"
#include "schema/error.hpp"
#include "tests/support/paragraphs.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;

const Model& model(EngineKind kind) {
  static const Model careful = Model::builtin(EngineKind::Careful);
  static const Model fast = Model::builtin(EngineKind::Fast);
  return kind == EngineKind::Careful ? careful : fast;
}

struct Text {
  explicit Text(const std::vector<std::string>& texts, EngineKind kind = EngineKind::Careful)
      : article(tests::paragraphs(texts)), document(document_of(article)), reading(model(kind).reader().read(document)),
        attributions(attributions_of(document, reading.attributions)), cast(document, schema::Names::builtin()),
        index(document, cast, attributions), antecedents(document, cast, attributions, reading.vectors, model(kind).ranker()) {}

  // The n-th token of that form.
  std::uint32_t token(std::string_view word, int n = 1) const {
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i)
      if (document.text(document.tokens[i]) == word && --n == 0) return i;
    FAIL("no such word");
    return 0;
  }
  std::string name(const AntecedentCandidate& c) const {
    return c.person >= 0 ? cast.people()[c.person].name : cast.loose_names()[c.loose_name].name;
  }
  std::string of(std::string_view pronoun, int n = 1, std::span<const std::int32_t> not_these = {}) const {
    const auto found = antecedents.of(token(pronoun, n), not_these);
    return found ? name(found->candidate) : "";
  }

  schema::Article article;
  Document document;
  Reading reading;
  std::vector<Attribution> attributions;
  Cast cast;
  AntecedentIndex index;
  Antecedents antecedents;
};

}  // namespace

TEST_CASE("a pronoun means a person of its gender", "[unit][quotes]") {
  for (const auto& kind : kEngineKinds) {
    CAPTURE(kind.name);
    const Text text({"Anna Grebe met Pavel Dorrin at the port on Monday. She had brought a map. He had brought none."}, kind.value);
    CHECK(text.of("She") == "Anna Grebe");
    CHECK(text.of("He") == "Pavel Dorrin");
    const auto she = text.antecedents.of(text.token("She"));
    CHECK(she->probability > 0.5);
    CHECK(she->probability <= 1);
    CHECK(text.cast.people()[she->candidate.person].name == "Anna Grebe");
  }
}

TEST_CASE("a pronoun may mean the bearer of a name that nothing else shows to be a person's", "[unit][quotes]") {
  const Text text({"Nobody had told Orla about the letter. The next morning she found it under the door."});
  CHECK(text.cast.people().empty());
  CHECK(text.of("she") == "Orla");
}

TEST_CASE("a pronoun may stand before the name", "[unit][quotes]") {
  const Text text({"Before he left for the port, Foreign Minister Pavel Dorrin signed the paper."});
  CHECK(text.of("he") == "Pavel Dorrin");
}

TEST_CASE("other words have no antecedent, nor has a pronoun when nobody is named", "[unit][quotes]") {
  const Text text({"Anna Grebe closed the door.", "They left."});
  CHECK_FALSE(text.antecedents.of(text.token("door")).has_value());
  CHECK_FALSE(text.antecedents.of(text.token("They")).has_value());
  const Text nobody({"She closed the door."});
  CHECK_FALSE(nobody.antecedents.of(nobody.token("She")).has_value());
}

TEST_CASE("people who are ruled out are not taken", "[unit][quotes]") {
  const Text text({"Foreign Minister Pavel Dorrin met President Henrik Salvane on Monday. He was late."});
  const auto first = text.antecedents.of(text.token("He"));
  REQUIRE(first);
  const std::vector<std::int32_t> taken{first->candidate.person};
  const std::string second = text.of("He", 1, taken);
  CHECK(second != text.name(first->candidate));
  CHECK_FALSE(second.empty());
}

TEST_CASE("candidates are each listed once, the nearest name first, a bounded number of them", "[unit][quotes]") {
  std::string names;
  std::string last;
  for (char a = 'a'; a <= 'z'; ++a) {
    last = "Bor";
    last += a;
    last += "el";
    names.append("Mr ").append(last).append(" came. Mr ").append(last).append(" left. ");
  }
  const Text text({names + "He was late."});
  const auto found = text.index.candidates_of(text.token("He"));
  REQUIRE(found.size() == 16);
  std::vector<std::string> seen;
  for (const auto& c : found) seen.push_back(text.name(c));
  CHECK(seen.front() == last);
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("a pronoun in quotation marks makes whom it means a topic, never the speaker", "[unit][quotes]") {
  const QuoteEngine engine(schema::Names::builtin(), EngineKind::Careful);
  const auto article = tests::paragraphs({"President Henrik Salvane resigned on Monday after a week of protests.",
                                          "“He was never elected,” Interior Minister Pavel Dorrin said."});
  const auto quotes = engine.quotes_of(article);
  REQUIRE(quotes.size() == 1);
  CHECK(quotes[0].speakers.front().name == "Pavel Dorrin");
  const auto topic = std::find_if(quotes[0].topics.begin(), quotes[0].topics.end(),
                                  [](const auto& t) { return t.entity == "n:henrik salvane"; });
  REQUIRE(topic != quotes[0].topics.end());
  CHECK(topic->ring == schema::Ring::Referred);
  CHECK(topic->evidence == "“He” is Henrik Salvane, named in paragraph 1, as it seems");
  for (const auto& t : quotes[0].topics) CHECK(t.entity != "n:pavel dorrin");
}

TEST_CASE("a ranker made for other vectors or features is refused", "[unit][quotes]") {
  const TensorFile file(Model::builtin_antecedents(EngineKind::Careful));
  const std::size_t width = ModelFile(Model::builtin_bytes(EngineKind::Careful)).sizes().width;
  CHECK_NOTHROW(AntecedentRanker(file, width, kAntecedentFeatures));
  CHECK_THROWS_AS(AntecedentRanker(file, width + 1, kAntecedentFeatures), schema::Error);
  CHECK_THROWS_AS(AntecedentRanker(file, width, kAntecedentFeatures + 1), schema::Error);
  const TensorFile other(Model::builtin_bytes(EngineKind::Fast));
  CHECK_THROWS_AS(AntecedentRanker(other, width, kAntecedentFeatures), schema::Error);
}
