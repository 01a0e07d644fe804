#include "query/commands/configuration.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "query/commands/command_line.hpp"
#include "schema/error.hpp"

namespace attache::query {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw schema::Error(schema::ErrorCode::Usage, fmt::format("{}: {}", file, what), "man attache-config says what may stand there");
}

std::vector<CLI::ConfigItem> items_of(const std::string& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return {};
  std::ifstream stream(file);
  if (!stream) refuse(file, "cannot be read");
  try {
    return CLI::ConfigTOML().from_config(stream);
  } catch (const CLI::Error& fault) {
    refuse(file, fault.what());
  }
}

bool has_option(const std::vector<schema::CommandFacts>& commands, std::string_view command, bool any, const std::string& option) {
  return std::any_of(commands.begin(), commands.end(), [&](const schema::CommandFacts& facts) {
    return (any || facts.name == command) && std::any_of(facts.options.begin(), facts.options.end(), [&](const schema::OptionFacts& known) {
             return std::find(known.names.begin(), known.names.end(), option) != known.names.end();
           });
  });
}

// Whether an option that does not go with it is given, which is stronger than a setting.
template <class IsGiven>
bool rules_out(const CLI::Option& option, IsGiven&& is_given) {
  const auto& others = option.get_excludes();
  return std::any_of(others.begin(), others.end(), [&](const CLI::Option* other) { return is_given(other->get_name()); });
}

void check(const std::string& file, const std::vector<CLI::ConfigItem>& items) {
  const auto commands = program_facts().commands;
  for (const CLI::ConfigItem& item : items) {
    if (item.name == "++" || item.name == "--") continue;  // CLI11's marks of sections
    const std::string section = item.parents.empty() ? "" : item.parents.front();
    const bool known = section.empty() || section == "quotes" ||
                       std::any_of(commands.begin(), commands.end(), [&](const auto& command) { return command.name == section; });
    if (!known || item.parents.size() > 1) refuse(file, fmt::format("[{}] is no command", section));
    if (!has_option(commands, section == "quotes" ? "" : section, section.empty(), "--" + item.name))
      refuse(file, fmt::format("\"{}\" is no option{}", item.name, section.empty() ? "" : " of " + section));
  }
}

}  // namespace

std::string configuration_file() {
  if (auto file = environment("ATTACHE_CONFIG"); !file.empty()) return file;
  if (const auto folder = environment("XDG_CONFIG_HOME"); folder.starts_with('/')) return folder + "/attache/config.toml";
  const auto home = environment("HOME");
  return home.empty() ? "" : home + "/.config/attache/config.toml";
}

void add_configured(const CLI::App& app, Arguments& arguments) {
  const std::string file = configuration_file();
  const auto items = items_of(file);
  if (items.empty()) return;
  check(file, items);
  const auto blank = app.get_name().find(' ');
  const std::string command = blank == std::string::npos ? "quotes" : app.get_name().substr(blank + 1);
  // Those of the section come last and win, as CLI11 would refuse both.
  std::vector<std::pair<std::string, std::vector<std::string>>> settings;
  for (const bool of_section : {false, true})
    for (const CLI::ConfigItem& item : items) {
      if (item.name == "++" || item.name == "--" || item.parents.empty() == of_section || (of_section && item.parents.front() != command)) continue;
      const std::string option = "--" + item.name;
      const CLI::Option* known = app.get_option_no_throw(option);
      const auto is_given = [&](const std::string& name) {
        return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& word) { return word == name || word.starts_with(name + "="); });
      };
      if (!known || is_given(option) || rules_out(*known, is_given) || (item.name == "archive" && !environment("ATTACHE_ARCHIVE").empty())) continue;
      std::erase_if(settings, [&](const auto& other) { return other.first == option; });
      settings.emplace_back(option, item.inputs);
    }
  std::vector<std::string> words;
  for (const auto& [option, values] : settings) {
    const CLI::Option& known = *app.get_option_no_throw(option);
    const bool flag = known.get_items_expected_max() == 0, may_have_value = !known.get_option_text().empty();
    for (const std::string& value : values) {
      if (flag && value == "true")
        words.push_back(option);
      else if (!flag || (may_have_value && value != "false"))
        words.push_back(option + "=" + value);
      else if (value != "false")
        refuse(file, fmt::format("\"{}\" is true or false, not {}", option.substr(2), value));
    }
  }
  arguments.insert(arguments.begin(), words.begin(), words.end());
}

}  // namespace attache::query
