#include "read/stands.hpp"

#include <algorithm>

#include "read/chain.hpp"
#include "read/issue.hpp"
#include "read/polarity.hpp"
#include "read/propositions.hpp"
#include "read/silence.hpp"
#include "read/stands_find.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

using namespace stands;

namespace {

Attitude attitude_named(const std::string& value, bool turned) {
  if (value == "uncertain") return Attitude::uncertain;
  if (value == "concede") return turned ? Attitude::support : Attitude::concede;
  if (value == "oppose") return turned ? Attitude::support : Attitude::oppose;
  if (turned) return Attitude::oppose;
  return value == "demand" ? Attitude::demand : Attitude::support;
}

/// Is the stand told as of today? English shows it by the tense, Chinese by a word ("at present").
bool is_told_as_current(const Scene& s, Range r, Range verb) {
  if (!s.latin) {
    for (std::uint32_t i = r.begin; i + 1 < r.end; ++i) {
      const char32_t a = s.view.raw[i], b = s.view.raw[i + 1];
      if ((a == 0x76EE && b == 0x524D) || (a == 0x73B0 && b == 0x5728) || (a == 0x5982 && b == 0x4ECA) || (a == 0x5F53 && b == 0x524D)) return true;
    }
    return false;
  }
  for (std::uint32_t i = r.begin; i < verb.end; ++i) {
    for (static constexpr std::string_view past_list[] = {" was ", " were ", " had ", " did ", " didn", " would "}; const std::string_view past : past_list)
      if (s.view.reads(i, verb.end, past)) return false;
    if (!verb.contains(i)) continue;
    for (static constexpr std::string_view past_list[] = {"gave", "sought", "wanted", "refused", "rejected", "abandoned", "dropped"}; const std::string_view past : past_list)
      if (s.view.reads(i, verb.end, past)) return false;
  }
  return true;
}

/// "which shows that A wants ...", "this is why A, though ...": the stand begins behind the word that introduces it.
Range after_showing(const Scene& s, Range r) {
  const Token* word = nullptr;
  for (const Token& t : s.tokens) {
    if (t.range.begin > r.begin + (s.latin ? 30u : 8u) || t.range.begin >= r.end) break;
    if (t.range.begin < r.begin || t.range.end + 4 > r.end) continue;
    if (s.is(t, TermKind::narrator) || s.is(t, TermKind::cue, "shows") || s.is(t, TermKind::joiner, "opens")) word = &t;
  }
  if (word == nullptr) return r;
  std::uint32_t at = s.skip_spaces_right(word->range.end, r.end);
  if (s.latin && s.view.reads(at, r.end, "that ")) at += 5;
  if (!s.latin && at + 2 < r.end && s.view.raw[at] == 0x4E3A && s.view.raw[at + 1] == 0x4F55) at += 2;   // "why"
  const bool named = s.starting_at(at, TermKind::actor) != nullptr || s.starting_at(at, TermKind::pronoun) != nullptr;
  return named ? Range{at, r.end} : r;
}

struct Narration {
  const Scene& s;
  Discourse& d;
  std::vector<Proposition>& out;
  std::string issue;        ///< of the last stand of this sentence

  bool resolve_subject(Found& found, Range clause) {
    if (found.carried) {
      found.subject = subject_before(s, clause.begin);
      return is_party(found.subject);
    }
    if (found.subject.kind != SpeakerKind::pronoun) return is_party(found.subject);
    const Speaker written = found.subject;
    Speaker near = subject_before(s, clause.begin);
    if (!is_party(near) || (written.plural && !is_many(near)))
      if (const Speaker shown = shown_before(clause.begin); is_party(shown) && (!written.plural || is_many(shown))) near = shown;
    if (is_party(near) && (!written.plural || is_many(near))) {
      found.subject = near;
    } else {
      std::vector<std::string> relays;
      resolve(s, d.memory, found.subject, relays);
    }
    found.subject.head = written.head;
    return is_party(found.subject);
  }

  /// "This reflects the members' worry, and shows that they want ...": whom the clause before is about, behind its verb.
  Speaker shown_before(std::uint32_t at) const {
    for (std::size_t k = s.sentence.clauses.size(); k-- > 0;) {
      const Range c = s.sentence.clauses[k].range;
      if (c.begin >= at) continue;
      const Range r = after_showing(s, s.view.trimmed(c));
      if (r.begin == s.view.trimmed(c).begin) continue;
      if (Speaker subject = subject_at(s, r.begin, r.end)) return subject;
    }
    return {};
  }

