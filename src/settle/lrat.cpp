#include "settle/lrat.hpp"

#include <cstdlib>
#include <string>

namespace locarno::settle {
namespace {

class Checker {
 public:
  Checker(int variables, const std::vector<std::vector<int>>& clauses)
      : value_(static_cast<std::size_t>(variables) + 1, 0) {
    for (const std::vector<int>& clause : clauses) {
      begin_.push_back(literals_.size());
      literals_.insert(literals_.end(), clause.begin(), clause.end());
    }
    begin_.push_back(literals_.size());
  }

  Result<void> run(const ProofSteps& proof) {
    std::size_t at = 0;
    for (std::size_t step = 1; at < proof.size(); ++step) {
      LOC_TRY(const std::size_t literals_end, end_of(proof, at, step));
      LOC_TRY(const std::size_t hints_end, end_of(proof, literals_end + 1, step));
      LOC_CHECK(deny(proof, at, literals_end, step));
      LOC_CHECK(follow(proof, literals_end + 1, hints_end, step));
      for (const int literal : trail_) value_[static_cast<std::size_t>(std::abs(literal))] = 0;
      trail_.clear();
      if (at == literals_end) return {};  // the empty clause
      for (; at < literals_end; ++at) literals_.push_back(static_cast<int>(proof[at]));
      begin_.push_back(literals_.size());
      at = hints_end + 1;
    }
    return fail(ErrorCode::bad_input, "the proof does not reach a contradiction");
  }

 private:
  static Failure wrong(std::size_t step, std::string_view what) {
    return fail(ErrorCode::bad_input, "step " + std::to_string(step) + " of the proof " + std::string(what));
  }

  static Result<std::size_t> end_of(const ProofSteps& proof, std::size_t at, std::size_t step) {
    for (; at < proof.size(); ++at)
      if (proof[at] == 0) return at;
    return wrong(step, "is cut short");
  }

  /// 1 true, -1 false, 0 open.
  int value(int literal) const {
    const int v = value_[static_cast<std::size_t>(std::abs(literal))];
    return literal > 0 ? v : -v;
  }
  void make_true(int literal) {
    value_[static_cast<std::size_t>(std::abs(literal))] = literal > 0 ? 1 : -1;
    trail_.push_back(literal);
  }

  /// Suppose every literal of the step false.
  Result<void> deny(const ProofSteps& proof, std::size_t at, std::size_t end, std::size_t step) {
    for (; at < end; ++at) {
      const auto most = static_cast<std::int64_t>(value_.size()) - 1;
      if (proof[at] > most || proof[at] < -most) return wrong(step, "has a literal that no clause has");
      const int literal = static_cast<int>(proof[at]);
      if (value(literal) > 0) return wrong(step, "holds a literal and its opposite");
      if (value(literal) == 0) make_true(-literal);
    }
    return {};
  }

  /// Each clause named leaves one literal, which then is true; the last leaves none.
  Result<void> follow(const ProofSteps& proof, std::size_t at, std::size_t end, std::size_t step) {
    for (; at < end; ++at) {
      if (proof[at] < 1 || proof[at] >= static_cast<std::int64_t>(begin_.size()))
        return wrong(step, "names a clause that does not stand before it");
      const auto clause = static_cast<std::size_t>(proof[at]);
      int left = 0;
      for (std::size_t i = begin_[clause - 1]; i < begin_[clause]; ++i) {
        const int literal = literals_[i];
        if (value(literal) < 0 || literal == left) continue;
        if (value(literal) > 0 || left != 0) return wrong(step, "names a clause that leaves more than one literal");
        left = literal;
      }
      if (left == 0) return {};
      make_true(left);
    }
    return wrong(step, "does not follow from the clauses it names");
  }

  std::vector<int> literals_;
  std::vector<std::size_t> begin_;       ///< [clause - 1] in literals_
  std::vector<signed char> value_;       ///< [variable]
  std::vector<int> trail_;
};

}  // namespace

Result<void> check_proof(int variables, const std::vector<std::vector<int>>& clauses, const ProofSteps& proof) {
  for (const std::vector<int>& clause : clauses)
    for (const int literal : clause)
      if (literal == 0 || std::abs(literal) > variables) return fail(ErrorCode::bad_input, "a clause has a literal out of range");
  return Checker(variables, clauses).run(proof);
}

}  // namespace locarno::settle
