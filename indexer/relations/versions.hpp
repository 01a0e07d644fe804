// Which articles are versions of one: the same identifier or address again. All but the last are superseded: kept, linked, and listed
// only when asked for.
//
// Belongs to one thread; whatever changes needs a Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/relations/relation_rows.hpp"
#include "schema/article.hpp"

namespace attache::indexer {

// The address without scheme, "www.", fragment, final slash and what only says who sent the reader ("utm_…"); host in small letters.
// Empty for an address without path and query: an outlet's front page is no article.
std::string address_of(std::string_view url);

// Seconds since 1970 of Moment::iso; nothing without a time of day and a zone.
std::optional<std::int64_t> instant_of(std::string_view iso);

class Versions {
 public:
  Versions(RelationRows& rows, double least_containment);

  // An article that was stored. Its row of table relation must be there.
  void place(std::int64_t id, const schema::Article& article);
  // One that goes.
  void leave(std::int64_t id);
  // Puts the groups touched since the last call into their order.
  void settle();

 private:
  // An article with the same identifier or address.
  struct Known {
    std::int64_t id = 0;
    std::int64_t group = 0;
    std::string outlet;
    std::string title;
    std::string version;
    std::string status;
    std::string external_id;
  };

  std::vector<Known> known(std::int64_t id, const schema::Article& article, const std::string& address);
  std::int64_t group_of(std::int64_t id);
  std::optional<std::int64_t> find_group(std::int64_t id, const schema::Article& article, const std::string& address);
  void set_apart(std::int64_t id);
  void order(std::int64_t group);

  RelationRows& rows_;
  double least_containment_;
  schema::Statement known_;
  schema::Statement group_of_;
  schema::Statement others_of_group_;
  std::set<std::int64_t> touched_;
};

}  // namespace attache::indexer
