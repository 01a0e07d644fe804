// Tables of names of any bytes: each is refused with its file, or loads over a few others and can be asked.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "schema/error.hpp"
#include "schema/own_tables.hpp"

namespace {

using namespace attache::schema;

void check(bool holds) {
  if (!holds) std::abort();
}

const std::vector<Names::Table> kBase{
    {"countries.tsv",
     "id\tname\tnames\tadjectives\tmetonyms\tsource\n"
     "c:va1\tHalmere\tHalmer Republic\tHalmerian\tSorn\tunsourced\n"},
    {"people.tsv",
     "id\tname\tnames\tsurname\tcountry\tgender\tsource\n"
     "p:ada-voss\tAda Voss\t\tVoss\tc:va1\tf\tunsourced\n"
     "p:ben-orr\tBen Orr\t\tOrr\tc:va1\tm\tunsourced\n"},
    {"offices.tsv",
     "kind\ttitles\tbodies\timplied\tseveral\tsource\n"
     "foreign_minister\tforeign minister\tcountry\t\t\tunsourced\n"
     "spokesperson\tspokeswoman\tcountry\t\tcountry\tunsourced\n"},
    {"terms.tsv",
     "kind\tbody\tperson\tfrom\tuntil\tsource\n"
     "foreign_minister\tc:va1\tp:ada-voss\t2000-01-01\t2009-12-31\tunsourced\n"
     "foreign_minister\tc:va1\tp:ben-orr\t2010-01-01\t\tunsourced\n"},
};

// Whatever own terms were laid over them: in order, and none ends before it begins.
void check_terms(const Names& names) {
  const auto terms = names.terms({"foreign_minister", "c:va1"});
  check(!terms.empty());
  for (std::size_t i = 1; i < terms.size(); ++i) {
    check(terms[i - 1]->from <= terms[i]->from);
    check(!terms[i]->until || terms[i]->from <= *terms[i]->until);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto table = own_table_of("t.tsv", bytes);
    const std::string file = table.kind + ".tsv";
    const std::vector<Names::Table> own{{file, table.content, table.file}};
    const Names names(kBase, own);
    check_terms(names);
    const auto words = words_of(bytes);
    check(names.find_all(bytes, words).size() <= words.size());
    names.by_alias("halmere");
    names.parse_office("foreign minister of Halmere");
  } catch (const Error& error) {
    check(error.code() == ErrorCode::Usage && std::string_view(error.what()).starts_with("t.tsv:"));
  }
  return 0;
}
