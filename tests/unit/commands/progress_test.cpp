#include <catch2/catch.hpp>

#include "indexer/commands/progress.hpp"

using attache::indexer::in_words;
using attache::indexer::Progress;
using attache::indexer::progress_line;
using attache::indexer::Rate;
using attache::indexer::time_left;

namespace {

Rate steady(double per_second, int seconds) {
  Rate out;
  for (int at = 1; at <= seconds; ++at) out.note(at, per_second * at);
  return out;
}

}  // namespace

TEST_CASE("a rate that does not change is itself, and one that does is followed", "[unit][commands]") {
  CHECK(Rate().per_second() == 0);
  CHECK(steady(40, 3).per_second() == Approx(40));
  Rate rate = steady(1000, 60);
  for (int at = 1; at <= 120; ++at) rate.note(60 + at, 60'000 + 10 * at);
  CHECK(rate.per_second() > 10);
  CHECK(rate.per_second() < 40);
  const double before = rate.per_second();
  rate.note(180, 61'200);  // no time has passed
  CHECK(rate.per_second() == before);
}

TEST_CASE("the time left is not guessed in the first seconds, and grows while nothing moves", "[unit][commands]") {
  CHECK_FALSE(time_left(steady(10, 2), 100, 2));
  CHECK(time_left(steady(10, 20), 100, 20).value() == Approx(10));
  CHECK_FALSE(time_left(Rate(), 100, 60));
  Rate rate = steady(10, 20);
  rate.note(80, 200);
  CHECK(time_left(rate, 100, 80).value() > 30);
}

TEST_CASE("times are as precise as they can be", "[unit][commands]") {
  CHECK(in_words(0.2) == "1 s");
  CHECK(in_words(59) == "59 s");
  CHECK(in_words(61) == "2 min");
  CHECK(in_words(3601) == "1 h 10 min");
  CHECK(in_words(7200) == "2 h 00 min");
}

TEST_CASE("what need not be read says nothing of the time that the rest takes", "[unit][commands]") {
  const Progress::Total total{.count = 10, .unit = "inputs", .bytes = 10'000'000};
  // 8 MB were known; of the rest half is read in 20 s.
  const Progress::Done done{.count = 9, .articles = 900, .quotes = 30, .bytes = 1'000'000, .skipped = 8'000'000};
  CHECK(progress_line(total, done, steady(12, 20), steady(50'000, 20), 20) ==
        "9 of 10 inputs, about 20 s left, 900 articles, 30 quotes, 12 articles/s, 0.1 MB/s");
}

TEST_CASE("of inputs whose size is not known no time is told, of articles it is", "[unit][commands]") {
  const Progress::Done done{.count = 2, .articles = 50, .quotes = 7, .bytes = 1000, .skipped = 0};
  CHECK(progress_line({.count = 4, .unit = "inputs", .bytes = {}}, done, steady(2.5, 20), steady(0.1, 20), 20) ==
        "2 of 4 inputs, 50 articles, 7 quotes, 2.5 articles/s");
  CHECK(progress_line({.count = 4, .unit = "articles", .alike = true, .bytes = {}}, done, steady(0.1, 20), steady(0.1, 20), 20) ==
        "2 of 4 articles, about 20 s left, 7 quotes, 0.1 articles/s");
}
