// Prints schema/record.dictionary: what the frames of documents' records are made and read with (schema/document_record.hpp), in zstd's format
// for dictionaries. What it holds are the words below; how often which letters and lengths come, it learns from the quotations of an archive.
// usage: attache-record-dictionary ARCHIVE (a development program, not installed)
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>
#include <zdict.h>

#include "schema/archive_reader.hpp"
#include "schema/document_record.hpp"
#include "schema/terms.hpp"
#include "schema/zstd_frame.hpp"

namespace {

using namespace attache;

// What records begin with and have between their values, the commonest last.
constexpr std::string_view kContent =
    R"~("ring":"article","evidence":"the headline names it","span":[0,0]},“Moscow” points to Russia","ring":"referred","evidence":)~"
    R"~("“Washington” stands for United States""act":"urges","act":"asks","act":"announces","cue":"according to","cue":"told","cue":)~"
    R"~("says","descriptions":["President of ","class":"body""reason":"goes on from the quotation before it; nobody found for “She” )~"
    R"~((paragraph 12)","reason":"“officials” (paragraph 1), unnamed","reason":"“Minister” (paragraph 10), not introduced otherwise",)~"
    R"~("reason":"“he” (paragraph 11) ← “President” (paragraph 10) ← “)~"
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

// In each frame, a byte. Records packed with another dictionary cannot be read: with a new one raise this and kDocumentLayout
// (schema/archive.cpp).
constexpr unsigned kId = 9;
constexpr std::size_t kMostTables = 4096;  // bytes

struct Samples {
  std::string bytes;
  std::vector<std::size_t> sizes;
};

Samples samples_of(const std::string& archive) {
  schema::ArchiveReader reader(schema::ArchivePaths{archive});
  return reader.read([](const schema::IndexView& view) {
    Samples out;
    const std::string quotes = schema::quote_type_term();
    for (auto at = view.index.postlist_begin(quotes); at != view.index.postlist_end(quotes); ++at) {
      const std::string json = schema::to_json(schema::quote_of(view.index.get_document(*at)));
      out.bytes += json;
      out.sizes.push_back(json.size());
    }
    return out;
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: attache-record-dictionary ARCHIVE\n";
    return 2;
  }
  try {
    const Samples samples = samples_of(argv[1]);
    std::string out(kContent.size() + kMostTables, '\0');
    const std::size_t size = ZDICT_finalizeDictionary(out.data(), out.size(), kContent.data(), kContent.size(), samples.bytes.data(),
                                                      samples.sizes.data(), static_cast<unsigned>(samples.sizes.size()), {schema::kZstdLevel, 0, kId});
    if (ZDICT_isError(size)) {
      std::cerr << "zstd: " << ZDICT_getErrorName(size) << "\n";
      return 1;
    }
    std::cout.write(out.data(), static_cast<std::streamsize>(size));
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
    return 1;
  }
}
