#include "query/commands/run.hpp"

#include <unordered_set>

#include <fmt/format.h>

#include "query/commands/asked.hpp"
#include "query/commands/command_line.hpp"
#include "query/commands/counting.hpp"
#include "query/answer/facets.hpp"
#include "query/commands/explain.hpp"
#include "query/commands/opened.hpp"
#include "query/commands/search_command.hpp"
#include "query/export/summary.hpp"
#include "query/parse/options.hpp"
#include "query/parse/question.hpp"
#include "query/render/article_jsonl.hpp"
#include "query/render/article_page.hpp"
#include "query/render/pager.hpp"
#include "query/render/speakers_text.hpp"
#include "query/render/text.hpp"
#include "query/search/article_search.hpp"
#include "query/search/quote_filter.hpp"
#include "schema/error.hpp"
#include "schema/messages.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::ErrorCode;
using schema::ExitStatus;

schema::ArchiveReader open(const Shared& shared) {
  return schema::ArchiveReader(schema::ArchivePaths{schema::archive_directory(shared.archive)});
}

Query query_of(const QuotesCommand& command, schema::ArchiveReader& archive, const schema::Names& names) {
  Query query;
  if (!command.question.empty())
    query = value_or_refuse(parse_question(command.question, names, today(), outlets_of(archive)));
  if (!command.options.empty() && query.question.empty()) query.question = "quotes";
  set_options(command.options, names, query, command.question.empty() ? &query.question : nullptr);
  if (command.question.empty() && command.options.empty())
    throw schema::Error(ErrorCode::Usage, "no question", "attache-query --help shows some");
  query.min_confidence = command.min_confidence;
  query.unsure = command.unsure;
  query.undated = command.undated;
  query.order = command.order;
  if (query.undated && (query.since || query.until))
    throw schema::Error(ErrorCode::Usage, "--undated leaves no day to be since or until");
  return query;
}

int run_quotes(const QuotesCommand& command, Output& standard) {
  Put put(command.shared, RecordKind::Quotation, standard);
  Opened opened(command.shared);
  auto& archive = opened.archive;
  const auto& names = *opened.names;
  const auto query = query_of(command, archive, names);
  const bool held = command.explain || put.is_text();
  const auto& facets = command.shared.facets;
  const auto answer = archive.read([&](const schema::IndexView& view) {
    FoundQuotes found;
    auto out = held ? answer_question(view, query, names) : answer_question(view, query, names, found);
    if (facets && !command.explain) {
      const auto counted = held ? counted_of(out.findings, query) : counted_of(found, query);
      out.facets = {facet_pages(view, counted, query, *facets, {}, names), !facets->empty(), false, counted.documents.size()};
    }
    if (held) return out;
    auto summary = summary_of(out.account);
    add(out.facets, summary);
    put.records<Hit>(found.size(), [&](std::uint64_t at) { return found.fetch(view, at); }, std::move(summary));
    return out;
  });
  if (command.explain) {
    standard.text(explanation(answer, names));
    return ExitStatus::Found;
  }
  say_all(answer.query.notes);
  say_all(answer.findings.notes);
  if (!put.is_text()) say_all(answer.beside);
  say_where_no_ring(answer.facets.pages, answer.facets.documents);
  if (put.is_text() && answer.query.count)
    print_count(answer, names, put.out());
  else if (put.is_text())
    print_answer(answer, names, put.out(), put.page());
  say_all(put.finish());
  return answer.findings.listed == 0 ? ExitStatus::NothingFound : ExitStatus::Found;
}

int run_speakers(const SpeakersCommand& command, Output& standard) {
  Put put(command.shared, RecordKind::Speaker, standard);
  Opened opened(command.shared);
  const auto& names = *opened.names;
  Query query;
  set_options(command.options, names, query, nullptr);
  query.min_confidence = command.min_confidence;
  const auto answer = list_speakers(opened.archive, query, command.only, names);
  say_all(answer.notes);
  if (put.is_text())
    print_speakers(answer, put.out(), put.page());
  else
    put.records<SpeakerRow>(answer.rows.size(), [&](std::uint64_t at) -> const SpeakerRow& { return answer.rows[at]; }, summary_of(answer.account));
  say_all(put.finish());
  return answer.rows.empty() ? ExitStatus::NothingFound : ExitStatus::Found;
}

int run_who(const WhoCommand& command, Output& standard) {
  Put put(command.shared, RecordKind::Card, standard);
  Opened opened(command.shared);
  const auto& names = *opened.names;
  Query query;
  query.who = {value_or_refuse(parse_who(command.name, names))};
  set_options(command.options, names, query, nullptr);
  query.min_confidence = command.min_confidence;
  const auto answer = who_is(opened.archive, query, names);
  say_all(answer.notes);
  if (put.is_text())
    print_who(answer, names, put.out(), put.page());
  else
    put.records<NamedCard>(answer.cards.size(), [&](std::uint64_t at) { return NamedCard{answer.cards[at], names}; }, summary_of(answer.account));
  say_all(put.finish());
  if (answer.account.speakers == 0 && answer.account.unnamed > 0)
    say(fmt::format("only unnamed sources are described as \"{}\"; quotes --by lists what they said", command.name));
  else if (answer.account.speakers == 0 && answer.notes.empty())
    say(fmt::format("nobody who speaks in this archive is called or described as \"{}\"", command.name));
  return answer.account.speakers == 0 ? ExitStatus::NothingFound : ExitStatus::Found;
}

int run_fields(const FieldsCommand& command, Output& standard) {
  std::vector<std::string> messages;
  const int status = run_fields(command, standard, messages);
  say_all(messages);
  return status;
}

