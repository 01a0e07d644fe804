#include <libxml/xmlwriter.h>

#include <fmt/format.h>

#include "query/export/escape.hpp"
#include "query/export/writers.hpp"

namespace attache::query {
namespace {

const xmlChar* xml(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }

// Fails only without memory.
void done(int written) {
  if (written < 0) throw std::bad_alloc();
}

class XmlWriter final : public Writer {
 public:
  XmlWriter(const WriterOptions& options, Sink sink)
      : columns_(options.columns), names_(names_of(options.kind)), sink_(std::move(sink)), buffer_(xmlBufferCreate(), xmlBufferFree),
        writer_(xmlNewTextWriterMemory(buffer_.get(), 0), xmlFreeTextWriter) {
    if (!buffer_ || !writer_) throw std::bad_alloc();
    done(xmlTextWriterSetIndent(writer_.get(), 1));
  }

  void begin() override {
    done(xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr));
    start(std::string(names_.many));
    done(xmlTextWriterWriteAttribute(writer_.get(), xml("version"), xml(std::to_string(kFormatVersion))));
  }
  void row(std::vector<Json> values) override {
    element(std::string(names_.one), object_of(columns_, std::move(values)));
    drain();
  }
  std::vector<std::string> end(const Summary* summary) override {
    if (summary) element("account", summary->values);
    done(xmlTextWriterEndDocument(writer_.get()));
    drain();
    return {};
  }

 private:
  void start(const std::string& name) { done(xmlTextWriterStartElement(writer_.get(), xml(name))); }

  // Nothing for null; an <item> for each of a list.
  void element(const std::string& name, const Json& value) {
    if (value.is_null()) return;
    if (!value.is_structured()) {
      const auto text = xml_text(value.is_string() ? value.get<std::string>() : value.dump());
      return done(xmlTextWriterWriteElement(writer_.get(), xml(name), xml(text)));
    }
    start(name);
    for (const auto& [key, inner] : value.items()) element(value.is_array() ? "item" : key, inner);
    done(xmlTextWriterEndElement(writer_.get()));
  }

  void drain() {
    done(xmlTextWriterFlush(writer_.get()));
    sink_({reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())), static_cast<std::size_t>(xmlBufferLength(buffer_.get()))});
    xmlBufferEmpty(buffer_.get());
  }

  const std::vector<Column> columns_;
  const RecordNames names_;
  const Sink sink_;
  const std::unique_ptr<xmlBuffer, void (*)(xmlBufferPtr)> buffer_;
  const std::unique_ptr<xmlTextWriter, void (*)(xmlTextWriterPtr)> writer_;
};

}  // namespace

std::unique_ptr<Writer> make_xml_writer(const WriterOptions& options, Sink sink) { return std::make_unique<XmlWriter>(options, std::move(sink)); }

}  // namespace attache::query
