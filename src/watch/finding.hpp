#pragma once
// locarno/watch/finding.hpp -- an incident held against one clause: what is found, on what, and who objects.
#include <cstdint>
#include <string>
#include <vector>

#include "watch/incident.hpp"

namespace locarno::watch {

/// A party's word against a finding; kept for ever, also when it is answered.
struct Objection {
  std::int64_t number = 0;
  std::string finding;
  std::string party;
  std::string words;
  std::string evidence;               ///< report ids or a document's hash, "" = none
  std::string at;                     ///< as the door says
  std::string ruling;                 ///< "", "upheld", "rejected", "noted"
};

enum class FindingState : std::uint8_t {
  fulfilment,      ///< a deed was done
  alleged,         ///< below the clause's threshold: on record, no finding
  found,           ///< at or above it
  contested,       ///< found, with an objection that no ruling has answered
  withdrawn,       ///< an objection was upheld
  exempt           ///< covered by an exemption: on record, no finding
};
std::string_view to_string(FindingState state);

struct Finding {
  std::string id;                     ///< "f-" + digits, of incident and clause
  int version = 1;
  std::string incident;
  std::string clause;
  std::string shape;                  ///< id of the shape that counted, "" = everywhere
  int shape_version = 0;
  FindingState state = FindingState::alleged;
  std::int64_t begin = 0, end = 0;
  WatchAct act = WatchAct::other;
  std::string sector;
  double exists = 0, inside = 1;      ///< P(it happened), P(inside the shape | it happened)
  double confidence = 0;              ///< exists * inside
  int severity = 0;
  Attribution who;
  std::vector<std::string> evidence;  ///< report ids
  std::vector<std::string> dissent;   ///< report ids that deny or refute
  std::string exemption;              ///< id of the one that covers it: then no finding
  std::vector<Objection> objections;
};

}  // namespace locarno::watch
