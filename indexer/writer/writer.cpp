#include "indexer/writer/writer.hpp"

#include <algorithm>
#include <unordered_map>

#include <xapian.h>

#include "indexer/relations/relation_keeper.hpp"
#include "indexer/text/sentences.hpp"
#include "indexer/writer/archive_lock.hpp"
#include "indexer/writer/index_keeper.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kMaxQueuedBytes = 64u << 20;
constexpr std::int64_t kRelationRules = 1;  // raised when relations are found otherwise: every archive's are then found anew
constexpr std::size_t kSaveOnStop =
    100;  // articles queued that are still saved after a signal, within 2 s on a busy machine

}  // namespace

MakeDocuments default_documents(std::shared_ptr<const schema::Names> names) {
  const auto maker = std::make_shared<schema::IndexDocuments>(*names, sentences_of);
  return [names = std::move(names), maker](const schema::StoredArticle& article, const std::vector<schema::Quote>& quotes) {
    return maker->documents_of(article, quotes);
  };
}

std::vector<std::string> readings_with(const schema::Connection& catalogue, const std::string& engine,
                                       const std::vector<std::string>& no_worse_engines) {
  const std::string digest = schema::own_names_digest(catalogue);
  std::vector<std::string> out{schema::reading_of(engine, digest)};
  for (const std::string& other : no_worse_engines) out.push_back(schema::reading_of(other, digest));
  return out;
}

std::string_view name_of(Recovery recovery) {
  switch (recovery) {
    case Recovery::Clean: return "clean";
    case Recovery::Replayed: return "replayed";
    case Recovery::Reconciled: return "reconciled";
    case Recovery::Rebuilt: break;
  }
  return "rebuilt";
}

struct Writer::Impl {
  // What the next generation changes.
  struct Queue {
    std::vector<Analysed> articles;
    std::unordered_map<std::string, std::size_t> by_uid;  // index in articles
    std::vector<std::string> removed;
    std::vector<std::pair<std::string, std::vector<schema::InputRow>>> inputs;
    std::size_t bytes = 0;
    std::chrono::steady_clock::time_point since;
    bool empty() const { return articles.empty() && removed.empty() && inputs.empty(); }
  };

  Impl(schema::ArchivePaths where, WriterOptions given)
      : paths(std::move(where)),
        options(std::move(given)),
        lock(paths, options.wait, options.stop),
        catalogue(schema::open_catalogue(paths, schema::OpenMode::ReadWrite)),
        store(schema::read_store(catalogue)),
        names(options.names ? options.names : schema::archive_names(catalogue)),
        index(paths, catalogue, store, documents(), options.threads, options.stop),
        recovery(index.recover()) {
    note_readings();
    open_relations();
  }

  // Finds all relations anew where the archive's were found by other rules, or with another measure of nearness.
  void open_relations() {
    schema::Statement row = catalogue.prepare("SELECT near_duplicates, relations FROM store");
    row.step();
    const double kept = row.real("near_duplicates");
    const double wanted = options.near_duplicates.value_or(kept);
    const bool found_so = row.integer("relations") == kRelationRules && kept == wanted;
    row.reset();
    relations.emplace(catalogue, wanted);
    if (found_so) return;
    const bool has_articles = catalogue.integer("SELECT count(*) FROM (SELECT 1 FROM article LIMIT 1)") > 0;
    schema::Transaction transaction(catalogue);
    if (has_articles)
      relations->find_all(insert_generation(catalogue).gen, [this] {
        if (stopped()) throw Stopped{};
      });
    catalogue.prepare("UPDATE store SET near_duplicates = ?1, relations = ?2").bind(1, wanted).bind(2, kRelationRules).run();
    transaction.commit();
    if (has_articles) index.recover();  // in portions: it may be every article
  }

  // Saves the article, and what it is to those before it.
  schema::CatalogueArticle save_article(Analysed analysed, std::int64_t gen) {
    std::optional<schema::CatalogueArticle> before;
    if (const auto known = schema::article_id_of(catalogue, schema::article_uid(analysed.article.provenance)))
      before = schema::load_article(catalogue, *known);
    auto saved = schema::store_article(catalogue, std::move(analysed.article), standing_readings.front(), std::move(analysed.quotes), gen);
    relations->stored(saved.article.id, saved.article.article, before ? &before->article.article : nullptr);
    return saved;
  }

