// Nexis's language (LexisNexis, terms and connectors). Its rules, from the tightest operator to the loosest:
//   1  neighbouring words are a phrase
//   2  or
//   3  w/n, pre/n, not w/n, n 1 to 255: the smallest n first, then from left to right; w/n in any order, pre/n in this one
//   4  w/s    5  w/p    6  and    7  and not;   in any letter case, each from left to right; ( ) are brackets
// ! stands for any letters at a word's end, * and ? for one letter. A word is found in its other forms, one in quotation marks
// in this form alone. Segments: headline(…), hlead(…), byline(…), publication(…) …; commands: atleastN(…), caps(…), allcaps(…),
// nocaps(…), plural(…), singular(…); date and length are compared: date aft 2001, length > 500, date from 1/1/2001 to
// 12/31/2001.
//
// Sources: support.lexis-nexis.com glossary GS_Connectors and help.lexisnexis.com rosetta/connectororder (the order),
// newlexis/connectors_quickref and connectorpriority (onear, near, w/seg, not), support.lexisnexis.com 1102036 (stems, quotation
// marks), lexisnexis.com infopro 2020 "Advanced search techniques in News" (caps, hlead, atleast, length),
// support.lexis.com lexiscom_segments and docslib.org/doc/13856071 (segments, date, *).
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "query/language/days.hpp"
#include "query/language/dialects.hpp"
#include "query/language/dialect_reader.hpp"
#include "schema/words.hpp"

