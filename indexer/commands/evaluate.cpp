#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/evaluation/score.hpp"
#include "indexer/quotes/engine.hpp"
#include "indexer/readers/reader.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using Json = nlohmann::ordered_json;
using Table = std::array<Tally, kMetrics.size()>;

std::vector<PointSpan> points_of(const std::vector<schema::Span>& spans, const schema::CodePoints& points) {
  std::vector<PointSpan> out;
  for (const schema::Span span : spans) out.push_back({points.at(span.begin), points.at(span.end)});
  return out;
}

std::vector<ScoredAttribution> attributions_in(const QuoteEngine& engine, const schema::Article& article) {
  const schema::CodePoints points(article.text);
  std::vector<ScoredAttribution> out;
  for (const schema::Quote& quote : engine.quotes_of(article))
    out.push_back({points_of(quote.source, points), points_of(quote.cue, points), points_of(quote.content, points)});
  return out;
}

std::string table_text(std::string_view name, const Table& table) {
  std::string out = fmt::format("{:12}{:>8}{:>8}{:>8}{:>8}{:>8}\n", name, "P", "R", "F1", "gold", "here");
  for (const MetricRow& row : kMetrics) {
    const Tally& tally = table[static_cast<std::size_t>(row.metric)];
    out += fmt::format("{:12}{:8.1f}{:8.1f}{:8.1f}{:8}{:8}\n", row.name, 100 * tally.precision(), 100 * tally.recall(),
                       100 * tally.f1(), tally.gold, tally.predicted);
  }
  return out + "\n";
}

// Per cent with two decimals: [precision, recall, F1].
Json figures(const Tally& tally) {
  const auto percent = [](double part) { return std::round(part * 1e4) / 100; };
  return {percent(tally.precision()), percent(tally.recall()), percent(tally.f1())};
}

std::string table_json(const Scores& scores) {
  Json out = Json::object();
  for (const auto& [name, table] : {std::pair("all", &scores.all), std::pair("quoted", &scores.quoted)})
    for (const MetricRow& row : kMetrics)
      out[fmt::format("{} {}", name, row.name)] = figures((*table)[static_cast<std::size_t>(row.metric)]);
  return out.dump() + "\n";
}

}  // namespace

int run_evaluate(const QuotesOptions& options) {
  const auto gold = read_gold(options.gold_directory);
  const QuoteEngine engine(schema::Names::builtin(), options.engine);
  Scores total;
  std::size_t unread = 0;
  for (const GoldArticle& wanted : gold) {
    if (stop_signal()) return stop_exit_status();
    ReaderOptions reader;
    reader.type = "text";
    auto stream = open_input(wanted.path, reader);
    auto article = stream ? (*stream)->next() : std::nullopt;
    if (!article || !*article) {
      ++unread;
      const schema::Fault fault = !stream ? stream.error() : article ? article->error() : schema::Fault{"no article in it", ""};
      schema::say("{}: {}\n", schema::printable(wanted.path), schema::printable(fault.reason));
      continue;
    }
    total.add(score((**article).text, wanted, attributions_in(engine, **article)));
  }
  write_output(options.format == FileFormat::Jsonl ? table_json(total)
                                                     : table_text("all", total.all) + table_text("quoted", total.quoted));
  finish_output();
  return unread > 0 ? schema::exit_status(schema::ErrorCode::Partial) : schema::ExitStatus::Found;
}

}  // namespace attache::indexer
