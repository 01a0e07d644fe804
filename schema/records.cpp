#include "schema/records.hpp"

#include <charconv>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "schema/error.hpp"
#include "schema/words.hpp"

namespace attache::schema {
namespace {

// Written by nlohmann-json, which keeps keys in their order, so that stored records can be read by eye; read by simdjson, since an answer
// reads each of its candidates.
using Json = nlohmann::ordered_json;
using Element = simdjson::dom::element;

// What is read: each throws simdjson_error where it is something else, or not there.
Element at(const Element& json, std::string_view key) { return json.at_key(key).value(); }
std::string_view view_at(const Element& json, std::string_view key) { return at(json, key).get_string().value(); }
std::string text_at(const Element& json, std::string_view key) { return std::string(view_at(json, key)); }
double number_at(const Element& json, std::string_view key) { return at(json, key).get_double().value(); }
bool flag_at(const Element& json, std::string_view key) { return at(json, key).get_bool().value(); }
template <class Integer>
Integer integer_in(const Element& json) {
  const std::int64_t value = json.get_int64().value();
  if (!std::in_range<Integer>(value)) throw simdjson::simdjson_error(simdjson::NUMBER_OUT_OF_RANGE);
  return static_cast<Integer>(value);
}
template <class Integer>
Integer integer_at(const Element& json, std::string_view key) {
  return integer_in<Integer>(at(json, key));
}

// A key with its value, which object() takes away.
struct Member {
  const char* key;
  mutable Json value;
};

// An object of these members in their order, no key twice. As an initialiser list alone Json makes an array of each member first.
Json object(std::initializer_list<Member> members) {
  Json out = Json::object();
  auto& object = out.get_ref<Json::object_t&>();
  object.reserve(members.size());
  for (const Member& member : members) object.emplace_back(member.key, std::move(member.value));
  return out;
}

template <class E, std::size_t N>
E value_in(const std::array<NamedValue<E>, N>& table, const Element& json) {
  const std::string_view name = json.get_string().value();
  if (const auto value = value_of(table, name)) return *value;
  throw Error(ErrorCode::Damaged, fmt::format("a stored record has the unknown value '{}'", name));
}

Json json_of(Span span) { return Json::array({span.begin, span.end}); }
Span span_of(const Element& json, std::size_t first = 0) {
  const auto array = json.get_array().value();
  return {integer_in<std::uint32_t>(array.at(first).value()), integer_in<std::uint32_t>(array.at(first + 1).value())};
}

Json json_of(const std::optional<Date>& date) { return date ? Json(to_string(*date)) : Json(nullptr); }
std::optional<Date> date_at(const Element& json, std::string_view key) {
  const auto date = at(json, key);
  return date.is_null() ? std::nullopt : parse_date(date.get_string().value());
}

template <class T, class F>
Json array_of(const std::vector<T>& values, F&& one) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(one(value));
  return out;
}
template <class T, class F>
std::vector<T> vector_of(const Element& json, F&& one) {
  const auto array = json.get_array().value();
  std::vector<T> out;
  out.reserve(array.size());
  for (const Element value : array) out.push_back(one(value));
  return out;
}

Json json_of(const std::vector<Span>& spans) {
  return array_of(spans, [](Span span) { return json_of(span); });
}
std::vector<Span> spans_of(const Element& json) {
  return vector_of<Span>(json, [](const Element& span) { return span_of(span); });
}

Json json_of(const Speaker& speaker) {
  return object({{"id", speaker.id},
                 {"name", speaker.name},
                 {"class", name_of(speaker.speaker_class)},
                 {"office", speaker.office},
                 {"descriptions", speaker.descriptions},
                 {"confidence", speaker.confidence}});
}
Speaker speaker_of(const Element& json) {
  return {text_at(json, "id"),
          text_at(json, "name"),
          value_in(kSpeakerClasses, at(json, "class")),
          text_at(json, "office"),
          vector_of<std::string>(at(json, "descriptions"), [](const Element& text) { return std::string(text.get_string().value()); }),
          number_at(json, "confidence")};
}

Json json_of(const Topic& topic) {
  return object({{"entity", topic.entity},
                 {"name", topic.name},
                 {"ring", name_of(topic.ring)},
                 {"evidence", topic.evidence},
                 {"span", json_of(topic.span)}});
}
Topic topic_of(const Element& json) {
  return {text_at(json, "entity"), text_at(json, "name"), value_in(kRings, at(json, "ring")), text_at(json, "evidence"),
          span_of(at(json, "span"))};
}

Json json_of(const Block& block) { return Json::array({name_in(kBlockKinds, block.kind), block.span.begin, block.span.end}); }
Block block_of(const Element& json) { return {value_in(kBlockKinds, json.at(0).value()), span_of(json, 1)}; }

Json json_of(const Quote& quote) {
  return object({{"content", json_of(quote.content)},
                 {"cue", json_of(quote.cue)},
                 {"source", json_of(quote.source)},
                 {"shown", quote.shown},
                 {"kind", name_of(quote.kind)},
                 {"act", name_of(quote.act)},
                 {"factuality", name_of(quote.factuality)},
                 {"speakers", array_of(quote.speakers, [](const Speaker& s) { return json_of(s); })},
                 {"according_to", quote.according_to},
                 {"to", quote.to},
                 {"confidence", quote.confidence},
                 {"reason", quote.reason},
                 {"topics", array_of(quote.topics, [](const Topic& t) { return json_of(t); })},
                 {"context", json_of(quote.context)},
                 {"lead_in", json_of(quote.lead_in)}});
}
Quote quote_of(const Element& json) {
  return {spans_of(at(json, "content")),
          spans_of(at(json, "cue")),
          spans_of(at(json, "source")),
          flag_at(json, "shown"),
          value_in(kQuoteKinds, at(json, "kind")),
          value_in(kActs, at(json, "act")),
          value_in(kFactualities, at(json, "factuality")),
          vector_of<Speaker>(at(json, "speakers"), speaker_of),
          text_at(json, "according_to"),
          text_at(json, "to"),
          number_at(json, "confidence"),
          text_at(json, "reason"),
          vector_of<Topic>(at(json, "topics"), topic_of),
          span_of(at(json, "context")),
          span_of(at(json, "lead_in"))};
}

Json json_of(const ArticleReference& article) {
  return object({{"id", article.id},
                 {"uid", article.uid},
                 {"file", escape_path(article.file)},
                 {"place", article.place},
                 {"sha256", article.sha256},
                 {"title", article.title},
                 {"outlet", article.outlet},
                 {"language", article.language},
                 {"url", article.url},
                 {"published", json_of(article.published)},
                 {"updated", json_of(article.updated)},
                 {"agency", article.agency},
                 {"cluster", article.cluster},
                 {"copy", name_in(kCopies, article.copy)}});
}
ArticleReference reference_of(const Element& json) {
  return {integer_at<std::int64_t>(json, "id"),
          text_at(json, "uid"),
          unescape_path(view_at(json, "file")),
          text_at(json, "place"),
          text_at(json, "sha256"),
          text_at(json, "title"),
          text_at(json, "outlet"),
          text_at(json, "language"),
          text_at(json, "url"),
          date_at(json, "published"),
          date_at(json, "updated"),
          text_at(json, "agency"),
          text_at(json, "cluster"),
          value_in(kCopies, at(json, "copy"))};
}

// The members of Relations that name an article, and their keys.
constexpr std::array<std::pair<const char*, std::string Relations::*>, 4> kRelated{{{"supersedes", &Relations::supersedes},
                                                                                    {"superseded_by", &Relations::superseded_by},
                                                                                    {"duplicate_of", &Relations::duplicate_of},
                                                                                    {"cluster", &Relations::cluster}}};

// Every reader of JSON goes through here, so that a damaged column is one kind of error.
template <class F>
auto parsed(std::string_view json, F&& read) {
  thread_local simdjson::dom::parser parser;  // keeps its memory from record to record
  try {
    return read(parser.parse(json.data(), json.size()).value());
  } catch (const simdjson::simdjson_error& e) {
    throw Error(ErrorCode::Damaged, fmt::format("a stored record cannot be read: {}", e.what()),
                "attache-index check --full lists damaged records");
  }
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

ArticleReference reference_to(const StoredArticle& stored) {
  const Article& article = stored.article;
  return {stored.id,      stored.uid,     article.provenance.file, article.provenance.place, article.provenance.sha256,
          article.title,  article.outlet, article.language,        article.url,              article.published,
          article.updated, article.agency, stored.relations.cluster, stored.relations.copy};
}

ArticleStatus status_of(const StoredArticle& stored) {
  if (!stored.relations.superseded_by.empty()) return ArticleStatus::Superseded;
  if (!stored.relations.duplicate_of.empty()) return ArticleStatus::Duplicate;
  switch (stored.article.status) {
    case PublicationStatus::Withheld: return ArticleStatus::Withheld;
    case PublicationStatus::Canceled: return ArticleStatus::Canceled;
    case PublicationStatus::Usable: break;
  }
  return ArticleStatus::Usable;
}

std::string quote_id(std::string_view article_uid, std::uint32_t ordinal) {
  return fmt::format("{}.{}", article_uid, ordinal);
}

std::optional<QuoteId> parse_quote_id(std::string_view id) {
  const auto point = id.rfind('.');
  if (point == std::string_view::npos || point == 0) return std::nullopt;
  QuoteId out{std::string(id.substr(0, point)), 0};
  const char* end = id.data() + id.size();
  const auto [rest, failure] = std::from_chars(id.data() + point + 1, end, out.ordinal);
  if (failure != std::errc() || rest != end) return std::nullopt;
  return out;
}

std::string to_json(const StoredArticle& stored) {
  const Article& article = stored.article;
  Json out{{"id", stored.id}, {"uid", stored.uid}, {"engine", stored.engine}, {"quotes", stored.quotes}};
  for (const ArticleText& text : kArticleTexts)
    if (const std::string& value = article.*text.member; !value.empty()) out[std::string(text.name)] = value;
  out["status"] = name_in(kPublicationStatuses, article.status);
  for (const auto& [key, member] : kRelated)
    if (const std::string& uid = stored.relations.*member; !uid.empty()) out[key] = uid;
  if (stored.relations.copy != Copy::None) out["copy"] = name_in(kCopies, stored.relations.copy);
  out["published"] = json_of(article.published);
  out["updated"] = json_of(article.updated);
  out["words"] = article.words;
  out["replaced_bytes"] = article.replaced_bytes;
  out["file"] = escape_path(article.provenance.file);
  out["place"] = article.provenance.place;
  out["sha256"] = article.provenance.sha256;
  out["blocks"] = array_of(article.blocks, [](const Block& b) { return json_of(b); });
  out["text"] = article.text;
  return dumped(out);
}

StoredArticle article_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) {
    const auto has = [&](std::string_view key) { return json.at_key(key).error() != simdjson::NO_SUCH_FIELD; };
    StoredArticle out;
    out.id = integer_at<std::int64_t>(json, "id");
    out.uid = text_at(json, "uid");
    out.engine = text_at(json, "engine");
    out.quotes = integer_at<std::uint32_t>(json, "quotes");
    Article& article = out.article;
    article.text = text_at(json, "text");
    article.blocks = vector_of<Block>(at(json, "blocks"), block_of);
    for (const ArticleText& one : kArticleTexts)
      if (has(one.name)) article.*one.member = text_at(json, one.name);
    article.status = value_in(kPublicationStatuses, at(json, "status"));
    for (const auto& [key, member] : kRelated)
      if (has(key)) out.relations.*member = text_at(json, key);
    if (has("copy")) out.relations.copy = value_in(kCopies, at(json, "copy"));
    article.published = date_at(json, "published");
    article.updated = date_at(json, "updated");
    article.words = integer_at<std::uint32_t>(json, "words");
    article.replaced_bytes = integer_at<std::uint32_t>(json, "replaced_bytes");
    article.provenance = {unescape_path(view_at(json, "file")), text_at(json, "place"), text_at(json, "sha256")};
    return out;
  });
}

