// What holds articles of other formats: archives, mailboxes, web archives. A container gives its members one by one as
// streams of bytes, never written to disk; each is opened by the registry as a file of its name would be.
//
// Everything here belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "indexer/readers/byte_source.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/reader.hpp"

namespace attache::indexer {

// What a hostile archive may cost (RELIABILITY.md P23).
inline constexpr std::uint64_t kMostMemberBytes = std::uint64_t{256} << 20;
inline constexpr std::uint64_t kMostUnpackedBytes = std::uint64_t{4} << 30;  // of an archive and all that is nested in it
inline constexpr std::uint64_t kMostRatio = 200;                            // unpacked bytes to packed ones
inline constexpr std::size_t kMostMembers = 100'000;                        // of an archive and all that is nested in it
inline constexpr unsigned kMostNesting = 3;                                 // containers in one another, the file itself counted

// What is left of those for an archive and all that is nested in it.
struct Allowance {
  std::uint64_t bytes = kMostUnpackedBytes;
  std::size_t members = kMostMembers;
};

// Whether so much may come out of so many packed bytes. Reading ahead, by which packed bytes are counted late, and small
// members, which compress well by chance, are allowed for.
bool is_ratio_sane(std::uint64_t unpacked_bytes, std::uint64_t packed_bytes);

struct Member {
  std::string name;    // tells its type, as a file's would; may be empty: its beginning tells
  std::string place;   // of it in the container: what faults and provenance show; empty where it is all there is
  ByteSource source;   // may refer to the container; used up or dropped before the container's next item is asked for
  std::string type;    // a name of the registry, where the container says what it is; else empty
  std::function<void(schema::Article&)> complete = nullptr;  // adds what the container knows of it (a web page's address)
};

class Container {
 public:
  // An article of the container's own (a message), a member to open, or why one could not be had.
  using Item = std::variant<schema::Article, Member, schema::Fault>;

  virtual ~Container() = default;
  // Nothing at the end. After a Fault without a place there is nothing more.
  virtual std::optional<Item> next() = 0;
  // What the source of the member given last failed with, where the container itself broke off there; else empty. Then the
  // next item is a Fault that says so, and the member's own Fault of these words is not told as well.
  virtual std::string_view broken() const { return {}; }
  // ArticleStream's, for the members given so far; those of nested containers are counted by who opens them.
  virtual LeftOut left_out() const { return {}; }
  // What stands between a place in an outer container and one in this; nothing: as the member that is opened has it.
  virtual std::optional<std::string_view> joint() const { return std::nullopt; }
};

// The options for what lies in a container that was opened with `options`. A Fault where that would be nested too deep.
enum class Holding : std::uint8_t { Archive, Compressed, Records };
schema::Result<ReaderOptions> inside(const ReaderOptions& options, Holding holding);

// The articles of all members, in order: provenance.file is `file`, the place that of the member and then the place in it
// ("news/a.csv, row 17"; "inner.zip/news/a.txt"). A member that cannot be read is one Fault. `options` are the members', of
// inside().
std::unique_ptr<ArticleStream> articles_of(std::unique_ptr<Container> container, const std::string& file, const ReaderOptions& options);
// The same with the first member opened already: to open a compressed file is to open what it is.
std::unique_ptr<ArticleStream> articles_of_opened(std::unique_ptr<Container> container, const std::string& file,
                                                  const ReaderOptions& options);

// Counts what was left out; reasons beyond the first 200, which a hostile input could have made up, are one.
void count_left_out(LeftOut& left_out, std::string reason, std::size_t count = 1);

// Why a member is left out by its name as a file in a folder is (see walk()): hidden, or of a type that no reader has,
// unless `any_type`; empty when it is not. Both slashes part a name, and no part of it leads anywhere.
std::string skip_reason(std::string_view name, bool any_type);

// A member's name as provenance and faults show it: valid UTF-8, control characters as visible escapes, at most 1,000 bytes;
// never empty.
std::string shown_name(std::string_view name);

}  // namespace attache::indexer
