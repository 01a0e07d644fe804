// Which of several people of one surname a bare surname means.
//
// Free function; safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace attache::indexer {

// Who was named in full last before `token`; where nobody was, who is next. `bearers`: people, at least one; `named`: by person, the tokens
// where each is named in full, ascending.
std::uint32_t nearest_bearer(const std::vector<std::uint32_t>& bearers, std::uint32_t token, const std::vector<std::vector<std::uint32_t>>& named);

}  // namespace attache::indexer
