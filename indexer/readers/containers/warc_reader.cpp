// Web archives (WARC): the pages that were answered with status 200, by the readers of their types. A page is in memory while it is
// read. Requests, metadata and the archive's own records are no pages; a page saved again unchanged ("revisit") has no text.
#include <fmt/format.h>

#include <array>
#include <utility>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/containers/container.hpp"
#include "indexer/readers/containers/header_lines.hpp"
#include "indexer/readers/containers/http_response.hpp"
#include "indexer/readers/containers/mail_text.hpp"
#include "indexer/readers/containers/warc_records.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

constexpr std::size_t kMostPageBytes = std::size_t{64} << 20;  // with and without its encoding

struct MediaName {
  std::string_view type;
  std::string_view name;  // of a file of that type
};
constexpr std::array<MediaName, 14> kDocuments{{{"text/html", "page.html"},
                                                {"application/xhtml+xml", "page.html"},
                                                {"text/plain", "page.txt"},
                                                {"text/xml", "page.xml"},
                                                {"application/xml", "page.xml"},
                                                {"application/rss+xml", "page.rss"},
                                                {"application/atom+xml", "page.atom"},
                                                {"application/json", "page.json"},
                                                {"application/ld+json", "page.json"},
                                                {"application/feed+json", "page.json"},
                                                {"application/x-ndjson", "page.jsonl"},
                                                {"application/jsonl", "page.jsonl"},
                                                {"text/csv", "page.csv"},
                                                {"application/pdf", "page.pdf"}}};

// The name of a file of that type, where that is a document that some reader reads; else empty.
std::string_view readable_name(std::string_view type) {
  for (const MediaName& document : kDocuments)
    if (document.type == type && has_readable_name(document.name)) return document.name;
  const bool is_xml = type.ends_with("+xml") && type != "image/svg+xml";
  const std::string_view name = is_xml ? "page.xml" : type.ends_with("+json") ? "page.json" : "";
  return has_readable_name(name) ? name : "";
}

// The page in UTF-8 where the server named another charset and it is in that: no page need say so again.
void decode_page(std::string& body, std::string_view name, const std::string& charset) {
  const std::string declared = lower_case(charset);
  if (declared.empty() || declared == "utf-8" || (name != "page.html" && name != "page.txt")) return;
  std::uint32_t faults = 0;
  schema::valid_utf8(body, &faults);
  if (faults > 0) body = "\xEF\xBB\xBF" + decode_declared(body, declared).text;
}

class WebArchive : public Container {
 public:
  explicit WebArchive(ByteSource source) : records_(std::move(source)) {}

  std::optional<Item> next() override {
    while (auto record = records_.next()) {
      if (!*record) return given_ = true, Item(record->error());
      if (auto item = item_of(**record)) return given_ = true, std::move(item);
    }
    if (std::exchange(given_, true)) return std::nullopt;
    return Fault{"no page in it is one that a reader reads", {}};
  }

  LeftOut left_out() const override { return left_out_; }

 private:
  std::optional<Item> item_of(const WarcRecord& record) {
    if (record.type == "response" && media_type(record.content_type) == "application/http") return response_of(record);
    if (record.type == "resource" || record.type == "conversion") return resource_of(record);
    if (record.type == "response") count_left_out(left_out_, "no answer of a web server");
    if (record.type == "revisit") count_left_out(left_out_, "a page saved again unchanged");
    return std::nullopt;
  }

  std::optional<Item> response_of(const WarcRecord& record) {
    if (record.size_bytes > kMostPageBytes) return too_large(record);
    const auto block = records_.block();
    if (!block) return std::nullopt;
    const auto response = parse_response(*block);
    if (!response) return Fault{"not a response of a web server", record_place(record.number)};
    if (response->status != 200) {
      count_left_out(left_out_, fmt::format("a page with status {}", response->status));
      return std::nullopt;
    }
    if (!is_wanted(response->content_type)) return std::nullopt;
    auto body = decoded_body(*response, kMostPageBytes);
    if (!body) return Fault{body.error().reason, record_place(record.number)};
    return page_of(record, std::move(*body), response->content_type);
  }

  std::optional<Item> resource_of(const WarcRecord& record) {
    if (!is_wanted(record.content_type)) return std::nullopt;
    if (record.size_bytes > kMostPageBytes) return too_large(record);
    auto block = records_.block();
    if (!block) return std::nullopt;
    return page_of(record, std::move(*block), record.content_type);
  }

  // Without a type a page is one by how it begins.
  bool is_wanted(const std::string& content_type) {
    const std::string type = media_type(content_type);
    if (type.empty() || !readable_name(type).empty()) return true;
    count_left_out(left_out_, fmt::format("no reader for {} pages", shown_name(type.substr(0, 60))));
    return false;
  }

  static Item page_of(const WarcRecord& record, std::string body, const std::string& content_type) {
    const std::string name(readable_name(media_type(content_type)));
    decode_page(body, name, media_parameter(content_type, "charset"));
    std::string uri = record.uri;
    if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
    const auto saved = schema::parse_moment(record.date);
    auto complete = [uri = std::move(uri), saved](schema::Article& article) {
      if (article.url.empty()) article.url = uri;
      if (article.retrieved_at.empty() && saved) article.retrieved_at = saved->iso;
    };
    return Member{name, record_place(record.number), ByteSource::of_bytes(std::move(body)), {}, std::move(complete)};
  }

  static Item too_large(const WarcRecord& record) {
    return Fault{fmt::format("too large: a record of more than {} MB", kMostPageBytes >> 20), record_place(record.number)};
  }

  WarcRecords records_;
  LeftOut left_out_;
  bool given_ = false;
};

}  // namespace

bool begins_warc(std::string_view head) { return head.starts_with("WARC/1.") || head.starts_with("WARC/0."); }

Opened open_warc(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto inner = inside(options, Holding::Records);
  if (!inner) return inner.error();
  return articles_of(std::make_unique<WebArchive>(std::move(source)), file, *inner);
}

}  // namespace attache::indexer
