// locarno/read/frames_subject_bare.cpp -- subjects that nothing marks: somebody counted ("a trader of the town"), a bare name, who
// holds an office told of before, two bodies side by side in a headline.
#include "read/frames_finder.hpp"
#include "read/home_state.hpp"
#include "read/noun_en.hpp"

namespace locarno::read {
namespace {

bool is_name_digit(char32_t c) { return c >= '0' && c <= '9'; }   // "a resident aged 43"

}  // namespace

/// "a trader of the town", "a mother of three": somebody counted in front of a noun that is no office, and not who spoke before.
Speaker Finder::counted_person(std::uint32_t floor, std::uint32_t at) const {
  const Range gap = s.view.trimmed({floor, at});
  std::uint32_t count = gap.begin;
  while (count + 1 < gap.end && !(s.view.raw[count] == 0x4E00 && (s.view.raw[count + 1] == 0x540D || s.view.raw[count + 1] == 0x4F4D))) ++count;
  if (count + 4 > gap.end || count > gap.begin + 14 || gap.end - count > 24) return {};
  for (std::uint32_t i = gap.begin; i < gap.end; ++i)
    if (!s.view.is_han_at(i) && !is_name_digit(s.view.raw[i])) return {};
  if (s.has({gap.begin, gap.end}, TermKind::cue)) return {};
  Speaker out;
  out.kind = SpeakerKind::unnamed;
  out.head = out.phrase = {count, gap.end};
  out.name = s.view.words(out.head);
  out.party = "UNKNOWN";
  return out;
}

/// Two to six letters at the begin of a clause that are no word of the codebook: a name with nothing to know it by.
Speaker Finder::bare_name(std::uint32_t floor, std::uint32_t at) const {
  const Range gap = s.view.trimmed({floor, at});
  if (gap.size() < 2 || gap.size() > 6 || gap.begin != clause_at(floor).begin) return {};
  for (std::uint32_t i = gap.begin; i < gap.end; ++i)
    if (!s.view.is_han_at(i)) return {};
  for (const Token& t : s.tokens)
    if (t.range.overlaps(gap)) return {};
  for (const TimeAt& t : s.times)
    if (t.range.overlaps(gap)) return {};
  Speaker out;
  out.kind = SpeakerKind::person;
  out.is_new = true;
  out.head = out.phrase = gap;
  out.name = s.view.words(gap);
  out.party = "UNKNOWN";
  return out;
}

/// In Chinese, "the party's central committee's deputy head NAME again put out a talk", "who also holds high offices of the party,
/// NAME": the person that a body before only describes.
Speaker Finder::named_holder_zh(const Speaker& body, Range clause) const {
  constexpr std::uint32_t longest_office = 14;
  if (!body || body.kind == SpeakerKind::person || body.kind == SpeakerKind::outlet || body.kind == SpeakerKind::pronoun) return {};
  const std::uint32_t end = s.view.trimmed(clause).end;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= end) break;
    if (t.range.begin < body.phrase.end || !s.is(t, TermKind::actor) || s.actor(t).kind != ActorKind::person) continue;
    const bool behind_title = t.range.begin <= body.phrase.end + longest_office && s.ending_at(t.range.begin, TermKind::title) != nullptr && !s.has({body.phrase.end, t.range.begin}, TermKind::cue);
    const bool described = t.range.end == end && s.view.raw[t.range.begin - 1] == particle_de && t.range.begin > clause.begin + 1;
    for (std::uint32_t i = body.phrase.end; i < t.range.begin; ++i)
      if (s.view.mark(i) != Mark::none || (behind_title && s.view.raw[i] == particle_de)) return {};
    return behind_title || described ? phrase_ending_at(s, t.range.end, clause.begin) : Speaker{};
  }
  return {};
}

/// A Chinese headline's "A B agree": two bodies without a word between them.
void Finder::join_glued(Speaker& direct) const {
  const Token* one = s.starting_at(sentence().range.begin, TermKind::actor);
  const Token* two = one == nullptr || s.latin ? nullptr : s.starting_at(one->range.end, TermKind::actor);
  if (two == nullptr || two->range.end != direct.phrase.end || direct.kind != SpeakerKind::body || s.actor(*one).kind == ActorKind::person) return;
  Speaker first = from_actor(s, *one);
  if (first.party.empty() || first.party == direct.party) return;
  join(first, direct);
  direct = first;
}

