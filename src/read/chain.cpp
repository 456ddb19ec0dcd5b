#include "read/chain.hpp"

#include <algorithm>

#include "read/chain_bodies.hpp"
#include "read/sides.hpp"
#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

/// The body inside a document's noun phrase: "the US readout", "the website of the president's office".
std::optional<Speaker> issuer_in_phrase(const Scene& s, Range phrase) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= phrase.end) break;
    if (phrase.contains(t.range) && s.is(t, TermKind::actor)) return from_actor(s, t);
  }
  return std::nullopt;
}

/// "a joint statement", in either language.
bool is_joint_document(const Scene& s, Range phrase) {
  for (std::uint32_t i = phrase.begin; i < phrase.end; ++i)
    if (s.view.reads(i, phrase.end, "joint") || (i + 1 < phrase.end && s.view.raw[i] == 0x8054 && s.view.raw[i + 1] == 0x5408)) return true;
  return false;
}

void keep_mention(Speaker& resolved, const Speaker& written) {
  resolved.head = written.head;
  resolved.phrase = written.phrase;
}

/// A title glued to letters that no row of the codebook knows ("the company's spokesman"): whoever they are, it is theirs.
bool of_unknown_body(const Scene& s, const Speaker& speaker) {
  const Token* title = s.ending_at(speaker.head.end, TermKind::title);
  const std::uint32_t b = title == nullptr ? speaker.head.begin : title->range.begin;
  if (b <= s.sentence.range.begin || !s.view.is_han_at(b - 1) || s.view.raw[b - 1] == 0x540D || s.view.raw[b - 1] == 0x4F4D || s.view.raw[b - 1] == 0x7684) return false;
  for (const TermKind kind : {TermKind::actor, TermKind::title, TermKind::joiner, TermKind::cue, TermKind::pronoun, TermKind::place, TermKind::contact, TermKind::issue})
    if (s.ending_at(b, kind) != nullptr) return false;
  return s.time_ending_at(b) == nullptr;
}

/// "The envoy said", after "an envoy of the army said": the same office. Any official or source may be another one.
void recall_office(const Scene& s, const Memory& memory, Speaker& speaker) {
  const auto known = memory.offices.find(speaker.role);
  if (known == memory.offices.end()) return;
  const std::uint32_t b = speaker.phrase.begin;
  if (!s.latin && of_unknown_body(s, speaker)) return;
  if (s.latin ? !(s.view.reads(b, speaker.phrase.end, "the ") || (b >= 4 && s.view.reads(b - 4, b, "the ")))
              : speaker.role == "official" || speaker.role == "senior official" || speaker.role == "source" || speaker.role == "representative" || speaker.role == "diplomat")
    return;
  speaker.party = known->second.party;
  speaker.org = known->second.org;
  speaker.inferred = "a party inferred from the one who spoke in the same office before";
}

/// "the three foreign ministers": of the three who spoke last, never of one state.
bool recall_number(const Scene& s, const Memory& memory, Speaker& speaker) {
  Range word = en::word_after(s.view, speaker.phrase.begin, speaker.phrase.end);
  if (en::is_word(s.view, word, "the")) word = en::word_after(s.view, word.end, speaker.phrase.end);
  std::ptrdiff_t number = 0;
  for (const Range at : {word, en::word_before(s.view, speaker.phrase.begin, s.sentence.range.begin)}) {
    number = en::is_word(s.view, at, "two") || en::is_word(s.view, at, "both") ? 2 : en::is_word(s.view, at, "three") ? 3 : en::is_word(s.view, at, "four") ? 4 : 0;
    if (number != 0) break;
  }
  const Token* title = s.ending_at(speaker.phrase.end, TermKind::title);
  if (number == 0 || title == nullptr || s.term(*title).cls == "official" || s.term(*title).cls == "diplomat" || s.term(*title).cls == "expert") return false;
  const auto parties = [](const Speaker& sp) { return std::count(sp.party.begin(), sp.party.end(), ';') + 1; };
  const Speaker* whose = parties(memory.last.speaker) == number ? &memory.last.speaker : memory.pair && parties(*memory.pair) == number ? &*memory.pair : nullptr;
  speaker.party = whose != nullptr ? whose->party : "UNKNOWN";
  speaker.inferred = whose != nullptr ? "parties inferred from those who spoke or met last" : "";
  return true;
}

