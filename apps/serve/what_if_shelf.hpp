#pragma once
// apps/serve/what_if_shelf.hpp -- what-if questions that somebody wanted to keep: a name, a note, the lines released, added and held fast.
//
// They are nobody's position and no record: one file beside the ledger, `what_ifs.json`, readable by its owner alone, in no export, in no
// brief, under no version. Who reads the same case on the same server sees them.
// Threads    every member may be called from any thread; another process that writes the file is seen at the next question.
// Tested by  tests/serve/what_if_shelf_test.cpp
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/result.hpp"

namespace locarno::serve {

class WhatIfShelf {
 public:
  static constexpr std::size_t most = 200;
  /// `ledger`: the file it lies beside; "" or ":memory:" = nothing can be kept.
  explicit WhatIfShelf(std::string ledger);
  /// By name: [{id, name, note, who, at, question {release, add, fix}}]. Errors: io, bad_input (the file is none of ours).
  Result<nlohmann::json> all();
  /// Takes the place of the one of the same name. Errors: as all(); bad_use for a name or a note too long; limit_reached; bad_use without a ledger.
  Result<nlohmann::json> put(const std::string& name, const std::string& note, const std::string& who, const std::string& at, const nlohmann::json& question);
  /// Errors: as all(); not_found.
  Result<nlohmann::json> remove(const std::string& id);

 private:
  Result<nlohmann::json> read() const;
  Result<void> write(const nlohmann::json& rows) const;

  std::string file_;
  std::mutex mutex_;
};

}  // namespace locarno::serve
