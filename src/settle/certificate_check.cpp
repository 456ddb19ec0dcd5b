// Verifies a certificate without the solver.
#include <algorithm>
#include <numeric>
#include <set>

#include "settle/bracket.hpp"
#include "settle/certificate.hpp"
#include "settle/problem.hpp"
#include "settle/recount.hpp"

namespace locarno::settle {
namespace {

using Lines = std::vector<std::uint32_t>;

constexpr std::uint64_t most_shares_checked = 20'000'000;

class Checker {
 public:
  explicit Checker(const Certificate& certificate)
      : c_(certificate), question_(certificate.question), answer_(certificate.answer), lines_(certificate.question.lines.size()) {}

  Result<Checked> run() {
    LOC_CHECK(shape());
    LOC_CHECK(counts());
    for (std::size_t i = 0; i < answer_.clashes.size(); ++i) LOC_CHECK(clash(i));
    LOC_CHECK(openings());
    for (std::size_t i = 0; i < answer_.openings.size(); ++i) LOC_CHECK(opening(i));
    LOC_CHECK(clash_list());
    LOC_CHECK(cheapest());
    return std::move(checked_);
  }

 private:
  static Failure wrong(std::string what) { return fail(ErrorCode::bad_input, "the certificate is wrong: " + std::move(what)); }
  void verified(std::string what) { checked_.verified.push_back(std::move(what)); }
  void left_open(std::string what) { checked_.open.push_back(std::move(what)); }

  std::string name(const Lines& lines) const {
    std::string text;
    for (const std::uint32_t line : lines) text += (text.empty() ? "" : ", ") + question_.lines[line].id;
    return "{" + text + "}";
  }

  Lines all_but(const Lines& gone) const {
    Lines rest;
    for (std::uint32_t line = 0; line < lines_; ++line)
      if (!std::binary_search(gone.begin(), gone.end(), line)) rest.push_back(line);
    return rest;
  }

  bool is_line_set(const Lines& lines) const {
    return std::adjacent_find(lines.begin(), lines.end(), std::greater_equal<>()) == lines.end() &&
           (lines.empty() || lines.back() < lines_);
  }

  Result<void> shape() {
    LOC_CHECK(check_question(question_));
    const bool fits = c_.clashes.size() == answer_.clashes.size() && c_.minimal.size() == answer_.openings.size() &&
                      answer_.openings_up_to <= lines_ && answer_.clashes_up_to <= lines_;
    if (!fits) return wrong("its parts do not fit together");
    const auto check_lines = [&](const Lines& lines) -> Result<void> {
      if (!is_line_set(lines)) return wrong("a set of lines is not ascending or names a line that does not exist");
      return {};
    };
    for (const Clash& clash : answer_.clashes) LOC_CHECK(check_lines(clash.lines));
    for (const Opening& opening : answer_.openings) LOC_CHECK(check_lines(opening.relax));
    for (const Certificate::Standing& standing : c_.standing) LOC_CHECK(check_lines(standing.broken));
    LOC_CHECK(check_lines(answer_.bounds.kept));
    if (answer_.cheapest) LOC_CHECK(check_lines(answer_.cheapest->opening.relax));
    return {};
  }

  /// A count that must be `given`, or lie on the right side of it.
  enum class Side { equal, at_least, at_most };
  Result<void> count(const std::string& what, const ZoneQuestion& question, const Lines& lines, bool strict, const Integer& given,
                     Side side) {
    std::uint64_t steps = 0;
    const auto found = recount(question, lines, strict, steps);
    if (!found && found.error().code == ErrorCode::limit_reached) {
      left_open(what + ": too large to count again");
      return {};
    }
    if (!found) return Failure(found.error());
    const bool agrees = side == Side::equal ? *found == given : side == Side::at_least ? *found >= given : *found <= given;
    if (!agrees) return wrong(what + ": counted " + found->get_str() + ", given " + given.get_str());
    verified(what + (side == Side::equal ? ": counted again, " : side == Side::at_least ? ": at least " : ": at most ") + given.get_str());
    return {};
  }

