#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "query/commands/counting.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr std::string_view kNoNames = "true";  // what CLI11 gives for a flag without a value

// No argument of a shell begins so: U+001E, the record separator.
constexpr std::string_view kDivider = "\x1e";

// An option that takes the name of one of the first `count` values of a table.
template <class E, std::size_t N>
void add_named(CLI::App& app, const std::string& option, const std::array<schema::NamedValue<E>, N>& table, std::size_t count,
               std::function<void(E)> choose, const std::string& help) {
  std::vector<std::pair<std::string, E>> values;
  std::string names;
  for (const auto& row : table) {
    if (values.size() == count) break;
    values.emplace_back(row.name, row.value);
    names.append(names.empty() ? "" : ", ").append(row.name);
  }
  const auto take = [values, names, choose, option](const std::string& name) {
    for (const auto& [known, value] : values)
      if (known == name) return choose(value);
    throw CLI::ValidationError(option, fmt::format("\"{}\" is none of {}", name, names));
  };
  app.add_option_function<std::string>(option, take, help + ": " + names)->type_name("NAME");
}

// `formats`: the first so many of kCountFormats.
void add_counting(CLI::App& app, Counting& command, std::size_t formats) {
  app.add_flag("--articles", command.articles, "count the articles that a query as of search finds, or all, instead of quotations");
  add_named<CountFormat>(app, "--format", kCountFormats, formats, [&command](CountFormat format) { command.format = format; },
                         "text for people, or rows");
}

void add_step(CLI::App& app, std::optional<Step>& step) {
  add_named<Step>(app, "--step", kSteps, kSteps.size(), [&step](Step chosen) { step = chosen; },
                  "length of a period, else by how far the days are apart");
}

// Of those that articles have, or of all.
std::string facet_names(bool articles) {
  std::string out;
  for (const auto& row : kFacets)
    if (row.of_article || !articles) out.append(out.empty() ? "" : ", ").append(row.name);
  return out;
}

// Adds those of "act,year". What is wrong with them comes back, nothing when all are facets.
std::string take_facets(const std::string& names, bool articles, std::vector<Facet>& facets) {
  for (std::size_t begin = 0; begin <= names.size();) {
    const auto end = std::min(names.find(',', begin), names.size());
    const auto name = names.substr(begin, end - begin);
    const auto facet = facet_named(name);
    if (!facet || (articles && !facet_row(*facet).of_article))
      return fmt::format("\"{}\" is no facet{}; there are {}", name, articles ? " of articles" : "", facet_names(articles));
    if (std::find(facets.begin(), facets.end(), *facet) == facets.end()) facets.push_back(*facet);
    begin = end + 1;
  }
  return {};
}

void add_facets(CLI::App& app, std::vector<Facet>& facets, const std::string& help) {
  const auto take = [&facets](const std::vector<std::string>& lists) {
    for (const auto& list : lists)
      if (const auto fault = take_facets(list, false, facets); !fault.empty()) throw CLI::ValidationError("--facet", fault);
  };
  app.add_option_function<std::vector<std::string>>("--facet", take, help + ": " + facet_names(false))
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name("NAMES");
}

template <class Limit>
void add_limit(CLI::App& app, Limit& limit) {
  app.add_option("--limit", limit, "so many values of each facet; all where it is not given and there is one facet, else ten")
      ->type_name("N");
}

}  // namespace

void add_facets_options(CLI::App& app, FacetsCommand& command) {
  add_counting(app, command, 3);
  add_facets(app, command.facets, "which, parted by commas; all where none is named");
  app.add_option("--match", command.paging.match, "only values that have this text, in any case")->type_name("TEXT");
  add_named<FacetOrder>(app, "--sort", kFacetOrders, kFacetOrders.size(),
                        [&command](FacetOrder order) { command.paging.order = order; }, "most met first, or by name");
  add_limit(app, command.paging.limit);
  app.add_option("--offset", command.paging.offset, "leave out so many values first")->type_name("N");
}

CLI::Option* add_facets_under(CLI::App& app, std::optional<std::vector<Facet>>& facets, bool articles) {
  const auto take = [&facets, articles](std::string& names) {
    if (!facets) facets.emplace();
    return names == kNoNames ? std::string() : take_facets(names, articles, *facets);
  };
  // A flag that may have a value: what stands behind it without "=" belongs to the question.
  const std::string help = "under what is listed, how often each value is met of all or of these: " + facet_names(articles);
  return app.add_flag("--facets", help)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check(CLI::Validator(take, ""))
      ->option_text("[=NAMES]");
}

void add_timeline_options(CLI::App& app, TimelineCommand& command) {
  add_counting(app, command, kCountFormats.size());
  add_step(app, command.step);
}

void add_compare_options(CLI::App& app, CompareCommand& command) {
  add_counting(app, command, 3);
  add_facets(app, command.facets, "besides periods, parted by commas");
  add_step(app, command.step);
  add_limit(app, command.limit);
}

bool is_counting_option_with_value(std::string_view argument) {
  static constexpr std::array<std::string_view, 3> kOptions{"--facet", "--match", "--step"};
  return std::find(kOptions.begin(), kOptions.end(), argument) != kOptions.end();
}

std::vector<std::string> divided_questions(std::vector<std::string> arguments) {
  for (auto& argument : arguments)
    if (argument == "--" || argument == "--with") argument = kDivider;
  return arguments;
}

std::vector<std::string> compared_questions(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  std::vector<std::string> question;
  const auto end = [&] {
    if (!question.empty()) out.push_back(schema::joined(question));
    question.clear();
  };
  for (const auto& word : words)
    if (word == kDivider)
      end();
    else
      question.push_back(word);
  end();
  return out;
}

}  // namespace attache::query
