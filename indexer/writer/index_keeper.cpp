#include "indexer/writer/index_keeper.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <future>
#include <new>
#include <numeric>
#include <thread>
#include <unordered_map>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <xapian.h>

#include "indexer/writer/compaction.hpp"
#include "indexer/writer/in_threads.hpp"
#include "indexer/writer/merge_policy.hpp"
#include "indexer/writer/part_builder.hpp"
#include "indexer/writer/poison_search.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

using schema::Error;
using schema::ErrorCode;

constexpr std::int64_t kBeforeAll = -1;
constexpr std::size_t kArticlesPerCommit = 1000;  // of recovery; bounds Xapian's memory
constexpr std::size_t kFinishOnStop =
    100;  // articles still brought in after a signal: well under 2 s on a busy machine
constexpr std::size_t kMostOthers = 250;          // articles loaded beside those just saved, to follow a generation meanwhile
constexpr std::size_t kLeastForPart = 100;        // new articles of a generation that get a part of their own
constexpr std::size_t kMostParts = 12;            // as many of a level are joined
constexpr std::size_t kUsualBytes = 4000;         // of an article that is not loaded yet
constexpr std::size_t kMadeAhead = 64;            // articles whose documents are made while those before are added
constexpr int kTries = 3;                         // before an index counts as unreadable
constexpr std::chrono::milliseconds kPause{20};

constexpr std::string_view kPartName = "index.";
constexpr std::string_view kNewName = "index.new.";
constexpr std::string_view kBadName = "index.bad.";

std::string now_utc(const char* format) { return fmt::format(fmt::runtime(format), fmt::gmtime(std::time(nullptr))); }

std::string new_name() { return std::string(kNewName) + schema::random_hex(16); }

Error not_searchable(const schema::ArchivePaths& paths, const std::string& reason) {
  return Error(ErrorCode::Partial, fmt::format("{}: saved, but not yet searchable: {}", paths.directory, reason),
               "see to space and permissions, then run attache-index check --repair");
}

}  // namespace

schema::Marker insert_generation(const schema::Connection& catalogue) {
  const schema::Marker marker{schema::last_generation(catalogue).gen + 1, schema::random_hex(32)};
  catalogue.prepare("INSERT INTO generation (gen, nonce, at) VALUES (?1, ?2, ?3)")
      .bind(1, marker.gen)
      .bind(2, marker.nonce)
      .bind(3, now_utc("{:%Y-%m-%dT%H:%M:%SZ}"))
      .run();
  return marker;
}

IndexKeeper::IndexKeeper(schema::ArchivePaths paths, schema::Connection& catalogue, schema::Store store,
                         MakeDocuments documents, unsigned threads, std::function<bool()> stop)
    : paths_(std::move(paths)),
      catalogue_(catalogue),
      store_(std::move(store)),
      make_documents_(std::move(documents)),
      threads_(threads),
      stop_(std::move(stop)) {}

Recovery IndexKeeper::recover() {
  int tries = 0;
  while (true) {
    std::string reason;
    try {
      const Recovery outcome = recover_once();
      remove_leftovers();
      return outcome;
    } catch (const Xapian::DatabaseLockError& e) {
      throw Error(ErrorCode::Locked, fmt::format("{}: the index is locked: {}", paths_.directory, e.get_msg()),
                  "another program writes to it; wait for it to finish");
    } catch (const Xapian::Error& e) {
      reason = e.get_description();
      if (is_system_failure(e)) {
        parts_.reset();
        throw not_searchable(paths_, reason);
      }
    } catch (const Error& e) {
      parts_.reset();
      if (e.code() != ErrorCode::Damaged) throw not_searchable(paths_, e.what());
      // A row that cannot be read: setting it aside may help, a new index would not.
      if (!quarantine_poison()) throw;
      continue;
    } catch (const std::bad_alloc&) {
      parts_.reset();
      throw;
    } catch (const std::exception& e) {
      reason = e.what();
    }
    parts_.reset();
    if (quarantine_poison()) continue;
    if (++tries < kTries) {
      std::this_thread::sleep_for(kPause);
      continue;
    }
    set_aside();
    rebuild();
    return Recovery::Rebuilt;
  }
}

