#include "schema/terms.hpp"

#include <algorithm>

#include <xapian.h>

#include "schema/digest.hpp"

namespace attache::schema {

std::string safe_term(std::string_view prefix, std::string_view text) {
  if (text.empty()) return {};
  std::string term(prefix);
  const bool ambiguous = (text[0] >= 'A' && text[0] <= 'Z') || text[0] == ':';
  if (prefix.size() > 1 && ambiguous) term.push_back(':');
  if (term.size() + text.size() > kMaxTermBytes || text.find('\0') != std::string_view::npos)
    return std::string(prefix).append(1, '~').append(sha256_hex(text));
  return term.append(text);
}

bool is_valid_term(std::string_view term) {
  return !term.empty() && term.size() <= kMaxTermBytes && term.find('\0') == std::string_view::npos;
}

std::string word_term(FieldId id, const std::string& folded_word, const Stemmer& stemmer) {
  const Field& row = field(id);
  return safe_term(row.prefix, row.kind == FieldKind::Text ? stemmer(folded_word) : folded_word);
}

std::string value_term(FieldId id, std::string_view value) {
  const Field& row = field(id);
  switch (id) {
    case FieldId::Outlet:
    case FieldId::Section:
    case FieldId::Dateline:
    case FieldId::Agency:
    case FieldId::Language:
      return safe_term(row.prefix, fold_phrase(value));
    case FieldId::Date: {
      const auto day = parse_date(value);
      return safe_term(row.prefix, day_value(day));
    }
    default:
      return safe_term(row.prefix, value);
  }
}

FieldId field_of(Ring ring) {
  switch (ring) {
    case Ring::Named: return FieldId::Named;
    case Ring::Referred: return FieldId::Referred;
    case Ring::Asked: return FieldId::Asked;
    case Ring::Article: break;
  }
  return FieldId::AboutArticle;
}

std::string day_value(std::optional<Date> day) {
  if (!day) return {};
  std::string out = to_string(*day);
  std::erase(out, '-');
  return out;
}

std::optional<Date> day_of_value(std::string_view value) {
  if (value.size() != 8) return std::nullopt;
  return parse_date(value);
}

std::string number_value(double number) { return Xapian::sortable_serialise(number); }
double number_of_value(const std::string& value) { return value.empty() ? 0 : Xapian::sortable_unserialise(value); }

std::string article_type_term() { return value_term(FieldId::Type, "article"); }
std::string quote_type_term() { return value_term(FieldId::Type, "quote"); }

}  // namespace attache::schema
