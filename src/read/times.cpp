#include "read/times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "read/roles.hpp"
#include "read/times_printed.hpp"
#include "read/times_scan.hpp"

namespace locarno::read {
namespace {

Date make(int year, int month = 0, int day = 0) {
  return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}
bool exists(int year, int month, int day) { return month >= 1 && month <= 12 && day >= 1 && day <= latest(make(year, month)).day; }
Date add_months(Date date, int months) {
  const int total = date.year * 12 + (date.month - 1) + months;
  return make(total / 12, total % 12 + 1);
}

/// What a day is told from: the report's own day, the day last spoken of, in the same paragraph or before.
struct Anchors {
  std::optional<Date> published;
  std::optional<Date> news_day;      ///< first month and day the running text prints: what "next day" means before any date
  std::optional<DateRange> last;     ///< last expression that means a calendar time, whole or partial
  std::optional<Date> recent_day;    ///< last whole day within three days of the report's own
  std::optional<Date> last_day;      ///< last whole day
  std::size_t last_block = SIZE_MAX; ///< block in which last_day stands

  void tell(const DateRange& when, std::size_t block) {
    last = when;
    if (when.first.is_whole() && when.first == when.last) {
      last_day = when.first;
      last_block = block;
      if (published && std::abs(day_number(*published) - day_number(when.first)) <= 3) recent_day = when.first;
    }
  }
};

/// Turns one printed expression into a calendar meaning.
class Resolver {
 public:
  Resolver(const Anchors& anchors, std::size_t block) : a_(anchors), block_(block) {}

  TimeFact resolve(const TimeExpr& e) {
    fact_.future = e.future;
    switch (e.form) {
      case TimeForm::date: date(e); break;
      case TimeForm::weekday: weekday_of(e); break;
      case TimeForm::day: from_published(e); break;
      case TimeForm::anchor: from_last(e); break;
      case TimeForm::week: week(e); break;
      case TimeForm::weekend: weekend(e); break;
      case TimeForm::month: month(e, a_.published, "published"); break;
      case TimeForm::anchor_month: month(e, last_known(), "last date"); break;
      case TimeForm::year: year(e, a_.published, "published"); break;
      case TimeForm::anchor_year: year(e, last_known(), "last date"); break;
      case TimeForm::part: part(e); break;
      case TimeForm::duration: duration(e); break;
      case TimeForm::shift: shift(e); break;
      case TimeForm::span: span(e); break;
      case TimeForm::vague: plain("DATE", e.value, DateBasis::vague); break;
      case TimeForm::decade: plain("DATE", e.value, DateBasis::explicit_); break;
      case TimeForm::ordinal: ordinal(e); break;
    }
    return std::move(fact_);
  }

 private:
  void plain(std::string_view type, std::string value, DateBasis basis) {
    fact_.mention.type = type;
    fact_.mention.value = std::move(value);
    fact_.basis = basis;
  }
  /// The hour, where one is printed; else the part of the day.
  static std::string_view moment(const TimeExpr& e) { return e.clock.empty() ? e.part : std::string_view(e.clock); }
  void settle(DateRange when, DateBasis basis, std::string anchor, std::string_view part = {}) {
    fact_.date = when;
    fact_.basis = basis;
    fact_.mention.anchor = std::move(anchor);
    fact_.mention.type = part.empty() ? "DATE" : "TIME";
    fact_.mention.value = to_string(when) + (part.empty() || part == "DAY" ? std::string() : std::string("T").append(part));
  }
  /// No anchor: the printed parts, the rest left open.
  void open(std::string value, DateBasis basis) { plain("DATE", std::move(value), basis); }

  std::optional<Date> reference() const {
    // In an undated report a whole date of the same paragraph helps; one further off is often years away.
    return a_.published ? a_.published : a_.last_block == block_ ? a_.last_day : a_.news_day;
  }
  std::optional<Date> last_known() const {
    if (a_.last) return a_.last->first;
    return a_.published;
  }

