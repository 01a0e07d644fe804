// What is printed, as a file or a terminal gets it.
#pragma once

#include <cstdio>
#include <stdexcept>
#include <string>

#include "query/render/output.hpp"

namespace attache::test {

// What `print` writes to a file, as a terminal with or without color would get it.
template <class F>
std::string written(bool terminal, bool color, F&& print) {
  std::FILE* file = std::tmpfile();
  if (!file) throw std::runtime_error("no temporary file");
  query::Output out(file, terminal, color);
  print(out);
  out.flush();
  std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
  std::rewind(file);
  const bool read = std::fread(text.data(), 1, text.size(), file) == text.size();
  std::fclose(file);
  if (!read) throw std::runtime_error("the temporary file cannot be read back");
  return text;
}

}  // namespace attache::test
