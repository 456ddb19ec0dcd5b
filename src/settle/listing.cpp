// The obvious twin of zone(): every settlement is looked at once and filed under the set of lines it passes; everything
// asked is then read off that table, the cheapest opening too. Shares only the question's types and its check with the other engine.
#include <algorithm>
#include <bit>

#include "settle/problem.hpp"

namespace locarno::settle {
namespace {

constexpr std::uint64_t most_settlements = std::uint64_t{1} << 22;
constexpr std::size_t most_lines = 20;
constexpr std::size_t most_lines_of_coalitions = 10;

using Mask = std::uint32_t;

std::vector<std::uint32_t> members(Mask mask) {
  std::vector<std::uint32_t> lines;
  for (; mask != 0; mask &= mask - 1) lines.push_back(static_cast<std::uint32_t>(std::countr_zero(mask)));
  return lines;
}

Result<std::uint64_t> count_settlements(const ZoneQuestion& question) {
  LOC_CHECK(check_question(question));
  std::uint64_t settlements = 1;
  for (const std::uint32_t options : question.options) {
    settlements *= options;
    if (settlements > most_settlements) return fail(ErrorCode::limit_reached, "more than 2^22 settlements to list");
  }
  if (question.lines.size() > (question.acceptance.is_unanimous() ? most_lines : most_lines_of_coalitions))
    return fail(ErrorCode::limit_reached, "more red lines than can be combined one by one");
  return settlements;
}

/// The n-th settlement, last issue fastest: the order in which witnesses are "first".
Settlement settlement_at(const ZoneQuestion& question, std::uint64_t n) {
  Settlement s(question.options.size());
  for (std::size_t issue = question.options.size(); issue-- > 0; n /= question.options[issue])
    s[IssueId(issue)] = OptionId(static_cast<std::size_t>(n % question.options[issue]));
  return s;
}

/// A settlement that breaks `broken` of the lines in force: do the parties that accept it win?
bool wins(const ZoneQuestion& question, Mask broken, std::uint32_t silent_seats) {
  const Acceptance& acceptance = question.acceptance;
  if (acceptance.is_unanimous()) return broken == 0;
  std::uint32_t refusing = silent_seats;
  for (const std::uint32_t line : members(broken)) {
    const std::uint32_t seat = seat_bit(acceptance, question.lines[line].party);
    if (seat == 0) return false;
    refusing |= seat;
  }
  return is_winning(acceptance, ~refusing);
}

struct Table {
  std::vector<std::uint64_t> passing;  ///< [set of lines] settlements that pass at least these
  std::vector<std::uint64_t> first;    ///< [set of lines] the first of them
  std::uint64_t strict = 0;
};

Table list(const ZoneQuestion& question, std::uint64_t settlements) {
  const std::size_t sets = std::size_t{1} << question.lines.size();
  Table table{std::vector<std::uint64_t>(sets, 0), std::vector<std::uint64_t>(sets, UINT64_MAX), 0};
  std::vector<std::uint64_t> of_mask = table.passing, first_of = table.first;  // [lines passed] by that very set
  for (std::uint64_t n = 0; n < settlements; ++n) {
    const Settlement s = settlement_at(question, n);
    Mask passed = 0;
    for (std::size_t line = 0; line < question.lines.size(); ++line)
      if (question.lines[line].holds(s)) passed |= Mask{1} << line;
    ++of_mask[passed];
    first_of[passed] = std::min(first_of[passed], n);
    const Mask all = static_cast<Mask>(sets - 1);
    bool is_barred = false;  // by silence
    std::uint32_t silent_seats = 0;
    for (const Silence& silence : question.silences) {
      if (!silence.options.has(s[silence.issue])) continue;
      const std::uint32_t seat = seat_bit(question.acceptance, silence.party);
      is_barred = is_barred || seat == 0;
      silent_seats |= seat;
    }
    if (!is_barred && wins(question, all & ~passed, silent_seats)) ++table.strict;
  }
  if (!question.acceptance.is_unanimous()) {
    for (Mask set = 0; set < sets; ++set)
      for (Mask passed = 0; passed < sets; ++passed) {
        if (of_mask[passed] == 0 || !wins(question, set & ~passed, 0)) continue;
        table.passing[set] += of_mask[passed];
        table.first[set] = std::min(table.first[set], first_of[passed]);
      }
    return table;
  }
  table.passing = std::move(of_mask);
  table.first = std::move(first_of);
  for (std::size_t line = 0; line < question.lines.size(); ++line)
    for (std::size_t set = 0; set < sets; ++set)
      if ((set >> line & 1u) == 0) {
        table.passing[set] += table.passing[set | std::size_t{1} << line];
        table.first[set] = std::min(table.first[set], table.first[set | std::size_t{1} << line]);
      }
  return table;
}

Integer integer(std::uint64_t value) { return Integer(static_cast<unsigned long>(value)); }

void add_clashes(const ZoneQuestion& question, const Table& table, ZoneAnswer& answer) {
  for (Mask set = 0; set < table.passing.size(); ++set) {
    if (table.passing[set] != 0) continue;
    const auto lines = members(set);
    const bool is_minimal = std::all_of(lines.begin(), lines.end(), [&](std::uint32_t line) {
      return table.passing[set & ~(Mask{1} << line)] != 0;
    });
    if (is_minimal) answer.clashes.push_back({lines});
  }
  answer.clashes_up_to = static_cast<std::uint32_t>(question.lines.size());
  if (question.max_clash_size != 0) {
    const auto end = std::remove_if(answer.clashes.begin(), answer.clashes.end(), [&](const Clash& c) { return c.lines.size() > question.max_clash_size; });
    if (end != answer.clashes.end()) answer.clashes_complete = Verdict::limit_reached;
    answer.clashes.erase(end, answer.clashes.end());
  }
  std::sort(answer.clashes.begin(), answer.clashes.end(), [](const Clash& a, const Clash& b) {
    return a.lines.size() != b.lines.size() ? a.lines.size() < b.lines.size() : a.lines < b.lines;
  });
  if (question.max_clashes != 0 && answer.clashes.size() > question.max_clashes) {
    answer.clashes.resize(question.max_clashes);
    answer.clashes_complete = Verdict::limit_reached;
  }
}

Opening opening(const ZoneQuestion& question, const Table& table, Mask released) {
  const Mask kept = static_cast<Mask>(table.passing.size() - 1) & ~released;
  Opening o;
  o.relax = members(released);
  for (const std::uint32_t line : o.relax) o.movers.push_back(question.lines[line].party);
  std::sort(o.movers.begin(), o.movers.end());
  o.movers.erase(std::unique(o.movers.begin(), o.movers.end()), o.movers.end());
  o.opens = integer(table.passing[kept]);
  o.witness = settlement_at(question, table.first[kept]);
  return o;
}

void add_openings(const ZoneQuestion& question, const Table& table, ZoneAnswer& answer) {
  answer.openings_up_to = static_cast<std::uint32_t>(question.lines.size());
  const Mask all = static_cast<Mask>(table.passing.size() - 1);
  for (Mask released = 1; released <= all; ++released) {
    if (table.passing[all & ~released] == 0) continue;
    const auto lines = members(released);
    const bool is_minimal = std::all_of(lines.begin(), lines.end(), [&](std::uint32_t line) {
      return table.passing[all & ~(released & ~(Mask{1} << line))] == 0;
    });
    if (!is_minimal) continue;
    std::uint64_t cost = 0;
    for (const std::uint32_t line : lines) cost += question.lines[line].cost;
    if (!answer.cheapest || cost < answer.cheapest->cost)
      answer.cheapest = Cheapest{opening(question, table, released), cost, Verdict::proved, cost};
    if (question.max_opening_size != 0 && lines.size() > question.max_opening_size)
      answer.openings_complete = Verdict::limit_reached;
    else
      answer.openings.push_back(opening(question, table, released));
  }
  std::sort(answer.openings.begin(), answer.openings.end(), [](const Opening& a, const Opening& b) {
    if (a.relax.size() != b.relax.size()) return a.relax.size() < b.relax.size();
    return a.opens != b.opens ? a.opens > b.opens : a.relax < b.relax;
  });
  if (question.max_openings != 0 && answer.openings.size() > question.max_openings) {
    answer.openings.resize(question.max_openings);
    answer.openings_complete = Verdict::limit_reached;
  }
}

}  // namespace

Result<ZoneAnswer> zone_by_listing(const ZoneQuestion& question, Run&) {
  LOC_TRY(const std::uint64_t settlements, count_settlements(question));
  const Table table = list(question, settlements);
  ZoneAnswer answer;
  answer.of = integer(settlements);
  answer.open = integer(table.passing.back());
  answer.strict = integer(table.strict);
  answer.effort.nodes = settlements;
  answer.open_at_most = answer.open;
  answer.strict_at_most = answer.strict;
  if (answer.open > 0) {
    answer.witness = settlement_at(question, table.first.back());
  } else {
    add_clashes(question, table, answer);
    add_openings(question, table, answer);
  }
  return answer;
}

}  // namespace locarno::settle
