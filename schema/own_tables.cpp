#include "schema/own_tables.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/catalogue_rows.hpp"
#include "schema/digest.hpp"
#include "schema/error.hpp"
#include "schema/names/formats.hpp"
#include "schema/names/table.hpp"
#include "schema/words.hpp"

namespace attache::schema {
namespace {

constexpr std::size_t kDigestDigits = 12;  // enough to tell the tables of one archive apart, short enough to read
constexpr std::string_view kNamesMark = "+names:";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string short_digest(std::string_view bytes) { return sha256_hex(bytes).substr(0, kDigestDigits); }

// Also without the end of the last line, which may be missing.
std::string with_plain_line_ends(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (bytes[i] != '\r' || (i + 1 < bytes.size() && bytes[i + 1] != '\n')) out += bytes[i];
  return out;
}

std::string accepted_formats() {
  std::string out;
  for (const auto& format : names::table_formats())
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", format.name(), fmt::join(format.columns, " "));
  return out;
}

std::string label_of(const OwnTable& table) {
  return table.at.empty() ? table.file : fmt::format("own table {} of the archive ({})", table.kind, table.file);
}

bool has_own_tables(const Connection& catalogue) {
  constexpr std::int64_t kSinceVersion = 2;
  return catalogue.integer("PRAGMA user_version").value_or(0) >= kSinceVersion;
}

}  // namespace

OwnTable own_table_of(std::string file, std::string_view bytes) {
  if (bytes.size() > kMostTableBytes)
    throw Error(ErrorCode::Usage, fmt::format("{}: over {} MB", file, kMostTableBytes >> 20));
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  OwnTable out;
  out.content = with_plain_line_ends(bytes);
  std::size_t number = 0;
  for (const auto line : names::split(out.content, '\n')) {
    ++number;
    std::uint32_t replaced = 0;
    valid_utf8(line, &replaced);
    if (replaced > 0) names::fail_at(file, number, "bytes that are not UTF-8");
    if (line.find('\0') != std::string_view::npos) names::fail_at(file, number, "a zero byte");
  }
  const auto* format = names::format_of(out.content);
  if (!format)
    throw Error(ErrorCode::Usage,
                fmt::format("{}: no table of names has such a first line; it has the columns of its kind, parted by tabs", file),
                accepted_formats());
  out.kind = format->name();
  out.file = std::move(file);
  out.rows = static_cast<std::int64_t>(names::count_rows(out.content));
  out.digest = short_digest(out.content);
  return out;
}

std::vector<OwnTable> load_own_tables(const Connection& catalogue) {
  std::vector<OwnTable> out;
  if (!has_own_tables(catalogue)) return out;
  Statement rows = catalogue.prepare("SELECT kind, file, rows, digest, at, content FROM own_table ORDER BY kind");
  while (rows.step())
    out.push_back({rows.text("kind"), rows.blob("file"), decompress_text(rows.blob("content")), rows.integer("rows"),
                   rows.text("digest"), rows.text("at")});
  return out;
}

void store_own_tables(const Connection& catalogue, const std::vector<OwnTable>& tables, std::int64_t gen) {
  catalogue.prepare("DELETE FROM own_table").run();
  for (const OwnTable& table : tables)
    catalogue
        .prepare(
            "INSERT INTO own_table (kind, file, rows, digest, at, content) VALUES"
            " (?1, ?2, ?3, ?4, CASE ?5 WHEN '' THEN (SELECT at FROM generation WHERE gen = ?7) ELSE ?5 END, ?6)")
        .bind(1, table.kind)
        .bind_blob(2, table.file)
        .bind(3, table.rows)
        .bind(4, table.digest)
        .bind(5, table.at)
        .bind_blob(6, compress_text(table.content))
        .bind(7, gen)
        .run();
  catalogue.prepare("UPDATE store SET names = ?1, names_gen = ?2").bind(1, digest_of(tables)).bind(2, gen).run();
}

std::string digest_of(std::span<const OwnTable> tables) {
  if (tables.empty()) return {};
  std::vector<std::string> parts;
  for (const OwnTable& table : tables) parts.push_back(fmt::format("{} {}\n", table.kind, table.digest));
  std::ranges::sort(parts);
  return short_digest(fmt::format("{}", fmt::join(parts, "")));
}

std::string own_names_digest(const Connection& catalogue) {
  if (!has_own_tables(catalogue)) return {};
  Statement row = catalogue.prepare("SELECT names FROM store");
  return row.step() ? row.text("names") : std::string();
}

std::shared_ptr<const Names> names_with(std::span<const OwnTable> tables) {
  if (tables.empty()) return {std::shared_ptr<const Names>(), &Names::builtin()};
  std::vector<std::string> files, labels;
  for (const OwnTable& table : tables) {
    files.push_back(table.kind + ".tsv");
    labels.push_back(label_of(table));
  }
  std::vector<Names::Table> own;
  for (std::size_t i = 0; i < tables.size(); ++i) own.push_back({files[i], tables[i].content, labels[i]});
  return Names::builtin_with(own);
}

std::shared_ptr<const Names> archive_names(const Connection& catalogue) {
  try {
    return names_with(load_own_tables(catalogue));
  } catch (const Error& e) {
    if (e.code() != ErrorCode::Usage) throw;
    throw Error(ErrorCode::Damaged, fmt::format("{}: {}", catalogue.path(), e.what()),
                "attache-index names FILE puts a corrected table in its place, names --remove KIND takes it away");
  }
}

std::string reading_of(std::string_view engine, std::string_view names_digest) {
  return names_digest.empty() ? std::string(engine) : fmt::format("{}{}{}", engine, kNamesMark, names_digest);
}

std::string_view engine_of(std::string_view reading) { return reading.substr(0, reading.find(kNamesMark)); }

std::string_view names_digest_of(std::string_view reading) {
  const auto mark = reading.find(kNamesMark);
  return mark == std::string_view::npos ? std::string_view() : reading.substr(mark + kNamesMark.size());
}

}  // namespace attache::schema
