// Which charset a page is in: its byte-order mark, what it declares, what its bytes look like.
//
// A free function, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/charset.hpp"

namespace attache::indexer::html {

// The page in UTF-8. The charset of <meta charset> or http-equiv (or of an XML declaration) holds where the bytes are valid in
// it; else charset_of() judges.
Decoded decode_page(std::string_view bytes);

}  // namespace attache::indexer::html
