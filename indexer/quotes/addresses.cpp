#include "indexer/quotes/addresses.hpp"

#include <algorithm>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "indexer/quotes/cast.hpp"
#include "indexer/quotes/word_classes.hpp"
#include "indexer/text/document.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

const WordSet& address_nouns() {
  static const WordSet set("address speech remarks statement message videomessage lecture greeting greetings comments");
  return set;
}

// What ends the name of the giver: where, when, to whom.
const WordSet& behind_givers() {
  static const WordSet set("at to on in during for before after following as with from about regarding ahead via upon against delivered during check new");
  return set;
}

std::string_view between(std::string_view text, std::size_t begin, std::size_t end) {
  auto out = text.substr(begin, end - begin);
  const auto trimmed = [](char c) { return c == ' ' || c == ',' || c == ':' || c == ';' || c == '.'; };
  while (!out.empty() && trimmed(out.back())) out.remove_suffix(1);
  while (!out.empty() && trimmed(out.front())) out.remove_prefix(1);
  return out;
}

// Lines of a title page as one, with a comma where a line is a phrase of its own: "Anna Grebe, Foreign Minister of, …" has none behind "of".
std::string as_phrases(std::string_view lines) {
  std::string out;
  bool whole = false;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const std::string line = schema::one_line(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const auto words = schema::words_of(line);
    if (words.empty()) continue;
    const auto goes_on = [](const schema::Word& word) { return prepositions().has(word.folded) || conjunctions().has(word.folded) || determiners().has(word.folded); };
    if (!out.empty()) out += whole && !out.ends_with(',') && !goes_on(words.front()) ? ", " : " ";
    out += line;
    whole = !goes_on(words.back());
  }
  return out;
}

// Of words all in capitals those of names and titles: "PRESIDENT OF OSTRIA" → "President of Ostria".
std::string in_title_case(const std::string& text) {
  if (std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return text;
  auto out = icu::UnicodeString::fromUTF8(text);
  out.toTitle(nullptr, icu::Locale::getRoot());
  std::string cased;
  out.toUTF8String(cased);
  for (const auto& word : schema::words_of(cased))
    if (prepositions().has(word.folded) || determiners().has(word.folded) || conjunctions().has(word.folded))
      cased.replace(word.span.begin, word.span.end - word.span.begin, word.folded);
  return cased;
}

// "His Excellency Mr Pavel Dorrin" → "Pavel Dorrin": what is said to everybody of rank says nothing of who it is.
std::string_view without_courtesies(std::string_view text) {
  static const WordSet courtesies("h e he her his the hon honourable honorable right rt excellency highness majesty royal mr mrs ms dr");
  const auto words = schema::words_of(text);
  std::size_t first = 0;
  while (first < words.size() && courtesies.has(words[first].folded)) ++first;
  return first == words.size() || first == 0 ? text : text.substr(words[first].span.begin);
}

bool begins_with_capital(std::string_view text) { return !text.empty() && ((text[0] >= 'A' && text[0] <= 'Z') || static_cast<unsigned char>(text[0]) >= 0x80); }

}  // namespace

std::string_view address_giver(std::string_view headline) {
  const auto words = schema::words_of(headline);
  const bool shouted = std::none_of(headline.begin(), headline.end(), [](char c) { return c >= 'a' && c <= 'z'; });
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
    // Where not all is in capitals, "To" may be a name's.
    while (last < words.size() && !(behind_givers().has(words[last].folded) && (shouted || !begins_with_capital(word(last))))) name = begins_with_capital(word(last++)) || name;
    if (name) return between(headline, words[i + 2].span.begin, words[last - 1].span.end);
  }
  return {};
}

bool is_first_person(const Token& token) {
  static const WordSet set("i we me us my our i'm i've we're we've i'd i'll we'll");
  return token.quoted < 0 && set.has(token.folded);
}

std::string address_giver(const Document& document) {
  constexpr std::size_t kLongestPreamble = 600;  // bytes
  if (const auto giver = address_giver(document.article->title); !giver.empty()) return std::string(giver);
  const auto own = std::find_if(document.tokens.begin(), document.tokens.end(), is_first_person);
  if (own == document.tokens.end()) return {};
  const Paragraph& paragraph = document.paragraphs[document.sentences[own->sentence].paragraph];
  if (paragraph.span.begin > kLongestPreamble) return {};
  return std::string(address_giver(as_phrases(document.text(schema::Span{0, paragraph.span.begin}))));
}

// They are read as the source of a sentence of their own: names, titles and offices are told as everywhere else.
std::vector<Referent> giver_of(std::string_view words, const schema::Article& article, const schema::Names& names) {
  schema::Article line;
  line.published = article.published;
  const std::string cased = in_title_case(std::string(words));
  const std::string_view giver = without_courtesies(cased);
  line.text = std::string(giver) + " said so.";
  schema::Block block;
  block.kind = schema::BlockKind::Paragraph;
  block.span = {0, static_cast<std::uint32_t>(line.text.size())};
  line.blocks.push_back(block);
  const Document document = document_of(line);
  const Cast cast(document, names);
  TokenRange source{0, 0};
  while (source.last < document.tokens.size() && document.tokens[source.last].span.end <= giver.size()) ++source.last;
  if (source.empty()) return {};
  std::string reason;
  return PhraseReader(document, cast, names).referents_of(source, {}, reason);
}

}  // namespace attache::indexer
