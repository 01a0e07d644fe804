// Records put out one by one: the fields chosen of each, in the format asked for.
//
// An Exporter belongs to one thread, and to one try of ArchiveReader::read: make it anew for the next.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "query/export/destination.hpp"
#include "query/export/writer.hpp"

namespace attache::query {

template <class Record>
class Exporter {
 public:
  // Empties the destination, which must outlive it. `options`: their kind is the record's.
  Exporter(WriterOptions options, Destination& destination) : columns_(options.columns) {
    destination.restart();
    options.path = destination.path();
    writer_ = make_writer(std::move(options), [&destination](std::string_view bytes) { destination.write(bytes); });
    writer_->begin();
  }

  void add(const Record& record) {
    std::vector<Json> values;
    values.reserve(columns_.size());
    for (const auto& column : columns_) values.push_back(FieldTable<Record>::fields()[column.place].value(record));
    writer_->row(std::move(values));
    ++rows_;
  }

  std::uint64_t rows() const { return rows_; }

  // As Writer::end.
  std::vector<std::string> end(const Summary* summary) { return writer_->end(summary); }

 private:
  const std::vector<Column> columns_;
  std::unique_ptr<Writer> writer_;
  std::uint64_t rows_ = 0;
};

}  // namespace attache::query
