// The bytes of a compressed stream, unpacked as they are read.
//
// Free functions; what they give belongs to one thread.
#pragma once

#include <string_view>

#include "indexer/readers/byte_source.hpp"

namespace attache::indexer {

// gzip (members one after another, each with its checksum verified), zlib's own format, or bare deflate, whichever it is. A
// source that breaks off, is damaged, or unpacks to more than 200 times its size fails and says so; bytes behind the end are
// passed over.
ByteSource inflated(ByteSource source);

// bzip2, xz or zstd, likewise.
ByteSource unpacked_by_libarchive(ByteSource source);

bool begins_gzip(std::string_view head);

}  // namespace attache::indexer
