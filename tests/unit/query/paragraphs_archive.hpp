// An archive in memory whose articles are headline and paragraphs as given; in one part or in several.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "query/language/read.hpp"
#include "query/search/article_search.hpp"
#include "schema/index_document.hpp"
#include "tests/unit/query/small_names.hpp"

namespace attache::test {

class ParagraphsArchive {
 public:
  explicit ParagraphsArchive(std::size_t parts = 1) {
    for (std::size_t i = 0; i < parts; ++i) parts_.emplace_back("", Xapian::DB_BACKEND_INMEMORY);
  }

  // The stored article, to be changed before it is added.
  static schema::StoredArticle article(const std::string& file, const std::string& title, const std::vector<std::string>& paragraphs) {
    schema::StoredArticle out;
    auto& article = out.article;
    article.provenance = {"/cuttings/" + file, "", std::string(64, 'a')};
    out.uid = schema::article_uid(article.provenance);
    out.engine = "rules-1";
    article.title = title;
    article.outlet = "Orme Post";
    article.language = "en";
    article.published = schema::parse_date("2021-05-02");
    const auto add = [&](schema::BlockKind kind, const std::string& text) {
      const auto begin = static_cast<std::uint32_t>(article.text.size());
      article.text += text;
      article.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(article.text.size())}});
      article.text += "\n\n";
    };
    if (!title.empty()) add(schema::BlockKind::Headline, title);
    for (const auto& paragraph : paragraphs) add(schema::BlockKind::Paragraph, paragraph);
    article.words = static_cast<std::uint32_t>(schema::words_of(article.text).size());
    return out;
  }

  void add(const schema::StoredArticle& article, const std::vector<schema::Quote>& quotes = {}) {
    for (const auto& document : schema::IndexDocuments(small_names()).documents_of(article, quotes))
      parts_[documents_++ % parts_.size()].add_document(document);
    totals_.articles = ++articles_;
  }
  void add(const std::string& file, const std::string& title, const std::vector<std::string>& paragraphs) { add(article(file, title, paragraphs)); }

  // All parts as one. `view()` is of the database made last.
  const Xapian::Database& index() {
    index_ = Xapian::Database();
    for (const auto& part : parts_) index_.add_database(part);
    return index_;
  }
  schema::IndexView view() {
    languages_ = schema::languages_of(index());
    parts_in_view_.clear();
    for (const auto& part : parts_) parts_in_view_.push_back({part, schema::languages_of(part)});
    return {index_, totals_, languages_, parts_in_view_};
  }

 private:
  std::vector<Xapian::WritableDatabase> parts_;
  Xapian::Database index_;
  schema::Totals totals_;
  std::vector<std::string> languages_;
  std::vector<schema::IndexPart> parts_in_view_;
  std::size_t documents_ = 0;
  std::int64_t articles_ = 0;
};

inline query::Expression expression(std::string_view text) {
  auto reading = query::read_native(text, *schema::make_date(2022, 6, 1));
  if (!reading) throw std::runtime_error(std::string(text) + ": " + reading.error().place + ": " + reading.error().reason);
  return std::move(reading->expression);
}

// The files found, in the order of their names; "FAULT: …" where the query is refused.
inline std::vector<std::string> files(const schema::IndexView& view, const query::Expression& expression, std::string_view text = "",
                                      const query::ArticleFilter& filter = {}) {
  const auto search = query::ArticleSearch::of(view, expression, text, filter, small_names());
  if (!search) return {"FAULT: " + search.error().place + (search.error().place.empty() ? "" : ": ") + search.error().reason};
  std::vector<std::string> out;
  const auto found = search->find(query::Order::Relevance);
  for (const auto document : found.documents) out.push_back(search->load(document).article.article.provenance.file.substr(std::string("/cuttings/").size()));
  std::sort(out.begin(), out.end());
  if (found.count != found.documents.size() || search->count() != found.documents.size()) out.push_back("COUNT");
  return out;
}

inline std::vector<std::string> found(ParagraphsArchive& archive, std::string_view text) {
  return files(archive.view(), expression(text), text);
}

}  // namespace attache::test
