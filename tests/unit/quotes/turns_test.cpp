#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "indexer/quotes/addresses.hpp"
#include "indexer/quotes/engine.hpp"
#include "tests/support/paragraphs.hpp"
#include "tests/support/speakers.hpp"

using namespace attache;
using List = std::vector<std::string>;

namespace {

// "speaker: content" of each quotation that is shown.
List said(const schema::Article& article) {
  List out;
  for (const auto& quote : indexer::QuoteEngine::by_rules(schema::Names::builtin()).quotes_of(article))
    if (quote.shown) out.push_back(tests::speakers_of(quote) + ": " + schema::text_of(article.text, quote.content));
  return out;
}

List said(const std::string& title, const std::vector<std::string>& paragraphs) {
  auto article = tests::paragraphs(paragraphs);
  article.title = title;
  return said(article);
}

std::string sentences(std::size_t count, const std::string& sentence) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? " " : "") + sentence;
  return out;
}

}  // namespace

TEST_CASE("turns of a transcript that lost its paragraphs", "[unit][quotes]") {
  CHECK(said("", {"President of Ostria Pavel Dorrin: Good morning, I am glad to see you. The road is open. Anna Grebe (by video link): Thank you. "
                  "We shut the port. Pavel Dorrin: I told the general so. That is all."}) ==
        List{"Pavel Dorrin: Good morning, I am glad to see you. The road is open.", "Anna Grebe: Thank you. We shut the port.",
             "Pavel Dorrin: I told the general so. That is all."});
  // A heading has run into the first label; a question is nobody's.
  CHECK(said("", {"Beginning of the talks President of Ostria Pavel Dorrin: I am glad to see you. Question: Is the road open? Pavel Dorrin: We shall see."}) ==
        List{"Pavel Dorrin: I am glad to see you.", "Pavel Dorrin: We shall see."});
}

TEST_CASE("a speech with its speaker's label alone", "[unit][quotes]") {
  CHECK(said("", {"The President opened the fair.", "President of Ostria Pavel Dorrin: I am glad to be here.", "Our ports are open.", "The fair lasts a week."}) ==
        List{"Pavel Dorrin: I am glad to be here. … Our ports are open."});
}

TEST_CASE("words before a colon that nobody speaks behind are no turns", "[unit][quotes]") {
  CHECK(said("", {"Defence Minister Pavel Dorrin: the road, the port, the mine.", "The rest is closed."}).empty());
  CHECK(said("", {"Listen Now: Our podcast has more.", "The rest is closed."}).empty());
  CHECK(said("", {"Orme Lake: the water is low. Halmere: the road is shut. Orme Lake: the dam is full."}).empty());
}

TEST_CASE("long turns are several quotations of whole sentences", "[unit][quotes]") {
  const auto found = said("", {"President of Ostria Pavel Dorrin: I am glad. " + sentences(60, "We opened the road and the port.")});
  REQUIRE(found.size() > 2);
  for (const auto& one : found) {
    CHECK(one.starts_with("Pavel Dorrin: "));
    CHECK(one.ends_with("."));
    CHECK(one.size() < 1000);
  }
}

TEST_CASE("an address is whose the headline says", "[unit][quotes]") {
  const List paragraphs{"Friends, I came by the road that we built.", "We shall keep it open. I thank you."};
  const std::string whole = "Friends, I came by the road that we built. … We shall keep it open. I thank you.";
  CHECK(said("Speech by Prime Minister Pavel Dorrin at the Halmere fair", paragraphs) == List{"Pavel Dorrin: " + whole});
  CHECK(said("The road stays open – address by Prime Minister Pavel Dorrin", paragraphs) == List{"Pavel Dorrin: " + whole});
  CHECK(said("Pavel Dorrin’s remarks to the press", paragraphs) == List{"Pavel Dorrin: " + whole});
  auto dated = tests::paragraphs(paragraphs);
  dated.title = "Statement by the Russian foreign minister";
  dated.published = schema::make_date(2021, 12, 2);
  CHECK(said(dated) == List{"Sergey Lavrov: " + whole});
  // What introduces it is the publisher's.
  CHECK(said("Speech by Prime Minister Pavel Dorrin", {"The Prime Minister spoke on Monday at the fair in the old port of Halmere.", paragraphs[0], paragraphs[1]}) ==
        List{"Pavel Dorrin: " + whole});
  // A report about an address is none.
  CHECK(said("Speech by Prime Minister Pavel Dorrin angers the ports", {"The ports are angry.", "Nobody works there."}).empty());
  CHECK(said("The road stays open", {paragraphs[0], "We shall keep it open."}).empty());
}

TEST_CASE("an address's title page says whose it is", "[unit][quotes]") {
  CHECK(said("Statement by", {"Statement by\nHer Excellency Anna Grebe\nMinister of Roads and\nPorts of Ostria\nat the fair", "Halmere, 2 May", "Friends, I came by the road that we built.",
                              "We shall keep it open. I thank you."}) == List{"Anna Grebe: Friends, I came by the road that we built. … We shall keep it open. I thank you."});
  CHECK(said("OSTRIA", {"STATEMENT BY\nH.E. MR. PAVEL DORRIN\nPRESIDENT OF OSTRIA", "I came by the road that we built. We shall keep it open. I thank you."}) ==
        List{"Pavel Dorrin: I came by the road that we built. We shall keep it open. I thank you."});
}

TEST_CASE("the giver of an address in a headline", "[unit][quotes]") {
  CHECK(indexer::address_giver("Speech by Foreign Minister Anna Grebe at the Academy") == "Foreign Minister Anna Grebe");
  CHECK(indexer::address_giver("Address of the President of Ostria, Pavel Dorrin, to the nation") == "the President of Ostria, Pavel Dorrin");
  CHECK(indexer::address_giver("Anna Grebe's statement") == "Anna Grebe");
  CHECK(indexer::address_giver("Speech by President To Lam to the nation") == "President To Lam");
  CHECK(indexer::address_giver("SPEECH BY PRESIDENT DORRIN TO THE NATION") == "PRESIDENT DORRIN");
  CHECK(indexer::address_giver("Remarks by").empty());
  CHECK(indexer::address_giver("Statement of intent signed").empty());
  CHECK(indexer::address_giver("Address").empty());
  CHECK(indexer::address_giver("").empty());
}

TEST_CASE("a message is whose who sent it", "[unit][quotes]") {
  CHECK(said("", {"Pavel Dorrin sent greetings to the sailors. The message says: “The road is open. I thank the sailors.”"}) ==
        List{"Pavel Dorrin: “The road is open. I thank the sailors.”"});
  CHECK(said("", {"Pavel Dorrin sat down. The message says: “The road is open.”"}) == List{"message: “The road is open.”"});
}

TEST_CASE("a quotation mark without a space on either side opens where none is open", "[unit][quotes]") {
  CHECK(said("", {"Minister Pavel Dorrin said:\"The road is open.\" Nobody laughed."}) == List{"Pavel Dorrin: \"The road is open.\""});
  CHECK(said("", {"\"The road is open,\"Minister Pavel Dorrin said."}) == List{"Pavel Dorrin: \"The road is open,\""});
}
