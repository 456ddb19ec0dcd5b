// The table of positions: issues as rows, parties as columns, each cell in 4 to 8 words with its date and quotations.
#include <algorithm>

#include "brief/composer.hpp"
#include "brief/positions.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

constexpr std::size_t most_positions = 3;   ///< in a cell
constexpr std::size_t most_columns = 60;    ///< of a position's words, in terminal columns
constexpr std::size_t most_columns_if = 92; ///< the same with a condition

/// Stances of one cell that can share one line: same value, same footing, same condition.
struct Group {
  PositionGroup options;
  const Stance* first = nullptr;
  std::vector<std::string> evidence;
};

bool is_alike(const Stance& a, const Stance& b) {
  return a.value == b.value && a.source == b.source && a.first_hand == b.first_hand && a.told_by_narrator == b.told_by_narrator &&
         a.via == b.via && a.condition == b.condition;
}

std::vector<Group> groups_of(const Composer& composer, PartyId party, IssueId issue) {
  std::vector<Group> groups;
  for (std::size_t at = 0; at < composer.c.issues[issue].options.size(); ++at) {
    const Stance& stance = composer.b.stances.at(party, issue, OptionId(at));
    if (stance.value == StanceValue::silent) continue;
    auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return is_alike(*group.first, stance); });
    if (same == groups.end()) same = groups.insert(groups.end(), Group{{stance.value, {}}, &stance, {}});
    same->options.options.push_back(OptionId(at));
    same->evidence.insert(same->evidence.end(), stance.evidence.begin(), stance.evidence.end());
  }
  const auto rank = [](const Group& group) { return group.options.value == StanceValue::rejects ? 1 : 0; };
  std::stable_sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) { return rank(a) < rank(b); });
  return groups;
}

/// Cuts a line of own words to `most` columns.
Line cut(const Line& line, std::size_t most) {
  std::string all;
  for (const Piece& piece : line) all += piece.text;
  return plain(shorten(all, most));
}

Position position(const Composer& composer, IssueId issue, const Group& group, std::size_t silent, std::size_t groups) {
  const Stance& stance = *group.first;
  Position out;
  out.value = stance.value;
  Line words = option_words(composer, issue, group.options, silent, groups, 2);
  const bool only_issue = composer.b.no_case && group.options.options.size() == 1 && group.options.options.front() == composer.c.issues[issue].main_option;
  if (only_issue && stance.value == StanceValue::rejects) words = composer.say(Word::rejects);   // "rejects: for" is hard to read
  if (only_issue && stance.value == StanceValue::accepts) words = composer.say(Word::accepts);
  if (stance.value == StanceValue::accepts_if) words = composer.say(Word::cell_if, {words, composer.condition(stance.condition)});
  out.words = cut(words, stance.value == StanceValue::accepts_if ? most_columns_if : most_columns);
  out.full = words;
  out.date = composer.date(stance.since);
  out.is_analyst = stance.source == StanceSource::analyst;
  out.first_hand = stance.first_hand;
  if (stance.told_by_narrator && stance.via.empty()) out.via = composer.say(Word::in_outlets_words);
  else if (!stance.first_hand) out.via = stance.via.empty() ? composer.say(Word::by_another) : composer.say(Word::by_way_of, {composer.via(stance.via)});
  const std::optional<Date> said = composer.last_said(group.evidence);
  out.is_stale = composer.is_stale(said ? said : stance.since);
  out.numbers = composer.numbers(group.evidence);
  return out;
}

void add_tip(const Composer& composer, const Group& group, Cell& cell) {
  const Stance& stance = *group.first;
  if (stance.value == StanceValue::accepts_if) cell.tip.push_back(composer.say(Word::condition_is, {composer.condition(stance.condition)}));
  std::size_t shown = 0;
  for (const int number : composer.numbers(group.evidence, 2)) {
    for (const study::Quotation& quotation : composer.b.quotations) {
      if (quotation.number == number && shown++ < 2) cell.tip.push_back(composer.short_quote(quotation, 200));
    }
  }
  if (stance.source == StanceSource::analyst) {
    cell.tip.push_back(stance.note.empty() ? composer.say(Word::analyst_no_note) : composer.say(Word::analyst_note, {note(stance.note)}));
  }
}

