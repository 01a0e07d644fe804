#include "schema/archive_reader.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "schema/error.hpp"
#include "schema/terms.hpp"

namespace attache::schema {
namespace {

constexpr int kTries = 9;  // the first and eight more
constexpr std::chrono::milliseconds kFirstPause{1};
constexpr std::chrono::milliseconds kLongestPause{50};
constexpr std::chrono::seconds kLongestCommit{2};  // of a generation to all parts: a disk may be slow to sync them

// All parts opened at one time.
struct Opened {
  std::vector<std::string> names;
  std::vector<Xapian::rev> revisions;
  std::vector<Marker> markers;
  Xapian::Database index;
  Totals totals;
  std::vector<std::string> languages;
  std::vector<IndexPart> parts;
  Marker marker;  // of the part that is furthest behind: the archive is as recent as that
  bool apart = false;  // not all of them at one generation, or not all that there are
};

}  // namespace

struct ArchiveReader::Impl {
  explicit Impl(ArchivePaths where)
      : paths(std::move(where)), catalogue(open_catalogue(paths, OpenMode::ReadOnly)), store(read_store(catalogue)) {}

  Opened open() const {
    Opened out;
    out.names = read_current(paths);
    if (out.names.empty())
      throw Error(ErrorCode::Damaged, fmt::format("{}: the archive has no index", paths.directory),
                  "attache-index check --repair makes it from the catalogue");
    std::set<std::string> languages;
    for (const std::string& name : out.names) {
      const Xapian::Database part(paths.part(name));
      const auto marker = parse_marker(part.get_metadata(kMarkerKey));
      const std::string signature = part.get_metadata(kIndexerKey);
      if (!marker || part.get_metadata(kStoreKey) != store.uuid) throw unusable(name, "belongs to another archive");
      if (signature != indexer_signature())
        throw unusable(name, fmt::format("has the layout {}, this program knows {}", signature, indexer_signature()));
      if (out.revisions.empty() || marker->gen < out.marker.gen) {
        out.marker = *marker;
        out.totals = totals_from_json(part.get_metadata(kTotalsKey));
      }
      out.markers.push_back(*marker);
      out.revisions.push_back(part.get_revision());
      out.index.add_database(part);
      out.parts.push_back({part, languages_of(part)});
      languages.insert(out.parts.back().languages.begin(), out.parts.back().languages.end());
    }
    out.languages.assign(languages.begin(), languages.end());
    // A new part is named before the others are committed: who read the names before that and opens them after it lacks the part.
    out.apart = std::any_of(out.markers.begin(), out.markers.end(), [&](const Marker& marker) { return marker != out.marker; }) ||
                read_current(paths) != out.names;
    return out;
  }

  Error unusable(const std::string& name, const std::string& why) const {
    return Error(ErrorCode::Damaged, fmt::format("{}: this index part {}", paths.part(name), why),
                 "attache-index check --repair makes the index anew from the catalogue");
  }

  // May what was read from `seen` be believed, now that reading is over?
  bool holds(const Opened& seen) const {
    const std::int64_t behind = last_generation(catalogue).gen - seen.marker.gen;
    // A revision's blocks are first reused when the second later commit starts, and each commit has its own generation.
    if (behind <= 1) return true;
    // Generations that never reached the index: nothing was committed to it since, so no block was reused.
    const Opened again = open();
    return again.names == seen.names && again.revisions == seen.revisions;
  }

  ArchivePaths paths;
  Connection catalogue;
  Store store;
  std::optional<Opened> opened;
  bool waited_in_vain = false;  // for parts apart, which were not seen together since: a writer brings up what a killed one left
  std::uint64_t retries = 0;
};

ArchiveReader::ArchiveReader(ArchivePaths paths) : impl_(std::make_unique<Impl>(std::move(paths))) {}
ArchiveReader::~ArchiveReader() = default;
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;

const Connection& ArchiveReader::catalogue() const { return impl_->catalogue; }
const ArchivePaths& ArchiveReader::paths() const { return impl_->paths; }
Marker ArchiveReader::marker() const { return impl_->opened ? impl_->opened->marker : Marker{}; }
std::uint64_t ArchiveReader::retries() const { return impl_->retries; }

void ArchiveReader::run(const std::function<void(const IndexView&)>& f) {
  Impl& self = *impl_;
  auto pause = kFirstPause;
  const auto open_again = [&] {
    ++self.retries;
    self.opened.reset();
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kLongestPause);
  };
  const auto deadline = std::chrono::steady_clock::now() + kLongestCommit;
  bool had_writer = true;  // when the parts were last found apart
  std::string last_failure = "the index changes faster than it can be read";
  for (int attempt = 0; attempt < kTries;) {
    try {
      // An opening that is the latest still is kept, with its caches.
      if (self.opened && self.opened->marker != last_generation(self.catalogue)) self.opened.reset();
      if (!self.opened) self.opened = self.open();
      const auto& markers = self.opened->markers;
      if (!std::all_of(markers.begin(), markers.end(), [&](const Marker& marker) { return has_generation(self.catalogue, marker); })) {
        last_failure = "the index is not of this catalogue: one of them was restored or replaced";
      } else if (self.opened->apart && !self.waited_in_vain && (std::exchange(had_writer, has_writer(self.paths)) || had_writer)) {
        // A generation is being committed, part by part, or a writer was killed meanwhile. The latter only when there is none, and the
        // parts still are apart when opened once more.
        self.waited_in_vain = std::chrono::steady_clock::now() >= deadline;
        open_again();
        continue;
      } else {
        self.waited_in_vain = self.waited_in_vain && self.opened->apart;
        f({self.opened->index, self.opened->totals, self.opened->languages, self.opened->parts});
        if (self.holds(*self.opened)) return;
      }
    } catch (const Xapian::DatabaseError& e) {
      last_failure = e.get_description();
    } catch (const Xapian::DocNotFoundError& e) {
      last_failure = e.get_description();
    }
    if (++attempt < kTries) open_again();
  }
  self.opened.reset();
  throw Error(ErrorCode::Damaged, fmt::format("{}: {}", self.paths.directory, last_failure),
              "attache-index check says whether the index is damaged");
}

}  // namespace attache::schema
