#include "study/holding.hpp"

#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"

namespace locarno::study {
namespace {

constexpr double horizon = 10;

std::optional<double> number_of(std::string_view words) {
  if (words == "never" || words == "inf") return std::numeric_limits<double>::infinity();
  const auto exact = words.size() > 40 ? std::nullopt : parse_exact(words);
  return exact ? std::optional<double>(std::strtod(decimal(*exact, 30).c_str(), nullptr)) : std::nullopt;
}

}  // namespace

Result<void> add_given(hold::GivenValues& given, std::string_view words) {
  const auto refuse = [&] { return fail(ErrorCode::bad_use, "'" + std::string(words.substr(0, 60)) + "' is not NAME=NUMBER, NAME=LOW..HIGH or T_sunset=never"); };
  const std::size_t sign = words.find('=');
  if (sign == std::string_view::npos) return refuse();
  const std::string_view name = words.substr(0, sign), rest = words.substr(sign + 1);
  hold::Given one;
  const std::size_t dots = rest.find("..");
  const auto low = number_of(rest.substr(0, dots));
  const auto high = dots == std::string_view::npos ? low : number_of(rest.substr(dots + 2));
  if (!low || !high) return refuse();
  one = {0.5 * (*low + *high), *low, *high};
  if (dots == std::string_view::npos) one.value = *low;
  hold::Package trial;
  LOC_CHECK(hold::set(trial, name, one.low));
  LOC_CHECK(hold::set(trial, name, one.high));
  if (one.low > one.high) return fail(ErrorCode::bad_input, "the range '" + std::string(words.substr(0, 60)) + "' has a lowest number above its highest");
  given[std::string(hold::find_parameter(name)->name)] = one;
  return {};
}

double HoldingAnswer::kept(double year) const {
  for (std::size_t k = 0; k < point.years.size(); ++k)
    if (point.years[k] == year) return point.kept[k];
  return -1;
}

Result<hold::Given> parse_ratio(std::string_view words) {
  const std::size_t dots = words.find("..");
  const auto low = number_of(words.substr(0, dots));
  const auto high = dots == std::string_view::npos ? low : number_of(words.substr(dots + 2));
  if (!low || !high) return fail(ErrorCode::bad_use, "'" + std::string(words.substr(0, 60)) + "' is not NUMBER or LOW..HIGH", "--ratio");
  return hold::Given{std::sqrt(*low * *high), *low, *high};
}

double HoldingAnswer::disagreement(std::size_t year) const {
  const double model = kept(past->years[year]), differing = past->frailty.kept[year], cured = past->cured.kept[year];
  return std::max({model, differing, cured}) - std::min({model, differing, cured});
}

Result<HoldingAnswer> holding(const HoldingQuestion& question, const Run& run) {
  HoldingAnswer answer;
  LOC_TRY(answer.package, hold::package_of(question.given));
  std::vector<double> years = question.years;
  for (int quarter = 0; quarter <= 40; ++quarter) years.push_back(0.25 * quarter);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  LOC_TRY(answer.point, hold::survival(answer.package, years, std::max(horizon, years.back())));
  if (years.back() > horizon) {  // the mean and who is first are always of ten years
    LOC_TRY(const hold::SurvivalAnswer ten, hold::survival(answer.package, {}, horizon));
    answer.point.mean_years = ten.mean_years;
    answer.point.first_a = ten.first_a;
    answer.point.first_b = ten.first_b;
    answer.point.first_accident = ten.first_accident;
  }
  if (question.draws > 0) {
    LOC_TRY(answer.band, hold::band({question.given, years, question.draws}, run));
  }
  answer.needed = hold::needed_guarantee(answer.package, 0);
  answer.needed_after = hold::needed_guarantee(answer.package, horizon);
  const hold::Package bare = hold::bare(answer.package);
  answer.why = hold::attribute(bare, answer.package, 5);
  answer.bare_kept5 = hold::kept_to(bare, 5);
  if (answer.package.sunset > 5 && answer.package.g0 > 0) {
    hold::Package ending = answer.package;
    ending.sunset = 5;
    answer.sunset5 = hold::kept_to(ending, horizon);
  }
  if (question.tornado) {
    LOC_TRY(answer.tornado, hold::tornado(question.given, 5));
  }
  if (question.index_draws > 0) {
    LOC_TRY(answer.indices, hold::indices(question.given, 5, question.index_draws, run));
  }
  if (!question.past_kind.empty()) {
    hold::PastQuestion beside{question.past_kind, question.past_ratio.value, question.past_ratio.low, question.past_ratio.high};
    LOC_TRY(answer.past, hold::past(beside, run));
  }
  if (question.verified) {
    const Verified& seen = *question.verified;
    for (const double number : {seen.years, seen.violations, seen.exposure})
      if (!(number >= 0 && number <= 1e6)) return fail(ErrorCode::bad_input, "what was verified holds a negative number or none");
    double cumulative = 0;
    hold::cumulative_hazard(answer.package, &seen.years, 1, &cumulative);
    answer.frailty = hold::frailty_after(answer.package.theta, cumulative, seen.violations, seen.exposure);
    for (const double ahead : {1.0, 2.0, 5.0, 10.0})
      answer.ahead.emplace_back(seen.years + ahead, hold::kept_after(answer.package, seen.years, seen.years + ahead, seen.violations, seen.exposure));
  }
  return answer;
}

}  // namespace locarno::study
