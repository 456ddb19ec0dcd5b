#include "hold/package.hpp"

#include <fmt/format.h>

#include <cmath>

#include "model/nearest.hpp"

namespace locarno::hold {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
using P = Package;
constexpr ParameterKind lever = ParameterKind::lever, world = ParameterKind::world;

}  // namespace

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> table = {
      {"M_A", "", &P::M_A, 1e-6, 1e6, 1, 1, world, Prior::none, 0, 0, "capability of A", "the unit: all others are relative to it"},
      {"M_B", "", &P::M_B, 1e-6, 1e6, .4, .9, lever, Prior::triangular, 0, 0, "capability of B; a ceiling on forces enters here", "assumption; measure: COW national capabilities"},
      {"growth_A", "r_A", &P::growth_A, -1, 1, -.05, .1, world, Prior::none, 0, 0, "yearly growth of A", "assumption"},
      {"growth_B", "r_B", &P::growth_B, -1, 1, -.05, .1, world, Prior::none, 0, 0, "yearly growth of B", "assumption"},
      {"decis", "m", &P::decis, .01, 20, .5, 2, world, Prior::triangular, 0, 0, "how far capability decides a war", "Hirshleifer 1989"},
      {"M_G", "", &P::M_G, 0, 1e6, .4, 3, lever, Prior::triangular, 0, 0, "force the guarantor would commit", "assumption"},
      {"f_A", "f", &P::f_A, 0, 10, 0, .3, lever, Prior::none, 0, 0, "what striking first adds to A", "assumption; lowered by buffer zones and warning time"},
      {"f_B", "", &P::f_B, 0, 10, 0, .3, lever, Prior::none, 0, 0, "what striking first adds to B", "assumption"},
      {"s_A", "", &P::s_A, 0, 1, .35, .55, lever, Prior::triangular, 0, 0, "share of A under the settlement", "assumption"},
      {"s_B", "", &P::s_B, 0, 1, .45, .65, lever, Prior::triangular, 0, 0, "share of B under the settlement", "assumption"},
      {"a_A", "", &P::a_A, 0, 1, 0, .1, lever, Prior::none, 0, 0, "what keeping it earns A", "assumption"},
      {"a_B", "", &P::a_B, 0, 1, 0, .1, lever, Prior::none, 0, 0, "what keeping it earns B", "assumption"},
      {"c_A", "", &P::c_A, 0, 2, .05, .3, world, Prior::triangular, 0, 0, "cost of a war to A", "assumption (bargaining literature)"},
      {"c_B", "", &P::c_B, 0, 2, .05, .4, world, Prior::triangular, 0, 0, "cost of a war to B", "assumption (bargaining literature)"},
      {"g0", "", &P::g0, 0, 1, 0, .745, lever, Prior::beta, 9, 13, "chance that the guarantee is honoured", "defence pacts 1816-2003: .41 (Berkemeier and Fuhrmann 2018); 1945-2003 all kinds .22; 1816-1944: .745 (Leeds, Long and Mitchell 2000)"},
      {"g_inf", "", &P::g_inf, 0, 1, 0, .4, lever, Prior::none, 0, 0, "the same in the long run, when it decays", "assumption"},
      {"decay", "delta", &P::decay, 0, 20, 0, .5, lever, Prior::none, 0, 0, "rate a year at which the guarantee fades", "direction: Kenwick; Beardsley 2008; size: assumption"},
      {"sunset", "T_sunset", &P::sunset, 0, never, 1, 30, lever, Prior::none, 0, 0, "year in which the guarantee ends", "the text"},
      {"tripwire", "tau", &P::tripwire, 0, 1, 0, .5, lever, Prior::none, 0, 0, "share of the doubt that troops on the spot remove", "small: Reiter and Poast 2021; Musgrave and Ward"},
      {"D", "", &P::D, 0, 1, .5, 1, lever, Prior::triangular, 0, 0, "chance that an attack is seen and attributed in time", "assumption"},
      {"pun_A", "kappa", &P::pun_A, 0, 2, 0, .3, lever, Prior::triangular, 0, 0, "cost of the punishment to A", "assumption"},
      {"pun_B", "", &P::pun_B, 0, 2, 0, .3, lever, Prior::triangular, 0, 0, "cost of the punishment to B", "assumption"},
      {"pun_prob", "rho", &P::pun_prob, 0, 1, 0, 1, lever, Prior::triangular, 0, 0, "chance that the punishment is applied", "assumption"},
      {"omega", "", &P::omega, 0, 1, 0, 1, world, Prior::none, 0, 0, "weight of a renegotiated share", "Powell 2006"},
      {"H", "", &P::H, 0, 50, .5, 3, world, Prior::none, 0, 0, "years ahead it is looked for", "assumption"},
      {"nu", "", &P::nu, 0, 1000, .2, 1.2, world, Prior::log_normal, .6, .5, "crises a year", "disputes in strategic rivalries 1946-2010: .22 on average, .5 to 1.05 in the most active"},
      {"sigma", "", &P::sigma, 1e-6, 100, .05, .2, world, Prior::log_normal, .1, .4, "spread of private knowledge", "set so that a tenth of militarised disputes become wars"},
      {"mu", "", &P::mu, 0, 1e6, 1, 100, world, Prior::log_normal, 12, .7, "serious incidents a year", "assumption"},
      {"branch", "n", &P::branch, 0, .999, .2, .8, world, Prior::triangular, 0, 0, "further incidents that each sets off", "37-50 % self-excited (Lewis et al. 2012)"},
      {"esc", "e", &P::esc, 0, 1, .0005, .01, world, Prior::log_normal, .002, .6, "chance that an incident escalates", "assumption"},
      {"joint", "J", &P::joint, 0, 1, 0, .6, lever, Prior::triangular, 0, 0, "share that a joint commission stops", "own estimates of implementation commissions, hazard ratios .60 to .73"},
      {"theta", "", &P::theta, 0, 100, 0, 6, world, Prior::log_normal, 3.3, .3, "how much packages that look alike differ", "own fits to civil-war ceasefires, 2.2 to 5.9"},
  };
  return table;
}

const Parameter* find_parameter(std::string_view name) {
  for (const Parameter& parameter : parameters())
    if (name == parameter.name || (!parameter.symbol.empty() && name == parameter.symbol)) return &parameter;
  return nullptr;
}

namespace {

Result<void> check_value(const Parameter& parameter, double value) {
  const bool is_inside = value >= parameter.least && value <= parameter.most && (std::isfinite(value) || parameter.most == never);
  if (is_inside) return {};
  if (parameter.name == "sunset")
    return fail(ErrorCode::bad_input, fmt::format("the sunset {} lies before entry into force; expected a year from 0 on, or \"never\"", value));
  return fail(ErrorCode::bad_input, fmt::format("{} is {}, expected {} to {} ({})", parameter.name, value, parameter.least, parameter.most, parameter.meaning));
}

}  // namespace

Result<void> set(Package& package, std::string_view name, double value) {
  const Parameter* parameter = find_parameter(name);
  if (parameter == nullptr) {
    std::vector<std::string_view> known;
    for (const Parameter& one : parameters()) known.push_back(one.name);
    return fail(ErrorCode::not_found, "the hold model has no parameter '" + std::string(name.substr(0, 60)) + "'" + did_you_mean(name, known));
  }
  LOC_CHECK(check_value(*parameter, value));
  package.*(parameter->member) = value;
  return {};
}

Result<void> check(const Package& package) {
  for (const Parameter& parameter : parameters()) LOC_CHECK(check_value(parameter, package.*(parameter.member)));
  return {};
}

}  // namespace locarno::hold