Recovery IndexKeeper::recover_once() {
  drop_joining();
  parts_.reset();
  in_work_.clear();
  settled_ = 0;
  const auto names = current_parts();
  const bool all_there = std::all_of(names.begin(), names.end(), [this](const std::string& name) {
    return std::filesystem::is_directory(paths_.part(name));
  });
  std::optional<std::vector<schema::Marker>> markers;
  if (!names.empty() && all_there) {
    parts_.emplace(paths_, names);
    markers = parts_->markers(store_.uuid);
  }
  if (!markers) {
    rebuild_once();
    return Recovery::Rebuilt;
  }
  if (!std::all_of(markers->begin(), markers->end(),
                   [this](const schema::Marker& marker) { return schema::has_generation(catalogue_, marker); })) {
    // The catalogue is another one than a part followed (restored, rolled back), or the part is so old that tombstones
    // it has not seen are purged.
    auto work = ghosts();
    const auto articles = every_article();
    work.insert(work.end(), articles.begin(), articles.end());
    bring_up(work);
    return Recovery::Reconciled;
  }
  const std::int64_t least =
      std::min_element(markers->begin(), markers->end(), [](auto& a, auto& b) { return a.gen < b.gen; })->gen;
  if (least == schema::last_generation(catalogue_).gen) {
    settled_ = least;
    return Recovery::Clean;
  }
  bring_up(changed_since(least));
  return Recovery::Replayed;
}

// A CURRENT that is damaged names nothing: the index is made anew.
std::vector<std::string> IndexKeeper::current_parts() const {
  try {
    return schema::read_current(paths_);
  } catch (const Error&) {
    set_aside();
    return {};
  }
}

void IndexKeeper::follow(const schema::Marker& generation, std::vector<schema::CatalogueArticle> saved) {
  settle();
  if (settled_ >= generation.gen) return;  // whoever failed before was brought up with this one
  or_recover([&] {
    if (names_generation() == generation.gen) return bring_up(every_article());
    auto items = changed_since(generation.gen - 1);
    take_loaded(items, saved);
    const Marks marks{generation, schema::count_totals(catalogue_), store_.uuid};
    const auto is_unloaded = [](const Item& item) { return item.indexable && !item.loaded; };
    const auto unloaded = static_cast<std::size_t>(std::count_if(items.begin(), items.end(), is_unloaded));
    if (unloaded > kMostOthers) {
      apply(items, marks);
      settled_ = generation.gen;
      return;
    }
    std::vector<schema::CatalogueArticle> others;
    others.reserve(unloaded);  // items point into it
    for (Item& item : items)
      if (is_unloaded(item)) item.loaded = &others.emplace_back(stored(item));
    following_gen_ = generation.gen;
    // The vectors keep what the items point to.
    following_ = std::async(std::launch::async, [this, marks, items = std::move(items), saved = std::move(saved),
                                                 others = std::move(others)] { apply(items, marks); });
  });
}

void IndexKeeper::settle() {
  if (!following_.valid()) return;
  or_recover([this] {
    following_.get();
    settled_ = following_gen_;
  });
}

void IndexKeeper::or_recover(const std::function<void()>& work) {
  try {
    work();
  } catch (const Stopped&) {
    parts_.reset();
    throw;
  } catch (const std::exception&) {
    recover();
  } catch (const Xapian::Error&) {
    recover();
  }
}

void IndexKeeper::take_loaded(std::vector<Item>& items, const std::vector<schema::CatalogueArticle>& saved) {
  std::unordered_map<std::int64_t, const schema::CatalogueArticle*> by_id;
  for (const auto& article : saved) by_id.emplace(article.article.id, &article);
  for (Item& item : items)
    if (const auto found = by_id.find(item.id); found != by_id.end()) item.loaded = found->second;
}

void IndexKeeper::rebuild() {
  while (true) {
    std::string reason;
    try {
      rebuild_once();
      remove_leftovers();
      return;
    } catch (const Xapian::Error& e) {
      reason = e.get_description();
    } catch (const Error& e) {
      reason = e.what();
    }
    parts_.reset();
    if (!quarantine_poison()) throw not_searchable(paths_, reason);
  }
}

