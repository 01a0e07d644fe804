// ZIP, tar and 7-Zip archives by libarchive, as streams: a member is read from its first byte to its last and no byte of it
// is kept. 7-Zip and ZIP have their list of members at the end: from a pipe or inside another archive a small one is held in
// memory for it; a larger ZIP is read by the marks before each member, a larger 7-Zip cannot be read.
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "indexer/readers/containers/archive_handle.hpp"
#include "indexer/readers/containers/container.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kHeldZip = std::size_t{32} << 20;

using AddFormat = int (*)(archive*);

std::string too_large() { return fmt::format("too large: more than {} MB unpacked", kMostMemberBytes >> 20); }
std::string bomb() { return fmt::format("compressed more than {}:1, as an archive made to fill memory is", kMostRatio); }

// Why an entry is not a file with bytes of its own; empty when it is.
std::string link_or_device(archive_entry* entry) {
  if (archive_entry_hardlink(entry) != nullptr) return "a link";
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
      return {};
    case AE_IFLNK:
      return "a symbolic link";
    default:
      return "a special file (a device, pipe or socket)";
  }
}

std::string name_of(archive_entry* entry) {
  if (const char* name = archive_entry_pathname_utf8(entry)) return name;
  const char* name = archive_entry_pathname(entry);
  return name != nullptr ? name : "";
}

class ArchiveMembers : public Container {
 public:
  // `missing_end`: what is wrong with the archive's end, to be told once the members are read; empty when nothing is.
  ArchiveMembers(ByteSource source, AddFormat format, std::string missing_end, const ReaderOptions& options)
      : missing_end_(std::move(missing_end)),
        handle_(std::move(source)),
        allowance_(options.enclosure.allowance),
        any_type_(!options.type.empty()) {
    format(handle_.get());
    if (!handle_.open()) failure_ = "not readable: " + handle_.complaint();
  }

  std::optional<Item> next() override {
    while (!ended_) {
      if (!failure_.empty()) return end_with(failure_);
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(handle_.get(), &entry);
      if (status == ARCHIVE_EOF) return at_end();
      if (status < ARCHIVE_WARN) return end_with("damaged or not of its kind: " + handle_.complaint());
      if (allowance_->members == 0) return end_with(fmt::format("more than {} members", kMostMembers));
      --allowance_->members;
      if (auto item = item_of(entry)) return item;
    }
    return std::nullopt;
  }

  std::string_view broken() const override { return broken_; }
  LeftOut left_out() const override { return left_out_; }
  std::optional<std::string_view> joint() const override { return "/"; }

 private:
  std::optional<Item> item_of(archive_entry* entry) {
    const bool link = archive_entry_hardlink(entry) != nullptr;
    if (!link && archive_entry_filetype(entry) == AE_IFDIR) return std::nullopt;
    empty_ = false;
    std::string name = name_of(entry);
    std::string reason = link_or_device(entry);
    if (reason.empty()) reason = skip_reason(name, any_type_);
    if (!reason.empty()) {
      count_left_out(left_out_, std::move(reason));
      return std::nullopt;
    }
    given_ = true;
    place_ = place_of(name);
    if (archive_entry_is_encrypted(entry) != 0) return Fault{"encrypted", place_};
    std::optional<std::uint64_t> size;
    if (archive_entry_size_is_set(entry) != 0) size = static_cast<std::uint64_t>(archive_entry_size(entry));
    if (size && *size > kMostMemberBytes) return Fault{too_large(), place_};
    unpacked_ = 0;
    packed_before_ = handle_.packed_bytes();
    auto blocks = [this](std::string& into, std::string& failure) { return next_block(into, failure); };
    return Member{std::move(name), place_, ByteSource::of_blocks(std::move(blocks), size), {}};
  }

