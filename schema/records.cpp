#include "schema/records.hpp"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "schema/error.hpp"
#include "schema/words.hpp"

namespace attache::schema {
namespace {

// Keeps keys in the order written: stored records can be read by eye.
using Json = nlohmann::ordered_json;

template <class E, std::size_t N>
E value_in(const std::array<NamedValue<E>, N>& table, const Json& json) {
  const auto& name = json.get_ref<const std::string&>();
  if (const auto value = value_of(table, name)) return *value;
  throw Error(ErrorCode::Damaged, fmt::format("a stored record has the unknown value '{}'", name));
}

Json json_of(Span span) { return Json::array({span.begin, span.end}); }
Span span_of(const Json& json) {
  return {json.at(0).get<std::uint32_t>(), json.at(1).get<std::uint32_t>()};
}

Json json_of(const std::optional<Date>& date) { return date ? Json(to_string(*date)) : Json(nullptr); }
std::optional<Date> date_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return parse_date(json.get_ref<const std::string&>());
}

template <class T, class F>
Json array_of(const std::vector<T>& values, F&& one) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(one(value));
  return out;
}
template <class T, class F>
std::vector<T> vector_of(const Json& json, F&& one) {
  std::vector<T> out;
  out.reserve(json.size());
  for (const Json& value : json) out.push_back(one(value));
  return out;
}

Json json_of(const std::vector<Span>& spans) {
  return array_of(spans, [](Span span) { return json_of(span); });
}
std::vector<Span> spans_of(const Json& json) { return vector_of<Span>(json, span_of); }

Json json_of(const Speaker& speaker) {
  return {{"id", speaker.id},
          {"name", speaker.name},
          {"class", name_of(speaker.speaker_class)},
          {"office", speaker.office},
          {"descriptions", speaker.descriptions},
          {"confidence", speaker.confidence}};
}
Speaker speaker_of(const Json& json) {
  return {json.at("id"),     json.at("name"),         value_in(kSpeakerClasses, json.at("class")),
          json.at("office"), json.at("descriptions"), json.at("confidence")};
}

Json json_of(const Topic& topic) {
  return {{"entity", topic.entity},
          {"name", topic.name},
          {"ring", name_of(topic.ring)},
          {"evidence", topic.evidence},
          {"span", json_of(topic.span)}};
}
Topic topic_of(const Json& json) {
  return {json.at("entity"), json.at("name"), value_in(kRings, json.at("ring")), json.at("evidence"),
          span_of(json.at("span"))};
}

Json json_of(const Block& block) { return Json::array({name_in(kBlockKinds, block.kind), block.span.begin, block.span.end}); }
Block block_of(const Json& json) {
  return {value_in(kBlockKinds, json.at(0)), {json.at(1).get<std::uint32_t>(), json.at(2).get<std::uint32_t>()}};
}

Json json_of(const Quote& quote) {
  return {{"content", json_of(quote.content)},
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
          {"lead_in", json_of(quote.lead_in)}};
}
Quote quote_of(const Json& json) {
  return {spans_of(json.at("content")),
          spans_of(json.at("cue")),
          spans_of(json.at("source")),
          json.at("shown"),
          value_in(kQuoteKinds, json.at("kind")),
          value_in(kActs, json.at("act")),
          value_in(kFactualities, json.at("factuality")),
          vector_of<Speaker>(json.at("speakers"), speaker_of),
          json.at("according_to"),
          json.at("to"),
          json.at("confidence"),
          json.at("reason"),
          vector_of<Topic>(json.at("topics"), topic_of),
          span_of(json.at("context")),
          span_of(json.at("lead_in"))};
}

Json json_of(const ArticleReference& article) {
  return {{"id", article.id},
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
          {"copy", name_in(kCopies, article.copy)}};
}
ArticleReference reference_of(const Json& json) {
  return {json.at("id"),
          json.at("uid"),
          unescape_path(json.at("file").get_ref<const std::string&>()),
          json.at("place"),
          json.at("sha256"),
          json.at("title"),
          json.at("outlet"),
          json.at("language"),
          json.at("url"),
          date_of(json.at("published")),
          date_of(json.at("updated")),
          json.at("agency"),
          json.at("cluster"),
          value_in(kCopies, json.at("copy"))};
}

