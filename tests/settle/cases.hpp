#pragma once
// Questions made for tests: small ones drawn by rapidcheck, larger ones from a seed.
#include <rapidcheck.h>

#include <random>
#include <string>

#include "settle/zone.hpp"

namespace locarno::settle {

inline Line make_line(std::size_t party, Condition rule) {
  static const char* names[] = {"north", "south", "east", "west", "isle", "hill", "lake", "fen"};
  Line line;
  line.id = std::string(names[party % 8]) + "." + std::to_string(rule.nodes.size());
  line.party = PartyId(party);
  line.rule = std::move(rule);
  return line;
}

/// Numbers from a seed, the same on every machine (std distributions are not).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }

 private:
  std::mt19937_64 engine_;
};

/// A condition over at most `width` of the issues from `first` on.
inline Condition random_condition(Dice& dice, const std::vector<std::uint32_t>& options, std::size_t first,
                                  std::size_t span, std::size_t width) {
  const auto atom = [&] {
    const std::size_t issue = (first + dice.below(span)) % options.size();
    const std::uint64_t every = (std::uint64_t{1} << options[issue]) - 1;
    return Condition::atom(IssueId(issue), OptionSet{dice.below(every + 1) & every});
  };
  Condition c = atom();
  for (std::size_t i = 1; i < width; ++i) {
    switch (dice.below(4)) {
      case 0: c = Condition::both(c, atom()); break;
      case 1: c = Condition::either(c, atom()); break;
      case 2: c = Condition::implies(atom(), c); break;
      default: c = Condition::either(Condition::negation(c), atom()); break;
    }
  }
  return c;
}

inline ZoneQuestion random_question(std::uint64_t seed, std::size_t parties, std::size_t issues, std::uint32_t options,
                                    std::size_t lines, std::size_t width, std::size_t span) {
  Dice dice(seed);
  ZoneQuestion q;
  q.options.assign(issues, options);
  for (std::size_t i = 0; i < lines; ++i)
    q.lines.push_back(make_line(dice.below(parties), random_condition(dice, q.options, dice.below(issues), span, width)));
  for (std::size_t i = 0; i < issues; ++i)
    if (dice.below(3) == 0) {
      OptionSet one;
      one.add(OptionId(dice.below(options)));
      q.silences.push_back({PartyId(dice.below(parties)), IssueId(i), one});
    }
  return q;
}

/// Small enough for zone_by_listing: up to 5 issues of 1..4 options, up to 8 lines.
inline rc::Gen<ZoneQuestion> small_questions() {
  return rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::uint64_t>(), rc::gen::inRange<std::size_t>(0, 9)),
                      [](const std::pair<std::uint64_t, std::size_t>& from) {
                        Dice dice(from.first);
                        const std::size_t issues = 1 + dice.below(5);
                        ZoneQuestion q = random_question(from.first, 4, issues, 2, 0, 1, issues);
                        for (auto& n : q.options) n = static_cast<std::uint32_t>(1 + dice.below(4));
                        for (auto& silence : q.silences)
                          silence.options.bits &= (std::uint64_t{1} << q.options[silence.issue.index()]) - 1;
                        for (std::size_t i = 0; i < from.second; ++i)
                          q.lines.push_back(make_line(
                              dice.below(4), random_condition(dice, q.options, 0, issues, 1 + dice.below(4))));
                        return q;
                      });
}

/// The same with costs, score rules and acceptance rules.
inline rc::Gen<ZoneQuestion> questions_with_rules() {
  return rc::gen::map(rc::gen::pair(small_questions(), rc::gen::arbitrary<std::uint64_t>()),
                      [](const std::pair<ZoneQuestion, std::uint64_t>& from) {
                        ZoneQuestion q = from.first;
                        Dice dice(from.second);
                        for (Line& line : q.lines) {
                          line.cost = 1 + dice.below(3);
                          if (dice.below(8) == 0) line.party = PartyId::none();
                          if (dice.below(3) != 0) continue;
                          for (const std::uint32_t options : q.options) {
                            line.score.scores.emplace_back();
                            for (std::uint32_t o = 0; o < options; ++o)
                              line.score.scores.back().push_back(static_cast<std::int64_t>(dice.below(7)) - 2);
                          }
                          line.score.at_least = static_cast<std::int64_t>(dice.below(9)) - 1;
                        }
                        if (dice.below(3) == 0) return q;
                        std::uint64_t all = 0;
                        for (std::size_t p = 0; p < 4; ++p) {
                          if (dice.below(5) == 0) continue;
                          q.acceptance.seats.push_back({PartyId(p), static_cast<std::uint32_t>(dice.below(3)), dice.below(4) == 0});
                          all += q.acceptance.seats.back().weight;
                        }
                        q.acceptance.quota = dice.below(all + 1);
                        return q;
                      });
}

/// Everything but the effort, in words, for comparison and for messages.
inline std::string show(const ZoneAnswer& answer) {
  const auto numbers = [](const auto& list) {
    std::string text = "{";
    for (const auto& number : list) text += ' ' + std::to_string(number);
    return text + " }";
  };
  const auto settlement = [](const Settlement& s) {
    std::string text = "<";
    for (const OptionId option : s) text += ' ' + std::to_string(option.index());
    return text + " >";
  };
  std::string text = "of " + answer.of.get_str() + " open " + answer.open.get_str() + " strict " + answer.strict.get_str() +
                     " witness " + settlement(answer.witness) + " verdicts " +
                     std::to_string(static_cast<int>(answer.counts)) + std::to_string(static_cast<int>(answer.clashes_complete)) +
                     std::to_string(static_cast<int>(answer.openings_complete)) + "\n";
  if (answer.cheapest) text += "cheapest " + std::to_string(answer.cheapest->cost) + "\n";
  for (const Clash& clash : answer.clashes) text += "clash " + numbers(clash.lines) + "\n";
  for (const Opening& opening : answer.openings) {
    std::vector<std::uint32_t> movers;
    for (const PartyId party : opening.movers) movers.push_back(party.index());
    text += "opening " + numbers(opening.relax) + " movers " + numbers(movers) + " opens " + opening.opens.get_str() +
            " counted " + std::to_string(static_cast<int>(opening.counted)) + " witness " + settlement(opening.witness) + "\n";
  }
  return text;
}

}  // namespace locarno::settle
