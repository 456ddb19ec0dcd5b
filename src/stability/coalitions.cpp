#include "stability/coalitions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "stability/moves.hpp"
#include "stability/parallel.hpp"

namespace locarno::stability {
namespace {

/// Sets of states per coalition and state: what it reaches, what it improves to, what the others answer.
class Tables {
 public:
  Tables(const CheckedModel& model, const CoalitionQuestion& question, const Run& run)
      : model_(*model), sanction_(question.sanction), run_(run), moves_(model), makers_(static_cast<MakerIndex>(model->makers.size())),
        all_((Coalition{1} << makers_) - 1), states_(static_cast<StateIndex>(model->states())), reach_(all_), improve_(all_) {
    in_parallel(run, all_, [&](std::size_t k, unsigned) { build(static_cast<Coalition>(k + 1)); });
  }

  static std::size_t bytes(const CheckedModel& model) { return (std::size_t{2} << model->makers.size()) * model->states() * (model->states() / 8 + 64); }

  Coalition all() const { return all_; }
  const StateSet& reach(Coalition h, StateIndex s) const { return reach_[h - 1][s]; }
  const StateSet& improve(Coalition h, StateIndex s) const { return improve_[h - 1][s]; }

  /// States from which h is deterred to have left s.
  StateSet deterrents(Coalition h, StateIndex s) const {
    StateSet set(states_);
    for (StateIndex y = 0; y < states_; ++y) {
      if (deters(h, s, y)) set.add(y);
    }
    return set;
  }

  bool is_deterred(Concept which, Coalition h, StateIndex x, const StateSet& deterring, std::vector<StateSet>& answers) const {
    const Coalition others = all_ & ~h;
    if (which == Concept::R || others == 0) return false;
    if (which == Concept::GMR) return reach(others, x).meets(deterring);
    if (which == Concept::SMR) {
      StateSet both = reach(others, x);
      both &= deterring;
      for (const StateIndex y : both.states()) {
        if (reach(h, y).is_subset_of(deterring)) return true;
      }
      return false;
    }
    if (answers[x].size() == 0) answers[x] = credible_answers(others, x);
    return answers[x].meets(deterring);
  }

  StateSet stable(Concept which, Coalition h) const {
    StateSet set(states_);
    std::vector<StateSet> answers(states_);
    for (StateIndex s = 0; s < states_ && !run_.is_cancelled(); ++s) {
      const std::vector<StateIndex> better = improve(h, s).states();
      const StateSet deterring = better.empty() ? StateSet() : deterrents(h, s);
      if (std::all_of(better.begin(), better.end(), [&](StateIndex x) { return is_deterred(which, h, x, deterring, answers); })) set.add(s);
    }
    return set;
  }

 private:
  bool deters(Coalition h, StateIndex s, StateIndex y) const {
    for (MakerIndex i = 0; i < makers_; ++i) {
      if ((h >> i & 1) == 0) continue;
      const auto& value = model_.preferences[i].value;
      if (sanction_ == Sanction::weak ? value[y] <= value[s] : value[y] < value[s]) return true;
    }
    return false;
  }

  void build(Coalition h) {
    std::vector<std::uint32_t> seen(states_);
    for (StateIndex s = 0; s < states_ && !run_.is_cancelled(); ++s) {
      reach_[h - 1].push_back(reached(h, s, seen));
      StateSet& better = improve_[h - 1].emplace_back(states_);
      for (const StateIndex q : reach_[h - 1][s].states()) {
        bool all_prefer = true;
        for (MakerIndex i = 0; i < makers_; ++i) {
          if ((h >> i & 1) != 0) all_prefer = all_prefer && model_.preferences[i].value[q] > model_.preferences[i].value[s];
        }
        if (all_prefer) better.add(q);
      }
    }
  }

