// A file of named tensors with a header (its format: indexer/train/tensor_file.py), checked and taken apart.
//
// Refers to the bytes it was made from, which must outlive it and lie at a multiple of 64. Safe to share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace attache::indexer {

class TensorFile {
 public:
  // Throws schema::Error Damaged, saying what is wrong: magic, format version, checksum, header, a tensor out of bounds.
  explicit TensorFile(std::span<const std::byte> bytes);

  // What else the header says, as JSON.
  std::string_view header() const { return header_; }

  // The tensor's values, row by row. Throws schema::Error Damaged when there is none of that name with that many values.
  std::span<const float> floats(std::string_view name, std::size_t count) const;
  std::span<const std::int8_t> bytes(std::string_view name, std::size_t count) const;
  // Throws schema::Error Damaged when there is no text of that name.
  std::string_view text(std::string_view name) const;

 private:
  struct Tensor {
    std::string type;
    std::size_t count = 0;
    const std::byte* data = nullptr;
  };
  const Tensor& tensor(std::string_view name, std::string_view type) const;

  std::string_view header_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

// Throws schema::Error Damaged: the model cannot be used, and why.
[[noreturn]] void refuse_model(std::string_view why);

}  // namespace attache::indexer
