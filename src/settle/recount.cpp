#include "settle/recount.hpp"

#include <algorithm>
#include <map>

#include "settle/order.hpp"
#include "settle/problem.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_rows = std::size_t{1} << 20;
constexpr std::uint64_t most_steps = std::uint64_t{1} << 28;
constexpr std::size_t most_known = std::size_t{1} << 16;

constexpr std::uint32_t barred = std::uint32_t{1} << 31;  ///< beyond every seat

using Lines = std::vector<std::uint32_t>;

/// A line whose truth is looked up, when its issues leave few enough ways.
struct Known {
  std::uint32_t line = 0;
  std::uint32_t seat = 0;                ///< bit of its party; 0 = it binds whoever accepts
  std::vector<std::size_t> issues;
  std::vector<char> truth;               ///< [way] of its issues, last fastest; empty = ask the line
};

class Recounter {
 public:
  Recounter(const ZoneQuestion& question, bool strict, std::uint64_t& steps)
      : question_(question), strict_(strict), steps_(steps) {
    for (std::size_t issue = 0; issue < question.options.size(); ++issue) scratch_.push_back(OptionId(0));
  }

  Result<Integer> run(const Lines& lines) {
    std::vector<Known> known;
    for (const std::uint32_t line : lines) {
      known.push_back(know(line));
      if (!known.back().issues.empty()) continue;
      if (question_.lines[line].holds(scratch_)) known.pop_back();
      else if (known.back().seat == 0) return Integer(0);
      else { refused_ |= known.back().seat; known.pop_back(); }
    }
    if (!can_win(refused_)) return Integer(0);
    return sweep(known, order(known));
  }

 private:
  Known know(std::uint32_t line) {
    Known known{line, seat_bit(question_.acceptance, question_.lines[line].party), {}, {}};
    std::size_t ways = 1;
    for (const IssueId issue : question_.lines[line].issues()) {
      known.issues.push_back(issue.index());
      ways = std::min(ways * question_.options[issue.index()], most_known + 1);
    }
    if (ways > most_known) return known;
    for (std::size_t way = 0; way < ways; ++way) {
      for (std::size_t k = known.issues.size(), rest = way; k-- > 0; rest /= question_.options[known.issues[k]])
        scratch_[IssueId(known.issues[k])] = OptionId(rest % question_.options[known.issues[k]]);
      known.truth.push_back(question_.lines[line].holds(scratch_));
    }
    return known;
  }

  /// Any order gives the same count; a good one keeps the tables small.
  std::vector<std::size_t> order(const std::vector<Known>& known) const {
    Problem shape;
    for (const std::uint32_t options : question_.options) shape.classes.emplace_back(options);
    for (const Known& line : known) shape.touches.emplace_back(line.issues.begin(), line.issues.end());
    const std::vector<std::uint32_t> levels = issue_levels(shape);
    std::vector<std::size_t> placed(levels.size());
    for (std::size_t issue = 0; issue < levels.size(); ++issue) placed[levels[issue]] = issue;
    return placed;
  }

  bool can_win(std::uint32_t refused) const {
    if (question_.acceptance.is_unanimous() || (refused & barred) != 0) return refused == 0;
    return is_winning(question_.acceptance, ~refused);
  }

  /// The parties that silence on this option makes refuse; `barred` when it binds whoever accepts.
  std::uint32_t silent(std::size_t issue, std::size_t option) const {
    std::uint32_t seats = 0;
    if (strict_)
      for (const Silence& silence : question_.silences) {
        if (silence.issue.index() != issue || !silence.options.has(OptionId(option))) continue;
        const std::uint32_t seat = seat_bit(question_.acceptance, silence.party);
        seats |= seat == 0 ? barred : seat;
      }
    return seats;
  }

