// The quotations of an answer before they are fetched: which documents they are, in which order, and why they answer. Some 50 bytes each,
// some hundred where the words that show the topic differ, so that an answer of any size can be put out one quotation at a time.
//
// One per thread; fetch() belongs into the ArchiveReader::read that found them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/search/find.hpp"

namespace attache::query {

class FoundQuotes {
 public:
  // `document`: of the index.
  void add(std::uint32_t document, const Hit& hit);
  void clear();
  void sort(QuoteOrder order = QuoteOrder::Day);

  std::size_t size() const { return quotes_.size(); }
  std::size_t articles() const { return articles_.size(); }

  // The day and the engine of one, without fetching it.
  std::optional<schema::Date> day(std::size_t place) const { return articles_[quotes_[place].article].day; }
  const std::string& engine(std::size_t place) const { return engines_[quotes_[place].engine]; }

  // Its document, and the nearest ring in which it is about the subject: Article where nothing was asked about.
  std::uint32_t document(std::size_t place) const { return quotes_[place].document; }
  schema::Ring ring(std::size_t place) const { return ring_of(quotes_[place].match); }

  // Throws what Xapian throws, Error(Damaged) where the document holds no quotation.
  Hit fetch(const schema::IndexView& view, std::size_t place) const;

 private:
  struct Article {
    std::optional<schema::Date> day;
    std::int64_t id = 0;
    std::string uid;
    std::string outlet;  // folded
  };
  struct Match {
    std::vector<About> about;
    std::string who;
    std::vector<std::size_t> who_at;
  };
  struct Quote {
    std::uint32_t document;
    std::uint32_t article;
    std::uint32_t ordinal;
    std::uint32_t match;
    std::uint32_t engine;
    std::uint32_t speaker;  // in names_
    float confidence;
    bool unsure;
  };

  schema::Ring ring_of(std::uint32_t match) const;
  // Any order's key, least first.
  struct Key;
  Key key_of(const Quote& quote, QuoteOrder order) const;

  std::vector<Quote> quotes_;
  std::vector<Article> articles_;
  std::vector<Match> matches_;
  std::vector<std::string> engines_;
  std::vector<std::string> names_;  // of speakers, folded
  std::unordered_map<std::string, std::uint32_t> numbers_;          // of articles, by uid
  std::unordered_map<std::string, std::uint32_t> match_numbers_;    // by what is in them
  std::map<std::string, std::uint32_t> engine_numbers_;
  std::unordered_map<std::string, std::uint32_t> name_numbers_;
};

}  // namespace attache::query