  /// What no issue of the codebook covers, told of a state, a body or a group as of today: the noun it is about.
  std::string unlisted_topic(Range r, const Found& found) const {
    const bool party = found.subject.kind == SpeakerKind::body && !found.possessive;
    if (!s.latin || !party || !is_told_as_current(s, r, found.verb->range)) return "";
    const std::string topic = other_issue(s, {found.verb->range.end, r.end});
    return topic == "other:" ? "" : topic;
  }

  /// What the stand is about: its own words; else, when it points back, what was spoken of before.
  std::string topic_of(Range r, const Found& found, std::vector<std::string>& others) const {
    const auto issues = issues_in(s, r, found.subject.party);
    for (std::size_t i = 1; i < issues.size() && i < 4; ++i) others.push_back(issues[i].id);
    if (!issues.empty()) return issues.front().id;
    if (const std::string hinted = hinted_issue(s, r); !hinted.empty()) return hinted;
    bool points_back = s.term(*found.verb).value == "uncertain" || s.term(*found.verb).value == "oppose" || s.term(*found.verb).value == "demand" || found.verb->range.end + 1 >= r.end;
    for (std::uint32_t i = r.begin; i < r.end && !s.latin; ++i)
      points_back = points_back || s.view.raw[i] == 0x8FD9 || s.view.raw[i] == 0x6B64;   // "this"
    const std::string named = unlisted_topic(r, found);
    if (!points_back) return named;
    for (const std::string& before : {issue, d.memory.issue, d.memory.background, d.memory.topic})
      if (!before.empty()) return before;
    return named;
  }

  /// "declined to comment": the act of speaking is refused.
  bool declines(const Token& verb) const {
    const Range v = verb.range;
    if (s.latin && (s.view.reads(v.begin, v.end, "declin") || s.view.reads(v.begin, v.end, "refus") || s.view.reads(v.begin, v.end, "stop"))) return s.term(verb).value == "uncertain";
    return s.term(verb).value == "uncertain" && (s.has(verb.range, TermKind::predicate, "refuse") || s.has(verb.range, TermKind::cue, "refusal"));
  }

  void add(Range r, const Found& found, Attitude attitude, const std::string& topic, std::vector<std::string> others) {
    Proposition p = told_of(s, r, found.subject, d.memory);
    p.kind = RecordKind::stance;
    p.attitude.attitude = attitude;
    p.attitude.predicate = found.verb->range;
    p.attitude.predicate_class = s.term(*found.verb).value;
    p.issue = topic;
    p.issues_other = std::move(others);
    p.negated = p.negated || declines(*found.verb);
    p.rule = "narrated_stand";
    p.is_current = is_told_as_current(s, r, found.verb->range) && (!p.time || s.report.times[*p.time].basis == DateBasis::vague);
    if (p.is_current) p.time.reset();
    d.memory.issue = topic;
    issue = topic;
    out.push_back(std::move(p));
  }

  /// "supports A, not B": B is turned down.
  void add_rejected(std::size_t k, const Found& found, Attitude attitude, Range within) {
    if (attitude != Attitude::support && attitude != Attitude::demand) return;
    if (k + 1 >= s.sentence.clauses.size()) return;
    const Range next = s.sentence.clauses[k + 1].range;
    const std::uint32_t n = next.begin;
    if (next.begin > within.end + 1 || n + 2 >= next.end) return;
    const bool han = s.view.raw[n] == 0x800C && (s.view.raw[n + 1] == 0x975E || s.view.raw[n + 1] == 0x4E0D);
    const bool latin = s.view.reads(n, next.end, "not ") || s.view.reads(n, next.end, "rather than ");
    if (!han && !latin) return;
    const auto issues = issues_in(s, next, found.subject.party);
    if (issues.empty() || issues.front().id == issue) return;
    add(s.view.trimmed(next), found, Attitude::oppose, issues.front().id, {});
  }

