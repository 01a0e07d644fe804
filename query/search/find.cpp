#include "query/search/find.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_set>

#include <fmt/format.h>
#include <xapian.h>

#include "query/parse/question.hpp"
#include "query/search/continuation.hpp"
#include "query/search/day_of.hpp"
#include "query/search/found_quotes.hpp"
#include "query/search/near_names.hpp"
#include "query/search/pick.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/setting.hpp"
#include "query/search/speaker_match.hpp"
#include "schema/document_record.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using schema::SpeakerClass;
using schema::StoredQuote;

bool before(const Hit& a, const Hit& b) {
  const auto key = [](const Hit& hit) {
    return std::tuple(day_of(hit.quote), hit.quote.article.id, std::string_view(hit.quote.article.uid),
                      hit.quote.ordinal);
  };
  return key(a) < key(b);
}

// "call for Y" is reported as a demand or as what should be done.
bool asks_for_something(const StoredQuote& quote) {
  using schema::Act;
  switch (quote.quote.act) {
    case Act::Urges: case Act::Demands: case Act::Proposes: case Act::Asks: return true;
    case Act::Denies: case Act::Rejects: case Act::Condemns: case Act::Declines: case Act::Accuses: case Act::Threatens:
      return false;
    default: break;
  }
  const auto has_one_of = [](std::string_view text, std::initializer_list<std::string_view> list) {
    const auto words = schema::words_of(text);
    return std::any_of(words.begin(), words.end(), [&](const schema::Word& word) {
      return std::find(list.begin(), list.end(), word.folded) != list.end();
    });
  };
  return has_one_of(quote.content, {"must", "necessary", "need", "needs", "ought", "proposed", "should"}) ||
         has_one_of(quote.cue, {"call", "called", "calling", "calls"});
}

// The officials of the countries and bodies asked for.
std::vector<Who> officials_of(const Query& query, const schema::Names& names) {
  std::vector<Who> out;
  for (const auto& who : query.who) {
    const auto* entity = who.entities.size() == 1 ? names.find(who.entities.front()) : nullptr;
    if (!entity || entity->kind == schema::EntityKind::Person) continue;
    const auto asked = [&](const Who& other) { return other.officials_of == entity->id; };
    if (std::any_of(query.who.begin(), query.who.end(), asked)) continue;
    Who officials;
    officials.text = entity->name;
    officials.officials_of = entity->id;
    out.push_back(std::move(officials));
  }
  return out;
}

// How far the question is widened.
struct Width {
  std::size_t missing = 0;       // parts of a topic that may be absent
  bool country_unsaid = false;   // the speaker's description need not name the country, if the article does
  bool any_addressee = false;    // whoever was addressed
  bool any_setting = false;      // wherever it was said
};

class Finder {
 public:
  // `visit`: gets every quotation instead of Findings::hits; may be empty. `found`: gets what Findings::hits would have; may be null.
  Finder(const schema::IndexView& view, const Query& query, const schema::Names& names, const Visit& visit = {}, FoundQuotes* found = nullptr)
      : index_(view.index), languages_(view), query_(query), names_(names), visit_(visit), found_(found) {
    for (const auto& who : query.who) speakers_.emplace_back(who, names, languages_);
    for (const auto& who : query.not_who) excluded_.emplace_back(who, names, languages_);
    for (const auto& subject : query.not_about)
      not_about_.emplace_back(subject, query.rings, names, languages_, SubjectMatch::slack(subject));
    if (query.to) addressee_.emplace(*query.to, names, languages_);
  }

  // `widen`: where nothing is found as asked.
  Findings run(bool widen) {
    Findings out;
    for (auto* list : {&speakers_, &excluded_})
      for (auto& speaker : *list)
        for (const auto id : matching(both(XQuery(schema::quote_type_term()), speaker.to_learn_from())))
          speaker.learn(load(id));
    out.articles = count(both(article_filter(query_), XQuery(schema::article_type_term())));
    if (query_.place) at_place_ = articles_naming(index_, *query_.place, article_filter(query_), languages_);
    collect(width_, out);
    for (const auto& wider : widths()) {
      if (!widen || met_ > 0) break;
      width_ = wider.first;
      collect(width_, out);
      if (met_ > 0) out.notes.push_back(wider.second);
    }
    std::sort(out.hits.begin(), out.hits.end(), before);
    if (found_) found_->sort();
    out.unresolved = count_unresolved();
    return out;
  }

