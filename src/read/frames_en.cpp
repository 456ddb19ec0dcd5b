// locarno/read/frames_en.cpp -- which English words of speech are one where they stand, and what a quotation in front of
// its speaker holds.
#include "read/frames_finder.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

/// "to remove territorial claims against C", "A's demands for C": nobody stands before it who could claim or demand.
bool Finder::is_plural_noun_en(const Frame& f, Range word) const {
  static constexpr en::WordList nouns("claims", "demands", "calls", "warnings", "threats", "proposals", "requests", "promises", "pledges", "offers", "reports");
  static constexpr en::WordList behind("against", "for", "of", "to", "on", "by", "from", "over", "about", "concerning", "regarding", "in", "at");
  const Range cue = f.cue.range, own = clause_at(cue.begin);
  if (!nouns.has(s.view, en::word_after(s.view, cue.begin, cue.end))) return false;
  if (word.empty() || cue.begin <= own.begin + 1) {   // ", claims that B denies"
    for (const Token& t : s.tokens)
      if (cue.begin > sentence().range.begin + 2 && t.range.begin > cue.end && t.range.end <= own.end && s.is(t, TermKind::cue, "denial")) return true;
    return false;
  }
  if (const Token* of = s.ending_at(word.end, TermKind::actor); of != nullptr) {
    if (s.term(*of).cls == "adjective") return true;   // "the B-ish claims that C"
    if (!frames.empty() && one_of(frames.back().cls, {"denial", "rejection"}) && of->range.begin <= frames.back().content.begin + 4 && of->range.begin >= frames.back().content.begin) return true;   // "denied B claims that C"
  }
  if (word.size() > 2 && s.view.is_possessive_at(word.end - 2, word.end)) return true;
  const bool named = s.ending_at(word.end, TermKind::actor) != nullptr || s.ending_at(word.end, TermKind::title) != nullptr || s.ending_at(word.end, TermKind::pronoun) != nullptr;
  const Range next = en::word_after(s.view, cue.end, sentence().range.end);
  const bool bare = cue.end >= sentence().range.end || s.view.mark(cue.end) == Mark::stop;
  return !named && !s.view.is_capital_at(word.begin) && !en::is_finite_opener(s.view, word) && (bare || behind.has(s.view, next));
}

