#include "read/attribution.hpp"

#include <algorithm>

#include "read/chain.hpp"
#include "read/commitments.hpp"
#include "read/issue.hpp"
#include "read/polarity.hpp"
#include "read/stands.hpp"
#include "read/topic.hpp"

namespace locarno::read {
namespace {

constexpr int longest_carry = 3;

struct Piece { Range range; Mark before = Mark::none; };

QuoteType quote_type(const Scene& s, Range r) {
  std::uint32_t inside = 0, longest = 0, run = 0, total = 0;
  for (std::uint32_t i = r.begin; i < r.end; ++i) {
    if (s.view.mark(i) == Mark::space) continue;
    ++total;
    if (s.view.quote[i] > 0) { ++inside; ++run; longest = std::max(longest, run); }
    else run = 0;
  }
  if (total == 0 || inside == 0) return QuoteType::indirect;
  if (inside == total) return QuoteType::direct;
  return QuoteType::mixed;
}

/// A quoted term ("peace plan") does not make a statement a quotation: a run of speech is long, or holds a verb.
bool quotes_speech(const Scene& s, Range r) {
  std::uint32_t b = r.begin;
  while (b < r.end) {
    while (b < r.end && s.view.quote[b] == 0) ++b;
    std::uint32_t e = b;
    while (e < r.end && s.view.quote[e] > 0) ++e;
    if (e > b) {
      const Range inside{b + 1, e > b + 1 ? e - 1 : e};
      const Token* name = s.ending_at(inside.end, TermKind::joiner, "name_end");
      const bool named = name != nullptr && inside.contains(name->range) && inside.size() <= (s.latin ? 40u : 14u);
      const bool followed_by_noun = e < r.end && s.starting_at(e, TermKind::joiner, "name_end") != nullptr && inside.size() <= (s.latin ? 24u : 8u);
      const bool lone_word = inside.size() <= 2 && !s.latin && !(b == r.begin && e == r.end);   // a word of two characters is a term
      if (!named && !followed_by_noun && !lone_word) return true;
    }
    b = e;
  }
  return false;
}

/// Past the small words that open a clause.
std::uint32_t past_openers(const Scene& s, Range piece) {
  std::uint32_t at = piece.begin;
  for (int step = 0; step < 3; ++step) {
    const Token* joiner = s.starting_at(at, TermKind::joiner, "contrast");
    if (joiner == nullptr) joiner = s.starting_at(at, TermKind::joiner, "continue");
    if (joiner == nullptr || joiner->range.end >= piece.end) return at;
    at = s.skip_spaces_right(joiner->range.end, piece.end);
  }
  return at;
}

/// A record does not begin with "but" or "and".
Range without_opener(const Scene& s, Range r) {
  const Token* contrast = s.starting_at(r.begin, TermKind::joiner, "contrast");
  const Token* plain = contrast != nullptr ? contrast : s.starting_at(r.begin, TermKind::joiner, "continue");
  if (plain == nullptr || (plain != contrast && s.view.raw[r.begin] != 0x800C && s.view.raw[r.begin] != 0x5E76 && !s.latin)) return r;
  const Range shorter = s.view.trimmed({plain->range.end, r.end});
  return shorter.size() >= 3 ? shorter : r;
}

bool is_narrators(const Scene& s, Range piece) {
  const std::uint32_t at = past_openers(s, piece);
  for (std::uint32_t i = at; i <= at + (s.latin ? 0u : 2u) && i < piece.end; ++i)
    if (const Token* t = s.starting_at(i, TermKind::narrator); t != nullptr && !(i > at && s.view.quote[i] > 0)) return true;
  return false;
}

bool is_full_quote(const Scene& s, Range r) {
  if (r.size() < 3 || s.view.quote[r.begin] == 0 || s.view.quote[r.end - 1] == 0) return false;
  for (std::uint32_t i = r.begin; i < r.end; ++i)
    if (s.view.quote[i] == 0) return false;
  return s.view.mark(r.begin) == Mark::open_quote || s.view.mark(r.begin) == Mark::straight;
}

bool begins_dependent(const Scene& s, Range piece) {
  return s.starting_at(piece.begin, TermKind::joiner, "dependent") != nullptr ||
         s.starting_at(past_openers(s, piece), TermKind::joiner, "dependent") != nullptr;
}
bool is_open(const Scene& s, Range piece) {
  const Token* sub = s.starting_at(past_openers(s, piece), TermKind::joiner, "subordinate");
  if (sub != nullptr && (s.term(*sub).value != "prep" || (!s.has(piece, TermKind::predicate) && !s.has(piece, TermKind::negator)))) return true;
  if (s.ending_at(piece.end, TermKind::joiner, "opens") != nullptr) return true;
  const Token* locative = s.ending_at(piece.end, TermKind::joiner, "locative");
  return locative != nullptr && piece.size() <= 30;
}
/// "given that X opposes it": a subordinate clause that tells a stand of its own.
bool tells_stand(const Scene& s, Range piece) {
  const Token* sub = s.starting_at(past_openers(s, piece), TermKind::joiner, "subordinate");
  if (sub == nullptr || s.term(*sub).value != "since") return false;
  const Token* stand = s.first_in(piece, TermKind::predicate);
  return stand != nullptr && s.has({piece.begin, stand->range.begin}, TermKind::actor);
}

bool has_own_predicate(const Scene& s, Range piece) {
  if (piece.size() < (s.latin ? 16u : 5u)) return false;
  std::uint32_t at = piece.begin;
  for (int step = 0; step < 4; ++step) {
    if (const TimeAt* t = s.time_starting_at(at); t != nullptr) { at = s.skip_spaces_right(t->range.end, piece.end); continue; }
    const Token* joiner = s.starting_at(at, TermKind::joiner);
    if (joiner == nullptr || s.term(*joiner).cls == "prep") break;
    const std::string& cls = s.term(*joiner).cls;
    if (cls == "contrast" || cls == "exchange" || cls == "deictic") return true;
    at = s.skip_spaces_right(joiner->range.end, piece.end);
  }
  if (at >= piece.end) return false;
  if (s.view.raw[at] == 0x8FD9 || s.view.raw[at] == 0x6B64) return true;   // "this"
  const Token* predicate = s.starting_at(at, TermKind::predicate);
  return s.starting_at(at, TermKind::actor) != nullptr || s.starting_at(at, TermKind::title) != nullptr ||
         s.starting_at(at, TermKind::pronoun) != nullptr || s.starting_at(at, TermKind::commitment) != nullptr ||
         s.starting_at(at, TermKind::issue) != nullptr || (predicate != nullptr && s.term(*predicate).value == "modal");
}

std::vector<Piece> pieces_of(const Scene& s, Range content) {
  std::vector<Piece> out;
  Mark carried = Mark::none;
  for (const Clause& c : s.sentence.clauses) {
    const Range r{std::max(c.range.begin, content.begin), std::min(c.range.end, content.end)};
    if (r.empty()) continue;
    Range t = s.view.trimmed(r);
    if (t.empty()) { carried = c.before; continue; }
    out.push_back({t, out.empty() ? Mark::none : carried == Mark::none ? c.before : carried});
    carried = Mark::none;
  }
  if (out.empty()) out.push_back({content, Mark::none});
  return out;
}

struct Look { std::string issue; int weight; Attitude attitude; bool negated; bool has_predicate; };

Look look(const Scene& s, Range r, const Frame& f, const std::string& parties) {
  const auto issues = issues_in(s, r, parties);
  const AttitudeAnswer a = attitude_of(s, r, f.cls, f.hint);
  return {issues.empty() ? std::string() : issues.front().id, issues.empty() ? 0 : issues.front().weight, a.attitude, is_negated(s, r), a.predicate.has_value()};
}

/// Single propositions of a content: clauses are joined unless the next has a predicate of its own and differs in issue,
/// stance or polarity.
std::vector<Range> propositions(const Scene& s, Range content, const Frame& f, const std::string& parties) {
  const std::vector<Piece> pieces = pieces_of(s, content);
  const bool quoted = s.view.quote[content.begin] > 0 && s.view.quote[content.end - 1] > 0;
  std::vector<Range> out;
  Range now = pieces.front().range;
  bool open = is_open(s, now) && !tells_stand(s, now);
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const Range next = pieces[i].range;
    if (!quoted && is_narrators(s, next) && s.view.quote[next.begin] == 0) { content.end = now.end; break; }
    bool split = false;
    const bool inside_quote = s.view.quote[next.begin] > 0 && s.view.mark(next.begin) != Mark::open_quote && s.view.mark(next.begin) != Mark::straight;
    const bool opener = s.starting_at(next.begin, TermKind::joiner, "contrast") != nullptr;
    if (pieces[i].before == Mark::semicolon) split = true;
    else if (is_full_quote(s, now) && (is_full_quote(s, next) || s.view.quote[next.begin] == 0)) split = pieces[i].before != Mark::stop;
    else if (s.latin && !opener) split = false;   // a comma in English parts too much
    else if (!open && !begins_dependent(s, next) && (has_own_predicate(s, next) || tells_stand(s, next))) {
      const Look a = look(s, now, f, parties), b = look(s, next, f, parties);
      const bool other_issue = !b.issue.empty() && a.issue != b.issue && (b.weight >= 4 || opener);
      const bool other_stand = a.attitude != b.attitude && (b.has_predicate || (opener && a.has_predicate));
      split = quoted || inside_quote ? (other_stand && (other_issue || tells_stand(s, next) || tells_stand(s, now)))
                     : other_issue || other_stand || a.negated != b.negated;
    }
    if (split) {
      out.push_back(now);
      now = next;
      open = is_open(s, next) && !tells_stand(s, next);
    } else {
      now.end = next.end;
      if (open) open = is_open(s, next);
    }
  }
  now.end = std::max(now.end, content.end);
  out.push_back(now);
  return out;
}

/// A party named as the subject of the content whose predicate is a stand: its holder, when that is not the speaker.
std::string holder_of(const Scene& s, const Proposition& p) {
  if (!p.attitude.predicate || p.attitude.attitude == Attitude::report) return "";
  const Speaker subject = stand_holder(s, p.range, p.attitude.predicate->begin);
  if (!subject || subject.kind == SpeakerKind::pronoun || subject.kind == SpeakerKind::document) return "";
  if (subject.party.empty() || subject.party == "UNKNOWN" || includes_parties(p.speaker.party, subject.party)) return "";
  if (subject.party == "MEDIA" || subject.party == "EXPERT") return "";
  return subject.party;
}

/// "It is not A who asks; A passes on what B asks": what is passed on is B's.
std::string passed_on_for(const Scene& s, Range r) {
  const Token* relay = s.first_in(r, TermKind::predicate, "relay");
  if (relay == nullptr) return "";
  const Speaker whose = first_phrase(s, {relay->range.end, r.end});
  if (!whose || whose.phrase.begin > relay->range.end + (s.latin ? 12u : 3u)) return "";
  return whose.party;
}

void fill(const Scene& s, Proposition& p, const Memory& memory, const std::string& hint, const std::string& fallback_issue) {
  Topic topic = topic_of(s, p.range, p.speaker, memory, fallback_issue);
  p.issue = std::move(topic.issue);
  p.issues_other = std::move(topic.others);
  p.attitude = attitude_of(s, p.range, p.cls, hint);
  const bool bystander = p.speaker.party == "EXPERT" || p.speaker.party == "MEDIA" || p.speaker.party == "UNKNOWN";
  if (bystander && !is_act_class(p.cls) && (p.attitude.attitude == Attitude::concede || p.attitude.attitude == Attitude::offer))
    p.attitude.attitude = Attitude::report;   // assesses what others do
  p.negated = p.negated || is_negated(s, p.range);
  p.hedge = hedge_of(s, p.range);
  // what begins with "in exchange for" is the price itself, not a stand under a condition
  if (s.starting_at(p.range.begin, TermKind::joiner, "exchange") == nullptr) p.condition = condition_in(s, p.range);
  p.quote = quote_type(s, p.range);
  if (p.quote == QuoteType::mixed && !quotes_speech(s, p.range)) p.quote = QuoteType::indirect;
  if (p.kind != RecordKind::stance) p.holder = holder_of(s, p);
  if (const std::string whose = passed_on_for(s, p.range); !whose.empty() && !includes_parties(p.speaker.party, whose)) {
    p.holder = whose;
    p.attitude.attitude = Attitude::demand;
  }
}

/// Joins what stands in one group: a concession beside what is asked for it carries that as its condition.
void link_group(const Scene& s, std::vector<Proposition>& out, std::size_t from) {
  for (std::size_t i = from; i < out.size(); ++i) {
    Proposition& p = out[i];
    if (p.attitude.attitude != Attitude::concede || p.condition) continue;
    const bool instead = i > from && out[i - 1].issue != p.issue && out[i - 1].group == p.group && p.group != 0;
    if (instead && p.attitude.predicate_class == "accept" && p.attitude.predicate && !p.attitude.turned) {
      // "A would be best, but B opposes it, so we accept C": A is given up for C
      const Range words = s.view.trimmed({p.attitude.predicate->end, p.range.end});
      if (words.size() >= (s.latin ? 8u : 4u)) p.condition = words;
      continue;
    }
    for (std::size_t j = i + 1; j < out.size(); ++j) {
      const Token* exchange = s.first_in({out[j].range.begin, std::min(out[j].range.end, out[j].range.begin + 24)}, TermKind::joiner, "exchange");
      if (exchange == nullptr) continue;
      p.condition = s.view.trimmed({exchange->range.end, out[j].range.end});
      break;
    }
  }
}

struct SentenceReader {
  const Scene& s;
  BlockRole role;
  Discourse& d;
  std::vector<Proposition>& out;
  Memory& m;

