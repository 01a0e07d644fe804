// The archive's own tables of names through the writer: what they change in the index, and that a crash loses none of it.
#include <catch2/catch.hpp>

#include "indexer/writer/comparison.hpp"
#include "indexer/writer/index_keeper.hpp"
#include "schema/error.hpp"
#include "schema/own_tables.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::Recovery;
using tests::ArchiveFixture;

namespace {

// Gives Ilan Marel, whom the program's tables do not know, an office on the day of the sample article.
std::vector<schema::OwnTable> own_tables(const std::string& title = "harbour master") {
  return {schema::own_table_of("people.tsv", "id\tname\tnames\tsurname\tcountry\tgender\tsource\n"
                                             "p:ilan-marel\tIlan Marel\t\tMarel\tc:ru\tm\tme\n"),
          schema::own_table_of("offices.tsv", "kind\ttitles\tbodies\timplied\tseveral\tsource\n"
                                              "harbour_master\t" + title + "\tcountry\t\t\tme\n"),
          schema::own_table_of("terms.tsv", "kind\tbody\tperson\tfrom\tuntil\tsource\n"
                                            "harbour_master\tc:ru\tp:ilan-marel\t2021\t2021\tme\n")};
}

// With documents of the archive's own names, as the commands have them.
std::unique_ptr<indexer::Writer> open(const ArchiveFixture& archive) {
  auto options = archive.options();
  options.documents = {};
  return std::make_unique<indexer::Writer>(archive.paths, std::move(options));
}

void add(indexer::Writer& writer, int first, int last) {
  for (int i = first; i <= last; ++i) writer.add(ArchiveFixture::sample(i));
  writer.flush();
}

std::uint32_t harbour_masters(const ArchiveFixture& archive) {
  return Xapian::Database(archive.part()).get_termfreq(schema::value_term(schema::FieldId::Office, "harbour_master/c:ru"));
}

bool index_is_the_catalogues(const ArchiveFixture& archive) {
  const auto comparison =
      indexer::compare_documents(archive.paths, indexer::default_documents(schema::archive_names(archive.catalogue())));
  for (const auto& finding : comparison.findings) UNSCOPED_INFO(finding);
  return comparison.same() && comparison.articles > 0;
}

}  // namespace

TEST_CASE("own tables change the documents of every article at once", "[unit][writer][own]") {
  const ArchiveFixture archive;
  const auto writer = open(archive);
  add(*writer, 1, 3);
  CHECK(harbour_masters(archive) == 0);
  const auto before = writer->standing_readings();
  CHECK(before == std::vector<std::string>{"test-1"});

  writer->set_own_tables(own_tables());
  CHECK(harbour_masters(archive) == 3);
  CHECK(index_is_the_catalogues(archive));
  CHECK(writer->names().find("p:ilan-marel"));
  const auto digest = schema::digest_of(own_tables());
  CHECK(writer->standing_readings() == std::vector<std::string>{"test-1+names:" + digest});
  CHECK(schema::articles_of_other_names(schema::count_totals(writer->catalogue())) == 3);

  // What is written from now on was read with them; the others are no longer as they would be read.
  add(*writer, 4, 4);
  CHECK(schema::articles_of_other_names(schema::count_totals(writer->catalogue())) == 3);
  CHECK(writer->standing_of(ArchiveFixture::sample(1).article) == indexer::Writer::Standing::Changed);
  CHECK(writer->standing_of(ArchiveFixture::sample(4).article) == indexer::Writer::Standing::Same);
  CHECK(harbour_masters(archive) == 4);

  writer->set_own_tables({});
  CHECK(harbour_masters(archive) == 0);
  CHECK(writer->names().find("p:ilan-marel") == nullptr);
  CHECK(writer->standing_of(ArchiveFixture::sample(1).article) == indexer::Writer::Standing::Same);
  CHECK(index_is_the_catalogues(archive));
  archive.require_clean(4);
}

TEST_CASE("own tables that are refused change nothing", "[unit][writer][own]") {
  const ArchiveFixture archive;
  const auto writer = open(archive);
  add(*writer, 1, 2);
  const auto generation = archive.generation();
  auto tables = own_tables();
  tables.erase(tables.begin());  // nobody whom the term could name
  CHECK_THROWS_AS(writer->set_own_tables(tables), schema::Error);
  CHECK(archive.generation() == generation);
  CHECK(schema::load_own_tables(archive.catalogue()).empty());
  add(*writer, 3, 3);
  CHECK(index_is_the_catalogues(archive));
}

TEST_CASE("after a crash behind the saving of own tables every article is brought up", "[unit][writer][own][recovery]") {
  const ArchiveFixture archive;
  {
    const auto writer = open(archive);
    add(*writer, 1, 3);
  }
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    schema::Transaction transaction(catalogue);
    schema::store_own_tables(catalogue, own_tables(), indexer::insert_generation(catalogue).gen);
    transaction.commit();
  }
  CHECK(harbour_masters(archive) == 0);
  CHECK(open(archive)->recovery() == Recovery::Replayed);
  CHECK(harbour_masters(archive) == 3);
  CHECK(index_is_the_catalogues(archive));
  CHECK(open(archive)->recovery() == Recovery::Clean);
}

TEST_CASE("a stop while the index follows own tables is made good by the next writer", "[unit][writer][own][recovery]") {
  const ArchiveFixture archive;
  {
    const auto writer = open(archive);
    add(*writer, 1, 250);
  }
  {
    auto options = archive.options();
    options.documents = {};
    int asked = 0;
    options.stop = [&asked] { return ++asked > 20; };
    indexer::Writer writer(archive.paths, std::move(options));
    CHECK_THROWS_AS(writer.set_own_tables(own_tables()), indexer::Stopped);
  }
  CHECK(schema::load_own_tables(archive.catalogue()).size() == 3);
  CHECK(harbour_masters(archive) == 0);
  open(archive);
  CHECK(harbour_masters(archive) == 250);
  CHECK(index_is_the_catalogues(archive));
}

TEST_CASE("tables that do not load any more keep a writer from opening unless it brings its names", "[unit][writer][own]") {
  const ArchiveFixture archive;
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    schema::Transaction transaction(catalogue);
    auto tables = own_tables();
    tables.erase(tables.begin());
    schema::store_own_tables(catalogue, tables, indexer::insert_generation(catalogue).gen);
    transaction.commit();
  }
  CHECK_THROWS_AS(open(archive), schema::Error);
  auto options = archive.options();
  options.names = schema::names_with({});
  options.documents = {};
  indexer::Writer writer(archive.paths, std::move(options));
  writer.set_own_tables(own_tables());
  add(writer, 1, 1);
  CHECK(index_is_the_catalogues(archive));
}
