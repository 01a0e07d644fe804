#include "schema/document_record.hpp"

#include <xapian.h>

#include "schema/error.hpp"
#include "schema/record_dictionary.hpp"
#include "schema/zstd_frame.hpp"

namespace attache::schema {
namespace {

constexpr unsigned long long kMaxRecordBytes = 1ull << 31;  // a frame that claims more is damage

const ZstdDictionary* dictionary() {
  static const std::shared_ptr<const ZstdDictionary> made =
      make_zstd_dictionary({reinterpret_cast<const char*>(kRecordDictionary), sizeof kRecordDictionary});
  return made.get();
}

std::string json_of(const Xapian::Document& document) {
  if (auto json = zstd_unpacked(document.get_value(kRecordSlot), kMaxRecordBytes, dictionary())) return *std::move(json);
  throw Error(ErrorCode::Damaged, "the record of a document of the index cannot be unpacked",
              "attache-index check --repair makes the index anew from the catalogue");
}

}  // namespace

std::string record_value(std::string_view json) { return zstd_frame(json, dictionary()); }

StoredArticle article_of(const Xapian::Document& document) { return article_from_json(json_of(document)); }
StoredQuote quote_of(const Xapian::Document& document) { return quote_from_json(json_of(document)); }

}  // namespace attache::schema
