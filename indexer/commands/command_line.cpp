#include "indexer/commands/command_line.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/commands/option_groups.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/version.hpp"
#include "schema/archive.hpp"
#include "schema/manual/manual_page.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using schema::Error;
using schema::ErrorCode;

std::string examples() {
  return "Examples:\n"
         "  attache-index add ~/cuttings                     ingest a folder into the default archive\n"
         "  attache-index add --archive wire --type reuters reut2-000.sgm\n"
         "  find . -name '*.txt' -print0 | attache-index add --files-from -\n"
         "  attache-index add --prune ~/cuttings             the same again: what is new, what changed, what is gone\n"
         "  attache-index watch ~/cuttings                   and whatever comes into it from now on\n"
         "  attache-index read page.html                     what the readers make of a file: metadata, paragraphs\n"
         "  attache-index quotes --format jsonl speech.txt   what the engine finds, without an archive\n"
         "  attache-index requote --engine careful           after an add with --engine fast\n"
         "  attache-index names --archive wire terms.tsv     who held which office, where you know better\n"
         "  attache-index check --full --repair --archive wire\n\n"
         "The archive is --archive, else $ATTACHE_ARCHIVE, else $XDG_DATA_HOME/attache.\n\n" +
         schema::exit_status_help();
}

std::string version() {
  return fmt::format("attache-index {}\nschema {}, engines {} and {}, index {}\nXapian {}", kVersion,
                     schema::kSchemaVersion, QuoteEngine::version(EngineKind::Fast), QuoteEngine::version(EngineKind::Careful), schema::indexer_signature(),
                     Xapian::version_string());
}

int print(const std::string& text) {
  write_output(text);
  finish_output();
  return schema::ExitStatus::Found;
}

constexpr std::string_view kDescription =
    "Reads articles from files, folders and archives of them into an archive of its own: metadata and quotations in SQLite, the words of both "
    "in a Xapian index. attache-query asks it. What cannot be read is skipped, reported and listed by failed; the same input twice changes "
    "nothing. Progress and reports go to standard error.\n\n"
    "An archive is a folder, made by the first add. One writer at a time works on it; readers need not wait for it.\n";

}  // namespace

CommandLine::CommandLine() {
  app_.set_version_flag("--version", version());
  app_.require_subcommand(1);
  needs_nothing();
  needs_archive();
  ingests();
  needs_lock();
  app_.footer(examples());  // after the commands were made, which would have it too
  for (CLI::App* command : app_.get_subcommands({})) command->footer(command->get_footer() + schema::exit_status_help());
}

int CommandLine::run(int argc, char** argv) {
  if (argc > 1 && argv[1][0] != '-' && !is_command(argv[1]))
    throw Error(ErrorCode::Usage, fmt::format("there is no command '{}'", argv[1]),
                "attache-index --help lists commands and options");
  try {
    app_.parse(argc, argv);
  } catch (const CLI::Success& e) {
    std::ostringstream out;
    app_.exit(e, out, out);
    return print(out.str());
  } catch (const CLI::ParseError& e) {
    schema::say("attache-index: {}\nattache-index --help lists commands and options\n",
               schema::printable(e.what()));
    return schema::exit_status(ErrorCode::Usage);
  }
  return chosen_();
}

schema::ProgramFacts CommandLine::facts() const {
  schema::ProgramFacts out{.name = app_.get_name(), .about = "brings diplomatic news into an archive and finds who said what", .version = kVersion,
                           .description = std::string(kDescription), .footer = schema::facts_of(app_, "").footer, .commands = {},
                           .see_also = {"attache-query(1)", "attache-query(7)", "attache-formats(5)"}};
  for (const CLI::App* command : app_.get_subcommands({})) out.commands.push_back(schema::facts_of(*command, command->get_name()));
  return out;
}

bool CommandLine::is_command(const std::string& name) const {
  const auto commands = app_.get_subcommands({});
  return std::any_of(commands.begin(), commands.end(),
                     [&](const CLI::App* command) { return command->get_name() == name; });
}

void CommandLine::needs_nothing() {
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

  auto* manual = app_.add_subcommand("manual", "print the manual page, for man -l -");
  manual->callback([this] { chosen_ = [this] { return print(schema::manual_page(facts())); }; });
  auto* completion = app_.add_subcommand("completion", "print what a shell needs to complete commands and options: source it");
  std::map<std::string, schema::Shell> shells;
  for (const auto& row : schema::kShells) shells.emplace(row.name, row.value);
  completion->add_option("SHELL", shell_, "bash (default), zsh or fish")->transform(CLI::CheckedTransformer(std::move(shells)).description(""));
  completion->callback([this] { chosen_ = [this] { return print(schema::completion(facts(), shell_)); }; });
}

void CommandLine::needs_archive() {
  auto* status = app_.add_subcommand("status", "what the archive holds");
  add_archive_option(*status, status_.archive);
  status->callback([this] { chosen_ = [this] { return run_status(status_); }; });

  auto* failed = app_.add_subcommand("failed", "list what could not be read: file, place, reason");
  auto* retry = failed->add_flag("--retry", failed_.retry, "read it again, and nothing else, as add of these files would");
  add_ingest_options(*failed, failed_);
  for (CLI::Option* option : failed->get_options())
    if (option != retry && option->check_name("--archive") == false && option->check_name("--help") == false) option->needs(retry);
  failed->callback([this] { chosen_ = [this] { return run_failed(failed_); }; });
}

void CommandLine::ingests() {
  auto* add = app_.add_subcommand("add", "ingest files and folders; the same bytes twice change nothing");
  add_input_options(*add, add_);
  add_ingest_options(*add, add_);
  add->add_flag("--dry-run", add_.dry_run, "say which inputs are new, changed, unchanged, failed before, gone; write nothing");
  add->footer(
      "With --dry-run the status is 0 when there is something to read or remove, 1 when there is not.\n\n");
  add->callback([this] { chosen_ = [this] { return run_add(add_); }; });

  auto* watch = app_.add_subcommand("watch", "add, then go on with what changes in the folders, until a signal comes");
  add_input_options(*watch, watch_);
  add_ingest_options(*watch, watch_);
  add_seconds_option(*watch, "--settle", watch_.settle_seconds, "read a file when nothing was written to it for so long, 1 unless told");
  add_seconds_option(*watch, "--walk-every", watch_.walk_every_seconds,
                     "walk the folders so often instead of being told by the system: for shared file systems")
      ->check(CLI::PositiveNumber);
  watch->callback([this] { chosen_ = [this] { return run_watch(watch_); }; });
}

void CommandLine::needs_lock() {
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

  auto* compact = app_.add_subcommand("compact", "make the index as small as it gets, and give back what the catalogue does not use");
  add_archive_option(*compact, compact_.archive);
  add_wait_option(*compact, compact_.wait_seconds);
  compact->callback([this] { chosen_ = [this] { return run_compact(compact_); }; });
}

}  // namespace attache::indexer
