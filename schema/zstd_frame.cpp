#include "schema/zstd_frame.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include "schema/error.hpp"

namespace attache::schema {
namespace {

template <auto Free>
struct Freed {
  void operator()(auto* it) const { Free(it); }
};

}  // namespace

class ZstdDictionary {
 public:
  explicit ZstdDictionary(std::string_view bytes)
      : writing(ZSTD_createCDict(bytes.data(), bytes.size(), kZstdLevel)), reading(ZSTD_createDDict(bytes.data(), bytes.size())) {}
  const std::unique_ptr<ZSTD_CDict, Freed<ZSTD_freeCDict>> writing;
  const std::unique_ptr<ZSTD_DDict, Freed<ZSTD_freeDDict>> reading;
};

std::shared_ptr<const ZstdDictionary> make_zstd_dictionary(std::string_view bytes) { return std::make_shared<const ZstdDictionary>(bytes); }

std::string zstd_frame(std::string_view bytes, const ZstdDictionary* dictionary) {
  thread_local const std::unique_ptr<ZSTD_CCtx, Freed<ZSTD_freeCCtx>> context(ZSTD_createCCtx());
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      dictionary ? ZSTD_compress_usingCDict(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), dictionary->writing.get())
                 : ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), kZstdLevel);
  if (ZSTD_isError(size)) throw Error(ErrorCode::Output, fmt::format("zstd: {}", ZSTD_getErrorName(size)));
  out.resize(size);
  return out;
}

std::optional<std::string> zstd_unpacked(std::string_view frame, unsigned long long most, const ZstdDictionary* dictionary) {
  thread_local const std::unique_ptr<ZSTD_DCtx, Freed<ZSTD_freeDCtx>> context(ZSTD_createDCtx());
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > most) return std::nullopt;  // as are the numbers for no frame, and for one that does not say it
  std::string out(size, '\0');
  const std::size_t read = ZSTD_decompress_usingDDict(context.get(), out.data(), out.size(), frame.data(), frame.size(),
                                                      dictionary ? dictionary->reading.get() : nullptr);
  if (ZSTD_isError(read) || read != size) return std::nullopt;
  return out;
}

}  // namespace attache::schema
