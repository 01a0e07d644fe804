#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "schema/archive_reader.hpp"
#include "schema/own_tables.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

std::string row(std::string_view name, std::string_view value) { return fmt::format("{:<28}{}\n", name, value); }
std::string row(std::string_view name, std::int64_t value) { return fmt::format("{:<28}{}\n", name, value); }

std::string rows(std::string_view name, const std::vector<schema::Totals::Count>& counts) {
  std::string out;
  for (const auto& count : counts)
    out +=
        row(fmt::format("{} {} ", name, count.name.empty() ? "unknown" : schema::printable(count.name)), count.count);
  return out;
}

// The index's state in words, by its mark alone; `check` looks deeper.
std::string index_state(const schema::ArchivePaths& paths) {
  try {
    schema::ArchiveReader reader(paths);
    const auto behind = [&reader](const schema::IndexView&) {
      return schema::last_generation(reader.catalogue()).gen - reader.marker().gen;
    };
    const std::int64_t generations = reader.read(behind);
    if (generations == 0) return "up to date";
    return fmt::format("{} generation{} behind the catalogue; the next add brings it up", generations,
                       generations == 1 ? "" : "s");
  } catch (const schema::Error& e) {
    return fmt::format("{} ({})", e.what(), e.hint());
  }
}

}  // namespace

int run_status(const StatusOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  const schema::Connection catalogue = schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  const schema::Totals totals = schema::count_totals(catalogue);
  const schema::Store store = schema::read_store(catalogue);
  std::string out = row("archive", schema::printable(paths.directory));
  out += row("schema", store.schema);
  out += row("generations", schema::last_generation(catalogue).gen);
  out += row("articles", totals.articles);
  out += row("quotes", totals.quotes);
  out += row("speakers", catalogue.integer("SELECT count(*) FROM speaker").value_or(0));
  out += row("inputs read", catalogue.integer("SELECT count(*) FROM input WHERE state = 'read'").value_or(0));
  out += row("inputs unread", totals.unread_inputs);
  out += row("articles not indexable", totals.unindexed_articles);
  out += rows("articles in", totals.languages);
  out += row("in languages not read", schema::articles_of_other_languages(totals));
  out += rows("articles by engine", totals.engines);
  for (const auto& table : schema::load_own_tables(catalogue))
    out += row("own table " + table.kind, fmt::format("{} row{}, {}", table.rows, table.rows == 1 ? "" : "s", table.digest));
  out += row("articles by other tables", schema::articles_of_other_names(totals));
  out += row("index", index_state(paths));
  write_output(out);
  finish_output();
  return schema::ExitStatus::Found;
}

}  // namespace attache::indexer
