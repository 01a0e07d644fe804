// The values that rows of JSON have in common.
//
// Free functions; safe from any thread.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "schema/date.hpp"
#include "schema/span.hpp"

namespace attache::query {

using Json = nlohmann::ordered_json;

// Null for an empty text and for no day.
inline Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
inline Json or_null(std::optional<schema::Date> day) { return day ? Json(to_string(*day)) : Json(nullptr); }

// A confidence, of which four decimals say all there is to say.
inline double rounded(double confidence) { return std::round(confidence * 1e4) / 1e4; }

// [[begin, end], …], as they are counted.
inline Json spans_json(const std::vector<schema::Span>& spans) {
  Json out = Json::array();
  for (const auto& span : spans) out.push_back({span.begin, span.end});
  return out;
}

// Without line feed; bytes that are no UTF-8 become U+FFFD.
inline std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace attache::query
