#include "read/speaker.hpp"

#include <algorithm>

namespace locarno::read {
namespace {

bool has_party(const std::string& list, std::string_view party) {
  std::size_t b = 0;
  while (b <= list.size()) {
    std::size_t e = list.find(';', b);
    if (e == std::string::npos) e = list.size();
    if (std::string_view(list).substr(b, e - b) == party) return true;
    b = e + 1;
  }
  return false;
}

bool held(const Actor& a, Date day) {
  return (!a.from || earliest(*a.from) <= day) && (!a.to || day <= latest(*a.to));
}

Speaker from_row(const Actor& a, Range head) {
  Speaker s;
  s.kind = a.kind == ActorKind::person ? SpeakerKind::person : a.kind == ActorKind::outlet ? SpeakerKind::outlet : SpeakerKind::body;
  s.name = a.canonical;
  s.party = a.party.empty() ? "UNKNOWN" : a.party;
  s.org = a.org;
  s.role = a.role;
  s.head = s.phrase = head;
  s.plural = a.party.find(';') != std::string::npos || a.kind == ActorKind::group;
  return s;
}

/// The middle dot between the parts of a transliterated name.
bool is_name_dot(char32_t c) { return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027; }

/// Extends a noun phrase leftwards over names, titles, places and the Han text between them.
std::uint32_t phrase_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t b = at;
  for (;;) {
    const std::uint32_t p = s.skip_spaces_left(b, floor);
    const Token* t = s.ending_at(p, TermKind::actor);
    if (t == nullptr) t = s.ending_at(p, TermKind::title);
    if (t == nullptr) t = s.ending_at(p, TermKind::place);
    if (t != nullptr && t->range.begin >= floor && t->range.begin < b) { b = t->range.begin; continue; }
    if (!s.latin && p > floor && s.view.raw[p - 1] == 0x7684 && p == b) {  // the particle of attribution
      const Token* before = s.ending_at(p - 1, TermKind::actor);
      if (before != nullptr && before->range.begin >= floor) { b = before->range.begin; continue; }
    }
    if (s.latin && p > floor + 1 && s.view.reads(p - 2, p, "'s")) { b = p - 2; continue; }
    return b;
  }
}

/// For an unnamed source the modifiers count too ("several US officials who ..."): back to the begin of the clause when
/// nothing but plain words lies between.
std::uint32_t modifiers_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  if (s.latin) return at;
  if (at - floor > 16 || at <= floor) return at;
  for (std::uint32_t i = floor; i < at; ++i)
    if (!s.view.is_han_at(i) && !s.view.is_letter_at(i)) return at;
  const Range gap{floor, at};
  for (const TimeAt& t : s.times)
    if (t.range.overlaps(gap)) return at;
  for (const Token& t : s.tokens) {
    if (!t.range.overlaps(gap)) continue;
    if (s.is(t, TermKind::cue) || s.is(t, TermKind::joiner) || s.is(t, TermKind::contact)) return at;
  }
  return floor;
}

/// State, organisation or place of a noun phrase: whom an unnamed official speaks for.
const Actor* body_in(const Scene& s, Range phrase) {
  const Actor* found = nullptr;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= phrase.end) break;
    if (!phrase.contains(t.range) || !s.is(t, TermKind::actor)) continue;
    const Actor& a = s.actor(t);
    if (a.kind != ActorKind::person) { if (found == nullptr) found = &a; }
  }
  return found;
}

bool is_former(const Scene& s, Range phrase) {
  const std::uint32_t at = phrase.begin;
  if (s.view.raw[at] == 0x524D) return true;  // "former"
  if (at > s.sentence.range.begin && s.view.raw[at - 1] == 0x524D) return true;
  return s.view.reads(at, phrase.end, "former ") || (at >= 7 && s.view.reads(at - 7, at, "former "));
}

void set_body(const Scene& s, Speaker& speaker, Range phrase, const std::string& cls) {
  const Actor* body = body_in(s, phrase);
  if (body != nullptr) speaker.org = body->canonical;
  if (cls == "expert") speaker.party = "EXPERT";
  else if (cls == "media") speaker.party = "MEDIA";
  else if (body != nullptr && is_former(s, phrase)) speaker.party = "EXPERT";
  else speaker.party = body != nullptr ? body->party : "UNKNOWN";
}

