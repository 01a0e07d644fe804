#include "schema/manual/manual_page.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "schema/error.hpp"
#include "schema/manual/roff.hpp"

namespace attache::schema {
namespace {

constexpr std::size_t kMostValues = 30;  // that a page lists of an option
constexpr std::size_t kCommon = 3;  // commands that an option is of to be described once for all

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string item(const std::string& head, const std::string& about) { return fmt::format(".TP\n{}\n{}\n", head, about); }

// Paragraphs; indented lines are set as they are, one "  typed   what it does" as an item. A line that only says "Examples:" is left out: the
// section is called so.
std::string set_text(const std::string& text) {
  std::string out;
  bool verbatim = false, item_before = false;
  const auto begin = [&](bool as_it_is, const char* how) {
    if (verbatim && !as_it_is) out += ".fi\n";
    if (verbatim != as_it_is || item_before) out += how;
    verbatim = as_it_is;
    item_before = false;
  };
  for (const auto& line : lines_of(text)) {
    if (line == "Examples:" || line == "Example:") continue;
    const auto indent = line.find_first_not_of(' ');
    if (indent == std::string::npos) {
      begin(false, "");
      out += ".PP\n";
      continue;
    }
    const auto typed = line.substr(indent);
    const auto gap = typed.find("   ");
    if (indent == 0) {
      begin(false, ".PP\n");
      out += as_roff(typed) + "\n";
    } else if (gap == std::string::npos) {
      begin(true, ".PP\n.nf\n");
      out += as_roff("  " + typed) + "\n";
    } else {
      begin(false, "");
      out += item("\\fB" + as_roff(typed.substr(0, gap)) + "\\fR", as_roff(typed.substr(typed.find_first_not_of(' ', gap))));
      item_before = true;
    }
  }
  return out + (verbatim ? ".fi\n" : "");
}

std::string shown_name(const OptionFacts& option) {
  if (!option.positional) return fmt::format("{}", fmt::join(option.names, ", "));
  const bool untold = option.value.empty() || option.value == "TEXT";  // what CLI11 calls any text
  return untold ? option.names.front() : option.value;
}

std::string set_option(const OptionFacts& option) {
  std::string head = option.positional ? fmt::format("\\fI{}\\fR", as_roff(shown_name(option))) : fmt::format("\\fB{}\\fR", as_roff(shown_name(option)));
  if (!option.positional && !option.value.empty()) head += (option.flag ? "" : " ") + fmt::format("\\fI{}\\fR", as_roff(option.value));
  std::string about = option.about;
  // Where neither says them already.
  const bool told = option.value.find('|') != std::string::npos || option.values.size() > kMostValues ||
                    std::ranges::all_of(option.values, [&](const std::string& value) { return about.find(value) != std::string::npos; });
  if (!told) about += fmt::format(" ({})", fmt::join(option.values, ", "));
  if (!option.preset.empty()) about += fmt::format(" [{}]", option.preset);
  return item(head, as_roff(about));
}

// What is typed behind the program's name.
std::string usage(const CommandFacts& command) {
  std::string out = command.name.empty() ? "" : fmt::format("\\fB{}\\fR ", as_roff(command.name));
  out += "[\\fIOPTION\\fR]...";
  for (const OptionFacts& option : command.options)
    if (option.positional) {
      const auto name = fmt::format("\\fI{}\\fR", as_roff(shown_name(option)));
      out += fmt::format(" {}{}", option.required ? name : "[" + name + "]", option.several ? "..." : "");
    }
  return out;
}

// Options that several commands have with the same words.
class Common {
 public:
  explicit Common(const std::vector<CommandFacts>& commands) {
    std::map<Key, std::size_t> met;
    for (const CommandFacts& command : commands)
      for (const OptionFacts& option : command.options) ++met[key(option)];
    for (const CommandFacts& command : commands)
      for (const OptionFacts& option : command.options)
        if (!option.positional && met[key(option)] >= std::min(kCommon, commands.size()) && !has(option)) options_.push_back(option);
  }
  bool has(const OptionFacts& option) const {
    return std::ranges::any_of(options_, [&](const OptionFacts& other) { return key(other) == key(option); });
  }
  const std::vector<OptionFacts>& options() const { return options_; }

 private:
  using Key = std::tuple<std::vector<std::string>, std::string, std::string, std::string>;
  static Key key(const OptionFacts& option) { return {option.names, option.value, option.about, option.preset}; }
  std::vector<OptionFacts> options_;
};

std::string section(const std::string& program, const CommandFacts& command, const Common& common) {
  std::string own, also;
  for (const OptionFacts& option : command.options) {
    if (!common.has(option))
      own += set_option(option);
    else if (option.names.back() != "--help" && option.names.back() != "--version")
      also += (also.empty() ? "" : ", ") + fmt::format("\\fB{}\\fR", as_roff(option.names.back()));
  }
  const auto title = command.name.empty() ? fmt::format("\\fB{}\\fR {}", as_roff(program), usage(command)) : usage(command);
  std::string out = fmt::format(".SS {}\n{}", title, set_text(command.about)) + own;
  if (!also.empty()) out += fmt::format(".PP\nAlso {}; see \\fBCOMMON OPTIONS\\fR.\n", also);
  return out + (command.footer.empty() ? "" : ".PP\n" + set_text(command.footer));
}

std::string exit_statuses() {
  std::string out;
  for (const auto& line : lines_of(exit_status_help())) {
    const auto begin = line.find_first_of("0123456789");
    if (begin == std::string::npos) continue;  // the heading
    const auto end = line.find(' ', begin);
    out += item("\\fB" + line.substr(begin, end - begin) + "\\fR", as_roff(line.substr(line.find_first_not_of(' ', end))));
  }
  return out;
}

}  // namespace

std::string manual_page(const ProgramFacts& program) {
  std::string title = program.name;
  std::ranges::transform(title, title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto name = as_roff(program.name);
  std::string out = fmt::format(".TH {} 1 \"\" \"attache {}\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n.nf\n", as_roff(title), program.version, name, as_roff(program.about));
  for (const CommandFacts& command : program.commands) out += fmt::format("\\fB{}\\fR {}\n", name, usage(command));
  out += ".fi\n";
  if (!program.description.empty()) out += ".SH DESCRIPTION\n" + set_text(program.description);
  const Common common(program.commands);
  out += ".SH COMMANDS\n";
  for (const CommandFacts& command : program.commands) out += section(program.name, command, common);
  if (!common.options().empty()) out += ".SH COMMON OPTIONS\n";
  for (const OptionFacts& option : common.options()) out += set_option(option);
  if (!program.footer.empty()) out += ".SH EXAMPLES\n" + set_text(program.footer);
  out += ".SH EXIT STATUS\n" + exit_statuses();
  std::string others;
  for (const std::string& other : program.see_also) {
    const auto bracket = other.find('(');
    others += (others.empty() ? "" : ", ") + fmt::format("\\fB{}\\fR{}", as_roff(other.substr(0, bracket)), other.substr(bracket));
  }
  return out + (others.empty() ? "" : ".SH SEE ALSO\n" + others + "\n");
}

}  // namespace attache::schema
