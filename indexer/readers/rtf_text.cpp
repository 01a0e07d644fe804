#include "indexer/readers/rtf_text.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "indexer/readers/charset.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kMostDepth = 4096;  // groups in groups; deeper ones keep the settings of the last

// Groups that begin so hold no running text. Sorted.
constexpr std::array<std::string_view, 27> kSilent{"annotation", "atnauthor", "atnid",   "colortbl",   "comment",  "fldinst",  "fontemb",
                                                   "footer",     "footerf",   "footerl", "footerr",    "footnote", "ftnsep",   "ftnsepc",
                                                   "header",     "headerf",   "headerl", "headerr",    "info",     "listtext", "nonshppict",
                                                   "pict",       "pntext",    "revtbl",  "stylesheet", "tc",       "xe"};
static_assert(std::is_sorted(kSilent.begin(), kSilent.end()));

struct Symbol {
  std::string_view word;
  std::string_view text;
};
constexpr std::array<Symbol, 16> kSymbols{{{"bullet", "•"},
                                           {"cell", " "},
                                           {"emdash", "—"},
                                           {"emspace", " "},
                                           {"endash", "–"},
                                           {"enspace", " "},
                                           {"ldblquote", "“"},
                                           {"line", "\n"},
                                           {"lquote", "‘"},
                                           {"nestcell", " "},
                                           {"qmspace", " "},
                                           {"rdblquote", "”"},
                                           {"rquote", "’"},
                                           {"softline", " "},
                                           {"tab", " "},
                                           {"lbr", "\n"}}};

bool ends_paragraph(std::string_view word) {
  return word == "par" || word == "sect" || word == "page" || word == "column" || word == "row" || word == "nestrow";
}

// ICU's name of the code page of a font's \fcharset; empty for the document's own, which 0 (ANSI) is too.
std::string charset_of_font(int number) {
  static const std::map<int, const char*> kCharsets{
      {77, "macintosh"},     {128, "windows-932"},  {129, "windows-949"},  {134, "windows-936"},  {136, "windows-950"},
      {161, "windows-1253"}, {162, "windows-1254"}, {163, "windows-1258"}, {177, "windows-1255"}, {178, "windows-1256"},
      {186, "windows-1257"}, {204, "windows-1251"}, {222, "windows-874"},  {238, "windows-1250"}, {255, "ibm-850"}};
  const auto found = kCharsets.find(number);
  return found == kCharsets.end() ? std::string() : found->second;
}

