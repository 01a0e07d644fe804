#include <catch2/catch.hpp>

#include <map>

#include "indexer/relations/versions.hpp"
#include "schema/catalogue_rows.hpp"
#include "tests/unit/relations/told_article.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using namespace attache::tests;
using schema::Article;
using schema::Copy;

namespace {

// An archive and the relations it has, articles named by file.
struct Archive : ArchiveFixture {
  void add(const std::vector<Article>& articles, std::optional<double> near = {}, std::size_t flush = 250) const {
    indexer::WriterOptions with = options();
    with.near_duplicates = near;
    with.flush_articles = flush;
    indexer::Writer writer(paths, with);
    for (const Article& article : articles) writer.add({article, {}});
    writer.flush();
  }
  void remove(const std::string& name) const {
    const auto writer = open();
    REQUIRE(writer->remove(uid(name)));
    writer->flush();
  }
  static std::string uid(const std::string& name) { return schema::article_uid({"/news/" + name, "", ""}); }
  schema::Relations of(const std::string& name) const {
    const auto rows = catalogue();
    return schema::load_relations(rows, schema::article_id_of(rows, uid(name)).value());
  }
  schema::ArticleStatus status(const std::string& name) const {
    const auto rows = catalogue();
    return schema::status_of(schema::load_article(rows, schema::article_id_of(rows, uid(name)).value())->article);
  }
};

Article at(Article article, const std::string& url, const std::string& updated = "") {
  article.url = url;
  article.updated_at = updated;
  if (!updated.empty()) article.updated = schema::parse_date(updated);
  return article;
}

const std::string kUrl = "https://halmere.example/news/1";

}  // namespace

TEST_CASE("an address is the same with another scheme, host case, slash, fragment and campaign", "[unit][relations]") {
  using indexer::address_of;
  for (const char* url : {"https://halmere.example/news/1", "http://www.Halmere.example/news/1/", "https://halmere.example/news/1#top",
                          "https://halmere.example/news/1?utm_source=x&utm_medium=y"})
    CHECK(address_of(url) == "halmere.example/news/1");
  CHECK(address_of("https://halmere.example/?id=7&utm_source=x") == "halmere.example?id=7");
  CHECK(address_of("https://halmere.example/News") != address_of("https://halmere.example/news"));
  for (const char* front : {"", "https://halmere.example", "https://www.halmere.example/", "https://halmere.example/?utm_source=x", "https://"})
    CHECK(address_of(front).empty());
}

TEST_CASE("instants are compared over zones", "[unit][relations]") {
  using indexer::instant_of;
  CHECK(instant_of("1970-01-02T00:00Z") == 86400);
  CHECK(instant_of("2021-12-02T10:15:07+03:00") == instant_of("2021-12-02T07:15:07Z"));
  CHECK(instant_of("2021-12-01T23:00:00-02:30") == instant_of("2021-12-02T01:30Z"));
  for (const char* none : {"", "2021", "2021-12-02", "2021-12-02T10:15", "2021-12-02T10:15:07", "noon"}) CHECK_FALSE(instant_of(none));
}

TEST_CASE("the same address again is a new version, the old one is kept, linked and superseded", "[unit][relations]") {
  Archive archive;
  archive.add({at(told_article("old", told(1, 10)), kUrl, "2021-12-02T10:00Z"), at(told_article("new", told(1, 12)), kUrl + "?utm_source=x", "2021-12-02T09:30-03:00"),
               at(told_article("other", told(30, 40), "Another headline of that day"), kUrl + "0")});
  CHECK(archive.of("old").superseded_by == Archive::uid("new"));
  CHECK(archive.of("new").supersedes == Archive::uid("old"));
  CHECK(archive.status("old") == schema::ArticleStatus::Superseded);
  CHECK(archive.status("new") == schema::ArticleStatus::Usable);
  CHECK(archive.of("other") == schema::Relations{});
  // Its own older version is no copy of somebody else's.
  CHECK(archive.of("new").copy == Copy::None);
  archive.require_clean(3);
  archive.remove("new");
  CHECK(archive.of("old") == schema::Relations{});
  archive.require_clean(2);
}

TEST_CASE("versions are in the order of their numbers, else of their times, else as they came", "[unit][relations]") {
  Archive archive;
  const auto wire = [](const std::string& name, int sentences, const std::string& version) {
    Article out = told_article(name, told(1, sentences), "Headline of " + name + " and more");
    out.external_id = "7";
    out.outlet = "Halmere Post";
    out.version = version;
    return out;
  };
  archive.add({wire("third", 12, "10"), wire("first", 10, "1"), wire("second", 11, "2")});
  CHECK(archive.of("first").superseded_by == Archive::uid("second"));
  CHECK(archive.of("second").superseded_by == Archive::uid("third"));
  CHECK(archive.status("third") == schema::ArticleStatus::Usable);
  // Where one has no number the times decide, and where these are missing, the order they came in.
  archive.add({wire("fourth", 13, "")});
  CHECK(archive.of("third").superseded_by == Archive::uid("first"));
  CHECK(archive.of("second").superseded_by == Archive::uid("fourth"));
  archive.require_clean(4);
}