  void emit(const Frame& f, Range content, const Speaker& speaker, const std::vector<std::string>& relays, int carried, const char* rule) {
    content = s.view.trimmed(content);
    if (content.size() < (s.latin ? 8u : 3u)) return;
    const std::size_t from = out.size();
    std::string last_issue;
    for (const Range r : propositions(s, content, f, speaker.party)) {
      Proposition p;
      p.range = without_opener(s, s.view.trimmed(r));
      if (p.range.size() < (s.latin ? 8u : 3u)) continue;
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
      p.negated = f.adjuncts.denied || f.cls == "refusal";
      if (f.adjuncts.denied && !is_act_class(f.cls)) p.cls = "refusal";
      fill(s, p, m, f.hint, last_issue);
      if (f.cls == "list" && !includes_parties(speaker.party, m.list_holder)) p.holder = m.list_holder;
      if (is_undertaking(s, p, f.cls)) {
        p.kind = RecordKind::commitment;
        // "A agreed to B": the narrator tells the deed, nobody is said to have said it
        if (is_act_class(f.cls) && f.parent < 0 && carried == 0 && !told && p.quote == QuoteType::indirect) p.quote = QuoteType::none;
      }
      last_issue = p.issue;
      out.push_back(std::move(p));
    }
    if (out.size() - from > 1) {
      const std::uint32_t group = d.next_group++;
      for (std::size_t i = from; i < out.size(); ++i) out[i].group = group;
    }
    link_group(s, out, from);
    if (!last_issue.empty() && last_issue.rfind("other:", 0) != 0) m.issue = m.said_about[speaker.name] = last_issue;
  }

