#pragma once
// locarno/model/watch_terms.hpp -- what was promised, where and until when: the terms that monitoring is held against.
// The same case.toml as the case itself, the section [watch] with its rows (docs/watch.md); the treaty's geometry stands in
// GeoJSON files beside it.
//
// Only the form is judged here; the shapes themselves are read by the room `watch` (watch/geometry.hpp).
// Instants are seconds since 1970-01-01T00:00:00Z. Intervals are half-open [from, until).
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/case.hpp"

namespace locarno {

inline constexpr std::int64_t time_begins = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t time_ends = std::numeric_limits<std::int64_t>::max();

/// What happened or was done. `other` matches no clause. The words of the file are these names.
enum class WatchAct : std::uint8_t {
  shelling, small_arms, strike, explosion, incursion, weapon_presence, overflight, detention, access_denied, attack_civilians,
  fire_spot,                                  ///< a thermal anomaly: says that it burnt, not why
  withdrawal, release, reopening, inventory,  ///< deeds that fulfil
  other
};
inline constexpr std::size_t watch_act_count = 16;
std::string_view to_string(WatchAct act);
std::optional<WatchAct> parse_watch_act(std::string_view word);

enum class SourceClass : std::uint8_t { monitor, camera, party, media, ngo, thermal, unknown };
inline constexpr std::size_t source_class_count = 7;
std::string_view to_string(SourceClass source);
std::optional<SourceClass> parse_source_class(std::string_view word);

/// A shape of the treaty during one interval. Several with one id are its versions.
struct TermsShape {
  enum class Kind : std::uint8_t { line, buffer, band, exempt, sector };
  std::string id;
  Kind kind = Kind::buffer;
  Text name;
  std::string file, feature;                  ///< GeoJSON file beside case.toml; the feature's id or properties.id
  std::int64_t from = time_begins, until = time_ends;
  int version = 1;                            ///< 1.. in order of `from`, per id
  double within_km = 0;                       ///< > 0: what lies that near to the shape, not only inside it
  std::string side;                           ///< of a sector or band: the party that holds it; "" = none
  std::string where;                          ///< place in the file
};

/// A promise with what keeps or breaks it.
struct TermsClause {
  std::string id;
  Text name;
  std::string party;                          ///< bound by it; "" = every side
  std::vector<WatchAct> forbids;              ///< empty: it is a deed
  std::vector<WatchAct> deeds;                ///< what fulfils it; empty: it is an omission
  int deeds_needed = 1;
  std::vector<std::string> shapes;            ///< ids; empty = everywhere
  double calibre_from_mm = 0, calibre_to_mm = 1e9;   ///< of the weapon; the whole range = any, also unknown
  std::int64_t from = time_begins;            ///< default: entry into force
  std::optional<std::int64_t> deadline;       ///< of a deed
  std::int64_t until = time_ends;
  double threshold = 0.5;                     ///< P(it happened, there) at least this for a finding
  std::string where;
};

/// Acts a clause does not cover for a while (a notified exercise, demining).
struct TermsExemption {
  std::string id;
  std::vector<std::string> clauses;           ///< empty = all
  std::vector<WatchAct> acts;                 ///< empty = all
  std::string shape;                          ///< "" = everywhere
  std::int64_t from = time_begins, until = time_ends;
  std::string source_note;
  std::string where;
};

/// One step of the response ladder.
struct TermsRung {
  int level = 0;
  Text name;
  int count = 1;                              ///< so many findings ...
  int severity = 0;                           ///< ... of at least this severity, 0..5 ...
  double confidence = 0.5;                    ///< ... each at least this sure ...
  double within_days = 1;                     ///< ... within this time
  double clock_hours = 0;                     ///< to decide; 0 = at once
  Text who;
  double cooling_days = 0;                    ///< no second climb to this rung before
  std::string where;
};

/// A source that is known by name.
struct TermsSource {
  std::string id;
  SourceClass kind = SourceClass::unknown;
  std::string party;                          ///< whose voice it is; "" = nobody's
  std::optional<double> yes_if_true, yes_if_false;  ///< instead of its class's
  std::string copies;                         ///< id of a source it mostly repeats; "" = none
  std::vector<std::string> covers;            ///< sectors in which it means to report everything, so that its silence says no
  std::string where;
};

/// What a side is known to hold, or not to: an inventory handed over, an inspection.
struct TermsInventory {
  std::string party;                          ///< one of the sides
  double calibre_from_mm = 0, calibre_to_mm = 1e9;
  bool holds = true;                          ///< false: it has none of these
  double range_km = 0;                        ///< of the weapon, from the side's own sectors; 0 = not said
  std::int64_t from = time_begins, until = time_ends;
  std::string source_note;
  std::string where;
};

/// Whom an act would serve, and why: never worth more than a hint (watch/circumstances.hpp caps it).
struct TermsGain {
  std::string party;                          ///< one of the sides
  std::vector<WatchAct> acts;                 ///< empty = all
  std::string shape;                          ///< "" = everywhere
  std::int64_t from = time_begins, until = time_ends;
  std::string source_note;
  std::string where;
};

/// Words by which feeds name a party.
struct TermsActor {
  std::string name;                           ///< compared without case, as a part of what the feed writes
  std::string party;
};

struct Terms {
  std::int64_t entry_into_force = 0;
  std::string source_note;
  std::vector<std::string> sides;             ///< two parties, A and B of the attribution
  double name_threshold = 0.8;                ///< a posterior below this names nobody
  // clustering: spread of reported time and place of one incident, and the background it is told from
  double spread_hours = 3, spread_km = 5, background_per_day = 30, background_km2 = 15000;
  std::vector<TermsShape> shapes;
  std::string settlement;                     ///< what was signed, "issue=option,.."; "" = clauses depend on nothing
  std::vector<TermsClause> clauses;
  std::vector<std::string> left_out;          ///< ids of clauses whose `when` the settlement does not meet
  std::vector<TermsExemption> exemptions;
  std::vector<TermsRung> ladder;              ///< by level
  std::vector<TermsSource> sources;
  std::vector<TermsInventory> inventories;
  std::vector<TermsGain> gains;
  bool learns_sources = false;                ///< rates of sources from where they overlap, instead of the classes'
  std::vector<TermsActor> actors;             ///< of the file, then ids of the parties; the first that fits counts
  std::string gazetteer;                      ///< TSV beside case.toml: name, lat, lon, radius_km; "" = none
  std::string where;

  const TermsSource* source(std::string_view id) const;
};

/// The section, none when the case has none. Errors: io; bad_input with file:line:column: a time that is none, a shape,
/// party or clause that does not exist, two versions of one shape at one time, an empty interval, an unknown act.
Result<std::optional<Terms>> parse_terms(std::string_view toml, const std::string& file, const Case& of_case);
Result<std::optional<Terms>> load_terms(const std::string& folder, const Case& of_case);

/// "2026-03-01T06:00:00Z", "2026-03-01 06:00:00+02:00", "2026-03-01": seconds since 1970 (UTC) and how many the words leave
/// open (1, 60, 86400). None for anything else, an impossible day, a year outside 1..9999. No zone counts as UTC.
struct Instant { std::int64_t at = 0; std::int64_t open_seconds = 1; };
std::optional<Instant> parse_instant(std::string_view words);
/// "2026-03-01T06:00:00Z".
std::string instant_text(std::int64_t at);

}  // namespace locarno
