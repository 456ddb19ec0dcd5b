#include "read/frames.hpp"

#include <algorithm>

#include "read/chain.hpp"
#include "read/frames_finder.hpp"
#include "read/silence.hpp"
#include "read/stands.hpp"
#include "read/talked.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

/// The frame whose content a new cue stands in, and whether the two stand side by side.
void Finder::place(Frame& f) {
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
    // "While A said C, B said D": the two stand side by side
    const bool beside = s.latin && s.clause_of(before.begin) == 0 && clause.range.begin > before.content.begin && opens_contrast_en();
    const bool two_heads = headline && !s.latin && clause.before == Mark::space && f.begin <= clause.range.begin + 2;
    const bool sibling = two_heads || beside || stands_aside_en(f, before) || opens_with_en(clause.range) || (!quoted(before.content.begin) && opens_with_time_en(clause.range)) || (!s.latin && one_of(before.cls, {"attitude_oppose", "attitude_support", "demand", "denial", "rejection"}) && !is_act_class(f.cls) && clause.range.begin > before.content.begin && clause.before == Mark::comma) || (!s.latin && f.speaker.party == "EXPERT" && clause.before == Mark::comma && f.begin <= clause.range.begin + 1) || same_speaker(f.speaker, before.speaker) || (before.speaker.kind == SpeakerKind::joint && has_party(before.speaker.party, f.speaker.party)) || clause.before == Mark::semicolon ||
                         (contrast && clause.range.begin > before.content.begin) ||
                         // "A denied C, and B said D"
                         (s.latin && is_act_class(before.cls) && !is_act_class(f.cls) && clause.range.begin > before.content.begin && en::is_coordinator(s.view, en::word_after(s.view, clause.range.begin, clause.range.end)));
    f.relays = before.relays;
    if (!sibling && answers_before(f, before)) {   // "A said C, D; B says that is a lie": B's own words
      f.parent = before.parent;
      close(before, clause.range.begin);
      return;
    }
    if (sibling && s.latin && before.rule == std::string_view("source")) f.relays.clear();   // the outlet passed on another's words
    if (sibling) {
      f.parent = before.parent;
      if (!f.adjuncts.time) f.adjuncts.time = before.adjuncts.time;
    } else {
      f.parent = i;
    }
    close(before, clause.range.begin);
    if (!s.latin && f.parent == i && opens_only(before.content)) before.content = {before.content.begin, before.content.begin};
    return;
  }
}

/// "The report says that, to reach C, S said D": what stands before S is of his sentence.
bool Finder::opens_only(Range content) const {
  const Token* opener = s.starting_at(content.begin, TermKind::joiner, "subordinate");
  if (opener == nullptr || opener->range.size() < 2 || content.empty()) return false;
  const std::size_t first = s.clause_of(content.begin), last = s.clause_of(content.end - 1);
  return first == last;
}

/// In Chinese, another party that speaks in a later clause of what somebody said, with a clause between or "for his part": no words
/// in words.
bool Finder::answers_before(const Frame& f, const Frame& before) const {
  if (s.latin || f.inherited || before.speaker.kind == SpeakerKind::outlet || before.parent >= 0 || !before.has_cue) return false;
  const std::size_t k = s.clause_of(f.begin);
  if (sentence().clauses[k].before != Mark::comma || f.begin > sentence().clauses[k].range.begin) return false;
  const bool part = f.speaker.phrase.end < f.cue.range.begin && s.view.raw[f.speaker.phrase.end] == 0x5219;
  const bool later = s.clause_of(before.content.begin) + 1 <= k && sentence().clauses[k].range.begin > before.content.begin + 2;
  const bool other = !f.speaker.party.empty() && f.speaker.party != "UNKNOWN" && f.speaker.party != "MEDIA" && before.speaker.party != "UNKNOWN" && !includes_parties(before.speaker.party, f.speaker.party);
  const bool claims = f.cue.range.size() == 1 && s.view.raw[f.cue.range.begin] == 0x79F0;   // the verb by which an outlet tells what one side holds
  return other && (part || (later && claims));
}

void Finder::close(Frame& before, std::uint32_t at) {
  if (before.content.contains(at) || before.content.end > at) {
    std::uint32_t end = std::max(before.content.begin, at);
    // a joiner that opens the next frame's clause is not content
    before.content = s.view.trimmed({before.content.begin, end});
  }
}

