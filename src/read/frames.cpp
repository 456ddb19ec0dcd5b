#include "read/frames.hpp"

#include <algorithm>

#include "read/stands.hpp"

namespace locarno::read {
namespace {

constexpr char32_t particle_de = 0x7684;

bool one_of(const std::string& cls, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), cls) != names.end();
}

struct Finder {
  const Scene& s;
  bool headline;
  std::vector<Frame> frames;
  std::vector<Speaker> relays;      // of the whole sentence
  std::uint32_t relay_end = 0;
  const Token* relay_cue = nullptr;
  Speaker relay_speaker;
  Adjuncts relay_adjuncts;

  Finder(const Scene& scene, bool head) : s(scene), headline(head) {}

  const Sentence& sentence() const { return s.sentence; }
  Range clause_at(std::uint32_t at) const { return sentence().clauses[s.clause_of(at)].range; }
  bool quoted(std::uint32_t at) const { return s.view.quote[at] > 0; }

  /// First unit after the cue that belongs to content: past commas, colons, "that", an addressee.
  std::uint32_t content_begin(const Frame& f) const {
    std::uint32_t at = f.cue.range.end;
    const std::uint32_t end = sentence().range.end;
    if (!s.latin && at < end && s.view.raw[at] == 0x4E86) ++at;  // aspect particle
    at = s.skip_spaces_right(at, end);
    if (s.latin) return content_begin_latin(at, end, f);
    const std::size_t k = s.clause_of(f.cue.range.begin);
    const Range clause = sentence().clauses[k].range;
    const bool goes_on = clause.end < end && (s.view.mark(clause.end) == Mark::comma || s.view.mark(clause.end) == Mark::colon);
    if (at < clause.end && clause.end - at <= 14 && goes_on && !is_act_class(f.cls) && only_people({at, clause.end}))
      at = clause.end;
    while (at < end && (s.view.mark(at) == Mark::comma || s.view.mark(at) == Mark::colon || s.view.mark(at) == Mark::space)) ++at;
    return at;
  }

  bool only_people(Range r) const {
    r = s.view.trimmed(r);
    if (r.empty()) return false;
    std::uint32_t covered = 0, reach = r.begin;
    for (const Token& t : s.tokens) {
      if (t.range.begin >= r.end) break;
      if (!r.contains(t.range)) continue;
      const TermKind k = s.term(t).kind;
      if (k != TermKind::actor && k != TermKind::title && k != TermKind::pronoun) continue;
      const std::uint32_t from = std::max(reach, t.range.begin);
      if (t.range.end > from) { covered += t.range.end - from; reach = t.range.end; }
    }
    return covered * 3 >= r.size() * 2;
  }

  std::uint32_t content_begin_latin(std::uint32_t at, std::uint32_t end, const Frame& f) const {
    // "told reporters on Monday that C", "said in a statement that C": go to "that" when it comes soon
    const std::uint32_t reach = std::min(end, at + 90);
    for (std::uint32_t i = at; i < reach; ++i) {
      const Mark m = s.view.mark(i);
      if (m == Mark::comma || m == Mark::semicolon || m == Mark::open_quote || m == Mark::straight) break;
      if (s.view.reads(i, end, "that ") && (i == at || s.view.mark(i - 1) == Mark::space)) {
        const Range passed{at, i};
        // a "that" behind a verb of the content is not ours
        if (i == at || !s.has(passed, TermKind::predicate)) return s.skip_spaces_right(i + 5, end);
      }
    }
    if (f.cls == "neutral" || f.cls == "assertive") at = pass_addressee(at, end);
    while (at < end && (s.view.mark(at) == Mark::comma || s.view.mark(at) == Mark::colon || s.view.mark(at) == Mark::space)) ++at;
    return at;
  }

  /// "reporters", "the Financial Times", "on Tuesday", "in a statement": adjuncts that stand before the content.
  std::uint32_t pass_addressee(std::uint32_t at, std::uint32_t end) const {
    for (int step = 0; step < 6; ++step) {
      at = s.skip_spaces_right(at, end);
      if (const TimeAt* t = s.time_starting_at(at); t != nullptr) { at = t->range.end; continue; }
      const Token* audience = s.starting_at(at, TermKind::pronoun, "audience");
      if (audience != nullptr) { at = audience->range.end; continue; }
      const Token* prep = s.starting_at(at, TermKind::joiner, "prep");
      if (prep != nullptr && prep->range.end < end) {
        const std::uint32_t next = s.skip_spaces_right(prep->range.end, end);
        if (const TimeAt* t = s.time_starting_at(next); t != nullptr) { at = t->range.end; continue; }
        const Token* a = s.starting_at(next, TermKind::pronoun, "audience");
        if (a != nullptr) { at = a->range.end; continue; }
        // a short phrase up to a comma or colon
        std::uint32_t i = next;
        while (i < end && i - next < 40 && s.view.mark(i) != Mark::comma && s.view.mark(i) != Mark::colon && s.view.mark(i) != Mark::stop) ++i;
        if (i < end && i - next < 40 && !s.has({next, i}, TermKind::predicate)) { at = i; continue; }
      }
      return at;
    }
    return at;
  }

