// From bytes to articles: the interface of all readers and the one registry of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/article.hpp"
#include "schema/result.hpp"

namespace attache::indexer {

// The article's field ("title", "body", "published", "outlet", "url", "byline", "section", "language", "standfirst",
// "updated", "dateline", "external_id", "version", "status", "embargo") to the input's column or key. Readers of records use
// it; others ignore it.
using FieldMap = std::map<std::string, std::string>;

// What an input lies in; made by readers of containers for their members.
struct Allowance;
struct Enclosure {
  unsigned depth = 0;                    // containers around it; a compressed file counts only where it holds another
  bool compressed = false;               // the innermost one is a compressed file
  std::optional<std::string> name;       // its name there; nothing for the file itself
  std::shared_ptr<Allowance> allowance;  // what the outermost archive has left; null outside of archives
};

struct ReaderOptions {
  std::string type;                           // a name of the registry; empty: by extension, then by content; of archives, their members'
  FieldMap map;                               // "" for a field: read from no key; fields not in it: by common names
  std::size_t max_article_bytes = 16u << 20;  // a longer article is a Fault (RELIABILITY.md P22); at most 512 MiB
  unsigned ahead = 0;                         // members that lie in memory are opened so many ahead, each in a thread of its own; also
                                              // those of a container that is itself compressed
  Enclosure enclosure;                        // leave as it is
};

// What was left out on purpose, as files in a folder are: how many for which reason ("no reader for .jpg files").
using LeftOut = std::map<std::string, std::size_t>;

// The articles of one opened input, in its order. Belongs to one thread.
class ArticleStream {
 public:
  virtual ~ArticleStream() = default;
  // The next article, or why that one could not be read (the stream goes on after a Fault); nothing at the end.
  virtual std::optional<schema::Result<schema::Article>> next() = 0;
  // Members of archives and mailboxes that were passed over so far without a Fault, by the rules of walk(): hidden names,
  // links, devices, types that no reader has. What another reader would want and cannot have is a Fault.
  virtual LeftOut left_out() const { return {}; }
  // What stands between the place of an input in a container and a place in it: "/" for paths in an archive.
  virtual std::string_view joint() const { return ", "; }
  // How far the file, or standard input, was read for what came so far: all of it at once where its reader takes it whole. 0
  // of what open_input() did not open.
  virtual std::uint64_t bytes_read() const { return 0; }
};

// A row of the registry.
struct ReaderType {
  std::string_view name;                     // "text", "jsonl", "newsml"
  std::vector<std::string_view> extensions;  // ".txt"
  std::string_view help;
};
const std::vector<ReaderType>& reader_types();

// Whether a file found in a folder is one to read by its name: its extension is some reader's and not ".json", which most
// often holds no articles, or it has none (no letters behind the last point), or it is a Maildir's.
bool has_readable_name(std::string_view file);

// Opens a file, or standard input for "-". A Fault when it cannot be read at all: missing, no permission, a device,
// empty, binary, too large, unknown type. Never throws for bad input.
schema::Result<std::unique_ptr<ArticleStream>> open_input(const std::string& path, const ReaderOptions& options);

// The same over bytes in memory: what fuzz targets and tests call. `file` goes into provenance.
schema::Result<std::unique_ptr<ArticleStream>> open_bytes(std::string bytes, const std::string& file,
                                                          const ReaderOptions& options);

// A field map from a JSON file of one flat object of strings.
schema::Result<FieldMap> read_field_map(const std::string& path);

}  // namespace attache::indexer
