#include "indexer/readers/containers/mail_text.hpp"

#include <algorithm>
#include <cctype>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/containers/header_lines.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

// All of whose bytes are ASCII, so that valid UTF-8 says nothing.
bool is_seven_bit(std::string_view charset) {
  return charset.starts_with("iso-2022") || charset.starts_with("hz") || charset == "utf-7" || charset.starts_with("utf-16") ||
         charset.starts_with("utf-32");
}

struct FlowedLine {
  std::size_t depth = 0;  // of quoting
  std::string_view text;
  bool soft = false;  // goes on in the next line
};

FlowedLine read_line(std::string_view line) {
  FlowedLine out;
  if (line.ends_with('\r')) line.remove_suffix(1);
  out.depth = std::min(line.find_first_not_of('>'), line.size());
  line.remove_prefix(out.depth);
  if (line.starts_with(' ')) line.remove_prefix(1);  // stuffed
  out.soft = line.ends_with(' ') && line != "-- ";
  out.text = line;
  return out;
}

bool is_address(std::string_view name) { return name.find('@') != std::string_view::npos && name.find(' ') == std::string_view::npos; }

std::string without_quotes(std::string_view name) {
  std::string out = schema::one_line(name);
  if (out.size() > 1 && (out.front() == '"' || out.front() == '\'') && out.back() == out.front())
    out = schema::one_line(out.substr(1, out.size() - 2));
  return is_address(out) ? std::string() : out;
}

bool is_letter(char c) { return (c & 0x80) != 0 || std::isalpha(static_cast<unsigned char>(c)) != 0; }

// Letters outside of links.
std::size_t letters_of(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (word.find("://") == std::string_view::npos)
      letters += static_cast<std::size_t>(std::ranges::count_if(word, is_letter));
    begin = end + 1;
  }
  return letters;
}

}  // namespace

Decoded decode_declared(std::string_view bytes, std::string_view charset) {
  std::string name = lower_case(charset);
  if (is_seven_bit(name)) return decode(bytes, name);
  if (name.empty() || name == "us-ascii" || name == "ascii" || name == "utf-8" || name == "utf8" || name.starts_with("unknown"))
    name = charset_of(bytes);
  if (name == "iso-8859-1" || name == "latin1") name = "windows-1252";
  return is_wide_charset(name) ? decode(bytes, name) : decode_record(bytes, name);
}

std::string unflowed(std::string_view text, bool delete_space) {
  std::string out;
  bool open = false;  // the line before was soft
  std::size_t depth = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    FlowedLine line = read_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool signature = line.text == "-- ";
    if (open && (line.depth != depth || signature || line.text.empty())) {
      out += '\n';
      open = false;
    }
    if (!open && line.depth > 0) out += std::string(line.depth, '>') + ' ';
    if (line.soft && delete_space) line.text.remove_suffix(1);
    out += line.text;
    if (!line.soft) out += '\n';
    open = line.soft;
    depth = line.depth;
  }
  return out;
}

bool is_real_text(std::string_view plain, std::string_view html) {
  constexpr std::size_t kStub = 400;   // letters; no stub has as many
  constexpr std::size_t kMarkup = 10;  // HTML is seldom more than so many times its text, but for newsletters, which are long
  const std::size_t letters = letters_of(plain);
  return letters > 0 && (letters >= kStub || html.size() < kMarkup * plain.size());
}

Sender sender_of(const SenderHeaders& headers) {
  Sender sender;
  std::string name = without_quotes(headers.from_name);
  const std::string list = without_quotes(headers.list_id.substr(0, headers.list_id.find('<')));
  if (const std::size_t via = name.rfind(" via "); via != std::string::npos) {
    sender.byline = without_quotes(name.substr(0, via));
    sender.outlet = without_quotes(name.substr(via + 5));
  } else if (!headers.is_list) {
    sender.byline = std::move(name);
  } else if (headers.takes_posts) {
    sender.byline = std::move(name);
    sender.outlet = list;
  } else {
    sender.outlet = name.empty() ? list : std::move(name);
  }
  return sender;
}

}  // namespace attache::indexer
