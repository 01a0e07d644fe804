#include "indexer/writer/in_threads.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <future>
#include <vector>

namespace attache::indexer {

void in_threads(unsigned threads, std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto work_some = [&] {
    try {
      for (std::size_t i = next++; i < count && !failed; i = next++) work(i);
    } catch (...) {
      failed = true;
      throw;
    }
  };
  std::vector<std::future<void>> others;
  std::exception_ptr failure;
  const auto keep_first = [&](const auto& some) {
    try {
      some();
    } catch (...) {
      if (!failure) failure = std::current_exception();
    }
  };
  keep_first([&] {
    for (std::size_t i = 1; i < std::min<std::size_t>(std::max(1U, threads), count); ++i)
      others.push_back(std::async(std::launch::async, work_some));
    work_some();
  });
  for (auto& other : others) keep_first([&] { other.get(); });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace attache::indexer
