// locarno/read/frames_subject_bare.cpp -- Chinese subjects that nothing marks: somebody counted ("a trader of the town"), a bare name.
#include "read/frames_finder.hpp"

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

}  // namespace locarno::read