namespace attache::query::language {
namespace {

using schema::FieldId;
using schema::Span;

constexpr std::uint32_t kMostApart = 255, kMostMentions = 255;

enum class SegmentKind : std::uint8_t { Words, Lead, Case, Form, Code };
struct Segment {
  std::string_view name;
  SegmentKind kind;
  FieldId field = FieldId::Text;
  Letters letters = Letters::Any;
  std::string_view note = "";  // what is read otherwise than in Nexis
};
constexpr auto kSegments = std::to_array<Segment>({
    {"headline", SegmentKind::Words, FieldId::Title},
    {"head", SegmentKind::Words, FieldId::Title},
    {"hlead", SegmentKind::Lead},
    {"lead", SegmentKind::Lead, FieldId::Text, Letters::Any, "lead() is the headline, the standfirst and the first paragraph here"},
    {"body", SegmentKind::Words, FieldId::Text},
    {"byline", SegmentKind::Words, FieldId::Byline},
    {"publication", SegmentKind::Words, FieldId::Outlet},
    {"section", SegmentKind::Words, FieldId::Section},
    {"dateline", SegmentKind::Words, FieldId::Dateline},
    {"language", SegmentKind::Words, FieldId::Language},
    {"caps", SegmentKind::Case, FieldId::Text, Letters::Capitalised},
    {"allcaps", SegmentKind::Case, FieldId::Text, Letters::AllCapitals},
    {"nocaps", SegmentKind::Case, FieldId::Text, Letters::Lower},
    {"plural", SegmentKind::Form, FieldId::Text, Letters::Any, "plural() finds the singular too: words are found by their stem"},
    {"singular", SegmentKind::Form, FieldId::Text, Letters::Any, "singular() finds the plural too: words are found by their stem"},
    {"city", SegmentKind::Code}, {"company", SegmentKind::Code}, {"correction", SegmentKind::Code}, {"geographic", SegmentKind::Code},
    {"graphic", SegmentKind::Code}, {"industry", SegmentKind::Code}, {"load-date", SegmentKind::Code},
    {"organization", SegmentKind::Code}, {"person", SegmentKind::Code}, {"publication-type", SegmentKind::Code},
    {"state", SegmentKind::Code}, {"subject", SegmentKind::Code}, {"term", SegmentKind::Code}, {"ticker", SegmentKind::Code},
});

const Segment* segment_named(std::string_view name) {
  const auto found = std::find_if(kSegments.begin(), kSegments.end(), [&](const Segment& row) { return row.name == name; });
  return found == kSegments.end() ? nullptr : &*found;
}

std::string segment_names() {
  std::string out = "atleastN, date, length";
  for (const auto& row : kSegments) out += fmt::format(", {}", row.name);
  return out;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

enum class Level : std::uint8_t { Or, Apart, Sentence, Paragraph, And, AndNot };
struct Connector {
  Level level = Level::And;
  Op op = Op::And;
  std::uint32_t count = 0;
  std::size_t tokens = 1;
  std::string name = {};
  std::uint32_t at = 0;
};

class NexisReader : DialectReader {
 public:
  NexisReader(std::string_view text, schema::Date today, std::vector<Token> tokens) : DialectReader(text, today, {}) {
    for (const auto& token : tokens)
      if (token.kind != TokenKind::Chunk || !schema::words_of(token.text).empty() ||
          token.text.find_first_of("<>=*!?/+") != std::string_view::npos)
        tokens_.push_back(token);
  }

  schema::Result<Reading> read() {
    return read_all([&] { return expression({}); }, "Nexis");
  }

 private:
  // The connector at hand; nothing when there is none. Of "not w/5" and "and not" both words.
  std::optional<Connector> connector() {
    const auto name = word();
    if (name.empty()) return std::nullopt;
    const auto found = [&](Level level, Op op, std::size_t tokens = 1) {
      std::string typed(token().text);
      if (tokens == 2) typed += fmt::format(" {}", token(1).text);
      return Connector{level, op, 0, tokens, std::move(typed), here()};
    };
    if (name == "or") return found(Level::Or, Op::Or);
    if (name == "and") return word(1) == "not" ? found(Level::AndNot, Op::Not, 2) : found(Level::And, Op::And);
    if (name == "but" && word(1) == "not") return found(Level::AndNot, Op::Not, 2);
    if (name == "not") {
      auto next = near(1);
      if (!next) return found(Level::AndNot, Op::Not);
      if (next->level != Level::Apart || next->op != Op::Near) {
        draft_.fail(fmt::format("not {} is not searched for here; not w/n is: troops not w/5 exercise", token(1).text), here());
        return std::nullopt;
      }
      auto out = found(Level::Apart, Op::NotNear, 2);
      out.count = next->count;
      return out;
    }
    return near(0);
  }

  // w/5, /5, near/5, pre/5, +5, onear/5, w/s, /p, w/seg …
  std::optional<Connector> near(std::size_t ahead) {
    const auto name = word(ahead);
    const auto sign = name.find_first_of("/+");
    if (sign == std::string::npos || sign + 1 == name.size()) return std::nullopt;
    const auto front = std::string_view(name).substr(0, sign), rest = std::string_view(name).substr(sign + 1);
    const bool ordered = front == "pre" || front == "onear" || (front.empty() && name[sign] == '+');
    const bool known = ordered || ((front == "w" || front == "near" || front.empty()) && name[sign] == '/');
    if (!known) return std::nullopt;
    Connector out{Level::Apart, ordered ? Op::Adjacent : Op::Near, 0, 1, std::string(token(ahead).text), token(ahead).begin};
    if (is_digits(rest)) {
      out.count = draft_.number(rest, kMostApart, fmt::format("{}{}", front, name[sign]), out.at);
      return out;
    }
    const bool sentence = rest == "s" || rest == "sent", paragraph = rest == "p" || rest == "para", segment = rest == "seg";
    if (!sentence && !paragraph && !segment) return std::nullopt;
    if (ordered) {
      draft_.fail(fmt::format("{} is not searched for here: w/s and w/p are in any order, pre/n is in this one", out.name), out.at);
      return std::nullopt;
    }
    if (segment) {
      draft_.note(fmt::format("{} is read as and: there are no segments here", out.name));
      out.level = Level::And, out.op = Op::And;
    } else {
      out.level = sentence ? Level::Sentence : Level::Paragraph;
      out.op = sentence ? Op::Sentence : Op::Paragraph;
    }
    return out;
  }

  // What stands between brackets, or all: parts and the connectors between them, joined level by level.
  Part expression(const Target& target) {
    const auto begin = here();
    std::vector<Placed> parts;
    std::vector<Connector> between;
    bool negated = false;
    if (word() == "not" || (word() == "and" && word(1) == "not")) {
      at_ += word() == "not" ? 1 : 2;
      negated = true;
    }
    while (true) {
      const auto wanted_by = at_ > 0 ? std::string(tokens_[at_ - 1].text) : std::string("this");
      const auto wanted_at = at_ > 0 ? tokens_[at_ - 1].begin : 0;
      if (ends() || connector()) {
        if (!draft_.failed()) needs_operand(wanted_by, wanted_at);
        return {};
      }
      parts.push_back({part(target), 0, false});
      if (ends()) break;
      auto next = connector();
      if (!next) {
        if (!draft_.failed()) draft_.fail("a connector is missing before this: and, or, w/5 …", here());
        return {};
      }
      at_ += next->tokens;
      between.push_back(std::move(*next));
    }
    if (draft_.failed()) return {};
    join_level(parts, between, [](const Connector& c) { return c.level == Level::Or; });
    std::set<std::uint32_t> counts;
    for (const auto& c : between)
      if (c.level == Level::Apart) counts.insert(c.count);
    for (const auto count : counts)
      join_level(parts, between, [&](const Connector& c) { return c.level == Level::Apart && c.count == count; });
    for (const Level level : {Level::Sentence, Level::Paragraph, Level::And})
      join_level(parts, between, [&](const Connector& c) { return c.level == level; });
    if (draft_.failed()) return {};
    std::vector<Part> unwanted;
    for (std::size_t i = 1; i < parts.size(); ++i) unwanted.push_back(std::move(parts[i].part));
    auto first = std::move(parts.front().part);
    if (negated) {
      unwanted.insert(unwanted.begin(), std::move(first));
      first = std::nullopt;
    }
    return without(std::move(first), std::move(unwanted), since(begin));
  }

  // Joins what the connectors of one level stand between, from left to right.
  template <class Belongs>
  void join_level(std::vector<Placed>& parts, std::vector<Connector>& between, Belongs&& belongs) {
    if (draft_.failed()) return;
    std::vector<Placed> out;
    std::vector<Connector> left;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i == 0 || !belongs(between[i - 1])) {
        if (i > 0) left.push_back(std::move(between[i - 1]));
        out.push_back(std::move(parts[i]));
        continue;
      }
      const auto& c = between[i - 1];
      if (c.op != Op::And && c.op != Op::Or) {
        out.back() = placed(c.op, c.count, std::move(out.back()), std::move(parts[i]), c.name, c.at);
      } else {
        // All that this level joins at once: a row of thousands is one node.
        std::vector<Part> row{std::move(out.back().part), std::move(parts[i].part)};
        auto depth = std::max(out.back().depth, parts[i].depth);
        for (; i + 1 < parts.size() && belongs(between[i]); ++i) {
          row.push_back(std::move(parts[i + 1].part));
          depth = std::max(depth, parts[i + 1].depth);
        }
        Span place{};
        for (const auto& one : row)
          if (one) place = {place.end == 0 ? one->begin : place.begin, one->end};
        out.back() = {joined(c.op, std::move(row), place), depth, false};
      }
      if (draft_.failed()) return;
    }
    parts = std::move(out);
    between = std::move(left);
  }

