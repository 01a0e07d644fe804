#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/stat.h>

#include "query/export/destination.hpp"
#include "query/render/page.hpp"
#include "schema/error.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/query/printed.hpp"

using namespace attache;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t entries(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

// What it says when it cannot be begun or finished.
template <class F>
std::string refusal(F&& f) {
  try {
    f();
  } catch (const schema::Error& error) {
    CHECK(error.code() == schema::ErrorCode::Output);
    return error.what();
  }
  return "";
}

const auto kFinish = [](query::Destination& destination) { return test::written(false, false, [&](query::Output& out) { destination.finish(out); }); };

}  // namespace

TEST_CASE("a spool gives back what it was given, however much, from the last start on", "[unit][export]") {
  for (const std::size_t lines : {std::size_t{0}, std::size_t{3}, std::size_t{300'000}}) {
    auto spool = query::make_spool();
    spool->write("from a try that was thrown away");
    spool->restart();
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) {
      const auto line = "line " + std::to_string(i) + " “é”\n";
      spool->write(line);
      text += line;
    }
    spool->write("no line end");
    CHECK(kFinish(*spool) == text + "no line end");
  }
}

TEST_CASE("a spool is emptied after it went to the disk", "[unit][export]") {
  auto spool = query::make_spool();
  spool->write(std::string(9 << 20, 'x'));
  spool->restart();
  spool->write("y\n");
  CHECK(kFinish(*spool) == "y\n");
}

TEST_CASE("a file is there whole or not at all", "[unit][export]") {
  const tests::TemporaryDirectory directory;
  const std::string path = directory.path() + "/out.csv";
  {
    auto file = query::make_file(path, false);
    file->write("half");
    CHECK_FALSE(std::filesystem::exists(path));
  }
  CHECK(entries(directory.path()) == 0);
  {
    auto file = query::make_file(path, false);
    file->write("thrown away");
    file->restart();
    file->write(std::string(200'000, 'x') + "\n");
    CHECK(kFinish(*file).empty());
  }
  CHECK(content_of(path) == std::string(200'000, 'x') + "\n");
  CHECK(entries(directory.path()) == 1);
}

TEST_CASE("a file that is there is kept unless forced, and only files are written over", "[unit][export]") {
  const tests::TemporaryDirectory directory;
  const std::string path = directory.path() + "/out.csv";
  std::ofstream(path) << "old";
  CHECK(refusal([&] { query::make_file(path, false); }) == path + ": is there already");
  {
    auto file = query::make_file(path, true);
    file->write("new");
    CHECK(content_of(path) == "old");
    kFinish(*file);
  }
  CHECK(content_of(path) == "new");
  CHECK(refusal([&] { query::make_file(directory.path(), true); }) == directory.path() + ": is no regular file");
  CHECK(refusal([&] { query::make_file("/dev/null", true); }) == "/dev/null: is no regular file");
  std::filesystem::create_symlink(path, directory.path() + "/link");
  CHECK(refusal([&] { query::make_file(directory.path() + "/link", true); }).ends_with("/link: is no regular file"));
  CHECK(refusal([&] { query::make_file(directory.path() + "/none/out", false); }).find("No such file or directory") != std::string::npos);
}

TEST_CASE("a file that came meanwhile is not written over", "[unit][export]") {
  const tests::TemporaryDirectory directory;
  const std::string path = directory.path() + "/out.csv";
  {
    auto file = query::make_file(path, false);
    file->write("ours");
    std::ofstream(path) << "theirs";
    CHECK(refusal([&] { kFinish(*file); }) == path + ": is there already");
  }
  CHECK(content_of(path) == "theirs");
  CHECK(entries(directory.path()) == 1);
}

TEST_CASE("a file has the rights that the user's mask leaves", "[unit][export]") {
  const tests::TemporaryDirectory directory;
  const auto before = ::umask(027);
  auto file = query::make_file(directory.path() + "/out", false);
  kFinish(*file);
  ::umask(before);
  struct stat found{};
  REQUIRE(::stat((directory.path() + "/out").c_str(), &found) == 0);
  CHECK((found.st_mode & 0777) == 0640);
}

TEST_CASE("a page of rows says how many stand before and after it", "[unit][export]") {
  const std::vector<int> rows{0, 1, 2, 3, 4};
  const auto page = [&](const query::Page& one, bool terminal = false) {
    return test::written(terminal, false, [&](query::Output& out) {
      query::print_page(rows, one, out, [&](int row) { out.text("row " + std::to_string(row) + "\n"); });
    });
  };
  CHECK(page({}) == "row 0\nrow 1\nrow 2\nrow 3\nrow 4\n");
  CHECK(page({1, 2, false}) == "1 before these\n\nrow 1\nrow 2\n2 more: --offset 3\n");
  CHECK(page({3, 9, false}) == "3 before these\n\nrow 3\nrow 4\n");
  CHECK(page({9, {}, false}) == "5 before these\n\n");
  CHECK(page({0, 0, false}) == "5 more: --offset 0\n");
  CHECK(page({0, {}, true}, true) == "row 0\nrow 1\nrow 2\nrow 3\nrow 4\n");
}

TEST_CASE("a screenful is what a terminal has room for, one row at least", "[unit][export]") {
  const auto shown = [&](const std::string& row) {
    const std::vector<int> rows(40);
    const auto text = test::written(true, false, [&](query::Output& out) {
      query::print_page(rows, {0, {}, true}, out, [&](int) { out.text(row); });
    });
    return text.substr(text.rfind('\n', text.size() - 2) + 1);
  };
  CHECK(shown("one line\n") == "20 more: --all\n");
  CHECK(shown("three\nlines\n\n") == "34 more: --all\n");
  CHECK(shown(std::string(200, 'x') + "\n") == "34 more: --all\n");
  std::string tall;
  for (int i = 0; i < 50; ++i) tall += "x\n";
  CHECK(shown(tall) == "39 more: --all\n");
}
