// The engines' model files: checked on load, and their parts.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/quotes/model.hpp"
#include "indexer/quotes/network/convolutions.hpp"
#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/network.hpp"
#include "indexer/quotes/network/piece_table.hpp"
#include "indexer/quotes/network/windows.hpp"
#include "indexer/quotes/network/word_pieces.hpp"
#include "indexer/quotes/passages.hpp"
#include "schema/error.hpp"
#include "tests/support/paragraphs.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;

std::string refusal(std::span<const std::byte> bytes) {
  try {
    const ModelFile file(bytes);
  } catch (const schema::Error& e) {
    CHECK(e.code() == schema::ErrorCode::Damaged);
    return e.what();
  }
  return "";
}

const ModelFile& builtin_file() {
  static const ModelFile file(Model::builtin_bytes(EngineKind::Careful));
  return file;
}

std::vector<std::int32_t> pieces_of(std::string_view token) {
  static const WordPieces pieces(builtin_file());
  std::vector<std::int32_t> out;
  pieces.append(token, out);
  return out;
}

}  // namespace

TEST_CASE("a model that is not whole is refused with the reason", "[unit][quotes]") {
  const auto whole = Model::builtin_bytes(EngineKind::Careful);
  CHECK(refusal(whole).empty());
  CHECK(refusal({}).find("no model file") != std::string::npos);
  CHECK(refusal(whole.first(20)).find("no model file") != std::string::npos);
  CHECK(refusal(whole.first(whole.size() - 1)).find("checksum") != std::string::npos);

  std::vector<std::byte> copy(whole.begin(), whole.end());
  copy[copy.size() / 2] ^= std::byte{1};
  CHECK(refusal(copy).find("checksum") != std::string::npos);
  copy[8] = std::byte{99};
  CHECK(refusal(copy).find("version 99") != std::string::npos);
  copy[0] = std::byte{'X'};
  CHECK(refusal(copy).find("no model file") != std::string::npos);
}

TEST_CASE("the network gives the scores of training", "[unit][quotes][network]") {
  for (const auto& kind : kEngineKinds) {
    const ModelFile file(Model::builtin_bytes(kind.value));
    CHECK_NOTHROW(Network(file).self_test());
  }
}

// The ids are those of BertWordPieceTokenizer(vocabulary, lowercase=True).
TEST_CASE("tokens become BERT's word pieces", "[unit][quotes]") {
  CHECK(pieces_of("minister") == std::vector<std::int32_t>{2704});
  CHECK(pieces_of("Minister") == std::vector<std::int32_t>{2704});
  CHECK(pieces_of("said") == std::vector<std::int32_t>{2056});
  CHECK(pieces_of("“") == std::vector<std::int32_t>{1523});
  CHECK(pieces_of("...") == std::vector<std::int32_t>{1012, 1012, 1012});
  CHECK(pieces_of("Chișinău") == pieces_of("chisinau"));
  CHECK(pieces_of("don't") == std::vector<std::int32_t>{2123, 1005, 1056});
  CHECK(pieces_of(std::string(500, 'x')) == std::vector<std::int32_t>{100});
  CHECK(pieces_of("\xff\xfe") == std::vector<std::int32_t>{100});
  CHECK(pieces_of("") == std::vector<std::int32_t>{100});
  CHECK(pieces_of("a.b.c.d.e.f.g.h.i").size() == 8);
}

TEST_CASE("a table of pieces finds what was put in, and nothing else", "[unit][quotes]") {
  constexpr int kPieces = 3000;
  PieceTable table(kPieces + 1);
  for (int i = 0; i < kPieces; ++i) table.insert("p" + std::to_string(i), i);
  table.insert("p7", 1);  // there already
  int wrong = 0;
  for (int i = 0; i < kPieces; ++i) {
    const std::int32_t* const id = table.find("p" + std::to_string(i));
    wrong += !id || *id != i;
  }
  CHECK(wrong == 0);
  CHECK(table.find("p3000") == nullptr);
  CHECK(table.find("p") == nullptr);
  CHECK(table.find("") == nullptr);
  CHECK(table.find(std::string(PieceTable::kLongest + 1, 'p')) == nullptr);

  table.insert("q1", 1);
  CHECK(table.most_bytes("p12345") >= 5);
  CHECK(table.most_bytes("p") == 1);
  CHECK(table.most_bytes("qqqqq") == 2);
  CHECK(table.most_bytes("") == 0);
}

TEST_CASE("what a row becomes does not depend on the sequences beside it, nor on where blocks end", "[unit][quotes][network]") {
  const ModelFile file(Model::builtin_bytes(EngineKind::Fast));
  const std::size_t width = file.sizes().width;
  const Convolutions context(file, "context", width, file.sizes().dilations);
  const std::vector<std::size_t> lengths{1, 700, 3, 255, 256, 40};
  std::size_t rows = 0;
  for (const std::size_t length : lengths) rows += length;
  std::vector<float> given(rows * width);
  for (std::size_t i = 0; i < given.size(); ++i) given[i] = static_cast<float>(i * 2654435761U % 2001) / 1000 - 1;
  auto together = given;
  context.apply(together.data(), lengths);
  std::size_t begin = 0;
  for (const std::size_t length : lengths) {
    std::vector<float> alone(&given[begin * width], given.data() + (begin + length) * width);
    context.apply(alone.data(), {&length, 1});
    float apart = 0;
    for (std::size_t i = 0; i < alone.size(); ++i) apart = std::max(apart, std::fabs(alone[i] - together[begin * width + i]));
    CHECK(apart < 1e-3F);
    begin += length;
  }
}