Speaker from_title(const Scene& s, const Token& title, std::uint32_t floor) {
  Speaker out;
  out.kind = SpeakerKind::unnamed;
  const std::string& cls = s.term(title).cls;
  out.role = s.term(title).value;
  const std::uint32_t core = phrase_begin(s, title.range.begin, floor);
  out.phrase = {modifiers_begin(s, core, floor), title.range.end};
  out.head = out.phrase;
  set_body(s, out, out.phrase, cls);
  const std::string noun = cls == "official" || cls == "expert" || cls == "diplomat" ? out.role + "s" : out.role;
  const Actor* body = body_in(s, out.phrase);
  out.name = (body != nullptr ? s.report.adjective(*body) + " " : "") + noun + " (unnamed)";
  out.plural = true;
  return out;
}

/// A name in no codebook: letters between a title and `at` (Chinese), or capitalised words (Latin).
Speaker unknown_name_zh(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t b = at;
  bool dotted = false;
  while (b > floor && at - b < 16 && (s.view.is_han_at(b - 1) || is_name_dot(s.view.raw[b - 1]))) {
    if (s.ending_at(b, TermKind::title) != nullptr && b < at) break;
    if (is_name_dot(s.view.raw[b - 1])) dotted = true;
    --b;
  }
  const Token* title = s.ending_at(b, TermKind::title);
  const std::uint32_t n = at - b;
  if (title == nullptr || n < 2 || n > (dotted ? 15u : 6u)) return {};
  for (const Token& t : s.tokens) {
    if (!t.range.overlaps({b, at})) continue;
    const TermKind k = s.term(t).kind;
    if (k == TermKind::cue || k == TermKind::contact || k == TermKind::negator || k == TermKind::issue || k == TermKind::commitment) return {};
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
    const Actor* body = body_in(s, out.phrase);
    out.name = (body != nullptr ? s.report.adjective(*body) + " " : "") + s.term(*title).value + "'s " +
               s.term(*s.ending_at(at, TermKind::joiner, "body_noun")).value;
    return out;
  }
  out.name = s.view.words(out.head);
  out.role = s.term(*title).value;
  set_body(s, out, out.phrase, s.term(*title).cls);
  return out;
}

std::uint32_t word_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  while (at > floor && (s.view.is_letter_at(at - 1) || s.view.raw[at - 1] == '-' || s.view.raw[at - 1] == 0x2019 || s.view.raw[at - 1] == '\'')) --at;
  return at;
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
  const std::uint32_t before = s.skip_spaces_left(b, floor);
  const Token* title = s.ending_at(before, TermKind::title);
  if (words == 0 || at - b < 3) return {};
  if (words < 2 && title == nullptr) return {};
  if (s.starting_at(b, TermKind::joiner) != nullptr && words < 3) return {};
  Speaker out;
  out.kind = SpeakerKind::person;
  out.is_new = true;
  out.head = {b, at};
  out.phrase = {title != nullptr ? phrase_begin(s, title->range.begin, floor) : b, at};
  out.name = s.view.words(out.head);
  if (title != nullptr) out.role = s.term(*title).value;
  set_body(s, out, out.phrase, title != nullptr ? s.term(*title).cls : "");
  return out;
}

/// "<< Name >> Daily": a title in book brackets with a word of the press after it.
Speaker bracketed_outlet(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t i = at;
  const Token* word = s.ending_at(at, TermKind::title, "media");
  if (word != nullptr) i = word->range.begin;
  if (i <= floor || s.view.mark(i - 1) != Mark::close || s.view.raw[i - 1] == ')' || s.view.raw[i - 1] == 0xFF09) return {};
  std::uint32_t b = i - 1;
  while (b > floor && s.view.mark(b) != Mark::open) --b;
  if (s.view.mark(b) != Mark::open) return {};
  Speaker out;
  out.kind = SpeakerKind::outlet;
  out.party = "MEDIA";
  out.is_new = true;
  out.name = s.view.words({b + 1, i - 1});
  out.phrase = {phrase_begin(s, b, floor), at};
  out.head = out.phrase;
  return out;
}

/// An outlet in no codebook: a name that ends in a word of the press ("... Television", "... Daily").
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

