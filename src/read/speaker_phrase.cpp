// locarno/read/speaker_phrase.cpp -- the noun phrase at a place: a name, a title, a pronoun, a document, a new name.
#include <algorithm>

#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

Speaker from_title(const Scene& s, const Token& title, std::uint32_t floor) {
  Speaker out;
  out.kind = SpeakerKind::unnamed;
  const std::string& cls = s.term(title).cls;
  out.role = s.term(title).value;
  const std::uint32_t core = phrase_begin(s, title.range.begin, floor);
  out.phrase = {modifiers_begin(s, core, floor), title.range.end};
  out.head = out.phrase;
  set_body(s, out, out.phrase, cls);
  infer_party(s, out, title);
  const std::string noun = cls == "official" || cls == "expert" || cls == "diplomat" ? out.role + "s" : out.role;
  const Actor* body = body_in(s, out.phrase);
  std::string whose = body != nullptr ? s.report.adjective(*body) + " " : "";
  // "Chinese Ministry of Foreign Affairs" and "foreign ministry spokesperson": the ministry once
  if (const std::size_t at = whose.find(" Ministry of "); at != std::string::npos && out.role.find("ministry") != std::string::npos) whose.resize(at + 1);
  out.name = whose + noun + " (unnamed)";
  out.plural = true;
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
    if (s.latin && out.party == "MEDIA" && t.range.begin >= floor + 7 && s.view.reads(t.range.begin - 7, t.range.begin, "social ")) return {};   // a place to post, no outlet
    const std::uint32_t core = phrase_begin(s, t.range.begin, floor);
    out.phrase = {core, t.range.end};
    if (const Actor* body = body_in(s, out.phrase); body != nullptr && out.kind == SpeakerKind::outlet) {
      out.name = s.report.adjective(*body) + " " + out.name;
      out.head = out.phrase;
    } else if (s.latin && body != nullptr && body->party == "UN") {   // a panel of the United Nations speaks for it
      out.party = "UN";
      out.name = "United Nations experts";
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
  if (term.cls == "body") out.role = term.value;   // what sort of body it can be
  out.plural = term.cls != "singular" && term.cls != "unnamed";
  return out;
}

/// In Chinese, "NAME minister", "NAME major general": the office stands behind the name of who holds it. "NAME adviser" and the
/// like are somebody else's; so is an office that the person does not hold.
const Token* named_before(const Scene& s, const Token& title, std::uint32_t floor) {
  if (s.latin) return nullptr;
  const std::string& cls = s.term(title).cls;
  for (static constexpr std::string_view of_others[] = {"official", "spokesperson", "envoy", "diplomat", "expert", "media", "private", "group", "body"}; const std::string_view other : of_others)
    if (cls == other) return nullptr;
  const Token* name = s.ending_at(title.range.begin, TermKind::actor);
  if (name == nullptr || name->range.begin < floor || s.actor(*name).kind != ActorKind::person) return nullptr;
  const Actor& who = actor_of(s, *name);
  if (cls == "military" || who.role.empty() || who.id.starts_with("new:")) return name;
  const std::string& value = s.term(title).value;
  return who.role.find(value.substr(value.rfind(' ') + 1)) != std::string::npos ? name : nullptr;
}

/// "NAME's office", "NAME's team": those who speak for the person, wherever in the sentence.
Speaker household_en(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  static constexpr en::WordList houses("office", "team", "aides", "lawyers", "representatives", "camp", "cabinet", "administration", "government");
  const Range word = s.latin ? en::word_before(s.view, at, floor) : Range{};
  if (word.end != at || !houses.has(s.view, word) || s.view.is_capital_at(word.begin)) return {};
  const std::uint32_t p = s.skip_spaces_left(word.begin, floor);
  if (p < floor + 4 || !s.view.is_possessive_at(p - 2, word.begin)) return {};
  const Token* owner = s.ending_at(p - 2, TermKind::actor);
  if (owner == nullptr || owner->range.begin < floor || s.actor(*owner).kind != ActorKind::person) return {};
  const Actor& who = actor_of(s, *owner);
  if (who.party.empty() || who.party == "UNKNOWN") return {};
  Speaker out;
  out.kind = SpeakerKind::body;
  out.party = who.party;
  out.org = who.canonical;
  out.phrase = {phrase_begin(s, owner->range.begin, floor), at};
  out.head = {owner->range.begin, at};
  out.name = s.view.words(out.head);
  return out;
}

bool is_speaking_actor(const Scene& s, const Token& t) {
  return s.term(t).cls != "adjective" || !s.latin;
}

}  // namespace

