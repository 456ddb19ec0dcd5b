#include "watch/alarms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <thread>

namespace locarno::watch {
namespace {

constexpr std::size_t most_baseline = 40'000;

Result<void> check(const AlarmQuestion& question) {
  if (question.learn < 14 || question.learn > question.baseline) return fail(ErrorCode::bad_input, "learning must take at least 14 steps and no more than the baseline has");
  if (question.baseline > most_baseline) return fail(ErrorCode::bad_input, "the baseline must have at most 40000 steps");
  if (question.cooling > 10'000) return fail(ErrorCode::bad_input, "after an alarm a series may be left alone for at most 10000 steps");
  if (question.refit == 0) return fail(ErrorCode::bad_input, "the rate must be fitted anew every so many steps, at least 1");
  if (!(question.every >= 2) || question.every > 1e6) return fail(ErrorCode::bad_input, "the interval between false alarms must be from 2 to 1000000 steps");
  if (!(question.factor >= 1.05) || question.factor > 100) return fail(ErrorCode::bad_input, "the rise that matters must be from 1.05 to 100 times the usual rate");
  return {};
}

/// Longest run of steps without a known event.
std::int64_t longest_gap(const std::deque<std::int64_t>& past) {
  std::int64_t longest = 0, now = 0;
  for (const std::int64_t count : past) {
    now = count > 0 ? 0 : now + 1;
    longest = std::max(longest, now);
  }
  return longest;
}

}  // namespace

std::string_view to_string(AlarmKind kind) { return kind == AlarmKind::rise ? "rise" : "silence"; }

std::int64_t single_step_threshold(const Rate& rate, double every) {
  std::int64_t low = 0, high = 1;
  while (chance_of_at_least(rate, high) > 1 / every) low = high, high *= 2;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (chance_of_at_least(rate, middle) > 1 / every ? low : high) = middle;
  }
  return high;
}

std::int64_t silence_threshold(const Rate& rate, double every) {
  const double none = std::exp(log_probability(rate, 0));
  if (none <= 0) return 1;
  double power = none;
  for (std::int64_t run = 1; run <= 1'000'000; ++run, power *= none)
    if (power <= 0.01 && 1 - power >= every * (1 - none) * power) return run;
  return 0;
}

Result<void> SeriesWatch::fit() {
  const std::vector<std::int64_t> past(past_.begin(), past_.end());
  std::size_t known = 0;
  const Rate rate = fit_rate(past, &known);
  if (known < question_.learn) return {};
  LOC_TRY(CusumDesign design, design_cusum(rate, question_.factor, question_.every));
  // The sum goes on at the same share of its threshold.
  if (design_ && design_->h > 0) cusum_.sum = std::min(design.h - 1, cusum_.sum * design.h / design_->h);
  design_ = design;
  single_ = single_step_threshold(rate, question_.every);
  const std::int64_t needed = silence_threshold(rate, question_.every);
  silence_needed_ = needed == 0 ? 0 : std::max(needed, longest_gap(past_) + 1);
  fitted_at_ = step_;
  return {};
}

Result<std::optional<Alarm>> SeriesWatch::advance(std::int64_t count) {
  if (step_ == 0) {
    LOC_CHECK(check(question_));
  }
  std::optional<Alarm> alarm;
  if (!is_silent_ && step_ >= question_.learn && (!design_ || step_ - fitted_at_ >= question_.refit)) {
    LOC_CHECK(fit());
  }
  // While a silence lasts nothing is learned from it, or it would become the usual; once it is over it counts as what happened.
  if (count > 0 && is_silent_) {
    for (std::int64_t k = 0; k < std::min<std::int64_t>(unlearned_, static_cast<std::int64_t>(question_.baseline)); ++k) past_.push_back(0);
    while (past_.size() > question_.baseline) past_.pop_front();
    is_silent_ = false;
    unlearned_ = 0;
  }
  quiet_ = count > 0 ? 0 : quiet_ + 1;
  if (design_) {
    const Rate& rate = design_->rate;
    if (cooling_ > 0) {
      --cooling_;
    } else if (watch::advance(cusum_, *design_, count)) {
      alarm = Alarm{AlarmKind::rise, step_, cusum_.since, cusum_.seen, rate.mean * static_cast<double>(cusum_.since),
                    chance_of_at_least(rate, cusum_.seen, static_cast<double>(cusum_.since)), rate.mean,
                    static_cast<double>(cusum_.sum) / design_->scale * static_cast<double>(design_->unit), design_->threshold(), single_, count >= single_};
      cusum_ = {};
      cooling_ = static_cast<std::int64_t>(question_.cooling);
    }
    if (!alarm && silence_needed_ > 0 && quiet_ >= silence_needed_ && !is_silent_) {
      is_silent_ = true;
      const double none = log_probability(rate, 0) * static_cast<double>(quiet_);
      alarm = Alarm{AlarmKind::silence, step_, quiet_, 0, rate.mean * static_cast<double>(quiet_), std::exp(none), rate.mean,
                    static_cast<double>(quiet_), static_cast<double>(silence_needed_), single_, false};
    }
  }
  if (is_silent_) ++unlearned_;
  else past_.push_back(count);
  if (past_.size() > question_.baseline) past_.pop_front();
  ++step_;
  return alarm;
}

std::string SeriesWatch::saved() const {
  // The design is a function of the counts it was fitted to, so its numbers travel, exactly, as hexadecimal floats.
  std::string out = fmt::format("watch1 {} {} {} {} {} {} {} {} {} {} {} {}", step_, fitted_at_, cooling_, unlearned_, quiet_, silence_needed_, single_, is_silent_ ? 1 : 0, cusum_.sum, cusum_.since, cusum_.seen,
                                design_ ? 1 : 0);
  if (design_)
    out += fmt::format(" {:a} {:a} {:a} {} {} {} {} {:a} {:a} {}", design_->rate.mean, std::isinf(design_->rate.size) ? 0.0 : design_->rate.size, design_->factor, design_->scale,
                       design_->unit, design_->k, design_->h, design_->quiet_steps, design_->risen_steps, design_->reached ? 1 : 0);
  out += fmt::format(" {}", past_.size());
  for (const std::int64_t count : past_) out += fmt::format(" {}", count);
  return out;
}

namespace {

/// Words parted by one blank, as numbers; the first that is none makes the whole bad.
class Numbers {
 public:
  explicit Numbers(std::string_view text) : text_(text) {}
  std::int64_t whole(std::int64_t least, std::int64_t most) {
    const std::string_view word = next();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || value < least || value > most) is_good_ = false;
    return is_good_ ? value : least;
  }
  double real(double least, double most) {
    std::string_view word = next();
    if (word.starts_with("0x")) word.remove_prefix(2);
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, std::chars_format::hex);
    if (error != std::errc() || end != word.data() + word.size() || !(value >= least) || !(value <= most)) is_good_ = false;
    return is_good_ ? value : least;
  }
  std::string_view next() {
    const std::size_t end = std::min(text_.find(' '), text_.size());
    const std::string_view word = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    return word;
  }
  bool is_good() const { return is_good_; }
  bool is_at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
  bool is_good_ = true;
};

}  // namespace

