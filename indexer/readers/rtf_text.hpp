// The running text of Rich Text Format (its specification 1.9.1): without pictures, headers, footers, footnotes, hidden and deleted
// words, fields' instructions and tables of fonts and styles.
//
// A free function, safe from any thread; linear in the bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attache::indexer {

struct RtfText {
  std::vector<std::string> paragraphs;  // valid UTF-8, none empty, no white space at the ends; \line is '\n'
  std::uint32_t replaced_bytes = 0;     // bytes that their code page does not have
  bool closed = false;                  // the outermost group ends, as it does unless the file was cut
};
RtfText rtf_text(std::string_view bytes);

}  // namespace attache::indexer
