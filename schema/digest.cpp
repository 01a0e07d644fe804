#include "schema/digest.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <vector>

#include <openssl/evp.h>

#include "schema/error.hpp"

namespace attache::schema {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;

// SHA-256 over pieces.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    check(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void update(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1); }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1);
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    out.reserve(std::size_t{size} * 2);
    for (unsigned int i = 0; i < size; ++i) {
      out.push_back(kHex[digest[i] >> 4]);
      out.push_back(kHex[digest[i] & 15]);
    }
    return out;
  }

 private:
  static void check(bool done) {
    if (!done) throw Error(ErrorCode::Damaged, "SHA-256 is not available in this OpenSSL", "reinstall libssl3");
  }
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return digest.hex();
}

std::optional<std::string> sha256_file(const std::string& path) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return std::nullopt;
  Sha256 digest;
  std::vector<char> piece(kPieceBytes);
  while (const std::size_t read = std::fread(piece.data(), 1, piece.size(), file.get()))
    digest.update({piece.data(), read});
  if (std::ferror(file.get())) return std::nullopt;
  return digest.hex();
}

}  // namespace attache::schema
