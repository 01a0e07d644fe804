#include "indexer/quotes/network/windows.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kOverlapPieces = 32;
constexpr std::int32_t kWindowBegin = 101;  // [CLS]
constexpr std::int32_t kSeparator = 102;    // [SEP]

}  // namespace

std::vector<Window> windows_of(const Passage& passage) {
  const auto count = static_cast<std::uint32_t>(passage.tokens());
  std::vector<Window> out;
  for (std::uint32_t first = 0, owned = 0; owned < count;) {
    Window& window = out.emplace_back();
    const auto put = [&window](std::int32_t id, std::uint8_t quote, std::uint8_t letter_case) {
      window.ids.push_back(id);
      window.quote.push_back(quote);
      window.letter_case.push_back(letter_case);
    };
    put(kWindowBegin, 0, 0);
    std::uint32_t t = first;
    for (; t < count; ++t) {
      const bool border = t > first && passage.paragraph[t] != passage.paragraph[t - 1];
      if (window.ids.size() + passage.pieces_of(t) + border + 1 > kWindowPieces) break;
      if (border) put(kSeparator, 0, 0);
      window.first_piece.push_back(static_cast<std::uint32_t>(window.ids.size()));
      for (std::uint32_t p = passage.first_piece[t]; p < passage.first_piece[t + 1]; ++p)
        put(passage.pieces[p], passage.quote[t], passage.letter_case[t]);
    }
    put(kSeparator, 0, 0);
    window.first = first;
    window.last = t;
    window.own_first = owned;
    first = t;
    if (t < count)
      for (std::size_t back = 0; first > window.first + 1 && back < kOverlapPieces;) back += passage.pieces_of(--first);
    owned = window.own_last = t < count ? first + (t - first) / 2 : count;
  }
  return out;
}

}  // namespace attache::indexer
