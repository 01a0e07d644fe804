// kill -9 at random points of `attache-index add` and `compact`, restart, scan: the crash harness (README.md).
//
//   storm BIN DIR --kills N --articles N [--flush N] [--seed N] [--files-from LIST]
//
// Imports invented articles, or the files that LIST names, one a line. Each round changes some inputs, lets records
// come and go in another, starts an import and kills it; every third round lets the next command recover and scans
// every row and document. Every fourth round kills a compaction instead, and scans. At the end an import and a compaction run to
// their ends. Exit 0 when no difference was ever found, nothing saved was lost, and at least half of the kills hit a running program,
// one of them a compaction.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include "schema/archive.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/error.hpp"
#include "tests/crash/full_scan.hpp"
#include "tests/crash/invented_news.hpp"

namespace {

namespace fs = std::filesystem;
using namespace attache;

struct Options {
  std::string program;
  std::string directory;
  int kills = 8;
  std::uint32_t articles = 300;
  int flush = 20;
  std::uint32_t seed = 1;
  std::vector<std::string> files;
};

class Storm {
 public:
  explicit Storm(Options options)
      : options_(std::move(options)),
        random_(options_.seed),
        inputs_(fs::path(options_.directory) / "inputs"),
        paths_{(fs::absolute(fs::path(options_.directory)) / "archive").string()} {
    if (fs::exists(options_.directory) && !fs::is_empty(options_.directory) && !fs::exists(inputs_))
      throw std::runtime_error(options_.directory + " is not empty and not from an earlier storm");
    fs::remove_all(options_.directory);
    fs::create_directories(inputs_);
    if (!options_.files.empty()) options_.articles = static_cast<std::uint32_t>(options_.files.size());
    for (std::uint32_t i = 0; i < options_.articles; ++i) write_input(i, 0);
    write_records(0);
  }

  int run() {
    measure();
    for (int round = 0; round < options_.kills; ++round) {
      // From nothing now and then, so that creating the archive is hit too.
      if (round % 10 == 9) fs::remove_all(paths_.directory);
      const bool compacts = round % 4 == 3 && fs::exists(paths_.current());
      if (compacts) {
        kill_compaction();
      } else {
        change_some(round + 1);
        kill_import(round);
      }
      if (compacts || round % 3 == 2) recover_and_scan(fmt::format("after kill {}", round + 1));
    }
    if (import({"add", "--archive", paths_.directory, inputs_.string()}) != 0) fail("the last import failed");
    scan("after the last import");
    if (import(compact_arguments()) != 0) fail("the last compaction failed");
    scan("after the last compaction");
    check_inputs();
    fmt::print(
        "{} kills, {} hit a running program, {} of them a compaction; {} scans of {} articles and {} documents; {} saved articles "
        "checked: {}\n",
        options_.kills, hits_ + compaction_hits_, compaction_hits_, scans_, scanned_articles_, scanned_documents_, kept_,
        failures_ ? "FAILED" : "ok");
    if ((hits_ + compaction_hits_) * 2 < options_.kills)
      fail(fmt::format("only {} of {} kills hit a running program", hits_ + compaction_hits_, options_.kills));
    if (compaction_hits_ == 0) fail("no kill hit a compaction");
    if (scanned_articles_ == 0 || scans_ == 0) fail("nothing was scanned");
    return failures_ ? 1 : 0;
  }

 private:
  std::string input_name(std::uint32_t number) const {
    return (inputs_ / fmt::format("news_{:05}.txt", number)).string();
  }

  void write_input(std::uint32_t number, std::uint32_t revision) {
    std::string text =
        options_.files.empty() ? tests::invented_news(number, revision) : file_text(options_.files[number]);
    if (revision > 0 && !options_.files.empty()) text += fmt::format("\n\nRevision {}.\n", revision);
    std::ofstream(input_name(number), std::ios::binary) << text;
  }
  static std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  void change_some(int revision) {
    for (std::uint32_t i = 0; i < options_.articles; ++i)
      if (random_() % 3 == 0) write_input(i, static_cast<std::uint32_t>(revision));
    write_records(static_cast<std::uint32_t>(revision));
  }