  void keep(const Frame& f, const Speaker& speaker, const std::vector<std::string>& relays) {
    m.last = {speaker, relays, f.adjuncts.time};
    if (!is_act_class(f.cls) && f.parent < 0) m.teller = m.last;
    if (f.adjuncts.time) m.time = f.adjuncts.time;
    m.cls = f.cls;
    m.channel = f.adjuncts.channel;
    if (speaker.kind == SpeakerKind::person) m.person = speaker;
    m.carry = 0;
    m.relays_of_act = is_act_class(f.cls) ? relays : std::vector<std::string>();
    m.frame = f;
    const Mark final = s.view.mark(s.sentence.range.end - 1);
    m.unfinished = final != Mark::stop && final != Mark::close_quote && final != Mark::close;
  }

  /// An act told right after somebody's speech ("... X said. Y agreed with Z"): X tells it.
  bool told_by_teller(const Frame& f, const Speaker& speaker) const {
    return m.carry >= 0 && m.carry < longest_carry && is_act_class(f.cls) && !f.adjuncts.time && m.teller.speaker &&
           m.teller.speaker.kind == SpeakerKind::person && speaker.kind != SpeakerKind::narrator &&
           m.teller.speaker.name != speaker.name && includes_parties(speaker.party, m.teller.speaker.party);
  }

