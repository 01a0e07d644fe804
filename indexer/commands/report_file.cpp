#include "indexer/commands/report_file.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "schema/error.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

nlohmann::ordered_json list_of(const std::vector<schema::Fault>& faults) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const auto& fault : faults) out.push_back({{"place", fault.place}, {"reason", fault.reason}});
  return out;
}

}  // namespace

struct ReportFile::Line {
  nlohmann::ordered_json json;
};

ReportFile::ReportFile(const std::string& path) : path_(path) {
  if (path.empty()) return;
  file_.reset(std::fopen(path.c_str(), "we"));
  if (!file_) fail();
}

void ReportFile::write(const InputReport& report) {
  static constexpr const char* kStates[] = {"read", "unchanged", "failed", "left out", "gone"};
  write_line({{{"file", schema::escape_path(report.file)},
               {"state", kStates[static_cast<int>(report.state)]},
               {"added", report.added},
               {"changed", report.changed},
               {"unchanged", report.same},
               {"removed", report.removed},
               {"quotes", report.quotes},
               {"unresolved", report.unresolved},
               {"faults", list_of(report.faults)},
               {"left_out", list_of(report.left_out)},
               {"members_left_out", report.members_left_out}}});
}

void ReportFile::write_skipped(const WalkEntry& entry) {
  write_line({{{"file", schema::escape_path(entry.path)}, {"state", "skipped"}, {"reason", entry.reason}}});
}

void ReportFile::write_outlook(const std::string& file, std::string_view state) {
  write_line({{{"file", schema::escape_path(file)}, {"state", state}}});
}

void ReportFile::write_line(const Line& line) {
  if (!file_) return;
  const std::string text = line.json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() || std::fflush(file_.get()) != 0) fail();
}

void ReportFile::fail() const {
  throw schema::Error(schema::ErrorCode::Output, fmt::format("{}: {}", path_, std::strerror(errno)));
}

}  // namespace attache::indexer