/// Does the sentence name one of these parties?
bool speaks_of(const Scene& s, const std::string& parties) {
  return std::any_of(s.tokens.begin(), s.tokens.end(), [&](const Token& t) { return s.is(t, TermKind::actor) && includes_parties(parties, s.actor(t).party); });
}

}  // namespace

bool includes_parties(const std::string& many, const std::string& few) {
  return !few.empty() && join_parties(many, few) == many;
}

/// "two officials", "another source": others than those told of before.
static bool is_told_of_anew(const Scene& s, Range phrase) {
  if (s.latin) {
    const Range first = en::word_after(s.view, phrase.begin, phrase.end), before = en::word_before(s.view, phrase.begin, s.sentence.range.begin);
    for (const Range word : {first, before})
      for (static constexpr std::string_view counts[] = {"a", "an", "one", "two", "three", "four", "several", "some", "another", "other", "multiple"}; const std::string_view count : counts)
        if (en::is_word(s.view, word, count)) return true;
    return false;
  }
  for (std::uint32_t i = phrase.begin; i + 1 < phrase.end; ++i)
    if ((s.view.raw[i + 1] == 0x540D || s.view.raw[i + 1] == 0x4F4D) && s.view.raw[i] != 0x8BE5 && s.view.raw[i] != 0x8FD9 && s.view.raw[i] != 0x90A3) return true;   // "N (persons)", not "the said", "this"
  return false;
}

/// "also said", "added".
static bool goes_on_telling(const Scene& s, std::uint32_t at) {
  if (!s.latin) return at < s.sentence.range.end && (s.view.raw[at] == 0x8FD8 || s.view.raw[at] == 0x4E5F);
  const Range word = en::word_after(s.view, at, s.sentence.range.end);
  return en::is_word(s.view, word, "also") || en::is_word(s.view, word, "added") || en::is_word(s.view, word, "adds");
}

/// "A western diplomat", "one (person) of the officials": somebody unnamed, and one only.
static bool is_one_unnamed(const Scene& s, const Speaker& who) {
  if (who.kind != SpeakerKind::unnamed || who.head.empty() || who.role.empty()) return false;
  if (s.latin) return s.view.raw[who.head.end - 1] != 's';
  const std::uint32_t from = who.phrase.begin >= 10 ? who.phrase.begin - 10 : 0;
  for (std::uint32_t i = from; i + 1 < who.head.end; ++i)
    if (s.view.raw[i] == 0x4E00 && (s.view.raw[i + 1] == 0x540D || s.view.raw[i + 1] == 0x4F4D)) return true;
  return false;
}

