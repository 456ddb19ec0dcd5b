#include "stability/definition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace locarno::stability {

Definitions::Definitions(const CheckedModel& model, const StabilityQuestion& question) : model_(*model), question_(question), moves_(model) {}

bool Definitions::is_unknown(MakerIndex maker, StateIndex a, StateIndex b) const {
  if (question_.unknown == Unknown::none) return false;
  const auto& pairs = model_.preferences[maker].unknown;
  return std::binary_search(pairs.begin(), pairs.end(), std::minmax({a, b}), [](const auto& p, const auto& q) {
    return std::pair<StateIndex, StateIndex>(p) < std::pair<StateIndex, StateIndex>(q);
  });
}

/// By the maker's attitudes: `to` is no step against any of them, and one in favour of some.
bool Definitions::suits(MakerIndex maker, StateIndex from, StateIndex to) const {
  bool is_better = true, has_attitude = false, is_against = false;
  for (std::size_t other = 0; other < model_.makers.size(); ++other) {
    const Attitude attitude = question_.attitudes[maker][other];
    if (attitude == Attitude::neutral) continue;
    if (!has_attitude) is_better = false;
    has_attitude = true;
    const auto& value = model_.preferences[other].value;
    const bool rises = value[to] > value[from], sinks = value[to] < value[from];
    is_against = is_against || (attitude == Attitude::positive ? sinks : rises);
    is_better = is_better || (attitude == Attitude::positive ? rises : sinks);
  }
  return from != to && is_better && !is_against;
}

bool Definitions::improves(MakerIndex maker, StateIndex from, StateIndex to) const {
  if (!question_.attitudes.empty()) return suits(maker, from, to);
  if (is_unknown(maker, from, to)) return question_.unknown == Unknown::a || question_.unknown == Unknown::c;
  return model_.preferences[maker].value[to] > model_.preferences[maker].value[from];
}

bool Definitions::deters(MakerIndex maker, StateIndex from, StateIndex at) const {
  if (!question_.attitudes.empty()) return !suits(maker, from, at);
  if (is_unknown(maker, from, at)) return question_.unknown == Unknown::c || question_.unknown == Unknown::d;
  const std::uint32_t there = model_.preferences[maker].value[at], here = model_.preferences[maker].value[from];
  return question_.sanction == Sanction::weak ? there <= here : there < here;
}

bool Definitions::is_credible(MakerIndex mover, StateIndex from, StateIndex to) const {
  if (!question_.attitudes.empty()) return suits(mover, from, to);
  return is_unknown(mover, from, to) || model_.preferences[mover].value[to] > model_.preferences[mover].value[from];
}

bool Definitions::has_no_escape(MakerIndex maker, StateIndex from, StateIndex at) const {
  bool deters_all = true;
  moves_.each(maker, at, [&](StateIndex z) { deters_all = deters_all && deters(maker, from, z); });
  return deters_all;
}

const StateSet& Definitions::answers(MakerIndex maker, StateIndex x, bool only_credible) {
  const auto key = std::tuple(maker, x, only_credible);
  const auto known = answers_.find(key);
  return known != answers_.end() ? known->second : answers_.emplace(key, search_answers(maker, x, only_credible)).first->second;
}

StateSet Definitions::search_answers(MakerIndex maker, StateIndex x, bool only_credible) const {
  // What a sequence leaves behind: where it is and who may not move next (legal: the last mover; once: all who moved).
  using Place = std::pair<StateIndex, std::uint32_t>;
  const auto makers = static_cast<MakerIndex>(model_.makers.size());
  StateSet reached(model_.states());
  std::vector<StateSet> seen(std::size_t{1} << makers);  // [barred]
  std::vector<Place> open{{x, 0}};
  while (!open.empty()) {
    const auto [at, barred] = open.back();
    open.pop_back();
    for (MakerIndex mover = 0; mover < makers; ++mover) {
      if (mover == maker || (barred >> mover & 1) != 0) continue;
      const std::uint32_t next_barred = question_.reach == Reach::legal ? 1u << mover : barred | 1u << mover;
      moves_.each(mover, at, [&](StateIndex y) {
        if (only_credible && !is_credible(mover, at, y)) return;
        reached.add(y);
        if (question_.reach == Reach::single) return;
        if (seen[next_barred].size() == 0) seen[next_barred] = StateSet(model_.states());
        if (seen[next_barred].has(y)) return;
        seen[next_barred].add(y);
        open.emplace_back(y, next_barred);
      });
    }
  }
  return reached;
}

