#include "read/silence.hpp"

#include <algorithm>
#include <string_view>

#include "read/chain.hpp"
#include "read/stands_find.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

using Han = std::u16string_view;

/// Words of speaking; the last character of each text below stands for nothing else.
constexpr Han acts_zh[] = {u"回应", u"答复", u"回复", u"回答", u"作答", u"表态", u"置评", u"评论", u"说明", u"解释", u"透露", u"披露", u"证实", u"确认", u"否认",
                           u"置可否", u"提及", u"提到", u"发表谈话", u"发表评论", u"发表声明", u"公布"};
/// What says that it did not happen.
constexpr Han denials_zh[] = {u"没有", u"未有", u"尚未", u"仍未", u"迄未", u"并未", u"未曾", u"从未", u"未能", u"不愿", u"不肯", u"不予", u"拒绝", u"拒不", u"未予", u"未", u"没", u"拒", u"不"};
/// What may stand between the two.
constexpr Han fillers_zh[] = {u"作出", u"做出", u"予以", u"立即", u"立刻", u"即时", u"正面", u"直接", u"公开", u"明确", u"就此", u"对此", u"任何", u"发表",
                              u"给予", u"给出", u"作", u"做", u"予", u"有", u"能", u"再", u"多"};

bool ends_with(const Scene& s, std::uint32_t at, std::uint32_t floor, Han word) {
  if (at < floor + word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (s.view.raw[at - word.size() + i] != word[i]) return false;
  return true;
}

bool begins_with(const Scene& s, std::uint32_t at, std::uint32_t end, Han word) {
  return at + word.size() <= end && ends_with(s, at + static_cast<std::uint32_t>(word.size()), at, word);
}

template <std::size_t N>
Han ending(const Scene& s, std::uint32_t at, std::uint32_t floor, const Han (&words)[N]) {
  Han best;
  for (const Han word : words)
    if (word.size() > best.size() && ends_with(s, at, floor, word)) best = word;
  return best;
}

/// Back from a word of speaking over fillers and "on C" to the denial; its begin, or `at` when there is none.
std::uint32_t denial_before(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t longest_topic = 16;
  std::uint32_t p = at;
  for (int step = 0; step < 4; ++step) {
    if (const Han no = ending(s, p, floor, denials_zh); !no.empty() && !(no.size() == 1 && no[0] == u'\u4E0D' && p == at)) return p - static_cast<std::uint32_t>(no.size());
    const Han filler = ending(s, p, floor, fillers_zh);
    if (filler.empty()) break;
    p -= static_cast<std::uint32_t>(filler.size());
  }
  for (std::uint32_t i = p; i > floor && p - i <= longest_topic; --i) {   // "has not, on C, spoken"
    const char32_t c = s.view.raw[i - 1];
    if (c != 0x5C31 && c != 0x5BF9 && c != 0x5411) continue;
    const Han no = ending(s, i - 1, floor, denials_zh);
    if (!no.empty()) return i - 1 - static_cast<std::uint32_t>(no.size());
  }
  return at;
}

/// From the subject to the denial: adverbs, days, "on this", and little else.
bool reaches_zh(const Scene& s, std::uint32_t from, std::uint32_t to) {
  constexpr std::uint32_t longest_gap = 18;
  if (to < from || to - from > longest_gap) return false;
  std::uint32_t at = from;
  while (at < to) {
    if (const TimeAt* t = s.time_starting_at(at); t != nullptr && t->range.end <= to) { at = t->range.end; continue; }
    const Token* word = nullptr;
    for (const Cls cls : {Cls("adverb"), Cls("continue"), Cls("contrast"), Cls("goes_on")})
      if (const Token* t = s.starting_at(at, TermKind::joiner, cls); t != nullptr && t->range.end <= to && (word == nullptr || t->range.size() > word->range.size())) word = t;
    if (word != nullptr) { at = word->range.end; continue; }
    if (begins_with(s, at, to, u"方面")) { at += 2; continue; }
    const char32_t c = s.view.raw[at];
    if (c == 0x5219 || c == 0x4EA6 || c == 0x4E5F || c == 0x4ECD || c == 0x90FD || c == 0x5747 || c == 0x8FC4 || c == 0x81F3 || c == 0x4ECA) { ++at; continue; }   // then, also, still, all, to this day
    return c == 0x5C31 || c == 0x5BF9 || c == 0x5411;   // "on C": all the rest
  }
  return true;
}

std::optional<Silence> silence_zh(const Scene& s, Range clause) {
  bool condition = false;
  const std::uint32_t at = stands::past_openers(s, clause, condition);
  if (condition || at >= clause.end) return std::nullopt;
  Speaker subject = stands::subject_at(s, at, clause.end);
  const std::uint32_t from = subject ? subject.phrase.end : at;
  for (std::uint32_t i = from; i + 2 <= clause.end; ++i) {
    if (s.view.quote[i] > 0) return std::nullopt;
    for (const Han act : acts_zh) {
      if (!begins_with(s, i, clause.end, act)) continue;
      const std::uint32_t no = denial_before(s, i, from);
      if (no >= i || !reaches_zh(s, from, no)) continue;
      const std::uint32_t behind = i + static_cast<std::uint32_t>(act.size());
      if (behind < clause.end && s.view.raw[behind] == 0x7684) continue;   // "the unconfirmed C"
      const bool answers = act == u"回应" || act == u"回复" || act == u"答复";
      bool asked = false;
      for (std::uint32_t k = from; k + 2 <= clause.end; ++k)
        for (const Han word : {Han(u"查询"), Han(u"询问"), Han(u"请求"), Han(u"提问"), Han(u"求证")}) asked = asked || begins_with(s, k, clause.end, word);
      return Silence{{i, behind}, std::move(subject), answers, asked && (answers || act == u"置评" || act == u"评论")};
    }
  }
  return std::nullopt;
}

static constexpr en::WordList speaking("say", "said", "comment", "commented", "respond", "responded", "reply", "replied", "answer", "answered", "confirm", "confirmed",
                                "discuss", "discussed", "disclose", "disclosed", "specify", "specified", "explain", "explained", "react", "reacted", "mention", "mentioned", "clarify", "clarified",
                                "reveal", "revealed", "identify", "deny", "drawn", "announce", "announced", "speak", "spoken");
static constexpr en::WordList declining("declined", "declines", "refused", "refuses", "yet", "unwilling");
static constexpr en::WordList answering("respond", "responded", "reply", "replied", "answer", "answered");

bool is_negation(const Scene& s, Range word) {
  return en::is_word(s.view, word, "not") || en::is_word(s.view, word, "never") || en::is_word(s.view, word, "neither") || (word.size() > 3 && (s.view.reads(word.end - 3, word.end, "n't") || (s.view.raw[word.end - 1] == 't' && s.view.raw[word.end - 2] == 0x2019)));
}

/// What may follow "say" where nobody said anything: "say whether", "say so", the end.
bool leaves_open(const Scene& s, Range word, std::uint32_t end) {
  static constexpr en::WordList open("whether", "if", "when", "how", "what", "where", "who", "which", "why", "more", "much", "anything", "so", "publicly", "immediately", "on", "about");
  const Range next = en::word_after(s.view, word.end, end);
  return next.empty() || s.view.mark(word.end) == Mark::comma || open.has(s.view, next);
}

/// "There was no immediate comment from A", "A offered no response".
std::optional<Silence> no_comment_en(const Scene& s, Range clause, Speaker subject) {
  static constexpr en::WordList nouns("comment", "response", "reply", "answer", "reaction", "word", "statement");
  static constexpr en::WordList kinds("immediate", "public", "official", "direct", "formal", "further");
  static constexpr en::WordList verbs("offered", "gave", "made", "issued", "had", "was", "came", "been");
  for (Range word = en::word_after(s.view, clause.begin, clause.end), before; !word.empty(); before = word, word = en::word_after(s.view, word.end, clause.end)) {
    if (!en::is_word(s.view, word, "no") || s.view.quote[word.begin] > 0 || before.empty() || !verbs.has(s.view, before)) continue;
    Range noun = en::word_after(s.view, word.end, clause.end);
    while (kinds.has(s.view, noun)) noun = en::word_after(s.view, noun.end, clause.end);
    if (!nouns.has(s.view, noun)) continue;
    const Range from = en::word_after(s.view, noun.end, clause.end);
    if (en::is_word(s.view, from, "from")) {
      Speaker who = phrase_starting_at(s, s.skip_spaces_right(from.end, clause.end), clause.end);
      if (!who) return std::nullopt;
      return Silence{noun, std::move(who), true, false};
    }
    if (!subject) return std::nullopt;
    return Silence{noun, std::move(subject), true, false};
  }
  return std::nullopt;
}

/// "It", "the agency", "Mr NAME" and all that tells a stand; `at` moves behind what opens the clause.
Speaker subject_en(const Scene& s, std::uint32_t& at, std::uint32_t end) {
  for (static constexpr std::string_view forms[] = {"mr ", "mr. ", "mrs ", "mrs. ", "ms ", "ms. ", "dr ", "dr. "}; const std::string_view form : forms)
    if (s.view.reads(at, end, form)) at += static_cast<std::uint32_t>(form.size());
  const bool it = s.view.reads(at, end, "it ");
  const std::uint32_t article = at >= s.sentence.range.begin + 4 && s.view.reads(at - 4, at, "the ") ? at - 4 : at;
  const Token* body = s.starting_at(article, TermKind::pronoun, "body");
  if (body != nullptr) return phrase_ending_at(s, body->range.end, article);
  if (!it) return stands::subject_at(s, at, end);
  Speaker out;   // a body, or what else was spoken of as one
  out.kind = SpeakerKind::pronoun;
  out.pronoun = "body";
  out.head = out.phrase = {at, at + 2};
  return out;
}

std::optional<Silence> silence_en(const Scene& s, Range clause) {
  bool condition = false;
  std::uint32_t at = stands::past_openers(s, clause, condition);
  if (condition || at >= clause.end) return std::nullopt;
  const bool neither = s.view.reads(at, clause.end, "neither ");
  if (neither) at += 8;
  Speaker subject = subject_en(s, at, clause.end);
  if (neither && !subject) {   // "neither side"
    subject.kind = SpeakerKind::pronoun;
    subject.pronoun = "joint";
    subject.plural = true;
    subject.head = subject.phrase = en::word_after(s.view, at, clause.end);
  }
  constexpr std::uint32_t longest_gap = 60;
  std::uint32_t from = subject ? subject.phrase.end : at;
  if (const Range nor = en::word_after(s.view, from, clause.end); neither && en::is_word(s.view, nor, "nor"))   // "neither A nor B"
    if (const Speaker other = phrase_starting_at(s, nor.end, clause.end); stands::is_party(other) && stands::is_party(subject)) {
      from = other.phrase.end;
      join(subject, other);
    }
  bool denied = neither;
  for (Range word = en::word_after(s.view, from, clause.end); !word.empty() && word.begin < from + longest_gap; word = en::word_after(s.view, word.end, clause.end)) {
    if (s.view.quote[word.begin] > 0) return std::nullopt;
    if (is_negation(s, word)) { denied = true; continue; }
    if (declining.has(s.view, word)) {
      denied = denied || en::is_word(s.view, en::word_after(s.view, word.end, clause.end), "to");
      continue;
    }
    if ((en::is_coordinator(s.view, word) && !neither) || en::is_relative(s.view, word) || en::is_subordinator(s.view, word) || en::is_word(s.view, word, "whether") || en::is_word(s.view, word, "that") || en::is_word(s.view, word, "clear")) break;
    if (!speaking.has(s.view, word)) continue;
    if (!denied || ((en::is_word(s.view, word, "say") || en::is_word(s.view, word, "said")) && !leaves_open(s, word, clause.end))) break;
    bool asked = false;
    for (static constexpr std::string_view list[] = {" to a request", " to requests", " to questions", " to emailed", " to multiple requests", " to repeated requests", " to an email", " to calls", " requests for"}; const std::string_view words : list)
      asked = asked || s.view.reads(word.end, clause.end, words);
    return Silence{word, std::move(subject), answering.has(s.view, word), asked};
  }
  return no_comment_en(s, clause, std::move(subject));
}

}  // namespace

