#include <algorithm>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/quotes/engine.hpp"
#include "indexer/readers/reader.hpp"
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

Json quote_json(const schema::Quote& quote, const schema::CodePoints& points) {
  const schema::Speaker speaker = quote.speakers.empty() ? schema::Speaker{} : quote.speakers.front();
  const bool nameless = speaker.speaker_class == schema::SpeakerClass::Unnamed ||
                        speaker.speaker_class == schema::SpeakerClass::Unknown;
  return {{"source", points_json(quote.source, points)},
          {"cue", points_json(quote.cue, points)},
          {"content", points_json(quote.content, points)},
          {"shown", quote.shown},
          {"speaker", nameless ? Json(nullptr) : Json(speaker.name)},
          {"speaker_class", schema::name_of(speaker.speaker_class)},
          {"kind", schema::name_of(quote.kind)},
          {"act", schema::name_of(quote.act)},
          {"factuality", schema::name_of(quote.factuality)},
          {"to", quote.to},
          {"confidence", quote.confidence},
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

std::string text_lines(const schema::Article& article, const std::vector<schema::Quote>& quotes) {
  const std::string title = article.title.empty() ? document_name(article) : article.title;
  std::string out = fmt::format("{}\n", on_one_line(title));
  for (const schema::Quote& quote : quotes) {
    if (!quote.shown) continue;
    const schema::Speaker speaker = quote.speakers.empty() ? schema::Speaker{} : quote.speakers.front();
    const std::string source = schema::text_of(article.text, quote.source);
    const std::string who = !speaker.name.empty() ? speaker.name : !source.empty() ? source : "unknown";
    out += fmt::format("  {} {}: {}\n", on_one_line(who), schema::name_of(quote.act),
                       on_one_line(schema::text_of(article.text, quote.content)));
    out += fmt::format("    {}, {}, {:.2f}{}{}\n", schema::name_of(quote.kind), schema::name_of(speaker.speaker_class),
                       quote.confidence, quote.reason.empty() ? "" : ": ", on_one_line(quote.reason));
  }
  return out;
}

}  // namespace

int run_quotes(const QuotesOptions& options) {
  const QuoteEngine engine(schema::Names::builtin());
  std::size_t found = 0;
  std::size_t unread = 0;
  const auto complain = [&unread](const std::string& file, const schema::Fault& fault) {
    ++unread;
    fmt::print(stderr, "{}{}{}: {}\n", schema::printable(file), fault.place.empty() ? "" : ": ",
               schema::printable(fault.place), schema::printable(fault.reason));
  };
  ReaderOptions reader;
  reader.type = options.type;
  for (const std::string& file : options.files) {
    auto stream = open_input(file, reader);
    if (!stream) {
      complain(file, stream.error());
      continue;
    }
    while (auto next = (*stream)->next()) {
      if (stop_signal()) return stop_exit_status();
      if (!*next) {
        complain(file, next->error());
        continue;
      }
      const schema::Article& article = **next;
      const auto quotes = engine.quotes_of(article);
      found += std::count_if(quotes.begin(), quotes.end(), [](const auto& quote) { return quote.shown; });
      const bool read_on = write_output(options.format == QuotesFormat::Jsonl ? jsonl_line(article, quotes)
                                                                              : text_lines(article, quotes));
      if (!read_on) return schema::ExitStatus::Found;
    }
  }
  finish_output();
  if (unread > 0) return schema::exit_status(schema::ErrorCode::Partial);
  return found > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
