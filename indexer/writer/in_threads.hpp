// One piece of work in several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace attache::indexer {

// Calls work(0) … work(count - 1), in up to `threads` threads, this one among them: the next number goes to whoever is free. After a call
// that throws no other begins; the first exception is thrown again when all threads have ended.
void in_threads(unsigned threads, std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace attache::indexer
