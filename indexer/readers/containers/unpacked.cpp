#include "indexer/readers/containers/unpacked.hpp"

#include <archive_entry.h>
#include <fmt/format.h>
#include <zlib.h>

#include <memory>
#include <string>
#include <utility>

#include "indexer/readers/containers/archive_handle.hpp"
#include "indexer/readers/containers/container.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

std::string bomb() { return fmt::format("compressed more than {}:1, as a file made to fill memory is", kMostRatio); }

// Which of the three it is shows in its first two bytes (RFC 1950, RFC 1952).
int window_bits(std::string_view head) {
  if (begins_gzip(head)) return 15 + 16;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(head[at]); };
  const bool zlib = head.size() >= 2 && (byte(0) & 0x0F) == 8 && (byte(0) * 256 + byte(1)) % 31 == 0;
  return zlib ? 15 : -15;
}

class Inflater {
 public:
  explicit Inflater(ByteSource source) : source_(std::move(source)) {
    const int bits = window_bits(source_.peek());
    gzip_ = bits > 15;
    ready_ = inflateInit2(&stream_, bits) == Z_OK;
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }

  bool next_block(std::string& into, std::string& failure) {
    if (!ready_) failure = "no memory to unpack it";
    const std::size_t before = into.size();
    while (failure.empty() && !done_ && into.size() == before) step(into, failure);
    return into.size() > before;
  }

 private:
  void step(std::string& into, std::string& failure) {
    if (stream_.avail_in == 0 && !fill()) {
      failure = !source_.failure().empty() ? source_.failure() : "damaged: the compressed file breaks off";
      return;
    }
    const std::size_t before = into.size();
    into.resize(before + kBlock);
    stream_.next_out = reinterpret_cast<Bytef*>(into.data() + before);
    stream_.avail_out = static_cast<uInt>(kBlock);
    const int status = inflate(&stream_, Z_NO_FLUSH);
    const std::size_t made = kBlock - stream_.avail_out;
    into.resize(before + made);
    unpacked_ += made;
    if (status == Z_STREAM_END)
      next_gzip_member(failure);
    else if (status != Z_OK && status != Z_BUF_ERROR)
      failure = fmt::format("damaged: {}", stream_.msg != nullptr ? stream_.msg : "the compressed data makes no sense");
    else if (!is_ratio_sane(unpacked_, packed_))
      failure = bomb();
  }

  bool fill() {
    packed_block_.clear();
    if (!source_.read(packed_block_, kBlock)) return false;
    packed_ += packed_block_.size();
    stream_.next_in = reinterpret_cast<Bytef*>(packed_block_.data());
    stream_.avail_in = static_cast<uInt>(packed_block_.size());
    return true;
  }

  // Whether another member begins, its first two bytes tell; files padded with zeros are complete.
  void next_gzip_member(std::string& failure) {
    done_ = true;
    if (!gzip_) return;
    std::string rest(reinterpret_cast<const char*>(stream_.next_in), stream_.avail_in);
    if (rest.size() < 2 && source_.read(rest, kBlock)) packed_ += rest.size();
    if (!source_.failure().empty()) failure = source_.failure();
    if (!begins_gzip(rest)) return;
    done_ = false;
    packed_block_ = std::move(rest);
    stream_.next_in = reinterpret_cast<Bytef*>(packed_block_.data());
    stream_.avail_in = static_cast<uInt>(packed_block_.size());
    inflateReset(&stream_);
  }

  ByteSource source_;
  std::string packed_block_;
  z_stream stream_{};
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
  bool gzip_ = false;
  bool ready_ = false;
  bool done_ = false;
};

// libarchive's "raw" format: the unpacked bytes as the one member.
class Unpacker {
 public:
  explicit Unpacker(ByteSource source) : handle_(std::move(source)) {
    archive_read_support_filter_bzip2(handle_.get());
    archive_read_support_filter_xz(handle_.get());
    archive_read_support_filter_zstd(handle_.get());
    archive_read_support_format_raw(handle_.get());
    archive_read_support_format_empty(handle_.get());
  }

  bool next_block(std::string& into, std::string& failure) {
    if (!begun_ && !begin(failure)) return false;
    const std::size_t before = into.size();
    into.resize(before + kBlock);
    const la_ssize_t count = archive_read_data(handle_.get(), into.data() + before, kBlock);
    into.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count < 0) failure = "damaged: " + handle_.complaint();
    if (count > 0) unpacked_ += static_cast<std::uint64_t>(count);
    if (failure.empty() && !is_ratio_sane(unpacked_, handle_.packed_bytes())) failure = bomb();
    return count > 0 && failure.empty();
  }

 private:
  bool begin(std::string& failure) {
    begun_ = true;
    archive_entry* entry = nullptr;
    const int status = handle_.open() ? archive_read_next_header(handle_.get(), &entry) : ARCHIVE_FATAL;
    if (status < ARCHIVE_WARN) failure = "damaged: " + handle_.complaint();
    return status >= ARCHIVE_WARN && status != ARCHIVE_EOF;
  }

  ArchiveHandle handle_;
  std::uint64_t unpacked_ = 0;
  bool begun_ = false;
};

template <class Unpacking>
ByteSource unpacked(ByteSource source) {
  auto unpacking = std::make_shared<Unpacking>(std::move(source));
  return ByteSource::of_blocks(
      [unpacking](std::string& into, std::string& failure) { return unpacking->next_block(into, failure); });
}

}  // namespace

bool begins_gzip(std::string_view head) { return head.starts_with("\x1F\x8B"); }

ByteSource inflated(ByteSource source) { return unpacked<Inflater>(std::move(source)); }

ByteSource unpacked_by_libarchive(ByteSource source) { return unpacked<Unpacker>(std::move(source)); }

}  // namespace attache::indexer