void resolve(const Scene& s, const Memory& memory, Speaker& speaker, std::vector<std::string>& relays) {
  const Speaker written = speaker;
  if (written.kind == SpeakerKind::document) {
    if (auto issuer = issuer_in_phrase(s, written.phrase)) {
      speaker = *issuer;
      if (speaker.kind == SpeakerKind::outlet || speaker.kind == SpeakerKind::person) { keep_mention(speaker, written); return; }
      const Token* who = s.first_in(written.phrase, TermKind::actor);
      const bool state = who != nullptr && s.actor(*who).kind == ActorKind::state;
      speaker.name = (state ? s.report.adjective(s.actor(*who)) : speaker.name) + " " + written.name;
      keep_mention(speaker, written);
      return;
    }
    auto found = memory.documents.find(written.name);
    if (found == memory.documents.end() && memory.documents.size() == 1 && written.name != "agreement") found = memory.documents.begin();
    if (found != memory.documents.end()) {
      speaker = found->second.speaker;
      relays = found->second.relays;
      keep_mention(speaker, written);
      return;
    }
    const bool joint = is_joint_document(s, written.phrase);
    if (joint && memory.last.speaker.plural && memory.last.speaker.party.find(';') != std::string::npos) {
      speaker = memory.last.speaker;
      relays = memory.last.relays;
      keep_mention(speaker, written);
      return;
    }
    if (joint && memory.pair) {
      speaker = *memory.pair;
      keep_mention(speaker, written);
      return;
    }
    if (!s.latin && written.name == "statement" && s.sentence.block == memory.block &&
        (memory.last.speaker.kind == SpeakerKind::body || (memory.last.speaker.kind == SpeakerKind::unnamed && memory.last.speaker.party != "UNKNOWN"))) {   // "the communique adds"
      speaker = memory.last.speaker;
      relays = memory.last.relays;
      keep_mention(speaker, written);
      return;
    }
    if (s.latin && written.name == "statement" && s.sentence.block <= memory.block + 1 && memory.last.speaker && memory.last.speaker.kind != SpeakerKind::outlet &&
        memory.last.speaker.kind != SpeakerKind::document && s.view.reads(written.phrase.begin, written.phrase.end, "the ")) {   // "the statement said": of who spoke last
      speaker = memory.last.speaker;
      relays = memory.last.relays;
      keep_mention(speaker, written);
      return;
    }
    speaker.party = (written.name == "agreement" || (s.latin && written.name == "document")) && memory.pair && speaks_of(s, memory.pair->party) ? memory.pair->party : "UNKNOWN";   // of those who met over it
    speaker.name = "(" + written.name + ")";
    return;
  }
  if (written.kind == SpeakerKind::pronoun) {
    const Memory::Source* last = memory.last.speaker ? &memory.last : nullptr;
    if (written.pronoun == "body" && s.latin)
      if (const Speaker of_kind = body_of_kind(s, written)) { speaker = of_kind; keep_mention(speaker, written); return; }
    if (written.pronoun == "body") {  // "the group", "the movement"
      resolve_body(s, memory, speaker, relays);
      keep_mention(speaker, written);
      return;
    }
    if (written.pronoun == "unnamed" && memory.unnamed) {   // "the official"
      speaker = memory.unnamed->speaker;
      relays = memory.unnamed->relays;
      keep_mention(speaker, written);
      return;
    }
    if (written.pronoun == "joint" || (written.plural && written.pronoun != "unnamed")) {
      if (const Speaker sides = s.latin && written.pronoun == "joint" ? sides_of(s, written.phrase, memory) : Speaker{}) speaker = sides;
      else if (written.pronoun == "joint" && memory.pair) speaker = *memory.pair;
      else if (s.latin && last != nullptr && last->speaker.kind == SpeakerKind::body && s.sentence.block <= memory.block + 1 && !last->speaker.party.empty() && last->speaker.party != "UNKNOWN" && !s.report.whose.is_state(last->speaker.party)) { speaker = last->speaker; relays = last->relays; }   // "the rebels said; they"
      else if (last != nullptr && last->speaker.plural) { speaker = last->speaker; relays = last->relays; }
      else if (memory.subject && memory.subject->plural) speaker = *memory.subject;
      else if (memory.pair) speaker = *memory.pair;
      else if (memory.subject) speaker = *memory.subject;
    } else if (last != nullptr && !last->relays.empty() && memory.teller.speaker && memory.teller.speaker.kind == SpeakerKind::person &&
               memory.teller.speaker.name == last->relays.back() && goes_on_telling(s, written.phrase.end)) {   // "A said B said C. He also said": A
      speaker = memory.teller.speaker;
      relays = memory.teller.relays;
    } else if (last != nullptr && written.pronoun == "singular" && (memory.block == s.sentence.block || (memory.block + 1 == s.sentence.block && s.view.quote[s.sentence.range.begin] > 0)) && is_one_unnamed(s, last->speaker)) {   // "a diplomat said; he added"
      speaker = last->speaker;
      if (relays.empty()) relays = last->relays;
    } else if (memory.subject_is_newer && memory.person) {   // the sentence before was about him, without words of his
      speaker = *memory.person;
    } else if (last != nullptr && (last->speaker.kind == SpeakerKind::person || (!memory.person && !(s.latin && last->speaker.kind == SpeakerKind::outlet)))) {
      speaker = last->speaker;
      if (relays.empty()) relays = last->relays;
    } else if (memory.person) {
      speaker = *memory.person;
    } else if (memory.subject && memory.subject->kind != SpeakerKind::outlet) {
      speaker = *memory.subject;
    }
    if (speaker.kind == SpeakerKind::pronoun) {
      const Token* title = s.latin && written.pronoun == "singular" ? s.ending_at(written.head.end, TermKind::title) : nullptr;
      speaker.name = "(unresolved)";
      speaker.party = "UNKNOWN";
      if (title != nullptr) {   // "the minister", and nobody was named before: the office itself
        speaker.kind = SpeakerKind::unnamed;
        speaker.role = s.term(*title).value;
        speaker.name = speaker.role + " (unnamed)";
        infer_party(s, speaker, *title);
      }
    }
    keep_mention(speaker, written);
    return;
  }
  if (written.kind == SpeakerKind::none && memory.last.speaker) {
    speaker = memory.last.speaker;
    relays = memory.last.relays;
    return;
  }
  if (written.kind == SpeakerKind::unnamed && relays.empty() && !is_told_of_anew(s, written.phrase)) {
    const auto known = memory.relayed.find(written.name);
    if (known != memory.relayed.end()) relays = known->second;
  }
  if (written.kind == SpeakerKind::unnamed && s.latin && (speaker.party == "UNKNOWN" || speaker.presumed()) && recall_number(s, memory, speaker)) return;
  if (written.kind == SpeakerKind::unnamed && speaker.party == "UNKNOWN") recall_office(s, memory, speaker);
  if (written.kind == SpeakerKind::unnamed && speaker.party == "UNKNOWN" && s.latin) recall_body(s, memory, speaker);
}