Speaker from_pronoun(const Scene& s, const Token& t, std::uint32_t floor) {
  const Term& term = s.term(t);
  Speaker out;
  out.head = out.phrase = t.range;
  out.pronoun = term.cls;
  if (term.cls == "generic") {  // value: PARTY:Name
    const std::size_t colon = term.value.find(':');
    out.party = term.value.substr(0, colon);
    out.name = colon == std::string::npos ? term.value : term.value.substr(colon + 1);
    out.kind = out.party == "UNKNOWN" ? SpeakerKind::analysis : out.party == "MEDIA" ? SpeakerKind::outlet : SpeakerKind::unnamed;
    out.plural = true;
    const std::uint32_t core = phrase_begin(s, t.range.begin, floor);
    out.phrase = {core, t.range.end};
    if (const Actor* body = body_in(s, out.phrase); body != nullptr && out.kind == SpeakerKind::outlet) {
      out.name = s.report.adjective(*body) + " " + out.name;
      out.head = out.phrase;
    }
    return out;
  }
  if (term.cls == "document") {
    // an article in << Name >>: the paper speaks
    for (std::uint32_t p = t.range.begin; p > floor && t.range.begin - p < 8; --p)
      if (s.view.raw[p - 1] == 0x300B)
        if (Speaker paper = bracketed_outlet(s, p, floor)) return paper;
    out.kind = SpeakerKind::document;
    out.name = term.value;
    out.phrase = {phrase_begin(s, t.range.begin, floor), t.range.end};
    if (out.phrase.begin == t.range.begin) {  // "the readout that the US gave out": the issuer a few words before
      const std::uint32_t near = t.range.begin > floor + 12 ? t.range.begin - 12 : floor;
      const Token* issuer = s.last_in({near, t.range.begin}, TermKind::actor);
      if (issuer != nullptr && !s.has({issuer->range.end, t.range.begin}, TermKind::cue) && !s.latin) out.phrase.begin = issuer->range.begin;
    }
    return out;
  }
  out.kind = SpeakerKind::pronoun;
  out.plural = term.cls != "singular";
  return out;
}

bool is_speaking_actor(const Scene& s, const Token& t) {
  return s.term(t).cls != "adjective" || !s.latin;
}

}  // namespace

std::string join_parties(const std::string& a, const std::string& b) {
  if (a.empty()) return b;
  std::string out = a;
  std::size_t from = 0;
  while (from < b.size()) {
    std::size_t e = b.find(';', from);
    if (e == std::string::npos) e = b.size();
    const std::string one = b.substr(from, e - from);
    if (!one.empty() && !has_party(out, one)) out += ";" + one;
    from = e + 1;
  }
  // the Union among European states and leaders is one of them
  if (has_party(out, "EUR") && has_party(out, "EU")) {
    const std::size_t at = out.rfind(";EU");
    if (at != std::string::npos && (at + 3 == out.size() || out[at + 3] == ';')) out.erase(at, 3);
    else if (out.rfind("EU;", 0) == 0) out.erase(0, 3);
  }
  return out;
}

void join(Speaker& speaker, const Speaker& other) {
  if (!speaker) { speaker = other; return; }
  speaker.kind = SpeakerKind::joint;
  speaker.name += " and " + other.name;
  speaker.party = join_parties(speaker.party, other.party);
  speaker.plural = true;
  speaker.phrase = {std::min(speaker.phrase.begin, other.phrase.begin), std::max(speaker.phrase.end, other.phrase.end)};
  speaker.head = speaker.phrase;
}

Speaker narrator() {
  Speaker s;
  s.kind = SpeakerKind::narrator;
  s.name = "(narrator)";
  s.party = "NARRATOR";
  return s;
}

const Actor& actor_of(const Scene& scene, const Token& token) {
  const Actor& own = scene.actor(token);
  if (own.kind != ActorKind::person) return own;
  Date day = scene.report.document.published ? earliest(*scene.report.document.published) : Date{9999, 12, 31};
  const Actor* best = nullptr;
  for (const Token& t : scene.tokens) {
    if (t.range.begin > token.range.begin) break;
    if (t.range != token.range || !scene.is(t, TermKind::actor)) continue;
    const Actor& a = scene.actor(t);
    if (a.kind != ActorKind::person) continue;
    if (best == nullptr || (held(a, day) && !held(*best, day)) || (held(a, day) == held(*best, day) && a.from > best->from)) best = &a;
  }
  return best == nullptr ? own : *best;
}

Speaker from_actor(const Scene& scene, const Token& token) { return from_row(actor_of(scene, token), token.range); }

bool is_oblique(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  const std::uint32_t p = s.skip_spaces_left(at, floor);
  const Token* t = s.ending_at(p, TermKind::joiner, "prep");
  return t != nullptr && t->range.begin >= floor;
}

