#pragma once
// locarno/study/voices.hpp -- who speaks for whom, and who met whom.
//
// Question   A brief: the records that count, its stances.
// Answer     The ways words took from a party's speaker through relays to an outlet, counted; for each party how much of what is
//            known of it came first hand; contacts merged over reports, and each pair of parties with its days.
// Method     provenance_of and relays_of for each record; relate for contacts.
// Not an error: nobody spoke, nobody met.
// Tested by  tests/study/pages_test.cpp
#include "relate/relate.hpp"
#include "study/workbench.hpp"

namespace locarno::study {

struct RelayArc {
  std::string party, speaker;
  std::vector<std::string> relays;        ///< from the outside in; empty = first hand, or told by the outlet
  std::string outlet;
  Provenance provenance = Provenance::first_hand;
  std::vector<std::string> records;
};
struct RelayedCell { IssueId issue; OptionId option; std::vector<std::string> via; };
struct VoiceShare {
  std::string party;                      ///< of the case
  std::size_t records = 0, first_hand = 0, relayed = 0, told = 0;
  std::vector<RelayedCell> only_relayed;  ///< stances that rest on no word of its own
};
struct Voices {
  std::vector<RelayArc> arcs;             ///< most records first
  std::vector<VoiceShare> shares;         ///< [party of the case]
};
Voices voices(const Brief& brief);

struct ContactRow {
  relate::MergedContact contact;          ///< indices into MeetingTable::records
  std::optional<DateRange> date;
  std::string location, channel, duration;
};
struct ContactPair {
  std::string a, b;                       ///< parties, a < b
  std::size_t held = 0, planned = 0, denied = 0;
  std::optional<Date> last;               ///< day of the last one held
};
struct MeetingTable {
  std::vector<const Record*> records;     ///< of the brief
  std::vector<ContactRow> contacts;
  std::vector<ContactPair> pairs;
};
MeetingTable meetings(const Brief& brief, const Codebook& codebook);

}  // namespace locarno::study
