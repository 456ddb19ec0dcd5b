#include "settle/completion.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "settle/enumerate.hpp"
#include "settle/solver.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_points = 1'000;
constexpr std::size_t most_checked = 20'000;

/// Red lines, then (strict) what silence forbids, then the points: one question whose first `hard` lines must hold.
struct Whole {
  ZoneQuestion zone;
  std::size_t hard = 0;
};

Result<Whole> whole(const CompletionQuestion& question) {
  LOC_CHECK(check_question(question.zone));
  if (question.points.size() > most_points) return fail(ErrorCode::bad_input, "a draft has at most 1000 points");
  Whole out{question.zone, 0};
  if (question.strict)
    for (const Silence& silence : question.zone.silences)
      out.zone.lines.push_back({"silence", silence.party, Condition::negation(Condition::atom(silence.issue, silence.options))});
  out.hard = out.zone.lines.size();
  out.zone.silences.clear();
  for (const Condition& point : question.points) out.zone.lines.push_back({"point", PartyId(), point});
  LOC_CHECK(check_question(out.zone));
  return out;
}

LineSet kept(const Whole& all, const LineSet& dropped) {
  LineSet lines;
  for (std::uint32_t line = 0; line < all.zone.lines.size(); ++line)
    if (line < all.hard || !std::binary_search(dropped.begin(), dropped.end(), line - static_cast<std::uint32_t>(all.hard)))
      lines.push_back(line);
  return lines;
}

std::vector<bool> active(const Whole& all, const LineSet& dropped) {
  std::vector<bool> out(all.zone.lines.size(), true);
  for (const std::uint32_t point : dropped) out[all.hard + point] = false;
  return out;
}

class Completion {
 public:
  Completion(const CompletionQuestion& question, const Whole& all, const Problem& problem, Run& run)
      : question_(question), all_(all), run_(run), budget_(run), solver_(budget_, true), encoding_(problem, solver_),
        at_most_(solver_, missed()), feasibility_(problem, budget_) {
    for (std::uint32_t line = 0; line < all.hard; ++line) solver_.add_clause({encoding_.selector(line)});
  }

  Result<CompletionAnswer> run() {
    search();
    if (budget_.ask_cancelled()) return fail(ErrorCode::cancelled, "stopped before the nearest settlement was known");
    std::sort(answer_.sets.begin(), answer_.sets.end());
    for (const LineSet& set : answer_.sets) {
      if (const auto first = feasibility_.first_settlement(kept(all_, set))) answer_.witnesses.push_back(*first);
      else answer_.witnesses.emplace_back();  // a limit or the user came first
      const auto count = count_passing(all_.zone, active(all_, set), false, run_);
      const bool is_cut = !count && (count.error().code == ErrorCode::limit_reached || count.error().code == ErrorCode::cancelled);
      if (!count && !is_cut) return Failure(count.error());
      if (count) answer_.settlements += *count;
      if (is_cut || (answer_.witnesses.back().empty() && !all_.zone.options.empty())) answer_.counted = Verdict::limit_reached;
    }
    if (answer_.sets_complete == Verdict::limit_reached) answer_.counted = Verdict::limit_reached;
    answer_.effort = budget_.effort();
    return std::move(answer_);
  }

 private:
  std::vector<int> missed() const {
    std::vector<int> literals;
    for (std::size_t point = 0; point < question_.points.size(); ++point)
      literals.push_back(-encoding_.selector(static_cast<std::uint32_t>(all_.hard + point)));
    return literals;
  }

  /// The first settlement within `bound` dropped points not yet known.
  Sat within(std::size_t bound) {
    const int literal = question_.points.empty() ? 0 : at_most_.bound(bound);
    return solver_.solve(literal == 0 ? std::vector<int>{} : std::vector<int>{literal});
  }

