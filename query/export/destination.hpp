// Where an export goes: standard output by way of a spool, or a file that is there whole or not at all.
//
// A Destination belongs to one thread. Both kinds can be begun anew, as an answer has to be when the archive changed under it
// (schema::ArchiveReader::read).
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "query/export/writer.hpp"
#include "query/render/output.hpp"

namespace attache::query {

class Destination {
 public:
  virtual ~Destination() = default;
  // Empties it. All throw Error(Output) where something cannot be written.
  virtual void restart() = 0;
  virtual void write(std::string_view bytes) = 0;
  // Makes what was written visible; without it nothing is. `out` is standard output; throws PipeClosed like it.
  virtual void finish(Output& out) = 0;
  // The file to write for those who open it by name; empty where there is none.
  virtual std::string path() const { return {}; }
};

// In memory up to a size, then in a nameless file of $TMPDIR (else /tmp).
std::unique_ptr<Destination> make_spool();

// `file` appears with finish(), which writes to the disk first; before that there is a hidden file beside it, which goes when the export
// fails (a program that is killed leaves it). Refuses one that exists, unless `force`, and whatever is no regular file: throws Error(Output).
std::unique_ptr<Destination> make_file(const std::string& file, bool force);

}  // namespace attache::query
