// Factiva's language. Its rules, from the tightest operator to the loosest:
//   1  neighbouring words are a phrase (adj is the default operator)
//   2  adjN and w/N in this order, N 1 to 10; nearN and /NN/ in any order, N 1 to 500; same: in one paragraph; /FN/: in the first
//      N words; from left to right
//   3  atleastN of one word or phrase, N 1 to 50; fields: hd=, hlp=, by=, sn=, la= …; date ranges; wc
//   4  not    5  and    6  or;   in any letter case; ( ) and [ ] are brackets
// The word date begins a range of days unless it is in quotation marks. $N stands for up to N letters at a word's end, $ for up
// to 9, * for any, ? for one; $ and * need three letters before them. % stands for one word, which no operator here can say.
//
// Sources: factiva.com/CP_Developer/ProductHelp/FDK/FDK38/search_factiva/query_expressions: search_statement_operators,
// search_statement_examples (adj before and before or), field_qualified_searches, range_searches;
// factiva.com/cp_developer/Producthelp/djif/webhelp/Searching/raw_search_statement_terms.htm ($, *, ?, %);
// docest.com/doc/182784 (the order of all operators); studylib.net/doc/8117013 (near joins phrases, bounds of N);
// proquest.libguides.com/factiva/tips (atleast takes no nested terms); support.proquest.com kA23r000000FVF1CAO (fields).
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/language/days.hpp"
#include "query/language/dialects.hpp"
#include "query/language/dialect_reader.hpp"
#include "schema/words.hpp"

namespace attache::query::language {
namespace {

using schema::FieldId;
using schema::Span;

constexpr std::uint32_t kMostAdjacent = 10, kMostNear = 500, kMostFirst = 500, kMostMentions = 50;
constexpr std::size_t kLeastStem = 3, kMostLetters = 9;

enum class TagKind : std::uint8_t { Words, Lead, Code };
struct Tag {
  std::string_view name;
  TagKind kind;
  FieldId field;
  std::string_view note;  // what is read otherwise than in Factiva
};
constexpr auto kTags = std::to_array<Tag>({
    {"hd", TagKind::Words, FieldId::Title, ""},
    {"hl", TagKind::Words, FieldId::Title, "hl= is the headline here, without section and column"},
    {"hlp", TagKind::Lead, FieldId::Text, ""},
    {"lp", TagKind::Lead, FieldId::Text, "lp= is the headline, the standfirst and the first paragraph here"},
    {"td", TagKind::Words, FieldId::Text, "td= is the whole text here, with its first paragraphs"},
    {"by", TagKind::Words, FieldId::Byline, ""},
    {"sn", TagKind::Words, FieldId::Outlet, ""},
    {"pub", TagKind::Words, FieldId::Outlet, "pub= is the outlet here"},
    {"se", TagKind::Words, FieldId::Section, ""},
    {"la", TagKind::Words, FieldId::Language, ""},
    {"cr", TagKind::Words, FieldId::Agency, ""},
    {"wc", TagKind::Words, FieldId::Words, ""},
    {"an", TagKind::Code, {}, ""}, {"art", TagKind::Code, {}, ""}, {"clm", TagKind::Code, {}, ""},
    {"co", TagKind::Code, {}, ""}, {"ct", TagKind::Code, {}, ""}, {"cx", TagKind::Code, {}, ""},
    {"de", TagKind::Code, {}, ""}, {"ed", TagKind::Code, {}, ""}, {"fds", TagKind::Code, {}, ""},
    {"in", TagKind::Code, {}, ""}, {"ipc", TagKind::Code, {}, ""}, {"ns", TagKind::Code, {}, ""},
    {"pe", TagKind::Code, {}, ""}, {"pg", TagKind::Code, {}, ""}, {"re", TagKind::Code, {}, ""},
    {"rf", TagKind::Code, {}, ""}, {"ric", TagKind::Code, {}, ""}, {"rst", TagKind::Code, {}, ""},
    {"vol", TagKind::Code, {}, ""},
});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits behind `name`; nothing when the word is no such operator.
std::optional<std::string_view> behind(std::string_view word, std::string_view name) {
  if (!word.starts_with(name)) return std::nullopt;
  const auto digits = word.substr(name.size());
  return std::all_of(digits.begin(), digits.end(), is_digit) ? std::optional(digits) : std::nullopt;
}

// A chunk with /F50/ or /N30/ in it, in three: what is before, the operator, what is behind.
void split_slashes(const Token& chunk, std::vector<Token>& out) {
  auto rest = chunk;
  const auto cut = [&](std::size_t size) {  // from the front
    if (size == 0) return;
    auto part = rest;
    part.text = rest.text.substr(0, size);
    part.end = rest.begin + static_cast<std::uint32_t>(size);
    out.push_back(part);
    rest.text.remove_prefix(size);
    rest.begin = part.end;
  };
  for (std::size_t at = 0; at < rest.text.size();) {
    const auto text = rest.text;
    auto end = at + 2;
    if (text[at] == '/' && end < text.size() && ((text[at + 1] | 32) == 'f' || (text[at + 1] | 32) == 'n') && is_digit(text[end])) {
      while (end < text.size() && is_digit(text[end])) ++end;
      if (end < text.size() && text[end] == '/') {
        cut(at);
        cut(end + 1 - at);
        at = 0;
        continue;
      }
      at = end;
    } else {
      ++at;
    }
  }
  cut(rest.text.size());
}

class FactivaReader : DialectReader {
 public:
  FactivaReader(std::string_view text, schema::Date today, std::vector<Token> tokens) : DialectReader(text, today, {}) {
    for (const auto& token : tokens) {
      if (token.kind != TokenKind::Chunk)
        tokens_.push_back(token);
      else if (!schema::words_of(token.text).empty() || token.text.find_first_of("<>=%*?$") != std::string_view::npos)
        split_slashes(token, tokens_);
    }
  }

