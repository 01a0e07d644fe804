// The paragraphs of marked-up text: of HTML as it comes, and of elements of XHTML and NITF.
//
// HTML is read tag by tag and never made a tree: unclosed or crossed tags lose no text, and the time taken is linear however
// deep or broken it is. Free functions, safe from any thread.
#pragma once

#include <libxml/tree.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/article.hpp"

namespace attache::indexer {

// A paragraph, caption or heading: trimmed, never empty, white space made one space; a line end is a single <br>.
struct Passage {
  schema::BlockKind kind = schema::BlockKind::Paragraph;
  std::string text;
};

// One step through HTML. Scripts, styles, frames and titles come as nothing, comments as Comment.
struct HtmlToken {
  enum class Kind : unsigned char { Open, Close, Text, Comment, End } kind = Kind::End;
  std::string name;             // of a tag, lower case
  std::string text;             // its characters, references resolved; a comment's as written
  std::string_view attributes;  // of an opening tag, as written: for html_attribute
};

// Steps through HTML that is valid UTF-8 and outlives it. Belongs to one thread.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}
  HtmlToken next();
  std::size_t position() const { return at_; }  // of the next token

 private:
  HtmlToken tag();
  HtmlToken comment();
  void pass_silent(const std::string& name);
  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> unclosed_;  // silent tags that nothing closes from at_ on, "--" for comments: looked for once
};

// The value of an attribute of a tag, by its name in lower case; empty when there is none.
std::string html_attribute(std::string_view attributes, std::string_view name);

// Collects passages from the steps through a text.
class Passages {
 public:
  void open(std::string_view tag);
  void close(std::string_view tag);
  void text(std::string_view characters);
  std::vector<Passage> release();

 private:
  void end_passage();
  std::vector<Passage> done_;
  std::string held_;
  std::string kept_by_;  // the tag that gives the kind until it closes
  schema::BlockKind kind_ = schema::BlockKind::Paragraph;
};

std::vector<Passage> passages_of_html(std::string_view html);
// Of a node's inside; elements named in `without` and media are passed over, but for captions and credits.
std::vector<Passage> passages_of_xml(const xmlNode* node, const std::vector<std::string_view>& without = {});
// Of plain text: by blank lines, or by lines where none is blank.
std::vector<Passage> passages_of_plain(std::string_view text);

// True where text holds tags or character references, as feeds put HTML where text should be.
bool looks_like_html(std::string_view text);
// HTML, or what may be HTML, as words on one line.
std::string words_of_html(std::string_view html);

}  // namespace attache::indexer
