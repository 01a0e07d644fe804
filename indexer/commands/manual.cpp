#include "indexer/commands/manual.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::indexer {
namespace {

// Lines as they are: no character of them is a command or a hyphen that a line may break at.
std::string as_roff(const std::string& text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    begins = c == '\n';
  }
  return out;
}

bool is_flag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

// "DIR" of "DIR:{…}": what it must be is said elsewhere.
std::string value_name(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

// The only values an option may have; none where it may have any.
std::vector<std::string> values_of(const CLI::Option& option) {
  std::vector<std::string> out;
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find('{');
  const std::size_t end = begin == std::string::npos ? begin : type.find('}', begin);
  if (end == std::string::npos) return out;
  std::string word;
  for (const char c : type.substr(begin + 1, end - begin - 1) + ",") {
    if (c != ',') {
      word += c;
      continue;
    }
    word = word.substr(0, word.find("->"));
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  }
  return out;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> out;
  for (const std::string& name : option.get_snames()) out.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.push_back("--" + name);
  return out;
}

std::string footer_of(const CLI::App& command) {
  std::string footer = command.get_footer();
  const std::string statuses = schema::exit_status_help();
  if (footer.ends_with(statuses)) footer.resize(footer.size() - statuses.size());
  return footer;
}

std::string verbatim(const std::string& text) { return text.empty() ? "" : fmt::format(".PP\n.nf\n{}\n.fi\n", as_roff(text)); }

std::string option_in_manual(const CLI::Option& option) {
  std::string head = as_roff(option.nonpositional() ? fmt::format("{}", fmt::join(names_of(option), ", ")) : option.get_name(true));
  if (option.nonpositional() && !is_flag(option)) head += fmt::format(" \\fI{}\\fR", as_roff(value_name(option)));
  std::string about = option.get_description();
  if (const auto values = values_of(option); !values.empty()) about += fmt::format(" ({})", fmt::join(values, ", "));
  if (!option.get_default_str().empty()) about += fmt::format(" [{}]", option.get_default_str());
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", head, as_roff(about));
}

std::string command_in_manual(const CLI::App& command) {
  std::string usage = command.get_name() + " [OPTION]...";
  std::string options;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->nonpositional()) usage += option->get_required() ? fmt::format(" {}...", option->get_name(true)) : fmt::format(" [{}]...", option->get_name(true));
    options += option_in_manual(*option);
  }
  return fmt::format(".SS {}\n{}\n{}{}", as_roff(usage), as_roff(command.get_description()), options, verbatim(footer_of(command)));
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::string replies(const std::string& words) { return fmt::format("COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))", words); }

}  // namespace

std::string manual_page(const CLI::App& app, const std::string& version) {
  const std::string name = app.get_name();
  std::string title = name;
  std::ranges::transform(title, title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::string about = app.get_description();
  const std::string what = about.starts_with(name + ": ") ? about.substr(name.size() + 2) : about;
  std::string out = fmt::format(".TH {} 1 \"\" \"attache {}\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n\\fB{}\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n", as_roff(title),
                                version, as_roff(name), as_roff(what), as_roff(name));
  out += ".SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands({})) out += command_in_manual(*command);
  return out + ".SH EXAMPLES AND FILES\n" + verbatim(footer_of(app)) + ".SH EXIT STATUS\n" + verbatim(schema::exit_status_help());
}

std::string bash_completion(const CLI::App& app) {
  std::vector<std::string> commands;
  std::string cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    commands.push_back(command->get_name());
    std::vector<std::string> options;
    std::string values;
    for (const CLI::Option* option : command->get_options()) {
      if (!option->nonpositional()) continue;
      const auto names = names_of(*option);
      options.insert(options.end(), names.begin(), names.end());
      if (is_flag(*option)) continue;
      const auto only = values_of(*option);
      values += fmt::format("        {}) {}return ;;\n", fmt::join(names, "|"), only.empty() ? "" : replies(joined(only)) + "; ");
    }
    cases += fmt::format("    {})\n      case $before in\n{}      esac\n      [[ $word == -* ]] && {} ;;\n", command->get_name(), values,
                         replies(joined(options)));
  }
  return fmt::format(
      "# bash completion of {0}, made by `{0} completion`\n"
      "_attache_index() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n    {1}\n    return\n  fi\n"
      "  case ${{COMP_WORDS[1]}} in\n{2}  esac\n"
      "}}\n"
      "complete -o default -F _attache_index {0}\n",
      app.get_name(), replies(joined(commands) + " --help --version"), cases);
}

}  // namespace attache::indexer
