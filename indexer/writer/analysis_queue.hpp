// Finds the quotations of articles in several threads and gives them back in the order in which they came in, so that what
// is stored does not depend on the number of threads.
//
// Belongs to one thread, which also works while it waits.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "indexer/writer/writer.hpp"
#include "schema/article.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// What finds the quotations of an article: the quote engine behind a function, so that tests and later engines fit. Called
// in several threads at once. Empty: no article has any.
using Analyse = std::function<std::vector<schema::Quote>(const schema::Article&)>;

class AnalysisQueue {
 public:
  // `helpers`: threads beside the caller's own; 0: all is done in pop().
  AnalysisQueue(Analyse analyse, unsigned helpers);
  // Waits for what is being analysed, gives up what is not.
  ~AnalysisQueue();
  AnalysisQueue(const AnalysisQueue&) = delete;
  AnalysisQueue& operator=(const AnalysisQueue&) = delete;

  void push(schema::Article article);
  // Whether so much is in flight that something should be taken out before more comes in: 4096 articles, so that the helpers
  // have work while generations of small ones are committed, or 16 MB of text.
  bool full() const;
  bool empty() const;
  // Whether pop() would not wait or work.
  bool ready() const;
  // The first article, with its quotations. Throws what analysing it threw. Not on an empty queue.
  Analysed pop();

 private:
  struct Job {
    Analysed result;
    std::exception_ptr failure;
    bool done = false;
  };

  void help();
  bool work_one(std::unique_lock<std::mutex>& lock);

  Analyse analyse_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;          // a job came in or was done, or the end has come
  std::deque<std::unique_ptr<Job>> jobs_;    // in order, done or not
  std::deque<Job*> waiting_;                 // those nobody works on yet
  std::size_t bytes_ = 0;
  bool ending_ = false;
  std::vector<std::thread> helpers_;
};

}  // namespace attache::indexer
