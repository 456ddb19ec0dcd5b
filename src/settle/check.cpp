// Is an answer true? From the definitions, with one plain tool: a table that settles one issue after the other and
// remembers only the options that some line still has to know.
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "settle/problem.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_rows = std::size_t{1} << 20;
constexpr std::uint64_t most_steps = std::uint64_t{1} << 28;

using Lines = std::vector<std::uint32_t>;

class Checker {
 public:
  Checker(const ZoneQuestion& question, const ZoneAnswer& answer) : question_(question), answer_(answer), scratch_(question.options.size()) {
    for (const Line& line : question.lines) issues_.push_back(line.rule.issues());
  }

  Result<void> run() {
    LOC_CHECK(counts());
    for (const Clash& clash : answer_.clashes) LOC_CHECK(check_clash(clash));
    for (const Opening& opening : answer_.openings) LOC_CHECK(check_opening(opening));
    return check_duality();
  }

 private:
  static Failure wrong(std::string what) { return fail(ErrorCode::bad_input, "the answer is wrong: " + std::move(what)); }

  static std::string name(const Lines& lines) {
    std::string text = "{";
    for (const std::uint32_t line : lines) {
      if (text.size() > 1) text += ' ';
      text += std::to_string(line);
    }
    return text + "}";
  }

  Lines all_but(const Lines& gone) const {
    Lines rest;
    for (std::uint32_t line = 0; line < question_.lines.size(); ++line)
      if (std::find(gone.begin(), gone.end(), line) == gone.end()) rest.push_back(line);
    return rest;
  }

  bool is_line_set(const Lines& lines) const {
    return !lines.empty() && std::adjacent_find(lines.begin(), lines.end(), std::greater_equal<>()) == lines.end() &&
           lines.back() < question_.lines.size();
  }

  bool is_allowed(std::size_t issue, std::size_t option, bool strict) const {
    return !strict || std::none_of(question_.silences.begin(), question_.silences.end(), [&](const Silence& silence) {
      return silence.issue.index() == issue && silence.options.has(OptionId(option));
    });
  }

  /// An order of the issues that finishes lines early: the lines' issues, the line with fewest new ones first.
  std::vector<std::size_t> order(const Lines& lines) const {
    std::vector<std::size_t> placed;
    std::set<std::size_t> is_placed;
    std::set<std::uint32_t> left(lines.begin(), lines.end());
    while (!left.empty()) {
      std::uint32_t best = *left.begin();
      std::size_t fewest = SIZE_MAX;
      for (const std::uint32_t line : left) {
        std::size_t unseen = 0, seen = 0;
        for (const IssueId issue : issues_[line]) ++(is_placed.count(issue.index()) != 0 ? seen : unseen);
        if (seen == 0 && !placed.empty() && unseen > 0) unseen += question_.options.size();  // stay in the component
        if (unseen < fewest) { fewest = unseen; best = line; }
      }
      left.erase(best);
      for (const IssueId issue : issues_[best])
        if (is_placed.insert(issue.index()).second) placed.push_back(issue.index());
    }
    for (std::size_t issue = 0; issue < question_.options.size(); ++issue)
      if (is_placed.count(issue) == 0) placed.push_back(issue);
    return placed;
  }

  /// Settlements that pass `lines`.
  Result<Integer> passing(const Lines& lines, bool strict) {
    const std::vector<std::size_t> issues = order(lines);
    std::vector<std::size_t> place(issues.size()), needed_until(issues.size(), 0);
    for (std::size_t i = 0; i < issues.size(); ++i) place[issues[i]] = i;
    std::vector<Lines> finished(issues.size());
    std::vector<std::vector<std::size_t>> forgotten(issues.size());  // [step] issues no line needs any more
    for (const std::uint32_t line : lines) {
      if (issues_[line].empty()) {
        if (!question_.lines[line].rule.holds(Settlement(question_.options.size()))) return Integer(0);
        continue;
      }
      std::size_t last = 0;
      for (const IssueId issue : issues_[line]) last = std::max(last, place[issue.index()]);
      for (const IssueId issue : issues_[line])
        needed_until[issue.index()] = std::max(needed_until[issue.index()], last);
      finished[last].push_back(line);
    }
    for (std::size_t i = 0; i < issues.size(); ++i) forgotten[std::max(i, needed_until[issues[i]])].push_back(issues[i]);
    // Row: the options still needed (others set to 0) -> how many ways lead there.
    std::map<std::string, Integer> rows{{std::string(issues.size(), char{0}), Integer(1)}};
    for (std::size_t step = 0; step < issues.size(); ++step) {
      std::map<std::string, Integer> next;
      for (const auto& [row, ways] : rows)
        for (std::size_t option = 0; option < question_.options[issues[step]]; ++option) {
          if (++steps_ > most_steps || next.size() > most_rows)
            return fail(ErrorCode::limit_reached, "the answer is too large to be checked");
          if (!is_allowed(issues[step], option, strict)) continue;
          std::string more = row;
          more[issues[step]] = static_cast<char>(option);
          if (!hold(finished[step], more)) continue;
          for (const std::size_t issue : forgotten[step]) more[issue] = 0;
          next[std::move(more)] += ways;
        }
      rows = std::move(next);
    }
    Integer sum = 0;
    for (const auto& [row, ways] : rows) sum += ways;
    return sum;
  }

