// Keeps up how the articles of an archive stand to each other while a Writer changes them: versions (versions.hpp) and copies
// (copies.hpp). What comes out depends on the order in which articles came, not on how they were divided into generations.
//
// Belongs to the Writer's thread. All but the constructor need a Transaction: what is not committed is found again when the same
// articles come again.
#pragma once

#include <cstdint>
#include <functional>

#include "indexer/relations/copies.hpp"
#include "indexer/relations/versions.hpp"

namespace attache::indexer {

class RelationKeeper {
 public:
  // The catalogue must outlive it. `least_containment` as of Copies.
  RelationKeeper(const schema::Connection& catalogue, double least_containment);

  // An article that was stored; `before`: what stood there, none for one that is new.
  void stored(std::int64_t id, const schema::Article& article, const schema::Article* before);
  // One that is about to be removed.
  void removing(std::int64_t id);
  // Ends a generation's changes: articles that stand otherwise now than before get its number, so that the index follows.
  void settle(std::int64_t gen);

  // All anew, by the catalogue's texts, and settled. `check_stop` is called before each article and may throw.
  void find_all(std::int64_t gen, const std::function<void()>& check_stop);

 private:
  RelationRows rows_;
  Versions versions_;
  Copies copies_;
};

}  // namespace attache::indexer
