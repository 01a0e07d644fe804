#include <unistd.h>

#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/files_read.hpp"
#include "indexer/commands/reader_options.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/quotes/engine.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using Json = nlohmann::ordered_json;

// "<file name without .txt>", and the place where a file has several articles.
std::string document_name(const schema::Article& article) {
  const std::filesystem::path path(article.provenance.file);
  std::string name = schema::valid_utf8((path.extension() == ".txt" ? path.stem() : path.filename()).string());
  if (!article.provenance.place.empty()) name += "#" + article.provenance.place;
  return name;
}

Json points_json(const std::vector<schema::Span>& spans, const schema::CodePoints& points) {
  Json out = Json::array();
  for (const schema::Span span : spans) out.push_back({points.at(span.begin), points.at(span.end)});
  return out;
}

// Four decimals: what is beyond them says nothing and would differ between machines.
double rounded(double confidence) { return std::round(confidence * 1e4) / 1e4; }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json quote_json(const schema::Quote& quote, const schema::CodePoints& points) {
  const schema::Speaker& speaker = quote.speakers.front();
  const bool nameless = speaker.speaker_class == schema::SpeakerClass::Unnamed ||
                        speaker.speaker_class == schema::SpeakerClass::Unknown;
  return {{"source", points_json(quote.source, points)},
          {"cue", points_json(quote.cue, points)},
          {"content", points_json(quote.content, points)},
          {"shown", quote.shown},
          {"speaker", nameless ? Json(nullptr) : text_or_null(speaker.name)},
          {"speaker_class", schema::name_of(speaker.speaker_class)},
          {"kind", schema::name_of(quote.kind)},
          {"act", schema::name_of(quote.act)},
          {"factuality", schema::name_of(quote.factuality)},
          {"to", text_or_null(quote.to)},
          {"confidence", rounded(quote.confidence)},
          {"reason", quote.reason}};
}

std::string jsonl_line(const schema::Article& article, const std::vector<schema::Quote>& quotes) {
  const schema::CodePoints points(article.text);
  Json list = Json::array();
  for (const schema::Quote& quote : quotes) list.push_back(quote_json(quote, points));
  return Json{{"doc", document_name(article)}, {"quotes", std::move(list)}}.dump(-1, ' ', false,
                                                                                 Json::error_handler_t::replace) +
         "\n";
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::erase(text, '\r');
  return schema::printable(text);
}

// The sentences of the quotation with its content marked: by colour on a terminal, else by brackets.
std::string marked(const schema::Article& article, const schema::Quote& quote) {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  const std::string_view text = article.text;
  std::string out;
  std::uint32_t at = quote.context.begin;
  for (const schema::Span span : quote.content) {
    if (span.begin > at) out += on_one_line(std::string(text.substr(at, span.begin - at)));
    out += terminal ? "\x1b[1;33m" : "[[";
    out += on_one_line(std::string(schema::text_of(text, span)));
    out += terminal ? "\x1b[0m" : "]]";
    at = span.end;
  }
  if (quote.context.end > at) out += on_one_line(std::string(text.substr(at, quote.context.end - at)));
  return out;
}

std::string speakers_of(const schema::Article& article, const schema::Quote& quote) {
  std::string out;
  for (const schema::Speaker& speaker : quote.speakers) {
    const std::string source = schema::text_of(article.text, quote.source);
    if (!out.empty()) out += " and ";
    out += !speaker.name.empty() ? speaker.name
                                 : fmt::format("{} ({})", source.empty() ? "somebody" : source,
                                               schema::name_of(speaker.speaker_class));
  }
  return out;
}

std::string text_lines(const schema::Article& article, const std::vector<schema::Quote>& quotes) {
  const std::string title = article.title.empty() ? document_name(article) : article.title;
  std::string out = fmt::format("{}\n", on_one_line(title));
  for (const schema::Quote& quote : quotes) {
    if (!quote.shown) continue;
    std::string head = speakers_of(article, quote);
    if (!quote.to.empty()) head += ", to " + quote.to;
    out += fmt::format("  {} · {} · {} · {:.2f}\n    {}\n", on_one_line(std::move(head)), schema::name_of(quote.act),
                       schema::name_of(quote.kind), quote.confidence, marked(article, quote));
    if (!quote.reason.empty()) out += fmt::format("    why: {}\n", on_one_line(quote.reason));
  }
  return out;
}

}  // namespace

int run_quotes(const QuotesOptions& options) {
  const QuoteEngine engine(schema::Names::builtin(), options.engine);
  std::size_t found = 0;
  const FilesRead read = read_files(options.files, reader_options(options.type, options.map), [&](const schema::Article& article) {
    const auto quotes = engine.quotes_of(article);
    found += schema::count_shown(quotes);
    return write_output(options.format == FileFormat::Jsonl ? jsonl_line(article, quotes) : text_lines(article, quotes));
  });
  if (stop_signal()) return stop_exit_status();
  if (read.ended) return schema::ExitStatus::Found;
  finish_output();
  if (read.unread > 0) return schema::exit_status(schema::ErrorCode::Partial);
  return found > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
