#include "indexer/relations/relation_rows.hpp"

#include "schema/catalogue_rows.hpp"

namespace attache::indexer {

RelationRows::RelationRows(const schema::Connection& catalogue)
    : catalogue_(&catalogue),
      text_(catalogue.prepare("SELECT text, blocks, title, day FROM article WHERE id = ?1")),
      insert_(catalogue.prepare("INSERT OR IGNORE INTO relation (article_id, address, fingerprint, version_group) VALUES (?1, '', 0, ?1)")),
      set_identity_(catalogue.prepare("UPDATE relation SET address = ?2, fingerprint = ?3, version_group = ?4 WHERE article_id = ?1")),
      set_versions_(catalogue.prepare("UPDATE relation SET supersedes = ?2, superseded_by = ?3, duplicate_of = ?4"
                                      " WHERE article_id = ?1 AND (supersedes, superseded_by, duplicate_of) IS NOT (?2, ?3, ?4)")),
      set_cluster_(catalogue.prepare("UPDATE relation SET cluster = ?2, copy = ?3"
                                     " WHERE article_id = ?1 AND (cluster, copy) IS NOT (?2, ?3)")) {}

Wording RelationRows::wording_of(std::int64_t id) {
  if (!text_.bind(1, id).step()) return {};
  schema::Article article;
  article.text = schema::decompress_text(text_.blob("text"));
  article.blocks = schema::blocks_from_json(text_.text("blocks"));
  article.title = text_.text("title");
  article.published = schema::parse_date(text_.text("day"));
  text_.reset();
  return indexer::wording_of(article);
}

void RelationRows::insert(std::int64_t id) { insert_.bind(1, id).run(); }

void RelationRows::set_identity(std::int64_t id, std::string_view address, std::uint64_t fingerprint, std::int64_t version_group) {
  set_identity_.bind(1, id).bind(2, address).bind(3, static_cast<std::int64_t>(fingerprint)).bind(4, version_group).run();
}

void RelationRows::set_versions(std::int64_t id, const schema::Relations& relations) {
  set_versions_.bind(1, id).bind(2, relations.supersedes).bind(3, relations.superseded_by).bind(4, relations.duplicate_of).run();
  if (catalogue_->changes() > 0) changed_.insert(id);
}

void RelationRows::set_cluster(std::int64_t id, std::string_view cluster, schema::Copy copy) {
  set_cluster_.bind(1, id).bind(2, cluster).bind(3, schema::name_in(schema::kCopies, copy)).run();
  if (catalogue_->changes() > 0) changed_.insert(id);
}

void RelationRows::stamp(std::int64_t gen) {
  schema::Statement article = catalogue_->prepare("UPDATE article SET gen = ?2 WHERE id = ?1 AND gen <> ?2");
  schema::Statement quotes = catalogue_->prepare("UPDATE quote SET gen = ?2 WHERE article_id = ?1 AND gen <> ?2");
  for (const std::int64_t id : changed_)
    for (schema::Statement* update : {&article, &quotes}) update->bind(1, id).bind(2, gen).run();
  changed_.clear();
}

}  // namespace attache::indexer