  void count(const schema::Relations& one) {
    found.versions += !one.supersedes.empty();
    if (!one.duplicate_of.empty() || one.copy == schema::Copy::Same)
      ++found.duplicates;
    else if (one.copy == schema::Copy::Near)
      ++found.near_duplicates;
  }

  MakeDocuments documents() const { return options.documents ? options.documents : default_documents(names); }

  void note_readings() { standing_readings = readings_with(catalogue, options.engine, options.no_worse_engines); }

  void note_queued() {
    if (queue.empty()) queue.since = std::chrono::steady_clock::now();
  }
  bool stopped() const { return options.stop && options.stop(); }

  void flush_if_due() {
    if (stopped()) {
      if (queue.articles.size() <= kSaveOnStop) flush();
      throw Stopped{};
    }
    if (queue.articles.size() >= options.flush_articles || queue.bytes >= kMaxQueuedBytes ||
        std::chrono::steady_clock::now() - queue.since >= options.flush_after)
      begin_flush();
  }

  // What is queued is saved; the index follows while more is queued and saved.
  void begin_flush() {
    save_touched();
    if (queue.empty()) return;
    auto [generation, articles] = save(std::exchange(queue, {}));
    index.follow(generation, std::move(articles));
  }

  void flush() {
    begin_flush();
    index.tidy();
  }

  struct Saved {
    schema::Marker generation;
    std::vector<schema::CatalogueArticle> articles;
  };
  Saved save(Queue work) {
    schema::Transaction transaction(catalogue);
    const schema::Marker generation = insert_generation(catalogue);
    schema::purge_tombstones(catalogue, index.settled());
    std::vector<schema::CatalogueArticle> articles;
    for (Analysed& analysed : work.articles) articles.push_back(save_article(std::move(analysed), generation.gen));
    for (const std::string& uid : work.removed) {
      if (const auto id = schema::article_id_of(catalogue, uid)) relations->removing(*id);
      schema::remove_article(catalogue, uid, generation.gen);
    }
    relations->settle(generation.gen);
    for (schema::CatalogueArticle& saved : articles) {
      saved.article.relations = schema::load_relations(catalogue, saved.article.id);
      count(saved.article.relations);
    }
    for (const auto& [file, rows] : work.inputs) {
      catalogue.prepare("DELETE FROM input WHERE file = ?1").bind_blob(1, file).run();
      for (const schema::InputRow& row : rows) schema::store_input(catalogue, row, generation.gen);
    }
    transaction.commit();
    return {generation, std::move(articles)};
  }

  // Nothing the index knows of: no generation, and one sync for all.
  void save_touched() {
    if (touched.empty()) return;
    schema::Transaction transaction(catalogue);
    schema::Statement update = catalogue.prepare("UPDATE input SET mtime_ns = ?2 WHERE file = ?1 AND place = ''");
    for (const auto& [file, mtime_ns] : touched) update.bind_blob(1, file).bind(2, mtime_ns).run();
    transaction.commit();
    touched.clear();
  }

  schema::ArchivePaths paths;
  WriterOptions options;
  std::vector<std::string> standing_readings;
  ArchiveLock lock;
  schema::Connection catalogue;
  schema::Store store;
  std::shared_ptr<const schema::Names> names;
  IndexKeeper index;
  Recovery recovery;
  Queue queue;
  std::optional<RelationKeeper> relations;
  Found found;
  std::vector<std::pair<std::string, std::int64_t>> touched;
};

Writer::Writer(schema::ArchivePaths paths, WriterOptions options)
    : impl_(std::make_unique<Impl>(std::move(paths), std::move(options))) {}
Writer::~Writer() = default;

