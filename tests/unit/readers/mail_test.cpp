#include <catch2/catch.hpp>

#include "indexer/readers/containers/mail_text.hpp"
#include "indexer/readers/containers/mbox_messages.hpp"
#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;
using Places = std::vector<std::string>;

namespace {

Reading read(const std::string& bytes, const std::string& file = "/in.eml") { return read_all(bytes, ReaderOptions{}, file); }

Places places(const Reading& reading) {
  Places out;
  for (const auto& article : reading.articles) out.push_back(article.provenance.place);
  return out;
}

// A mail with these headers besides and this body.
std::string mail(const std::string& headers, const std::string& body) {
  return "From: Anna Tolk <anna@post.example>\nDate: Tue, 3 Dec 2024 10:15:07 +0300\nMessage-ID: <1@post.example>\n" + headers + "\n" +
      body;
}

const std::string kBody = "\"It is done,\" said Henrik Salvane, the envoy of Vardania.\n";

// Parts of a multipart message whose boundary is "b".
std::string multipart(const std::string& type, const std::vector<std::string>& parts) {
  std::string out = "MIME-Version: 1.0\nContent-Type: multipart/" + type + "; boundary=b\n";
  std::string body = "For old programs.\n";
  for (const std::string& part : parts) body += "\n--b\n" + part;
  return mail("Subject: Talks end\n" + out, body + "\n--b--\n");
}

const bool kReadsHtml = has_readable_name("a.html");

}  // namespace

TEST_CASE("a mail is an article", "[unit][readers][mail]") {
  const std::string bytes = mail("Subject: =?utf-8?Q?Talks_end_in_Halm=C3=A8re?=\n", kBody + "\nMore.\n");
  const auto reading = read(bytes);
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(blocks_of(article) == "Headline Talks end in Halm\u00E8re | Paragraph \"It is done,\" said Henrik Salvane, the envoy of Vardania. | Paragraph More.");
  CHECK(article.title == "Talks end in Halm\u00E8re");
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.outlet == "");
  CHECK(article.published_raw == "Tue, 3 Dec 2024 10:15:07 +0300");
  CHECK(article.published_at == "2024-12-03T10:15:07+03:00");
  CHECK(article.published == schema::make_date(2024, 12, 3));
  CHECK(article.published_from == "header Date");
  CHECK(article.external_id == "1@post.example");
  CHECK(article.provenance == schema::Provenance{"/in.eml", "", schema::sha256_hex(bytes)});
}

TEST_CASE("a mailbox has a message after each From_ line", "[unit][readers][mail]") {
  const std::string from = "From anna@post.example Tue Dec  3 10:15:00 2024\n";
  const std::string box = from + mail("Subject: One\n",
      "From the start it was clear.\n\nFrom Halmere, 2024 was quiet.\n>From here on\n>>From there\n") + "\n" + from +
                          mail("Subject: Two\n", "") + "\n" + from + mail("Subject: Three\n", kBody);
  for (const char* file : {"/in.mbox", "/Inbox", "-"}) {
    const auto reading = read(box, file);
    CHECK(reading.faults == Faults{});
    CHECK(places(reading) == Places{"message 1", "message 2", "message 3"});
    REQUIRE(reading.articles.size() == 3);
    CHECK(reading.articles[0].text.find("\nFrom here on") != std::string::npos);
    CHECK(reading.articles[0].text.find("\n>From there") != std::string::npos);
    CHECK(reading.articles[1].text == "Two");
    CHECK(reading.articles[2].title == "Three");
  }
  std::string returned = box;
  for (std::size_t at = 0; (at = returned.find('\n', at)) != std::string::npos; at += 2) returned.insert(at, 1, '\r');
  CHECK(places(read(returned, "/Inbox")) == Places{"message 1", "message 2", "message 3"});
}

TEST_CASE("what parts the messages of a mailbox", "[unit][readers][mail]") {
  for (const char* line : {"From anna@post.example Tue Dec  3 10:15:00 2024\n", "From - Tue Dec 3 10:15:00 2024\r\n",
                           "From anna at post.example  Tue Dec  3 10:15:00 2024", "From 17@xxx Tue Dec 03 10:15:00 +0000 2024\n",
                           "From MAILER-DAEMON Tue Dec  3 10:15:00 2024 -0500\n"})
    CHECK(is_from_line(line));
  for (const char* line : {"From Halmere to Teskov in 2024\n", ">From a@b Tue Dec  3 10:15:00 2024\n",
      "From 10:15 on it rained, as in 2024 before\n", "From: a\n"})
    CHECK_FALSE(is_from_line(line));
}

