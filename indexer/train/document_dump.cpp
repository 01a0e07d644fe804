// Prints what the quote engine sees of each file, for the trainer: one JSON line an article with its tokens, so that training
// and the product cut text in one way. usage: attache-document-dump FILE… (a development program, not installed)
#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "indexer/readers/reader.hpp"
#include "indexer/text/document.hpp"
#include "schema/span.hpp"

int main(int argc, char** argv) {
  using namespace attache;
  using Json = nlohmann::ordered_json;
  bool all_read = true;
  for (int i = 1; i < argc; ++i) {
    auto stream = indexer::open_input(argv[i], {});
    if (!stream) {
      std::cerr << argv[i] << ": " << stream.error().reason << "\n";
      all_read = false;
      continue;
    }
    while (auto next = (*stream)->next()) {
      if (!*next) {
        std::cerr << argv[i] << ": " << next->error().reason << "\n";
        all_read = false;
        continue;
      }
      const schema::Article& article = **next;
      const indexer::Document document = indexer::document_of(article);
      const schema::CodePoints points(article.text);
      Json tokens = Json::array();
      Json sentences = Json::array();
      Json paragraphs = Json::array();
      Json asides = Json::array();
      Json quoted = Json::array();
      Json kinds = Json::array();
      for (const indexer::Token& token : document.tokens) {
        const indexer::Sentence& sentence = document.sentences[token.sentence];
        tokens.push_back({points.at(token.span.begin), points.at(token.span.end)});
        sentences.push_back(token.sentence);
        paragraphs.push_back(sentence.paragraph);
        asides.push_back(document.paragraphs[sentence.paragraph].aside ? 1 : 0);
        quoted.push_back(token.quoted >= 0 ? 1 : 0);
        kinds.push_back(static_cast<int>(token.kind));
      }
      std::cout << Json{{"doc", std::filesystem::path(argv[i]).stem().string()},
                        {"tokens", std::move(tokens)},
                        {"sentence", std::move(sentences)},
                        {"paragraph", std::move(paragraphs)},
                        {"aside", std::move(asides)},
                        {"quoted", std::move(quoted)},
                        {"kind", std::move(kinds)}}
                       .dump()
                << "\n";
    }
  }
  return all_read ? 0 : 3;
}
