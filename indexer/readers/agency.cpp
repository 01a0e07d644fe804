#include "indexer/readers/agency.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Block;
using schema::BlockKind;
using schema::Outlet;

constexpr std::size_t kLongestCredit = 160;  // bytes; a longer line is a sentence

RE2::Options quiet() {
  RE2::Options out;
  out.set_log_errors(false);
  return out;
}

// The first agency among the names that a credit lists: "Jane Roe, Reuters", "AP/AFP", "staff with dpa".
const Outlet* agency_among(std::string_view list, const schema::Names& names) {
  static const RE2 between("\\s*(?:[,;/|()\\[\\]]|\\s[-–—]+\\s|^[-–—]+|\\b(?:and|with|via|for|of|from|by|in)\\s)\\s*", quiet());
  std::string rest(list.substr(0, kLongestCredit));
  RE2::GlobalReplace(&rest, between, "\n");
  for (std::size_t begin = 0; begin < rest.size();) {
    const std::size_t end = std::min(rest.find('\n', begin), rest.size());
    std::string name = schema::one_line(std::string_view(rest).substr(begin, end - begin));
    while (!name.empty() && (name.back() == '.' || name.back() == ':')) name.pop_back();
    begin = end + 1;
    const Outlet* outlet = name.empty() ? nullptr : names.outlet(name);
    if (outlet && outlet->agency) return outlet;
  }
  return nullptr;
}

// "(Reuters)" of "GENEVA, 3 May (Reuters) -".
const Outlet* agency_of_dateline(std::string_view dateline, const schema::Names& names) {
  const std::size_t open = dateline.find('('), close = dateline.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return nullptr;
  return agency_among(dateline.substr(open + 1, close - open - 1), names);
}

// The words of the text's end that may name an agency: a line of its own, or what stands behind the last sentence.
std::string_view closing_words(std::string_view paragraph) {
  static const RE2 alone("(?s)\\s*[-–—(\\[]*\\s*([^.!?]{2,60}?)[)\\].]*\\s*", quiet());
  static const RE2 behind("(?s).*[.!?][\"'”’)]*\\s+(?:[-–—]+\\s*([^.!?()]{2,40})|[(\\[]([^.!?()]{2,60})[)\\]])\\.?\\s*", quiet());
  re2::StringPiece text(paragraph.data(), paragraph.size()), dashed, bracketed;
  if (paragraph.size() > 2 * kLongestCredit) text.remove_prefix(paragraph.size() - 2 * kLongestCredit);
  if (RE2::FullMatch(text, alone, &dashed)) return {dashed.data(), dashed.size()};
  if (!RE2::FullMatch(text, behind, &dashed, &bracketed)) return {};
  return dashed.empty() ? std::string_view(bracketed.data(), bracketed.size()) : std::string_view(dashed.data(), dashed.size());
}

// "with Reuters material", "with inputs from PTI", "from AP": the names in it.
const Outlet* agency_of_closing(std::string_view words, const schema::Names& names) {
  static const RE2 labels(
      "(?i)\\b(?:(?:additional|some|includes?|including|using|contains?)\\s+|(?:material|inputs?|reporting|reports?|copy|information|"
      "contributions?|text|wires?)\\b|sources?:)\\s*",
      quiet());
  std::string rest(words);
  RE2::GlobalReplace(&rest, labels, " ");
  return agency_among(rest, names);
}

const Outlet* agency_after_text(const schema::Article& article, const schema::Names& names) {
  static const RE2 picture("(?i)^\\W*(?:photo|picture|image|video|graphic|illustration|credits?:|file\\b|getty|epa\\b).*", quiet());
  const auto last = std::find_if(article.blocks.rbegin(), article.blocks.rend(), [](const Block& block) { return block.kind == BlockKind::Paragraph; });
  for (auto block = article.blocks.rbegin(); block != last; ++block) {
    const std::string_view words = schema::text_of(article.text, block->span);
    if (block->kind != BlockKind::Credit || words.size() > kLongestCredit) continue;
    if (RE2::FullMatch(re2::StringPiece(words.data(), words.size()), picture)) continue;
    if (const Outlet* found = agency_of_closing(words, names)) return found;
  }
  if (last == article.blocks.rend()) return nullptr;
  return agency_of_closing(closing_words(schema::text_of(article.text, last->span)), names);
}

}  // namespace

void name_agency(schema::Article& article, const schema::Names& names) {
  const Outlet* found = nullptr;
  for (const Block& block : article.blocks)
    if (!found && block.kind == BlockKind::Dateline) found = agency_of_dateline(schema::text_of(article.text, block.span), names);
  if (!found) found = agency_among(article.byline, names);
  if (!found) found = agency_after_text(article, names);
  if (found && found != names.outlet(article.outlet)) article.agency = found->name;
}

}  // namespace attache::indexer