  schema::Result<Reading> read() {
    return read_all([&] { return any({}); }, "Factiva");
  }

 private:
  // An operator of level 2 at hand.
  struct Joint {
    Op op = Op::Near;
    std::uint32_t count = 0;
  };
  std::optional<Joint> joint() {
    const auto name = word();
    if (name.empty()) return std::nullopt;
    if (name == "same") return Joint{Op::Paragraph, 0};
    if (const auto digits = behind(name, "adj"))
      return Joint{Op::Adjacent, digits->empty() ? 1 : draft_.number(*digits, kMostAdjacent, "adj", here())};
    if (const auto digits = behind(name, "w/")) return Joint{Op::Adjacent, draft_.number(*digits, kMostAdjacent, "w/", here())};
    if (const auto digits = behind(name, "near"); digits && !digits->empty())
      return Joint{Op::Near, draft_.number(*digits, kMostNear, "near", here())};
    if (name.starts_with("/n") && name.size() > 3 && name.ends_with('/'))
      if (const auto digits = behind(name.substr(0, name.size() - 1), "/n"))
        return Joint{Op::Near, draft_.number(*digits, kMostNear, "/N", here())};
    return std::nullopt;
  }
  bool is_first_words() const {
    const auto name = word();
    return name.size() > 3 && name.starts_with("/f") && name.ends_with('/') && behind(name.substr(0, name.size() - 1), "/f");
  }
  bool is_boolean() const {
    const auto name = word();
    return name == "and" || name == "or" || name == "not";
  }
  // The tag of a field at hand, "hd=" or "wc>500"; nothing when there is none.
  std::optional<Tag> tag() {
    if (!is_kind(TokenKind::Chunk)) return std::nullopt;
    const auto end = token().text.find_first_of("=<>");
    if (end == 0 || end > 5) {
      const bool size = word() == "wc" && is_kind(TokenKind::Chunk, 1) && comparison_of(token(1).text);
      return size ? std::optional(Tag{"wc", TagKind::Words, FieldId::Words, ""}) : std::nullopt;
    }
    const auto name = schema::fold(token().text.substr(0, end));
    if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return std::nullopt;
    const auto found = std::find_if(kTags.begin(), kTags.end(), [&](const Tag& row) { return row.name == name; });
    if (found != kTags.end() && (token().text[end] == '=' || found->field == FieldId::Words)) return *found;
    if (token().text[end] != '=') return std::nullopt;
    std::string names;
    for (const auto& row : kTags) names += fmt::format("{}{}=", names.empty() ? "" : ", ", row.name);
    draft_.fail(fmt::format("there is no field “{}=”; there are {}", name, names), here());
    return std::nullopt;
  }
  bool is_date() const { return word() == "date" || word() == "upd"; }
  bool is_atleast() const {
    const auto digits = behind(word(), "atleast");
    return digits && !digits->empty();
  }
  static std::string only_words(std::string_view atleast) {
    return fmt::format("{} counts one word or phrase: atleast3 olympics and atleast3 winter games", atleast);
  }
  bool begins_qualified() { return is_date() || is_atleast() || tag().has_value(); }