  Result<Integer> sweep(const std::vector<Known>& known, const std::vector<std::size_t>& issues) {
    std::vector<std::size_t> place(issues.size()), last_use(issues.size(), 0);
    for (std::size_t i = 0; i < issues.size(); ++i) place[issues[i]] = i;
    std::vector<std::vector<const Known*>> complete(issues.size());
    for (const Known& line : known) {
      std::size_t last = 0;
      for (const std::size_t issue : line.issues) last = std::max(last, place[issue]);
      for (const std::size_t issue : line.issues) last_use[issue] = std::max(last_use[issue], last);
      complete[last].push_back(&line);
    }
    // Tables by who has refused: [ways to settle the live issues, last fastest].
    std::map<std::uint32_t, std::vector<Integer>> tables{{refused_, {Integer(1)}}};
    std::vector<std::size_t> live;
    std::vector<std::size_t> chosen(issues.size(), 0);
    for (std::size_t i = 0; i < issues.size(); ++i) {
      std::vector<std::size_t> after;
      for (const std::size_t issue : live)
        if (last_use[issue] > i) after.push_back(issue);
      if (last_use[issues[i]] > i) after.push_back(issues[i]);
      std::size_t rows = 1;
      for (const std::size_t issue : after)
        if ((rows *= question_.options[issue]) > most_rows) return too_large();
      std::vector<std::uint32_t> silence;
      for (std::size_t option = 0; option < question_.options[issues[i]]; ++option) silence.push_back(silent(issues[i], option));
      std::map<std::uint32_t, std::vector<Integer>> next;
      for (const auto& [refused, table] : tables)
        for (std::size_t row = 0; row < table.size(); ++row) {
          if (table[row] == 0) continue;
          if ((steps_ += silence.size()) > most_steps) return too_large();
          for (std::size_t d = live.size(), rest = row; d-- > 0; rest /= question_.options[live[d]])
            chosen[live[d]] = rest % question_.options[live[d]];
          for (std::size_t option = 0; option < silence.size(); ++option) {
            chosen[issues[i]] = option;
            const std::uint32_t now = refused | silence[option] | broken(complete[i], chosen);
            if (!can_win(now)) continue;
            std::size_t to = 0;
            for (const std::size_t issue : after) to = to * question_.options[issue] + chosen[issue];
            std::vector<Integer>& target = next[now];
            if (target.empty()) target.resize(rows);
            target[to] += table[row];
          }
        }
      tables = std::move(next);
      live = std::move(after);
    }
    Integer sum = 0;
    for (const auto& [refused, table] : tables) sum += table.front();
    return sum;
  }

  /// Who refuses because of the lines that are complete now; `barred` when nobody can accept.
  std::uint32_t broken(const std::vector<const Known*>& lines, const std::vector<std::size_t>& chosen) {
    std::uint32_t refused = 0;
    for (const Known* line : lines) {
      bool holds = false;
      if (line->truth.empty()) {
        for (const std::size_t issue : line->issues) scratch_[IssueId(issue)] = OptionId(chosen[issue]);
        holds = question_.lines[line->line].holds(scratch_);
      } else {
        std::size_t way = 0;
        for (const std::size_t issue : line->issues) way = way * question_.options[issue] + chosen[issue];
        holds = line->truth[way] != 0;
      }
      if (!holds) refused |= line->seat == 0 ? barred : line->seat;
    }
    return refused;
  }

  static Failure too_large() { return fail(ErrorCode::limit_reached, "the answer is too large to be checked by counting again"); }

  const ZoneQuestion& question_;
  bool strict_;
  std::uint64_t& steps_;
  Settlement scratch_;              ///< only the issues of the line being looked at are set
  std::uint32_t refused_ = 0;       ///< whatever is chosen
};

}  // namespace

Result<Integer> recount(const ZoneQuestion& question, const Lines& lines, bool strict, std::uint64_t& steps) {
  return Recounter(question, strict, steps).run(lines);
}

bool passes(const ZoneQuestion& question, const Lines& lines, const Settlement& settlement) {
  if (settlement.size() != question.options.size()) return false;
  for (std::size_t issue = 0; issue < settlement.size(); ++issue)
    if (settlement[IssueId(issue)].is_none() || settlement[IssueId(issue)].index() >= question.options[issue]) return false;
  std::uint32_t refused = 0;
  for (const std::uint32_t line : lines) {
    if (question.lines[line].holds(settlement)) continue;
    const std::uint32_t seat = seat_bit(question.acceptance, question.lines[line].party);
    if (seat == 0) return false;
    refused |= seat;
  }
  return question.acceptance.is_unanimous() ? refused == 0 : is_winning(question.acceptance, ~refused);
}

}  // namespace locarno::settle
