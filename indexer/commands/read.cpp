#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/files_read.hpp"
#include "indexer/commands/reader_options.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/readers/article_json.hpp"
#include "schema/printable.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

std::string line_of(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("  {:<15}{}\n", name, schema::printable(schema::one_line(value)));
}

// "2021-12-02T10:15Z, from JSON-LD datePublished: “2 Dec 2021 10:15 GMT”"
std::string published_line(const schema::Article& article) {
  std::string when = article.published_at;
  if (when.empty() && article.published) when = schema::to_string(*article.published);
  if (when.empty() && article.published_raw.empty()) return line_of("published", "not said");
  std::string out = when.empty() ? "no date" : when;
  if (!article.published_from.empty()) out += ", from " + article.published_from;
  if (!article.published_raw.empty() && article.published_raw != when) out += fmt::format(": “{}”", article.published_raw);
  return line_of("published", out);
}

std::string metadata_of(const schema::Article& article) {
  static constexpr std::string_view kOfDates[] = {"published_raw", "published_from", "published_at", "updated_at"};
  std::string out;
  for (const schema::ArticleText& text : schema::kArticleTexts)
    if (std::ranges::find(kOfDates, text.name) == std::end(kOfDates)) out += line_of(text.name, article.*text.member);
  out += published_line(article);
  out += line_of("updated", !article.updated_at.empty() ? article.updated_at : article.updated ? schema::to_string(*article.updated) : "");
  if (article.status != schema::PublicationStatus::Usable)
    out += line_of("status", schema::name_in(schema::kPublicationStatuses, article.status));
  out += line_of("words", std::to_string(article.words));
  if (article.replaced_bytes > 0) out += line_of("bytes replaced", std::to_string(article.replaced_bytes));
  return out;
}

std::string text_of(const schema::Article& article) {
  const schema::Provenance& from = article.provenance;
  std::string out = fmt::format("{}{}{}\n", schema::printable(from.file), from.place.empty() ? "" : ": ", schema::printable(from.place));
  out += metadata_of(article);
  for (const schema::Block& block : article.blocks)
    out += fmt::format("    {:<11} {}\n", schema::name_in(schema::kBlockKinds, block.kind),
                       schema::printable(schema::one_line(schema::text_of(article.text, block.span))));
  return out + "\n";
}

}  // namespace

int run_read(const ReadOptions& options) {
  const FilesRead read = read_files(options.files, reader_options(options.type, options.map), [&](const schema::Article& article) {
    return write_output(options.format == FileFormat::Jsonl ? to_json(article) + "\n" : text_of(article));
  });
  if (stop_signal()) return stop_exit_status();
  if (read.ended) return schema::ExitStatus::Found;
  finish_output();
  if (read.unread > 0) return schema::exit_status(schema::ErrorCode::Partial);
  return read.articles > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
