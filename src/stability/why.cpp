#include "stability/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "stability/definition.hpp"
#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

constexpr std::uint64_t most_places = 10'000'000;
constexpr std::size_t most_escapes = 1'000;

/// What the others can bring about from x, with the way there.
class Search {
 public:
  Search(const Definitions& words, const Model& model, const StabilityQuestion& question, MakerIndex maker, bool only_credible, const Run& run)
      : words_(words), makers_(static_cast<MakerIndex>(model.makers.size())), reach_(question.reach), maker_(maker), only_credible_(only_credible), run_(run),
        most_(run.limits.nodes != 0 ? run.limits.nodes : most_places) {}

  /// Calls visit(state) for each state brought about, each once, nearest first, until it returns true. False: limit or cancelled.
  template <class Visit>
  bool run(StateIndex x, Visit&& visit) {
    places_.assign(1, {x, 0, 0, 0});
    seen_ = {{{x, 0}, 0}};
    std::map<StateIndex, bool> met;
    for (std::size_t next = 0; next < places_.size(); ++next) {
      if (places_.size() > most_ || run_.is_cancelled()) return false;
      const Place at = places_[next];
      for (MakerIndex mover = 0; mover < makers_; ++mover) {
        if (mover == maker_ || (at.barred >> mover & 1) != 0) continue;
        const std::uint32_t barred = reach_ == Reach::legal ? 1u << mover : reach_ == Reach::once ? at.barred | 1u << mover : ~0u;
        for (const StateIndex y : words_.moves().from(mover, at.state)) {
          if (only_credible_ && !words_.is_credible(mover, at.state, y)) continue;
          if (!seen_.emplace(std::pair(y, barred), places_.size()).second) continue;
          places_.push_back({y, barred, next, mover});
          if (!met.emplace(y, true).second) continue;
          if (visit(y)) return true;
        }
      }
    }
    return true;
  }

  /// The way to the place found last or, when given, the first with this state.
  std::vector<Step> path(StateIndex to) const {
    std::size_t at = 1;
    while (places_[at].state != to) ++at;
    std::vector<Step> steps;
    for (; at != 0; at = places_[at].before) steps.push_back({places_[at].mover, places_[at].state});
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

 private:
  struct Place {
    StateIndex state;
    std::uint32_t barred;
    std::size_t before;
    MakerIndex mover;
  };
  const Definitions& words_;
  MakerIndex makers_;
  Reach reach_;
  MakerIndex maker_;
  bool only_credible_;
  const Run& run_;
  std::uint64_t most_;
  std::vector<Place> places_;
  std::map<std::pair<StateIndex, std::uint32_t>, std::size_t> seen_;
};

class Explainer {
 public:
  Explainer(const CheckedModel& model, const StabilityQuestion& question, Concept which, MakerIndex maker, StateIndex state, const Run& run)
      : model_(*model), question_(question), words_(model, question), which_(which), maker_(maker), state_(state), run_(run) {}

  Result<Why> explain() {
    Why why{which_, maker_, state_, true, {}, {}};
    std::vector<StateIndex> better = words_.improvements(maker_, state_);
    const auto& value = model_.preferences[maker_].value;
    std::stable_sort(better.begin(), better.end(), [&](StateIndex a, StateIndex b) { return value[a] > value[b]; });
    for (const StateIndex x : better) {
      std::optional<Deterrence> deterrence;
      std::optional<Incentive> incentive;
      if (which_ == Concept::R) incentive = Incentive{x, 0, {}, {}};
      else if (which_ == Concept::SIM) deterrence = deter_at_once(x);
      else LOC_CHECK(look_from(x, deterrence, incentive));
      if (which_ == Concept::SIM && !deterrence) incentive = Incentive{x, 0, {}, {}};
      if (incentive) return Why{which_, maker_, state_, false, std::move(incentive), {}};
      why.deterred.push_back(std::move(*deterrence));
    }
    std::sort(why.deterred.begin(), why.deterred.end(), [](const Deterrence& a, const Deterrence& b) { return a.improvement < b.improvement; });
    return why;
  }

 private:
  /// The best own move from y that leaves what deters; none: y is no way out.
  std::optional<StateIndex> escape_from(StateIndex y) const {
    std::optional<StateIndex> best;
    for (const StateIndex z : words_.moves().from(maker_, y)) {
      const auto& value = model_.preferences[maker_].value;
      if (!words_.deters(maker_, state_, z) && (!best || value[z] > value[*best])) best = z;
    }
    return best;
  }

