// Classes of code points as ICU has them, without a look-up for ASCII, which most of a text is. A negative number (what U8_NEXT gives for
// ill-formed bytes) is of no class.
//
// Free functions, safe from any thread.
#pragma once

#include <unicode/uchar.h>

namespace attache::schema {

inline bool is_ascii_digit(UChar32 c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_lower(UChar32 c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii_upper(UChar32 c) { return c >= 'A' && c <= 'Z'; }

// Unicode's White_Space.
inline bool is_white_space(UChar32 c) { return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(c); }
inline bool is_letter(UChar32 c) { return c < 0x80 ? is_ascii_lower(c) || is_ascii_upper(c) : u_isalpha(c); }
inline bool is_letter_or_digit(UChar32 c) {
  return c < 0x80 ? is_ascii_lower(c) || is_ascii_upper(c) || is_ascii_digit(c) : u_isalnum(c);
}
inline bool is_lower(UChar32 c) { return c < 0x80 ? is_ascii_lower(c) : u_islower(c); }
inline bool is_upper(UChar32 c) { return c < 0x80 ? is_ascii_upper(c) : u_isupper(c); }

}  // namespace attache::schema
