#include "query/language/read.hpp"

#include <fmt/format.h>

#include "query/language/dialects.hpp"
#include "query/language/limits.hpp"
#include "schema/words.hpp"

namespace attache::query {

schema::Result<Reading> read_query(std::string_view text, Dialect dialect, schema::Date today) {
  if (text.size() > kMaxQuestionBytes)
    return schema::Fault{fmt::format("the query is longer than {} bytes", kMaxQuestionBytes), "column 1"};
  const auto valid = schema::valid_utf8(text);
  switch (dialect) {
    case Dialect::Native: break;
    case Dialect::Factiva: return language::read_factiva(valid, today);
    case Dialect::Nexis: return language::read_nexis(valid, today);
    case Dialect::Lucene: return language::read_lucene(valid, today);
  }
  return language::read_native_text(valid, today);
}

schema::Result<Reading> read_native(std::string_view text, schema::Date today) {
  return read_query(text, Dialect::Native, today);
}

}  // namespace attache::query
