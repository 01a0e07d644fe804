// Queries of any bytes in each dialect: each is read or refused with its place, and whatever is read can be printed as native
// text that reads as the same tree.
//
// "f:", "n:" or "l:" before the query chooses its dialect; all else is native.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "query/language/limits.hpp"
#include "query/language/native_text.hpp"
#include "query/language/read.hpp"
#include "schema/words.hpp"

namespace {

using namespace attache;

void check(bool holds) {
  if (!holds) std::abort();
}

// Folding makes several words of some letters (ligatures of whole phrases), and the words stay one term: such a text has no
// other spelling that is read the same.
bool is_stable(const query::Expression& expression) {
  if (expression.op == query::Op::Word || expression.op == query::Op::Wildcard || expression.op == query::Op::Fuzzy) {
    const bool text = schema::field(expression.field).kind == schema::FieldKind::Text;
    std::string letters;
    for (const char c : expression.text) letters.push_back(c == '*' || c == '?' ? 'x' : c);
    if (text) {
      const auto words = schema::words_of(letters);
      if (words.size() != 1 || words[0].folded != letters) return false;
    } else if (expression.op == query::Op::Wildcard && schema::fold_phrase(letters) != letters &&
               schema::field(expression.field).kind != schema::FieldKind::Exact) {
      return false;
    }
  }
  for (const auto& child : expression.children)
    if (!is_stable(child)) return false;
  return true;
}

// Both halves of And and Or hold two children or more, none of their own kind; places lie inside the query.
void check_shape(const query::Expression& expression, std::uint32_t size) {
  using query::Op;
  check(expression.begin <= expression.end && expression.end <= size);
  const auto children = expression.children.size();
  switch (expression.op) {
    case Op::And:
    case Op::Or:
    case Op::Not:
    case Op::Phrase:
    case Op::Adjacent:
    case Op::Near:
    case Op::Sentence:
    case Op::Paragraph: check(children >= 2); break;
    case Op::NotNear: check(children == 2); break;
    case Op::AtLeast:
    case Op::First:
    case Op::Lead: check(children == 1); break;
    default: check(children == 0);
  }
  for (const auto& child : expression.children) {
    check(child.op != expression.op || (child.op != Op::And && child.op != Op::Or));
    check_shape(child, size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  auto dialect = query::Dialect::Native;
  if (text.starts_with("f:")) dialect = query::Dialect::Factiva;
  if (text.starts_with("n:")) dialect = query::Dialect::Nexis;
  if (text.starts_with("l:")) dialect = query::Dialect::Lucene;
  if (dialect != query::Dialect::Native) text.remove_prefix(2);
  const auto today = *schema::make_date(2022, 6, 1);
  const auto reading = query::read_query(text, dialect, today);
  if (!reading) {
    check(reading.error().place.starts_with("column ") && !reading.error().reason.empty());
    return 0;
  }
  check_shape(reading->expression, static_cast<std::uint32_t>(schema::valid_utf8(text).size()));
  check(!query::tree_text(reading->expression).empty());
  const auto native = query::native_text(reading->expression);
  if (native.size() > query::kMaxQuestionBytes || !is_stable(reading->expression)) return 0;
  const auto again = query::read_native(native, today);
  check(again.has_value());
  check(query::without_places(again->expression) == query::without_places(reading->expression));
  return 0;
}
