#include "indexer/writer/intake.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include "indexer/readers/outlet.hpp"
#include "schema/digest.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr const char* kStandardInput = "-";

std::string absolute_path(const std::string& path) {
  if (path == kStandardInput) return path;
  std::error_code failure;
  const auto absolute = std::filesystem::absolute(path, failure);
  return (failure ? std::filesystem::path(path) : absolute).lexically_normal().string();
}

// Whether a place is that one or in it: "news.csv, row 17" lies in "news.csv", "inner.zip/a.txt" in "inner.zip".
bool lies_in(std::string_view place, std::string_view outer) {
  return place.starts_with(outer) && (place.size() == outer.size() || place[outer.size()] == ',' || place[outer.size()] == '/');
}

// Everything the catalogue has on a file: its own row (place empty) first, then failed places.
std::vector<schema::InputRow> rows_of(const schema::Connection& catalogue, const std::string& file) {
  std::vector<schema::InputRow> out;
  if (const auto own = schema::load_input(catalogue, file)) out.push_back(*own);
  schema::Statement failed =
      catalogue.prepare("SELECT place, reason FROM input WHERE file = ?1 AND place <> '' ORDER BY place");
  failed.bind_blob(1, file);
  while (failed.step()) {
    schema::InputRow row;
    row.file = file;
    row.place = failed.text("place");
    row.reason = failed.text("reason");
    row.state = schema::InputRow::State::Failed;
    out.push_back(std::move(row));
  }
  return out;
}

std::string reading_of(const IntakeOptions& options, const std::string& engine) {
  std::string told = options.reader.type;
  for (const auto& [field, key] : options.reader.map) told += '\0' + field + '\0' + key;
  return told.empty() ? engine : engine + "/" + schema::sha256_hex(told).substr(0, 16);
}

bool is_in(const std::string& file, const std::unordered_set<std::string>& tops) {
  for (std::filesystem::path at(file);; at = at.parent_path())
    if (tops.contains(at.string()))
      return true;
    else if (!at.has_relative_path())
      return false;
}

}  // namespace

// What tells one content of a file from another without reading it.
struct Intake::Stamp {
  bool is_file = false;  // a regular file: only these are remembered
  std::int64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::string sha256;

