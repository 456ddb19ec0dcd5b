// docs/reading.md, Publication: what a report without a printed date can be dated by.
//   days      months and days it prints without a year (the last one told as past), or a day of the month that meets an
//             event the codebook dates;
//   bounds    it is not older than the years, events and terms of office it speaks of as present or past, nor younger than
//             the end of a term of office it speaks of as present; "the fourth year" of a dated war is a window of a year.
// The year that fits all bounds is taken and said to be inferred; when several fit, the report stays undated.
#include "read/publication_infer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "read/roles.hpp"
#include "read/times_scan.hpp"

namespace locarno::read {
namespace {

struct Bound {
  Date day;
  std::string why;
  Span span;
  bool is_printed = false;   ///< a date the report prints with its year
};

Date make(int year, int month, int day) {
  return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}
bool exists(int year, int month, int day) { return day >= 1 && day <= latest(make(year, month, 0)).day; }

class Inference {
 public:
  Inference(const Document& document, const Codebook& book, const Folded& folded, const std::vector<Match>& matches)
      : text_(document.text), document_(document), book_(book), matches_(matches), folded_(folded),
        words_(book, matches) {
    for (const Block& block : document.blocks)
      if (is_running_text(block.role)) read_block(block);
    read_offices();
    read_events();
  }

  std::optional<InferredDate> from_dateline(const Dateline& line) const {
    if (!line.month_known) return std::nullopt;
    return first_fit(line.month, line.day, 0, fmt::format("dateline {}", slice(text_, line.span)), line.span);
  }

  std::optional<InferredDate> from_days() const {
    if (auto found = from_months_and_days()) return found;
    if (auto found = from_event_days()) return found;
    return from_news();
  }

 private:
  static constexpr std::size_t most = 256;  ///< days, events looked at: pairs of them are compared
  struct Day { TimeExpr expr; Span span; Span sentence; };

  void read_block(const Block& block) {
    const std::uint32_t first = folded_.unit_at(block.span.begin);
    const auto last = static_cast<std::uint32_t>(
        std::lower_bound(folded_.byte_of.begin(), folded_.byte_of.end() - 1, block.span.end) - folded_.byte_of.begin());
    for (const TimeExpr& e : scan_times(folded_, words_, first, last)) {
      const Span span = folded_.bytes(e.begin, e.end);
      if (e.form == TimeForm::date && e.year > 0 && !e.future && exists(e.year, std::max(e.month, 1), std::max(e.day, 1)))
        lower_.push_back({earliest(make(e.year, e.month, e.day)), std::string(slice(text_, span)), span, true});
      if (e.form == TimeForm::date && e.year == 0 && e.day > 0 && days_.size() < most) days_.push_back({e, span, sentence_of(block.span, e)});
      if (e.form == TimeForm::ordinal && e.unit == "Y" && ordinals_.size() < most) ordinals_.push_back({e, span, sentence_of(block.span, e)});
    }
  }

  /// The sentence around an expression, within its block.
  Span sentence_of(Span block, const TimeExpr& e) const {
    const auto ends = [](char16_t c) { return c == 0x3002 || c == '!' || c == '?' || c == '\n'; };
    std::uint32_t first = e.begin, last = e.end;
    while (first > 0 && e.begin - first < 400 && folded_.byte_of[first] > block.begin && !ends(folded_.units[first - 1])) --first;
    while (last < folded_.units.size() && last - e.end < 400 && folded_.byte_of[last] < block.end && !ends(folded_.units[last])) ++last;
    return {folded_.byte_of[first], folded_.byte_of[last]};
  }

  /// "German Chancellor" right in front of a name, or behind it: the person holds the office as the report speaks.
  void read_offices() {
    std::size_t running = 0;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      const Match& match = matches_[i];
      if (match.kind != TermKind::actor) continue;
      const Term& term = book_.terms[match.term];
      if (term.actor.is_none() || book_.actors[term.actor].kind != ActorKind::person) continue;
      while (running < document_.blocks.size() && document_.blocks[running].span.end <= match.bytes.begin) ++running;
      if (running == document_.blocks.size()) return;
      if (!is_running_text(document_.blocks[running].role)) continue;
      const Match* title = title_before(i);
      if (title == nullptr || is_former(title->begin) || term.cls == "context") continue;   // a short name may be somebody else's
      office(match, book_.terms[title->term].value);
    }
  }

  const Match* title_before(std::size_t i) const {
    const Match& name = matches_[i];
    for (std::size_t k = i; k > 0 && name.begin - matches_[k - 1].begin < 40; --k) {
      const Match& before = matches_[k - 1];
      if (before.kind != TermKind::title) continue;
      const bool touches = before.end == name.begin || (before.end + 1 == name.begin && folded_.units[before.end] == ' ');
      if (touches) return &before;
    }
    return nullptr;
  }