  void frame(const Frame& f, const std::vector<Speaker>& resolved, Speaker speaker) {
    std::vector<std::string> relays;
    if (f.parent >= 0) relays = parent_relays[static_cast<std::size_t>(f.parent)], relays.push_back(resolved[static_cast<std::size_t>(f.parent)].name);
    for (const Speaker& r : f.relays) relays.push_back(r.name);
    if (f.cls == "list") {
      const std::string whose = parties_in(s, {s.sentence.range.begin, f.cue.range.begin});
      if (!whose.empty()) m.list_holder = whose;
      speaker.phrase = speaker.head;
    }
    note_pair({s.sentence.range.begin, f.begin});
    resolve(s, m, speaker, relays);
    this_relays = relays;
    this_speaker = speaker;
    if (speaker.kind == SpeakerKind::unspecified) {
      emit(f, f.content, speaker, relays, 0, f.rule);
      return;
    }
    told = false;
    if (f.parent < 0 && told_by_teller(f, speaker)) {
      told = true;
      if (speaker.party == m.teller.speaker.party) relays = m.teller.relays, relays.push_back(m.teller.speaker.name);
      else speaker = m.teller.speaker, relays = m.teller.relays;
      this_relays = relays;
    }
    remember_documents(s, f, speaker, relays, m);
    if (f.content.empty() && (f.rule == std::string_view("noun") || f.content.begin == s.sentence.range.end) && m.loose_quote) {
      pending(f, speaker, relays);
    } else {
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

  bool full_quote(Range r) const { return !r.empty() && s.view.quote[r.begin] > 0 && s.view.quote[r.end - 1] > 0; }

  /// May a sentence without a cue go on with what was said before?
  bool goes_on(Range r) const {
    if (m.carry < 0 || m.carry >= longest_carry || !m.last.speaker) return false;
    if (full_quote(r)) return true;
    for (const Clause& c : s.sentence.clauses)
      if (!c.quoted && is_narrators(s, c.range)) return false;
    if (s.latin)
      for (const Token& t : s.tokens)
        if (s.is(t, TermKind::narrator) && s.view.quote[t.range.begin] == 0) return false;
    if (m.cls == "agentless" || m.cls == "colon" || m.cls == "noun") return false;
    if (is_act_class(m.cls) && (m.relays_of_act.empty() || s.starting_at(r.begin, TermKind::pronoun) == nullptr)) return false;
    if (s.time_starting_at(r.begin) != nullptr) return false;
    if (s.latin) {
      return quotes_speech(s, r) || s.starting_at(r.begin, TermKind::joiner, "carry") != nullptr;
    }
    if (quotes_speech(s, r)) return true;
    if (s.starting_at(r.begin, TermKind::joiner, "carry") != nullptr) return true;
    if (m.carry == 0 && (s.view.raw[r.begin] == 0x8FD9 || s.starting_at(r.begin, TermKind::joiner, "condition") != nullptr)) return true;
    if (m.last.speaker.party == "EXPERT" || m.last.speaker.party == "UNKNOWN") return false;
    const Token* must = s.first_in(r, TermKind::predicate, "demand");
    return must != nullptr && s.term(*must).value == "modal";
  }

  void no_frame() {
    const Range r = s.view.trimmed(s.sentence.range);
    if (r.empty()) return;
    remember_publisher(s, m);
    if (goes_on(r)) {
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
    if (full_quote(r)) {
      m.loose_quote = r;
      return;
    }
    m.carry = -1;
    if (role != BlockRole::caption) narrate(s, s.sentence.range, d, out);
    note_subject(r);
  }

  void note_subject(Range r) {
    if (Speaker first = first_phrase(s, r); first && first.kind != SpeakerKind::pronoun && first.kind != SpeakerKind::document) {
      m.subject = first;
      if (first.kind == SpeakerKind::person) m.person = first;
    }
    if (s.has(r, TermKind::contact) || s.has(r, TermKind::commitment)) note_pair(r);
  }
  void note_pair(Range r) {
    std::optional<Speaker> a;
    for (const Token& t : s.tokens) {
      if (!r.contains(t.range) || !s.is(t, TermKind::actor, "") || s.term(t).cls == "metonym") continue;   // a capital is where they met
      const Speaker who = from_actor(s, t);
      if (who.party.empty() || who.party == "MEDIA" || who.party == "EXPERT") continue;
      if (who.party.find(';') != std::string::npos) { m.pair = who; return; }
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
  d.memory.carry = -1;
  d.memory.loose_quote.reset();
  d.memory.time.reset();
  d.memory.unfinished = false;
  d.memory.continued = false;
}

void read_sentence(const Scene& scene, const Scene* before, BlockRole role, Discourse& discourse, std::vector<Proposition>& out) {
  SentenceReader reader{scene, role, discourse, out, discourse.memory, {}, false, false, {}, {}, {}};
  const bool headline = role == BlockRole::title || role == BlockRole::subhead;
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
  discourse.memory.unfinished = false;
  std::vector<Speaker> resolved;
  reader.note_pair({scene.sentence.range.begin, frames.front().begin});
  for (const Frame& f : frames) {
    reader.frame(f, resolved, f.speaker);
    resolved.push_back(reader.this_speaker);
    reader.parent_relays.push_back(reader.this_relays);
  }
  if (reader.has_loose && loose && before != nullptr && before->sentence.range.contains(*loose)) {
    SentenceReader quoted{*before, role, discourse, out, discourse.memory, {}, false, false, {}, {}, {}};
    quoted.emit(reader.loose.frame, *loose, reader.loose.speaker, reader.loose.relays, 0, "quote_before");
  }
  discourse.memory.loose_quote.reset();
  for (const Range r : left_over) narrate(scene, r, discourse, out);
  reader.note_pair(scene.sentence.range);
}

}  // namespace locarno::read