  /// Over places (state, last mover); seen[q] bit i: q was reached with i moving last.
  StateSet reached(Coalition h, StateIndex s, std::vector<std::uint32_t>& seen) const {
    std::fill(seen.begin(), seen.end(), 0);
    StateSet set(states_);
    std::vector<std::pair<StateIndex, Coalition>> open{{s, 0}};
    while (!open.empty()) {
      const auto [at, last] = open.back();
      open.pop_back();
      for (MakerIndex i = 0; i < makers_; ++i) {
        const Coalition bit = Coalition{1} << i;
        if ((h & bit) == 0 || last == bit) continue;
        moves_.each(i, at, [&](StateIndex q) {
          if ((seen[q] & bit) != 0) return;
          seen[q] |= bit;
          set.add(q);
          open.emplace_back(q, bit);
        });
      }
    }
    return set;
  }

  /// Legal sequences of improvements of the coalitions within `others`: over places (state, last coalition).
  StateSet credible_answers(Coalition others, StateIndex x) const {
    StateSet set(states_);
    std::vector<StateSet> seen(all_ + 1);
    std::vector<std::pair<StateIndex, Coalition>> open{{x, 0}};
    while (!open.empty()) {
      const auto [at, last] = open.back();
      open.pop_back();
      for (Coalition k = others; k != 0; k = (k - 1) & others) {
        if (k == last) continue;
        if (seen[k].size() == 0) seen[k] = StateSet(states_);
        for (const StateIndex q : improve(k, at).states()) {
          if (seen[k].has(q)) continue;
          seen[k].add(q);
          set.add(q);
          open.emplace_back(q, k);
        }
      }
    }
    return set;
  }

  const Model& model_;
  Sanction sanction_;
  const Run& run_;
  Moves moves_;
  MakerIndex makers_;
  Coalition all_;
  StateIndex states_;
  std::vector<std::vector<StateSet>> reach_, improve_;  ///< [coalition - 1][state]
};

Result<void> check_question(const CheckedModel& model, const std::vector<Concept>& concepts, const Run& run) {
  for (const Concept which : concepts) {
    if (which == Concept::SSEQ || which == Concept::SIM) return fail(ErrorCode::bad_use, fmt::format("{} has no form for coalitions", to_string(which)));
  }
  const std::size_t most = run.limits.memory_bytes != 0 ? run.limits.memory_bytes : std::size_t{1} << 30;
  if (model->makers.size() > 12 || Tables::bytes(model) > most) {
    return fail(ErrorCode::limit_reached, fmt::format("{} states and {} decision makers: the tables of the coalitions would exceed {} bytes", model->states(), model->makers.size(), most));
  }
  return {};
}

}  // namespace

Result<CoalitionAnswer> coalitions(const CheckedModel& model, const CoalitionQuestion& question, Run& run) {
  LOC_CHECK(check_question(model, question.concepts, run));
  const Tables tables(model, question, run);
  CoalitionAnswer answer;
  const std::size_t makers = model->makers.size();
  for (const Concept which : question.concepts) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    if (answer.find(which) != nullptr) continue;
    const StateSet full(model->states(), true);
    CoalitionConceptAnswer one{which, std::vector<StateSet>(tables.all()), std::vector<StateSet>(makers, full), full};
    in_parallel(run, tables.all(), [&](std::size_t k, unsigned) { one.stable[k] = tables.stable(which, static_cast<Coalition>(k + 1)); });
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    for (Coalition h = 1; h <= tables.all(); ++h) {
      one.universal &= one.stable[h - 1];
      for (std::size_t i = 0; i < makers; ++i) {
        if ((h >> i & 1) != 0) one.containing[i] &= one.stable[h - 1];
      }
    }
    answer.concepts.push_back(std::move(one));
  }
  return answer;
}

Result<std::vector<Jump>> jumps(const CheckedModel& model, const CoalitionQuestion& question, Concept which, StateIndex state, Run& run) {
  LOC_CHECK(check_question(model, {which}, run));
  if (state >= model->states()) return fail(ErrorCode::bad_use, fmt::format("no state has number {}", state));
  const Tables tables(model, question, run);
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  std::vector<Jump> list;
  for (Coalition h = 1; h <= tables.all(); ++h) {
    const StateSet deterring = tables.deterrents(h, state);
    std::vector<StateSet> answers(model->states());
    for (const StateIndex x : tables.improve(h, state).states()) {
      if (!tables.is_deterred(which, h, x, deterring, answers)) list.push_back({h, x});
    }
  }
  return list;
}

}  // namespace locarno::stability
