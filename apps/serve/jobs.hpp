#pragma once
// apps/serve/jobs.hpp -- long work on threads of its own: how far it is, what is known so far, its result; it can be stopped.
//
// At most 4 run at once and 64 are remembered; the oldest finished ones are forgotten first.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "base/run.hpp"

namespace locarno::serve {

struct JobState {
  enum class Now { running, done, failed, cancelled } now = Now::running;
  std::string what;               ///< of the progress
  std::uint64_t done = 0, total = 0;
  std::string partial;            ///< JSON; "" = nothing known yet
  std::string result;             ///< JSON, when done
  Error error;                    ///< when failed
  std::uint64_t step = 0;         ///< grows with every change
};

class Jobs {
 public:
  /// The work: says what it knows so far through `know`, and gives JSON in the end.
  using Know = std::function<void(std::string partial)>;
  using Work = std::function<Result<std::string>(Run& run, const Know& know)>;

  ~Jobs() { stop(); }
  /// Its id. Errors: limit_reached when four are running.
  Result<std::string> start(Work work);
  /// Errors: not_found.
  Result<JobState> state(const std::string& id) const;
  /// The state once it differs from `step`, or after a second.
  Result<JobState> next(const std::string& id, std::uint64_t step) const;
  Result<void> cancel(const std::string& id);
  void stop();

 private:
  struct Job {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    JobState state;
    std::atomic<bool> is_cancelled{false};
    std::thread thread;
  };
  std::shared_ptr<Job> find(const std::string& id) const;

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
  std::uint64_t last_ = 0;
  bool is_over_ = false;
};

/// {"id", "state", "progress", "partial", "result" or "error"}.
std::string job_json(const std::string& id, const JobState& state);

}  // namespace locarno::serve
