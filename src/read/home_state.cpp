#include "read/home_state.hpp"

#include <algorithm>
#include <array>

namespace locarno::read {

const Actor* home_state(const Codebook& book, const PartyTable& parties, const std::vector<Match>& matches) {
  struct Named { int count = 0; const Actor* state = nullptr; };
  std::vector<Named> named(parties.size());
  for (const Match& m : matches) {
    if (m.kind != TermKind::actor) continue;
    const ActorId actor = book.terms[m.term].actor;
    const PartyTable::Party party = parties.of(actor);
    if (!parties.is_single(party)) continue;
    const Actor& a = book.actors[actor];
    if (a.kind == ActorKind::outlet || a.kind == ActorKind::group) continue;
    ++named[party].count;
    if (a.kind == ActorKind::state) named[party].state = &a;
  }
  const Actor* best = nullptr;
  int most = 0, next = 0;
  for (const Named& one : named) {
    if (one.state == nullptr) continue;
    if (one.count > most) { next = most; most = one.count; best = one.state; }
    else next = std::max(next, one.count);
  }
  return most >= 3 && 2 * most >= 3 * next ? best : nullptr;
}

bool is_domestic(std::string_view cls, std::string_view role) {
  static constexpr std::array<std::string_view, 9> classes = {"state", "foreign", "body", "defence", "security", "finance", "role", "military", "legislator"};
  static constexpr std::array<std::string_view, 6> others = {"leader", "delegation", "embassy", "pope", "supreme leader", "military spokesperson"};
  return std::find(classes.begin(), classes.end(), cls) != classes.end() && std::find(others.begin(), others.end(), role) == others.end();
}

}  // namespace locarno::read
