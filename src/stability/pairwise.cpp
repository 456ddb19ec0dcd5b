#include "stability/pairwise.hpp"

#include <algorithm>
#include <bit>

#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

/// The states the others can bring about from x: legal sequences over (state, barred movers), with a table of what was seen.
class Answers {
 public:
  Answers(const CheckedModel& model, const Definitions& words, const StabilityQuestion& question, MakerIndex maker, bool only_credible, Effort& effort)
      : words_(words), maker_(maker), makers_(static_cast<MakerIndex>(model->makers.size())), states_(model->states()), reach_(question.reach),
        only_credible_(only_credible), effort_(effort) {}

  StateSet from(StateIndex x) {
    StateSet reached(states_);
    std::vector<std::vector<std::uint32_t>> seen(states_);
    std::vector<std::pair<StateIndex, std::uint32_t>> open{{x, 0}};
    while (!open.empty()) {
      const auto [at, barred] = open.back();
      open.pop_back();
      ++effort_.nodes;
      for (MakerIndex mover = 0; mover < makers_; ++mover) {
        if (mover == maker_ || (barred >> mover & 1) != 0) continue;
        const std::uint32_t next = reach_ == Reach::legal ? 1u << mover : reach_ == Reach::once ? barred | 1u << mover : ~0u;
        words_.moves().each(mover, at, [&, here = at](StateIndex y) {
          if (only_credible_ && !words_.is_credible(mover, here, y)) return;
          reached.add(y);
          if (next == ~0u || std::find(seen[y].begin(), seen[y].end(), next) != seen[y].end()) return;
          seen[y].push_back(next);
          open.emplace_back(y, next);
        });
      }
    }
    return reached;
  }

 private:
  const Definitions& words_;
  MakerIndex maker_, makers_;
  std::size_t states_;
  Reach reach_;
  bool only_credible_;
  Effort& effort_;
};

/// For each state those whose order to it the maker does not know.
std::vector<std::vector<StateIndex>> unknown_partners(const Preference& preference, std::size_t states) {
  std::vector<std::vector<StateIndex>> partners(states);
  for (const auto& [a, b] : preference.unknown) {
    partners[a].push_back(b);
    partners[b].push_back(a);
  }
  return partners;
}

/// All states that would deter the maker from leaving s; for SMR and SSEQ only those that leave it no escape. Without attitudes
/// (`value` given) the ranks say it for all but the partners of s, which are asked one by one.
StateSet deterrents(const Definitions& words, MakerIndex maker, Concept which, StateIndex s, std::size_t states, const std::vector<std::uint32_t>* value,
                    const std::vector<StateIndex>& partners) {
  StateSet set(states);
  for (StateIndex y = 0; y < states; ++y) {
    if (value != nullptr ? (*value)[y] <= (*value)[s] : words.deters(maker, s, y)) set.add(y);
  }
  for (const StateIndex y : partners) {
    if (words.deters(maker, s, y)) set.add(y);
    else set.remove(y);
  }
  if (!forbids_escape(which)) return set;
  StateSet safe = set;
  for (StateIndex y = 0; y < states; ++y) {
    if (!set.has(y)) continue;
    bool has_escape = false;
    words.moves().each(maker, y, [&](StateIndex z) { has_escape = has_escape || !set.has(z); });
    if (has_escape) safe.remove(y);
  }
  return safe;
}

class Landings {
 public:
  explicit Landings(const Model& model) : model_(model) {
    if (model.masks.empty()) return;
    for (StateIndex s = 0; s < model.states(); ++s) by_mask_.emplace_back(model.masks[s], s);
    std::sort(by_mask_.begin(), by_mask_.end());
  }
  /// The state with this mask; states() when there is none.
  StateIndex at(Mask mask) const {
    if (model_.masks.empty()) return static_cast<StateIndex>(mask);
    const auto found = std::lower_bound(by_mask_.begin(), by_mask_.end(), std::pair(mask, StateIndex{0}));
    return found == by_mask_.end() || found->first != mask ? static_cast<StateIndex>(model_.states()) : found->second;
  }

 private:
  const Model& model_;
  std::vector<std::pair<Mask, StateIndex>> by_mask_;
};

/// Whether some choice of moves, one or none from each row, on top of x lands on a state that deters. Goes through the choices
/// like an odometer and ends at the first.
bool lands_on_deterrent(const Definitions& words, const Landings& landings, MakerIndex maker, StateIndex s, Mask x,
                        const std::vector<std::vector<Mask>>& rows, std::size_t states, const Run& run, Effort& effort) {
  std::vector<std::size_t> choice(rows.size(), 0);  // 0: stays
  Mask mask = x;
  for (;;) {
    std::size_t wheel = 0;
    for (; wheel < rows.size(); ++wheel) {
      if (choice[wheel] > 0) mask ^= rows[wheel][choice[wheel] - 1];
      if (choice[wheel] < rows[wheel].size()) {
        mask ^= rows[wheel][choice[wheel]++];
        break;
      }
      choice[wheel] = 0;
    }
    if (wheel == rows.size() || run.is_cancelled()) return false;
    ++effort.nodes;
    if (const StateIndex t = landings.at(mask); t < states && words.deters(maker, s, t)) return true;
  }
}

}  // namespace

StateSet stable_by_pairs(const CheckedModel& model, const StabilityQuestion& question, MakerIndex maker, Concept which, const Run& run, Effort& effort) {
  const std::size_t states = model->states();
  const Definitions words(model, question);
  Answers answers(model, words, question, maker, is_credible_only(which), effort);
  std::vector<StateSet> reached(states);
  StateSet stable(states);
  const bool is_ranked = question.attitudes.empty() && question.sanction == Sanction::weak;
  const Preference& own = model->preferences[maker];
  const auto partners = unknown_partners(is_ranked ? own : Preference{}, states);
  for (StateIndex s = 0; s < states && !run.is_cancelled(); ++s) {
    const std::vector<StateIndex> better = words.improvements(maker, s);
    bool is_stable = better.empty();
    if (!is_stable && which != Concept::R) {
      const StateSet deterring = deterrents(words, maker, which, s, states, is_ranked ? &own.value : nullptr, partners[s]);
      is_stable = std::all_of(better.begin(), better.end(), [&](StateIndex x) {
        if (reached[x].size() == 0) reached[x] = answers.from(x);
        return reached[x].meets(deterring);
      });
    }
    if (is_stable) stable.add(s);
  }
  return stable;
}

StateSet stable_at_once(const CheckedModel& model, const StabilityQuestion& question, MakerIndex maker, const Run& run, Effort& effort) {
  const std::size_t states = model->states();
  const Definitions words(model, question);
  const Landings landings(*model);
  StateSet stable(states);
  for (StateIndex s = 0; s < states && !run.is_cancelled(); ++s) {
    const std::vector<StateIndex> better = words.improvements(maker, s);
    std::vector<std::vector<Mask>> rows;
    for (MakerIndex other = 0; !better.empty() && other < model->makers.size(); ++other) {
      if (other == maker) continue;
      std::vector<Mask>& row = rows.emplace_back();
      words.moves().each(other, s, [&](StateIndex y) {
        if (words.is_credible(other, s, y)) row.push_back(model->mask(s) ^ model->mask(y));
      });
    }
    if (std::all_of(better.begin(), better.end(),
                    [&](StateIndex x) { return lands_on_deterrent(words, landings, maker, s, model->mask(x), rows, states, run, effort); })) {
      stable.add(s);
    }
  }
  return stable;
}

}  // namespace locarno::stability
