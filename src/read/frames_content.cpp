// locarno/read/frames_content.cpp -- where the content of a cue begins and ends: past addressees and adjuncts, up to the
// narrator's own voice.
#include <algorithm>

#include "read/frames_finder.hpp"
#include "read/chain.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

/// First unit after the cue that belongs to content: past commas, colons, "that", an addressee.
std::uint32_t Finder::content_begin(const Frame& f) const {
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
  if (goes_on && tells_whom(f, {at, clause.end})) at = clause.end;
  while (at < end && (s.view.mark(at) == Mark::comma || s.view.mark(at) == Mark::colon || s.view.mark(at) == Mark::space)) ++at;
  if (const Token* whom = f.cue.range.size() == 2 && s.view.raw[f.cue.range.begin] == 0x544A && s.view.raw[f.cue.range.begin + 1] == 0x8BC9 ? s.starting_at(at, TermKind::actor) : nullptr;   // "tells B that C"
      whom != nullptr && at == f.cue.range.end && s.actor(*whom).kind == ActorKind::person && whom->range.end + 4 < end && s.view.is_han_at(whom->range.end) && s.view.raw[whom->range.end] != particle_de)
    at = whom->range.end;
  if (f.cls == "marked")   // "put out a statement, saying C": one act of speech
    if (const Token* said = s.starting_at(at, TermKind::cue); said != nullptr && one_of(s.term(*said).cls, {"neutral", "marked"}) && said->range.end < end) at = said->range.end;
  return at;
}

/// In Chinese, "tells X Broadcasting, C": a name in no codebook, short and without a verb, between the word of telling and the comma.
bool Finder::tells_whom(const Frame& f, Range r) const {
  constexpr std::size_t longest_name = 9;
  const char32_t a = s.view.raw[f.cue.range.begin], b = s.view.raw[f.cue.range.begin + 1];
  if (f.cue.range.size() != 2 || a != 0x544A || b != 0x8BC9 || r.empty() || r.size() > longest_name) return false;   // "tell"; traditional forms are folded
  for (const TermKind kind : {TermKind::predicate, TermKind::negator, TermKind::issue, TermKind::hedge, TermKind::contact, TermKind::commitment, TermKind::cue})
    if (s.has(r, kind)) return false;
  return true;
}

bool Finder::only_people(Range r) const {
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

/// Does a verb with a subject of its own stand here ("did not mean" that)?
static bool holds_verb(const Scene& s, Range r) {
  for (std::uint32_t at = r.begin; at < r.end;) {
    const Range w = en::word_after(s.view, at, r.end);
    if (w.empty()) { ++at; continue; }
    if (en::is_auxiliary(s.view, w) || en::is_finite_opener(s.view, w)) return true;
    at = w.end;
  }
  return false;
}

/// Somebody, and right behind a word of speech: a clause of his own.
static bool has_own_speaker(const Scene& s, Range r) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::cue) || s.term(t).cls == "noun" || s.term(t).cls == "channel") continue;
    std::uint32_t at = s.skip_spaces_left(t.range.begin, r.begin);
    if (const Token* had = s.ending_at(at, TermKind::joiner, "adverb"); had != nullptr && had->range.begin >= r.begin) at = s.skip_spaces_left(had->range.begin, r.begin);
    const Token* who = s.ending_at(at, TermKind::actor);
    if (who == nullptr) who = s.ending_at(at, TermKind::title);
    if (who == nullptr) who = s.ending_at(at, TermKind::pronoun);
    if (who != nullptr && who->range.begin >= r.begin && !s.is(*who, TermKind::pronoun, "document")) return true;   // "in a statement posted on A that"
  }
  return false;
}

/// "said, in remarks to A, that C", "told A, after the talks, that C": behind the "that" which follows what only describes; `at`
/// when there is none.
std::uint32_t Finder::behind_aside_en(std::uint32_t at, std::uint32_t end) const {
  constexpr std::uint32_t longest_aside = 80;
  const std::uint32_t comma = s.skip_spaces_right(at, end);
  if (comma >= end || s.view.mark(comma) != Mark::comma) return at;
  const std::uint32_t from = s.skip_spaces_right(comma + 1, end);
  if (!en::is_preposition(s.view, en::word_after(s.view, from, end)) && s.starting_at(from, TermKind::cue, "source") == nullptr) return at;   // ", citing A, that C"
  for (std::uint32_t i = from; i < std::min(end, from + longest_aside); ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::semicolon || s.view.quote[i] > 0) return at;   // a full stop inside the sentence is an abbreviation's: "citing U.S. officials"
    if (m != Mark::comma) continue;
    const Range word = en::word_after(s.view, i + 1, end);
    return en::is_word(s.view, word, "that") ? s.skip_spaces_right(word.end, end) : at;
  }
  return at;
}