/// Without a mark and without a word that joins a second verb.
bool Finder::is_one_run(Range r) const {
  for (std::uint32_t i = r.begin; i < r.end; ++i) {
    const Mark m = s.view.mark(i);
    if (m != Mark::none && m != Mark::space) return false;
    if (s.view.raw[i] == 0x5E76 || s.starting_at(i, TermKind::joiner, "contrast") != nullptr || s.starting_at(i, TermKind::joiner, "continue") != nullptr) return false;
    if (s.latin && s.view.reads(i, r.end, "and ")) return false;
  }
  return true;
}

/// An act told inside somebody's speech is content, unless a person other than the speaker does it.
/// "A denied C and says D": the second word of speech, on the level of the first.
bool Finder::begins_behind_and(const Frame& f) const {
  return !en::is_participle_form(s.view, en::word_after(s.view, f.cue.range.begin, f.cue.range.end)) &&
         en::is_coordinator(s.view, en::word_before(s.view, f.cue.range.begin, sentence().range.begin));
}

/// "And", "again", "also" at the head of a Chinese word of speech.
static bool goes_on_saying(char32_t first) { return first == 0x5E76 || first == 0x53C8 || first == 0x4EA6 || first == 0x8FD8; }

bool Finder::is_content(const Frame& f) const {
  for (std::size_t i = frames.size(); i-- > 0;) {
    const Frame& before = frames[i];
    if (!before.content.contains(f.cue.range.begin)) continue;
    if (headline && !f.inherited && !s.latin && sentence().clauses[s.clause_of(f.begin)].before == Mark::space) return false;   // two headlines in one line
    if (before.content.begin == f.cue.range.begin && f.inherited) return false;   // "spoke out, saying that"
    const bool body = f.speaker.kind == SpeakerKind::body || f.speaker.kind == SpeakerKind::joint || f.speaker.kind == SpeakerKind::pronoun ||
                      f.speaker.kind == SpeakerKind::unnamed || f.speaker.kind == SpeakerKind::none;
    // "A denied having agreed to B", "A denied reports that it had": the same subject, and nothing new begins between
    if (one_of(before.cls, {"denial", "rejection"}) && f.speaker.phrase.begin == before.speaker.phrase.begin && is_one_run({before.cue.range.end, f.cue.range.begin}) && !(s.latin && begins_behind_and(f))) return true;
    if (!s.latin && f.inherited && before.cls == "attitude_oppose" && s.clause_of(f.cue.range.begin) == s.clause_of(before.cue.range.begin) && f.cue.range.begin > before.cue.range.end + 1) return true;   // "accuses B of claiming C"
    if (f.cls == "recap" && one_of(before.cls, {"denial", "rejection"}) && is_one_run({before.cue.range.end, f.cue.range.begin})) return true;   // "denies what B said of C"
    if (s.latin && f.cue.range.size() == 3 && s.view.reads(f.cue.range.begin, f.cue.range.end, "say") && en::is_auxiliary(s.view, en::word_before(s.view, f.cue.range.begin, before.content.begin))) return true;   // "he said he could say no more"
    if (opens_with_en(clause_at(f.cue.range.begin)) && f.begin > before.cue.range.end) return false;   // ", with B saying D"
    if (!f.inherited && before.has_cue && f.begin >= before.cue.range.end && is_refuted_zh(f)) return true;   // "A says B's claim of C is made up"
    if ((is_act_class(before.cls) && !is_act_class(f.cls)) || answers_it(f)) return false;
    if (f.adjuncts.denied && !f.inherited && before.has_cue && f.begin > before.cue.range.end) return true;   // "A said B had never said C": A says so
    // "blamed B for C, urged D to ...": acts of one subject, side by side
    if (!s.latin && f.inherited && one_of(before.cls, {"attitude", "attitude_oppose", "attitude_support", "attitude_thanks", "denial", "rejection", "demand"}) && is_act_class(f.cls) &&
        f.cue.range.begin == clause_at(f.cue.range.begin).begin && s.clause_of(f.cue.range.begin) == s.clause_of(before.cue.range.begin) + 1 &&
        sentence().clauses[s.clause_of(f.cue.range.begin)].before == Mark::comma) return false;
    // "A accused B of C, while D urged ...": a clause of its own beside the act
    if (s.latin && is_act_class(before.cls) && is_act_class(f.cls) && !f.inherited && s.clause_of(f.begin) > s.clause_of(before.cue.range.begin) &&
        s.starting_at(sentence().clauses[s.clause_of(f.begin)].range.begin, TermKind::joiner, "contrast") != nullptr)
      return false;
    // "A said C, but on Friday he urged D": A's act, beside his words
    if (s.latin && is_act_class(f.cls) && f.speaker.kind == SpeakerKind::pronoun && f.speaker.pronoun == "singular" && before.parent < 0 &&
        s.starting_at(sentence().clauses[s.clause_of(f.begin)].range.begin, TermKind::joiner, "contrast") != nullptr && s.clause_of(f.begin) > s.clause_of(before.cue.range.begin))
      return false;
    if (!s.latin && !f.inherited && f.begin == clause_at(f.begin).begin && sentence().clauses[s.clause_of(f.begin)].before == Mark::colon && before.speaker.kind == SpeakerKind::joint && has_party(before.speaker.party, f.speaker.party)) return false;   // "both announced steps: A announced C"
    if (is_act_class(f.cls)) {
      const std::uint32_t opens = clause_at(f.cue.range.begin).begin;
      if (f.inherited && !s.latin && one_of(f.cls, {"denial", "rejection"}))   // "..., but denies D": the speaker's own
        if (const Token* but = s.starting_at(opens, TermKind::joiner, "contrast"); but != nullptr && but->range.end == f.cue.range.begin) return false;
      if (f.inherited) return !s.latin && s.view.raw[opens] != 0x5E76 && s.starting_at(opens, TermKind::joiner, "continue") == nullptr;
      return body;
    }
    if (f.cls == "opinion") return body && f.speaker.kind != SpeakerKind::unnamed;
    // "..., which means that": a bare cue that begins a clause of somebody's speech
    if (f.inherited && sentence().clauses[s.clause_of(f.cue.range.begin)].before == Mark::semicolon) return false;
    if (f.inherited && !s.latin && s.view.mark(f.cue.range.end) != Mark::comma && s.view.mark(f.cue.range.end) != Mark::colon &&
        f.cue.range.begin == clause_at(f.cue.range.begin).begin) return !goes_on_saying(s.view.raw[f.cue.range.begin]);   // "A, and (also) said that B": his too
    return false;
  }
  return false;
}

