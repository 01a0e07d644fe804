// The speakers of a quotation in one line, for tests.
#pragma once

#include <string>

#include "schema/quote.hpp"

namespace attache::tests {

// Names, joint ones with " & "; the class of a speaker without a name.
inline std::string speakers_of(const schema::Quote& quote) {
  std::string out;
  for (const auto& speaker : quote.speakers) {
    if (!out.empty()) out += " & ";
    out += speaker.name.empty() ? std::string(schema::name_of(speaker.speaker_class)) : speaker.name;
  }
  return out;
}

}  // namespace attache::tests