std::uint32_t Finder::content_begin_latin(std::uint32_t at, std::uint32_t end, const Frame& f) const {
  const std::uint32_t day = is_act_class(f.cls) ? end : pass_day_en(at, end), behind = behind_aside_en(day, end);
  if (behind != day) return behind;   // "reported on Monday, citing A, that C"
  if (day != at && s.view.reads(day, end, "that ")) return s.skip_spaces_right(day + 5, end);   // "said earlier this week that C"
  // "told reporters on Monday that C", "said in a statement that C": go to "that" when it comes soon
  const std::uint32_t reach = std::min(end, at + 90);
  for (std::uint32_t i = at; i < reach; ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::open_quote || m == Mark::straight) break;
    if (s.view.reads(i, end, "that ") && (i == at || s.view.mark(i - 1) == Mark::space)) {
      const Range passed{at, i};
      // a "that" behind a verb of the content is not ours
      // "rejected claims that C": the object belongs to an act; "assured X that C" names whom
      if (i != at && is_act_class(f.cls) && f.cls != "commitment") break;
      if (i != at && (en::is_auxiliary(s.view, en::word_after(s.view, i + 5, end)) || holds_verb(s, passed))) break;
      if (i != at && (has_own_speaker(s, passed) || en::is_claim_noun(s.view, en::word_before(s.view, i, at)))) break;   // "said B told him that C", "the claims that C were false"
      if (i == at || !s.has(passed, TermKind::predicate)) return s.skip_spaces_right(i + 5, end);
    }
  }
  if (f.cls == "neutral" || f.cls == "assertive") at = pass_addressee(at, end);
  else at = pass_day_en(at, end);
  if (is_act_class(f.cls))   // "condemned today in a statement C"
    for (static constexpr std::string_view where_list[] = {"in a statement ", "in a joint statement ", "in a post on X ", "in a speech ", "in an interview "}; const std::string_view where : where_list)
      if (s.view.reads(at, end, where)) at = pass_day_en(at + static_cast<std::uint32_t>(where.size()), end);
  if (is_act_class(f.cls) || f.cls == "warning")   // "warned of A", "agreed on A"
    for (static constexpr std::string_view particle_list[] = {"of ", "on ", "about ", "for "}; const std::string_view particle : particle_list)
      if (s.view.reads(at, end, particle) && s.time_starting_at(s.skip_spaces_right(at + 3, end)) == nullptr) { at += static_cast<std::uint32_t>(particle.size()); break; }
  if (s.view.reads(f.cue.range.begin, f.cue.range.end, "told") || s.view.reads(f.cue.range.begin, f.cue.range.end, "telling")) {
    const Range whom = en::word_after(s.view, at, end);   // "told him C"
    for (static constexpr std::string_view pronouns[] = {"him", "her", "them", "us", "me"}; const std::string_view pronoun : pronouns)
      if (en::is_word(s.view, whom, pronoun)) at = s.skip_spaces_right(whom.end, end);
    static constexpr en::WordList own("he", "she", "it", "they", "we");
    std::uint32_t w = at;
    for (int words = 0; words < 5; ++words) {   // "told the crowd he would"
      const Range word = en::word_after(s.view, w, end);
      if (word.empty() || en::is_auxiliary(s.view, word) || en::is_word(s.view, word, "that")) break;
      if (words > 0 && own.has(s.view, word)) return word.begin;
      w = word.end;
    }
    const Token* named = s.starting_at(at, TermKind::actor);   // "told B the talks were over"
    if (named != nullptr && s.actor(*named).kind == ActorKind::outlet)
      if (const Range next = en::word_after(s.view, named->range.end, end); !next.empty() && !en::is_preposition(s.view, next) && s.time_starting_at(next.begin) == nullptr) return next.begin;
    if (named != nullptr && s.actor(*named).kind == ActorKind::person && !s.view.is_possessive_at(named->range.end, end))
      if (const Range next = en::word_after(s.view, named->range.end, end); en::is_determiner(s.view, next) || s.starting_at(next.begin, TermKind::pronoun) != nullptr) return next.begin;
    at = pass_name(at, end);
  }
  while (at < end && (s.view.mark(at) == Mark::comma || s.view.mark(at) == Mark::colon || s.view.mark(at) == Mark::space)) ++at;
  if (f.cls == "performative" && s.view.reads(at, end, "that ")) at += 5;   // "announced on Friday that C"
  if ((is_act_class(f.cls) || f.cls == "warning") && s.view.reads(at, end, "to ")) at += 3;   // "promised to free ...": what is promised
  return at;
}

