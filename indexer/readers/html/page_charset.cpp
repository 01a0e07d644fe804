#include "indexer/readers/html/page_charset.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace attache::indexer::html {
namespace {

constexpr std::size_t kDeclaredWithin = 8192;  // browsers look at 1024 bytes; saved pages have comments in front

std::string declared_charset(std::string_view bytes) {
  static const RE2 meta("(?i)<meta[^>]*?charset\\s*=\\s*[\"']?\\s*([a-z0-9_:.-]+)");
  static const RE2 xml("(?i)^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([a-z0-9_:.-]+)");
  const std::string_view head = bytes.substr(0, kDeclaredWithin);
  const re2::StringPiece piece(head.data(), head.size());
  std::string name;
  if (!RE2::PartialMatch(piece, meta, &name)) RE2::PartialMatch(piece, xml, &name);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  // As browsers do: what calls itself Latin-1 is windows-1252, and a page whose declaration could be read is not UTF-16.
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") return "windows-1252";
  return is_wide_charset(name) || name.starts_with("utf-16") ? "UTF-8" : name;
}

}  // namespace

Decoded decode_page(std::string_view bytes) {
  const std::string looks = charset_of(bytes);
  const std::string declared = declared_charset(bytes);
  if (declared.empty() || is_wide_charset(looks) || bytes.starts_with("\xEF\xBB\xBF")) return decode(bytes, looks);
  // Bytes above ASCII that are UTF-8 throughout are so by no accident, whatever is declared.
  if (looks == "UTF-8") {
    Decoded decoded = decode(bytes, looks);
    if (decoded.replaced_bytes == 0) return decoded;
    Decoded other = decode(bytes, declared);
    return other.replaced_bytes == 0 ? other : decoded;
  }
  Decoded decoded = decode(bytes, declared);
  return decoded.replaced_bytes == 0 ? decoded : decode(bytes, looks);
}

}  // namespace attache::indexer::html
