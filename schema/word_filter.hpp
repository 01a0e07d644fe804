// Says of most words that a set does not have them, without a hash: by the first letter, or the first two, and the length.
//
// Reading is safe from any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace attache::schema {

// kLetters: 1 for sets of some dozens of words, 2 for thousands.
template <int kLetters>
class WordFilter {
 public:
  void add(std::string_view word) { lengths_[place(word)] |= length(word); }
  // False: none of the words added is this one.
  bool may_have(std::string_view word) const { return (lengths_[place(word)] & length(word)) != 0; }

 private:
  static_assert(kLetters == 1 || kLetters == 2);
  static constexpr std::size_t kAlphabet = 32;
  static std::size_t letter(std::string_view word, std::size_t at) {
    return at < word.size() ? static_cast<unsigned char>(word[at]) % kAlphabet : 0;
  }
  static std::size_t place(std::string_view word) {
    return kLetters == 1 ? letter(word, 0) : letter(word, 0) * kAlphabet + letter(word, 1);
  }
  static std::uint32_t length(std::string_view word) { return 1U << std::min<std::size_t>(word.size(), 31); }

  std::array<std::uint32_t, kLetters == 1 ? kAlphabet : kAlphabet * kAlphabet> lengths_{};
};

}  // namespace attache::schema