  void search() {
    const std::size_t n = question_.points.size();
    Sat any = solver_.solve({});
    if (any != Sat::yes) {
      if (any == Sat::unknown) answer_.verdict = answer_.sets_complete = answer_.counted = Verdict::limit_reached;
      return;
    }
    answer_.exists = true;
    std::size_t bound = 0;
    Sat found = within(bound);
    while (found == Sat::no && bound < n) found = within(++bound);
    answer_.changed = static_cast<std::uint32_t>(bound);
    if (found == Sat::unknown) {
      answer_.verdict = answer_.sets_complete = answer_.counted = Verdict::limit_reached;
      return;
    }
    list(bound, found);
  }

  void list(std::size_t bound, Sat found) {
    for (; found == Sat::yes; found = within(bound)) {
      LineSet set;
      std::vector<int> other;
      for (std::size_t point = 0; point < question_.points.size(); ++point) {
        const int selector = encoding_.selector(static_cast<std::uint32_t>(all_.hard + point));
        if (solver_.value(selector)) continue;
        set.push_back(static_cast<std::uint32_t>(point));
        other.push_back(selector);
      }
      answer_.sets.push_back(std::move(set));
      if (other.empty()) return;  // nothing changes: there is no other set of size 0
      if (question_.max_sets != 0 && answer_.sets.size() == question_.max_sets) {
        solver_.add_clause(other);
        if (within(bound) != Sat::no) answer_.sets_complete = Verdict::limit_reached;
        return;
      }
      solver_.add_clause(other);
    }
    if (found == Sat::unknown) answer_.sets_complete = Verdict::limit_reached;
  }

  const CompletionQuestion& question_;
  const Whole& all_;
  Run& run_;
  Budget budget_;
  Solver solver_;
  Encoding encoding_;
  AtMost at_most_;
  Feasibility feasibility_;
  CompletionAnswer answer_;
};

/// The points `s` misses, or nothing when it breaks a line.
std::optional<LineSet> missed_by(const Whole& all, const Settlement& s) {
  LineSet missed;
  for (std::size_t line = 0; line < all.zone.lines.size(); ++line) {
    if (all.zone.lines[line].rule.holds(s)) continue;
    if (line < all.hard) return std::nullopt;
    missed.push_back(static_cast<std::uint32_t>(line - all.hard));
  }
  return missed;
}

/// The next settlement, the last issue fastest; false after the last.
bool step(const std::vector<std::uint32_t>& options, Settlement& s) {
  for (std::size_t issue = options.size(); issue-- > 0;) {
    OptionId& option = s[IssueId(issue)];
    if (option.index() + 1 < options[issue]) {
      option = OptionId(option.index() + 1);
      return true;
    }
    option = OptionId(0);
  }
  return false;
}

/// The next ascending choice of k of n; false after the last.
bool next_choice(LineSet& choice, std::size_t n) {
  const std::size_t k = choice.size();
  for (std::size_t i = k; i-- > 0;) {
    if (choice[i] + (k - i) >= n) continue;
    ++choice[i];
    for (std::size_t j = i + 1; j < k; ++j) choice[j] = choice[j - 1] + 1;
    return true;
  }
  return false;
}

Failure wrong(const std::string& what) { return fail(ErrorCode::bad_input, what); }

Result<void> check_witnesses(const Whole& all, const CompletionAnswer& answer, Run& run) {
  if (answer.witnesses.size() != answer.sets.size()) return wrong("not one witness for each set of points");
  for (std::size_t at = 0; at < answer.sets.size(); ++at) {
    const Settlement& s = answer.witnesses[at];
    if (answer.sets[at].size() != answer.changed) return wrong("a set of points is not of the size the answer names");
    if (s.empty() && !all.zone.options.empty() && answer.counted == Verdict::limit_reached) {  // cut off: counting must do
      LOC_TRY(const Integer any, count_passing(all.zone, active(all, answer.sets[at]), false, run));
      if (any == 0) return wrong("nothing passes when a set of points is changed");
      continue;
    }
    if (s.size() != all.zone.options.size()) return wrong("a witness does not settle every issue");
    const auto missed = missed_by(all, s);
    if (!missed) return wrong("a witness breaks a red line");
    if (*missed != answer.sets[at]) return wrong("a witness changes other points than its set");
  }
  return {};
}

