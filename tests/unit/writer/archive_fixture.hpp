// An archive of a test's own, opened as the indexer does, with the small tables of names and whatever documents the
// test wants.
#pragma once

#include <catch2/catch.hpp>

#include <filesystem>
#include <memory>
#include <string>

#include <xapian.h>

#include "indexer/writer/writer.hpp"
#include "schema/archive.hpp"
#include "tests/crash/full_scan.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/writer/sample_article.hpp"

namespace attache::tests {

inline indexer::MakeDocuments sample_documents() {
  auto maker = std::make_shared<schema::IndexDocuments>(sample_names());
  return [maker](const auto& article, const auto& quotes) { return maker->documents_of(article, quotes); };
}

struct ArchiveFixture {
  ArchiveFixture() : paths{directory.file("archive")} { schema::create_archive(paths); }

  indexer::WriterOptions options() const {
    indexer::WriterOptions out;
    out.engine = "test-1";
    out.documents = sample_documents();
    return out;
  }
  std::unique_ptr<indexer::Writer> open() const { return std::make_unique<indexer::Writer>(paths, options()); }

  // Adds articles named a1, a2 … as one generation.
  void add(int first, int last, const std::string& extra = "") const {
    const auto writer = open();
    for (int i = first; i <= last; ++i) writer->add(sample(i, extra));
    writer->flush();
  }
  static indexer::Analysed sample(int number, const std::string& extra = "") {
    SampleArticle made("/news/a" + std::to_string(number) + ".txt", extra);
    return {made.article, made.quotes};
  }
  static std::string uid(int number) { return schema::article_uid(sample(number).article.provenance); }

  schema::Connection catalogue() const { return schema::open_catalogue(paths, schema::OpenMode::ReadOnly); }
  std::int64_t count(const char* sql) const { return catalogue().integer(sql).value_or(-1); }
  std::int64_t generation() const { return schema::last_generation(catalogue()).gen; }
  std::string part() const { return paths.part(schema::read_current(paths).at(0)); }

  // The scan must have looked at something.
  void require_clean(std::int64_t articles) const {
    const ScanResult result = full_scan(paths);
    INFO(to_string(result));
    REQUIRE(result.clean());
    REQUIRE(result.articles == articles);
  }

  void copy_to(const std::string& name) const {
    std::filesystem::copy(paths.directory, directory.file(name), std::filesystem::copy_options::recursive);
  }
  // Puts a copied file or folder of the archive back.
  void restore(const std::string& from, const std::string& name) const {
    const std::string target = paths.directory + "/" + name;
    std::filesystem::remove_all(target);
    if (std::filesystem::exists(directory.file(from) + "/" + name))
      std::filesystem::copy(directory.file(from) + "/" + name, target, std::filesystem::copy_options::recursive);
  }
  void restore_catalogue(const std::string& from) const {
    for (const char* name : {"catalogue.db", "catalogue.db-wal", "catalogue.db-shm"}) restore(from, name);
  }

  TemporaryDirectory directory;
  schema::ArchivePaths paths;
};

}  // namespace attache::tests
