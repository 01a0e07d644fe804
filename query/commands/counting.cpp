#include "query/commands/counting.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/answer/counted.hpp"
#include "query/answer/gaps.hpp"
#include "query/answer/result_facets.hpp"
#include "query/commands/asked.hpp"
#include "query/commands/opened.hpp"
#include "query/language/read.hpp"
#include "query/export/count_rows.hpp"
#include "query/render/counts_text.hpp"
#include "query/export/timeline_svg.hpp"
#include "schema/error.hpp"

namespace attache::query {
namespace {

using schema::ErrorCode;
using schema::ExitStatus;

// What a command asks, read.
struct Asked {
  Query query;
  std::optional<Expression> expression;  // of articles; nothing: all
  bool articles = false;
};

Asked read(const Counting& command, const std::string& question, schema::ArchiveReader& archive, const schema::Names& names) {
  Asked out;
  out.articles = command.articles;
  if (command.articles) {
    if (!question.empty()) {
      auto reading = value_or_refuse(read_native(question, today()));
      say_all(reading.notes);
      out.expression = std::move(reading.expression);
    }
    out.query.question = question;
    for (const auto& [name, value] : command.options)
      if (name != "since" && name != "until" && name != "outlet" && name != "status")
        throw schema::Error(ErrorCode::Usage, fmt::format("--{} is of quotations: leave --articles out", name));
  } else if (!question.empty()) {
    out.query = value_or_refuse(parse_question(question, names, today(), outlets_of(archive)));
    say_all(out.query.notes);
  }
  set_options(command.options, names, out.query, nullptr);
  out.query.min_confidence = command.min_confidence;
  return out;
}

Counted count(const schema::IndexView& view, const Asked& asked, const schema::Names& names) {
  if (asked.articles)
    return value_or_refuse(count_articles(view, asked.expression ? &*asked.expression : nullptr, asked.query.question, asked.query, names));
  return count_quotes(view, asked.query, names, false);
}

void check_facets(const Counting& command, const std::vector<Facet>& facets) {
  for (const auto facet : facets)
    if (command.articles && !facet_row(facet).of_article)
      throw schema::Error(ErrorCode::Usage, fmt::format("{} is of quotations: leave --articles out", facet_row(facet).name));
}

void say_notes(const Counted& counted, CountFormat format, Output& out) {
  say_all(counted.notes);
  if (format == CountFormat::Text) return;
  out.flush();
  say(to_text(counted));
}

int status_of(const Counted& counted) { return counted.documents.empty() ? ExitStatus::NothingFound : ExitStatus::Found; }

}  // namespace

void say_where_no_ring(const std::vector<FacetPage>& pages, std::uint64_t documents) {
  for (const auto& page : pages)
    if (page.facet == Facet::Ring && page.matching == 0 && documents > 0) say("no ring: the question has no subject");
}

int run_facets(const FacetsCommand& command, Output& out) {
  check_facets(command, command.facets);
  Opened opened(command.shared);
  const auto& names = *opened.names;
  const auto asked = read(command, command.question, opened.archive, names);
  struct Found {
    Counted counted;
    std::vector<FacetPage> pages;
  };
  const auto found = opened.archive.read([&](const schema::IndexView& view) {
    Found one{count(view, asked, names), {}};
    one.pages = facet_pages(view, one.counted, asked.query, command.facets, command.paging, names);
    return one;
  });
  if (found.counted.rings.empty()) say_where_no_ring(found.pages, found.counted.documents.size());
  switch (command.format) {
    case CountFormat::Csv: print_facets_csv(found.pages, out); break;
    case CountFormat::Jsonl: print_facets_jsonl(found.pages, out); break;
    default: print_facets(found.pages, found.counted, command.paging.offset, out);
  }
  say_notes(found.counted, command.format, out);
  return status_of(found.counted);
}

int run_timeline(const TimelineCommand& command, Output& out) {
  Opened opened(command.shared);
  const auto& names = *opened.names;
  const auto asked = read(command, command.question, opened.archive, names);
  struct Found {
    Counted counted;
    schema::Result<Timeline> line;
  };
  const auto found = opened.archive.read([&](const schema::IndexView& view) {
    auto counted = count(view, asked, names);
    auto line = timeline(view, counted.documents, command.step);
    return Found{std::move(counted), std::move(line)};
  });
  const auto line = value_or_refuse(found.line);
  switch (command.format) {
    case CountFormat::Csv: print_timeline_csv(line, out); break;
    case CountFormat::Jsonl: print_timeline_jsonl(line, out); break;
    case CountFormat::Svg:
      out.text(timeline_svg(line, found.counted.noun(), asked.query.question.empty() ? "the whole archive" : asked.query.question));
      break;
    case CountFormat::Text: print_timeline(line, found.counted, out);
  }
  say_notes(found.counted, command.format, out);
  return status_of(found.counted);
}

int run_compare(const CompareCommand& command, Output& out) {
  check_facets(command, command.facets);
  Opened opened(command.shared);
  const auto& names = *opened.names;
  std::vector<Asked> asked;
  for (const auto& question : command.questions) asked.push_back(read(command, question, opened.archive, names));
  struct Found {
    std::vector<Counted> counted;
    schema::Result<Comparison> comparison;
  };
  const auto limit = command.limit || command.facets.size() == 1 ? command.limit : std::optional(kShortList);
  const auto found = opened.archive.read([&](const schema::IndexView& view) {
    std::vector<Counted> counted;
    for (const auto& one : asked) counted.push_back(count(view, one, names));
    auto comparison = compare(view, counted, command.step, command.facets, limit, names);
    return Found{std::move(counted), std::move(comparison)};
  });
  const auto comparison = value_or_refuse(found.comparison);
  switch (command.format) {
    case CountFormat::Csv: print_comparison_csv(command.questions, comparison, out); break;
    case CountFormat::Jsonl: print_comparison_jsonl(command.questions, comparison, out); break;
    default: print_comparison(command.questions, found.counted, comparison, out);
  }
  out.flush();
  bool any = false;
  for (std::size_t i = 0; i < found.counted.size(); ++i) {
    for (const auto& note : found.counted[i].notes) say(fmt::format("{}: {}", command.questions[i], note));
    if (command.format != CountFormat::Text) say(fmt::format("{}: {}", command.questions[i], to_text(found.counted[i])));
    any = any || !found.counted[i].documents.empty();
  }
  return any ? ExitStatus::Found : ExitStatus::NothingFound;
}

}  // namespace attache::query
