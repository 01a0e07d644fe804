#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "schema/error.hpp"
#include "schema/manual/completion.hpp"
#include "schema/manual/manual_page.hpp"
#include "schema/manual/roff.hpp"
#include "tests/support/temporary_directory.hpp"

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
  ProgramFacts out{.name = "the-tool", .about = "asks", .version = "1", .description = "First.\n\nSecond: .x\n", .footer = "Examples:\n  the-tool ask   asks it\n  the-tool --all\n", .commands = {facts_of(ask, "ask"), facts_of(ask, "")},
                   .see_also = {"the-tool(7)"}};
  for (auto& command : out.commands) {
    command.options.push_back({.names = {"--part"}, .flag = true, .value = "[=NAMES]", .values = {"a", "b"}, .list = true, .about = "all or some", .preset = {}});
    command.options.push_back({.names = {"--show"}, .value = "NAMES", .values = {"c", "d"}, .list = true, .about = "which", .preset = {}});
  }
  out.commands.front().options.push_back({.names = {"--own"}, .flag = true, .value = {}, .values = {}, .about = "of one command", .preset = {}});
  return out;
}

// What bash would offer for the words of a command line, one a line; the last word is the one that is being typed. `values`: what the program
// prints when it is asked for values.
std::string offered(const ProgramFacts& facts, const std::string& values, const std::vector<std::string>& words) {
  const attache::tests::TemporaryDirectory directory;
  const auto script = directory.file("complete.bash"), out = directory.file("out");
  std::ofstream file(script);
  file << completion(facts, Shell::Bash, {.command = "completion --values", .options = {"--by"}})
       << "the-tool() { echo \"$*\" >> " << directory.file("asked") << "; cat << 'END'\n" << values << "END\n}\n"
       << "COMP_WORDS=(the-tool";
  for (const auto& word : words) file << " '" << word << "'";
  file << ")\nCOMP_CWORD=" << words.size() << "\n_the_tool\nfor reply in \"${COMPREPLY[@]}\"; do echo \"$reply\"; done > " << out << "\n";
  file.close();
  REQUIRE(std::system(("bash --norc " + script).c_str()) == 0);
  const auto content = [](const std::string& path) {
    std::ifstream in(path);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  return content(out) + content(directory.file("asked"));
}

}  // namespace

TEST_CASE("a command's facts are those of its options", "[unit][manual]") {
  const auto facts = program().commands.front();
  CHECK(facts.name == "ask");
  CHECK(facts.about == "asks it");
  CHECK_FALSE(has(facts.footer, "bad usage"));
  REQUIRE(facts.options.size() == 9);
  CHECK(facts.options[1].names == std::vector<std::string>{"--by"});
  CHECK(facts.options[2].values == std::vector<std::string>{"text", "jsonl"});
  CHECK(facts.options[3].values.empty());
  CHECK(facts.options[4].flag);
  CHECK(facts.options[4].names == std::vector<std::string>{"-a", "--all"});
  CHECK(facts.options[5].positional);
}

TEST_CASE("a manual page has commands, options, examples and exit statuses", "[unit][manual]") {
  const auto page = manual_page(program());
  for (const char* part : {".TH THE\\-TOOL 1", "the\\-tool \\- asks", ".SH SYNOPSIS\n.nf\n\\fBthe\\-tool\\fR \\fBask\\fR [\\fIOPTION\\fR]... [\\fIwords\\fR]\n",
                           ".SH DESCRIPTION\nFirst.\n.PP\nSecond: .x\n", ".SS \\fBask\\fR [\\fIOPTION\\fR]... [\\fIwords\\fR]\n", "\\fB\\-\\-own\\fR\nof one command\n.PP\nAlso \\fB\\-\\-by\\fR, ",
                           ".SH COMMON OPTIONS\n", "\\fB\\-\\-by\\fR \\fITEXT\\fR", "\\fB\\-\\-format\\fR \\fItext|jsonl\\fR\nhow\n", "\\fB\\-\\-part\\fR\\fI[=NAMES]\\fR\nall or some (a, b)\n",
                           "tool ask .hidden \\-\\- \\en", ".SH EXAMPLES\n.TP\n\\fBthe\\-tool ask\\fR\nasks it\n", ".TP\n\\fB5\\fR\nlocked by another writer\n", ".SH SEE ALSO\n\\fBthe\\-tool\\fR(7)\n"}) {
    CAPTURE(part);
    CHECK(has(page, part));
  }
}

TEST_CASE("completions quote what shells would read", "[unit][manual]") {
  const DynamicValues dynamic{.command = "completion --values", .options = {"--by"}};
  const auto bash = completion(program(), Shell::Bash, dynamic);
  CHECK(has(bash, "complete -o default -F _the_tool the-tool"));
  CHECK_FALSE(has(bash, "@"  "program"));
  const auto zsh = completion(program(), Shell::Zsh, dynamic);
  CHECK(has(zsh, "#compdef the-tool"));
  CHECK(has(zsh, "'*--by[who (spoke)\\: a name]:TEXT:"));
  CHECK(has(zsh, "it'\\''s everything"));
  const auto fish = completion(program(), Shell::Fish, dynamic);
  CHECK(has(fish, "-l format -r -f -a 'text jsonl'"));
  CHECK(has(fish, "-s a -l all"));
  CHECK(has(fish, "(the-tool completion --values --by 2>/dev/null)"));
}

