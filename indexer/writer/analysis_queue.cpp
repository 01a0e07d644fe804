#include "indexer/writer/analysis_queue.hpp"

#include <utility>

namespace attache::indexer {
namespace {

constexpr std::size_t kMostArticles = 4096;
constexpr std::size_t kMostBytes = 16u << 20;

}  // namespace

AnalysisQueue::AnalysisQueue(Analyse analyse, unsigned helpers) : analyse_(std::move(analyse)) {
  for (unsigned i = 0; i < helpers; ++i) helpers_.emplace_back([this] { help(); });
}

AnalysisQueue::~AnalysisQueue() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

void AnalysisQueue::push(schema::Article article) {
  auto job = std::make_unique<Job>();
  job->result.article = std::move(article);
  {
    const std::lock_guard lock(mutex_);
    bytes_ += job->result.article.text.size();
    waiting_.push_back(job.get());
    jobs_.push_back(std::move(job));
  }
  changed_.notify_all();
}

bool AnalysisQueue::full() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size() >= kMostArticles || bytes_ >= kMostBytes;
}

bool AnalysisQueue::empty() const {
  const std::lock_guard lock(mutex_);
  return jobs_.empty();
}

bool AnalysisQueue::ready() const {
  const std::lock_guard lock(mutex_);
  return !jobs_.empty() && jobs_.front()->done;
}

Analysed AnalysisQueue::pop() {
  std::unique_lock lock(mutex_);
  while (!jobs_.front()->done)
    if (!work_one(lock)) changed_.wait(lock, [&] { return jobs_.front()->done || !waiting_.empty(); });
  const std::unique_ptr<Job> job = std::move(jobs_.front());
  jobs_.pop_front();
  bytes_ -= job->result.article.text.size();
  if (job->failure) std::rethrow_exception(job->failure);
  return std::move(job->result);
}

void AnalysisQueue::help() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    work_one(lock);
  }
}

// Analyses the first article that nobody works on, unlocked meanwhile. False when there is none.
bool AnalysisQueue::work_one(std::unique_lock<std::mutex>& lock) {
  if (waiting_.empty()) return false;
  Job* const job = waiting_.front();
  waiting_.pop_front();
  lock.unlock();
  std::exception_ptr failure;
  std::vector<schema::Quote> quotes;
  try {
    if (analyse_) quotes = analyse_(job->result.article);
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  job->result.quotes = std::move(quotes);
  job->failure = failure;
  job->done = true;
  changed_.notify_all();
  return true;
}

}  // namespace attache::indexer