/// Every choice of `size` points: does dropping it let something pass? `known` are those that may.
Result<void> check_choices(const Whole& all, std::size_t points, std::size_t size, const std::set<LineSet>& known, Run& run) {
  LineSet choice(size);
  for (std::size_t i = 0; i < size; ++i) choice[i] = static_cast<std::uint32_t>(i);
  std::size_t tried = 0;
  do {
    if (++tried > most_checked) return fail(ErrorCode::limit_reached, "too many sets of points to count; nothing wrong was found");
    if (known.contains(choice)) continue;
    LOC_TRY(const Integer count, count_passing(all.zone, active(all, choice), false, run));
    if (count != 0) return wrong("a set of points opens that the answer does not name");
  } while (next_choice(choice, points));
  return {};
}

}  // namespace

Result<CompletionAnswer> complete(const CompletionQuestion& question, Run& run) {
  LOC_TRY(const Whole all, whole(question));
  LOC_TRY(const Problem problem, make_problem(all.zone));
  return Completion(question, all, problem, run).run();
}

Result<CompletionAnswer> completion_by_listing(const CompletionQuestion& question, Run& run) {
  LOC_TRY(const Whole all, whole(question));
  Integer of = 1;
  for (const std::uint32_t options : all.zone.options) of *= options;
  if (of > (1 << 20)) return fail(ErrorCode::limit_reached, "too many settlements to list");
  CompletionAnswer answer;
  std::map<LineSet, std::pair<Integer, Settlement>> best;
  Settlement s(all.zone.options.size(), OptionId(0));
  do {
    ++answer.effort.nodes;
    if ((answer.effort.nodes & 4095u) == 0 && run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    const auto missed = missed_by(all, s);
    if (!missed) continue;
    if (answer.exists && missed->size() > answer.changed) continue;
    if (!answer.exists || missed->size() < answer.changed) best.clear();
    answer.exists = true;
    answer.changed = static_cast<std::uint32_t>(missed->size());
    auto& [count, first] = best.try_emplace(*missed, Integer(0), s).first->second;
    ++count;
  } while (step(all.zone.options, s));
  for (const auto& [set, found] : best) {
    if (question.max_sets != 0 && answer.sets.size() == question.max_sets) {
      answer.sets_complete = answer.counted = Verdict::limit_reached;
      break;
    }
    answer.sets.push_back(set);
    answer.settlements += found.first;
    answer.witnesses.push_back(found.second);
  }
  return answer;
}

Result<void> check(const CompletionQuestion& question, const CompletionAnswer& answer) {
  LOC_TRY(const Whole all, whole(question));
  locarno::Run run;
  LOC_CHECK(check_witnesses(all, answer, run));
  if (!std::is_sorted(answer.sets.begin(), answer.sets.end()) ||
      std::adjacent_find(answer.sets.begin(), answer.sets.end()) != answer.sets.end())
    return wrong("the sets of points are not in order, each once");
  if (answer.verdict != Verdict::proved) return {};
  std::vector<std::uint32_t> every;
  for (std::uint32_t point = 0; point < question.points.size(); ++point) every.push_back(point);
  LOC_TRY(const Integer any, count_passing(all.zone, active(all, every), false, run));
  if ((any != 0) != answer.exists) return wrong("whether anything passes is told wrongly");
  if (!answer.exists) return answer.sets.empty() ? Result<void>() : wrong("nothing passes, yet points are named");
  if (answer.sets.empty()) return wrong("something passes, yet no set of points is named");
  if (answer.changed > 0) LOC_CHECK(check_choices(all, question.points.size(), answer.changed - 1, {}, run));
  if (answer.sets_complete == Verdict::proved)
    LOC_CHECK(check_choices(all, question.points.size(), answer.changed, {answer.sets.begin(), answer.sets.end()}, run));
  if (answer.counted != Verdict::proved) return {};
  Integer count = 0;
  for (const LineSet& set : answer.sets) {
    LOC_TRY(const Integer passing, count_passing(all.zone, active(all, set), false, run));
    count += passing;
  }
  return count == answer.settlements ? Result<void>() : wrong("the settlements are counted wrongly");
}

}  // namespace locarno::settle