bool opens_with_silence(const Scene& s) {
  if (!s.has(s.sentence.range, TermKind::negator)) return false;
  const auto& clauses = s.sentence.clauses;
  const bool asked = s.latin && clauses.size() > 1 && s.view.reads(clauses[0].range.begin, clauses[0].range.end, "asked ");
  return silence_in(s, s.view.trimmed(clauses[asked ? 1 : 0].range)).has_value();
}

/// "declined to say whether C", in Chinese "refuses to explain C": an act with words of its own.
static bool is_refusal_of(const Scene& s, const Silence& silence, Range clause) {
  if (silence.act.end >= clause.end || s.view.mark(silence.act.end) == Mark::comma) return false;
  if (s.latin) {
    if (!s.view.reads(silence.act.begin, silence.act.end, "say")) return false;
    const Range to = en::word_before(s.view, silence.act.begin, clause.begin), verb = en::word_before(s.view, to.begin, clause.begin);
    return declining.has(s.view, verb) && !en::is_word(s.view, verb, "yet");
  }
  return ends_with(s, silence.act.begin, clause.begin, u"拒绝");
}

bool is_unspoken(const Scene& s, Range word) {
  const Range clause = s.view.trimmed(s.sentence.clauses[s.clause_of(word.begin)].range);
  if (!s.has({clause.begin, word.end}, TermKind::negator)) return false;
  const std::optional<Silence> silence = silence_in(s, clause);
  return silence && word.end > silence->act.begin && !is_refusal_of(s, *silence, clause);
}

bool is_bare_answer(const Scene& s, Range r, const std::string& party) {
  if (s.latin || s.view.quote[r.begin] > 0) return false;
  const Speaker subject = first_phrase(s, r);
  if (!subject || subject.phrase.begin != r.begin || subject.party.empty() || subject.party == "UNKNOWN" || includes_parties(party, subject.party)) return false;
  for (const Token& t : s.tokens)
    if (t.range.begin == subject.phrase.end && t.range.end == r.end && (s.is(t, TermKind::cue) || s.is(t, TermKind::predicate) || s.is(t, TermKind::negator))) return true;
  return false;
}

std::optional<Silence> silence_in(const Scene& s, Range clause) { return s.latin ? silence_en(s, clause) : silence_zh(s, clause); }

}  // namespace locarno::read
