// The answer of the hold model as text for a terminal, in both languages.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "brief/hold_page.hpp"
#include "brief/hold_words.hpp"
#include "brief/words.hpp"

namespace locarno::brief {
namespace {

enum class HoldWord {
#define LOC_WORD(id, en, zh) id,
#include "brief/words_hold_text.inc"
#undef LOC_WORD
  count_
};

struct Entry {
  std::string_view en, zh;
};
constexpr std::array entries{
#define LOC_WORD(id, en, zh) Entry{en, zh},
#include "brief/words_hold_text.inc"
#undef LOC_WORD
};

struct InChinese {
  std::string_view id, words;
};
constexpr std::array kinds{
#define LOC_PAST_KIND(id, zh) InChinese{id, zh},
#include "brief/words_hold_past.inc"
#undef LOC_PAST_KIND
};

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

/// Columns a text takes on a terminal: what is not ASCII here is Chinese and takes two.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) ++columns;
    else if (byte >= 0xc0) columns += 2;
  }
  return columns;
}
std::string left(std::string text, std::size_t columns) {
  const std::size_t has = columns_of(text);
  if (has < columns) text.append(columns - has, ' ');
  return text;
}
std::string right(const std::string& text, std::size_t columns) {
  const std::size_t has = columns_of(text);
  return has < columns ? std::string(columns - has, ' ') + text : text;
}

/// Writes one answer.
class HoldText {
 public:
  HoldText(const study::HoldingQuestion& question, const study::HoldingAnswer& answer, PageLanguage language)
      : question_(question), answer_(answer), language_(language) {}

  std::string write() {
    line(HoldWord::head);
    out_ += "\n";
    kept();
    why();
    if (answer_.past) past();
    spread();
    if (question_.verified) verified();
    assumptions();
    out_ += "\n";
    line(HoldWord::not_from_data);
    return std::move(out_);
  }

 private:
  std::string say(HoldWord id, const std::vector<std::string>& places = {}) const {
    const Entry& entry = entries[static_cast<std::size_t>(id)];
    return fill_text(language_ == PageLanguage::zh ? entry.zh : entry.en, places);
  }
  void line(HoldWord id, const std::vector<std::string>& places = {}) { out_ += say(id, places) + "\n"; }
  std::string span(double low, double high) const { return say(HoldWord::from_to, {percent(low), percent(high)}); }
  std::string year(double value) const { return left("  " + say(HoldWord::to_year, {fmt::format("{:g}", value)}), 14); }

  void kept() {
    const bool has_band = answer_.band.draws > 0;
    out_ += left("  " + say(HoldWord::kept_to), 14) + right(say(HoldWord::point), 9);
    if (has_band) out_ += right(say(HoldWord::half_of_draws), 20) + right(say(HoldWord::nine_in_ten), 20);
    out_ += "\n";
    for (const double at : {1.0, 2.0, 5.0, 10.0}) {
      std::size_t k = 0;
      while (k + 1 < answer_.point.years.size() && answer_.point.years[k] != at) ++k;
      out_ += year(at) + right(percent(answer_.point.kept[k]), 9);
      if (has_band)
        out_ += right(span(answer_.band.p25[k], answer_.band.p75[k]), 20) + right(span(answer_.band.p05[k], answer_.band.p95[k]), 20);
      out_ += "\n";
    }
    out_ += "\n";
    const bool breaks = std::isfinite(answer_.point.median);
    line(breaks ? HoldWord::mean_and_median : HoldWord::mean_without_median,
         {fmt::format("{:.1f}", answer_.point.mean_years), breaks ? fmt::format("{:.1f}", answer_.point.median) : ""});
    line(HoldWord::first, {percent(answer_.point.first_a), percent(answer_.point.first_b), percent(answer_.point.first_accident)});
    const HoldWord needed = answer_.needed.honoured < 0 ? HoldWord::needs_none : answer_.needed.honoured > 1 ? HoldWord::none_suffices : HoldWord::needed;
    line(needed, {fmt::format("{:.2f}", answer_.needed.honoured)});
    if (answer_.sunset5) line(HoldWord::sunset, {percent(*answer_.sunset5), percent(answer_.kept(10))});
  }

  void why() {
    static constexpr std::array groups{std::pair{std::string_view("denial"), HoldWord::denial},
                                       std::pair{std::string_view("punishment"), HoldWord::punishment},
                                       std::pair{std::string_view("carrots"), HoldWord::carrots},
                                       std::pair{std::string_view("share"), HoldWord::share},
                                       std::pair{std::string_view("power_shift"), HoldWord::power_shift},
                                       std::pair{std::string_view("monitoring"), HoldWord::monitoring},
                                       std::pair{std::string_view("first_strike"), HoldWord::first_strike}};
    out_ += "\n";
    line(HoldWord::why, {percent(answer_.bare_kept5)});
    for (std::size_t g = 0; g < hold::lever_groups.size(); ++g) {
      if (answer_.why[g] == 0) continue;
      std::string name(hold::lever_groups[g]);
      for (const auto& [group, words] : groups)
        if (group == hold::lever_groups[g]) name = say(words);
      out_ += "  " + left(name, 35) + say(HoldWord::rate_times, {fmt::format("{:.2f}", std::exp(answer_.why[g]))}) + "\n";
    }
  }