/// A noun ("the demands"), an adjective ("the planned"), a passive ("was accused of") or an infinitive is no word of
/// speech of somebody who stands before it.
bool Finder::is_verb_en(const Frame& f) const {
  const Range cue = f.cue.range;
  const std::uint32_t floor = sentence().range.begin, end = sentence().range.end;
  const Range first = en::word_after(s.view, cue.begin, cue.end);
  Range word = en::word_before(s.view, cue.begin, floor);
  bool to_adverb = false;
  for (int step = 0; step < 3 && en::is_adverb_form(s.view, word); ++step, to_adverb = true) word = en::word_before(s.view, word.begin, floor);
  const bool participle = en::is_participle_form(s.view, first);
  if (cue.begin > floor && s.view.raw[cue.begin - 1] == '-') return false;   // "US-backed"
  // "signals, demands, steps": one of a list of nouns
  const std::uint32_t left = s.skip_spaces_left(cue.begin, floor);
  if (!participle && left > floor && s.view.mark(left - 1) == Mark::comma && cue.end < end && s.view.mark(cue.end) == Mark::comma && s.view.raw[cue.end - 1] == 's' && s.view.quote[left - 1] == 0) return false;
  if (!participle && (en::is_word(s.view, word, "remains") || en::is_word(s.view, word, "remained") || en::is_word(s.view, word, "remain") || en::is_word(s.view, word, "stay"))) return false;
  if (!headline && en::is_word(s.view, first, "agree") && (word.empty() || en::is_auxiliary(s.view, word) || en::is_coordinator(s.view, word) || en::is_word(s.view, word, "to") || !frames.empty() || (s.ending_at(word.end, TermKind::actor) != nullptr && !en::is_coordinator(s.view, en::word_before(s.view, word.begin, floor))))) return false;   // "demanded that B agree to C", "should change it and agree to C"
  if (!participle && is_plural_noun_en(f, word)) return false;
  // "denied reports that C": a noun in the object of an act
  if (!frames.empty() && is_act_class(frames.back().cls) && frames.back().content.contains(cue.begin) && cue.begin <= frames.back().content.begin + 24 && first.size() > 2 &&
      s.view.raw[first.end - 1] == 's' && !en::is_coordinator(s.view, word) && s.ending_at(s.skip_spaces_left(cue.begin, floor), TermKind::actor) == nullptr && !en::is_word(s.view, word, "he") && !en::is_word(s.view, word, "she") && !en::is_word(s.view, word, "it"))
    return false;
  if (!word.empty()) {
    const bool joint = s.ending_at(word.end, TermKind::pronoun) != nullptr || s.ending_at(word.end, TermKind::actor) != nullptr;
    const bool pronoun_like = en::is_word(s.view, word, "both") || en::is_word(s.view, word, "all") || en::is_word(s.view, word, "many") ||
                              en::is_word(s.view, word, "some") || en::is_word(s.view, word, "most") || en::is_word(s.view, word, "her") || en::is_word(s.view, word, "this");
    if (!joint && !pronoun_like && en::is_determiner(s.view, word)) return false;
    if (!participle && !joint && en::is_preposition(s.view, word)) return false;
    const bool cited = s.view.reads(cue.end >= 6 ? cue.end - 6 : 0, cue.end, "saying");
    if (en::is_word(s.view, word, "not") || en::is_word(s.view, word, "never")) word = en::word_before(s.view, word.begin, floor);   // "was not invited"
    if (en::is_be(s.view, word) && !participle && !cited && en::is_past_form(s.view, first) && f.cls != "agentless") {
      const Range next = en::word_after(s.view, cue.end, end);
      if (!en::is_word(s.view, first, "opposed") && !en::is_word(s.view, first, "agreed") && !en::is_word(s.view, next, "that")) return false;
      if (en::is_word(s.view, next, "by")) return false;
      // "nothing had been agreed yet": nobody is said to agree
      if (en::is_word(s.view, word, "been") && !en::is_word(s.view, next, "to") && !en::is_word(s.view, next, "that")) return false;
    }
    static constexpr en::WordList base_forms("deny", "reject", "dismiss", "refute");
    if (base_forms.has(s.view, first) && en::is_auxiliary(s.view, word)) return false;   // "would deny", "did not reject"
    if (to_adverb && s.view.is_possessive_at(word.end >= 2 ? word.end - 2 : 0, word.end)) return false;
  }
  if (cue.end >= end) return true;
  const Range next = en::word_after(s.view, cue.end, end);
  const Mark after = s.view.mark(cue.end);
  const bool stands_apart = after == Mark::comma || after == Mark::colon || after == Mark::stop || (!next.empty() && s.view.quote[next.begin] > 0) ||
                            s.view.mark(s.skip_spaces_right(cue.end, end)) == Mark::open_quote || s.view.mark(s.skip_spaces_right(cue.end, end)) == Mark::straight;
  // "asked not to be named": how a source wants to be told of
  if (en::is_word(s.view, first, "asked") || en::is_word(s.view, first, "requested") || en::is_word(s.view, first, "insisted"))
    for (static constexpr std::string_view hidden_list[] = {"not to be ", "to remain ", "that his name", "that her name", "anonymity", "to be identified"}; const std::string_view hidden : hidden_list)
      if (!next.empty() && s.view.reads(next.begin, end, hidden) && cue.size() <= first.size()) return false;
  // "a source briefed on the talks said", "an official quoted by X told": a participle, when another verb of speech follows
  if (!participle && en::is_past_form(s.view, first) && (en::is_word(s.view, next, "by") || en::is_word(s.view, next, "on") || en::is_word(s.view, next, "about"))) {
    const Range rest{next.end, clause_at(cue.begin).end};
    const Token* later = s.first_in(rest, TermKind::cue);
    while (later != nullptr && one_of(s.term(*later).cls, {"channel", "source", "noun"})) later = s.first_in({later->range.end, rest.end}, TermKind::cue);
    if (later != nullptr && !en::is_auxiliary(s.view, word) && s.ending_at(s.skip_spaces_left(cue.begin, floor), TermKind::title) != nullptr) return false;
  }
  for (static constexpr std::string_view written_list[] = {"wrote", "writes", "writing", "maintaining", "maintained", "maintains", "posted", "recalled", "observed", "described"}; const std::string_view written : written_list)
    if (en::is_word(s.view, first, written) && first.end == cue.end) {
      if (stands_apart || written == "described" || written == "recalled") break;
      const std::uint32_t reach = std::min(end, cue.end + 60);
      bool told = false;   // "C," he wrote as he left: what he wrote stands before
      for (std::uint32_t i = sentence().range.begin; i < cue.begin && !told; ++i) told = s.view.quote[i] > 0;
      for (std::uint32_t i = cue.end; i + 5 < reach && !told; ++i) told = s.view.reads(i, reach, " that ") || s.view.quote[i] > 0 || s.view.mark(i) == Mark::colon;
      if (!told && !en::is_finite_opener(s.view, next) && !en::is_word(s.view, next, "on") && !en::is_word(s.view, next, "in")) return false;
    }
  for (static constexpr std::string_view plain_list[] = {"concluded", "concludes", "continued", "responded", "responds", "responding", "reacted", "read", "reads", "related", "replied"}; const std::string_view plain : plain_list)
    if (en::is_word(s.view, first, plain) && first.end == cue.end) return stands_apart || en::is_word(s.view, next, "that") || en::is_word(s.view, next, "on") ||
                                                                          (plain == "replied" && !en::is_word(s.view, next, "to"));
  return true;
}

