#pragma once
// apps/cli/deadline.hpp -- stops a run after so many seconds of the clock. What is known by then depends on the machine; a
// limit on work (--limit) does not.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/run.hpp"

namespace locarno::cli {

/// Cancels a run after so many seconds, or when the door's own cancel is set.
class Deadline {
 public:
  Deadline(Run& run, double seconds) : run_(run), outer_(run.cancel) {
    if (seconds <= 0) return;
    run.cancel = &is_over_;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    watch_ = std::thread([this, end] {
      std::unique_lock lock(mutex_);
      while (!done_ && !is_over_) {
        wake_.wait_for(lock, std::chrono::milliseconds(20));
        if (std::chrono::steady_clock::now() >= end || (outer_ != nullptr && outer_->load())) is_over_ = true;
      }
    });
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline() {
    if (!watch_.joinable()) return;
    {
      std::lock_guard lock(mutex_);
      done_ = true;
    }
    wake_.notify_all();
    watch_.join();
    run_.cancel = outer_;
  }

 private:
  Run& run_;
  const std::atomic<bool>* outer_;
  std::atomic<bool> is_over_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool done_ = false;
  std::thread watch_;
};

}  // namespace locarno::cli