std::uint32_t pass_adjuncts_left(const Scene& s, std::uint32_t at, std::uint32_t floor, Adjuncts& adjuncts) {
  for (int step = 0; step < 24 && at > floor; ++step) {
    const std::uint32_t p = s.skip_spaces_left(at, floor);
    if (p <= floor) return p;
    if (const TimeAt* t = s.time_ending_at(p); t != nullptr && t->range.begin >= floor && t->range.begin < p) {
      if (!adjuncts.time) adjuncts.time = t->index;
      at = t->range.begin;
      if (s.latin) {   // "on Sunday"
        const Token* on = s.ending_at(s.skip_spaces_left(at, floor), TermKind::joiner, "prep");
        if (on != nullptr && on->range.begin >= floor) at = on->range.begin;
      }
      continue;
    }
    const Token* adverb = s.ending_at(p, TermKind::joiner, "adverb");
    if (adverb == nullptr) adverb = s.ending_at(p, TermKind::joiner, "continue");
    if (adverb != nullptr && adverb->range.begin >= floor) {
      const Token* source = s.ending_at(p, TermKind::pronoun, "generic");
      if (source != nullptr && adverb->range.begin <= floor + 2) return p;  // "analysis" alone is the source, not an adverb
      at = adverb->range.begin;
      continue;
    }
    if (const Token* no = s.ending_at(p, TermKind::negator, "negation"); no != nullptr && no->range.begin >= floor) {
      adjuncts.denied = true;
      at = no->range.begin;
      continue;
    }
    if (s.view.mark(p - 1) == Mark::close) {
      std::uint32_t b = p - 1;
      while (b > floor && s.view.mark(b) != Mark::open) --b;
      if (s.view.mark(b) == Mark::open && s.view.raw[b] != 0x300A) {
        for (const TimeAt& t : s.times)
          if (!adjuncts.time && Range{b, p}.contains(t.range)) adjuncts.time = t.index;
        at = b;
        continue;
      }
    }
    if (const Token* channel = s.ending_at(p, TermKind::cue, "channel"); channel != nullptr && channel->range.begin >= floor && !s.latin) {
      adjuncts.channel = s.term(*channel).value;
      at = channel->range.begin;
      const Token* in = s.ending_at(at, TermKind::joiner, "prep");
      if (in != nullptr && in->range.begin >= floor) at = in->range.begin;
      continue;
    }
    const Token* locative = s.ending_at(p, TermKind::joiner, "locative");
    const Token* prep = s.last_in({floor, p}, TermKind::joiner, "prep");
    const std::uint32_t near = s.latin ? 60 : 24;
    if (prep != nullptr && p - prep->range.begin <= near &&
        (locative != nullptr || s.has({prep->range.begin, p}, TermKind::pronoun, "audience") || s.has({prep->range.begin, p}, TermKind::pronoun, "generic") ||
         s.ending_at(p, TermKind::place) != nullptr || s.ending_at(p, TermKind::cue, "channel") != nullptr || (s.latin && s.ending_at(p, TermKind::actor) != nullptr) ||
         (!s.latin && s.ending_at(p, TermKind::actor) != nullptr && prep->range.end >= phrase_begin(s, p, floor)))) {
      // "in a post on X", "at the White House", "to reporters", "when he met reporters"
      if (locative != nullptr) {
        const Token* first = s.first_in({floor, p}, TermKind::joiner, "prep_in");
        if (first != nullptr && p - first->range.begin <= 40) prep = first;
      }
      const Range passed{prep->range.begin, p};
      if (const Token* channel = s.first_in(passed, TermKind::cue, "channel"); channel != nullptr) adjuncts.channel = s.term(*channel).value;
      for (const TimeAt& t : s.times)
        if (!adjuncts.time && passed.contains(t.range)) adjuncts.time = t.index;
      if (prep->range.begin <= floor && !s.latin) {
        at = prep->range.begin;
        return at;
      }
      at = prep->range.begin;
      continue;
    }
    return p;
  }
  return at;
}

Speaker phrase_ending_at(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  at = s.skip_spaces_left(at, floor);
  if (at <= floor) return {};
  const Token* actor = s.ending_at(at, TermKind::actor);
  if (actor != nullptr && actor->range.begin >= floor && s.actor(*actor).kind == ActorKind::person) {
    Speaker out = from_actor(s, *actor);
    out.phrase.begin = phrase_begin(s, actor->range.begin, floor);
    return out;
  }
  if (Speaker outlet = bracketed_outlet(s, at, floor)) return outlet;
  const Token* title = s.ending_at(at, TermKind::title);
  if (Speaker outlet = named_outlet(s, at, floor)) return outlet;
  const Token* pronoun = nullptr;
  for (const std::string_view cls : {"singular", "plural", "joint", "body", "generic", "document"})
    if (const Token* t = s.ending_at(at, TermKind::pronoun, cls); t != nullptr && (pronoun == nullptr || t->range.begin < pronoun->range.begin)) pronoun = t;
  if (pronoun != nullptr && pronoun->range.begin >= floor && (title == nullptr || pronoun->range.size() >= title->range.size()))
    return from_pronoun(s, *pronoun, floor);
  if (title != nullptr && title->range.begin >= floor && (actor == nullptr || actor->range.size() < title->range.size()))
    return from_title(s, *title, floor);
  if (actor != nullptr && actor->range.begin >= floor && is_speaking_actor(s, *actor)) {
    Speaker out = from_actor(s, *actor);
    out.phrase.begin = phrase_begin(s, actor->range.begin, floor);
    return out;
  }
  return s.latin ? unknown_name_en(s, at, floor) : unknown_name_zh(s, at, floor);
}

