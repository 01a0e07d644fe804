#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "indexer/readers/input_walk.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;
namespace fs = std::filesystem;

namespace {

// A folder of its own for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "attache-readers-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path / "shut", fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  std::string put(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).native();
  }
  fs::path path;
};

std::string fault_of(const std::string& path, const ReaderOptions& options = {}) {
  const auto opened = open_input(path, options);
  return opened ? "" : opened.error().reason;
}

}  // namespace

TEST_CASE("the type is the option, else the extension, else the content", "[unit][readers]") {
  struct Case {
    const char* file;
    const char* type;
    const char* bytes;
    const char* place;  // of the first article: each type has its own
  };
  const Case cases[] = {
      {"/a.txt", "", "{\"title\": \"One\"}", ""},
      {"/a.txt", "jsonl", "{\"title\": \"One\"}", "line 1"},
      {"/a.JSONL", "", "{\"title\": \"One\"}", "line 1"},
      {"/a.tsv", "", "title\tbody\nOne\ttwo\n", "row 2"},
      {"-", "", "{\"title\": \"One\"}", "line 1"},
      {"/a", "", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"7\"><TEXT><TITLE>X</TITLE></TEXT></REUTERS>",
       "story 7"},
      {"/a", "", "One two three", ""},
  };
  for (const auto& c : cases) {
    INFO(c.file << " " << c.type << " " << c.bytes);
    ReaderOptions options;
    options.type = c.type;
    const auto reading = read_all(c.bytes, options, c.file);
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].provenance.place == c.place);
    CHECK(reading.articles[0].provenance.file == c.file);
  }
  CHECK(read_all("One", "word").faults ==
        std::vector<std::string>{": unknown type 'word' (known: docx, zip, tar, 7z, gz, warc, pdf, rtf, mbox, eml, jsonl, json, csv, "
                                 "markdown, ldc, reuters, newsml, nitf, rss, factiva, nexis, html, text)"});
}

TEST_CASE("every type of the registry has a name, extensions and help", "[unit][readers]") {
  for (const auto& type : reader_types()) {
    CHECK_FALSE(type.name.empty());
    CHECK_FALSE(type.extensions.empty());
    CHECK_FALSE(type.help.empty());
  }
}

