// offer_vs_limit and tension: what belongs side by side though nobody contradicts anybody.
#include <algorithm>
#include <map>
#include <set>

#include "relate/phrases.hpp"
#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t most_of_side = 4;   // records of one side in one link

bool speaks(const Row& row) {
  return row.document != Scene::no_document && row.record->kind != RecordKind::contact && !row.is_loose && !row.is_title;
}

bool are_near(const Row& a, const Row& b) {
  if (a.document == b.document) return true;
  return a.first && b.first && std::abs(day_number(*a.first) - day_number(*b.first)) <= days_of_conflict;
}

/// What a rule says of a record's words, looked up once.
struct Reading {
  bool offers = false;   ///< offers, undertakes, or tells that an agreement comes near
  bool limits = false;   ///< a term, an approval still needed, a condition, an offer denied in part
};

bool lists(const Record& r, std::string_view issue) { return std::find(r.issues_other.begin(), r.issues_other.end(), issue) != r.issues_other.end(); }

Reading reading_of(const Row& row, const Phrases& phrases) {
  const Record& r = *row.record;
  Reading out;
  if (r.stance == Attitude::oppose || r.stance == Attitude::support) return out;   // for or against is no offer
  const std::u16string text = Phrases::folded(r.text);
  const bool needs_leave = phrases.has(text, "approval") && phrases.has(text, "need");
  const bool ends = phrases.has(text, "term");
  const bool is_bounded = r.stance == Attitude::offer && (r.stance_if || r.negated);
  out.limits = needs_leave || ends || is_bounded;
  const bool draws_near = r.stance == Attitude::report && lists(r, "negotiation_progress");
  out.offers = !out.limits && !r.negated && r.hedge != Hedge::counterfactual && (r.stance == Attitude::offer || draws_near);
  return out;
}

using Key = std::pair<std::string, std::string>;   // party, issue
using Rows = std::vector<std::uint32_t>;

void keep(Rows& list, std::uint32_t row, std::size_t most) {
  if (list.size() < most) list.push_back(row);
}

/// A translation of a record that is in the list adds nothing to it.
bool repeats(const Work& work, const Rows& list, std::uint32_t row) {
  return std::any_of(list.begin(), list.end(), [&](std::uint32_t other) {
    return work.scene.rows[other].whole == work.scene.rows[row].whole ||
           std::find(work.translations.begin(), work.translations.end(), Pair{other, row}) != work.translations.end() ||
           std::find(work.translations.begin(), work.translations.end(), Pair{row, other}) != work.translations.end();
  });
}

/// The records of `list` that stand near row `to`, each told once, at most `most_of_side`; those of its own report first.
Rows near(Work& work, const Rows& list, std::uint32_t to) {
  Rows out;
  for (const bool same_report : {true, false})
    for (const std::uint32_t row : list) {
      ++work.cells();
      const bool same = work.scene.rows[row].document == work.scene.rows[to].document;
      if (row == to || same != same_report || out.size() == most_of_side) continue;
      if (are_near(work.scene.rows[row], work.scene.rows[to]) && !repeats(work, out, row)) out.push_back(row);
    }
  return out;
}

/// What one side asks and what is asked of it.
struct Demands {
  std::map<Key, Rows> measures;    ///< demands that set a measure for any settlement, by who sets it and the issue
  std::map<std::pair<std::string, std::string>, Rows> asked;   ///< by whom a demand is put to, and who makes it
};

/// To whom a demand is put: its target, or who tells of another's demand.
std::set<std::string> put_to(const Record& r) {
  std::set<std::string> out;
  const auto add = [&](const std::string& joined) {
    for (const std::string& party : split_parties(joined))
      if (is_real_party(party)) out.insert(party);
  };
  add(r.target);
  if (!r.stance_holder.empty()) add(r.speaker_party);
  return out;
}

Demands demands_of(Work& work, const Phrases& phrases) {
  Demands out;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    const Record& r = *row.record;
    if (!speaks(row) || r.stance != Attitude::demand || r.hedge == Hedge::counterfactual) continue;
    const bool sets_measure = phrases.has(Phrases::folded(r.text), "measure");
    const std::set<std::string> asked = put_to(r);
    for (const std::string& holder : row.holders) {
      if (!is_real_party(holder)) continue;
      if (sets_measure) keep(out.measures[{holder, r.issue}], i, most_postings);
      else
        for (const std::string& party : asked)
          if (party != holder) keep(out.asked[{party, holder}], i, most_postings);
    }
  }
  return out;
}

}  // namespace

void find_limits(Work& work) {
  const Phrases phrases(work.scene.codebook);
  struct Sides { Rows offers, limits; };
  std::map<Key, Sides> by_key;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    if (!speaks(row)) continue;
    const Reading reading = reading_of(row, phrases);
    if (!reading.offers && !reading.limits) continue;
    for (const std::string& holder : row.holders) {
      if (!is_real_party(holder)) continue;
      Sides& sides = by_key[{holder, row.record->issue}];
      keep(reading.limits ? sides.limits : sides.offers, i, most_postings);
    }
  }
  for (const auto& [key, sides] : by_key) {
    std::set<std::uint32_t> told;   // an offer stands in one link; the limits are those of its days
    for (const std::uint32_t offer : sides.offers) {
      if (told.contains(offer)) continue;
      Rows limits = near(work, sides.limits, offer);
      if (limits.empty()) continue;
      Rows rows = {offer};
      for (const std::uint32_t more : near(work, sides.offers, offer))
        if (rows.size() < most_of_side && !told.contains(more) && !repeats(work, rows, more)) rows.push_back(more);
      told.insert(rows.begin(), rows.end());
      for (const std::uint32_t other : near(work, sides.offers, offer)) told.insert(other);
      rows.insert(rows.end(), limits.begin(), limits.end());
      work.add(LinkType::offer_vs_limit, std::move(rows), {NoteKind::offer_and_limit, {key.first, key.second}});
    }
  }
}

void find_tensions(Work& work) {
  const Demands demands = demands_of(work, Phrases(work.scene.codebook));
  for (const auto& [between, list] : demands.asked) {
    std::set<std::string> told;   // one link per issue asked about
    for (const std::uint32_t asked : list) {
      const std::string& issue = work.scene.record(asked).issue;
      if (told.contains(issue)) continue;
      Rows rows;
      for (const std::string_view on : {std::string_view(issue), std::string_view("peace_plan")}) {
        const auto measures = demands.measures.find({between.first, std::string(on)});
        if (measures == demands.measures.end() || (on == issue && !rows.empty())) continue;
        for (const std::uint32_t row : near(work, measures->second, asked))
          if (rows.size() < most_of_side && std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
      }
      if (rows.empty()) continue;
      told.insert(issue);
      rows.push_back(asked);
      work.add(LinkType::tension, std::move(rows), {NoteKind::measure_and_demand, {between.first, between.second, issue}});
    }
  }
}

}  // namespace locarno::relate