TEST_CASE("a canceled version hides all before it", "[unit][relations]") {
  Archive archive;
  Article story = told_article("story", told(1, 10)), notice = told_article("notice", "The story is withdrawn.", "KILL");
  story.external_id = notice.external_id = "urn:opa:2021-8";
  notice.status = schema::PublicationStatus::Canceled;
  archive.add({story, notice});
  CHECK(archive.status("story") == schema::ArticleStatus::Superseded);
  CHECK(archive.status("notice") == schema::ArticleStatus::Canceled);
  // Another outlet's story of the number 8 is not meant.
  Article other = told_article("other", told(20, 30), "Another headline of that day"), its_notice = notice;
  other.external_id = its_notice.external_id = "8";
  its_notice.provenance.file = "/news/its";
  archive.add({other, its_notice});
  CHECK(archive.status("other") == schema::ArticleStatus::Usable);
}

TEST_CASE("what shares an address or an identifier alone is no version", "[unit][relations]") {
  Archive archive;
  Article a = told_article("a", told(1, 10), "One story of that page"), b = told_article("b", told(30, 40), "Another story of that page");
  a.external_id = b.external_id = "1";
  Article c = told_article("c", told(1, 10), "One story of that page"), d = c;
  c.external_id = d.external_id = "2";
  d.provenance.file = "/news/d";
  c.outlet = "Halmere Post";
  d.outlet = "Ostrian Press Agency";
  archive.add({at(a, kUrl), at(b, kUrl), c, d});
  for (const char* name : {"a", "b", "c", "d"}) CHECK(archive.of(name).superseded_by.empty());
  for (const char* name : {"b", "c", "d"}) CHECK(archive.of(name).duplicate_of.empty());
}

TEST_CASE("the same version read twice is listed once, and not superseded by itself", "[unit][relations]") {
  Archive archive;
  Article first = at(told_article("first", told(1, 10)), kUrl), again = at(told_article("again", told(1, 10)), kUrl);
  again.outlet = "Halmere Post";
  again.published = schema::make_date(2021, 12, 2);
  archive.add({first, again});
  // The one that says more of itself is listed.
  CHECK(archive.status("first") == schema::ArticleStatus::Duplicate);
  CHECK(archive.of("first").duplicate_of == Archive::uid("again"));
  CHECK(archive.status("again") == schema::ArticleStatus::Usable);
  archive.add({at(told_article("later", told(1, 11)), kUrl)});
  CHECK(archive.of("first").superseded_by == Archive::uid("later"));
  CHECK(archive.of("again").superseded_by == Archive::uid("later"));
  CHECK(archive.of("later").supersedes == Archive::uid("again"));
  archive.remove("again");
  CHECK(archive.of("later").supersedes == Archive::uid("first"));
  CHECK(archive.of("first").duplicate_of.empty());
  archive.require_clean(2);
}

TEST_CASE("an article that becomes another one leaves its versions", "[unit][relations]") {
  Archive archive;
  archive.add({at(told_article("a", told(1, 10)), kUrl), at(told_article("b", told(1, 11)), kUrl), at(told_article("c", told(1, 12)), kUrl)});
  CHECK(archive.of("a").superseded_by == Archive::uid("b"));
  archive.add({at(told_article("a", told(30, 40), "Now quite another story"), kUrl)});
  CHECK(archive.of("a") == schema::Relations{});
  CHECK(archive.of("b").supersedes.empty());
  CHECK(archive.of("b").superseded_by == Archive::uid("c"));
  archive.require_clean(3);
}

TEST_CASE("copies are of the cluster of the first, a merged text joins what it shares most with", "[unit][relations]") {
  Archive archive;
  archive.add({told_article("first", told(1, 10)), told_article("other", told(20, 29)), told_article("same", told(1, 10), "Another headline of it"),
               told_article("cut", told(1, 5)), told_article("merged", told(1, 6) + " " + told(20, 23)), told_article("lone", told(60, 70))});
  CHECK(archive.of("first") == schema::Relations{});
  CHECK(archive.of("other") == schema::Relations{});
  CHECK(archive.of("lone") == schema::Relations{});
  for (const char* name : {"same", "cut", "merged"}) CHECK(archive.of(name).cluster == Archive::uid("first"));
  CHECK(archive.of("same").copy == Copy::Same);
  CHECK(archive.of("cut").copy == Copy::Near);
  CHECK(archive.of("merged").copy == Copy::Near);
  archive.require_clean(6);
}

