#include "indexer/text/tokens.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "schema/character_class.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::is_letter;
using schema::is_lower;
using schema::is_upper;
using schema::Span;

struct Character {
  UChar32 value = -1;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::vector<Character> characters_of(std::string_view text, Span within) {
  std::vector<Character> out;
  out.reserve(within.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto end = static_cast<int32_t>(within.end);
  for (auto i = static_cast<int32_t>(within.begin); i < end;) {
    const auto begin = static_cast<std::uint32_t>(i);
    UChar32 c;
    U8_NEXT(bytes, i, end, c);
    out.push_back({c, begin, static_cast<std::uint32_t>(i)});
  }
  return out;
}

bool is_word(UChar32 c) { return schema::is_letter_or_digit(c) || (c >= 0x80 && u_charType(c) == U_NON_SPACING_MARK); }
bool is_space(UChar32 c) { return c < 0 || schema::is_white_space(c); }
bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019; }
bool is_hyphen(UChar32 c) { return c == '-' || c == 0x2010 || c == 0x2011; }

class Tokenizer {
  static constexpr std::size_t kFar = 600;  // code points; single marks enclose phrases or a sentence or two

 public:
  Tokenizer(std::string_view text, Span within) : text_(text), chars_(characters_of(text, within)) {}

  std::vector<Token> run() {
    while (at_ < chars_.size()) {
      const UChar32 c = value(at_);
      if (is_space(c)) {
        ++at_;
      } else if (is_word(c)) {
        word();
      } else if (!mark(c)) {
        punctuation(c);
      }
    }
    return std::move(out_);
  }

 private:
  UChar32 value(std::size_t i) const { return i < chars_.size() ? chars_[i].value : -1; }

  void emit(std::size_t first, std::size_t last, TokenKind kind) {
    Token token;
    token.span = {chars_[first].begin, chars_[last - 1].end};
    token.kind = kind;
    token.capitalised = is_upper(value(first));
    const std::string_view raw = schema::text_of(text_, token.span);
    token.folded = raw == "US" || raw == "WHO" || raw == "IT" ? std::string(raw) : schema::fold(raw);
    out_.push_back(std::move(token));
    at_ = last;
  }

  void word() {
    const std::size_t first = at_;
    std::size_t i = at_;
    const bool number = u_isdigit(value(first));
    std::size_t points = 0;
    while (i < chars_.size()) {
      const UChar32 c = value(i);
      if (is_word(c)) {
        ++i;
        continue;
      }
      const UChar32 next = value(i + 1);
      const bool joins = is_word(next);
      if (is_apostrophe(c) && joins) {
        // "Ukraine's" parts before the ending; "won't", "O'Neill", "d'Estaing" do not part.
        const bool possessive = (next == 's' || next == 'S') && !is_word(value(i + 2));
        if (possessive) break;
        ++i;
      } else if (is_hyphen(c) && joins) {
        ++i;
      } else if (c == '.' && joins && i - first == 1 + 2 * points && is_letter(next)) {
        ++points;  // U.S, a.m
        ++i;
      } else if (c == '.' && points > 0 && i - first == 1 + 2 * points) {
        ++i;  // the last point of U.S.
        break;
      } else if ((c == '.' || c == ',') && u_isdigit(value(i - 1)) && next >= 0 && u_isdigit(next)) {
        ++i;
      } else {
        break;
      }
    }
    // "Gov." "Mr." keep their point, so that it ends no clause.
    if (value(i) == '.' && i - first <= 4 && !number && is_upper(value(first)) && abbreviated(first, i)) ++i;
    emit(first, i, number ? TokenKind::Number : TokenKind::Word);
    if (is_apostrophe(value(at_)) && (value(at_ + 1) == 's' || value(at_ + 1) == 'S') && !is_word(value(at_ + 2)))
      emit(at_, at_ + 2, TokenKind::Word);
  }

  bool abbreviated(std::size_t first, std::size_t last) const {
    const std::string_view word = text_.substr(chars_[first].begin, chars_[last].begin - chars_[first].begin);
    for (std::string_view known : {"Mr", "Mrs", "Ms", "Dr", "Gen", "Gov", "Sen", "Rep", "Lt", "Col", "Capt", "Prof", "St",
                                   "Sgt", "Rev", "Maj", "Adm"})
      if (word == known) return true;
    return last == first + 1 && is_space(value(last + 1));  // an initial: "George W. Bush"
  }

