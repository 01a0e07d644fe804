#include "indexer/commands/account.hpp"

#include "schema/messages.hpp"

namespace attache::indexer {

void say_row(std::string_view name, std::int64_t count) { schema::say("{:<28}{:>10}\n", name, count); }

void say_quarantined(const Writer& writer) {
  for (const std::string& uid : writer.quarantined())
    schema::say("article {} is saved but cannot be indexed; attache-index failed says why\n", uid);
}

}  // namespace attache::indexer