/// "and holds" where the words read "and blames": the last letter of the cue begins another one.
bool Finder::is_cut_short(const Token& cue) const {
  if (cue.range.size() < 2) return false;
  const Token* next = s.starting_at(cue.range.end - 1, TermKind::cue);
  return next != nullptr && next->range.size() >= 2;
}

/// "C, A reported, including D": what follows only adds to C and says nothing by itself.
bool Finder::only_adds(Range rest) const {
  const Range word = en::word_after(s.view, rest.begin, rest.end);
  for (static constexpr std::string_view opener_list[] = {"including", "which", "who", "such", "despite", "except"}; const std::string_view opener : opener_list)
    if (en::is_word(s.view, word, opener)) return true;
  if (en::is_word(s.view, word, "a") || en::is_word(s.view, word, "an")) {   // "..., a step that D": the outlet on it
    Range next = en::word_after(s.view, word.end, rest.end);
    for (int step = 0; step < 3 && !next.empty(); ++step, next = en::word_after(s.view, next.end, rest.end))
      if (en::is_word(s.view, next, "that") || en::is_word(s.view, next, "which") || en::is_word(s.view, next, "aimed") || en::is_word(s.view, next, "seen")) return true;
  }
  return s.view.reads(word.begin, rest.end, "the first ") || s.view.reads(word.begin, rest.end, "the latest ");
}

/// "A, S said, but considers D": a verb of speech of S's own takes D up.
bool Finder::tells_more(Range rest) const {
  const Range word = en::word_after(s.view, rest.begin, rest.end);
  const std::uint32_t at = en::is_coordinator(s.view, word) ? s.skip_spaces_right(word.end, rest.end) : rest.begin;
  const Token* cue = s.starting_at(at, TermKind::cue);
  return cue != nullptr && !one_of(s.term(*cue).cls, {"noun", "channel", "source", "relay", "narrator"});
}

