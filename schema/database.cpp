#include "schema/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::schema {
namespace {

constexpr int kBusyTimeoutMs = 5000;

// The one place where SQLite's codes become errors of this program.
[[noreturn]] void throw_sqlite_error(sqlite3* handle, int code, std::string_view path) {
  const std::string file = !path.empty()                                   ? std::string(path)
                           : handle && sqlite3_db_filename(handle, "main") ? sqlite3_db_filename(handle, "main")
                                                                           : "catalogue";
  const std::string what = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  const int system = handle ? sqlite3_system_errno(handle) : 0;
  const std::string message =
      fmt::format("{}: {}{}", file, what, system ? fmt::format(" ({})", std::strerror(system)) : "");
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorCode::Locked, message, "try again when the other program has finished");
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
      throw Error(ErrorCode::Output, message, "see to space and permissions, then run the same command again");
    case SQLITE_CANTOPEN:
      throw Error(ErrorCode::NoArchive, message, "attache-index add --archive DIR PATH… makes an archive");
    case SQLITE_NOTADB:
      throw Error(ErrorCode::NoArchive, message, "this file is no catalogue; choose another --archive");
    default:
      throw Error(ErrorCode::Damaged, message, "attache-index check says what is damaged");
  }
}

// SQLite makes files by the umask; a catalogue is its owner's alone.
void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0)
    throw Error(ErrorCode::Output, fmt::format("{}: {}", path, std::strerror(errno)),
                "see to the directory's permissions");
  ::close(file);
}

}  // namespace

// Prepared statements that nobody uses now, by their text: preparing takes longer than most of them run.
class StatementCache {
 public:
  StatementCache() = default;
  ~StatementCache() {
    for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  }
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;

  sqlite3_stmt* take(std::string_view sql) {
    const auto found = idle_.find(std::string(sql));
    return found == idle_.end() ? nullptr : idle_.extract(found).mapped();
  }
  void give(sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (idle_.size() < kMost)
      idle_.emplace(sqlite3_sql(statement), statement);
    else
      sqlite3_finalize(statement);
  }

 private:
  static constexpr std::size_t kMost = 64;  // more than the program has texts of statements for one connection
  std::unordered_multimap<std::string, sqlite3_stmt*> idle_;
};

Statement::~Statement() {
  if (statement_) cache_->give(statement_);
}
Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)), cache_(other.cache_) {}
Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(connection_, other.connection_);
  std::swap(statement_, other.statement_);
  std::swap(cache_, other.cache_);
  return *this;
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) throw_sqlite_error(connection_, code, {});
}

Statement& Statement::bind(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, index, value));
  return *this;
}
Statement& Statement::bind(int index, double value) {
  check(sqlite3_bind_double(statement_, index, value));
  return *this;
}
Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL.
  check(sqlite3_bind_text64(statement_, index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
  return *this;
}
Statement& Statement::bind_blob(int index, std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, index, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT));
  return *this;
}
Statement& Statement::bind_null(int index) {
  check(sqlite3_bind_null(statement_, index));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_);
  if (code != SQLITE_DONE) throw_sqlite_error(connection_, code, {});
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() { sqlite3_reset(statement_); }

bool Statement::has_column(std::string_view name) const {
  const int count = sqlite3_column_count(statement_);
  for (int i = 0; i < count; ++i)
    if (name == sqlite3_column_name(statement_, i)) return true;
  return false;
}

int Statement::column(std::string_view name) const {
  const int count = sqlite3_column_count(statement_);
  for (int i = 0; i < count; ++i)
    if (name == sqlite3_column_name(statement_, i)) return i;
  throw Error(ErrorCode::Damaged, fmt::format("the statement has no column '{}'", name));
}

std::int64_t Statement::integer(std::string_view name) const { return sqlite3_column_int64(statement_, column(name)); }
double Statement::real(std::string_view name) const { return sqlite3_column_double(statement_, column(name)); }
std::string Statement::text(std::string_view name) const { return blob(name); }
std::string Statement::blob(std::string_view name) const {
  const int index = column(name);
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, index));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index))) : std::string();
}
bool Statement::is_null(std::string_view name) const {
  return sqlite3_column_type(statement_, column(name)) == SQLITE_NULL;
}

Connection Connection::open(const std::string& path, OpenMode mode) {
  if (mode == OpenMode::Create) make_private_file(path);
  sqlite3* handle = nullptr;
  const int flags = (mode == OpenMode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Connection connection(handle, path);
  if (code != SQLITE_OK) throw_sqlite_error(handle, code, path);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  connection.execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON;");
  // A generation's pages stay in memory until it is committed, and what a statement that fails would need to be undone: with SQLite's
  // 2 MB they went to the log and back, and into temporary files larger than the catalogue.
  if (mode != OpenMode::ReadOnly)
    connection.execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;");
  return connection;
}

Connection::Connection(sqlite3* handle, std::string path)
    : handle_(handle), path_(std::move(path)), cache_(std::make_unique<StatementCache>()) {}
Connection::~Connection() {
  cache_.reset();  // what is prepared keeps a database open
  sqlite3_close(handle_);
}
Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), path_(std::move(other.path_)), cache_(std::move(other.cache_)) {}
Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  std::swap(cache_, other.cache_);
  return *this;
}

void Connection::execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_, code, path_);
}

void Connection::vacuum() {
  const int most_attached = sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 1);  // it attaches the file it writes to
  const int code = sqlite3_exec(handle_, "VACUUM", nullptr, nullptr, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, most_attached);
  if (code != SQLITE_OK) throw_sqlite_error(handle_, code, path_);
}

Statement Connection::prepare(std::string_view sql) const {
  if (sqlite3_stmt* known = cache_->take(sql)) return {handle_, known, cache_.get()};
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_, code, path_);
  return {handle_, statement, cache_.get()};
}

std::optional<std::int64_t> Connection::integer(std::string_view sql) const {
  Statement statement = prepare(sql);
  if (!statement.step() || sqlite3_column_type(statement.statement_, 0) == SQLITE_NULL) return std::nullopt;
  return sqlite3_column_int64(statement.statement_, 0);
}

std::int64_t Connection::last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }
std::int64_t Connection::changes() const { return sqlite3_changes64(handle_); }

Transaction::Transaction(Connection& connection, Kind kind) : connection_(&connection) {
  connection.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (disk full); a second ROLLBACK only says so.
  if (open_) sqlite3_exec(connection_->handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  connection_->execute("COMMIT");
  open_ = false;
}

}  // namespace attache::schema