  Result<void> counts() {
    Integer of = 1;
    for (const std::uint32_t options : question_.options) of *= options;
    if (answer_.of != of) return wrong("there are " + of.get_str() + " settlements, not " + answer_.of.get_str());
    if (answer_.open > 0 && !answer_.witness.empty()) {
      if (!passes(question_, all_but({}), answer_.witness)) return wrong("the witness does not pass");
      verified("a settlement that passes");
    }
    if (answer_.open > 0 && (!answer_.clashes.empty() || !answer_.openings.empty())) return wrong("something passes, so nothing clashes");
    for (const bool strict : {false, true}) {
      const std::string reading = strict ? "settlements that pass, strict reading" : "settlements that pass, open reading";
      const Integer& low = strict ? answer_.strict : answer_.open;
      const Integer& high = strict ? answer_.strict_at_most : answer_.open_at_most;
      const std::uint32_t fineness = strict ? answer_.bounds.strict_fineness : answer_.bounds.fineness;
      if (low == high && fineness == 0) {
        LOC_CHECK(count(reading, question_, all_but({}), strict, low, Side::equal));
        continue;
      }
      const auto shown = fineness == 0 ? Shown{} : by_shares(reading, strict, fineness, low, high);
      if (high == of) verified(reading + ": at most all");
      else if (!shown.high) LOC_CHECK(count(reading, question_, answer_.bounds.kept, strict, high, Side::at_most));
      const bool is_shown = shown.low || (low == 1 && !answer_.witness.empty() && !strict);
      if (low > 0 && !is_shown) LOC_CHECK(count_held(reading, strict, low));
    }
    return {};
  }

  /// Which of two bounds follow from shares looked into as finely as the answer says (bracket.hpp)?
  struct Shown {
    bool low = false, high = false;
  };
  Shown by_shares(const std::string& what, bool strict, std::uint32_t fineness, const Integer& low, const Integer& high) {
    Run run;
    Budget budget(run);
    const auto problem = make_problem(question_);
    if (!problem || !question_.acceptance.is_unanimous()) return {};
    const auto found = bracket(*problem, strict, fineness, most_shares_checked, budget);
    if (!found) return {};
    const Shown shown{low <= found->least, high >= (strict ? std::min(found->most, answer_.open_at_most) : found->most)};
    if (shown.low && low > 0) verified(what + ": by shares, at least " + low.get_str());
    if (shown.high) verified(what + ": by shares, at most " + high.get_str());
    return shown;
  }

  /// The lower bound: the issues of bounds.fixed held at one option each, by lines of nobody's.
  Result<void> count_held(const std::string& what, bool strict, const Integer& low) {
    ZoneQuestion question = question_;
    Lines lines = all_but({});
    if (answer_.bounds.at.size() != question.options.size()) return wrong("the settlement a bound rests on has not every issue");
    for (const IssueId issue : answer_.bounds.fixed) {
      if (issue.is_none() || issue.index() >= question.options.size()) return wrong("a bound names an issue that does not exist");
      const OptionId option = answer_.bounds.at[issue];
      if (option.is_none() || option.index() >= question.options[issue.index()]) return wrong("a bound names an option out of range");
      for (Line& line : question.lines) hold_fast(line, issue, option);
      // Nothing depends on the issue any more: one option is left, silent where the one held is.
      question.options[issue.index()] = 1;
      std::erase_if(question.silences, [&](const Silence& s) { return s.issue == issue && !s.options.has(option); });
      for (Silence& silence : question.silences)
        if (silence.issue == issue) silence.options.bits = 1;
    }
    return count(what, question, lines, strict, low, Side::at_least);
  }

  /// The line as it reads once the issue is settled so.
  static void hold_fast(Line& line, IssueId issue, OptionId option) {
    for (Condition::Node& node : line.rule.nodes)
      if (node.kind == Condition::Kind::atom && node.issue == issue) node.options.bits = node.options.has(option) ? 1 : 0;
    if (!line.score.scores.empty()) line.score.scores[issue.index()] = {line.score.scores[issue.index()][option.index()]};
  }

  Result<void> proof(const std::string& what, Result<claims::Clauses> claim, const ProofSteps& proof) {
    if (!claim) return Failure(claim.error());
    const auto verdict = check_proof(claim->variables, claim->clauses, proof);
    if (!verdict) return wrong(what + ": " + verdict.error().what);
    verified(what + ": proof of " + std::to_string(std::count(proof.begin(), proof.end(), 0) / 2) + " steps");
    return {};
  }

  Result<void> clash(std::size_t i) {
    const Lines& lines = answer_.clashes[i].lines;
    const std::string what = "clash " + name(lines);
    const std::vector<Settlement>& without = c_.clashes[i].without;
    if (without.size() != lines.size()) return wrong(what + " has not one settlement for each line dropped");
    for (std::size_t k = 0; k < lines.size(); ++k) {
      Lines rest = lines;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
      if (without[k].empty()) left_open(what + ": no settlement shown without " + question_.lines[lines[k]].id);
      else if (!passes(question_, rest, without[k])) return wrong(what + " needs no line " + question_.lines[lines[k]].id + ", or its settlement is wrong");
    }
    if (c_.clashes[i].proof.empty()) {
      left_open(what + ": without proof");
      return {};
    }
    return proof(what, claims::clash(question_, lines), c_.clashes[i].proof);
  }

