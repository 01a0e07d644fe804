#include "query/commands/option_values.hpp"

#include <string_view>

#include "query/answer/facets.hpp"
#include "query/answer/timeline.hpp"
#include "query/commands/command_line.hpp"
#include "query/commands/output_options.hpp"
#include "query/export/fields.hpp"
#include "schema/quote.hpp"
#include "schema/records.hpp"

namespace attache::query {
namespace {

using Names = std::vector<std::string>;

template <class Rows>
Names names_of_rows(const Rows& rows) {
  Names out;
  for (const auto& row : rows)
    if (!row.name.empty()) out.emplace_back(row.name);
  return out;
}

bool counts(std::string_view command) { return command == "facets" || command == "timeline" || command == "compare"; }

// Of a command that lists records, and of fields, which lists those of quotations where it is not said of what.
RecordKind kind_of(std::string_view command) {
  if (command == "search") return RecordKind::Article;
  if (command == "speakers") return RecordKind::Speaker;
  if (command == "who") return RecordKind::Card;
  return command == "fields" ? RecordKind::Field : RecordKind::Quotation;
}

Names formats_for(std::string_view command) {
  if (counts(command)) {
    auto out = names_of_rows(kCountFormats);
    if (command != "timeline") std::erase(out, "svg");
    return out;
  }
  Names out;
  for (const auto format : command == "show" ? formats_of_articles_in_full() : formats_of(kind_of(command))) out.emplace_back(info_of(format).name);
  return out;
}

Names facets_for(std::string_view command) {
  Names out;
  for (const auto& row : kFacets)
    if (row.of_article || command != "search") out.emplace_back(row.name);
  return out;
}

Names fields_for(std::string_view command) {
  Names out;
  for (const auto* field : output_fields(kind_of(command))) out.emplace_back(field->name);
  return out;
}

// Of the option of that name; empty where no table has them.
Names values_of(std::string_view command, std::string_view option) {
  if (option == "--format") return formats_for(command);
  if (option == "--fields") return fields_for(command);
  if (option == "--facets" || option == "--facet") return facets_for(command);
  if (option == "--act") return names_of_rows(schema::kActs);
  if (option == "--kind") return names_of_rows(schema::kQuoteKinds);
  if (option == "--factuality") return names_of_rows(schema::kFactualities);
  if (option == "--ring") return names_of_rows(schema::kRings);
  if (option == "--status") return names_of_rows(schema::kArticleStatuses);
  if (option == "--step") return names_of_rows(kSteps);
  if (option == "--sort" && command == "facets") return names_of_rows(kFacetOrders);
  if (option == "--class") {
    auto out = names_of_rows(schema::kSpeakerClasses);
    std::erase(out, schema::name_of(schema::SpeakerClass::Unknown));
    return out;
  }
  return {};
}

bool is_list(std::string_view option) { return option == "--fields" || option == "--facets" || option == "--facet" || option == "--ring"; }

}  // namespace

void add_values(std::vector<schema::CommandFacts>& commands) {
  for (auto& command : commands)
    for (auto& option : command.options) {
      const std::string_view name = option.names.back();
      if (auto values = values_of(command.name, name); !values.empty()) option.values = std::move(values);
      option.list = is_list(name);
    }
}

}  // namespace attache::query
