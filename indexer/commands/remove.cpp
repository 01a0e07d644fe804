#include <charconv>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/writer_options.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

// The uid that ID means: a uid, or the number that status and answers give. Nothing when no article has it.
std::optional<std::string> uid_of(const schema::Connection& catalogue, const std::string& id) {
  if (schema::article_id_of(catalogue, id)) return id;
  std::int64_t number = 0;
  const auto [rest, failure] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (failure != std::errc() || rest != id.data() + id.size()) return std::nullopt;
  schema::Statement find = catalogue.prepare("SELECT uid FROM article WHERE id = ?1");
  if (!find.bind(1, number).step()) return std::nullopt;
  return find.text("uid");
}

}  // namespace

int run_remove(const RemoveOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  Writer writer(paths, writer_options(options.wait_seconds));
  std::size_t removed = 0;
  for (const std::string& id : options.ids) {
    const auto uid = uid_of(writer.catalogue(), id);
    if (uid && writer.remove(*uid))
      ++removed;
    else
      schema::say("no article has the id {}\n", schema::printable(id));
  }
  writer.flush();
  schema::say("{} of {} removed\n", removed, options.ids.size());
  if (removed == 0) return schema::ExitStatus::NothingFound;
  return removed == options.ids.size() ? schema::ExitStatus::Found : schema::exit_status(schema::ErrorCode::Partial);
}

}  // namespace attache::indexer
