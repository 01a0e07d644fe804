// Speakers for people: who is in the archive, and whom a name means.
//
// Free functions; all throw what Output throws.
#pragma once

#include <string>
#include <string_view>

#include "query/answer/speakers.hpp"
#include "query/answer/who.hpp"
#include "query/render/output.hpp"
#include "query/render/page.hpp"

namespace attache::query {

// The speakers of the page and, last, the account.
void print_speakers(const SpeakersAnswer& answer, Output& out, const Page& page = {});

// The cards of the page and, last, the account. Lines of what the tables know begin with "tables:".
void print_who(const WhoAnswer& answer, const schema::Names& names, Output& out, const Page& page = {});

// One word of a shell: in single quotation marks unless it has letters, digits, '-', '.', '_' only.
std::string quoted_for_shell(std::string_view text);

}  // namespace attache::query
