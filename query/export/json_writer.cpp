#include "query/export/writers.hpp"

namespace attache::query {
namespace {

class JsonWriter final : public Writer {
 public:
  JsonWriter(const WriterOptions& options, Sink sink) : array_(options.format == Format::Json), columns_(options.columns), sink_(std::move(sink)) {}

  void begin() override {
    if (array_) sink_("[");
  }
  void row(std::vector<Json> values) override { put(object_of(columns_, std::move(values))); }
  std::vector<std::string> end(const Summary* summary) override {
    if (summary) put(Json{{"account", summary->values}});
    if (array_) sink_(first_ ? "]\n" : "\n]\n");
    return {};
  }

 private:
  void put(const Json& object) {
    if (array_)
      sink_((first_ ? "\n" : ",\n") + line_of(object));
    else
      sink_(line_of(object) + "\n");
    first_ = false;
  }

  const bool array_;
  const std::vector<Column> columns_;
  const Sink sink_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Writer> make_json_writer(const WriterOptions& options, Sink sink) { return std::make_unique<JsonWriter>(options, std::move(sink)); }

}  // namespace attache::query