  bool followed_by_de(const Token& cue) const {
    return cue.range.end < sentence().range.end && s.view.raw[cue.range.end] == particle_de;
  }

  /// The subject of a cue: the phrase right before it, else the first one of its clause, else inherited.
  bool find_subject(Frame& f) {
    const Range clause = clause_at(f.cue.range.begin);
    std::uint32_t floor = clause.begin;
    if (relay_end > floor && relay_end <= f.cue.range.begin) floor = relay_end;
    const std::uint32_t at = pass_adjuncts_left(s, f.cue.range.begin, floor, f.adjuncts);
    const bool act = is_act_class(f.cls);
    if (at > floor) {
      Speaker direct = phrase_ending_at(s, at, floor);
      if (direct && is_oblique(s, direct.phrase.begin, floor) && !s.latin) {
        Adjuncts ignored;
        Speaker real = first_phrase(s, {floor, direct.phrase.begin});
        if (real && !is_possessed(real)) direct = real;
        else direct = {};
      }
      if (!direct && s.latin) direct = apposed_subject(at, floor);
      if (direct && direct.kind != SpeakerKind::pronoun && !s.latin) join_left(direct, floor);
      if (direct) {
        f.speaker = direct;
        f.begin = direct.phrase.begin;
        return true;
      }
      if (s.latin) return act ? inherit(f, act) : find_subject_before_comma(f, at, floor, act);
      if (act && f.cue.range.begin - floor > 30) return false;
      Speaker first = first_phrase(s, {floor, f.cue.range.begin});
      if (first && !is_possessed(first) && (!act || !s.has({first.phrase.end, f.cue.range.begin}, TermKind::issue))) {
        f.speaker = first;
        f.begin = first.phrase.begin;
        return true;
      }
      if (act || first) return false;
      if (f.cue.range.begin - at > 4) return inherit(f, act);
      return inherit(f, act);
    }
    return inherit(f, act);
  }

  bool is_possessed(const Speaker& sp) const {
    return sp.phrase.end < sentence().range.end && s.view.raw[sp.phrase.end] == particle_de && !s.latin;
  }

  /// "A and B said": a second name joined on the left.
  void join_left(Speaker& direct, std::uint32_t floor) const {
    for (int step = 0; step < 3; ++step) {
      const std::uint32_t b = direct.phrase.begin;
      if (b <= floor) return;
      const char32_t c = s.view.raw[b - 1];
      const bool joins = c == 0x3001 || c == 0x548C || c == 0x53CA || c == 0x4E0E;
      if (!joins) return;
      Speaker other = phrase_ending_at(s, b - 1, floor);
      if (!other || other.kind == SpeakerKind::pronoun) return;
      join(other, direct);
      direct = other;
    }
  }

  /// "X, the foreign minister, said": the phrase before the comma is a description; the name stands before it.
  Speaker apposed_subject(std::uint32_t at, std::uint32_t floor) const {
    (void)floor;
    std::uint32_t p = s.skip_spaces_left(at, sentence().range.begin);
    if (p <= sentence().range.begin || s.view.mark(p - 1) != Mark::comma) return {};
    const std::size_t k = s.clause_of(p - 1);
    if (sentence().clauses.size() <= k) return {};
    const Range described = sentence().clauses[k].range;
    if (k > 0) {
      const Range before = sentence().clauses[k - 1].range;
      Speaker named = phrase_ending_at(s, before.end, before.begin);
      if (named.kind == SpeakerKind::person || named.kind == SpeakerKind::body) return named;
    }
    return phrase_ending_at(s, described.end, described.begin);
  }

  bool find_subject_before_comma(Frame& f, std::uint32_t at, std::uint32_t floor, bool act) {
    (void)at;
    const std::size_t k = s.clause_of(f.cue.range.begin);
    if (k > 0 && f.cue.range.begin - floor < 12) {
      Speaker named = apposed_subject(floor, sentence().range.begin);
      if (named && named.kind != SpeakerKind::pronoun) {
        f.speaker = named;
        f.begin = named.phrase.begin;
        return true;
      }
    }
    return inherit(f, act);
  }

