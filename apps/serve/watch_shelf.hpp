#pragma once
// apps/serve/watch_shelf.hpp -- watches open between requests: a batch that came in costs the reports of a day, not of years.
//
// Method     One study::LiveWatch for each case folder, brought up to date when it is borrowed. Terms or shapes that changed, or another store in
//            the place of the old, open it anew. The one used longest ago goes.
// Threads    every member may be called from any thread; one request at a time has a watch.
// Tested by  tests/serve/watch_shelf_test.cpp
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "study/live_watch.hpp"

namespace locarno::serve {

class WatchShelf {
 public:
  static constexpr std::size_t most = 4;

  /// A watch up to date; held while this lives.
  class Loan {
   public:
    study::LiveWatch& operator*() const { return *live_; }
    study::LiveWatch* operator->() const { return live_; }
    std::int64_t judged = 0;     ///< reports that had to be read to bring it up to date

   private:
    friend class WatchShelf;
    std::shared_ptr<void> entry_;            // before the lock: it goes after it
    std::unique_lock<std::mutex> lock_;
    study::LiveWatch* live_ = nullptr;
  };
  /// Errors: as study::open_monitor() (not_found: nothing added yet) and LiveWatch::refresh().
  Result<Loan> borrow(const std::string& place, const Run& run);

 private:
  struct Entry {
    std::mutex busy;
    std::string stamp;
    std::optional<study::LiveWatch> live;
  };
  std::mutex mutex_;
  std::list<std::pair<std::string, std::shared_ptr<Entry>>> entries_;   ///< used last first
};

}  // namespace locarno::serve