 private:
  using XQuery = Xapian::Query;

  // What to try, in order, when nothing is found as asked; with what the user is told.
  std::vector<std::pair<Width, std::string>> widths() const {
    std::vector<std::pair<Width, std::string>> out;
    const bool country =
        std::any_of(speakers_.begin(), speakers_.end(), [](const auto& s) { return !s.whose().empty(); });
    const bool long_topic = query_.about && query_.about->entities.empty() && query_.about->parts.size() >= 3;
    const auto slack = query_.about ? SubjectMatch::slack(*query_.about) : 0;
    const std::string no_country = "nothing found as asked; the speaker's country stands elsewhere in the article";
    const std::string no_word = "nothing found with all words of the topic; one may be absent";
    if (country) out.push_back({{slack, true}, no_country});
    if (long_topic) out.push_back({{slack + 1, false}, no_word});
    if (country && long_topic) out.push_back({{slack + 1, true}, no_country + "; " + no_word});
    if (addressee_ && (!speakers_.empty() || query_.about))
      out.push_back({{slack, false, true},
                     fmt::format("nothing found that was said to \"{}\"; any addressee counts", query_.to->text)});
    if (!query_.setting.empty())
      out.push_back({{slack, false, false, true},
                     fmt::format("nothing found that the report says was said on or in \"{}\"; wherever it was said counts",
                                 schema::joined(query_.setting))});
    return out;
  }

  XQuery speaker_query() const {
    if (speakers_.empty()) return XQuery::MatchAll;
    std::vector<XQuery> any;
    for (const auto& speaker : speakers_) any.push_back(speaker.candidates());
    return XQuery(XQuery::OP_OR, any.begin(), any.end());
  }

  std::vector<Xapian::docid> matching(const XQuery& query) const { return query::matching(index_, query); }
  std::uint64_t count(const XQuery& query) const { return matching(query).size(); }
  StoredQuote load(Xapian::docid id) const { return quote_at(index_, id); }

  // Uids of the articles that name one of the countries in any word.
  bool article_names_country(const std::string& uid) {
    const auto [at, is_new] = names_country_.try_emplace(uid, false);
    if (!is_new) return at->second;
    for (const auto id :
         matching(both(XQuery(schema::value_term(FieldId::Uid, uid)), XQuery(schema::article_type_term())))) {
      const auto article = schema::article_of(index_.get_document(id));
      TextFacts facts(names_, languages_.stemmer_of(article.article.language));
      facts.add(article.article.text);
      for (const auto& speaker : speakers_) {
        const auto whose = speaker.whose();
        at->second = at->second || (!whose.empty() && std::all_of(whose.begin(), whose.end(), [&](const Part& part) {
          return part.entity.empty() ? facts.has_any(with_country(part.words)) : facts.has(part);
        }));
      }
    }
    return at->second;
  }

  // Which of its speakers are who was asked for, and why the first is.
  struct Asked {
    std::string why;
    std::vector<std::size_t> places;
  };
  std::optional<Asked> who_of(const StoredQuote& quote) {
    Asked out;
    for (std::size_t place = 0; place < quote.quote.speakers.size(); ++place) {
      auto reason = speakers_.empty() ? std::optional<std::string>("") : why_asked(quote, place);
      if (!reason) continue;
      if (out.places.empty()) out.why = std::move(*reason);
      out.places.push_back(place);
    }
    if (out.places.empty() && !speakers_.empty()) return std::nullopt;
    return out;
  }

  std::optional<std::string> why_asked(const StoredQuote& quote, std::size_t place) {
    for (const auto& speaker : speakers_) {
      if (auto reason = speaker.matches(quote, place)) return reason;
      if (width_.country_unsaid && speaker.matches(quote, place, true) && article_names_country(quote.article.uid))
        return "description; the country stands elsewhere in the article";
    }
    return std::nullopt;
  }

