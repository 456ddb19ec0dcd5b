#include "brief/watch_rehearsal_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "brief/words_alarms.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

std::string three(double value) { return value >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value); }
double four(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

std::string rehearsal_text(const study::RehearseAnswer& answer, PageLanguage language) {
  const watch::RehearsalQuestion& question = answer.question;
  std::string out = say(AlarmWord::rehearsal_head, language,
                        {std::to_string(question.violations.size()), three(question.days), std::to_string(question.rehearsals), three(question.monitor.detection),
                         three(question.monitor.delay_days), three(question.monitor.false_a_day)}) + "\n";
  for (std::size_t k = 0; k < answer.rungs.size(); ++k) {
    const watch::RungRehearsal& row = answer.rungs[k];
    out += say(AlarmWord::rehearsal_row, language,
               {std::to_string(row.level), visible(question.ladder[k].name.in(language)), std::to_string(row.called_for), three(row.made), three(row.false_climbs), three(row.missed),
                three(row.answered_days), three(row.answered_days_p90), three(row.decided_days)}) + "\n";
  }
  return out + std::string(word(AlarmWord::rehearsal_says, language)) + "\n";
}

std::string rehearsal_json(const study::RehearseAnswer& answer) {
  const watch::RehearsalQuestion& question = answer.question;
  Json out;
  out["violations"] = question.violations.size();
  out["days"] = four(question.days);
  out["rehearsals"] = question.rehearsals;
  out["monitor"] = {{"detection", question.monitor.detection}, {"false_a_day", question.monitor.false_a_day}, {"delay_days", question.monitor.delay_days}};
  Json rungs = Json::array();
  for (const watch::RungRehearsal& row : answer.rungs)
    rungs.push_back({{"level", row.level}, {"called_for", row.called_for}, {"made", four(row.made)}, {"false", four(row.false_climbs)}, {"missed", four(row.missed)},
                     {"share_answered", four(row.share_answered)}, {"days_median", four(row.answered_days)}, {"days_p90", four(row.answered_days_p90)}, {"days_decided", four(row.decided_days)}});
  out["rungs"] = std::move(rungs);
  return json_visible(out.dump(2)) + "\n";
}

std::string learned_text(const study::LearnedAnswer& answer, PageLanguage language) {
  std::string out = say(AlarmWord::learned_head, language,
                        {answer.as_of, three(answer.verified.violations), three(answer.verified.years), three(answer.verified.exposure), std::to_string(answer.unverified)}) + "\n";
  out += say(AlarmWord::learned_frailty, language, {three(answer.holding.frailty)}) + "\n";
  for (const auto& [ahead, before, after] : answer.kept) out += say(AlarmWord::learned_row, language, {three(ahead), fmt::format("{:.3f}", before), fmt::format("{:.3f}", after)}) + "\n";
  return out + std::string(word(AlarmWord::learned_says, language)) + "\n";
}

std::string learned_json(const study::LearnedAnswer& answer) {
  Json out;
  out["as_of"] = answer.as_of;
  out["verified"] = {{"years", four(answer.verified.years)}, {"violations", answer.verified.violations}, {"usual", four(answer.verified.exposure)}, {"found_unverified", answer.unverified}};
  out["frailty"] = four(answer.holding.frailty);
  Json rows = Json::array();
  for (const auto& [ahead, before, after] : answer.kept) rows.push_back({{"years_ahead", ahead}, {"kept_before", four(before)}, {"kept_after", four(after)}});
  out["kept"] = std::move(rows);
  return json_visible(out.dump(2)) + "\n";
}

}  // namespace locarno::brief
