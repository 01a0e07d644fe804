#include "schema/archive.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "schema/digest.hpp"
#include "schema/error.hpp"
#include "schema/fields.hpp"
#include "schema/file_descriptor.hpp"
#include "schema/migrations.hpp"
#include "schema/own_tables.hpp"
#include "schema/stemmer.hpp"

namespace attache::schema {
namespace {

constexpr std::int64_t kApplicationId = 0x41545443;  // "ATTC": tells a catalogue from any other SQLite file
static_assert(std::end(kMigrations)[-1].version == kSchemaVersion);
constexpr off_t kPageBytes = 4096;  // of SQLite, unless told
constexpr std::size_t kMaxCurrentBytes = 64 * 1024;
// Raised when documents change in a way that no prefix or slot shows.
constexpr int kDocumentLayout = 9;

[[noreturn]] void throw_unwritable(const std::string& path) {
  throw Error(ErrorCode::Output, fmt::format("{}: {}", path, std::strerror(errno)), "see to space and permissions");
}

void make_private_directories(const std::filesystem::path& path) {
  if (path.empty() || ::access(path.c_str(), F_OK) == 0) return;
  make_private_directories(path.parent_path());
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) throw_unwritable(path.string());
  if (path.has_parent_path()) sync_directory(path.parent_path().string());
}

bool is_empty_database(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || info.st_size == 0) return true;
  // A journal is there only where the first page was being written when the program was killed: what follows goes through a
  // write-ahead log. To read means to take that page back.
  const bool half_made = info.st_size <= kPageBytes && ::access((path + "-journal").c_str(), F_OK) == 0;
  const Connection connection = Connection::open(path, half_made ? OpenMode::ReadWrite : OpenMode::ReadOnly);
  return connection.integer("PRAGMA application_id") == 0 &&
         connection.integer("SELECT count(*) FROM sqlite_master") == 0;
}

// Throws when a program of this version may not touch the catalogue.
void check_catalogue(const Connection& catalogue, bool writes) {
  const std::string& path = catalogue.path();
  if (catalogue.integer("PRAGMA application_id") != kApplicationId)
    throw Error(ErrorCode::NoArchive, fmt::format("{}: this is no catalogue of attache", path),
                "choose another directory with --archive");
  const auto version = catalogue.integer("PRAGMA user_version").value_or(0);
  if (version < 1 || version > kSchemaVersion)
    throw Error(ErrorCode::NoArchive,
                fmt::format("{}: schema version {}, this program knows versions to {}", path, version, kSchemaVersion),
                "use the version of attache that made it, or add the articles to another --archive");
  // No feature is known yet: any that is demanded is from a later version.
  Statement features = catalogue.prepare("SELECT name, demand FROM feature");
  while (features.step())
    if (writes || features.text("demand") == "read")
      throw Error(
          ErrorCode::NoArchive,
          fmt::format("{}: needs the feature '{}', which this program does not know", path, features.text("name")),
          "use a later version of attache");
}

// From the version it has to this program's. Needs a Transaction.
void migrate(Connection& catalogue) {
  const auto version = catalogue.integer("PRAGMA user_version").value_or(0);
  for (const Migration& migration : kMigrations)
    if (migration.version > version) catalogue.execute(migration.sql);
  catalogue.execute(fmt::format("PRAGMA user_version={}", kSchemaVersion).c_str());
}

std::vector<Totals::Count> counts_by(const Connection& catalogue, std::string_view sql) {
  std::vector<Totals::Count> out;
  Statement rows = catalogue.prepare(sql);
  while (rows.step()) out.push_back({rows.text("name"), rows.integer("count")});
  return out;
}

nlohmann::ordered_json json_of(const std::vector<Totals::Count>& counts) {
  auto out = nlohmann::ordered_json::object();
  for (const auto& row : counts) out[row.name] = row.count;
  return out;
}
std::vector<Totals::Count> counts_of(const nlohmann::ordered_json& json) {
  std::vector<Totals::Count> out;
  for (const auto& [name, count] : json.items()) out.push_back({name, count.get<std::int64_t>()});
  return out;
}

}  // namespace

std::string archive_directory(const std::string& option) {
  std::string out = option;
  const auto from_environment = [&out](const char* name, const char* below) {
    const char* value = std::getenv(name);
    if (out.empty() && value && *value) out = std::string(value) + below;
  };
  from_environment("ATTACHE_ARCHIVE", "");
  from_environment("XDG_DATA_HOME", "/attache");
  from_environment("HOME", "/.local/share/attache");
  if (out.empty())
    throw Error(ErrorCode::Usage, "no archive named, and no home directory", "name one with --archive DIR");
  // Links resolved: SQLite opens no path that leads over one.
  std::error_code failure;
  std::filesystem::path path = std::filesystem::weakly_canonical(std::filesystem::absolute(out), failure);
  if (failure) path = std::filesystem::absolute(out).lexically_normal();
  if (!path.has_filename() && path.has_relative_path()) path = path.parent_path();  // a final slash
  return path.string();
}

