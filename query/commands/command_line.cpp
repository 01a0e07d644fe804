#include "query/commands/command_line.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/CLI.hpp>

#include "schema/error.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::string_view kIntroduction =
    "Asks an archive of news articles who said what about whom.\n\n"
    "  attache-query [OPTIONS] QUESTION…\n"
    "  attache-query quotes [--by WHO] [--about WHAT] [--to WHOM] [OPTIONS]\n"
    "  attache-query search [OPTIONS] WORDS…      articles: AND is meant, OR, NOT, \"phrases\", ( )\n"
    "  attache-query show [--text] ID             an article or quotation in full\n";

constexpr std::string_view kExamples =
    "Examples:\n"
    "  attache-query every quote by Lavrov about Nato since 2021\n"
    "  attache-query \"what did the Russian foreign minister say about NATO?\"\n"
    "  attache-query who denied involvement in the talks\n"
    "  attache-query quotes --by Lavrov --about Nato --format jsonl\n"
    "  attache-query --explain Linde on Ukraine\n"
    "  attache-query search 'ceasefire AND (observers OR monitors) NOT football'\n";

struct OptionName {
  const char* name;
  const char* help;
};
constexpr std::array<OptionName, 10> kOptionNames{{
    {"by", "who spoke: a person, office, organisation, country, or words that describe them"},
    {"about", "what about: an organisation, country, person, or words"},
    {"to", "who was addressed"},
    {"since", "first day: 2021, 2021-12, 2021-12-02, \"2 December 2021\", yesterday"},
    {"until", "last day"},
    {"outlet", "who published it"},
    {"act", "says, denies, accuses, urges, warns, asks, promises, welcomes, …; may be repeated"},
    {"kind", "direct, mixed or indirect"},
    {"factuality", "said (default), expected or not said"},
    {"ring", "how near the subject: named, referred, asked (default), article; each holds those before it"},
}};

// Options that want a value: what stands after them is no word of the question.
bool wants_value(std::string_view argument) {
  if (argument == "--archive" || argument == "--format" || argument == "--min-confidence") return true;
  return std::any_of(kOptionNames.begin(), kOptionNames.end(),
                     [&](const OptionName& option) { return argument == std::string("--") + option.name; });
}

// The index of the first argument that is no option, arguments.size() when there is none or "--" stands before it.
std::size_t first_word(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--") break;
    if (!arguments[i].starts_with("-") || arguments[i] == "-") return i;
    if (wants_value(arguments[i])) ++i;
  }
  return arguments.size();
}

Format format_named(const std::string& name) {
  if (name == "text") return Format::Text;
  if (name == "jsonl") return Format::Jsonl;
  throw CLI::ValidationError("--format", "\"" + name + "\" is no format; there are text, jsonl");
}

void add_shared(CLI::App& app, Shared& shared, bool with_format) {
  app.add_option("--archive", shared.archive, "folder of the archive; else $ATTACHE_ARCHIVE, $XDG_DATA_HOME/attache")
      ->type_name("DIR");
  if (with_format)
    app.add_option_function<std::string>(
           "--format", [&shared](const std::string& name) { shared.format = format_named(name); },
           "text (for people) or jsonl (one object a line)")
        ->type_name("text|jsonl");
}

// The outcome of a parse: nothing when the command may run.
std::optional<Message> parse(CLI::App& app, std::vector<std::string> arguments) {
  app.footer(std::string(kExamples) + "\n" + schema::exit_status_help());
  app.set_version_flag("--version", std::string("attache-query ") + ATTACHE_VERSION);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(arguments);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, err;
    const bool success = app.exit(error, out, err) == 0;
    auto text =
        success ? out.str() : "attache-query: " + std::string(error.what()) + "\n  attache-query --help says more\n";
    return Message{std::move(text), success ? 0 : schema::exit_status(schema::ErrorCode::Usage), !success};
  }
}

CommandLine parse_quotes(const std::vector<std::string>& arguments, bool named) {
  CLI::App app{std::string(kIntroduction), "attache-query"};
  QuotesCommand command;
  std::vector<std::string> words;
  std::array<std::vector<std::string>, kOptionNames.size()> values;
  add_shared(app, command.shared, true);
  for (std::size_t i = 0; i < kOptionNames.size(); ++i) {
    auto* option = app.add_option(std::string("--") + kOptionNames[i].name, values[i], kOptionNames[i].help);
    option->expected(1)->type_name("TEXT")->multi_option_policy(std::string_view(kOptionNames[i].name) == "act"
                                                                    ? CLI::MultiOptionPolicy::TakeAll
                                                                    : CLI::MultiOptionPolicy::Throw);
  }
  app.add_option("--min-confidence", command.min_confidence, "what lies below is counted, not listed (0.5)")
      ->check(CLI::Range(0.0, 1.0));
  app.add_flag("--unsure", command.unsure, "list exactly what lies below");
  app.add_flag("--explain", command.explain, "print how the question was read instead of its answer");
  app.add_option("question", words, "the question")->type_name("WORDS");
  if (auto message = parse(app, arguments)) return *message;
  command.question = schema::joined(words);
  if (named && !words.empty()) command.question = "quotes " + command.question;
  for (std::size_t i = 0; i < kOptionNames.size(); ++i)
    for (auto& value : values[i]) command.options.emplace_back(kOptionNames[i].name, std::move(value));
  if (arguments.empty()) {
    app.footer(std::string(kExamples));
    return Message{app.help(), schema::exit_status(schema::ErrorCode::Usage), true};
  }
  return command;
}

CommandLine parse_search(const std::vector<std::string>& arguments) {
  CLI::App app{"Articles that have the words: AND (also when nothing is written), OR, NOT, \"phrases\", parentheses.",
               "attache-query search"};
  SearchCommand command;
  std::vector<std::string> words;
  add_shared(app, command.shared, true);
  app.add_flag("--explain", command.explain, "print the query of the index instead of its answer");
  app.add_option("words", words, "what the article has")->required()->type_name("WORDS");
  if (auto message = parse(app, arguments)) return *message;
  command.words = schema::joined(words);
  return command;
}

CommandLine parse_show(const std::vector<std::string>& arguments) {
  CLI::App app{"An article with a quotation lit up.", "attache-query show"};
  ShowCommand command;
  add_shared(app, command.shared, false);
  app.add_flag("--text", command.text_only, "only the text that printed positions count in");
  app.add_option("id", command.id, "of a quotation, or of an article or the beginning of it")
      ->required()
      ->type_name("ID");
  if (auto message = parse(app, arguments)) return *message;
  return command;
}

}  // namespace

CommandLine parse_command_line(const std::vector<std::string>& arguments) {
  const auto at = first_word(arguments);
  const std::string word = at < arguments.size() ? arguments[at] : "";
  auto rest = arguments;
  if (word == "quotes" || word == "search" || word == "show")
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
  if (word == "search") return parse_search(rest);
  if (word == "show") return parse_show(rest);
  if (word == "quotes" && rest.empty())
    return Message{"attache-query: quotes by whom, or about what?\n  attache-query quotes --by WHO --about WHAT\n",
                   schema::exit_status(schema::ErrorCode::Usage), true};
  return parse_quotes(rest, word == "quotes");
}

}  // namespace attache::query