Speaker phrase_starting_at(const Scene& s, std::uint32_t at, std::uint32_t ceiling) {
  at = s.skip_spaces_right(at, ceiling);
  if (s.latin && s.view.reads(at, ceiling, "the ")) at += 4;
  std::uint32_t e = at;
  Speaker last;
  if (s.latin && s.starting_at(at, TermKind::actor) == nullptr && s.starting_at(at, TermKind::title) == nullptr) {
    // "two Egyptian security sources": small words before the noun
    std::uint32_t end = at;
    while (end < ceiling && end - at < 70 && s.view.mark(end) != Mark::comma && s.view.mark(end) != Mark::stop) ++end;
    for (const Token& t : s.tokens) {
      if (t.range.begin >= end) break;
      const bool noun = s.is(t, TermKind::title) || s.is(t, TermKind::pronoun, "generic") || s.is(t, TermKind::joiner, "outlet_noun") ||
                        (s.is(t, TermKind::actor) && s.term(t).cls != "adjective");
      if (t.range.begin >= at && t.range.end <= end && noun)
        if (Speaker found = phrase_ending_at(s, t.range.end, at)) last = found;
    }
    if (last) return last;
  }
  for (int step = 0; step < 8; ++step) {
    const std::uint32_t p = s.skip_spaces_right(e, ceiling);
    const Token* t = s.starting_at(p, TermKind::actor);
    if (t == nullptr) t = s.starting_at(p, TermKind::title);
    if (t == nullptr) t = s.starting_at(p, TermKind::pronoun);
    if (t == nullptr || t->range.end > ceiling) break;
    e = t->range.end;
    if (Speaker found = phrase_ending_at(s, e, at)) last = found;
    if (last.kind == SpeakerKind::person && !last.is_new) return last;
  }
  if (s.latin && last.kind != SpeakerKind::person) {
    // a new name after the title, or alone
    std::uint32_t w = s.skip_spaces_right(e, ceiling);
    std::uint32_t name_end = w;
    int words = 0;
    while (words < 4 && w < ceiling && s.view.is_capital_at(w)) {
      while (w < ceiling && (s.view.is_letter_at(w) || s.view.raw[w] == '-')) ++w;
      name_end = w;
      w = s.skip_spaces_right(w, ceiling);
      ++words;
    }
    if (words > 0)
      if (Speaker named = unknown_name_en(s, name_end, at)) return named;
  }
  return last;
}

Speaker first_phrase(const Scene& s, Range range) {
  std::uint32_t at = range.begin;
  for (const Token& t : s.tokens) {
    if (t.range.begin < at) continue;
    if (t.range.end > range.end) break;
    const TermKind k = s.term(t).kind;
    if (k != TermKind::actor && k != TermKind::title && k != TermKind::pronoun) continue;
    if (k == TermKind::pronoun && s.term(t).cls == "audience") continue;
    if (is_oblique(s, t.range.begin, range.begin)) {
      const Token* prep = s.ending_at(s.skip_spaces_left(t.range.begin, range.begin), TermKind::joiner, "prep");
      if (s.term(*prep).value != "and") { at = t.range.end; continue; }
    }
    // the longest run of names and titles from here
    std::uint32_t e = t.range.end;
    Speaker last = phrase_ending_at(s, e, range.begin);
    for (int step = 0; step < 8; ++step) {
      std::uint32_t p = s.skip_spaces_right(e, range.end);
      if (!s.latin && p < range.end && s.view.raw[p] == 0x7684) ++p;
      if (s.latin && s.view.reads(p, range.end, "'s ")) p += 3;
      const Token* next = s.starting_at(p, TermKind::actor);
      if (next == nullptr) next = s.starting_at(p, TermKind::title);
      if (next == nullptr || next->range.end > range.end) break;
      e = next->range.end;
      if (Speaker more = phrase_ending_at(s, e, range.begin)) last = more;
    }
    if (last) return last;
  }
  return {};
}

}  // namespace locarno::read
