#include "schema/manual/completion.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

namespace attache::schema {
namespace {

using Words = std::vector<std::string>;

// As a shell's single-quoted word.
std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string joined(const Words& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::string replace_all(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) text.replace(at, what.size(), with);
  return text;
}

bool is_dynamic(const OptionFacts& option, const DynamicValues& dynamic) {
  return std::any_of(option.names.begin(), option.names.end(), [&](const std::string& name) {
    return std::find(dynamic.options.begin(), dynamic.options.end(), name) != dynamic.options.end();
  });
}

Words names_of(const CommandFacts& command) {
  Words out;
  for (const OptionFacts& option : command.options)
    if (!option.positional) out.insert(out.end(), option.names.begin(), option.names.end());
  return out;
}

Words commands_of(const ProgramFacts& program) {
  Words out;
  for (const CommandFacts& command : program.commands)
    if (!command.name.empty()) out.push_back(command.name);
  return out;
}

std::string identifier(const std::string& program) { return "_" + replace_all(program, "-", "_"); }

// --- bash ---------------------------------------------------------------------------------------------------------------

// Those of the words that begin with what is typed, or with what is typed behind the last comma.
std::string replies(const std::string& words, bool list = false) {
  return list ? fmt::format("COMPREPLY=($(compgen -P \"$begun\" -W '{}' -- \"${{word##*,}}\"))", words)
              : fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", words);
}

// Options that are followed by a value, as a pattern.
std::string with_value(const ProgramFacts& program) {
  Words out;
  for (const CommandFacts& command : program.commands)
    for (const OptionFacts& option : command.options)
      for (const std::string& name : option.names)
        if (!option.positional && !option.flag && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  return fmt::format("{}", fmt::join(out, " | "));
}

std::string bash_option(const OptionFacts& option, const ProgramFacts& program, const DynamicValues& dynamic) {
  if (option.positional || (option.flag && option.values.empty())) return {};
  const auto names = fmt::format("{}", fmt::join(option.names, " | "));
  if (option.flag)  // its value stands behind "=" only
    return fmt::format("        {}) [[ $equals ]] && {{ {}; return; }} ;;\n", names, replies(joined(option.values), option.list));
  std::string answer;
  if (is_dynamic(option, dynamic))
    answer = fmt::format("{}_values {}; ", identifier(program.name), option.names.front());
  else if (!option.values.empty())
    answer = replies(joined(option.values), option.list) + "; ";
  return fmt::format("        {}) {}return ;;\n", names, answer);
}

std::string bash_case(const CommandFacts& command, const ProgramFacts& program, const DynamicValues& dynamic) {
  std::string out = fmt::format("    {})\n      case $before in\n", command.name.empty() ? "*" : command.name);
  for (const OptionFacts& option : command.options) out += bash_option(option, program, dynamic);
  out += "      esac\n";
  for (const OptionFacts& option : command.options)
    if (option.positional && !option.values.empty()) out += fmt::format("      [[ $word != -* ]] && {}\n", replies(joined(option.values)));
  if (command.name.empty()) out += fmt::format("      [[ -z $command && $word != -* ]] && {}\n", replies(joined(commands_of(program))));
  return out + fmt::format("      [[ $word == -* ]] && {}\n      ;;\n", replies(joined(names_of(command))));
}

// Texts of articles are among an archive's values: they are matched and quoted, and never expanded.
constexpr std::string_view kBashValues = R"(@function@_values() {
  local typed=$word quote= value
  case $word in
    \"* | \'*) quote=${word:0:1} typed=${word:1} ;;
    *) typed=${word//\\/} ;;
  esac
  while IFS= read -r value; do
    [[ ${value,,} == "${typed,,}"* ]] || continue
    case $quote in
      \') [[ $value == *\'* ]] && continue ;;
      \") value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//\$/\\\$} value=${value//\`/\\\`} ;;
      *) printf -v value %q "$value" ;;
    esac
    COMPREPLY+=("$value")
  done < <(@program@ @asked@ "$1" "${archive[@]}" --match "$typed" 2>/dev/null)
}
)";

constexpr std::string_view kBash = R"(@function@() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= equals= begun= option at
  local -a archive=()
  COMPREPLY=()
  if [[ $word == = ]]; then  # "--format=csv" comes as three words
    word= equals=1
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]} equals=1
  fi
  [[ $word == *,* ]] && begun=${word%,*},
  for ((at = 1; at < COMP_CWORD; at++)); do
    option=${COMP_WORDS[at]}
    case $option in
      @with_value@)
        [[ ${COMP_WORDS[at+1]} == = ]] && ((at++))
        ((++at < COMP_CWORD)) && [[ $option == --archive ]] && archive=(--archive "${COMP_WORDS[at]/#\~/$HOME}")
        ;;
      -?*) [[ ${COMP_WORDS[at+1]} == = ]] && ((at += 2)) ;;
      *) command=$option; break ;;
    esac
  done
  case $command in
@cases@  esac
}
complete -o default -F @function@ @program@
)";

