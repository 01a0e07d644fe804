// SHA-256, for provenance and identity.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attache::schema {

// 64 lower-case hexadecimal digits. Safe from any thread.
std::string sha256_hex(std::string_view bytes);

// The same of a file's bytes, read in pieces; nothing when it cannot be read.
std::optional<std::string> sha256_file(const std::string& path);

}  // namespace attache::schema