void IndexKeeper::rebuild_once() {
  drop_joining();
  parts_.reset();
  in_work_.clear();
  settled_ = 0;
  const Marks marks{schema::last_generation(catalogue_), schema::count_totals(catalogue_), store_.uuid};
  const auto articles = every_article();
  std::vector<std::string> built;
  std::vector<std::uint32_t> sizes;
  // Nobody reads them yet: no generation is needed.
  const auto join_last = [&](std::size_t count) {
    const std::vector<std::string> last(built.end() - static_cast<std::ptrdiff_t>(count), built.end());
    const auto first_size = sizes.end() - static_cast<std::ptrdiff_t>(count);
    const auto documents = std::accumulate(first_size, sizes.end(), std::uint32_t{0});  // verified in the end
    built.resize(built.size() - count);
    sizes.resize(sizes.size() - count);
    built.push_back(joined(last));
    sizes.push_back(documents);
    for (const std::string& part : last) remove_part(paths_, part);
  };
  for (std::size_t at = 0; at < articles.size(); at += kArticlesPerCommit) {
    const auto some = std::span(articles).subspan(at, std::min(kArticlesPerCommit, articles.size() - at));
    in_work_.assign(some.begin(), some.end());
    built.push_back(build(some, marks));
    sizes.push_back(IndexParts(paths_, {built.back()}).document_count());
    while (const std::size_t count = parts_to_join(sizes, kMostParts)) join_last(count);
  }
  in_work_.clear();
  if (built.empty()) {
    built.push_back(new_name());
    IndexParts empty(paths_, built, true);
    empty.begin();
    empty.commit(marks);
    sizes.push_back(0);
  }
  if (built.size() > 1) join_last(built.size());
  put_in_place(built.front(), *marks.marker, sizes.front());
}

// Sends readers to a part that is whole, and on disk but for its name. The parts they read so far go with remove_leftovers().
void IndexKeeper::put_in_place(const std::string& built, const schema::Marker& marker, std::uint32_t documents) {
  verify(built, marker, documents);
  const std::string name = named(built);
  schema::write_current(paths_, {name});
  parts_.emplace(paths_, std::vector{name});
  settled_ = marker.gen;
}

std::string IndexKeeper::named(const std::string& built) const {
  std::string name = std::string(kPartName) + built.substr(kNewName.size());
  std::filesystem::rename(paths_.part(built), paths_.part(name));
  schema::sync_directory(paths_.directory);
  return name;
}

// Nobody reads the new part until it is in place, so that no generation goes with it: its documents and marker are those of the old
// ones.
void IndexKeeper::compact() {
  finish_joining();
  const schema::Marker last = schema::last_generation(catalogue_);
  const auto names = current_parts();
  if (!parts_ || names.empty() || settled_ != last.gen) throw not_searchable(paths_, "the index is behind the catalogue");
  const std::uint32_t documents = parts_->document_count();
  const std::string building = new_name();
  parts_.reset();
  settled_ = 0;
  try {
    compact_parts(paths_, names, building, stop_);
    put_in_place(building, last, documents);
  } catch (const Xapian::Error& e) {
    remove_part(paths_, building);
    throw Error(ErrorCode::Output, fmt::format("{}: the index could not be compacted and is as it was: {}", paths_.directory, e.get_description()),
                "see to space and permissions");
  } catch (...) {
    remove_part(paths_, building);
    throw;
  }
  remove_leftovers();
}

void IndexKeeper::verify(const std::string& part, const schema::Marker& marker, std::uint32_t documents) const {
  const schema::Totals totals = schema::count_totals(catalogue_);
  const IndexParts written(paths_, {part});
  if (written.markers(store_.uuid) != std::vector{marker} || written.document_count() != documents ||
      (totals.unindexed_articles == 0 && documents != totals.articles + schema::count_quote_documents(catalogue_)))
    throw Error(ErrorCode::Damaged, fmt::format("{}: the new index is not what was written", paths_.part(part)));
}

// The one that changed the archive's own tables last: documents made before it hold other offices.
std::int64_t IndexKeeper::names_generation() const {
  return catalogue_.integer("SELECT names_gen FROM store").value_or(0);
}

std::vector<IndexKeeper::Item> IndexKeeper::changed_since(std::int64_t gen) const {
  if (names_generation() > gen) gen = kBeforeAll;
  schema::Statement rows = catalogue_.prepare(
      "SELECT id, uid, uid NOT IN (SELECT article_uid FROM index_error) AS indexable FROM article WHERE gen > ?1"
      " UNION ALL SELECT 0, uid, 0 FROM tombstone WHERE gen > ?1"
      " UNION ALL SELECT 0, article_uid, 0 FROM index_error WHERE gen > ?1");
  rows.bind(1, gen);
  std::vector<Item> out;
  while (rows.step()) out.push_back({rows.integer("id"), rows.text("uid"), rows.integer("indexable") != 0});
  return out;
}

std::vector<IndexKeeper::Item> IndexKeeper::every_article() const { return changed_since(kBeforeAll); }

std::vector<IndexKeeper::Item> IndexKeeper::ghosts() const {
  std::vector<Item> out;
  for (std::string& uid : parts_->article_uids())
    if (!schema::article_id_of(catalogue_, uid)) out.push_back({0, std::move(uid), false});
  return out;
}