  // Level 6.
  Part any(const Target& target) {
    const auto begin = here();
    std::vector<Part> out{all(target)};
    while (!draft_.failed() && word() == "or") {
      ++at_;
      out.push_back(all(target));
    }
    return joined(Op::Or, std::move(out), since(begin));
  }

  // Level 5. "a and not b" is a without b.
  Part all(const Target& target) {
    const auto begin = here();
    std::vector<Part> wanted, unwanted;
    const auto add = [&] {
      auto one = nots(target);
      if (one && one->op == Op::Not && one->children.front().op == Op::All) {
        for (std::size_t i = 1; i < one->children.size(); ++i) unwanted.push_back(std::move(one->children[i]));
      } else {
        wanted.push_back(std::move(one));
      }
    };
    add();
    while (!draft_.failed() && word() == "and") {
      ++at_;
      add();
    }
    return without(joined(Op::And, std::move(wanted), since(begin)), std::move(unwanted), since(begin));
  }

  // Level 4.
  Part nots(const Target& target) {
    const auto begin = here();
    Part wanted;
    std::vector<Part> unwanted;
    if (word() != "not") wanted = qualified(target);
    while (!draft_.failed() && word() == "not") {
      ++at_;
      unwanted.push_back(qualified(target));
    }
    return without(std::move(wanted), std::move(unwanted), since(begin));
  }

  // Level 3.
  Part qualified(const Target& target) {
    const auto begin = here();
    if (ends() || is_boolean()) {
      if (!draft_.failed()) needs_operand(at_ > 0 ? std::string(tokens_[at_ - 1].text) : "this", at_ > 0 ? tokens_[at_ - 1].begin : 0);
      return {};
    }
    Part out;
    if (is_date()) {
      out = date(begin);
    } else if (is_atleast()) {
      const auto name = std::string(token().text);
      const auto count = draft_.number(behind(word(), "atleast").value(), kMostMentions, "atleast", begin);
      ++at_;
      const bool bracket = is_kind(TokenKind::Open);
      if (ends() || is_boolean()) needs_operand(name, begin);
      if (!draft_.failed() && begins_qualified() && !draft_.failed()) draft_.fail(only_words(name), here());
      auto inner = draft_.failed() ? Part{} : places(target);
      if (draft_.failed() || !inner) return {};
      const bool one_word = inner->op == Op::Word || inner->op == Op::Wildcard || inner->op == Op::Phrase;
      if (!one_word && (bracket || inner->op != Op::Or))  // Or without brackets is of a word with $
        draft_.fail(only_words(name), inner->begin);
      out = draft_.counted(Op::AtLeast, std::move(*inner), since(begin), count, name);
    } else if (const auto field = tag()) {
      out = of_field(*field, target, begin);
    } else if (!draft_.failed()) {
      out = places(target);
    }
    if (!ends() && !is_boolean()) draft_.fail("an operator is missing before this: and, or, not", here());
    return out;
  }

  Part of_field(const Tag& field, const Target& target, std::uint32_t begin) {
    if (!field.note.empty()) draft_.note(std::string(field.note));
    if (field.field == FieldId::Words) return word_count(begin);
    const auto sign = token().text.find('=');
    tokens_[at_].text.remove_prefix(sign + 1);
    tokens_[at_].begin += static_cast<std::uint32_t>(sign + 1);
    if (tokens_[at_].text.empty()) ++at_;
    if (ends() || is_boolean()) {
      needs_operand(fmt::format("{}=", field.name), begin);
      return {};
    }
    auto inner = target;
    inner.field = field.field;
    if (field.kind == TagKind::Code) {
      skip_value();
      draft_.note(fmt::format("{}= holds codes or text that no field here has: left out", field.name));
      return {};
    }
    auto out = places(field.kind == TagKind::Words ? inner : Target{});
    if (draft_.failed()) return {};
    if (field.kind != TagKind::Lead || !out) return out;
    return draft_.counted(Op::Lead, std::move(*out), since(begin), 0, fmt::format("{}=", field.name));
  }

  void skip_value() {
    if (!is_kind(TokenKind::Open)) {
      do ++at_;
      while (is_kind(TokenKind::Chunk) && !is_boolean() && !begins_qualified());
      return;
    }
    std::size_t open = 0;
    do {
      open += is_kind(TokenKind::Open);
      open -= is_kind(TokenKind::Close);
      ++at_;
    } while (open > 0 && more());
    if (open > 0) draft_.fail("this bracket is not closed", tokens_.back().end);
  }

