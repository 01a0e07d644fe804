#include <array>

#include <fmt/format.h>

#include "query/export/escape.hpp"
#include "query/export/writers.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

constexpr auto kMonths = std::to_array<std::string_view>({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});

// Year, month and day of an ISO date as far as it has them: "2021-12" has no day.
struct DateParts {
  std::string year, month, day;
};
DateParts parts_of(const std::string& iso) {
  const auto part = [&](std::size_t at, std::size_t size) { return iso.size() >= at + size ? iso.substr(at, size) : std::string(); };
  return {part(0, 4), part(5, 2), part(8, 2)};
}

// Quotations of one article follow each other in an answer: they become one entry.
class BibliographyWriter : public Writer {
 public:
  BibliographyWriter(const WriterOptions& options, Sink sink) : sink_(std::move(sink)), columns_(options.columns) {}

  void begin() override {}
  void row(std::vector<Json> values) override {
    const auto get = [&](std::string_view name) -> std::string {
      for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].name == name) return cell_of(columns_[i], values[i]);
      return {};
    };
    auto id = get("article_id").empty() ? get("id") : get("article_id");
    if (item_.id != id) {
      close();
      // The version's own day where it does not say when it was published.
      std::string date;
      for (const auto name : {"published_at", "published", "updated_at", "updated"})
        if (date.empty()) date = get(name);
      item_ = {std::move(id), get("title"), get("byline"), get("outlet"), get("section"), get("standfirst"), std::move(date),
               get("link"), get("language"), get("file"), get("place"), get("sha256"), {}};
    }
    if (auto quote = get("quote"); !quote.empty()) {
      const auto by = get("by");
      item_.notes.push_back(fmt::format("{}: {} [{}]", by.empty() ? "nobody named" : by, quote, get("content")));
    }
  }
  std::vector<std::string> end(const Summary* summary) override {
    close();
    finish(summary);
    return {};
  }

 protected:
  struct Item {
    std::string id, title, author, outlet, section, abstract, date, link, language, file, place, sha256;
    std::vector<std::string> notes;
  };
  void put(const std::string& text) const { sink_(text); }

 private:
  virtual void entry(const Item& item) = 0;
  virtual void finish(const Summary*) {}
  void close() {
    if (!item_.id.empty()) entry(item_);
  }

  const Sink sink_;
  const std::vector<Column> columns_;
  Item item_;
};

class BibtexWriter final : public BibliographyWriter {
 public:
  using BibliographyWriter::BibliographyWriter;

 private:
  void entry(const Item& item) override {
    std::string out = "@article{a" + item.id;
    const auto field = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) out += fmt::format(",\n  {} = {{{}}}", name, value);
    };
    field("title", latex_text(item.title));
    // In braces of its own: a byline as printed is one name to BibTeX.
    if (!item.author.empty()) field("author", fmt::format("{{{}}}", latex_text(item.author)));
    field("journal", latex_text(item.outlet));
    const auto date = parts_of(item.date);
    field("year", date.year);
    if (!date.month.empty()) out += fmt::format(",\n  month = {}", kMonths.at(std::stoul(date.month) - 1));
    field("day", date.day);
    field("url", item.link);
    field("language", latex_text(item.language));
    field("abstract", latex_text(item.abstract));
    field("annote", latex_text(schema::joined(item.notes, " — ")));
    field("localfile", latex_text(item.file));
    field("place", latex_text(item.place));
    field("sha256", latex_text(item.sha256));
    put(out + "\n}\n\n");
  }
  void finish(const Summary* summary) override {
    if (summary) put("@comment{account: " + latex_text(in_words(*summary)) + "}\n");
  }
};

class RisWriter final : public BibliographyWriter {
 public:
  using BibliographyWriter::BibliographyWriter;

 private:
  void entry(const Item& item) override {
    std::string out = "TY  - NEWS\r\n";
    const auto field = [&](std::string_view tag, const std::string& value) {
      if (const auto line = line_text(value); !line.empty()) out += fmt::format("{}  - {}\r\n", tag, line);
    };
    field("ID", item.id);
    field("TI", item.title);
    field("AU", item.author);
    field("T2", item.outlet);
    field("SE", item.section);
    const auto date = parts_of(item.date);
    field("PY", date.year);
    // YYYY/MM/DD/, what is not known left empty between the slashes.
    if (!date.year.empty()) field("DA", fmt::format("{}/{}/{}/", date.year, date.month, date.day));
    field("UR", item.link);
    field("LA", item.language);
    field("AB", item.abstract);
    for (const auto& note : item.notes) field("N1", note);
    field("N1", fmt::format("file: {}{}{}, SHA-256 {}", item.file, item.place.empty() ? "" : ", ", item.place, item.sha256));
    put(out + "ER  - \r\n\r\n");
  }
};

class CslJsonWriter final : public BibliographyWriter {
 public:
  using BibliographyWriter::BibliographyWriter;

 private:
  void entry(const Item& item) override {
    Json out{{"id", item.id}, {"type", "article-newspaper"}};
    const auto field = [&](const char* name, const std::string& value) {
      if (!value.empty()) out[name] = value;
    };
    field("title", item.title);
    if (!item.author.empty()) out["author"] = Json::array({{{"literal", item.author}}});
    field("container-title", item.outlet);
    field("section", item.section);
    const auto date = parts_of(item.date);
    if (!date.year.empty()) {
      Json parts = Json::array();
      for (const auto* part : {&date.year, &date.month, &date.day})
        if (!part->empty()) parts.push_back(std::stoi(*part));
      out["issued"] = {{"date-parts", Json::array({std::move(parts)})}};
    }
    field("URL", item.link);
    field("language", item.language);
    field("abstract", item.abstract);
    field("annote", schema::joined(item.notes, "\n"));
    field("archive_location", item.place.empty() ? item.file : item.file + ", " + item.place);
    put((first_ ? "[\n" : ",\n") + line_of(out));
    first_ = false;
  }
  void finish(const Summary*) override { put(first_ ? "[]\n" : "\n]\n"); }

  bool first_ = true;
};

}  // namespace

std::vector<Column> bibliography_columns(RecordKind kind) {
  return chosen_columns(kind, kind == RecordKind::Quotation
                                  ? "article_id,title,outlet,published,updated,link,language,file,place,sha256,by,quote,content"
                                  : "id,title,outlet,published,link,language,file,place,sha256,byline,section,standfirst,published_at,updated,updated_at")
      .value();
}

std::unique_ptr<Writer> make_bibliography_writer(const WriterOptions& options, Sink sink) {
  if (options.format == Format::Bibtex) return std::make_unique<BibtexWriter>(options, std::move(sink));
  if (options.format == Format::Ris) return std::make_unique<RisWriter>(options, std::move(sink));
  return std::make_unique<CslJsonWriter>(options, std::move(sink));
}

}  // namespace attache::query
