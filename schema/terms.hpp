// How values become index terms and slot values. Indexer and query share each function, so that what is asked for is
// what is stored.
//
// Free functions, safe from any thread; a Stemmer belongs to one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/date.hpp"
#include "schema/fields.hpp"
#include "schema/quote.hpp"
#include "schema/stemmer.hpp"
#include "schema/words.hpp"

namespace Xapian {
class Database;
}

namespace attache::schema {

// Xapian refuses longer terms; zero bytes would count double, but no term of ours has any.
inline constexpr std::size_t kMaxTermBytes = 245;

// prefix + text, with ':' between where Omega's rule wants it (prefix of several letters, text that starts with a
// capital or ':'). A term that would be too long, or a text with a zero byte, becomes prefix + '~' + SHA-256 of text:
// hashed, not cut, so that two long values stay two. Empty when text is empty: there is no such term.
std::string safe_term(std::string_view prefix, std::string_view text);

// A term Xapian takes: not empty, no zero byte, at most kMaxTermBytes.
bool is_valid_term(std::string_view term);

// The term of one folded word. For Text fields its stem, with term_ending(): so no term is of documents that are stemmed in different ways.
// For Word fields the word as it is. Not for other kinds.
std::string word_term(FieldId id, const std::string& folded_word, const Stemmer& stemmer);

// The one term of a whole value, for Exact, Facet and Date fields. Facet values are compared in fold_phrase form, so
// "Halmere Press" and "halmere press" are one; entity ids, paths, addresses and versions are taken as they are. Date,
// Month and Year take "2021-12-02", "202112", "2021". Empty when nothing of the value is left.
std::string value_term(FieldId id, std::string_view value);

// The languages of the documents as their terms have them (without prefix), ascending; "" first where some have none. Belongs into
// ArchiveReader::read.
std::vector<std::string> languages_of(const Xapian::Database& index);

// By whose rules the words of an article in this language (Article::language), and of its quotations, are stemmed: stemming_of() its term.
Stemming stemming_of_article(std::string_view language);

// The field whose terms hold the topics of a ring.
FieldId field_of(Ring ring);

// Slot values. A day that is not known is "", below every day.
std::string day_value(std::optional<Date> day);
std::optional<Date> day_of_value(std::string_view value);
std::string number_value(double number);        // sorts as the number does
double number_of_value(const std::string& value);  // 0 for ""

// The terms that tell article documents from quote documents.
std::string article_type_term();
std::string quote_type_term();

// Positions: a phrase or NEAR window below these gaps never crosses the border. Within a sentence words are 1 apart.
inline constexpr std::uint32_t kSentenceGap = 100;
inline constexpr std::uint32_t kParagraphGap = 1000;

}  // namespace attache::schema
