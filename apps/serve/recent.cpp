#include "recent.hpp"

namespace locarno::serve {

std::optional<Response> Recent::get(const std::string& mark) {
  const std::lock_guard lock(mutex_);
  const auto found = at_.find(mark);
  if (found == at_.end()) return std::nullopt;
  rows_.splice(rows_.begin(), rows_, found->second);
  return rows_.front().second;
}

void Recent::put(const std::string& mark, const Response& response) {
  if (response.stream || response.body.size() > largest) return;
  const std::lock_guard lock(mutex_);
  if (at_.contains(mark)) return;
  rows_.emplace_front(mark, response);
  at_[mark] = rows_.begin();
  bytes_ += response.body.size();
  while (bytes_ > most_bytes) {
    bytes_ -= rows_.back().second.body.size();
    at_.erase(rows_.back().first);
    rows_.pop_back();
  }
}

}  // namespace locarno::serve
