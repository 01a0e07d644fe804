// Shows what goes to standard output a screen at a time, as the user's pager does.
//
// One at a time; belongs to the thread that made it.
#pragma once

#include <sys/types.h>

#include <string>

namespace attache::query {

// The command of $ATTACHE_PAGER, else $PAGER, else less -FRX (ends where it all fits, keeps colours, leaves the text on the screen). Empty,
// or "cat": none is wanted.
std::string pager_command();

class Pager {
 public:
  Pager() = default;
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;
  // Waits as finish() does.
  ~Pager() { finish(); }

  // Standard output goes to the pager from here on. Nothing happens where none is wanted or it cannot be started: the text then goes to
  // the terminal itself.
  void start();
  // Closes standard output and waits until the reader is done. What was printed must be flushed before.
  void finish();

 private:
  pid_t process_ = 0;
};

}  // namespace attache::query