  bool is_target(const StoredQuote& quote) const {
    if (!query_.target) return true;
    const Rings rings;
    const SubjectMatch target(*query_.target, rings, names_, languages_, 0);
    return target.matches(quote) || target.named_in(quote.quote.to, quote.article.language);
  }

  bool is_excluded(const StoredQuote& quote) const {
    return std::any_of(excluded_.begin(), excluded_.end(),
                       [&](const SpeakerMatch& speaker) { return speaker.matches(quote).has_value(); }) ||
           std::any_of(not_about_.begin(), not_about_.end(),
                       [&](const SubjectMatch& subject) { return subject.matches(quote).has_value(); });
  }

  // At the place and in the setting that were asked for.
  bool is_there(const StoredQuote& quote) const {
    if (query_.place && !at_place_.count(quote.article.uid)) return false;
    return query_.setting.empty() || width_.any_setting || is_said_in(quote, query_.setting, names_, languages_);
  }

  bool is_called_for(const StoredQuote& quote) const { return !query_.called_for || asks_for_something(quote); }

  // What speaker and subject leave to be asked.
  bool meets_the_rest(const StoredQuote& quote) const {
    return is_target(quote) && is_addressed(quote) && is_called_for(quote) && !is_excluded(quote) && is_there(quote);
  }

  bool is_addressed(const StoredQuote& quote) const {
    return !addressee_ || width_.any_addressee || addressee_->matches_addressee(quote);
  }

  void keep(Xapian::docid id, StoredQuote quote, Asked who, std::vector<About> about, Findings& out) {
    const bool unsure = quote.quote.confidence < query_.min_confidence;
    const bool listed = unsure == query_.unsure;
    ++met_;
    ++(listed ? out.listed : out.unsure);
    if (!visit_ && !listed) return;
    Hit hit{std::move(quote), std::move(about), std::move(who.why), unsure, std::move(who.places), id};
    if (visit_) return visit_(std::move(hit));
    listed_.push_back(id);
    listed_articles_.insert(hit.quote.article.uid);
    if (found_)
      found_->add(id, hit);
    else
      out.hits.push_back(std::move(hit));
  }

  void collect(const Width& width, Findings& out) {
    std::optional<SubjectMatch> subject;
    const auto slack = query_.about ? SubjectMatch::slack(*query_.about) : 0;
    if (query_.about) subject.emplace(*query_.about, query_.rings, names_, languages_, std::max(width.missing, slack));
    const auto filter = quote_filter(query_), speaker = speaker_query();
    auto wanted = both(filter, speaker);
    if (subject) wanted = both(wanted, subject->candidates());
    out.index_query = wanted.get_description();
    out.languages = languages_.to_text();
    std::set<Xapian::docid> taken;
    for (const auto id : matching(wanted)) {
      auto quote = load(id);
      auto about = subject ? subject->all_matches(quote) : std::vector<About>{};
      if (subject && about.empty()) continue;
      auto who = who_of(quote);
      if (!who || !meets_the_rest(quote)) continue;
      taken.insert(id);
      keep(id, std::move(quote), std::move(*who), std::move(about), out);
    }
    if (!subject || !query_.rings.referred || query_.about->join == Subject::Join::All) return;
    for (const auto* one : single_subjects(*query_.about)) {
      if (!goes_on(*one)) continue;
      const SubjectMatch match(*one, query_.rings, names_, languages_, std::max(width.missing, SubjectMatch::slack(*one)));
      collect_continuations(match, *one, filter, taken, out);
    }
  }

