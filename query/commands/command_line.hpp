// The command line of attache-query: which command, with which options.
//
// Plain values and one function; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "query/answer/copies.hpp"
#include "query/answer/facets.hpp"
#include "query/answer/timeline.hpp"
#include "query/commands/fields_command.hpp"
#include "query/commands/output_options.hpp"
#include "query/language/read.hpp"
#include "schema/manual/program_options.hpp"
#include "schema/quote.hpp"
#include "schema/records.hpp"

namespace attache::query {

// What each command that prints results takes.
struct Shared : OutputOptions {
  std::string archive;             // empty: from the environment
  Color color = Color::Auto;
  bool no_pager = false;
};

// A question, or the quotes command: options by the names of set_option.
struct QuotesCommand {
  Shared shared;
  std::string question;            // empty: the options alone
  std::vector<std::pair<std::string, std::string>> options;  // name, value; in the order of kOptionNames
  double min_confidence = 0.5;
  bool unsure = false;
  bool undated = false;  // only articles whose day is not known
  bool explain = false;
  QuoteOrder order = QuoteOrder::Day;
};

// Who is in the archive; options as of QuotesCommand.
struct SpeakersCommand {
  Shared shared;
  std::vector<std::pair<std::string, std::string>> options;
  double min_confidence = 0.5;
  std::optional<schema::SpeakerClass> only;  // never Unknown
};

// Whom a name means; of the options since, until and outlet.
struct WhoCommand {
  Shared shared;
  std::string name;
  std::vector<std::pair<std::string, std::string>> options;
  double min_confidence = 0.5;
};

// Articles by a query of the language; of the options since, until, outlet, language and section.
struct SearchCommand {
  Shared shared;
  std::string words;
  Dialect syntax = Dialect::Native;
  std::vector<std::pair<std::string, std::string>> options;
  schema::ArticleStatus status = schema::ArticleStatus::Usable;
  Order sort = Order::Relevance;
  std::optional<std::size_t> kwic;     // code points before and behind each hit; nothing: a snippet
  bool within_sentence = false;        // of kwic
  std::string synonyms;                // a file; empty: none
  Lead lead = Lead::First;
  bool copies = false;  // list each, fold none
  bool undated = false;
  bool count = false;  // only how many
  bool explain = false;
};

struct ShowCommand {
  Shared shared;
  std::string id;
  bool text_only = false;
};

// Formats of rows of counts; svg is a time line's alone.
enum class CountFormat : std::uint8_t { Text, Jsonl, Csv, Svg };
inline constexpr std::array<schema::NamedValue<CountFormat>, 4> kCountFormats{
    {{CountFormat::Text, "text"}, {CountFormat::Jsonl, "jsonl"}, {CountFormat::Csv, "csv"}, {CountFormat::Svg, "svg"}}};

// What is counted: the quotations of a question, all quotations where there is none, or articles.
struct Counting {
  Shared shared;                   // its format is not looked at
  CountFormat format = CountFormat::Text;
  bool articles = false;           // the words are those of a search
  std::vector<std::pair<std::string, std::string>> options;  // as of QuotesCommand; of articles since, until, outlet, status
  double min_confidence = 0.5;
};

struct FacetsCommand : Counting {
  std::string question;
  std::vector<Facet> facets;       // empty: all of what is counted
  FacetPaging paging;
};

struct TimelineCommand : Counting {
  std::string question;
  std::optional<Step> step;        // nothing: by how far the days are apart
};

struct CompareCommand : Counting {
  std::vector<std::string> questions;  // two or more
  std::vector<Facet> facets;       // may be empty: periods alone
  std::optional<Step> step;
  std::optional<std::size_t> limit;
};

// What an archive has for an option, for completion.
struct ValuesCommand {
  Shared shared;
  std::string option;              // "by" or "outlet"
  std::string match;               // as of FacetPaging
};

// Nothing to do but to print: help, version, or a fault of usage.
struct Message {
  std::string text;
  int exit_status = 0;
  bool error = false;  // for standard error
};

using CommandLine = std::variant<QuotesCommand, SpeakersCommand, WhoCommand, SearchCommand, ShowCommand, FieldsCommand, FacetsCommand, TimelineCommand,
                                 CompareCommand, ValuesCommand, Message>;

// A first argument that is exactly a command's name is the command; otherwise all words are one question, as they are
// after "--". `quotes` with words is a question too, and so is `who` with a verb of saying ("who denied troops").
CommandLine parse_command_line(const std::vector<std::string>& arguments);

// All commands with their options; the first is the question without one.
schema::ProgramFacts program_facts();

}  // namespace attache::query
