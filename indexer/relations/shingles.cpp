#include "indexer/relations/shingles.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kShingleWords = 5;  // long enough that what any two reports share by chance is little
constexpr std::size_t kShinglesPerHash = 24;
constexpr std::size_t kFewestHashes = 12;
constexpr std::size_t kMostHashes = 32;
constexpr std::size_t kFewPlaces = 4;  // fewer agree or not by chance

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// Hashes are spread evenly, so that by their first byte they fall into many short runs.
void sort_once(std::vector<std::uint64_t>& hashes) {
  constexpr std::size_t kRuns = 256;
  constexpr int kShift = 56;
  if (hashes.size() < kRuns) {
    std::sort(hashes.begin(), hashes.end());
  } else {
    std::array<std::size_t, kRuns + 1> begins{};
    for (const std::uint64_t hash : hashes) ++begins[(hash >> kShift) + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<std::uint64_t> out(hashes.size());
    auto next = begins;
    for (const std::uint64_t hash : hashes) out[next[hash >> kShift]++] = hash;
    for (std::size_t run = 0; run < kRuns; ++run)
      std::sort(out.begin() + static_cast<std::ptrdiff_t>(begins[run]), out.begin() + static_cast<std::ptrdiff_t>(begins[run + 1]));
    hashes = std::move(out);
  }
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t hash_of_words(const std::vector<std::uint64_t>& words, std::size_t first, std::size_t count) {
  return XXH3_64bits(&words[first], count * sizeof words[0]);
}

std::vector<Wording::Filled> filled(const std::vector<std::uint64_t>& words, const std::vector<std::size_t>& places) {
  constexpr std::uint64_t kBehind = 0x9E3779B97F4A7C15;  // tells the words behind from those before
  std::vector<Wording::Filled> out;
  for (const std::size_t at : places) {
    if (at >= 2) out.push_back({hash_of_words(words, at - 2, 2), words[at]});
    if (at + 2 < words.size()) out.push_back({hash_of_words(words, at + 1, 2) ^ kBehind, words[at]});
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// The places that two texts both have, and those of them where they have a word in common.
struct Agreement {
  std::size_t places = 0;
  std::size_t agreeing = 0;
  double share() const {
    if (places < kFewPlaces) return places >= 2 && agreeing == 0 ? 0 : 1;
    return static_cast<double>(agreeing) / static_cast<double>(places);
  }
};

Agreement agreement(const std::vector<Wording::Filled>& a, const std::vector<Wording::Filled>& b) {
  Agreement out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].place != b[j].place) {
      ++(a[i].place < b[j].place ? i : j);
      continue;
    }
    const std::uint64_t place = a[i].place;
    bool agrees = false;
    while (i < a.size() && j < b.size() && a[i].place == place && b[j].place == place) {
      if (a[i].word == b[j].word) agrees = true, ++i;
      else ++(a[i].word < b[j].word ? i : j);
    }
    while (i < a.size() && a[i].place == place) ++i;
    while (j < b.size() && b[j].place == place) ++j;
    ++out.places;
    out.agreeing += agrees;
  }
  return out;
}

std::size_t shared_of(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t out = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++out, ++i, ++j;
    else if (a[i] < b[j]) ++i;
    else ++j;
  }
  return out;
}

}  // namespace

Wording wording_of(const schema::Article& article) {
  Wording out;
  std::vector<std::uint64_t> words;
  std::vector<std::size_t> numbers, names;  // places in words
  for (const schema::Block& block : article.blocks) {
    if (block.kind != schema::BlockKind::Paragraph) continue;
    schema::each_word(article.text, block.span, [&](const schema::WordView& word) {
      const char first = article.text[word.span.begin];
      if (has_digit(word.folded))
        numbers.push_back(words.size());
      else if (first >= 'A' && first <= 'Z')
        names.push_back(words.size());
      words.push_back(hash_of(word.folded));
    });
  }
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) out.shingles.push_back(hash_of_words(words, i, kShingleWords));
  sort_once(out.shingles);
  for (const std::size_t at : numbers) out.figures.push_back(words[at]);
  sort_once(out.figures);
  out.numbers = filled(words, numbers);
  out.names = filled(words, names);
  if (const std::string title = schema::fold_phrase(article.title); !title.empty()) out.title = hash_of(title);
  if (const auto day = schema::day_of(article)) out.day = schema::days_since_epoch(*day);
  return out;
}

std::uint64_t fingerprint_of(const schema::Article& article) {
  return hash_of(schema::one_line(article.title) + "\n" + schema::one_line(article.text));
}

std::vector<std::uint64_t> sketch_of(const Wording& wording) {
  const std::size_t size = std::clamp(wording.shingles.size() / kShinglesPerHash, kFewestHashes, kMostHashes);
  return {wording.shingles.begin(), wording.shingles.begin() + static_cast<std::ptrdiff_t>(std::min(size, wording.shingles.size()))};
}

Overlap overlap_of(const Wording& a, const Wording& b) {
  Overlap out;
  out.shared = shared_of(a.shingles, b.shingles);
  out.smaller = std::min(a.shingles.size(), b.shingles.size());
  out.together = a.shingles.size() + b.shingles.size() - out.shared;
  if (const std::size_t fewer = std::min(a.figures.size(), b.figures.size()); fewer >= kFewPlaces)
    out.figures = static_cast<double>(shared_of(a.figures, b.figures)) / static_cast<double>(fewer);
  const Agreement numbers = agreement(a.numbers, b.numbers);
  out.numbers = numbers.share();
  out.other_numbers = numbers.places - numbers.agreeing;
  out.names = agreement(a.names, b.names).share();
  if (a.day && b.day) out.days_apart = std::abs(*a.day - *b.day);
  out.titles_differ = a.title != 0 && b.title != 0 && a.title != b.title;
  return out;
}

}  // namespace attache::indexer