  /// A cue that begins its clause: the subject of the frame before, else of the sentence.
  bool inherit(Frame& f, bool act) {
    const std::size_t k = s.clause_of(f.cue.range.begin);
    const Range clause = sentence().clauses[k].range;
    if (!frames.empty()) {
      const Frame& before = frames.back();
      if (act && before.parent >= 0) return false;
      if (s.latin) {
        // "and invited", ", adding that"
        const std::uint32_t p = s.skip_spaces_left(f.cue.range.begin, clause.begin);
        const bool participle = s.view.reads(f.cue.range.end - 3, f.cue.range.end, "ing");
        const bool joined = (p == clause.begin && (participle || f.cls == "framing")) || s.ending_at(p, TermKind::joiner, "and") != nullptr;
        if (!joined) return false;
      }
      f.speaker = before.speaker;
      f.inherited = true;
      f.begin = clause.begin;
      if (s.latin)
        if (const Token* word = s.ending_at(s.skip_spaces_left(f.cue.range.begin, clause.begin), TermKind::joiner, "and"); word != nullptr) f.begin = word->range.begin;
      if (!f.adjuncts.time) f.adjuncts.time = before.adjuncts.time;
      if (f.adjuncts.channel.empty()) f.adjuncts.channel = before.adjuncts.channel;
      f.parent = before.parent;
      f.relays = before.relays;
      return true;
    }
    if (k == 0) {
      // no subject in the sentence: that of the discourse, for words of speech only
      if (act || s.latin) return false;
      f.inherited = true;
      f.begin = clause.begin;
      return true;
    }
    if (s.latin && act) return false;
    for (std::size_t i = 0; i < k; ++i) {
      const Range c = sentence().clauses[i].range;
      Speaker first = first_phrase(s, c);
      if (!first || is_possessed(first) || quoted(first.phrase.begin)) continue;
      if (s.latin && is_oblique(s, first.phrase.begin, c.begin)) continue;
      f.speaker = first;
      f.inherited = true;
      f.begin = first.phrase.begin;
      for (const TimeAt& t : s.times)
        if (!f.adjuncts.time && t.range.begin < f.cue.range.begin) f.adjuncts.time = t.index;
      return true;
    }
    return false;
  }

  // --- relays -------------------------------------------------------------------------------------------------------

  /// Han "according to A (date) report": returns true when the cue was a relay and is dealt with.
  bool take_relay(const Token& cue) {
    const std::size_t k = s.clause_of(cue.range.begin);
    const Range clause = sentence().clauses[k].range;
    if (s.term(cue).cls != "relay") return false;
    if (quoted(cue.range.begin)) return true;
    const std::uint32_t from = s.skip_spaces_right(cue.range.end, clause.end);
    if (!s.latin && cue.range.begin == clause.begin) {
      Speaker a = first_phrase(s, {from, clause.end});
      if (a && a.phrase.begin > from + 14) a = {};
      for (const Token& t : s.tokens)   // an outlet in no codebook
        if (clause.contains(t.range) && s.is(t, TermKind::joiner, "outlet_noun"))
          if (Speaker outlet = phrase_ending_at(s, t.range.end, from); outlet.kind == SpeakerKind::outlet) a = outlet;
      if (!a) return true;
      relay_speaker = a;
      relay_cue = &cue;
      relay_end = clause.end;
      // "according to A's report B says" in one clause
      if (const Token* next = s.first_in({a.phrase.end, clause.end}, TermKind::cue, "report"); next != nullptr) relay_end = next->range.end;
      for (const TimeAt& t : s.times)
        if (!relay_adjuncts.time && clause.contains(t.range)) relay_adjuncts.time = t.index;
      return true;
    }
    if (s.latin) take_according_to(cue, from);
    return true;
  }

  void take_according_to(const Token& cue, std::uint32_t from) {
    Speaker a = phrase_starting_at(s, from, sentence().range.end);
    if (!a) return;
    const std::size_t k = s.clause_of(cue.range.begin);
    const Range clause = sentence().clauses[k].range;
    Frame f;
    f.cue = cue;
    f.cls = "relay";
    f.speaker = a;
    f.rule = "according_to";
    if (cue.range.begin <= clause.begin + 1 && k == 0) {
      f.begin = cue.range.begin;
      std::uint32_t at = clause.end;
      while (at < sentence().range.end && s.view.mark(at) != Mark::comma) ++at;
      f.content = s.view.trimmed({at, sentence().range.end});
      relay_speaker = a;
      relay_cue = nullptr;
    } else {
      f.begin = sentence().range.begin;
      f.content = s.view.trimmed({sentence().range.begin, cue.range.begin});
      if (!frames.empty()) {
        add_relay(a, cue.range.begin);
        return;
      }
    }
    if (f.content.size() > 8) frames.push_back(std::move(f));
  }

  /// "A quoted B as saying that C"; "B was quoted as saying by A".
  void take_source_latin(Frame& f) {
    const Range clause = clause_at(f.cue.range.begin);
    for (const Token& t : s.tokens) {
      if (t.range.begin >= f.cue.range.begin) break;
      if (t.range.begin < clause.begin || !s.is(t, TermKind::cue, "source") || t.range.end > f.speaker.phrase.begin) continue;
      Adjuncts ignored;
      const std::uint32_t at = pass_adjuncts_left(s, t.range.begin, clause.begin, ignored);
      if (Speaker teller = phrase_ending_at(s, at, clause.begin)) { f.relays.push_back(teller); f.begin = teller.phrase.begin; }
    }
    const std::uint32_t next = s.skip_spaces_right(f.cue.range.end, sentence().range.end);
    if (s.view.reads(next, sentence().range.end, "by ") && s.view.reads(f.cue.range.begin, f.cue.range.end, "was quoted"))
      if (Speaker teller = phrase_starting_at(s, next + 3, sentence().range.end)) f.relays.push_back(teller);
  }