// The members of Relations that name an article, and their keys.
constexpr std::array<std::pair<const char*, std::string Relations::*>, 4> kRelated{{{"supersedes", &Relations::supersedes},
                                                                                    {"superseded_by", &Relations::superseded_by},
                                                                                    {"duplicate_of", &Relations::duplicate_of},
                                                                                    {"cluster", &Relations::cluster}}};

// Every reader of JSON goes through here, so that a damaged column is one kind of error.
template <class F>
auto parsed(std::string_view json, F&& read) {
  try {
    return read(Json::parse(json));
  } catch (const nlohmann::json::exception& e) {
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
  return parsed(text, [](const Json& json) {
    StoredArticle out;
    out.id = json.at("id");
    out.uid = json.at("uid");
    out.engine = json.at("engine");
    out.quotes = json.at("quotes");
    Article& article = out.article;
    article.text = json.at("text");
    article.blocks = vector_of<Block>(json.at("blocks"), block_of);
    for (const ArticleText& one : kArticleTexts)
      if (const auto value = json.find(one.name); value != json.end()) value->get_to(article.*one.member);
    article.status = value_in(kPublicationStatuses, json.at("status"));
    for (const auto& [key, member] : kRelated)
      if (const auto value = json.find(key); value != json.end()) value->get_to(out.relations.*member);
    if (const auto value = json.find("copy"); value != json.end()) out.relations.copy = value_in(kCopies, *value);
    article.published = date_of(json.at("published"));
    article.updated = date_of(json.at("updated"));
    article.words = json.at("words");
    article.replaced_bytes = json.at("replaced_bytes");
    article.provenance = {unescape_path(json.at("file").get_ref<const std::string&>()), json.at("place"),
                          json.at("sha256")};
    return out;
  });
}

std::string to_json(const StoredQuote& stored) {
  return dumped({{"ordinal", stored.ordinal},
                 {"engine", stored.engine},
                 {"quote", json_of(stored.quote)},
                 {"content_points", json_of(stored.content_points)},
                 {"content", stored.content},
                 {"cue", stored.cue},
                 {"source", stored.source},
                 {"context", stored.context},
                 {"article", json_of(stored.article)}});
}

StoredQuote quote_from_json(std::string_view text) {
  return parsed(text, [](const Json& json) -> StoredQuote {
    return {json.at("ordinal"),
            json.at("engine"),
            quote_of(json.at("quote")),
            spans_of(json.at("content_points")),
            json.at("content"),
            json.at("cue"),
            json.at("source"),
            json.at("context"),
            reference_of(json.at("article"))};
  });
}

std::string blocks_to_json(const std::vector<Block>& blocks) {
  return dumped(array_of(blocks, [](const Block& b) { return json_of(b); }));
}
std::vector<Block> blocks_from_json(std::string_view text) {
  return parsed(text, [](const Json& json) { return vector_of<Block>(json, block_of); });
}
std::string spans_to_json(const std::vector<Span>& spans) { return dumped(json_of(spans)); }
std::vector<Span> spans_from_json(std::string_view text) { return parsed(text, spans_of); }
std::string speakers_to_json(const std::vector<Speaker>& speakers) {
  return dumped(array_of(speakers, [](const Speaker& s) { return json_of(s); }));
}
std::vector<Speaker> speakers_from_json(std::string_view text) {
  return parsed(text, [](const Json& json) { return vector_of<Speaker>(json, speaker_of); });
}
std::string topics_to_json(const std::vector<Topic>& topics) {
  return dumped(array_of(topics, [](const Topic& t) { return json_of(t); }));
}
std::vector<Topic> topics_from_json(std::string_view text) {
  return parsed(text, [](const Json& json) { return vector_of<Topic>(json, topic_of); });
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