std::string bash(const ProgramFacts& program, const DynamicValues& dynamic) {
  // The program without a command comes last: its case takes all that is left.
  std::string cases, rest;
  for (const CommandFacts& command : program.commands) (command.name.empty() ? rest : cases) += bash_case(command, program, dynamic);
  if (rest.empty()) rest = bash_case(CommandFacts{}, program, dynamic);
  std::string out = fmt::format("# bash completion of {0}, made by `{0} completion bash`\n", program.name);
  out.append(dynamic.options.empty() ? "" : kBashValues).append(kBash);
  for (const auto& [mark, text] : std::initializer_list<std::pair<std::string_view, std::string>>{
           {"@cases@", cases + rest}, {"@with_value@", with_value(program)}, {"@function@", identifier(program.name)}, {"@program@", program.name}, {"@asked@", dynamic.command}})
    out = replace_all(std::move(out), mark, text);
  return out;
}

// --- zsh ----------------------------------------------------------------------------------------------------------------

std::string zsh_option(const OptionFacts& option, const ProgramFacts& program, const DynamicValues& dynamic) {
  const std::string about = replace_all(replace_all(replace_all(first_line(option.about), "[", "("), "]", ")"), ":", "\\:");
  std::string action;
  if (!option.flag) {
    const std::string value = replace_all(option.value, ":", " ");
    if (is_dynamic(option, dynamic))
      action = fmt::format(":{}:{{local -a found; found=(${{(f)\"$({} {} {} 2>/dev/null)\"}}); compadd -a found}}", value, program.name, dynamic.command, option.names.front());
    else if (option.list)
      action = fmt::format(":{}: _values -s , {} {}", value, value, joined(option.values));
    else if (!option.values.empty())
      action = fmt::format(":{}:({})", value, joined(option.values));
    else
      action = fmt::format(":{}:_files", value);
  }
  std::string out;
  // A flag may have a value behind "=".
  if (option.flag && !option.values.empty()) action = fmt::format(":names: _values -s , names {}", joined(option.values));
  for (const std::string& name : option.names)
    out += "        " + shell_word(fmt::format("*{}{}[{}]{}", name, option.flag && !action.empty() ? "=-" : "", about, action)) + " \\\n";
  return out;
}

std::string zsh_case(const CommandFacts& command, const ProgramFacts& program, const DynamicValues& dynamic) {
  std::string options;
  for (const OptionFacts& option : command.options)
    if (!option.positional) options += zsh_option(option, program, dynamic);
  return fmt::format("    {})\n      _arguments \\\n{}        '*: :_files' ;;\n", command.name.empty() ? "*" : command.name, options);
}

std::string zsh(const ProgramFacts& program, const DynamicValues& dynamic) {
  std::string commands, cases, rest;
  for (const CommandFacts& command : program.commands) {
    (command.name.empty() ? rest : cases) += zsh_case(command, program, dynamic);
    if (!command.name.empty()) commands += "      " + shell_word(command.name + ":" + first_line(command.about)) + "\n";
  }
  return fmt::format(
      "#compdef {0}\n# zsh completion of {0}, made by `{0} completion zsh`\n"
      "{1}() {{\n"
      "  if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n    local -a commands=(\n{2}    )\n    _describe command commands\n    return\n  fi\n"
      "  case $words[2] in\n{3}  esac\n}}\n{1} \"$@\"\n",
      program.name, identifier(program.name), commands, cases + rest);
}

// --- fish ---------------------------------------------------------------------------------------------------------------

std::string fish(const ProgramFacts& program, const DynamicValues& dynamic) {
  std::string out = fmt::format("# fish completion of {0}, made by `{0} completion fish`\n", program.name);
  const std::string all = joined(commands_of(program));
  for (const CommandFacts& command : program.commands) {
    const std::string when = shell_word(command.name.empty() ? "not __fish_seen_subcommand_from " + all : "__fish_seen_subcommand_from " + command.name);
    if (!command.name.empty())
      out += fmt::format("complete -c {} -n {} -a {} -d {}\n", program.name, shell_word("not __fish_seen_subcommand_from " + all), command.name, shell_word(first_line(command.about)));
    for (const OptionFacts& option : command.options) {
      if (option.positional) continue;
      out += fmt::format("complete -c {} -n {}", program.name, when);
      for (const std::string& name : option.names) out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.flag) out += " -r";
      if (is_dynamic(option, dynamic))
        out += fmt::format(" -f -a {}", shell_word(fmt::format("({} {} {} 2>/dev/null)", program.name, dynamic.command, option.names.front())));
      else if (!option.values.empty())
        out += fmt::format(" -f -a {}", shell_word(joined(option.values)));
      out += fmt::format(" -d {}\n", shell_word(first_line(option.about)));
    }
  }
  return out;
}

}  // namespace

std::string completion(const ProgramFacts& program, Shell shell, const DynamicValues& dynamic) {
  switch (shell) {
    case Shell::Bash: return bash(program, dynamic);
    case Shell::Zsh: return zsh(program, dynamic);
    case Shell::Fish: return fish(program, dynamic);
  }
  return {};
}

}  // namespace attache::schema
