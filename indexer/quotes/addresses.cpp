#include "indexer/quotes/addresses.hpp"

#include <algorithm>

#include "indexer/quotes/cast.hpp"
#include "indexer/quotes/word_classes.hpp"
#include "indexer/text/document.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

const WordSet& address_nouns() {
  static const WordSet set("address speech remarks statement message videomessage lecture greeting greetings comments answers");
  return set;
}

// What ends the name of the giver: where, when, to whom.
const WordSet& behind_givers() {
  static const WordSet set("at to on in during for before after following as with from about regarding ahead via upon against delivered");
  return set;
}

std::string_view between(std::string_view text, std::size_t begin, std::size_t end) {
  auto out = text.substr(begin, end - begin);
  const auto trimmed = [](char c) { return c == ' ' || c == ',' || c == ':' || c == ';' || c == '.'; };
  while (!out.empty() && trimmed(out.back())) out.remove_suffix(1);
  while (!out.empty() && trimmed(out.front())) out.remove_prefix(1);
  return out;
}

bool begins_with_capital(std::string_view text) { return !text.empty() && ((text[0] >= 'A' && text[0] <= 'Z') || static_cast<unsigned char>(text[0]) >= 0x80); }

}  // namespace

std::string_view address_giver(std::string_view headline) {
  const auto words = schema::words_of(headline);
  const auto word = [&](std::size_t i) { return headline.substr(words[i].span.begin, words[i].span.end - words[i].span.begin); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!address_nouns().has(words[i].folded)) continue;
    // "Pavel Dorrin's remarks": the capitalised words before it.
    if (i > 0 && (word(i - 1).ends_with("'s") || word(i - 1).ends_with("’s"))) {
      std::size_t first = i;
      while (first > 0 && begins_with_capital(word(first - 1))) --first;
      if (first < i) {
        const auto end = words[i - 1].span.end - (word(i - 1).ends_with("’s") ? std::string_view("’s").size() : 2);
        return between(headline, words[first].span.begin, end);
      }
    }
    if (i + 2 >= words.size() || (words[i + 1].folded != "by" && words[i + 1].folded != "of")) continue;
    std::size_t last = i + 2;
    bool name = false;
    while (last < words.size() && !behind_givers().has(words[last].folded)) name = begins_with_capital(word(last++)) || name;
    if (name) return between(headline, words[i + 2].span.begin, words[last - 1].span.end);
  }
  return {};
}

// They are read as the source of a sentence of their own: names, titles and offices are told as everywhere else.
std::vector<Referent> giver_of(std::string_view words, const schema::Article& article, const schema::Names& names) {
  schema::Article line;
  line.published = article.published;
  line.text = std::string(words) + " said so.";
  schema::Block block;
  block.kind = schema::BlockKind::Paragraph;
  block.span = {0, static_cast<std::uint32_t>(line.text.size())};
  line.blocks.push_back(block);
  const Document document = document_of(line);
  const Cast cast(document, names);
  TokenRange source{0, 0};
  while (source.last < document.tokens.size() && document.tokens[source.last].span.end <= words.size()) ++source.last;
  if (source.empty()) return {};
  std::string reason;
  return PhraseReader(document, cast, names).referents_of(source, {}, reason);
}

}  // namespace attache::indexer
