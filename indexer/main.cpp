// attache-index: brings articles into an archive. What a command does is in commands/; here are its options and how
// errors become exit statuses.
#include <sys/stat.h>

#include <algorithm>
#include <new>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <xapian.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/quotes/engine.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/version.hpp"
#include "indexer/writer/writer.hpp"
#include "schema/archive.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace {

using namespace attache::indexer;
using attache::schema::Error;
using attache::schema::ErrorCode;

std::string examples() {
  return "Examples:\n"
         "  attache-index add ~/cuttings                     ingest a folder into the default archive\n"
         "  attache-index add --archive wire --type reuters reut2-000.sgm\n"
         "  find . -name '*.txt' -print0 | attache-index add --files-from -\n"
         "  attache-index read page.html                     what the readers make of a file: metadata, paragraphs\n"
         "  attache-index quotes --format jsonl speech.txt   what the engine finds, without an archive\n"
         "  attache-index requote --engine careful           after an add with --engine fast\n"
         "  attache-index names --archive wire terms.tsv     who held which office, where you know better\n"
         "  attache-index check --full --repair --archive wire\n\n"
         "The archive is --archive, else $ATTACHE_ARCHIVE, else $XDG_DATA_HOME/attache.\n\n" +
         attache::schema::exit_status_help();
}

std::string version() {
  return fmt::format("attache-index {}\nschema {}, engines {} and {}, index {}\nXapian {}", kVersion,
                     attache::schema::kSchemaVersion, QuoteEngine::version(EngineKind::Fast), QuoteEngine::version(EngineKind::Careful), attache::schema::indexer_signature(),
                     Xapian::version_string());
}

constexpr double kLongestWait = 1e6;  // seconds; what all clocks can add up

void add_archive_option(CLI::App& command, std::string& archive) {
  command.add_option("--archive", archive, "directory of the archive")->type_name("DIR");
}
void add_map_option(CLI::App& command, std::string& map) {
  command.add_option("--map", map, "JSON object: article field to column or key")->type_name("FILE");
}
void add_format_option(CLI::App& command, FileFormat& format) {
  command.add_option("--format", format, "text or jsonl")
      ->transform(CLI::CheckedTransformer(std::map<std::string, FileFormat>{{"text", FileFormat::Text}, {"jsonl", FileFormat::Jsonl}}));
}
void add_type_option(CLI::App& command, std::string& type) {
  std::vector<std::string> names;
  for (const ReaderType& known : reader_types()) names.emplace_back(known.name);
  command.add_option("--type", type, "how to read the inputs, if not by name and content")
      ->type_name("TYPE")
      ->check(CLI::IsMember(names));
}
template <class Engine>  // EngineKind, or an optional one
CLI::Option* add_engine_option(CLI::App& command, Engine& engine) {
  std::map<std::string, EngineKind> kinds;
  for (const auto& kind : kEngineKinds) kinds.emplace(kind.name, kind.value);
  return command.add_option("--engine", engine, "careful: some ten articles a second a core; fast: some two hundred, and more mistakes")
      ->type_name("ENGINE")
      ->transform(CLI::CheckedTransformer(std::move(kinds)).description("{careful,fast}"));
}
void add_threads_option(CLI::App& command, unsigned& threads) {
  constexpr unsigned kMostThreads = 256;
  command.add_option("--threads", threads, "threads that read and find quotations; as many as there are cores unless told")
      ->type_name("N")
      ->check(CLI::Range(1u, kMostThreads));
}
void add_wait_option(CLI::App& command, double& seconds) {
  command.add_option("--wait", seconds, "wait so long for another writer")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, kLongestWait));
}

// Every command's options, and which of them was chosen.
class CommandLine {
 public:
  CommandLine() {
    app_.footer(examples());
    app_.set_version_flag("--version", version());
    app_.require_subcommand(1);
    needs_nothing();
    needs_archive();
    needs_lock();
    for (CLI::App* command : app_.get_subcommands({})) command->footer(command->get_footer() + attache::schema::exit_status_help());
  }

