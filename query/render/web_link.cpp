#include "query/render/web_link.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace attache::query {
namespace {

bool has_scheme(std::string_view address, std::string_view scheme) {
  return address.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), address.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

}  // namespace

std::string web_link(std::string_view address) {
  if (!has_scheme(address, "http://") && !has_scheme(address, "https://") && !has_scheme(address, "mailto:")) return {};
  constexpr std::string_view kNotInAddresses = " \"'<>\\^`{|}()";
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || kNotInAddresses.find(c) != std::string_view::npos)
      out += fmt::format("%{:02X}", byte);
    else
      out += c;
  }
  return out;
}

}  // namespace attache::query
