#include "indexer/writer/intake.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <unordered_set>
#include <utility>

#include "indexer/readers/agency.hpp"
#include "indexer/readers/outlet.hpp"
#include "schema/digest.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr std::int64_t kOpenedAhead = 4 << 20;  // bytes of a file; larger ones are read bit by bit, or are few
constexpr unsigned kAheadOfHelper = 4;          // inputs, or members of one, opened ahead for each helper: pages take unequal times

// Whether a place is that one or in it: "news.csv, row 17" lies in "news.csv", "inner.zip/a.txt" in "inner.zip".
bool lies_in(std::string_view place, std::string_view outer) {
  return place.starts_with(outer) && (place.size() == outer.size() || place[outer.size()] == ',' || place[outer.size()] == '/');
}

// Uids of articles in 16 bytes each: one file may have millions.
class UidSet {
 public:
  void add(std::string_view uid) {
    uids_.push_back(bits_of(uid));
    sorted_ = false;
  }
  bool contains(std::string_view uid) {
    if (!std::exchange(sorted_, true)) std::sort(uids_.begin(), uids_.end());
    return std::binary_search(uids_.begin(), uids_.end(), bits_of(uid));
  }

 private:
  using Bits = std::array<std::uint64_t, 2>;
  static Bits bits_of(std::string_view uid) {
    Bits out{};
    for (std::size_t half = 0; half < out.size(); ++half)
      std::from_chars(uid.data() + 16 * half, uid.data() + 16 * (half + 1), out[half], 16);
    return out;
  }
  std::vector<Bits> uids_;
  bool sorted_ = true;
};

}  // namespace

std::vector<std::string> input_readings(const std::vector<std::string>& readings, const ReaderOptions& options) {
  std::string told = options.type;
  for (const auto& [field, key] : options.map) told += '\0' + field + '\0' + key;
  std::vector<std::string> out = readings;
  if (!told.empty())
    for (std::string& reading : out) reading.append(1, '/').append(schema::sha256_hex(told), 0, 16);
  return out;
}

// An input from its opening until all of it is with the writer.
struct Intake::Input {
  InputReport report;
  FileStamp stamp;
  UidSet seen;  // its articles
};

Intake::Intake(Writer& writer, IntakeOptions options)
    : writer_(writer),
      options_(std::move(options)),
      history_(writer.catalogue(), input_readings(writer.standing_readings(), options_.reader), options_.reread),
      analysis_(options_.analyse, options_.helpers) {
  options_.reader.ahead = options_.helpers * kAheadOfHelper;
}
Intake::~Intake() = default;

void Intake::read(const std::string& path) {
  auto input = std::make_shared<Input>();
  InputReport& report = input->report;
  report.file = input_name(path);
  input->stamp = FileStamp::of(report.file);
  if (is_unchanged(input->stamp, report)) {
    report.state = InputReport::State::Unchanged;
    return expect({std::move(input), {}});
  }
  const bool ahead = input->stamp.is_file && input->stamp.size <= kOpenedAhead && options_.helpers > 0;
  auto opened = std::async(ahead ? std::launch::async : std::launch::deferred,
                           [this, file = report.file] { return open_input(file, options_.reader); });
  expect({std::move(input), std::move(opened)});
}

void Intake::refuse(const std::string& path, const schema::Fault& fault) {
  auto input = std::make_shared<Input>();
  input->report.file = input_name(path);
  input->report.state = InputReport::State::Failed;
  input->report.faults.push_back(fault);
  input->stamp = FileStamp::of(input->report.file);
  expect({std::move(input), {}});
}

void Intake::expect(Opening opening) {
  opening_.push_back(std::move(opening));
  while (opening_.size() > options_.reader.ahead) take_opened();
}

void Intake::take_opened() {
  auto [input, opened] = std::move(opening_.front());
  opening_.pop_front();
  if (opened.valid()) {
    auto stream = opened.get();
    if (stream) {
      read_articles(**stream, input);
    } else {
      const bool no_article = stream.error().no_article;
      input->report.state = no_article ? InputReport::State::NoArticle : InputReport::State::Failed;
      (no_article ? input->report.left_out : input->report.faults).push_back(stream.error());
    }
  }
  end(std::move(input));
}

