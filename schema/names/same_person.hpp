// Whether two names as texts write them may be one person's: in other spellings and scripts, with and without given names.
//
// Free functions, safe from any thread.
#pragma once

#include <string_view>

#include "schema/names/names.hpp"

namespace attache::schema {

// True where nothing in the two names speaks against one bearer; a namesake remains possible. False for a name
// without words. The order of the two does not matter. The rules, in this order:
// - The table of people: two full names that it knows are the same where they share a person ("Bill Clinton",
//   "William Clinton"), else not; a full name it knows may be compared in each of its spellings.
// - Letters: Cyrillic is transliterated (Ukrainian, Serbian or Russian by its letters), then spelling_key compares
//   words; ö is o or oe; ł, ø, đ, ı lose their marks. Case and hyphens do not count; "Jong-un" is "Jongun".
// - Left out: honorifics and the article of Arabic names (al-Sisi, Sisi). "bin" and "van" stay part of their word's
//   name. "Mr" and "Mrs" must fit each other and the gender of the other's given name.
// - Surnames must have one key. The surname is the last word, or the first ("Lavrov Sergey", "Xi Jinping").
// - Given names must agree as far as both have them: the same, an initial, a shortening by two letters or more
//   (Chris, Christopher), e for i or o for u (Khaled, Khalid) or, in long words, one letter inside that differs
//   (Xiaoming, Xiaming). Middle names agree from the first on: George W. Bush is not George H. W. Bush, George Bush
//   may be either. "Jr" is not "Sr".
// - One word alone is a surname: the other's last word, or its first where neither is a known given name (Xi, not
//   Sergey).
bool may_be_same_person(const Names& names, std::string_view a, std::string_view b);

}  // namespace attache::schema
