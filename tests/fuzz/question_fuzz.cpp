// Questions of any bytes: each is read or refused with its place, and whatever is read can be asked.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <xapian.h>

#include "query/parse/question.hpp"
#include "query/search/find.hpp"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace attache;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto& names = schema::Names::builtin();
  const auto query = query::parse_question(text, names, *schema::make_date(2022, 6, 1));
  if (query) {
    check(!query::to_text(*query).empty());
    static const Xapian::WritableDatabase index("", Xapian::DB_BACKEND_INMEMORY);
    static const schema::Totals totals;
    static const std::vector<std::string> languages;
    static const std::vector<schema::IndexPart> parts;
    check(query::find_quotes({index, totals, languages, parts}, *query, names).hits.empty());
  } else {
    check(query.error().place.starts_with("column ") && !query.error().reason.empty());
  }
  return 0;
}
