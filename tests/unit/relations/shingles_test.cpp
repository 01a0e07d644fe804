#include <catch2/catch.hpp>

#include "indexer/relations/copies.hpp"
#include "indexer/relations/shingles.hpp"
#include "tests/unit/relations/told_article.hpp"

using namespace attache;
using namespace attache::indexer;
using schema::Copy;
using tests::told;

namespace {

Wording wording(const std::string& body, const std::string& title = "A day in the straits of Dorrin") {
  return wording_of(tests::told_article("a", body, title));
}
Copy like(const std::string& a, const std::string& b, double least = kNearContainment) {
  return likeness(overlap_of(wording(a), wording(b)), least);
}

}  // namespace

TEST_CASE("a text is cut into all runs of five words of its paragraphs", "[unit][relations]") {
  CHECK(wording("one two three four").shingles.empty());
  CHECK(wording("one two three four five six").shingles.size() == 2);
  CHECK(wording("one two three four five one two three four five").shingles.size() == 5);
  // Case, accents and punctuation do not count, nor does what is no paragraph.
  CHECK(wording("Un deux, trois quatre CINQ élan").shingles == wording("un deux trois -- quatre cinq elan").shingles);
  auto article = tests::told_article("a", told(1, 3));
  const auto before = wording_of(article);
  article.text += "Photo: the ferry at dawn over the straits\n";
  article.blocks.push_back({schema::BlockKind::Credit, {article.blocks[1].span.end + 1, static_cast<std::uint32_t>(article.text.size()) - 1}});
  CHECK(wording_of(article) == before);
}

TEST_CASE("a sketch is the smallest hashes, more of a long text", "[unit][relations]") {
  const auto small = wording(told(1, 5)), large = wording(told(1, 40)), giant = wording(told(1, 400));
  CHECK(sketch_of(small).size() == 12);
  CHECK(sketch_of(large).size() == large.shingles.size() / 24);
  CHECK(sketch_of(giant).size() == 32);
  CHECK(sketch_of(wording("two words")).empty());
  const auto sketch = sketch_of(large);
  CHECK(std::equal(sketch.begin(), sketch.end(), large.shingles.begin()));
}

TEST_CASE("resemblance and containment are exact", "[unit][relations]") {
  const auto a = wording(told(1, 10)), b = wording(told(1, 5)), c = wording(told(11, 20));
  const Overlap part = overlap_of(a, b);
  CHECK(part.containment() == 1);
  CHECK(part.resemblance() == Approx(static_cast<double>(b.shingles.size()) / static_cast<double>(a.shingles.size())));
  CHECK(overlap_of(a, a).resemblance() == 1);
  CHECK(overlap_of(a, c).shared == 0);
  CHECK(overlap_of(wording(""), a).containment() == 0);
  CHECK(overlap_of(wording(""), wording("")).resemblance() == 0);
}

TEST_CASE("cut, merged and re-headlined texts are near or the same, others are not", "[unit][relations]") {
  const std::string whole = told(1, 10);
  CHECK(like(whole, whole) == Copy::Same);
  CHECK(like(whole, told(1, 4)) == Copy::Near);
  CHECK(like(whole, told(1, 5) + " " + told(50, 54)) == Copy::Near);
  CHECK(like(whole, told(1, 2) + " " + told(50, 57)) == Copy::None);
  CHECK(like(whole, told(20, 30)) == Copy::None);
  CHECK(like(whole, told(1, 5) + " " + told(50, 54), 0.9) == Copy::None);
  CHECK(likeness(overlap_of(wording(whole, "One headline of it"), wording(whole, "Quite another headline")), kNearContainment) == Copy::Same);
  CHECK(like("", "") == Copy::None);
}

TEST_CASE("a very short text is a copy only of one with the same words and headline", "[unit][relations]") {
  const std::string two = told(1, 2);
  CHECK(like(two, two) == Copy::Same);
  CHECK(likeness(overlap_of(wording(two, "One headline of it"), wording(two, "Quite another headline")), kNearContainment) == Copy::None);
  CHECK(like(two, told(1, 2) + " " + told(5, 9)) == Copy::None);
}

TEST_CASE("a form filled in anew is no copy, a correction is one", "[unit][relations]") {
  const auto form = [](const std::string& who, const std::string& a, const std::string& b, const std::string& c, const std::string& d) {
    return "The ministry of trade said that shipments by " + who + " rose to " + a + " tonnes in the month that ended on Friday, from " + b +
           " tonnes in the month before that, and that the number of vessels which called at the three northern ports was " + c +
           ", the lowest since the ministry began to keep count. The next figures will be published on the " + d +
           "th of the coming month at noon, as they always are, on the pages of the official gazette.";
  };
  const std::string march = form("Salvane", "4,100", "3,900", "212", "14");
  CHECK(like(march, form("Salvane", "5,250", "4,100", "198", "11")) == Copy::None);
  CHECK(like(march, form("Salvane", "4,100", "3,900", "212", "14")) == Copy::Same);
  // One number of a long text corrected.
  CHECK(like(march + " " + told(1, 12), form("Salvane", "4,100", "3,900", "221", "14") + " " + told(1, 12)) != Copy::None);
}

TEST_CASE("a fingerprint tells every difference but white space", "[unit][relations]") {
  const auto of = [](const std::string& body, const std::string& title) { return fingerprint_of(tests::told_article("a", body, title)); };
  CHECK(of("He did  go.", "T") == of("He did\ngo.", "T"));
  CHECK(of("He did go.", "T") != of("He did \"go\".", "T"));
  CHECK(of("He did go.", "T") != of("He did go.", "U"));
}
