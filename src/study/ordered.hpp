#pragma once
// locarno/study/ordered.hpp -- work on many things at once, handed on in their order.
//
// Question   A source of things, some work on each, and a place for the results.
// Answer     Every result, in the order of the source, whatever the number of threads: same source, same bytes.
// Cost       Memory: at most `in_flight` things and results at a time.
// Stopping   When run.is_cancelled(), no further thing is taken and none is begun; those already begun are finished
//            and handed on, up to the first that was not.
// Threads    hand_on runs on the caller's thread; take on one of its own, so that what is done need not wait for a slow
//            source; work on all of them. With one thread all three take turns on the caller's.
#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/run.hpp"

namespace locarno::study {

inline unsigned thread_count(const Run& run) { return run.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : run.threads; }

/// Returns how many results were handed on.
///   take     nullopt at the end
///   work     must not throw
///   hand_on  false: stop, nothing more is handed on
template <class Thing, class Outcome>
std::uint64_t in_order(const Run& run, const std::function<std::optional<Thing>()>& take,
                       const std::function<Outcome(Thing&)>& work, const std::function<bool(Outcome&)>& hand_on) {
  struct Slot {
    Thing thing;
    std::optional<Outcome> outcome;
    bool is_begun = false, is_skipped = false;
  };
  const unsigned threads = thread_count(run);
  std::uint64_t done = 0;
  if (threads == 1) {
    while (!run.is_cancelled()) {
      auto thing = take();
      if (!thing) break;
      Outcome outcome = work(*thing);
      ++done;
      if (!hand_on(outcome)) break;
    }
    return done;
  }
  const std::size_t in_flight = std::size_t{threads} * 4 + 4;
  std::deque<Slot> slots;           // front = next to be handed on; a deque keeps the others in place
  std::mutex mutex;
  std::condition_variable changed;
  bool at_end = false, is_over = false;
  const auto taker = [&] {
    std::unique_lock lock(mutex);
    while (!at_end && !is_over) {
      changed.wait(lock, [&] { return slots.size() < in_flight || is_over; });
      if (is_over) return;
      lock.unlock();
      std::optional<Thing> thing;
      if (!run.is_cancelled()) thing = take();
      lock.lock();
      if (thing) slots.push_back({std::move(*thing), {}, false, false});
      else at_end = true;
      changed.notify_all();
    }
  };
  const auto next_slot = [&]() -> Slot* {
    for (Slot& slot : slots)
      if (!slot.is_begun) return &slot;
    return nullptr;
  };
  const auto worker = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      Slot* slot = nullptr;
      changed.wait(lock, [&] { return is_over || (slot = next_slot()) != nullptr || at_end; });
      if (slot == nullptr) return;
      slot->is_begun = true;
      if (run.is_cancelled()) {
        slot->is_skipped = true;
      } else {
        lock.unlock();
        Outcome outcome = work(slot->thing);
        lock.lock();
        slot->outcome.emplace(std::move(outcome));
      }
      changed.notify_all();
    }
  };
  std::vector<std::thread> helpers;
  helpers.emplace_back(taker);
  for (unsigned i = 0; i < threads; ++i) helpers.emplace_back(worker);
  std::unique_lock lock(mutex);
  while (!is_over) {
    changed.wait(lock, [&] { return slots.empty() ? at_end : slots.front().outcome || slots.front().is_skipped; });
    if (slots.empty() || slots.front().is_skipped) break;
    Slot front = std::move(slots.front());
    slots.pop_front();
    changed.notify_all();
    lock.unlock();
    ++done;
    const bool goes_on = hand_on(*front.outcome);
    lock.lock();
    is_over = !goes_on;
  }
  is_over = true;
  for (Slot& slot : slots) slot.is_begun = true;  // stopped early: what nobody began is left
  changed.notify_all();
  lock.unlock();
  for (std::thread& helper : helpers) helper.join();
  return done;
}

}  // namespace locarno::study
