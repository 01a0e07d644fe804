#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/commands/account.hpp"
#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/writer_options.hpp"
#include "schema/messages.hpp"
#include "schema/names/formats.hpp"
#include "schema/own_tables.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using schema::Error;
using schema::ErrorCode;
using schema::OwnTable;

constexpr std::int64_t kManyArticles = 1000;  // whose documents take seconds to make

OwnTable read_table(const std::string& path) {
  std::string bytes;
  const std::unique_ptr<std::FILE, decltype([](std::FILE* file) { std::fclose(file); })> in(std::fopen(path.c_str(), "re"));
  std::array<char, 65536> piece;
  while (in && bytes.size() <= schema::kMostTableBytes) {
    const auto size = std::fread(piece.data(), 1, piece.size(), in.get());
    if (size == 0) break;
    bytes.append(piece.data(), size);
  }
  if (!in || std::ferror(in.get())) throw Error(ErrorCode::Usage, fmt::format("{}: {}", path, std::strerror(errno)));
  return schema::own_table_of(path, bytes);
}

std::vector<OwnTable> read_tables(const std::vector<std::string>& files) {
  std::vector<OwnTable> out;
  for (const std::string& file : files) {
    OwnTable table = read_table(file);
    for (const OwnTable& other : out)
      if (other.kind == table.kind)
        throw Error(ErrorCode::Usage, fmt::format("{} and {} are both tables of {}", other.file, file, table.kind),
                    "an archive has one table of a kind: join them");
    out.push_back(std::move(table));
  }
  return out;
}

std::vector<std::string> kinds_named(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    const auto* format = schema::names::format_named(name);
    if (!format) {
      std::vector<std::string_view> known;
      for (const auto& each : schema::names::table_formats()) known.push_back(each.name());
      throw Error(ErrorCode::Usage, fmt::format("--remove: there is no kind of table {}", name),
                  fmt::format("there are {}", fmt::join(known, ", ")));
    }
    out.emplace_back(format->name());
  }
  return out;
}

int list_tables(const schema::Connection& catalogue) {
  const auto tables = schema::load_own_tables(catalogue);
  for (const OwnTable& table : tables)
    write_output(fmt::format("{}\t{}\t{}\t{}\t{}\n", table.kind, table.rows, table.digest, table.at,
                             schema::printable(table.file)));
  finish_output();
  return tables.empty() ? schema::ExitStatus::NothingFound : schema::ExitStatus::Found;
}

auto of_kind(std::vector<OwnTable>& tables, std::string_view kind) {
  return std::find_if(tables.begin(), tables.end(), [&](const OwnTable& table) { return table.kind == kind; });
}

// What the archive's tables become, and a line on each table asked for.
struct Change {
  std::vector<OwnTable> tables;
  std::vector<std::string> said;
  bool any = false;
  bool all_found = true;

  void remove(const std::string& kind) {
    const auto at = of_kind(tables, kind);
    if (at == tables.end()) {
      said.push_back(fmt::format("{}: the archive has no table of its own", kind));
      all_found = false;
      return;
    }
    said.push_back(fmt::format("{}: taken away", kind));
    tables.erase(at);
    any = true;
  }
  void put(OwnTable table) {
    const auto at = of_kind(tables, table.kind);
    if (at != tables.end() && at->digest == table.digest) {
      said.push_back(fmt::format("{}: unchanged", table.kind));
      return;
    }
    const std::string rows = fmt::format("{} row{}", table.rows, table.rows == 1 ? "" : "s");
    any = true;
    if (at == tables.end()) {
      said.push_back(fmt::format("{}: stored, {}", table.kind, rows));
      tables.push_back(std::move(table));
    } else {
      said.push_back(fmt::format("{}: stored, {} in place of {}", table.kind, rows, at->rows));
      *at = std::move(table);
    }
  }
};

// Tables that do not load any more must not keep the writer from opening: they are what is to be changed.
WriterOptions options_for(const schema::Connection& catalogue, double wait_seconds) {
  WriterOptions out = writer_options(wait_seconds);
  try {
    schema::archive_names(catalogue);
  } catch (const Error& e) {
    if (e.code() != ErrorCode::Damaged) throw;
    out.names = schema::names_with({});
  }
  return out;
}

void say_read_otherwise(const Writer& writer) {
  const std::int64_t count = schema::articles_of_other_names(schema::count_totals(writer.catalogue()));
  if (count > 0)
    schema::say("{} read with other tables: run attache-index requote\n",
                count == 1 ? std::string("1 article was") : fmt::format("{} articles were", count));
}

}  // namespace

int run_names(const NamesOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  if (options.files.empty() && options.remove.empty())
    return list_tables(schema::open_catalogue(paths, schema::OpenMode::ReadOnly));
  auto given = read_tables(options.files);
  const auto removed = kinds_named(options.remove);
  if (removed.empty() && !std::filesystem::exists(paths.catalogue())) {
    schema::names_with(given);  // before anything is made
    schema::create_archive(paths);
  }
  const auto writing =
      options_for(schema::open_catalogue(paths, schema::OpenMode::ReadOnly), options.wait_seconds);
  Writer writer(paths, writing);

  Change change{schema::load_own_tables(writer.catalogue()), {}};
  for (const std::string& kind : removed) change.remove(kind);
  for (OwnTable& table : given) change.put(std::move(table));
  const std::int64_t articles = schema::count_totals(writer.catalogue()).articles;
  if (change.any && articles > kManyArticles) schema::say("writing the index of {} articles anew\n", articles);
  if (change.any) writer.set_own_tables(change.tables);
  for (const std::string& line : change.said) schema::say("{}\n", line);
  say_read_otherwise(writer);
  say_quarantined(writer);
  if (!writer.quarantined().empty()) return schema::exit_status(ErrorCode::Partial);
  return change.any || change.all_found ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
