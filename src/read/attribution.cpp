#include "read/attribution.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "read/carry.hpp"
#include "read/chain.hpp"
#include "read/commitments.hpp"
#include "read/issue.hpp"
#include "read/propositions.hpp"
#include "read/silence.hpp"
#include "read/sides.hpp"
#include "read/stands.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

struct SentenceReader {
  const Scene& s;
  BlockRole role;
  Discourse& d;
  std::vector<Proposition>& out;
  Memory& m;

  /// A quotation behind a colon: its words are turned by none outside it ("A denied it: <<We are friends.>>").
  bool is_quoted_sentence(Range r) const {
    if (s.view.quote[r.begin] == 0 || s.view.quote[r.end - 1] == 0) return false;
    const std::uint32_t at = s.skip_spaces_left(r.begin, s.sentence.range.begin);
    return at > s.sentence.range.begin && s.view.mark(at - 1) == Mark::colon;
  }

  void emit(const Frame& f, Range content, const Speaker& speaker, const std::vector<std::string>& relays, int carried, const char* rule) {
    content = s.view.trimmed(content);
    if (content.size() < (s.latin ? 6u : 2u)) return;
    const std::size_t from = out.size();
    std::optional<Range> answer;
    std::string last_issue = f.rule == std::string_view("bare_denial") ? m.topic : "";   // about what it denies
    for (const Range r : propositions(s, content, f, speaker.party)) {
      Proposition p;
      p.range = without_opener(s, s.view.trimmed(r));
      if (p.range.size() < (s.latin ? 6u : 2u) || ((f.cls == "neutral" || f.cls == "relay") && says_nothing(s, p.range))) continue;
      if (r.begin > content.begin && is_bare_answer(s, p.range, speaker.party)) { answer = p.range; continue; }
      p.speaker = speaker;
      p.relays = relays;
      if (f.has_cue) p.cue = f.cue;
      p.has_cue = f.has_cue;
      p.cls = f.cls;
      p.time = f.adjuncts.time;
      if (!p.time && (f.speaker.kind == SpeakerKind::document || f.speaker.kind == SpeakerKind::unnamed)) {
        p.time = time_of_source(m, speaker);
        p.time_carried = p.time.has_value();
      }
      p.channel = f.adjuncts.channel;
      p.carried = carried;
      p.block = s.sentence.block;
      p.rule = rule;
      p.negated = (f.adjuncts.denied || f.cls == "refusal" || f.cls == "denial") && !is_quoted_sentence(p.range);
      if (f.adjuncts.denied && !is_act_class(f.cls)) p.cls = "refusal";
      fill(s, p, m, f.hint, last_issue);
      if (f.adjuncts.denied && p.attitude.attitude == Attitude::offer) p.attitude.attitude = Attitude::oppose;   // unwilling to offer
      if (f.cls == "list" && !includes_parties(speaker.party, m.list_holder)) p.holder = m.list_holder;
      if (is_undertaking(s, p, f.cls) && !agreed_by_others(p, f)) {
        p.kind = RecordKind::commitment;
        if (p.attitude.attitude == Attitude::report) p.attitude.attitude = Attitude::offer;
        // "A agreed to B": the narrator tells the deed, nobody is said to have said it
        if (is_act_class(f.cls) && f.parent < 0 && carried == 0 && !told && p.quote == QuoteType::indirect) p.quote = QuoteType::none;
      }
      last_issue = p.loose_issue ? std::string() : p.issue;
      if (p.issue != "other:") m.topic = p.issue;
      out.push_back(std::move(p));
    }
    if (out.size() - from > 1) {
      const std::uint32_t group = d.next_group++;
      for (std::size_t i = from; i < out.size(); ++i) out[i].group = group;
    }
    link_group(s, out, from);
    if (answer) narrate_stands(s, *answer, d, out);
    if (!last_issue.empty()) m.issue = m.said_about[speaker.name] = last_issue;
  }

  /// "The mediator said both sides had agreed": their undertaking, not the mediator's.
  bool agreed_by_others(const Proposition& p, const Frame& f) const {
    if (is_act_class(f.cls) || f.cls == "list") return false;
    const Speaker subject = first_phrase(s, p.range);
    if (subject.kind != SpeakerKind::pronoun || subject.pronoun != "joint" || is_joint(p.speaker)) return false;
    return !m.pair || !includes_parties(m.pair->party, p.speaker.party);
  }

