// Several subjects in one: "fish or Nato", "the dam and Mirela Tash".
#include <algorithm>

#include <fmt/format.h>

#include "query/parse/subject.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Names;

constexpr std::size_t kLongestAlias = 3;  // words of a name on either side of its "and"

// "Bosnia and Herzegovina" is one name.
bool is_inside_name(Tokens tokens, std::size_t at, const Names& names) {
  for (std::size_t begin = at - std::min(at, kLongestAlias); begin < at; ++begin)
    for (std::size_t end = at + 2; end <= std::min(tokens.size(), at + 1 + kLongestAlias); ++end)
      if (!names.by_alias(schema::joined(folded_words(tokens.from(begin).until(end - begin)))).empty()) return true;
  return false;
}

bool is_preposition(const Token& token) {
  return token.is_one_of({"against", "between", "by", "for", "from", "in", "into", "of", "on", "over", "to", "towards", "with"});
}

// Where what `tokens` ends with begins: behind its last preposition; 0 when it has none.
std::size_t behind_preposition(Tokens tokens) {
  for (auto at = tokens.size(); at-- > 0;)
    if (is_preposition(tokens[at])) return at + 1 < tokens.size() ? at + 1 : 0;
  return 0;
}

struct Pieces {
  std::vector<Tokens> list;
  Subject::Join join = Subject::Join::One;
};

// Parted at "or", else at "and", and at the commas before it.
Pieces pieces_of(Tokens tokens, const Names& names) {
  Pieces out;
  const auto parts_at = [&](std::string_view word) {
    for (std::size_t at = 1; at + 1 < tokens.size(); ++at)
      if (tokens[at].is(word) && !is_inside_name(tokens, at, names)) return true;
    return false;
  };
  const std::string_view word = parts_at("or") ? "or" : "and";
  if (word == "and" && !parts_at(word)) return out;
  out.join = word == "or" ? Subject::Join::Any : Subject::Join::All;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    if (end > begin) out.list.push_back(tokens.from(begin).until(end - begin));
  };
  for (std::size_t at = 1; at < tokens.size(); ++at) {
    if (tokens[at].is(word) && at + 1 < tokens.size() && !is_inside_name(tokens, at, names)) {
      take(at);
      begin = at + 1;
    } else if (tokens[at].comma_before && at > begin) {
      take(at);
      begin = at;
    }
  }
  take(tokens.size());
  return out;
}

// What cannot be said as words and entities that must all be there.
bool needs_reading_of_its_own(const Subject& subject) {
  return subject.or_parts || !subject.acronym.empty() || (subject.entities.empty() && subject.name.size() > 1);
}

}  // namespace

Subject joined_subject_of(Tokens tokens, const Names& names, std::vector<std::string>& notes) {
  const auto note_description = [&](const Subject& subject) {
    if (subject.or_parts)
      notes.push_back(fmt::format("\"{}\" read as {} too", subject.text, names.find(subject.entities.front())->name));
  };
  auto whole = subject_of(tokens, names);
  const auto pieces = whole.entities.empty() ? pieces_of(tokens, names) : Pieces{};
  Subject joined;
  joined.text = whole.text;
  joined.join = pieces.join;
  bool any_own = false, distributed = false;
  for (const auto& piece : pieces.list) {
    auto list = std::vector<Token>(piece.list.begin(), piece.list.end());
    // "talks with Russia or Ukraine" is "talks with Russia or talks with Ukraine".
    const auto& first = pieces.list.front();
    const auto head = behind_preposition(first);
    const bool shares = joined.join == Subject::Join::Any && !joined.members.empty() && head > 0 && behind_preposition(piece) == 0;
    if (shares) list.insert(list.begin(), first.list.begin(), first.list.begin() + static_cast<std::ptrdiff_t>(head));
    auto member = subject_of({tokens.text, list}, names);
    if (is_empty(member)) {
      note_description(whole);
      return whole;
    }
    if (shares) member.text = fmt::format("{} {}", without_determiners(first).until(head).typed(), piece.typed());
    distributed = distributed || shares;
    any_own = any_own || needs_reading_of_its_own(member);
    joined.members.push_back(std::move(member));
  }
  if (joined.members.size() < 2 || (joined.join == Subject::Join::All && !any_own)) {
    note_description(whole);
    return whole;
  }
  for (const auto& member : joined.members) note_description(member);
  if (distributed) {
    std::string read;
    for (const auto& member : joined.members) read += fmt::format("{}\"{}\"", read.empty() ? "" : " or ", member.text);
    notes.push_back(fmt::format("\"{}\" read as {}", joined.text, read));
  }
  return joined;
}

}  // namespace attache::query