Result<SeriesWatch> SeriesWatch::restore(const AlarmQuestion& question, std::string_view saved) {
  LOC_CHECK(check(question));
  constexpr std::int64_t most = 1'000'000'000'000'000;
  Numbers numbers(saved);
  SeriesWatch out(question);
  bool is_good = numbers.next() == "watch1";
  out.step_ = static_cast<std::size_t>(numbers.whole(0, most));
  out.fitted_at_ = static_cast<std::size_t>(numbers.whole(0, static_cast<std::int64_t>(out.step_)));
  out.cooling_ = numbers.whole(0, most);
  out.unlearned_ = numbers.whole(0, most);
  out.quiet_ = numbers.whole(0, most);
  out.silence_needed_ = numbers.whole(0, most);
  out.single_ = numbers.whole(0, most);
  out.is_silent_ = numbers.whole(0, 1) == 1;
  out.cusum_ = {numbers.whole(0, most), numbers.whole(0, most), numbers.whole(0, most)};
  if (numbers.whole(0, 1) == 1) {
    CusumDesign design;
    design.rate.mean = numbers.real(1e-12, 1e9);
    const double size = numbers.real(0, 1e300);
    if (size > 0) design.rate.size = size;
    design.factor = numbers.real(1, 100);
    design.scale = static_cast<int>(numbers.whole(1, 1000));
    design.unit = numbers.whole(1, 1'000'000'000);
    design.k = numbers.whole(1, 1'000'000);
    design.h = numbers.whole(1, 1'000'000);
    design.quiet_steps = numbers.real(0, 1e300);
    design.risen_steps = numbers.real(0, 1e300);
    design.reached = numbers.whole(0, 1) == 1;
    out.design_ = design;
  }
  const std::int64_t kept = numbers.whole(0, static_cast<std::int64_t>(question.baseline));
  for (std::int64_t k = 0; numbers.is_good() && k < kept; ++k) out.past_.push_back(numbers.whole(-1, 1'000'000'000));
  is_good = is_good && numbers.is_good() && numbers.is_at_end();
  if (!is_good) return fail(ErrorCode::bad_input, "this is no saved state of a watched series");
  return out;
}

namespace {

Result<SeriesAlarms> watch_one(const CountSeries& series, const AlarmQuestion& question) {
  SeriesAlarms out;
  out.sector = series.sector;
  SeriesWatch watch(question);
  for (const std::int64_t count : series.counts) {
    LOC_TRY(const auto alarm, watch.advance(count));
    if (alarm) out.alarms.push_back(*alarm);
    if (count >= 0) ++out.known, out.events += count;
    if (watch.design() && watch.design()->quiet_steps > 0) out.false_alarms_expected += 1 / watch.design()->quiet_steps;
  }
  out.design = watch.design();
  out.state = watch.state();
  out.silence_needed = watch.silence_needed();
  return out;
}

}  // namespace

Result<std::vector<SeriesAlarms>> alarms(const CountTable& table, const AlarmQuestion& question, const Run& run) {
  LOC_CHECK(check(question));
  // Each series is its own; who computes it does not matter.
  std::vector<Result<SeriesAlarms>> each(table.series.size(), Result<SeriesAlarms>(SeriesAlarms{}));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t k = next++; k < each.size() && !run.is_cancelled(); k = next++) each[k] = watch_one(table.series[k], question);
  };
  const unsigned cores = run.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : run.threads;
  std::vector<std::thread> others;
  for (unsigned t = 1; t < std::min<std::size_t>(cores, each.size()); ++t) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  std::vector<SeriesAlarms> out;
  for (Result<SeriesAlarms>& one : each) {
    LOC_TRY(SeriesAlarms answer, std::move(one));
    out.push_back(std::move(answer));
  }
  return out;
}

}  // namespace locarno::watch
