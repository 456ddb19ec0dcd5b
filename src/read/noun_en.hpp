#pragma once
// locarno/read/noun_en.hpp -- questions about an English noun phrase; inside of frames_*_en.cpp.
#include "read/speaker.hpp"

namespace locarno::read {

/// Residents, relatives, witnesses: people who speak for no party.
bool is_private(const Scene& scene, Range phrase);
/// One capitalised word that is the first or the last of a name met before in the report; none when it is not.
Speaker part_of_name(const Scene& scene, Range word);
/// Sets the party of an office from the words behind it ("of X", "from X"), when nothing better is known.
void set_owner(const Scene& scene, Speaker& speaker, Range rest);

}  // namespace locarno::read