/// "a plan that critics say favours A": inside a relative clause, what follows the word of speech is its verb.
bool Finder::in_relative_en(const Frame& f) const {
  if (f.inherited || is_act_class(f.cls) || f.speaker.kind == SpeakerKind::none || f.begin <= sentence().range.begin || f.cue.range.end >= sentence().range.end) return false;
  const Range that = en::word_before(s.view, f.begin, sentence().range.begin);
  if (!en::is_word(s.view, that, "that") && !en::is_word(s.view, that, "which") && !en::is_word(s.view, that, "who")) return false;
  if (s.view.mark(s.skip_spaces_right(f.cue.range.end, sentence().range.end)) != Mark::none) return false;
  const Range next = en::word_after(s.view, f.cue.range.end, sentence().range.end);
  if (next.empty() || s.view.is_capital_at(next.begin) || en::is_determiner(s.view, next) || en::is_preposition(s.view, next) || en::is_subordinator(s.view, next) || s.time_starting_at(next.begin) != nullptr) return false;
  return en::is_auxiliary(s.view, next) || (next.size() > 3 && s.view.raw[next.end - 1] == 's' && s.view.raw[next.end - 2] != 's') || en::is_past_form(s.view, next);
}

/// The noun phrase behind a cue when nothing but whom, where and when follows it: "C, said S at the airport."
Speaker Finder::speaker_behind_en(const Frame& f) const {
  const std::uint32_t end = clause_at(f.cue.range.begin).end;
  Speaker after = phrase_starting_at(s, f.cue.range.end, end);
  if (!after || after.phrase.begin > f.cue.range.end + 30) after = noun_phrase_en({f.cue.range.end, end});
  if (!after || (after.kind == SpeakerKind::pronoun && after.phrase.size() <= 4) || after.phrase.begin > f.cue.range.end + 30) return {};
  const Range next = en::word_after(s.view, after.phrase.end, end);
  if (next.empty()) return after;
  return en::is_preposition(s.view, next) || en::is_relative(s.view, next) || s.time_starting_at(next.begin) != nullptr ? after : Speaker{};
}

