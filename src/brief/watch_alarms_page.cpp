#include "brief/watch_alarms_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "brief/words_alarms.hpp"
#include "study/alarm_counter.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;
using Places = std::vector<std::string>;

std::string brief_number(double value) { return fmt::format("{:.3g}", value); }
std::string chance(double value) { return value < 1e-6 ? "< 0.000001" : fmt::format("{:.2g}", value); }
double six(double value) { return std::isfinite(value) ? std::stod(fmt::format("{:.6g}", value)) : 0; }

std::string alarm_text(const watch::Alarm& alarm, const watch::CountTable& table, PageLanguage language) {
  return "  " + alarm_sentence(alarm, to_string(table.day(alarm.step)), table.monthly, language);
}

Json alarm_json(const watch::Alarm& alarm, const watch::CountTable& table) {
  Json out;
  out["kind"] = watch::to_string(alarm.kind);
  out["date"] = to_string(table.day(alarm.step));
  out["window_steps"] = alarm.steps;
  out["seen"] = alarm.seen;
  out["base_rate"] = {{"a_step", six(alarm.usual)}, {"expected", six(alarm.expected)}, {"chance", six(alarm.chance)}};
  out["level"] = six(alarm.level);
  out["threshold"] = six(alarm.threshold);
  out["single_step"] = {{"threshold", alarm.single}, {"alarms", alarm.single_says_so}};
  return out;
}

Json series_json(const watch::SeriesAlarms& series, const watch::CountTable& table) {
  Json out;
  out["sector"] = valid_utf8(series.sector);
  out["known_steps"] = series.known;
  out["events"] = series.events;
  if (series.design)
    out["design"] = {{"usual", six(series.design->rate.mean)},
                     {"variance", six(series.design->rate.variance())},
                     {"factor", series.design->factor},
                     {"k", six(series.design->reference())},
                     {"h", six(series.design->threshold())},
                     {"false_alarm_every", six(series.design->quiet_steps)},
                     {"steps_to_true_alarm", six(series.design->risen_steps)},
                     {"reached", series.design->reached},
                     {"silence_from_steps", series.silence_needed}};
  else out["design"] = nullptr;
  out["false_rises_expected"] = six(series.false_alarms_expected);
  Json alarms = Json::array();
  for (const watch::Alarm& alarm : series.alarms) alarms.push_back(alarm_json(alarm, table));
  out["alarms"] = std::move(alarms);
  return out;
}

std::string series_text(const watch::SeriesAlarms& series, const watch::CountTable& table, PageLanguage language) {
  std::string out = "\n" + say(table.monthly ? AlarmWord::series_months : AlarmWord::series_days, language,
                               {alarm_series_name(series.sector, language), std::to_string(series.events), std::to_string(series.known)}) + "\n";
  if (!series.design) return out + std::string(word(AlarmWord::learning, language)) + "\n";
  const watch::CusumDesign& design = *series.design;
  out += say(AlarmWord::usual, language,
             {brief_number(design.rate.mean), brief_number(design.rate.variance() / design.rate.mean), brief_number(design.reference()), brief_number(design.threshold()),
              fmt::format("{:.0f}", design.quiet_steps), fmt::format("{:.1f}", design.risen_steps)}) + "\n";
  out += say(AlarmWord::false_expected, language, {std::to_string(series.alarms.size()), fmt::format("{:.1f}", series.false_alarms_expected)}) + "\n";
  for (const watch::Alarm& alarm : series.alarms) out += alarm_text(alarm, table, language) + "\n";
  return out;
}

std::string sources_text(const study::AlarmsAnswer& answer, PageLanguage language) {
  std::string out;
  for (const watch::SeriesAlarms& source : answer.sources)
    for (const watch::Alarm& alarm : source.alarms)
      if (!source.sector.empty())
        out += "  " + source_alarm_sentence(alarm, to_string(answer.source_table.day(alarm.step)), visible(source.sector), language) + "\n";
  return out.empty() ? out : "\n" + std::string(word(AlarmWord::sources_head, language)) + "\n" + out;
}

std::string share(double value) { return fmt::format("{:.0f}%", 100 * value); }

std::string detail_text(const study::SeriesDetail& detail, const watch::CountTable& table, PageLanguage language) {
  std::string out;
  if (detail.excitation) {
    const watch::HawkesFit& fit = *detail.excitation;
    out += say(AlarmWord::excited, language,
               {fmt::format("{:.2f}", fit.hawkes.branching), fmt::format("{:.2f}", fit.branching_low), fmt::format("{:.2f}", fit.branching_high), brief_number(1 / fit.hawkes.decay),
                std::string(word(table.monthly ? AlarmWord::months : AlarmWord::days, language)), brief_number(fit.hawkes.background), brief_number(fit.now)}) + "\n";
  }
  out += say(AlarmWord::periods_head, language, {brief_number(detail.phi), fmt::format("{:.2f}", detail.changed_lately)}) + "\n";
  for (const watch::Period& period : detail.periods)
    out += "  " + say(AlarmWord::period, language, {to_string(table.day(period.from)), to_string(table.day(period.until - 1)), brief_number(period.mean)}) + "\n";
  return out;
}