TEST_CASE("a mail is known by its headers", "[unit][readers][mail]") {
  CHECK(read(mail("Subject: One\n", kBody), "/1733217307.M20P7.host:2,S").articles.at(0).title == "One");
  CHECK(has_readable_name("/mail/cur/1733217307.M20P7.host:2,S"));
  CHECK(has_readable_name("/mail/new/1733217307.M20P7.host"));
  CHECK_FALSE(has_readable_name("/mail/1733217307.M20P7.host"));
  CHECK_FALSE(has_readable_name("/mail/cur/notes.host:2,S"));
  const auto note = read("Date: 3 December 2024\nSubject: Talks\n\nThey ended.\n", "/note");
  REQUIRE(note.articles.size() == 1);
  CHECK(note.articles[0].external_id == "");
  CHECK(note.articles[0].text.starts_with("Date:"));
  CHECK(read("From anna@post.example Tue Dec  3 10:15:00 2024\n" + mail("Subject: One\n", kBody), "/a.eml").articles.at(0).title == "One");
}

TEST_CASE("headers and text come in any charset and encoding", "[unit][readers][mail]") {
  const auto raw = read(mail("Subject: \xC2\xF1\xF2\xF0\xE5\xF7\xE0\nContent-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: 8bit\n",
                             "\xC2\xF1\xF2\xF0\xE5\xF7\xE0 \xE7\xE0\xEA\xEE\xED\xF7\xE5\xED\xE0.\n"));
  REQUIRE(raw.articles.size() == 1);
  CHECK(raw.articles[0].text == "Встреча\n\nВстреча закончена.");
  CHECK(raw.articles[0].replaced_bytes == 0);
  const auto base64 = read(mail("Subject: =?windows-1251?B?wvHy8OX34A==?=\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n", "99PU0sXewQ==\n"));
  CHECK(base64.articles.at(0).text == "Встреча\n\nВстреча");
  const auto quoted = read(mail("Subject: One\nContent-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: quoted-printable\n", "Halm=C3=A8re is=\n quiet.\n"));
  CHECK(quoted.articles.at(0).text == "One\n\nHalm\u00E8re is quiet.");
  const auto japanese = read(mail("Subject: One\nContent-Type: text/plain; charset=iso-2022-jp\n", "\x1B$B$3$s\x1B(B\n"));
  CHECK(japanese.articles.at(0).text == "One\n\nこん");
  CHECK(read(mail("Subject: One\nContent-Type: text/plain; charset=x-none\n", kBody)).articles.at(0).text ==
      "One\n\n" + kBody.substr(0, kBody.size() - 1));
}

TEST_CASE("flowed text has the lines that were typed", "[unit][readers][mail]") {
  CHECK(unflowed("One \ntwo.\n\n> three \n> four\nfive \n-- \nsix\n", false) == "One two.\n\n> three four\nfive \n-- \nsix\n");
  CHECK(unflowed("One \n\ntwo\n", false) == "One \n\ntwo\n");
  CHECK(unflowed(" From here \r\non.\r\n", false) == "From here on.\n");
  CHECK(unflowed("\xE4\xB8\x80 \n\xE4\xBA\x8C\n", true) == "\xE4\xB8\x80\xE4\xBA\x8C\n");
  const auto reading = read(mail("Subject: One\nContent-Type: text/plain; format=flowed\n", "The talks \nended \ntoday.\n"));
  CHECK(reading.articles.at(0).text == "One\n\nThe talks ended today.");
}

TEST_CASE("of two forms of a text the plain one is read, unless it is a stub", "[unit][readers][mail]") {
  const std::string page = "<html><body>" + std::string(4000, ' ') + "<p>" + kBody + "</p></body></html>\n";
  const auto plain = read(multipart("alternative", {"\n" + kBody + std::string(500, 'x'), "Content-Type: text/html\n\n" + page}));
  CHECK(plain.faults == Faults{});
  CHECK(blocks_of(plain.articles.at(0)).find("said Henrik Salvane") != std::string::npos);
  const auto stub = read(multipart("alternative", {"\nRead this mail at https://post.example/1\n", "Content-Type: text/html\n\n" + page}));
  const auto bare = read(mail("Subject: Talks end\nContent-Type: text/html\n", page));
  for (const auto& reading : {stub, bare}) {
    if (!kReadsHtml) continue;
    CHECK(reading.faults == Faults{});
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].title == "Talks end");
    CHECK(reading.articles[0].external_id == "1@post.example");
    CHECK(reading.articles[0].text.find("said Henrik Salvane") != std::string::npos);
  }
  if (!kReadsHtml) CHECK(bare.faults == Faults{": no reader for text/html"});
}

