#include "settle/ranges.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "settle/ranges_parts.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_candidates = 24;

Result<RangedParty> ranged_party(const ScoreTable& table, std::size_t p) {
  const ScoredParty& party = table.parties[p];
  RangedParty out;
  const bool exact_weights = party.ranges.weights.empty(), exact_values = party.ranges.values.empty();
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    const Amount weight = exact_weights ? Amount{party.weights[i], party.weights[i]} : party.ranges.weights[i];
    if (weight.low < 0)
      return fail(ErrorCode::bad_input, "the weight of '" + table.issues[i].name + "' for '" + party.name + "' may be negative; a range of weights begins at 0 or above");
    out.weights.low.push_back(weight.low);
    out.weights.high.push_back(weight.high);
    out.values.emplace_back();
    for (std::size_t o = 0; o < table.issues[i].options.size(); ++o)
      out.values.back().push_back(exact_values ? Amount{party.values[i][o], party.values[i][o]} : party.ranges.values[i][o]);
  }
  out.fallback = party.ranges.fallback ? *party.ranges.fallback : Amount{party.fallback, party.fallback};
  return out;
}

Result<void> add_orders(const RangesQuestion& question, std::vector<RangedParty>& parties) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  for (const WeightOrder& order : question.orders) {
    if (order.party >= parties.size()) return fail(ErrorCode::bad_input, "an order of weights names a party that is not in the table");
    for (const std::uint32_t issue : order.issues) {
      if (issue >= question.table.issues.size()) return fail(ErrorCode::bad_input, "an order of weights names an issue that is not in the table");
      if (!seen.insert({order.party, issue}).second)
        return fail(ErrorCode::bad_input, "issue '" + question.table.issues[issue].name + "' stands twice in the orders of '" + question.table.parties[order.party].name + "'");
    }
    if (order.issues.size() > 1) parties[order.party].weights.chains.push_back(order.issues);
  }
  for (std::size_t p = 0; p < parties.size(); ++p)
    if (!largest_sum(parties[p].weights, std::vector<Rational>(question.table.issues.size(), Rational(0))))
      return fail(ErrorCode::bad_input, "the orders and ranges of '" + question.table.parties[p].name + "' leave no weights at all");
  return {};
}

std::vector<Rational> worths(const ScoreTable& table, const Choice& choice) {
  std::vector<Rational> out;
  for (std::size_t p = 0; p < table.parties.size(); ++p) out.push_back(worth(table, p, choice));
  return out;
}

bool dominates(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  bool more = false;
  for (std::size_t p = 0; p < a.size(); ++p) {
    if (a[p] < b[p]) return false;
    more = more || a[p] > b[p];
  }
  return more;
}

/// Efficient at the middle of the ranges, in the order of options.
std::vector<Choice> middle_frontier(const ScoreTable& table, const std::vector<Choice>& settlements) {
  std::vector<std::pair<std::vector<Rational>, std::size_t>> all;
  for (std::size_t at = 0; at < settlements.size(); ++at) all.emplace_back(worths(table, settlements[at]), at);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first != b.first ? b.first < a.first : a.second < b.second; });
  std::vector<std::size_t> kept;  // whoever dominates stands before
  for (std::size_t at = 0; at < all.size(); ++at)
    if (std::none_of(kept.begin(), kept.end(), [&](std::size_t k) { return dominates(all[k].first, all[at].first); })) kept.push_back(at);
  std::vector<Choice> out;
  for (const std::size_t at : kept) out.push_back(settlements[all[at].second]);
  std::sort(out.begin(), out.end());
  return out;
}