  void past() {
    const hold::PastAnswer& past = *answer_.past;
    std::string name(past.kind->name);
    if (language_ == PageLanguage::zh)
      for (const InChinese& kind : kinds)
        if (kind.id == past.kind->id) name = kind.words;
    out_ += "\n";
    line(HoldWord::past, {name, std::to_string(past.kind->cases), std::to_string(past.kind->broken), std::string(past.kind->source)});
    const auto& ratio = question_.past_ratio;
    if (ratio.low != 1 || ratio.high != 1)
      line(ratio.low == ratio.high ? HoldWord::past_ratio : HoldWord::past_ratios,
           {fmt::format("{:g}", ratio.low == ratio.high ? ratio.value : ratio.low), fmt::format("{:g}", ratio.high)});
    out_ += left("  " + say(HoldWord::kept_to), 14) + right(say(HoldWord::model), 9) + right(say(HoldWord::rates_differ), 24) + right(say(HoldWord::some_never), 24) +
            right(say(HoldWord::apart), 10) + "\n";
    for (std::size_t k = 0; k < past.years.size(); ++k) {
      const auto with_band = [&](const hold::PastCurve& one) { return right(say(HoldWord::with_band, {percent(one.kept[k]), span(one.p05[k], one.p95[k])}), 24); };
      out_ += year(past.years[k]) + right(percent(answer_.kept(past.years[k])), 9) + with_band(past.frailty) + with_band(past.cured) +
              right(say(HoldWord::points, {fmt::format("{:.0f}", 100 * answer_.disagreement(k))}), 10) + "\n";
    }
    const double better = past.kind->frailty.aic - past.kind->cured.aic;
    const HoldWord verdict = std::abs(better) < 4 ? HoldWord::hardly_apart : better < 0 ? HoldWord::for_rates : HoldWord::for_some;
    line(HoldWord::past_says, {say(verdict), fmt::format("{:.0f}", past.kind->frailty.aic), fmt::format("{:.0f}", past.kind->cured.aic)});
  }

  void spread() {
    if (!answer_.tornado.empty()) {
      out_ += "\n";
      line(HoldWord::tornado);
      for (const hold::TornadoRow& row : answer_.tornado)
        out_ += fmt::format("  {:<10}{:>10.4g} -> {:<6} {:>8.4g} -> {}\n", row.name, row.low, percent(row.kept_low), row.high, percent(row.kept_high));
    }
    if (answer_.indices.empty()) return;
    out_ += "\n";
    line(HoldWord::indices);
    for (const hold::IndexRow& row : answer_.indices) out_ += fmt::format("  {:<10}{:>8.2f}{:>8.2f}\n", row.name, std::max(0.0, row.first), row.total);
  }

  void verified() {
    out_ += "\n" + say(HoldWord::verified, {fmt::format("{:g}", question_.verified->violations), fmt::format("{:g}", question_.verified->exposure),
                                            fmt::format("{:g}", question_.verified->years), fmt::format("{:.2f}", answer_.frailty)});
    for (std::size_t k = 0; k < answer_.ahead.size(); ++k)
      out_ += (k > 0 ? say(HoldWord::between) : "") + say(HoldWord::kept_ahead, {fmt::format("{:g}", answer_.ahead[k].first), percent(answer_.ahead[k].second)});
    out_ += "\n";
  }

  void assumptions() {
    out_ += "\n";
    line(HoldWord::assumptions);
    for (const hold::Parameter& parameter : hold::parameters()) {
      const double value = answer_.package.*(parameter.member);
      const bool is_given = question_.given.find(parameter.name) != question_.given.end();
      out_ += fmt::format("  {:<10}", parameter.name) + right(std::isfinite(value) ? fmt::format("{:g}", value) : say(HoldWord::never), 8) + "  " +
              say(HoldWord::assumption, {say(is_given ? HoldWord::given : HoldWord::usual), parameter_meaning(parameter, language_), std::string(parameter.basis)}) + "\n";
    }
  }

  const study::HoldingQuestion& question_;
  const study::HoldingAnswer& answer_;
  PageLanguage language_;
  std::string out_;
};

}  // namespace

std::string hold_text(const study::HoldingQuestion& question, const study::HoldingAnswer& answer, PageLanguage language) {
  return HoldText(question, answer, language).write();
}

}  // namespace locarno::brief
