// attache-index watch from outside: a running program, a folder in which things happen, and the archive that follows.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <thread>

#include "indexer/writer/archive_lock.hpp"
#include "schema/error.hpp"
#include "tests/crash/full_scan.hpp"
#include "tests/unit/writer/program.hpp"

using namespace attache;
using tests::has;
using tests::Program;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kPatience{60};  // on a busy machine; nothing below takes so long

struct Watched : Program {
  explicit Watched(const std::vector<std::string>& options) {
    inputs(2);
    std::vector<std::string> words{ATTACHE_INDEX, "watch", "--archive", paths().directory, "--engine", "fast", "--settle", "0.2"};
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(directory.file("in"));
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    const std::string log = directory.file("log");
    child = ::fork();
    if (child == 0) {
      const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      if (file < 0 || ::dup2(file, STDERR_FILENO) < 0) ::_exit(126);
      ::execv(ATTACHE_INDEX, list.data());
      ::_exit(127);
    }
    until([this] { return has(content("log"), "watching 1 path"); });
  }
  ~Watched() {
    if (child > 0) end(SIGKILL);
  }
  int end(int signal) {
    ::kill(child, signal);
    int status = 0;
    ::waitpid(std::exchange(child, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void until(const std::function<bool()>& holds) const {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!holds()) {
      if (std::chrono::steady_clock::now() > end) FAIL("it did not come to that; the program said: " << content("log"));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  // Waits until the archive's articles are those of these files in the folder, each with one article.
  void until_articles_are(const std::vector<std::string>& names) const {
    std::vector<std::string> wanted;
    for (const std::string& name : names) wanted.push_back(directory.file("in/" + name));
    until([&] { return files() == wanted; });
  }
  std::vector<std::string> files() const {
    std::vector<std::string> out;
    const auto catalogue = schema::open_catalogue(paths(), schema::OpenMode::ReadOnly);
    schema::Statement rows = catalogue.prepare("SELECT file FROM article ORDER BY file");
    while (rows.step()) out.push_back(rows.blob("file"));
    return out;
  }
  std::string path(const std::string& name) const { return directory.file("in/" + name); }

  pid_t child = 0;
};

}  // namespace

TEST_CASE("what comes into a watched folder, is renamed and deleted in it, the archive follows", "[unit][commands]") {
  Watched watched({"--prune"});
  watched.until_articles_are({"news0.txt", "news1.txt"});
  watched.input("news2.txt", tests::invented_news(2));
  watched.until_articles_are({"news0.txt", "news1.txt", "news2.txt"});

  // A folder is followed with what was in it before.
  fs::create_directories(watched.directory.file("new/deep"));
  watched.file("new/deep/early.txt", tests::invented_news(3));
  fs::rename(watched.directory.file("new"), watched.path("new"));
  watched.until_articles_are({"new/deep/early.txt", "news0.txt", "news1.txt", "news2.txt"});
  watched.input("new/deep/later.txt", tests::invented_news(4));
  watched.until_articles_are({"new/deep/early.txt", "new/deep/later.txt", "news0.txt", "news1.txt", "news2.txt"});

  fs::rename(watched.path("new"), watched.path("old"));
  fs::remove(watched.path("news0.txt"));
  watched.until_articles_are({"news1.txt", "news2.txt", "old/deep/early.txt", "old/deep/later.txt"});
  watched.input("old/deep/more.txt", tests::invented_news(5));
  fs::rename(watched.path("news2.txt"), watched.path("old/second.txt"));
  watched.until_articles_are({"news1.txt", "old/deep/early.txt", "old/deep/later.txt", "old/deep/more.txt", "old/second.txt"});

  // The lock is free between batches.
  CHECK(watched.run("check --full --wait 20 --archive a").status == 0);
  const auto start = std::chrono::steady_clock::now();
  CHECK(watched.end(SIGTERM) == 143);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(4));
  CHECK(has(watched.content("log"), "articles added"));
  CHECK(tests::full_scan(watched.paths()).clean());
}

TEST_CASE("without --prune the articles of deleted files stay, and a changed file is read again", "[unit][commands]") {
  Watched watched({});
  fs::remove(watched.path("news0.txt"));
  watched.input("news1.txt", "Other talks\n\nNothing was said.\n");
  watched.until([&] {
    return schema::open_catalogue(watched.paths(), schema::OpenMode::ReadOnly)
               .integer("SELECT count(*) FROM article WHERE title = 'Other talks'") == 1;
  });
  watched.until_articles_are({"news0.txt", "news1.txt"});
  CHECK(watched.end(SIGINT) == 130);
}

TEST_CASE("a folder that is gone loses nothing, and is followed again when it comes back", "[unit][commands]") {
  Watched watched({"--prune"});
  fs::rename(watched.directory.file("in"), watched.directory.file("away"));
  watched.until([&] { return has(watched.content("log"), "is gone; waiting for it"); });
  watched.file("away/news2.txt", tests::invented_news(2));
  watched.until_articles_are({"news0.txt", "news1.txt"});
  fs::rename(watched.directory.file("away"), watched.directory.file("in"));
  watched.until_articles_are({"news0.txt", "news1.txt", "news2.txt"});
  watched.input("news3.txt", tests::invented_news(3));
  watched.until_articles_are({"news0.txt", "news1.txt", "news2.txt", "news3.txt"});
}

TEST_CASE("folders can be walked instead of listened to", "[unit][commands]") {
  Watched watched({"--prune", "--walk-every", "0.3"});
  fs::remove(watched.path("news0.txt"));
  watched.input("news2.txt", tests::invented_news(2));
  watched.until_articles_are({"news1.txt", "news2.txt"});
  CHECK(watched.end(SIGINT) == 130);
}

TEST_CASE("an archive that another program writes to is waited for", "[unit][commands]") {
  Watched watched({});
  {
    const indexer::ArchiveLock lock(watched.paths(), kPatience);
    watched.input("news2.txt", tests::invented_news(2));
    watched.until([&] { return has(watched.content("log"), "locked by pid " + std::to_string(::getpid())); });
    watched.until_articles_are({"news0.txt", "news1.txt"});
  }
  watched.until_articles_are({"news0.txt", "news1.txt", "news2.txt"});
}

TEST_CASE("standard input cannot be watched", "[unit][commands]") {
  const Program program;
  CHECK(program.run("watch --archive a -").status == 2);
  CHECK(program.run("watch --archive a").status == 2);
}
