#include "read/confidence.hpp"

#include <algorithm>

#include "read/attribution.hpp"

namespace locarno::read {

Confidence confidence_of(const Proposition& p) {
  Confidence out;
  int sum = 0;
  const auto give = [&](int points, const char* why) {
    out.parts[out.count++] = {points, why};
    sum += points;
  };
  give(90, "to begin with");
  if (p.speaker.kind == SpeakerKind::pronoun || p.speaker.party == "UNKNOWN") give(-20, "a pronoun, or a party unknown");
  if (p.speaker.is_new) give(-15, "a name in no codebook");
  if (p.speaker.presumed()) give(-10, p.speaker.inferred);   // what in the report the party rests on
  if (!p.has_cue) give(-10, "no cue");
  if (p.carried > 0) give(-15 * std::min(p.carried, 3), "carried over from an earlier sentence");
  if (p.kind == RecordKind::stance) give(-25, "told in the narrator's voice");
  if (p.kind == RecordKind::contact) give(-10, "a contact");
  if (p.loose_issue) give(-10, "an issue in no codebook");
  if (!p.relays.empty()) give(-5, "a relay");
  out.value = std::clamp(sum, 5, 99);
  return out;
}

std::vector<std::string> in_words(const Confidence& confidence) {
  std::vector<std::string> out;
  int sum = 0;
  for (std::size_t i = 0; i < confidence.count; ++i) {
    out.push_back(std::to_string(confidence.parts[i].points) + " " + confidence.parts[i].why);
    sum += confidence.parts[i].points;
  }
  if (sum != confidence.value) out.push_back("held at " + std::to_string(confidence.value));
  return out;
}

}  // namespace locarno::read
