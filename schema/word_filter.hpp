// Says of most words that a set does not have them, at the price of a few letters looked at.
//
// Reading is safe from any thread.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

namespace attache::schema {

// A Bloom filter (Bloom 1970) of one hash. kBits: a power of two, ten for each word to be added and more.
template <std::size_t kBits>
class WordFilter {
 public:
  void add(std::string_view word) { places_.set(place(word)); }
  // False: none of the words added is this one.
  bool may_have(std::string_view word) const { return places_.test(place(word)); }

 private:
  static_assert(kBits >= 64 && (kBits & (kBits - 1)) == 0);

  // Of the length and four letters, which few words of a language share.
  static std::size_t place(std::string_view word) {
    const std::size_t size = word.size();
    if (size == 0) return 0;
    const auto letter = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<unsigned char>(word[at])); };
    const std::uint64_t letters = letter(0) | letter(size / 3) << 8 | letter(size / 2) << 16 | letter(size - 1) << 24 | size << 32;
    return static_cast<std::size_t>((letters * 0x9E3779B97F4A7C15ULL) >> 40) & (kBits - 1);
  }

  std::bitset<kBits> places_;
};

}  // namespace attache::schema
