#include "indexer/writer/part_builder.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/writer/compaction.hpp"
#include "indexer/writer/in_threads.hpp"
#include "indexer/writer/writer.hpp"

namespace attache::indexer {
namespace {

// By measurement (README.md): with ten times as much an article takes a third longer to add.
constexpr std::size_t kSliceBytes = 150'000;
constexpr std::size_t kSliceArticles = 100;
constexpr std::size_t kMostSlices = 64;  // each has six files open while they are joined
constexpr int kSliceBlock = 65'536;  // bytes, the most there are: a slice is written once, in order

class Slices {
 public:
  Slices(const schema::ArchivePaths& paths, const PartPlan& plan, const Marks& marks)
      : paths_(paths), plan_(plan), marks_(marks), ends_(slice_ends(plan.bytes)) {}

  // In as many threads as the plan says.
  void build() const {
    in_threads(plan_.threads, ends_.size(), [this](std::size_t slice) {
      if (plan_.stop && plan_.stop()) throw Stopped{};
      build_one(slice);
    });
  }

  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < ends_.size(); ++i) out.push_back(name_of_slice(i));
    return out;
  }

 private:
  std::string name_of_slice(std::size_t slice) const { return fmt::format("{}.{}", plan_.name, slice); }

  void build_one(std::size_t slice) const {
    // It is gone soon: no need to bring it to disk.
    constexpr int kFlags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;
    Xapian::WritableDatabase database(paths_.part(name_of_slice(slice)), kFlags, kSliceBlock);
    database.begin_transaction(false);
    for (std::size_t i = slice == 0 ? 0 : ends_[slice - 1]; i < ends_[slice]; ++i)
      for (const auto& document : plan_.documents_of(i)) database.add_document(document);
    if (slice == 0) write_marks(database, marks_);  // compaction keeps the first one's
    database.commit_transaction();
  }

  const schema::ArchivePaths& paths_;
  const PartPlan& plan_;
  const Marks& marks_;
  const std::vector<std::size_t> ends_;
};

}  // namespace

std::vector<std::size_t> slice_ends(std::span<const std::size_t> bytes) {
  const std::size_t all = std::accumulate(bytes.begin(), bytes.end(), std::size_t{0});
  const std::size_t most_bytes = std::max(kSliceBytes, 2 * all / kMostSlices);
  const std::size_t most_articles = std::max(kSliceArticles, 2 * bytes.size() / kMostSlices);
  std::vector<std::size_t> out;
  std::size_t articles = 0;
  std::size_t size = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    size += bytes[i];
    if (++articles < most_articles && size < most_bytes && i + 1 < bytes.size()) continue;
    out.push_back(i + 1);
    articles = size = 0;
  }
  return out;
}

void build_part(const schema::ArchivePaths& paths, const PartPlan& plan, const Marks& marks) {
  const Slices slices(paths, plan, marks);
  slices.build();
  const auto names = slices.names();
  join_parts(paths, names, plan.name, plan.stop);
  for (const std::string& slice : names) std::filesystem::remove_all(paths.part(slice));
}

}  // namespace attache::indexer
