#include <catch2/catch.hpp>

#include <map>
#include <vector>

#include <xapian.h>

#include "schema/index_document.hpp"
#include "schema/terms.hpp"
#include "schema/text_shape.hpp"
#include "tests/unit/writer/sample_article.hpp"

using namespace attache::schema;
using attache::tests::sample_names;
using attache::tests::SampleArticle;

using Words = std::vector<std::uint32_t>;

TEST_CASE("the shape of a text comes back from its slot", "[unit][schema][index]") {
  const std::vector<SentenceShape> sentences{{5, false, true}, {0, false, false}, {200, true, true}, {70'000, true, false}, {0, true, false}};
  const auto shape = TextShape::of_value(shape_value(sentences));
  REQUIRE(shape);
  CHECK(shape->words() == 70'205);
  CHECK(shape->sentence_of(4) != shape->sentence_of(5));
  CHECK(shape->sentence_of(5) == shape->sentence_of(204));
  CHECK(shape->paragraph_of(0) == shape->paragraph_of(204));
  CHECK(shape->paragraph_of(204) != shape->paragraph_of(205));
  CHECK(shape->in_lead(204));
  CHECK_FALSE(shape->in_lead(205));
  CHECK(TextShape::of_value("")->words() == 0);
}

TEST_CASE("what is no shape is none", "[unit][schema][index]") {
  CHECK_FALSE(TextShape::of_value("\x80"));
  CHECK_FALSE(TextShape::of_value("\x80\x80\x80\x80\x80\x80\x01"));
  CHECK_FALSE(TextShape::of_value("\xFF\xFF\xFF\xFF\xFF\x7F"));
}

TEST_CASE("positions become words, also where they jump", "[unit][schema][index]") {
  const TextShape shape(std::vector<SentenceShape>{{2, false, false}, {0, false, false}, {1, true, false}, {3, true, false}});
  // 1 2 | 103 is passed by an empty sentence | 203 || 1204 1205 1206
  Words positions{1, 2, 50, 203, 204, 1204, 1206, 1207, 9000};
  shape.to_words(positions);
  CHECK(positions == Words{0, 1, 2, 3, 5});
  Words none;
  TextShape().to_words(none);
  CHECK(none.empty());
}

TEST_CASE("each position of a document is the word of its running text with that number", "[unit][schema][index]") {
  SampleArticle sample("/news/a.txt");
  StoredArticle stored;
  stored.uid = article_uid(sample.article.provenance);
  stored.article = sample.article;
  stored.article.title = "A headline of its own";
  std::erase_if(stored.article.blocks, [](const Block& block) { return block.kind == BlockKind::Headline; });
  const auto documents = IndexDocuments(sample_names()).documents_of(stored, sample.quotes);
  const auto& document = documents.front();
  const auto shape = TextShape::of_value(document.get_value(kShapeSlot));
  REQUIRE(shape);
  const Stemmer stemmer;
  std::map<std::uint32_t, std::string> met;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    if ((*term)[0] >= 'A' && (*term)[0] <= 'Z') continue;
    Words words(term.positionlist_begin(), term.positionlist_end());
    shape->to_words(words);
    for (const auto word : words) met.emplace(word, *term);
  }
  std::uint32_t number = 0, paragraph = 0;
  bool has_rest = false;
  for (const auto& stretch : running_text(stored.article)) {
    for (const Word& word : words_of(stretch.text, stretch.span)) {
      CAPTURE(number, word.folded);
      CHECK(met[number] == stemmer(word.folded));
      CHECK(shape->paragraph_of(number) == paragraph);
      CHECK(shape->in_lead(number) == stretch.in_lead);
      has_rest = has_rest || !stretch.in_lead;
      ++number;
    }
    ++paragraph;
  }
  CHECK(number > 20);
  CHECK(number == shape->words());
  CHECK(has_rest);
  CHECK(shape->in_lead(0));
}
