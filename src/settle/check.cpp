// Is an answer true? From the definitions, with one plain tool: counting again (recount.hpp).
#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "settle/problem.hpp"
#include "settle/recount.hpp"

namespace locarno::settle {
namespace {

using Lines = std::vector<std::uint32_t>;

class Checker {
 public:
  Checker(const ZoneQuestion& question, const ZoneAnswer& answer) : question_(question), answer_(answer) {}

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

  Result<Integer> passing(const Lines& lines, bool strict) { return recount(question_, lines, strict, steps_); }
  bool passes(const Settlement& settlement, const Lines& lines) const { return settle::passes(question_, lines, settlement); }

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
  std::uint64_t steps_ = 0;
};

}  // namespace

Result<void> check(const ZoneQuestion& question, const ZoneAnswer& answer) {
  LOC_CHECK(check_question(question));
  return Checker(question, answer).run();
}

}  // namespace locarno::settle
