#include "query/search/setting.hpp"

#include <algorithm>

#include <xapian.h>

#include "query/search/quote_filter.hpp"
#include "query/search/text_facts.hpp"
#include "schema/terms.hpp"

namespace attache::query {

using schema::FieldId;
using XQuery = Xapian::Query;

bool is_said_in(const schema::StoredQuote& quote, const std::vector<std::string>& setting, const schema::Names& names,
                const Languages& languages) {
  TextFacts facts(names, languages.stemmer_of(quote.article.language));
  facts.add(quote.quote.to);
  facts.add(quote.cue);
  facts.add(quote.source);
  const auto context = quote.quote.context;
  auto around = quote.context;
  if (around.size() == context.size()) {
    for (const auto& span : quote.quote.content) {
      const auto begin = std::clamp(span.begin, context.begin, context.end), end = std::clamp(span.end, begin, context.end);
      std::fill(around.begin() + (begin - context.begin), around.begin() + (end - context.begin), ' ');
    }
    facts.add(around);
  }
  return facts.has_phrase(setting);
}

std::set<std::string> articles_naming(const Xapian::Database& index, const Part& place, const XQuery& filter,
                                      const Languages& languages) {
  std::vector<XQuery> any;
  for (const auto& group : languages.groups()) {
    const auto& stemmer = languages.stemmer(group.stemming);
    std::vector<XQuery> words;
    for (const auto& word : place.words) words.emplace_back(schema::word_term(FieldId::Text, word, stemmer));
    any.emplace_back(XQuery::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size()));
  }
  const XQuery named(XQuery::OP_OR, any.begin(), any.end());
  std::set<std::string> out;
  const auto slot = schema::field(FieldId::Uid).slot;
  for (const auto id : matching(index, both(both(filter, XQuery(schema::article_type_term())), named)))
    out.insert(index.get_document(id).get_value(slot));
  return out;
}

}  // namespace attache::query