void Intake::finish() {
  while (!opening_.empty()) take_opened();
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
  } else {
    ++(standing == Writer::Standing::New ? report.added : report.changed);
    report.quotes += schema::count_shown(analysed.quotes);
    report.unresolved += schema::count_unresolved(analysed.quotes);
    writer_.add(std::move(analysed));
  }
  if (options_.advanced) options_.advanced(report, step.bytes);
}

bool Intake::is_unchanged(FileStamp& stamp, InputReport& report) {
  const auto outlook = history_.outlook(report.file, stamp);
  if (outlook.to_read()) {
    if (stamp.is_file && stamp.sha256.empty()) stamp.sha256 = schema::sha256_file(report.file).value_or("");
    return false;
  }
  if (outlook.standing == InputHistory::Standing::Touched) writer_.note_touched(report.file, stamp.mtime_ns);
  report.same = outlook.articles;
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
    name_agency(article, writer_.names());
    input->seen.add(schema::article_uid(article.provenance));
    if (writer_.standing_of(article) == Writer::Standing::Same) {
      ++report.same;
      // Of articles in flight it would be more than is done.
      if (options_.advanced && steps_.empty()) options_.advanced(report, stream.bytes_read());
      continue;
    }
    analysis_.push(std::move(article));
    steps_.push_back({input, false, stream.bytes_read()});
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
  const auto could_not_be_read = [&](const std::string& place) {
    return std::ranges::any_of(report.faults, [&](const schema::Fault& fault) { return lies_in(place, fault.place); });
  };
  std::vector<std::string> vanished;
  schema::Statement rows = writer_.catalogue().prepare("SELECT uid, place FROM article WHERE file = ?1");
  rows.bind_blob(1, report.file);
  while (rows.step())
    if (std::string uid = rows.text("uid"); !input.seen.contains(uid) && !could_not_be_read(rows.text("place")))
      vanished.push_back(std::move(uid));
  for (const std::string& uid : vanished) report.removed += writer_.remove(uid);
}

void Intake::forget_gone(const std::vector<std::string>& paths) {
  std::unordered_set<std::string> tops;
  for (const std::string& path : paths) tops.insert(input_name(path));
  std::unordered_set<std::string> done;
  for (const schema::InputRow& failed : schema::failed_inputs(writer_.catalogue())) {
    if (faulty_.contains(failed.file) || !is_at_or_below(failed.file, tops) || !done.insert(failed.file).second) continue;
    std::error_code failure;
    const auto type = std::filesystem::symlink_status(failed.file, failure).type();
    if (type != std::filesystem::file_type::not_found && type != std::filesystem::file_type::directory) continue;
    auto kept = history_.rows_of(failed.file);
    std::erase_if(kept, [](const schema::InputRow& row) { return row.state == schema::InputRow::State::Failed; });
    writer_.record_input(failed.file, std::move(kept));
  }
}

void Intake::prune(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    InputReport report;
    report.file = file;
    report.state = InputReport::State::Gone;
    std::vector<std::string> uids;
    schema::Statement rows = writer_.catalogue().prepare("SELECT uid FROM article WHERE file = ?1");
    rows.bind_blob(1, file);
    while (rows.step()) uids.push_back(rows.text("uid"));
    for (const std::string& uid : uids) report.removed += writer_.remove(uid);
    writer_.record_input(file, {});
    if (options_.done) options_.done(report);
  }
}

void Intake::record(const FileStamp& stamp, const InputReport& report) {
  if (report.has_faults()) faulty_.insert(report.file);
  // Standard input has no name to come back to.
  if (report.file == kStandardInput) return;
  std::vector<schema::InputRow> rows;
  schema::InputRow own{report.file, "", stamp.size, stamp.mtime_ns, stamp.sha256, schema::InputRow::State::Read, "",
                       history_.readings().front(), report.added + report.changed + report.same};
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
  if (history_.rows_of(report.file) != rows) writer_.record_input(report.file, std::move(rows));
}

}  // namespace attache::indexer