  // A file of records, some of which vanish from round to round.
  void write_records(std::uint32_t revision) {
    std::ofstream out(inputs_ / "records.jsonl", std::ios::binary);
    records_ = static_cast<std::uint32_t>(10 + random_() % 30);
    for (std::uint32_t i = 0; i < records_; ++i)
      out << nlohmann::json{{"title", fmt::format("Record {}", i)},
                            {"body", tests::invented_news(100'000 + i, revision)}}
          << '\n';
  }

  pid_t start(const std::vector<std::string>& arguments) const {
    const pid_t child = ::fork();
    if (child != 0) return child;
    std::vector<char*> list{const_cast<char*>(options_.program.c_str())};
    for (const auto& argument : arguments) list.push_back(const_cast<char*>(argument.c_str()));
    list.push_back(nullptr);
    const std::string log = (fs::path(options_.directory) / "log").string();
    if (!std::freopen(log.c_str(), "a", stderr) || !std::freopen("/dev/null", "w", stdout)) ::_exit(126);
    ::execv(options_.program.c_str(), list.data());
    ::_exit(127);
  }
  int import(const std::vector<std::string>& arguments) const {
    int status = 0;
    ::waitpid(start(arguments), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  std::vector<std::string> add_arguments() const {
    return {"add", "--archive", paths_.directory, "--flush", std::to_string(options_.flush), inputs_.string()};
  }

  std::vector<std::string> compact_arguments() const { return {"compact", "--archive", paths_.directory}; }

  std::chrono::microseconds time_of(const std::vector<std::string>& arguments) {
    const auto before = std::chrono::steady_clock::now();
    if (import(arguments) != 0) fail(fmt::format("the first {} failed", arguments[0]));
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before);
  }

  void measure() {
    import_time_ = time_of(add_arguments());
    scan("after the first import");
    compaction_time_ = time_of(compact_arguments());
    scan("after the first compaction");
  }

  // Changed thirds take less than a whole import; short delays hit start and recovery.
  void kill_import(int round) { hits_ += kills(add_arguments(), import_time_ / (round % 2 ? 2 : 6)); }
  // A compaction is over soon: tried again, earlier each time, until it is hit.
  void kill_compaction() {
    constexpr int kTries = 10;
    bool hit = false;
    for (int tries = 0; !hit && tries < kTries; ++tries) hit = kills(compact_arguments(), compaction_time_ / (tries + 1));
    compaction_hits_ += hit;
  }

  // Whether the program still ran.
  bool kills(const std::vector<std::string>& arguments, std::chrono::microseconds longest_delay) {
    const pid_t child = start(arguments);
    const auto longest = std::max<std::int64_t>(longest_delay.count(), 2000);
    std::this_thread::sleep_for(std::chrono::microseconds(static_cast<std::int64_t>(random_()) % longest));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    note_saved();
    return WIFSIGNALED(status);
  }

  // What was saved before the kill must be there after it.
  void note_saved() {
    saved_.clear();
    if (!fs::exists(paths_.catalogue())) return;
    try {
      const auto catalogue = schema::open_catalogue(paths_, schema::OpenMode::ReadOnly);
      schema::Statement rows = catalogue.prepare("SELECT uid, sha256 FROM article");
      while (rows.step()) saved_.emplace_back(rows.text("uid"), rows.text("sha256"));
    } catch (const schema::Error& e) {
      if (e.code() != schema::ErrorCode::NoArchive) fail(fmt::format("after a kill: {}", e.what()));
    }
  }

  void recover_and_scan(const std::string& when) {
    if (!fs::exists(paths_.current()) && saved_.empty()) return;  // killed before anything was made
    const int status = import({"check", "--repair", "--archive", paths_.directory});
    if (status != 0) fail(fmt::format("{}: check --repair gave {}", when, status));
    scan(when);
    const auto catalogue = schema::open_catalogue(paths_, schema::OpenMode::ReadOnly);
    for (const auto& [uid, sha256] : saved_) {
      ++kept_;
      schema::Statement row = catalogue.prepare("SELECT sha256 FROM article WHERE uid = ?1");
      if (!row.bind(1, uid).step() || row.text("sha256") != sha256)
        fail(fmt::format("{}: saved article {} lost", when, uid));
    }
    if (catalogue.prepare("SELECT integrity_check AS r FROM pragma_integrity_check").step() == false)
      fail("no integrity check");
  }

  void scan(const std::string& when) {
    ++scans_;
    try {
      const auto result = tests::full_scan(paths_);
      scanned_articles_ += result.articles;
      scanned_documents_ += result.documents;
      if (!result.clean()) fail(fmt::format("{}: {}", when, tests::to_string(result)));
    } catch (const Xapian::Error& e) {
      fail(fmt::format("{}: {}", when, e.get_description()));
    } catch (const schema::Error& e) {
      fail(fmt::format("{}: {}", when, e.what()));
    }
  }

  // Every input and every record is one article.
  void check_inputs() {
    const auto catalogue = schema::open_catalogue(paths_, schema::OpenMode::ReadOnly);
    const auto articles = catalogue.integer("SELECT count(*) FROM article").value_or(0);
    if (articles != options_.articles + records_)
      fail(fmt::format("{} articles of {} inputs", articles, options_.articles + records_));
  }

  void fail(const std::string& message) {
    ++failures_;
    fmt::print(stderr, "storm: {}\n", message);
  }

  Options options_;
  std::mt19937 random_;
  fs::path inputs_;
  schema::ArchivePaths paths_;
  std::chrono::microseconds import_time_{0};
  std::chrono::microseconds compaction_time_{0};
  std::vector<std::pair<std::string, std::string>> saved_;
  std::uint32_t records_ = 0;
  int hits_ = 0;
  int compaction_hits_ = 0;
  int scans_ = 0;
  std::int64_t scanned_articles_ = 0;
  std::int64_t scanned_documents_ = 0;
  std::int64_t kept_ = 0;
  int failures_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{"kills imports at random points and scans what is left"};
  app.add_option("BIN", options.program, "attache-index")->required()->check(CLI::ExistingFile);
  app.add_option("DIR", options.directory, "folder to work in; emptied first")->required();
  app.add_option("--kills", options.kills);
  app.add_option("--articles", options.articles);
  app.add_option("--flush", options.flush);
  app.add_option("--seed", options.seed);
  std::string list;
  app.add_option("--files-from", list, "names of articles to import in place of invented ones, one a line");
  CLI11_PARSE(app, argc, argv);
  std::ifstream names(list);
  for (std::string name; std::getline(names, name);) options.files.push_back(name);
  if (!list.empty() && options.files.empty()) {
    fmt::print(stderr, "storm: {} names no files\n", list);
    return 2;
  }
  try {
    return Storm(options).run();
  } catch (const std::exception& e) {
    fmt::print(stderr, "storm: {}\n", e.what());
    return 1;
  }
}