  static Stamp of(const std::string& file) {
    Stamp out;
    struct stat info {};
    if (file == kStandardInput || ::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return out;
    out.is_file = true;
    out.size = info.st_size;
    out.mtime_ns = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
    return out;
  }
};

// An input from its opening until all of it is with the writer.
struct Intake::Input {
  InputReport report;
  Stamp stamp;
  std::vector<std::string> seen;  // uids of its articles
};

Intake::Intake(Writer& writer, IntakeOptions options)
    : writer_(writer), options_(std::move(options)), analysis_(options_.analyse, options_.helpers) {
  for (const std::string& engine : writer_.standing_readings()) readings_.push_back(reading_of(options_, engine));
}
Intake::~Intake() = default;

void Intake::read(const std::string& path) {
  const auto input = std::make_shared<Input>();
  InputReport& report = input->report;
  report.file = absolute_path(path);
  input->stamp = Stamp::of(report.file);
  if (input->stamp.is_file && is_unchanged(report.file, input->stamp, report)) {
    report.state = InputReport::State::Unchanged;
    return end(input);
  }
  auto stream = open_input(report.file, options_.reader);
  if (stream) {
    read_articles(**stream, input);
  } else {
    const bool no_article = stream.error().no_article;
    report.state = no_article ? InputReport::State::NoArticle : InputReport::State::Failed;
    (no_article ? report.left_out : report.faults).push_back(stream.error());
  }
  end(input);
}

void Intake::refuse(const std::string& path, const schema::Fault& fault) {
  const auto input = std::make_shared<Input>();
  input->report.file = absolute_path(path);
  input->report.state = InputReport::State::Failed;
  input->report.faults.push_back(fault);
  input->stamp = Stamp::of(input->report.file);
  end(input);
}

void Intake::finish() {
  while (!steps_.empty()) take_one();
}

void Intake::end(std::shared_ptr<Input> input) {
  steps_.push_back({std::move(input), true});
  take_ready();
}

// As much as can be done without waiting; more where too much is in flight.
void Intake::take_ready() {
  while (!steps_.empty() && (steps_.front().is_end || analysis_.ready() || analysis_.full())) take_one();
}

void Intake::take_one() {
  const Step step = std::move(steps_.front());
  steps_.pop_front();
  InputReport& report = step.input->report;
  if (step.is_end) {
    if (report.state != InputReport::State::Unchanged) {
      if (report.state != InputReport::State::Failed) remove_vanished(*step.input);
      record(step.input->stamp, report);
    }
    if (options_.done) options_.done(report);
    return;
  }
  Analysed analysed = analysis_.pop();
  const Writer::Standing standing = writer_.standing_of(analysed.article);  // an input named twice may have brought it meanwhile
  if (standing == Writer::Standing::Same) {
    ++report.same;
    return;
  }
  ++(standing == Writer::Standing::New ? report.added : report.changed);
  report.quotes += schema::count_shown(analysed.quotes);
  writer_.add(std::move(analysed));
}

bool Intake::is_unchanged(const std::string& file, Stamp& stamp, InputReport& report) {
  const auto known = rows_of(writer_.catalogue(), file);
  if (known.empty() || known[0].place != "" || known[0].state != schema::InputRow::State::Read) {
    stamp.sha256 = schema::sha256_file(file).value_or("");
    return false;
  }
  const schema::InputRow& row = known[0];
  const bool same_time = row.size == stamp.size && row.mtime_ns == stamp.mtime_ns;
  const bool stands = std::find(readings_.begin(), readings_.end(), row.engine) != readings_.end();
  const bool may_skip = !options_.reread && known.size() == 1 && stands;
  if (may_skip && same_time) {
    report.same = row.articles;
    return true;
  }
  stamp.sha256 = schema::sha256_file(file).value_or("");
  if (!may_skip || stamp.sha256.empty() || stamp.sha256 != row.sha256) return false;
  writer_.note_touched(file, stamp.mtime_ns);
  report.same = row.articles;
  return true;
}

void Intake::read_articles(ArticleStream& stream, const std::shared_ptr<Input>& input) {
  InputReport& report = input->report;
  while (auto next = stream.next()) {
    if (!*next) {
      const schema::Fault& fault = next->error();
      (fault.no_article ? report.left_out : report.faults).push_back(fault);
      continue;
    }
    schema::Article& article = **next;
    name_outlet(article, writer_.names());
    input->seen.push_back(schema::article_uid(article.provenance));
    if (writer_.standing_of(article) == Writer::Standing::Same) {
      ++report.same;
      continue;
    }
    analysis_.push(std::move(article));
    steps_.push_back({input, false});
    take_ready();
  }
  report.members_left_out = stream.left_out();
}

// What could be read before and cannot now is kept: a failed reading destroys nothing.
void Intake::remove_vanished(Input& input) {
  InputReport& report = input.report;
  const bool whole_file_failed =
      std::any_of(report.faults.begin(), report.faults.end(), [](const auto& fault) { return fault.place.empty(); });
  if (report.file == kStandardInput || whole_file_failed) return;
  const std::unordered_set<std::string> kept(input.seen.begin(), input.seen.end());
  const auto could_not_be_read = [&](const std::string& place) {
    return std::ranges::any_of(report.faults, [&](const schema::Fault& fault) { return lies_in(place, fault.place); });
  };
  std::vector<std::string> vanished;
  schema::Statement rows = writer_.catalogue().prepare("SELECT uid, place FROM article WHERE file = ?1");
  rows.bind_blob(1, report.file);
  while (rows.step())
    if (std::string uid = rows.text("uid"); !kept.contains(uid) && !could_not_be_read(rows.text("place")))
      vanished.push_back(std::move(uid));
  for (const std::string& uid : vanished) report.removed += writer_.remove(uid);
}

void Intake::forget_gone(const std::vector<std::string>& paths) {
  std::unordered_set<std::string> tops;
  for (const std::string& path : paths) {
    std::string top = absolute_path(path);
    while (top.size() > 1 && top.ends_with('/')) top.pop_back();
    tops.insert(std::move(top));
  }
  std::unordered_set<std::string> done;
  for (const schema::InputRow& failed : schema::failed_inputs(writer_.catalogue())) {
    if (faulty_.contains(failed.file) || !is_in(failed.file, tops) || !done.insert(failed.file).second) continue;
    std::error_code failure;
    const auto type = std::filesystem::symlink_status(failed.file, failure).type();
    if (type != std::filesystem::file_type::not_found && type != std::filesystem::file_type::directory) continue;
    auto kept = rows_of(writer_.catalogue(), failed.file);
    std::erase_if(kept, [](const schema::InputRow& row) { return row.state == schema::InputRow::State::Failed; });
    writer_.record_input(failed.file, std::move(kept));
  }
}

void Intake::record(const Stamp& stamp, const InputReport& report) {
  if (report.has_faults()) faulty_.insert(report.file);
  // Standard input has no name to come back to.
  if (report.file == kStandardInput) return;
  std::vector<schema::InputRow> rows;
  schema::InputRow own{report.file, "", stamp.size, stamp.mtime_ns, stamp.sha256, schema::InputRow::State::Read, "",
                       readings_.front(), report.added + report.changed + report.same};
  std::vector<schema::InputRow> failed;
  for (const schema::Fault& fault : report.faults) {
    if (fault.place.empty() || report.state == InputReport::State::Failed) {
      own.state = schema::InputRow::State::Failed;
      own.reason = fault.reason;
      continue;
    }
    schema::InputRow row;
    row.file = report.file;
    row.place = fault.place;
    row.reason = fault.reason;
    row.state = schema::InputRow::State::Failed;
    failed.push_back(std::move(row));
  }
  std::sort(failed.begin(), failed.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
  failed.erase(
      std::unique(failed.begin(), failed.end(), [](const auto& a, const auto& b) { return a.place == b.place; }),
      failed.end());
  rows.push_back(std::move(own));
  rows.insert(rows.end(), std::make_move_iterator(failed.begin()), std::make_move_iterator(failed.end()));
  if (rows_of(writer_.catalogue(), report.file) != rows) writer_.record_input(report.file, std::move(rows));
}

}  // namespace attache::indexer
