#include "query/commands/command_line.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/CLI.hpp>

#include "query/commands/counting.hpp"
#include "query/commands/configuration.hpp"
#include "query/commands/option_values.hpp"
#include "query/parse/question.hpp"
#include "schema/error.hpp"
#include "schema/manual/completion.hpp"
#include "schema/manual/manual_page.hpp"
#include "schema/fields.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::string_view kIntroduction =
    "Asks an archive of news articles who said what about whom.\n\n"
    "  attache-query [OPTIONS] QUESTION…\n"
    "  attache-query quotes [--by WHO] [--about WHAT] [--to WHOM] [OPTIONS]\n"
    "  attache-query speakers [--class CLASS] [OPTIONS]   who is in the archive, how often, under which names and offices\n"
    "  attache-query who [OPTIONS] NAME           whom a name means; \"who denied …\" is a question\n"
    "  attache-query search [OPTIONS] QUERY       articles: AND is meant, OR, NOT, \"phrases\", ( ), NEAR/5, by:Lavrov\n"
    "  attache-query show [--text] ID             an article or quotation in full\n"
    "  attache-query facets [--facet NAMES] [QUESTION]     how often each outlet, speaker, act, year …\n"
    "  attache-query timeline [--step STEP] [QUESTION]     how often, day by day, month by month, year by year\n"
    "  attache-query compare QUESTION -- QUESTION …        questions side by side\n"
    "  attache-query fields [OF]                  what can be put out of quotations, articles, speakers\n"
    "  attache-query manual | completion [SHELL]  the manual page; what bash, zsh or fish needs to complete\n";

constexpr std::string_view kDescription =
    "Asks an archive that attache-index made. A first word that is exactly the name of a command is the command; otherwise all words are one "
    "question, as they are behind \"--\". \"quotes\" with words is a question too; with options alone it asks what these say.\n\n"
    "A question may hold options: by:Lavrov about:Nato since:2021 act:denies -outlet:\"Halmere Press\". The language of search is "
    "attache-query(7). Standard output has data only; notes, counts and warnings go to standard error. Answers are complete and their counts "
    "exact. The archive is --archive, else $ATTACHE_ARCHIVE, else $XDG_DATA_HOME/attache.\n";

constexpr std::string_view kExamples =
    "Examples:\n"
    "  attache-query every quote by Lavrov about Nato since 2021\n"
    "  attache-query \"what did the Russian foreign minister say about NATO?\"\n"
    "  attache-query who denied involvement in the talks\n"
    "  attache-query quotes --by Lavrov --about Nato --format csv --output lavrov.csv\n"
    "  attache-query --fields said,speaker,quote,file,content --format tsv Linde on Ukraine\n"
    "  attache-query --explain Linde on Ukraine\n"
    "  attache-query speakers --about Nato --since 2021\n"
    "  attache-query who the Russian foreign minister\n"
    "  attache-query search 'ceasefire AND (observers OR monitors) NOT football'\n"
    "  attache-query search --sort day --kwic 60 'gas NEAR/10 pipeline'\n"
    "  attache-query quotes about the dam --facets\n";

struct OptionName {
  const char* name;
  const char* help;
};
constexpr std::array<OptionName, 11> kOptionNames{{
    {"by", "who spoke: a person, office, organisation, country, or words that describe them; =Lavrov: in that spelling alone"},
    {"about", "what about: an organisation, country, person, or words"},
    {"to", "who was addressed"},
    {"since", "first day: 2021, 2021-12, 2021-12-02, \"2 December 2021\", yesterday"},
    {"until", "last day"},
    {"outlet", "who published it"},
    {"act", "says, denies, accuses, urges, warns, asks, promises, welcomes, …; may be repeated"},
    {"kind", "direct, mixed or indirect"},
    {"factuality", "said (default), expected or not said"},
    {"status", "of the articles: usable (default), withheld or canceled by their publisher, superseded by a later version, duplicate"},
    {"ring", "how near the subject: named, referred, asked (default), article; each holds those before it"},
}};

