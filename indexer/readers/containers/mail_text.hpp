// What the text and the headers of a mail say, apart from how gmime takes a message to pieces.
//
// Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/charset.hpp"

namespace attache::indexer {

// Text in a declared charset: UTF-8 where it is valid UTF-8, whatever was declared; else as declared; guessed where nothing or
// only ASCII was.
Decoded decode_declared(std::string_view bytes, std::string_view charset);

// format=flowed (RFC 3676) with its soft line ends joined; `delete_space` as its DelSp parameter says. Quoted lines keep their
// ">"; the line "-- " stays.
std::string unflowed(std::string_view text, bool delete_space);

// Whether a plain text says what the HTML beside it says: no stub such as "View this mail in your browser".
bool is_real_text(std::string_view plain, std::string_view html);

// Who speaks in a mail: a person or an outlet, by the headers of mailing lists and newsletters. Never an address.
struct Sender {
  std::string byline;
  std::string outlet;
};
struct SenderHeaders {
  std::string from_name;      // decoded
  std::string list_id;        // decoded, whole: "Sarn Valley Briefing <briefing.post.example>"
  bool is_list = false;       // has a header of a list
  bool takes_posts = false;   // of a list that its readers write to: From is a person
};
Sender sender_of(const SenderHeaders& headers);

}  // namespace attache::indexer