TEST_CASE("a round-up does not join the stories it is made of", "[unit][relations]") {
  Archive archive;
  archive.add({told_article("roundup", told(1, 8) + " " + told(20, 27) + " " + told(40, 47)), told_article("one", told(1, 8)), told_article("two", told(20, 27)),
               told_article("one again", told(1, 8), "Another headline of it")});
  CHECK(archive.of("one").cluster == Archive::uid("roundup"));
  CHECK(archive.of("two").cluster.empty());
  CHECK(archive.of("one again").cluster == Archive::uid("roundup"));
}

TEST_CASE("when the first of a cluster goes or changes, the others find another", "[unit][relations]") {
  Archive archive;
  archive.add({told_article("a", told(1, 10)), told_article("b", told(1, 10), "Another headline of it"), told_article("c", told(1, 6))});
  archive.remove("a");
  CHECK(archive.of("b").cluster.empty());
  CHECK(archive.of("c").cluster == Archive::uid("b"));
  archive.require_clean(2);
  archive.add({told_article("b", told(30, 40))});
  CHECK(archive.of("b").cluster.empty());
  CHECK(archive.of("c") == schema::Relations{});
  archive.add({told_article("b", told(1, 9))});
  CHECK(archive.of("b").cluster == Archive::uid("c"));
  archive.require_clean(2);
  // What is not changed stays where it is.
  const auto generation = archive.generation();
  archive.add({told_article("lone", told(60, 70))});
  CHECK(archive.count(("SELECT count(*) FROM article WHERE gen > " + std::to_string(generation)).c_str()) == 1);
}

TEST_CASE("relations do not depend on how articles are divided into generations", "[unit][relations]") {
  std::vector<Article> articles;
  for (int i = 0; i < 30; ++i)
    articles.push_back(at(told_article("n" + std::to_string(i), told(i % 7 * 3, i % 7 * 3 + 6 + i % 4)), kUrl + std::to_string(i % 11)));
  std::map<std::string, schema::Relations> seen[2];
  for (const std::size_t flush : {1u, 250u}) {
    Archive archive;
    archive.add(articles, {}, flush);
    for (const Article& article : articles) seen[flush == 1][article.provenance.file] = archive.of(article.provenance.file.substr(6));
    archive.require_clean(30);
  }
  CHECK(seen[0] == seen[1]);
}

TEST_CASE("nearness is settable, kept in the archive, and found anew when it changes", "[unit][relations]") {
  Archive archive;
  const std::vector<Article> articles{told_article("whole", told(1, 10)), told_article("half", told(1, 5) + " " + told(20, 24))};
  archive.add(articles, 0.0);
  CHECK(archive.of("half").cluster.empty());
  archive.add({}, 0.4);
  CHECK(archive.of("half").cluster == Archive::uid("whole"));
  archive.require_clean(2);
  archive.add({}, 0.9);
  CHECK(archive.of("half").cluster.empty());
  archive.add({told_article("more", told(1, 6) + " " + told(30, 33))});
  CHECK(archive.of("more").cluster.empty());
  archive.require_clean(3);
}

TEST_CASE("an archive of the schema before relations gets them from its first writer", "[unit][relations][archive]") {
  Archive archive;
  archive.add({told_article("a", told(1, 10)), told_article("b", told(1, 10)), at(told_article("c", told(30, 40)), kUrl),
               at(told_article("d", told(30, 41)), kUrl)});
  schema::Connection::open(archive.paths.catalogue(), schema::OpenMode::ReadWrite)
      .execute("DROP TABLE tally; DROP TRIGGER article_counted; DROP TRIGGER article_discounted; DROP TRIGGER article_recounted;"
               " DROP TRIGGER quote_counted; DROP TRIGGER quote_discounted; DROP TRIGGER quote_recounted;"
               " DROP TABLE relation; DROP TABLE shingle; DROP INDEX article_external_id; ALTER TABLE article DROP COLUMN agency;"
               " ALTER TABLE store DROP COLUMN near_duplicates; ALTER TABLE store DROP COLUMN relations; PRAGMA user_version=3");
  {
    const auto rows = archive.catalogue();
    CHECK(schema::load_article(rows, 2)->article.relations == schema::Relations{});
  }
  archive.open();
  CHECK(archive.of("b").cluster == Archive::uid("a"));
  CHECK(archive.of("c").superseded_by == Archive::uid("d"));
  archive.require_clean(4);
}
