// Which charset bytes are in, and their text in UTF-8. ICU's converters and its detector do the work.
//
// Free functions, safe from any thread; a Transcoder belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace attache::indexer {

// The ICU name of the charset of a text, judged from its first bytes: byte-order mark, then UTF-16 or UTF-32 without
// one (by where the zero bytes stand), then valid UTF-8 (or UTF-8 with a few faults), then ICU's detection, with
// windows-1252 for ISO-8859-1. "UTF-8" when nothing is known; never empty. `cut` says that `bytes` may end inside a
// character.
std::string charset_of(std::string_view bytes, bool cut = false);

// True for UTF-16 and UTF-32 in either byte order.
bool is_wide_charset(std::string_view charset);

struct Decoded {
  std::string text;                  // valid UTF-8; a byte-order mark stays, as U+FEFF
  std::uint32_t replaced_bytes = 0;  // bytes of ill-formed sequences, each sequence made one U+FFFD
};

// `charset` as charset_of gave it; one that ICU does not know is read as UTF-8.
Decoded decode(std::string_view bytes, const std::string& charset);

// One record of a file whose charset is `charset`: a record may be of another making than the file's first bytes. UTF-8
// where it is valid; else `charset`; else, in a file of UTF-8, what this record alone looks like.
Decoded decode_record(std::string_view bytes, const std::string& charset);

// Turns a stream in some charset into UTF-8 piece by piece.
class Transcoder {
 public:
  // As for decode().
  explicit Transcoder(const std::string& charset);
  Transcoder(Transcoder&&) noexcept;
  Transcoder& operator=(Transcoder&&) noexcept;
  ~Transcoder();
  // Appends the text of the next bytes; a character that they cut off waits for the rest of it, unless they are the
  // last.
  void feed(std::string_view bytes, bool last, std::string& into);
  std::uint32_t replaced_bytes() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// True for text with a NUL, or with more than one control character in ten (tab, line ends, form feed and escape are
// text).
bool looks_binary(std::string_view text);

}  // namespace attache::indexer
