#include "indexer/readers/layout.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/line_shapes.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Block;
using schema::BlockKind;
using schema::Span;
using schema::text_of;

constexpr std::size_t kTeaserRun = 3;  // headline-like paragraphs in a row that make a page's links; fewer are subheads

std::string moment_in(const std::string& words) {
  const auto moment = schema::parse_moment(words);
  return moment ? moment->iso : std::string();
}

void keep_stamp(Article& article, const Stamp& stamp) {
  if (article.published_raw.empty() && !article.published) {
    article.published_raw = stamp.published_words;
    article.published = stamp.published;
    if (article.published) article.published_at = moment_in(stamp.published_words);
  }
  if (!article.updated && stamp.updated) {
    article.updated = stamp.updated;
    article.updated_at = moment_in(stamp.updated_words);
  }
}

// The paragraphs with the kinds that looks alone decide; the rest stays Paragraph.
std::vector<Block> by_looks(const Article& article, const std::vector<Span>& paragraphs) {
  std::vector<Block> blocks;
  blocks.reserve(paragraphs.size());
  for (const Span span : paragraphs) {
    const std::string_view words = text_of(article.text, span);
    Block block{BlockKind::Paragraph, span};
    if (read_stamp(words))
      block.kind = BlockKind::Stamp;
    else if (read_byline(words))
      block.kind = BlockKind::Byline;
    else if (is_credit(words))
      block.kind = BlockKind::Credit;
    blocks.push_back(block);
  }
  return blocks;
}

class PageLayout {
 public:
  PageLayout(Article& article, Span within, Extent extent)
      : article_(article), extent_(extent), blocks_(by_looks(article, paragraphs_of(article.text, within))) {}

  void run() {
    mark_teasers();
    if (extent_ == Extent::Page) mark_top();
    unmark_late_bylines();
    mark_captions();
    append();
    date_from_dateline();
  }

 private:
  std::string_view words(std::size_t i) const { return text_of(article_.text, blocks_[i].span); }
  bool is(std::size_t i, BlockKind kind) const { return i < blocks_.size() && blocks_[i].kind == kind; }
  std::size_t next_of(BlockKind kind, std::size_t from) const {
    while (from < blocks_.size() && blocks_[from].kind != kind) ++from;
    return from;
  }

  // Runs of headline-like paragraphs are a page's links. What follows a colon is a list, and lists are quoted;
  // questions one after the other are a speech.
  void mark_teasers() {
    for (std::size_t i = 0; i < blocks_.size();) {
      std::size_t end = i;
      std::size_t open_ended = 0;
      for (; is(end, BlockKind::Paragraph) && looks_like_headline(words(end)) && !is_caption(words(end)); ++end)
        open_ended += ends_a_sentence(words(end)) ? 0 : 1;
      const bool list = i > 0 && words(i - 1).ends_with(":");
      if (end - i >= kTeaserRun && open_ended * 2 >= end - i && !list)
        for (std::size_t k = i; k < end; ++k) blocks_[k].kind = BlockKind::Headline;
      i = std::max(end, i + 1);
    }
  }

  // Headline and standfirst of a page, before its first running text.
  void mark_top() {
    std::size_t first = 0;
    while (is(first, BlockKind::Stamp) || is(first, BlockKind::Credit)) ++first;
    if (first >= blocks_.size() || is(first, BlockKind::Byline)) return;
    if (is(first, BlockKind::Paragraph) && !read_dateline(words(first))) {
      const bool stamped = first == 0 && is(1, BlockKind::Stamp) && next_of(BlockKind::Paragraph, 2) < blocks_.size() &&
                           words(0).size() <= kLongestStampedHeadline;
      const bool alone = blocks_.size() == first + 1;
      if (stamped || (!alone && looks_like_headline(words(first))) || short_title(first))
        blocks_[first].kind = BlockKind::Headline;
    }
    if (!is(first, BlockKind::Headline)) return;
    const std::size_t second = next_text(first + 1);
    if (is(second, BlockKind::Paragraph) && next_of(BlockKind::Paragraph, second + 1) < blocks_.size() &&
        looks_like_headline(words(second)) && !read_dateline(words(second)) && !is_caption(words(second)))
      blocks_[second].kind = BlockKind::Standfirst;
  }

  // A title of one or two words, alone on its line before running text: "Communiqué".
  bool short_title(std::size_t i) const {
    const std::string_view title = words(i);
    return is(i + 1, BlockKind::Paragraph) && title.size() <= 40 && title.find('\n') == std::string_view::npos &&
           !title.empty() && std::string_view(".,;:!?\"").find(title.back()) == std::string_view::npos &&
           !(title.front() >= 'a' && title.front() <= 'z') && words(i + 1).size() > 2 * title.size();
  }

