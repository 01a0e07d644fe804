#include "indexer/readers/html/linked_data.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostObjects = 20000;

// Scripts hold line ends inside strings, comment marks around and commas at ends; JSON allows none of it.
std::string tidied(std::string_view script) {
  std::string out(script);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  const std::size_t begin = out.find_first_of("{[");
  const std::size_t end = out.find_last_of("}]");
  return begin == std::string::npos || end == std::string::npos || end < begin ? std::string() : out.substr(begin, end + 1 - begin);
}

Json parsed(std::string_view script) {
  const std::string text = tidied(script);
  Json value = Json::parse(text, nullptr, false, true);
  if (!value.is_discarded()) return value;
  // One comma too many before a bracket is the commonest fault.
  std::string mended;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (!quoted && c == ',') {
      const std::size_t next = text.find_first_not_of(' ', i + 1);
      if (next != std::string::npos && (text[next] == '}' || text[next] == ']' || text[next] == ',')) {
        i = next - 1;
        continue;
      }
    }
    mended += c;
  }
  return Json::parse(mended, nullptr, false, true);
}

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

// A string, or the first one of an array, or an object's name or @id.
std::string text_of_value(const Json* value, const char* key = "name") {
  for (int depth = 0; value && depth < 4; ++depth) {
    if (value->is_string()) return plain_text(value->get_ref<const std::string&>());
    if (value->is_array())
      value = value->empty() ? nullptr : &value->front();
    else if (value->is_object())
      value = member(*value, key);
    else
      return {};
  }
  return {};
}

std::string text_at(const Json& object, const char* key, const char* inner = "name") { return text_of_value(member(object, key), inner); }

// 0: no text of a publisher; 1: a page; 2: an article.
int rank_of(const Json& object) {
  const Json* type = member(object, "@type");
  if (!type) return 0;
  int rank = 0;
  const auto judge = [&](const Json& name) {
    if (!name.is_string()) return;
    const std::string_view word = name.get_ref<const std::string&>();
    if (word.ends_with("Article") || word.ends_with("BlogPosting") || word == "Report" || word.ends_with("/Report") ||
        word.ends_with("LiveBlogPosting"))
      rank = 2;
    else if (rank < 1 && (word.ends_with("WebPage") || word.ends_with("ItemPage") || word.ends_with("VideoObject") ||
                          word.ends_with("CreativeWork") || word.ends_with("Recipe") || word.ends_with("Review")))
      rank = 1;
  };
  if (type->is_array())
    for (const Json& name : *type) judge(name);
  else
    judge(*type);
  return rank;
}

bool names_site(const Json& object) {
  const std::string type = text_at(object, "@type");
  return type.ends_with("WebSite") || type.ends_with("Organization");
}

// Every object that stands at the top, in a graph, or as what the page is about, in order.
std::vector<const Json*> objects_of(const std::vector<Json>& scripts) {
  std::vector<const Json*> queue;
  for (const Json& script : scripts) queue.push_back(&script);
  std::vector<const Json*> out;
  for (std::size_t i = 0; i < queue.size() && i < kMostObjects; ++i) {
    const Json& value = *queue[i];
    if (value.is_array())
      for (const Json& item : value) queue.push_back(&item);
    if (!value.is_object()) continue;
    out.push_back(&value);
    for (const char* const key : {"@graph", "mainEntity", "mainEntityOfPage", "subjectOf"})
      if (const Json* inner = member(value, key); inner && inner->is_structured()) queue.push_back(inner);
  }
  return out;
}

using ById = std::unordered_map<std::string, const Json*>;

const Json& resolved(const Json& value, const ById& by_id) {
  if (!value.is_object() || member(value, "name")) return value;
  const auto found = by_id.find(text_at(value, "@id"));
  return found == by_id.end() ? value : *found->second;
}

std::vector<std::string> authors_of(const Json& article, const ById& by_id) {
  std::vector<std::string> names;
  for (const char* const key : {"author", "creator"}) {
    const Json* const value = member(article, key);
    if (!value || !names.empty()) continue;
    const auto take = [&](const Json& author) {
      const Json& known = resolved(author, by_id);
      if (const Json* const several = known.is_object() ? member(known, "name") : nullptr; several && several->is_array()) {
        for (const Json& name : *several) names.push_back(text_of_value(&name));
        return;
      }
      std::string name = text_of_value(&known);
      if (name.empty() && known.is_object()) name = schema::one_line(text_at(known, "givenName") + " " + text_at(known, "familyName"));
      names.push_back(std::move(name));
    };
    if (value->is_array())
      for (const Json& author : *value) take(author);
    else
      take(*value);
    std::erase(names, std::string());
  }
  return names;
}

LinkedArticle article_from(const Json& object, const ById& by_id) {
  LinkedArticle out;
  out.headline = text_at(object, "headline");
  if (out.headline.empty() && rank_of(object) == 2) out.headline = text_at(object, "name");
  out.description = text_at(object, "description");
  out.authors = authors_of(object, by_id);
  if (const Json* const publisher = member(object, "publisher")) out.publisher = text_of_value(&resolved(*publisher, by_id));
  out.published = text_at(object, "datePublished");
  out.modified = text_at(object, "dateModified");
  out.section = text_at(object, "articleSection");
  out.language = text_at(object, "inLanguage");
  out.url = text_at(object, "mainEntityOfPage", "@id");
  if (out.url.empty()) out.url = text_at(object, "url");
  if (const Json* const body = member(object, "articleBody"); body && body->is_string()) out.body = body->get<std::string>();
  return out;
}

}  // namespace

std::optional<LinkedArticle> linked_article(const Document& document, std::string_view heading, std::string& site) {
  std::vector<Json> scripts;
  for (NodeId i = 0; i < document.size(); ++i)
    if (document[i].tag == GUMBO_TAG_SCRIPT && document.attribute(i, "type").find("ld+json") != std::string_view::npos)
      if (Json value = parsed(document.text_below(i)); !value.is_discarded()) scripts.push_back(std::move(value));
  const std::vector<const Json*> objects = objects_of(scripts);
  ById by_id;
  for (const Json* const object : objects)
    if (member(*object, "name")) by_id.emplace(text_at(*object, "@id"), object);
  const Json* best = nullptr;
  const std::string wanted = schema::fold_phrase(heading);
  bool named = false;
  for (const Json* const object : objects) {
    if (site.empty() && names_site(*object)) site = text_at(*object, "name");
    const int rank = rank_of(*object);
    const bool same = rank == 2 && !wanted.empty() && schema::fold_phrase(text_at(*object, "headline")) == wanted;
    if (rank == 0 || (best && rank <= rank_of(*best) && !(same && !named))) continue;
    best = object;
    named = named || same;
  }
  if (!best) return std::nullopt;
  return article_from(*best, by_id);
}

}  // namespace attache::indexer::html
