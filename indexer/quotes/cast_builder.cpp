#include "indexer/quotes/cast.hpp"

#include <algorithm>
#include <deque>

#include "indexer/quotes/bearers.hpp"
#include "indexer/quotes/titles.hpp"
#include "indexer/quotes/word_classes.hpp"
#include "schema/names/same_person.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::AliasKind;
using schema::EntityKind;
using schema::Gender;
using schema::Span;

// Those of title_words() that no surname stands behind: "the Institute for International | Studies".
const WordSet& adjectives() {
  static const WordSet set("foreign prime deputy vice acting interim former senior international national european special permanent home");
  return set;
}

// Lower-case parts of names.
const WordSet& particles() {
  static const WordSet set("al el bin ibn de der den van von la le du da dos das di ter ben abu");
  return set;
}

Gender gender_of_word(std::string_view word) {
  if (word == "mr" || word == "mr." || word == "sir" || word == "lord" || word == "king" || word == "prince" ||
      word == "herr" || word == "monsieur" || word == "pope" || word == "father")
    return Gender::Male;
  if (word == "mrs" || word == "mrs." || word == "ms" || word == "ms." || word == "miss" || word == "lady" || word == "dame" ||
      word == "queen" || word == "princess" || word == "madame" || word == "frau" || word == "mother")
    return Gender::Female;
  if (word.ends_with("woman")) return Gender::Female;
  if (word.ends_with("man") && (word == "spokesman" || word == "chairman" || word == "congressman" || word == "statesman"))
    return Gender::Male;
  return Gender::Unknown;
}

}  // namespace

struct Cast::Builder {
  Cast& cast;
  const Document& document;
  const schema::Names& names;
  std::vector<bool> in_body;  // token lies in a Name or Metonym hit of an entity that is no person
  const TitleReader titles{document, names, in_body};
  mutable std::unordered_map<std::string, std::string> word_keys{};
  mutable std::vector<std::pair<std::string, std::vector<std::string>>> person_keys{};  // name and keys() of it
  std::deque<std::string> parts{};                                                     // words of find_entities() that no token holds
  std::vector<TokenRange> unclaimed{};  // runs of names that nothing shows to be a person's

  void run() {
    find_entities();
    sort_words();
    find_bodies();
    for (const Sentence& sentence : document.sentences) {
      const SentenceView view(document, static_cast<std::uint32_t>(&sentence - document.sentences.data()));
      for (std::uint32_t i = sentence.first; i < sentence.last;) i = read_run(view, i);
    }
    join_full_names();
    find_single_names();
    describe_by_headline();
    std::sort(cast.mentions_.begin(), cast.mentions_.end(),
              [](const Mention& l, const Mention& r) { return l.range.first < r.range.first; });
    identify();
    for (Person& person : cast.people_) complete(person);
    gather_loose_names();
    cast.mention_tokens_.resize(cast.people_.size());
    for (const Mention& mention : cast.mentions_) cast.mention_tokens_[mention.person].push_back(mention.range.first);
  }

  const Token& at(std::uint32_t i) const { return document.tokens[i]; }

  void find_entities() {
    in_body.assign(document.tokens.size(), false);
    std::uint32_t token = 0;
    std::vector<schema::WordView> words;
    for (const Paragraph& paragraph : document.paragraphs) {
      words.clear();
      parts.clear();
      for (std::uint32_t s = paragraph.first; s < paragraph.last; ++s)
        for (std::uint32_t i = document.sentences[s].first; i < document.sentences[s].last; ++i) add_words(at(i), words);
      for (const auto& hit : names.find_all(document.article->text, std::span<const schema::WordView>(words))) {
        const Span span{words[hit.first].span.begin, words[hit.first + hit.count - 1].span.end};
        while (token < document.tokens.size() && at(token).span.end <= span.begin) ++token;
        std::uint32_t last = token;
        while (last < document.tokens.size() && at(last).span.begin < span.end) ++last;
        if (last > token + 1 && at(last - 1).folded == "'s") --last;
        if (token == last || part_of_name(hit, {token, last})) continue;
        cast.entities_.push_back({{token, last}, hit.entity, hit.alias_kind});
        if (hit.alias_kind == AliasKind::Name || hit.alias_kind == AliasKind::Metonym)
          cast.first_named_.emplace(hit.entity, cast.entities_.size() - 1);
        if (hit.entity->kind != EntityKind::Person)
          for (std::uint32_t i = token; i < last; ++i) in_body[i] = true;
      }
    }
  }