  std::size_t next_text(std::size_t from) const {
    while (is(from, BlockKind::Stamp) || is(from, BlockKind::Byline) || is(from, BlockKind::Credit)) ++from;
    return from;
  }

  // "By all accounts" in the middle of a page opens a text, not a byline.
  void unmark_late_bylines() {
    std::size_t text_before = 0;
    for (Block& block : blocks_) {
      if (block.kind == BlockKind::Paragraph) ++text_before;
      if (block.kind == BlockKind::Byline && text_before > 1 && &block != &blocks_.back())
        block.kind = BlockKind::Paragraph;
    }
  }

  // In the middle only: the last paragraph of a wire story may carry the agency's name at its end.
  void mark_captions() {
    std::size_t last = blocks_.size();
    while (last > 0 && blocks_[last - 1].kind != BlockKind::Paragraph) --last;
    for (std::size_t i = 0; i + 1 < last; ++i)
      if (is(i, BlockKind::Paragraph) && is_caption(words(i))) blocks_[i].kind = BlockKind::Caption;
  }

  void append() {
    bool opened = false;  // running text has begun: a paragraph longer than a headline with a full stop
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      Block block = blocks_[i];
      switch (block.kind) {
        case BlockKind::Stamp:
          keep_stamp(article_, *read_stamp(words(i)));
          break;
        case BlockKind::Byline:
          if (article_.byline.empty()) article_.byline = *read_byline(words(i));
          break;
        case BlockKind::Headline:
          if (extent_ == Extent::Page && article_.title.empty() && !opened) article_.title = schema::one_line(words(i));
          break;
        case BlockKind::Standfirst:
          if (article_.standfirst.empty()) article_.standfirst = schema::one_line(words(i));
          break;
        case BlockKind::Paragraph:
          take_dateline(block, opened);
          if (article_.title.empty() && extent_ == Extent::Page && article_.blocks.empty()) title_from(i);
          opened = opened || block.span.size() > kLongestTitle;
          break;
        default:
          break;
      }
      if (!block.span.empty()) article_.blocks.push_back(block);
    }
  }

  // A headline with a full stop cannot be told from a first sentence: it stays a paragraph, and is the title all the
  // same.
  void title_from(std::size_t i) {
    const std::string_view first = words(i);
    const bool one_sentence = first.find(". ") == std::string_view::npos && first.find('\n') == std::string_view::npos;
    if (i + 1 < blocks_.size() && first.size() <= kLongestTitle && one_sentence) article_.title = first;
  }

  // Parts the dateline from its paragraph, whose rest stays in `block`.
  void take_dateline(Block& block, bool opened) {
    const auto dateline = read_dateline(text_of(article_.text, block.span));
    if (!dateline || (opened && !dateline->certain)) return;
    const auto end = block.span.begin + static_cast<std::uint32_t>(dateline->size);
    article_.blocks.push_back({BlockKind::Dateline, {block.span.begin, end}});
    block.span = trimmed(article_.text, {end, block.span.end});
    if (article_.dateline.empty()) {
      article_.dateline = dateline->place;
      month_day_ = dateline->month_day;
      year_ = dateline->year;
    }
  }

  // "Dec 2" with "Updated: December 9th 2021" is 2 December 2021, or of the year before when that day is still to come.
  void date_from_dateline() {
    if (month_day_.empty() || article_.published || !article_.published_raw.empty()) return;
    if (!year_.empty()) {
      publish_on(schema::parse_date(month_day_ + " " + year_), month_day_ + " " + year_);
    } else if (article_.updated) {
      for (const int year : {int{article_.updated->year}, article_.updated->year - 1})
        if (const auto date = schema::parse_date(month_day_ + " " + std::to_string(year)); date && *date <= *article_.updated)
          return publish_on(date, month_day_);
    }
  }

  void publish_on(std::optional<schema::Date> date, const std::string& words) {
    if (!date) return;
    article_.published = date;
    article_.published_at = schema::to_string(*date);
    article_.published_raw = words;
    article_.published_from = "dateline";
  }

  static constexpr std::size_t kLongestStampedHeadline = 300;  // bytes
  static constexpr std::size_t kLongestTitle = 120;            // bytes

  Article& article_;
  Extent extent_;
  std::vector<Block> blocks_;
  std::string month_day_, year_;  // of the dateline
};

}  // namespace

void lay_out(Article& article, Span within, Extent extent) { PageLayout(article, within, extent).run(); }

}  // namespace attache::indexer