  bool hold(const Lines& lines, const std::string& options) {
    for (const std::uint32_t line : lines) {
      for (const IssueId issue : issues_[line]) scratch_[issue] = OptionId(static_cast<std::size_t>(options[issue.index()]));
      if (!question_.lines[line].rule.holds(scratch_)) return false;
    }
    return true;
  }

  bool passes(const Settlement& s, const Lines& lines) const {
    if (s.size() != question_.options.size()) return false;
    for (std::size_t issue = 0; issue < s.size(); ++issue)
      if (s[IssueId(issue)].index() >= question_.options[issue]) return false;
    return std::all_of(lines.begin(), lines.end(), [&](std::uint32_t line) { return question_.lines[line].rule.holds(s); });
  }

  Result<void> counts() {
    Integer of = 1;
    for (const std::uint32_t options : question_.options) of *= options;
    if (answer_.of != of) return wrong("there are " + of.get_str() + " settlements, not " + answer_.of.get_str());
    if (answer_.strict > answer_.open) return wrong("the strict reading passes more than the open one");
    if (answer_.open > 0 && !answer_.witness.empty() && !passes(answer_.witness, all_but({})))
      return wrong("the witness does not pass");
    if (answer_.counts != Verdict::proved) return {};
    if (answer_.open > 0 && (!answer_.clashes.empty() || !answer_.openings.empty()))
      return wrong("something passes, so nothing can clash");
    for (const bool strict : {false, true}) {
      LOC_TRY(const Integer count, passing(all_but({}), strict));
      const Integer& given = strict ? answer_.strict : answer_.open;
      if (count != given) return wrong(count.get_str() + " settlements pass, not " + given.get_str());
    }
    return {};
  }

  Result<void> check_clash(const Clash& clash) {
    if (!is_line_set(clash.lines)) return wrong("clash " + name(clash.lines) + " is not a set of lines");
    LOC_TRY(const Integer together, passing(clash.lines, false));
    if (together != 0) return wrong("the lines of clash " + name(clash.lines) + " can all be met");
    for (const std::uint32_t dropped : clash.lines) {
      Lines rest = clash.lines;
      rest.erase(std::find(rest.begin(), rest.end(), dropped));
      LOC_TRY(const Integer fewer, passing(rest, false));
      if (fewer == 0) return wrong("clash " + name(clash.lines) + " needs no line " + std::to_string(dropped));
    }
    return {};
  }

  Result<void> check_opening(const Opening& opening) {
    if (!is_line_set(opening.relax)) return wrong("opening " + name(opening.relax) + " is not a set of lines");
    std::set<PartyId> movers;
    for (const std::uint32_t line : opening.relax) movers.insert(question_.lines[line].party);
    if (opening.movers != std::vector<PartyId>(movers.begin(), movers.end()))
      return wrong("the movers of opening " + name(opening.relax) + " are others");
    if (!opening.witness.empty() && !passes(opening.witness, all_but(opening.relax)))
      return wrong("the witness of opening " + name(opening.relax) + " does not pass");
    for (const std::uint32_t back : opening.relax) {
      Lines released = opening.relax;
      released.erase(std::find(released.begin(), released.end(), back));
      LOC_TRY(const Integer still, passing(all_but(released), false));
      if (still != 0) return wrong("opening " + name(opening.relax) + " needs no line " + std::to_string(back));
    }
    LOC_TRY(const Integer opens, passing(all_but(opening.relax), false));
    const bool agrees = opening.counted == Verdict::proved ? opens == opening.opens : opens >= opening.opens;
    if (!agrees || opens == 0)
      return wrong("opening " + name(opening.relax) + " opens " + opens.get_str() + ", not " + opening.opens.get_str());
    return {};
  }

  /// Every opening hits every clash.
  Result<void> check_duality() const {
    for (const Clash& clash : answer_.clashes)
      for (const Opening& opening : answer_.openings) {
        Lines common;
        std::set_intersection(clash.lines.begin(), clash.lines.end(), opening.relax.begin(), opening.relax.end(),
                              std::back_inserter(common));
        if (common.empty()) return wrong("opening " + name(opening.relax) + " leaves clash " + name(clash.lines) + " whole");
      }
    return {};
  }

  const ZoneQuestion& question_;
  const ZoneAnswer& answer_;
  std::vector<std::vector<IssueId>> issues_;
  Settlement scratch_;        ///< only the issues of the line being looked at are set
  std::uint64_t steps_ = 0;
};

}  // namespace

Result<void> check(const ZoneQuestion& question, const ZoneAnswer& answer) {
  LOC_CHECK(check_question(question));
  return Checker(question, answer).run();
}

}  // namespace locarno::settle
