#include "indexer/readers/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::valid_utf8;

// Bytes that ICU's detector sees, from a little before the first that is no ASCII: its time is linear in them, its verdict settled.
constexpr std::size_t kSample = 16 * 1024;
constexpr std::size_t kBefore = 1024;

struct Mark {
  std::string_view bytes;
  std::string_view charset;
};
// UTF-32LE begins with the mark of UTF-16LE, so it stands before it.
constexpr std::array<Mark, 5> kMarks{{{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                                      {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                                      {"\xEF\xBB\xBF", "UTF-8"},
                                      {"\xFF\xFE", "UTF-16LE"},
                                      {"\xFE\xFF", "UTF-16BE"}}};

// Latin text without a mark: nearly every character has zero bytes, always at the same places of its two or four.
std::optional<std::string> wide_by_zeros(std::string_view bytes) {
  std::array<std::size_t, 4> zeros{};
  const std::size_t units = bytes.size() / 4;
  for (std::size_t i = 0; i < units * 4; ++i)
    if (bytes[i] == '\0') ++zeros[i % 4];
  if (units < 2) return std::nullopt;
  const auto mostly = [&](int at) { return zeros[at] * 10 > units * 6; };
  const auto hardly = [&](int at) { return zeros[at] * 10 < units; };
  if (hardly(0) && mostly(1) && mostly(2) && mostly(3)) return "UTF-32LE";
  if (mostly(0) && mostly(1) && mostly(2) && hardly(3)) return "UTF-32BE";
  if (hardly(0) && mostly(1) && hardly(2) && mostly(3)) return "UTF-16LE";
  if (mostly(0) && hardly(1) && mostly(2) && hardly(3)) return "UTF-16BE";
  return std::nullopt;
}

struct Utf8Census {
  std::size_t sequences = 0;  // well-formed ones of two bytes or more
  std::size_t faults = 0;
};

Utf8Census utf8_census(std::string_view bytes, bool cut) {
  Utf8Census census;
  const auto* s = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    if (s[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c;
    U8_NEXT(s, i, size, c);
    if (c >= 0)
      ++census.sequences;
    else if (!(cut && i >= size))
      ++census.faults;
  }
  return census;
}

// Western text has its high bytes one by one between ASCII letters; overlong forms, surrogates and noise have runs of
// them.
bool high_bytes_stand_alone(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t beside = 0;
  const auto is_high = [&](std::size_t i) { return i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80; };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(i)) continue;
    ++high;
    if (is_high(i + 1) || (i > 0 && is_high(i - 1))) ++beside;
  }
  return beside * 2 <= high;
}

std::string detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto first = static_cast<std::size_t>(std::find_if(bytes.begin(), bytes.end(), is_high) - bytes.begin());
  const std::string_view sample = bytes.substr(first - std::min(first, kBefore), kSample);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  const UCharsetMatch* match = U_SUCCESS(status) ? ucsdet_detect(detector.get(), &status) : nullptr;
  const char* name = match && U_SUCCESS(status) ? ucsdet_getName(match, &status) : nullptr;
  if (name == nullptr || U_FAILURE(status)) return "UTF-8";
  const std::string_view found = name;
  // The detector has seen no zero bytes here, so a wide charset is a mistake of its own.
  const bool western = found == "ISO-8859-1" || found == "windows-1252" || found.starts_with("UTF-") ||
                       found.starts_with("IBM42") || found.starts_with("ISO-2022");
  if (!western) return std::string(found);
  return high_bytes_stand_alone(bytes) ? "windows-1252" : "UTF-8";
}

// The callback's context: what the standard substitution would do, counted.
void count_and_substitute(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t length,
                          UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *static_cast<std::uint32_t*>(const_cast<void*>(context)) += static_cast<std::uint32_t>(length);
  static constexpr UChar kReplacement = 0xFFFD;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, status);
}

}  // namespace

bool is_wide_charset(std::string_view charset) {
  return charset.starts_with("UTF-16") || charset.starts_with("UTF-32");
}

std::string charset_of(std::string_view bytes, bool cut) {
  for (const Mark& mark : kMarks)
    if (bytes.starts_with(mark.bytes)) return std::string(mark.charset);
  if (bytes.find('\0') != std::string_view::npos)
    if (auto wide = wide_by_zeros(bytes)) return *wide;
  const Utf8Census census = utf8_census(bytes, cut);
  if (census.sequences >= census.faults * 4) return "UTF-8";
  return detected(bytes);
}

struct Transcoder::Impl {
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter{nullptr, &ucnv_close};
  std::uint32_t replaced_bytes = 0;
};

Transcoder::Transcoder(const std::string& charset) : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->converter.reset(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    impl_->converter.reset(ucnv_open("UTF-8", &status));
  }
  ucnv_setToUCallBack(impl_->converter.get(), count_and_substitute, &impl_->replaced_bytes, nullptr, nullptr, &status);
}
Transcoder::Transcoder(Transcoder&&) noexcept = default;
Transcoder& Transcoder::operator=(Transcoder&&) noexcept = default;
Transcoder::~Transcoder() = default;

void Transcoder::feed(std::string_view bytes, bool last, std::string& into) {
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::array<UChar, 4096> piece;
  std::u16string text;
  text.reserve(bytes.size());
  UErrorCode status;
  do {
    UChar* target = piece.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(impl_->converter.get(), &target, piece.data() + piece.size(), &source, source_end, nullptr, last,
                   &status);
    text.append(piece.data(), target);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  icu::UnicodeString(false, text.data(), static_cast<int32_t>(text.size())).toUTF8String(into);
}

std::uint32_t Transcoder::replaced_bytes() const { return impl_->replaced_bytes; }

Decoded decode(std::string_view bytes, const std::string& charset) {
  Decoded decoded;
  if (charset == "UTF-8") {
    decoded.text = valid_utf8(bytes, &decoded.replaced_bytes);
    return decoded;
  }
  Transcoder transcoder(charset);
  transcoder.feed(bytes, true, decoded.text);
  decoded.replaced_bytes = transcoder.replaced_bytes();
  return decoded;
}

Decoded decode_record(std::string_view bytes, const std::string& charset) {
  if (utf8_census(bytes, false).faults == 0) return {std::string(bytes), 0};
  return decode(bytes, charset == "UTF-8" ? charset_of(bytes) : charset);
}

bool looks_binary(std::string_view text) {
  std::size_t controls = 0;
  for (const char c : text) {
    if (c == '\0') return true;
    const auto byte = static_cast<unsigned char>(c);
    const bool is_text = byte >= 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0x1B;
    controls += is_text && byte != 0x7F ? 0 : 1;
  }
  return controls * 10 > text.size();
}

}  // namespace attache::indexer