/// In Chinese, "A's attitude", "A's stand".
bool Finder::has_attitude_zh(const Speaker& who, Range clause) const {
  if (s.latin || !is_possessed(who) || who.kind == SpeakerKind::outlet || who.phrase.end + 2 >= clause.end) return false;
  const char32_t a = s.view.raw[who.phrase.end + 1], b = s.view.raw[who.phrase.end + 2];
  return (a == 0x6001 && b == 0x5EA6) || (a == 0x7ACB && b == 0x573A);
}

/// In Chinese, "A reports, B at the briefing, says only C": B, whom A's report begins with, says it.
bool Finder::takes_reported_zh(Frame& f) {
  Frame& before = frames.back();
  const Range clause = clause_at(f.cue.range.begin);
  if (s.latin || before.speaker.kind != SpeakerKind::outlet || !before.has_cue || before.parent >= 0 || before.content.begin >= clause.begin || quoted(before.content.begin)) return false;
  const char32_t opens = s.view.raw[clause.begin];
  if (s.starting_at(clause.begin, TermKind::joiner, "continue") != nullptr || opens == 0x5E76 || opens == 0x8FD8 || opens == 0x53C8 || opens == 0x4E5F) return false;   // "and also says": A
  const Range head = clause_at(before.content.begin);
  const Speaker first = first_phrase(s, {before.content.begin, head.end});
  if (!first || first.phrase.begin > before.content.begin + 1 || is_possessed(first) || first.kind == SpeakerKind::outlet || first.kind == SpeakerKind::document || first.kind == SpeakerKind::pronoun) return false;
  f.speaker = first;
  f.begin = clause.begin;
  f.relays = before.relays;
  f.relays.push_back(before.speaker);
  if (!f.adjuncts.time) f.adjuncts.time = before.adjuncts.time;
  const bool only_when = head.end > head.begin && s.view.raw[head.end - 1] == 0x65F6;   // "when asked": nothing told
  before.content = only_when ? Range{before.content.begin, before.content.begin} : s.view.trimmed({before.content.begin, clause.begin});
  return true;
}

/// "A does not plan to C, a government spokesman said": of the state that opens what he said, when nothing else tells whose.
void Finder::take_party_of_content(Speaker& office, std::uint32_t begin) const {
  if (!s.latin || office.kind != SpeakerKind::unnamed || (office.party != "UNKNOWN" && !office.presumed()) || is_private(s, office.phrase)) return;
  const std::uint32_t from = sentence().range.begin, b = s.skip_spaces_left(begin, from);
  const Token* title = s.ending_at(office.phrase.end, TermKind::title);
  if (b <= from + 12 || s.view.mark(b - 1) != Mark::comma || title == nullptr || !(s.term(*title).cls == "spokesperson" || is_domestic(s.term(*title).cls, s.term(*title).value))) return;
  const Token* state = s.starting_at(from, TermKind::actor);
  if (state == nullptr || s.actor(*state).kind != ActorKind::state || s.term(*state).cls == "adjective" || s.view.is_possessive_at(state->range.end, begin)) return;
  office.party = s.actor(*state).party;
  office.org = s.actor(*state).canonical;
  office.inferred = "a party inferred from the state that the words begin with";
}

/// A state or body with a few letters behind it that are no word of the codebook: a name, or an office, not known.
void Finder::glued_name(Speaker& first, std::uint32_t at) const {
  const Range gap{first.phrase.end, at};
  if (first.kind != SpeakerKind::body || gap.size() < 2 || gap.size() > 8 || s.view.raw[gap.begin] == 0x65B9) return;   // "the side of X ..."
  if (s.view.raw[gap.begin] == 0x6001 || (s.view.raw[gap.begin] == 0x7ACB && s.view.raw[gap.begin + 1] == 0x573A)) return;   // "in a firm manner"
  for (std::uint32_t i = gap.begin; i < gap.end; ++i)
    if (!s.view.is_han_at(i) || s.view.raw[i] == 0x7684) return;   // "X's proposed ...": no name holds the particle
  for (const Token& t : s.tokens)
    if (t.range.overlaps(gap) && (t.range.size() >= 2 || t.range.begin == gap.begin)) return;
  const bool accredited = first.phrase.begin > s.sentence.range.begin && s.view.raw[first.phrase.begin - 1] == 0x9A7B;
  first.org = first.name;
  first.kind = SpeakerKind::person;
  first.is_new = true;
  first.head = gap;
  first.name = s.view.words(gap);
  const char32_t one = s.view.raw[gap.begin], counter = s.view.raw[gap.begin + 1];
  const bool anybody = one == 0x4E00 && (counter == 0x540D || counter == 0x4F4D);   // "a trader of the capital" speaks for nobody
  if (accredited || anybody) first.party = "UNKNOWN";   // accredited to a state, not of it
  first.phrase.end = at;
}

}  // namespace locarno::read