  /// "did not respond to a request for comment": the outlet says that it asked, and nobody stands anywhere.
  bool is_formula(const Found& found, Range r) const {
    if (!s.latin || s.term(*found.verb).value != "uncertain") return false;
    for (static constexpr std::string_view asked[] = {" to a request", " to requests", " to questions", " to emailed", " to multiple requests", " to repeated requests", " to an email", " to calls"}; const std::string_view words : asked)
      if (s.view.reads(found.verb->range.end, r.end, words)) return true;
    return false;
  }

  void clause(std::size_t k, Range within) {
    const Clause& c = s.sentence.clauses[k];
    const Range whole = s.view.trimmed({std::max(c.range.begin, within.begin), std::min(c.range.end, within.end)});
    if (c.quoted || whole.end <= whole.begin || whole.size() < (s.latin ? 16u : 6u)) return;
    if (keeps_silent(k, whole, within)) return;
    const Range r = after_showing(s, whole);
    if (passive(k, r)) return;
    if (s.has(r, TermKind::commitment) && tells_undertaking(r)) return;
    Found found = stand_in(s, r);
    if (found.verb == nullptr || is_formula(found, r) || !resolve_subject(found, r)) return;
    const Token* narrator = s.first_in({r.begin, found.verb->range.begin}, TermKind::narrator);
    if (narrator != nullptr && found.subject.phrase.begin > narrator->range.begin && narrator->range.begin > r.begin + 1) return;
    const Range words = span_of(s, k, r, found, within.begin);
    std::vector<std::string> others;
    const std::string topic = topic_of(words, found, others);
    if (topic.empty()) return;
    const Attitude attitude = attitude_named(s.term(*found.verb).value, is_turned(s, found.verb->range, r.begin));
    add(words, found, attitude, topic, std::move(others));
    add_rejected(k, found, attitude, within);
  }
  /// "A would not say whether C": open, and about what was spoken of last where the words name nothing.
  bool keeps_silent(std::size_t k, Range r, Range within) {
    const std::optional<Silence> silence = silence_in(s, r);
    if (!silence || silence->asked) return false;
    Found found;
    found.subject = silence->subject;
    found.carried = !found.subject;
    if (found.subject.kind == SpeakerKind::pronoun && !found.subject.plural && d.memory.silent) found.subject = *d.memory.silent;   // "it", "he" go on with who kept silent
    if (found.carried && !s.latin && is_party(d.memory.last.speaker) && s.starting_at(r.begin, TermKind::joiner, "contrast") != nullptr) found.subject = d.memory.last.speaker;   // "..., but would not say more"
    else if (!resolve_subject(found, r)) return false;
    Range words = span_of(s, k, r, found, within.begin);
    if (s.latin && k > 0 && s.sentence.clauses[k - 1].range.begin >= within.begin && s.view.reads(s.sentence.clauses[k - 1].range.begin, r.begin, "asked ")) words.begin = s.sentence.clauses[k - 1].range.begin;
    words = s.view.trimmed(words);
    std::vector<std::string> others;
    const auto issues = issues_in(s, words, found.subject.party);
    for (std::size_t i = 1; i < issues.size() && i < 4; ++i) others.push_back(issues[i].id);
    std::string topic = issues.empty() ? hinted_issue(s, words) : issues.front().id;
    for (const std::string& before : {issue, d.memory.issue, d.memory.background, d.memory.topic})
      if (topic.empty()) topic = before;
    if (topic.empty()) topic = other_issue(s, {silence->act.end, words.end});
    Proposition p = told_of(s, words, found.subject, d.memory);
    p.kind = RecordKind::stance;
    p.attitude.attitude = Attitude::uncertain;
    p.attitude.predicate = silence->act;
    p.issue = issue = d.memory.issue = topic;
    p.issues_other = std::move(others);
    p.negated = true;
    p.rule = "silence";
    p.is_current = false;
    out.push_back(std::move(p));
    d.memory.silent = found.subject;
    return true;
  }