std::string hot_text(const study::AlarmsAnswer& answer, PageLanguage language) {
  const watch::HotSpots& hot = answer.hot;
  if (hot.hot.empty()) return "";
  std::string names;
  const auto name = [&](std::size_t k) { return alarm_series_name(answer.table.series[answer.hot_series[k]].sector, language); };
  for (std::size_t k = 0; k < hot.hot.size() && k < 12; ++k) names += (k == 0 ? "" : ", ") + name(hot.hot[k]);
  if (hot.hot.size() > 12) names += fmt::format(" (+{})", hot.hot.size() - 12);
  return "\n" + say(AlarmWord::hot_head, language, {names, share(hot.share_before), share(hot.share_now), chance(hot.chance)}) + "\n" +
         (hot.risen_chance < .05 ? say(AlarmWord::hot_risen, language, {name(hot.risen), share(hot.risen_before), share(hot.risen_now), chance(hot.risen_chance)}) + "\n" : "");
}

Json detail_json(const study::SeriesDetail& detail, const watch::CountTable& table) {
  Json out;
  if (detail.excitation) {
    const watch::HawkesFit& fit = *detail.excitation;
    out["excitation"] = {{"branching", six(fit.hawkes.branching)}, {"branching_se", six(fit.branching_se)}, {"branching_low", six(fit.branching_low)}, {"branching_high", six(fit.branching_high)},
                         {"background", six(fit.hawkes.background)}, {"memory_steps", six(1 / fit.hawkes.decay)}, {"now", six(fit.now)},
                         {"log_likelihood_gain", six(fit.log_likelihood - fit.log_likelihood_poisson)}};
  } else {
    out["excitation"] = nullptr;
  }
  Json periods = Json::array();
  for (const watch::Period& period : detail.periods) periods.push_back({{"from", to_string(table.day(period.from))}, {"to", to_string(table.day(period.until - 1))}, {"mean", six(period.mean)}});
  out["periods"] = std::move(periods);
  out["dispersion"] = six(detail.phi);
  out["changed_lately"] = six(detail.changed_lately);
  return out;
}

Json hot_json(const study::AlarmsAnswer& answer) {
  const watch::HotSpots& hot = answer.hot;
  if (hot.hot.empty()) return nullptr;
  Json names = Json::array();
  for (const std::size_t k : hot.hot) names.push_back(valid_utf8(answer.table.series[answer.hot_series[k]].sector));
  return {{"sectors", std::move(names)}, {"share_before", six(hot.share_before)}, {"share_now", six(hot.share_now)}, {"chance", six(hot.chance)},
          {"risen", valid_utf8(answer.table.series[answer.hot_series[hot.risen]].sector)}, {"risen_before", six(hot.risen_before)}, {"risen_now", six(hot.risen_now)}, {"risen_chance", six(hot.risen_chance)}};
}

/// Bars of days (or of several days each, when there are more than fit) with marks above.
std::string timeline(const watch::CountSeries& series, const watch::SeriesAlarms& alarms, const watch::CountTable& table, PageLanguage language) {
  constexpr double left = 36, top = 30, width = 820, height = 110;
  const std::size_t bars = std::min<std::size_t>(table.steps, 410), each = (table.steps + bars - 1) / std::max<std::size_t>(1, bars);
  std::vector<std::int64_t> sums((table.steps + each - 1) / each, 0);
  for (std::size_t step = 0; step < table.steps; ++step) sums[step / each] += std::max<std::int64_t>(0, series.counts[step]);
  const std::int64_t most = std::max<std::int64_t>(1, sums.empty() ? 1 : *std::max_element(sums.begin(), sums.end()));
  const double step_width = width / static_cast<double>(std::max<std::size_t>(1, table.steps));
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 880 180\" width=\"880\" height=\"180\" role=\"img\" font-family=\"sans-serif\"><title>{}</title><desc>{}</desc>",
                                html_escape(say(AlarmWord::picture_title, language, {alarm_series_name(alarms.sector, language)})), html_escape(std::string(word(AlarmWord::picture_says, language))));
  out += fmt::format("<text x=\"{}\" y=\"14\" font-size=\"12\">{}</text><line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#888\"/>", left,
                     html_escape(say(AlarmWord::picture_title, language, {alarm_series_name(alarms.sector, language)})), left, top + height, left + width, top + height);
  for (std::size_t bar = 0; bar < sums.size(); ++bar) {
    if (sums[bar] == 0) continue;
    const double tall = height * static_cast<double>(sums[bar]) / static_cast<double>(most);
    out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#557\"/>", left + step_width * static_cast<double>(bar * each), top + height - tall,
                       std::max(1.0, step_width * static_cast<double>(each) * 0.8), tall);
  }
  for (const watch::Alarm& alarm : alarms.alarms) {
    const double x = left + step_width * (static_cast<double>(alarm.step) + 0.5);
    if (alarm.kind == watch::AlarmKind::rise) out += fmt::format("<path d=\"M{:.1f} {} l4 -8 l-8 0 z\" fill=\"#b03030\"><title>{}</title></path>", x, top - 2, to_string(table.day(alarm.step)));
    else out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{}\" r=\"4\" fill=\"none\" stroke=\"#222\"><title>{}</title></circle>", x, top - 6, to_string(table.day(alarm.step)));
  }
  out += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"10\" text-anchor=\"end\">{}</text><text x=\"{}\" y=\"{}\" font-size=\"10\" text-anchor=\"end\">0</text>", left - 4, top + 9, most, left - 4, top + height);
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const auto step = static_cast<std::size_t>(share * static_cast<double>(table.steps - 1));
    out += fmt::format("<text x=\"{:.1f}\" y=\"{}\" font-size=\"10\" text-anchor=\"{}\">{}</text>", left + step_width * static_cast<double>(step), top + height + 14,
                       share == 0 ? "start" : share == 1 ? "end" : "middle", to_string(table.day(step)));
  }
  return out + "</svg>\n";
}

}  // namespace

