// The verbs of questions: what was done by saying it, and what their object is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "query/parse/tokens.hpp"
#include "schema/quote.hpp"

namespace attache::query {

enum class VerbObject : std::uint8_t {
  Nothing,    // "say about Y": what follows a preposition is the subject
  Audience,   // "tell Z about Y"
  Target,     // "accuse Z of Y", "urge Z to do Y", "warn Z about Y"
  Subject,    // "deny Y", "welcome Y"
  CalledFor,  // "call for Y": said with many verbs
};

struct Verb {
  std::optional<schema::Act> act;  // nothing: any act
  VerbObject object = VerbObject::Nothing;
  std::size_t length = 1;          // tokens: "call for" has two
};

// The verb that begins at tokens[at], in any of its forms; nothing when there is none.
std::optional<Verb> verb_at(Tokens tokens, std::size_t at);

}  // namespace attache::query
