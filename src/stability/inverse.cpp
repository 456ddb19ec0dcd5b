#include "stability/inverse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <set>

#include "stability/moves.hpp"
#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

constexpr std::uint64_t most_tries = 20'000;

Failure stopped() { return fail(ErrorCode::cancelled, "stopped while looking for a change of rankings"); }

/// One place above the state's own in a ranking: with a class, or between it and the next.
struct Level {
  StateIndex with = 0;
  bool is_above = false;
  std::size_t passed = 0;
};

/// [0] is where it stands; then upwards, each class first tied, then passed.
std::vector<Level> levels_above(const Preference& p, StateIndex s) {
  std::map<std::uint32_t, std::pair<StateIndex, std::size_t>> classes;  // value -> its first state, its size
  std::size_t equal = 0;
  for (StateIndex t = 0; t < p.value.size(); ++t) {
    if (t != s && p.value[t] == p.value[s]) ++equal;
    if (p.value[t] > p.value[s]) {
      auto& entry = classes.emplace(p.value[t], std::pair{t, std::size_t{0}}).first->second;
      ++entry.second;
    }
  }
  std::vector<Level> levels = {{s, false, 0}};
  if (equal > 0) levels.push_back({s, true, equal});  // just above those it is tied with
  std::size_t passed = equal;
  for (const auto& [value, entry] : classes) {
    passed += entry.second;
    levels.push_back({entry.first, false, passed});
    levels.push_back({entry.first, true, passed});
  }
  return levels;
}

Raise raise_of(MakerIndex maker, const Level& level, std::size_t index, bool is_stable_now) {
  return {maker, is_stable_now, index > 0, level.with, level.is_above, level.passed};
}

/// Whether the state is stable for each decision maker, after raises.
class Judge {
 public:
  Judge(const CheckedModel& model, StateIndex wanted, Concept which, const StabilityQuestion& question, const Run& run)
      : model_(model), moves_(model), wanted_(wanted), which_(which), question_(question), run_(run) {}

  /// With the ranking of each decision maker as `raises` says. Errors: cancelled.
  Result<bool> is_stable(MakerIndex maker, const std::vector<Raise>& raises) {
    auto changed = check(raised(*model_, wanted_, raises));
    if (!changed) return fail(changed.error().code, changed.error().what);
    const Moves moves(*changed);
    Effort effort;
    const auto threshold = thresholds_by_moves(*changed, moves, maker, which_, question_.reach, question_.sanction, run_, effort);
    if (threshold.empty()) return stopped();
    return (*changed)->preferences[maker].value[wanted_] >= threshold[wanted_];
  }
  Result<bool> is_equilibrium(const std::vector<Raise>& raises) {
    for (MakerIndex k = 0; k < model_->makers.size(); ++k) {
      LOC_TRY(const bool holds, is_stable(k, raises));
      if (!holds) return false;
    }
    return true;
  }

 private:
  const CheckedModel& model_;
  Moves moves_;
  StateIndex wanted_;
  Concept which_;
  const StabilityQuestion& question_;
  const Run& run_;
};

using Place = std::vector<std::uint32_t>;  // [maker] index into its levels

std::vector<Raise> raises_at(const Place& place, const std::vector<std::vector<Level>>& levels, const std::vector<Raise>& alone) {
  std::vector<Raise> raises;
  for (MakerIndex k = 0; k < place.size(); ++k) raises.push_back(raise_of(k, levels[k][place[k]], place[k], alone[k].is_stable_now));
  return raises;
}

std::size_t total_of(const std::vector<Raise>& raises) {
  std::size_t total = 0;
  for (const Raise& raise : raises) total += raise.is_needed ? raise.passed : 0;
  return total;
}

/// Raises in order of their total until one makes an equilibrium; at the limit, the state on top of every ranking, which always does.
Result<void> search(const std::vector<std::vector<Level>>& levels, Judge& judge, std::uint64_t most, InverseAnswer& answer, const Run& run) {
  using Entry = std::pair<std::size_t, Place>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  std::set<Place> seen;
  queue.emplace(0, Place(levels.size(), 0));
  seen.insert(queue.top().second);
  while (!queue.empty() && answer.effort.nodes < most) {
    if (run.is_cancelled()) return stopped();
    const Entry entry = queue.top();
    queue.pop();
    ++answer.effort.nodes;
    const std::vector<Raise> raises = raises_at(entry.second, levels, answer.alone);
    LOC_TRY(const bool holds, judge.is_equilibrium(raises));
    if (holds) {
      answer.together = raises;
      return {};
    }
    for (std::size_t k = 0; k < levels.size(); ++k) {
      Place next = entry.second;
      if (++next[k] >= levels[k].size() || !seen.insert(next).second) continue;
      const std::size_t total = total_of(raises_at(next, levels, answer.alone));
      queue.emplace(total, std::move(next));
    }
  }
  answer.verdict = Verdict::limit_reached;
  Place top;
  for (const auto& list : levels) top.push_back(static_cast<std::uint32_t>(list.size() - 1));
  answer.together = raises_at(top, levels, answer.alone);
  return {};
}

}  // namespace

