// The programs from outside: run as a shell runs them, in a folder of their own.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "schema/archive.hpp"
#include "tests/crash/invented_news.hpp"
#include "tests/support/temporary_directory.hpp"

namespace attache::tests {

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

struct Program {
  // Runs in its own folder; `arguments` as a shell has them, without odd characters.
  Outcome run(const std::string& arguments, const std::string& before = "", const char* output = ">out") const {
    return shell(before + " '" ATTACHE_INDEX "' " + arguments + " 2>err " + output);
  }
  Outcome query(const std::string& arguments) const { return shell("'" ATTACHE_QUERY "' " + arguments + " 2>err >out"); }
  Outcome shell(const std::string& line) const {
    const std::string command = "cd '" + directory.path() + "' && " + line;
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content("out"), content("err")};
  }
  std::string content(const std::string& name) const {
    std::ifstream in(directory.file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void file(const std::string& name, const std::string& text) const {
    std::ofstream(directory.file(name), std::ios::binary) << text;
  }
  void input(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(directory.file("in"));
    file("in/" + name, text);
  }
  void inputs(std::uint32_t count) const {
    for (std::uint32_t i = 0; i < count; ++i) input("news" + std::to_string(i) + ".txt", invented_news(i));
  }
  schema::ArchivePaths paths() const { return {directory.file("a")}; }
  TemporaryDirectory directory;
};

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace attache::tests
