#include "read/home_state.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace locarno::read {

const Actor* home_state(const Codebook& book, const std::vector<Match>& matches) {
  std::map<std::string_view, std::pair<int, const Actor*>> named;
  for (const Match& m : matches) {
    const Term& term = book.terms[m.term];
    if (term.kind != TermKind::actor) continue;
    const Actor& a = book.actors[term.actor];
    if (a.kind == ActorKind::outlet || a.kind == ActorKind::group || a.party.empty() || a.party.find(';') != std::string::npos) continue;
    auto& [count, state] = named[a.party];
    ++count;
    if (a.kind == ActorKind::state) state = &a;
  }
  const Actor* best = nullptr;
  int most = 0, next = 0;
  for (const auto& [party, entry] : named) {
    if (entry.second == nullptr) continue;
    if (entry.first > most) { next = most; most = entry.first; best = entry.second; }
    else next = std::max(next, entry.first);
  }
  return most >= 3 && 2 * most >= 3 * next ? best : nullptr;
}

bool is_domestic(std::string_view cls, std::string_view role) {
  static constexpr std::array<std::string_view, 9> classes = {"state", "foreign", "body", "defence", "security", "finance", "role", "military", "legislator"};
  static constexpr std::array<std::string_view, 6> others = {"leader", "delegation", "embassy", "pope", "supreme leader", "military spokesperson"};
  return std::find(classes.begin(), classes.end(), cls) != classes.end() && std::find(others.begin(), others.end(), role) == others.end();
}

}  // namespace locarno::read
