#include "query/commands/opened.hpp"

#include <ctime>

#include "query/render/output.hpp"
#include "schema/error.hpp"
#include "schema/messages.hpp"
#include "schema/own_tables.hpp"

namespace attache::query {

Opened::Opened(const Shared& shared)
    : archive(schema::ArchivePaths{schema::archive_directory(shared.archive)}), names(schema::archive_names(archive.catalogue())) {}

schema::Date today() {
  const auto now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return *schema::make_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

void say(std::string_view text) { schema::say("attache-query: {}\n", for_terminal(text)); }

void say_all(std::span<const std::string> lines) {
  for (const auto& line : lines) say(line);
}

void refuse(const schema::Fault& fault) {
  throw schema::Error(schema::ErrorCode::Usage, fault.place.empty() ? fault.reason : fault.place + ": " + fault.reason);
}

}  // namespace attache::query
