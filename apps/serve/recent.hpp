#pragma once
// apps/serve/recent.hpp -- answers given a moment ago, by their mark (ETag): several who ask the same are not each worked for.
//
// A mark names the version of everything an answer rests on, so an answer under it is never out of date. What was used longest ago goes first.
// Threads    every member may be called from any thread.
// Tested by  tests/serve/recent_test.cpp
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "request.hpp"

namespace locarno::serve {

class Recent {
 public:
  static constexpr std::size_t most_bytes = std::size_t{48} << 20;    ///< of all bodies
  static constexpr std::size_t largest = std::size_t{8} << 20;        ///< a larger answer is not kept

  std::optional<Response> get(const std::string& mark);
  /// Answers of a stream are not kept.
  void put(const std::string& mark, const Response& response);

 private:
  using Row = std::pair<std::string, Response>;
  std::mutex mutex_;
  std::list<Row> rows_;                                               ///< used last first
  std::map<std::string, std::list<Row>::iterator, std::less<>> at_;
  std::size_t bytes_ = 0;
};

}  // namespace locarno::serve
