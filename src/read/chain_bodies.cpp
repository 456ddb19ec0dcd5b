#include "read/chain_bodies.hpp"

#include <algorithm>
#include <cctype>

#include "read/chain.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

/// "the bloc", "the group", "the army": the organisation, the armed group, the state that was named last; for an army or a
/// ministry the state the report is about, when one is.
Speaker body_of_kind(const Scene& s, const Speaker& written) {
  const auto says = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return w.size() == written.phrase.size() && s.view.reads(written.phrase.begin, written.phrase.end, w); });
  };
  ActorKind kind = ActorKind::person;
  if (says({"the bloc", "the alliance"})) kind = ActorKind::organisation;
  else if (says({"the group", "the movement", "the militant group", "the rebels", "the rebel group", "the militia", "the guerrillas", "the guerrilla", "the guerrilla group", "the armed group", "the insurgents", "the paramilitaries"}))
    kind = ActorKind::armed_group;
  else return {};
  return named_last(s, written.phrase.begin, kind);
}

Speaker named_last(const Scene& s, std::uint32_t at, ActorKind kind) {
  const auto& matches = s.report.matches;
  std::size_t i = static_cast<std::size_t>(std::lower_bound(matches.begin(), matches.end(), at, [](const Match& m, std::uint32_t b) { return m.begin < b; }) - matches.begin());
  for (int looks = 0; i-- > 0 && looks < 600; ++looks) {
    const TermFacts facts = s.report.facts_of_term(matches[i].term);
    if (facts.kind != TermKind::actor || s.report.actor(facts.actor).kind != kind) continue;
    if (const std::string& party = s.report.actor(facts.actor).party; kind == ActorKind::organisation && (party == "UN" || party == "EXPERT" || s.report.whose.is_state(party))) continue;   // no bloc
    return from_actor(s, {{matches[i].begin, matches[i].end}, matches[i].term, facts});
  }
  return {};
}

namespace {

/// English "the army", "the military": the armed forces named last; else those of the state the report is about.
Speaker forces(const Scene& s, const Speaker& written) {
  const Range word = en::word_before(s.view, written.head.end, written.head.begin);
  if (!en::is_word(s.view, word, "army") && !en::is_word(s.view, word, "military")) return {};
  const auto& matches = s.report.matches;
  std::size_t i = static_cast<std::size_t>(std::lower_bound(matches.begin(), matches.end(), written.phrase.begin, [](const Match& m, std::uint32_t b) { return m.begin < b; }) - matches.begin());
  for (int looks = 0; i-- > 0 && looks < 600; ++looks) {
    const TermFacts facts = s.report.facts_of_term(matches[i].term);
    if (facts.kind == TermKind::actor && s.report.actor(facts.actor).role == "armed forces" && s.report.whose.is_state(s.report.actor(facts.actor).party))
      return from_actor(s, {{matches[i].begin, matches[i].end}, matches[i].term, facts});
  }
  if (s.report.home == nullptr) return {};
  Speaker out;
  out.kind = SpeakerKind::body;
  out.name = s.report.adjective(*s.report.home) + " " + s.view.words(word);
  out.party = s.report.home->party;
  out.inferred = "a party inferred from the state the report is about";
  return out;
}

}  // namespace

/// "the group", "the ministry": the body last heard or spoken of, when it is of that sort; else the rest of the report says.
void resolve_body(const Scene& s, const Memory& memory, Speaker& speaker, std::vector<std::string>& relays) {
  const Speaker written = speaker;
  const Allegiance& whose = s.report.whose;
  const auto fits = [&](const Speaker& sp) {
    if (written.role == "group") return sp.party != "UNKNOWN" && !whose.is_state(sp.party);
    if (written.role == "state") return whose.is_state(sp.party);
    return true;
  };
  const auto is_body = [](const Speaker& sp) { return sp.kind == SpeakerKind::body || sp.kind == SpeakerKind::unnamed; };
  if (written.role == "group")
    for (std::size_t i = s.tokens.size(); i-- > 0;) {   // named just before in the sentence
      const Token& t = s.tokens[i];
      if (t.range.end > written.head.begin || !s.is(t, TermKind::actor) || s.actor(t).kind != ActorKind::armed_group) continue;
      speaker = from_actor(s, t);
      return;
    }
  if (const Speaker army = s.latin && written.role == "state" ? forces(s, written) : Speaker{}) { speaker = army; return; }
  if (memory.last.speaker && is_body(memory.last.speaker) && fits(memory.last.speaker)) { speaker = memory.last.speaker; relays = memory.last.relays; return; }
  if (memory.subject && is_body(*memory.subject) && fits(*memory.subject)) { speaker = *memory.subject; return; }
  if (memory.last.speaker && fits(memory.last.speaker)) { speaker = memory.last.speaker; relays = memory.last.relays; return; }
  const Token* title = s.ending_at(written.head.end, TermKind::title);
  const Inferred owner = written.role == "group" ? whose.of_group() : title != nullptr ? whose.of_office(s.term(*title), title->range) : Inferred{};
  speaker.kind = SpeakerKind::unnamed;
  speaker.role.clear();
  speaker.name = owner ? s.view.words(written.head) : "(unresolved)";
  speaker.party = owner ? owner.party : "UNKNOWN";
  speaker.inferred = owner.evidence;
}

