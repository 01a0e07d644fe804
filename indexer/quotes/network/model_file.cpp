#include "indexer/quotes/network/model_file.hpp"

#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/quotes/network/windows.hpp"
#include "schema/digest.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr std::string_view kMagic = "ATTQMOD1";
constexpr std::uint32_t kFormatVersion = 2;
constexpr std::size_t kMostReach = 1000;  // tokens before or behind a cue
constexpr std::size_t kHeaderBegin = 24;  // magic, version, zero, length of the header
constexpr std::size_t kDigestBytes = 32;

[[noreturn]] void refuse(std::string_view why) {
  throw schema::Error(schema::ErrorCode::Damaged, fmt::format("the model of the quote engine cannot be used: {}", why),
                      "use a program built from a whole checkout");
}

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
  refuse(fmt::format("a tensor of type {}", type));
}

ModelSample sample_of(const nlohmann::json& json) {
  ModelSample out;
  Passage& passage = out.passage;
  for (const auto& token : json.at("pieces")) {
    passage.first_piece.push_back(static_cast<std::uint32_t>(passage.pieces.size()));
    for (const std::int32_t id : token) passage.pieces.push_back(id);
  }
  const std::size_t tokens = passage.first_piece.size();
  passage.first_piece.push_back(static_cast<std::uint32_t>(passage.pieces.size()));
  json.at("quote").get_to(passage.quote);
  json.at("case").get_to(passage.letter_case);
  passage.sentence.assign(tokens, 0);
  passage.paragraph.assign(tokens, 0);
  passage.block.assign(tokens, 0);
  if (passage.quote.size() != tokens || passage.letter_case.size() != tokens) refuse("a sample of it is not whole");
  for (std::size_t t = 0; t < tokens; ++t)
    if (passage.pieces_of(t) == 0 || passage.pieces_of(t) > 8) refuse("a sample of it is not whole");
  json.at("cue").get_to(out.cue);
  json.at("tags").get_to(out.tags);
  json.at("scores").get_to(out.scores);
  return out;
}

ModelSizes sizes_of(const nlohmann::json& json) {
  ModelSizes out;
  json.at("layers").get_to(out.layers);
  if (out.layers > 0) {
    json.at("piece_width").get_to(out.piece_width);
    json.at("heads").get_to(out.heads);
    json.at("inner").get_to(out.inner);
    json.at("positions").get_to(out.positions);
    if (out.heads == 0 || out.piece_width % out.heads != 0) refuse("its width is no multiple of its heads");
    if (out.positions < kWindowPieces) refuse("it has too few positions");
  }
  json.at("width").get_to(out.width);
  json.at("dilations").get_to(out.dilations);
  json.at("pair_width").get_to(out.pair_width);
  json.at("pair_dilations").get_to(out.pair_dilations);
  json.at("before").get_to(out.before);
  json.at("behind").get_to(out.behind);
  if (out.before > kMostReach || out.behind > kMostReach || out.behind == 0) refuse("its cues reach too far");
  return out;
}

}  // namespace

ModelFile::ModelFile(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeaderBegin + kDigestBytes ||
      std::string_view(reinterpret_cast<const char*>(bytes.data()), kMagic.size()) != kMagic)
    refuse("it is no model file");
  if (const auto version = number_at<std::uint32_t>(bytes, 8); version != kFormatVersion)
    refuse(fmt::format("its format is version {}, this program reads {}", version, kFormatVersion));
  const auto body = bytes.first(bytes.size() - kDigestBytes);
  if (schema::sha256_hex({reinterpret_cast<const char*>(body.data()), body.size()}) != hex(bytes.last(kDigestBytes)))
    refuse("its checksum is wrong");
  const auto header_bytes = number_at<std::uint64_t>(bytes, 16);
  if (header_bytes > body.size() - kHeaderBegin) refuse("its header is cut off");
  const auto data = body.subspan(kHeaderBegin + header_bytes);
  try {
    const auto header = nlohmann::json::parse(reinterpret_cast<const char*>(bytes.data()) + kHeaderBegin,
                                              reinterpret_cast<const char*>(bytes.data()) + kHeaderBegin + header_bytes);
    sizes_ = sizes_of(header);
    for (const auto& row : header.at("tensors")) {
      Tensor tensor{row.at("type"), 1, nullptr};
      for (const std::size_t size : row.at("shape")) tensor.count *= size;
      const std::size_t offset = row.at("offset");
      const std::size_t size = tensor.count * bytes_of_type(tensor.type);
      if (offset % 4 != 0 || offset > data.size() || size > data.size() - offset)
        refuse(fmt::format("tensor {} is out of bounds", row.at("name").get<std::string>()));
      tensor.data = data.data() + offset;
      tensors_.emplace(row.at("name"), tensor);
    }
    for (const auto& sample : header.at("samples")) samples_.push_back(sample_of(sample));
  } catch (const nlohmann::json::exception& e) {
    refuse(fmt::format("its header: {}", e.what()));
  }
  if (samples_.empty()) refuse("it has no samples to test it with");
}

const ModelFile::Tensor& ModelFile::tensor(std::string_view name, std::string_view type) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) refuse(fmt::format("it has no tensor {}", name));
  if (found->second.type != type) refuse(fmt::format("tensor {} is {}, not {}", name, found->second.type, type));
  return found->second;
}

std::span<const float> ModelFile::floats(std::string_view name, std::size_t count) const {
  const Tensor& found = tensor(name, "float32");
  if (found.count != count) refuse(fmt::format("tensor {} has {} values, not {}", name, found.count, count));
  return {reinterpret_cast<const float*>(found.data), count};
}

std::span<const std::int8_t> ModelFile::bytes(std::string_view name, std::size_t count) const {
  const Tensor& found = tensor(name, "int8");
  if (found.count != count) refuse(fmt::format("tensor {} has {} values, not {}", name, found.count, count));
  return {reinterpret_cast<const std::int8_t*>(found.data), count};
}

std::string_view ModelFile::vocabulary() const {
  const Tensor& found = tensor("vocabulary", "uint8");
  return {reinterpret_cast<const char*>(found.data), found.count};
}

}  // namespace attache::indexer