void create_archive(const ArchivePaths& paths) {
  make_private_directories(paths.directory);
  const std::string file = paths.catalogue();
  if (!is_empty_database(file)) return;
  Connection catalogue = Connection::open(file, OpenMode::Create);
  {
    Transaction transaction(catalogue);
    // Another program may have been first while this one waited.
    if (catalogue.integer("PRAGMA application_id") != 0) return;
    migrate(catalogue);
    catalogue.prepare("INSERT INTO store (uuid, schema, indexer_version) VALUES (?1, ?2, ?3)")
        .bind(1, random_hex(32))
        .bind(2, kSchemaVersion)
        .bind(3, indexer_signature())
        .run();
    catalogue.execute(fmt::format("PRAGMA application_id={}", kApplicationId).c_str());
    transaction.commit();
  }
  sync_directory(paths.directory);
}

Connection open_catalogue(const ArchivePaths& paths, OpenMode mode) {
  const std::string file = paths.catalogue();
  if (::access(file.c_str(), F_OK) != 0 && errno != ENOENT && errno != ENOTDIR)
    throw Error(ErrorCode::NoArchive, fmt::format("{}: {}", paths.directory, std::strerror(errno)),
                "an archive is its owner's alone");
  if (::access(file.c_str(), F_OK) != 0)
    throw Error(ErrorCode::NoArchive, fmt::format("{}: there is no archive", paths.directory),
                fmt::format("attache-index add --archive {} PATH… makes one", paths.directory));
  // Judged read-only first: opening for writing would change a file that is not ours.
  Connection catalogue = Connection::open(file, OpenMode::ReadOnly);
  check_catalogue(catalogue, mode != OpenMode::ReadOnly);
  if (mode == OpenMode::ReadOnly) return catalogue;
  Connection writing = Connection::open(file, OpenMode::ReadWrite);
  if (writing.integer("PRAGMA user_version") != kSchemaVersion) {
    Transaction transaction(writing);
    check_catalogue(writing, true);  // again: another program may have been at it meanwhile
    migrate(writing);
    transaction.commit();
  }
  return writing;
}

Store read_store(const Connection& catalogue) {
  Statement row = catalogue.prepare("SELECT uuid, schema, indexer_version FROM store");
  if (!row.step())
    throw Error(ErrorCode::Damaged, fmt::format("{}: table store is empty", catalogue.path()), "restore a backup");
  return {row.text("uuid"), row.integer("schema"), row.text("indexer_version")};
}

std::string to_string(const Marker& marker) { return fmt::format("{}:{}", marker.gen, marker.nonce); }

std::optional<Marker> parse_marker(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Marker out;
  const auto [rest, failure] = std::from_chars(text.data(), text.data() + colon, out.gen);
  if (failure != std::errc() || rest != text.data() + colon || out.gen < 0) return std::nullopt;
  out.nonce = text.substr(colon + 1);
  return out;
}

Marker last_generation(const Connection& catalogue) {
  Statement row = catalogue.prepare("SELECT gen, nonce FROM generation ORDER BY gen DESC LIMIT 1");
  if (!row.step()) return {};
  return {row.integer("gen"), row.text("nonce")};
}

bool has_generation(const Connection& catalogue, const Marker& marker) {
  if (marker == Marker{}) return true;  // before all of them
  Statement row = catalogue.prepare("SELECT 1 FROM generation WHERE gen = ?1 AND nonce = ?2");
  return row.bind(1, marker.gen).bind(2, marker.nonce).step();
}

std::string indexer_signature() {
  std::string layout;
  for (const Field& row : kFields) {
    layout += fmt::format("{}/{}/{}/{};", row.name, row.prefix, row.slot, static_cast<int>(row.kind));
  }
  return fmt::format("{}/snowball/{}", kDocumentLayout, sha256_hex(layout + stemming_rules()).substr(0, 16));
}

