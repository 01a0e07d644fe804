#include "query/answer/speaker_tally.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "query/search/day_of.hpp"
#include "schema/index_document.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::SpeakerClass;

// "the Kremlin spokesman" and "Kremlin spokesman" are one description.
std::string_view without_article(std::string_view text) {
  for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "})
    if (text.starts_with(article)) return text.substr(article.size());
  return text;
}

// "Lavrov" of "Lavrov's".
std::string_view without_possessive(std::string_view word) {
  for (const std::string_view ending : {"'s", "’s"})
    if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  return word;
}

bool is_small_word(std::string_view folded) { return folded == "of" || folded == "the" || folded == "and" || folded == "for"; }

bool is_pronoun(std::string_view folded) {
  constexpr std::string_view kPronouns[] = {"he", "her", "him", "his", "i", "it", "its", "she", "they", "we", "who", "you"};
  return std::find(std::begin(kPronouns), std::end(kPronouns), folded) != std::end(kPronouns);
}

// "al-Assad" has one, "the mission" has none.
bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; });
}

// What is the same for a person of a table, for somebody met by name, and for a wording.
std::string key_of(const schema::Speaker& speaker) {
  if (speaker.speaker_class == SpeakerClass::Unnamed)
    return std::string(1, '\n').append(schema::fold_phrase(without_article(speaker.office)));
  return speaker.id.empty() ? std::string(1, '\t').append(schema::fold_phrase(speaker.name)) : speaker.id;
}

// The most frequent, of equals the longest, of these the first of the alphabet.
template <class Counts>
std::string most_met(const Counts& counts) {
  std::string best;
  std::uint64_t most = 0;
  for (const auto& [text, count] : counts)
    if (std::tuple(count, text.size(), std::string_view(best)) > std::tuple(most, best.size(), std::string_view(text))) {
      best = text;
      most = count;
    }
  return best;
}

// Forms that differ in case, accents or punctuation only are one, written as it is most often.
std::vector<Variant> variants_of(const std::unordered_map<std::string, std::uint64_t>& forms, const std::string& name) {
  std::map<std::string, std::map<std::string, std::uint64_t>> by_folded;
  for (const auto& [text, quotes] : forms) by_folded[schema::fold_phrase(text)][text] += quotes;
  by_folded.erase(schema::fold_phrase(name));
  std::vector<Variant> out;
  for (const auto& [folded, typed] : by_folded) {
    Variant variant{most_met(typed), 0};
    for (const auto& [text, quotes] : typed) variant.quotes += quotes;
    out.push_back(std::move(variant));
  }
  std::sort(out.begin(), out.end(), [](const Variant& a, const Variant& b) {
    return std::tuple(b.quotes, std::string_view(a.text)) < std::tuple(a.quotes, std::string_view(b.text));
  });
  return out;
}

}  // namespace

std::vector<std::string> names_in_source(const std::string& source, const std::set<std::string>& name_words,
                                         const schema::Entity* entity, const schema::Names& names) {
  std::vector<std::string> out;
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    auto text = std::string(without_possessive(schema::text_of(source, schema::Span{begin, end})));
    if (has_capital(text) && std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
  };
  const auto words = schema::words_of(source);
  if (words.size() == 1 && is_pronoun(words[0].folded)) return out;
  const auto is_of_name = [&](const schema::Word& word) {
    return name_words.contains(word.folded) || name_words.contains(schema::spelling_key(word.folded));
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_small_word(words[i].folded) || !is_of_name(words[i])) continue;
    std::size_t last = i, next = i + 1;
    const auto joins = [&](std::size_t at) {  // nothing but blanks, points and hyphens between the words
      const auto between = std::string_view(source).substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
      return between.find_first_not_of(" .-\n\r\t") == std::string_view::npos;
    };
    while (next < words.size() && joins(next) && is_of_name(words[next])) {
      if (!is_small_word(words[next].folded)) last = next;
      ++next;
    }
    add(words[i].span.begin, words[last].span.end);
    i = last;
  }
  if (entity)
    for (const auto& hit : names.find_all(source, words))
      if (hit.entity == entity && (hit.alias_kind == schema::AliasKind::Name || hit.alias_kind == schema::AliasKind::Metonym))
        add(words[hit.first].span.begin, words[hit.first + hit.count - 1].span.end);
  return out;
}

bool SpeakerTally::counts(const schema::Speaker& speaker) const {
  if (only_) return speaker.speaker_class == *only_;
  return speaker.speaker_class != SpeakerClass::Unnamed && speaker.speaker_class != SpeakerClass::Unknown;
}

void SpeakerTally::add(const Hit& hit) {
  const auto& speakers = hit.quote.quote.speakers;
  bool listed = false, unnamed = false, unknown = false;
  for (const auto place : hit.who_at) {
    listed = listed || counts(speakers[place]);
    unnamed = unnamed || speakers[place].speaker_class == SpeakerClass::Unnamed;
    unknown = unknown || speakers[place].speaker_class == SpeakerClass::Unknown;
  }
  if (!listed && !unnamed) {
    counted_.unresolved += unknown;
    return;
  }
  if (!hit.unsure && !listed) {
    ++counted_.unnamed;
    return;
  }
  counted_.unsure += hit.unsure;
  if (!listed) return;
  std::uint32_t article = 0;
  if (!hit.unsure) {
    article = articles_.try_emplace(hit.quote.article.uid, static_cast<std::uint32_t>(articles_.size())).first->second;
    ++counted_.quotes;
    counted_.days.add(day_of(hit.quote));
    ++by_engine_[hit.quote.engine];
  }
  std::set<std::string> taken;  // one who is named twice in a joint statement is one
  for (const auto place : hit.who_at) {
    if (!counts(speakers[place])) continue;
    auto key = key_of(speakers[place]);
    if (!taken.insert(key).second) continue;
    auto& entry = entries_[std::move(key)];
    ++entry.classes[static_cast<std::size_t>(speakers[place].speaker_class)];
    ++entry.names[speakers[place].name];
    entry.id = speakers[place].id;
    if (hit.unsure)
      ++entry.unsure;
    else
      add_sure(speakers[place], hit.quote, article, entry);
  }
}