TEST_CASE("bash is offered what may stand there", "[unit][manual]") {
  auto facts = program();
  facts.commands.push_back({.name = "of", .about = "of a kind", .footer = {}, .options = {{.names = {"KIND"}, .positional = true, .value = "near|far", .values = {"near", "far"}, .about = "which", .preset = {}}}});
  const auto offers = [&](const std::vector<std::string>& words) { return offered(facts, "", words); };
  CHECK(offers({"as"}) == "ask\n");
  CHECK(offers({"ask", "--f"}) == "--format\n");
  CHECK(offers({"--all", "--fo"}) == "--format\n");
  CHECK(offers({"ask", "--format", ""}) == "text\njsonl\n");
  CHECK(offers({"ask", "--format", "=", "j"}) == "jsonl\n");
  CHECK(offers({"ask", "--format", "="}) == "text\njsonl\n");
  CHECK(offers({"of", "n"}) == "near\n");
  // The command is what is no option and no option's value.
  CHECK(offers({"--map", "x", "ask", "--ow"}) == "--own\n");
  CHECK(offers({"--map", "ask", "--ow"}).empty());
  CHECK(offers({"--map", "=", "x", "ask", "--ow"}) == "--own\n");
  // Lists go on behind a comma; a flag's value stands behind "=" only.
  CHECK(offers({"ask", "--show", "c,"}) == "c,c\nc,d\n");
  CHECK(offers({"ask", "--part", "=", "a,b"}) == "a,b\n");
  CHECK(offers({"ask", "--part", "="}) == "a\nb\n");
  CHECK(offers({"ask", "--part", "a"}).empty());
}

TEST_CASE("names of an archive are offered as a shell reads them, and nothing in them is run", "[unit][manual]") {
  const auto facts = program();
  const std::string values = "Mara Tolk\nMarit O'Dea\n$(touch PWNED)\n`touch PWNED`\n\"x\" & y; z\nM\\n\nIvo\n";
  CHECK(offered(facts, values, {"ask", "--by", "mar"}) == "Mara\\ Tolk\nMarit\\ O\\\'Dea\ncompletion --values --by --match mar\n");
  CHECK(offered(facts, values, {"ask", "--by", "\"Mara T"}) == "Mara Tolk\ncompletion --values --by --match Mara T\n");
  CHECK(offered(facts, values, {"ask", "--by", "Mara\\ T"}) == "Mara\\ Tolk\ncompletion --values --by --match Mara T\n");
  CHECK(offered(facts, values, {"ask", "--by", "$"}) == "\\$\\(touch\\ PWNED\\)\ncompletion --values --by --match $\n");
  CHECK(offered(facts, values, {"ask", "--by", "\"$"}) == "\\$(touch PWNED)\ncompletion --values --by --match $\n");
  CHECK(offered(facts, values, {"ask", "--by", "\"`"}) == "\\`touch PWNED\\`\ncompletion --values --by --match `\n");
  CHECK_FALSE(std::filesystem::exists("PWNED"));
  CHECK(has(offered(facts, values, {"ask", "--by", "nobody"}), "--match nobody"));
}

TEST_CASE("a page of Markdown in man's language", "[unit][manual]") {
  const auto page = manual_from_markdown("# How it is asked\n\nA *question* has `words` \\and \"quotes\".\n\n.dots begin here\n\n## Words\n\n- one\n- two-three\n\n"
                                         "```\ncode -- 'as it is'\n```\n\n| word | what |\n|---|---|\n| `NOT` | none of it |\n| a | b | \n\n| name | type | none | of |\n|---|---|---|---|\n| x | text | | it |\n\n### Deeper\n\n1. first\n",
                                         "attache-query", 7, "1.2");
  CHECK(page.starts_with(".TH ATTACHE\\-QUERY 7 \"\" \"attache 1.2\"\n.SH NAME\nattache\\-query \\- how it is asked\n.SH DESCRIPTION\n.PP\n"));
  for (const char* part : {"A \\fIquestion\\fR has \\fBwords\\fR \\eand \"quotes\".\n", "\n\\&.dots begin here\n", ".SH WORDS\n", ".IP \\(bu 2\none\n", "two\\-three", ".nf\n.RS 4\ncode \\-\\- 'as it is'\n",
                           ".TP\n\\fIword\\fR\nwhat\n.TP\n\\fBNOT\\fR\\fR\nnone of it\n.TP\n\\fBa\\fR\nb\n", ".TP\n\\fBx\\fR\n\\fItype\\fR text; \\fIof\\fR it\n", ".SS Deeper\n", ".IP 1. 4\nfirst\n"}) {
    CAPTURE(part, page);
    CHECK(has(page, part));
  }
  CHECK_THROWS_AS(manual_from_markdown("no heading", "x", 7, "1"), Error);
}