Totals count_totals(const Connection& catalogue) {
  Totals out;
  // A catalogue that no writer has opened since has none, and is counted.
  const bool tallied = catalogue.integer("SELECT 1 FROM sqlite_master WHERE name = 'tally'").has_value();
  out.quotes = catalogue.integer(tallied ? "SELECT count FROM tally WHERE kind = 'quotes'" : "SELECT count(*) FROM quote WHERE shown").value_or(0);
  out.unread_inputs = catalogue.integer("SELECT count(*) FROM input WHERE state = 'failed'").value_or(0);
  out.unindexed_articles = catalogue.integer("SELECT count(*) FROM index_error").value_or(0);
  out.languages = counts_by(catalogue, tallied ? "SELECT name, count FROM tally WHERE kind = 'language' AND count <> 0 ORDER BY name"
                                               : "SELECT language AS name, count(*) AS count FROM article GROUP BY language");
  out.engines = counts_by(catalogue, tallied ? "SELECT name, count FROM tally WHERE kind = 'engine' AND count <> 0 ORDER BY name"
                                             : "SELECT engine AS name, count(*) AS count FROM article GROUP BY engine");
  for (const auto& language : out.languages) out.articles += language.count;
  out.names = own_names_digest(catalogue);
  return out;
}

std::int64_t articles_of_other_names(const Totals& totals) {
  std::int64_t out = 0;
  for (const auto& reading : totals.engines)
    if (names_digest_of(reading.name) != totals.names) out += reading.count;
  return out;
}

std::int64_t articles_of_other_languages(const Totals& totals) {
  std::int64_t out = 0;
  for (const auto& language : totals.languages)
    if (!language.name.empty() && language.name != "en") out += language.count;
  return out;
}

std::int64_t count_quote_documents(const Connection& catalogue) {
  return catalogue.integer("SELECT count(*) FROM quote WHERE shown OR factuality <> 'said'").value_or(0);
}

std::string to_json(const Totals& totals) {
  return nlohmann::ordered_json{{"articles", totals.articles},
                                {"quotes", totals.quotes},
                                {"unread_inputs", totals.unread_inputs},
                                {"unindexed_articles", totals.unindexed_articles},
                                {"languages", json_of(totals.languages)},
                                {"engines", json_of(totals.engines)},
                                {"names", totals.names}}
      .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Totals totals_from_json(std::string_view text) {
  try {
    const auto json = nlohmann::ordered_json::parse(text);
    Totals out;
    out.articles = json.at("articles");
    out.quotes = json.at("quotes");
    out.unread_inputs = json.at("unread_inputs");
    out.unindexed_articles = json.at("unindexed_articles");
    out.languages = counts_of(json.at("languages"));
    out.engines = counts_of(json.at("engines"));
    out.names = json.value("names", "");  // an index of schema version 1 has none
    return out;
  } catch (const nlohmann::json::exception& e) {
    throw Error(ErrorCode::Damaged, fmt::format("the index's totals cannot be read: {}", e.what()),
                "attache-index check --repair rebuilds the index");
  }
}

std::vector<std::string> read_current(const ArchivePaths& paths) {
  const FileDescriptor file(::open(paths.current().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0) {
    if (errno == ENOENT) return {};
    throw Error(ErrorCode::Damaged, fmt::format("{}: {}", paths.current(), std::strerror(errno)),
                "attache-index check --repair rebuilds the index");
  }
  std::string content(kMaxCurrentBytes, '\0');
  const ssize_t size = ::read(file.number(), content.data(), content.size());
  content.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < content.size();) {
    std::size_t end = content.find('\n', begin);
    if (end == std::string::npos) end = content.size();
    std::string name = content.substr(begin, end - begin);
    begin = end + 1;
    // Only names made here: nothing that leads out of the archive.
    if (!name.starts_with("index.") || name.find_first_of(std::string_view("/\0", 2)) != std::string::npos)
      throw Error(ErrorCode::Damaged, fmt::format("{}: a line is no name of an index part", paths.current()),
                  "attache-index check --repair rebuilds the index");
    out.push_back(std::move(name));
  }
  return out;
}

void write_current(const ArchivePaths& paths, const std::vector<std::string>& parts) {
  const std::string temporary = paths.current() + ".new";
  ::unlink(temporary.c_str());
  {
    const FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.number() < 0) throw_unwritable(temporary);
    const std::string content = fmt::format("{}\n", fmt::join(parts, "\n"));
    if (::write(file.number(), content.data(), content.size()) != static_cast<ssize_t>(content.size()) ||
        ::fsync(file.number()) != 0)
      throw_unwritable(temporary);
  }
  if (::rename(temporary.c_str(), paths.current().c_str()) != 0) throw_unwritable(paths.current());
  sync_directory(paths.directory);
}

bool has_writer(const ArchivePaths& paths) {
  const FileDescriptor file(::open(paths.lock().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct flock range {};  // as indexer/writer/archive_lock takes it
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  return file.number() >= 0 && ::fcntl(file.number(), F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

void sync_directory(const std::string& path) {
  const FileDescriptor directory(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.number() < 0 || ::fsync(directory.number()) != 0) throw_unwritable(path);
}

std::string random_hex(std::size_t digits) {
  std::string bytes(digits / 2, '\0');
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) throw_unwritable("getrandom");
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

}  // namespace attache::schema
