#include "query/export/escape.hpp"
#include "query/export/writers.hpp"

namespace attache::query {
namespace {

class DelimitedWriter final : public Writer {
 public:
  DelimitedWriter(const WriterOptions& options, Sink sink) : options_(options), sink_(std::move(sink)) {}

  void begin() override {
    if (options_.format == Format::Ids) return;
    std::vector<std::string> names;
    for (const auto& column : options_.columns) names.push_back(column.name);
    put((options_.excel ? "\xEF\xBB\xBF" : "") + line(names));
  }

  void row(std::vector<Json> values) override {
    if (options_.format == Format::Ids) return put(values.front().get<std::string>() + "\n");
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto cell = plain_text(cell_of(options_.columns[i], values[i]));
      const bool is_text = !values[i].is_number() && !values[i].is_boolean();
      cells.push_back(options_.format == Format::Csv && is_text && !options_.raw ? neutralised(cell) : std::move(cell));
    }
    put(line(cells));
  }

  // A last row whose first cell says so.
  std::vector<std::string> end(const Summary* summary) override {
    if (summary) {
      std::vector<std::string> cells(options_.columns.size());
      cells.front() = "account: " + plain_text(in_words(*summary));
      put(line(cells));
    }
    return {};
  }

 private:
  std::string line(const std::vector<std::string>& cells) const {
    const bool csv = options_.format == Format::Csv;
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += csv ? ',' : '\t';
      // A lone empty cell would be an empty line, which readers skip.
      out += csv ? csv_cell(cells[i], cells.size() == 1 && cells[i].empty()) : tsv_cell(cells[i]);
    }
    return out + (csv ? "\r\n" : "\n");
  }
  void put(const std::string& text) const { sink_(text); }

  const WriterOptions options_;
  const Sink sink_;
};

}  // namespace

std::unique_ptr<Writer> make_delimited_writer(const WriterOptions& options, Sink sink) {
  return std::make_unique<DelimitedWriter>(options, std::move(sink));
}

}  // namespace attache::query
