#include "query/render/speaker_line.hpp"

#include <fmt/format.h>

#include "query/render/output.hpp"

namespace attache::query {

std::string speaker_line(const schema::StoredQuote& stored) {
  std::string out;
  for (const auto& speaker : stored.quote.speakers) {
    if (!out.empty()) out += " and ";
    if (!speaker.name.empty())
      out += speaker.name;
    else
      out += fmt::format("{} ({})", stored.source.empty() ? "somebody" : on_one_line(stored.source),
                         schema::name_of(speaker.speaker_class));
    const auto& called = speaker.name.empty() ? stored.source : speaker.name;
    if (called.find(speaker.office) == std::string::npos) out += ", " + on_one_line(speaker.office);
  }
  return out;
}

}  // namespace attache::query
