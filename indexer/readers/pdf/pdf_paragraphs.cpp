#include "indexer/readers/pdf/pdf_paragraphs.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include "indexer/readers/line_shapes.hpp"
#include "schema/words.hpp"

namespace attache::indexer::pdf {
namespace {

constexpr double kSameSize = 1.12;      // a font that is larger by more is another one
constexpr double kParagraphGap = 1.3;   // of the usual distance between lines
constexpr double kIndent = 0.7;         // of the font's size
constexpr double kUsualDistance = 1.2;  // of the font's size, where too few lines tell
constexpr std::size_t kFewestDistances = 4;
constexpr std::string_view kSoftHyphen = "\u00AD";

UChar32 first_code_point(std::string_view text) {
  UChar32 c = -1;
  int32_t at = 0;
  if (!text.empty()) U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, static_cast<int32_t>(text.size()), c);
  return c;
}

UChar32 last_code_point(std::string_view text) {
  UChar32 c = -1;
  auto at = static_cast<int32_t>(text.size());
  if (at > 0) U8_PREV(reinterpret_cast<const uint8_t*>(text.data()), 0, at, c);
  return c;
}

// Behind an opening quotation mark or bracket, too.
bool starts_in_lower_case(std::string_view text) {
  for (const std::string_view opening : {"“", "‘", "„", "«", "\"", "(", "["})
    if (text.starts_with(opening)) text.remove_prefix(opening.size());
  const UChar32 c = first_code_point(text);
  return c >= 0 && u_islower(c);
}

bool same_size(double a, double b) { return std::max(a, b) <= kSameSize * std::max(0.1, std::min(a, b)); }

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }
std::string_view last_word(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

// The hyphen, or "‐", that a line ends with after a letter; empty where there is none.
std::string_view hyphen_at_end(std::string_view line) {
  for (const std::string_view hyphen : {std::string_view("-"), std::string_view("\u2010")})
    if (line.ends_with(hyphen)) {
      const UChar32 before = last_code_point(line.substr(0, line.size() - hyphen.size()));
      return before >= 0 && u_isalpha(before) ? hyphen : std::string_view();
    }
  return {};
}

// The letters that a word begins with, folded.
std::string bare(std::string_view word) {
  const auto words = schema::words_of(word);
  return words.empty() ? std::string() : words.front().folded;
}

// Whether words divided at line ends are put together without their hyphens.
class Hyphens {
 public:
  explicit Hyphens(const PageLines& pages) {
    const Line* before = nullptr;
    for (const auto& page : pages)
      for (const Line& line : page) {
        add_words(line.text, before && !hyphen_at_end(before->text).empty());
        before = &line;
      }
    before = nullptr;
    for (const auto& page : pages)
      for (const Line& line : page) {
        const bool divided = before && !hyphen_at_end(before->text).empty() && starts_in_lower_case(line.text);
        if (divided && (has(joined(before->text, line.text)) || is_no_word(bare(first_word(line.text))))) divides_ = true;
        before = &line;
      }
  }

  bool is_division(std::string_view line, std::string_view next) const {
    if (hyphen_at_end(line).empty() || !starts_in_lower_case(next)) return false;
    const std::string_view whole = last_word(line);
    const std::string_view part = whole.substr(0, whole.size() - hyphen_at_end(line).size());
    if (part.find('-') != std::string_view::npos) return false;
    const std::string first = bare(part);
    const std::string second = bare(first_word(next));
    if (has(joined(line, next)) || is_no_word(second)) return true;
    if (!divides_ || compounds_.contains(first + "-" + second) || (has(first) && has(second))) return false;
    // First parts of compounds, sorted.
    static constexpr std::array<std::string_view, 24> kFirstParts{"all",  "anti", "co",   "cross", "ex",    "far",   "full", "half",
                                                                  "hard", "high", "long", "low",   "mid",   "multi", "new",  "non",
                                                                  "post", "pre",  "pro",  "self",  "short", "so",    "vice", "well"};
    static_assert(std::is_sorted(kFirstParts.begin(), kFirstParts.end()));
    return !std::binary_search(kFirstParts.begin(), kFirstParts.end(), first);
  }

 private:
  bool has(const std::string& word) const { return !word.empty() && words_.contains(word); }

  // Ends of words that are no words themselves.
  static bool is_no_word(const std::string& part) {
    static constexpr std::array<std::string_view, 42> kEnds{
        "ble",    "bility", "cal", "cally",  "cial", "cials", "cian",   "cians", "ence", "ety",   "fied", "gation", "ical", "ing",
        "ings",   "ities",  "ity", "lation", "lic",  "ly",    "ment",   "ments", "ness", "ous",   "sion", "sions",  "sive", "tary",
        "tation", "tial",   "tic", "tical",  "ties", "tion",  "tional", "tions", "tive", "tives", "tor",  "tors",   "ture", "tures"};
    return std::find(kEnds.begin(), kEnds.end(), part) != kEnds.end();
  }

  static std::string joined(std::string_view line, std::string_view next) {
    const std::string_view whole = last_word(line);
    return bare(std::string(whole.substr(0, whole.size() - hyphen_at_end(line).size())) + std::string(first_word(next)));
  }

  // The words of a line that are whole in it.
  void add_words(std::string_view text, bool goes_on) {
    if (goes_on) text.remove_prefix(std::min(text.size(), first_word(text).size()));
    if (!hyphen_at_end(text).empty()) text.remove_suffix(last_word(text).size());
    const schema::Word* before = nullptr;
    const auto words = schema::words_of(text);
    for (const schema::Word& word : words) {
      if (before && word.span.begin == before->span.end + 1 && text[before->span.end] == '-')
        compounds_.insert(before->folded + "-" + word.folded);
      words_.insert(word.folded);
      before = &word;
    }
  }

  std::unordered_set<std::string> words_;
  std::unordered_set<std::string> compounds_;
  bool divides_ = false;  // at least one division is certain
};

double body_size_of(const PageLines& pages) {
  std::map<int, std::size_t> counts;
  for (const auto& page : pages)
    for (const Line& line : page) counts[static_cast<int>(std::lround(line.size * 2))] += line.text.size();
  const auto top = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return top == counts.end() ? 0 : top->first / 2.0;
}

// The distance from line to line that most neighbours of this size have, by twice the size.
std::map<int, double> distances_of(const PageLines& pages) {
  std::map<int, std::vector<double>> found;
  for (const auto& page : pages)
    for (std::size_t i = 1; i < page.size(); ++i) {
      const double distance = page[i].top - page[i - 1].top;
      const bool neighbours = same_size(page[i].size, page[i - 1].size) && distance > 0 && distance < 4 * page[i].size;
      if (neighbours) found[static_cast<int>(std::lround(page[i].size * 2))].push_back(distance);
    }
  std::map<int, double> usual;
  for (auto& [size, all] : found) {
    if (all.size() < kFewestDistances) continue;
    // Lines of one paragraph are nearer to each other than paragraphs are: the lower third tells.
    const auto low = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 3);
    std::nth_element(all.begin(), low, all.end());
    usual[size] = *low;
  }
  return usual;
}

