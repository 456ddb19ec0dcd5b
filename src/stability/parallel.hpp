#pragma once
// Tasks 0..count-1 over the threads of a Run. Which thread does which task is left open: what a task writes must be its own, or be
// joined afterwards by something that has no order (a maximum, a sum).
#include <atomic>
#include <thread>
#include <vector>

#include "base/run.hpp"

namespace locarno::stability {

inline unsigned threads_for(const Run& run, std::size_t tasks) {
  const unsigned wanted = run.threads != 0 ? run.threads : std::max(1u, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::min<std::size_t>(wanted, std::max<std::size_t>(tasks, 1)));
}

/// work(task, worker) with worker in 0..threads_for-1. Tasks not yet begun are left out once the run is cancelled.
template <class Work>
void in_parallel(const Run& run, std::size_t tasks, Work&& work) {
  const unsigned threads = threads_for(run, tasks);
  std::atomic<std::size_t> next{0};
  const auto worker = [&](unsigned id) {
    for (std::size_t task = next++; task < tasks && !run.is_cancelled(); task = next++) work(task, id);
  };
  std::vector<std::thread> others;
  for (unsigned id = 1; id < threads; ++id) others.emplace_back(worker, id);
  worker(0);
  for (std::thread& thread : others) thread.join();
}

}  // namespace locarno::stability