/// Does a clause of its own stand behind "as" in a headline ("as mediators await answer"), and no comparison ("as a step", "as
/// violation of truce")?
static bool begins_clause_en(const View& view, Range as, std::uint32_t end) {
  const Range first = en::word_after(view, as.end, end), second = en::word_after(view, first.end, end), third = en::word_after(view, second.end, end);
  return !third.empty() && !en::is_determiner(view, first) && !en::is_preposition(view, second) && !en::is_preposition(view, first);
}

/// "A says it accepts C; B holds off", "A says C, but B sets terms", "A insists on C as B await answer": in a headline the second
/// half is the outlet's.
std::uint32_t Finder::headline_end_en(std::uint32_t at, std::uint32_t end) const {
  for (Range word = en::word_after(s.view, at, end); word.begin < end; word = en::word_after(s.view, word.end, end)) {
    if (word.empty()) {   // a mark between two words
      if (s.view.mark(word.begin) == Mark::semicolon && s.view.quote[word.begin] == 0) return word.begin;
      ++word.end;
      continue;
    }
    if (word.begin < at + 8 || s.view.quote[word.begin] > 0) continue;
    const bool turns = en::is_word(s.view, word, "but") || en::is_word(s.view, word, "while") || en::is_word(s.view, word, "though");
    if ((turns || en::is_word(s.view, word, "as")) && begins_clause_en(s.view, word, end)) {
      const std::uint32_t left = s.skip_spaces_left(word.begin, at);
      return s.view.mark(left - 1) == Mark::comma ? left - 1 : left;
    }
  }
  return end;
}

/// "No word came from A, which has said C": plain words of speech in nobody else's speech.
bool Finder::tells_beside(const Frame& f) const {
  const Range word = en::word_after(s.view, f.cue.range.end, sentence().range.end);
  return one_of(f.cls, {"neutral", "assertive"}) && !word.empty() &&
         std::none_of(frames.begin(), frames.end(), [&](const Frame& before) { return before.content.contains(f.cue.range.begin); });
}

/// "A, which has denied C, said": an act told of A in a clause that only describes it.
bool Finder::take_antecedent(Frame& f, std::uint32_t at) const {
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Clause& clause = sentence().clauses[k];
  for (Range word = en::word_before(s.view, at, clause.range.begin); en::is_auxiliary(s.view, word); word = en::word_before(s.view, at, clause.range.begin)) at = s.skip_spaces_left(word.begin, clause.range.begin);
  const Range word = en::word_after(s.view, clause.range.begin, at);
  if (k == 0 || clause.before != Mark::comma || (!en::is_word(s.view, word, "which") && !en::is_word(s.view, word, "who")) || word.end != s.skip_spaces_left(at, word.begin)) return false;
  const Range before = sentence().clauses[k - 1].range;
  const Speaker owner = phrase_ending_at(s, before.end, before.begin);
  if (!owner || (is_act_class(f.cls) && owner.phrase.begin > before.begin + 4) || owner.kind == SpeakerKind::pronoun || owner.kind == SpeakerKind::document) return false;
  f.speaker = owner;
  f.begin = clause.range.begin;
  f.rule = "relative";
  return true;
}

/// "A, who has vowed C, told": the act stands in a clause that describes A, and ends with it.
bool Finder::tells_in_relative(const Frame& f) const {
  if (!s.latin || !is_act_class(f.cls)) return false;
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range word = en::word_after(s.view, sentence().clauses[k].range.begin, f.cue.range.begin);
  return k > 0 && sentence().clauses[k].before == Mark::comma && (en::is_word(s.view, word, "who") || en::is_word(s.view, word, "which")) && k + 1 < sentence().clauses.size();
}