/// "A department spokesman", "an army spokeswoman": of the department or army that spoke last or was told of last.
void recall_body(const Scene& s, const Memory& memory, Speaker& speaker) {
  static constexpr en::WordList nouns("presidential", "ministry", "department", "army", "military", "police", "embassy", "council", "commission", "agency", "presidency");
  const Token* title = s.ending_at(speaker.head.end, TermKind::title);
  Range noun = title == nullptr ? Range{} : en::word_before(s.view, title->range.begin, s.sentence.range.begin);
  if (title != nullptr && !nouns.has(s.view, noun)) noun = en::word_after(s.view, title->range.begin, title->range.end);   // a title that holds it
  if (!nouns.has(s.view, noun) || s.view.is_capital_at(noun.begin)) return;
  const std::string word = en::is_word(s.view, noun, "presidential") ? "presiden" : s.view.words(noun);   // of "presidency", of "president's office"
  for (const Speaker* body : {&memory.last.speaker, memory.subject ? &*memory.subject : nullptr}) {
    if (body == nullptr || body->party.empty() || body->party == "UNKNOWN") continue;
    std::string name = body->name;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.find(word) == std::string::npos) continue;
    speaker.party = body->party;
    speaker.org = body->org;
    speaker.inferred = "a party inferred from the body that was told of before";
    return;
  }
}

/// The office that ends a clause "the envoy," right before the name of somebody whose party nothing tells; null without one.
static const Token* named_office(const Scene& s, const Speaker& speaker) {
  if (!s.latin || speaker.kind != SpeakerKind::person || speaker.party != "UNKNOWN" || speaker.head.empty()) return nullptr;
  const std::size_t k = s.clause_of(speaker.head.begin);
  if (k == 0 || s.sentence.clauses[k].before != Mark::comma) return nullptr;
  const Range before = s.view.trimmed(s.sentence.clauses[k - 1].range);
  return en::is_word(s.view, en::word_after(s.view, before.begin, before.end), "the") ? s.ending_at(before.end, TermKind::title) : nullptr;
}

Speaker group_of_office(const Scene& s, Range phrase) {
  if (!s.latin) return {};
  static constexpr en::WordList groups("group", "movement", "militia", "faction");
  for (Range w = en::word_after(s.view, phrase.begin, phrase.end); !w.empty(); w = en::word_after(s.view, w.end, phrase.end))
    if (w.size() > 4 && s.view.is_possessive_at(w.end - 2, w.end) && groups.has(s.view, {w.begin, w.end - 2}) && !s.view.is_capital_at(w.begin)) return named_last(s, phrase.begin, ActorKind::armed_group);
  return {};
}

void take_owner(const Scene& s, const Memory& memory, Speaker& speaker) {
  const bool office = speaker.kind == SpeakerKind::unnamed || (speaker.kind == SpeakerKind::person && speaker.is_new) || (speaker.kind == SpeakerKind::body && !speaker.plural);
  if (const Speaker group = office ? group_of_office(s, speaker.phrase) : Speaker{}) {
    speaker.party = group.party;
    speaker.org = group.org;
    speaker.inferred = "the party of the group named last";
    return;
  }
  if (const Token* title = named_office(s, speaker); title != nullptr)   // "the envoy, NAME, said", after "the envoy of B said"
    if (const auto known = memory.offices.find(s.term(*title).value); known != memory.offices.end()) {
      speaker.party = known->second.party;
      speaker.inferred = "the party of who spoke in the same office before";
      return;
    }
  if (!s.latin || speaker.kind != SpeakerKind::person || speaker.party != "UNKNOWN" || speaker.head.empty() || en::office_clause_before(s.view, s.sentence, speaker.head.begin).empty()) return;
  for (const Speaker* body : {&memory.last.speaker, memory.subject ? &*memory.subject : nullptr}) {
    if (body == nullptr || (body->kind != SpeakerKind::body && body->kind != SpeakerKind::unnamed) || body->party.empty() || body->party == "UNKNOWN") continue;
    speaker.party = body->party;
    speaker.inferred = "the party of the body whose office it is";
    return;
  }
}

}  // namespace locarno::read