  void date(const TimeExpr& e) {
    if (e.year > 0) {
      if (e.day > 0 && !exists(e.year, e.month, e.day)) return open(fmt::format("{:04}-{:02}", e.year, e.month), DateBasis::none);
      settle(make(e.year, e.month, e.day), DateBasis::explicit_, "printed" + e.value);
      if (!e.clock.empty()) {
        fact_.mention.type = "TIME";
        fact_.mention.value += "T" + e.clock + e.zone;
      }
      return;
    }
    fact_.year_inferred = true;
    if (e.month > 0) return month_day(e);
    day_only(e);
  }

  /// Month and day: the last such day not after the report; with a word that looks ahead, the first not before it.
  void month_day(const TimeExpr& e) {
    const auto near = reference();
    const DateBasis basis = DateBasis::day_month;
    const std::string unknown = fmt::format("XXXX-{:02}", e.month) + (e.day > 0 ? fmt::format("-{:02}", e.day) : "");
    if (!near) return open(unknown, basis);
    std::optional<Date> past, ahead;
    for (int year = near->year - 8; year <= near->year + 8; ++year) {
      if (e.day > 0 && !exists(year, e.month, e.day)) continue;
      const Date candidate = make(year, e.month, e.day);
      if (earliest(candidate) <= slack(*near)) past = candidate;
      if (latest(candidate) >= *near && !ahead) ahead = candidate;
    }
    const auto best = choose(e, *near, past, ahead);
    if (!best) return open(unknown, basis);
    settle(*best, basis, a_.published ? "published, year" : "last date, year", moment(e));
    if (!e.mod.empty() && e.day == 0) fact_.mention.anchor += "; mod=" + std::string(e.mod);
  }

  /// In front of the report's day or behind it, as the words say; where they only hint, the nearer.
  std::optional<Date> choose(const TimeExpr& e, Date near, std::optional<Date> past, std::optional<Date> ahead) {
    const auto distance = [&](Date d) { return std::abs(day_number(d) - day_number(near)); };
    // a month and day soon to come is not that of a year ago
    const bool soon = past && ahead && e.month > 0 && a_.published && distance(*ahead) <= 100 && distance(*past) >= 250;
    // "it was planned that they would meet on 18 March", told at the end of March: not of a year to come
    const bool just_over = past && ahead && e.future && e.month > 0 && e.day > 0 && a_.published && distance(*past) <= 60 && distance(*ahead) >= 300;
    if (just_over) fact_.future = false;
    else if (past && ahead && !e.future) fact_.future = soon || (e.maybe_future && distance(*ahead) < distance(*past));
    else fact_.future = ahead && (e.future || !past);
    return fact_.future ? ahead : past;
  }

  /// A report may be written before midnight where it happens: one day later is not the future.
  static Date slack(Date near) { return add_days(near, 1); }

  void day_only(const TimeExpr& e) {
    const DateBasis basis = DateBasis::day_only;
    const auto near = reference();
    if (!near) return open(fmt::format("XXXX-XX-{:02}", e.day), basis);
    // A day spoken of in the same paragraph says which month is meant; else the report's own day does.
    const bool same_paragraph = a_.last_day && a_.last_block == block_ && std::abs(day_number(*a_.last_day) - day_number(*near)) <= 100;
    const Date anchor = same_paragraph ? *a_.last_day : *near;
    std::optional<Date> past, ahead;
    const auto closer = [&](const std::optional<Date>& best, Date d) {
      return !best || std::abs(day_number(d) - day_number(anchor)) < std::abs(day_number(*best) - day_number(anchor));
    };
    for (int step = -2; step <= 2; ++step) {
      const Date month = add_months(anchor, step);
      if (!exists(month.year, month.month, e.day)) continue;
      const Date candidate = make(month.year, month.month, e.day);
      if (candidate <= *near && closer(past, candidate)) past = candidate;
      if (candidate >= *near && closer(ahead, candidate)) ahead = candidate;
    }
    const auto best = choose(e, *near, past, ahead);
    if (!best) return open(fmt::format("XXXX-XX-{:02}", e.day), basis);
    settle(*best, basis, same_paragraph ? "date in the paragraph" : "published", moment(e));
  }