  void keep(const Frame& f, const Speaker& speaker, const std::vector<std::string>& relays) {
    m.last.speaker = speaker;   // piece by piece: what they hold is used again
    m.silent.reset();
    m.last.relays = relays;
    m.last.time = f.adjuncts.time;
    if (!is_act_class(f.cls) && f.parent < 0 && !told) m.teller = m.last;
    if (f.adjuncts.time) m.time = f.adjuncts.time;
    m.cls = f.cls;
    m.channel = f.adjuncts.channel;
    if (speaker.kind == SpeakerKind::person) m.person = speaker;
    m.subject_is_newer = false;
    if (speaker.kind == SpeakerKind::unnamed && speaker.party != "EXPERT") m.unnamed = m.last;
    m.carry = 0;
    if (is_act_class(f.cls)) m.relays_of_act = relays;
    else m.relays_of_act.clear();
    m.block = s.sentence.block;
    const Mark final = s.view.mark(s.sentence.range.end - 1);
    m.unfinished = final != Mark::stop && final != Mark::close_quote && final != Mark::close;
    if (m.unfinished) m.frame = f;   // only then does anything go on with it
  }

  static bool is_joint(const Speaker& speaker) { return speaker.party.find(';') != std::string::npos; }

  /// An act told right after somebody's speech ("... X said. Y agreed with Z"): X tells it.
  bool told_by_teller(const Frame& f, const Speaker& speaker) const {
    if (f.cls == "rejection" || f.cls == "denial" || speaker.kind == SpeakerKind::person || !f.relays.empty()) return false;   // B's own answer
    return m.carry >= 0 && m.carry < longest_carry && (is_act_class(f.cls) || (f.cls == "opinion" && is_joint(speaker))) && s.clause_of(f.begin) == 0 && !f.adjuncts.time && m.teller.speaker &&
           m.teller.speaker.kind == SpeakerKind::person && speaker.kind != SpeakerKind::narrator &&
           m.teller.speaker.name != speaker.name && includes_parties(speaker.party, m.teller.speaker.party);
  }

  /// "X's envoy, NAME, did not ...; he said": the person the sentence began with, when nobody has spoken in it yet.
  Speaker subject_of_sentence(const Frame& f, const Speaker& speaker) const {
    if (speaker.kind != SpeakerKind::pronoun || speaker.pronoun != "singular" || f.parent >= 0) return {};
    const std::size_t k = s.clause_of(f.begin);
    if (k == 0 || (s.sentence.clauses[k].before != Mark::semicolon && s.latin)) return {};
    for (std::size_t j = 0; j < k && j < 3; ++j) {
      const Range c = s.sentence.clauses[j].range;
      if (s.sentence.clauses[j].quoted) continue;
      if (j == 0) {
        const Speaker first = first_phrase(s, c);
        if (first.kind == SpeakerKind::person && first.phrase.begin <= c.begin + (s.latin ? 5u : 0u)) return first;
        if (first.kind != SpeakerKind::unnamed && first.kind != SpeakerKind::body) return {};
        continue;
      }
      const Speaker named = phrase_ending_at(s, c.end, c.begin);   // "..., NAME, ..."
      if (named.kind == SpeakerKind::person && named.phrase.begin <= c.begin + 1) return named;
    }
    return {};
  }

  /// "X has not ruled out C, he said", where nobody spoke before: X.
  void take_subject(const Frame& f, Speaker& speaker) const {
    const Range c = s.sentence.clauses.front().range;
    const Speaker first = first_phrase(s, c);
    if (first.kind != SpeakerKind::person || first.phrase.end > f.cue.range.begin || first.phrase.begin > c.begin + (s.latin ? 4u : 0u)) return;
    const Range mention = speaker.head;
    speaker = first;
    speaker.head = speaker.phrase = mention;
  }

  /// "X's foreign minister has accused Y. Name Name said": a name nobody introduced, right after an office without a name.
  void inherit_office(Speaker& speaker) {
    if (speaker.kind != SpeakerKind::person || !speaker.is_new || speaker.party != "UNKNOWN" || !speaker.role.empty()) return;
    const Speaker& before = m.last.speaker;
    static constexpr std::array<std::string_view, 9> anybody = {"official", "senior official", "former official", "source", "representative", "diplomat", "resident", "soldier", "officer"};
    const bool is_office = before.kind == SpeakerKind::unnamed && !before.role.empty() && std::find(anybody.begin(), anybody.end(), before.role) == anybody.end();
    if (is_office && before.party != "UNKNOWN" && before.party != "EXPERT" && before.party != "MEDIA" && s.sentence.block <= m.block + 1) m.named.emplace(speaker.name, before.party);
    const auto known = m.named.find(speaker.name);
    if (known == m.named.end()) return;
    speaker.party = known->second;
    speaker.inferred = "a party inferred from the office told of right before";
  }