Model raised(const Model& model, StateIndex state, const std::vector<Raise>& raises) {
  Model m = model;
  for (const Raise& raise : raises) {
    if (!raise.is_needed) continue;
    Preference& p = m.preferences[raise.maker];
    const std::uint32_t level = p.value[raise.level_with];
    p.band.clear();
    for (std::uint32_t& value : p.value) value *= 2;  // room between the classes
    p.value[state] = 2 * level + (raise.is_above ? 1 : 0);
  }
  return m;
}

Result<bool> check_raises(const CheckedModel& model, StateIndex state, const std::vector<Raise>& raises, Concept which,
                          const StabilityQuestion& question, Run& run) {
  LOC_TRY(const CheckedModel changed, check(raised(*model, state, raises)));
  StabilityQuestion own = question;
  own.concepts = {which};
  LOC_TRY(const StabilityAnswer answer, stability_by_definition(changed, own, run));
  return answer.find(which) != nullptr && answer.find(which)->equilibria.has(state);
}

Result<InverseAnswer> inverse(const CheckedModel& model, StateIndex wanted, Concept which, const StabilityQuestion& question, Run& run) {
  if (which == Concept::SIM) return fail(ErrorCode::bad_use, "the inverse question is answered for R, GMR, SMR, SEQ and SSEQ");
  if (question.unknown != Unknown::none) return fail(ErrorCode::bad_use, "the inverse question needs rankings; it cannot be asked of unknown preferences");
  if (!question.attitudes.empty()) return fail(ErrorCode::bad_use, "the inverse question is about a decision maker's own ranking; it cannot be asked with attitudes");
  InverseAnswer answer;
  answer.which = which;
  answer.wanted = wanted;
  Judge judge(model, wanted, which, question, run);
  std::vector<std::vector<Level>> levels;
  const auto makers = static_cast<MakerIndex>(model->makers.size());
  for (MakerIndex k = 0; k < makers; ++k) {
    levels.push_back(levels_above(model->preferences[k], wanted));
    std::size_t low = 0, high = levels[k].size() - 1;  // stability is monotone in the state's own rank
    const auto holds_at = [&](std::size_t at) { return judge.is_stable(k, {raise_of(k, levels[k][at], at, false)}); };
    LOC_TRY(const bool is_stable, holds_at(0));
    if (is_stable) high = 0;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      LOC_TRY(const bool holds, holds_at(middle));
      if (holds) high = middle;
      else low = middle + 1;
    }
    answer.alone.push_back(raise_of(k, levels[k][high], high, is_stable));
  }
  answer.is_equilibrium_now = std::all_of(answer.alone.begin(), answer.alone.end(), [](const Raise& r) { return r.is_stable_now; });
  if (answer.is_equilibrium_now || !is_credible_only(which)) answer.together = answer.alone;
  else LOC_CHECK(search(levels, judge, run.limits.nodes > 0 ? run.limits.nodes : most_tries, answer, run));
  answer.total = total_of(answer.together);
  return answer;
}

Result<std::vector<Explanation>> explain(const CheckedModel& model, StateIndex state, Run& run) {
  std::vector<Explanation> list;
  StabilityQuestion question;
  if (has_simultaneous_moves(model)) question.concepts.push_back(Concept::SIM);
  const Moves moves(model);
  for (const Sanction sanction : {Sanction::weak, Sanction::strict}) {
    for (const Reach reach : {Reach::legal, Reach::once, Reach::single}) {
      question.sanction = sanction;
      question.reach = reach;
      LOC_TRY(const StabilityAnswer answer, stability(model, question, run));
      for (const ConceptAnswer& found : answer.concepts) {
        Explanation e{found.which, reach, sanction, found.equilibria.has(state), {}};
        for (MakerIndex k = 0; k < found.stable.size(); ++k)
          if (!found.stable[k].has(state)) e.leaves.push_back(k);
        const auto published = std::find_if(list.begin(), list.end(), [&](const Explanation& p) { return p.which == e.which; });
        if (published == list.end() || published->leaves != e.leaves) list.push_back(std::move(e));
      }
    }
  }
  return list;
}

}  // namespace locarno::stability
