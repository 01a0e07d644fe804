#include "schema/exact_forms.hpp"

#include <algorithm>

namespace attache::schema {

bool is_bare(std::string_view folded_word, std::string_view stem_term) {
  constexpr std::size_t kMostBytes = 128;  // far below where safe_term() hashes
  return folded_word == stem_term && folded_word.size() <= kMostBytes && folded_word != "die" && folded_word != "lie" && folded_word != "tie";
}

std::string_view bare_beginning(std::string_view bare) { return bare.substr(0, std::max<std::size_t>(bare.size(), 2) - 1); }

}  // namespace attache::schema