  bool mark(UChar32 c) {
    const UChar32 before = at_ > 0 ? value(at_ - 1) : -1;
    const UChar32 after = value(at_ + 1);
    switch (c) {
      case 0x201C: case 0x201E: case 0xAB: case 0x275D:  // “ „ « ❝
        // “ also closes in German style, after a letter or stop and before space.
        emit(at_, at_ + 1, !is_space(before) && before != '(' && !dash(before) && is_space(after) ? TokenKind::CloseQuote
                                                                                                   : TokenKind::OpenQuote);
        return true;
      case 0x201D: case 0xBB: case 0x275E:  // ” » ❞
        emit(at_, at_ + 1, is_space(before) && is_word(after) ? TokenKind::OpenQuote : TokenKind::CloseQuote);
        return true;
      case '"': {
        // Without a space on either side ("in part:"The …"", a page's tags lost) it opens where none is open.
        const bool tight = !open_double_ && is_letter(after) && (before == ':' || before == ',' || is_letter(before));
        open_double_ = tight || opens(before, after);
        emit(at_, at_ + 1, open_double_ ? TokenKind::OpenQuote : TokenKind::CloseQuote);
        return true;
      }
      case '`':
        if (after == '`') return emit(at_, at_ + 2, TokenKind::OpenQuote), true;
        return false;
      case '\'': case 0x2018: case 0x2019:
        return single_mark(c, before, after);
      default:
        return false;
    }
  }

  static bool dash(UChar32 c) { return c == '-' || c == 0x2013 || c == 0x2014; }
  static bool opens(UChar32 before, UChar32 after) {
    return (is_space(before) || before == '(' || before == '[' || dash(before) || before == 0x2018) && !is_space(after);
  }

  bool single_mark(UChar32 c, UChar32 before, UChar32 after) {
    if (c == '\'' && after == '\'') {  // '' closes, or opens, as in old agency copy
      emit(at_, at_ + 2, opens(before, value(at_ + 2)) ? TokenKind::OpenQuote : TokenKind::CloseQuote);
      return true;
    }
    if (open_single_ && !is_word(after) && c != 0x2018) {
      if (before == 's' && is_lower(value(at_ + 2)) && closes_behind_stop()) return false;  // ‘… the ministers’ plan.’
      open_single_ = false;
      emit(at_, at_ + 1, TokenKind::CloseQuote);
      return true;
    }
    if (!open_single_ && opens(before, after) && c != 0x2019 && closes_later(c)) {
      open_single_ = true;
      emit(at_, at_ + 1, TokenKind::OpenQuote);
      return true;
    }
    return false;
  }

  // A closing single mark follows before another opens: after a letter or stop and before no letter, at least two words on.
  bool closes_later(UChar32 open) const {
    bool space = false;
    for (std::size_t i = at_ + 1; i < chars_.size() && i < at_ + kFar; ++i) {
      const UChar32 c = value(i);
      space = space || is_space(c);
      if (c == 0x2018 && is_word(value(i + 1))) return false;
      const bool closing = open == 0x2018 ? c == 0x2019 : c == '\'';
      if (!closing || is_word(value(i + 1)) || is_space(value(i - 1))) continue;
      // "the ministers' plan": a plural possessive closes nothing.
      if (value(i - 1) == 's' && is_space(value(i + 1)) && open == '\'') continue;
      return true;
    }
    return false;
  }

  // A closing single mark behind a stop follows before another opens.
  bool closes_behind_stop() const {
    for (std::size_t i = at_ + 1; i < chars_.size() && i < at_ + kFar; ++i) {
      if (value(i) == 0x2018) return false;
      const UChar32 stop = value(i - 1);
      if (is_apostrophe(value(i)) && !is_word(value(i + 1)) && (stop == '.' || stop == ',' || stop == '!' || stop == '?')) return true;
    }
    return false;
  }

  void punctuation(UChar32 c) {
    std::size_t last = at_ + 1;
    if (c == '.' || c == '-')
      while (value(last) == c) ++last;
    emit(at_, last, TokenKind::Punctuation);
  }

  std::string_view text_;
  std::vector<Character> chars_;
  std::vector<Token> out_;
  std::size_t at_ = 0;
  bool open_single_ = false;
  bool open_double_ = false;  // a straight one
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, Span within) { return Tokenizer(text, within).run(); }

}  // namespace attache::indexer