  /// "The ministry said Egypt repeated C": of itself.
  static bool is_of(const Speaker& teller, const Speaker& told) { return told.kind == SpeakerKind::body && teller.kind != SpeakerKind::person && has_party(teller.party, told.party); }
  void frame(const Frame& f, const std::vector<Speaker>& resolved, Speaker speaker) {
    std::vector<std::string> relays;
    if (f.parent >= 0) {
      const auto parent = static_cast<std::size_t>(f.parent);
      relays = parent_relays[parent];
      if (!is_of(resolved[parent], speaker)) relays.push_back(resolved[parent].name);
    }
    for (const Speaker& r : f.relays)
      if (!r.name.empty() && (r.kind != SpeakerKind::document || r.name != "report")) relays.push_back(r.name);   // "compiled reports, ..." names nobody
    if (f.cls == "list") {
      const std::string whose = parties_in(s, {f.parent >= 0 ? speaker.phrase.begin : s.sentence.range.begin, f.cue.range.begin});
      if (!whose.empty()) m.list_holder = whose;
      speaker.phrase = speaker.head;
    }
    note_pair({s.sentence.range.begin, f.begin});
    if (const Speaker subject = resolved.empty() ? subject_of_sentence(f, speaker) : Speaker{}) {
      const Range mention = speaker.head;
      speaker = subject;
      speaker.head = speaker.phrase = mention;
    }
    const std::vector<std::string> told_here = relays;
    if (m.outlet && f.cls == "report" && speaker.kind == SpeakerKind::none && passes_on_another(s, f)) speaker = m.outlet->speaker, relays = m.outlet->relays;
    resolve(s, m, speaker, relays);
    if (speaker.name.empty()) speaker.name = "(unresolved)", speaker.party = "UNKNOWN";
    if (!f.relays.empty()) relays = told_here;   // "TASS quoted the ministry": whoever the ministry is, TASS passes it on
    if (speaker.party == "UNKNOWN" && f.speaker.pronoun == "singular" && resolved.empty()) take_subject(f, speaker);
    take_owner(s, m, speaker);
    inherit_office(speaker);
    if (!speaker.role.empty() && !speaker.party.empty() && speaker.party != "UNKNOWN") m.offices[speaker.role] = speaker;
    if (speaker.kind == SpeakerKind::person && f.carried) m.carried[speaker.name] = relays;
    if (speaker.kind == SpeakerKind::person && relays.empty() && f.parent < 0 && !f.adjuncts.time && f.adjuncts.channel.empty())
      if (const auto known = m.carried.find(speaker.name); known != m.carried.end()) relays = known->second;
    this_relays = relays;
    this_speaker = speaker;
    if (speaker.kind == SpeakerKind::unspecified) {
      emit(f, f.content, speaker, relays, 0, f.rule);
      return;
    }
    told = false;
    if (f.parent < 0 && told_by_teller(f, speaker)) {
      told = true;
      if (speaker.party == m.teller.speaker.party || f.cls == "opinion") relays = m.teller.relays, relays.push_back(m.teller.speaker.name);
      else speaker = m.teller.speaker, relays = m.teller.relays;
      this_relays = relays;
    }
    if (f.adjuncts.channel == "joint statement" && speaker.plural && speaker.kind != SpeakerKind::pronoun && speaker.name.find('(') == std::string::npos)
      speaker.name += " (joint statement)";
    this_speaker = speaker;
    remember_documents(s, f, speaker, relays, m);
    if (f.content.empty() && (f.rule == std::string_view("noun") || f.content.begin == s.sentence.range.end) && m.loose_quote) {
      pending(f, speaker, relays);
    } else {
      if (m.loose_quote && !s.latin && resolved.empty() && f.begin <= s.sentence.range.begin + 1 && full_quote(s.view.trimmed(f.content))) pending(f, speaker, relays);   // "Q." A said: "R."
      emit(f, f.content, speaker, relays, 0, f.rule);
      if (!f.more.empty()) {
        const std::size_t from = out.size();
        emit(f, f.more, speaker, relays, 0, "quote_split");
        if (from < out.size() && from > 0) {
          const std::uint32_t group = out[from - 1].group != 0 ? out[from - 1].group : d.next_group++;
          out[from - 1].group = group;
          for (std::size_t i = from; i < out.size(); ++i) out[i].group = group;
        }
      }
    }
    keep(f, speaker, relays);
  }

