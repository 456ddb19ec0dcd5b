#pragma once
// locarno/hold/package.hpp -- what a settlement and its surroundings put in the way of breaking it: the parameters of the hold model.
//
// Two parties, A and B; a guarantor who may come to the aid of B; shares of what is divided (1 = all of it); time in years after
// entry into force. Every parameter has a name, a range and a basis (`parameters()`); where no source is given it is an assumption
// and is printed as one. Sources: docs/hold.md.
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace locarno::hold {

struct Package {
  double M_A = 1, M_B = 0.62;              ///< capabilities
  double growth_A = 0, growth_B = 0;       ///< yearly logarithmic growth of them
  double decis = 1;                        ///< how far more capability decides a war
  double M_G = 1.6;                        ///< force the guarantor would commit
  double f_A = 0, f_B = 0;                 ///< what striking first adds to one's force
  double s_A = 0.45, s_B = 0.55;           ///< shares under the settlement
  double a_A = 0, a_B = 0;                 ///< what keeping it earns, beyond the share (released assets, lifted sanctions)
  double c_A = 0.15, c_B = 0.25;           ///< cost of a war
  double g0 = 0.41, g_inf = 0;             ///< chance that the guarantee is honoured, at first and in the long run
  double decay = 0;                        ///< rate a year at which the first turns into the second
  double sunset = std::numeric_limits<double>::infinity();  ///< year in which the guarantee ends
  double tripwire = 0;                     ///< share of the doubt that troops on the spot remove
  double D = 0.95;                         ///< chance that an attack is seen and laid at the right door in time
  double pun_A = 0.10, pun_B = 0.10;       ///< cost of the punishment (sanctions, assets) ...
  double pun_prob = 0.5;                   ///< ... and the chance that it is applied
  double omega = 0, H = 1;                 ///< weight of a renegotiated share; how many years ahead it is looked for
  double nu = 0.6;                         ///< crises a year
  double sigma = 0.10;                     ///< spread of what the parties cannot know of each other (logistic)
  double mu = 12, branch = 0.45;           ///< serious incidents a year; how many further ones each sets off
  double esc = 0.002, joint = 0.3;         ///< chance that one escalates; share that a joint commission stops
  double theta = 3.5;                      ///< how much packages that look alike differ (variance of the frailty)
  bool operator==(const Package&) const = default;
};

/// Is the parameter something a text can set, or an assumption about the world?
enum class ParameterKind { lever, world };
/// How a band draws it: triangular on the range with its mode at the value; log-normal; beta.
enum class Prior { none, triangular, log_normal, beta };

struct Parameter {
  std::string_view name;
  std::string_view symbol;                 ///< of the notes; also taken by `set`; "" = none
  double Package::* member;
  double least, most;                      ///< what is accepted at all
  double low, high;                        ///< usual range: for bands, tornado and indices
  ParameterKind kind;
  Prior prior;                             ///< when the package does not set it
  double first, second;                    ///< of the prior: log-normal median and log-sd; beta shapes
  std::string_view meaning;
  std::string_view basis;
};

/// All of them, in the order of Package.
const std::vector<Parameter>& parameters();
/// By name or symbol; nullptr when there is none.
const Parameter* find_parameter(std::string_view name);

/// Errors: not_found with the nearest name; bad_input outside of what is accepted (a chance above 1, a negative rate, a sunset
/// before entry into force). "inf" and "never" are a sunset that never comes.
Result<void> set(Package& package, std::string_view name, double value);
/// Every parameter within what is accepted.
Result<void> check(const Package& package);

}  // namespace locarno::hold
