#include "indexer/writer/compaction.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/writer/writer.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

using schema::Error;
using schema::ErrorCode;

// Xapian tells it of each table, before and after.
class Stoppable : public Xapian::Compactor {
 public:
  explicit Stoppable(const std::function<bool()>& stop) : stop_(stop) {}
  void set_status(const std::string&, const std::string&) override {
    if (stop_ && stop_()) throw Stopped{};
  }

 private:
  const std::function<bool()>& stop_;
};

void sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && ::fsync(file) == 0;
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!done) throw Error(ErrorCode::Output, fmt::format("{}: {}", path, std::strerror(reason)), "see to space and permissions");
}

}  // namespace

void join_parts(const schema::ArchivePaths& paths, const std::vector<std::string>& sources, const std::string& target,
                const std::function<bool()>& stop) {
  Xapian::Database all;
  for (const std::string& source : sources) all.add_database(Xapian::Database(paths.part(source)));
  const std::string path = paths.part(target);
  Stoppable stoppable(stop);
  all.compact(path, 0, 0, stoppable);
  // Xapian syncs its tables, but promises it for none of them.
  for (const auto& file : std::filesystem::directory_iterator(path)) sync_file(file.path().native());
  schema::sync_directory(path);
}

void compact_parts(const schema::ArchivePaths& paths, const std::vector<std::string>& sources, const std::string& target,
                   const std::function<bool()>& stop) {
  join_parts(paths, sources, target, stop);
  const std::string path = paths.part(target);
  std::ostringstream findings;
  if (const std::size_t faults = Xapian::Database::check(path, 0, &findings); faults > 0)
    throw Error(ErrorCode::Damaged, fmt::format("{}: {} faults in the compacted index: {}", path, faults, findings.str()),
                "attache-index check --full says whether the index itself is damaged");
  if (stop && stop()) throw Stopped{};
}

}  // namespace attache::indexer
