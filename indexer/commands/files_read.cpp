#include "indexer/commands/files_read.hpp"

#include "indexer/commands/stop_signal.hpp"
#include "indexer/readers/agency.hpp"
#include "indexer/readers/outlet.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {

FilesRead read_files(const std::vector<std::string>& files, const ReaderOptions& options,
                     const std::function<bool(const schema::Article&)>& take) {
  FilesRead out;
  const auto complain = [&out](const std::string& file, const schema::Fault& fault) {
    out.unread += !fault.no_article;
    schema::say("{}{}{}: {}\n", schema::printable(file), fault.place.empty() ? "" : ": ", schema::printable(fault.place),
                schema::printable(fault.reason));
  };
  for (const std::string& file : files) {
    auto stream = open_input(file, options);
    if (stop_signal()) return out.ended = true, out;
    if (!stream) {
      complain(file, stream.error());
      continue;
    }
    while (auto next = (*stream)->next()) {
      if (stop_signal()) return out.ended = true, out;
      if (!*next) {
        complain(file, next->error());
        continue;
      }
      ++out.articles;
      name_outlet(**next, schema::Names::builtin());
      name_agency(**next, schema::Names::builtin());
      if (!take(**next)) return out.ended = true, out;
    }
  }
  return out;
}

}  // namespace attache::indexer
