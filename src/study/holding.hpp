#pragma once
// locarno/study/holding.hpp -- would it be kept: all that a page or a door shows of one package, in one call.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "hold/band.hpp"
#include "hold/inspection.hpp"
#include "hold/past.hpp"
#include "hold/survival.hpp"

namespace locarno::study {

/// What monitors have verified so far.
struct Verified {
  double years = 0;         ///< since entry into force
  double violations = 0;    ///< serious ones, verified
  double exposure = 0;      ///< how many would be expected of an average package in that time
};

struct HoldingQuestion {
  hold::GivenValues given;
  std::vector<double> years;             ///< of the curve, besides 1, 2, 5 and 10
  std::uint32_t draws = 10'000;
  bool tornado = false;
  std::uint32_t index_draws = 0;         ///< 0 = no indices
  std::optional<Verified> verified;
  std::string past_kind;                 ///< kind of past settlements to set beside the model; "" = none
  hold::Given past_ratio{1, 1, 1};       ///< how this settlement's rate of breaking is said to differ from theirs
};

struct HoldingAnswer {
  hold::Package package;
  hold::SurvivalAnswer point;            ///< years: 0 to 10 by quarters, and those asked for; horizon 10
  hold::BandAnswer band;                 ///< at the same years
  hold::NeededGuarantee needed;
  hold::NeededGuarantee needed_after;    ///< once the guarantee has ended or faded: at year 10
  std::array<double, 7> why{};           ///< hold::lever_groups: change of log rate against the bare text, to year 5
  double bare_kept5 = 0;
  std::optional<double> sunset5;         ///< kept to 10 if the guarantee ended in year 5; none when it ends before
  std::vector<hold::TornadoRow> tornado;
  std::vector<hold::IndexRow> indices;
  double frailty = 1;                    ///< mean after what was verified
  std::vector<std::pair<double, double>> ahead;   ///< year, kept to it given what was verified
  std::optional<hold::PastAnswer> past;           ///< at 1, 2, 5 and 10 years
  /// How far the model and the two curves of past settlements lie apart at a year of `past`.
  double disagreement(std::size_t year) const;
  /// The value at a year of the curve; -1 when it is not one.
  double kept(double year) const;
};

/// "g0=0.745", "g0=0.6..0.8", "T_sunset=never"; adds to `given`. Errors: bad_use for the form, as hold::set for the value.
Result<void> add_given(hold::GivenValues& given, std::string_view words);
/// "0.26" or "0.09..0.8". Errors: bad_use.
Result<hold::Given> parse_ratio(std::string_view words);
Result<HoldingAnswer> holding(const HoldingQuestion& question, const Run& run);

}  // namespace locarno::study