/// ", a position the opposition calls a surrender": what the outlet says others name it.
bool Finder::names_in_aside(const Frame& f) const {
  if (!s.latin || f.cls != "framing") return false;
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range word = en::word_after(s.view, sentence().clauses[k].range.begin, f.cue.range.begin);
  const Range clause = sentence().clauses[k].range;
  for (std::uint32_t i = f.cue.range.end; i < clause.end; ++i)
    if (quoted(i)) return false;   // "a charge B called <<Q>>": B's word
  return k > 0 && sentence().clauses[k].before == Mark::comma && (en::is_word(s.view, word, "a") || en::is_word(s.view, word, "an"));
}

/// A clause behind a comma that begins with "with": what another does meanwhile.
bool Finder::opens_with_en(Range clause) const {
  const std::size_t k = s.clause_of(clause.begin);
  return s.latin && k > 0 && sentence().clauses[k].before == Mark::comma && en::is_word(s.view, en::word_after(s.view, clause.begin, clause.end), "with");
}

/// "After A demanded C, B said D", "A offered C, nor has B D", "A rejected C, a deal that B said D": B's own words beside A's.
bool Finder::stands_aside_en(const Frame& f, const Frame& before) const {
  const std::size_t k = s.clause_of(f.begin);
  if (!s.latin || f.inherited || k == 0 || sentence().clauses[k].before != Mark::comma || sentence().clauses[k].range.begin <= before.content.begin || quoted(before.content.begin)) return false;
  const Range opener = en::word_after(s.view, sentence().clauses[k].range.begin, f.cue.range.begin);
  if (en::is_word(s.view, opener, "nor")) return true;
  const bool determined = en::is_word(s.view, opener, "a") || en::is_word(s.view, opener, "an");
  if (determined && opener.end < f.begin && f.speaker.kind != SpeakerKind::pronoun && f.begin > opener.end + 3) return true;
  static constexpr en::WordList times("after", "when", "as", "while", "once");
  std::uint32_t head = clause_at(before.begin).begin;
  const Range first = en::word_after(s.view, head, before.begin);
  return is_act_class(before.cls) && !is_act_class(f.cls) && times.has(s.view, first) && f.begin <= sentence().clauses[k].range.begin + 4;
}

/// "..., hours after B insisted that D", "..., as B said D": another time, told by the outlet.
bool Finder::opens_with_time_en(Range clause) const {
  const std::size_t k = s.clause_of(clause.begin);
  if (!s.latin || k == 0 || sentence().clauses[k].before != Mark::comma) return false;
  Range word = en::word_after(s.view, clause.begin, clause.end);
  for (int step = 0; step < 4 && !word.empty(); ++step, word = en::word_after(s.view, word.end, clause.end))
    if (en::is_word(s.view, word, "after") || en::is_word(s.view, word, "before") || (step == 0 && en::is_word(s.view, word, "as"))) return true;
  return false;
}

/// "Under the proposal, A would agree to B": a term of the text, no deed of A.
bool Finder::is_term_en(const Frame& f) const {
  if (!one_of(f.cls, {"commitment", "demand", "offer", "attitude_support"}) || sentence().clauses.size() < 2 || s.clause_of(f.cue.range.begin) == 0) return false;
  if (!en::is_word(s.view, en::word_after(s.view, sentence().range.begin, sentence().range.end), "under")) return false;
  const Range modal = en::word_before(s.view, f.cue.range.begin, sentence().range.begin);
  static constexpr en::WordList modals("would", "will", "must", "shall", "should");
  return modals.has(s.view, modal);
}

