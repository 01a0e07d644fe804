#include "indexer/readers/charset.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/readers/reading.hpp"

using namespace attache::indexer;

namespace {

std::string wide(const std::u16string& text, bool big) {
  std::string out;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out += big ? std::string{high, low} : std::string{low, high};
  }
  return out;
}

std::string wider(const std::u32string& text, bool big) {
  std::string out;
  for (const char32_t unit : text)
    for (int byte = 0; byte < 4; ++byte) out += static_cast<char>(unit >> 8 * (big ? 3 - byte : byte) & 0xFF);
  return out;
}

}  // namespace

TEST_CASE("a text is decoded from its charset, the byte-order mark kept", "[unit][readers]") {
  struct Case {
    const char* name;
    std::string bytes;
    std::string charset;
    std::string text;
    std::uint32_t replaced;
  };
  const std::u16string talks16 = u"Talks in Kestrova \u2013 \u201Cfrank\u201D";
  const std::u32string talks32 = U"Talks in Kestrova \u2013 \u201Cfrank\u201D";
  const std::string talks = "Talks in Kestrova – “frank”";
  const Case cases[] = {
      {"ascii", "Talks end", "UTF-8", "Talks end", 0},
      {"utf-8", talks, "UTF-8", talks, 0},
      {"utf-8 with mark", "\xEF\xBB\xBF" + talks, "UTF-8", "\uFEFF" + talks, 0},
      {"utf-16le with mark", wide(u"\uFEFF" + talks16, false), "UTF-16LE", "\uFEFF" + talks, 0},
      {"utf-16be with mark", wide(u"\uFEFF" + talks16, true), "UTF-16BE", "\uFEFF" + talks, 0},
      {"utf-16le without", wide(talks16, false), "UTF-16LE", talks, 0},
      {"utf-16be without", wide(talks16, true), "UTF-16BE", talks, 0},
      {"utf-32le with mark", wider(U"\uFEFF" + talks32, false), "UTF-32LE", "\uFEFF" + talks, 0},
      {"utf-32be with mark", wider(U"\uFEFF" + talks32, true), "UTF-32BE", "\uFEFF" + talks, 0},
      {"utf-32le without", wider(talks32, false), "UTF-32LE", talks, 0},
      {"surrogate pair", wide(u"\uFEFF\U0001F54A dove", false), "UTF-16LE", "\uFEFF\U0001F54A dove", 0},
      {"lone surrogate", wide(std::u16string(u"\uFEFFdove ") + char16_t(0xD83D) + u" gone", false), "UTF-16LE",
       "\uFEFFdove \uFFFD gone", 2},
      {"windows-1252", "The minister\x92s \x93red line\x94 \x96 caf\xE9", "windows-1252",
       "The minister’s “red line” – café", 0},
      {"latin-1 is read as windows-1252", "Le ministre a \xE9t\xE9 re\xE7u \xE0 l'ambassade", "windows-1252",
       "Le ministre a été reçu à l'ambassade", 0},
      {"utf-8 with one bad byte", "“Éa” – “ü” \xFF é", "UTF-8", "“Éa” – “ü” \uFFFD é", 1},
      {"overlong and surrogate bytes",
       "a\xC0\xAF"
       "b\xED\xA0\x80"
       "c",
       "UTF-8",
       "a\uFFFD\uFFFD"
       "b\uFFFD\uFFFD\uFFFD"
       "c",
       5},
      {"cut off at the end", "“frank” – caf\xC3", "UTF-8", "“frank” – caf\uFFFD", 1},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(charset_of(c.bytes) == c.charset);
    const auto decoded = decode(c.bytes, charset_of(c.bytes));
    CHECK(decoded.text == c.text);
    CHECK(decoded.replaced_bytes == c.replaced);
  }
}

TEST_CASE("legacy charsets of other scripts are detected", "[unit][readers]") {
  // "Министр иностранных дел сообщил журналистам, что переговоры продолжаются" in windows-1251.
  const std::string russian =
      "\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE8\xED\xEE\xF1\xF2\xF0\xE0\xED\xED\xFB\xF5 \xE4\xE5\xEB "
      "\xF1\xEE\xEE\xE1\xF9\xE8\xEB "
      "\xE6\xF3\xF0\xED\xE0\xEB\xE8\xF1\xF2\xE0\xEC, \xF7\xF2\xEE \xEF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB "
      "\xEF\xF0\xEE\xE4\xEE\xEB\xE6\xE0\xFE\xF2\xF1\xFF";
  CHECK(decode(russian, charset_of(russian)).text ==
        "Министр иностранных дел сообщил журналистам, что переговоры продолжаются");
}

TEST_CASE("a cut in the middle of a character is no fault of the file", "[unit][readers]") {
  CHECK(charset_of("caf\xC3", true) == "UTF-8");
}

TEST_CASE("a stream is transcoded the same wherever it is cut", "[unit][readers]") {
  const std::string bytes = wide(u"\U0001F54A Velden \u2013 Orland", false);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    Transcoder transcoder("UTF-16LE");
    std::string text;
    transcoder.feed(std::string_view(bytes).substr(0, cut), false, text);
    transcoder.feed(std::string_view(bytes).substr(cut), true, text);
    CHECK(text == "\U0001F54A Velden – Orland");
    CHECK(transcoder.replaced_bytes() == 0);
  }
}

TEST_CASE("bytes that are no text are told from text", "[unit][readers]") {
  CHECK(looks_binary(std::string("PK\x03\x04\0\0", 6)));
  CHECK(looks_binary("\x01\x02\x03 abc"));
  CHECK_FALSE(looks_binary("Talks\r\n\tend\f"));
  CHECK_FALSE(looks_binary("One bell\x07 in a long enough line of text"));
  CHECK_FALSE(looks_binary(""));
}