Speaker phrase_ending_at(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  at = s.skip_spaces_left(at, floor);
  if (at <= floor) return {};
  const Token* actor = s.ending_at(at, TermKind::actor);
  if (actor != nullptr && actor->range.begin >= floor && s.actor(*actor).kind == ActorKind::person) {
    Speaker out = from_actor(s, *actor);
    out.phrase.begin = phrase_begin(s, actor->range.begin, floor);
    return out;
  }
  if (actor == nullptr && !s.latin && at >= floor + 4 && s.view.mark(at - 1) == Mark::close_quote) {   // a body whose name stands in quotation marks
    const Token* named = s.ending_at(at - 1, TermKind::actor);
    if (named != nullptr && named->range.begin > floor && s.view.mark(named->range.begin - 1) == Mark::open_quote && s.actor(*named).kind != ActorKind::person) {
      Speaker out = from_actor(s, *named);
      const bool press = s.actor(*named).kind == ActorKind::outlet;   // "the country's <<A>>"
      out.phrase = {press ? phrase_begin(s, named->range.begin - 1, floor) : named->range.begin - 1, at};
      return out;
    }
  }
  if (Speaker outlet = bracketed_outlet(s, at, floor)) return outlet;
  if (Speaker society = society_zh(s, at, floor)) return society;
  const Token* title = s.ending_at(at, TermKind::title);
  if (Speaker outlet = named_outlet(s, at, floor)) return outlet;
  const Token* pronoun = nullptr;
  for (const Cls cls : {Cls("singular"), Cls("plural"), Cls("joint"), Cls("unnamed"), Cls("body"), Cls("generic"), Cls("document")})
    if (const Token* t = s.ending_at(at, TermKind::pronoun, cls); t != nullptr && (pronoun == nullptr || t->range.begin < pronoun->range.begin)) pronoun = t;
  if (pronoun != nullptr && pronoun->range.begin >= floor && (title == nullptr || pronoun->range.size() >= title->range.size()))
    return from_pronoun(s, *pronoun, floor);
  if (title != nullptr && title->range.begin >= floor)
    if (const Token* name = named_before(s, *title, floor)) {
      Speaker out = from_actor(s, *name);
      out.phrase = {phrase_begin(s, name->range.begin, floor), title->range.end};
      return out;
    }
  // "STATE foreign office" by a word that in other reports is a state's own: the state before it says whose
  const bool of_another = !s.latin && title != nullptr && actor != nullptr && actor->range == title->range && s.actor(*actor).kind == ActorKind::state && s.term(*title).cls == "body" &&
                          s.ending_at(title->range.begin, TermKind::actor) != nullptr;
  if (title != nullptr && title->range.begin >= floor && (actor == nullptr || of_another || actor->range.size() < title->range.size()))
    return from_title(s, *title, floor);
  if (actor != nullptr && actor->range.begin >= floor && is_speaking_actor(s, *actor)) {
    Speaker out = from_actor(s, *actor);
    out.phrase.begin = phrase_begin(s, actor->range.begin, floor);
    return out;
  }
  if (Speaker household = household_en(s, at, floor)) return household;
  return s.latin ? unknown_name_en(s, at, floor) : unknown_name_zh(s, at, floor);
}

Speaker phrase_starting_at(const Scene& s, std::uint32_t at, std::uint32_t ceiling) {
  at = s.skip_spaces_right(at, ceiling);
  if (s.latin && s.view.reads(at, ceiling, "the ") && s.starting_at(at, TermKind::actor) == nullptr && s.starting_at(at, TermKind::pronoun) == nullptr) at += 4;
  std::uint32_t e = at;
  Speaker last;
  if (s.latin && s.starting_at(at, TermKind::actor) == nullptr && s.starting_at(at, TermKind::title) == nullptr) {
    // "two Egyptian security sources": small words before the noun
    std::uint32_t end = at;
    const auto ends = [&](std::uint32_t i) {   // "U.S." holds two dots that end nothing
      if (s.view.mark(i) == Mark::comma) return true;
      return s.view.mark(i) == Mark::stop && (i + 1 >= ceiling || !s.view.is_letter_at(i + 1)) && s.ending_at(i + 1, TermKind::actor) == nullptr;
    };
    while (end < ceiling && end - at < 70 && !ends(end)) ++end;
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

void join_beside(const Scene& s, Speaker& first, std::uint32_t ceiling) {
  for (int step = 0; step < 4; ++step) {
    std::uint32_t at = s.skip_spaces_right(first.phrase.end, ceiling);
    if (at + 2 >= ceiling || first.kind == SpeakerKind::pronoun || first.kind == SpeakerKind::document) return;
    if (s.latin) {
      const Token* word = s.starting_at(at, TermKind::joiner, "and");
      if (word == nullptr || word->range.size() != 3) return;
      at = s.skip_spaces_right(word->range.end, ceiling);
    } else {
      const char32_t with = s.view.raw[at];
      if (with != 0x4E0E && with != 0x540C && with != 0x548C && with != 0x53CA && with != 0x3001) return;
      if (s.view.mark(++at) == Mark::open_quote) ++at;
    }
    const Speaker partner = phrase_starting_at(s, at, ceiling);
    if (!partner || partner.phrase.begin > at + (s.latin ? 4u : 0u) || partner.kind == SpeakerKind::pronoun || partner.kind == SpeakerKind::document || partner.party.empty()) return;
    join(first, partner);
  }
}

/// "Sudan's armed forces commander": an office whose words begin inside the body's own name and end behind it.
static const Token* office_over(const Scene& s, Range name) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= name.end) break;
    if (t.range.begin > name.begin && t.range.end > name.end && s.is(t, TermKind::title)) return &t;
  }
  return nullptr;
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
      if (!s.latin && p < range.end && e == p && s.view.mark(p) == Mark::close_quote) ++p;   // a group's name in quotation marks, then an office of it
      if (s.latin && s.view.is_possessive_at(p, range.end)) p += 3;
      const Token* next = s.starting_at(p, TermKind::actor);
      if (next == nullptr) next = s.starting_at(p, TermKind::title);
      if (next == nullptr && !s.latin && step == 0) next = office_over(s, t.range);
      if (next == nullptr || next->range.end > range.end) break;
      e = next->range.end;
      if (Speaker more = phrase_ending_at(s, e, range.begin)) last = more;
    }
    if (last) return last;
  }
  return {};
}

}  // namespace locarno::read
