// What `add` would do, without doing it.
#pragma once

#include "indexer/commands/commands.hpp"

namespace attache::indexer {

// Prints a line an input on standard output: its state ("new", "changed", "unchanged", "failed before", "read otherwise" for the same
// bytes that another engine or other options read or that are to be read again, "gone" with --prune, "failed" for what is not to be
// had), a tab, its path; the counts on standard error. Changes nothing, makes no archive and takes no lock, and opens no file unless
// its time alone has changed. Exit status 0 when `add` would read or remove something, 1 when not, 3 when a path is not to be had.
int say_what_add_would_do(const AddOptions& options);

}  // namespace attache::indexer
