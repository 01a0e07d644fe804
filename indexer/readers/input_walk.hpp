// From the paths on a command line to the inputs to open: folders are walked, lists are read.
//
// Free functions, safe from any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schema/result.hpp"

namespace attache::indexer {

struct WalkEntry {
  enum class Kind {
    Input,    // to be opened: a path, or "-" for standard input
    Skipped,  // left out on purpose, inside a folder: a hidden name, a link, a special file, a type nobody reads, what options say
    Fault     // asked for and not to be had: missing, a folder that cannot be listed
  };
  Kind kind = Kind::Input;
  std::string path;    // absolute and lexically normal, any bytes a name may have; "-" as it is
  std::string reason;  // why skipped or faulty; empty for an Input
};

// Which files of a folder are inputs. A pattern is a shell's (fnmatch: * ? […]); one with a slash is held against the path below
// the folder asked for, another against the name alone, and one that fits a folder fits all in it.
struct WalkOptions {
  bool any_extension = false;        // also files whose extension no reader has
  std::vector<std::string> include;  // if any: only files that one of these fits, whatever their extension
  std::vector<std::string> exclude;  // but none that one of these fits
};

// A folder that has a file of this name is left out.
inline constexpr const char* kNoIndexMarker = ".noindex";

// Calls `take` for each input of `paths` in their order, and inside folders in the byte order of names, depth first.
// A path given by name is taken whatever its name and even if it is a symbolic link; inside folders, names that begin
// with '.', symbolic links and special files are skipped, so that no folder is walked twice, and so are folders with a
// kNoIndexMarker and what the options leave out. "-" counts once. What an Input holds is not looked at: opening it may still
// fail. `enter` is told of each folder right before it is listed.
using EnterFolder = std::function<void(const std::string& folder)>;
void walk(const std::vector<std::string>& paths, const WalkOptions& options, const std::function<void(const WalkEntry&)>& take,
          const EnterFolder& enter = {});

// What walk({top}) takes at and below `path`, which is `top` or lies below it, both absolute and lexically normal: nothing of what
// is not there, lies in a folder that is left out, or is not below `top`.
void walk_below(const std::string& top, const std::string& path, const WalkOptions& options,
                const std::function<void(const WalkEntry&)>& take, const EnterFolder& enter = {});

// The paths that a list holds, one a line, or one between NULs if it has any (for names with line ends); "-" reads
// standard input, a pipe may be one. Empty lines count for nothing. A Fault when the list cannot be read.
schema::Result<std::vector<std::string>> read_path_list(const std::string& list);

}  // namespace attache::indexer
