// Table relation: what the catalogue has of how articles stand to each other, and whose rows a transaction changed.
//
// Belongs to one thread, and needs a Transaction for whatever writes.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "indexer/relations/shingles.hpp"
#include "schema/database.hpp"
#include "schema/records.hpp"

namespace attache::indexer {

class RelationRows {
 public:
  explicit RelationRows(const schema::Connection& catalogue);

  const schema::Connection& catalogue() const { return *catalogue_; }
  // Of an article of the catalogue; an empty one where there is none of that number.
  Wording wording_of(std::int64_t id);

  // An article has a row from its first storing on.
  void insert(std::int64_t id);
  // What versions are found by.
  void set_identity(std::int64_t id, std::string_view address, std::uint64_t fingerprint, std::int64_t version_group);
  // What is shown; noted as changed only where it differs from what is there.
  void set_versions(std::int64_t id, const schema::Relations& relations);
  void set_cluster(std::int64_t id, std::string_view cluster, schema::Copy copy);

  // The articles whose relations are others than before, so that their documents are made anew.
  const std::set<std::int64_t>& changed() const { return changed_; }
  // Gives the changed articles the generation and forgets them.
  void stamp(std::int64_t gen);

 private:
  const schema::Connection* catalogue_;
  schema::Statement text_;
  schema::Statement insert_;
  schema::Statement set_identity_;
  schema::Statement set_versions_;
  schema::Statement set_cluster_;
  std::set<std::int64_t> changed_;
};

}  // namespace attache::indexer