  // One word, as schema::words_of() has it.
  static bool is_plain(const Token& token) {
    const auto plain = [](unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return token.kind == TokenKind::Word && std::ranges::all_of(token.folded, plain);
  }

  // As schema::words_of() has them, from the token where it is one plain word folded already.
  void add_words(const Token& token, std::vector<schema::WordView>& out) {
    if (token.kind == TokenKind::Punctuation || token.folded == "'s") return;
    if (is_plain(token)) {
      out.push_back({token.span, token.folded});
      return;
    }
    for (auto& word : schema::words_of(document.article->text, token.span)) {  // "U.S.", "US", "Franco-German"
      parts.push_back(std::move(word.folded));
      out.push_back({word.span, parts.back()});
    }
  }

  void sort_words() {
    static const WordSet before_places("in into near across inside outside");
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      if (at(i).kind != TokenKind::Word) continue;
      if (!at(i).capitalised)
        cast.lower_case_words_.add(at(i).folded);
      else if (i > 0 && before_places.has(at(i - 1).folded))
        cast.places_.insert(at(i).folded);
    }
  }

  // "the Northern Straits Union" is not the EU, nor "the Straits Energy Agency" the IAEA: a seat or a description behind a
  // capitalised word is part of a longer name.
  bool part_of_name(const schema::NameHit& hit, TokenRange range) const {
    if (hit.alias_kind != AliasKind::Metonym && hit.alias_kind != AliasKind::Description) return false;
    if (range.first == 0) return false;
    const Token& before = at(range.first - 1);
    return at(range.first).capitalised && before.kind == TokenKind::Word && before.capitalised && !in_body[range.first - 1] &&
           before.sentence == at(range.first).sentence && !determiners().has(before.folded) && !prepositions().has(before.folded) &&
           !title_words().has(before.folded) && !honorifics().has(before.folded) && !is_adverb(before.folded);
  }

  // Runs of capitalised words with a body's word in them: "Vardanian Ministry of Foreign Affairs", "Harbour Party".
  void find_bodies() {
    for (std::uint32_t i = 0; i < document.tokens.size();) {
      const auto part = [&](std::uint32_t k) {
        return at(k).kind == TokenKind::Word && at(k).capitalised && at(k).sentence == at(i).sentence &&
               !determiners().has(at(k).folded) && !honorifics().has(at(k).folded) && !prepositions().has(at(k).folded);
      };
      if (!part(i)) {
        ++i;
        continue;
      }
      std::uint32_t last = i + 1;
      while (last < document.tokens.size()) {
        const bool link = (at(last).folded == "of" || at(last).folded == "and" || at(last).folded == "for") &&
                          last + 1 < document.tokens.size() && part(last + 1) && last > i;
        if (!part(last) && !link) break;
        ++last;
      }
      bool body = false;
      for (std::uint32_t k = i; k < last; ++k) body = body || body_words().has(at(k).folded) || speaker_nouns().has(at(k).folded);
      const std::string acronym = acronym_behind({i, last});
      if (last - i >= 2 && (body || !acronym.empty())) add_body({i, last}, acronym);
      i = last;
    }
  }

  void add_body(TokenRange range, const std::string& acronym) {
    const std::size_t index = cast.bodies_.size();
    cast.bodies_.push_back({range, schema::fold_phrase(text(range)), acronym});
    if (!acronym.empty()) cast.acronyms_.emplace(acronym, index);
    for (std::uint32_t k = range.first; k < range.last; ++k) cast.bodies_by_word_.emplace(at(k).folded, index);
  }