void SpeakerTally::add_sure(const schema::Speaker& speaker, const schema::StoredQuote& quote, std::uint32_t article,
                            Entry& entry) {
  const auto day = day_of(quote);
  ++entry.quotes;
  entry.days.add(day);
  if (entry.articles.empty() || entry.articles.back() != article) entry.articles.push_back(article);
  const auto describe = [&](std::string_view text) {
    auto& seen = entry.descriptions[std::string(without_article(text))];
    ++seen.quotes;
    seen.days.add(day);
  };
  if (!speaker.office.empty()) describe(speaker.office);
  if (speaker.speaker_class == SpeakerClass::Unnamed) return;
  for (const auto& description : speaker.descriptions)
    if (without_article(description) != without_article(speaker.office)) describe(description);
  if (entry.forms.find(speaker.name) == entry.forms.end()) {
    const auto words = schema::words_of(speaker.name);
    for (const auto& word : words) {
      entry.name_words.insert(word.folded);
      entry.name_words.insert(schema::spelling_key(word.folded));
    }
    if (const auto initials = schema::initials_of(words); speaker.speaker_class != SpeakerClass::Person && !initials.empty())
      entry.name_words.insert(initials);
  }
  ++entry.forms[speaker.name];
  const auto* entity = speaker.id.empty() ? nullptr : names_.find(speaker.id);
  // The source of a joint statement names several.
  for (auto& form : names_in_source(quote.source, entry.name_words, entity, names_))
    if (form != speaker.name) ++entry.forms[std::move(form)];
}

SpeakerRow SpeakerTally::row_of(const Entry& entry) const {
  SpeakerRow out;
  out.id = entry.id;
  const auto most = std::max_element(entry.classes.begin(), entry.classes.end());
  out.speaker_class = schema::kSpeakerClasses[static_cast<std::size_t>(most - entry.classes.begin())].value;
  const auto* entity = entry.id.empty() ? nullptr : names_.find(entry.id);
  out.name = entity ? std::string(entity->name) : most_met(entry.names);
  out.quotes = entry.quotes;
  out.unsure = entry.unsure;
  out.days = entry.days;
  auto articles = entry.articles;
  std::sort(articles.begin(), articles.end());
  out.articles = static_cast<std::uint64_t>(std::unique(articles.begin(), articles.end()) - articles.begin());
  if (out.speaker_class != SpeakerClass::Unnamed) out.variants = variants_of(entry.forms, out.name);
  std::map<std::string, std::pair<std::map<std::string, std::uint64_t>, Seen>> by_folded;
  for (const auto& [text, seen] : entry.descriptions) {
    auto& [typed, all] = by_folded[schema::fold_phrase(text)];
    typed[text] += seen.quotes;
    all.quotes += seen.quotes;
    all.days.add(seen.days);
  }
  for (const auto& [folded, met] : by_folded) {
    Description description{most_met(met.first), "", met.second.quotes, met.second.days};
    if (const auto office = names_.parse_office(description.text)) description.office = to_string(*office);
    out.descriptions.push_back(std::move(description));
  }
  std::sort(out.descriptions.begin(), out.descriptions.end(), [](const Description& a, const Description& b) {
    const auto key = [](const Description& d) { return std::tuple(!d.days.first, d.days.first, ~d.quotes, std::string_view(d.text)); };
    return key(a) < key(b);
  });
  return out;
}

std::vector<SpeakerRow> SpeakerTally::rows() const {
  std::vector<std::pair<std::string, SpeakerRow>> sorted;
  sorted.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) {
    auto row = row_of(entry);
    auto folded = row.id.empty() ? key : schema::fold_phrase(row.name);
    sorted.emplace_back(std::move(folded), std::move(row));
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return std::tuple(b.second.quotes, std::string_view(a.first), std::string_view(a.second.id)) <
           std::tuple(a.second.quotes, std::string_view(b.first), std::string_view(b.second.id));
  });
  std::vector<SpeakerRow> out;
  out.reserve(sorted.size());
  for (auto& [name, row] : sorted) out.push_back(std::move(row));
  return out;
}

SpeakersAccount SpeakerTally::account(const std::vector<SpeakerRow>& rows, const Findings& findings, const Query& query,
                                      const schema::Totals& totals) const {
  auto out = counted_;
  static_cast<Gaps&>(out) = gaps_of(totals, by_engine_);
  out.speakers = rows.size();
  for (const auto& row : rows) {
    out.people += row.speaker_class == SpeakerClass::Person;
    out.offices += row.speaker_class == SpeakerClass::Office;
    out.collectives += row.speaker_class == SpeakerClass::Collective;
    out.wordings += row.speaker_class == SpeakerClass::Unnamed;
  }
  out.quoted_articles = articles_.size();
  out.articles = findings.articles;
  out.min_confidence = query.min_confidence;
  return out;
}

}  // namespace attache::query