  /// "A, quoting B's words, says C" and "A with B as its source reports C": B speaks, A relays.
  void take_source(Frame& f) {
    if (s.latin) { take_source_latin(f); return; }
    const Range clause = clause_at(f.cue.range.begin);
    const Token* marker = nullptr;
    for (const Token& t : s.tokens) {
      if (t.range.begin >= f.cue.range.begin) break;
      if (t.range.begin >= clause.begin && s.is(t, TermKind::cue, "source")) marker = &t;
    }
    if (marker == nullptr) return;
    if (marker->range.size() == 1 && !s.has({marker->range.end, f.cue.range.begin}, TermKind::joiner, "source_end")) return;
    Speaker source = first_phrase(s, {marker->range.end, f.cue.range.begin});
    Speaker teller = first_phrase(s, {clause.begin, marker->range.begin});
    if (!source) return;
    if (teller) f.relays.push_back(teller);
    f.speaker = source;
    f.begin = teller ? teller.phrase.begin : marker->range.begin;
    f.rule = "source";
  }

  /// ", A reported." at the end: A relays what stands before.
  bool add_trailing_relay(const Frame& f) {
    if (f.speaker.kind != SpeakerKind::outlet && f.cls != "report") return false;
    if (f.inherited || f.speaker.kind == SpeakerKind::none) return false;
    add_relay(f.speaker, std::min(f.begin, clause_at(f.cue.range.begin).begin));
    return true;
  }
  void add_relay(const Speaker& teller, std::uint32_t at) {
    for (Frame& f : frames) {
      if (f.parent < 0) f.relays.insert(f.relays.begin(), teller);
      close(f, at);
    }
  }

  // --- special patterns ---------------------------------------------------------------------------------------------

  bool take_colon() {
    if (sentence().clauses.size() < 2 || sentence().clauses[1].before != Mark::colon) return false;
    const Range head = sentence().clauses[0].range;
    if (head.size() > 24 || quoted(head.begin) || s.has(head, TermKind::cue)) return false;
    Speaker sp = phrase_ending_at(s, head.end, head.begin);
    if (!sp || sp.kind == SpeakerKind::pronoun || sp.kind == SpeakerKind::document) return false;
    if (sp.phrase.begin > head.begin + 4) return false;
    if (sp.is_new && s.latin) return false;
    Frame f;
    f.cue = {{head.end, head.end + 1}, TermId::none()};
    f.has_cue = false;
    f.cls = "colon";
    f.speaker = sp;
    f.begin = sp.phrase.begin;
    f.content = s.view.trimmed({sentence().clauses[1].range.begin, sentence().range.end});
    f.rule = "colon";
    frames.push_back(std::move(f));
    return true;
  }

  /// X is seen as C: nobody is named.
  void take_agentless(const Token& cue) {
    Frame f;
    f.cue = cue;
    f.cls = s.term(cue).cls;
    f.speaker.kind = SpeakerKind::unspecified;
    f.speaker.name = "(unspecified)";
    f.speaker.party = "UNKNOWN";
    f.begin = cue.range.begin;
    for (const Frame& before : frames)
      if (before.content.contains(cue.range.begin)) return;   // a word of somebody's speech
    const Range clause = clause_at(cue.range.begin);
    if (s.has({clause.begin, cue.range.begin}, TermKind::hedge) || s.has(clause, TermKind::joiner, "condition")) return;
    std::uint32_t end = clause.end;
    for (const Clause& c : sentence().clauses) {
      if (c.range.begin < end || s.latin) continue;
      if (s.starting_at(c.range.begin, TermKind::joiner, "contrast") != nullptr || c.before == Mark::semicolon) break;
      end = c.range.end;
    }
    f.content = s.view.trimmed({cue.range.end, end});
    f.rule = "agentless";
    if (!f.content.empty()) frames.push_back(std::move(f));
  }

  /// X has been defined by S as C.
  void take_passive(const Token& cue) {
    const Range clause = clause_at(cue.range.begin);
    Speaker by = phrase_starting_at(s, cue.range.end, clause.end);
    if (!by) return;
    std::uint32_t at = by.phrase.end;
    while (at + 4 < clause.end && !s.view.reads(at, clause.end, " as ")) ++at;
    if (at + 4 >= clause.end) return;
    Frame f;
    f.cue = cue;
    f.cls = "assertive";
    f.speaker = by;
    f.begin = cue.range.begin;
    f.content = s.view.trimmed({at + 4, clause.end});
    f.rule = "passive";
    frames.push_back(std::move(f));
  }