  /// A word for "former" or "then" up to a dozen units in front of the title.
  bool is_former(std::uint32_t title) const {
    const std::uint32_t from = title > 12 ? title - 12 : 0;
    const std::u16string_view before(folded_.units.data() + from, title - from);
    if (before.ends_with(u"\u524D") || before.ends_with(u"\u539F") || before.find(u"\u65F6\u4EFB") != before.npos) return true;
    return before.find(u"former ") != before.npos || before.find(u"then-") != before.npos || before.find(u"ex-") != before.npos ||
           before.find(u"\u5F53\u9009") != before.npos || before.find(u"-elect") != before.npos || before.find(u"\u5019\u4EFB") != before.npos;
  }

  /// All rows of the name (one per office) whose role is the title's, or all when none is: earliest begin, latest end.
  void office(const Match& match, std::string_view role) {
    std::optional<Date> from, to;
    bool open_from = false, open_to = false, any_role = false;
    for (int pass = 0; pass < 2 && !any_role; ++pass) {
      for (const Match& other : same_place(match)) {
        const Term& term = book_.terms[other.term];
        if (term.kind != TermKind::actor || term.actor.is_none()) continue;
        const Actor& actor = book_.actors[term.actor];
        if (pass == 0 && (role.empty() || actor.role.find(role) == std::string::npos)) continue;
        any_role = true;
        if (!actor.from) open_from = true;
        else if (!from || *actor.from < *from) from = actor.from;
        if (!actor.to) open_to = true;
        else if (!to || *to < *actor.to) to = actor.to;
      }
    }
    const std::string name(slice(text_, match.bytes));
    if (from && !open_from) lower_.push_back({earliest(*from), name + " in office", match.bytes});
    if (to && !open_to) upper_.push_back({latest(*to), name + " in office", match.bytes});
  }

  std::vector<Match> same_place(const Match& match) const {
    const auto first = std::lower_bound(matches_.begin(), matches_.end(), match.begin, [](const Match& m, std::uint32_t at) { return m.begin < at; });
    std::vector<Match> out;
    for (auto it = first; it != matches_.end() && it->begin == match.begin; ++it)
      if (it->end == match.end) out.push_back(*it);
    return out;
  }

  void read_events() {
    for (const Match& match : matches_) {
      if (match.kind != TermKind::event) continue;
      const Term& term = book_.terms[match.term];
      const auto when = parse_date_range(term.value);
      if (!when || events_.size() >= most) continue;
      events_.push_back({*when, &term, match.bytes});
      if (term.cls == "once" || term.cls == "news") lower_.push_back({earliest(when->first), std::string(slice(text_, match.bytes)), match.bytes});
      if (term.cls == "onset") {
        lower_.push_back({earliest(when->first), std::string(slice(text_, match.bytes)), match.bytes});
        for (const Day& ordinal : ordinals_)
          if (ordinal.sentence.contains(match.bytes)) ordinal_window(*when, ordinal);
      }
    }
  }

  /// The n-th year of a war that began on a known day.
  void ordinal_window(const DateRange& onset, const Day& ordinal) {
    const int n = static_cast<int>(ordinal.expr.amount);
    if (n < 1 || n > 200) return;
    const Date start = earliest(onset.first);
    const std::string why(slice(text_, ordinal.span));
    lower_.push_back({make(start.year + n - 1, start.month, std::min<int>(start.day, 28)), why, ordinal.span});
    upper_.push_back({make(start.year + n, start.month, std::min<int>(start.day, 28)), why, ordinal.span});
  }

  const Bound* strongest_lower() const {
    const auto found = std::max_element(lower_.begin(), lower_.end(), [](const Bound& a, const Bound& b) { return a.day < b.day; });
    return found == lower_.end() ? nullptr : &*found;
  }
  const Bound* strongest_upper() const {
    const auto found = std::min_element(upper_.begin(), upper_.end(), [](const Bound& a, const Bound& b) { return a.day < b.day; });
    return found == upper_.end() ? nullptr : &*found;
  }

  /// Only one year fits: the next one lies behind the upper bound, or the day follows within the year a date printed with
  /// its year, with which the report begins its background.
  static bool is_only_year(Date candidate, const Bound& lower, const Bound* upper) {
    if (upper != nullptr && upper->day < add_days(candidate, 365)) return true;
    return lower.is_printed && candidate.year == lower.day.year;
  }

  /// The first year in which the day lies within the bounds; `later` days are added for the publication.
  std::optional<InferredDate> first_fit(int month, int day, int later, const std::string& what, Span span) const {
    const Bound* lower = strongest_lower();
    const Bound* upper = strongest_upper();
    if (lower == nullptr) return std::nullopt;
    for (int year = lower->day.year; year <= lower->day.year + 4; ++year) {
      if (!exists(year, month, day)) continue;
      const Date candidate = make(year, month, day);
      if (candidate < lower->day) continue;
      if (upper != nullptr && upper->day < candidate) return std::nullopt;  // the bounds contradict each other: say nothing
      if (!is_only_year(candidate, *lower, upper)) return std::nullopt;      // several years fit: a guess would be no date
      InferredDate out{add_days(candidate, later), fmt::format("{}; year inferred: not before {} ({})", what, to_string(lower->day), lower->why), {span, lower->span}};
      if (upper != nullptr) {
        out.why += fmt::format(", not after {} ({})", to_string(upper->day), upper->why);
        out.from.push_back(upper->span);
      }
      return out;
    }
    return std::nullopt;
  }