TEST_CASE("attachments are read by their own types", "[unit][readers][mail]") {
  const std::string table = "Content-Type: text/csv; name=\"=?utf-8?Q?r=C3=A9port.csv?=\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
                            "dGl0bGUsYm9keQpCcmlkZ2UsSXQgaXMgb3Blbi4K\n";
  const std::string note = "Content-Disposition: attachment; filename=note.txt\n\nThe bridge is shut.\n";
  const auto reading = read(multipart("mixed", {"\n" + kBody, table, note, note, "Content-Type: image/png; name=a.png\n\nx",
      "Content-Type: application/x-odd\n\nx"}), "/in.mbox");
  CHECK(reading.faults == Faults{});
  CHECK(places(reading) == Places{"message 1", "message 1, r\u00E9port.csv, row 2", "message 1, note.txt", "message 1, note.txt (2)"});
  CHECK(reading.articles.at(1).text == "Bridge\n\nIt is open.");
  const auto alone = open_bytes(multipart("mixed", {note, "Content-Type: application/x-odd\n\nx"}), "/in.eml", {});
  REQUIRE(alone);
  CHECK((*(*alone)->next())->provenance.place == "note.txt");
  CHECK_FALSE((*alone)->next());
  CHECK((*alone)->left_out() == LeftOut{{"no reader for application/x-odd parts", 1}});
}

TEST_CASE("a forwarded message is an article of its own", "[unit][readers][mail]") {
  const std::string inner = mail("Subject: Older\n", "It began.\n");
  const auto reading = read(multipart("mixed", {"\n" + kBody, "Content-Type: message/rfc822\n\n" + inner,
      "Content-Type: message/rfc822\n\n" + inner}), "/in.mbox");
  CHECK(reading.faults == Faults{});
  CHECK(places(reading) == Places{"message 1", "message 1, forwarded message 1", "message 1, forwarded message 2"});
  CHECK(reading.articles.at(1).title == "Older");
  CHECK(reading.articles.at(1).provenance.sha256 != reading.articles.at(0).provenance.sha256);
  std::string deep = mail("Subject: Deepest\n", "It began.\n");
  for (int i = 0; i < 5000; ++i) deep = "Subject: Up\nContent-Type: message/rfc822\n\n" + deep;
  CHECK(read(mail("", deep)).faults.size() <= 1);
}

TEST_CASE("who speaks in a mail", "[unit][readers][mail]") {
  struct Case {
    SenderHeaders headers;
    const char* byline;
    const char* outlet;
  };
  const Case cases[] = {
      {{"Anna Tolk", "", false, false}, "Anna Tolk", ""},
      {{"anna@post.example", "", false, false}, "", ""},
      {{"Sarn Briefing", "<briefing.post.example>", true, false}, "", "Sarn Briefing"},
      {{"", "\"Sarn Briefing\" <briefing.post.example>", true, false}, "", "Sarn Briefing"},
      {{"Anna Tolk", "Sarn talk <talk.post.example>", true, true}, "Anna Tolk", "Sarn talk"},
      {{"'Anna Tolk' via Sarn talk", "<talk.post.example>", true, true}, "Anna Tolk", "Sarn talk"},
  };
  for (const auto& c : cases) {
    INFO(c.headers.from_name << " " << c.headers.list_id);
    CHECK(sender_of(c.headers).byline == c.byline);
    CHECK(sender_of(c.headers).outlet == c.outlet);
  }
}

TEST_CASE("no message stops the next", "[unit][readers][mail]") {
  const std::string from = "\n\nFrom anna@post.example Tue Dec  3 10:15:00 2024\n";
  std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 60'000; ++i) parts += "--b\n\nx\n";
  std::string headers;
  for (int i = 0; i < 210'000; ++i) headers += "X: y\n";
  std::string nested;
  for (int i = 0; i < 3'000; ++i) nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
      std::to_string(i) + "\n";
  const std::string box = from.substr(2) + parts + from + mail(headers, kBody) + from + "\n" + from + mail(nested, kBody) + from +
                          mail("Content-Type: multipart/encrypted; boundary=b\n", "--b\n\nx\n--b--\n") + from +
                              std::string(kMostMessageBytes, 'x') + from +
                          mail("Subject: Last\n", kBody);
  const auto reading = read(box, "/in.mbox");
  REQUIRE(places(reading) == Places{"message 7"});
  CHECK(reading.articles.back().title == "Last");
  REQUIRE(reading.faults.size() >= 5);
  CHECK(reading.faults[0] == "message 1: a message of more than 50000 parts");
  CHECK(reading.faults[1] == "message 2: a message of more than 200000 headers");
  CHECK(reading.faults[2].starts_with("message 3: "));
  CHECK(reading.faults[3].starts_with("message 4: "));
  CHECK(reading.faults.back() == "message 6: too large: a message of more than 64 MB");
}

TEST_CASE("a saved page was saved, not published, at its date", "[unit][readers][mail]") {
  const auto reading = read("From: <Saved by a browser>\nSnapshot-Content-Location: https://post.example/1\nSubject: Talks end\nDate: Tue, 3 Dec 2024 10:15:07 -0000\n"
                            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/plain\n\n" +
                                kBody + "--b--\n", "/in.mhtml");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].url == "https://post.example/1");
  CHECK(reading.articles[0].published_at == "");
  CHECK(reading.articles[0].retrieved_at.starts_with("2024-12-03T10:15:07"));
  CHECK(reading.articles[0].byline == "");
}
