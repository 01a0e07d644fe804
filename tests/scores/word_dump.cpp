// Prints the words of every article an archive lists, from the catalogue and the indexer's own splitting of sentences, without the index:
// what a scan of all texts is made of.
// usage: attache-word-dump ARCHIVE (a development program, not installed)
//
// One line an article: uid, day (YYYYMMDD or empty), number of words, whose stems it has ("English"), running text, headline; divided by
// tabs. In the text ¶ begins a paragraph, "¶+" one of the lead, | a sentence; a word is its folded form, its stem and itself, divided by '/'.
// Then, behind an empty line, one line a folded form: it and its stem by each of the languages of the articles ("French/negoci").
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "indexer/text/sentences.hpp"
#include "schema/archive.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/index_document.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

using namespace attache;

namespace {

std::string words_text(std::string_view text, schema::Span span, const schema::Stemmer& stemmer, std::set<std::string>& forms) {
  std::string out;
  for (const auto& word : schema::words_of(text, span)) {
    std::string raw(schema::text_of(text, word.span));
    for (char& c : raw)
      if (c == '/' || (c >= '\t' && c <= ' ')) c = '_';
    forms.insert(word.folded);
    out += fmt::format(" {}/{}/{}", word.folded, stemmer(word.folded), raw);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("attache-word-dump ARCHIVE\n", stderr);
    return 2;
  }
  const schema::ArchivePaths paths{schema::archive_directory(argv[1])};
  const auto catalogue = schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  std::map<schema::Stemming, schema::Stemmer> stemmers;
  std::set<std::string> forms;
  auto ids = catalogue.prepare("SELECT id FROM article ORDER BY id");
  while (ids.step()) {
    const auto stored = schema::load_article(catalogue, ids.integer("id"));
    if (!stored || schema::status_of(stored->article) != schema::ArticleStatus::Usable) continue;
    const auto& article = stored->article.article;
    const auto stemming = schema::stemming_of_article(article.language);
    const auto& stemmer = stemmers.try_emplace(stemming, stemming).first->second;
    std::string text;
    for (const auto& stretch : schema::running_text(article)) {
      text += stretch.in_lead ? " ¶+" : " ¶";
      for (const auto sentence : indexer::sentences_of(stretch.text, stretch.span)) text += " |" + words_text(stretch.text, sentence, stemmer, forms);
    }
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", stored->article.uid, schema::day_value(schema::day_of(article)), article.words, schema::name_of(stemming), text,
               words_text(article.title, {0, static_cast<std::uint32_t>(article.title.size())}, stemmer, forms));
  }
  fmt::print("\n");
  for (const auto& form : forms) {
    fmt::print("{}", form);
    for (const auto& [stemming, stemmer] : stemmers) fmt::print("\t{}/{}", schema::name_of(stemming), stemmer(form));
    fmt::print("\n");
  }
  return 0;
}