  bool passive(std::size_t k, Range r) {
    bool opposed = false;
    const Found found = passive_stand(s, r, opposed);
    if (found.verb == nullptr) return false;
    Range words = r;
    if (k > 0 && s.latin && s.sentence.clauses[k].before == Mark::comma && s.time_starting_at(r.begin) != nullptr) words.begin = r.begin;
    std::vector<std::string> others;
    const auto issues = issues_in(s, words, found.subject.party);
    if (issues.empty()) {
      const std::string hinted = hinted_issue(s, words);
      if (hinted.empty()) return false;
      add(words, found, opposed ? Attitude::oppose : Attitude::support, hinted, {});
      return true;
    }
    std::uint32_t first = 0;
    for (std::size_t i = 1; i < issues.size(); ++i)   // what is viewed stands first
      if (issues[i].first < issues[first].first) first = static_cast<std::uint32_t>(i);
    add(words, found, opposed ? Attitude::oppose : Attitude::support, issues[first].id, std::move(others));
    return true;
  }
  bool tells_undertaking(Range r) const {
    const Token* word = s.first_in(r, TermKind::commitment);
    return word != nullptr && !is_turned(s, word->range, r.begin);
  }
};

}  // namespace

void narrate_stands(const Scene& scene, Range within, Discourse& discourse, std::vector<Proposition>& out) {
  Narration narration{scene, discourse, out, {}};
  for (std::size_t k = 0; k < scene.sentence.clauses.size(); ++k)
    if (scene.sentence.clauses[k].range.overlaps(within)) narration.clause(k, within);
}

/// "A, B and C all want": the names alone between the commas before belong to the subject.
static Speaker with_list_before(const Scene& s, Speaker subject, std::uint32_t at, std::uint32_t floor) {
  if (subject.kind != SpeakerKind::joint) return subject;
  for (std::size_t k = s.clause_of(at); k > 0 && s.sentence.clauses[k].before == Mark::comma && s.sentence.clauses[k - 1].range.end > floor; --k) {
    const Range name = s.view.trimmed({std::max(floor, s.sentence.clauses[k - 1].range.begin), s.sentence.clauses[k - 1].range.end});
    const Token* one = s.starting_at(name.begin, TermKind::actor);
    if (one == nullptr || one->range.end != name.end) break;
    join(subject, from_actor(s, *one));
  }
  return subject;
}

/// Auxiliaries, negators and adverbs, nothing else: what stands before them is the subject of what stands behind.
bool only_helps(const Scene& s, Range gap) {
  if (!s.latin) {
    for (std::uint32_t i = gap.begin; i < gap.end; ++i)
      if (!s.view.is_han_at(i)) return false;
    return gap.size() <= 6 && !s.has(gap, TermKind::actor) && !s.has(gap, TermKind::title) && !s.has(gap, TermKind::place) && !s.has_issue(gap) && !s.has(gap, TermKind::predicate);
  }
  static constexpr en::WordList helpers("never", "cannot", "to", "no", "longer", "ever", "also", "still", "now", "again", "once", "since", "already", "always");
  for (Range word = en::word_after(s.view, gap.begin, gap.end); !word.empty(); word = en::word_after(s.view, word.end, gap.end))
    if (!helpers.has(s.view, word) && !en::is_auxiliary(s.view, word) && !s.view.reads(word.end - 2, word.end, "ly") && s.starting_at(word.begin, TermKind::joiner, "adverb") == nullptr) return false;
  return true;
}

Speaker stand_holder(const Scene& s, Range said, std::uint32_t predicate) {
  const Range clause = s.sentence.clauses[s.clause_of(predicate)].range;
  const Range r = s.view.trimmed({std::max(clause.begin, said.begin), std::min(clause.end, said.end)});
  if (r.empty() || r.end <= r.begin) return {};
  const Found found = stand_in(s, r, true);
  if (found.verb != nullptr) {
    if (!found.carried) return with_list_before(s, found.subject, r.begin, said.begin);
    const Speaker before = subject_before(s, r.begin);
    return before && before.phrase.begin >= said.begin ? before : Speaker{};
  }
  bool condition = false;   // "A and B promise"
  const Speaker subject = subject_at(s, past_openers(s, r, condition), r.end);
  if (!condition && subject && subject.phrase.end <= predicate && only_helps(s, {subject.phrase.end, predicate})) return subject;   // "A would not accept"
  const Token* promise = s.first_in(r, TermKind::commitment);
  if (condition || !subject || promise == nullptr || promise->range.begin != subject.phrase.end) return {};
  return subject;
}

bool begins_stand(const Scene& s, std::uint32_t at, std::uint32_t end) {
  const Range clause = s.sentence.clauses[s.clause_of(at)].range;
  return stand_in(s, {at, std::min(end, clause.end)}).verb != nullptr;
}

}  // namespace locarno::read
