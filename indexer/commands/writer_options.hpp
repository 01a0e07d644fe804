// What every command that takes the archive's lock asks of the writer.
#pragma once

#include <chrono>

#include "indexer/writer/writer.hpp"

namespace attache::indexer {

std::chrono::milliseconds wait_time(double seconds);
// As many as the machine has cores.
unsigned default_threads();
// This version's engine, and an end when a signal asks for it.
WriterOptions writer_options(double wait_seconds);

}  // namespace attache::indexer
