#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "indexer/readers/containers/header_lines.hpp"
#include "indexer/readers/containers/http_response.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;
using Places = std::vector<std::string>;

namespace {

const std::string kStory = "Talks end in Halmere\n\n\"It is done,\" said Anna Tolk, the minister of Ostria.\n";

std::string record(const std::string& type, const std::string& content_type, const std::string& block) {
  return fmt::format("WARC/1.0\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://post.example/1\r\n"
                     "WARC-Date: 2024-12-03T10:15:07Z\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
                     type, content_type, block.size(), block);
}

std::string response(const std::string& headers, const std::string& body, const std::string& status = "200 OK") {
  return record("response", "application/http; msgtype=response", "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
}

std::string gzipped(const std::string& bytes) {
  std::string out(bytes.size() + 4096, '\0');
  archive* made = archive_write_new();
  archive_write_add_filter_gzip(made);
  archive_write_set_format_raw(made);
  archive_write_set_bytes_in_last_block(made, 1);
  std::size_t used = 0;
  REQUIRE(archive_write_open_memory(made, out.data(), out.size(), &used) == ARCHIVE_OK);
  archive_entry* row = archive_entry_new();
  archive_entry_set_filetype(row, AE_IFREG);
  archive_entry_set_pathname(row, "x");
  archive_write_header(made, row);
  archive_write_data(made, bytes.data(), bytes.size());
  archive_entry_free(row);
  REQUIRE(archive_write_close(made) == ARCHIVE_OK);
  archive_write_free(made);
  out.resize(used);
  return out;
}

std::string chunked(const std::string& bytes) {
  const std::size_t half = bytes.size() / 2;
  return fmt::format("{:x};x=y\r\n{}\r\n{:X}\r\n{}\r\n0\r\n\r\n", half, bytes.substr(0, half), bytes.size() - half, bytes.substr(half));
}

Reading read(const std::string& bytes, const std::string& file = "/in.warc") { return read_all(bytes, ReaderOptions{}, file); }

Places places(const Reading& reading) {
  Places out;
  for (const auto& article : reading.articles) out.push_back(article.provenance.place);
  return out;
}

}  // namespace

TEST_CASE("the pages of a web archive are articles", "[unit][readers][warc]") {
  const std::string info = record("warcinfo", "application/warc-fields", "software: none\r\n");
  const std::string request = record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n");
  const std::string page = response("Content-Type: text/plain; charset=utf-8\r\n", kStory);
  const std::string resource = record("resource", "text/plain", "Shut bridge\n\nIt stays so.\n");
  for (const std::string& bytes : {info + request + page + resource, gzipped(info) + gzipped(request) + gzipped(page) +
      gzipped(resource)}) {
    for (const char* file : {"/in.warc.gz", "/in.warc", "-", "/in"}) {
      const auto reading = read(bytes, file);
      CHECK(reading.faults == Faults{});
      CHECK(places(reading) == Places{"record 3", "record 4"});
      REQUIRE(reading.articles.size() == 2);
      CHECK(reading.articles[0].title == "Talks end in Halmere");
      CHECK(reading.articles[0].url == "https://post.example/1");
      CHECK(reading.articles[0].retrieved_at == "2024-12-03T10:15:07Z");
      CHECK(reading.articles[0].published_at == "");
      CHECK(reading.articles[0].provenance.file == file);
    }
  }
}

TEST_CASE("a page comes out of its chunks and its compression", "[unit][readers][warc]") {
  const std::string type = "Content-Type: text/plain\r\n";
  const std::string packed = gzipped(kStory);
  for (const std::string& bytes :
       {response(type + "Transfer-Encoding: chunked\r\n", chunked(kStory)), response(type + "Content-Encoding: gzip\r\n", packed),
        response(type + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(packed)),
        response(type + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", kStory)}) {
    const auto reading = read(bytes);
    CHECK(reading.faults == Faults{});
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].text == kStory);
  }
  CHECK(read(response(type + "Content-Encoding: gzip\r\n", packed.substr(0, 30))).faults ==
      Faults{"record 1: damaged: the compressed file breaks off"});
  CHECK(read(response(type + "Content-Encoding: br\r\n", "x")).faults == Faults{"record 1: no reader for the content encoding 'br'"});
}

TEST_CASE("what is no page is left out and counted", "[unit][readers][warc]") {
  const std::string bytes = response("Content-Type: text/plain\r\n", "Not found", "404 Not Found") +
      response("Content-Type: image/png\r\n", "x") +
                            record("revisit", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n\r\n") + record("resource",
                                "image/png", "x");
  auto stream = open_bytes(bytes + response("Content-Type: text/plain\r\n", kStory), "/in.warc", {});
  REQUIRE(stream);
  CHECK((*(*stream)->next())->provenance.place == "record 5");
  CHECK_FALSE((*stream)->next());
  CHECK((*stream)->left_out() ==
      LeftOut{{"a page saved again unchanged", 1}, {"a page with status 404", 1}, {"no reader for image/png pages", 2}});
  CHECK(read(bytes).faults == Faults{": no page in it is one that a reader reads"});
}

TEST_CASE("the charset that the server named counts", "[unit][readers][warc]") {
  const std::string moscow = "\xC2\xF1\xF2\xF0\xE5\xF7\xE0\n";
  CHECK(read(response("Content-Type: text/plain; charset=\"windows-1251\"\r\n",
      moscow)).articles.at(0).text.find("Встреча") != std::string::npos);
  CHECK(read(response("Content-Type: text/plain; charset=iso-8859-1\r\n", "Halm\u00E8re\n")).articles.at(0).text == "Halm\u00E8re\n");
}

TEST_CASE("a damaged record stops no other, a file that breaks off says so", "[unit][readers][warc]") {
  const std::string page = response("Content-Type: text/plain\r\n", kStory);
  const auto between = read(page + "nonsense\r\nmore\r\n" + page);
  CHECK(places(between) == Places{"record 1", "record 3"});
  CHECK(between.faults == Faults{"record 2: damaged: no record where one should begin"});
  std::string no_length = page;
  no_length.replace(no_length.find("Content-Length"), 14, "Content-Lenght");
  CHECK(read(no_length + page).faults == Faults{"record 1: damaged: a record without its length"});
  CHECK(places(read(no_length + page)) == Places{"record 2"});
  const auto cut = read(page + page.substr(0, page.size() - 20));
  CHECK(places(cut) == Places{"record 1"});
  CHECK(cut.faults == Faults{": damaged: the file breaks off in record 2"});
  const std::string packed = gzipped(page);
  const auto cut_gzip = read(packed + packed.substr(0, packed.size() - 20), "/in.warc.gz");
  CHECK(places(cut_gzip) == Places{"record 1"});
  CHECK(cut_gzip.faults == Faults{": damaged: the compressed file breaks off"});
  CHECK(read(page + response("Content-Type: text/csv\r\n", "x,y\n1,2\n") + page).faults ==
        Faults{"record 2, row 1: no column has a title or a text; the columns are: x, y"});
}

TEST_CASE("headers are read in any form", "[unit][readers][warc]") {
  CHECK(header_line("Content-TYPE :  text/html\r").name == "content-type");
  CHECK(header_line("no colon").name == "");
  CHECK(media_type(" Text/HTML ; charset=x") == "text/html");
  CHECK(media_parameter("text/html; a=b; Charset = \"utf-8\"", "charset") == "utf-8");
  CHECK(media_parameter("text/html", "charset") == "");
  CHECK_FALSE(parse_response("GET / HTTP/1.1\r\n\r\n"));
  CHECK(parse_response("HTTP/1.1 200\n\nx")->body == "x");
  CHECK(parse_response("HTTP/1.1")->status == 0);
}
