// Whose people are whom a report introduces: the body their title stands with.
#include "read/local_names_find.hpp"
#include "read/possessor.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

const Match* NameFinder::known_at(Range spelling) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), spelling.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  const Match* best = nullptr;
  for (; m != matches_.end() && m->begin < spelling.end; ++m) {
    if (m->kind != TermKind::actor || m->end > spelling.end) continue;
    const Term& t = term(*m);
    if (t.cls == "adjective") continue;
    const ActorKind kind = book_.actors[t.actor].kind;
    if (m->end == spelling.end && (kind == ActorKind::person || m->begin == spelling.begin)) { if (best == nullptr) best = &*m; }
  }
  return best;
}

const Actor* NameFinder::state_before(std::uint32_t at) const {
  std::uint32_t p = at;
  while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
  if (view_.is_han_at(at)) p -= p > 0 && view_.raw[p - 1] == 0x7684 ? 1 : 0;
  else if (p > 1 && view_.is_possessive_at(p - 2, p)) p -= 2;
  const auto [first, last] = ending_at(p);
  const Actor* found = nullptr;
  for (auto i = first; i != last; ++i) {
    const Match& m = matches_[i->second];
    if (m.kind != TermKind::actor || term(m).cls == "metonym" || m.end - m.begin < 2) continue;
    const Actor& a = book_.actors[term(m).actor];
    if (a.kind != ActorKind::state || (found != nullptr && found->party != a.party)) return nullptr;
    found = &a;
  }
  return found;
}

std::vector<ActorId> NameFinder::statesmen(Range name) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), name.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  std::vector<ActorId> found;
  for (; m != matches_.end() && m->begin == name.begin; ++m) {
    if (m->end != name.end || m->kind != TermKind::actor) continue;
    const Actor& a = book_.actors[term(*m).actor];
    const ActorId own = a.kind == ActorKind::person ? book_.find_actor(a.party) : ActorId::none();
    if (own.is_none() || book_.actors[own].kind != ActorKind::state) return {};
    found.push_back(term(*m).actor);
  }
  return found;
}

ActorId NameFinder::person_at(std::uint32_t end) const {
  ActorId found;
  const auto [first, last] = ending_at(end);
  for (auto i = first; i != last; ++i) {
    const Match& m = matches_[i->second];
    if (m.kind != TermKind::actor || book_.actors[term(m).actor].kind != ActorKind::person) continue;
    if (!found.is_none() && found != term(m).actor) return ActorId::none();
    found = term(m).actor;
  }
  return found;
}

ActorId NameFinder::statesman_of(const Introduction& who) const {
  const Actor* const state = state_before(who.office.begin);
  for (const ActorId one : statesmen(who.name))
    if (state != nullptr && book_.actors[one].party == state->party) return one;
  return ActorId::none();
}

ActorId NameFinder::holder_on(const Match& match, Date day) const {
  ActorId best = term(match).actor;
  const auto held = [&](const Actor& a) { return (!a.from || earliest(*a.from) <= day) && (!a.to || day <= latest(*a.to)); };
  if (book_.actors[best].kind != ActorKind::person) return best;
  auto m = std::lower_bound(matches_.begin(), matches_.end(), match.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin == match.begin; ++m) {
    if (m->end != match.end || m->kind != TermKind::actor) continue;
    const Actor& a = book_.actors[term(*m).actor];
    if (a.kind == ActorKind::person && held(a) && !held(book_.actors[best])) best = term(*m).actor;
  }
  return best;
}

bool NameFinder::is_topic(const Match& m) const {
  if (view_.is_han_at(m.begin)) {
    if (m.end + 1 >= view_.size()) return false;
    const char32_t a = view_.raw[m.end], b = view_.raw[m.end + 1];
    return (a == 0x95EE && b == 0x9898) || (a == 0x4E8B && b == 0x52A1) || (a == 0x5C40 && b == 0x52BF);
  }
  std::uint32_t p = m.begin;
  while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
  if (p >= 4 && view_.reads(p - 3, p, "the")) { p -= 3; while (p > 0 && view_.mark(p - 1) == Mark::space) --p; }
  const bool word = p >= 4 && (view_.reads(p - 3, p, "for") || view_.reads(p - 2, p, "on") || view_.reads(p - 2, p, "to"));
  return word && view_.mark(view_.reads(p - 3, p, "for") ? p - 4 : p - 3) == Mark::space;
}

const Actor* NameFinder::in_charge(Range apposed) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin < apposed.end; ++m) {
    if (m->kind != TermKind::actor || m->end + 1 >= apposed.end) continue;
    const char32_t c = view_.raw[m->end], d = view_.raw[m->end + 1];
    const bool charged = (c == 0x8D1F && d == 0x8D23) || (c == 0x4E3B && (d == 0x7BA1 || d == 0x7406)) || (c == 0x5206 && d == 0x7BA1);
    const Actor& a = book_.actors[term(*m).actor];
    if (charged && a.kind != ActorKind::person && a.kind != ActorKind::outlet) return &a;
  }
  return nullptr;
}

