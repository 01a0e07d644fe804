#include "indexer/readers/pdf/pdf_lines.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "indexer/readers/pdf/pdf_columns.hpp"
#include "schema/words.hpp"

namespace attache::indexer::pdf {
namespace {

constexpr std::size_t kOutermost = 3;  // lines at the top and at the bottom of a page that may be headers or footers
constexpr double kSameHeight = 4;      // points that the same header may stand higher or lower
constexpr double kOverlap = 0.4;       // of the lower word's height, that words of one line have in common
constexpr double kTouching = 0.1;      // of the font's size: a smaller gap parts no words

// The size that most characters have.
class Sizes {
 public:
  void add(double size, std::size_t characters) { counts_[static_cast<int>(std::lround(size * 2))] += characters; }
  double most() const {
    const auto top = std::max_element(counts_.begin(), counts_.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return top == counts_.end() ? 0 : top->first / 2.0;
  }

 private:
  std::map<int, std::size_t> counts_;
};

bool is_right_to_left(std::string_view text) {
  UChar32 c = -1;
  int32_t at = 0;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, static_cast<int32_t>(text.size()), c);
  return c >= 0 && (u_charDirection(c) == U_RIGHT_TO_LEFT || u_charDirection(c) == U_RIGHT_TO_LEFT_ARABIC);
}

// Words of one height, in the order in which they are read.
void sort_row(std::vector<Word>& row) {
  const auto rtl = std::count_if(row.begin(), row.end(), [](const Word& word) { return is_right_to_left(word.text); });
  if (2 * static_cast<std::size_t>(rtl) > row.size())
    std::stable_sort(row.begin(), row.end(), [](const Word& a, const Word& b) { return a.right > b.right; });
  else
    std::stable_sort(row.begin(), row.end(), [](const Word& a, const Word& b) { return a.left < b.left; });
}

// The small raised number of a footnote, on a line of this size and bottom.
bool is_note_mark(const Word& word, double size, double bottom) {
  const bool number = word.text.size() <= 3 && std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number && word.size < 0.8 * size && word.bottom < bottom - 0.15 * size;
}

void drop_note_marks(std::vector<Word>& row) {
  const auto largest = std::max_element(row.begin(), row.end(), [](const Word& a, const Word& b) { return a.size < b.size; });
  const double size = largest->size, bottom = largest->bottom;
  std::erase_if(row, [&](const Word& word) { return is_note_mark(word, size, bottom); });
}

Line line_of(std::vector<Word> row, std::size_t page) {
  drop_note_marks(row);
  sort_row(row);
  Line line{{}, row.front().left, row.front().top, row.front().right, row.front().bottom, 0, row.front().right - row.front().left, page, 0};
  Sizes sizes;
  const Word* before = nullptr;
  for (const Word& word : row) {
    const double gap = before == nullptr ? 0 : std::max(word.left - before->right, before->left - word.right);
    if (before && (before->space_after || gap > kTouching * word.size)) line.text += ' ';
    line.text += word.text;
    line.left = std::min(line.left, word.left);
    line.right = std::max(line.right, word.right);
    line.top = std::min(line.top, word.top);
    line.bottom = std::max(line.bottom, word.bottom);
    sizes.add(word.size, word.text.size());
    before = &word;
  }
  line.size = sizes.most();
  return line;
}

// Words by their height on the page, from the top.
std::vector<std::vector<Word>> rows_of(std::vector<Word> words) {
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.top + a.bottom < b.top + b.bottom; });
  std::vector<std::vector<Word>> rows;
  double top = 0, bottom = 0;
  for (Word& word : words) {
    const double shared = std::min(bottom, word.bottom) - std::max(top, word.top);
    const bool starts = rows.empty() || shared <= kOverlap * std::min(bottom - top, word.bottom - word.top);
    if (starts) rows.emplace_back();
    // The tallest word of a row says where it is: marks of footnotes stand higher.
    if (starts || word.bottom - word.top > bottom - top) {
      top = word.top;
      bottom = word.bottom;
    }
    rows.back().push_back(std::move(word));
  }
  return rows;
}

// "Halmere Post 12" → "halmere post #".
std::string pattern_of(const std::string& text) {
  static const RE2 number("\\d+");
  std::string pattern = schema::fold(text);
  RE2::GlobalReplace(&pattern, number, "#");
  return schema::one_line(pattern);
}

// A row at the top or the bottom of a page.
struct Edge {
  std::size_t page;  // index
  std::size_t row;
  double top;
};

bool is_number_of(const Line& line, std::size_t pages) {
  static const RE2 shape(R"((?i)[-–—\s\[(|]*(?:page|p\.|seite|s\.)?\s*(\d{1,4})\s*(?:(?:of|/|von|de)\s*(\d{1,4}))?[-–—\s\])|]*)");
  std::size_t number = 0;
  std::string total;
  if (!RE2::FullMatch(line.text, shape, &number, &total)) return false;
  return number == line.page && (total.empty() || total == std::to_string(pages));
}

// The rows of each page without headers and footers.
std::vector<std::vector<std::vector<Word>>> rows_of_text(const std::vector<Page>& pages) {
  std::map<std::string, std::vector<Edge>> edges;  // by what they say
  std::vector<std::vector<std::vector<Word>>> rows;
  for (const Page& page : pages) {
    std::vector<std::vector<Word>> all = rows_of(page.words);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i >= kOutermost && i + kOutermost < all.size()) continue;
      const Line line = line_of(all[i], page.number);
      if (is_number_of(line, pages.back().number))
        all[i].clear();
      else
        edges[pattern_of(line.text)].push_back({rows.size(), i, line.top});
    }
    rows.push_back(std::move(all));
  }
  for (const auto& [pattern, all] : edges)
    for (const Edge& edge : all) {
      const auto others = std::count_if(all.begin(), all.end(), [&](const Edge& other) {
        return other.page != edge.page && std::abs(other.top - edge.top) < kSameHeight;
      });
      // On every other page is enough: left and right pages have headers of their own.
      if (others > 0 && static_cast<std::size_t>(others + 1) * 5 >= pages.size() * 2) rows[edge.page][edge.row].clear();
    }
  return rows;
}

}  // namespace

PageLines lines_of(const std::vector<Page>& pages) {
  PageLines lines;
  lines.reserve(pages.size());
  for (auto& rows : rows_of_text(pages)) {
    std::vector<Word> words;
    for (auto& row : rows) std::move(row.begin(), row.end(), std::back_inserter(words));
    std::vector<Line>& of_page = lines.emplace_back();
    for (std::vector<Word>& column : columns_of(std::move(words))) {
      const std::size_t first = of_page.size();
      std::map<long, double> edges;  // by twice the size
      for (std::vector<Word>& row : rows_of(std::move(column))) {
        of_page.push_back(line_of(std::move(row), pages[lines.size() - 1].number));
        double& edge = edges.emplace(std::lround(of_page.back().size * 2), of_page.back().right).first->second;
        edge = std::max(edge, of_page.back().right);
      }
      for (std::size_t i = first; i < of_page.size(); ++i) of_page[i].edge = edges[std::lround(of_page[i].size * 2)];
    }
  }
  return lines;
}

}  // namespace attache::indexer::pdf
