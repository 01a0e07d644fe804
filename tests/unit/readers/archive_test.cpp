#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "indexer/readers/byte_source.hpp"
#include "indexer/readers/containers/container.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

namespace {

struct Entry {
  std::string name;
  std::string bytes;
  std::string link_to = {};  // a symbolic link
};

using SetUp = int (*)(archive*);
struct Case {
  SetUp set_up;
  const char* file;
};

int zip(archive* made) { return archive_write_set_format_zip(made); }
int stored_zip(archive* made) {
  archive_write_set_format_zip(made);
  return archive_write_zip_set_compression_store(made);
}
int encrypted_zip(archive* made) {
  archive_write_set_format_zip(made);
  archive_write_set_options(made, "zip:encryption=traditional");
  return archive_write_set_passphrase(made, "open");
}
int tar(archive* made) { return archive_write_set_format_pax_restricted(made); }
int seven_zip(archive* made) { return archive_write_set_format_7zip(made); }
int raw_gzip(archive* made) {
  archive_write_add_filter_gzip(made);
  return archive_write_set_format_raw(made);
}
int raw_zstd(archive* made) {
  archive_write_add_filter_zstd(made);
  return archive_write_set_format_raw(made);
}
int raw_xz(archive* made) {
  archive_write_add_filter_xz(made);
  return archive_write_set_format_raw(made);
}
int tar_bzip2(archive* made) {
  archive_write_add_filter_bzip2(made);
  return archive_write_set_format_pax_restricted(made);
}

std::string archive_of(const std::vector<Entry>& entries, SetUp set_up) {
  std::string bytes(1024 + 2 * std::accumulate(entries.begin(), entries.end(), std::size_t{1} << 20,
                                               [](std::size_t sum, const Entry& entry) { return sum + entry.bytes.size() + 1024; }),
                    '\0');
  archive* made = archive_write_new();
  set_up(made);
  archive_write_set_bytes_in_last_block(made, 1);
  std::size_t used = 0;
  REQUIRE(archive_write_open_memory(made, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
  for (const Entry& entry : entries) {
    archive_entry* row = archive_entry_new();
    archive_entry_set_pathname(row, entry.name.c_str());
    archive_entry_set_perm(row, 0644);
    archive_entry_set_filetype(row, entry.link_to.empty() ? AE_IFREG : AE_IFLNK);
    if (!entry.link_to.empty()) archive_entry_set_symlink(row, entry.link_to.c_str());
    archive_entry_set_size(row, static_cast<la_int64_t>(entry.bytes.size()));
    REQUIRE(archive_write_header(made, row) >= ARCHIVE_WARN);
    if (!entry.bytes.empty()) REQUIRE(archive_write_data(made, entry.bytes.data(), entry.bytes.size()) >= 0);
    archive_entry_free(row);
  }
  REQUIRE(archive_write_close(made) == ARCHIVE_OK);
  archive_write_free(made);
  bytes.resize(used);
  return bytes;
}

const std::string kStory = "Talks end in Halmere\n\n\"It is done,\" said Anna Tolk, the minister of Ostria.\n";
const std::string kTable = "title,body\nBridge to reopen,\"\"\"Soon,\"\" said Josip Dorrin.\"\nNo bridge,It stays shut.\n";

std::vector<std::string> places(const Reading& reading) {
  std::vector<std::string> out;
  for (const auto& article : reading.articles) out.push_back(article.provenance.place);
  return out;
}

Reading read(const std::string& bytes, const std::string& file) { return read_all(bytes, ReaderOptions{}, file); }

}  // namespace

TEST_CASE("a source of blocks is read as a file is", "[unit][readers]") {
  int left = 5;
  auto source = ByteSource::of_blocks([&left](std::string& into, std::string& failure) {
    if (left == 1) failure = "broken";
    if (left == 1) return false;
    into.append(30'000, static_cast<char>('0' + --left));
    return true;
  });
  CHECK_FALSE(source.can_seek());
  CHECK_FALSE(source.seek(0));
  const std::string head(source.peek());
  CHECK(head.size() == ByteSource::kPeek);
  CHECK(source.failure() == "");
  std::string all;
  while (source.read(all, 7'000)) {
  }
  CHECK(all.size() == 120'000);
  CHECK(all.starts_with(head));
  CHECK(all.back() == '1');
  CHECK(source.failure() == "broken");
  auto memory = ByteSource::of_bytes("0123456789");
  CHECK(memory.peek() == "0123456789");
  std::string two;
  CHECK(memory.seek(8));
  CHECK(memory.read(two, 10));
  CHECK(memory.seek(1));
  CHECK(memory.read(two, 2));
  CHECK(two == "8912");
}

TEST_CASE("the members of an archive are read by their own types", "[unit][readers][archives]") {
  const std::vector<Entry> entries{{"news/a.txt", kStory}, {"news/b.CSV", kTable}, {"README", "Nothing else is here."}};
  for (const auto& [set_up, file] : {Case{zip, "/n.zip"}, Case{stored_zip, "/no_extension"}, Case{tar, "/n.tar"},
                                     Case{tar_bzip2, "/n.tar.bz2"}, Case{seven_zip, "/n.7z"}, Case{zip, "-"}, Case{tar, "/named.txt"}}) {
    INFO(file);
    const auto reading = read(archive_of(entries, set_up), file);
    CHECK(reading.faults == Faults{});
    CHECK(places(reading) == std::vector<std::string>{"news/a.txt", "news/b.CSV, row 2", "news/b.CSV, row 3", "README"});
    REQUIRE(reading.articles.size() == 4);
    CHECK(reading.articles[0].title == "Talks end in Halmere");
    CHECK(reading.articles[0].provenance.file == file);
    CHECK(reading.articles[0].provenance.sha256 == read(kStory, "/a.txt").articles[0].provenance.sha256);
    CHECK(reading.articles[1].text == "Bridge to reopen\n\n\"Soon,\" said Josip Dorrin.");
  }
}

TEST_CASE("a compressed file is the file it was", "[unit][readers][archives]") {
  for (const auto& [set_up, file] : {Case{raw_gzip, "/t.csv.gz"}, Case{raw_zstd, "/t.csv.zst"}, Case{raw_xz, "/t.csv.xz"}, Case{raw_gzip,
      "/t.csv"}}) {
    INFO(file);
    const auto reading = read(archive_of({{"t.csv", kTable}}, set_up), file);
    CHECK(reading.faults == Faults{});
    CHECK(places(reading) == std::vector<std::string>{"row 2", "row 3"});
  }
  const std::string member = archive_of({{"x", kStory}}, raw_gzip);
  CHECK(read(member, "/a.gz").articles.at(0).title == "Talks end in Halmere");
  const auto twice = read(member + member, "/a.txt.gz");
  CHECK(twice.articles.at(0).text == kStory + kStory);
  CHECK(read(archive_of({{"a.txt.gz", member}}, zip), "/n.zip").articles.at(0).provenance.place == "a.txt.gz");
  CHECK(read(archive_of({{"x", ""}}, raw_gzip), "/a.gz").faults == Faults{": empty file"});
}

TEST_CASE("archives lie in archives, three deep", "[unit][readers][archives]") {
  std::string bytes = archive_of({{"a.txt", kStory}}, zip);
  const char* const expected[] = {"a.txt", "2.zip/a.txt", "1.zip/2.zip/a.txt"};
  CHECK(places(read(bytes, "/n.zip")) == std::vector<std::string>{expected[0]});
  bytes = archive_of({{"2.zip", bytes}}, tar);
  CHECK(places(read(bytes, "/n.tar")) == std::vector<std::string>{expected[1]});
  bytes = archive_of({{"1.zip", bytes}}, stored_zip);
  CHECK(places(read(bytes, "/n.zip")) == std::vector<std::string>{expected[2]});
  bytes = archive_of({{"0.7z", bytes}, {"b.txt", kStory}}, seven_zip);
  const auto reading = read(bytes, "/n.7z");
  CHECK(reading.faults == Faults{"0.7z/1.zip/2.zip: nested more than 3 deep"});
  CHECK(places(reading) == std::vector<std::string>{"b.txt"});
  std::string quine = kStory;
  for (int i = 0; i < 6; ++i) quine = archive_of({{"x", quine}}, raw_gzip);
  CHECK(read(quine, "/q.gz").faults == Faults{": nested more than 3 deep"});
}

TEST_CASE("links, hidden names and types without a reader are left out and counted", "[unit][readers][archives]") {
  const std::vector<Entry> entries{{"a.txt", kStory}, {"link.txt", "", "/etc/passwd"}, {".b.txt", kStory}, {"__MACOSX/._a.txt", "x"},
                                   {"p.jpg", "x"},    {"q.jpg", "x"}};
  for (const SetUp set_up : {zip, tar}) {
    auto stream = open_bytes(archive_of(entries, set_up), "/n", {});
    REQUIRE(stream);
    CHECK((*(*stream)->next())->provenance.place == "a.txt");
    CHECK_FALSE((*stream)->next());
    CHECK((*stream)->left_out() ==
          LeftOut{{"a symbolic link", 1}, {"hidden (its name begins with a point)", 2}, {"no reader for .jpg files", 2}});
  }
  CHECK(read(archive_of({{"p.jpg", "x"}}, zip), "/n.zip").faults == Faults{": no file in it is one that a reader reads"});
  CHECK(read(archive_of({}, zip), "/n.zip").faults == Faults{": an archive without files"});
}

TEST_CASE("a member's name is a label and leads nowhere", "[unit][readers][archives]") {
  const std::vector<Entry> entries{{"../../up.txt", kStory},   {"/etc/passwd", kStory},     {"C:\\news\\a.txt", kStory},
                                   {"line\nend.txt", kStory},  {"bad\xFF.txt", kStory},     {"same.txt", kStory},
                                   {"same.txt", kStory},       {"\xD0\x9C.txt", kStory},    {std::string(3000, 'n') + ".txt", kStory}};
  const auto reading = read(archive_of(entries, tar), "/n.tar");
  CHECK(reading.faults == Faults{});
  const std::vector<std::string> expected{"../../up.txt", "/etc/passwd", "C:\\news\\a.txt", "line\\x0Aend.txt", "bad\uFFFD.txt", "same.txt",
                                          "same.txt (2)", "\xD0\x9C.txt", std::string(1000, 'n') + "…"};
  CHECK(places(reading) == expected);
}

TEST_CASE("a type asked for is that of the members", "[unit][readers][archives]") {
  const std::string bytes = archive_of({{"a.dat", kTable}}, zip);
  CHECK(read(bytes, "/n.zip").faults == Faults{": no file in it is one that a reader reads"});
  CHECK(places(read_all(bytes, "csv")) == std::vector<std::string>{"a.dat, row 2", "a.dat, row 3"});
  CHECK(read_all(archive_of({{"a.txt", kStory}}, zip), "zip").articles.size() == 1);
  CHECK(read_all(archive_of({{"x", archive_of({{"a.txt", kStory}}, tar)}}, raw_gzip), "tar").articles.size() == 1);
  CHECK(read_all(kStory, "zip").faults.size() == 1);
}

TEST_CASE("a member that cannot be read stops no other", "[unit][readers][archives]") {
  const auto reading = read(archive_of({{"empty.txt", ""}, {"bin.txt", std::string("a\0b", 3)}, {"a.txt", kStory}, {"t.csv",
      "x,y\n1,2\n"}}, zip), "/n.zip");
  CHECK(places(reading) == std::vector<std::string>{"a.txt"});
  CHECK(reading.faults == Faults{"empty.txt: empty file", "bin.txt: binary file",
                                 "t.csv, row 1: no column has a title or a text; the columns are: x, y"});
}

TEST_CASE("an encrypted member is told", "[unit][readers][archives]") {
  CHECK(read(archive_of({{"a.txt", kStory}}, encrypted_zip), "/n.zip").faults == Faults{"a.txt: encrypted"});
}

TEST_CASE("damage is told, and what stands before it counts", "[unit][readers][archives]") {
  const std::string good = archive_of({{"a.txt", kStory}, {"b.txt", kStory + "More."}, {"c.txt", kStory}}, stored_zip);
  std::string wrong = good;
  wrong[wrong.find("More.")] = 'S';
  const auto crc = read(wrong, "/n.zip");
  CHECK(places(crc) == std::vector<std::string>{"a.txt", "c.txt"});
  REQUIRE(crc.faults.size() == 1);
  CHECK(crc.faults[0].starts_with("b.txt: damaged: ZIP bad CRC"));

  const auto cut = read(good.substr(0, good.find("More.")), "/n.zip");
  CHECK(places(cut) == std::vector<std::string>{"a.txt"});
  REQUIRE(cut.faults.size() == 1);
  CHECK(cut.faults[0].starts_with(": b.txt: damaged: Truncated ZIP"));

  const auto tail = read(good.substr(0, good.size() - 30), "/n.zip");
  CHECK(tail.articles.size() == 3);
  CHECK(tail.faults == Faults{": damaged: the archive breaks off before its list of members"});

  const std::string tarred = archive_of({{"a.txt", kStory}, {"b.csv", kTable}}, tar);
  const auto cut_tar = read(tarred.substr(0, tarred.find("Soon")), "/n.tar");
  CHECK(places(cut_tar) == std::vector<std::string>{"a.txt"});
  REQUIRE(cut_tar.faults.size() == 1);
  CHECK(cut_tar.faults[0].starts_with(": b.csv: damaged: Truncated tar"));

  std::string zipped = archive_of({{"t.csv", kTable}}, raw_gzip);
  CHECK(read(zipped.substr(0, zipped.size() - 4), "/t.csv.gz").faults == Faults{": damaged: the compressed file breaks off"});
  zipped[zipped.size() - 6] ^= 1;
  CHECK(read(zipped, "/t.csv.gz").faults == Faults{": damaged: incorrect data check"});
  CHECK(read("\x1F\x8B nothing of the kind", "/a.gz").faults.size() == 1);
}

TEST_CASE("an archive made to fill memory is refused", "[unit][readers][archives]") {
  const std::string zeros(std::size_t{48} << 20, ' ');
  const std::string text = kStory + zeros + "end";
  ReaderOptions options;
  options.max_article_bytes = std::size_t{128} << 20;
  for (const auto& [set_up, file] : {Case{zip, "/n.zip"}, Case{raw_gzip, "/a.txt.gz"}, Case{raw_zstd, "/a.txt.zst"}}) {
    const auto reading = read_all(archive_of({{"a.txt", text}}, set_up), options, file);
    CHECK(reading.articles.empty());
    REQUIRE(reading.faults.size() == 1);
    CHECK(reading.faults[0].find("compressed more than 200:1") != std::string::npos);
  }
}

TEST_CASE("an archive of more members than it may have is read so far", "[unit][readers][archives]") {
  std::vector<Entry> entries(100'001, {"p.jpg", ""});
  entries[5] = {"a.txt", kStory};
  const auto reading = read(archive_of(entries, tar), "/n.tar");
  CHECK(places(reading) == std::vector<std::string>{"a.txt"});
  CHECK(reading.faults == Faults{": more than 100000 members"});
}

TEST_CASE("a member that says it is too large is not unpacked", "[unit][readers][archives]") {
  std::string bytes = archive_of({{"a.txt", kStory}}, [](archive* made) { return archive_write_set_format_ustar(made); });
  constexpr std::size_t kSize = 124;
  constexpr std::size_t kChecksum = 148;
  bytes.replace(kSize, 11, fmt::format("{:011o}", kMostMemberBytes + 1));
  bytes.replace(kChecksum, 8, 8, ' ');
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += static_cast<unsigned char>(bytes[i]);
  bytes.replace(kChecksum, 7, fmt::format("{:06o}", sum) + '\0');
  const auto reading = read(bytes, "/n.tar");
  CHECK(reading.articles.empty());
  REQUIRE(reading.faults.size() == 2);
  CHECK(reading.faults[0] == "a.txt: too large: more than 256 MB unpacked");
  CHECK(reading.faults[1].starts_with(": damaged"));
}

TEST_CASE("what an archive may cost counts for all that is nested in it", "[unit][readers][archives]") {
  const std::string inner = archive_of({{"1.txt", kStory}, {"2.txt", kStory}, {"3.txt", kStory}}, zip);
  const std::string outer = archive_of({{"a.zip", inner}, {"b.zip", inner}}, tar);
  ReaderOptions options;
  options.enclosure.allowance = std::make_shared<Allowance>(Allowance{kMostUnpackedBytes, 6});
  const auto members = read_all(outer, options);
  CHECK(members.articles.size() == 4);
  CHECK(members.faults == Faults{"b.zip: more than 100000 members"});
  options.enclosure.allowance = std::make_shared<Allowance>(Allowance{inner.size() + 2 * kStory.size() + 1, 100});
  const auto bytes = read_all(outer, options);
  CHECK(places(bytes) == std::vector<std::string>{"a.zip/1.txt", "a.zip/2.txt"});
  REQUIRE(bytes.faults.size() == 3);
  CHECK(bytes.faults.back() == ": b.zip: too large: more than 4 GB unpacked");
  CHECK(bytes.faults[0] == "a.zip: 3.txt: too large: more than 4 GB unpacked");
}