TEST_CASE("inputs that cannot be opened say why", "[unit][readers]") {
  const Folder folder;
  CHECK(fault_of((folder.path / "none.txt").native()) == "No such file or directory");
  CHECK(fault_of(folder.path.native()) == "a folder, not a file");
  CHECK(fault_of("/dev/null") == "not a regular file (a device, pipe or socket)");
  REQUIRE(mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
  CHECK(fault_of((folder.path / "pipe").native()) == "not a regular file (a device, pipe or socket)");
  CHECK(fault_of(folder.put("empty.csv", "\n\n")) == "empty file");
  CHECK(fault_of(folder.put("image.jsonl", std::string("\x89PNG\r\n\0\0", 8))) == "binary file");
  if (geteuid() != 0) {
    const auto shut = folder.put("shut", "One");
    fs::permissions(shut, fs::perms::none);
    CHECK(fault_of(shut) == "Permission denied");
  }
  const auto giant = folder.put("giant.txt", "");
  fs::resize_file(giant, std::uintmax_t{1} << 40);  // a sparse terabyte: reading it would not end
  ReaderOptions options;
  CHECK(fault_of(folder.put("small.txt", std::string(20, 'x')), options) == "");
  fs::resize_file(giant, 0);
  std::ofstream(giant, std::ios::binary) << std::string(100'000, 'x');
  fs::resize_file(giant, std::uintmax_t{1} << 40);
  CHECK(fault_of(giant, options) == "too large: 1099511627776 bytes, the limit for one article is 16777216");
}

TEST_CASE("a file keeps its absolute, normal path", "[unit][readers]") {
  const Folder folder;
  folder.put("a/b.txt", "One two three");
  auto opened = open_input((folder.path / "a/../a/./b.txt").native(), {});
  REQUIRE(opened);
  CHECK((**(*opened)->next()).provenance.file == (folder.path / "a/b.txt").native());
}

TEST_CASE("a field map is one flat object of strings", "[unit][readers]") {
  const Folder folder;
  const auto map = read_field_map(folder.put("map.json", R"({"title": "kop", "body": "tekst"})"));
  REQUIRE(map);
  CHECK(*map == FieldMap{{"title", "kop"}, {"body", "tekst"}});
  CHECK_FALSE(read_field_map(folder.put("bad.json", R"({"title": 1})")));
  CHECK_FALSE(read_field_map(folder.put("worse.json", "[]")));
  CHECK_FALSE(read_field_map((folder.path / "none.json").native()));
}

TEST_CASE("paths are walked in byte order, and what is left out is told", "[unit][readers]") {
  const Folder folder;
  for (const char* name : {"b.txt", "a/z.txt", "a/new\nline.txt", "a/\xFF.txt", "B.txt", ".hidden/x.txt", "a/.y.txt",
                           "c.odt", "c.gold", "story.001", "README"})
    folder.put(name, "One");
  fs::create_symlink("..", folder.path / "a/up");
  fs::create_symlink("b.txt", folder.path / "link.txt");
  REQUIRE(mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
  std::vector<std::string> seen;
  const std::string top = folder.path.native();
  const auto take = [&](const WalkEntry& entry) {
    std::string path = entry.path;
    if (path.starts_with(top)) path.erase(0, top.size());
    const char* kind = entry.kind == WalkEntry::Kind::Input     ? ""
                       : entry.kind == WalkEntry::Kind::Skipped ? "skip "
                                                                : "fault ";
    seen.push_back(kind + path + (entry.reason.empty() ? "" : ": " + entry.reason));
  };
  walk({top + "/./", top + "/link.txt", "-", "-", top + "/none", top + "/c.odt"}, {}, take);
  CHECK(seen == std::vector<std::string>{
                    "skip /.hidden: hidden (its name begins with a point)", "/B.txt", "/README",
                    "skip /a/.y.txt: hidden (its name begins with a point)", "/a/new\nline.txt",
                    "skip /a/up: a symbolic link", "/a/z.txt", "/a/\xFF.txt", "/b.txt",
                    "skip /c.gold: no reader for .gold files; name the file, or give --type",
                    "skip /c.odt: no reader for .odt files; name the file, or give --type",
                    "skip /link.txt: a symbolic link", "skip /pipe: a special file (a device, pipe or socket)", "/story.001",
                    "/link.txt", "-", "skip -: standard input is read once", "fault /none: No such file or directory",
                    "/c.odt"});
  seen.clear();
  walk({top}, {true, {}, {}}, take);
  CHECK(std::count(seen.begin(), seen.end(), "/c.gold") == 1);
  folder.put("a/deep/in.txt", "One");
  folder.put("a/deep/.noindex", "");
  seen.clear();
  walk({top}, {false, {"*.gold", "a/*.txt"}, {}}, take);
  std::erase_if(seen, [](const std::string& line) { return line.starts_with("skip"); });
  CHECK(seen == std::vector<std::string>{"/a/new\nline.txt", "/a/z.txt", "/a/\xFF.txt", "/c.gold"});
  seen.clear();
  walk({top}, {false, {}, {"a", "b.*"}}, take);
  CHECK(std::count(seen.begin(), seen.end(), "skip /a: excluded by a") == 1);
  CHECK(std::count(seen.begin(), seen.end(), "skip /b.txt: excluded by b.*") == 1);
  CHECK(std::count(seen.begin(), seen.end(), "/B.txt") == 1);
  seen.clear();
  walk({top + "/a"}, {}, take);
  CHECK(std::count(seen.begin(), seen.end(), "skip /a/deep: has a .noindex") == 1);
}

TEST_CASE("below a folder the same is walked as from its top", "[unit][readers]") {
  const Folder folder;
  for (const char* name : {"a/deep/x.txt", "a/deep/.y.txt", "a/z.txt", "ab/x.txt", ".hidden/x.txt", "out/x.txt", "out/.noindex"})
    folder.put(name, "One");
  fs::create_directory_symlink("a", folder.path / "link");
  const std::string top = folder.path.native();
  const auto inputs = [&](const std::string& path, const WalkOptions& options = {}) {
    std::vector<std::string> seen;
    walk_below(top, path.empty() ? top : top + "/" + path, options, [&](const WalkEntry& entry) {
      if (entry.kind == WalkEntry::Kind::Input) seen.push_back(entry.path.substr(top.size() + 1));
    });
    return seen;
  };
  using Seen = std::vector<std::string>;
  CHECK(inputs("") == Seen{"a/deep/x.txt", "a/z.txt", "ab/x.txt"});
  CHECK(inputs("a") == Seen{"a/deep/x.txt", "a/z.txt"});
  CHECK(inputs("a/deep/x.txt") == Seen{"a/deep/x.txt"});
  for (const char* none : {"a/deep/.y.txt", "a/none.txt", ".hidden/x.txt", "out/x.txt", "out", "link/z.txt", "none/x.txt"}) {
    CAPTURE(none);
    CHECK(inputs(none).empty());
  }
  CHECK(inputs("a/deep/x.txt", {false, {}, {"a"}}).empty());
  CHECK(inputs("a/deep/x.txt", {false, {"a/*/x.txt"}, {}}) == Seen{"a/deep/x.txt"});
  std::vector<std::string> entered;
  walk_below(top, top + "/a", {}, [](const WalkEntry&) {}, [&](const std::string& in) { entered.push_back(in.substr(top.size())); });
  CHECK(entered == Seen{"/a", "/a/deep"});
}

TEST_CASE("a stream says how far its file was read", "[unit][readers]") {
  const Folder folder;
  std::string records;
  for (int i = 0; i < 400; ++i) records += "{\"title\": \"Talks\", \"body\": \"" + std::string(1000, 'x') + "\"}\n";
  const auto opened = open_input(folder.put("a.jsonl", records), {});
  REQUIRE(opened);
  std::uint64_t last = 0;
  int steps = 0;
  while ((*opened)->next()) {
    const std::uint64_t now = (*opened)->bytes_read();
    REQUIRE(now >= last);
    steps += now > last;
    last = now;
  }
  CHECK(steps > 2);
  CHECK(last == records.size());
  CHECK((*open_bytes("Talks", "a.txt", {}))->bytes_read() == 0);
}

TEST_CASE("a JSON document over several lines is one fault, not one a line", "[unit][readers]") {
  for (const char* text : {"{\n \"title\": \"A\"\n}\n", "[{\"title\": \"A\"}]\n"}) {
    ReaderOptions options;
    options.type = "jsonl";
    const auto opened = open_bytes(text, "a.json", options);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().reason == "one JSON document over several lines, not one JSON object a line");
  }
}

TEST_CASE("a list of paths has one a line, or NULs between", "[unit][readers]") {
  const Folder folder;
  CHECK(*read_path_list(folder.put("lines", "a.txt\r\n\nb c.txt")) == std::vector<std::string>{"a.txt", "b c.txt"});
  CHECK(*read_path_list(folder.put("nuls", std::string("a\nb.txt\0c.txt\0", 14))) ==
        std::vector<std::string>{"a\nb.txt", "c.txt"});
  CHECK_FALSE(read_path_list((folder.path / "none").native()));
}