/// "Iran project director at the International Crisis Group"
bool NameFinder::works_at(std::uint32_t body) const {
  Range word = en::word_before(view_, body, 0);
  if (en::is_word(view_, word, "the")) word = en::word_before(view_, word.begin, 0);
  return en::is_word(view_, word, "at") || en::is_word(view_, word, "with");
}

const Actor* NameFinder::body_in(Range apposed) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  const Actor* found = nullptr;
  if (const Actor* charged = in_charge(apposed)) return charged;
  std::uint32_t passed = 0;   // of two states that overlap in letters the first is meant
  for (; m != matches_.end() && m->begin < apposed.end; ++m) {
    if (m->kind != TermKind::actor || m->end > apposed.end || m->begin < passed) continue;
    const Term& t = term(*m);
    std::vector<const Actor*> namesakes = {&book_.actors[t.actor]};
    for (auto k = m + 1; k != matches_.end() && k->begin == m->begin; ++k)
      if (k->end == m->end && k->kind == TermKind::actor) namesakes.push_back(&book_.actors[term(*k).actor]);
    const bool doubtful = std::any_of(namesakes.begin(), namesakes.end(), [&](const Actor* other) { return other->party != namesakes.front()->party; });
    const Actor* one = doubtful && namesakes.front()->kind != ActorKind::person ? whose_.only_named(namesakes, m->end - m->begin == 1) : namesakes.front();
    passed = m->end;
    if (one == nullptr) continue;
    const Actor& a = *one;
    // "X's deputy": of X's side
    const bool owner = a.kind == ActorKind::person && m->end < apposed.end && view_.raw[m->end] == 0x7684;
    if ((a.kind == ActorKind::person && !owner) || a.kind == ActorKind::outlet) continue;
    if (is_topic(*m)) continue;
    if (m->begin > 0 && view_.raw[m->begin - 1] == 0x9A7B) continue;   // accredited to a state, not of it
    if (found == nullptr || view_.is_han_at(m->begin) || (a.kind == ActorKind::organisation && works_at(m->begin))) found = &a;
  }
  return found;
}

bool NameFinder::is_possessed(Range apposed) const {
  const std::uint32_t b = apposed.begin;
  if (view_.is_han_at(b)) return view_.raw[b] == 0x5176;
  std::uint32_t at = b;
  while (at < apposed.end && view_.mark(at) == Mark::space) ++at;
  return view_.reads(at, apposed.end, "its ") || view_.reads(at, apposed.end, "their ") || view_.reads(at, apposed.end, "the group");
}

bool NameFinder::of_society(Range apposed) const {
  if (apposed.empty() || !view_.is_han_at(apposed.begin)) return false;
  bool society = false;
  for (auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; }); m != matches_.end() && m->end <= apposed.end; ++m) {
    const Term& t = term(*m);
    if (m->kind == TermKind::joiner && t.cls == "society") society = true;
    if (m->kind == TermKind::actor && book_.actors[t.actor].kind == ActorKind::organisation) return false;
  }
  return society;
}

const Match* NameFinder::institution_in(const Introduction& who) const {
  if (!view_.is_han_at(who.name.begin)) return nullptr;
  auto m = std::lower_bound(matches_.begin(), matches_.end(), who.apposed.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin < who.office.begin; ++m)
    if (m->kind == TermKind::title && m->end <= who.office.begin && term(*m).cls == "body") return &*m;
  return nullptr;
}

const Actor* NameFinder::named_in_full(const Introduction& who) const {
  const Match* house = institution_in(who);
  if (house == nullptr) return nullptr;
  const auto actor_of = [&](const Match& m) -> const Actor* { return m.kind == TermKind::actor ? &book_.actors[term(m).actor] : nullptr; };
  const Match* full = read::named_in_full(view_, matches_, {house->begin, house->end}, actor_of);
  return full == nullptr ? nullptr : actor_of(*full);
}

const Actor* NameFinder::possessor(std::uint32_t title_begin) const {
  const OwnerWord word = owner_word(view_, title_begin);
  if (word.sort == OwnerSort::none) return nullptr;
  const auto actor_of = [&](const Match& m) -> const Actor* { return m.kind == TermKind::actor ? &book_.actors[term(m).actor] : nullptr; };
  const Match* owner = owner_before(view_, matches_, word, actor_of);
  return owner == nullptr ? nullptr : actor_of(*owner);
}

bool NameFinder::is_where(const Match& m) const {
  if (view_.is_han_at(m.begin)) return false;
  std::uint32_t p = m.begin;
  while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
  return p >= 4 && (view_.reads(p - 3, p, " in") || view_.reads(p - 3, p, " to") || view_.reads(p - 3, p, " at") || view_.reads(p - 5, p, " from"));
}

const Actor* NameFinder::body_before(std::uint32_t at) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), at, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  while (m != matches_.begin()) {
    --m;
    if (m->begin + 250 < at) return nullptr;
    if (m->kind != TermKind::actor) continue;
    const Term& t = term(*m);
    const Actor& a = book_.actors[t.actor];
    if (a.kind != ActorKind::outlet && a.kind != ActorKind::person && !a.party.empty() && a.party.find(';') == std::string::npos && !is_where(*m)) return &a;
  }
  return nullptr;
}
}  // namespace locarno::read
