#include "indexer/readers/html/lean_markup.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace attache::indexer::html {
namespace {

constexpr std::size_t kDeepest = 512;          // as in Blink and WebKit; beyond it elements become siblings
constexpr std::size_t kMostAttributes = 1000;  // gumbo compares each attribute of a tag with all before it
constexpr std::size_t kLongestSearch = 64;     // open elements looked through for an end tag's own

bool letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Elements that never hold others, or that end where the next of them or their parent does.
bool never_nests(std::string_view name) {
  static constexpr std::array<std::string_view, 29> kNames{
      "area", "base", "br", "col", "embed", "hr", "img",   "input", "link",  "meta",   "param",    "source", "track", "wbr",  "p",
      "li",   "dd",   "dt", "tr",  "td",    "th", "tbody", "thead", "tfoot", "option", "optgroup", "rp",     "rt",    "frame"};
  return one_of(name, kNames);
}

bool holds_raw_text(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames{"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"};
  return one_of(name, kNames);
}

// What an end tag does not reach over.
bool is_barrier(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames{"table", "caption", "object", "applet", "marquee", "template"};
  return one_of(name, kNames);
}

class TagScan {
 public:
  explicit TagScan(std::string html) : html_(std::move(html)) {}

  std::string run() {
    std::size_t at = 0;
    while ((at = html_.find('<', at)) != std::string::npos) at = tag_at(at);
    if (kept_ == 0) return std::move(html_);
    out_.append(html_, kept_);
    return std::move(out_);
  }

 private:
  // Where to go on behind the tag that begins at `at`.
  std::size_t tag_at(std::size_t at) {
    if (html_.compare(at, 4, "<!--") == 0) {
      const std::size_t end = html_.find("-->", at + 4);
      return end == std::string::npos ? html_.size() : end + 3;
    }
    const bool closing = at + 1 < html_.size() && html_[at + 1] == '/';
    const std::size_t begin = at + (closing ? 2 : 1);
    if (begin >= html_.size() || !letter(html_[begin])) return at + 1;
    const std::string name = name_at(begin);
    const std::size_t end = tag_end(begin + name.size());
    const bool drop = closing ? close(name) : open(name);
    if (drop || attributes_ > kMostAttributes) leave_out(at, end);
    if (closing || !holds_raw_text(name)) return end;
    const std::size_t raw_end = raw_text_end(name, end);
    if (raw_end > end && is_unread(name, std::string_view(html_).substr(at, end - at), std::string_view(html_).substr(end, raw_end - end))) leave_out(end, raw_end);
    return raw_end;
  }

  // Linked data may be typed "ld+json" or "ld&#43;json"; a script in a comment in a script may end elsewhere than here.
  static bool is_unread(std::string_view name, std::string_view tag, std::string_view raw) {
    if (name != "script") return name == "style";
    return tag.find("json") == std::string_view::npos && raw.find("<!--") == std::string_view::npos;
  }

  std::string name_at(std::size_t at) const {
    std::string name;
    for (; at < html_.size() && !space(html_[at]) && html_[at] != '>' && html_[at] != '/'; ++at)
      name += html_[at] >= 'A' && html_[at] <= 'Z' ? static_cast<char>(html_[at] + 32) : html_[at];
    return name;
  }

  // Behind the tag's ">"; counts its attributes, or rather its words outside of quotes.
  std::size_t tag_end(std::size_t at) {
    attributes_ = 0;
    char quote = 0;
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '"' || c == '\'') && after_equals(at)) {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      } else if (space(c) || c == '/' || c == '"' || c == '\'') {
        ++attributes_;
      }
    }
    return at;
  }

  bool after_equals(std::size_t at) const {
    while (at > 0 && space(html_[at - 1])) --at;
    return at > 0 && html_[at - 1] == '=';
  }

  std::size_t raw_text_end(std::string_view name, std::size_t from) const {
    for (std::size_t at = from; (at = html_.find("</", at)) != std::string::npos; at += 2) {
      const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
      if (html_.size() - at - 2 >= name.size() && std::equal(name.begin(), name.end(), html_.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                                             [&](char b, char a) { return same(a, b); }))
        return at;
    }
    return html_.size();
  }

  // Whether the tag is to be left out.
  bool open(const std::string& name) {
    if (never_nests(name) || holds_raw_text(name)) return false;
    open_.push_back(name);
    return open_.size() > kDeepest;
  }

  bool close(const std::string& name) {
    for (std::size_t i = open_.size(), looked = 0; i > 0 && looked < kLongestSearch; --i, ++looked) {
      if (open_[i - 1] == name) {
        open_.resize(i - 1);
        return i > kDeepest;
      }
      if (is_barrier(open_[i - 1])) break;
    }
    return open_.size() > kDeepest;
  }

  void leave_out(std::size_t begin, std::size_t end) {
    out_.append(html_, kept_, begin - kept_);
    out_ += ' ';
    kept_ = end;
  }

  std::string html_;
  std::string out_;
  std::size_t kept_ = 0;  // what stands before is in out_ already
  std::size_t attributes_ = 0;
  std::vector<std::string> open_;
};

}  // namespace

std::string lean_markup(std::string html) { return TagScan(std::move(html)).run(); }

}  // namespace attache::indexer::html
