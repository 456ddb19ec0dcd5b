#pragma once
// locarno/read/called_off.hpp -- a contact that was arranged and does not take place.
//
// Question   Does the clause say that this meeting, call or visit was called off or put off?
// Method     A word of calling off (hedges of class `off`) behind the word of contact ("the summit has been cancelled"), or
//            right before its noun ("cancelled his visit"); not one that has another object ("met to cancel sanctions").
// Cost       The tokens of the clause. Errors: none.
#include "read/frames_scene.hpp"

namespace locarno::read {

bool is_called_off(const Scene& s, const Token& contact, Range clause);

}  // namespace locarno::read
