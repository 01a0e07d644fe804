// Addresses that may become links.
//
// Free function; safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::query {

// The address where it is one of http, https or mailto, else empty: never javascript:, data: or what a browser would complete. What an
// address may not hold (white space, controls, quotation marks, brackets, backslashes) is written as %XX, so that no text around a link can
// be closed by it.
std::string web_link(std::string_view address);

}  // namespace attache::query
