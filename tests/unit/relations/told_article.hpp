// Articles of invented news, told by number: the same number gives the same words, another one gives others.
#pragma once

#include <string>
#include <vector>

#include "schema/article.hpp"
#include "schema/digest.hpp"

namespace attache::tests {

// A sentence of ten words that no other number gives.
inline std::string told_sentence(int number) {
  static const std::vector<std::string> kWords{"harbour", "valley", "lantern", "treaty", "orchard", "signal", "quarry", "meadow", "ferry", "ledger",
                                               "granite", "copper", "willow", "market", "bridge", "timber", "saddle", "anchor", "garden", "mirror"};
  std::uint32_t state = 2654435761u * static_cast<std::uint32_t>(number + 1);
  std::string out = "The";
  for (int i = 0; i < 9; ++i) {
    state = state * 1664525u + 1013904223u;
    out += " " + kWords[(state >> 16) % kWords.size()];
  }
  return out + ".";
}

// Sentences first to last, one after another.
inline std::string told(int first, int last) {
  std::string out;
  for (int i = first; i <= last; ++i) out.append(out.empty() ? "" : " ").append(told_sentence(i));
  return out;
}

inline schema::Article told_article(const std::string& name, const std::string& body, const std::string& title = "A day in the straits of Dorrin") {
  schema::Article out;
  out.title = title;
  out.text = title + "\n\n" + body + "\n";
  const auto end = static_cast<std::uint32_t>(title.size());
  out.blocks = {{schema::BlockKind::Headline, {0, end}},
                {schema::BlockKind::Paragraph, {end + 2, end + 2 + static_cast<std::uint32_t>(body.size())}}};
  out.language = "en";
  out.provenance = {"/news/" + name, "", schema::sha256_hex(out.text)};
  return out;
}

}  // namespace attache::tests
