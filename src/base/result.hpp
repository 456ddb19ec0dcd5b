#pragma once
// locarno/base/result.hpp -- a value, or one sentence that says why there is none.
//
// Failure (bad input, a missing file, a cancelled run) travels as Result; what is known about a problem
// ("no settlement passes", "the limit was reached") is a field of the answer; a broken promise between two
// of our own functions is an assertion (LOC_ASSERT).
#include <cstdlib>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace locarno {

/// What kind of failure; each maps to one exit code of the doors (docs/exit-codes in README).
enum class ErrorCode {
  bad_use,        ///< the command or call itself is wrong (exit 2)
  bad_input,      ///< a file, a report, an expression is not what it must be (exit 3)
  not_found,      ///< an id, file or name that does not exist (exit 3)
  limit_reached,  ///< a limit of Run ended the work and nothing useful is known (exit 4)
  cancelled,      ///< the user stopped it (exit 4)
  io              ///< disk full, read-only, unreadable (exit 5)
};

/// One failure. `what`: one lower-case sentence with the value found and the value expected.
/// `where`: a place a reader can open, "file:line:column" or "file", empty when there is none.
struct Error {
  ErrorCode code = ErrorCode::bad_input;
  std::string what;
  std::string where;
  bool operator==(const Error&) const = default;
};

/// "where: what", or "what" alone.
inline std::string to_string(const Error& e) { return e.where.empty() ? e.what : e.where + ": " + e.what; }

/// Exit code of a command that ended with this failure (CONTRACT: 2 use, 3 input, 4 limit, 5 io).
constexpr int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_use: return 2;
    case ErrorCode::bad_input:
    case ErrorCode::not_found: return 3;
    case ErrorCode::limit_reached:
    case ErrorCode::cancelled: return 4;
    case ErrorCode::io: return 5;
  }
  return 3;
}

/// A value or an Error. Dropping one is a compiler warning.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;
inline Failure fail(ErrorCode code, std::string what, std::string where = {}) {
  return Failure(Error{code, std::move(what), std::move(where)});
}

}  // namespace locarno

#define LOC_CAT2(a, b) a##b
#define LOC_CAT(a, b) LOC_CAT2(a, b)
#define LOC_TRY_IMPL(tmp, decl, expr)                       \
  auto tmp = (expr);                                        \
  if (!tmp) return ::locarno::Failure(std::move(tmp.error())); \
  decl = std::move(*tmp)
/// LOC_TRY(auto c, load_case(path)); binds the value or returns the error.
#define LOC_TRY(decl, expr) LOC_TRY_IMPL(LOC_CAT(loc_try_, __COUNTER__), decl, expr)
#define LOC_CHECK_IMPL(tmp, expr) \
  if (auto tmp = (expr); !tmp) return ::locarno::Failure(std::move(tmp.error()))
/// LOC_CHECK(write(x)); returns the error of a Result<void>.
#define LOC_CHECK(expr) LOC_CHECK_IMPL(LOC_CAT(loc_check_, __COUNTER__), expr)

#if defined(LOC_ASSERTIONS)
#define LOC_ASSERT(cond) ((cond) ? (void)0 : std::abort())
#else
#define LOC_ASSERT(cond) ((void)0)
#endif