TEST_CASE("windows cover a passage, and each token is taken from one", "[unit][quotes]") {
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) texts.push_back("The road to Halmere, she said, is open; “nobody knows,” he added, “for how long.”");
  const auto article = tests::paragraphs(texts);
  const Document document = document_of(article);
  const WordPieces pieces(builtin_file());
  const auto count = static_cast<std::uint32_t>(document.tokens.size());
  const Passage passage = passage_of(document, {0, count}, pieces);
  REQUIRE(passage.tokens() == count);
  const auto windows = windows_of(passage);
  std::uint32_t owned = 0;
  for (const Window& window : windows) {
    CHECK(window.own_first == owned);
    CHECK(window.own_last > window.own_first);
    CHECK(window.first <= window.own_first);
    CHECK(window.own_last <= window.last);
    CHECK(window.ids.size() <= kWindowPieces);
    CHECK(window.first_piece.size() == window.last - window.first);
    owned = window.own_last;
  }
  CHECK(owned == count);
  CHECK(windows.size() > 3);
  CHECK(windows_of(Passage{{}, {0}, {}, {}, {}, {}, {}}).empty());
}

TEST_CASE("a block is a paragraph with what it introduces or goes on with", "[unit][quotes]") {
  const auto blocks_of = [](const std::vector<std::string>& texts) {
    const auto article = tests::paragraphs(texts);
    const Document document = document_of(article);
    const Passage passage = passage_of(document, {0, static_cast<std::uint32_t>(document.tokens.size())}, WordPieces(builtin_file()));
    CHECK(passage.block.size() == passage.tokens());
    CHECK(std::is_sorted(passage.block.begin(), passage.block.end()));
    return passage.block.back() + 1;
  };
  CHECK(blocks_of({"The road is open.", "She said so.", "“It is,” he said."}) == 3);
  CHECK(blocks_of({"The minister said:", "“The road is open.”"}) == 1);
  CHECK(blocks_of({"“The road is open, he said.", "“And it stays so.”", "Nobody asked."}) == 2);
  CHECK(blocks_of({"“The road is open,” he said.", "“And it stays so.”"}) == 2);
  // One paragraph of so many sentences has lost its breaks: what is quoted nowhere stands alone.
  std::string lost = "“The road is open,” she said. “It stays so.” ";
  for (int i = 0; i < 10; ++i) lost += "Nobody had asked her. ";
  CHECK(blocks_of({lost}) == 10);
  CHECK(blocks_of({lost + "“It is.” ― Jo Voss “It is not.” ― Ed Tarn"}) == 11);
}

TEST_CASE("a network's scores of a cue reach as far as its model says, within its block", "[unit][quotes]") {
  std::string sentence = "The road";
  for (int i = 0; i < 60; ++i) sentence += " to Halmere, she said,";
  const auto article = tests::paragraphs({"He came.", sentence + " is open.", "She said so."});
  const Document document = document_of(article);
  for (const auto& kind : kEngineKinds) {
    const ModelFile file(Model::builtin_bytes(kind.value));
    const Network network(file);
    const auto count = static_cast<std::uint32_t>(document.tokens.size());
    const Passage passage = passage_of(document, {0, count}, WordPieces(file));
    const Encoded encoded = network.encode(passage);
    REQUIRE(encoded.tags.size() == count);
    const std::uint32_t first = document.sentences[1].first;
    const std::uint32_t last = document.sentences[1].last;
    const std::vector<CueRange> cues{{0, 1}, {first, first + 1}, {200, 202}, {last - 1, last}, {count - 1, count}};
    const auto scored = network.score(encoded, passage, cues);
    REQUIRE(scored.size() == cues.size());
    for (std::size_t i = 0; i < cues.size(); ++i) {
      const Sentence& own = document.sentences[document.tokens[cues[i].first].sentence];
      const auto before = static_cast<std::uint32_t>(file.sizes().before);
      const auto behind = static_cast<std::uint32_t>(file.sizes().behind);
      CHECK(scored[i].first == std::max(own.first, cues[i].first - std::min(cues[i].first, before)));
      CHECK(scored[i].first + scored[i].scores.size() == std::min(own.last, cues[i].first + behind));
      // Each cue is scored alone: what others are scored with it does not matter.
      const auto alone = network.score(encoded, passage, {&cues[i], 1}).front();
      float apart = 0;
      for (std::size_t t = 0; t < alone.scores.size(); ++t)
        for (std::size_t k = 0; k < 3; ++k) apart = std::max(apart, std::fabs(alone.scores[t][k] - scored[i].scores[t][k]));
      CHECK(apart < 0.05F);  // sums in another order
    }
  }
}