  // "General Agreement on Tariffs and Trade (GATT)": capitals in brackets whose first letter is that of a word of the name.
  std::string acronym_behind(TokenRange name) const {
    const std::uint32_t i = name.last;
    if (i + 2 >= document.tokens.size() || at(i).folded != "(" || at(i + 2).folded != ")") return {};
    const std::string acronym = text({i + 1, i + 2});
    if (acronym.size() < 2 || acronym.find_first_of("abcdefghijklmnopqrstuvwxyz. ") != std::string::npos) return {};
    for (std::uint32_t k = name.first; k < name.last; ++k)
      if (document.text(at(k)).front() == acronym.front()) return acronym;
    return {};
  }

  // "the Bureau of Fisheries and [Open Water]": the end of a body's name, behind "and".
  bool ends_body(TokenRange range) const {
    if (range.first < 2 || at(range.first - 1).folded != "and") return false;
    const auto behind = std::partition_point(cast.bodies_.begin(), cast.bodies_.end(), [&](const auto& body) { return body.range.last < range.last; });
    if (behind == cast.bodies_.end() || behind->range.last != range.last || behind->range.first >= range.first) return false;
    bool head = false;
    for (std::uint32_t i = behind->range.first; i < range.first; ++i) {
      if (head && (at(i).folded == "of" || at(i).folded == "for")) return true;
      head = body_words().has(at(i).folded) || speaker_nouns().has(at(i).folded);
    }
    return false;
  }

  // Reads a run of name tokens at `i`, if one begins there; returns where to go on.
  std::uint32_t read_run(const SentenceView& view, std::uint32_t i) {
    if (!titles.name_token(i)) return i + 1;
    std::uint32_t last = i + 1;
    while (last < view.last()) {
      if (titles.name_token(last)) {
        ++last;
      } else if (particles().has(at(last).folded) && last + 1 < view.last() && titles.name_token(last + 1)) {
        last += 2;
      } else {
        break;
      }
    }
    // "Anna Grebe Institute", "Halmere Lorne Shipping Ltd": the run leads to a body's word.
    const bool body = (last < view.last() && at(last).kind == TokenKind::Word && at(last).capitalised &&
                       (body_words().has(at(last).folded) || title_words().has(at(last).folded)));
    const bool sentence_start = i == view.first();
    // "Yesterday Pavel Dorrin": a stray first word
    if (sentence_start && last - i > 1 && !known_given_name(i) && known_given_name(i + 1)) ++i;
    i = behind_title_words(i, last);
    const TokenRange range{i, last};
    const TokenRange title = titles.title_before(view, i);
    const bool titled = !title.empty();
    if (body || last - i > 5) return last;
    if (!titled && !known_given_name(i) && ends_body({i, last})) return last;
    if (last - i >= 2) {
      const bool behind_link = i > view.first() && (determiners().has(at(i - 1).folded) || prepositions().has(at(i - 1).folded));
      if (titled || known_given_name(i) || !titles.description_after(view, last).empty() || (titles.subject_of_cue(view, last) && !behind_link) ||
          known_person(range))
        add(range, title, view);
      else
        unclaimed.push_back(range);
    } else if (titled && (titles.person_title(title) || titles.honorific_title(title)) && leads_to_surname(at(i - 1).folded)) {
      add(range, title, view);
    } else {
      unclaimed.push_back(range);
    }
    return last;
  }

  // Not the official of the Korea | Traders' Association, nor the Institute for International | Studies.
  static bool leads_to_surname(std::string_view before) {
    return !adjectives().has(before) && (person_nouns().has(before) || honorifics().has(before) || title_words().has(before) ||
                                         before == "," || before == "-");
  }

  // "the Temporarily Flooded Territories | Iryna Dorrin", "President of Vardania | Mira Tolk": a name of its own that is known by
  // its given name.
  std::uint32_t behind_title_words(std::uint32_t first, std::uint32_t last) const {
    const bool of_title = first >= 2 && at(first - 1).folded == "of" && person_nouns().has(at(first - 2).folded);
    for (std::uint32_t i = first; i + 2 <= last && !known_given_name(first); ++i)
      if (i >= first + (of_title ? 1 : 2) && known_given_name(i)) return i;
    return first;
  }

