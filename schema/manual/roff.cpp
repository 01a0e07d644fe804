#include "schema/manual/roff.hpp"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <md4c.h>

#include "schema/error.hpp"

namespace attache::schema {
namespace {

// md4c's events to roff. Blocks write to `out_`, text is escaped on its way.
class Page {
 public:
  static int enter_block(MD_BLOCKTYPE type, void* detail, void* page) { return self(page).enter(type, detail), 0; }
  static int leave_block(MD_BLOCKTYPE type, void*, void* page) { return self(page).leave(type), 0; }
  static int enter_span(MD_SPANTYPE type, void*, void* page) { return self(page).font(type, true), 0; }
  static int leave_span(MD_SPANTYPE type, void*, void* page) { return self(page).font(type, false), 0; }
  static int text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* page) { return self(page).write(type, {text, size}), 0; }

  std::string take() {
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    return std::move(out_);
  }
  bool has_heading() const { return heading_met_; }

 private:
  static Page& self(void* page) { return *static_cast<Page*>(page); }

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        level_ = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level;
        held_.clear();
        holding_ = true;
        break;
      case MD_BLOCK_P:
        if (std::exchange(item_begins_, false)) break;
        if (in_item_)
          line(".IP");
        else
          line(".PP");
        break;
      case MD_BLOCK_UL: case MD_BLOCK_OL: ordered_ = type == MD_BLOCK_OL; number_ = 0; break;
      case MD_BLOCK_LI:
        line(ordered_ ? fmt::format(".IP {}. 4", ++number_) : std::string(".IP \\(bu 2"));
        in_item_ = item_begins_ = true;
        break;
      case MD_BLOCK_CODE: line(".PP"); line(".nf"); line(".RS 4"); code_ = true; break;
      case MD_BLOCK_QUOTE: line(".RS 4"); break;
      case MD_BLOCK_TR: cells_.clear(); break;
      case MD_BLOCK_THEAD:
        header_ = true;
        heads_.clear();
        break;
      case MD_BLOCK_TH: case MD_BLOCK_TD:
        held_.clear();
        holding_ = true;
        break;
      default: break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_H: {
        holding_ = false;
        std::string title = held_;
        if (level_ <= 2) std::transform(title.begin(), title.end(), title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        if (!heading_met_) title = "DESCRIPTION";  // the first is the page's name, which .TH has
        heading_met_ = true;
        line((level_ <= 2 ? ".SH " : ".SS ") + title);
        break;
      }
      case MD_BLOCK_LI: in_item_ = false; break;
      case MD_BLOCK_CODE: code_ = false; line(".RE"); line(".fi"); break;
      case MD_BLOCK_QUOTE: line(".RE"); break;
      case MD_BLOCK_THEAD: header_ = false; break;
      case MD_BLOCK_TR: row(); break;
      case MD_BLOCK_TH: case MD_BLOCK_TD:
        holding_ = false;
        (header_ ? heads_ : cells_).push_back(held_);
        break;
      case MD_BLOCK_TABLE: line(".PP"); break;
      default: break;
    }
  }

  // A row as an item: its first cell and, of two columns, the other; of more, each with the name of its column. The heads of two columns are an
  // item of their own.
  void row() {
    const bool two = heads_.size() == 2;
    if (header_ && !(two && !heads_[0].empty())) return;
    const auto& cells = header_ ? heads_ : cells_;
    const std::string_view font = header_ ? "\\fI" : cells.front().starts_with('\\') ? "" : "\\fB";  // code is bold already
    line(".TP");
    line(fmt::format("{}{}\\fR", font, cells.front()));
    std::string rest;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      rest += rest.empty() ? "" : "; ";
      rest += two ? cells[i] : fmt::format("\\fI{}\\fR {}", heads_.at(i), cells[i]);
    }
    line(rest.starts_with('.') || rest.starts_with('\'') ? "\\&" + rest : rest);
  }

  void font(MD_SPANTYPE type, bool begins) {
    if (holding_ && (level_ > 0 && type != MD_SPAN_CODE)) return;
    if (type == MD_SPAN_STRONG || type == MD_SPAN_CODE) raw(begins ? "\\fB" : "\\fR");
    if (type == MD_SPAN_EM) raw(begins ? "\\fI" : "\\fR");
  }

  void write(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) return raw(holding_ ? " " : "\n");
    if (type == MD_TEXT_ENTITY && text == "&nbsp;") return raw("\\ ");
    const bool begins = !holding_ && (out_.empty() || out_.back() == '\n');
    std::string escaped = as_roff(text);
    if (!begins && (escaped.starts_with("\\&.") || escaped.starts_with("\\&'"))) escaped.erase(0, 2);
    raw(escaped);
  }

  void raw(std::string_view text) { (holding_ ? held_ : out_) += text; }
  void line(const std::string& text) {
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    out_ += text + "\n";
  }

  std::string out_, held_;
  std::vector<std::string> heads_, cells_;  // of a table's head and the row at hand
  unsigned level_ = 0;
  int number_ = 0;
  bool holding_ = false, ordered_ = false, in_item_ = false, item_begins_ = false, code_ = false, header_ = false, heading_met_ = false;
};

}  // namespace

std::string as_roff(std::string_view text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    begins = c == '\n';
  }
  return out;
}

std::string manual_from_markdown(std::string_view markdown, std::string_view name, int section, std::string_view version) {
  Page page;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML;
  parser.enter_block = Page::enter_block;
  parser.leave_block = Page::leave_block;
  parser.enter_span = Page::enter_span;
  parser.leave_span = Page::leave_span;
  parser.text = Page::text;
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &page);
  if (!page.has_heading()) throw Error(ErrorCode::Usage, fmt::format("{}: no heading to begin a manual page with", name));
  // "# Title" is what the page is about.
  const auto begin = markdown.find("# ") + 2;
  std::string about(markdown.substr(begin, markdown.find('\n', begin) - begin));
  if (about.size() > 1 && !std::isupper(static_cast<unsigned char>(about[1]))) about[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(about[0])));
  std::string title(name);
  std::transform(title.begin(), title.end(), title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return fmt::format(".TH {} {} \"\" \"attache {}\"\n.SH NAME\n{} \\- {}\n", as_roff(title), section, version, as_roff(name), as_roff(about)) + page.take();
}

}  // namespace attache::schema
