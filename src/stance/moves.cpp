// What moved between two days: an option on which a party had said one thing and now says another. The first word on an
// option is no move, and neither is a repetition; a change that rests on undated words alone is left out.
#include <algorithm>
#include <set>

#include "stance/timeline.hpp"

namespace locarno::stance {
namespace {

template <typename A, typename B>
bool same_position(const A& a, const B& b) {
  return a.value == b.value && a.condition.nodes == b.condition.nodes;
}

/// The day from which to compare when none is given: the earliest report's, else the earliest dated word.
std::optional<std::int32_t> earliest_day(const Question& question, const Claims& claims) {
  std::optional<std::int32_t> first;
  const auto take = [&first](std::int32_t day) { first = first ? std::min(*first, day) : day; };
  if (question.documents != nullptr)
    for (const Document& document : *question.documents)
      if (document.published) take(day_number(latest(*document.published)));
  if (first) return first;
  for (const auto& row : claims.cells)
    for (const auto& cell : row)
      for (const Claim& claim : cell)
        if (claim.day) take(*claim.day);
  return first;
}

/// Days after `from`, up to the question's.
class Days {
 public:
  Days(const Question& question, std::int32_t from) : from_(from) {
    if (question.as_of) last_ = day_number(latest(*question.as_of));
  }
  void take(std::optional<std::int32_t> day) {
    if (day && *day > from_ && *day <= last_) days_.push_back(*day);
  }
  void take(const std::vector<Claim>& cell) {
    for (const Claim& claim : cell) take(claim.day ? claim.day : claim.known);
  }
  /// Ascending, each once.
  std::vector<std::int32_t> sorted() {
    std::sort(days_.begin(), days_.end());
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
    return std::move(days_);
  }

 private:
  std::int32_t from_;
  std::int32_t last_ = INT32_MAX;   // of a question without a day
  std::vector<std::int32_t> days_;
};

/// The days on which some stance can change.
std::vector<std::int32_t> days_of_change(const Question& question, const Claims& claims, std::int32_t from) {
  Days days(question, from);
  for (const auto& row : claims.cells)
    for (const auto& cell : row) days.take(cell);
  for (const StanceEntry& entry : (**question.the_case).stances) {
    if (entry.since) days.take(day_number(earliest(*entry.since)));
    if (entry.until) days.take(day_number(latest(*entry.until)) + 1);
  }
  return days.sorted();
}

/// The first position stated on an option, and the day of the latest words for it before it was left.
struct First {
  Standing standing;
  std::int32_t day = 0;
  bool is_left = false;
};

void remember(std::vector<First>& first, const std::vector<Standing>& now, std::int32_t day) {
  for (std::size_t r = 0; r < now.size(); ++r) {
    if (now[r].value == StanceValue::silent) continue;
    First& known = first[r];
    if (known.standing.value == StanceValue::silent) known.standing = now[r];
    else if (known.is_left || !same_position(known.standing, now[r])) known.is_left = true;
    if (!known.is_left) known.day = day;
  }
}

/// `days`: on which anything changes; an entry by hand may quote words about other things.
std::vector<First> first_positions(const Question& question, const Claims& claims, PartyId party, IssueId issue, std::int32_t from,
                                   const std::vector<std::int32_t>& days) {
  const std::vector<Claim>& cell = claims.cells[party.index()][issue.index()];
  const std::vector<StanceEntry>& set = (**question.the_case).stances;
  CellSweep sweep(question, cell, party, issue);
  std::vector<First> first;
  for (Standing& standing : sweep.on(from)) first.push_back({std::move(standing), from, false});
  const bool is_set = std::any_of(set.begin(), set.end(), [&](const StanceEntry& e) { return e.party == party && e.issue == issue; });
  Days own(question, from);
  own.take(cell);
  for (const std::int32_t day : is_set ? days : own.sorted()) remember(first, sweep.on(day), day);
  return first;
}

template <typename At>
Move::Position position(std::size_t n, const At& at) {
  Move::Position out;
  for (std::size_t r = 0; r < n; ++r) {
    out.values.push_back(at(r).value);
    out.conditions.push_back(at(r).condition);
  }
  return out;
}

void add_all(std::vector<std::string>& to, std::set<std::string>& seen, const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (seen.insert(id).second) to.push_back(id);
}

}  // namespace

std::vector<Move> moves(const Question& question, std::optional<Date> since) {
  const Claims claims = make_claims(question);
  const Case& c = **question.the_case;
  const std::optional<std::int32_t> from = since ? day_number(latest(*since)) : earliest_day(question, claims);
  if (!from) return {};
  const std::vector<std::int32_t> days = days_of_change(question, claims, *from);
  const StanceTable now = table_at(question, claims, question.as_of);

  std::vector<Move> out;
  for (std::size_t p = 0; p < c.parties.size(); ++p)
    for (std::size_t i = 0; i < c.issues.size(); ++i) {
      const std::size_t n = c.issues[IssueId(i)].options.size();
      const std::vector<First> first = first_positions(question, claims, PartyId(p), IssueId(i), *from, days);
      Move move;
      move.party = PartyId(p);
      move.issue = IssueId(i);
      move.first_hand = false;
      std::set<std::string> seen_from, seen;
      for (std::size_t r = 0; r < n; ++r) {
        const Standing& before = first[r].standing;
        const Stance& after = now.rows[now.first_row[p][i] + r];
        if (before.value == StanceValue::silent || after.value == StanceValue::silent || same_position(before, after)) continue;
        if (!after.since || day_number(latest(*after.since)) <= *from) continue;
        move.date = std::max(move.date, after.since);
        move.first_hand = move.first_hand || after.first_hand;
        add_all(move.evidence_from, seen_from, rows_at(question, claims, move.party, move.issue, from_day_number(first[r].day))[r].evidence);
        add_all(move.evidence, seen, after.evidence);
      }
      if (!move.date) continue;
      move.from = position(n, [&](std::size_t r) -> const Standing& { return first[r].standing; });
      move.to = position(n, [&](std::size_t r) -> const Stance& { return now.rows[now.first_row[p][i] + r]; });
      out.push_back(std::move(move));
    }
  return out;
}

}  // namespace locarno::stance