std::vector<StateIndex> Definitions::improvements(MakerIndex maker, StateIndex s) const {
  std::vector<StateIndex> list = moves_.from(maker, s);
  std::erase_if(list, [&](StateIndex x) { return !improves(maker, s, x); });
  return list;
}

bool Definitions::is_deterred_at_once(MakerIndex maker, StateIndex s, StateIndex x) {
  // Every choice of one improvement, or none, for each of the others, all made at s together with i's own.
  if (state_of_.empty()) {
    for (StateIndex t = 0; t < model_.states(); ++t) state_of_.emplace(model_.mask(t), t);
  }
  std::vector<Mask> landings{model_.mask(x)};
  for (MakerIndex other = 0; other < model_.makers.size(); ++other) {
    if (other == maker) continue;
    const std::size_t so_far = landings.size();
    moves_.each(other, s, [&](StateIndex y) {
      if (!is_credible(other, s, y)) return;
      for (std::size_t k = 0; k < so_far; ++k) landings.push_back(landings[k] ^ model_.mask(s) ^ model_.mask(y));
    });
  }
  return std::any_of(landings.begin() + 1, landings.end(), [&](Mask landing) {
    const auto found = state_of_.find(landing);
    return found != state_of_.end() && deters(maker, s, found->second);
  });
}

bool Definitions::is_deterred(Concept which, MakerIndex maker, StateIndex s, StateIndex x) {
  if (which == Concept::R) return false;
  if (which == Concept::SIM) return is_deterred_at_once(maker, s, x);
  const bool only_credible = which == Concept::SEQ || which == Concept::SSEQ;
  const bool forbids_escape = which == Concept::SMR || which == Concept::SSEQ;
  const StateSet& reached = answers(maker, x, only_credible);
  for (StateIndex y = 0; y < model_.states(); ++y) {
    if (reached.has(y) && deters(maker, s, y) && (!forbids_escape || has_no_escape(maker, s, y))) return true;
  }
  return false;
}

bool Definitions::is_stable(Concept which, MakerIndex maker, StateIndex s) {
  const std::vector<StateIndex> better = improvements(maker, s);
  return std::all_of(better.begin(), better.end(), [&](StateIndex x) { return is_deterred(which, maker, s, x); });
}

Result<void> check_attitudes(const CheckedModel& model, const StabilityQuestion& question) {
  if (question.attitudes.empty()) return {};
  if (question.unknown != Unknown::none || question.sanction != Sanction::weak) return fail(ErrorCode::bad_use, "attitudes are asked without unknown preferences and with weak sanctions");
  const std::size_t makers = model->makers.size();
  bool fits = question.attitudes.size() == makers;
  for (const auto& row : question.attitudes) fits = fits && row.size() == makers;
  if (fits) return {};
  return fail(ErrorCode::bad_use, fmt::format("attitudes must be given for each of {} decision makers towards each", makers));
}

Result<StabilityAnswer> stability_by_definition(const CheckedModel& model, const StabilityQuestion& question, Run& run) {
  const std::size_t most = run.limits.nodes != 0 ? run.limits.nodes : 4096;
  if (model->states() > most) return fail(ErrorCode::limit_reached, fmt::format("{} states; by the definitions at most {}", model->states(), most));
  LOC_CHECK(check_attitudes(model, question));
  Definitions words(model, question);
  StabilityAnswer answer;
  for (const Concept which : question.concepts) {
    if (answer.find(which) != nullptr) continue;
    if (which == Concept::SIM && !has_simultaneous_moves(model)) return fail(ErrorCode::bad_use, "SIM needs moves by options, and some move of this graph is not one");
    ConceptAnswer& one = answer.concepts.emplace_back(ConceptAnswer{which, {}, StateSet(model->states(), true)});
    for (MakerIndex maker = 0; maker < model->makers.size(); ++maker) {
      StateSet stable(model->states());
      for (StateIndex s = 0; s < model->states(); ++s) {
        if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
        ++answer.effort.nodes;
        if (words.is_stable(which, maker, s)) stable.add(s);
      }
      one.equilibria &= stable;
      one.stable.push_back(std::move(stable));
    }
  }
  return answer;
}

}  // namespace locarno::stability
