#include "indexer/quotes/network/tensor_file.hpp"

#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "schema/digest.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr std::string_view kMagic = "ATTQMOD1";
constexpr std::uint32_t kFormatVersion = 2;
constexpr std::size_t kHeaderBegin = 24;  // magic, version, zero, length of the header
constexpr std::size_t kDigestBytes = 32;

// The host reads numbers as the file has them: every machine this is built for is little endian.
static_assert(std::endian::native == std::endian::little);

template <class Number>
Number number_at(std::span<const std::byte> bytes, std::size_t at) {
  Number out;
  std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

std::string hex(std::span<const std::byte> bytes) {
  std::string out;
  for (const std::byte byte : bytes) out += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
  return out;
}

std::size_t bytes_of_type(std::string_view type) {
  if (type == "float32") return 4;
  if (type == "int8" || type == "uint8") return 1;
  refuse_model(fmt::format("a tensor of type {}", type));
}

}  // namespace

void refuse_model(std::string_view why) {
  throw schema::Error(schema::ErrorCode::Damaged, fmt::format("the model of the quote engine cannot be used: {}", why),
                      "use a program built from a whole checkout");
}

TensorFile::TensorFile(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeaderBegin + kDigestBytes ||
      std::string_view(reinterpret_cast<const char*>(bytes.data()), kMagic.size()) != kMagic)
    refuse_model("it is no model file");
  if (const auto version = number_at<std::uint32_t>(bytes, 8); version != kFormatVersion)
    refuse_model(fmt::format("its format is version {}, this program reads {}", version, kFormatVersion));
  const auto body = bytes.first(bytes.size() - kDigestBytes);
  if (schema::sha256_hex({reinterpret_cast<const char*>(body.data()), body.size()}) != hex(bytes.last(kDigestBytes)))
    refuse_model("its checksum is wrong");
  const auto header_bytes = number_at<std::uint64_t>(bytes, 16);
  if (header_bytes > body.size() - kHeaderBegin) refuse_model("its header is cut off");
  const auto data = body.subspan(kHeaderBegin + header_bytes);
  header_ = {reinterpret_cast<const char*>(bytes.data()) + kHeaderBegin, header_bytes};
  try {
    const auto header = nlohmann::json::parse(header_);
    for (const auto& row : header.at("tensors")) {
      Tensor tensor{row.at("type"), 1, nullptr};
      for (const std::size_t size : row.at("shape")) tensor.count *= size;
      const std::size_t offset = row.at("offset");
      const std::size_t size = tensor.count * bytes_of_type(tensor.type);
      if (offset % 4 != 0 || offset > data.size() || size > data.size() - offset)
        refuse_model(fmt::format("tensor {} is out of bounds", row.at("name").get<std::string>()));
      tensor.data = data.data() + offset;
      tensors_.emplace(row.at("name"), tensor);
    }
  } catch (const nlohmann::json::exception& e) {
    refuse_model(fmt::format("its header: {}", e.what()));
  }
}

const TensorFile::Tensor& TensorFile::tensor(std::string_view name, std::string_view type) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) refuse_model(fmt::format("it has no tensor {}", name));
  if (found->second.type != type) refuse_model(fmt::format("tensor {} is {}, not {}", name, found->second.type, type));
  return found->second;
}

std::span<const float> TensorFile::floats(std::string_view name, std::size_t count) const {
  const Tensor& found = tensor(name, "float32");
  if (found.count != count) refuse_model(fmt::format("tensor {} has {} values, not {}", name, found.count, count));
  return {reinterpret_cast<const float*>(found.data), count};
}

std::span<const std::int8_t> TensorFile::bytes(std::string_view name, std::size_t count) const {
  const Tensor& found = tensor(name, "int8");
  if (found.count != count) refuse_model(fmt::format("tensor {} has {} values, not {}", name, found.count, count));
  return {reinterpret_cast<const std::int8_t*>(found.data), count};
}

std::string_view TensorFile::text(std::string_view name) const {
  const Tensor& found = tensor(name, "uint8");
  return {reinterpret_cast<const char*>(found.data), found.count};
}

}  // namespace attache::indexer
