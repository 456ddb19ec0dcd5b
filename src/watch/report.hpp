#pragma once
// locarno/watch/report.hpp -- one report of an incident: its bytes as they came, and what they say.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/watch_terms.hpp"

namespace locarno::watch {

/// As received; never changed. `bytes` is one row, line or feature; `columns` the CSV header it is read with.
struct RawReport {
  std::int64_t number = 0;            ///< 1.. in order of receipt
  std::string sha256;                 ///< of format, columns and bytes: the same report again has the same
  std::string format;                 ///< acled, ucdp, viina, firms, geojson, form, jsonl, locarno
  std::string columns;
  std::string bytes;
  std::string received_at;            ///< as the door says; in no digest
};

/// What a source says of the event: that it was, that it was not (or not by them), that it was checked.
enum class Claim : std::uint8_t { allegation, denial, verification, refutation };
std::string_view to_string(Claim claim);

/// What one raw report says. Times are UTC; [begin, end) in seconds; a place is a point with the radius it lies within nine
/// times of ten.
struct Report {
  std::string id;                     ///< "r-" + first 12 digits of the raw report's hash
  std::int64_t begin = 0, end = 0;
  bool has_place = false;
  double lat = 0, lon = 0, radius_km = 0;
  std::string place;                  ///< name as written
  WatchAct act = WatchAct::other;
  double calibre_mm = 0;              ///< 0 = unknown
  std::string weapon;
  std::string source;                 ///< outlet, team, sensor
  SourceClass source_class = SourceClass::unknown;
  std::string source_party;           ///< whose voice it is, "" = nobody's
  std::string via;                    ///< whom it quotes, "" = nobody
  Claim claim = Claim::allegation;
  std::string actor;                  ///< party it says did it, "" = not said
  double actor_share = 1;             ///< its own confidence in that, 0..1
  double bearing_deg = -1;            ///< direction fire came from, -1 = not said
  int killed = 0, injured = 0;
  bool civilian = false;              ///< civilians or an exempt object were hit
  int count = 1;                      ///< rounds, explosions: as counted by the source
  std::string text;
  std::uint64_t text_key = 0;         ///< of the folded text, 0 = no text: copies have the same
};

}  // namespace locarno::watch
