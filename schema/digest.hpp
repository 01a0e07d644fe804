// SHA-256, for provenance and identity.
#pragma once

#include <string>
#include <string_view>

namespace attache::schema {

// 64 lower-case hexadecimal digits. Safe from any thread.
std::string sha256_hex(std::string_view bytes);

}  // namespace attache::schema