  Result<void> openings() {
    for (const Opening& a : answer_.openings)
      for (const Opening& b : answer_.openings)
        if (&a != &b && std::includes(b.relax.begin(), b.relax.end(), a.relax.begin(), a.relax.end()))
          return wrong("opening " + name(b.relax) + " holds opening " + name(a.relax));
    if (answer_.open > 0 || answer_.openings_up_to == 0) return {};
    const std::string what = answer_.openings_up_to >= lines_ ? std::string("no other opening")
                                                              : "no other opening of at most " + std::to_string(answer_.openings_up_to) + " lines";
    if (c_.openings.empty()) {
      left_open(what + ": without proof");
      return {};
    }
    is_list_proved_ = true;
    return proof(what, claims::other_opening(question_, answer_.openings, answer_.openings_up_to), c_.openings);
  }

  Result<void> witness(const std::string& what, const Opening& opening) {
    std::set<PartyId> movers;
    for (const std::uint32_t line : opening.relax) movers.insert(question_.lines[line].party);
    if (opening.movers != std::vector<PartyId>(movers.begin(), movers.end())) return wrong("the movers of " + what + " are others");
    if (opening.witness.empty()) left_open(what + ": no settlement shown");
    else if (!passes(question_, all_but(opening.relax), opening.witness)) return wrong("the witness of " + what + " does not pass");
    return count(what, question_, all_but(opening.relax), false, opening.opens,
                 opening.counted == Verdict::proved ? Side::equal : Side::at_least);
  }

  Result<void> opening(std::size_t i) {
    const Opening& opening = answer_.openings[i];
    const std::string what = "opening " + name(opening.relax);
    LOC_CHECK(witness(what, opening));
    if (is_list_proved_ && opening.relax.size() <= answer_.openings_up_to + std::size_t{1}) return {};  // an antichain of all
    if (c_.minimal[i].empty()) {
      left_open(what + ": not shown to be minimal");
      return {};
    }
    return proof(what + " is minimal", claims::smaller_opening(question_, opening.relax), c_.minimal[i]);
  }

  Result<void> clash_list() {
    if (answer_.open > 0 || answer_.clashes_up_to == 0) return {};
    const std::string what = answer_.clashes_up_to >= lines_ ? std::string("no other clash")
                                                             : "no other clash of at most " + std::to_string(answer_.clashes_up_to) + " lines";
    if (c_.clash_list.empty()) {
      left_open(what + ": without proof");
      return {};
    }
    std::vector<Lines> broken;
    for (const Certificate::Standing& standing : c_.standing) {
      if (!passes(question_, all_but(standing.broken), standing.settlement)) return wrong("a settlement said to pass all but " + name(standing.broken) + " does not");
      broken.push_back(standing.broken);
    }
    return proof(what, claims::other_clash(lines_, answer_.clashes, broken, answer_.clashes_up_to), c_.clash_list);
  }

  Result<void> cheapest() {
    if (!answer_.cheapest) return {};
    const Cheapest& cheapest = *answer_.cheapest;
    std::uint64_t cost = 0;
    for (const std::uint32_t line : cheapest.opening.relax) cost += question_.lines[line].cost;
    if (cost != cheapest.cost) return wrong("the cheapest opening costs " + std::to_string(cost) + ", not " + std::to_string(cheapest.cost));
    LOC_CHECK(witness("the cheapest opening " + name(cheapest.opening.relax), cheapest.opening));
    if (cheapest.verdict != Verdict::proved) {
      left_open("the cheapest opening: a cheaper one may exist");
      return {};
    }
    const std::string what = "nothing costs less than " + std::to_string(cost);
    if (!c_.cheapest.empty()) return proof(what, claims::cheaper_opening(question_, cost), c_.cheapest);
    left_open(what + ": without proof");
    return {};
  }

  const Certificate& c_;
  const ZoneQuestion& question_;
  const ZoneAnswer& answer_;
  std::size_t lines_;
  Checked checked_;
  bool is_list_proved_ = false;
};

}  // namespace

Result<Checked> check_certificate(const Certificate& certificate) { return Checker(certificate).run(); }

}  // namespace locarno::settle
