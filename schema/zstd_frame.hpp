// Bytes as a zstd frame that says how long they are.
//
// Free functions, safe from any thread; each thread keeps its working memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace attache::schema {

inline constexpr int kZstdLevel = 3;

// What frames are made and read with: bytes like those that they hold, with their statistics where they are in zstd's format for
// dictionaries. Immutable; safe to share.
class ZstdDictionary;
std::shared_ptr<const ZstdDictionary> make_zstd_dictionary(std::string_view bytes);

// Throws Error(Output) when zstd fails. `dictionary` may be null, here and below.
std::string zstd_frame(std::string_view bytes, const ZstdDictionary* dictionary = nullptr);
// Nothing when it is no whole frame, or claims more than `most` bytes.
std::optional<std::string> zstd_unpacked(std::string_view frame, unsigned long long most, const ZstdDictionary* dictionary = nullptr);

}  // namespace attache::schema