  // wc>500, wc < 3000, wc=700.
  Part word_count(std::uint32_t begin) {
    const auto first = at_;
    const bool parted = token().text.find_first_of("=<>") == std::string_view::npos;
    at_ += parted ? 2 : 1;
    auto comparison = comparison_of(draft_.text().substr(tokens_[first].begin + 2, tokens_[at_ - 1].end - tokens_[first].begin - 2));
    if (comparison && comparison->rest.empty() && is_kind(TokenKind::Chunk)) {
      comparison->rest = token().text;
      ++at_;
    }
    if (!comparison) {
      draft_.fail("wc is compared with a number: wc>500, wc<3000", begin);
      return {};
    }
    constexpr std::array<std::string_view, 5> kSigns{"", ">", ">=", "<", "<="};
    const auto typed = fmt::format("{}{}", kSigns[static_cast<std::size_t>(comparison->is)], comparison->rest);
    return draft_.value({.field = FieldId::Words}, typed, since(begin), false);
  }

  // date after X, date before X, date from X to Y, date X.
  Part date(std::uint32_t begin) {
    const bool update = word() == "upd";
    ++at_;
    const auto how = word();
    const bool named = how == "after" || how == "before" || how == "from" || how == "on" || how == "is";
    if (named) ++at_;
    if (ends() || is_boolean()) {
      draft_.fail("“date” begins a range of days: date after 20010131, date from 20010101 to 20031231; as a word it stands in quotation "
                  "marks", begin);
      return {};
    }
    const auto first = one_day();
    std::optional<schema::DateRange> last;
    if (how == "from" && !draft_.failed()) {
      if (word() != "to") {
        draft_.fail("date from has its last day behind “to”: date from 20010101 to 20031231", begin);
        return {};
      }
      ++at_;
      if (ends()) needs_operand("to", here());
      if (!draft_.failed()) last = one_day();
    }
    if (draft_.failed() || !first) return {};
    if (update) {
      draft_.note("upd is the day of an update, which no field here has: left out");
      return {};
    }
    const auto place = since(begin);
    if (how == "after") return range_of_days(shifted(first->last, 1), std::nullopt, place);
    if (how == "before") return range_of_days(std::nullopt, shifted(first->first, -1), place);
    return range_of_days(first->first, last ? last->last : first->last, place);
  }

  // A day, "-30" and "-30 days" too.
  std::optional<schema::DateRange> one_day() {
    const auto text = token().text;
    const auto at = here();
    ++at_;
    if ((text.starts_with('-') || text.starts_with('+')) && (word() == "days" || word() == "day")) ++at_;
    return day(text, at, true);
  }

  // Level 2.
  Part places(const Target& target) {
    if (target.takes_values() || schema::field(target.field).kind == schema::FieldKind::Word) return values(target);
    Placed out{run(target), 0, false};
    while (!draft_.failed()) {
      if (is_first_words()) {
        const auto name = word();
        const auto count = draft_.number(behind(std::string_view(name).substr(0, name.size() - 1), "/f").value(), kMostFirst, "/F", here());
        ++at_;
        if (out.part) {
          const Span place = since(out.part->begin);
          out = {draft_.counted(Op::First, std::move(*out.part), place, count, name), 0, false};
        }
        continue;
      }
      const auto at = here();
      const auto found = joint();
      if (!found) break;
      const std::string name(token().text);
      ++at_;
      if (ends() || is_boolean() || joint() || begins_qualified()) {
        if (!draft_.failed()) needs_operand(name, at);
        break;
      }
      out = placed(found->op, found->count, std::move(out), {run(target), 0, false}, name, at);
    }
    return std::move(out.part);
  }

  // A value of several words, or brackets with operators between values.
  Part values(const Target& target) {
    if (is_kind(TokenKind::Open)) return bracketed([&] { return any(target); });
    if (is_kind(TokenKind::Quoted)) {
      ++at_;
      return draft_.value(target, tokens_[at_ - 1].text, {tokens_[at_ - 1].begin, tokens_[at_ - 1].end}, true);
    }
    const auto first = at_;
    while (is_kind(TokenKind::Chunk) && !is_boolean() && !joint() && !begins_qualified() && !draft_.failed()) ++at_;
    if (draft_.failed() || at_ == first) {
      if (!draft_.failed()) needs_operand(name_of(target), here());
      return {};
    }
    return draft_.value(target, typed(first, at_ - 1), {tokens_[first].begin, tokens_[at_ - 1].end}, false);
  }

