#pragma once
// Large cases made from a seed, the same on every machine: the sizes at which no list of settlements can be written down.
// Eight parties, forty issues of ten options (10^40 settlements), three hundred rules of two issues each.
#include <random>
#include <string>

#include "model/case.hpp"
#include "settle/zone.hpp"

namespace locarno::settle {

struct LargeShape {
  std::size_t parties = 8;
  std::size_t issues = 40;
  std::size_t options = 10;
  std::size_t rules = 300;
  std::size_t apart = 4;        ///< the two issues of a rule stand at most so far apart; 0 = anywhere
  std::size_t from = 4, to = 5; ///< a rule: one of `from` options here demands one of `to` options there
  std::size_t spoilers = 0;     ///< rules that the hidden settlement breaks; all others it meets
  bool forbids = false;         ///< rules forbid one pair of options instead
  std::size_t triples = 0;      ///< further rules: each forbids three options together
  std::uint64_t seed = 1;
};

class LargeCase {
 public:
  explicit LargeCase(const LargeShape& shape) : shape_(shape), engine_(shape.seed) {}

  Case make() {
    case_.id = "large";
    case_.title.en = "A large case made from seed " + std::to_string(shape_.seed);
    static const char* names[] = {"NORTH", "SOUTH", "EAST", "WEST", "ISLE", "HILL", "LAKE", "FEN"};
    for (std::size_t p = 0; p < shape_.parties; ++p) {
      Party party;
      party.id = p < 8 ? names[p] : "P" + std::to_string(p);
      party.name.en = party.id;
      party.signs = true;
      case_.parties.push_back(std::move(party));
    }
    for (std::size_t i = 0; i < shape_.issues; ++i) add_issue(i);
    for (std::size_t i = 0; i < shape_.issues; ++i) hidden_.push_back(below(shape_.options));
    for (std::size_t r = 0; r < shape_.rules; ++r) add_rule(r, r + shape_.spoilers >= shape_.rules);
    for (std::size_t t = 0; t < shape_.triples; ++t) add_triple(shape_.rules + t);
    for (std::size_t i = 0; i < shape_.issues; ++i) add_stances(i);
    return std::move(case_);
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  static std::string option(std::size_t o) { return "o" + std::to_string(o); }

  void add_issue(std::size_t i) {
    Issue issue;
    issue.id = "issue" + std::to_string(i);
    issue.name.en = issue.id;
    for (std::size_t o = 0; o < shape_.options; ++o) {
      Option one;
      one.id = option(o);
      one.name.en = one.id;
      issue.options.push_back(std::move(one));
    }
    case_.issues.push_back(std::move(issue));
  }

  std::vector<bool> some(std::size_t n) {
    std::vector<bool> chosen(shape_.options, false);
    for (std::size_t left = std::min(n, shape_.options); left > 0;) {
      const std::size_t o = below(shape_.options);
      if (!chosen[o]) { chosen[o] = true; --left; }
    }
    return chosen;
  }

  static std::string in(std::size_t issue, const std::vector<bool>& chosen) {
    std::string text = "issue" + std::to_string(issue) + " in [";
    for (std::size_t o = 0, n = 0; o < chosen.size(); ++o)
      if (chosen[o]) text += (n++ > 0 ? ", " : "") + option(o);
    return text + "]";
  }

  void add_rule(std::size_t number, bool is_broken) {
    RedLineEntry line;
    for (;;) {
      const std::size_t a = below(shape_.issues);
      const std::size_t b = shape_.apart == 0 ? below(shape_.issues) : a + 1 + below(shape_.apart);
      if (a == b || b >= shape_.issues) continue;
      const std::vector<bool> from = some(shape_.forbids ? 1 : shape_.from);
      const std::vector<bool> to = some(shape_.forbids ? shape_.options - 1 : shape_.to);
      if ((from[hidden_[a]] && !to[hidden_[b]]) != is_broken) continue;
      line.rule = *parse_condition(in(a, from) + " => " + in(b, to), case_.issues, "");
      break;
    }
    add(std::move(line), number);
  }

  void add_triple(std::size_t number) {
    RedLineEntry line;
    for (;;) {
      const std::size_t a = below(shape_.issues), b = below(shape_.issues), c = below(shape_.issues);
      const std::size_t x = below(shape_.options), y = below(shape_.options), z = below(shape_.options);
      if (a == b || b == c || a == c || (hidden_[a] == x && hidden_[b] == y && hidden_[c] == z)) continue;
      const auto is = [](std::size_t issue, std::size_t o) { return "issue" + std::to_string(issue) + " in [" + option(o) + "]"; };
      line.rule = *parse_condition("not (" + is(a, x) + " and " + is(b, y) + " and " + is(c, z) + ")", case_.issues, "");
      break;
    }
    add(std::move(line), number);
  }

  void add(RedLineEntry line, std::size_t number) {
    line.party = PartyId(below(shape_.parties));
    line.id = case_.parties[line.party].id + "." + std::to_string(number);
    line.source_note = "made up";
    case_.red_lines.push_back(std::move(line));
  }

  /// Everybody accepts everything, but one party says nothing of one option.
  void add_stances(std::size_t issue) {
    const std::size_t quiet = below(shape_.parties), unsaid = below(shape_.options);
    for (std::size_t p = 0; p < shape_.parties; ++p) {
      StanceEntry entry;
      entry.party = PartyId(p);
      entry.issue = IssueId(issue);
      for (std::size_t o = 0; o < shape_.options; ++o)
        if (p != quiet || o != unsaid) entry.options.push_back(OptionId(o));
      entry.value = StanceValue::accepts;
      entry.source_note = "made up";
      case_.stances.push_back(std::move(entry));
    }
  }

  LargeShape shape_;
  std::mt19937_64 engine_;
  Case case_;
  std::vector<std::size_t> hidden_;  ///< [issue] option of the settlement that meets every rule but the spoilers
};

/// The question that the case asks, without going through stances.
inline ZoneQuestion large_question(const LargeShape& shape) {
  const Case c = LargeCase(shape).make();
  ZoneQuestion q;
  for (const Issue& issue : c.issues) q.options.push_back(static_cast<std::uint32_t>(issue.options.size()));
  for (const RedLineEntry& line : c.red_lines) q.lines.push_back({line.id, line.party, line.rule});
  for (const StanceEntry& entry : c.stances) {
    OptionSet said;
    for (const OptionId o : entry.options) said.add(o);
    const std::uint64_t all = (std::uint64_t{1} << shape.options) - 1;
    if (said.bits != all) q.silences.push_back({entry.party, entry.issue, OptionSet{all & ~said.bits}});
  }
  return q;
}

}  // namespace locarno::settle
