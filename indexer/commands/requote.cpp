#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "indexer/commands/account.hpp"
#include "indexer/commands/commands.hpp"
#include "indexer/commands/progress.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/commands/writer_options.hpp"
#include "indexer/writer/analysis_queue.hpp"

namespace attache::indexer {
namespace {

// The articles that were read otherwise: by another engine, an older version of it, with other tables of names.
std::vector<std::int64_t> ids_of_others(const schema::Connection& catalogue, std::string_view reading) {
  std::vector<std::int64_t> out;
  schema::Statement rows = catalogue.prepare("SELECT id FROM article WHERE engine <> ?1 ORDER BY id");
  rows.bind(1, reading);
  while (rows.step()) out.push_back(rows.integer("id"));
  return out;
}

}  // namespace

// Texts come from the catalogue: the files may be gone. What was flushed has the new reading's name, so that a run that was stopped
// goes on where it ended.
int run_requote(const RequoteOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  WriterOptions writing = writer_options(options.wait_seconds);
  writing.threads = options.threads;
  writing.engine = std::string(QuoteEngine::version(options.engine));
  Writer writer(paths, std::move(writing));
  const QuoteEngine engine(writer.names(), options.engine);
  std::vector<std::int64_t> ids = ids_of_others(writer.catalogue(), writer.standing_readings().front());
  const std::size_t others = ids.size();
  if (options.most > 0) ids.resize(std::min(ids.size(), options.most));

  std::int64_t before = 0;
  std::int64_t after = 0;
  std::size_t done = 0;
  {
    Progress progress({.count = ids.size(), .unit = "articles", .alike = true, .bytes = {}});
    AnalysisQueue analysis([&engine](const schema::Article& article) { return engine.quotes_of(article); }, options.threads - 1);
    std::deque<std::uint32_t> quotes_before;  // of the articles in flight
    const auto take_one = [&] {
      Analysed analysed = analysis.pop();
      before += quotes_before.front();
      quotes_before.pop_front();
      after += schema::count_shown(analysed.quotes);
      writer.add(std::move(analysed));
      ++done;
      progress.update({.count = done, .articles = static_cast<std::int64_t>(done), .quotes = after});
    };
    for (const std::int64_t id : ids) {
      if (stop_signal()) break;
      auto stored = schema::load_article(writer.catalogue(), id);
      if (!stored) continue;
      quotes_before.push_back(stored->article.quotes);
      analysis.push(std::move(stored->article.article));
      while (!analysis.empty() && (analysis.full() || analysis.ready())) take_one();
    }
    while (!analysis.empty() && !stop_signal()) take_one();
    writer.flush();
  }
  say_row("articles read again", static_cast<std::int64_t>(done));
  say_row("articles left", static_cast<std::int64_t>(others - done));
  say_row("quotes in them before", before);
  say_row("quotes in them now", after);
  say_quarantined(writer);
  if (stop_signal()) return stop_exit_status();
  if (!writer.quarantined().empty()) return schema::exit_status(schema::ErrorCode::Partial);
  return done > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
