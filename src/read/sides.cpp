#include "read/sides.hpp"

namespace locarno::read {
namespace {

bool can_be_side(const Scene& s, const Token& t) {
  if (!s.is(t, TermKind::actor) || s.term(t).cls == "metonym") return false;
  const Actor& a = s.actor(t);
  return a.kind != ActorKind::person && a.kind != ActorKind::outlet && !a.party.empty() && a.party.find(';') == std::string::npos && a.party != "MEDIA" && a.party != "EXPERT" && a.party != "UN";
}

bool stand_together(const Scene& s, Range between) {
  return s.view.reads(between.begin, between.end, " and ") || (between.size() == 1 && (s.view.raw[between.begin] == '-' || s.view.raw[between.begin] == 0x2013));
}

}  // namespace

void note_sides(const Scene& s, Memory& memory) {
  if (!s.latin) return;
  const Token* before = nullptr;
  for (const Token& t : s.tokens) {
    if (!can_be_side(s, t)) continue;
    if (before != nullptr && before->range.end < t.range.begin && t.range.begin - before->range.end <= 5 && stand_together(s, {before->range.end, t.range.begin}) &&
        s.actor(*before).party != s.actor(t).party) {
      Speaker both = from_actor(s, *before);
      join(both, from_actor(s, t));
      both.head = both.phrase = Range{};
      const std::string key = std::min(s.actor(*before).party, s.actor(t).party) + ";" + std::max(s.actor(*before).party, s.actor(t).party);
      auto& side = memory.sides[key];
      if (side.first++ == 0) side.second = both;
    }
    before = &t;
  }
}

Speaker sides_of(const Scene& s, Range phrase, const Memory& memory) {
  bool says_sides = false;
  for (std::uint32_t i = phrase.begin; i < phrase.end && !says_sides; ++i)
    says_sides = s.view.reads(i, phrase.end, "sides") || s.view.reads(i, phrase.end, "countries") || s.view.reads(i, phrase.end, "parties");
  const std::pair<int, Speaker>* most = nullptr;
  if (says_sides)
    for (const auto& [key, side] : memory.sides)
      if (most == nullptr || side.first > most->first) most = &side;
  return most == nullptr ? Speaker{} : most->second;
}

}  // namespace locarno::read