class ParagraphMaker {
 public:
  explicit ParagraphMaker(const PageLines& pages) : pages_(pages), hyphens_(pages), distances_(distances_of(pages)) {
    out_.body_size = body_size_of(pages);
  }

  Paragraphs run() {
    for (const auto& page : pages_)
      for (std::size_t i = 0; i < page.size(); ++i) add(page, i);
    return std::move(out_);
  }

 private:
  void add(const std::vector<Line>& page, std::size_t i) {
    const Line& line = page[i];
    if (i > 0 && runs_on(page[i - 1], line)) {
      append(out_.all.size() - 1, line.text);
      full_.back() = is_full(line);
    } else if (const auto open = i == 0 || line.top < page[i - 1].top ? unfinished(line) : std::nullopt) {
      append(*open, line.text);
      full_[*open] = is_full(line);
      // Past the footnotes, so that it is the last one again.
      const auto place = static_cast<std::ptrdiff_t>(*open);
      std::rotate(out_.all.begin() + place, out_.all.begin() + place + 1, out_.all.end());
      std::rotate(full_.begin() + place, full_.begin() + place + 1, full_.end());
    } else {
      out_.all.push_back({line.text, line.size, line.page});
      full_.push_back(is_full(line));
    }
  }

  static bool is_full(const Line& line) { return line.right > line.edge - 2 * line.size; }

