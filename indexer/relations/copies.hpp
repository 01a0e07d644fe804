// Which articles have the text of another: clusters of exact and near-duplicates, kept up as articles come, change and go.
//
// A cluster is a star: its articles are each like its first one, so that a text merged of two stories does not join them. Belongs
// to one thread; whatever changes needs a Transaction.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/relations/relation_rows.hpp"
#include "indexer/relations/shingles.hpp"
#include "schema/records.hpp"

namespace attache::indexer {

// The least share of the shorter text that the longer one has, where the archive's owner sets no other.
inline constexpr double kNearContainment = 0.45;

// How like two texts are; `least_containment` over 1: no two are near.
schema::Copy likeness(const Overlap& overlap, double least_containment);

class Copies {
 public:
  // `least_containment` 0: no copies are looked for.
  Copies(RelationRows& rows, double least_containment);

  // An article that is new to the archive.
  void enter(std::int64_t id, const Wording& wording);
  // One whose text was replaced: the others of its cluster stay with it as far as they are still like it.
  void change(std::int64_t id, const Wording& before, const Wording& now);
  // One that goes; those of its cluster look for another.
  void leave(std::int64_t id, const Wording& wording);

 private:
  // An article that shares hashes of the sketch.
  struct Candidate {
    std::int64_t id = 0;
    std::size_t shared = 0;
    double weight = 0;  // a hash that few have tells more
  };
  struct Anchor {
    std::int64_t id = 0;
    std::string uid;
    Overlap overlap;
    schema::Copy copy = schema::Copy::None;
  };

  void place(std::int64_t id, const Wording& wording);
  // Of articles that are nobody's copies alone: whoever is like a copy enough to join it is like its first, too.
  void store_sketch(std::int64_t id, const Wording& wording);
  void drop_sketch(std::int64_t id, const Wording& wording);
  std::vector<Candidate> candidates(std::int64_t id, const Wording& wording);
  std::vector<Anchor> anchors(std::int64_t id, const Wording& wording);
  std::vector<std::int64_t> members(std::string_view uid, std::int64_t most);
  bool is_another_part(std::int64_t id, const Wording& wording, const Anchor& anchor);
  bool is_version_of(std::int64_t id, std::int64_t other) const;
  std::string uid_of(std::int64_t id) const;

  RelationRows& rows_;
  double least_containment_;
  schema::Statement insert_hash_;
  schema::Statement delete_hash_;
  schema::Statement having_hash_;
  schema::Statement members_;
};

}  // namespace attache::indexer