  /// S's acknowledgment that C; Q ... S's words (the quotation stands before).
  void take_noun(const Token& cue) {
    const Range clause = clause_at(cue.range.begin);
    Frame f;
    f.cue = cue;
    f.cls = s.term(cue).value.empty() ? "noun" : "concession";
    f.hint = s.term(cue).value;
    if (s.latin) {
      std::uint32_t p = s.skip_spaces_left(cue.range.begin, clause.begin);
      if (const Token* adverb = s.ending_at(p, TermKind::joiner, "adverb"); adverb != nullptr) p = s.skip_spaces_left(adverb->range.begin, clause.begin);
      if (p > clause.begin + 2 && (s.view.raw[p - 2] == 0x2019 || s.view.raw[p - 2] == '\'')) p -= 2;
      Speaker sp = phrase_ending_at(s, p, clause.begin);
      if (!sp) return;
      f.speaker = sp;
      f.begin = sp.phrase.begin;
      f.content = s.view.trimmed({cue.range.end, noun_content_end(cue.range.end, clause.end)});
      f.rule = "noun_that";
      if (f.content.size() > 8) frames.push_back(std::move(f));
      return;
    }
    Adjuncts adjuncts;
    const std::uint32_t at = pass_adjuncts_left(s, cue.range.begin, clause.begin, adjuncts);
    Speaker sp = phrase_ending_at(s, at, clause.begin);
    if (!sp) return;
    f.speaker = sp;
    f.adjuncts = adjuncts;
    f.begin = sp.phrase.begin;
    f.rule = "noun";
    const std::size_t k = s.clause_of(cue.range.begin);
    if (!f.adjuncts.time && k > 0)
      if (const TimeAt* t = s.time_starting_at(sentence().clauses[k - 1].range.begin); t != nullptr) f.adjuncts.time = t->index;
    // the content is the quotation before, which may be a sentence of its own: left empty here
    f.content = {clause.begin, clause.begin};
    const Range before = s.view.trimmed({sentence().range.begin, clause.begin});
    if (!before.empty() && quoted(before.begin) && s.view.quote[before.end - 1] > 0) f.content = before;
    if (s.view.raw[cue.range.end - 1] == 0x4E2D && f.content.empty()) {  // "in his remarks, C"
      f.content = s.view.trimmed({clause.end, sentence().range.end});
      f.rule = "noun_in";
    }
    frames.push_back(std::move(f));
  }

  /// The clause after a noun cue ends at the verb of the main clause, which only a marked verb shows.
  std::uint32_t noun_content_end(std::uint32_t from, std::uint32_t end) const {
    const Token* verb = s.first_in({from, end}, TermKind::narrator);
    return verb != nullptr ? verb->range.begin : end;
  }

  /// S on TOPIC expresses doubt.
  bool take_topic(Frame& f) const {
    if (s.latin || !one_of(f.cls, {"doubt", "attitude_oppose", "attitude_support"})) return false;
    const Range clause = clause_at(f.cue.range.begin);
    const Token* to = nullptr;
    for (const Token& t : s.tokens) {
      if (t.range.begin >= f.cue.range.begin) break;
      if (t.range.begin >= clause.begin && s.is(t, TermKind::joiner, "prep") && s.term(t).value == "toward") { to = &t; break; }
    }
    if (to == nullptr || f.cue.range.begin - to->range.end < 3) return false;
    f.content = s.view.trimmed({to->range.end, f.cue.range.begin});
    Adjuncts ignored;
    const std::uint32_t at = pass_adjuncts_left(s, to->range.begin, clause.begin, ignored);
    Speaker sp = phrase_ending_at(s, at, clause.begin);
    if (!sp) sp = first_phrase(s, {clause.begin, to->range.begin});
    if (sp) { f.speaker = sp; f.begin = sp.phrase.begin; f.inherited = false; }
    else {
      f.begin = clause.begin;
      f.inherited = true;
      if (!frames.empty()) f.speaker = frames.back().speaker;
    }
    f.rule = "topic";
    return true;
  }

  // --- the main loop ------------------------------------------------------------------------------------------------

  bool same_speaker(const Speaker& a, const Speaker& b) const {
    if (a.kind == SpeakerKind::pronoun) return !a.plural || b.plural;
    return a.name == b.name;
  }

  /// The frame whose content a new cue stands in, and whether the two stand side by side.
  void place(Frame& f) {
    for (int i = static_cast<int>(frames.size()) - 1; i >= 0; --i) {
      Frame& before = frames[static_cast<std::size_t>(i)];
      if (f.inherited) {
        close(before, f.begin);
        return;
      }
      if (!before.content.contains(f.cue.range.begin)) continue;
      const std::size_t k = s.clause_of(f.begin);
      const Clause& clause = sentence().clauses[k];
      const bool contrast = s.starting_at(clause.range.begin, TermKind::joiner, "contrast") != nullptr;
      const bool sibling = same_speaker(f.speaker, before.speaker) || clause.before == Mark::semicolon ||
                           (contrast && clause.range.begin > before.content.begin);
      f.relays = before.relays;
      if (sibling) {
        f.parent = before.parent;
        if (!f.adjuncts.time) f.adjuncts.time = before.adjuncts.time;
      } else {
        f.parent = i;
      }
      close(before, clause.range.begin);
      return;
    }
  }
  void close(Frame& before, std::uint32_t at) {
    if (before.content.contains(at) || before.content.end > at) {
      std::uint32_t end = std::max(before.content.begin, at);
      // a joiner that opens the next frame's clause is not content
      before.content = s.view.trimmed({before.content.begin, end});
    }
  }

