// Bounds of one question or query (RELIABILITY.md P31); above a bound it is refused with a Fault that names the bound.
//
// Compile-time data, safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace attache::query {

inline constexpr std::size_t kMaxQuestionBytes = 64u << 10;
inline constexpr std::size_t kMaxClauses = 2000;  // words, names and phrases
inline constexpr std::size_t kMaxDepth = 32;      // of brackets, and of operators inside operators

inline constexpr std::size_t kLeastFixedLetters = 2;    // of a pattern, beside * and ?
inline constexpr std::uint32_t kMaxDistance = 1000;     // words of NEAR/n, ADJ/n, NOT NEAR/n
inline constexpr std::uint32_t kMaxMentions = 1000;     // of ATLEAST/n
inline constexpr std::uint32_t kMaxFirstWords = 10000;  // of FIRST/n

}  // namespace attache::query