Result<void> judge(const RangesQuestion& question, const Ranged& ranged, CandidateRange& candidate, Run& run) {
  const Choice& x = candidate.choice;
  candidate.necessarily = Answered::yes;
  candidate.regret.assign(ranged.parties.size(), Rational(0));
  for (std::size_t at = 0; at < ranged.settlements.size(); ++at) {
    if ((at & 255u) == 0 && run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while settlements were compared");
    const Choice& y = ranged.settlements[at];
    Rational sum;
    bool may = true, more = false;
    for (std::size_t p = 0; p < ranged.parties.size(); ++p) {
      const Rational gain = greatest_gain(ranged.parties[p], y, x);
      sum += gain;
      may = may && gain >= 0;
      more = more || gain > 0;
      if (candidate.regret[p] < gain) candidate.regret[p] = gain;
    }
    if (candidate.regret_of_sum < sum) candidate.regret_of_sum = sum;
    if (may && more && candidate.necessarily == Answered::yes) {
      candidate.necessarily = Answered::no;
      candidate.rival = y;
    }
  }
  for (const RangedParty& party : ranged.parties) {
    std::vector<Rational> low, high;
    for (std::size_t i = 0; i < x.size(); ++i) {
      low.push_back(-party.values[i][x[i]].low);
      high.push_back(party.values[i][x[i]].high);
    }
    candidate.worth.push_back({-*largest_sum(party.weights, low), *largest_sum(party.weights, high)});
  }
  return search_possible(question, ranged, candidate, run);
}

Failure wrong(const std::string& what) { return fail(ErrorCode::bad_input, what); }

/// At these weights, own options valued highest and all others lowest: does nothing dominate x?
bool holds_at(const Ranged& ranged, const CandidateRange& candidate) {
  return std::none_of(ranged.settlements.begin(), ranged.settlements.end(), [&](const Choice& y) {
    bool none_better = true, worse = false;
    for (std::size_t p = 0; p < ranged.parties.size(); ++p) {
      const std::vector<Rational> by = lead(ranged.parties[p], candidate.choice, y);
      Rational sum;
      for (std::size_t i = 0; i < by.size(); ++i) sum += by[i] * candidate.weights[p][i];
      none_better = none_better && sum <= 0;
      worse = worse || sum < 0;
    }
    return none_better && worse;
  });
}

bool in_box(const WeightBox& box, const std::vector<Rational>& weights) {
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] < box.low[i] || weights[i] > box.high[i]) return false;
  for (const auto& chain : box.chains)
    for (std::size_t at = 1; at < chain.size(); ++at)
      if (weights[chain[at - 1]] < weights[chain[at]]) return false;
  return true;
}

Result<void> check_one(const Ranged& ranged, const CandidateRange& candidate) {
  if (candidate.necessarily == Answered::no) {
    bool may = true, more = false;
    for (const RangedParty& party : ranged.parties) {
      const Rational gain = greatest_gain(party, candidate.rival, candidate.choice);
      may = may && gain >= 0;
      more = more || gain > 0;
    }
    if (!may || !more || !std::binary_search(ranged.settlements.begin(), ranged.settlements.end(), candidate.rival))
      return wrong("a rival dominates for no numbers, or does not meet the rules");
  }
  if (candidate.necessarily == Answered::yes && candidate.possibly == Answered::no) return wrong("necessarily efficient, yet not possibly");
  if (candidate.possibly == Answered::yes) {
    for (std::size_t p = 0; p < ranged.parties.size(); ++p)
      if (!in_box(ranged.parties[p].weights, candidate.weights[p])) return wrong("weights named as witness leave the ranges or orders");
    if (!holds_at(ranged, candidate)) return wrong("at the weights named as witness something dominates");
  }
  for (std::size_t p = 0; p < ranged.parties.size(); ++p) {
    bool reached = false;
    for (const Choice& y : ranged.settlements) {
      const Rational gain = greatest_gain(ranged.parties[p], y, candidate.choice);
      if (gain > candidate.regret[p]) return wrong("a regret is told too small");
      reached = reached || gain == candidate.regret[p];
    }
    if (!reached && candidate.regret[p] != 0) return wrong("a regret is told too large");
  }
  return {};
}

}  // namespace