  /// Quotation first, then the speaker: "Q", S said. / C, S said.
  bool take_quote_first(Frame& f) {
    if (is_act_class(f.cls)) return false;
    const std::uint32_t begin = frames.empty() ? sentence().range.begin : std::max(frames.back().content.end, sentence().range.begin);
    Range before = s.view.trimmed({begin, f.begin});
    if (before.empty()) return false;
    if (!frames.empty() && frames.back().content.overlaps(before)) return false;
    const bool quote = s.view.quote[before.begin] > 0;
    if (!quote && before.size() < (s.latin ? 20u : 5u)) return false;
    f.content = before;
    f.begin = before.begin;
    f.rule = quote ? "quote_first" : "content_first";
    return true;
  }

  bool rest_is_bare(std::uint32_t at) const {
    const std::uint32_t end = sentence().range.end;
    at = s.skip_spaces_right(at, end);
    if (at >= end || s.view.mark(at) == Mark::stop) return true;
    if (!s.latin) return false;
    // ", Reuters reported."
    if (at > 1 && (s.view.mark(at - 1) == Mark::comma || (s.view.mark(at - 1) == Mark::space && s.view.mark(at - 2) == Mark::comma))) {
      const Range rest = s.view.trimmed({at, end});
      const Token* report = s.last_in(rest, TermKind::cue);
      if (report != nullptr && rest.size() < 60 && report->range.end == rest.end && s.has(rest, TermKind::actor)) return true;
    }
    // only times, places and addressees remain
    std::uint32_t passed = pass_addressee(at, end);
    passed = s.skip_spaces_right(passed, end);
    return passed >= end || s.view.mark(passed) == Mark::stop;
  }

  /// A word of asking or promising inside a list, or before a conjunction, is a noun; some words need a comma behind
  /// them, and "shows" needs a document before it.
  bool is_noun_here(const Frame& f) const {
    const Range r = f.cue.range;
    const std::uint32_t end = sentence().range.end;
    const auto joins = [&](std::uint32_t i) {
      const char32_t c = s.view.raw[i];
      return c == 0x3001 || c == 0x53CA || c == 0x4E0E || c == 0x548C;
    };
    if (!s.latin && is_act_class(f.cls) && ((r.end < end && joins(r.end)) || (r.begin > sentence().range.begin && s.view.raw[r.begin - 1] == 0x3001))) return true;
    if (f.cls == "marked")
      return r.end < end && s.view.mark(r.end) != Mark::comma && s.view.mark(r.end) != Mark::colon;
    return false;
  }

  /// "The measures include A; B": a document, or the speaker of the frame before, enumerates.
  void take_list(Frame& f) {
    f.speaker.kind = SpeakerKind::document;
    f.speaker.name = "statement";
    f.speaker.head = f.speaker.phrase = f.cue.range;
    f.begin = clause_at(f.cue.range.begin).begin;
    if (!frames.empty()) {
      f.speaker = frames.back().speaker;
      f.relays = frames.back().relays;
      f.parent = frames.back().parent;
      close(frames.back(), f.begin);
    }
    f.content = s.view.trimmed({f.cue.range.end, sentence().range.end});
    f.rule = "list";
    if (!f.content.empty()) frames.push_back(std::move(f));
  }

  /// What S calls "Q": the cue stands before the particle, the quotation after it.
  void take_said_quote(Frame& f) {
    const std::uint32_t from = f.cue.range.end + 1;
    if (from >= sentence().range.end || s.view.mark(from) != Mark::open_quote) return;
    if (!find_subject(f)) return;
    std::uint32_t e = from;
    while (e < sentence().range.end && s.view.quote[e] > 0) ++e;
    f.content = {from, e};
    f.rule = "said_quote";
    if (f.content.size() < 4) return;
    place(f);
    frames.push_back(std::move(f));
  }

  /// An act told inside somebody's speech is content, unless a person other than the speaker does it.
  bool is_content(const Frame& f) const {
    for (std::size_t i = frames.size(); i-- > 0;) {
      const Frame& before = frames[i];
      if (!before.content.contains(f.cue.range.begin)) continue;
      if (before.content.begin == f.cue.range.begin && f.inherited) return false;   // "spoke out, saying that"
      const bool body = f.speaker.kind == SpeakerKind::body || f.speaker.kind == SpeakerKind::joint || f.speaker.kind == SpeakerKind::pronoun ||
                        f.speaker.kind == SpeakerKind::unnamed || f.speaker.kind == SpeakerKind::none;
      if (is_act_class(before.cls) && !is_act_class(f.cls)) return false;
      if (is_act_class(f.cls)) {
        if (f.inherited) return !s.latin && s.starting_at(clause_at(f.cue.range.begin).begin, TermKind::joiner, "continue") == nullptr;
        return body;
      }
      if (f.cls == "opinion") return body && f.speaker.kind != SpeakerKind::unnamed;
      // "..., which means that": a bare cue that begins a clause of somebody's speech
      if (f.inherited && sentence().clauses[s.clause_of(f.cue.range.begin)].before == Mark::semicolon) return false;
      if (f.inherited && !s.latin && s.view.mark(f.cue.range.end) != Mark::comma && s.view.mark(f.cue.range.end) != Mark::colon &&
          f.cue.range.begin == clause_at(f.cue.range.begin).begin) return true;
      return false;
    }
    return false;
  }