  // A free topic has no entity that "they" or "there" could have been resolved to when the article was read: so what
  // goes on from a quotation that names it is found here.
  void collect_continuations(const SubjectMatch& subject, const Subject& asked, const XQuery& filter,
                             std::set<Xapian::docid>& taken, Findings& out) {
    const auto uid_slot = schema::field(FieldId::Uid).slot;
    std::set<std::string> by_speaker, about_topic;
    const auto uids = [&](const XQuery& query, std::set<std::string>& set) {
      for (const auto id : matching(query)) set.insert(index_.get_document(id).get_value(uid_slot));
    };
    const XQuery quotes(schema::quote_type_term());
    uids(both(both(article_filter(query_), quotes), subject.candidates()), about_topic);
    if (about_topic.empty()) return;
    if (!speakers_.empty()) uids(both(filter, speaker_query()), by_speaker);
    for (const auto& uid : about_topic) {
      if (!speakers_.empty() && !by_speaker.count(uid)) continue;
      const auto of_article = both(XQuery(schema::value_term(FieldId::Uid, uid)), quotes);
      const auto ids = matching(of_article);
      const auto allowed = matching(both(of_article, filter));
      std::vector<StoredQuote> all;
      for (const auto id : ids) all.push_back(load(id));
      for (auto& [place, about] : continuations(all, subject, asked)) {
        if (taken.count(ids[place]) || !std::binary_search(allowed.begin(), allowed.end(), ids[place])) continue;
        auto who = who_of(all[place]);
        if (!who || !meets_the_rest(all[place])) continue;
        taken.insert(ids[place]);
        keep(ids[place], all[place], std::move(*who), {std::move(about)}, out);
      }
    }
  }

  std::uint64_t count_unresolved() {
    if (speakers_.empty() || listed_.empty()) return 0;
    std::sort(listed_.begin(), listed_.end());
    std::optional<SubjectMatch> subject;
    if (query_.about) subject.emplace(*query_.about, query_.rings, names_, languages_, width_.missing);
    auto unknown = both(quote_filter(query_),
                        XQuery(schema::value_term(FieldId::SpeakerClass, schema::name_of(SpeakerClass::Unknown))));
    if (subject) unknown = both(unknown, subject->candidates());
    std::uint64_t unresolved = 0;
    for (const auto id : matching(unknown)) {
      if (std::binary_search(listed_.begin(), listed_.end(), id)) continue;
      const auto quote = load(id);
      if (listed_articles_.contains(quote.article.uid) && (!subject || subject->matches(quote))) ++unresolved;
    }
    return unresolved;
  }

  const Xapian::Database& index_;
  const Languages languages_;
  const Query& query_;
  const schema::Names& names_;
  std::vector<SpeakerMatch> speakers_;
  std::vector<SpeakerMatch> excluded_;
  std::vector<SubjectMatch> not_about_;
  std::set<std::string> at_place_;  // uids of the articles that name the place asked for
  std::optional<SpeakerMatch> addressee_;
  std::map<std::string, bool> names_country_;
  Width width_;
  const Visit visit_;
  FoundQuotes* const found_;
  std::uint64_t met_ = 0;  // quotations that answer, sure or unsure
  std::vector<Xapian::docid> listed_;           // their documents
  std::unordered_set<std::string> listed_articles_;  // the uids of their articles
};

}  // namespace

namespace {

// Names that nobody in the archive has, with those that are nearly the same.
std::vector<std::string> unknown_names(const schema::IndexView& view, const Query& query) {
  const Languages languages(view);
  std::vector<std::string> out;
  for (const auto& who : query.who) {
    const bool person = who.entities.empty() || who.entities.front().starts_with("p:");
    if (!person || who.name.empty() || is_word_of_speakers(view.index, who.name.back(), languages)) continue;
    std::string near;
    for (const auto& name : near_names(view.index, who.name.back())) near.append(near.empty() ? "" : ", ").append(name);
    out.push_back(fmt::format("no speaker is called \"{}\"{}", who.text,
                              near.empty() ? "" : fmt::format("; nearly so: {}", near)));
  }
  return out;
}

// "talks on Iran": nobody of that name, so they were words.
Query as_words(const Query& query) {
  Query words = query;
  words.who.clear();
  const auto add_words = [&](Subject& subject) {
    subject.entities.clear();
    subject.name.clear();
    for (const auto& who : query.who)
      subject.parts.insert(subject.parts.begin(), who.description.begin(), who.description.end());
  };
  for (auto& member : words.about->members) add_words(member);
  if (words.about->members.empty()) add_words(*words.about);
  words.about->text = query.question;
  return words;
}

// "about each other", "to each other": a question for each speaker and each other one.
std::vector<Query> each_pair(const Query& query, const schema::Names& names) {
  std::vector<Query> out;
  for (std::size_t i = 0; i < query.who.size(); ++i)
    for (std::size_t j = 0; j < query.who.size(); ++j) {
      if (i == j) continue;
      Query one = query;
      one.mutual = Mutual::No;
      one.who = {query.who[i]};
      if (query.mutual == Mutual::To) {
        one.to = query.who[j];
      } else if (auto other = parse_subject(query.who[j].text, names)) {
        one.about = std::move(*other);
      } else {
        continue;  // a speaker of stop words alone is refused before
      }
      out.push_back(std::move(one));
    }
  return out;
}

bool same_quotation(const Hit& a, const Hit& b) {
  return a.quote.article.uid == b.quote.article.uid && a.quote.ordinal == b.quote.ordinal;
}

}  // namespace