  // Level 1: words side by side.
  Part run(const Target& target) {
    const auto begin = here();
    std::vector<Expression> parts;
    while (!ends() && !is_boolean() && !is_first_words() && !joint() && (parts.empty() || !begins_qualified())) {
      if (draft_.failed()) return {};
      if (is_kind(TokenKind::Open)) {
        auto inner = bracketed([&] { return any(target); });
        if (draft_.failed()) return {};
        if (inner) parts.push_back(std::move(*inner));
      } else if (is_kind(TokenKind::Quoted)) {
        quoted(target, parts);
        ++at_;
      } else {
        one_word(target, token().text, token().begin, parts);
        ++at_;
      }
    }
    if (draft_.failed()) return {};
    if (!parts.empty()) return neighbours(std::move(parts), since(begin));
    // A run of codes only has no part.
    if (since(begin).size() == 0) draft_.fail("a word, a phrase or a bracket is missing here", begin);
    return {};
  }

  // In quotation marks only operators lose their meaning.
  void quoted(const Target& target, std::vector<Expression>& parts) {
    const auto text = token().text;
    const auto before = parts.size();
    const auto start = static_cast<std::uint32_t>(text.data() - draft_.text().data());
    for (std::size_t at = 0; at < text.size() && !draft_.failed();) {
      const auto first = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
      const auto last = std::min(text.find_first_of(" \t\r\n", first), text.size());
      const auto piece = text.substr(first, last - first);
      if (!schema::words_of(piece).empty() || piece.find_first_of("*?%") != std::string_view::npos)
        one_word(target, piece, start + static_cast<std::uint32_t>(first), parts);
      at = last;
    }
    if (parts.size() == before) draft_.fail("no word to look for", token().begin);
  }

  void one_word(const Target& target, std::string_view typed, std::uint32_t begin, std::vector<Expression>& parts) {
    const Span place{begin, begin + static_cast<std::uint32_t>(typed.size())};
    if (word() == "near" && is_kind(TokenKind::Chunk)) draft_.note("“near” without a number is a word here; write near5");
    if (typed.starts_with('%')) {  // "5%" is a number
      draft_.fail("% stands for one word; write president adj2 dorrin, which finds neighbours too", begin);
      return;
    }
    const auto stem_of = [&](std::size_t end) {
      std::size_t letters = 0;
      for (std::size_t i = end; i > 0 && typed[i - 1] != '-' && typed[i - 1] != '?'; --i) letters += (typed[i - 1] & 0xC0) != 0x80;
      return letters;
    };
    if (const auto star = typed.find('*'); star != std::string_view::npos) {
      const bool at_end = typed.find_first_not_of(".,;:!)", star + 1) == std::string_view::npos;
      if (!at_end || stem_of(star) < kLeastStem) {
        draft_.fail("* stands at the end of a word, behind three letters or more", begin);
        return;
      }
    }
    const auto sign = typed.find('$');
    if (sign == std::string_view::npos || sign == 0) {
      auto out = draft_.words(target, typed, place);
      if (draft_.failed()) return;
      if (out.op != Op::Wildcard)
        draft_.note("Factiva finds words as they are written; here a word is found in the other forms of its stem too, =word in this form "
                    "alone");
      parts.push_back(std::move(out));
      return;
    }
    const auto digits = typed.substr(sign + 1);
    const bool is_count = digits.empty() || (digits.size() == 1 && digits[0] >= '1' && digits[0] <= '9');
    const auto root = schema::words_of(typed.substr(0, sign));
    if (!is_count || root.size() != 1 || stem_of(sign) < kLeastStem) {
      draft_.fail("$ stands at the end of one word, behind three letters or more, with the most letters it stands for, 1 to 9", begin);
      return;
    }
    const auto most = digits.empty() ? kMostLetters : static_cast<std::size_t>(digits[0] - '0');
    std::vector<Expression> forms{draft_.words(target, typed.substr(0, sign), place, true)};
    for (std::size_t i = 1; i <= most && !draft_.failed(); ++i)
      forms.push_back(draft_.words(target, fmt::format("{}{}", root.front().folded, std::string(i, '?')), place));
    parts.push_back(draft_.joined(Op::Or, std::move(forms), place));
  }
};

}  // namespace

schema::Result<Reading> read_factiva(std::string_view text, schema::Date today) {
  auto tokens = tokens_of(text, {.open = "([", .close = ")]"});
  if (!tokens) return tokens.error();
  return FactivaReader(text, today, std::move(*tokens)).read();
}

}  // namespace attache::query::language