  /// One day passes between the last day told and the printing in Chinese papers, which write "on the 14th" of yesterday;
  /// never beyond a day that is told as still to come.
  int days_later(int month, int day) const {
    if (document_.languages.empty() || document_.languages.front() == Language::en) return 0;
    const Date next = add_days(make(2023, month, std::min<int>(day, latest(make(2023, month, 0)).day)), 1);
    const bool next_is_today = std::any_of(days_.begin(), days_.end(), [&](const Day& d) {
      return !d.expr.future && !d.expr.maybe_future && d.expr.day == next.day && (d.expr.month == 0 || d.expr.month == next.month);
    });
    return next_is_today ? 0 : 1;
  }

  std::optional<InferredDate> from_months_and_days() const {
    std::vector<std::pair<int, const Day*>> found;  // day of a year without leap days, told as past
    for (const Day& day : days_)
      if (day.expr.month > 0 && !day.expr.future && !day.expr.maybe_future && exists(2024, day.expr.month, day.expr.day))
        found.push_back({day_number(make(2024, day.expr.month, day.expr.day)) - day_number(make(2024, 1, 1)), &day});
    if (found.empty()) return std::nullopt;
    std::sort(found.begin(), found.end());
    // The year turns in the widest gap between the days; the day before that gap is the last.
    std::size_t last = found.size() - 1;
    int widest = found.front().first + 366 - found.back().first;
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
      const int gap = found[i + 1].first - found[i].first;
      if (gap > widest) { widest = gap; last = i; }
    }
    const TimeExpr& e = found[last].second->expr;
    const Span span = found[last].second->span;
    return first_fit(e.month, e.day, days_later(e.month, e.day), fmt::format("last day told as past {}", slice(text_, span)), span);
  }

  /// The last event of class "news" it names: one that a case's codebook knows to be the talk of its own day only.
  std::optional<InferredDate> from_news() const {
    const Event* last = nullptr;
    for (const Event& event : events_) {
      if (event.term->cls != "news" || !event.when.first.is_whole()) continue;
      if (last == nullptr || last->when.first < event.when.first) last = &event;
    }
    const Bound* upper = strongest_upper();
    if (last == nullptr || (upper != nullptr && upper->day < last->when.first)) return std::nullopt;
    return InferredDate{last->when.first, fmt::format("names {}, which the codebook dates {}", slice(text_, last->span), to_string(last->when)), {last->span}};
  }

  /// "from the 14th" in one sentence with a meeting that began on a 14th.
  std::optional<InferredDate> from_event_days() const {
    const Bound* lower = strongest_lower();
    const Bound* upper = strongest_upper();
    for (const Day& day : days_) {
      if (day.expr.month > 0) continue;
      for (const Event& event : events_) {
        if (event.term->cls == "onset" || !day.sentence.contains(event.span) || event.when.first.day != day.expr.day) continue;
        const Date meeting = event.when.first;
        if (lower != nullptr && add_days(meeting, 60) < lower->day) continue;
        if (upper != nullptr && upper->day < meeting) continue;
        return around(day, event);
      }
    }
    return std::nullopt;
  }

  static bool is_ahead(const Day& day) { return day.expr.future || day.expr.maybe_future; }
  struct Event { DateRange when; const Term* term; Span span; };

  /// The other days of the month are told from the event's: the last one told as past dates the report.
  InferredDate around(const Day& known, const Event& event) const {
    const Date meeting = event.when.first;
    Date best = is_ahead(known) ? add_days(meeting, -28) : meeting;
    Span span = known.span;
    for (const Day& day : days_) {
      if (day.expr.month > 0 || day.expr.future || day.expr.maybe_future) continue;
      for (int step = 0; step <= 1; ++step) {
        const Date month = step == 0 ? meeting : add_days(make(meeting.year, meeting.month, 1), -1);
        if (!exists(month.year, month.month, day.expr.day)) continue;
        const Date candidate = make(month.year, month.month, day.expr.day);
        if (is_ahead(known) && candidate >= meeting) continue;
        if (candidate > best) { best = candidate; span = day.span; }
        break;
      }
    }
    const Date published = add_days(best, days_later(best.month, best.day));
    return {published, fmt::format("{} told as past; month and year inferred from {} ({})", slice(text_, span), slice(text_, event.span), to_string(event.when)),
            {span, known.span, event.span}};
  }

  std::string_view text_;
  const Document& document_;
  const Codebook& book_;
  const std::vector<Match>& matches_;
  const Folded& folded_;
  TimeWords words_;
  std::vector<Day> days_, ordinals_;
  std::vector<Event> events_;
  std::vector<Bound> lower_, upper_;
};

}  // namespace

std::optional<InferredDate> infer_publication(const Document& document, const Codebook& codebook, const Folded& folded,
                                              const std::vector<Match>& matches, const std::optional<Dateline>& dateline) {
  const Inference inference(document, codebook, folded, matches);
  return dateline ? inference.from_dateline(*dateline) : inference.from_days();
}

}  // namespace locarno::read
