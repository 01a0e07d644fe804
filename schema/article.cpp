#include "schema/article.hpp"

#include "schema/digest.hpp"

namespace attache::schema {

std::optional<Date> day_of(const Article& article) { return article.published ? article.published : article.updated; }

std::string article_uid(const Provenance& provenance) {
  const std::string& origin = provenance.file == "-" ? provenance.sha256 : provenance.file;
  std::string key;
  key.reserve(origin.size() + provenance.place.size() + 1);
  key.append(origin).append(1, '\0').append(provenance.place);
  return sha256_hex(key).substr(0, 32);
}

}  // namespace attache::schema
