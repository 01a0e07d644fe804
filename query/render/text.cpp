#include "query/render/text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "query/render/counts_text.hpp"
#include "query/render/display_width.hpp"
#include "query/render/speaker_line.hpp"
#include "query/search/day_of.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::Span;

// Where in its file it stands.
std::string place_of(const schema::StoredQuote& stored) {
  std::string out;
  if (!stored.article.place.empty()) out += ", " + stored.article.place;
  for (const auto& span : stored.content_points) out += fmt::format(", characters {}-{}", span.begin, span.end);
  return out;
}

void print_lit(std::string_view text, const std::vector<Span>& lit, Output& out, std::string_view before = {},
               std::string_view after = {}) {
  std::uint32_t at = 0;
  for (const auto& span : lit) {
    if (span.begin < at || span.end > text.size()) continue;
    out.text(text.substr(at, span.begin - at));
    out.lit(text.substr(span.begin, span.size()), before, after);
    at = span.end;
  }
  out.text(text.substr(at));
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The hits of an article below each other.
void print_kwic(const KwicLine& line, const std::vector<KwicLine>& all, Output& out) {
  std::size_t widest = 0;
  for (const auto& other : all) widest = std::max(widest, code_points(other.before));
  out.text(fmt::format("    {}{}", std::string(widest - code_points(line.before), ' '), line.before));
  print_lit(line.hit.text, line.hit.lit, out);
  out.text(line.after + "\n");
}

void print_hit(const Hit& hit, const Query& query, const schema::Names& names, Output& out) {
  const auto& stored = hit.quote;
  const auto& quote = stored.quote;
  const auto day = day_of(stored);
  std::string head = speaker_line(stored);
  if (!quote.to.empty()) head += ", to " + on_one_line(quote.to);
  head += " · " + (day ? to_string(*day) : "no date");
  if (!stored.article.outlet.empty()) head += " · " + on_one_line(stored.article.outlet);
  if (quote.act != schema::Act::Says) head += fmt::format(" · {}", schema::name_of(quote.act));
  if (hit.unsure) head += fmt::format(" · unsure, {:.2f}", quote.confidence);
  out.text(head + "\n    ");
  const auto content = on_one_line(stored.content);
  print_lit(content, words_asked_for(content, stored.article.language, query, names), out);
  out.text("\n");
  for (const auto& about : hit.about)
    if (!about.evidence.empty())
      out.text(fmt::format("    {}: {}\n", schema::name_of(about.ring), on_one_line(about.evidence)));
  if (const auto context = on_one_line(stored.context); !context.empty() && context != content)
    out.text(fmt::format("    in: {}\n", context));
  if (!quote.according_to.empty()) out.text(fmt::format("    according to: {}\n", on_one_line(quote.according_to)));
  if (!quote.reason.empty()) out.text(fmt::format("    why: {}\n", on_one_line(quote.reason)));
  out.text(fmt::format("    {}  ", schema::quote_id(stored.article.uid, stored.ordinal)));
  out.file_link(schema::escape_path(stored.article.file), stored.article.file);
  out.text(place_of(stored) + "\n");
}

// Lines and an empty one behind them; nothing where there are none.
void print_lines(const std::vector<std::string>& lines, Output& out) {
  for (const auto& line : lines) out.text(line + "\n");
  if (!lines.empty()) out.text("\n");
}

// What they say may be of articles.
std::vector<std::string> on_lines(std::vector<std::string> lines) {
  for (auto& line : lines) line = on_one_line(line);
  return lines;
}

// Those of one subject.
void add_words_asked_for(const Subject& subject, const std::vector<schema::Word>& words, const std::vector<schema::NameHit>& hits,
                         const schema::Stemmer& stem, std::vector<Span>& out) {
  for (const auto& hit : hits) {
    const bool whole =
        std::find(subject.entities.begin(), subject.entities.end(), hit.entity->id) != subject.entities.end();
    const bool part = std::any_of(subject.parts.begin(), subject.parts.end(),
                                  [&](const Part& p) { return p.entity == hit.entity->id; });
    if (whole || part) out.push_back({words[hit.first].span.begin, words[hit.first + hit.count - 1].span.end});
  }
  for (const auto& word : words) {
    const auto meets = [&](const std::string& asked) { return stem(asked) == stem(word.folded); };
    const bool name = !subject.name.empty() &&
                      schema::spelling_key(subject.name.back()) == schema::spelling_key(word.folded);
    const bool part = subject.entities.empty() &&
                      std::any_of(subject.parts.begin(), subject.parts.end(), [&](const Part& p) {
                        return p.entity.empty() && std::any_of(p.words.begin(), p.words.end(), meets);
                      });
    if (name || part) out.push_back(word.span);
  }
}

}  // namespace

std::vector<Span> words_asked_for(std::string_view content, std::string_view language, const Query& query, const schema::Names& names) {
  std::vector<Span> out;
  if (!query.about) return out;
  const schema::Stemmer stem(schema::stemming_of_article(language));
  const auto words = schema::words_of(content);
  const auto hits = names.find_all(content, words);
  for (const auto* each : single_subjects(*query.about)) add_words_asked_for(*each, words, hits, stem, out);
  std::sort(out.begin(), out.end());
  return out;
}

