#pragma once
// locarno/watch/normalise.hpp -- the words of a feed -> the ids of the terms: parties, sources, places.
//
// Tested by  tests/watch/findings_test.cpp
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "watch/report.hpp"

namespace locarno::watch {

/// Places by name, as the user's file gives them: `name<TAB>lat<TAB>lon<TAB>radius_km`, one a line, # begins a comment.
class Gazetteer {
 public:
  /// Errors: bad_input with file:line:column.
  static Result<Gazetteer> parse(std::string_view tsv, const std::string& file);
  struct Place { double lat = 0, lon = 0, radius_km = 0; };
  /// Without case and outer blanks; null when unknown.
  const Place* find(std::string_view name) const;
  std::size_t size() const { return places_.size(); }

 private:
  std::map<std::string, Place, std::less<>> places_;
};

/// The party a feed's words name, "" when none of the terms' names stands in them.
std::string party_of(std::string_view words, const Terms& terms);

/// Actor and source party become party ids, or "" (the words stay in no field: the raw report has them); a known source gets
/// its class and party; a named place without position gets one from the gazetteer; a weapon without a calibre gets its usual one.
void normalise(Report& report, const Terms& terms, const Gazetteer& gazetteer);

}  // namespace locarno::watch