std::string to_json(const ArticleReference& article) { return dumped(json_of(article)); }

std::string to_json(const StoredQuote& stored, std::string_view article) {
  std::string out = dumped(object({{"ordinal", stored.ordinal},
                                   {"engine", stored.engine},
                                   {"quote", json_of(stored.quote)},
                                   {"content_points", json_of(stored.content_points)},
                                   {"content", stored.content},
                                   {"cue", stored.cue},
                                   {"source", stored.source},
                                   {"context", stored.context}}));
  out.pop_back();  // its brace
  return out.append(R"(,"article":)").append(article).append(1, '}');
}

std::string to_json(const StoredQuote& stored) { return to_json(stored, to_json(stored.article)); }

StoredQuote quote_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) -> StoredQuote {
    return {integer_at<std::uint32_t>(json, "ordinal"),
            text_at(json, "engine"),
            quote_of(at(json, "quote")),
            spans_of(at(json, "content_points")),
            text_at(json, "content"),
            text_at(json, "cue"),
            text_at(json, "source"),
            text_at(json, "context"),
            reference_of(at(json, "article"))};
  });
}

std::string blocks_to_json(const std::vector<Block>& blocks) {
  return dumped(array_of(blocks, [](const Block& b) { return json_of(b); }));
}
std::vector<Block> blocks_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) { return vector_of<Block>(json, block_of); });
}
std::string spans_to_json(const std::vector<Span>& spans) { return dumped(json_of(spans)); }
std::vector<Span> spans_from_json(std::string_view text) { return parsed(text, spans_of); }
std::string speakers_to_json(const std::vector<Speaker>& speakers) {
  return dumped(array_of(speakers, [](const Speaker& s) { return json_of(s); }));
}
std::vector<Speaker> speakers_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) { return vector_of<Speaker>(json, speaker_of); });
}
std::string topics_to_json(const std::vector<Topic>& topics) {
  return dumped(array_of(topics, [](const Topic& t) { return json_of(t); }));
}
std::vector<Topic> topics_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) { return vector_of<Topic>(json, topic_of); });
}