/// "late on Monday", "again": the day between an act and what it is about.
std::uint32_t Finder::pass_day_en(std::uint32_t at, std::uint32_t end) const {
  std::uint32_t p = at;
  for (int step = 0; step < 3; ++step) {
    const Range word = en::word_after(s.view, p, end);
    const bool is_time = s.time_starting_at(word.begin) != nullptr;   // "late Monday" as a whole
    if (is_time) p = word.begin;
    else if (en::is_word(s.view, word, "late") || en::is_word(s.view, word, "early") || en::is_word(s.view, word, "on") || en::is_word(s.view, word, "earlier")) {
      const std::uint32_t next = s.skip_spaces_right(word.end, end);
      if (s.time_starting_at(next) == nullptr && !en::is_word(s.view, word, "late") && !en::is_word(s.view, word, "early")) return at;
      p = next;
    }
    const TimeAt* t = s.time_starting_at(s.skip_spaces_right(p, end));
    if (t == nullptr || s.view.is_possessive_at(t->range.end, end)) return at;
    at = p = s.skip_spaces_right(t->range.end, end);
  }
  return at;
}

/// An addressee in no codebook ("told Actualite.cd,"): a short run up to a comma, a quotation or the end that holds no verb.
std::uint32_t Finder::pass_name(std::uint32_t at, std::uint32_t end) const {
  std::uint32_t i = at;
  while (i < end && i - at < 45) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::colon || m == Mark::open_quote || m == Mark::straight) break;
    if (m == Mark::stop && (i + 1 >= end || s.view.mark(i + 1) == Mark::space)) break;
    if (m == Mark::space && s.view.reads(i, end, " to ") && i + 4 < end && !s.view.is_capital_at(i + 4) && !s.view.reads(i + 4, end, "the ")) {   // "told B to sign"
      const Range whom{at, i};
      return s.view.is_capital_at(at) && !holds_verb(s, whom) && !s.has(whom, TermKind::predicate) ? i + 1 : at;
    }
    ++i;
  }
  if (i == at || i - at >= 45) return at;
  const Range run{at, i};
  if (s.has(run, TermKind::predicate) || s.has(run, TermKind::hedge) || s.has(run, TermKind::negator) || s.has(run, TermKind::commitment)) return at;
  return s.view.is_capital_at(at) || s.view.reads(at, end, "the ") ? i : at;
}

/// "reporters", "the Financial Times", "on Tuesday", "in a statement": adjuncts that stand before the content.
std::uint32_t Finder::pass_addressee(std::uint32_t at, std::uint32_t end) const {
  for (int step = 0; step < 6; ++step) {
    at = s.skip_spaces_right(at, end);
    if (const TimeAt* t = s.time_starting_at(at); t != nullptr && !s.view.is_possessive_at(t->range.end, end)) {
      if (en::is_auxiliary(s.view, en::word_after(s.view, t->range.end, end))) return at;   // "said Thursday was the last day"
      at = t->range.end;
      continue;
    }
    const Token* audience = s.starting_at(at, TermKind::pronoun, "audience");
    if (audience != nullptr) { at = audience->range.end; continue; }
    const Token* prep = s.starting_at(at, TermKind::joiner, "prep");
    if (prep != nullptr && prep->range.end < end) {
      const std::uint32_t next = s.skip_spaces_right(prep->range.end, end);
      if (const TimeAt* t = s.time_starting_at(next); t != nullptr) { at = t->range.end; continue; }
      const Token* a = s.starting_at(next, TermKind::pronoun, "audience");
      if (a != nullptr) { at = a->range.end; continue; }
      // "promised to free ..." goes on with a verb: only a name or an office is spoken to
      if (s.view.reads(prep->range.begin, prep->range.end, "to") && prep->range.size() == 2 && !s.view.is_capital_at(next) &&
          !s.view.reads(next, end, "the ") && s.starting_at(next, TermKind::title) == nullptr && s.starting_at(next, TermKind::actor) == nullptr)
        return at;
      std::uint32_t i = next;   // a short phrase up to a comma or colon
      while (i < end && i - next < 40 && s.view.mark(i) != Mark::comma && s.view.mark(i) != Mark::colon && s.view.mark(i) != Mark::stop) ++i;
      if (i < end && i - next < 40 && !s.has({next, i}, TermKind::predicate) && !(s.latin && holds_verb(s, {next, i}))) { at = i; continue; }   // "at least ten had died"
    }
    return at;
  }
  return at;
}

