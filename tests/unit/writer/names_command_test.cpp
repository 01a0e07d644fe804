// attache-index names from outside: an archive's own tables, refused, stored, replaced and taken away, and what answers
// make of them.
#include <catch2/catch.hpp>

#include "schema/catalogue_rows.hpp"
#include "schema/own_tables.hpp"
#include "tests/crash/full_scan.hpp"
#include "tests/unit/writer/program.hpp"

using namespace attache;
using tests::has;
using tests::Program;

namespace {

const std::string kPeople = "id\tname\tnames\tsurname\tcountry\tgender\tsource\n";
const std::string kTerms = "kind\tbody\tperson\tfrom\tuntil\tsource\n";
const std::string kQuillon = kPeople + "p:anselm-quillon\tAnselm Quillon\tAldo Quill\tQuillon|Quill\tc:gb\tm\tOrme Yearbook\n";
const std::string kIvanov = kTerms + "foreign_minister\tc:ru\tp:igor-ivanov\t2010-05-01\t2010-05-31\tGazette, 12\n";

// Two quotations: of an office on a day, and of somebody whom the program's tables do not know.
void input(const Program& program) {
  program.input("a.txt",
                "Talks at Orme end without accord\n\n10 May 2010\n\n"
                "The Russian foreign minister said that Nato was too close to the border.\n\n"
                "\"The bridge will stay open,\" Aldo Quill told reporters on Monday.\n");
}

// The archive has these tables and no others.
void require_kinds(const Program& program, const std::vector<std::string>& kinds) {
  std::vector<std::string> stored;
  for (const auto& table : schema::load_own_tables(schema::open_catalogue(program.paths(), schema::OpenMode::ReadOnly)))
    stored.push_back(table.kind);
  REQUIRE(stored == kinds);
}

}  // namespace

TEST_CASE("own tables change answers once the articles are read again", "[unit][commands][own]") {
  const Program program;
  input(program);
  REQUIRE(program.run("add --archive a in").status == 0);
  CHECK(has(program.query("--archive a quotes about Nato").out, "Sergey Lavrov"));
  CHECK(program.query("--archive a quotes --by 'Anselm Quillon'").status == 1);

  program.file("mine.txt", kIvanov);
  program.file("them.csv", kQuillon);
  const auto stored = program.run("names --archive a mine.txt them.csv");
  CHECK(stored.status == 0);
  CHECK(stored.out.empty());
  CHECK(has(stored.err, "terms: stored, 1 row\n"));
  CHECK(has(stored.err, "people: stored, 1 row\n"));
  CHECK(has(stored.err, "1 article was read with other tables: run attache-index requote\n"));
  CHECK(has(program.run("status --archive a").out, "articles by other tables    1\n"));
  CHECK(program.run("check --full --archive a").status == 0);
  const auto stale = program.query("--archive a quotes about the bridge");
  CHECK(has(stale.out, "1 quote read with other tables of names"));

  const auto again = program.run("requote --archive a");
  CHECK(again.status == 0);
  CHECK(has(again.err, "articles read again                  1\n"));
  CHECK(program.run("requote --archive a").status == 1);
  const auto status = program.run("status --archive a").out;
  CHECK(has(status, "own table people            1 row, "));
  CHECK(has(status, "articles by other tables    0\n"));
  const auto nato = program.query("--archive a quotes about Nato").out;
  CHECK(has(nato, "Igor Ivanov held that office on 2010-05-10 (Gazette, 12)"));
  CHECK_FALSE(has(nato, "Lavrov"));
  CHECK_FALSE(has(nato, "other tables"));
  CHECK(has(program.query("--archive a quotes --by 'Anselm Quillon'").out, "The bridge will stay open"));
  CHECK(has(program.query("--archive a who Quill").out, "p:anselm-quillon"));
  CHECK(program.run("check --full --archive a").status == 0);
  CHECK(tests::full_scan(program.paths()).clean());

  // Adding again finds the article as it would be read with these tables.
  CHECK(has(program.run("add --archive a in").err, "articles unchanged                   1\n"));
  const auto gone = program.run("names --archive a --remove terms --remove people");
  CHECK(gone.status == 0);
  CHECK(has(gone.err, "1 article was read with other tables"));
  CHECK(has(program.run("add --archive a in").err, "articles changed                     1\n"));
  CHECK(has(program.query("--archive a quotes about Nato").out, "Sergey Lavrov"));
}

