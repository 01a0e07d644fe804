// The nouns of questions: quotes, denials, views; and the words that say which or how many of them.
//
// Free functions; safe from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "query/parse/query.hpp"
#include "query/parse/tokens.hpp"
#include "query/parse/verbs.hpp"

namespace attache::query {

// Any quotation: quotes, statements, remarks, comments.
bool is_quote_noun(const Token& token);

// What somebody thinks, as far as he says so: view, position, reaction. "of Y", "on Y", "to Y" is what it is about.
bool is_view_noun(const Token& token);

// A noun for what is done by saying it: "denials" is "deny". Nothing for other words, nor for singulars that more often
// are no speech ("demand", "threat").
std::optional<Verb> act_noun(const Token& token);

// How many tokens from `at` on say that only the first or last are asked for ("the latest", "most recent"), which is then
// in `pick`; 0 when none do.
std::size_t pick_words(Tokens tokens, std::size_t at, Pick& pick);

}  // namespace attache::query