  bool next_block(std::string& into, std::string& failure) {
    const std::size_t before = into.size();
    into.resize(before + kBlock);
    const la_ssize_t count = archive_read_data(handle_.get(), into.data() + before, kBlock);
    into.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count < 0) {
      failure = "damaged: " + handle_.complaint();
      return count == ARCHIVE_FATAL ? break_off(failure) : false;
    }
    unpacked_ += static_cast<std::uint64_t>(count);
    unpacked_in_all_ += static_cast<std::uint64_t>(count);
    allowance_->bytes -= std::min(allowance_->bytes, static_cast<std::uint64_t>(count));
    failure = over_archive_limits();
    if (!failure.empty()) return break_off(failure);
    failure = over_member_limits();
    return count > 0 && failure.empty();
  }

  bool break_off(const std::string& failure) {
    broken_ = failure;
    failure_ = place_ + ": " + failure;
    return false;
  }

  // Why no more may be unpacked, of the archive or of this member; empty while it may.
  std::string over_archive_limits() const {
    if (allowance_->bytes == 0) return fmt::format("too large: more than {} GB unpacked", kMostUnpackedBytes >> 30);
    // Members may lie over one another in the file: each is unpacked from the same bytes.
    const std::uint64_t packed = std::min(handle_.packed_bytes(), handle_.size_bytes().value_or(handle_.packed_bytes()));
    return is_ratio_sane(unpacked_in_all_, packed) ? std::string() : bomb();
  }
  std::string over_member_limits() const {
    if (!is_ratio_sane(unpacked_, handle_.packed_bytes() - packed_before_)) return bomb();
    return unpacked_ > kMostMemberBytes ? too_large() : std::string();
  }

  // The name, with its number where others of that name came before it: articles are told apart by their place.
  std::string place_of(const std::string& name) {
    std::string place = shown_name(name);
    const std::size_t number = ++names_[std::hash<std::string>{}(place)];
    if (number > 1) place += fmt::format(" ({})", number);
    return place;
  }

  std::optional<Item> end_with(std::string reason) {
    ended_ = true;
    return Fault{std::move(reason), {}};
  }

  std::optional<Item> at_end() {
    if (!missing_end_.empty()) return end_with(missing_end_);
    ended_ = true;
    if (given_) return std::nullopt;
    return Fault{empty_ ? "an archive without files" : "no file in it is one that a reader reads", {}};
  }

  std::string missing_end_;
  ArchiveHandle handle_;
  std::shared_ptr<Allowance> allowance_;
  bool any_type_;
  std::string place_;            // of the member given last
  std::uint64_t unpacked_ = 0;   // of that member
  std::uint64_t packed_before_ = 0;
  std::uint64_t unpacked_in_all_ = 0;
  std::unordered_map<std::size_t, std::size_t> names_;  // by hash: how often
  LeftOut left_out_;
  std::string broken_;   // what the member's source failed with where the archive broke off
  std::string failure_;  // why nothing more can be read
  bool empty_ = true;
  bool given_ = false;
  bool ended_ = false;
};

// What cannot be read out of order is read into memory, if it is no larger than `limit`; else the source as it was.
ByteSource held(ByteSource source, std::size_t limit) {
  if (source.can_seek()) return source;
  if (source.size_bytes() && *source.size_bytes() > limit) return source;
  std::string bytes;
  while (bytes.size() <= limit && source.read(bytes, kBlock)) {
  }
  if (bytes.size() <= limit && source.failure().empty()) return ByteSource::of_bytes(std::move(bytes));
  auto shared = std::make_shared<ByteSource>(std::move(source));
  auto rest = [first = std::move(bytes), shared = std::move(shared)](std::string& into, std::string& failure) mutable {
    if (!first.empty()) {
      into += std::exchange(first, {});
      return true;
    }
    const bool more = shared->read(into, kBlock);
    failure = shared->failure();
    return more;
  };
  return ByteSource::of_blocks(std::move(rest));
}

// What is wrong where a ZIP archive that can be read out of order lacks the record that ends it: libarchive then reads what
// members there are without a word. Empty when it is there.
std::string missing_zip_end(ByteSource& source) {
  constexpr std::uint64_t kMostEnd = 22 + 65'535;  // the record and the archive's comment
  const std::uint64_t size = source.size_bytes().value_or(0);
  std::string end;
  source.seek(size - std::min(size, kMostEnd));
  while (source.read(end, kBlock)) {
  }
  source.seek(0);
  return end.find("PK\x05\x06") == std::string::npos ? "damaged: the archive breaks off before its list of members" : "";
}

Opened open_archive(ByteSource source, AddFormat format, std::string missing_end, const std::string& file, const ReaderOptions& options) {
  auto inner = inside(options, Holding::Archive);
  if (!inner) return inner.error();
  return articles_of(std::make_unique<ArchiveMembers>(std::move(source), format, std::move(missing_end), *inner), file, *inner);
}

}  // namespace

bool begins_zip(std::string_view head) {
  if (head.starts_with("PK\x05\x06")) return true;  // no members
  if (!head.starts_with("PK\x03\x04")) return false;
  // Documents of office programs and books are ZIP files too.
  constexpr std::size_t kName = 30;
  const std::string_view first = head.substr(std::min(kName, head.size()));
  return !first.starts_with("[Content_Types].xml") && !first.starts_with("_rels/") && !first.starts_with("mimetype");
}

bool begins_tar(std::string_view head) { return head.size() > 262 && head.substr(257, 5) == "ustar"; }

bool begins_7z(std::string_view head) { return head.starts_with("7z\xBC\xAF\x27\x1C"); }

Opened open_zip(ByteSource source, const std::string& file, const ReaderOptions& options) {
  ByteSource whole = held(std::move(source), kHeldZip);
  std::string missing_end = whole.can_seek() ? missing_zip_end(whole) : std::string();
  return open_archive(std::move(whole), &archive_read_support_format_zip, std::move(missing_end), file, options);
}

Opened open_tar(ByteSource source, const std::string& file, const ReaderOptions& options) {
  return open_archive(std::move(source), &archive_read_support_format_tar, {}, file, options);
}

Opened open_7z(ByteSource source, const std::string& file, const ReaderOptions& options) {
  ByteSource whole = held(std::move(source), kMostMemberBytes);
  if (!whole.can_seek()) return Fault{"a 7-Zip archive this large can be read from a file only", {}};
  return open_archive(std::move(whole), &archive_read_support_format_7zip, {}, file, options);
}

}  // namespace attache::indexer