/// Does the sentence open with a clause that sets one thing against another ("while", "although")?
bool Finder::opens_contrast_en() const {
  const Range word = en::word_after(s.view, sentence().range.begin, sentence().range.end);
  return en::is_word(s.view, word, "while") || en::is_word(s.view, word, "although") || en::is_word(s.view, word, "though") || en::is_word(s.view, word, "whereas");
}

/// "A agreed to do B, S said": the whole is what S said; the act in it is content.
void Finder::absorb_acts_en(Frame& f) {
  if (frames.empty() || is_act_class(f.cls) || f.inherited || f.rule == std::string_view("inverted") || !one_of(f.cls, {"neutral", "assertive", "reveal"})) return;
  for (const Frame& before : frames)
    if (!is_act_class(before.cls) || before.parent >= 0 || quoted(before.content.begin)) return;
  const std::uint32_t b = s.skip_spaces_left(f.begin, sentence().range.begin);
  const bool described = frames.back().rule == std::string_view("relative");   // "A, which offered C, will D, S said"
  if (b <= frames.back().cue.range.end || (!described && frames.back().content.end + 2 < b) || s.view.mark(b - 1) != Mark::comma) return;
  const std::uint32_t at = content_begin(f);
  const bool adds = at > f.cue.range.end && s.view.mark(s.skip_spaces_left(at, f.cue.range.end) - 1) == Mark::comma && en::is_relative(s.view, en::word_after(s.view, at, sentence().range.end));   // "told A, which ..."
  if (!adds && !rest_is_bare(f, at)) return;
  frames.clear();
  f.parent = -1;
  f.relays.clear();
}

/// "hours after", "a day before", "shortly after": when something else was.
bool Finder::opens_later_en(Range r) const {
  Range word = en::word_after(s.view, r.begin, r.end);
  for (int step = 0; step < 4 && !word.empty(); ++step, word = en::word_after(s.view, word.end, r.end))
    if (en::is_word(s.view, word, "after") || en::is_word(s.view, word, "before")) return true;
  return false;
}

/// "C, S told X on Sunday, as D": a whole clause stands before, and behind the verb of speech only whom and when.
bool Finder::content_stands_before(const Frame& f, std::uint32_t at) const {
  if (!s.latin || is_act_class(f.cls) || f.inherited || f.speaker.kind == SpeakerKind::none || quoted(f.begin)) return false;
  const std::uint32_t floor = frames.empty() ? sentence().range.begin : frames.back().content.end;
  const std::uint32_t b = s.skip_spaces_left(f.begin, floor), end = sentence().range.end;
  if (b <= floor + 12 || (s.view.mark(b - 1) != Mark::comma && s.view.quote[b - 1] == 0)) return false;
  at = s.skip_spaces_left(at, f.cue.range.end);
  if (at >= end || (s.view.mark(at) != Mark::comma && s.view.mark(at) != Mark::stop)) {
    if (at > f.cue.range.end && s.view.mark(at - 1) == Mark::comma) --at;
    else return false;
  }
  const Range next = en::word_after(s.view, at + 1, end);
  const std::uint32_t behind = s.skip_spaces_right(at + 1, end);
  if (behind < end && quoted(behind)) return false;
  if (s.view.quote[b - 1] > 0) return true;
  // a fronted adjunct is no content: "Referring to X, he added, ..."
  const Range opener = en::word_after(s.view, floor, f.begin);
  if (en::is_participle_form(s.view, opener) || en::is_coordinator(s.view, opener) || en::is_adverb_form(s.view, opener)) return false;
  if (en::is_preposition(s.view, opener) && s.clause_of(f.begin) < s.clause_of(floor) + 2) return false;
  if (next.empty() || opens_later_en({next.begin, end})) return true;
  return en::is_subordinator(s.view, next) || en::is_preposition(s.view, next) || en::is_relative(s.view, next) || en::is_participle_form(s.view, next);
}

/// "a copy of which": an aside on the text, no term of it.
static bool names_copy(const View& v, Range clause) {
  for (std::uint32_t i = clause.begin; i < clause.end; ++i)
    if (v.reads(i, clause.end, "of which ")) return true;
  return false;
}

