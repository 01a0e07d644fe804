// What a page's JSON-LD (schema.org) says of its article.
//
// A free function, safe from any thread.
#pragma once

#include <optional>

#include "indexer/readers/html/document.hpp"

namespace attache::indexer::html {

// As written, entities decoded; empty where it says nothing.
struct LinkedArticle {
  std::string headline;
  std::string description;
  std::vector<std::string> authors;
  std::string publisher;
  std::string published;
  std::string modified;
  std::string section;
  std::string language;
  std::string url;
  std::string body;
};

// The page's article among all objects of all its scripts: an Article (of any kind) before a page; with several, that whose
// headline is `heading`. Scripts that are not JSON are passed over. `site` gets the name of a WebSite or Organization.
std::optional<LinkedArticle> linked_article(const Document& document, std::string_view heading, std::string& site);

}  // namespace attache::indexer::html
