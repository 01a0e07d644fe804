// A zip archive of one entry, stored as it is: what tests of formats in zip are made of.
#pragma once

#include <cstdint>
#include <string>

namespace attache::indexer {

inline std::uint32_t crc32_of(const std::string& bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

inline std::string stored_zip(const std::string& name, const std::string& bytes) {
  const auto number = [](std::uint64_t value, int size) {
    std::string out;
    for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
  };
  const std::string sizes =
      number(0, 4) + number(crc32_of(bytes), 4) + number(bytes.size(), 4) + number(bytes.size(), 4) + number(name.size(), 2);
  const std::string local = "PK\x03\x04" + number(20, 2) + number(0, 4) + sizes + number(0, 2) + name + bytes;
  const std::string central = "PK\x01\x02" + number(20, 2) + number(20, 2) + number(0, 4) + sizes + number(0, 8) + number(0, 8) + name;
  return local + central + "PK\x05\x06" + number(0, 4) + number(1, 2) + number(1, 2) + number(central.size(), 4) + number(local.size(), 4) +
         number(0, 2);
}

}  // namespace attache::indexer
