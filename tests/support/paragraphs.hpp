// Articles of given paragraphs, for tests.
#pragma once

#include <string>
#include <vector>

#include "schema/article.hpp"

namespace attache::tests {

// An article whose text is the paragraphs, parted by blank lines; empty ones leave no block.
inline schema::Article paragraphs(const std::vector<std::string>& texts) {
  schema::Article article;
  for (const auto& text : texts) {
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += text;
    if (!text.empty())
      article.blocks.push_back({schema::BlockKind::Paragraph, {begin, static_cast<std::uint32_t>(article.text.size())}});
  }
  return article;
}

}  // namespace attache::tests
