#include "query/commands/fields_command.hpp"

#include <array>
#include <map>

#include <CLI/CLI.hpp>

#include "schema/error.hpp"

namespace attache::query {
namespace {

constexpr auto kListed = std::to_array<RecordKind>({RecordKind::Quotation, RecordKind::Article, RecordKind::Speaker, RecordKind::Card});

const std::map<std::string, RecordKind>& kinds() {
  static const std::map<std::string, RecordKind> names{{"quotations", RecordKind::Quotation}, {"quotes", RecordKind::Quotation},
                                                       {"articles", RecordKind::Article},     {"search", RecordKind::Article},
                                                       {"speakers", RecordKind::Speaker},     {"who", RecordKind::Card}};
  return names;
}

void print_fields(const std::vector<FieldRow>& rows, Output& out, const Page& page) {
  std::string of;
  print_page(rows, page, out, [&](const FieldRow& row) {
    if (const std::string kind(names_of(row.kind).many); kind != of) out.text(fmt::format("{}{}\n", of.empty() ? "" : "\n", of = kind));
    const auto& field = *row.field;
    out.text(fmt::format("  {:<19} {:<7} {} {}\n", field.name, schema::name_in(kFieldTypes, field.type), field.standard ? "*" : " ", field.help));
  });
  out.text("\n* without --fields too. Example of each: attache-query fields --format csv\n");
}

}  // namespace

void add_fields_options(CLI::App& app, FieldsCommand& command) {
  add_output_options(app, command.output, RecordKind::Field);
  app.add_option_function<std::string>("of", [&command](const std::string& name) {
       const auto at = kinds().find(name);
       if (at == kinds().end())
         throw CLI::ValidationError("of", "\"" + name + "\" has no fields; there are quotations (quotes), articles (search), speakers, who");
       command.of = at->second;
     }, "quotations (quotes), articles (search), speakers or who; all without")->type_name("quotations|articles|speakers|who");
}

int run_fields(const FieldsCommand& command, Output& standard, std::vector<std::string>& messages) {
  Put put(command.output, RecordKind::Field, standard);
  std::vector<FieldRow> rows;
  for (const auto kind : kListed)
    if (!command.of || *command.of == kind)
      for (const auto* field : output_fields(kind)) rows.push_back({field, kind});
  if (put.is_text()) {
    print_fields(rows, put.out(), put.page());
  } else {
    const auto count = static_cast<std::uint64_t>(rows.size());
    put.records<FieldRow>(count, [&](std::uint64_t at) { return rows[at]; }, {Json{{"fields", count}}, fmt::format("{} fields.", count)});
  }
  messages = put.finish();
  return schema::ExitStatus::Found;
}

}  // namespace attache::query
