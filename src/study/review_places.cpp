// Where the words of a record may begin and end.
#include <algorithm>
#include <limits>

#include "base/utf8.hpp"
#include "read/bounds.hpp"
#include "study/review.hpp"

namespace locarno::study {
namespace {

void tidy(std::vector<std::uint32_t>& places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

std::uint32_t nearest(const std::vector<std::uint32_t>& places, std::uint32_t at) {
  std::uint32_t best = at, distance = std::numeric_limits<std::uint32_t>::max();
  for (const std::uint32_t place : places) {
    const std::uint32_t d = place > at ? place - at : at - place;
    if (d < distance) { best = place; distance = d; }
  }
  return best;
}

std::uint32_t past_spaces(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) ++at;
  return at;
}

/// Marks and spaces that stand between two parts and belong to neither: , ; : and their Chinese forms, spaces.
bool is_between(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ';' || c == ':' || c == 0x3000 || c == 0x3001 || c == 0xFF0C ||
         c == 0xFF1B || c == 0xFF1A || c == 0xA0;
}

std::uint32_t without_tail(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t kept = begin;
  for (std::uint32_t at = begin; at < end;) {
    const CodePoint c = decode_at(text, at);
    at += c.size;
    if (!is_between(c.value)) kept = at;
  }
  return std::min(kept, end);
}

std::uint32_t past_head(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (begin < end) {
    const CodePoint c = decode_at(text, begin);
    if (!is_between(c.value)) break;
    begin += c.size;
  }
  return begin;
}

}  // namespace

Places places_for(const ReviewDesk& desk, const Record& record) {
  Places places;
  const Document* document = desk.document(record);
  if (document == nullptr) return places;
  read::Bounds bounds = read::clause_bounds(*document, record.span);
  places.begins = std::move(bounds.begins);
  places.ends = std::move(bounds.ends);
  const auto add = [&](Span span) {
    places.begins.push_back(span.begin);
    places.ends.push_back(span.end);
  };
  // What the reader found beside it: records of the same block, and the words right after a cue.
  for (const ledger::Reviewed& other : desk.records) {
    if (other.record.document != record.document) continue;
    const bool is_near = std::any_of(document->blocks.begin(), document->blocks.end(), [&](const Block& b) {
      return b.span.overlaps(record.span) && b.span.overlaps(other.record.span);
    });
    if (!is_near) continue;
    add(other.record.span);
    if (other.record.verb && !other.record.verb->span.empty())
      places.begins.push_back(past_spaces(document->text, other.record.verb->span.end));
  }
  tidy(places.begins);
  tidy(places.ends);
  return places;
}

Span snapped(const Places& places, Span wanted) {
  Span span{nearest(places.begins, wanted.begin), nearest(places.ends, wanted.end)};
  if (span.end > span.begin) return span;
  for (const std::uint32_t end : places.ends)
    if (end > span.begin) return {span.begin, end};
  return wanted;
}

std::vector<std::uint32_t> cuts_for(const ReviewDesk& desk, const Record& record) {
  const Document* document = desk.document(record);
  if (document == nullptr) return {};
  const read::Bounds bounds = read::clause_bounds(*document, record.span);
  const auto inside = [&](const std::vector<std::uint32_t>& places) {
    std::vector<std::uint32_t> cuts;
    for (const std::uint32_t place : places) {
      // a cut leaves words on both sides
      const std::uint32_t first_word = past_head(document->text, record.span.begin, record.span.end);
      if (place <= first_word || place >= record.span.end) continue;
      if (without_tail(document->text, record.span.begin, place) > first_word) cuts.push_back(place);
    }
    return cuts;
  };
  std::vector<std::uint32_t> cuts = inside(bounds.begins);
  return cuts.empty() ? inside(bounds.word_begins) : cuts;
}

std::vector<Span> parts_at(const ReviewDesk& desk, const Record& record, const std::vector<std::uint32_t>& cuts) {
  const Document* document = desk.document(record);
  std::vector<std::uint32_t> at = cuts;
  tidy(at);
  at.push_back(record.span.end);
  std::vector<Span> parts;
  std::uint32_t begin = record.span.begin;
  for (const std::uint32_t cut : at) {
    const bool is_last = cut == record.span.end;
    const Span part{document == nullptr ? begin : past_head(document->text, begin, cut),
                    document == nullptr || is_last ? cut : without_tail(document->text, begin, cut)};
    if (part.end > part.begin) parts.push_back(part);
    begin = cut;
  }
  return parts;
}

Result<Span> words_near(const ReviewDesk& desk, const Record& record, std::string_view words) {
  const Document* document = desk.document(record);
  std::optional<Span> best;
  std::uint32_t distance = std::numeric_limits<std::uint32_t>::max();
  if (document != nullptr && !words.empty())
    for (std::size_t at = document->text.find(words); at != std::string::npos; at = document->text.find(words, at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      const std::uint32_t d = begin > record.span.begin ? begin - record.span.begin : record.span.begin - begin;
      if (d < distance) { distance = d; best = Span{begin, static_cast<std::uint32_t>(at + words.size())}; }
    }
  if (best) return *best;
  return fail(ErrorCode::not_found, "these words do not stand in " + record.doc + ": " + std::string(words.substr(0, 80)));
}

}  // namespace locarno::study