Range Finder::content_range(const Frame& f, std::uint32_t at, std::uint32_t end) {
  if (s.latin && one_of(f.cls, {"denial", "rejection"}))   // "has not denied it: <<Q,>> he wrote"
    if (const Range it = en::word_after(s.view, at, end); en::is_word(s.view, it, "it") && it.end < end && s.view.mark(it.end) == Mark::colon) return it;
  // a quotation opened by a colon inside the content is the content: S spoke of TOPIC: "Q"; not so in "S said C, adding: <<Q>>"
  for (const Clause& c : sentence().clauses)
    if (c.range.begin > at && c.before == Mark::colon && c.quoted && c.range.begin - at < 60 && s.ending_at((&c - 1)->range.end, TermKind::cue) == nullptr) return s.view.trimmed({c.range.begin, end});
  // the narrator's own voice ends the speech: "..., which shows", "as of now"
  for (const Clause& c : sentence().clauses) {
    if (c.range.begin <= at || s.view.quote[c.range.begin] > 0) continue;
    std::uint32_t from = c.range.begin;
    for (const Cls opener : {Cls("contrast"), Cls("continue")})
      if (const Token* t = s.starting_at(from, TermKind::joiner, opener); t != nullptr) from = t->range.end;
    const bool since = !s.latin && s.view.raw[from] == 0x8DDD && from + 1 < end && s.view.raw[from + 1] == 0x79BB;   // "less than a week after B": the outlet counts
    if (since || s.starting_at(from, TermKind::narrator) != nullptr) {
      left_over.push_back({c.range.begin, end});
      end = c.range.begin;
      break;
    }
  }
  for (const Clause& c : sentence().clauses)   // "A says C  B refuses D": two headlines in one line
    if (headline && !s.latin && c.before == Mark::space && c.range.begin > at && c.range.begin < end && !c.quoted)
      if (const Token* other = s.starting_at(c.range.begin, TermKind::actor); other != nullptr && s.actor(*other).kind != ActorKind::outlet && (s.actor(*other).party != f.speaker.party || s.starting_at(other->range.end, TermKind::cue) != nullptr)) {
        left_over.push_back({c.range.begin, end});
        end = c.range.begin;
      }
  if (s.latin) end = before_other_side(f, at, headline ? headline_end_en(at, end) : end);
  end = another_silent(f, at, s.latin ? aside_on_it(at, end) : end);
  if (s.latin && is_act_class(f.cls)) end = act_end_en(at, end);
  // acts of approval, thanks and condemnation keep their verb, undertakings also their subject when it stands right before
  const bool condemns = f.cls == "attitude_oppose" && f.cue.range.size() == 2 && (s.view.raw[f.cue.range.begin] == 0x8C34 || s.view.raw[f.cue.range.begin] == 0x8B74);
  if (!s.latin && (condemns || one_of(f.cls, {"attitude_support", "attitude_thanks"}))) {
    const bool shows = f.cue.range.size() > 2 && end > f.cue.range.end + 1 && s.view.raw[f.cue.range.begin] == 0x8868 && s.view.raw[f.cue.range.begin + 1] == 0x793A;   // "expresses its welcome of A"
    return s.view.trimmed({f.cue.range.begin + (shows ? 2 : 0), end});
  }
  if (one_of(f.cls, {"offer", "commitment"}) && !s.latin) {
    const std::uint32_t from = !f.inherited && f.cue.range.begin - f.begin <= 24 ? f.begin : f.cue.range.begin;
    return s.view.trimmed({from, end});
  }
  return s.view.trimmed({at, end});
}

