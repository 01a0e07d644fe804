// --report: a JSON line an input, written as it is dealt with.
//
// Belongs to one thread.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/input_walk.hpp"
#include "indexer/writer/intake.hpp"

namespace attache::indexer {

class ReportFile {
 public:
  // Writes nothing for "". Throws schema::Error(Output), as all members do, when it cannot be written.
  explicit ReportFile(const std::string& path);

  void write(const InputReport& report);
  void write_skipped(const WalkEntry& entry);
  // Of a run that only says what would be done: "new", "gone".
  void write_outlook(const std::string& file, std::string_view state);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Line;
  void write_line(const Line& line);
  [[noreturn]] void fail() const;

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace attache::indexer
