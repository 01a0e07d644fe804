#include "indexer/readers/containers/http_response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/containers/container.hpp"
#include "indexer/readers/containers/header_lines.hpp"
#include "indexer/readers/containers/unpacked.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;
using schema::Result;

constexpr std::size_t kBlock = 64 * 1024;

// Takes a line off the front, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Nothing where the first chunk has no size: the archive has joined them already. What follows a damaged chunk is left out.
std::optional<std::string> joined_chunks(std::string_view body) {
  std::string out;
  bool first = true;
  while (!body.empty()) {
    std::string_view line = take_line(body);
    line = line.substr(0, line.find_first_of("; \t"));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    const bool is_size = !line.empty() && error == std::errc() && end == line.data() + line.size();
    if (!is_size && first) return std::nullopt;
    if (!is_size || size == 0) break;
    out += body.substr(0, size);
    body.remove_prefix(std::min(size, body.size()));
    take_line(body);
    first = false;
  }
  return out;
}

Result<std::string> all_of(ByteSource source, std::size_t limit) {
  std::string out;
  while (out.size() <= limit && source.read(out, kBlock)) {
  }
  if (out.size() > limit) return Fault{fmt::format("too large: a page of more than {} MB", limit >> 20), {}};
  if (!source.failure().empty()) return Fault{source.failure(), {}};
  return out;
}

}  // namespace

std::optional<HttpResponse> parse_response(std::string_view bytes) {
  const std::string_view status = take_line(bytes);
  if (!status.starts_with("HTTP/")) return std::nullopt;
  HttpResponse response;
  const std::string_view code = status.substr(std::min(status.find(' '), status.size() - 1) + 1);
  std::from_chars(code.data(), code.data() + code.size(), response.status);
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    HeaderLine header = header_line(line);
    if (header.name == "content-type") response.content_type = std::move(header.value);
    if (header.name == "content-encoding") response.content_encoding = lower_case(header.value);
    if (header.name == "transfer-encoding") response.chunked = lower_case(header.value).find("chunked") != std::string::npos;
  }
  response.body = bytes;
  return response;
}

Result<std::string> decoded_body(const HttpResponse& response, std::size_t limit) {
  std::optional<std::string> joined = response.chunked ? joined_chunks(response.body) : std::nullopt;
  std::string body = joined ? std::move(*joined) : std::string(response.body);
  const std::string& encoding = response.content_encoding;
  if (encoding.empty() || encoding == "identity" || body.empty()) return body;
  const bool gzip = encoding == "gzip" || encoding == "x-gzip";
  if (gzip && !begins_gzip(body)) return body;
  if (encoding == "zstd" && !begins_compressed(body)) return body;
  if (gzip || encoding == "deflate") return all_of(inflated(ByteSource::of_bytes(std::move(body))), limit);
  if (encoding == "zstd") return all_of(unpacked_by_libarchive(ByteSource::of_bytes(std::move(body))), limit);
  return Fault{fmt::format("no reader for the content encoding '{}'", shown_name(encoding).substr(0, 40)), {}};
}

}  // namespace attache::indexer