  bool known_given_name(std::uint32_t i) const {
    return names.gender_of_given_name(at(i).folded) != Gender::Unknown;
  }

  bool known_person(TokenRange range) const {
    for (const auto& hit : names.by_alias(schema::fold_phrase(text(range))))
      if (hit.entity->kind == EntityKind::Person) return true;
    return false;
  }

  std::string text(TokenRange range) const {
    if (range.empty()) return {};
    return schema::one_line(document.text(Span{at(range.first).span.begin, at(range.last - 1).span.end}));
  }

  void add(TokenRange range, TokenRange title, const SentenceView& view) {
    std::string name = text(range);
    Gender gender = Gender::Unknown;
    for (std::uint32_t i = title.last; i > title.first; --i)  // from the name's side: "Mr Dorrin's spokeswoman"
      if (gender == Gender::Unknown) gender = gender_of_word(at(i - 1).folded);
    const std::uint32_t person = person_of(range, name, title, gender);
    Person& who = cast.people_[person];
    if (who.gender == Gender::Unknown) who.gender = gender;
    TokenRange described = title;
    while (!described.empty() && honorific_only(described.last - 1)) --described.last;
    while (!described.empty() && honorific_only(described.first)) ++described.first;
    describe(who, described);
    describe(who, titles.description_after(view, range.last));
    // The introduction is the first full name, or the first with a title where there is one.
    const bool bare = who.first_form == who.name;
    if (who.first_form.empty() || (bare && (!title.empty() || (words_in(who.name) == 1 && range.size() > 1)))) {
      who.first_form = text({title.empty() ? range.first : title.first, range.last});
      who.first_token = title.empty() ? range.first : title.first;
    }
    if (name.size() > who.name.size() && words_in(name) >= words_in(who.name)) who.name = std::move(name);
    const bool joined = !title.empty() && title.last == range.first;
    cast.mentions_.push_back({range, {joined ? title.first : range.first, range.last}, person});
  }

  bool honorific_only(std::uint32_t i) const {
    return honorifics().has(at(i).folded) && !title_words().has(at(i).folded);
  }

  void describe(Person& who, TokenRange range) {
    if (range.empty()) return;
    describe(who, {text(range)}, cast.description_words_of(range));
  }

  static void describe(Person& who, const std::vector<std::string>& descriptions, const std::vector<std::string>& words) {
    const auto put = [](std::vector<std::string>& into, const std::string& one) {
      if (std::find(into.begin(), into.end(), one) == into.end()) into.push_back(one);
    };
    for (const std::string& description : descriptions) put(who.descriptions, description);
    for (const std::string& word : words) put(who.description_words, word);
  }

  // The person of this name: an earlier one whose surname is the same and whose given names and gender do not contradict, or a new one.
  // Of several of a surname the one whom the title describes ("Prime Minister Dorrin"), else who was introduced last.
  std::uint32_t person_of(TokenRange range, const std::string& name, TokenRange title, Gender gender) {
    const auto words = keys(range);
    const bool knighted = !title.empty() && is_knightly(at(title.last - 1).folded);
    std::optional<std::uint32_t> known = knighted && words.size() == 1 ? knight(words.front()) : std::nullopt;
    if (known) return *known;
    known = known_as(name, words, gender, cast.people_.size());
    if (known && words.size() == 1 && !title.empty()) {
      const auto titles_words = cast.description_words_of(title);
      for (auto k = known; k; k = known_as(name, words, gender, *k))
        if (std::ranges::find_first_of(cast.people_[*k].description_words, titles_words) != cast.people_[*k].description_words.end()) return *k;
    }
    if (known) return *known;
    cast.people_.emplace_back();
    return static_cast<std::uint32_t>(cast.people_.size() - 1);
  }

  // "Sir", "Dame" stand before the given name: "Sir Anton", "Sir Anton Dorrin".
  static bool is_knightly(std::string_view word) { return word == "sir" || word == "dame"; }
  std::optional<std::uint32_t> knight(const std::string& given) const {
    for (std::size_t k = cast.people_.size(); k-- > 0;)
      if (const auto& known = keys_of(k); !known.empty() && known.front() == given) return static_cast<std::uint32_t>(k);
    return std::nullopt;
  }