void IndexKeeper::bring_up(const std::vector<Item>& items) {
  std::size_t at = 0;
  do {
    const std::size_t count = std::min(kArticlesPerCommit, items.size() - at);
    const bool last = at + count == items.size();
    // Readers count generations to know whether blocks may have been reused: each commit has its own.
    schema::Transaction transaction(catalogue_);
    const schema::Marker generation = insert_generation(catalogue_);
    transaction.commit();
    apply(std::span(items).subspan(at, count),
          {last ? std::optional(generation) : std::nullopt, schema::count_totals(catalogue_), store_.uuid});
    if (last) settled_ = generation.gen;
    at += count;
  } while (at < items.size());
}

void IndexKeeper::apply(std::span<const Item> items, const Marks& marks) {
  if (!parts_) throw Error(ErrorCode::Damaged, "the index is not open");
  in_work_.assign(items.begin(), items.end());
  std::vector<Item> fresh;
  std::vector<Item> known;
  for (const Item& item : items) (item.indexable && parts_->parts_of(item.uid).empty() ? fresh : known).push_back(item);
  if (!marks.marker || fresh.size() < kLeastForPart) {
    finish_joining();
    parts_->begin();
    replace(items);
    parts_->commit(marks, threads_);
    in_work_.clear();
    return;
  }
  auto building = std::async(std::launch::async, [&] { return build(fresh, marks); });
  finish_joining();
  const auto dropped = parts_->drop_empty();
  parts_->begin();
  replace(known);
  // Readers get the new part first: should the others never be committed, the archive is as recent as they are, and what is in the
  // new one is replaced there.
  const std::string name = named(building.get());
  auto names = parts_->names();
  names.push_back(name);
  schema::write_current(paths_, names);
  for (const std::string& empty : dropped) remove_part(paths_, empty);
  parts_->commit(marks, threads_);
  parts_->add(name);
  in_work_.clear();
  begin_joining();
}

// Parts beside each other. A new article goes to the last one.
void IndexKeeper::replace(std::span<const Item> items) {
  std::vector<std::vector<Change>> changes(parts_->count());
  for (const Item& item : items) {
    auto holders = parts_->parts_of(item.uid);
    if (holders.empty() && item.indexable) holders.push_back(changes.size() - 1);
    for (const std::size_t part : holders) changes[part].push_back({&item, item.indexable && part == holders.front()});
  }
  std::atomic<std::size_t> left = items.size();
  try {
    in_threads(threads_, changes.size(), [&](std::size_t part) { replace(part, changes[part], left); });
  } catch (const Stopped&) {
    parts_->cancel();
    throw;
  }
}

void IndexKeeper::replace(std::size_t part, std::span<const Change> changes, std::atomic<std::size_t>& left) {
  using Made = std::vector<std::vector<Xapian::Document>>;
  // `done` are those added by now, freed there: their terms are many small pieces of memory.
  const auto made_from = [&](std::size_t at, Made done) {
    return std::async(std::launch::async, [this, next = changes.subspan(at, std::min(kMadeAhead, changes.size() - at)), done = std::move(done)]() mutable {
      Made().swap(done);
      Made out;
      for (const Change& change : next) out.push_back(change.has_documents ? documents_of(*change.item) : std::vector<Xapian::Document>());
      return out;
    });
  };
  if (changes.empty()) return;
  auto being_made = made_from(0, {});
  Made made;
  for (std::size_t at = 0; at < changes.size(); at += kMadeAhead) {
    Made done = std::exchange(made, being_made.get());
    being_made = made_from(std::min(at + kMadeAhead, changes.size()), std::move(done));
    for (std::size_t i = 0; i < made.size(); ++i) {
      if (left-- > kFinishOnStop && stop_ && stop_()) throw Stopped{};
      parts_->replace(part, changes[at + i].item->uid, made[i]);
    }
  }
}

std::string IndexKeeper::build(std::span<const Item> items, const Marks& marks) const {
  PartPlan plan;
  plan.name = new_name();
  plan.documents_of = [&](std::size_t i) { return items[i].indexable ? documents_of(items[i]) : std::vector<Xapian::Document>(); };
  plan.threads = threads_;
  if (items.size() > kFinishOnStop) plan.stop = stop_;
  for (const Item& item : items) plan.bytes.push_back(item.loaded ? item.loaded->article.article.text.size() : kUsualBytes);
  build_part(paths_, plan, marks);
  return plan.name;
}

