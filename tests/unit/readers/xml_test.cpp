#include "indexer/readers/xml.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

namespace {

std::string reason_of(const std::string& xml) {
  const auto parsed = parse_xml(xml);
  return parsed ? "parsed: " + content(parsed->root()) : parsed.error().reason;
}

std::string nested(std::size_t depth) {
  std::string xml;
  for (std::size_t i = 0; i < depth; ++i) xml.append("<a>");
  for (std::size_t i = 0; i < depth; ++i) xml.append("</a>");
  return xml;
}

double seconds_of(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a document that declares entities is refused, whatever they are for", "[unit][readers][xml]") {
  const auto secret = std::filesystem::temp_directory_path() / "attache-xml-test-secret";
  std::ofstream(secret) << "the tin pact";
  std::string laughs = "<!DOCTYPE nitf [<!ENTITY l0 \"ha\">";
  for (int i = 1; i < 12; ++i) {
    laughs.append("<!ENTITY l").append(std::to_string(i)).append(" \"");
    for (int k = 0; k < 10; ++k) laughs.append("&l").append(std::to_string(i - 1)).append(";");
    laughs += "\">";
  }
  laughs += "]><nitf>&l11;</nitf>";
  std::string quadratic = "<!DOCTYPE nitf [<!ENTITY a \"" + std::string(100'000, 'a') + "\">]><nitf>";
  for (int i = 0; i < 20'000; ++i) quadratic += "&a;";
  quadratic += "</nitf>";
  const std::string file = "\"file://" + secret.string() + "\"";
  const std::string attacks[] = {
      laughs,
      quadratic,
      "<!DOCTYPE nitf [<!ENTITY x SYSTEM " + file + ">]><nitf>&x;</nitf>",
      "<!DOCTYPE nitf [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]><nitf>&x;</nitf>",
      "<!DOCTYPE nitf [<!ENTITY x PUBLIC \"x\" " + file + ">]><nitf>&x;</nitf>",
      "<!DOCTYPE nitf [<!ENTITY % p SYSTEM " + file + "> %p;]><nitf>Talks</nitf>",
      "<!DOCTYPE nitf [<!ENTITY % p \"<!ENTITY x 'y'>\"> %p;]><nitf>&x;</nitf>",
      "<!DOCTYPE nitf [<!ENTITY x \"y\">]><nitf>Talks</nitf>",
  };
  for (const std::string& attack : attacks) {
    INFO(attack.substr(0, 200));
    CHECK(seconds_of([&] { CHECK(reason_of(attack) == "declares entities, which is refused"); }) < 1.0);
    for (const char* type : {"nitf", "newsml"}) {
      const auto reading = read_all(attack, type);
      CHECK(reading.articles.empty());
      CHECK(reading.faults == std::vector<std::string>{": declares entities, which is refused"});
    }
  }
  std::filesystem::remove(secret);
}

TEST_CASE("nothing outside the document is opened", "[unit][readers][xml]") {
  const auto outside = std::filesystem::temp_directory_path() / "attache-xml-test.dtd";
  std::ofstream(outside) << "<!ENTITY x \"the tin pact\"><!ATTLIST nitf class CDATA \"the tin pact\">";
  const std::string dtd = "<!DOCTYPE nitf SYSTEM \"file://" + outside.string() + "\">";
  const auto parsed = parse_xml(dtd + "<nitf>Talks &x; end</nitf>");
  REQUIRE(parsed);
  CHECK(content(parsed->root()) == "Talks &x; end");
  CHECK(attribute(parsed->root(), "class") == "");
  const auto inclusion = parse_xml("<nitf xmlns:xi=\"http://www.w3.org/2001/XInclude\">Talks<xi:include href=\"file://" + outside.string() +
                                   "\" parse=\"text\"/></nitf>");
  REQUIRE(inclusion);
  CHECK(content(inclusion->root()) == "Talks");
  std::filesystem::remove(outside);
}

TEST_CASE("deep, crowded and giant documents are refused soon", "[unit][readers][xml]") {
  CHECK(reason_of(nested(200)) == "parsed: ");
  CHECK(seconds_of([] { CHECK(reason_of(nested(1'000'000)).starts_with("not well-formed: Excessive depth")); }) < 1.0);
  std::string crowded = "<a ";
  for (int i = 0; i < 200'000; ++i) crowded.append("a").append(std::to_string(i)).append("=\"\" ");
  for (const char* before : {"", "<!DOCTYPE a [<!-- ' -->]>", "<!-- <a ' -->", "<?x <a ' ?>"})
    CHECK(seconds_of([&] { CHECK(reason_of(before + crowded + "/>") == "a tag of over 256 attributes"); }) < 1.0);
}

TEST_CASE("what an XML document may be written in", "[unit][readers][xml]") {
  struct Case {
    std::string xml;
    std::string text;
  };
  const Case cases[] = {
      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Caf\xE9</a>", "Café"},
      {"<?xml version='1.0' encoding='windows-1251'?><a>\xCC\xE8\xF0</a>", "Мир"},
      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Café</a>", "Café"},  // belies itself
      {"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>The envoy\x92s caf\xE9</a>", "The envoy’s café"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?><a>Café</a>", "Café"},
      {"\n <?xml version=\"1.0\"?><a>Talks</a>", "Talks"},
      {"<a>Talks&nbsp;end &ndash; &lt;now&gt; &amp;amp;</a>", "Talks\u00A0end – <now> &amp;"},
      {"<a>Talks&#5;end\x01now</a>", "Talks end now"},
      {"<a><![CDATA[Talks <b> & end]]></a>", "Talks <b> & end"},
  };
  for (const auto& c : cases) {
    INFO(c.xml);
    CHECK(reason_of(c.xml) == "parsed: " + c.text);
  }
  CHECK(reason_of("<a>Talks & end</a>").starts_with("not well-formed: "));
  CHECK(parse_xml("<a>\n<b>\n</a>").error().place == "line 3");
  CHECK(reason_of("") == "not well-formed: Document is empty");
  std::string wide;
  for (const char16_t c : std::u16string(u"\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Café</a>"))
    wide += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
  CHECK(reason_of(wide) == "parsed: Café");
}

TEST_CASE("steps through a tree", "[unit][readers][xml]") {
  const auto parsed = parse_xml("<x:a xmlns:x=\"u:1\" x:k=\" v \"><b>1</b><c><d>2</d></c><y:b>3</y:b></x:a>");
  REQUIRE(parsed);
  const xmlNode* root = parsed->root();
  CHECK(is_named(root, "a"));
  CHECK(attribute(root, "k") == "v");
  CHECK(words_in(child_at(root, {"c", "d"})) == "2");
  CHECK(words_in(next_named(child(root, "b"))) == "3");
  CHECK(words_in(descendant(root, "d")) == "2");
  CHECK(child(nullptr, "a") == nullptr);
  CHECK(serialised(child(root, "c")) == "<c><d>2</d></c>");
  std::string names;
  for (const xmlNode* node = root; node; node = next_within(root, node)) names.append(local_name(node)).append(".");
  CHECK(names == "a.b..c.d..b..");
  CHECK(root_name("<?xml version=\"1.0\"?>\n<!-- <x> --><!DOCTYPE nitf [<!-- -->]><n:nitf a=\"1\">") == "nitf");
  CHECK(root_name("text only") == "");
}
