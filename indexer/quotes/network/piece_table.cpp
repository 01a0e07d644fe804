#include "indexer/quotes/network/piece_table.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace attache::indexer {

PieceTable::PieceTable(std::size_t pieces) : slots_(std::bit_ceil(2 * pieces + 1)) {}

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
}

const std::int32_t* PieceTable::find(std::string_view piece) const {
  if (piece.empty() || piece.size() > kLongest) return nullptr;
  const Slot& slot = slots_[slot_of(piece)];
  return slot.size > 0 ? &slot.id : nullptr;
}

}  // namespace attache::indexer
