// One compressed file, by gzip, bzip2, xz or zstd: opened as the file it was, by its name without the last extension
// ("news.csv.gz" as "news.csv", "news.tgz" as "news.tar"). Places are those in that file.
#include <array>
#include <utility>

#include "indexer/readers/containers/container.hpp"
#include "indexer/readers/containers/unpacked.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

struct Ending {
  std::string_view packed;
  std::string_view unpacked;
};
constexpr std::array<Ending, 9> kEndings{{{".gz", ""}, {".bz2", ""}, {".xz", ""}, {".zst", ""}, {".tgz", ".tar"}, {".tbz2", ".tar"},
                                          {".tbz", ".tar"}, {".txz", ".tar"}, {".tzst", ".tar"}}};

bool ends_with_small(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  for (std::size_t i = 0; i < ending.size(); ++i) {
    const char c = name[name.size() - ending.size() + i];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != ending[i]) return false;
  }
  return true;
}

std::string unpacked_name(std::string_view name) {
  for (const Ending& ending : kEndings)
    if (ends_with_small(name, ending.packed))
      return std::string(name.substr(0, name.size() - ending.packed.size())) + std::string(ending.unpacked);
  return std::string(name);
}

class OneMember : public Container {
 public:
  OneMember(ByteSource source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

  std::optional<Item> next() override {
    if (!given_) {
      given_ = true;
      auto blocks = [this](std::string& into, std::string& failure) {
        const bool more = source_.read(into, kBlock);
        failure = source_.failure();
        return more;
      };
      return Member{std::move(name_), {}, ByteSource::of_blocks(std::move(blocks)), {}};
    }
    read_tail();
    if (broken().empty() || std::exchange(told_, true)) return std::nullopt;
    return Fault{source_.failure(), {}};
  }

  std::string_view broken() const override { return source_.failure(); }

 private:
  static constexpr std::size_t kBlock = 64 * 1024;
  static constexpr std::size_t kTail = 1024 * 1024;

  // A reader may stop before the end (the padding of a tar archive), behind which the checksum stands.
  void read_tail() {
    std::string tail;
    while (tail.size() < kTail && source_.read(tail, kBlock)) {
    }
  }

  ByteSource source_;
  std::string name_;
  bool given_ = false;
  bool told_ = false;
};

}  // namespace

bool begins_compressed(std::string_view head) {
  return begins_gzip(head) || (head.starts_with("BZh") && head.size() > 9 && head.substr(4, 6) == "1AY&SY") ||
         head.starts_with(std::string_view("\xFD"
                                           "7zXZ\0",
                                           6)) ||
         head.starts_with("\x28\xB5\x2F\xFD");
}

Opened open_compressed(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto inner = inside(options, Holding::Compressed);
  if (!inner) return inner.error();
  const bool gzip = begins_gzip(source.peek());
  ByteSource unpacked = gzip ? inflated(std::move(source)) : unpacked_by_libarchive(std::move(source));
  const std::string name = unpacked_name(options.enclosure.name.value_or(file));
  return articles_of_opened(std::make_unique<OneMember>(std::move(unpacked), name), file, *inner);
}

}  // namespace attache::indexer
