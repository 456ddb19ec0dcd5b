#include "jobs.hpp"

#include <algorithm>

#include "base/json_line.hpp"

namespace locarno::serve {
namespace {

constexpr std::size_t most_running = 4;
constexpr std::size_t most_remembered = 64;

}  // namespace

std::shared_ptr<Jobs::Job> Jobs::find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  return found == jobs_.end() ? nullptr : found->second;
}

Result<std::string> Jobs::start(Work work) {
  const std::lock_guard lock(mutex_);
  if (is_over_) return fail(ErrorCode::cancelled, "the server is stopping");
  std::size_t running = 0;
  for (auto at = jobs_.begin(); at != jobs_.end();) {
    bool is_running = false;
    {
      const std::lock_guard own(at->second->mutex);
      is_running = at->second->state.now == JobState::Now::running;
    }
    running += is_running;
    if (!is_running && jobs_.size() >= most_remembered) {
      at->second->thread.join();
      at = jobs_.erase(at);
    } else {
      ++at;
    }
  }
  if (running >= most_running) return fail(ErrorCode::limit_reached, "four pieces of long work are running: wait for one, or cancel it");
  auto job = std::make_shared<Job>();
  std::string number = std::to_string(++last_);
  const std::string id = "j" + std::string(number.size() < 6 ? 6 - number.size() : 0, '0') + number;   // in the order of the map
  jobs_[id] = job;
  job->thread = std::thread([job = job.get(), work = std::move(work)] {
    const auto change = [job](const auto& how) {
      {
        const std::lock_guard own(job->mutex);
        how(job->state);
        ++job->state.step;
      }
      job->changed.notify_all();
    };
    Run run;
    run.cancel = &job->is_cancelled;
    run.threads = 0;
    run.progress = [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
      change([&](JobState& s) { s.what = what, s.done = done, s.total = total; });
    };
    const auto answer = work(run, [&](std::string partial) { change([&](JobState& s) { s.partial = std::move(partial); }); });
    change([&](JobState& s) {
      if (answer) s.now = JobState::Now::done, s.result = *answer;
      else if (job->is_cancelled) s.now = JobState::Now::cancelled;
      else s.now = JobState::Now::failed, s.error = answer.error();
    });
  });
  return id;
}

Result<JobState> Jobs::state(const std::string& id) const {
  const auto job = find(id);
  if (job == nullptr) return fail(ErrorCode::not_found, "there is no job '" + id.substr(0, 40) + "'");
  const std::lock_guard own(job->mutex);
  return job->state;
}

Result<JobState> Jobs::next(const std::string& id, std::uint64_t step) const {
  const auto job = find(id);
  if (job == nullptr) return fail(ErrorCode::not_found, "there is no job '" + id.substr(0, 40) + "'");
  std::unique_lock own(job->mutex);
  job->changed.wait_for(own, std::chrono::seconds(1), [&] { return job->state.step != step; });
  return job->state;
}

Result<void> Jobs::cancel(const std::string& id) {
  const auto job = find(id);
  if (job == nullptr) return fail(ErrorCode::not_found, "there is no job '" + id.substr(0, 40) + "'");
  job->is_cancelled = true;
  return {};
}

void Jobs::stop() {
  const std::lock_guard lock(mutex_);
  is_over_ = true;
  for (const auto& [id, job] : jobs_) job->is_cancelled = true;
  for (const auto& [id, job] : jobs_)
    if (job->thread.joinable()) job->thread.join();
}

std::string job_json(const std::string& id, const JobState& state) {
  using Now = JobState::Now;
  std::string progress, out;
  JsonLine inner(progress);
  inner.number("done", static_cast<std::int64_t>(state.done));
  inner.number("total", static_cast<std::int64_t>(state.total));
  inner.text("what", state.what);
  inner.end();
  JsonLine line(out);
  line.text("id", id);
  line.text("state", state.now == Now::running ? "running" : state.now == Now::done ? "done" : state.now == Now::failed ? "failed" : "cancelled");
  line.end();
  const auto trimmed = [](std::string words) {
    while (!words.empty() && words.back() == '\n') words.pop_back();
    return words;
  };
  out.pop_back();
  out += ",\"progress\":" + progress + ",\"partial\":" + (state.partial.empty() ? "null" : trimmed(state.partial));
  out += ",\"result\":" + (state.result.empty() ? "null" : trimmed(state.result));
  if (state.now == Now::failed) {
    std::string error;
    JsonLine words(error);
    words.text("code", state.error.code == ErrorCode::limit_reached ? "limit_reached" : state.error.code == ErrorCode::cancelled ? "cancelled" : state.error.code == ErrorCode::bad_use ? "bad_use" : state.error.code == ErrorCode::not_found ? "not_found" : state.error.code == ErrorCode::io ? "io" : "bad_input");
    words.text("place", state.error.where);
    words.text("sentence", state.error.what);
    words.end();
    out += ",\"error\":" + error;
  }
  return out + "}\n";
}

}  // namespace locarno::serve
