// News of invented states, as many articles as wanted: the same number and revision give the same text.
#pragma once

#include <cstdint>
#include <string>

namespace attache::tests {

// Plain text as attache-index reads it: headline, date line, some paragraphs with quotations; about 1.5 kB.
std::string invented_news(std::uint32_t number, std::uint32_t revision = 0);

}  // namespace attache::tests
