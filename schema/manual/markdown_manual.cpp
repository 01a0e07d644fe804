// Makes a manual page of a Markdown file, while building.
//
// usage: markdown-manual FILE NAME SECTION VERSION > NAME.SECTION
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <sstream>
#include <string>

#include "schema/manual/roff.hpp"

int main(int argc, char** argv) {
  if (argc != 5) return std::fprintf(stderr, "usage: markdown-manual FILE NAME SECTION VERSION\n"), 2;
  std::ifstream file(argv[1], std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return std::fprintf(stderr, "markdown-manual: cannot read %s\n", argv[1]), 2;
  try {
    const std::string page = attache::schema::manual_from_markdown(text.str(), argv[2], std::atoi(argv[3]), argv[4]);
    return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() && std::fflush(stdout) == 0 ? 0 : 7;
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "markdown-manual: %s\n", error.what()), 2;
  }
}
