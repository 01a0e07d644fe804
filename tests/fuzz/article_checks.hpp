// What must hold for every article, whatever it was read from.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "indexer/readers/reader.hpp"
#include "schema/words.hpp"

namespace attache::indexer {

inline void require(bool held, const char* what) {
  if (held) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline bool on_border(std::string_view text, std::uint32_t offset) {
  return offset <= text.size() && (offset == text.size() || (text[offset] & 0xC0) != 0x80);
}

inline bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

inline void check_article(const schema::Article& article) {
  std::uint32_t replaced = 0;
  require(schema::valid_utf8(article.text, &replaced) == article.text && replaced == 0, "the text is valid UTF-8");
  require(article.text.find('\0') == std::string::npos, "the text has no NUL");
  require(!article.blocks.empty(), "there is a block");
  std::uint32_t end = 0;
  const auto only_space = [&](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t i = from; i < to; ++i) {
      const char c = article.text[i];
      require((c & 0x80) != 0 || is_ascii_space(c), "what no block covers is white space");
    }
  };
  for (const auto& [kind, span] : article.blocks) {
    require(span.begin < span.end && span.end <= article.text.size(), "a block lies inside the text");
    require(span.begin >= end, "blocks are in order and apart");
    require(on_border(article.text, span.begin) && on_border(article.text, span.end),
            "a block ends between characters");
    require(!is_ascii_space(article.text[span.begin]) && !is_ascii_space(article.text[span.end - 1]),
            "a block is trimmed");
    only_space(end, span.begin);
    end = span.end;
  }
  only_space(end, static_cast<std::uint32_t>(article.text.size()));
  for (const auto* field : {&article.title, &article.standfirst, &article.byline, &article.dateline, &article.outlet,
                            &article.section, &article.url, &article.published_raw, &article.external_id,
                            &article.retrieved_at, &article.provenance.place}) {
    replaced = 0;
    require(schema::valid_utf8(*field, &replaced) == *field && replaced == 0, "metadata is valid UTF-8");
  }
  require(article.provenance.sha256.size() == 64, "the bytes read have a hash");
}

// Reads all of the bytes as one type; checks each article, and that each fault says something.
inline void check_reading(std::string bytes, const std::string& type) {
  ReaderOptions options;
  options.type = type;
  options.max_article_bytes = 4096;  // so that the limit is met in short inputs
  auto opened = open_bytes(std::move(bytes), "/fuzz", options);
  if (!opened) {
    require(!opened.error().reason.empty(), "a fault has a reason");
    return;
  }
  while (auto next = (*opened)->next()) {
    if (*next)
      check_article(**next);
    else
      require(!next->error().reason.empty(), "a fault has a reason");
  }
}

}  // namespace attache::indexer
