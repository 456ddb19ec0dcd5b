#include "study/draft_standing.hpp"

#include <algorithm>
#include <bit>

namespace locarno::study {
namespace {

constexpr std::uint64_t most_combinations = 1u << 16;

/// The next option of `allowed` after `option`, or none.
OptionId next(OptionSet allowed, OptionId option, std::size_t after) {
  for (std::size_t o = option.is_none() ? 0 : option.index() + after; o < 64; ++o)
    if (allowed.has(OptionId(o))) return OptionId(o);
  return OptionId::none();
}

/// Silence before an open bracket: what one party has not said, no bracket decides.
int rank(Standing standing) {
  switch (standing) {
    case Standing::rejected: return 0;
    case Standing::unknown: return 1;
    case Standing::silent: return 2;
    case Standing::open: return 3;
    case Standing::conditional: return 4;
    case Standing::accepted: return 5;
  }
  return 1;
}

}  // namespace

Holds can_hold(const Condition& rule, const IdVec<IssueId, OptionSet>& allowed) {
  const std::vector<IssueId> issues = rule.issues();
  std::uint64_t combinations = 1;
  for (const IssueId issue : issues) {
    combinations *= static_cast<std::uint64_t>(std::popcount(allowed[issue].bits));
    if (combinations > most_combinations) return Holds::sometimes;
  }
  Settlement s(allowed.size(), OptionId(0));
  for (const IssueId issue : issues) s[issue] = next(allowed[issue], OptionId::none(), 0);
  bool yes = false, no = false;
  for (std::uint64_t at = 0; at < combinations; ++at) {
    (rule.holds(s) ? yes : no) = true;
    if (yes && no) return Holds::sometimes;
    for (const IssueId issue : issues) {
      const OptionId following = next(allowed[issue], s[issue], 1);
      s[issue] = following.is_none() ? next(allowed[issue], OptionId::none(), 0) : following;
      if (!following.is_none()) break;
    }
  }
  return yes ? Holds::always : Holds::never;
}

Standing Judge::on_option(PartyId party, IssueId issue, OptionId option) const {
  const Stance& stance = stances.at(party, issue, option);
  switch (stance.value) {
    case StanceValue::accepts: return Standing::accepted;
    case StanceValue::rejects: return Standing::rejected;
    case StanceValue::silent: return Standing::silent;
    case StanceValue::accepts_if: break;
  }
  switch (can_hold(stance.condition, allowed)) {
    case Holds::always: return Standing::accepted;
    case Holds::never: return Standing::rejected;
    case Holds::sometimes: break;
  }
  return Standing::conditional;
}

Standing Judge::on_options(PartyId party, IssueId issue, OptionSet options) const {
  bool first = true;
  Standing all = Standing::unknown;
  for (std::size_t o = 0; o < c.issues[issue].options.size(); ++o) {
    if (!options.has(OptionId(o))) continue;
    const Standing one = on_option(party, issue, OptionId(o));
    if (first) all = one;
    else if (one != all) return Standing::open;
    first = false;
  }
  return all;
}

Standing Judge::on_point(PartyId party, const DraftPoint& point) const {
  bool known = false;
  Standing weakest = Standing::accepted;
  for (const DraftTerm& term : point.terms) {
    if (!term.is_known()) continue;
    known = true;
    const Standing one = on_options(party, term.issue, term.options);
    if (rank(one) < rank(weakest)) weakest = one;
  }
  return known ? weakest : Standing::unknown;
}

Shift shift(Standing was, Standing now) {
  const auto spoken = [](Standing s) { return s == Standing::rejected || s == Standing::conditional || s == Standing::accepted; };
  if (!spoken(was) || !spoken(now)) return Shift::not_known;
  if (was == now) return Shift::same;
  return rank(now) > rank(was) ? Shift::better : Shift::worse;
}

}  // namespace locarno::study