std::string alarm_series_name(const std::string& sector, PageLanguage language) {
  constexpr std::string_view severe = "/3-5";
  const std::string tail = sector.ends_with(severe) ? std::string(severe) : "", place = sector.substr(0, sector.size() - tail.size());
  if (place.empty()) return std::string(word(AlarmWord::all_sectors, language)) + tail;
  if (place == study::no_sector) return std::string(word(AlarmWord::beyond_sectors, language)) + tail;
  return visible(sector);
}

std::string alarm_sentence(const watch::Alarm& alarm, const std::string& day, bool is_monthly, PageLanguage language) {
  if (alarm.kind == watch::AlarmKind::silence)
    return say(is_monthly ? AlarmWord::silence_months : AlarmWord::silence, language,
               {day, std::to_string(alarm.steps), brief_number(alarm.expected), chance(alarm.chance), brief_number(alarm.threshold)});
  return say(is_monthly ? AlarmWord::rise_months : AlarmWord::rise, language,
             {day, std::to_string(alarm.seen), std::to_string(alarm.steps), brief_number(alarm.expected), chance(alarm.chance), std::to_string(alarm.single),
              std::string(word(alarm.single_says_so ? AlarmWord::single_too : AlarmWord::single_not, language))});
}

std::string source_alarm_sentence(const watch::Alarm& alarm, const std::string& day, const std::string& source, PageLanguage language) {
  return say(AlarmWord::source_silence, language, {day, source, std::to_string(alarm.steps), brief_number(alarm.expected), chance(alarm.chance)});
}

std::string watch_alarms_text(const study::AlarmsAnswer& answer, PageLanguage language) {
  const watch::CountTable& table = answer.table;
  std::string out = say(table.monthly ? AlarmWord::head_months : AlarmWord::head_days, language,
                        {std::to_string(table.steps), to_string(table.day(0)), to_string(table.day(table.steps - 1)), std::to_string(answer.series.size()),
                         fmt::format("{:.0f}", answer.alarms.every), brief_number(answer.alarms.factor)}) + "\n";
  for (std::size_t k = 0; k < answer.series.size(); ++k) {
    out += series_text(answer.series[k], table, language);
    if (k < answer.details.size()) out += detail_text(answer.details[k], table, language);
  }
  return out + hot_text(answer, language) + sources_text(answer, language) + "\n" + std::string(word(AlarmWord::caution, language)) + "\n";
}

std::string watch_alarms_json(const study::AlarmsAnswer& answer) {
  Json out;
  out["first"] = to_string(answer.table.day(0));
  out["last"] = to_string(answer.table.day(answer.table.steps - 1));
  out["step"] = answer.table.monthly ? "month" : "day";
  out["steps"] = answer.table.steps;
  out["question"] = {{"every", six(answer.alarms.every)}, {"factor", answer.alarms.factor}, {"baseline", answer.alarms.baseline}, {"refit", answer.alarms.refit}, {"learn", answer.alarms.learn}};
  Json series = Json::array();
  for (std::size_t k = 0; k < answer.series.size(); ++k) {
    series.push_back(series_json(answer.series[k], answer.table));
    if (k < answer.details.size()) series.back()["detail"] = detail_json(answer.details[k], answer.table);
  }
  if (!answer.details.empty()) out["hot_spots"] = hot_json(answer);
  out["series"] = std::move(series);
  Json sources = Json::array();
  for (const watch::SeriesAlarms& one : answer.sources)
    if (!one.alarms.empty() && !one.sector.empty()) sources.push_back(series_json(one, answer.source_table));
  out["silent_sources"] = std::move(sources);
  return json_visible(out.dump(2)) + "\n";
}

std::vector<PictureFile> watch_alarms_pictures(const study::AlarmsAnswer& answer, PageLanguage language) {
  std::vector<PictureFile> out;
  for (std::size_t k = 0; k < answer.series.size() && k < 60; ++k)
    out.push_back({fmt::format("alarms-{}.svg", k + 1), timeline(answer.table.series[k], answer.series[k], answer.table, language)});
  return out;
}

}  // namespace locarno::brief