bool passes_on_another(const Scene& s, const Frame& f) {
  const std::uint32_t at = f.cue.range.end;
  if (s.starting_at(at, TermKind::cue, "source") != nullptr) return true;
  if (f.content.size() > 1 || at + 1 >= s.sentence.range.end || s.view.mark(at) != Mark::comma) return false;
  return s.starting_at(at + 1, TermKind::actor) != nullptr || s.starting_at(at + 1, TermKind::title) != nullptr;
}

std::optional<std::size_t> time_of_source(const Memory& memory, const Speaker& speaker) {
  for (const auto& [kind, source] : memory.documents)
    if (source.time && source.speaker.name == speaker.name) return source.time;
  return std::nullopt;
}

void remember_documents(const Scene& s, const Frame& frame, const Speaker& speaker, const std::vector<std::string>& relays,
                        Memory& memory) {
  const auto time = frame.adjuncts.time ? frame.adjuncts.time : time_of_source(memory, speaker);
  const bool act_first = s.latin && frame.has_cue && frame.content.begin > frame.cue.range.end && frame.content.begin < frame.cue.range.end + 60;   // "condemned in a statement C"
  const std::uint32_t end = act_first ? frame.content.begin : frame.has_cue ? frame.cue.range.end : frame.begin;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= end) break;
    if (t.range.begin < frame.begin || !s.is(t, TermKind::pronoun, "document")) continue;
    if (frame.speaker.kind == SpeakerKind::document && frame.speaker.phrase.contains(t.range)) continue;
    memory.documents[s.term(t).value] = {speaker, relays, time};
  }
  if (s.latin && frame.speaker.kind == SpeakerKind::document && frame.speaker.name == "statement" && !speaker.party.empty() && speaker.party != "UNKNOWN") memory.documents["statement"] = {speaker, relays, time};   // "a statement from A"
  // who reports has a report
  if (speaker.kind == SpeakerKind::outlet || !relays.empty()) memory.documents["report"] = {speaker, relays, time};
  const auto outlet = std::find_if(frame.relays.rbegin(), frame.relays.rend(), [](const Speaker& relay) { return relay.kind == SpeakerKind::outlet; });
  if (speaker.kind == SpeakerKind::outlet) memory.outlet = {speaker, relays, time};
  else if (outlet != frame.relays.rend()) memory.outlet = {*outlet, {relays.begin(), std::find(relays.begin(), relays.end(), outlet->name)}, time};
  if (speaker.kind == SpeakerKind::unnamed && !relays.empty()) memory.relayed[speaker.name] = relays;
}

