#include "query/search/snippets.hpp"

#include <algorithm>
#include <set>

namespace attache::query {
namespace {

using schema::Span;

constexpr std::uint32_t kSnippetWords = 30;

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The bytes of words [first, last] of one text, blanks made one space, the `lit` places in it marked.
LitText on_line(const FieldText& text, std::uint32_t first, std::uint32_t last, const std::vector<Place>& lit) {
  LitText out;
  const auto& opening = text.words[first];
  const std::string_view source = opening.text;
  std::vector<Span> spans;
  for (const Place& place : lit) {
    if (place.first < first || place.last > last) continue;
    spans.push_back({text.words[place.first].span.begin, text.words[place.last].span.end});
  }
  spans = schema::united(std::move(spans));
  std::size_t next = 0;
  std::uint32_t begin = 0;
  for (auto at = opening.span.begin; at <= text.words[last].span.end; ++at) {
    if (next < spans.size() && at == spans[next].end) out.lit.push_back({begin, static_cast<std::uint32_t>(out.text.size())}), ++next;
    if (at == text.words[last].span.end) break;
    if (next < spans.size() && at == spans[next].begin) begin = static_cast<std::uint32_t>(out.text.size());
    if (!is_blank(source[at]))
      out.text.push_back(source[at]);
    else if (!out.text.empty() && out.text.back() != ' ')
      out.text.push_back(' ');
  }
  return out;
}

// Each run of blanks made one space, those at the ends too.
std::string on_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c))
      out.push_back(c);
    else if (out.empty() || out.back() != ' ')
      out.push_back(' ');
  }
  return out;
}

std::vector<Place> parts_of(const Match& match) { return match.parts.empty() ? std::vector<Place>{match.whole} : match.parts; }

// Where a text of several (headline, body) begins and ends, in words.
std::uint32_t first_of_text(const FieldText& text, std::uint32_t word) {
  while (word > 0 && text.words[word - 1].text.data() == text.words[word].text.data()) --word;
  return word;
}
std::uint32_t last_of_text(const FieldText& text, std::uint32_t word) {
  while (word + 1 < text.words.size() && text.words[word + 1].text.data() == text.words[word].text.data()) ++word;
  return word;
}

// The first `most` code points of the text; the last ones where `at_end`.
std::string_view cut(std::string_view text, std::size_t most, bool at_end) {
  std::size_t points = 0;
  if (at_end) {
    auto begin = text.size();
    while (begin > 0 && points < most) points += !is_continuation(text[--begin]);
    while (begin > 0 && begin < text.size() && is_continuation(text[begin])) --begin;
    return text.substr(begin);
  }
  std::size_t end = 0;
  while (end < text.size() && (points < most || is_continuation(text[end]))) points += !is_continuation(text[end++]);
  return text.substr(0, end);
}

}  // namespace

std::vector<Match> all_matches(const std::vector<std::shared_ptr<const PlacePlan>>& plans, const FieldText& text) {
  std::vector<Match> out;
  for (const auto& plan : plans) {
    LeafFinder finder(plan->leaves);
    for (auto& match : matches_in(*plan, text, finder)) out.push_back(std::move(match));
  }
  std::stable_sort(out.begin(), out.end(), [](const Match& a, const Match& b) {
    return std::pair(a.whole.first, a.whole.last) < std::pair(b.whole.first, b.whole.last);
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

LitText snippet_of(const FieldText& text, const std::vector<Match>& matches) {
  if (text.words.empty()) return {};
  const auto words = static_cast<std::uint32_t>(text.words.size());
  std::uint32_t middle = 0;
  if (!matches.empty()) {
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
      std::set<std::string_view> different;
      for (auto j = i; j < matches.size() && matches[j].whole.first < matches[i].whole.first + kSnippetWords / 2; ++j)
        for (const Place& part : parts_of(matches[j])) different.insert(text.words[part.first].folded);
      if (different.size() > most) {
        most = different.size();
        best = i;
      }
    }
    const Place hit = matches[best].whole;
    middle = hit.last - hit.first < kSnippetWords ? (hit.first + hit.last) / 2 : hit.first;
  }
  const auto lowest = first_of_text(text, middle), highest = last_of_text(text, middle);
  auto first = middle > lowest + kSnippetWords / 2 ? middle - kSnippetWords / 2 : lowest;
  const auto last = std::min(highest, first + kSnippetWords - 1);
  if (last - first + 1 < kSnippetWords) first = std::max(lowest, last + 1 > kSnippetWords ? last + 1 - kSnippetWords : 0);
  std::vector<Place> lit;
  for (const Match& match : matches)
    for (const Place& part : parts_of(match)) lit.push_back(part);
  auto out = on_line(text, first, last, lit);
  if (first > 0) {
    const std::string ahead = "… ";
    out.text.insert(0, ahead);
    for (auto& span : out.lit) span = {span.begin + static_cast<std::uint32_t>(ahead.size()), span.end + static_cast<std::uint32_t>(ahead.size())};
  }
  if (last + 1 < words) out.text += " …";
  return out;
}

std::vector<KwicLine> kwic_of(const FieldText& text, const std::vector<Match>& matches, const KwicOptions& options) {
  std::vector<KwicLine> out;
  for (const Match& match : matches) {
    const auto& first = text.words[match.whole.first];
    const auto& last = text.words[match.whole.last];
    if (first.text.data() != last.text.data()) continue;  // from headline to body: no line has both
    std::size_t begin = 0, end = first.text.size();
    if (options.within_sentence) {
      auto word = match.whole.first;
      while (word > first_of_text(text, word) && text.shape.sentence_of(word - 1) == text.shape.sentence_of(match.whole.first)) --word;
      begin = text.words[word].span.begin;  // with the marks that open it
      while (begin > 0 && !is_blank(first.text[begin - 1])) --begin;
      word = match.whole.last;
      const auto highest = last_of_text(text, word);
      while (word < highest && text.shape.sentence_of(word + 1) == text.shape.sentence_of(match.whole.last)) ++word;
      end = text.words[word].span.end;  // with the point that ends it, and marks that close behind it
      while (end < first.text.size() && !is_blank(first.text[end])) ++end;
    }
    // Of more bytes than this no letter can be shown, but for long runs of blanks.
    const auto enough = 8 * options.width + 64;
    if (first.span.begin - begin > enough) begin = first.span.begin - enough;
    while (begin < first.span.begin && is_continuation(first.text[begin])) ++begin;
    end = std::min(end, last.span.end + enough);
    const auto before = on_line(first.text.substr(begin, first.span.begin - begin));
    const auto after = on_line(first.text.substr(last.span.end, end - last.span.end));
    out.push_back({std::string(cut(before, options.width, true)), on_line(text, match.whole.first, match.whole.last, parts_of(match)),
                   std::string(cut(after, options.width, false))});
  }
  return out;
}

}  // namespace attache::query