/// "Under the deal, A must free B": a text that binds speaks, in a sentence where nobody else does.
void Finder::take_terms_en() {
  const Range r = sentence().range;
  const Range opener = en::word_after(s.view, r.begin, r.end);
  if (!frames.empty() || headline || sentence().clauses.size() < 2 || (!en::is_word(s.view, opener, "under") && !en::is_word(s.view, opener, "in"))) return;
  const Range head = sentence().clauses.front().range;
  if (quoted(head.begin) || head.size() > 90 || sentence().clauses[1].before != Mark::comma) return;
  Range noun{};
  for (std::uint32_t at = opener.end; at < head.end;) {
    const Range w = en::word_after(s.view, at, head.end);
    if (w.empty()) break;
    for (static constexpr std::string_view text_list[] = {"deal", "agreement", "accord", "annex", "plan", "declaration", "treaty", "pact", "memorandum", "protocol", "proposal", "text", "truce", "terms", "framework", "roadmap"}; const std::string_view text : text_list)
      if (en::is_word(s.view, w, text)) noun = w;
    at = w.end;
  }
  if (noun.empty()) return;
  if (en::is_word(s.view, opener, "in") && !en::is_word(s.view, noun, "text") && !en::is_word(s.view, noun, "annex") && !en::is_word(s.view, noun, "declaration") && !en::is_word(s.view, noun, "memorandum")) return;
  Range body{sentence().clauses[1].range.begin, r.end};
  if (sentence().clauses.size() > 2 && s.view.reads(body.begin, r.end, "a ") && s.has(sentence().clauses[1].range, TermKind::actor) && names_copy(s.view, sentence().clauses[1].range))
    body.begin = sentence().clauses[2].range.begin;   // ", a copy of which was seen by X,"
  bool binds = false;
  for (std::uint32_t at = body.begin; at < body.end && !binds;) {
    const Range w = en::word_after(s.view, at, body.end);
    if (w.empty()) { ++at; continue; }
    for (static constexpr std::string_view modal_list[] = {"must", "will", "would", "shall", "undertakes", "undertake", "agrees", "agree", "commits", "pledges", "should"}; const std::string_view modal : modal_list) binds = binds || en::is_word(s.view, w, modal);
    at = w.end;
  }
  if (!binds) return;
  Frame f;
  f.cue = {opener, TermId::none()};
  f.has_cue = false;
  f.cls = "commitment";
  f.speaker.kind = SpeakerKind::document;
  f.speaker.name = "document";
  f.speaker.head = noun;
  f.speaker.phrase = {s.skip_spaces_right(opener.end, head.end), head.end};
  f.begin = r.begin;
  f.content = s.view.trimmed(body);
  f.rule = "terms";
  frames.push_back(std::move(f));
}

/// The stretch a speaker behind it is credited with: the quotation alone when one opens it, else up to the subject.
Range Finder::before_speaker_en(std::uint32_t begin, std::uint32_t subject) const {
  Range before = s.view.trimmed({begin, subject});
  if (!before.empty() && s.view.quote[before.begin] == 0) {   // "A reports, citing B, <<Q,>> S wrote"
    std::uint32_t close = before.end;
    while (close > before.begin && s.view.mark(close - 1) == Mark::comma) --close;
    std::uint32_t open = close;
    while (open > before.begin && s.view.quote[open - 1] > 0) --open;
    if (close > open + 20 && (s.has({before.begin, open}, TermKind::cue, "report") || s.has({before.begin, open}, TermKind::cue, "source"))) return {open, before.end};
  }
  if (before.empty() || s.view.quote[before.begin] == 0) return before;
  std::uint32_t e = before.end;
  while (e > before.begin && s.view.quote[e - 1] == 0) --e;
  return {before.begin, e};
}

}  // namespace locarno::read
