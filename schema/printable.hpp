// Text from articles, paths and errors, safe to print on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace attache::schema {

// Control characters (C0 but tab, DEL, C1), bidirectional controls and bytes that are not UTF-8 become visible escapes
// (\x1B, \u202E): no text can move the cursor, recolour or forge a line. Safe from any thread.
std::string printable(std::string_view text);

}  // namespace attache::schema
