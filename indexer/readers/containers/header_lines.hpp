// Lines of the form "Name: value", as WARC and HTTP have them.
//
// Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::indexer {

struct HeaderLine {
  std::string name;   // lower case; empty where there is no colon
  std::string value;  // without white space around it, valid UTF-8
};
HeaderLine header_line(std::string_view line);

// "text/html" of "Text/HTML; charset=utf-8".
std::string media_type(std::string_view content_type);
// A parameter of it, without quotation marks; empty when there is none of that name.
std::string media_parameter(std::string_view content_type, std::string_view name);

}  // namespace attache::indexer
