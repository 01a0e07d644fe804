// Word pieces by their text, for a look-up for each word of a text: a piece's bytes lie in its slot, so that one line of memory is read
// where a map of the standard library reads three.
//
// Safe to share once it is filled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace attache::indexer {

class PieceTable {
 public:
  static constexpr std::size_t kLongest = 27;  // bytes; the longest of BERT's has 18

  // Room for so many pieces; no more may be inserted.
  explicit PieceTable(std::size_t pieces);

  // A piece of 1 to kLongest bytes. One that is there already keeps its id.
  void insert(std::string_view piece, std::int32_t id);

  // nullptr where there is none. Valid until the next insertion.
  const std::int32_t* find(std::string_view piece) const;

  // No piece that `word` begins with has more bytes; looks at the first three alone.
  std::size_t most_bytes(std::string_view word) const;

 private:
  struct Slot {
    std::array<char, kLongest> bytes;
    std::uint8_t size;  // 0: empty
    std::int32_t id;
  };
  static_assert(sizeof(Slot) == 32);

  // The slot of the piece, or the empty one where it would be.
  std::size_t slot_of(std::string_view piece) const;

  std::vector<Slot> slots_;            // a power of two of them, at most half of them full
  std::vector<std::uint8_t> longest_;  // by five bits of each of the first three bytes: the size of the longest piece that begins so
};

}  // namespace attache::indexer