std::string IndexKeeper::joined(const std::vector<std::string>& parts) const {
  const std::string name = new_name();
  try {
    join_parts(paths_, parts, name, stop_);
  } catch (...) {
    remove_part(paths_, name);
    throw;
  }
  return name;
}

// All parts have the same marker, and so has what they become: no generation belongs to it, as with compact().
void IndexKeeper::begin_joining() {
  const std::size_t count = parts_to_join(parts_->sizes(), kMostParts);
  if (count == 0 || (stop_ && stop_())) return;
  const auto names = parts_->names();
  being_joined_.assign(names.end() - static_cast<std::ptrdiff_t>(count), names.end());
  joining_ = std::async(std::launch::async, [this, parts = being_joined_] { return joined(parts); });
}

bool IndexKeeper::finish_joining() {
  if (!joining_.valid()) return false;
  std::string built;
  try {
    built = joining_.get();
  } catch (const Xapian::Error& e) {
    if (is_system_failure(e)) return false;  // no space
    throw;
  } catch (const Error& e) {
    if (e.code() == ErrorCode::Output) return false;
    throw;
  }
  const auto parts = std::exchange(being_joined_, {});
  const auto sizes = parts_->sizes();
  const auto documents = std::accumulate(sizes.end() - static_cast<std::ptrdiff_t>(parts.size()), sizes.end(), std::uint32_t{0});
  if (IndexParts(paths_, {built}).document_count() != documents)
    throw Error(ErrorCode::Damaged, fmt::format("{}: the new part is not what it was joined from", paths_.part(built)));
  const std::string name = named(built);
  auto names = parts_->names();
  names.resize(names.size() - parts.size());
  names.push_back(name);
  schema::write_current(paths_, names);
  parts_->drop_last(parts.size());
  parts_->add(name);
  for (const std::string& part : parts) remove_part(paths_, part);
  return true;
}

void IndexKeeper::drop_joining() {
  joining_ = {};
  being_joined_.clear();
}

void IndexKeeper::tidy() {
  settle();
  if (!parts_) return;
  or_recover([this] {
    while (finish_joining()) begin_joining();
  });
}

std::vector<Xapian::Document> IndexKeeper::documents_of(const Item& item) const {
  if (item.loaded) return make_documents_(item.loaded->article, item.loaded->quotes);
  const auto article = stored(item);
  return make_documents_(article.article, article.quotes);
}

schema::CatalogueArticle IndexKeeper::stored(const Item& item) const {
  const std::lock_guard lock(loading_);
  auto row = schema::load_article(catalogue_, item.id);
  if (!row) throw Error(ErrorCode::Damaged, fmt::format("article {} is missing from the catalogue", item.id));
  return *std::move(row);
}

bool IndexKeeper::quarantine_poison() {
  auto suspects = std::exchange(in_work_, {});
  std::erase_if(suspects, [](const Item& item) { return !item.indexable; });
  std::vector<std::string> uids;
  for (const Item& item : suspects) uids.push_back(item.uid);
  const auto found = find_unindexable(paths_, new_name(), uids, [&](std::size_t i) { return documents_of(suspects[i]); });
  if (found.empty()) return false;
  schema::Transaction transaction(catalogue_);
  const schema::Marker generation = insert_generation(catalogue_);
  for (const auto& [uid, reason] : found) {
    catalogue_.prepare("INSERT OR REPLACE INTO index_error (article_uid, reason, gen) VALUES (?1, ?2, ?3)")
        .bind(1, uid)
        .bind(2, reason)
        .bind(3, generation.gen)
        .run();
    quarantined_.push_back(uid);
  }
  transaction.commit();
  return true;
}

void IndexKeeper::set_aside() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(paths_.directory)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPartName) && !name.starts_with(kNewName) && !name.starts_with(kBadName))
      names.push_back(name);
  }
  const std::string time = now_utc("{:%Y%m%dT%H%M%SZ}");
  for (const std::string& name : names)
    std::filesystem::rename(paths_.part(name),
                            paths_.part(fmt::format("{}{}.{}", kBadName, time, schema::random_hex(4))));
  schema::sync_directory(paths_.directory);
}

void IndexKeeper::remove_leftovers() const {
  const auto current = schema::read_current(paths_);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(paths_.directory)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPartName) && !name.starts_with(kBadName) &&
        std::find(current.begin(), current.end(), name) == current.end())
      names.push_back(name);
  }
  for (const std::string& name : names) remove_part(paths_, name);
}

}  // namespace attache::indexer
