#include "indexer/readers/language.hpp"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <string_view>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kSample = 8 * 1024;  // bytes; the verdict does not change after a few pages

std::string language_of(std::string_view text) {
  std::size_t size = std::min(text.size(), kSample);
  while (size < text.size() && size > 0 && (text[size] & 0xC0) == 0x80) --size;
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(size), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  const std::string_view code = CLD2::LanguageCode(language);
  return std::string(code.substr(0, code.find('-')));  // "zh-Hant" is zh
}

}  // namespace

void measure(schema::Article& article) {
  article.words = static_cast<std::uint32_t>(schema::count_words(article.text));
  if (article.language.empty()) article.language = language_of(article.text);
}

}  // namespace attache::indexer