std::string escape_path(std::string_view path) {
  // Bytes that valid_utf8 replaced are told from real U+FFFD by walking both.
  std::string out;
  out.reserve(path.size());
  const auto escape = [&out](unsigned char byte) { out += fmt::format("%{:02X}", byte); };
  for (std::size_t i = 0; i < path.size();) {
    const auto lead = static_cast<unsigned char>(path[i]);
    if (lead < 0x80) {
      if (lead < 0x20 || lead == 0x7F || lead == '%')
        escape(lead);
      else
        out.push_back(path[i]);
      ++i;
      continue;
    }
    std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    size = std::min(size, path.size() - i);
    std::uint32_t replaced = 0;
    const std::string_view character = path.substr(i, size);
    if (valid_utf8(character, &replaced) == character && replaced == 0) {
      out += character;
      i += size;
    } else {
      escape(lead);
      ++i;
    }
  }
  return out;
}

std::string unescape_path(std::string_view escaped) {
  std::string out;
  out.reserve(escaped.size());
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] == '%' && i + 2 < escaped.size()) {
      const int high = hex_digit(escaped[i + 1]);
      const int low = hex_digit(escaped[i + 2]);
      if (high >= 0 && low >= 0) {
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    out.push_back(escaped[i]);
  }
  return out;
}

}  // namespace attache::schema
