// SQLite, owned: connection, statement, transaction. Every failure is a schema::Error made in one place.
//
// Connection, Statement and Transaction belong to one thread at a time; a Statement or Transaction must not outlive its
// Connection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace attache::schema {

enum class OpenMode { ReadOnly, ReadWrite, Create };

class StatementCache;

class Statement {
 public:
  // Kept by the connection, reset and without bindings, for the next who prepares the same text.
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;

  // Parameters count from 1; values are copied. Returns itself, to be chained.
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view text);
  Statement& bind_blob(int index, std::string_view bytes);
  Statement& bind_null(int index);

  // True: a row is there. False: done; the statement is reset and may be stepped again.
  bool step();
  // To the end, whatever rows there are; bindings stay.
  void run();
  void reset();

  // Columns of the row at hand, by name. Unknown names throw Error(Damaged). NULL gives 0, 0.0, "".
  std::int64_t integer(std::string_view column) const;
  double real(std::string_view column) const;
  std::string text(std::string_view column) const;
  std::string blob(std::string_view column) const;
  bool is_null(std::string_view column) const;
  // Whether the statement gives a column of that name.
  bool has_column(std::string_view name) const;

 private:
  friend class Connection;
  Statement(sqlite3* connection, sqlite3_stmt* statement, StatementCache* cache)
      : connection_(connection), statement_(statement), cache_(cache) {}
  int column(std::string_view name) const;
  void check(int code) const;
  sqlite3* connection_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  StatementCache* cache_ = nullptr;
};

class Connection {
 public:
  // Sets what RELIABILITY asks of every connection: WAL and FULL when writing, foreign keys, busy timeout of 5 s,
  // defensive mode, no extensions, no trust in the schema. Create makes a file of mode 0600 when there is none. Throws
  // Error(NoArchive) when there is no such file, Error(Damaged) when it is no database.
  static Connection open(const std::string& path, OpenMode mode);
  ~Connection();
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;

  // One or more statements without parameters, of program text only, never of input.
  void execute(const char* sql);
  // Writes the database anew, without free pages. Not in a Transaction. Throws Error(Output) for want of space, and nothing has changed.
  void vacuum();
  Statement prepare(std::string_view sql) const;
  // First column of the first row; nothing when there is no row or it is NULL.
  std::optional<std::int64_t> integer(std::string_view sql) const;
  std::int64_t last_insert_id() const;
  std::int64_t changes() const;  // rows changed by the latest statement
  const std::string& path() const { return path_; }

 private:
  friend class Transaction;
  Connection(sqlite3* handle, std::string path);
  sqlite3* handle_ = nullptr;
  std::string path_;
  std::unique_ptr<StatementCache> cache_;
};

// Rolls back unless commit() was called. One at a time a connection.
class Transaction {
 public:
  enum class Kind { Read, Write };  // Write takes the lock at once (BEGIN IMMEDIATE)
  explicit Transaction(Connection& connection, Kind kind = Kind::Write);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Connection* connection_;
  bool open_ = true;
};

}  // namespace attache::schema