  // The last such person before index `end`.
  std::optional<std::uint32_t> known_as(const std::string& name, const std::vector<std::string>& words, Gender gender, std::size_t end) const {
    if (words.empty()) return std::nullopt;
    for (std::size_t k = end; k-- > 0;) {
      const std::vector<std::string>& known = keys_of(k);
      if (known.empty() || contradicts(gender, k) || std::ranges::find_first_of(words, known) == words.end()) continue;
      const bool surname = words.size() == 1 || known.size() == 1 || ends_in(words, known) || ends_in(known, words);
      const bool alike = surname || words.front() == known.front() || initial(words.front(), known.front());
      const bool given_alone = known.size() == 1 && words.front() == known.front() && is_knightly(schema::fold(cast.people_[k].first_form.substr(0, cast.people_[k].first_form.find(' '))));
      const bool same = (words.back() == known.back() && alike) || given_alone;
      if (same || (words.size() > 1 && known.size() > 1 && schema::may_be_same_person(names, name, cast.people_[k].name)))
        return static_cast<std::uint32_t>(k);
    }
    return std::nullopt;
  }

  // "Antonio Alvez Dorro", "Alvez Dorro": a surname of several words.
  static bool ends_in(const std::vector<std::string>& longer, const std::vector<std::string>& end) {
    return longer.size() > end.size() && std::equal(end.rbegin(), end.rend(), longer.rbegin());
  }

  static bool initial(const std::string& a, const std::string& b) {
    return (a.size() == 1 || b.size() == 1) && a.front() == b.front();
  }

  // Those of the person's name as it stands.
  const std::vector<std::string>& keys_of(std::size_t person) const {
    person_keys.resize(cast.people_.size());
    auto& [name, own] = person_keys[person];
    if (name != cast.people_[person].name) own = keys(name = cast.people_[person].name);
    return own;
  }

  std::vector<std::string> keys(const std::string& name) const {
    std::vector<std::string> out;
    for (const auto& word : schema::words_of(name)) out.push_back(key(word.folded));
    return out;
  }

