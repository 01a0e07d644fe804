// What the names that pages give to their elements say: the words of class, id, role and the like.
//
// Free functions, safe from any thread.
#pragma once

#include "indexer/readers/html/document.hpp"

namespace attache::indexer::html {

// The words of an element's class and id in lower case, parted at "-", "_", spaces and capitals: "relatedLinks box" is
// related, links, box. Neither what tools number ("sc-1rX9adQ") nor identifiers made of headlines give any.
std::vector<std::string> class_words(const Document& document, NodeId id);

enum class Role : std::uint8_t {
  None,
  Boilerplate,  // navigation, comments, related links, advertisements …
  Hidden,       // not shown
  Discussion,   // the same, where it is sure: comments, related articles
  Content,      // says that it holds the article's text
  MainContent,  // says that it holds the page's
  Caption,
  Credit,
  Byline,
  Standfirst
};
// By its tag, its attributes and its class words.
Role role_of(const Document& document, NodeId id);

// Whether an element is hidden, or for screen readers alone, by attribute, style or class.
bool is_hidden(const Document& document, NodeId id);

// Whether it opens when the pointer rests on a word: "tooltip-content", "rollover-people-block".
bool is_popup(const Document& document, NodeId id);

}  // namespace attache::indexer::html
