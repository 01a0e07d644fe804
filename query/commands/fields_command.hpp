// The command that lists the fields of output.
//
// Plain values and free functions; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/commands/output_options.hpp"

namespace attache::query {

struct FieldsCommand {
  OutputOptions output;
  std::optional<RecordKind> of;  // nothing: of all
};

// The options and the name of a kind of records ("quotations"; "quotes", "search", "speakers", "who" name those that they list).
void add_fields_options(CLI::App& app, FieldsCommand& command);

// 0: there are fields. Throws what Put throws. Messages for standard error are added to `messages`.
int run_fields(const FieldsCommand& command, Output& out, std::vector<std::string>& messages);

}  // namespace attache::query