Recovery Writer::recovery() const { return impl_->recovery; }
const std::vector<std::string>& Writer::quarantined() const { return impl_->index.quarantined(); }
const schema::Connection& Writer::catalogue() const { return impl_->catalogue; }
const schema::Store& Writer::store() const { return impl_->store; }

const Writer::Found& Writer::found() const { return impl_->found; }
const schema::Names& Writer::names() const { return *impl_->names; }
std::shared_ptr<const schema::Names> Writer::share_names() const { return impl_->names; }
const std::vector<std::string>& Writer::standing_readings() const { return impl_->standing_readings; }

Writer::Standing Writer::standing_of(const schema::Article& article) const {
  const std::string uid = schema::article_uid(article.provenance);
  const auto& queue = impl_->queue;
  if (const auto queued = queue.by_uid.find(uid); queued != queue.by_uid.end())
    return queue.articles[queued->second].article == article ? Standing::Same : Standing::Changed;
  const auto id = schema::article_id_of(impl_->catalogue, uid);
  if (!id || std::find(queue.removed.begin(), queue.removed.end(), uid) != queue.removed.end()) return Standing::New;
  const auto row = schema::load_article(impl_->catalogue, *id);
  if (!row || row->article.article != article) return Standing::Changed;
  const auto& readings = standing_readings();
  return std::find(readings.begin(), readings.end(), row->article.engine) != readings.end() ? Standing::Same
                                                                                           : Standing::Changed;
}

void Writer::add(Analysed analysed) {
  auto& queue = impl_->queue;
  impl_->note_queued();
  std::string uid = schema::article_uid(analysed.article.provenance);
  std::erase(queue.removed, uid);
  queue.bytes += analysed.article.text.size();
  const auto [at, is_new] = queue.by_uid.try_emplace(std::move(uid), queue.articles.size());
  if (is_new)
    queue.articles.push_back(std::move(analysed));
  else
    queue.articles[at->second] = std::move(analysed);
  impl_->flush_if_due();
}

bool Writer::remove(std::string_view uid) {
  auto& queue = impl_->queue;
  // Saved first, so that the order of changes to one article is that of the calls.
  if (queue.by_uid.contains(std::string(uid))) flush();
  const bool going = std::find(queue.removed.begin(), queue.removed.end(), uid) != queue.removed.end();
  if (going || !schema::article_id_of(impl_->catalogue, uid)) return false;
  impl_->note_queued();
  queue.removed.emplace_back(uid);
  impl_->flush_if_due();
  return true;
}

void Writer::record_input(const std::string& file, std::vector<schema::InputRow> rows) {
  impl_->note_queued();
  impl_->queue.inputs.emplace_back(file, std::move(rows));
  impl_->flush_if_due();
}

void Writer::note_touched(const std::string& file, std::int64_t mtime_ns) {
  impl_->touched.emplace_back(file, mtime_ns);
}

void Writer::flush() { impl_->flush(); }

void Writer::set_own_tables(const std::vector<schema::OwnTable>& tables) {
  flush();  // it was read with the tables so far
  auto names = schema::names_with(tables);
  schema::Transaction transaction(impl_->catalogue);
  const schema::Marker generation = insert_generation(impl_->catalogue);
  schema::store_own_tables(impl_->catalogue, tables, generation.gen);
  transaction.commit();
  impl_->names = std::move(names);
  impl_->note_readings();
  impl_->index.use(impl_->documents());
  impl_->index.follow(generation, {});
}

void Writer::rebuild() {
  impl_->index.settle();
  impl_->index.rebuild();
}

void Writer::compact() {
  flush();
  impl_->index.compact();
}

void Writer::vacuum(double most_free_pages) {
  flush();
  schema::Connection& catalogue = impl_->catalogue;
  const auto pages = static_cast<double>(catalogue.integer("PRAGMA page_count").value_or(0));
  const auto free = static_cast<double>(catalogue.integer("PRAGMA freelist_count").value_or(0));
  if (free > most_free_pages * pages) catalogue.vacuum();
  catalogue.integer("PRAGMA wal_checkpoint(TRUNCATE)");  // its first column says 1 where a reader holds the log: the next one does it
}

}  // namespace attache::indexer
