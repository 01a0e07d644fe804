// Rows of the catalogue as values: one function a table and direction, columns by name.
//
// Free functions; a Connection and its statements belong to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/database.hpp"
#include "schema/records.hpp"

namespace attache::schema {

// An article with its attributions, those not shown included; `quotes[i]` has ordinal i.
struct CatalogueArticle {
  StoredArticle article;
  std::vector<Quote> quotes;
  std::int64_t gen = 0;
};

// Nothing when there is no such row.
std::optional<CatalogueArticle> load_article(const Connection& catalogue, std::int64_t id);
// Empty where none were found yet.
Relations load_relations(const Connection& catalogue, std::int64_t id);
std::optional<std::int64_t> article_id_of(const Connection& catalogue, std::string_view uid);

// Puts the article in place of the one with its uid, keeping that one's id, and takes its tombstone and index error
// away. Gives what load_article() would, but for its relations. Needs a Transaction.
CatalogueArticle store_article(const Connection& catalogue, Article article, std::string_view engine,
                               std::vector<Quote> quotes, std::int64_t gen);

// Leaves a tombstone. False when there is no such article. Needs a Transaction.
bool remove_article(const Connection& catalogue, std::string_view uid, std::int64_t gen);

// Drops the tombstones of generations up to `settled`, which the index has followed for good; when there were any, also
// the generations before it, so that an older index is not taken for one that a replay of later rows could bring up.
// Needs a Transaction.
void purge_tombstones(const Connection& catalogue, std::int64_t settled);

// An input: a file (place empty), or a record in one that could not be read.
struct InputRow {
  enum class State : std::uint8_t { Read, Failed };
  std::string file;
  std::string place;
  std::int64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::string sha256;
  State state = State::Read;
  std::string reason;  // of a failure
  std::string engine;
  std::int64_t articles = 0;
  friend bool operator==(const InputRow&, const InputRow&) = default;
};
std::optional<InputRow> load_input(const Connection& catalogue, std::string_view file);
void store_input(const Connection& catalogue, const InputRow& row, std::int64_t gen);
// The failed ones, by file and place.
std::vector<InputRow> failed_inputs(const Connection& catalogue);

// Text as it lies in article.text: one zstd frame.
std::string compress_text(std::string_view text);
std::string decompress_text(std::string_view blob);  // throws Error(Damaged)

}  // namespace attache::schema
