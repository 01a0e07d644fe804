#include <catch2/catch.hpp>

#include <string>

#include "schema/error.hpp"
#include "schema/manual/completion.hpp"
#include "schema/manual/manual_page.hpp"
#include "schema/manual/roff.hpp"

using namespace attache::schema;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

ProgramFacts program() {
  static CLI::App ask{"asks it", "ask"};
  static std::string by, format, file;
  static bool all = false;
  if (ask.get_options().size() < 2) {
    ask.add_option("--by", by, "who [spoke]: a name")->type_name("TEXT");
    ask.add_option("--format", format, "how")->type_name("text|jsonl");
    ask.add_option("--map", file, "a file")->type_name("FILE|-");
    ask.add_flag("-a,--all", all, "it's everything");
    ask.add_option("words", file, "the question");
    ask.footer("Examples:\n  tool ask .hidden -- \\n\n" + exit_status_help());
  }
  return {.name = "the-tool", .about = "asks", .version = "1", .footer = "", .commands = {facts_of(ask, "ask"), facts_of(ask, "")}};
}

}  // namespace

TEST_CASE("a command's facts are those of its options", "[unit][manual]") {
  const auto facts = program().commands.front();
  CHECK(facts.name == "ask");
  CHECK(facts.about == "asks it");
  CHECK_FALSE(has(facts.footer, "bad usage"));
  REQUIRE(facts.options.size() == 6);
  CHECK(facts.options[1].names == std::vector<std::string>{"--by"});
  CHECK(facts.options[2].values == std::vector<std::string>{"text", "jsonl"});
  CHECK(facts.options[3].values.empty());
  CHECK(facts.options[4].flag);
  CHECK(facts.options[4].names == std::vector<std::string>{"-a", "--all"});
  CHECK(facts.options[5].positional);
}

TEST_CASE("a manual page has commands, options, examples and exit statuses", "[unit][manual]") {
  const auto page = manual_page(program());
  for (const char* part : {".TH THE\\-TOOL 1", "the\\-tool \\- asks", ".SS ask [OPTION]... [words]...", "\\fB\\-\\-by \\fITEXT\\fR", "how (text, jsonl)", "tool ask .hidden \\-\\- \\en",
                           "locked by another writer"}) {
    CAPTURE(part);
    CHECK(has(page, part));
  }
}

TEST_CASE("completions quote what shells would read", "[unit][manual]") {
  const DynamicValues dynamic{.command = "completion --values", .options = {"--by"}};
  const auto bash = completion(program(), Shell::Bash, dynamic);
  CHECK(has(bash, "complete -o default -F _the_tool the-tool"));
  CHECK(has(bash, "$(the-tool completion --values --by 2>/dev/null"));
  CHECK(has(bash, "--format) COMPREPLY=($(compgen -W \"text jsonl\""));
  const auto zsh = completion(program(), Shell::Zsh, dynamic);
  CHECK(has(zsh, "#compdef the-tool"));
  CHECK(has(zsh, "'*--by[who (spoke)\\: a name]:TEXT:"));
  CHECK(has(zsh, "it'\\''s everything"));
  const auto fish = completion(program(), Shell::Fish, dynamic);
  CHECK(has(fish, "-l format -r -f -a 'text jsonl'"));
  CHECK(has(fish, "-s a -l all"));
  CHECK(has(fish, "(the-tool completion --values --by 2>/dev/null)"));
}

TEST_CASE("a page of Markdown in man's language", "[unit][manual]") {
  const auto page = manual_from_markdown("# How it is asked\n\nA *question* has `words` \\and \"quotes\".\n\n.dots begin here\n\n## Words\n\n- one\n- two-three\n\n"
                                         "```\ncode -- 'as it is'\n```\n\n| word | what |\n|---|---|\n| `NOT` | none of it |\n| a | b | \n\n### Deeper\n\n1. first\n",
                                         "attache-query", 7, "1.2");
  CHECK(page.starts_with(".TH ATTACHE\\-QUERY 7 \"\" \"attache 1.2\"\n.SH NAME\nattache\\-query \\- How it is asked\n.SH DESCRIPTION\n.PP\n"));
  for (const char* part : {"A \\fIquestion\\fR has \\fBwords\\fR \\eand \"quotes\".\n", "\n\\&.dots begin here\n", ".SH WORDS\n", ".IP \\(bu 2\none\n", "two\\-three", ".nf\n.RS 4\ncode \\-\\- 'as it is'\n",
                           ".TP\n\\fB\\fBNOT\\fR\\fR\nnone of it;\n", ".SS Deeper\n", ".IP 1. 4\nfirst\n"}) {
    CAPTURE(part, page);
    CHECK(has(page, part));
  }
  CHECK_FALSE(has(page, "what"));  // the table's head
  CHECK_THROWS_AS(manual_from_markdown("no heading", "x", 7, "1"), Error);
}
