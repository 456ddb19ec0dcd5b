#include "read/aim.hpp"

#include <algorithm>
#include <cstdlib>

#include "read/chain.hpp"
#include "read/speaker.hpp"

namespace locarno::read {
namespace {

bool can_be_aimed_at(std::string_view party) {
  return !party.empty() && party != "UNKNOWN" && party != "MEDIA" && party != "EXPERT" && party != "NARRATOR";
}

/// Of several parties those that are not the speaker's own.
std::string others_of(const std::string& parties, const std::string& own) {
  std::string out;
  for (std::size_t at = 0; at < parties.size();) {
    const std::size_t end = std::min(parties.find(';', at), parties.size());
    const std::string one = parties.substr(at, end - at);
    if (can_be_aimed_at(one) && !has_party(own, one)) out = join_parties(out, one);
    at = end + 1;
  }
  return out;
}

/// A capital stands for its state where it acts or is spoken to, at the begin of the stretch or of a clause; elsewhere it is
/// where something happens. A name inside the name of an issue ("joining NATO", "the Budapest Memorandum") aims at nobody.
bool is_no_aim(const Scene& s, const Token& t, std::uint32_t from) {
  for (const Token& o : s.tokens) {
    if (o.range.begin > t.range.end) break;
    if (s.is(o, TermKind::issue) && o.range.contains(t.range)) return true;
  }
  if (s.term(t).cls != "metonym") return false;
  const std::uint32_t begin = s.sentence.clauses[s.clause_of(t.range.begin)].range.begin;
  return t.range.begin > from + (s.latin ? 6u : 1u) && t.range.begin > begin + (s.latin ? 6u : 1u);
}

/// Where the one aimed at stands: right behind the word of speech, as the subject of a clause, or behind a preposition of
/// direction ("to", "with", "against").
bool is_aim(const Scene& s, const Token& t, std::uint32_t from) {
  const std::uint32_t at = s.skip_spaces_left(t.range.begin, s.sentence.range.begin);
  const std::uint32_t clause = s.sentence.clauses[s.clause_of(t.range.begin)].range.begin;
  if (t.range.begin <= from + (s.latin ? 5u : 2u) || t.range.begin <= clause + (s.latin ? 5u : 2u)) return true;
  if (s.latin) {
    for (static constexpr std::string_view word_list[] = {" to", " with", " against", " from", " for", " on", " that", " the"}; const std::string_view word : word_list) {
      const auto size = static_cast<std::uint32_t>(word.size());
      if (at >= s.sentence.range.begin + size && s.view.reads(at - size, at, word)) return true;
    }
    return false;
  }
  const char32_t c = t.range.begin > 0 ? s.view.raw[t.range.begin - 1] : 0;
  for (const char32_t word : {0x5BF9, 0x5411, 0x4E0E, 0x548C, 0x540C, 0x7ED9, 0x4F7F, 0x8BA9, 0x4E3A, 0x8981, 0x5982, 0x82E5, 0x671B, 0x8BF7})
    if (c == word) return true;
  return false;
}

bool sets_limit(const Scene& s, Range time) {
  if (s.latin) {
    const std::uint32_t end = s.skip_spaces_left(time.begin, s.sentence.range.begin);
    for (static constexpr std::string_view word_list[] = {"by", "before", "until", "till", "within", "by the end of"}; const std::string_view word : word_list) {
      const auto size = static_cast<std::uint32_t>(word.size());
      if (end >= s.sentence.range.begin + size && s.view.reads(end - size, end, word)) return true;
    }
    return s.view.reads(time.begin, time.end, "within") || s.view.reads(time.begin, time.end, "by ");
  }
  for (std::uint32_t i = time.begin; i < time.end + 3 && i < s.sentence.range.end; ++i) {
    const char32_t c = s.view.raw[i];
    if (i >= time.end && (c == 0x524D || c == 0x5185 || c == 0x6B62)) return true;   // before, within, until
    if (i >= time.end && c != 0x4E4B && c != 0x4EE5 && c != 0x5E95 && c != 0x672B) break;
  }
  return time.begin > s.sentence.range.begin && s.view.raw[time.begin - 1] == 0x81F3;   // "extended to"
}

}  // namespace

std::string target_of(const Scene& s, const Proposition& p, const Memory& memory) {
  const bool takes_side = (p.attitude.attitude != Attitude::report && p.attitude.attitude != Attitude::uncertain) || p.cls == "warning" || p.cls == "demand" || p.cls == "commitment";
  if (!takes_side || !can_be_aimed_at(p.speaker.party)) return {};
  const bool cue_before = p.cue && p.cue->range.end <= p.range.begin && p.range.begin < p.cue->range.end + (s.latin ? 60u : 24u) &&
                          s.sentence.range.contains(p.cue->range);
  const Range r{cue_before ? p.cue->range.end : p.range.begin, p.range.end};
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range)) continue;
    if (s.is(t, TermKind::pronoun, "joint") && memory.pair) {
      const std::string both = others_of(memory.pair->party, p.speaker.party);
      if (both.find(';') != std::string::npos) return both;
    }
    if (!s.is(t, TermKind::actor) || is_no_aim(s, t, r.begin) || !is_aim(s, t, r.begin)) continue;
    const Actor& actor = actor_of(s, t);
    const std::string named = others_of(actor.party, p.speaker.party);
    if (named.empty()) continue;
    if (actor.kind == ActorKind::person) return actor.canonical;
    // "A and B": both
    const std::uint32_t next = s.skip_spaces_right(t.range.end, r.end);
    const char32_t c = next < r.end ? s.view.raw[next] : 0;
    const bool joined = s.latin ? s.view.reads(next, r.end, "and ") : c == 0x548C || c == 0x4E0E || c == 0x53CA || c == 0x3001;
    if (!joined) return named;
    const Token* other = s.starting_at(s.skip_spaces_right(next + (s.latin ? 4u : 1u), r.end), TermKind::actor);
    const std::string also = other != nullptr ? others_of(actor_of(s, *other).party, p.speaker.party) : std::string();
    return also.empty() ? named : join_parties(named, also);
  }
  return {};
}

std::optional<std::size_t> due_of(const Scene& s, Range r) {
  for (const TimeAt& t : s.times) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !sets_limit(s, t.range)) continue;
    const TimeFact& fact = s.report.times[t.index];
    if (fact.is_duration || fact.date) return t.index;
  }
  return std::nullopt;
}

std::optional<Date> day_due(const TimeFact& fact, const std::optional<Date>& from) {
  if (!fact.is_duration) return fact.date && fact.date->last.is_whole() ? std::optional(fact.date->last) : fact.date ? std::optional(latest(fact.date->last)) : std::nullopt;
  const std::string& value = fact.mention.value;   // "P30D", "P2W from 2025-03-01"
  if (!from || !from->is_whole() || value.size() < 3 || value[0] != 'P' || value[1] < '0' || value[1] > '9') return std::nullopt;
  char* end = nullptr;
  const long n = std::strtol(value.c_str() + 1, &end, 10);
  if (n <= 0 || n > 5000) return std::nullopt;
  if (*end == 'D') return add_days(*from, static_cast<int>(n));
  if (*end == 'W') return add_days(*from, static_cast<int>(7 * n));
  return std::nullopt;
}

}  // namespace locarno::read
