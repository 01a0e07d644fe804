#include "schema/manual/manual_page.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "schema/error.hpp"
#include "schema/manual/roff.hpp"

namespace attache::schema {
namespace {

std::string verbatim(const std::string& text) { return text.empty() ? "" : fmt::format(".PP\n.nf\n{}\n.fi\n", as_roff(text)); }

std::string item(const OptionFacts& option) {
  std::string head = as_roff(fmt::format("{}", fmt::join(option.names, ", ")));
  if (!option.positional && !option.flag) head += fmt::format(" \\fI{}\\fR", as_roff(option.value));
  std::string about = option.about;
  if (!option.values.empty()) about += fmt::format(" ({})", fmt::join(option.values, ", "));
  if (!option.preset.empty()) about += fmt::format(" [{}]", option.preset);
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", head, as_roff(about));
}

std::string section(const CommandFacts& command) {
  std::string usage = command.name + (command.name.empty() ? "[OPTION]..." : " [OPTION]...");
  std::string options;
  for (const OptionFacts& option : command.options) {
    if (option.positional) usage += option.required ? fmt::format(" {}...", option.names.front()) : fmt::format(" [{}]...", option.names.front());
    options += item(option);
  }
  // Lines set by hand stay as they are.
  const bool lines = command.about.find("\n  ") != std::string::npos;
  return fmt::format(".SS {}\n{}\n{}{}", as_roff(usage), lines ? verbatim(command.about) : as_roff(command.about), options, verbatim(command.footer));
}

}  // namespace

std::string manual_page(const ProgramFacts& program) {
  std::string title = program.name;
  std::ranges::transform(title, title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::string out = fmt::format(".TH {} 1 \"\" \"attache {}\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n\\fB{}\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n", as_roff(title),
                                program.version, as_roff(program.name), as_roff(program.about), as_roff(program.name));
  out += ".SH COMMANDS\n";
  for (const CommandFacts& command : program.commands) out += section(command);
  return out + ".SH EXAMPLES AND FILES\n" + verbatim(program.footer) + ".SH EXIT STATUS\n" + verbatim(exit_status_help());
}

}  // namespace attache::schema