void print_answer(const Answer& answer, const schema::Names& names, Output& out, const Page& page) {
  const auto facets = facet_lines(answer.facets, terminal_columns(), names);
  print_page(
      answer.findings.hits, page, out,
      [&](const Hit& hit) {
        print_hit(hit, answer.query, names, out);
        out.text("\n");
      },
      facets.empty() ? 0 : facets.size() + 1);
  print_lines(facets, out);
  print_lines(on_lines(answer.beside), out);
  out.text(to_text(answer.account) + "\n");
}

void print_count(const Answer& answer, const schema::Names& names, Output& out) {
  const auto& hits = answer.findings.hits;
  std::map<std::string, std::size_t> years, outlets;
  for (const auto& hit : hits) {
    const auto day = day_of(hit.quote);
    ++years[day ? fmt::format("{:04}", day->year) : "no date"];
    ++outlets[hit.quote.article.outlet.empty() ? "no outlet" : on_one_line(hit.quote.article.outlet)];
  }
  const auto list = [](std::string_view head, const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) text += fmt::format("{}{} {}", text.empty() ? head : ", ", name, count);
    return text;
  };
  const auto where = list(" · by year: ", years) + list(" · by outlet: ", outlets);
  out.text(fmt::format("{}{}\n", counted(hits.size(), "quote"), where));
  print_lines(facet_lines(answer.facets, terminal_columns(), names), out);
  print_lines(on_lines(answer.beside), out);
  out.text(to_text(answer.account) + "\n");
}

void print_articles(const ArticleList& list, const schema::Names& names, Output& out, const Page& page) {
  const auto facets = facet_lines(list.facets, terminal_columns(), names);
  const auto copies = [](std::uint64_t count) { return count == 1 ? "1 copy" : fmt::format("{} copies", count); };
  const auto print = [&](const ListedArticle& listed) {
    const auto& found = listed.found;
    const auto& article = found.article.article;
    const auto day = schema::day_of(article);
    out.text(fmt::format("{}{}{}\n", day ? to_string(*day) + " · " : "",
                         article.outlet.empty() ? "" : on_one_line(article.outlet) + " · ", on_one_line(article.title)));
    for (const auto& line : found.lines) print_kwic(line, found.lines, out);
    if (found.lines.empty()) {
      out.text("    ");
      print_lit(found.snippet, found.lit, out);
      out.text("\n");
    }
    out.text(fmt::format("    {}  ", found.article.uid));
    out.file_link(schema::escape_path(article.provenance.file), article.provenance.file);
    out.text("\n");
    if (listed.copies > 0) out.text(fmt::format("    and {}\n", copies(listed.copies)));
    out.text("\n");
  };
  print_page(list, page, out, print, facets.empty() ? 0 : facets.size() + 1);
  print_lines(facets, out);
  out.text(counted(list.count, "article"));
  if (list.copies > 0)
    out.text(fmt::format(", {} of {} (--copies lists {})", copies(list.copies), list.count == 1 ? "it" : "them", list.copies == 1 ? "it" : "them"));
  out.text(to_text(list.set_aside) + ".\n");
}

void print_article(const schema::StoredArticle& stored, std::uint64_t copies, const std::vector<schema::StoredQuote>& quotes,
                   const std::vector<Span>& lit, Output& out) {
  const auto& article = stored.article;
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.text(fmt::format("{}: {}\n", name, on_one_line(value)));
  };
  line("title", article.title);
  line("outlet", article.outlet);
  line("agency", article.agency);
  line("byline", article.byline);
  line("section", article.section);
  line("published", article.published ? to_string(*article.published) : "");
  line("updated", article.updated ? to_string(*article.updated) : "");
  line("url", article.url);
  line("file", schema::escape_path(article.provenance.file));
  line("place", article.provenance.place);
  line("sha256", article.provenance.sha256);
  line("id", stored.uid);
  const schema::Relations& relations = stored.relations;
  if (const auto status = schema::status_of(stored); status != schema::ArticleStatus::Usable)
    line("status", std::string(schema::name_in(schema::kArticleStatuses, status)));
  line("version", article.version);
  line("supersedes", relations.supersedes);
  line("superseded by", relations.superseded_by);
  line("duplicate of", relations.duplicate_of);
  if (!relations.cluster.empty())
    line("text of", fmt::format("{}{}{}", relations.cluster, relations.copy == schema::Copy::None ? "" : ", ",
                                schema::name_in(schema::kCopies, relations.copy)));
  if (copies > 0) line("others of this text", fmt::format("{}", copies));
  for (const auto& quote : quotes) {
    std::string spans;
    for (const auto& span : quote.content_points) spans += fmt::format(" {}-{}", span.begin, span.end);
    line("quote", fmt::format("{} characters{}, {}, {}, {}", schema::quote_id(stored.uid, quote.ordinal), spans,
                              speaker_line(quote), schema::name_of(quote.quote.kind), schema::name_of(quote.quote.act)));
  }
  out.text("\n");
  print_lit(article.text, lit, out, "[[", "]]");
  if (!article.text.ends_with('\n')) out.text("\n");
}

}  // namespace attache::query
