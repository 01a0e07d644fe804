#include "query/language/read.hpp"

namespace attache::query {

schema::Result<Reading> read_query(std::string_view text, Dialect dialect, schema::Date today) {
  switch (dialect) {
    case Dialect::Native: return read_native(text, today);
    case Dialect::Factiva:
    case Dialect::Nexis:
    case Dialect::Lucene: break;
  }
  return schema::Fault{"this dialect is not read yet; write native", "column 1"};
}

}  // namespace attache::query
