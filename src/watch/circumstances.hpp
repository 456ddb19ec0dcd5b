#pragma once
// locarno/watch/circumstances.hpp -- who holds such a weapon within reach, and whom it would serve.
//
// Question   An incident with its place, time, act and calibre; the inventories and gains of the terms.
// Answer     Up to two rows of the attribution (side A, side B, somebody else).
// Method     Inventory: P(such a weapon | it was this side) is 0.8 where it holds some of that calibre within range of its own sectors,
//            0.5 where nothing is known, 0.15 where it has none or none that reaches: stocks are hidden, weapons are captured. Somebody else 0.4.
//            Two sides alike say nothing. Gain: 0.6 against 0.4 for the side alone served, 0.5 for somebody else, however many rows say so: whom an
//            act serves is a guess that anybody can make, and that a provocation counts on. Neither is independent evidence: nobody is named on them.
// Source     our own figures; the cap on gain follows the notes of the room. Cost: rows of the terms. Threads: as Geometry.
// Tested by  tests/watch/circumstances_test.cpp
#include "watch/fuse.hpp"

namespace locarno::watch {

void add_circumstances(Clues& clues, const Incident& incident, const Terms& terms, const Geometry& geometry);

}  // namespace locarno::watch
