#include "indexer/readers/pdf/pdf_columns.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace attache::indexer::pdf {
namespace {

constexpr double kGutter = 8;  // points at least between two columns, and at least kGutterSizes times the font's size
constexpr double kGutterSizes = 0.8;
constexpr double kLeastHeight = 60;      // points that two columns stand side by side
constexpr double kLeastWidth = 60;       // points of each of them
constexpr std::size_t kFewestLines = 4;  // in each of them
constexpr unsigned kMostCuts = 16;       // one within the other
constexpr double kMostStarts = 400;      // of strips that are looked at

// Two columns side by side: a strip from `left` to `right` that no word between `top` and `bottom` reaches into.
struct Gutter {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};

double middle(const Word& word) { return (word.top + word.bottom) / 2; }
bool within(const Gutter& gutter, const Word& word) { return middle(word) > gutter.top && middle(word) < gutter.bottom; }

// What stands on one side of a gutter.
struct Side {
  std::set<long> lines;  // heights of their middles, rounded
  double left = 1e9;
  double right = -1e9;
  double top = 1e9;
  double bottom = -1e9;

  void add(const Word& word) {
    lines.insert(std::lround(middle(word) / 4));
    left = std::min(left, word.left);
    right = std::max(right, word.right);
    top = std::min(top, word.top);
    bottom = std::max(bottom, word.bottom);
  }
  bool is_column() const { return lines.size() >= kFewestLines && right - left >= kLeastWidth; }
};

// How high the two columns are that this gutter parts; 0 where it parts none.
double shared_height(const std::vector<Word>& words, const Gutter& gutter) {
  Side left, right;
  for (const Word& word : words)
    if (within(gutter, word)) (word.left >= gutter.right - 0.1 ? right : left).add(word);
  if (!left.is_column() || !right.is_column()) return 0;
  const double height = std::min(left.bottom, right.bottom) - std::max(left.top, right.top);
  return height >= kLeastHeight ? height : 0;
}

double usual_size(const std::vector<Word>& words) {
  std::vector<double> sizes;
  sizes.reserve(words.size());
  for (const Word& word : words) sizes.push_back(word.size);
  const auto half = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), half, sizes.end());
  return *half;
}

// Where on the page, behind the last letters of some words, two columns stand side by side the longest.
std::optional<Gutter> best_gutter(const std::vector<Word>& words) {
  const double width = std::max(kGutter, kGutterSizes * usual_size(words));
  const auto [first, last] =
      std::minmax_element(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.right < b.right; });
  const double step = std::max(2.0, (last->right - first->right) / kMostStarts);
  std::set<long> starts;  // steps
  for (const Word& word : words) starts.insert(std::lround(std::ceil(word.right / step)));
  std::optional<Gutter> best;
  double highest = 0;
  std::vector<std::pair<double, double>> across;  // top and bottom of the words that reach into the strip
  for (const long start : starts) {
    const double left = step * static_cast<double>(start);
    across.assign({{1e9, 1e9}});
    double top = 1e9;
    for (const Word& word : words) {
      top = std::min(top, word.top);
      if (word.left < left + width && word.right > left) across.emplace_back(word.top, word.bottom);
    }
    std::sort(across.begin(), across.end());
    double from = top - 1;
    for (const auto& [begin, end] : across) {
      if (begin - from >= kLeastHeight && begin - from > highest) {
        const Gutter gutter{left, left + width, from, begin};
        if (const double height = shared_height(words, gutter); height > highest) {
          highest = height;
          best = gutter;
        }
      }
      from = std::max(from, end);
    }
  }
  return best;
}

void cut(std::vector<Word> words, unsigned cuts, std::vector<std::vector<Word>>& into) {
  if (words.empty()) return;
  const auto gutter = cuts < kMostCuts ? best_gutter(words) : std::nullopt;
  if (!gutter) {
    into.push_back(std::move(words));
    return;
  }
  std::vector<Word> above, left, right, below;
  for (Word& word : words) {
    auto& part = middle(word) <= gutter->top        ? above
                 : middle(word) >= gutter->bottom   ? below
                 : word.left >= gutter->right - 0.1 ? right
                                                    : left;
    part.push_back(std::move(word));
  }
  for (auto* const part : {&above, &left, &right, &below}) cut(std::move(*part), cuts + 1, into);
}

}  // namespace

std::vector<std::vector<Word>> columns_of(std::vector<Word> words) {
  std::vector<std::vector<Word>> columns;
  if (words.size() > kMostWords)
    columns.push_back(std::move(words));
  else
    cut(std::move(words), 0, columns);
  return columns;
}

}  // namespace attache::indexer::pdf