/// What an act is about ends where the outlet tells when or why: "condemned A after B", "called for A, yet B".
std::uint32_t Finder::act_end_en(std::uint32_t at, std::uint32_t end) const {
  for (std::uint32_t i = at + 8; i + 6 < end; ++i) {
    if (s.view.mark(i) == Mark::semicolon && s.view.quote[i] == 0) {   // "dismissed A; B welcomed it"
      const Range next = en::word_after(s.view, i + 1, end);
      const std::uint32_t at_next = next.begin;
      const bool subject = s.starting_at(at_next, TermKind::actor) != nullptr || s.starting_at(at_next, TermKind::pronoun) != nullptr || s.starting_at(at_next, TermKind::title) != nullptr || en::is_determiner(s.view, next);
      if (!next.empty() && subject) return i;
    }
    if (s.view.mark(i) != Mark::space || s.view.quote[i] > 0) continue;
    const Range word = en::word_after(s.view, i, end);
    const bool comma = s.view.mark(i - 1) == Mark::comma;
    if (en::is_word(s.view, word, "after") || en::is_word(s.view, word, "following") || en::is_word(s.view, word, "amid") || en::opens_setting(s.view, word, end)) return i;
    if (en::is_word(s.view, word, "as") && word.end + 1 < end && s.view.is_capital_at(word.end + 1))   // "vowed A as B pressed for C"
      if (const Token* who = s.starting_at(word.end + 1, TermKind::actor); who != nullptr && en::is_past_form(s.view, en::word_after(s.view, who->range.end, end))) return i;
    if (comma && (en::is_word(s.view, word, "yet") || en::is_word(s.view, word, "as") || en::is_word(s.view, word, "while") || en::is_word(s.view, word, "although") || en::is_word(s.view, word, "hours") ||
                  en::is_word(s.view, word, "where") || en::is_word(s.view, word, "days")))
      return i;
    i = std::max(i, word.end > 0 ? word.end - 1 : i);
  }
  return end;
}

/// ", according to A", ", citing A" at the end: the words before it end there.
std::uint32_t Finder::before_trailing_relay(std::uint32_t at) const {
  const auto& clauses = sentence().clauses;
  const std::uint32_t end = sentence().range.end;
  if (!s.latin || clauses.size() < 2 || clauses.back().range.begin <= at || clauses.back().before != Mark::comma) return end;
  const Range last = s.view.trimmed(clauses.back().range);
  const Token* relay = s.starting_at(last.begin, TermKind::cue, "relay");
  if (relay == nullptr) relay = s.starting_at(last.begin, TermKind::cue, "source");
  if (relay == nullptr || last.size() > 60 || s.has({relay->range.end, last.end}, TermKind::predicate)) return end;
  std::uint32_t begin = s.skip_spaces_left(clauses.back().range.begin, at);
  while (begin > at && s.view.mark(begin - 1) == Mark::comma) --begin;
  return begin;
}

/// "told state television," behind the words that were said: whom, without a verb, up to the comma.
bool Finder::only_names_whom(const Frame& f, std::uint32_t at, std::uint32_t end) const {
  if (!s.latin || !s.view.reads(f.cue.range.begin, f.cue.range.end, "told") || f.begin <= sentence().range.begin + 12) return false;
  const Mark before = s.view.mark(s.skip_spaces_left(f.begin, sentence().range.begin) - 1);
  if (before != Mark::comma && before != Mark::close_quote && before != Mark::straight) return false;
  while (end > at && (s.view.mark(end - 1) == Mark::comma || s.view.mark(end - 1) == Mark::space || s.view.mark(end - 1) == Mark::stop)) --end;
  if (end <= at || end - at > 45) return false;
  for (std::uint32_t i = at; i < end; ++i)
    if (s.view.mark(i) == Mark::comma || s.view.mark(i) == Mark::colon || s.view.quote[i] > 0) return false;
  const Range run{at, end};
  return !holds_verb(s, run) && !s.has(run, TermKind::predicate) && !s.has(run, TermKind::negator) && !s.has(run, TermKind::hedge) && !s.has(run, TermKind::commitment);
}

