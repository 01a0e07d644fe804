// The only one who changes an archive: brings analysed articles into catalogue and index, in generations, so that after
// a crash at any instant the next opening makes both equal again (RELIABILITY.md section 2).
//
// Belongs to one thread; one per archive, kept so by ArchiveLock.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/archive.hpp"
#include "schema/article.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/index_document.hpp"
#include "schema/own_tables.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// What reading and analysis give for one article; made in any thread.
struct Analysed {
  schema::Article article;
  std::vector<schema::Quote> quotes;
};

// The documents of an article, made in any thread. Tests put a failing one in its place.
using MakeDocuments =
    std::function<std::vector<Xapian::Document>(const schema::StoredArticle&, const std::vector<schema::Quote>&)>;

// schema::IndexDocuments over the names, which it keeps, and the sentences of indexer/text.
MakeDocuments default_documents(std::shared_ptr<const schema::Names> names);

// Under which names of readings (schema::reading_of) an unchanged article stands: by this engine with the archive's own tables, then
// by those that are no worse.
std::vector<std::string> readings_with(const schema::Connection& catalogue, const std::string& engine,
                                       const std::vector<std::string>& no_worse_engines);

// Searchable soon, in parts that are not too many (part_builder.hpp).
inline constexpr std::size_t kFlushArticles = 1000;

struct WriterOptions {
  std::chrono::milliseconds wait{0};             // for another writer
  std::size_t flush_articles = kFlushArticles;   // a generation is at most so many articles
  std::chrono::milliseconds flush_after{5000};   // or what came in this time
  std::string engine;                            // version of the quote engine; with names() stored with each article
  std::vector<std::string> no_worse_engines;     // an unchanged article that one of these read is left as it is, too
  std::shared_ptr<const schema::Names> names;    // empty: those of the archive
  std::optional<double> near_duplicates;         // least containment of near-duplicates, 0: none; kept in the archive; none: what it has
  MakeDocuments documents;                       // empty: default_documents(names)
  unsigned threads = 1;                          // that build a part of new articles
  std::function<bool()> stop;                    // asked in long work, in several threads; true: end cleanly, soon
};

// What opening had to do so that the index equals the catalogue.
enum class Recovery : std::uint8_t { Clean, Replayed, Reconciled, Rebuilt };
std::string_view name_of(Recovery recovery);

// Thrown by a Writer's members when `stop` said so: what was saved stays, the rest was rolled back.
struct Stopped {};

class Writer {
 public:
  // Takes the lock and recovers. The archive must be there (schema::create_archive). Throws Error(Locked),
  // Error(NoArchive); Error(Damaged) when the archive's own tables do not load any more; Error(Partial) when the index cannot be made equal to the catalogue (disk full).
  Writer(schema::ArchivePaths paths, WriterOptions options);
  // What was not flushed is given up.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Recovery recovery() const;
  // Uids that could not be indexed and were set aside (table index_error), since opening.
  const std::vector<std::string>& quarantined() const;

  // Of the articles saved since opening, as they stood when they were: those that are a new version of another; those that have
  // another's words, or all but a few of them, or are its second reading; those that have a large part of its words.
  struct Found {
    std::int64_t versions = 0;
    std::int64_t duplicates = 0;
    std::int64_t near_duplicates = 0;
  };
  const Found& found() const;

  // The tables of names, which the quote engine must read with. Valid until set_own_tables().
  const schema::Names& names() const;
  // The same, kept for whoever reads with them longer.
  std::shared_ptr<const schema::Names> share_names() const;

  // The readings (schema::reading_of, with names()) of an unchanged article that stand: by WriterOptions::engine, then by
  // its no_worse_engines.
  const std::vector<std::string>& standing_readings() const;

  // How the article stands to the catalogue and to what is queued: by metadata, text, SHA-256 and engine version.
  enum class Standing : std::uint8_t { New, Changed, Same };
  Standing standing_of(const schema::Article& article) const;

  // Queue a change; a full or old enough queue is flushed. All throw what flush() throws.
  void add(Analysed analysed);
  // False when there is no such article.
  bool remove(std::string_view uid);
  // In place of everything the catalogue has on this file's reading: the row of the file and those of its failed
  // places.
  void record_input(const std::string& file, std::vector<schema::InputRow> rows);

  // A file whose time changed and whose bytes did not: so that the next run need not read it. No generation.
  void note_touched(const std::string& file, std::int64_t mtime_ns);

  // Makes what is queued one generation: first saved, then searchable. Nothing queued: does nothing. Throws
  // Error(Output) when it could not be saved, and Error(Partial) when it is saved but not searchable; then this writer
  // can do no more.
  void flush();

  // In place of all own tables the archive has: a generation of its own, whose documents are those of every article.
  // Throws Error(Usage), and has stored nothing, for rows that names_with() refuses; else what flush() throws.
  void set_own_tables(const std::vector<schema::OwnTable>& tables);

  // Makes the index anew from the catalogue.
  void rebuild();

  // Packs the index as tightly as Xapian can, in one part, beside the one there is, which goes only when readers are sent to the
  // new one. Flushes first. Throws Error(Output) where it cannot be written (disk full), and nothing has changed; else what
  // flush() throws.
  void compact();
  // Writes the catalogue anew when more than this share of its pages is free, and brings its log into it. Readers go on; it takes as
  // much space again meanwhile. Flushes first. Throws Error(Output) where there is none, and nothing has changed.
  void vacuum(double most_free_pages);

  const schema::Connection& catalogue() const;
  const schema::Store& store() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace attache::indexer