  bool runs_on(const Line& line, const Line& next) const {
    if (!same_size(line.size, next.size) || next.top < line.top || stands_alone(line.text) || stands_alone(next.text)) return false;
    const auto usual = distances_.find(static_cast<int>(std::lround(next.size * 2)));
    const double distance = usual == distances_.end() ? kUsualDistance * next.size : usual->second;
    if (next.top - line.top > kParagraphGap * distance) return false;
    if (!hyphen_at_end(line.text).empty() && starts_in_lower_case(next.text)) return true;
    const bool centred = std::abs(line.left + line.right - next.left - next.right) < next.size && std::abs(line.left - next.left) > 1;
    if (centred) return !ends_a_sentence(line.text);
    const bool sentence_goes_on = !ends_a_sentence(line.text) && starts_in_lower_case(next.text);
    if (next.left > line.left + kIndent * next.size) return sentence_goes_on;
    const bool full = line.right + next.first_word + 0.2 * next.size > line.edge - 0.5 * next.size;
    return full || sentence_goes_on;
  }

  // The last paragraph of running text, where its sentence goes on with this line at the top of a column or page.
  std::optional<std::size_t> unfinished(const Line& line) const {
    constexpr std::size_t kFootnotes = 12;             // paragraphs of another size that may stand between
    constexpr std::size_t kLongerThanHeadlines = 150;  // bytes
    for (std::size_t back = 0; back < std::min(kFootnotes, out_.all.size()); ++back) {
      const std::size_t i = out_.all.size() - 1 - back;
      const Paragraph& paragraph = out_.all[i];
      if (!same_size(paragraph.size, line.size)) continue;
      const bool long_enough = full_[i] || paragraph.text.size() > kLongerThanHeadlines;
      const bool goes_on =
          !ends_a_sentence(paragraph.text) && !stands_alone(paragraph.text) && long_enough && !paragraph.text.ends_with(":");
      const bool divided = !hyphen_at_end(paragraph.text).empty() && starts_in_lower_case(line.text);
      return goes_on || divided || (!ends_a_sentence(paragraph.text) && starts_in_lower_case(line.text)) ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
  }

  void append(std::size_t paragraph, const std::string& line) {
    std::string& text = out_.all[paragraph].text;
    if (text.ends_with(kSoftHyphen)) {
      text.resize(text.size() - kSoftHyphen.size());
    } else if (const std::string_view hyphen = hyphen_at_end(text); !hyphen.empty()) {
      // "pre- and post-war"
      const bool is_suspended = !u_isalpha(first_code_point(line)) || first_word(line) == "and" || first_word(line) == "or";
      if (!is_suspended && hyphens_.is_division(text, line)) text.resize(text.size() - hyphen.size());
      if (is_suspended) text += ' ';
    } else {
      text += ' ';
    }
    text += line;
  }

  const PageLines& pages_;
  Hyphens hyphens_;
  std::map<int, double> distances_;
  std::vector<bool> full_;  // of each paragraph: whether its last line reaches the right edge
  Paragraphs out_;
};

}  // namespace

Paragraphs paragraphs_of(const PageLines& pages) { return ParagraphMaker(pages).run(); }

}  // namespace attache::indexer::pdf
