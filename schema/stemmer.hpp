// Words to their stems, each by the rules of the language that its article is in.
//
// Free functions are safe from any thread; a Stemmer belongs to one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace attache::schema {

// By whose rules forms of a word count as one word: those of a language that Snowball (Xapian's) has, or nobody's.
enum class Stemming : std::uint8_t {
  None, Arabic, Armenian, Basque, Catalan, Danish, Dutch, English, Finnish, French, German, Hungarian, Indonesian, Irish, Italian,
  Lithuanian, Nepali, Norwegian, Portuguese, Romanian, Russian, Spanish, Swedish, Tamil, Turkish
};

// By an article's language in the form that its term has, folded ("en", "pt br"; terms.hpp has stemming_of_article() for that of an
// Article). English for what names no language: none (""), "und", "xx". None for a language that Snowball has not (Chinese, Polish,
// Ukrainian): its words are found in the form asked for alone, since the rules of another language join words that have nothing to do with
// each other and part those that have.
Stemming stemming_of(std::string_view language);

// "English", "French" …; "no language" for None.
std::string_view name_of(Stemming stemming);

// What the terms of words stemmed so end with, so that they are nobody else's: "_fr", "_" for None, nothing for English. No word has a '_'.
std::string term_ending(Stemming stemming);

// All of our own that stems depend on, so that an index made by other rules is known.
std::string stemming_rules();

class Stemmer {
 public:
  explicit Stemmer(Stemming stemming = Stemming::English);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  // Of a word as fold() gives it; folded itself, never empty. Folded words that are equal have equal stems, whatever accents they were
  // written with: so endings that Snowball knows with their accents only ("arrivée", "российский") get them back first.
  std::string operator()(const std::string& folded_word) const;
  Stemming stemming() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace attache::schema
