// locarno/read/speaker_names.cpp -- names in no codebook: a person beside a title, an outlet by a word of the press.
#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

/// The middle dot between the parts of a transliterated name.
bool is_name_dot(char32_t c) { return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027; }

std::uint32_t word_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  while (at > floor && (s.view.is_letter_at(at - 1) || s.view.raw[at - 1] == '-' || s.view.raw[at - 1] == 0x2019 || s.view.raw[at - 1] == '\'')) --at;
  return at;
}

}  // namespace

/// In Chinese, "selling charcoal, NAME" with a dot in it and no office: somebody whom the words before it describe.
static Speaker bare_name_zh(const Scene& s, Range name) {
  constexpr std::uint32_t least = 4, longest = 12, particle_de = 0x7684;
  std::uint32_t b = name.begin;
  for (std::uint32_t i = name.begin; i < name.end && !is_name_dot(s.view.raw[i]); ++i)
    if (s.view.raw[i] == particle_de) b = i + 1;
  const bool opens = b > name.begin || b == s.sentence.range.begin || s.view.mark(b - 1) == Mark::comma;
  if (!opens || name.end - b < least || name.end - b > longest || is_name_dot(s.view.raw[b])) return {};
  for (const Token& t : s.tokens)
    if (t.range.overlaps({b, name.end}) && (s.is(t, TermKind::actor) || s.is(t, TermKind::cue) || s.is(t, TermKind::title))) return {};
  Speaker out;
  out.kind = SpeakerKind::person;
  out.is_new = true;
  out.head = out.phrase = {b, name.end};
  out.name = s.view.words(out.head);
  out.party = "UNKNOWN";
  return out;
}

Speaker unknown_name_zh(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  if (at > floor + 2 && (s.view.raw[at - 1] == 0x5219 || s.view.raw[at - 1] == 0x4EA6 || s.view.raw[at - 1] == 0x4E5F)) --at;   // "then", "also" behind the name
  std::uint32_t b = at;
  bool dotted = false;
  while (b > floor && at - b < 16 && (s.view.is_han_at(b - 1) || is_name_dot(s.view.raw[b - 1]))) {
    if (s.ending_at(b, TermKind::title) != nullptr && b < at) break;
    if (is_name_dot(s.view.raw[b - 1])) dotted = true;
    --b;
  }
  const Token* title = s.ending_at(b, TermKind::title);
  const std::uint32_t n = at - b;
  if (title == nullptr && dotted) return bare_name_zh(s, {b, at});
  if (title == nullptr || n < 2 || n > (dotted ? 15u : 6u)) return {};
  for (const Token& t : s.tokens) {
    if (!t.range.overlaps({b, at})) continue;
    const TermKind k = s.term(t).kind;
    if (k == TermKind::cue || k == TermKind::contact || k == TermKind::negator || names_issue(t) || k == TermKind::commitment) return {};
    if ((k == TermKind::joiner || k == TermKind::predicate) && !dotted) return {};
    if (k == TermKind::actor && t.range.end == at) return {};
  }
  Speaker out;
  out.kind = SpeakerKind::person;
  out.is_new = true;
  out.head = {b, at};
  out.phrase = {modifiers_begin(s, phrase_begin(s, title->range.begin, floor), floor), at};
  if (s.ending_at(at, TermKind::joiner, "body_noun") != nullptr) {  // the president's office: a body, not a name
    out.kind = SpeakerKind::body;
    out.is_new = false;
    out.head = out.phrase;
    set_body(s, out, out.phrase, "office");
    infer_party(s, out, *title);
    const Actor* body = body_in(s, out.phrase);
    out.name = (body != nullptr ? s.report.adjective(*body) + " " : "") + s.term(*title).value + "'s " +
               s.term(*s.ending_at(at, TermKind::joiner, "body_noun")).value;
    return out;
  }
  out.name = s.view.words(out.head);
  out.role = s.term(*title).value;
  set_body(s, out, out.phrase, s.term(*title).cls);
  if (s.term(*title).cls != "private") infer_party(s, out, *title);
  return out;
}

