#include "schema/records.hpp"

#include <charconv>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>

#include "schema/error.hpp"
#include "schema/words.hpp"

namespace attache::schema {
namespace {

// Written by RapidJSON member by member, in an order that can be read by eye; read by simdjson. Every record is written once and an
// answer reads each of its candidates.
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
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

void put(Writer& out, std::string_view text) {
  if (text.empty()) {
    out.String("", 0);
  } else if (simdjson::validate_utf8(text)) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  } else {
    const std::string valid = valid_utf8(text);
    out.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
  }
}
void put(Writer& out, const char*) = delete;  // would be a bool
void put(Writer& out, bool flag) { out.Bool(flag); }
void put(Writer& out, double number) { out.Double(number); }
void put(Writer& out, std::uint32_t number) { out.Uint(number); }
void put(Writer& out, std::int64_t number) { out.Int64(number); }
void put(Writer& out, Span span);
void put(Writer& out, const std::optional<Date>& date);
void put(Writer& out, const Speaker& speaker);
void put(Writer& out, const Topic& topic);
void put(Writer& out, const Block& block);
void put(Writer& out, const Quote& quote);
void put(Writer& out, const ArticleReference& article);
template <class T>
void put(Writer& out, const std::vector<T>& values) {
  out.StartArray();
  for (const T& value : values) put(out, value);
  out.EndArray();
}

template <class T>
void member(Writer& out, std::string_view key, const T& value) {
  out.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  put(out, value);
}

// What `write` puts, as text.
template <class F>
std::string written(F&& write) {
  thread_local rapidjson::StringBuffer buffer;  // keeps its memory from record to record
  buffer.Clear();
  Writer out(buffer);
  write(out);
  return {buffer.GetString(), buffer.GetSize()};
}

template <class E, std::size_t N>
E value_in(const std::array<NamedValue<E>, N>& table, const Element& json) {
  const std::string_view name = json.get_string().value();
  if (const auto value = value_of(table, name)) return *value;
  throw Error(ErrorCode::Damaged, fmt::format("a stored record has the unknown value '{}'", name));
}

void put(Writer& out, Span span) {
  out.StartArray();
  out.Uint(span.begin);
  out.Uint(span.end);
  out.EndArray();
}
Span span_of(const Element& json, std::size_t first = 0) {
  const auto array = json.get_array().value();
  return {integer_in<std::uint32_t>(array.at(first).value()), integer_in<std::uint32_t>(array.at(first + 1).value())};
}

void put(Writer& out, const std::optional<Date>& date) {
  if (date)
    put(out, to_string(*date));
  else
    out.Null();
}
std::optional<Date> date_at(const Element& json, std::string_view key) {
  const auto date = at(json, key);
  return date.is_null() ? std::nullopt : parse_date(date.get_string().value());
}

template <class T, class F>
std::vector<T> vector_of(const Element& json, F&& one) {
  const auto array = json.get_array().value();
  std::vector<T> out;
  out.reserve(array.size());
  for (const Element value : array) out.push_back(one(value));
  return out;
}

std::vector<Span> spans_of(const Element& json) {
  return vector_of<Span>(json, [](const Element& span) { return span_of(span); });
}

void put(Writer& out, const Speaker& speaker) {
  out.StartObject();
  member(out, "id", speaker.id);
  member(out, "name", speaker.name);
  member(out, "class", name_of(speaker.speaker_class));
  member(out, "office", speaker.office);
  member(out, "descriptions", speaker.descriptions);
  member(out, "confidence", speaker.confidence);
  out.EndObject();
}
Speaker speaker_of(const Element& json) {
  return {text_at(json, "id"),
          text_at(json, "name"),
          value_in(kSpeakerClasses, at(json, "class")),
          text_at(json, "office"),
          vector_of<std::string>(at(json, "descriptions"), [](const Element& text) { return std::string(text.get_string().value()); }),
          number_at(json, "confidence")};
}

void put(Writer& out, const Topic& topic) {
  out.StartObject();
  member(out, "entity", topic.entity);
  member(out, "name", topic.name);
  member(out, "ring", name_of(topic.ring));
  member(out, "evidence", topic.evidence);
  member(out, "span", topic.span);
  out.EndObject();
}
Topic topic_of(const Element& json) {
  return {text_at(json, "entity"), text_at(json, "name"), value_in(kRings, at(json, "ring")), text_at(json, "evidence"),
          span_of(at(json, "span"))};
}

void put(Writer& out, const Block& block) {
  out.StartArray();
  put(out, name_in(kBlockKinds, block.kind));
  out.Uint(block.span.begin);
  out.Uint(block.span.end);
  out.EndArray();
}
Block block_of(const Element& json) { return {value_in(kBlockKinds, json.at(0).value()), span_of(json, 1)}; }

void put(Writer& out, const Quote& quote) {
  out.StartObject();
  member(out, "content", quote.content);
  member(out, "cue", quote.cue);
  member(out, "source", quote.source);
  member(out, "shown", quote.shown);
  member(out, "kind", name_of(quote.kind));
  member(out, "act", name_of(quote.act));
  member(out, "factuality", name_of(quote.factuality));
  member(out, "speakers", quote.speakers);
  member(out, "according_to", quote.according_to);
  member(out, "to", quote.to);
  member(out, "confidence", quote.confidence);
  member(out, "reason", quote.reason);
  member(out, "topics", quote.topics);
  member(out, "context", quote.context);
  member(out, "lead_in", quote.lead_in);
  out.EndObject();
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

void put(Writer& out, const ArticleReference& article) {
  out.StartObject();
  member(out, "id", article.id);
  member(out, "uid", article.uid);
  member(out, "file", escape_path(article.file));
  member(out, "place", article.place);
  member(out, "sha256", article.sha256);
  member(out, "title", article.title);
  member(out, "outlet", article.outlet);
  member(out, "language", article.language);
  member(out, "url", article.url);
  member(out, "published", article.published);
  member(out, "updated", article.updated);
  member(out, "agency", article.agency);
  member(out, "cluster", article.cluster);
  member(out, "copy", name_in(kCopies, article.copy));
  out.EndObject();
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
  return written([&](Writer& out) {
    out.StartObject();
    member(out, "id", stored.id);
    member(out, "uid", stored.uid);
    member(out, "engine", stored.engine);
    member(out, "quotes", stored.quotes);
    for (const ArticleText& text : kArticleTexts)
      if (const std::string& value = article.*text.member; !value.empty()) member(out, text.name, value);
    member(out, "status", name_in(kPublicationStatuses, article.status));
    for (const auto& [key, related] : kRelated)
      if (const std::string& uid = stored.relations.*related; !uid.empty()) member(out, key, uid);
    if (stored.relations.copy != Copy::None) member(out, "copy", name_in(kCopies, stored.relations.copy));
    member(out, "published", article.published);
    member(out, "updated", article.updated);
    member(out, "words", article.words);
    member(out, "replaced_bytes", article.replaced_bytes);
    member(out, "file", escape_path(article.provenance.file));
    member(out, "place", article.provenance.place);
    member(out, "sha256", article.provenance.sha256);
    member(out, "blocks", article.blocks);
    member(out, "text", article.text);
    out.EndObject();
  });
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

std::string to_json(const ArticleReference& article) {
  return written([&](Writer& out) { put(out, article); });
}

std::string to_json(const StoredQuote& stored, std::string_view article) {
  return written([&](Writer& out) {
    out.StartObject();
    member(out, "ordinal", stored.ordinal);
    member(out, "engine", stored.engine);
    member(out, "quote", stored.quote);
    member(out, "content_points", stored.content_points);
    member(out, "content", stored.content);
    member(out, "cue", stored.cue);
    member(out, "source", stored.source);
    member(out, "context", stored.context);
    out.Key("article");
    out.RawValue(article.data(), article.size(), rapidjson::kObjectType);
    out.EndObject();
  });
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
  return written([&](Writer& out) { put(out, blocks); });
}
std::vector<Block> blocks_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) { return vector_of<Block>(json, block_of); });
}
std::string spans_to_json(const std::vector<Span>& spans) {
  return written([&](Writer& out) { put(out, spans); });
}
std::vector<Span> spans_from_json(std::string_view text) { return parsed(text, spans_of); }
std::string speakers_to_json(const std::vector<Speaker>& speakers) {
  return written([&](Writer& out) { put(out, speakers); });
}
std::vector<Speaker> speakers_from_json(std::string_view text) {
  return parsed(text, [](const Element& json) { return vector_of<Speaker>(json, speaker_of); });
}
std::string topics_to_json(const std::vector<Topic>& topics) {
  return written([&](Writer& out) { put(out, topics); });
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
