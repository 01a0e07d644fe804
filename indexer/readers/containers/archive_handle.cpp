#include "indexer/readers/containers/archive_handle.hpp"

#include <cerrno>
#include <cstdio>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

}  // namespace

ArchiveHandle::ArchiveHandle(ByteSource source) : source_(std::move(source)), handle_(archive_read_new()) {}

bool ArchiveHandle::open() {
  archive_read_set_callback_data(get(), this);
  archive_read_set_read_callback(get(), &ArchiveHandle::read);
  if (source_.can_seek()) archive_read_set_seek_callback(get(), &ArchiveHandle::seek);
  return archive_read_open1(get()) >= ARCHIVE_WARN;
}

std::string ArchiveHandle::complaint() const {
  if (!source_.failure().empty()) return source_.failure();
  const char* said = archive_error_string(handle_.get());
  return said != nullptr && *said != '\0' ? schema::one_line(schema::valid_utf8(said)) : "unknown fault";
}

la_ssize_t ArchiveHandle::read(archive* handle, void* self, const void** block) {
  auto& mine = *static_cast<ArchiveHandle*>(self);
  mine.block_.clear();
  if (!mine.source_.read(mine.block_, kBlock) && !mine.source_.failure().empty()) {
    archive_set_error(handle, EIO, "%s", mine.source_.failure().c_str());
    return ARCHIVE_FATAL;
  }
  *block = mine.block_.data();
  mine.position_ += mine.block_.size();
  mine.packed_bytes_ += mine.block_.size();
  return static_cast<la_ssize_t>(mine.block_.size());
}

la_int64_t ArchiveHandle::seek(archive* handle, void* self, la_int64_t offset, int whence) {
  auto& mine = *static_cast<ArchiveHandle*>(self);
  const auto size = static_cast<la_int64_t>(mine.source_.size_bytes().value_or(0));
  const la_int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? static_cast<la_int64_t>(mine.position_) : size;
  la_int64_t target = 0;
  // Past the end lies what has broken off; libarchive would take it for the end of the archive.
  if (__builtin_add_overflow(base, offset, &target) || target < 0 || target > size) {
    archive_set_error(handle, EIO, "Truncated input file (a part of it lies past its end)");
    return ARCHIVE_FATAL;
  }
  if (!mine.source_.seek(static_cast<std::uint64_t>(target))) return ARCHIVE_FATAL;
  mine.position_ = static_cast<std::uint64_t>(target);
  return target;
}

}  // namespace attache::indexer
