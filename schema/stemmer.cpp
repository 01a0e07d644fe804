#include "schema/stemmer.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <unordered_set>

#include <unicode/normalizer2.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <xapian.h>

#include "schema/error.hpp"
#include "schema/words.hpp"

namespace attache::schema {
namespace {

// How words end, folded, and as they are written.
struct Ending {
  std::string_view folded, written;
};

// Of each language those endings without which Snowball does not know a word's form, and that few words have which are written otherwise:
// French "-at" is not "-ât", since a candidat is met more often than one that arrivât. A longer ending goes before a shorter one, in
// whatever order they stand; that a longer one is written as it is folded says that the shorter is not meant.
constexpr Ending kCatalan[] = {{"io", "ió"}};
constexpr Ending kFrench[] = {{"ee", "ée"},       {"ees", "ées"},       {"iere", "ière"},     {"ieres", "ières"},
                              {"erent", "èrent"}, {"ferent", "ferent"}, {"herent", "herent"}, {"cherent", "chèrent"}};
constexpr Ending kHungarian[] = {{"bol", "ból"}, {"rol", "ról"}, {"tol", "tól"}, {"nal", "nál"}, {"nel", "nél"}, {"ert", "ért"}, {"kent", "ként"}};
constexpr Ending kLithuanian[] = {{"eje", "ėje"}, {"ese", "ėse"}, {"emis", "ėmis"}, {"ems", "ėms"}, {"eti", "ėti"}};
constexpr Ending kPortuguese[] = {{"acao", "ação"},     {"acoes", "ações"}, {"ucao", "ução"},  {"ucoes", "uções"}, {"encia", "ência"},
                                  {"encias", "ências"}, {"avel", "ável"},   {"aveis", "ável"}, {"ivel", "ível"},   {"iveis", "ível"},
                                  {"arao", "arão"},     {"erao", "erão"},   {"irao", "irão"}};
constexpr Ending kRussian[] = {{"ии", "ий"}, {"ои", "ой"}, {"ыи", "ый"}, {"иися", "ийся"}};
constexpr Ending kSpanish[] = {{"ion", "ión"},     {"logia", "logía"}, {"logias", "logías"}, {"eria", "ería"},
                               {"erias", "erías"}, {"rian", "rían"},   {"riamos", "ríamos"}};

struct Language {
  Stemming stemming;
  const char* snowball;  // of a language's several the rules that join most forms; those of German also read "ue" as "ü"
  std::string_view name;  // for people
  std::array<std::string_view, 5> tags;
  std::span<const Ending> endings = {};
};

constexpr Language kLanguages[] = {
    {Stemming::Arabic, "arabic", "Arabic", {"ar", "ara"}},
    {Stemming::Armenian, "armenian", "Armenian", {"hy", "hye", "arm"}},
    {Stemming::Basque, "basque", "Basque", {"eu", "eus", "baq"}},
    {Stemming::Catalan, "catalan", "Catalan", {"ca", "cat"}, kCatalan},
    {Stemming::Danish, "danish", "Danish", {"da", "dan"}},
    {Stemming::Dutch, "kraaij_pohlmann", "Dutch", {"nl", "nld", "dut"}},
    {Stemming::English, "english", "English", {"en", "eng"}},
    {Stemming::Finnish, "finnish", "Finnish", {"fi", "fin"}},
    {Stemming::French, "french", "French", {"fr", "fra", "fre"}, kFrench},
    {Stemming::German, "german2", "German", {"de", "deu", "ger"}},
    {Stemming::Hungarian, "hungarian", "Hungarian", {"hu", "hun"}, kHungarian},
    {Stemming::Indonesian, "indonesian", "Indonesian", {"id", "ind", "in"}},
    {Stemming::Irish, "irish", "Irish", {"ga", "gle"}},
    {Stemming::Italian, "italian", "Italian", {"it", "ita"}},
    {Stemming::Lithuanian, "lithuanian", "Lithuanian", {"lt", "lit"}, kLithuanian},
    {Stemming::Nepali, "nepali", "Nepali", {"ne", "nep"}},
    {Stemming::Norwegian, "norwegian", "Norwegian", {"no", "nb", "nn", "nob", "nno"}},
    {Stemming::Portuguese, "portuguese", "Portuguese", {"pt", "por"}, kPortuguese},
    {Stemming::Romanian, "romanian", "Romanian", {"ro", "ron", "rum", "mo"}},
    {Stemming::Russian, "russian", "Russian", {"ru", "rus"}, kRussian},
    {Stemming::Spanish, "spanish", "Spanish", {"es", "spa"}, kSpanish},
    {Stemming::Swedish, "swedish", "Swedish", {"sv", "swe"}},
    {Stemming::Tamil, "tamil", "Tamil", {"ta", "tam"}},
    {Stemming::Turkish, "turkish", "Turkish", {"tr", "tur"}},
};

const Language* language_of(Stemming stemming) {
  for (const Language& row : kLanguages)
    if (row.stemming == stemming) return &row;
  return nullptr;
}

// Whether ICU knows it as the tag of some language, in two letters or three.
bool is_language(std::string_view tag) {
  static const std::unordered_set<std::string_view> tags = [] {
    std::unordered_set<std::string_view> out;
    for (const char* const* at = uloc_getISOLanguages(); *at; ++at) {
      out.insert(*at);
      out.insert(uloc_getISO3Language(*at));
    }
    for (const std::string_view none : {"mis", "mul", "und", "zxx", ""}) out.erase(none);  // unnamed, several, unknown, no words
    return out;
  }();
  return tags.contains(tag);
}

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

constexpr std::size_t kFewestLetters = 2;  // before an ending

std::string with_accents(const std::string& word, std::span<const Ending> endings) {
  const Ending* longest = nullptr;
  for (const Ending& ending : endings)
    if (word.ends_with(ending.folded) && (!longest || ending.folded.size() > longest->folded.size())) longest = &ending;
  if (!longest) return word;
  const auto before = std::string_view(word).substr(0, word.size() - longest->folded.size());
  return letters_in(before) < kFewestLetters ? word : std::string(before).append(longest->written);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Folded letters are taken apart (Tamil vowels); Snowball knows them whole.
std::string composed(const std::string& text) {
  if (is_ascii(text)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorCode::Damaged, "ICU has no normalisation data", "reinstall libicu72");
  std::string out;
  nfc->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return out;
}

}  // namespace

Stemming stemming_of(std::string_view language) {
  const auto tag = language.substr(0, language.find(' '));
  for (const Language& row : kLanguages)
    if (!tag.empty() && std::find(row.tags.begin(), row.tags.end(), tag) != row.tags.end()) return row.stemming;
  return is_language(tag) ? Stemming::None : Stemming::English;
}

std::string_view name_of(Stemming stemming) {
  const Language* row = language_of(stemming);
  return row ? row->name : "no language";
}

std::string term_ending(Stemming stemming) {
  if (stemming == Stemming::English) return {};
  const Language* row = language_of(stemming);
  return std::string("_").append(row ? row->tags.front() : "");
}

std::string stemming_rules() {
  std::string out;
  for (const Language& row : kLanguages) {
    out.append(row.snowball).append(1, ':');
    for (const std::string_view tag : row.tags) out.append(tag).append(1, ',');
    for (const Ending& ending : row.endings) out.append(ending.folded).append(1, '=').append(ending.written).append(1, ',');
    out.append(1, ';');
  }
  return out;
}

struct Stemmer::Impl {
  explicit Impl(Stemming of) : stemming(of), language(language_of(of)), snowball(language ? Xapian::Stem(language->snowball) : Xapian::Stem()) {}
  const Stemming stemming;
  const Language* const language;  // null for None
  const Xapian::Stem snowball;
};

Stemmer::Stemmer(Stemming stemming) : impl_(std::make_unique<Impl>(stemming)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

Stemming Stemmer::stemming() const { return impl_->stemming; }

std::string Stemmer::operator()(const std::string& folded_word) const {
  if (!impl_->language) return folded_word;
  std::string stem = impl_->stemming == Stemming::English
                         ? impl_->snowball(folded_word)
                         : fold(impl_->snowball(with_accents(composed(folded_word), impl_->language->endings)));
  if (stem.empty()) return folded_word;
  return stem;
}

}  // namespace attache::schema