  /// The loose quotation of the sentence before belongs to this frame. Its scene is gone: the caller emits it.
  void pending(const Frame& f, const Speaker& speaker, const std::vector<std::string>& relays) {
    d.memory.loose_quote.reset();
    loose = {f, speaker, relays};
    has_loose = true;
  }
  struct Loose { Frame frame; Speaker speaker; std::vector<std::string> relays; } loose;
  bool has_loose = false;
  bool told = false;   ///< somebody tells the act of the frame in hand

  std::vector<std::vector<std::string>> parent_relays;
  std::vector<std::string> this_relays;
  Speaker this_speaker;

  bool full_quote(Range r) const { return is_full_quote(s, r); }

  /// A sentence of an answer in a transcript ("NAME: A. B. C."): the paragraph's speaker says it, if it is no question.
  bool in_turn(Range r) {
    const char32_t last = s.view.raw[s.sentence.range.end - 1];
    if (!m.turn || r.size() < (s.latin ? 20u : 8u) || last == 0xFF1F || last == '?') return false;
    Frame f;
    f.has_cue = false;
    f.cls = "neutral";
    emit(f, past_pointer(s, r), m.turn->speaker, m.turn->relays, 1, "turn");
    return true;
  }

  void no_frame() {
    const Range r = s.view.trimmed(s.sentence.range);
    if (r.empty()) return;
    remember_publisher(s, m);
    if (in_turn(r)) return;
    if (!opens_with_silence(s) && goes_on(s, m, r)) {
      ++m.carry;
      Frame f;
      f.has_cue = false;
      f.cls = m.cls == "document" || is_act_class(m.cls) ? "neutral" : m.cls;
      if (f.cls == "concession" || f.cls == "refusal" || f.cls == "warning") f.cls = "neutral";
      f.adjuncts.time = m.time;
      f.adjuncts.channel = m.channel;
      Range content = r;
      if (const Token* joiner = s.starting_at(content.begin, TermKind::joiner, "contrast"); joiner != nullptr)
        content = s.view.trimmed({joiner->range.end, content.end});
      emit(f, content, m.last.speaker, m.last.relays, m.carry, full_quote(r) ? "carry_quote" : "carry_over");
      return;
    }
    if (full_quote(r) && quotes_on(s, m)) {   // a paragraph of quotation after one whose words were somebody's
      m.carry = 0;
      Frame f;
      f.has_cue = false;
      f.cls = "neutral";
      f.adjuncts.time = m.last.time;
      emit(f, r, m.last.speaker, m.last.relays, 1, "carry_quote");
      m.block = s.sentence.block;
      return;
    }
    if (full_quote(r)) {
      m.loose_quote = r;
      return;
    }
    m.carry = -1;
    const std::size_t before = out.size();
    if (role != BlockRole::caption) narrate(s, s.sentence.range, d, out);
    if (out.size() == before)
      if (const auto issues = issues_in(s, r, ""); !issues.empty()) m.background = issues.front().id;
    note_subject(r);
  }

  void note_subject(Range r) {
    if (Speaker first = first_phrase(s, r); first && first.kind != SpeakerKind::pronoun && first.kind != SpeakerKind::document) {
      m.subject = first;
      if (first.kind == SpeakerKind::person) {
        m.person = first;
        const std::uint32_t begin = s.view.trimmed(r).begin, end = first.phrase.end;
        m.subject_is_newer = s.latin ? first.phrase.begin <= begin + 4 && !s.view.is_possessive_at(end, r.end) && en::is_past_form(s.view, en::word_after(s.view, end, r.end))
                                     : begin == first.phrase.begin && !(end < r.end && s.view.raw[end] == 0x7684);
      }
    }
    if (s.has(r, TermKind::contact) || s.has(r, TermKind::commitment)) note_pair(r);
  }
  void note_pair(Range r) {
    std::optional<Speaker> a;
    for (const Token& t : s.tokens) {
      if (!r.contains(t.range) || !s.is(t, TermKind::actor) || s.term(t).cls == "metonym") continue;   // a capital is where they met
      const std::string& party = actor_of(s, t).party;
      if (party == "MEDIA" || party == "EXPERT" || (a && (a->kind == SpeakerKind::joint || a->party == party) && party.find(';') == std::string::npos)) continue;
      const Speaker who = from_actor(s, t);
      if (who.party.find(';') != std::string::npos) { m.pair = a && a->kind == SpeakerKind::joint ? *a : who; return; }   // "A met B over the war of B and C": A and B
      if (!a) a = who;
      else if (a->party != who.party && a->kind != SpeakerKind::joint) {
        join(*a, who);
        a->head = a->phrase = Range{};
      }
    }
    if (a && a->kind == SpeakerKind::joint) m.pair = a;
  }
};

}  // namespace

