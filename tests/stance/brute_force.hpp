#pragma once
// Settlements by listing, over the issues that some line names: small, obvious, apart from the settle room.
#include <cstdint>
#include <set>
#include <vector>

#include "model/case.hpp"
#include "model/stance.hpp"

namespace locarno::test {

/// Calls `visit(settlement)` for every choice of options of the issues named by `lines`; the others stay at option 0.
template <class Visit>
void each_settlement(const Case& c, const std::vector<RedLine>& lines, Visit visit) {
  std::set<IssueId> named;
  for (const RedLine& line : lines)
    for (const IssueId issue : line.rule.issues()) named.insert(issue);
  Settlement settlement(c.issues.size(), OptionId(0));
  while (true) {
    visit(settlement);
    auto at = named.begin();
    for (; at != named.end(); ++at) {
      const std::size_t next = settlement[*at].index() + 1;
      settlement[*at] = OptionId(next < c.issues[*at].options.size() ? next : 0);
      if (next < c.issues[*at].options.size()) break;
    }
    if (at == named.end()) return;
  }
}

/// Can all lines be met but those in `released` (a bit per line)?
inline bool can_be_met(const Case& c, const std::vector<RedLine>& lines, std::uint64_t released) {
  std::vector<RedLine> kept;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!(released >> i & 1)) kept.push_back(lines[i]);
  bool met = false;
  each_settlement(c, kept, [&](const Settlement& settlement) {
    bool passes = true;
    for (const RedLine& line : kept) passes = passes && line.rule.holds(settlement);
    met = met || passes;
  });
  return met;
}

/// Every minimal set of lines that cannot be met together (bits), by trying pairs, then triples.
inline std::vector<std::uint64_t> small_clashes(const Case& c, const std::vector<RedLine>& lines) {
  const std::uint64_t all = lines.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << lines.size()) - 1;
  std::vector<std::uint64_t> clashes;
  const auto covered = [&](std::uint64_t set) {
    for (const std::uint64_t clash : clashes)
      if ((clash & set) == clash) return true;
    return false;
  };
  const auto attempt = [&](std::uint64_t set) {
    if (!covered(set) && !can_be_met(c, lines, all & ~set)) clashes.push_back(set);
  };
  const std::size_t n = lines.size();
  for (std::size_t i = 0; i < n; ++i) attempt(std::uint64_t{1} << i);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) attempt(std::uint64_t{1} << i | std::uint64_t{1} << j);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j)
      for (std::size_t k = j + 1; k < n; ++k)
        attempt(std::uint64_t{1} << i | std::uint64_t{1} << j | std::uint64_t{1} << k);
  return clashes;
}

}  // namespace locarno::test
