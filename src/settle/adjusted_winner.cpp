#include "settle/adjusted_winner.hpp"

#include <algorithm>

namespace locarno::settle {

Result<AdjustedWinner> adjusted_winner(const ScoreTable& table) {
  LOC_CHECK(check_table(table));
  if (table.parties.size() != 2)
    return fail(ErrorCode::bad_input, "Adjusted Winner divides between two parties, this table has " + std::to_string(table.parties.size()));
  if (!table.rules.empty()) return fail(ErrorCode::bad_input, "Adjusted Winner needs issues that no rule ties together");
  AdjustedWinner out;
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    if (table.issues[i].options.size() != 2)
      return fail(ErrorCode::bad_input, "Adjusted Winner needs two options for every issue; '" + table.issues[i].name + "' has " +
                                            std::to_string(table.issues[i].options.size()));
    const Rational a = table.parties[0].score(i, 0) - table.parties[0].score(i, 1);
    const Rational b = table.parties[1].score(i, 1) - table.parties[1].score(i, 0);
    if (sgn(a) * sgn(b) < 0) return fail(ErrorCode::bad_input, "both parties want the same option of issue '" + table.issues[i].name + "'");
    out.first.push_back(abs(a));
    out.second.push_back(abs(b));
  }
  const std::size_t n = table.issues.size();
  std::vector<bool> to_first(n, false);
  std::vector<std::size_t> tied;
  for (std::size_t i = 0; i < n; ++i) {
    if (out.first[i] > out.second[i]) { to_first[i] = true; out.won_first += out.first[i]; }
    else if (out.second[i] > out.first[i]) out.won_second += out.second[i];
    else tied.push_back(i);
  }
  out.total_first = out.won_first;
  out.total_second = out.won_second;
  for (const std::size_t i : tied) {
    to_first[i] = out.total_first <= out.total_second;
    (to_first[i] ? out.total_first : out.total_second) += out.first[i];
  }
  for (std::size_t i = 0; i < n; ++i) out.share.emplace_back(to_first[i] ? 1 : 0);
  const bool first_is_ahead = out.total_first > out.total_second;
  const auto& own = first_is_ahead ? out.first : out.second;
  const auto& other = first_is_ahead ? out.second : out.first;
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < n; ++i)
    if (to_first[i] == first_is_ahead) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return own[a] * other[b] < own[b] * other[a]; });
  Rational& ahead = first_is_ahead ? out.total_first : out.total_second;
  Rational& behind = first_is_ahead ? out.total_second : out.total_first;
  for (const std::uint32_t i : order) {
    if (ahead <= behind) break;
    const Rational gap = ahead - behind, both = own[i] + other[i];
    const Rational part = both == 0 ? Rational(1) : std::min<Rational>(1, gap / both);
    ahead -= part * own[i];
    behind += part * other[i];
    out.share[i] = first_is_ahead ? Rational(1 - part) : part;
    out.moves.push_back({i, !first_is_ahead, part});
  }
  return out;
}

}  // namespace locarno::settle
