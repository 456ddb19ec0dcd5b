// locarno/read/speaker_actor.cpp -- which actor a name stands for on the report's day, and the speaker made of it.
#include "read/speaker_parts.hpp"

namespace locarno::read {
namespace {

bool held(const Actor& a, Date day) {
  return (!a.from || earliest(*a.from) <= day) && (!a.to || day <= latest(*a.to));
}

Speaker from_row(const Actor& a, Range head) {
  Speaker s;
  s.kind = a.kind == ActorKind::person ? SpeakerKind::person : a.kind == ActorKind::outlet ? SpeakerKind::outlet : SpeakerKind::body;
  s.name = a.canonical;
  s.is_new = a.id.rfind("new:", 0) == 0;
  s.party = a.party.empty() ? "UNKNOWN" : a.party;
  s.org = a.org;
  s.role = a.role;
  s.head = s.phrase = head;
  s.plural = a.party.find(';') != std::string::npos || a.kind == ActorKind::group;
  return s;
}

/// All of a kind that the token's letters name.
std::vector<const Actor*> namesakes(const Scene& scene, const Token& token, ActorKind kind) {
  std::vector<const Actor*> out;
  const Token* const end = scene.tokens.data() + scene.tokens.size();
  for (const Token* t = scene.starting_at(token.range.begin, TermKind::actor); t != nullptr && t != end && t->range.begin == token.range.begin; ++t)
    if (t->range == token.range && scene.is(*t, TermKind::actor) && scene.actor(*t).kind == kind) out.push_back(&scene.actor(*t));
  return out;
}

/// A short form that several states share ("the A side"): the one that the report names in full.
const Actor& meant_state(const Scene& scene, const Token& token, const Actor& own) {
  const std::vector<const Actor*> alike = namesakes(scene, token, ActorKind::state);
  if (alike.size() < 2) return own;
  const Actor* meant = scene.report.whose.only_named(alike, false);
  return meant == nullptr ? own : *meant;
}

/// Of people of several parties who bear one name: who holds the office right before it, else the only one whose party the
/// report names; nullptr when neither tells.
const Actor* meant_person(const Scene& s, const Token& name, const std::vector<const Actor*>& alike) {
  std::uint32_t at = s.skip_spaces_left(name.range.begin, s.sentence.range.begin);
  if (at > s.sentence.range.begin && s.view.mark(at - 1) == Mark::comma) at = s.skip_spaces_left(at - 1, s.sentence.range.begin);
  const Token* title = s.ending_at(at, TermKind::title);
  const Actor* found = nullptr;
  for (const Actor* a : alike) {
    if (title == nullptr || a->role != s.term(*title).value) continue;
    if (found != nullptr) return nullptr;
    found = a;
  }
  return found != nullptr ? found : s.report.whose.only_named(alike, false);
}

}  // namespace

const Actor& actor_of(const Scene& scene, const Token& token) {
  const Actor& own = scene.actor(token);
  if (own.kind != ActorKind::person) return own.kind == ActorKind::state && scene.term(token).cls == "context" ? meant_state(scene, token, own) : own;
  Date day = scene.report.document.published ? earliest(*scene.report.document.published) : Date{9999, 12, 31};
  const Actor* best = nullptr;
  const Actor* first = nullptr;
  bool differ = false;
  const Token* const end = scene.tokens.data() + scene.tokens.size();
  for (const Token* t = scene.starting_at(token.range.begin, TermKind::actor); t != nullptr && t != end && t->range.begin == token.range.begin; ++t) {
    if (t->range != token.range || !scene.is(*t, TermKind::actor)) continue;
    const Actor& a = scene.actor(*t);
    if (a.kind != ActorKind::person) continue;
    if (first == nullptr) first = &a;
    differ = differ || a.party != first->party;
    if (best == nullptr || (held(a, day) && !held(*best, day)) || (held(a, day) == held(*best, day) && a.from > best->from)) best = &a;
  }
  if (differ)
    if (const Actor* meant = meant_person(scene, token, namesakes(scene, token, ActorKind::person))) return *meant;
  return best == nullptr ? own : *best;
}

Speaker from_actor(const Scene& scene, const Token& token) {
  Speaker out = from_row(actor_of(scene, token), token.range);
  if (!out.is_new) return out;
  const auto found = scene.report.local.inferred.find("new:" + out.name);
  if (found != scene.report.local.inferred.end()) out.inferred = found->second;
  return out;
}

}  // namespace locarno::read