Result<std::vector<Choice>> settlements_of(const ScoreTable& table, std::uint64_t most, Run& run) {
  std::vector<Choice> out;
  Choice choice(table.issues.size(), 0);
  std::uint64_t walked = 0;
  const std::uint64_t most_walked = std::max<std::uint64_t>(most * 256, std::uint64_t{1} << 22);
  while (true) {
    if ((++walked & 4095u) == 0 && run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while settlements were walked");
    if (meets_rules(table, choice)) out.push_back(choice);
    if (out.size() > most || walked > most_walked)
      return fail(ErrorCode::limit_reached, "more than " + std::to_string(out.size() > most ? most : most_walked) +
                                                " settlements to walk; ranges need fewer: fix issues by rules, or raise the limit");
    std::size_t issue = choice.size();
    while (issue > 0 && choice[issue - 1] + 1 == table.issues[issue - 1].options.size()) choice[--issue] = 0;
    if (issue == 0) return out;
    ++choice[issue - 1];
  }
}

Result<Ranged> make_ranged(const RangesQuestion& question, Run& run) {
  LOC_CHECK(check_table(question.table));
  Ranged out;
  for (std::size_t p = 0; p < question.table.parties.size(); ++p) {
    LOC_TRY(RangedParty party, ranged_party(question.table, p));
    out.parties.push_back(std::move(party));
  }
  LOC_CHECK(add_orders(question, out.parties));
  LOC_TRY(out.settlements, settlements_of(question.table, question.max_settlements, run));
  for (const Choice& choice : question.candidates)
    if (!std::binary_search(out.settlements.begin(), out.settlements.end(), choice))
      return fail(ErrorCode::bad_input, "a candidate does not settle every issue in range, or does not meet the rules");
  return out;
}

Rational greatest_gain(const RangedParty& party, const Choice& y, const Choice& x) {
  std::vector<Rational> gains(x.size(), Rational(0));
  for (std::size_t i = 0; i < x.size(); ++i)
    if (x[i] != y[i]) gains[i] = party.values[i][y[i]].high - party.values[i][x[i]].low;
  return *largest_sum(party.weights, gains);
}

std::vector<Rational> lead(const RangedParty& party, const Choice& x, const Choice& y) {
  std::vector<Rational> by(x.size(), Rational(0));
  for (std::size_t i = 0; i < x.size(); ++i)
    if (x[i] != y[i]) by[i] = party.values[i][x[i]].high - party.values[i][y[i]].low;
  return by;
}

Result<RangesAnswer> ranges(const RangesQuestion& question, Run& run) {
  LOC_TRY(const Ranged ranged, make_ranged(question, run));
  RangesAnswer answer;
  answer.settlements = ranged.settlements.size();
  std::vector<Choice> efficient = middle_frontier(question.table, ranged.settlements);
  answer.efficient_at_middle = efficient.size();
  if (efficient.size() > most_candidates) efficient.resize(most_candidates);
  for (const Choice& choice : question.candidates.empty() ? efficient : question.candidates) {
    run.report("weighing settlements over the ranges", answer.candidates.size(), question.candidates.empty() ? efficient.size() : question.candidates.size());
    CandidateRange candidate;
    candidate.choice = choice;
    LOC_CHECK(judge(question, ranged, candidate, run));
    answer.candidates.push_back(std::move(candidate));
  }
  LOC_CHECK(sample(question, ranged, answer, run));
  return answer;
}

Result<void> check(const RangesQuestion& question, const RangesAnswer& answer) {
  locarno::Run run;
  LOC_TRY(const Ranged ranged, make_ranged(question, run));
  if (answer.settlements != ranged.settlements.size()) return wrong("the settlements are counted wrongly");
  for (const CandidateRange& candidate : answer.candidates) LOC_CHECK(check_one(ranged, candidate));
  return {};
}

double share(std::uint32_t count, std::uint32_t samples) { return samples == 0 ? 0 : static_cast<double>(count) / samples; }
double standard_error(std::uint32_t count, std::uint32_t samples) {
  if (samples == 0) return 0;
  const double p = share(count, samples);
  return std::sqrt(p * (1 - p) / samples);
}

}  // namespace locarno::settle