  Result<void> look_from(StateIndex x, std::optional<Deterrence>& deterrence, std::optional<Incentive>& incentive) {
    Search search(words_, model_, question_, maker_, is_credible_only(which_), run_);
    const auto& value = model_.preferences[maker_].value;
    Incentive stands{x, 0, {}, {}};
    std::optional<StateIndex> worst, deterrent;
    const bool is_whole = search.run(x, [&](StateIndex y) {
      ++stands.answers;
      if (!worst || value[y] < value[*worst]) worst = y;
      if (!words_.deters(maker_, state_, y)) return false;
      const auto escape = forbids_escape(which_) ? escape_from(y) : std::nullopt;
      if (!escape) deterrent = y;
      else if (stands.escapes.size() < most_escapes) stands.escapes.emplace_back(y, *escape);
      return deterrent.has_value();
    });
    if (run_.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    if (!is_whole) return fail(ErrorCode::limit_reached, "too many places to look at from one improvement");
    if (deterrent) {
      deterrence = Deterrence{x, search.path(*deterrent), *deterrent, {}};
      if (forbids_escape(which_)) deterrence->replies = words_.moves().from(maker_, *deterrent);
      return {};
    }
    if (worst) stands.worst = search.path(*worst);
    std::sort(stands.escapes.begin(), stands.escapes.end());
    incentive = std::move(stands);
    return {};
  }

  /// One improvement, or none, of each of the others at the state itself: the choices like an odometer, fewest movers not sought.
  std::optional<Deterrence> deter_at_once(StateIndex x) {
    std::map<Mask, StateIndex> state_of;
    for (StateIndex t = 0; t < model_.states(); ++t) state_of.emplace(model_.mask(t), t);
    std::vector<std::vector<Step>> choices{{}};
    for (MakerIndex other = 0; other < model_.makers.size(); ++other) {
      if (other == maker_) continue;
      const std::size_t so_far = choices.size();
      for (const StateIndex y : words_.moves().from(other, state_)) {
        if (!words_.is_credible(other, state_, y)) continue;
        for (std::size_t k = 0; k < so_far; ++k) {
          if (run_.is_cancelled()) return std::nullopt;
          std::vector<Step> steps = choices[k];
          steps.push_back({other, y});
          Mask mask = model_.mask(x);
          for (const Step& step : steps) mask ^= model_.mask(state_) ^ model_.mask(step.to);
          const auto found = state_of.find(mask);
          if (found != state_of.end() && words_.deters(maker_, state_, found->second)) return Deterrence{x, std::move(steps), found->second, {}};
          choices.push_back(std::move(steps));
        }
      }
    }
    return std::nullopt;
  }

  const Model& model_;
  const StabilityQuestion& question_;
  Definitions words_;
  Concept which_;
  MakerIndex maker_;
  StateIndex state_;
  const Run& run_;
};

}  // namespace

Result<Why> why(const CheckedModel& model, const StabilityQuestion& question, Concept which, MakerIndex maker, StateIndex state, Run& run) {
  if (maker >= model->makers.size()) return fail(ErrorCode::bad_use, fmt::format("no decision maker has number {}", maker));
  if (state >= model->states()) return fail(ErrorCode::bad_use, fmt::format("no state has number {}", state));
  LOC_CHECK(check_attitudes(model, question));
  if (which == Concept::SIM && !has_simultaneous_moves(model)) return fail(ErrorCode::bad_use, "SIM needs moves by options, and some move of this graph is not one");
  auto explained = Explainer(model, question, which, maker, state, run).explain();
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  return explained;
}

Result<std::vector<std::int64_t>> margins(const CheckedModel& model, const StabilityQuestion& question, Concept which, MakerIndex maker, Run& run) {
  if (which == Concept::SIM || question.unknown != Unknown::none || !question.attitudes.empty()) return fail(ErrorCode::bad_use, "a margin needs a rank for every state and a concept that weighs ranks: not SIM, nothing unknown, no attitudes");
  if (maker >= model->makers.size()) return fail(ErrorCode::bad_use, fmt::format("no decision maker has number {}", maker));
  Effort effort;
  const auto least = thresholds_by_moves(model, Moves(model), maker, which, question.reach, question.sanction, run, effort);
  if (least.empty()) return fail(ErrorCode::cancelled, "stopped");
  std::vector<std::int64_t> margin(least.size());
  for (std::size_t s = 0; s < least.size(); ++s) margin[s] = std::int64_t{model->preferences[maker].value[s]} - std::int64_t{least[s]};
  return margin;
}

}  // namespace locarno::stability
