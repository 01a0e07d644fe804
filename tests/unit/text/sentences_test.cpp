#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "indexer/text/sentences.hpp"

using namespace attache;

namespace {

std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> out;
  for (const auto span : indexer::sentences_of(text, {0, static_cast<std::uint32_t>(text.size())}))
    out.emplace_back(schema::text_of(text, span));
  return out;
}

}  // namespace

TEST_CASE("sentences end where newswire ends them", "[unit][text]") {
  struct Row {
    const char* text;
    std::vector<std::string> want;
  };
  const Row rows[] = {
      {"", {}},
      {"   \n ", {}},
      {"One. Two.", {"One.", "Two."}},
      {"Mr. Brod met Gen. Tarn. He left.", {"Mr. Brod met Gen. Tarn.", "He left."}},
      {"The U.S. Trade office agreed. It said so.", {"The U.S. Trade office agreed.", "It said so."}},
      {"“Stay,” he said. “Go.” Then he left.", {"“Stay,” he said.", "“Go.”", "Then he left."}},
      {"“Will it hold?” he asked. No.", {"“Will it hold?” he asked.", "No."}},
      {"It cost 3.5 mln. J. R. Voss paid.", {"It cost 3.5 mln.", "J. R. Voss paid."}},
      {"We waited ... and waited. End", {"We waited ... and waited.", "End"}},
      {"“We left ... We came back,” she said.", {"“We left ...", "We came back,” she said."}},
      {"He came on Sept. 3. It rained!", {"He came on Sept. 3.", "It rained!"}},
      {"Done.) Next.", {"Done.)", "Next."}},
      {"“It held.” ― Jo R. Voss “It broke.” ― Ed Tarn", {"“It held.”", "― Jo R. Voss", "“It broke.”", "― Ed Tarn"}},
      {"“It held.” ― so she said, and “it broke” later.", {"“It held.” ― so she said, and “it broke” later."}},
      {"He said “no.” - The talks in “Harn” go on. - “Maybe.”", {"He said “no.”", "- The talks in “Harn” go on.", "- “Maybe.”"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(sentences(row.text) == row.want);
  }
}

TEST_CASE("sentences cover all but white space and do not overlap", "[unit][text]") {
  const std::string text = "A.B. C? \xE2\x80\x9C" "D!\xE2\x80\x9D e. \xF0\x9F\x98\x80 F.. g\n\nH";
  std::uint32_t last = 0;
  std::string joined;
  for (const auto span : indexer::sentences_of(text, {0, static_cast<std::uint32_t>(text.size())})) {
    CHECK(span.begin >= last);
    CHECK(span.begin < span.end);
    last = span.end;
    joined += schema::text_of(text, span);
  }
  std::string ink;
  for (char c : text)
    if (c != ' ' && c != '\n') ink.push_back(c);
  std::erase_if(joined, [](char c) { return c == ' ' || c == '\n'; });
  CHECK(joined == ink);
}