  // Gives an exit status.
  int run(int argc, char** argv) {
    if (argc > 1 && argv[1][0] != '-' && !is_command(argv[1]))
      throw Error(ErrorCode::Usage, fmt::format("there is no command '{}'", argv[1]),
                  "attache-index --help lists commands and options");
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& e) {
      std::ostringstream out;
      app_.exit(e, out, out);
      write_output(out.str());
      finish_output();
      return attache::schema::ExitStatus::Found;
    } catch (const CLI::ParseError& e) {
      attache::schema::say("attache-index: {}\nattache-index --help lists commands and options\n",
                 attache::schema::printable(e.what()));
      return attache::schema::exit_status(ErrorCode::Usage);
    }
    return chosen_();
  }

 private:
  bool is_command(const std::string& name) const {
    const auto commands = app_.get_subcommands({});
    return std::any_of(commands.begin(), commands.end(),
                       [&](const CLI::App* command) { return command->get_name() == name; });
  }

  void needs_nothing() {
    auto* read = app_.add_subcommand("read", "print the articles that the readers make of files");
    read->add_option("FILE", read_.files, "files, or '-' for standard input")->required();
    add_format_option(*read, read_.format);
    add_type_option(*read, read_.type);
    add_map_option(*read, read_.map);
    read->callback([this] { chosen_ = [this] { return run_read(read_); }; });

    auto* quotes = app_.add_subcommand("quotes", "print the quotations found in files");
    quotes->add_option("FILE", quotes_.files, "files, or '-' for standard input");
    quotes->add_option("--evaluate", quotes_.gold_directory,
                       "score the engine on a folder with text/NAME.txt and attributions/NAME_*.ann")
        ->type_name("GOLD_DIR")
        ->excludes("FILE");
    add_format_option(*quotes, quotes_.format);
    add_type_option(*quotes, quotes_.type);
    add_map_option(*quotes, quotes_.map);
    add_engine_option(*quotes, quotes_.engine)->default_str("careful");
    quotes->callback([this] {
      if (quotes_.files.empty() && quotes_.gold_directory.empty())
        throw CLI::RequiredError("quotes: FILE, or --evaluate GOLD_DIR");
      chosen_ = [this] { return quotes_.gold_directory.empty() ? run_quotes(quotes_) : run_evaluate(quotes_); };
    });
  }

  void needs_archive() {
    auto* status = app_.add_subcommand("status", "what the archive holds");
    add_archive_option(*status, status_.archive);
    status->callback([this] { chosen_ = [this] { return run_status(status_); }; });

    auto* failed = app_.add_subcommand("failed", "list what could not be read: file, place, reason");
    add_archive_option(*failed, failed_.archive);
    failed->callback([this] { chosen_ = [this] { return run_failed(failed_); }; });
  }

  void needs_lock() {
    auto* add = app_.add_subcommand("add", "ingest files and folders; the same bytes twice change nothing");
    add_archive_option(*add, add_.archive);
    add->add_option("PATH", add_.paths, "files, folders, or '-' for standard input");
    add->add_option("--files-from", add_.files_from,
                    "read paths from a file, one a line or NUL between; '-' = standard input")
        ->type_name("FILE");
    add->add_option("--include", add_.include, "in folders only files that fit the pattern: '*.txt', 'wire/2021-*'; may be repeated")
        ->type_name("PATTERN")
        ->allow_extra_args(false);
    add->add_option("--exclude", add_.exclude, "leave out what fits the pattern; may be repeated")
        ->type_name("PATTERN")
        ->allow_extra_args(false);
    add->add_option("--report", add_.report, "write a JSON line for each input")->type_name("FILE");
    add_type_option(*add, add_.type);
    add_engine_option(*add, add_.engine)->default_str(fmt::format("careful; fast for more than {} MB", kMostCarefulBytes / 1'000'000));
    add_map_option(*add, add_.map);
    add->add_option("--flush", add_.flush_articles,
                    fmt::format("make articles searchable after so many, {} unless told", kFlushArticles))
        ->type_name("N")
        ->check(CLI::Range(1, 100000));
    add_threads_option(*add, add_.threads);
    add->add_flag("--reread", add_.reread, "read files again even if they have not changed");
    add_wait_option(*add, add_.wait_seconds);
    add->callback([this] { chosen_ = [this] { return run_add(add_); }; });

    auto* requote = app_.add_subcommand("requote", "read the archive's articles again where another or an older engine did");
    add_archive_option(*requote, requote_.archive);
    add_engine_option(*requote, requote_.engine)->default_str("careful");
    requote->add_option("--most", requote_.most, "at most so many articles; the next run goes on")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000'000));
    add_threads_option(*requote, requote_.threads);
    add_wait_option(*requote, requote_.wait_seconds);
    requote->callback([this] { chosen_ = [this] { return run_requote(requote_); }; });

    auto* names = app_.add_subcommand("names", "give the archive tables of names of your own; without FILE list those it has");
    add_archive_option(*names, names_.archive);
    names->add_option("FILE", names_.files, "tables with the columns of one of schema/names, known by their first line");
    names->add_option("--remove", names_.remove, "take the table of this kind away: terms, people, …")
        ->type_name("KIND")
        ->allow_extra_args(false);
    add_wait_option(*names, names_.wait_seconds);
    names->footer(
        "Example:\n"
        "  printf 'kind\\tbody\\tperson\\tfrom\\tuntil\\tsource\\n' > terms.tsv\n"
        "  printf 'europe_minister\\tc:fr\\tp:jean-noel-barrot\\t2024-02-08\\t2024-09-21\\tJournal officiel\\n' >> terms.tsv\n"
        "  attache-index names terms.tsv && attache-index requote\n\n"
        "A row of yours wins over the program's. Nothing is stored when a row of any FILE is wrong.\n\n");
    names->callback([this] { chosen_ = [this] { return run_names(names_); }; });

    auto* remove = app_.add_subcommand("remove", "take articles out of the archive");
    add_archive_option(*remove, remove_.archive);
    remove->add_option("ID", remove_.ids, "numbers or identifiers of articles")->required();
    add_wait_option(*remove, remove_.wait_seconds);
    remove->callback([this] { chosen_ = [this] { return run_remove(remove_); }; });

    auto* check = app_.add_subcommand("check", "compare the index with the catalogue");
    add_archive_option(*check, check_.archive);
    check->add_flag("--full", check_.full, "compare every document, not marks and counts alone");
    check->add_flag("--repair", check_.repair, "make the index equal to the catalogue");
    add_wait_option(*check, check_.wait_seconds);
    check->callback([this] { chosen_ = [this] { return run_check(check_); }; });
  }

  CLI::App app_{"attache-index: brings diplomatic news into an archive and finds who said what", "attache-index"};
  AddOptions add_;
  ReadOptions read_;
  QuotesOptions quotes_;
  StatusOptions status_;
  CheckOptions check_;
  RemoveOptions remove_;
  RequoteOptions requote_;
  NamesOptions names_;
  FailedOptions failed_;
  std::function<int()> chosen_;
};

int fail(ErrorCode code, std::string_view message, std::string_view hint) {
  attache::schema::say("attache-index: {}\n", attache::schema::printable(message));
  if (!hint.empty()) attache::schema::say("  {}\n", attache::schema::printable(hint));
  return attache::schema::exit_status(code);
}

}  // namespace

int main(int argc, char** argv) {
  attache::schema::hold_standard_streams();
  ::umask(0077);  // an archive is its owner's alone
  watch_stop_signals();
  try {
    return CommandLine().run(argc, argv);
  } catch (const Stopped&) {
    attache::schema::say("stopped; what was saved stays, and the same command goes on from there\n");
    return stop_exit_status();
  } catch (const Error& e) {
    if (stop_signal() && e.code() == ErrorCode::Locked) return stop_exit_status();
    return fail(e.code(), e.what(), e.hint());
  } catch (const Xapian::Error& e) {
    return fail(ErrorCode::Damaged, e.get_description(), "attache-index check says what is damaged");
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::Output, "out of memory", "");
  } catch (const std::exception& e) {
    return fail(ErrorCode::Output, e.what(), "");
  }
}
