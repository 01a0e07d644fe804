#include "query/language/tokens.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "query/language/place.hpp"

namespace attache::query::language {
namespace {

struct Marks {
  std::string_view open, close;
};
constexpr std::array<Marks, 6> kMarks{{{"\"", "\""}, {"“", "”"}, {"„", "“"}, {"«", "»"}, {"”", "”"}, {"»", "«"}}};
constexpr std::string_view kOpenSingle = "‘", kCloseSingle = "’";

constexpr std::size_t kNone = std::string_view::npos;

UChar32 point_at(std::string_view text, std::size_t at, std::size_t& next) {
  UChar32 c;
  auto i = static_cast<int32_t>(at);
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()), c);
  next = static_cast<std::size_t>(i);
  return c;
}

class Lexer {
 public:
  Lexer(std::string_view text, const Lexis& lexis) : text_(text), lexis_(lexis) {
    for (std::size_t i = 0; i < kMarks.size(); ++i) last_[i] = last_closing(kMarks[i].close);
    for (auto at = text_.find(kCloseSingle); at != kNone; at = text_.find(kCloseSingle, at + 1))
      if (closes_single(at)) last_single_ = at;
  }

  schema::Result<std::vector<Token>> read() {
    std::size_t at = 0;
    while (at < text_.size()) {
      std::size_t next = 0;
      const UChar32 c = point_at(text_, at, next);
      if (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) {
        at = next;
        continue;
      }
      if (lexis_.open.find(text_[at]) != kNone) {
        add(TokenKind::Open, at, next, text_.substr(at, 1));
      } else if (lexis_.close.find(text_[at]) != kNone) {
        add(TokenKind::Close, at, next, text_.substr(at, 1));
      } else if (const auto marks = opening(at); marks != kMarks.end()) {
        const auto inner = at + marks->open.size();
        std::size_t close_size = 0;
        const auto close = closing(static_cast<std::size_t>(marks - kMarks.begin()), inner, close_size);
        if (close == kNone)
          return schema::Fault{"this quotation mark has no fellow", column(text_, static_cast<std::uint32_t>(at))};
        next = close + close_size;
        add(TokenKind::Quoted, at, next, text_.substr(inner, close - inner));
      } else if (opens_single(at)) {
        const auto inner = at + kOpenSingle.size();
        auto close = text_.find(kCloseSingle, inner);
        while (!closes_single(close)) close = text_.find(kCloseSingle, close + 1);
        next = close + kCloseSingle.size();
        add(TokenKind::Quoted, at, next, text_.substr(inner, close - inner));
      } else {
        next = chunk_end(at);
        add(TokenKind::Chunk, at, next, text_.substr(at, next - at));
      }
      at = next;
    }
    return std::move(out_);
  }

 private:
  void add(TokenKind kind, std::size_t begin, std::size_t end, std::string_view text) {
    out_.push_back({kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), text});
  }

  const Marks* opening(std::size_t at) const {
    return std::find_if(kMarks.begin(), kMarks.end(), [&](const Marks& m) { return text_.substr(at).starts_with(m.open); });
  }
  bool escaped(std::size_t at) const {
    std::size_t strokes = 0;
    while (lexis_.escapes && strokes < at && text_[at - strokes - 1] == '\\') ++strokes;
    return strokes % 2 == 1;
  }
  std::size_t find_closing(std::string_view close, std::size_t from) const {
    auto at = text_.find(close, from);
    while (at != kNone && escaped(at)) at = text_.find(close, at + 1);
    return at;
  }
  std::size_t last_closing(std::string_view close) const {
    auto at = text_.rfind(close);
    while (at != kNone && escaped(at)) at = at == 0 ? kNone : text_.rfind(close, at - 1);
    return at;
  }
  // Where the stretch that begins at `inner` closes. What closes no more is known beforehand, so that no text is searched twice.
  std::size_t closing(std::size_t marks, std::size_t inner, std::size_t& size) const {
    const auto closes_later = [&](std::size_t i) { return last_[i] != kNone && last_[i] >= inner; };
    if (closes_later(marks)) {
      size = kMarks[marks].close.size();
      return find_closing(kMarks[marks].close, inner);
    }
    std::size_t first = kNone;
    for (const std::size_t other : {0u, 1u}) {
      if (!closes_later(other)) continue;
      const auto at = find_closing(kMarks[other].close, inner);
      if (at >= first) continue;
      first = at;
      size = kMarks[other].close.size();
    }
    return first;
  }

  bool is_word_at(std::size_t at) const {
    if (at >= text_.size()) return false;
    std::size_t next;
    return u_isalnum(point_at(text_, at, next));
  }
  bool closes_single(std::size_t at) const { return !is_word_at(at + kCloseSingle.size()); }
  bool opens_single(std::size_t at) const {
    return text_.substr(at).starts_with(kOpenSingle) && last_single_ != kNone && last_single_ > at;
  }

  std::size_t chunk_end(std::size_t at) const {
    const auto begin = at;
    while (at < text_.size()) {
      std::size_t next;
      const UChar32 c = point_at(text_, at, next);
      if (lexis_.escapes && c == '\\') {
        if (next < text_.size()) point_at(text_, next, next);
        at = next;
        continue;
      }
      if (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) break;
      if (lexis_.open.find(text_[at]) != kNone || lexis_.close.find(text_[at]) != kNone) break;
      if (at > begin && (opening(at) != kMarks.end() || (opens_single(at) && !ends_in_word(begin, at)))) break;
      at = next;
    }
    return at;
  }
  // The chunk so far ends in a letter or digit: ‘ behind it is an apostrophe.
  bool ends_in_word(std::size_t begin, std::size_t at) const {
    auto i = static_cast<int32_t>(at);
    UChar32 c;
    U8_PREV(reinterpret_cast<const uint8_t*>(text_.data()), static_cast<int32_t>(begin), i, c);
    return u_isalnum(c);
  }

  std::string_view text_;
  const Lexis& lexis_;
  std::array<std::size_t, kMarks.size()> last_{};
  std::size_t last_single_ = kNone;
  std::vector<Token> out_;
};

}  // namespace

schema::Result<std::vector<Token>> tokens_of(std::string_view text, const Lexis& lexis) { return Lexer(text, lexis).read(); }

}  // namespace attache::query::language