/// "A and B issued a joint statement".
static void remember_issuer_en(const Scene& s, Memory& memory) {
  static constexpr en::WordList gives("issued", "released", "published", "signed");
  static constexpr en::WordList texts("statement", "communique", "declaration");
  for (const Clause& clause : s.sentence.clauses) {
    Range verb;
    for (Range w = en::word_after(s.view, clause.range.begin, clause.range.end); !w.empty(); w = en::word_after(s.view, w.end, clause.range.end)) {
      if (gives.has(s.view, w)) verb = w;
      if (verb.empty() || !texts.has(s.view, w) || w.begin > verb.end + 40) continue;
      Speaker who = first_phrase(s, {clause.range.begin, verb.begin});
      if (!who || who.phrase.begin > clause.range.begin + 30) return;
      join_beside(s, who, verb.begin);
      if (who.kind == SpeakerKind::pronoun || who.kind == SpeakerKind::document || who.kind == SpeakerKind::outlet || who.party.empty() || who.party == "UNKNOWN") return;
      memory.documents["statement"] = {who, {}, std::nullopt};
      return;
    }
  }
}

void remember_issuer(const Scene& s, Memory& memory) {
  if (s.latin) { remember_issuer_en(s, memory); return; }
  for (const Token& t : s.tokens) {
    if (!s.is(t, TermKind::pronoun, "document") || s.term(t).value != "statement") continue;
    const Range clause = s.sentence.clauses[s.clause_of(t.range.begin)].range;
    const std::uint32_t from = t.range.begin > clause.begin + 6 ? t.range.begin - 6 : clause.begin;
    for (std::uint32_t i = from; i + 2 <= t.range.begin; ++i) {
      const char32_t a = s.view.raw[i], b = s.view.raw[i + 1];
      const bool gives = (a == 0x53D1 && (b == 0x8868 || b == 0x5E03 || b == 0x51FA)) || (a == 0x5BA3 && b == 0x8BFB);
      if (!gives || i <= clause.begin) continue;
      Speaker who = first_phrase(s, {clause.begin, i});
      if (who) join_beside(s, who, i);
      if (!who || who.kind == SpeakerKind::pronoun || who.kind == SpeakerKind::document || who.kind == SpeakerKind::outlet || who.party.empty() || who.party == "UNKNOWN") return;
      memory.documents["statement"] = {who, {}, std::nullopt};
      return;
    }
  }
}

void remember_publisher(const Scene& s, Memory& memory) {
  for (const Token& t : s.tokens) {
    if (!s.is(t, TermKind::pronoun, "document")) continue;
    const auto known = memory.documents.find(s.term(t).value);
    if (known == memory.documents.end()) continue;
    const Token* by = s.first_in({t.range.end, s.sentence.range.end}, TermKind::joiner, "published_by");
    if (by == nullptr || by->range.begin > t.range.end + 4) return;
    std::uint32_t end = by->range.end;
    while (end < s.sentence.range.end && !s.has({by->range.end, end}, TermKind::cue) && s.view.mark(end) != Mark::comma) ++end;
    Speaker publisher = first_phrase(s, {by->range.end, end});
    if (!publisher || !known->second.relays.empty()) return;
    const Token* who = s.first_in(publisher.phrase, TermKind::actor);
    const bool site = s.has({publisher.phrase.begin, s.sentence.range.end}, TermKind::pronoun, "document");
    std::string name = publisher.name;
    if (site && who != nullptr && s.actor(*who).kind == ActorKind::state) name = s.report.adjective(s.actor(*who)) + " government website";
    known->second.relays.push_back(name);
    return;
  }
}

}  // namespace locarno::read
