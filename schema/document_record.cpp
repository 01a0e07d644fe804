#include "schema/document_record.hpp"

#include <xapian.h>

#include "schema/error.hpp"
#include "schema/zstd_frame.hpp"

namespace attache::schema {
namespace {

constexpr unsigned long long kMaxRecordBytes = 1ull << 31;  // a frame that claims more is damage

// What records begin with and have between their values, the commonest last. Part of the layout of documents: records written with
// another one cannot be read.
constexpr std::string_view kDictionary =
    R"~({"id":1,"uid":"","engine":"careful-","quotes":0,"title":"","standfirst":"","byline":"","outlet":"","section":"","dateline":"",)~"
    R"~("language":"en","url":"https://www.","agency":"Reuters","status":"usable","superseded_by":"","published":"20","updated":null,)~"
    R"~("words":0,"replaced_bytes":0,"file":"","place":"","sha256":"","blocks":[["headline",0,0],["paragraph",0,0],["paragraph",)~"
    R"~(0,0]],"text":"The minister said that he would "}{"entity":"c:","name":"","ring":"mentioned","evidence":"","span":[)~"
    R"~({"ordinal":0,"engine":"fast-9","quote":{"content":[[0,0],[0,0]],"cue":[[0,0]],"source":[[0,0]],"shown":true,"kind":"direct",)~"
    R"~("kind":"mixed","kind":"indirect","act":"says","factuality":"said","speakers":[{"id":"","name":"","class":"unknown","class":)~"
    R"~("collective","class":"person","office":"","descriptions":[],"confidence":0.9}],"according_to":"","to":"","confidence":0.)~"
    R"~(9,"reason":"nobody found for “He” (paragraph 1)","topics":[{"entity":"c:us","name":"United States","ring":"named","evidence":"",)~"
    R"~("span":[0,0]}],"context":[0,0],"lead_in":[0,0]},"content_points":[[0,0]],"content":"","cue":"said","source":"","context":"",)~"
    R"~("article":{"id":1,"uid":"","file":"/","place":"","sha256":"","title":"","outlet":"","language":"en","url":"","published":null,)~"
    R"~("updated":null,"agency":"","cluster":"","copy":""}})~";

const ZstdDictionary* dictionary() {
  static const std::shared_ptr<const ZstdDictionary> made = make_zstd_dictionary(kDictionary);
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