Findings each_quote(const schema::IndexView& view, const Query& query, const schema::Names& names, const Visit& visit) {
  if (query.mutual != Mutual::No) {
    Query all = query;
    all.pick = Pick::All;
    auto out = find_quotes(view, all, names);
    for (auto& hit : out.hits) visit(std::move(hit));
    out.hits.clear();
    out.unresolved = 0;
    return out;
  }
  std::uint64_t met = 0;
  auto out = Finder(view, query, names, [&](Hit&& hit) { ++met, visit(std::move(hit)); }).run(true);
  if (met == 0)
    for (auto& note : unknown_names(view, query)) out.notes.push_back(std::move(note));
  return out;
}

void each_quote_spelled(const schema::IndexView& view, const Query& query, const std::set<std::string>& keys,
                        const Visit& visit) {
  const Languages languages(view);
  std::vector<Xapian::Query> any;
  for (const auto& key : keys)
    for (const auto& word : schema::words_of(key))
      any.push_back(languages.any_form(FieldId::SpeakerKey, word.folded));
  const Xapian::Query spelled(Xapian::Query::OP_OR, any.begin(), any.end());
  for (const auto id : matching(view.index, both(quote_filter(query), spelled))) {
    Hit hit{quote_at(view.index, id), {}, {}};
    hit.document = id;
    hit.unsure = hit.quote.quote.confidence < query.min_confidence;
    for (std::size_t place = 0; place < hit.quote.quote.speakers.size(); ++place) hit.who_at.push_back(place);
    visit(std::move(hit));
  }
}

bool has_outlet(const schema::IndexView& view, std::string_view name) {
  const auto term = schema::value_term(FieldId::Outlet, name);
  return !term.empty() && view.index.term_exists(term);
}

SetAside set_aside(const schema::IndexView& view, std::optional<schema::ArticleStatus> asked,
                   const std::function<std::uint64_t(schema::ArticleStatus)>& count) {
  using schema::ArticleStatus;
  SetAside out;
  if (asked != ArticleStatus::Usable) return out;
  const auto of = [&](ArticleStatus status) {
    const auto term = schema::value_term(FieldId::Status, schema::name_in(schema::kArticleStatuses, status));
    return view.index.term_exists(term) ? count(status) : 0;
  };
  out.superseded = of(ArticleStatus::Superseded);
  out.duplicates = of(ArticleStatus::Duplicate);
  out.withdrawn = of(ArticleStatus::Withheld) + of(ArticleStatus::Canceled);
  return out;
}

