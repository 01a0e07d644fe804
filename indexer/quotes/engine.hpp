// The quote engine: from an article to its quotations with speakers and topics. The one interface that the writer, the
// command line and the evaluator use; a learned engine takes the place of the rules behind it.
//
// An engine is immutable after construction and safe to share between threads.
#pragma once

#include <string_view>
#include <vector>

#include "schema/article.hpp"
#include "schema/names/names.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

class QuoteEngine {
 public:
  // `names` must outlive the engine.
  explicit QuoteEngine(const schema::Names& names) : names_(&names) {}

  // Every attribution of the article in text order, those that are no quotations included (shown == false). Never
  // throws for any text; each span is a substring of article.text on code point borders; time is linear in the text.
  std::vector<schema::Quote> quotes_of(const schema::Article& article) const;

  // Changes whenever the same text may give other quotations; stored with each article ("rules-1").
  static std::string_view version();

 private:
  const schema::Names* names_;
};

}  // namespace attache::indexer