int run_show(const ShowCommand& command, Output& out) {
  auto archive = open(command.shared);
  const auto quote_id = schema::parse_quote_id(command.id);
  struct Shown {
    std::optional<schema::StoredArticle> article;
    std::vector<schema::StoredQuote> quotes;
    std::uint64_t copies = 0;
  };
  auto shown = archive.read([&](const schema::IndexView& view) {
    Shown found{find_article(view, quote_id ? quote_id->article_uid : command.id), {}};
    if (found.article) found.quotes = quotes_of(view, found.article->uid);
    if (found.article) found.copies = count_copies(view, *found.article);
    return found;
  });
  if (quote_id) std::erase_if(shown.quotes, [&](const auto& quote) { return quote.ordinal != quote_id->ordinal; });
  if (!shown.article || (quote_id && shown.quotes.empty())) {
    say(fmt::format("no article or quotation has the id {}", command.id));
    return ExitStatus::NothingFound;
  }
  if (command.text_only) {
    out.text(shown.article->article.text);
    return ExitStatus::Found;
  }
  if (command.shared.format != Format::Text) {
    out.text(command.shared.format == Format::Html ? to_page(*shown.article, shown.quotes) : to_jsonl(*shown.article, shown.quotes) + "\n");
    return ExitStatus::Found;
  }
  std::vector<schema::Span> lit;
  for (const auto& quote : shown.quotes) lit.insert(lit.end(), quote.quote.content.begin(), quote.quote.content.end());
  lit = schema::united(std::move(lit));
  print_article(*shown.article, shown.copies, shown.quotes, lit, out);
  return ExitStatus::Found;
}

// For the shell: nothing but values, whatever goes wrong.
// What a shell may put for what was typed: the value from the word on that begins so ("Lavrov" of "Sergey Lavrov"), in any case and
// accents aside; all of it where none does.
std::string_view completed(std::string_view value, std::string_view typed) {
  const std::string wanted = schema::fold(typed);
  for (std::size_t at = 0; at < value.size(); at = std::min(value.find(' ', at), value.size() - 1) + 1)
    if (schema::fold(value.substr(at)).starts_with(wanted)) return value.substr(at);
  return value;
}

int run_values(const ValuesCommand& command, Output& out) {
  const auto facet = command.option == "by" ? std::optional(Facet::Speaker) : command.option == "outlet" ? std::optional(Facet::Outlet) : std::nullopt;
  if (!facet) throw schema::Error(ErrorCode::Usage, fmt::format("no values of \"{}\" are known; there are by and outlet", command.option));
  Opened opened(command.shared);
  const auto page = opened.archive.read([&](const schema::IndexView& view) {
    const auto all = matching(view.index, Xapian::Query(*facet == Facet::Speaker ? schema::quote_type_term() : schema::article_type_term()));
    return FacetCounter(view, all, *opened.names).page(*facet, {.match = command.match});
  });
  std::unordered_set<std::string> printed;
  for (const auto& value : page.values)
    if (const std::string line(completed(on_one_line(value.label), command.match)); printed.insert(line).second) out.text(line + "\n");
  return page.values.empty() ? ExitStatus::NothingFound : ExitStatus::Found;
}

// What every command that reads an archive has in common; nothing for the others.
const Shared* shared_of(const CommandLine& command) {
  return std::visit(
      [](const auto& one) -> const Shared* {
        if constexpr (requires { one.shared; })
          return &one.shared;
        else
          return nullptr;
      },
      command);
}

// Text that may fill more than a screen goes to the pager; where a page was not asked for, no more than a screen is printed.
bool wants_pager(const CommandLine& command, const Shared& shared, const Output& out) {
  if (!out.is_terminal() || shared.no_pager || shared.format != Format::Text || !shared.output.empty()) return false;
  return shared.all || shared.limit || std::holds_alternative<ShowCommand>(command) || std::holds_alternative<FacetsCommand>(command) ||
         std::holds_alternative<TimelineCommand>(command);
}

struct Runner {
  Output& out;
  int operator()(const QuotesCommand& command) const { return run_quotes(command, out); }
  int operator()(const SpeakersCommand& command) const { return run_speakers(command, out); }
  int operator()(const WhoCommand& command) const { return run_who(command, out); }
  int operator()(const SearchCommand& command) const { return run_search(command, out); }
  int operator()(const ShowCommand& command) const { return run_show(command, out); }
  int operator()(const FieldsCommand& command) const { return run_fields(command, out); }
  int operator()(const FacetsCommand& command) const { return run_facets(command, out); }
  int operator()(const TimelineCommand& command) const { return run_timeline(command, out); }
  int operator()(const CompareCommand& command) const { return run_compare(command, out); }
  int operator()(const ValuesCommand& command) const { return run_values(command, out); }
  int operator()(const Message& message) const {
    if (message.error)
      schema::write_message(for_terminal(message.text));
    else
      out.text(message.text);
    return message.exit_status;
  }
};

}  // namespace

int run(const std::vector<std::string>& arguments, Output& out) {
  try {
    Pager pager;
    const auto command = parse_command_line(arguments);
    if (const Shared* shared = shared_of(command)) {
      out.set_color(shared->color);
      if (wants_pager(command, *shared, out)) pager.start();
    }
    const int status = std::visit(Runner{out}, command);
    out.flush();
    return status;
  } catch (const PipeClosed&) {
    return ExitStatus::Found;
  } catch (const schema::Error& error) {
    say(error.what());
    if (!error.hint().empty()) schema::say("  {}\n", for_terminal(error.hint()));
    return schema::exit_status(error.code());
  } catch (const std::exception& error) {
    say(error.what());
    return schema::exit_status(ErrorCode::Damaged);
  }
}

}  // namespace attache::query