  // A segment or command with its bracket, a comparison, or words side by side.
  Part part(const Target& target) {
    const auto begin = here();
    if (is_kind(TokenKind::Chunk)) {
      if (auto compared = comparison(begin)) return std::move(*compared);
      if (draft_.failed()) return {};
      if (word().starts_with("atleast") && is_digits(word().substr(7)) && !is_kind(TokenKind::Open, 1))
        draft_.fail(fmt::format("{} has a bracket behind it: {}(truce)", token().text, token().text), begin);
      if (is_kind(TokenKind::Open, 1) && !draft_.failed())
        if (auto found = segment(target, begin)) return std::move(*found);
      if (draft_.failed()) return {};
    }
    if (target.takes_values() || schema::field(target.field).kind == schema::FieldKind::Word) return values(target);
    return run(target);
  }

  // atleast5(…), headline(…): nothing when the chunk at hand names none.
  std::optional<Part> segment(const Target& target, std::uint32_t begin) {
    const auto name = word();
    if (name.starts_with("atleast") && is_digits(std::string_view(name).substr(7))) {
      const auto count = draft_.number(std::string_view(name).substr(7), kMostMentions, "atleast", begin);
      ++at_;
      auto inner = bracketed([&] { return expression(target); });
      if (!inner || draft_.failed()) return Part{};
      return Part{draft_.counted(Op::AtLeast, std::move(*inner), since(begin), count, name)};
    }
    const auto* found = segment_named(name);
    if (!found) {
      if (glued(1)) draft_.fail(fmt::format("there is no segment or command “{}”; there are {}", name, segment_names()), begin);
      return std::nullopt;
    }
    ++at_;
    if (!found->note.empty()) draft_.note(std::string(found->note));
    auto own = target;
    if (found->kind == SegmentKind::Code) {
      skip_bracket();
      draft_.note(fmt::format("{}() holds codes or text that no field here has: left out", name));
      return Part{};
    }
    if (found->kind == SegmentKind::Words) own.field = found->field;
    if (found->kind == SegmentKind::Case) own.letters = found->letters;
    auto inner = bracketed([&] { return expression(own); });
    if (!inner || draft_.failed() || found->kind != SegmentKind::Lead) return inner;
    return Part{draft_.counted(Op::Lead, std::move(*inner), since(begin), 0, name)};
  }

