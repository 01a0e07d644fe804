#include "schema/document_record.hpp"

#include <memory>

#include <fmt/format.h>
#include <xapian.h>
#include <zstd.h>

#include "schema/error.hpp"

namespace attache::schema {
namespace {

constexpr int kZstdLevel = 3;
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

template <auto Free>
struct Freed {
  void operator()(auto* it) const { Free(it); }
};

const ZSTD_CDict* writing_dictionary() {
  static const std::unique_ptr<ZSTD_CDict, Freed<ZSTD_freeCDict>> made(
      ZSTD_createCDict(kDictionary.data(), kDictionary.size(), kZstdLevel));
  return made.get();
}

const ZSTD_DDict* reading_dictionary() {
  static const std::unique_ptr<ZSTD_DDict, Freed<ZSTD_freeDDict>> made(ZSTD_createDDict(kDictionary.data(), kDictionary.size()));
  return made.get();
}

Error unreadable() {
  return Error(ErrorCode::Damaged, "the record of a document of the index cannot be unpacked",
               "attache-index check --repair makes the index anew from the catalogue");
}

std::string json_of(const Xapian::Document& document) {
  thread_local const std::unique_ptr<ZSTD_DCtx, Freed<ZSTD_freeDCtx>> context(ZSTD_createDCtx());
  const std::string frame = document.get_value(kRecordSlot);
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (frame.empty() || size > kMaxRecordBytes) throw unreadable();
  std::string out(size, '\0');
  const std::size_t read =
      ZSTD_decompress_usingDDict(context.get(), out.data(), out.size(), frame.data(), frame.size(), reading_dictionary());
  if (ZSTD_isError(read) || read != size) throw unreadable();
  return out;
}

}  // namespace

std::string record_value(std::string_view json) {
  thread_local const std::unique_ptr<ZSTD_CCtx, Freed<ZSTD_freeCCtx>> context(ZSTD_createCCtx());
  std::string out(ZSTD_compressBound(json.size()), '\0');
  const std::size_t size =
      ZSTD_compress_usingCDict(context.get(), out.data(), out.size(), json.data(), json.size(), writing_dictionary());
  if (ZSTD_isError(size)) throw Error(ErrorCode::Output, fmt::format("zstd: {}", ZSTD_getErrorName(size)));
  out.resize(size);
  return out;
}

StoredArticle article_of(const Xapian::Document& document) { return article_from_json(json_of(document)); }
StoredQuote quote_of(const Xapian::Document& document) { return quote_from_json(json_of(document)); }

}  // namespace attache::schema
