#include "query/commands/search_command.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "query/answer/answer.hpp"
#include "query/answer/copies.hpp"
#include "query/commands/explain.hpp"
#include "query/commands/opened.hpp"
#include "query/export/summary.hpp"
#include "query/language/native_text.hpp"
#include "query/parse/field_value.hpp"
#include "query/parse/options.hpp"
#include "query/render/text.hpp"
#include "query/search/article_search.hpp"
#include "query/search/languages.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/synonyms.hpp"
#include "schema/error.hpp"

namespace attache::query {
namespace {

using schema::Error;
using schema::ErrorCode;
using schema::ExitStatus;

constexpr std::size_t kMostSynonymBytes = 4u << 20;

Synonyms synonyms_of(const std::string& file) {
  if (file.empty()) return {};
  std::ifstream in(file, std::ios::binary);
  std::string content(kMostSynonymBytes + 1, '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!in.is_open() || in.bad()) throw Error(ErrorCode::Usage, fmt::format("{}: cannot be read", file));
  content.resize(static_cast<std::size_t>(in.gcount()));
  if (content.size() > kMostSynonymBytes) throw Error(ErrorCode::Usage, fmt::format("{}: more than {} bytes", file, kMostSynonymBytes));
  return value_or_refuse(Synonyms::read(content, file));
}

ArticleFilter filter_of(const SearchCommand& command, const Expression& asked, const schema::Names& names) {
  Query query;
  ArticleFilter out;
  for (const auto& [name, value] : command.options) {
    if (name == "language") {
      const auto known = index_value(schema::FieldId::Language, value, names);
      if (!known) refuse({fmt::format("--language: {}", known.error().reason), ""});
      out.language = *known;
    } else if (name == "section") {
      out.section = value;
    } else if (const auto fault = set_option(name, value, names, today(), query)) {
      refuse({fmt::format("--{}: {}", name, fault->reason), ""});
    }
  }
  out.since = query.since;
  out.until = query.until;
  out.outlet = query.outlet;
  out.status = status_beside(asked, command.status);
  out.undated = command.undated;
  if (out.since && out.until && *out.until < *out.since)
    throw Error(ErrorCode::Usage, fmt::format("no day is after {} and before {}", to_string(*out.since), to_string(*out.until)));
  if (out.undated && (out.since || out.until)) throw Error(ErrorCode::Usage, "--undated leaves no day to be since or until");
  return out;
}

std::string filter_text(const ArticleFilter& filter) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out += fmt::format("filter: {} {}\n", name, value);
  };
  if (filter.status) add("status", schema::name_in(schema::kArticleStatuses, *filter.status));
  if (filter.since) add("since", to_string(*filter.since));
  if (filter.until) add("until", to_string(*filter.until));
  if (filter.undated) add("undated", "articles only");
  add("outlet", filter.outlet);
  add("language", filter.language);
  add("section", filter.section);
  return out;
}

std::string explanation(const SearchCommand& command, const Reading& reading, const Expression& asked, const ArticleSearch& search,
                        const Languages& languages, const ArticleFilter& filter, const schema::Names& names) {
  std::string out = fmt::format("text: {}\ndialect: {}\nread as: {}\n", command.words, schema::name_in(kDialects, command.syntax), native_text(reading.expression));
  for (const auto& note : reading.notes) out += fmt::format("note: {}\n", note);
  out += "tree:\n";
  const auto tree = tree_text(asked);
  for (std::size_t begin = 0; begin < tree.size();) {
    const auto end = std::min(tree.find('\n', begin), tree.size());
    out += "  " + tree.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  explain_languages(languages.to_text(), out);
  auto entities = search.asked().entities;
  std::sort(entities.begin(), entities.end());
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
  for (const auto& id : entities) explain_entity(id, names, out);
  return out + filter_text(filter) + fmt::format("order: {}\nindex query: {}\n", schema::name_in(kOrders, command.sort), search.index_query().get_description());
}

// What is made inside ArchiveReader::read and printed outside of it; records are in the Put.
struct Results {
  std::optional<schema::Fault> fault;
  std::string explanation;
  ArticleList list;         // of text
  std::uint64_t count = 0;  // articles, copies not folded
  std::vector<std::string> why_nothing;
};

class Searcher {
 public:
  Searcher(const SearchCommand& command, const Reading& reading, const Synonyms& synonyms, const ArticleFilter& filter, const schema::Names& names,
           Put& put)
      : command_(command), reading_(reading), synonyms_(synonyms), filter_(filter), names_(names), put_(put) {}

  Results run(const schema::IndexView& view) const {
    Results out;
    const Languages languages(view);
    const auto asked = synonyms_.widened(reading_.expression, languages);
    const auto search = ArticleSearch::of(view, asked, command_.words, filter_, names_);
    if (!search) {
      out.fault = search.error();
      return out;
    }
    if (command_.explain) {
      out.explanation = explanation(command_, reading_, asked, *search, languages, filter_, names_);
      return out;
    }
    if (command_.count)
      out.count = search->count();
    else if (put_.is_text())
      list(*search, out);
    else
      put_records(*search, out);
    if (out.count == 0) out.why_nothing = why_nothing(view, asked, filter_, names_);
    return out;
  }

 private:
  void put_records(const ArticleSearch& search, Results& out) const {
    const Page page = put_.page();
    const auto found = search.find(command_.sort, page.offset, page.limit);
    out.count = found.count;
    const auto first = page.begin(found.count);
    auto summary = summary_of(found.count, search.set_aside());
    if (command_.shared.facets) {
      const bool all = found.documents.size() == found.count;
      add(facets_of(all ? found.documents : matching(search.view().index, search.index_query()), search.view()), summary);
    }
    const bool with_snippets = put_.has("snippet");
    const auto load = [&](std::uint64_t at) {
      const auto document = found.documents[at - first];
      return with_snippets ? search.load(document) : search.load_without_snippet(document);
    };
    put_.records<FoundArticle>(found.count, load, std::move(summary));
  }

  // Copies are folded before a page is cut, so that it has as many as asked for. Of a screenful no more are loaded than it may have lines.
  void list(const ArticleSearch& search, Results& out) const {
    const auto found = search.find(command_.sort);
    const auto rows = search.rows_of(found.documents);
    out.count = found.count;
    std::vector<FoldedRow> folded;
    if (command_.copies)
      for (const auto& row : rows) folded.push_back({&row, 0});
    else
      folded = fold_copies(rows, command_.lead, names_);
    const Page page = put_.page();
    auto& list = out.list;
    list.count = folded.size();
    list.copies = found.count - folded.size();
    list.first = page.begin(list.count);
    auto end = page.end(list.count);
    if (page.screenful) end = std::min<std::uint64_t>(end, list.first + put_.out().height() + 1);
    const auto kwic = command_.kwic ? std::optional(KwicOptions{*command_.kwic, command_.within_sentence}) : std::nullopt;
    for (auto at = list.first; at < end; ++at) list.loaded.push_back({search.load(folded[at].row->document, kwic), folded[at].copies});
    list.set_aside = search.set_aside();
    if (command_.shared.facets) list.facets = facets_of(found.documents, search.view());
  }

  ResultFacets facets_of(const std::vector<std::uint32_t>& documents, const schema::IndexView& view) const {
    const auto& named = *command_.shared.facets;
    return {facet_pages(view, counted_of(documents), {}, named, {}, names_), !named.empty(), true, documents.size()};
  }

  const SearchCommand& command_;
  const Reading& reading_;
  const Synonyms& synonyms_;
  const ArticleFilter& filter_;
  const schema::Names& names_;
  Put& put_;
};

}  // namespace

int run_search(const SearchCommand& command, Output& standard) {
  const auto reading = value_or_refuse(read_query(command.words, command.syntax, today()));
  const auto synonyms = synonyms_of(command.synonyms);
  Put put(command.shared, RecordKind::Article, standard);
  Opened opened(command.shared);
  const auto filter = filter_of(command, reading.expression, *opened.names);
  const Searcher searcher(command, reading, synonyms, filter, *opened.names, put);
  const auto results = opened.archive.read([&](const schema::IndexView& view) { return searcher.run(view); });
  if (results.fault) refuse(*results.fault);
  if (command.explain) {
    standard.text(results.explanation);
    return ExitStatus::Found;
  }
  say_all(reading.notes);
  say_all(results.why_nothing);
  if (command.count) {
    standard.text(fmt::format("{}\n", results.count));
  } else {
    if (put.is_text()) print_articles(results.list, *opened.names, put.out(), put.page());
    say_all(put.finish());
  }
  return results.count == 0 ? ExitStatus::NothingFound : ExitStatus::Found;
}

}  // namespace attache::query
