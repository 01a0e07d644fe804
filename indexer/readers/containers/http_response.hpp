// A response of a web server as archives keep it: status, headers, and the body behind its encodings.
//
// Free functions, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/result.hpp"

namespace attache::indexer {

struct HttpResponse {
  int status = 0;
  std::string content_type;      // as written; empty when there is none
  std::string content_encoding;  // lower case: "gzip"
  bool chunked = false;
  std::string_view body;  // of the bytes that were parsed, still encoded
};

// Nothing when it does not begin with a status line.
std::optional<HttpResponse> parse_response(std::string_view bytes);

// The body without chunks and content encoding, where the archive has not taken them off before: gzip, deflate, zstd. A Fault
// (without place) when it is damaged, unpacks to more than `limit` bytes, or is encoded otherwise.
schema::Result<std::string> decoded_body(const HttpResponse& response, std::size_t limit);

}  // namespace attache::indexer