  void weekday_of(const TimeExpr& e) {
    const auto near = reference();
    fact_.year_inferred = true;
    if (!near) return open(fmt::format("XXXX-WXX-{}", e.offset), DateBasis::weekday);
    const int today = weekday(*near) + 1;
    int step = e.offset - today;
    if (e.is_this_week) {
      step += 7 * e.week;
      if (e.value == "last" && e.week < 0) step = e.offset < today ? e.offset - today : e.offset - today - 7;
      if (e.value == "last" && e.week > 0) step = e.offset > today ? e.offset - today : e.offset - today + 7;
    } else if (e.future || e.maybe_future) {
      fact_.future = step != 0;
      if (step < 0) step += 7;
    } else if (step > 0) {
      step -= 7;
    }
    settle(add_days(*near, step), DateBasis::weekday, "published", moment(e));
  }

  void from_published(const TimeExpr& e) {
    fact_.year_inferred = true;
    if (!a_.published) return open(fmt::format("P{}D", e.offset), DateBasis::relative);
    settle(add_days(*a_.published, e.offset), DateBasis::relative, "published", moment(e));
  }

  void from_last(const TimeExpr& e) {
    fact_.year_inferred = true;
    // Across a paragraph "the same day" goes back to the news, not to an older day told in passing.
    auto told = a_.last_block != block_ && a_.recent_day ? a_.recent_day : a_.last_day;
    // nor does "the same day", told as past, mean a day still to come
    if (told && e.offset == 0 && a_.published && *told > slack(*a_.published) && a_.recent_day) told = a_.recent_day;
    const auto day = told ? told : a_.news_day ? a_.news_day : a_.published;
    if (!day) return open("XXXX-XX-XX", DateBasis::relative);
    settle(add_days(*day, e.offset), DateBasis::relative, "date " + to_string(*day), moment(e));
  }

  void week(const TimeExpr& e) {
    fact_.year_inferred = true;
    if (!a_.published) return open("XXXX-WXX", DateBasis::relative);
    const Date monday = add_days(*a_.published, 7 * e.offset - weekday(*a_.published));
    settle({monday, add_days(monday, 6)}, DateBasis::relative, "published");
  }
  void weekend(const TimeExpr& e) {
    fact_.year_inferred = true;
    if (!a_.published) return open("XXXX-WXX-WE", DateBasis::relative);
    const Date saturday = add_days(*a_.published, 7 * e.offset - weekday(*a_.published) + 5);
    settle({saturday, add_days(saturday, 1)}, DateBasis::relative, "published");
  }

  void month(const TimeExpr& e, std::optional<Date> base, std::string_view what) {
    fact_.year_inferred = true;
    if (!base || base->month == 0) return open("XXXX-XX", DateBasis::relative);
    Date when = add_months(*base, e.offset);
    if (e.day > 0 && exists(when.year, when.month, e.day)) when.day = static_cast<std::uint8_t>(e.day);
    settle(when, DateBasis::relative, std::string(what), moment(e));
    if (!e.mod.empty()) fact_.mention.anchor += "; mod=" + std::string(e.mod);
  }
  void year(const TimeExpr& e, std::optional<Date> base, std::string_view what) {
    fact_.year_inferred = true;
    if (!base) return open("XXXX", DateBasis::relative);
    const int year = base->year + e.offset;
    const bool has_day = e.day > 0 && exists(year, e.month, e.day);
    settle(make(year, e.month, has_day ? e.day : 0), DateBasis::relative, std::string(what), moment(e));
  }

  void part(const TimeExpr& e) {
    const auto day = a_.last_day && a_.last_block == block_ ? a_.last_day : a_.published ? a_.published : a_.last_day;
    fact_.year_inferred = true;
    if (!day) return plain("TIME", "T" + std::string(moment(e)), DateBasis::vague);
    settle(*day, DateBasis::relative, "date " + to_string(*day), moment(e));
  }