  std::vector<std::string> keys(TokenRange range) const {
    std::vector<std::string> out;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (!is_plain(at(i))) return keys(text(range));
      out.push_back(key(at(i).folded));
    }
    return out;
  }

  // spelling_key() of a word, which the article is likely to name again.
  const std::string& key(const std::string& folded) const {
    const auto [at, added] = word_keys.try_emplace(folded);
    if (added) at->second = schema::spelling_key(folded);
    return at->second;
  }

  // "Anneke Voss has led the union": a full name that only "Ms Voss" shows to be a person's.
  void join_full_names() {
    std::unordered_map<std::string, std::uint32_t> surnames;
    for (std::uint32_t k = 0; k < cast.people_.size(); ++k)
      if (words_in(cast.people_[k].name) == 1)
        if (const auto& key = keys_of(k); !key.empty()) surnames.emplace(key.back(), k);
    if (surnames.empty()) return;
    for (const TokenRange range : unclaimed) {
      if (range.size() == 1) continue;
      const auto words = keys(range);
      if (words.empty() || !surnames.contains(words.back())) continue;
      add(range, {}, SentenceView(document, at(range.first).sentence));
    }
  }

  // Where the people were named in full, by person; in text order.
  std::vector<std::vector<std::uint32_t>> introductions() const {
    std::vector<std::vector<std::uint32_t>> out(cast.people_.size());
    for (const Mention& mention : cast.mentions_)
      if (mention.range.size() > 1) out[mention.person].push_back(mention.range.first);
    for (auto& tokens : out) std::sort(tokens.begin(), tokens.end());
    return out;
  }

  std::vector<std::uint32_t> of_gender(const std::vector<std::uint32_t>& bearers, std::string_view honorific) const {
    const Gender gender = gender_of_word(honorific);
    std::vector<std::uint32_t> out;
    for (const std::uint32_t person : bearers)
      if (!contradicts(gender, person)) out.push_back(person);
    return out.empty() ? bearers : out;
  }

  bool contradicts(Gender gender, std::size_t person) const {
    Gender known = cast.people_[person].gender;
    if (known == Gender::Unknown)
      if (const auto words = schema::words_of(cast.people_[person].name); words.size() > 1) known = names.gender_of_given_name(words.front().folded);
    return gender != Gender::Unknown && known != Gender::Unknown && known != gender;
  }

  // Bare surnames ("Dorrin"), given names that stand for the person of people met anywhere in the article.
  void find_single_names() {
    std::unordered_map<std::string, std::vector<std::uint32_t>> known;  // key of a name's word → people; surnames win
    const std::size_t count = cast.people_.size();
    for (std::uint32_t k = 0; k < count; ++k)
      if (const auto& words = keys_of(k); !words.empty()) known[words.back()].push_back(k);
    for (std::uint32_t k = 0; k < count; ++k) {
      const auto& words = keys_of(k);
      for (std::size_t w = 0; w + 1 < words.size(); ++w)
        if (words[w].size() > 2) known.try_emplace(words[w], 1, k);
    }
    const auto named = introductions();
    std::vector<bool> taken(document.tokens.size(), false);
    for (const Mention& mention : cast.mentions_)
      for (std::uint32_t i = mention.range.first; i < mention.range.last; ++i) taken[i] = true;
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      if (taken[i] || in_body[i] || !at(i).capitalised || at(i).kind != TokenKind::Word || at(i).folded.size() < 2) continue;
      if (i + 1 < document.tokens.size() && titles.name_token(i + 1) && !taken[i + 1] && at(i + 1).sentence == at(i).sentence) continue;
      const auto found = known.find(key(at(i).folded));
      if (found == known.end()) continue;
      std::uint32_t first = i;
      const SentenceView view(document, at(i).sentence);
      while (first > view.first() && honorifics().has(at(first - 1).folded)) --first;
      const TokenRange title = titles.title_before(view, i);
      if (!title.empty()) first = title.first;
      const auto bearers = found->second.size() > 1 ? of_gender(found->second, i > view.first() ? std::string_view(at(i - 1).folded) : "") : found->second;
      const std::uint32_t person = bearers.size() > 1 ? nearest_bearer(bearers, i, named) : bearers.front();
      cast.mentions_.push_back({{i, i + 1}, {first, i + 1}, person, bearers.size() > 1});
      if (!title.empty() && titles.person_title(title)) describe(cast.people_[person], title);
    }
  }

  // A headline introduces nobody, since its capitals say little, but whom the article names it may describe: "Meeting with Orme
  // Region Governor Igor Salvane".
  void describe_by_headline() {
    const std::string& title = document.article->title;
    if (title.empty() || !names_somebody(keys(title))) return;
    schema::Article article;
    article.text = title;
    article.blocks = {{schema::BlockKind::Paragraph, {0, static_cast<std::uint32_t>(title.size())}}};
    const Document headline = document_of(article);
    const Cast there(headline, names);
    for (const Person& person : there.people()) {
      if (person.descriptions.empty()) continue;
      if (const auto known = known_as(person.name, keys(person.name), person.gender, cast.people_.size())) describe(cast.people_[*known], person.descriptions, person.description_words);
    }
  }

  // Whether one of the keys is that of a part of somebody's name.
  bool names_somebody(const std::vector<std::string>& words) const {
    for (std::size_t k = 0; k < cast.people_.size(); ++k)
      if (const auto& name = keys_of(k); std::ranges::find_first_of(words, name) != words.end()) return true;
    return false;
  }

  // What nobody claimed, joined by first and last words. Words that the sentence may have capitalised, and places, are left out.
  void gather_loose_names() {
    std::unordered_map<std::string, std::size_t> known;  // key of a name's first or last word → index
    auto next = cast.mentions_.begin();
    for (const TokenRange range : unclaimed) {
      while (next != cast.mentions_.end() && next->range.last <= range.first) ++next;
      if (next != cast.mentions_.end() && next->range.overlaps(range)) continue;
      const std::string_view only = range.size() == 1 ? std::string_view(at(range.first).folded) : "";
      const bool opens = document.sentences[at(range.first).sentence].first == range.first;
      if (!only.empty() && (cast.is_place(only) || (opens && cast.is_common_word(only)))) continue;
      const auto words = keys(range);
      if (words.empty()) continue;
      const auto found = known.find(words.back());
      const std::size_t index = found == known.end() ? cast.loose_names_.size() : found->second;
      if (found == known.end()) cast.loose_names_.emplace_back();
      LooseName& name = cast.loose_names_[index];
      name.ranges.push_back(range);
      if (name.name.empty() || range.size() > words_in(name.name)) {
        name.name = text(range);
        name.gender = names.gender_of_given_name(at(range.first).folded);
      }
      known.emplace(words.front(), index);
      known.emplace(words.back(), index);
    }
  }

  // Ties people to the tables: by full name, or by surname together with an office held on the article's day.
  void identify() {
    const auto day = schema::day_of(*document.article);
    for (Person& person : cast.people_) {
      const std::string folded = schema::fold_phrase(person.name);
      for (const auto& hit : names.by_alias(folded))
        if (hit.entity->kind == EntityKind::Person && hit.alias_kind == AliasKind::Name && words_in(folded) > 1) person.entity = hit.entity;
      if (person.entity) continue;
      const auto words = schema::words_of(person.name);
      if (words.empty()) continue;
      std::vector<const schema::Entity*> candidates;
      for (const schema::Entity* entity : names.people_by_surname(words.back().folded)) {
        const auto full = keys(std::string(entity->name));
        if (words.size() > 1) {
          if (full.size() > 1 && full.front() == schema::spelling_key(words.front().folded)) candidates.push_back(entity);
        } else if (day && !person.descriptions.empty() && !names.offices_of(*entity, *day).empty()) {
          candidates.push_back(entity);
        }
      }
      if (candidates.size() == 1) {
        person.entity = candidates.front();
        if (words.size() == 1) person.name = std::string(person.entity->name);
      }
    }
  }

  void complete(Person& person) {
    if (person.gender == Gender::Unknown && person.entity) person.gender = person.entity->gender;
    if (person.gender == Gender::Unknown) {
      const auto words = schema::words_of(person.name);
      if (words.size() > 1) person.gender = names.gender_of_given_name(words.front().folded);
    }
    for (const std::string& description : person.descriptions) {
      if (person.gender != Gender::Unknown) break;
      for (const auto& word : schema::words_of(description))
        if (person.gender == Gender::Unknown) person.gender = gender_of_word(word.folded);
    }
    for (const std::string& description : person.descriptions)
      if (auto office = names.parse_office(description)) {
        person.offices.push_back(std::move(*office));
      } else if (auto kind = names.parse_office_kind(description)) {
        person.offices.push_back({std::move(*kind), {}});
      } else if (auto of_another = kind_within(description)) {
        person.offices.push_back({std::move(*of_another), {}});
        person.of_unknown_body = true;
      }
  }

  // "President of Ostria", "Ostrian Foreign Minister": the office without its body.
  std::optional<std::string> kind_within(std::string_view description) const {
    static const WordSet limits("former deputy vice assistant acting ex shadow late designate");
    const auto words = schema::words_of(description);
    for (const auto& word : words)
      if (limits.has(word.folded)) return std::nullopt;
    for (std::size_t i = 1; i < words.size(); ++i)
      if (words[i].folded == "of") return names.parse_office_kind(description.substr(0, words[i].span.begin));
    for (std::size_t i = 1; i < words.size(); ++i)
      if (auto kind = names.parse_office_kind(description.substr(words[i].span.begin))) return kind;
    return std::nullopt;
  }
};

Cast::Cast(const Document& document, const schema::Names& names) : document_(&document), names_(&names) {
  Builder builder{*this, document, names, {}};
  builder.run();
}

}  // namespace attache::indexer