// Options that want a value: what stands after them is no word of the question.
bool wants_value(std::string_view argument) {
  if (argument == "--archive" || argument == "--min-confidence" || argument == "--class" || argument == "--lead" || argument == "--syntax" ||
      argument == "--sort" || argument == "--color" || argument == "--synonyms" || argument == "--language" || argument == "--section" ||
      is_output_option_with_value(argument) || is_counting_option_with_value(argument))
    return true;
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

// The words from there on, without options.
std::string words_from(const std::vector<std::string>& arguments, std::size_t at) {
  std::vector<std::string> words;
  for (; at < arguments.size(); ++at) {
    if (!arguments[at].starts_with("-"))
      words.push_back(arguments[at]);
    else if (wants_value(arguments[at]))
      ++at;
  }
  return schema::joined(words);
}

// "auto|always|never"
template <class E, std::size_t N>
std::string value_names(const std::array<schema::NamedValue<E>, N>& table) {
  std::vector<std::string> names;
  for (const auto& row : table) names.emplace_back(row.name);
  return schema::joined(names, "|");
}

// An option that takes the name of one of a table's values.
template <class E, std::size_t N>
void add_choice(CLI::App& app, const std::string& name, E& chosen, const std::array<schema::NamedValue<E>, N>& table, const std::string& help) {
  const auto choose = [&chosen, &table, name](const std::string& value) {
    if (const auto found = schema::value_of(table, value)) return void(chosen = *found);
    std::vector<std::string> names;
    for (const auto& row : table) names.emplace_back(row.name);
    throw CLI::ValidationError(name, "\"" + value + "\" is none; there are " + schema::joined(names, ", "));
  };
  app.add_option_function<std::string>(name, choose, help)->type_name(value_names(table));
}

void add_archive(CLI::App& app, Shared& shared) {
  app.add_option("--archive", shared.archive, "folder of the archive; else $ATTACHE_ARCHIVE, $XDG_DATA_HOME/attache")
      ->type_name("DIR");
  add_choice(app, "--color", shared.color, kColors, "auto (default: on terminals, by NO_COLOR, CLICOLOR and TERM), always or never");
  app.add_flag("--no-pager", shared.no_pager, "print at once what fills more than a screen");
}

void add_shared(CLI::App& app, Shared& shared, RecordKind kind) {
  add_archive(app, shared);
  add_output_options(app, shared, kind);
}

// The outcome of a parse: nothing when the command may run.
std::optional<Message> parse(CLI::App& app, Arguments arguments) {
  if (arguments.facts) {
    const auto name = app.get_name().find(' ');
    arguments.facts->push_back(schema::facts_of(app, name == std::string::npos ? "" : app.get_name().substr(name + 1)));
    return Message{};
  }
  add_configured(app, arguments);
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

std::string status_help() {
  const auto found = std::find_if(kOptionNames.begin(), kOptionNames.end(), [](const OptionName& row) { return std::string_view(row.name) == "status"; });
  return found->help;
}

// Values of the options of kOptionNames while they are parsed.
class QueryOptions {
 public:
  // `all`: else period and outlet only.
  QueryOptions(CLI::App& app, bool all) {
    for (std::size_t i = 0; i < kOptionNames.size(); ++i) {
      const std::string_view name = kOptionNames[i].name;
      if (!all && name != "since" && name != "until" && name != "outlet") continue;
      auto* option = app.add_option(std::string("--") + kOptionNames[i].name, values_[i], kOptionNames[i].help);
      // What follows the value belongs to the question.
      option->expected(1)->allow_extra_args(false)->type_name("TEXT")->multi_option_policy(name == "act" ? CLI::MultiOptionPolicy::TakeAll
                                                                                : CLI::MultiOptionPolicy::Throw);
    }
  }
  QueryOptions(const QueryOptions&) = delete;
  QueryOptions& operator=(const QueryOptions&) = delete;

  std::vector<std::pair<std::string, std::string>> take() {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t i = 0; i < kOptionNames.size(); ++i)
      for (auto& value : values_[i]) out.emplace_back(kOptionNames[i].name, std::move(value));
    return out;
  }

 private:
  std::array<std::vector<std::string>, kOptionNames.size()> values_;
};

constexpr const char* kUndatedHelp = "only articles that do not say when";

void add_min_confidence(CLI::App& app, double& min_confidence) {
  app.add_option("--min-confidence", min_confidence, "what lies below is counted, not listed (0.5)")
      ->check(CLI::Range(0.0, 1.0));
}

// "-act:denies" is a word of the question; takes such words off the arguments.
std::vector<std::string> take_exclusions(std::vector<std::string>& arguments) {
  std::vector<std::string> out;
  const auto is_exclusion = [](const std::string& argument) {
    const auto colon = argument.find(':');
    return argument.size() > 1 && argument[0] == '-' && argument[1] != '-' && colon != std::string::npos &&
           schema::field_named(schema::fold(argument.substr(1, colon - 1)));
  };
  std::erase_if(arguments, [&](std::string& argument) {
    if (!is_exclusion(argument)) return false;
    out.push_back(std::move(argument));
    return true;
  });
  return out;
}

CommandLine parse_quotes(Arguments arguments, bool named) {
  CLI::App app{std::string(kIntroduction), "attache-query"};
  QuotesCommand command;
  std::vector<std::string> words;
  const auto exclusions = take_exclusions(arguments);
  add_shared(app, command.shared, RecordKind::Quotation);
  QueryOptions options(app, true);
  add_min_confidence(app, command.min_confidence);
  app.add_flag("--unsure", command.unsure, "list exactly what lies below --min-confidence");
  add_choice(app, "--sort", command.order, kQuoteOrders, "day (default), -day (latest first), outlet, speaker, or relevance: nearest the subject first, then surest");
  app.add_flag("--undated", command.undated, kUndatedHelp);
  add_facets_under(app, command.shared.facets, false);
  app.add_flag("--explain", command.explain, "print how the question was read instead of its answer");
  app.add_option("question", words, "what is asked: \"every quote by Lavrov about Nato\", \"who denied …\", \"Lavrov on Nato\", \"by:Lavrov since:2021\"")
      ->type_name("QUESTION");
  if (auto message = parse(app, arguments)) return *message;
  words.insert(words.end(), exclusions.begin(), exclusions.end());
  command.question = schema::joined(words);
  if (named && !words.empty()) command.question = "quotes " + command.question;
  command.options = options.take();
  if (arguments.empty() && exclusions.empty()) {
    app.footer(std::string(kExamples));
    return Message{app.help(), schema::exit_status(schema::ErrorCode::Usage), true};
  }
  return command;
}

schema::SpeakerClass class_named(const std::string& name) {
  const auto value = schema::value_of(schema::kSpeakerClasses, name);
  if (!value || *value == schema::SpeakerClass::Unknown)
    throw CLI::ValidationError("--class", "\"" + name + "\" is no class; there are person, office, collective, unnamed");
  return *value;
}

CommandLine parse_speakers(const Arguments& arguments) {
  CLI::App app{"Who speaks in the archive, most quoted first: names and how they are written, descriptions with first and "
               "last\nday, exact numbers of quotes. With options only the quotations they ask for are counted.",
               "attache-query speakers"};
  SpeakersCommand command;
  add_shared(app, command.shared, RecordKind::Speaker);
  app.add_option_function<std::string>(
         "--class", [&command](const std::string& name) { command.only = class_named(name); },
         "person, office or collective; unnamed lists the wordings of unnamed sources")
      ->type_name("CLASS");
  QueryOptions options(app, true);
  add_min_confidence(app, command.min_confidence);
  if (const auto words = words_from(arguments, 0); !words.empty())
    return Message{"attache-query: speakers takes options, no words\n  attache-query -- speakers " + words +
                       "   asks it as a question\n",
                   schema::exit_status(schema::ErrorCode::Usage), true};
  if (auto message = parse(app, arguments)) return *message;
  command.options = options.take();
  return command;
}

CommandLine parse_who(const Arguments& arguments) {
  CLI::App app{"Whom a name, an office or a description means in this archive: ways it is written, descriptions with first "
               "and\nlast day, numbers of quotes, what the tables of names know, others of the surname.",
               "attache-query who"};
  WhoCommand command;
  std::vector<std::string> words;
  add_shared(app, command.shared, RecordKind::Card);
  QueryOptions options(app, false);
  add_min_confidence(app, command.min_confidence);
  app.add_option("name", words, "as after --by: Lavrov, \"the Russian foreign minister\", Moscow")
      ->required()
      ->type_name("NAME");
  if (auto message = parse(app, arguments)) return *message;
  if (words.size() > 1 && (words.front() == "is" || words.front() == "was")) words.erase(words.begin());
  command.name = schema::joined(words);
  command.options = options.take();
  return command;
}

CommandLine parse_search(const Arguments& arguments) {
  CLI::App app{"Articles by their words: AND is meant, OR, NOT, \"phrases\", ( ), near, fields, wildcards; \"man 7 attache-query\" has all of it.",
               "attache-query search"};
  SearchCommand command;
  std::vector<std::string> words;
  add_shared(app, command.shared, RecordKind::Article);
  QueryOptions options(app, false);
  std::string language, section;
  app.add_option("--language", language, "of the article, as a tag: en")->type_name("TEXT");
  app.add_option("--section", section, "of the outlet")->type_name("TEXT");
  add_choice(app, "--syntax", command.syntax, kDialects, "how the query is written: native (default), factiva, nexis or lucene");
  add_choice(app, "--sort", command.sort, kOrders, "relevance (default), day, -day (latest first), outlet, title, words; what is equal by day");
  auto* count = app.add_flag("--count", command.count, "print how many there are, nothing else; each copy counts");
  add_facets_under(app, command.shared.facets, true)->excludes(count);
  auto* kwic = app.add_option("--kwic", command.kwic, "each hit on a line of its own, between so many characters of its text")
                   ->expected(0, 1)->default_str("40")->check(CLI::Range(0, 10000))->type_name("WIDTH");
  app.add_flag("--sentence", command.within_sentence, "of --kwic: no text of other sentences")->needs(kwic);
  app.add_option("--synonyms", command.synonyms, "lines \"word = word, phrase, …\": what is looked for with a word")->type_name("FILE");
  app.add_flag("--explain", command.explain, "print how the query was read, and the query of the index, instead of its answer");
  add_choice(app, "--status", command.status, schema::kArticleStatuses, status_help());
  add_choice(app, "--lead", command.lead, kLeads, "which of several copies of one text is listed, as text: the first (default) or latest "
                                                  "published, the longest, or the agency's own");
  app.add_flag("--copies", command.copies, "list every copy");
  app.add_flag("--undated", command.undated, kUndatedHelp);
  app.add_option("words", words, "what the article has")->required()->type_name("QUERY");
  if (auto message = parse(app, arguments)) return *message;
  command.words = schema::joined(words);
  command.options = options.take();
  if (!language.empty()) command.options.emplace_back("language", language);
  if (!section.empty()) command.options.emplace_back("section", section);
  return command;
}

CommandLine parse_show(const Arguments& arguments) {
  CLI::App app{"An article with a quotation lit up.", "attache-query show"};
  ShowCommand command;
  add_archive(app, command.shared);
  add_format(app, command.shared.format, formats_of_articles_in_full(), "an article in full");
  app.add_flag("--text", command.text_only, "only the text that printed positions count in");
  app.add_option("id", command.id, "of a quotation, or of an article or the beginning of it")
      ->required()
      ->type_name("ID");
  if (auto message = parse(app, arguments)) return *message;
  return command;
}

CommandLine parse_fields(const Arguments& arguments) {
  CLI::App app{"What can be put out of each quotation, article and speaker: names for --fields and templates, with what they hold.",
               "attache-query fields"};
  FieldsCommand command;
  add_fields_options(app, command);
  if (auto message = parse(app, arguments)) return *message;
  return command;
}

// What facets, timeline and compare have in common. `words` gets those of the question.
template <class Command, class AddOptions>
std::optional<Message> parse_counting(CLI::App& app, Command& command, Arguments arguments,
                                      std::vector<std::string>& words, AddOptions&& add_options) {
  const auto exclusions = take_exclusions(arguments);
  add_archive(app, command.shared);
  QueryOptions options(app, true);
  add_min_confidence(app, command.min_confidence);
  add_options(app, command);
  app.add_option("question", words, "a question; with --articles a query as of search")->type_name("QUESTION");
  auto message = parse(app, std::move(arguments));
  command.options = options.take();
  words.insert(words.end(), exclusions.begin(), exclusions.end());
  return message;
}

CommandLine parse_facets(const Arguments& arguments) {
  CLI::App app{"How often each value of a facet is met among the quotations of a question, or of the whole archive. Counts are exact.\n"
               "Options inside the question narrow it: outlet:\"Orme Post\" -act:denies country:ru.",
               "attache-query facets"};
  FacetsCommand command;
  std::vector<std::string> words;
  if (auto message = parse_counting(app, command, arguments, words, add_facets_options)) return *message;
  command.question = schema::joined(words);
  return command;
}

CommandLine parse_timeline(const Arguments& arguments) {
  CLI::App app{"How many quotations of a question, or of the whole archive, there are in each period.", "attache-query timeline"};
  TimelineCommand command;
  std::vector<std::string> words;
  if (auto message = parse_counting(app, command, arguments, words, add_timeline_options)) return *message;
  command.question = schema::joined(words);
  return command;
}

CommandLine parse_compare(const Arguments& arguments) {
  CLI::App app{"Questions side by side: in each period, and of each value of a facet.\n"
               "  attache-query compare quotes by Reth -- quotes by Dorrin",
               "attache-query compare"};
  CompareCommand command;
  std::vector<std::string> words;
  if (auto message = parse_counting(app, command, Arguments{divided_questions(arguments), arguments.facts}, words, add_compare_options)) return *message;
  command.questions = compared_questions(words);
  if (command.questions.size() < 2)
    return Message{"attache-query: compare wants two questions or more\n  attache-query compare QUESTION -- QUESTION\n",
                   schema::exit_status(schema::ErrorCode::Usage), true};
  return command;
}

CommandLine parse_manual(const Arguments& arguments) {
  CLI::App app{"Prints the manual page, for man -l -.", "attache-query manual"};
  if (auto message = parse(app, arguments)) return *message;
  return Message{schema::manual_page(program_facts())};
}

CommandLine parse_completion(const Arguments& arguments) {
  CLI::App app{"Prints what a shell needs to complete commands, options, speakers and outlets: source it.", "attache-query completion"};
  ValuesCommand command;
  schema::Shell shell = schema::Shell::Bash;
  add_archive(app, command.shared);
  add_choice(app, "SHELL", shell, schema::kShells, "bash (default), zsh or fish");
  app.add_option("--values", command.option, "print what the archive has for this option instead: by or outlet")->type_name("by|outlet");
  app.add_option("--match", command.match, "of --values: only those that have this text, in any case")->type_name("TEXT");
  if (auto message = parse(app, arguments)) return *message;
  if (command.option.empty())
    return Message{schema::completion(program_facts(), shell, {.command = "completion --values", .options = {"--by", "--outlet"}})};
  while (command.option.starts_with('-')) command.option.erase(0, 1);
  return command;
}

// But `quotes`, which a question may begin with.
struct NamedCommand {
  std::string_view name;
  CommandLine (*parse)(const Arguments&);
};
constexpr std::array<NamedCommand, 10> kCommands{{{"speakers", parse_speakers}, {"who", parse_who}, {"search", parse_search}, {"show", parse_show},
                                                  {"facets", parse_facets}, {"timeline", parse_timeline}, {"compare", parse_compare},
                                                  {"fields", parse_fields}, {"manual", parse_manual}, {"completion", parse_completion}}};

}  // namespace