  /// "P4Y", "PT1H30M", "PXW".
  static std::string period(const TimeExpr& e) {
    const bool clock = e.unit.starts_with('T');
    const std::string_view unit = clock ? e.unit.substr(1) : e.unit;
    std::string out = clock ? "PT" : "P";
    if (e.amount < 0) return out + "X" + std::string(unit);
    const double whole = std::floor(e.amount), rest = e.amount - whole;
    const auto number = [](double value) { return fmt::format("{}", static_cast<long long>(std::llround(value))); };
    if (rest < 1e-9) return out + number(whole) + std::string(unit);
    if (unit == "H") return out + (whole > 0 ? number(whole) + "H" : "") + number(rest * 60) + "M";
    if (unit == "Y") return out + (whole > 0 ? number(whole) + "Y" : "") + number(rest * 12) + "M";
    return out + fmt::format("{:g}", e.amount) + std::string(unit);
  }

  void duration(const TimeExpr& e) {
    fact_.is_duration = true;
    plain("DURATION", period(e), DateBasis::none);
    if (!e.mod.empty()) fact_.mention.anchor = "mod=" + std::string(e.mod);
  }

  void shift(const TimeExpr& e) {
    fact_.year_inferred = true;
    const auto base = e.offset > 0 || e.unit == "D" ? (a_.last_day ? a_.last_day : a_.published) : a_.published;
    const auto origin = e.offset < 0 && a_.published ? a_.published : base;
    if (!origin || e.unit.starts_with('T')) return duration(e);
    const int n = static_cast<int>(std::min(e.amount, 5000.0)) * e.offset;
    const std::string anchor = "date " + to_string(*origin);
    if (e.unit == "D") return settle(add_days(*origin, n), DateBasis::relative, anchor);
    if (e.unit == "W") return settle(add_days(*origin, 7 * n), DateBasis::relative, anchor);
    if (e.unit == "M") return settle(add_months(*origin, n), DateBasis::relative, anchor);
    if (origin->year + n < 1) return duration(e);
    settle(make(origin->year + n), DateBasis::relative, anchor);
  }

  /// "the past two days" ends with the day spoken of; "the next weeks" begin with it, "the coming weeks" with the report.
  void span(const TimeExpr& e) {
    fact_.is_duration = true;
    const bool from_report = e.value == "published" && a_.published;
    auto day = a_.last_day && !from_report ? a_.last_day : a_.published;
    if (e.offset < 0 && a_.published && day && *a_.published < *day) day = a_.published;
    plain("DURATION", period(e), DateBasis::none);
    if (!day) return;
    if (e.offset < 0 && e.unit == "D" && e.amount >= 1 && e.amount <= 366) {
      fact_.date = DateRange(add_days(*day, 1 - static_cast<int>(e.amount)), *day);
      fact_.basis = DateBasis::relative;
      fact_.year_inferred = true;
      fact_.mention.value = to_string(*fact_.date);
    } else {
      fact_.mention.value += (e.offset < 0 ? " to " : " from ") + to_string(*day);
    }
    fact_.mention.anchor = "date " + to_string(*day);
  }

  void ordinal(const TimeExpr& e) {
    const int n = static_cast<int>(e.amount);
    const char* suffix = n % 100 / 10 == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
    plain("DATE", fmt::format("{}{} year", n, suffix), DateBasis::vague);
  }

