#pragma once
// locarno/read/contacts_en.hpp -- what English adds to the reading of contacts; inside of contacts.cpp.
#include "read/frames_scene.hpp"

namespace locarno::read {

/// Does the word of meeting tell of a meeting here? "ready to meet", "did not rule out a visit" only when a day is given;
/// "spoke on Sunday with X" when somebody is named behind "with"; "received X" when a person is.
bool tells_contact_en(const Scene& scene, const Token& word, Range clause);

/// "12 hours of talks in Doha", "the Doha talks ended on Monday": the words that make talks with a place, told in a noun, a
/// contact; empty when they do not. A subject of its own clause gives the whole clause.
Range nominal_contact_en(const Scene& scene, Range clause);

}  // namespace locarno::read
