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
  if (row.kind != FieldKind::Text) return safe_term(row.prefix, folded_word);
  return safe_term(row.prefix, stemmer(folded_word).append(term_ending(stemmer.stemming())));
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

std::vector<std::string> languages_of(const Xapian::Database& index) {
  const std::string prefix(field(FieldId::Language).prefix);
  std::vector<std::string> out;
  Xapian::doccount documents = 0;  // that have a language, of which each has one
  for (auto at = index.allterms_begin(prefix), end = index.allterms_end(prefix); at != end; ++at) {
    out.push_back((*at).substr(prefix.size()));
    documents += at.get_termfreq();
  }
  if (documents < index.get_doccount()) out.insert(out.begin(), "");
  return out;
}

Stemming stemming_of_article(std::string_view language) {
  const std::string term = value_term(FieldId::Language, language);
  return stemming_of(std::string_view(term).substr(std::min(term.size(), field(FieldId::Language).prefix.size())));
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
