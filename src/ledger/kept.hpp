#pragma once
// locarno/ledger/kept.hpp -- answers kept beside a ledger, so that they need not be worked out again after a restart.
//
// Question   What was the answer to this question, asked of exactly this state of everything?
// Answer     Its bytes as they were put in, or nothing.
// Method     A SQLite file of its own, zstd, beside the ledger. Every row carries the mark of what it was made from and a
//            SHA-256 over mark, name and stored bytes. Nothing in it is the only copy of anything.
// Certainty  A row that is not whole, or was made from another state, is no answer. A file that is damaged is begun anew;
//            a database of another program is left as it is, and nothing is kept.
// Threads    one Kept per thread; several processes may use one file.
// Tested by  tests/ledger/kept_test.cpp
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno::ledger {

inline constexpr std::int64_t most_kept_bytes = std::int64_t{256} << 20;   // packed; what was used longest ago goes first

class Kept {
 public:
  /// Where answers are kept for the ledger at `ledger`; "" for one in memory.
  static std::string place_beside(std::string_view ledger);
  /// Errors: not_found when there is none and `create` is false; io; bad_use for another program's database.
  static Result<Kept> open(const std::string& path, bool create);
  Kept(Kept&&) noexcept;
  Kept& operator=(Kept&&) noexcept;
  ~Kept();

  /// Nothing when it was never put, was made from another state (`mark`), or is damaged (then it is taken out).
  std::optional<std::string> get(std::string_view kind, std::string_view mark, std::string_view name);
  /// Keeps it; what was kept of this kind under other marks goes. A failure keeps nothing: the next asker works it out.
  void put(std::string_view kind, std::string_view mark, std::string_view name, std::string_view bytes);

 private:
  struct Inside;
  void renew(const Error& error);
  explicit Kept(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;   ///< null once the file could not be begun anew
};

}  // namespace locarno::ledger