  void take_speech(const Token& cue) {
    Frame f;
    f.cue = cue;
    f.cls = s.term(cue).cls;
    f.hint = s.term(cue).value;
    f.rule = "subject_first";
    if (!s.latin && followed_by_de(cue) && f.cls != "recap") { take_said_quote(f); return; }
    if (is_noun_here(f)) return;
    const std::uint32_t end = sentence().range.end;
    const bool quote_open_before = sentence().range.begin < cue.range.begin && quoted(sentence().range.begin);
    const bool topic = take_topic(f);
    if (f.cls == "list") {
      take_list(f);
      return;
    }
    if (!topic && !find_subject(f)) {
      if (!s.latin || !take_inverted(f)) return;
    } else if (!topic) {
      if (is_content(f)) return;
      if (f.cls == "shows" && f.speaker.kind != SpeakerKind::document) return;
      take_source(f);
      if (!f.relays.empty() && f.rule[0] == 's' && relay_speaker) f.relays.insert(f.relays.begin(), relay_speaker);
    }
    if (relay_speaker && relay_cue != nullptr && relay_end <= f.cue.range.begin && f.relays.empty()) {
      f.relays.push_back(relay_speaker);
      if (!f.adjuncts.time) f.adjuncts.time = relay_adjuncts.time;
    }
    if (!f.adjuncts.time) take_leading_time(f);
    if (topic) { place(f); frames.push_back(std::move(f)); return; }
    std::uint32_t at = f.rule == std::string_view("inverted") ? f.speaker.phrase.end : content_begin(f);
    const bool bare = rest_is_bare(at);
    if (bare && !frames.empty() && add_trailing_relay(f)) return;
    if (bare || f.rule == std::string_view("inverted") || (quote_open_before && s.latin && frames.empty())) {
      if (take_quote_first(f)) {
        if (!bare) {
          const Range rest = s.view.trimmed({at, end});
          if (!rest.empty() && quoted(rest.begin)) f.more = rest;
        }
        frames.push_back(std::move(f));
        return;
      }
      if (bare) {  // the quotation was a sentence of its own
        f.content = {end, end};
        place(f);
        frames.push_back(std::move(f));
        return;
      }
      if (f.rule == std::string_view("inverted")) return;
    }
    f.content = content_range(f, at, end);
    if (f.content.empty()) return;
    place(f);
    frames.push_back(std::move(f));
  }

  Range content_range(const Frame& f, std::uint32_t at, std::uint32_t end) {
    // a quotation opened by a colon inside the content is the content: S spoke of TOPIC: "Q"
    for (const Clause& c : sentence().clauses)
      if (c.range.begin > at && c.before == Mark::colon && c.quoted && c.range.begin - at < 60) return s.view.trimmed({c.range.begin, end});
    // the narrator's own voice ends the speech: "..., which shows", "as of now"
    for (const Clause& c : sentence().clauses) {
      if (c.range.begin <= at || s.view.quote[c.range.begin] > 0) continue;
      std::uint32_t from = c.range.begin;
      for (const std::string_view opener : {"contrast", "continue"})
        if (const Token* t = s.starting_at(from, TermKind::joiner, opener); t != nullptr) from = t->range.end;
      if (s.starting_at(from, TermKind::narrator) != nullptr) {
        left_over.push_back({c.range.begin, end});
        end = c.range.begin;
        break;
      }
    }
    // acts of approval and thanks keep their verb, and their subject when it stands right before
    if (one_of(f.cls, {"attitude_support", "attitude_thanks", "offer", "commitment"}) && !s.latin) {
      const std::uint32_t from = !f.inherited && f.cue.range.begin - f.begin <= 24 ? f.begin : f.cue.range.begin;
      return s.view.trimmed({from, end});
    }
    return s.view.trimmed({at, end});
  }

  /// "Q," said S.
  bool take_inverted(Frame& f) {
    if (!one_of(f.cls, {"neutral", "assertive", "reveal", "warning"})) return false;
    if (sentence().range.begin >= f.cue.range.begin) return false;
    Speaker after = phrase_starting_at(s, f.cue.range.end, sentence().range.end);
    if (!after || after.kind == SpeakerKind::pronoun) return false;
    f.speaker = after;
    f.begin = f.cue.range.begin;
    f.rule = "inverted";
    return true;
  }

