#pragma once
// locarno/read/speaker.hpp -- who speaks: the noun phrase beside a word of speech, read as a person, office, body,
// unnamed source, document or pronoun.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/frames_scene.hpp"

namespace locarno::read {

enum class SpeakerKind : std::uint8_t { none, person, body, outlet, unnamed, analysis, document, pronoun, joint, unspecified, narrator };

struct Speaker {
  SpeakerKind kind = SpeakerKind::none;
  std::string name;      ///< canonical English name
  std::string party;
  std::string org;
  std::string role;
  Range head;            ///< the mention that identifies the speaker; empty when there is none
  Range phrase;          ///< the whole noun phrase
  bool is_new = false;   ///< in no codebook
  bool plural = false;
  const char* inferred = "";   ///< what in the report the party rests on, when it does not stand with the name
  bool presumed() const { return *inferred != 0; }
  std::string pronoun;   ///< class of the pronoun or document noun
  explicit operator bool() const { return kind != SpeakerKind::none; }
};

/// What was passed over between the cue and its subject.
struct Adjuncts {
  std::optional<std::size_t> time;  ///< index in the report's list of times
  std::string channel;              ///< "social media", "phone" ...
  bool denied = false;              ///< a negator stands before the cue
};

/// The actor row that a token stands for on the report's day: same name, several offices.
const Actor& actor_of(const Scene& scene, const Token& token);
Speaker from_actor(const Scene& scene, const Token& token);
/// An outlet, or the media of somewhere without a name.
inline bool is_press(const Speaker& speaker) { return speaker.kind == SpeakerKind::outlet || speaker.party == "MEDIA"; }
Speaker narrator();

/// Passes leftwards over adverbs, times, places, addressees and bracketed insertions; returns where the subject ends.
std::uint32_t pass_adjuncts_left(const Scene& scene, std::uint32_t at, std::uint32_t floor, Adjuncts& adjuncts);
/// The noun phrase that ends exactly at `at`; kind none when there is none.
Speaker phrase_ending_at(const Scene& scene, std::uint32_t at, std::uint32_t floor);
/// The noun phrase that begins at `at` (after spaces).
Speaker phrase_starting_at(const Scene& scene, std::uint32_t at, std::uint32_t ceiling);
/// The first noun phrase in a range: the subject of a clause that begins there.
Speaker first_phrase(const Scene& scene, Range range);
/// Joins to `first` those who are named right behind it with a word of company ("A and B", in Chinese "A, B with C"), up to `ceiling`.
void join_beside(const Scene& scene, Speaker& first, std::uint32_t ceiling);
/// Is there a preposition right before `at` (with, to, against), so that what follows is no subject?
bool is_oblique(const Scene& scene, std::uint32_t at, std::uint32_t floor);
/// Adds `other` to a joint speaker.
void join(Speaker& speaker, const Speaker& other);
std::string join_parties(const std::string& a, const std::string& b);
/// Is `party` among the joint parties of a list "USA;RUS"?
bool has_party(const std::string& list, std::string_view party);

}  // namespace locarno::read
