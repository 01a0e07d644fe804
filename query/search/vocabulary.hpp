// The words an archive has: those that a wildcard or a nearly right spelling stands for.
//
// Free functions; those that take an index belong into ArchiveReader::read. Words are folded UTF-8; letters are code points.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace Xapian {
class Database;
}

namespace attache::query {

inline constexpr std::size_t kMostForms = 10'000;   // that a wildcard or misspelt word may stand for; RELIABILITY.md P31
inline constexpr std::size_t kFewestLetters = 2;    // that a wildcard has besides * and ?

// Whether the word has the shape of the pattern: * is any letters or none, ? is one letter. O(word * pattern) at most.
bool has_shape(std::string_view word, std::string_view pattern);

std::size_t count_letters(std::string_view word);

// Letters of the pattern that are neither * nor ?.
std::size_t fixed_letters(std::string_view pattern);

// Letters to change, add, leave out or exchange with their neighbour, so that one becomes the other (no stretch is edited twice);
// `most` + 1 when it is more than `most`.
std::size_t letters_apart(std::string_view a, std::string_view b, std::size_t most);

// Calls `visit` with what stands after `prefix` in the terms that have it and begin with `beginning` after it, in order, until it gives false. Terms
// of other fields, and of what is too long to be a term, are left out.
using VisitForm = std::function<bool(std::string_view form)>;
void each_form(const Xapian::Database& index, std::string_view prefix, std::string_view beginning, const VisitForm& visit);

// Which forms count, besides the shape or nearness that is asked for.
using FormTest = std::function<bool(std::string_view form)>;
inline bool every_form(std::string_view) { return true; }

// Those of the shape of the pattern; one more than kMostForms when there are more.
std::vector<std::string> forms_of_shape(const Xapian::Database& index, std::string_view prefix, std::string_view pattern,
                                        const FormTest& counts = every_form);

// The same for those at most `most` letters apart from `word`.
std::vector<std::string> forms_near(const Xapian::Database& index, std::string_view prefix, std::string_view word, std::size_t most,
                                    const FormTest& counts = every_form);

}  // namespace attache::query