void add_red_lines(const Composer& composer, PartyId party, IssueId issue, Cell& cell) {
  for (const RedLine& line : composer.b.red_lines) {
    if (line.party != party) continue;
    const std::vector<IssueId> named = line.rule.issues();
    if (std::find(named.begin(), named.end(), issue) == named.end()) continue;
    cell.red_line = true;
    cell.red_line_read = cell.red_line_read || line.source != StanceSource::analyst;
    if (cell.tip.size() < 8) {
      cell.tip.push_back(composer.say(Word::red_line_is, {composer.line_words(line) + composer.say(Word::in_brackets, {composer.how_known(line)})}));
    }
  }
}

Cell cell_of(const Composer& composer, PartyId party, IssueId issue) {
  Cell cell;
  const std::vector<Group> groups = groups_of(composer, party, issue);
  std::size_t spoken = 0;
  for (const Group& group : groups) spoken += group.options.options.size();
  const std::size_t silent = composer.c.issues[issue].options.size() - spoken;
  for (const Group& group : groups) {
    if (cell.positions.size() == most_positions) break;
    cell.positions.push_back(position(composer, issue, group, silent, groups.size()));
    add_tip(composer, group, cell);
  }
  if (groups.size() > cell.positions.size()) cell.more = composer.say(Word::and_more, {plain(grouped(groups.size() - cell.positions.size()))});
  add_red_lines(composer, party, issue, cell);
  cell.moved = std::any_of(composer.b.moves.begin(), composer.b.moves.end(), [&](const Move& move) { return move.party == party && move.issue == issue; });
  return cell;
}

/// A case gives the order of its parties; a plain folder has none, so who speaks on most issues stands first.
void most_spoken_first(const Composer& composer, std::vector<PartyId>& parties) {
  const auto issues_spoken_on = [&](PartyId party) {
    std::size_t spoken = 0;
    for (std::size_t issue = 0; issue < composer.c.issues.size(); ++issue) spoken += composer.is_silent(party, IssueId(issue)) ? 0 : 1;
    return spoken;
  };
  std::vector<std::pair<std::size_t, PartyId>> ranked;
  for (const PartyId party : parties) ranked.emplace_back(issues_spoken_on(party), party);
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t at = 0; at < parties.size(); ++at) parties[at] = ranked[at].second;
}

std::vector<PartyId> columns_of_table(const Composer& composer, Page& page) {
  std::vector<PartyId> shown;
  std::vector<PartyId> silent;
  for (std::size_t at = 0; at < composer.c.parties.size(); ++at) {
    const PartyId party(at);
    bool speaks = composer.c.parties[party].signs;
    for (std::size_t issue = 0; issue < composer.c.issues.size() && !speaks; ++issue) speaks = !composer.is_silent(party, IssueId(issue));
    (speaks ? shown : silent).push_back(party);
  }
  if (!silent.empty()) {
    page.table.quiet += composer.say(Word::table_quiet_parties, {plain(grouped(silent.size())), plain(grouped(composer.c.parties.size())), composer.parties(silent)});
  }
  if (composer.b.no_case) most_spoken_first(composer, shown);
  return shown;
}

}  // namespace

void compose_table(const Composer& composer, Page& page) {
  const std::vector<PartyId> parties = columns_of_table(composer, page);
  page.table.says_who_signs = !composer.b.no_case;
  for (const PartyId party : parties) {
    page.table.columns.push_back({composer.party(party), visible(composer.c.parties[party].id), composer.c.parties[party].signs});
  }
  std::vector<IssueId> quiet;
  for (std::size_t at = 0; at < composer.c.issues.size(); ++at) {
    Row row{composer.issue(IssueId(at)), {}};
    bool spoken = false;
    for (const PartyId party : parties) {
      row.cells.push_back(cell_of(composer, party, IssueId(at)));
      spoken = spoken || !row.cells.back().positions.empty() || row.cells.back().red_line;
    }
    if (spoken) page.table.rows.push_back(std::move(row));
    else quiet.push_back(IssueId(at));
  }
  const Line all_issues = plain(grouped(composer.c.issues.size()));
  if (page.table.rows.empty()) {
    page.table.quiet = composer.say(Word::table_empty, {all_issues, plain(grouped(composer.b.documents.size()))});
  } else if (!quiet.empty()) {
    if (!page.table.quiet.empty()) page.table.quiet += plain(" ");
    page.table.quiet += composer.say(Word::table_quiet, {plain(grouped(quiet.size())), all_issues, composer.issues(quiet)});
  }
}

}  // namespace locarno::brief