namespace {

// `found`: as of Finder. `widen`: where nothing is found as asked.
Findings find(const schema::IndexView& view, const Query& query, const schema::Names& names, FoundQuotes* found, bool widen) {
  const Visit count_only = [](Hit&&) {};
  const auto add_set_aside = [&](Findings& out, const Query& answered) {
    out.set_aside = set_aside(view, query.status, [&](schema::ArticleStatus status) {
      Query other = answered;
      other.status = status;
      return Finder(view, other, names, count_only).run(false).listed;
    });
  };
  const auto is_found = [](const Findings& out) { return out.listed + out.unsure > 0; };
  auto out = Finder(view, query, names, {}, found).run(widen);
  add_set_aside(out, query);
  if (auto officials = query; !(officials.who = officials_of(query, names)).empty()) {
    out.officials = Finder(view, officials, names, count_only).run(false).listed;
    for (const auto& who : officials.who)
      out.officials_of.append(out.officials_of.empty() ? "" : " or ").append(who.text);
  }
  if (is_found(out)) return out;
  const bool guessed = std::any_of(query.who.begin(), query.who.end(), [](const Who& who) { return who.guessed; });
  auto anything = query;
  anything.about.reset();
  if (!widen) return out;
  if (!guessed || is_found(Finder(view, anything, names, count_only).run(true))) {
    for (auto& note : unknown_names(view, query)) out.notes.push_back(std::move(note));
    return out;
  }
  const Query words = as_words(query);
  out = Finder(view, words, names, {}, found).run(true);
  add_set_aside(out, words);
  out.notes.insert(out.notes.begin(),
                   fmt::format("no speaker is called \"{}\": read as words that all stand in the quotation",
                               query.who.front().text));
  return out;
}

Findings find_of_each_pair(const schema::IndexView& view, const Query& query, const schema::Names& names, bool widen) {
  Findings out;
  std::set<std::string> notes;
  for (const auto& pair : each_pair(query, names)) {
    auto one = find(view, pair, names, nullptr, widen);
    for (auto& hit : one.hits)
      if (std::none_of(out.hits.begin(), out.hits.end(), [&](const Hit& other) { return same_quotation(hit, other); }))
        out.hits.push_back(std::move(hit));
    out.unsure += one.unsure;
    out.unresolved = std::max(out.unresolved, one.unresolved);
    out.set_aside.superseded += one.set_aside.superseded;
    out.set_aside.duplicates += one.set_aside.duplicates;
    out.set_aside.withdrawn += one.set_aside.withdrawn;
    out.articles = one.articles;
    for (auto& note : one.notes)
      if (notes.insert(note).second) out.notes.push_back(std::move(note));
    out.index_query += (out.index_query.empty() ? "" : " OR ") + one.index_query;
  }
  std::sort(out.hits.begin(), out.hits.end(), before);
  out.listed = out.hits.size();
  return out;
}

// All pairs are asked as they are before any is widened.
Findings find_of_pairs(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  auto out = find_of_each_pair(view, query, names, false);
  return out.hits.empty() && out.unsure == 0 ? find_of_each_pair(view, query, names, true) : out;
}

void order_hits(QuoteOrder order, std::vector<Hit>& hits) {
  if (order == QuoteOrder::Day) return;
  FoundQuotes places;
  for (std::uint32_t at = 0; at < hits.size(); ++at) places.add(at, hits[at]);
  places.sort(order);
  std::vector<Hit> out;
  for (std::size_t at = 0; at < hits.size(); ++at) out.push_back(std::move(hits[places.document(at)]));
  hits = std::move(out);
}

}  // namespace

Findings find_quotes(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  auto out = query.mutual == Mutual::No ? find(view, query, names, nullptr, true) : find_of_pairs(view, query, names);
  pick_hits(query.pick, out);
  order_hits(query.order, out.hits);
  return out;
}

Findings find_quotes(const schema::IndexView& view, const Query& query, const schema::Names& names, FoundQuotes& found) {
  found.clear();
  const bool as_found = query.mutual == Mutual::No && query.pick == Pick::All;
  auto out = as_found ? find(view, query, names, &found, true) : find_quotes(view, query, names);
  for (const auto& hit : out.hits) found.add(hit.document, hit);
  if (!as_found || query.order != QuoteOrder::Day) found.sort(query.order);
  out.hits.clear();
  return out;
}

std::vector<std::uint32_t> documents_as_asked(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  std::vector<std::uint32_t> out;
  const Visit keep = [&](Hit&& hit) {
    if (hit.unsure == query.unsure) out.push_back(hit.document);
  };
  if (query.mutual == Mutual::No)
    Finder(view, query, names, keep).run(false);
  else
    for (auto& hit : find_of_each_pair(view, query, names, false).hits) keep(std::move(hit));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace attache::query
