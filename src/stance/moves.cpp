// What moved between two days: an option on which a party had said one thing and now says another. The first word on an
// option is no move, and neither is a repetition; a change that rests on undated words alone is left out.
#include <algorithm>
#include <set>

#include "stance/timeline.hpp"

namespace locarno::stance {
namespace {

bool same_position(const Stance& a, const Stance& b) {
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

/// The days after `from`, up to the question's, on which some stance can change.
std::set<std::int32_t> days_of_change(const Question& question, const Claims& claims, std::int32_t from) {
  std::set<std::int32_t> days;
  const auto take = [&](std::optional<std::int32_t> day) {
    if (day && *day > from && (!question.as_of || *day <= day_number(latest(*question.as_of)))) days.insert(*day);
  };
  for (const auto& row : claims.cells)
    for (const auto& cell : row)
      for (const Claim& claim : cell) take(claim.day ? claim.day : claim.known);
  for (const StanceEntry& entry : (**question.the_case).stances) {
    if (entry.since) take(day_number(earliest(*entry.since)));
    if (entry.until) take(day_number(latest(*entry.until)) + 1);
  }
  return days;
}

/// Keeps, per row, the first position stated and the latest words for it.
void remember(StanceTable& first, const StanceTable& now, std::vector<bool>& left) {
  for (std::size_t r = 0; r < now.rows.size(); ++r) {
    if (now.rows[r].value == StanceValue::silent) continue;
    if (first.rows[r].value == StanceValue::silent) first.rows[r] = now.rows[r];
    else if (!left[r] && same_position(first.rows[r], now.rows[r])) first.rows[r].evidence = now.rows[r].evidence;
    else left[r] = true;
  }
}

Move::Position position(const StanceTable& table, std::size_t from, std::size_t n) {
  Move::Position out;
  for (std::size_t r = from; r < from + n; ++r) {
    out.values.push_back(table.rows[r].value);
    out.conditions.push_back(table.rows[r].condition);
  }
  return out;
}

void add_all(std::vector<std::string>& to, const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
}

}  // namespace

std::vector<Move> moves(const Question& question, std::optional<Date> since) {
  const Claims claims = make_claims(question);
  const Case& c = **question.the_case;
  const std::optional<std::int32_t> from = since ? day_number(latest(*since)) : earliest_day(question, claims);
  if (!from) return {};
  StanceTable first = table_at(question, claims, from_day_number(*from));
  std::vector<bool> left(first.rows.size(), false);
  for (const std::int32_t day : days_of_change(question, claims, *from))
    remember(first, table_at(question, claims, from_day_number(day)), left);
  const StanceTable now = table_at(question, claims, question.as_of);

  std::vector<Move> out;
  for (std::size_t p = 0; p < c.parties.size(); ++p)
    for (std::size_t i = 0; i < c.issues.size(); ++i) {
      const std::size_t begin = now.first_row[p][i], n = c.issues[IssueId(i)].options.size();
      Move move;
      move.party = PartyId(p);
      move.issue = IssueId(i);
      move.first_hand = false;
      for (std::size_t r = begin; r < begin + n; ++r) {
        const Stance &before = first.rows[r], &after = now.rows[r];
        if (before.value == StanceValue::silent || after.value == StanceValue::silent || same_position(before, after)) continue;
        if (!after.since || day_number(latest(*after.since)) <= *from) continue;
        move.date = std::max(move.date, after.since);
        move.first_hand = move.first_hand || after.first_hand;
        add_all(move.evidence_from, before.evidence);
        add_all(move.evidence, after.evidence);
      }
      if (!move.date) continue;
      move.from = position(first, begin, n);
      move.to = position(now, begin, n);
      out.push_back(std::move(move));
    }
  return out;
}

}  // namespace locarno::stance