TEST_CASE("one bad row of several tables and nothing is stored", "[unit][commands][own]") {
  const Program program;
  program.file("good.tsv", kQuillon);
  program.file("bad.tsv", kIvanov + "# note\nforeign_minister\tc:ru\tp:nobody\t2011\t\tme\n");
  program.file("overlap.tsv", kIvanov + "foreign_minister\tc:ru\tp:sergey-lavrov\t2010-05-30\t\tme\n");
  program.file("unknown.tsv", "id\tname\n");
  program.file("twice.tsv", kQuillon);
  struct Row {
    const char* files;
    const char* says;
  };
  const Row rows[] = {
      {"good.tsv bad.tsv", "attache-index: bad.tsv:4: p:nobody is no person of people.tsv\n"},
      {"good.tsv overlap.tsv",
       "attache-index: overlap.tsv:3: foreign_minister/c:ru is p:igor-ivanov's by line 2 (2010-05-01 to 2010-05-31)"},
      {"unknown.tsv good.tsv", "attache-index: unknown.tsv: no table of names has such a first line"},
      {"good.tsv twice.tsv", "good.tsv and twice.tsv are both tables of people"},
      {"good.tsv nosuch.tsv", "nosuch.tsv: No such file"},
      {"in", "in: Is a directory"},
      {"--remove kings", "there is no kind of table kings"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.files);
    const auto refused = program.run(std::string("names --archive a ") + row.files, "mkdir -p in;");
    CHECK(refused.status == 2);
    CHECK(has(refused.err, row.says));
    CHECK_FALSE(std::filesystem::exists(program.directory.file("a")));
  }
  CHECK(program.run("names --archive a").status == 4);
  CHECK(program.run("names --archive a --remove terms").status == 4);

  // The same where there is an archive, with tables it has already.
  REQUIRE(program.run("names --archive a good.tsv").status == 0);
  for (const auto& row : rows) {
    CAPTURE(row.files);
    CHECK(program.run(std::string("names --archive a ") + row.files).status == 2);
    require_kinds(program, {"people"});
  }
}

TEST_CASE("a table is replaced by the next of its kind, listed, and taken away", "[unit][commands][own]") {
  const Program program;
  program.file("one.tsv", kIvanov);
  program.file("two.tsv", kTerms + "foreign_minister\tc:ru\tp:anselm-quillon\t2010\t2010\tme\n");
  program.file("people.tsv", kQuillon);
  REQUIRE(program.run("names --archive a one.tsv people.tsv").status == 0);
  const auto list = program.run("names --archive a");
  CHECK(list.status == 0);
  CHECK(list.out.starts_with("people\t1\t"));
  CHECK(has(list.out, "\nterms\t1\t"));
  CHECK(has(list.out, "\tone.tsv\n"));

  CHECK(has(program.run("names --archive a one.tsv").err, "terms: unchanged\n"));
  CHECK(has(program.run("names --archive a two.tsv").err, "terms: stored, 1 row in place of 1\n"));
  CHECK(has(program.run("names --archive a").out, "\ttwo.tsv\n"));
  CHECK_FALSE(has(program.run("names --archive a").out, "\tone.tsv\n"));

  // The term needs its person: what is left must load.
  const auto needed = program.run("names --archive a --remove people");
  CHECK(needed.status == 2);
  CHECK(has(needed.err, "own table terms of the archive (two.tsv):2: p:anselm-quillon is no person"));
  require_kinds(program, {"people", "terms"});
  CHECK(program.run("names --archive a --remove terms one.tsv").status == 0);
  CHECK(program.run("names --archive a --remove people --remove terms.tsv").status == 0);
  CHECK(program.run("names --archive a").status == 1);
  const auto none = program.run("names --archive a --remove terms");
  CHECK(none.status == 1);
  CHECK(has(none.err, "terms: the archive has no table of its own\n"));
}

TEST_CASE("stored tables that contradict newer ones of the program are named, and can be mended", "[unit][commands][own]") {
  const Program program;
  input(program);
  program.file("good.tsv", kIvanov);
  REQUIRE(program.run("names --archive a good.tsv").status == 0);
  {
    // As if the program had known p:gone when the table was stored.
    auto catalogue = schema::open_catalogue(program.paths(), schema::OpenMode::ReadWrite);
    auto statement = catalogue.prepare("UPDATE own_table SET content = ?1");
    statement.bind_blob(1, schema::compress_text(kTerms + "foreign_minister\tc:ru\tp:gone\t2010\t2010\tme\n")).run();
  }
  for (const char* arguments : {"add --archive a in", "requote --archive a", "check --full --archive a"}) {
    CAPTURE(arguments);
    const auto refused = program.run(arguments);
    CHECK(refused.status == 6);
    CHECK(has(refused.err, "own table terms of the archive (good.tsv):2: p:gone is no person of people.tsv\n"));
    CHECK(has(refused.err, "--remove KIND takes it away"));
  }
  CHECK(program.query("--archive a quotes by Lavrov").status == 6);
  CHECK(program.run("status --archive a").status == 0);
  CHECK(program.run("names --archive a").status == 0);
  CHECK(program.run("names --archive a --remove terms").status == 0);
  CHECK(program.run("add --archive a in").status == 0);
}
