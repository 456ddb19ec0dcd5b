#pragma once
// locarno/read/short_names.hpp -- short names a Chinese report gives in brackets: FULL NAME (SHORT) ... SHORT said.
//
// Question   Where else in the report does the short name stand, so that it means the same body?
// Method     The bracket stands right behind a state, body or group of the codebook (or behind its quotation marks), holds two to
//            eight Han characters, all of which stand in the full name in that order, and is no name of the codebook itself.
// Cost       Linear in the units for each short name; at most sixteen are taken.
#include <vector>

#include "model/codebook.hpp"
#include "read/clauses.hpp"
#include "read/match.hpp"

namespace locarno::read {

/// `matches` gains every place of each short name, as a place of the full name's term; it stays ascending by begin, longer first.
void add_short_names(const Codebook& book, const View& view, const std::vector<Block>& blocks, std::vector<Match>& matches);

}  // namespace locarno::read
