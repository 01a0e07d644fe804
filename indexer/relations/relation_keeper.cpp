#include "indexer/relations/relation_keeper.hpp"

#include <vector>

#include "schema/catalogue_rows.hpp"

namespace attache::indexer {

RelationKeeper::RelationKeeper(const schema::Connection& catalogue, double least_containment)
    : rows_(catalogue), versions_(rows_, least_containment), copies_(rows_, least_containment) {}

void RelationKeeper::stored(std::int64_t id, const schema::Article& article, const schema::Article* before) {
  rows_.insert(id);
  versions_.place(id, article);
  if (!before)
    copies_.enter(id, wording_of(article));
  else if (before->text != article.text || before->blocks != article.blocks || before->title != article.title ||
           schema::day_of(*before) != schema::day_of(article))
    copies_.change(id, wording_of(*before), wording_of(article));
}

void RelationKeeper::removing(std::int64_t id) {
  versions_.leave(id);
  copies_.leave(id, rows_.wording_of(id));
}

void RelationKeeper::settle(std::int64_t gen) {
  versions_.settle();
  rows_.stamp(gen);
}

void RelationKeeper::find_all(std::int64_t gen, const std::function<void()>& check_stop) {
  const schema::Connection& catalogue = rows_.catalogue();
  std::vector<std::int64_t> ids;
  schema::Statement articles = catalogue.prepare("SELECT id FROM article ORDER BY id");
  while (articles.step()) ids.push_back(articles.integer("id"));
  for (const std::int64_t id : ids) rows_.insert(id);
  catalogue.prepare("DELETE FROM shingle").run();
  catalogue.prepare("UPDATE relation SET address = '', version_group = article_id").run();
  for (const std::int64_t id : ids) {
    check_stop();
    if (!load_relations(catalogue, id).cluster.empty()) rows_.set_cluster(id, "", schema::Copy::None);
  }
  for (const std::int64_t id : ids) {
    check_stop();
    const auto row = schema::load_article(catalogue, id);
    if (row) stored(id, row->article.article, nullptr);
  }
  settle(gen);
}

}  // namespace attache::indexer