  const Anchors& a_;
  std::size_t block_;
  TimeFact fact_;
};

/// A comment of 10 or 13 digits is the moment a machine fetched the page: a TIME, never the report's day.
std::optional<TimeFact> stamp_of(std::string_view text, const Block& block) {
  std::uint32_t at = block.span.begin;
  while (at < block.span.end && !(text[at] >= '0' && text[at] <= '9')) ++at;
  std::uint32_t end = at;
  std::int64_t value = 0;
  while (end < block.span.end && text[end] >= '0' && text[end] <= '9' && end - at < 14) value = value * 10 + (text[end++] - '0');
  if (end - at != 10 && end - at != 13) return std::nullopt;
  const std::int64_t seconds = end - at == 13 ? value / 1000 : value;
  const Date day = from_day_number(static_cast<std::int32_t>(seconds / 86400));
  if (day.year < 1990 || day.year > 2100) return std::nullopt;
  const int rest = static_cast<int>(seconds % 86400);
  TimeFact fact;
  fact.span = {at, end};
  fact.date = day;
  fact.basis = DateBasis::explicit_;
  fact.mention = {fact.span, "TIME", fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(day), rest / 3600, rest / 60 % 60, rest % 60), "fetched"};
  return fact;
}

/// Expressions of one block: what the scanner finds, with whole printed dates (which may hold a time of day) in front.
std::vector<TimeExpr> expressions(const Document& document, const Block& block, const Folded& folded, const TimeWords& words) {
  const std::uint32_t first = folded.unit_at(block.span.begin);
  const auto last = static_cast<std::uint32_t>(std::lower_bound(folded.byte_of.begin(), folded.byte_of.end() - 1, block.span.end) -
                                               folded.byte_of.begin());
  const std::vector<TimeExpr> scanned = scan_times(folded, words, first, last);
  std::vector<TimeExpr> found;
  auto next = scanned.begin();
  for (const PrintedDate& printed : printed_dates(document.text, block.span)) {
    TimeExpr e;
    e.begin = folded.unit_at(printed.span.begin);
    e.end = folded.unit_at(printed.span.end - 1) + 1;
    e.year = printed.date.year;
    e.month = printed.date.month;
    e.day = printed.date.day;
    e.clock = printed.clock;
    e.zone = printed.zone;
    const bool is_han = block.language == Language::zh_hans || block.language == Language::zh_hant;
    if (!e.clock.empty() && e.zone.empty() && is_han) {   // Chinese pages print the one hour of Beijing, Hong Kong and Taipei
      e.zone = "+08:00";
      e.value = "; zone inferred";
    }
    for (; next != scanned.end() && next->begin < e.end; ++next)
      if (next->end <= e.begin) found.push_back(*next);
    found.push_back(std::move(e));
  }
  found.insert(found.end(), next, scanned.end());
  return found;
}

/// In boilerplate a date is the page's business.
bool has_times(BlockRole role) {
  return is_article(role) || role == BlockRole::caption || role == BlockRole::dateline_meta || role == BlockRole::section_label;
}

}  // namespace

std::vector<TimeFact> find_times(const Document& document, const Codebook& codebook, const Folded& folded,
                                 const std::vector<Match>& matches) {
  std::vector<TimeFact> facts;
  const TimeWords words(codebook, matches);
  Anchors anchors;
  anchors.published = document.published;
  std::vector<std::vector<TimeExpr>> found(document.blocks.size());
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (!has_times(block.role)) continue;
    found[i] = expressions(document, block, folded, words);
    for (const TimeExpr& e : found[i])
      if (!anchors.news_day && is_running_text(block.role) && e.form == TimeForm::date && e.month > 0 && e.day > 0 && e.year == 0 && !e.future)
        anchors.news_day = Resolver(anchors, i).resolve(e).date.value_or(Date{}).first;
    if (anchors.news_day && anchors.news_day->year == 0) anchors.news_day.reset();
  }
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.role == BlockRole::comment_meta)
      if (auto fact = stamp_of(document.text, block)) facts.push_back(std::move(*fact));
    Anchors aside = anchors;  // a caption's dates are its own
    const bool own = !is_running_text(block.role);
    for (const TimeExpr& e : found[i]) {
      TimeFact fact = Resolver(own ? aside : anchors, i).resolve(e);
      fact.span = folded.bytes(e.begin, e.end);
      fact.mention.span = fact.span;
      if (fact.date && !fact.is_duration && e.form != TimeForm::week && e.form != TimeForm::weekend)
        (own ? aside : anchors).tell(*fact.date, i);
      facts.push_back(std::move(fact));
    }
  }
  return facts;
}

}  // namespace locarno::read