  void skip_bracket() {
    const auto open_at = here();
    std::size_t open = 0;
    do {
      open += is_kind(TokenKind::Open);
      open -= is_kind(TokenKind::Close);
      ++at_;
    } while (open > 0 && more());
    if (open > 0) draft_.fail("this bracket is not closed", open_at);
  }

  // date aft 1/31/2001, date(> 2001), length > 500: nothing when the chunk at hand begins none.
  std::optional<Part> comparison(std::uint32_t begin) {
    const auto name = word();
    const bool is_date = name.starts_with("date"), is_length = name.starts_with("length");
    if (!is_date && !is_length) return std::nullopt;
    const auto size = is_date ? 4u : 6u;
    const bool whole = name.size() == size;
    if (is_date && whole && word(1) == "from" && is_digits(word(2).substr(0, 1))) return days_between(begin);
    if (whole ? !is_kind(TokenKind::Open, 1) && !comparison_of(word(1)) : !comparison_of(name.substr(size))) return std::nullopt;
    if (whole && is_kind(TokenKind::Open, 1)) {
      ++at_;
      // date(geq (1/1/2001) and leq (12/31/2001))
      return bracketed([&]() -> Part {
        std::vector<Part> bounds;
        do bounds.push_back(bound(is_date, 0, begin));
        while (!draft_.failed() && word() == "and" && ++at_);
        return intersection(std::move(bounds), since(begin));
      });
    }
    if (whole) ++at_;
    return bound(is_date, whole ? 0 : size, begin);
  }

  // date from 1/1/2001 to 12/31/2001.
  Part days_between(std::uint32_t begin) {
    at_ += 2;
    const auto first = day(token().text, here());
    ++at_;
    if (draft_.failed()) return {};
    if (word() != "to" || !is_kind(TokenKind::Chunk, 1)) {
      draft_.fail("date from has its last day behind “to”: date from 1/1/2001 to 12/31/2001", begin);
      return {};
    }
    ++at_;
    const auto last = day(token().text, here());
    ++at_;
    if (!first || !last) return {};
    return range_of_days(first->first, last->last, since(begin));
  }

  // Bounds of one range are one range.
  Part intersection(std::vector<Part> bounds, Span place) {
    if (draft_.failed()) return {};
    if (bounds.size() == 2 && bounds[0]->from && !bounds[0]->to && bounds[1]->to && !bounds[1]->from) {
      const auto &from = *bounds[0]->from, &to = *bounds[1]->to;
      if (to.size() < from.size() || (to.size() == from.size() && to < from)) draft_.fail("this range ends before it begins", place.begin);
      bounds[0]->to = bounds[1]->to;
      bounds[0]->end = bounds[1]->end;
      bounds.pop_back();
    }
    return joined(Op::And, std::move(bounds), place);
  }

