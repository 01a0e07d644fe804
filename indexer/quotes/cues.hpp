// The lexicon of reporting verbs: their forms, their acts and how they take what was said.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "schema/quote.hpp"

namespace attache::indexer {

// How a verb takes its content; a verb may have several.
enum class Frame : std::uint16_t {
  Clause = 1,        // said (that) …
  HearerClause = 2,  // told X (that) …
  Command = 4,       // urged X to …, told X to …
  Infinitive = 8,    // pledged to …
  Target = 16,       // accused X of …
  Object = 32,       // welcomed X, rejected X
  As = 64,           // described X as …
  For = 128,         // called for X, appealed for X
  On = 256,          // called on X to …
  Tag = 512,         // only beside a direct quotation: “…,” he continued
  That = 1024,       // only with "that": found that …
};
constexpr std::uint16_t operator|(Frame a, Frame b) {
  return static_cast<std::uint16_t>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr std::uint16_t operator|(std::uint16_t a, Frame b) { return static_cast<std::uint16_t>(a | static_cast<std::uint16_t>(b)); }

enum class VerbForm : std::uint8_t { Base, Third, Past, Participle };  // say, says, said, saying

struct CueVerb {
  std::string_view lemma;
  schema::Act act;
  std::uint16_t frames;
  bool also_noun;  // "claims", "calls", "demand": between determiner and noun it is no verb
  bool has(Frame frame) const { return (frames & static_cast<std::uint16_t>(frame)) != 0; }
};

struct CueHit {
  const CueVerb* verb = nullptr;
  VerbForm form = VerbForm::Past;
};

// The verb this folded word is a form of; nothing when it is none. Safe from any thread.
std::optional<CueHit> find_cue(std::string_view folded);

// "comment", "claim", "warning": a noun that takes "by X that …" or "X's … that …". Nothing when it is none.
std::optional<schema::Act> find_cue_noun(std::string_view folded);

}  // namespace attache::indexer