schema::ProgramFacts program_facts() {
  schema::ProgramFacts out{.name = "attache-query", .about = "asks an archive of news articles who said what about whom", .version = ATTACHE_VERSION,
                           .description = std::string(kDescription), .footer = std::string(kExamples), .commands = {},
                           .see_also = {"attache-query(7)", "attache-formats(5)", "attache-config(5)", "attache-index(1)"}};
  const Arguments asked{{}, &out.commands};
  parse_quotes(asked, false);
  for (const auto& command : kCommands) command.parse(asked);
  for (auto& command : out.commands) command.footer.clear();  // the program's own
  add_values(out.commands);
  out.commands.front().about = "What a question finds: each quotation with its speaker, why it is his, and where it stands.";  // not all commands
  return out;
}

CommandLine parse_command_line(const std::vector<std::string>& given) {
  const Arguments arguments{given, nullptr};
  const auto at = first_word(arguments);
  const std::string word = at < arguments.size() ? arguments[at] : "";
  Arguments rest = arguments;
  const auto take_word = [&] { rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at)); };
  if (word == "who" && asks_who_said(words_from(arguments, at))) return parse_quotes(rest, false);
  for (const auto& command : kCommands)
    if (word == command.name) {
      take_word();
      return command.parse(rest);
    }
  if (word == "quotes") take_word();
  if (word == "quotes" && rest.empty())
    return Message{"attache-query: quotes by whom, or about what?\n  attache-query quotes --by WHO --about WHAT\n",
                   schema::exit_status(schema::ErrorCode::Usage), true};
  return parse_quotes(rest, word == "quotes");
}

}  // namespace attache::query