  void take_leading_time(Frame& f) const {
    // "On 14 December, X said": a clause that is a time, or begins with one
    const std::size_t k = s.clause_of(f.begin);
    const Range own = sentence().clauses[k].range;
    for (const TimeAt& t : s.times)
      if (own.contains(t.range) && t.range.end <= f.begin) f.adjuncts.time = t.index;
    if (f.adjuncts.time || k == 0 || quoted(sentence().range.begin)) return;
    const Range before = sentence().clauses[k - 1].range;
    for (const TimeAt& t : s.times)
      if (before.contains(t.range) && (before.size() <= t.range.size() + 4 || t.range.begin <= before.begin + 3)) f.adjuncts.time = t.index;
  }

  void run() {
    if (sentence().clauses.empty()) return;
    if (take_colon() && headline) return;
    for (const Token& t : s.tokens) {
      if (!s.is(t, TermKind::cue) || quoted(t.range.begin)) continue;
      const std::string& cls = s.term(t).cls;
      if (cls == "channel" || cls == "source" || cls == "narrator") continue;
      if (cls == "relay") { take_relay(t); continue; }
      if (relay_cue != nullptr && t.range.begin < relay_end) continue;
      if (!frames.empty() && frames.back().cue.range.overlaps(t.range)) continue;
      if (cls == "agentless") { take_agentless(t); continue; }
      if (cls == "passive") { take_passive(t); continue; }
      if (cls == "noun") { take_noun(t); continue; }
      take_speech(t);
    }
    finish_relay();
    resume_parents();
    for (Frame& f : frames)  // a split quotation gives its second part away
      if (!f.more.empty() && f.content.overlaps(f.more)) f.more = {};
  }

  /// Speech in speech ends where a contrast names someone else: the outer speaker goes on. An act's object ends there too,
  /// and what follows is the narrator's.
  void resume_parents() {
    std::vector<Frame> resumed;
    for (Frame& f : frames) {
      if (f.content.empty() || f.content.size() < 8) continue;
      const bool nested = f.parent >= 0;
      const bool act = is_act_class(f.cls) && f.cls != "attitude_oppose";
      if ((!nested || s.latin) && !act) continue;
      for (const Clause& c : sentence().clauses) {
        if (c.range.begin <= f.content.begin || !f.content.contains(c.range.begin) || c.quoted) continue;
        const Token* joiner = s.starting_at(c.range.begin, TermKind::joiner, "contrast");
        const bool turn = joiner != nullptr || (nested && s.view.raw[c.range.begin] == 0x800C);
        if (!turn) continue;
        const std::uint32_t at = joiner != nullptr ? joiner->range.end : c.range.begin + 1;
        const bool names = s.starting_at(at, TermKind::actor) != nullptr || s.starting_at(at, TermKind::pronoun) != nullptr;
        if (!names && !(act && begins_stand(s, s.skip_spaces_right(at, f.content.end), f.content.end))) continue;
        if (s.latin && !begins_stand(s, s.skip_spaces_right(at, f.content.end), f.content.end)) continue;
        const Range rest = s.view.trimmed({at, f.content.end});
        f.content = s.view.trimmed({f.content.begin, c.range.begin});
        if (nested) {
          Frame more = frames[static_cast<std::size_t>(f.parent)];
          more.content = rest;
          more.more = {};
          more.rule = "parent_resumes";
          resumed.push_back(std::move(more));
        } else {
          left_over.push_back(rest);
        }
        break;
      }
    }
    for (Frame& f : resumed) frames.push_back(std::move(f));
  }

  std::vector<Range> left_over;

  /// "According to A, C" without another speaker: A speaks.
  void finish_relay() {
    if (!relay_speaker || relay_cue == nullptr) return;
    for (const Frame& f : frames)
      if (f.begin >= relay_end) return;
    const Range content = s.view.trimmed({relay_end, sentence().range.end});
    if (content.empty()) return;
    Frame f;
    f.cue = *relay_cue;
    f.cls = "relay";
    f.speaker = relay_speaker;
    f.adjuncts = relay_adjuncts;
    f.begin = relay_cue->range.begin;
    f.content = content;
    f.rule = "relay";
    frames.push_back(std::move(f));
  }
};

}  // namespace

bool is_act_class(const std::string& cls) {
  return one_of(cls, {"commitment", "demand", "offer", "attitude", "attitude_support", "attitude_oppose", "attitude_thanks", "doubt", "hope", "performative", "denial"});
}

std::vector<Frame> find_frames(const Scene& scene, bool headline, std::vector<Range>& left_over) {
  Finder finder(scene, headline);
  finder.run();
  left_over = std::move(finder.left_over);
  for (Range& r : left_over)   // up to the next one who is said to say something
    for (const Frame& f : finder.frames)
      if (f.has_cue && f.cue.range.begin >= r.begin && f.begin < r.end) r.end = std::max(r.begin, f.begin);
  return std::move(finder.frames);
}

}  // namespace locarno::read
