#pragma once
// locarno/study/what_if.hpp -- the zone of a brief with some red lines released, some added, some issues held fast.
//
// Question   A brief with its zone question; ids of lines to release; rules to add for a party; options to hold fast.
// Answer     The zone again, clashes and openings among what is in force, each line's count when it alone goes, and the first
//            settlements that pass.
// Method     the settle room on the changed question; an issue held fast is a rule of nobody's. Cost: that of a zone with
//            openings of at most `opening_size` lines.
// Certainty  as settle/zone.hpp: every part has its verdict.
// Tested by  tests/study/pages_test.cpp
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "study/brief.hpp"

namespace locarno::study {

struct AddedLine { std::string party, rule; };   ///< party "" = nobody's

struct WhatIfQuestion {
  std::vector<std::string> release;       ///< red line ids
  std::vector<AddedLine> add;
  std::map<std::string, std::string> fix; ///< issue -> option
  std::uint32_t list = 50;                ///< so many passing settlements at most
  bool is_patient = false;                ///< no limit on work but `run`'s own, nor on the size of an opening
  /// Told how many pass at least while they are counted (is_all: exactly so many), before clashes and openings are looked for.
  std::function<void(const Integer& passing, const Integer& of, bool is_all)> know;
};

struct WhatIf {
  settle::ZoneQuestion question;          ///< lines of the brief, then the added, then what is held fast
  std::vector<bool> is_in_force;          ///< [line]
  std::size_t added_from = 0;             ///< index of the first added line
  std::size_t fixed_from = 0;             ///< of the first that holds an issue fast
  settle::ZoneQuestion asked;             ///< only what is in force
  std::vector<std::uint32_t> asked_lines; ///< [line of asked] its index in question
  settle::ZoneAnswer zone;
  std::vector<OpeningView> openings;      ///< the first of the zone's, as on a page: who still blocks, whose silence
  std::vector<Integer> opened_alone;      ///< [line of asked]; empty when a limit cut it off
  std::vector<Settlement> passing;        ///< in the order of options
};

/// Errors: not_found for a line, party, issue or option that is not there (with the place in the question); bad_input for a
/// rule ("add[0]:line:column"); bad_input for a brief without a case; those of settle::zone.
Result<WhatIf> what_if(const Brief& brief, const WhatIfQuestion& question, Run& run);

}  // namespace locarno::study