std::string charset_of_page(int number) {
  if (number == 65001) return "UTF-8";
  if (number == 10000) return "macintosh";
  const bool windows = number == 874 || number == 932 || number == 936 || number == 949 || number == 950 || number / 10 == 125;
  return (windows ? "windows-" : "ibm-") + std::to_string(number);
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(c | 32);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

struct ControlWord {
  std::string_view name;
  int number = 0;
  bool has_number = false;
};

class RtfReader {
 public:
  explicit RtfReader(std::string_view bytes) : bytes_(bytes) {}

  RtfText run() {
    while (at_ < bytes_.size() && !out_.closed) {
      const char c = bytes_[at_];
      if (c == '{') {
        ++at_;
        open();
      } else if (c == '}') {
        ++at_;
        close();
      } else if (c == '\\') {
        ++at_;
        control();
      } else if (c == '\r' || c == '\n') {
        ++at_;
      } else {
        const std::size_t end = std::min(bytes_.find_first_of("{}\\\r\n", at_), bytes_.size());
        plain(bytes_.substr(at_, end - at_));
        at_ = end;
      }
    }
    end_paragraph();
    return std::move(out_);
  }

 private:
  // What a group takes over from the one around it.
  struct Group {
    bool silent = false;
    bool hidden = false;
    bool fonts = false;    // the table of fonts
    bool starts = true;    // nothing but a \* has stood in it
    int unicode_skip = 1;  // characters after \u for readers that do not know it
    int font = -1;         // the default one
  };

  void open() {
    skip_ = 0;
    if (groups_.size() >= kMostDepth) {
      ++too_deep_;
      return;
    }
    Group group = groups_.back();
    group.starts = true;
    groups_.push_back(group);
  }

  void close() {
    skip_ = 0;
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    groups_.pop_back();
    if (groups_.size() == 1) out_.closed = true;
  }

  Group& group() { return groups_.back(); }
  bool shown() const { return !groups_.back().silent && !groups_.back().hidden; }

  void control() {
    if (at_ == bytes_.size()) return;
    const char c = bytes_[at_];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) return word(take_word());
    ++at_;
    switch (c) {
      case '\'':
        return byte_in_hexadecimal();
      case '*':
        // A destination that readers may not know: none of them holds running text.
        if (group().starts) group().silent = true;
        return;
      case '\r':
      case '\n':
        return end_paragraph_if_shown();
      case '~':
        return add_text(" ");
      case '_':
        return add_text("-");
      case '\\':
      case '{':
      case '}':
        return plain(bytes_.substr(at_ - 1, 1));
      default:  // optional hyphens, marks of an index
        return;
    }
  }

  ControlWord take_word() {
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && ((bytes_[at_] | 32) >= 'a' && (bytes_[at_] | 32) <= 'z')) ++at_;
    ControlWord word{bytes_.substr(begin, at_ - begin)};
    const auto [end, error] = std::from_chars(bytes_.data() + at_, bytes_.data() + bytes_.size(), word.number);
    if (error == std::errc::result_out_of_range) word.number = 0;
    word.has_number = end != bytes_.data() + at_;
    at_ = static_cast<std::size_t>(end - bytes_.data());
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    return word;
  }

  void word(const ControlWord& word) {
    const bool first = std::exchange(group().starts, false);
    if (word.name == "u" && word.has_number) return unicode(word.number);
    if (word.name == "bin") return pass_binary(word);
    if (first && std::binary_search(kSilent.begin(), kSilent.end(), word.name)) group().silent = true;
    if (first && word.name == "fonttbl") group().fonts = group().silent = true;
    set(word);
    if (ends_paragraph(word.name)) end_paragraph_if_shown();
    for (const Symbol& symbol : kSymbols)
      if (symbol.word == word.name) add_text(symbol.text);
  }

  // Words that change how what follows is read.
  void set(const ControlWord& word) {
    if (word.name == "uc") group().unicode_skip = std::clamp(word.number, 0, 16);
    if (word.name == "f") group().font = word.number;
    if (word.name == "fcharset" && group().fonts) font_charsets_[group().font] = charset_of_font(word.number);
    if (word.name == "deff") default_font_ = word.number;
    if (word.name == "plain") {
      group().font = -1;
      group().hidden = false;
    }
    if (word.name == "v" || word.name == "deleted") group().hidden = !word.has_number || word.number != 0;
    if (word.name == "ansicpg") document_charset_ = charset_of_page(word.number);
    if (word.name == "mac") document_charset_ = "macintosh";
    if (word.name == "pc") document_charset_ = "ibm-437";
    if (word.name == "pca") document_charset_ = "ibm-850";
  }

  void pass_binary(const ControlWord& word) {
    const auto size = static_cast<std::size_t>(std::max(word.number, 0));
    at_ = std::min(bytes_.size(), at_ + std::min(size, bytes_.size() - at_));
  }

  void byte_in_hexadecimal() {
    group().starts = false;
    const int high = at_ < bytes_.size() ? hexadecimal(bytes_[at_]) : -1;
    const int low = at_ + 1 < bytes_.size() ? hexadecimal(bytes_[at_ + 1]) : -1;
    if (high < 0 || low < 0) return;
    at_ += 2;
    if (skip_ > 0)
      --skip_;
    else
      add_byte(static_cast<char>(high * 16 + low));
  }

  void plain(std::string_view text) {
    group().starts = false;
    const std::size_t passed = std::min<std::size_t>(skip_, text.size());
    skip_ -= passed;
    for (const char c : text.substr(passed)) add_byte(c);
  }

  // Bytes are held until their run of one code page ends: a character may be two of them.
  void add_byte(char byte) {
    if (!shown()) return;
    const std::string& charset = charset_now();
    if (charset != held_charset_) decode_held();
    held_charset_ = charset;
    held_ += byte;
    surrogate_ = 0;
  }

  const std::string& charset_now() const {
    const auto found = font_charsets_.find(groups_.back().font < 0 ? default_font_ : groups_.back().font);
    return found == font_charsets_.end() || found->second.empty() ? document_charset_ : found->second;
  }

  void decode_held() {
    if (held_.empty()) return;
    const Decoded decoded = decode(held_, held_charset_);
    line_ += decoded.text;
    out_.replaced_bytes += decoded.replaced_bytes;
    held_.clear();
  }

  void add_text(std::string_view text) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (!shown()) return;
    decode_held();
    line_ += text;
  }

  void unicode(int number) {
    skip_ = static_cast<std::size_t>(group().unicode_skip);
    if (!shown()) return;
    decode_held();
    const auto unit = static_cast<std::uint16_t>(number);
    if (U16_IS_LEAD(unit)) {
      surrogate_ = unit;
      return;
    }
    UChar32 c = unit;
    if (U16_IS_TRAIL(unit)) c = surrogate_ ? U16_GET_SUPPLEMENTARY(surrogate_, unit) : 0xFFFD;
    surrogate_ = 0;
    // Symbol fonts put their characters, bullets most often, at the end of the private use area.
    if (c >= 0xF000 && c <= 0xF0FF) c = 0x2022;
    if (c == 0) c = 0xFFFD;
    std::array<char, U8_MAX_LENGTH> bytes{};
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, c);
    line_.append(bytes.data(), static_cast<std::size_t>(size));
  }

  void end_paragraph_if_shown() {
    if (!groups_.back().silent) end_paragraph();
  }

  void end_paragraph() {
    decode_held();
    std::string paragraph;
    std::string_view rest = line_;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string words(rest.substr(0, end));
      std::replace(words.begin(), words.end(), '\0', ' ');
      words = schema::one_line(words);
      if (!words.empty()) paragraph.append(paragraph.empty() ? "" : "\n").append(words);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!paragraph.empty()) out_.paragraphs.push_back(std::move(paragraph));
    line_.clear();
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  RtfText out_;
  std::vector<Group> groups_{Group{}};
  std::size_t too_deep_ = 0;  // open groups beyond the deepest that is kept
  std::size_t skip_ = 0;      // characters still to be passed over after \u
  std::uint16_t surrogate_ = 0;
  std::map<int, std::string> font_charsets_;
  std::string document_charset_ = "windows-1252";
  int default_font_ = 0;
  std::string held_;  // bytes of one code page that are not decoded yet
  std::string held_charset_;
  std::string line_;
};

}  // namespace

RtfText rtf_text(std::string_view bytes) { return RtfReader(bytes).run(); }

}  // namespace attache::indexer
