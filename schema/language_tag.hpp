// Names of languages. Free function, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::schema {

// "en" of "en-GB", of "English", "FRANÇAIS" and "Anglais"; empty for what names no language.
std::string language_tag(std::string_view language);

}  // namespace attache::schema
