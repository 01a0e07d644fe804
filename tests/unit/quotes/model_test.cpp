// The careful engine's model file: checked on load, and its parts.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/quotes/model.hpp"
#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/network.hpp"
#include "indexer/quotes/network/word_pieces.hpp"
#include "indexer/quotes/windows.hpp"
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
  static const ModelFile file(Model::builtin_bytes());
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
  const auto whole = Model::builtin_bytes();
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

TEST_CASE("the network gives the scores of training", "[unit][quotes]") {
  CHECK_NOTHROW(Network(builtin_file()).self_test());
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

TEST_CASE("windows cover a document, and own each token once", "[unit][quotes]") {
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) texts.push_back("The road to Halmere, she said, is open; “nobody knows,” he added, “for how long.”");
  const auto article = tests::paragraphs(texts);
  const Document document = document_of(article);
  const WordPieces pieces(builtin_file());
  WindowCutter cutter(document, pieces);
  std::uint32_t owned = 0;
  std::size_t count = 0;
  for (DocumentWindow window; cutter.next(window); ++count) {
    CHECK(window.own.first == owned);
    CHECK(window.own.last > window.own.first);
    CHECK(window.tokens.first <= window.own.first);
    CHECK(window.own.last <= window.tokens.last);
    CHECK(window.window.ids.size() <= 256);
    CHECK(window.window.first_piece.size() == window.tokens.size());
    owned = window.own.last;
  }
  CHECK(owned == document.tokens.size());
  CHECK(count > 3);
}
