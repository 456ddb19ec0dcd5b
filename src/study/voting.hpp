#pragma once
// locarno/study/voting.hpp -- the questions about one voting rule, for the doors and the pages: ratify/power.hpp and ratify/vote.hpp
// under one roof.
#include "ratify/inline_rules.hpp"
#include "ratify/power.hpp"
#include "ratify/vote.hpp"

namespace locarno::study {

using ratify::Pivots;
using ratify::PowerAnswer;
using ratify::PowerQuestion;
using ratify::VoteAnswer;
using ratify::VoteQuestion;

}  // namespace locarno::study