Speaker unknown_name_en(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t b = at;
  int words = 0;
  while (words < 4) {
    const std::uint32_t e = words == 0 ? b : s.skip_spaces_left(b, floor);
    const std::uint32_t w = word_begin(s, e, floor);
    if (w == e || !s.view.is_capital_at(w)) break;
    if (words > 0 && s.ending_at(e, TermKind::title) != nullptr) break;
    // a state before a name is no part of it; a given name that is also somebody's surname is
    if (const Token* a = s.ending_at(e, TermKind::actor); a != nullptr && words > 0 && s.actor(*a).kind != ActorKind::person) break;
    b = w;
    ++words;
  }
  for (const Token& t : s.tokens) {   // begun inside a body's dotted name ("U.S. State ...")
    if (t.range.begin >= b) break;
    if (t.range.end > b && t.range.begin >= floor && s.is(t, TermKind::actor) && s.actor(t).kind != ActorKind::person) b = t.range.begin;
  }
  const std::uint32_t before = s.skip_spaces_left(b, floor);
  const Token* title = s.ending_at(before, TermKind::title);
  if (words == 0 || at - b < 3) return {};
  if (words < 2 && title == nullptr) return {};
  if (words < 3 && en::is_determiner(s.view, en::word_after(s.view, b, at))) return {};   // "His Cambodian"
  if (s.starting_at(b, TermKind::joiner) != nullptr && words < 3) return {};
  Speaker out;
  out.kind = SpeakerKind::person;
  out.is_new = true;
  out.head = {b, at};
  out.phrase = {title != nullptr ? phrase_begin(s, title->range.begin, floor) : b, at};
  out.name = s.view.words(out.head);
  if (title != nullptr) out.role = s.term(*title).value;
  set_body(s, out, out.phrase, title != nullptr ? s.term(*title).cls : "");
  if (title != nullptr && s.term(*title).cls != "private") infer_party(s, out, *title);
  return out;
}

Speaker bracketed_outlet(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t i = at;
  const Token* word = s.ending_at(at, TermKind::title, "media");
  if (word == nullptr && !s.latin) word = s.ending_at(at, TermKind::joiner, "outlet_noun");   // "the weekly << Name >>" with its noun behind
  if (word != nullptr) i = word->range.begin;
  if (i <= floor || s.view.mark(i - 1) != Mark::close || s.view.raw[i - 1] == ')' || s.view.raw[i - 1] == 0xFF09) return {};
  std::uint32_t b = i - 1;
  while (b > floor && s.view.mark(b) != Mark::open) --b;
  if (s.view.mark(b) != Mark::open) return {};
  if (const Token* known = s.ending_at(i - 1, TermKind::actor); known != nullptr && known->range.begin == b + 1 && s.actor(*known).kind == ActorKind::outlet) {
    Speaker out = from_actor(s, *known);
    out.phrase = {phrase_begin(s, b, floor), at};
    return out;
  }
  Speaker out;
  out.kind = SpeakerKind::outlet;
  out.party = "MEDIA";
  out.is_new = true;
  out.name = s.view.words({b + 1, i - 1});
  out.phrase = {phrase_begin(s, b, floor), at};
  out.head = out.phrase;
  return out;
}

Speaker named_outlet(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  const Token* noun = s.ending_at(at, TermKind::joiner, "outlet_noun");
  if (noun == nullptr || noun->range.begin < floor || s.ending_at(at, TermKind::actor) != nullptr) return {};
  std::uint32_t b = noun->range.begin;
  if (s.latin) {
    for (int words = 0; words < 4; ++words) {
      const std::uint32_t e = s.skip_spaces_left(b, floor);
      const std::uint32_t w = word_begin(s, e, floor);
      if (w == e || !s.view.is_capital_at(w)) break;
      b = w;
    }
  } else {
    while (b > floor && at - b < 14 && s.view.is_han_at(b - 1) && s.ending_at(b, TermKind::joiner, "prep") == nullptr && s.time_ending_at(b) == nullptr) --b;
  }
  if (at - b < (s.latin ? 6u : 4u)) return {};
  for (const Token& t : s.tokens)   // "the IRNA news agency" is known
    if (t.range.begin >= b && t.range.end <= at && s.is(t, TermKind::actor) && s.actor(t).kind == ActorKind::outlet) return from_actor(s, t);
  Speaker out;
  out.kind = SpeakerKind::outlet;
  out.party = "MEDIA";
  out.is_new = true;
  out.head = out.phrase = {b, at};
  out.name = s.view.words(out.head);
  return out;
}

const Token* body_across(const Scene& s, std::uint32_t at) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= at) break;
    if (t.range.end > at && t.range.end <= at + 2 && s.is(t, TermKind::actor) && s.actor(t).kind != ActorKind::person) return &t;
  }
  return nullptr;
}

Speaker society_zh(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t longest = 12;   // characters before the word for a society
  const Token* noun = s.ending_at(at, TermKind::joiner, "society");
  if (s.latin || noun == nullptr || noun->range.begin <= floor || s.ending_at(at, TermKind::actor) != nullptr) return {};
  const std::uint32_t from = noun->range.begin > floor + longest ? noun->range.begin - longest : floor;
  const Token* state = s.last_in({from, noun->range.begin}, TermKind::actor);
  if (state == nullptr || s.actor(*state).kind != ActorKind::state || state->range.size() < 2) return {};
  for (std::uint32_t i = state->range.end; i < noun->range.begin; ++i)
    if (!s.view.is_han_at(i)) return {};
  Speaker out;
  out.kind = SpeakerKind::body;
  out.is_new = true;
  out.head = out.phrase = {state->range.begin, at};
  out.name = s.view.words(out.head);
  out.party = "UNKNOWN";
  return out;
}

}  // namespace locarno::read