  // What is compared, up to the next connector or bracket; `cut` bytes of the chunk at hand are the word date or length.
  Part bound(bool is_date, std::size_t cut, std::uint32_t begin) {
    const auto first = at_;
    while (more() && !draft_.failed()) {
      if (is_kind(TokenKind::Close)) break;
      if (at_ > first && is_kind(TokenKind::Chunk) && connector()) break;
      if (is_kind(TokenKind::Open)) {
        skip_bracket();
        continue;
      }
      ++at_;
    }
    if (draft_.failed()) return {};
    if (at_ == first) {
      draft_.fail("a day or number is missing here", here());
      return {};
    }
    const auto text = typed(first, at_ - 1).substr(cut);
    const auto at = tokens_[first].begin + static_cast<std::uint32_t>(cut);
    const auto compared = comparison_of(text).value_or(Comparison{Comparison::Is::Equal, text});
    using Is = Comparison::Is;
    if (!is_date) {
      constexpr std::array<std::string_view, 5> kSigns{"", ">", ">=", "<", "<="};
      return draft_.value({.field = FieldId::Words}, fmt::format("{}{}", kSigns[static_cast<std::size_t>(compared.is)], compared.rest),
                          since(begin), false);
    }
    const auto found = day(compared.rest, at);
    if (!found) return {};
    switch (compared.is) {
      case Is::Above: return range_of_days(shifted(found->last, 1), std::nullopt, since(begin));
      case Is::AtLeast: return range_of_days(found->first, std::nullopt, since(begin));
      case Is::Below: return range_of_days(std::nullopt, shifted(found->first, -1), since(begin));
      case Is::AtMost: return range_of_days(std::nullopt, found->last, since(begin));
      case Is::Equal: break;
    }
    return range_of_days(found->first, found->last, since(begin));
  }

  // A value of one word or several, or brackets with connectors between values.
  Part values(const Target& target) {
    const auto first = at_;
    if (is_kind(TokenKind::Open)) return bracketed([&] { return expression(target); });
    if (is_kind(TokenKind::Quoted)) {
      ++at_;
      return draft_.value(target, tokens_[first].text, {tokens_[first].begin, tokens_[first].end}, true);
    }
    while (is_kind(TokenKind::Chunk) && !connector() && !draft_.failed()) ++at_;
    if (draft_.failed()) return {};
    std::string text(typed(first, at_ - 1));
    for (char& c : text) c = c == '!' ? '*' : c == '*' ? '?' : c;
    return draft_.value(target, text, {tokens_[first].begin, tokens_[at_ - 1].end}, false);
  }

  Part run(const Target& target) {
    const auto begin = here();
    std::vector<Expression> parts;
    while (!ends() && !connector()) {
      if (draft_.failed()) return {};
      if (is_kind(TokenKind::Open)) {
        auto inner = bracketed([&] { return expression(target); });
        if (inner) parts.push_back(std::move(*inner));
        continue;
      }
      const bool names_segment = is_kind(TokenKind::Open, 1) && (segment_named(word()) || word().starts_with("atleast"));
      if (!parts.empty() && is_kind(TokenKind::Chunk) && (names_segment || word() == "length" || word() == "date") && more(1) &&
          (names_segment || is_kind(TokenKind::Open, 1) || comparison_of(word(1))))
        break;  // the connector before it is missing
      const auto& one = token();
      ++at_;
      const bool quoted = one.kind == TokenKind::Quoted;
      if (!quoted && one.text.find('*') != std::string_view::npos && one.text.find_last_not_of("*.,;:") < one.text.find('*'))
        draft_.note(fmt::format("* in “{}” is one letter; any letters at a word's end are !", one.text));
      parts.push_back(draft_.words(target, one.text, {one.begin, one.end}, quoted, {.any = '!', .one = '*', .also_one = '?'}));
    }
    if (draft_.failed()) return {};
    if (!parts.empty()) return neighbours(std::move(parts), since(begin));
    return {};  // codes in brackets
  }
};

}  // namespace

schema::Result<Reading> read_nexis(std::string_view text, schema::Date today) {
  auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  return NexisReader(text, today, std::move(*tokens)).read();
}

}  // namespace attache::query::language