void Finder::take_speech(const Token& cue) {
  Frame f;
  f.cue = cue;
  f.cls = s.term(cue).cls;
  f.hint = s.term(cue).value;
  f.rule = "subject_first";
  if (!s.latin && followed_by_de(cue) && f.cls != "recap") { take_said_quote(f); return; }
  if (!s.latin && s.clause_of(cue.range.begin) > 0 && !quoted(cue.range.begin) && s.starting_at(clause_at(cue.range.begin).begin, TermKind::joiner, "condition") != nullptr) return;   // "if A tells B": nobody has
  if (asks_aloud_en(f)) f.cls = "neutral", f.hint.clear();
  else if (is_question(f)) return;
  if (is_noun_here(f) || names_in_aside(f) || is_nobodys_en(f) || keeps_silent_zh(f) || tells_when_zh(f) || is_unspoken(s, f.cue.range)) return;
  if (take_denial_aside(f) || take_quoted_as(f) || take_told_by(f)) return;
  if (s.latin && !is_verb_en(f)) return;
  const std::uint32_t end = sentence().range.end;
  const bool quote_open_before = sentence().range.begin < cue.range.begin && quoted(sentence().range.begin);
  const bool topic = take_topic(f);
  if (f.cls == "list") {
    take_list(f);
    return;
  }
  if (topic && is_content(f) && (f.inherited || f.speaker.party == "UNKNOWN" || frames.back().speaker.party == f.speaker.party)) return;   // what the speaker tells of his own side
  if (!topic && !find_subject(f)) {
    if (!s.latin || !take_inverted(f)) return;
  } else if (!topic) {
    if ((is_content(f) && !denies_it(f)) || is_wished_zh(f) || keeps_silent_en(f) || (s.latin && (in_relative_en(f) || is_term_en(f)))) return;
    if (f.cls == "commitment" && f.hint == "agree" && f.speaker.kind == SpeakerKind::document && !s.latin) return;   // "the text has been agreed": no text agrees
    if (!f.inherited && is_only_talked_of(s, f.speaker.phrase, f.cue.range.begin)) return;
    if (f.cls == "shows" && f.speaker.kind != SpeakerKind::document) return;
    if (f.cls == "reveal" && s.latin && s.view.reads(f.speaker.phrase.begin, f.speaker.phrase.end, "it") && f.speaker.phrase.size() == 2) return;   // "as it reveals": shows
    take_source(f);
    if (!f.relays.empty() && f.rule == std::string_view("source") && relay_speaker && f.relays.front().name != relay_speaker.name) f.relays.insert(f.relays.begin(), relay_speaker);
  }
  if (relay_speaker && relay_cue != nullptr && relay_end <= f.cue.range.begin && f.relays.empty()) {
    f.relays.push_back(relay_speaker);
    if (relay_source) f.relays.push_back(relay_source);
    if (!f.adjuncts.time) f.adjuncts.time = relay_adjuncts.time;
  }
  if (!f.adjuncts.time) take_leading_time(f);
  if (!topic && take_denial(f)) return;
  if (topic) { place(f); frames.push_back(std::move(f)); return; }
  if (s.latin) absorb_acts_en(f);
  std::uint32_t at = f.rule == std::string_view("inverted") ? f.speaker.phrase.end : content_begin(f);
  if (s.latin && asks_en(f, at)) {
    f.cls = "demand";
    at += 3;
  }
  if (s.latin && names_only_en(f, at)) return;   // "the outlet first reported the deadline"
  const bool bare = rest_is_bare(f, at) || (s.latin && f.cls == "neutral" && asks_aloud_en(f));
  if (s.latin && f.adjuncts.denied && !is_act_class(f.cls) && (bare || s.view.mark(f.cue.range.end) == Mark::comma)) return;   // "A had not replied": nobody speaks
  if (bare && !frames.empty() && add_trailing_relay(f)) return;
  if (passes_on(f)) {   // "A said C, B said, but D": B tells of A, then goes on by itself
    add_relay(f.speaker, f.begin);
    f.content = content_range(f, s.skip_spaces_right(f.cue.range.end + 1, end), end);
    if (const Range word = en::word_after(s.view, f.content.begin, f.content.end); en::is_coordinator(s.view, word) || s.starting_at(word.begin, TermKind::joiner, "contrast") != nullptr) f.content.begin = s.skip_spaces_right(word.end, f.content.end);
    const Token* more = s.starting_at(f.content.begin, TermKind::cue);
    if (f.content.empty() || only_adds(f.content) || more != nullptr) f.content = {f.cue.range.end, f.cue.range.end};   // ", B said, adding that D"
    frames.push_back(std::move(f));
    return;
  }
  const bool aside = is_parenthetic(f);
  if (!bare && !aside && content_stands_before(f, at) && take_quote_first(f)) {
    take_cited_after(f);
    frames.push_back(std::move(f));
    return;
  }
  if (bare || aside || f.rule == std::string_view("inverted") || (quote_open_before && frames.empty() && (s.latin || quote_before_subject(f)))) {
    if (take_quote_first(f)) {
      take_cited_after(f);
      if (!bare) {
        const Range rest = s.view.trimmed({at, end});
        if (!rest.empty() && (quoted(rest.begin) || (aside && !quoted(f.content.begin) && !only_adds(rest) && !tells_more(rest)))) f.more = rest;
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
  if (f.rule == std::string_view("relative") || tells_in_relative(f)) f.content = s.view.trimmed({f.content.begin, std::min(f.content.end, clause_at(f.cue.range.begin).end)});
  if (f.content.empty()) return;
  place(f);
  frames.push_back(std::move(f));
}

void Finder::run() {
  if (sentence().clauses.empty()) return;
  const bool colon = take_colon();
  if (colon && headline && frames.front().begin <= sentence().range.begin + 4) return;
  for (const Token& t : s.tokens) {
    if (!s.is(t, TermKind::cue) || quoted(t.range.begin)) continue;
    const std::string& cls = s.term(t).cls;
    if (cls == "channel" || cls == "source" || cls == "narrator") continue;
    if (cls == "relay") { take_relay(t); continue; }
    if (relay_cue != nullptr && t.range.begin < relay_end) continue;
    if (!frames.empty() && frames.back().cue.range.overlaps(t.range)) continue;
    if (!s.latin && is_cut_short(t)) continue;
    if (cls == "agentless") { take_agentless(t); continue; }
    if (cls == "passive") { take_passive(t); continue; }
    if (cls == "noun") { take_noun(t); continue; }
    take_speech(t);
  }
  finish_relay();
  s.latin ? take_terms_en() : take_terms_zh();
  resume_parents();
  for (Frame& f : frames)  // a split quotation gives its second part away
    if (!f.more.empty() && f.content.overlaps(f.more)) f.more = {};
  if (!s.times.empty())
    for (Frame& f : frames)
      if (!f.adjuncts.time && f.has_cue) take_near_time(f);
}

/// Speech in speech ends where a contrast names someone else: the outer speaker goes on. An act's object ends there too,
/// and what follows is the narrator's.
void Finder::resume_parents() {
  std::vector<Frame> resumed;
  for (Frame& f : frames) {
    if (f.content.empty() || f.content.size() < 8) continue;
    const bool nested = f.parent >= 0;
    const bool act = is_act_class(f.cls) && f.cls != "attitude_oppose";
    if ((!nested || s.latin) && !act) continue;
    for (const Clause& c : sentence().clauses) {
      if (c.range.begin <= f.content.begin || !f.content.contains(c.range.begin) || c.quoted) continue;
      const Token* joiner = s.starting_at(c.range.begin, TermKind::joiner, "contrast");
      const bool turn = joiner != nullptr || (s.view.raw[c.range.begin] == 0x800C && (nested || begins_stand(s, c.range.begin + 1, f.content.end)));
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

bool is_act_class(const std::string& cls) {
  return one_of(cls, {"commitment", "demand", "offer", "attitude", "attitude_support", "attitude_oppose", "attitude_thanks", "doubt", "hope", "performative", "denial", "rejection"});
}

std::vector<Frame> find_frames(const Scene& scene, bool headline, std::vector<Range>& left_over) {
  Finder finder(scene, headline);
  finder.run();
  left_over = std::move(finder.left_over);
  for (Range& r : left_over)   // up to the next one who is said to say something
    for (const Frame& f : finder.frames)
      if (f.has_cue && f.cue.range.begin >= r.begin && f.begin < r.end && !(f.content.empty() && is_act_class(f.cls))) r.end = std::max(r.begin, f.begin);
  return std::move(finder.frames);
}

}  // namespace locarno::read
