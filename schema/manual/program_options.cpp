#include "schema/manual/program_options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::schema {
namespace {

// "DIR" of "DIR:{…}": what it must be is said elsewhere.
std::string value_name(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

// Of "ENUM:{a->0,b->1}" and "a|b".
std::vector<std::string> values_of(const CLI::Option& option) {
  std::vector<std::string> out;
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find('{');
  const std::size_t end = begin == std::string::npos ? begin : type.find('}', begin);
  const bool braces = end != std::string::npos;
  const bool listed = type.find('|') != std::string::npos && std::none_of(type.begin(), type.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!braces && !listed) return out;
  std::string word;
  for (const char c : (braces ? type.substr(begin + 1, end - begin - 1) : type) + ",") {
    if (c != ',' && c != '|') {
      word += c;
      continue;
    }
    word = word.substr(0, word.find("->"));
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  }
  return out;
}

OptionFacts facts_of(const CLI::Option& option) {
  OptionFacts out;
  out.positional = !option.nonpositional();
  out.required = option.get_required();
  out.several = out.positional && option.get_items_expected_max() > 1;
  out.flag = !out.positional && option.get_items_expected_max() == 0;
  if (out.positional) {
    out.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  }
  if (out.flag) {
    out.value = option.get_option_text();
  } else {
    out.value = value_name(option);
    out.values = values_of(option);
    if (out.value == "ENUM") out.value = fmt::format("{}", fmt::join(out.values, "|"));  // CLI11's word for them
  }
  out.about = option.get_description();
  out.preset = option.get_default_str();
  return out;
}

}  // namespace

CommandFacts facts_of(const CLI::App& command, std::string name) {
  CommandFacts out;
  out.name = std::move(name);
  out.about = command.get_description();
  out.footer = command.get_footer();
  const std::string statuses = exit_status_help();
  if (out.footer.ends_with(statuses)) out.footer.resize(out.footer.size() - statuses.size());
  for (const CLI::Option* option : command.get_options()) out.options.push_back(facts_of(*option));
  return out;
}

}  // namespace attache::schema