void begin_block(Discourse& d) {
  d.memory.asks = false;
  d.memory.turn.reset();
  d.memory.carry = -1;
  d.memory.loose_quote.reset();
  d.memory.time.reset();
  d.memory.unfinished = false;
  d.memory.continued = false;
  d.memory.subject_is_newer = false;
}

void read_sentence(const Scene& scene, const Scene* before, BlockRole role, Discourse& discourse, std::vector<Proposition>& out) {
  note_sides(scene, discourse.memory);
  remember_issuer(scene, discourse.memory);
  SentenceReader reader{scene, role, discourse, out, discourse.memory, {}, false, false, {}, {}, {}};
  const bool headline = role == BlockRole::title || role == BlockRole::subhead;
  discourse.memory.asks = discourse.memory.asks || opens_question(scene);
  if (is_credit(scene)) return;
  if (discourse.memory.asks) {   // the answer is about what is asked
    if (const auto issues = issues_in(scene, scene.sentence.range, ""); !issues.empty()) discourse.memory.issue = issues.front().id;
    return;
  }
  std::vector<Range> left_over;
  const std::vector<Frame> frames = find_frames(scene, headline, left_over);
  if (frames.empty()) { reader.no_frame(); return; }
  const std::optional<Range> loose = discourse.memory.loose_quote;
  if (discourse.memory.unfinished && discourse.memory.carry == 0 && discourse.memory.continued) {
    // the sentence goes on from another paragraph: its first words still belong to the speaker there
    const Memory before_frame = discourse.memory;
    reader.emit(before_frame.frame, {scene.sentence.range.begin, frames.front().begin}, before_frame.last.speaker, before_frame.last.relays, 0,
                "continued");
  }
  // what stands before the first frame is told by the narrator
  if (!discourse.memory.continued && role != BlockRole::caption) narrate_stands(scene, {scene.sentence.range.begin, frames.front().begin}, discourse, out);
  // "A rejects C, saying D": so is the stand between the subject and its verb of speech
  if (const Frame& first = frames.front(); !scene.latin && role != BlockRole::caption && first.has_cue && first.inherited && first.parent < 0 && first.content.begin >= first.cue.range.begin)
    narrate_stands(scene, {first.begin, scene.sentence.clauses[scene.clause_of(first.cue.range.begin)].range.begin}, discourse, out);
  discourse.memory.unfinished = false;
  std::vector<Speaker> resolved;
  reader.note_pair({scene.sentence.range.begin, frames.front().begin});
  for (const Frame& f : frames) {
    reader.frame(f, resolved, f.speaker);
    resolved.push_back(reader.this_speaker);
    reader.parent_relays.push_back(reader.this_relays);
  }
  if (const Frame& first = frames.front(); before == nullptr && !headline && first.cls == "colon" && first.begin <= scene.sentence.range.begin + 4) {
    const Speaker& who = resolved.front();
    const bool speaks = who.kind == SpeakerKind::person || who.kind == SpeakerKind::unnamed;
    if (speaks && who.party != "MEDIA") discourse.memory.turn = Memory::Source{who, reader.parent_relays.front(), {}};
  }
  if (reader.has_loose && loose && before != nullptr && before->sentence.range.contains(*loose)) {
    SentenceReader quoted{*before, role, discourse, out, discourse.memory, {}, false, false, {}, {}, {}};
    quoted.emit(reader.loose.frame, *loose, reader.loose.speaker, reader.loose.relays, 0, "quote_before");
  }
  discourse.memory.loose_quote.reset();
  const std::size_t told = out.size();   // "X reports that A agreed, but demands C": X passes on the demand too
  for (const Range r : left_over) narrate(scene, r, discourse, out);
  for (std::size_t i = told; i < out.size(); ++i) out[i].relays = discourse.memory.relays_of_act;
  reader.note_pair(scene.sentence.range);
}

}  // namespace locarno::read
