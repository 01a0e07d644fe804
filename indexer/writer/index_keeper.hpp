// Keeps the index equal to the catalogue: applies generations, and recovers from whatever the last run left behind.
//
// Belongs to one thread, and to the holder of the archive's lock; the index itself is written in a thread of its own, which never
// uses the catalogue. After any exception but Error(Partial) or Stopped the next call opens afresh and recovers.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/writer/index_parts.hpp"
#include "indexer/writer/writer.hpp"
#include "schema/catalogue_rows.hpp"

namespace attache::indexer {

// Writes the row of the generation after the last one and gives its marker. Needs a Transaction.
schema::Marker insert_generation(const schema::Connection& catalogue);

class IndexKeeper {
 public:
  // `threads` build a part of new articles.
  IndexKeeper(schema::ArchivePaths paths, schema::Connection& catalogue, schema::Store store, MakeDocuments documents, unsigned threads,
              std::function<bool()> stop);

  // Opens the index and brings it up to the catalogue: nothing to do, replay, reconcile, or rebuild. Throws
  // Error(Partial) when the system refuses (disk full), Error(Locked) when a foreign program writes to the index.
  Recovery recover();
  // From now on documents are made so.
  void use(MakeDocuments documents) { make_documents_ = std::move(documents); }
  // Applies the generation just saved, one that changed the archive's own tables of names to every article: waits for the one before
  // and returns while this one is being written, so that the next can be saved meanwhile. `saved` are articles of it as the
  // catalogue has them, which need not be loaded again. Throws as settle() does.
  void follow(const schema::Marker& generation, std::vector<schema::CatalogueArticle> saved);
  // Waits until the index holds what follow() was told; where it failed, recovers. Throws as recover() does, and Stopped. The members
  // below, and recover(), want it called before.
  void settle();
  // Waits until parts that are being joined are one, and joins those again where they are many. Throws as settle() does.
  void tidy();
  // A new index from the catalogue in place of whatever is there.
  void rebuild();
  // One compacted part in place of those there are, which must be up to the catalogue. Throws Error(Output) where it cannot be made,
  // Stopped; then those stay.
  void compact();

  // The generation up to which all parts hold what the catalogue says, for good, as settle() left it; 0 when that is not known.
  std::int64_t settled() const { return settled_; }
  const std::vector<std::string>& quarantined() const { return quarantined_; }

 private:
  // An article whose documents are to be made anew, or only to go (indexable false).
  struct Item {
    std::int64_t id = 0;
    std::string uid;
    bool indexable = false;
    const schema::CatalogueArticle* loaded = nullptr;  // empty: is to be loaded
  };

  Recovery recover_once();
  void rebuild_once();
  std::int64_t names_generation() const;
  std::vector<Item> changed_since(std::int64_t gen) const;
  std::vector<Item> every_article() const;
  std::vector<Item> ghosts() const;
  void bring_up(const std::vector<Item>& items);
  void or_recover(const std::function<void()>& work);
  static void take_loaded(std::vector<Item>& items, const std::vector<schema::CatalogueArticle>& saved);
  // Uses the catalogue only where items are to be loaded.
  void apply(std::span<const Item> items, const Marks& marks);
  void replace(std::span<const Item> items);
  // What becomes of an article's documents in one part: others, or none.
  struct Change {
    const Item* item = nullptr;
    bool has_documents = false;
  };
  void replace(std::size_t part, std::span<const Change> changes, std::atomic<std::size_t>& left);
  // A part of the items' documents, which nobody reads yet; gives its name.
  std::string build(std::span<const Item> items, const Marks& marks) const;
  std::string joined(const std::vector<std::string>& parts) const;
  // Gives a part that was built the name under which it may be read.
  std::string named(const std::string& built) const;
  // The last parts, where as many are of a size, become one in a thread of its own, which only reads them: until finish_joining()
  // nothing may be committed to them.
  void begin_joining();
  // False when the parts stay as they were.
  bool finish_joining();
  void drop_joining();
  std::vector<Xapian::Document> documents_of(const Item& item) const;
  schema::CatalogueArticle stored(const Item& item) const;
  // Finds what cannot be indexed among the items that just failed and notes it in the catalogue. False: there is none.
  bool quarantine_poison();
  std::vector<std::string> current_parts() const;
  void put_in_place(const std::string& built, const schema::Marker& marker, std::uint32_t documents);
  void verify(const std::string& part, const schema::Marker& marker, std::uint32_t documents) const;
  void set_aside() const;
  void remove_leftovers() const;

  schema::ArchivePaths paths_;
  schema::Connection& catalogue_;
  schema::Store store_;
  MakeDocuments make_documents_;
  unsigned threads_;
  std::function<bool()> stop_;
  std::optional<IndexParts> parts_;
  mutable std::mutex loading_;  // articles are loaded by the threads that make their documents, one at a time
  std::int64_t settled_ = 0;
  std::vector<Item> in_work_;  // of the latest apply(); what quarantine_poison() looks through
  std::vector<std::string> quarantined_;
  std::vector<std::string> being_joined_;
  std::future<std::string> joining_;  // gives the name of what they become
  std::future<void> following_;       // last: it is waited for before the rest goes
  std::int64_t following_gen_ = 0;
};

}  // namespace attache::indexer
