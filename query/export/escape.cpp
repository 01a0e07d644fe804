#include "query/export/escape.hpp"

#include <algorithm>
#include <array>

#include "query/render/json_values.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The text with `replacement(c)` for each byte, which may be a view of the byte itself.
template <class Replacement>
std::string replaced(std::string_view text, Replacement&& replacement) {
  std::string out;
  out.reserve(text.size());
  for (const char& c : text) out += replacement(c);
  return out;
}

std::string_view same(const char& c) { return {&c, 1}; }

// How many bytes at the beginning of valid UTF-8 are a control (C0, DEL, C1) or a line end of Unicode, which some readers of lines obey.
std::size_t control_at(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x20 || byte == 0x7F) return 1;
  if (byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0) return 2;
  return text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

}  // namespace

std::string plain_text(std::string_view text) {
  auto out = schema::valid_utf8(text);
  if (out.find('\0') == std::string::npos) return out;
  return replaced(out, [](const char& c) { return c == '\0' ? kReplacement : same(c); });
}

std::string xml_text(std::string_view text) {
  auto out = replaced(schema::valid_utf8(text), [](const char& c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' ? kReplacement : same(c);
  });
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (auto at = out.find(none); at != std::string::npos; at = out.find(none, at)) out.replace(at, none.size(), kReplacement);
  return out;
}

std::string html_text(std::string_view text) {
  return replaced(xml_text(text), [](const char& c) -> std::string_view {
    switch (c) {
      case '&': return "&amp;";
      case '<': return "&lt;";
      case '>': return "&gt;";
      case '"': return "&quot;";
      case '\'': return "&#39;";
      default: return same(c);
    }
  });
}

std::string line_text(std::string_view text) {
  const auto plain = plain_text(text);
  std::string out;
  for (std::string_view rest = plain; !rest.empty();) {
    const auto control = control_at(rest);
    out += control > 0 ? ' ' : rest.front();
    rest.remove_prefix(control > 0 ? control : 1);
  }
  return schema::one_line(out);
}

std::string markdown_text(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_[]<>&|~#$";
  const auto line = line_text(text);
  std::string out;
  const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    // "- " and "1. " begin lists, "===" underlines what stands above.
    const bool begins = at == 0 ? c == '-' || c == '+' || c == '=' || c == ':'
                                : at == digits && (c == '.' || c == ')') && (at + 1 == line.size() || line[at + 1] == ' ');
    if (begins || kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string latex_text(std::string_view text) {
  return replaced(line_text(text), [](const char& c) -> std::string_view {
    switch (c) {
      case '\\': return "\\textbackslash{}";
      case '{': return "\\textbraceleft{}";
      case '}': return "\\textbraceright{}";
      case '^': return "\\textasciicircum{}";
      case '~': return "\\textasciitilde{}";
      case '$': return "\\$";
      case '&': return "\\&";
      case '#': return "\\#";
      case '%': return "\\%";
      case '_': return "\\_";
      default: return same(c);
    }
  });
}

std::string json_text(std::string_view text) {
  const auto quoted = line_of(Json(text));
  return quoted.substr(1, quoted.size() - 2);
}

std::string neutralised(std::string_view text) {
  constexpr auto kBegin = std::to_array<std::string_view>(
      {"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"});
  const auto inner = text.substr(std::min(text.find_first_not_of('\''), text.size()));
  const bool dangerous = std::any_of(kBegin.begin(), kBegin.end(), [&](std::string_view begin) { return inner.starts_with(begin); });
  std::string out;
  if (dangerous) out += '\'';
  return out.append(text);
}

std::string csv_cell(std::string_view text, bool always) {
  if (!always && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string tsv_cell(std::string_view text) {
  return replaced(text, [](const char& c) -> std::string_view {
    switch (c) {
      case '\t': return "\\t";
      case '\n': return "\\n";
      case '\r': return "\\r";
      case '\\': return "\\\\";
      default: return same(c);
    }
  });
}

}  // namespace attache::query
