// An expression as a query of the index that finds exactly the articles, or quotations, it asks for.
//
// Free function; belongs into ArchiveReader::read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "query/language/expression.hpp"
#include "query/search/place_plan.hpp"
#include "schema/archive_reader.hpp"
#include "schema/names/names.hpp"
#include "schema/result.hpp"

namespace attache::query {

struct ExpressionQuery {
  Xapian::Query query;                                  // words have weights, all else has none
  std::vector<std::shared_ptr<const PlacePlan>> wanted;  // words and phrases that a match may have, for lighting them up
  std::vector<std::string> entities;                    // ids that its names may stand for
};

// Text fields are those of what is searched: of a quotation the words of what was said. Fields that only the other kind of document has
// are asked of it: in a search of articles, what an And (with its Nots) says of speaker, act, subject and so on must hold of one
// quotation of the article, one that was said and is sure by the default measure unless the fields factuality or confidence are among
// them; in a search of quotations, what is said of byline or length must hold of the quotation's article. A Not of such fields beside no
// other of them leaves out articles that have such a quotation.
// Words are found by their stems in the language of the article at hand: no term is of articles in languages with different rules.
// The query is of all statuses and of both kinds of documents; add the type and the status.
// A Fault names its column in `text`, from which the expression was read, or the field where text is empty: of a value that a field cannot
// have, of wildcards beyond their bounds, of more than kMaxClauses leaves.
schema::Result<ExpressionQuery> expression_query(const schema::IndexView& view, const Expression& expression, Target target,
                                                 const schema::Names& names, std::string_view text);

// The status articles must have beside the expression: `otherwise`, but any where the expression asks for one itself and `otherwise` is
// what goes without saying.
std::optional<schema::ArticleStatus> status_beside(const Expression& expression, std::optional<schema::ArticleStatus> otherwise);

}  // namespace attache::query