/// An outlet's "reported the deadline": a noun alone is nothing that was said.
bool Finder::names_only_en(const Frame& f, std::uint32_t at) const {
  const std::uint32_t end = sentence().range.end;
  if (f.cls != "report" || f.speaker.kind != SpeakerKind::outlet || f.inherited || at >= end || end - at > 40 || f.begin > sentence().range.begin + 40) return false;
  const Range rest{at, end};
  if (!en::is_determiner(s.view, en::word_after(s.view, at, end)) || holds_verb(s, rest) || s.has(rest, TermKind::predicate)) return false;
  for (std::uint32_t i = at; i < end; ++i)
    if (s.view.quote[i] > 0 || s.view.mark(i) == Mark::comma) return false;
  return true;
}

/// "told B to sign": what B is asked to do.
bool Finder::asks_en(const Frame& f, std::uint32_t at) const {
  if (!s.latin || !s.view.reads(at, sentence().range.end, "to ") || !(s.view.reads(f.cue.range.begin, f.cue.range.end, "told") || s.view.reads(f.cue.range.begin, f.cue.range.end, "telling"))) return false;
  const std::uint32_t next = s.skip_spaces_right(at + 3, sentence().range.end);
  return s.view.reads(f.cue.range.begin, f.cue.range.end, "tell") == s.view.reads(f.cue.range.begin, f.cue.range.end, "telling") && next < sentence().range.end && !s.view.is_capital_at(next) &&
         !s.view.reads(next, sentence().range.end, "the ") && s.starting_at(next, TermKind::title) == nullptr && s.starting_at(next, TermKind::pronoun, "audience") == nullptr;
}

bool Finder::rest_is_bare(const Frame& f, std::uint32_t at) const {
  const std::uint32_t end = before_trailing_relay(at);
  if (at < end && only_names_whom(f, at, end)) return true;
  at = s.skip_spaces_right(at, end);
  if (at >= end || s.view.mark(at) == Mark::stop) return true;
  if (!s.latin) return false;
  // ", adding that": what was said stands before
  if (at > 1 && s.view.mark(at - (s.view.mark(at - 1) == Mark::space ? 2 : 1)) == Mark::comma)
    if (const Token* next = s.starting_at(at, TermKind::cue); next != nullptr && s.view.reads(next->range.end - 3, next->range.end, "ing")) return true;
  // ", Reuters reported."
  if (at > 1 && (s.view.mark(at - 1) == Mark::comma || (s.view.mark(at - 1) == Mark::space && s.view.mark(at - 2) == Mark::comma))) {
    const Range rest = s.view.trimmed({at, end});
    const Token* report = s.last_in(rest, TermKind::cue);
    if (report != nullptr && rest.size() < 60 && report->range.end == rest.end && s.has(rest, TermKind::actor)) return true;
  }
  for (static constexpr std::string_view asked_list[] = {"when asked", "when pressed", "in response to", "in reply to", "in answer to"}; const std::string_view asked : asked_list)
    if (s.view.reads(at, end, asked) && s.clause_of(at) + 1 == sentence().clauses.size() && f.begin > sentence().range.begin + 12 && s.view.mark(s.skip_spaces_left(f.begin, sentence().range.begin) - 1) == Mark::comma) return true;   // "C, S said when asked"
  // "said on condition of anonymity", "told reporters at X after Y": no clause follows
  const bool infinitive = (f.cls == "warning" || asks_en(f, at)) && s.view.reads(at, end, "to ");   // "threatened to leave"
  if (!infinitive && en::is_preposition(s.view, en::word_after(s.view, at, end)) && s.time_starting_at(at) == nullptr) {
    bool plain = true;
    for (std::uint32_t i = at; i < end && plain; ++i) plain = s.view.quote[i] == 0 && s.view.mark(i) != Mark::comma && s.view.mark(i) != Mark::colon;
    if (plain && !holds_verb(s, {at, end})) return true;
  }
  // only times, places and addressees remain
  std::uint32_t passed = pass_addressee(at, end);
  passed = s.skip_spaces_right(passed, end);
  if (passed < end && s.view.mark(passed) == Mark::open) {   // "said on Saturday (Mar 29)"
    constexpr std::uint32_t longest_date = 16;
    std::uint32_t close = passed;
    while (close < end && close - passed < longest_date && s.view.mark(close) != Mark::close) ++close;
    if (close < end && s.view.mark(close) == Mark::close) passed = s.skip_spaces_right(close + 1, end);
  }
  return passed >= end || s.view.mark(passed) == Mark::stop;
}

}  // namespace locarno::read
