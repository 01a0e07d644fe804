#include "indexer/quotes/network/piece_table.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace attache::indexer {
namespace {

constexpr std::size_t kBeginning = 3;  // bytes
constexpr unsigned kBits = 5;          // of each: all that tells small letters apart

std::size_t beginning_of(std::string_view word) {
  std::size_t out = 0;
  for (const char c : word.substr(0, kBeginning)) out = out << kBits | (static_cast<unsigned char>(c) & ((1U << kBits) - 1));
  return out;
}

}  // namespace

PieceTable::PieceTable(std::size_t pieces) : slots_(std::bit_ceil(2 * pieces + 1)), longest_(std::size_t{1} << (kBeginning * kBits)) {}

std::size_t PieceTable::slot_of(std::string_view piece) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = std::hash<std::string_view>()(piece) & mask;
  while (slots_[at].size > 0 && std::string_view(slots_[at].bytes.data(), slots_[at].size) != piece) at = (at + 1) & mask;
  return at;
}

void PieceTable::insert(std::string_view piece, std::int32_t id) {
  Slot& slot = slots_[slot_of(piece)];
  if (slot.size > 0) return;
  std::copy(piece.begin(), piece.end(), slot.bytes.begin());
  slot.size = static_cast<std::uint8_t>(piece.size());
  slot.id = id;
  if (piece.size() < kBeginning) return;
  std::uint8_t& longest = longest_[beginning_of(piece)];
  longest = std::max(longest, slot.size);
}

std::size_t PieceTable::most_bytes(std::string_view word) const {
  if (word.size() < kBeginning) return word.size();
  return std::clamp<std::size_t>(longest_[beginning_of(word)], kBeginning - 1, word.size());
}

const std::int32_t* PieceTable::find(std::string_view piece) const {
  if (piece.empty() || piece.size() > kLongest) return nullptr;
  const Slot& slot = slots_[slot_of(piece)];
  return slot.size > 0 ? &slot.id : nullptr;
}

}  // namespace attache::indexer
