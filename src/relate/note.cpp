// The phrase of a link's note, in English; pages have their own words for the same data.
#include "relate/relate.hpp"

namespace locarno::relate {
namespace {

/// {0}, {1} ... are the parts; {*} all of them, joined.
std::string_view phrase(NoteKind kind) {
  switch (kind) {
    case NoteKind::none: return "";
    case NoteKind::differs_in: return "differs in {*}";
    case NoteKind::who_decides: return "who decides on {0}";
    case NoteKind::for_and_against: return "{0} for, {1} against: {2}";
    case NoteKind::asserted_and_denied: return "one asserts what the other denies";
    case NoteKind::headline_flat: return "the headline is flat, the text sets a condition or a limit";
    case NoteKind::contact: return "{0} on {1}";
    case NoteKind::contact_undated: return "{0}";
    case NoteKind::announced_and_held: return "announced, and told as held";
    case NoteKind::durations_fit: return "different durations; all can be right within their bounds";
    case NoteKind::durations_clash: return "different durations; not all can be right";
    case NoteKind::figures_fit: return "different figures in {0}; all can be right within their bounds";
    case NoteKind::figures_clash: return "different figures in {0}; not all can be right";
    case NoteKind::credited: return "the same quoted words credited to {0}";
    case NoteKind::same_words: return "the same words in {0} reports";
    case NoteKind::worded_alike: return "worded alike in {0} reports";
    case NoteKind::change: return "{0} on {1}: {2} {3} -> {4} {5}";
    case NoteKind::series: return "{0} on {1} over {2} days, {3} to {4}";
    case NoteKind::offer_and_limit: return "{0} on {1}: an offer, and what limits it";
    case NoteKind::measure_and_demand: return "{0} sets a measure for any settlement; {1} asks of it: {2}";
  }
  return "";
}

}  // namespace

std::string in_english(const Note& note) {
  std::string_view rest = phrase(note.kind);
  std::string out;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    out += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const char which = rest[open + 1];
    rest.remove_prefix(open + 3);
    if (which == '*') {
      for (std::size_t i = 0; i < note.parts.size(); ++i) out += (i == 0 ? "" : ", ") + note.parts[i];
    } else if (const auto part = static_cast<std::size_t>(which - '0'); part < note.parts.size()) {
      out += note.parts[part];
    }
  }
  return out;
}

}  // namespace locarno::relate
