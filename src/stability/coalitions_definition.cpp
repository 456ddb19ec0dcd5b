// The slow twin of coalitions(): sequences written out as the definitions have them, nothing kept between questions.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "stability/coalitions.hpp"
#include "stability/moves.hpp"

namespace locarno::stability {
namespace {

using States = std::set<StateIndex>;

class Sentences {
 public:
  Sentences(const CheckedModel& model, Sanction sanction) : model_(*model), sanction_(sanction), moves_(model), all_((Coalition{1} << model->makers.size()) - 1) {}

  std::vector<MakerIndex> members(Coalition h) const {
    std::vector<MakerIndex> list;
    for (MakerIndex i = 0; i < model_.makers.size(); ++i) {
      if ((h >> i & 1) != 0) list.push_back(i);
    }
    return list;
  }

  /// R_H(s), rule by rule until nothing is added: pairs (state, last mover).
  States reachable(Coalition h, StateIndex s) const {
    std::set<std::pair<StateIndex, MakerIndex>> pairs;
    for (const MakerIndex j : members(h)) {
      for (const StateIndex q : moves_.from(j, s)) pairs.emplace(q, j);
    }
    for (std::size_t before = 0; before != pairs.size();) {
      before = pairs.size();
      for (const auto& [q, last] : std::set(pairs)) {
        for (const MakerIndex j : members(h)) {
          if (j == last) continue;
          for (const StateIndex next : moves_.from(j, q)) pairs.emplace(next, j);
        }
      }
    }
    States states;
    for (const auto& [q, last] : pairs) states.insert(q);
    return states;
  }

  States improvements(Coalition h, StateIndex s) const {
    States states = reachable(h, s);
    std::erase_if(states, [&](StateIndex q) {
      const auto list = members(h);
      return !std::all_of(list.begin(), list.end(), [&](MakerIndex i) { return model_.preferences[i].value[q] > model_.preferences[i].value[s]; });
    });
    return states;
  }

  /// Some member of h, having left s, is deterred by ending at y.
  bool deters(Coalition h, StateIndex s, StateIndex y) const {
    const auto list = members(h);
    return std::any_of(list.begin(), list.end(), [&](MakerIndex i) {
      const std::uint32_t there = model_.preferences[i].value[y], here = model_.preferences[i].value[s];
      return sanction_ == Sanction::weak ? there <= here : there < here;
    });
  }

  States credible(Coalition others, StateIndex x) const {
    std::set<std::pair<StateIndex, Coalition>> pairs;
    for (Coalition k = 1; k <= all_; ++k) {
      if ((k & ~others) != 0) continue;
      for (const StateIndex q : improvements(k, x)) pairs.emplace(q, k);
    }
    for (std::size_t before = 0; before != pairs.size();) {
      before = pairs.size();
      for (const auto& [q, last] : std::set(pairs)) {
        for (Coalition k = 1; k <= all_; ++k) {
          if ((k & ~others) != 0 || k == last) continue;
          for (const StateIndex next : improvements(k, q)) pairs.emplace(next, k);
        }
      }
    }
    States states;
    for (const auto& [q, last] : pairs) states.insert(q);
    return states;
  }

  bool is_deterred(Concept which, Coalition h, StateIndex s, StateIndex x) const {
    const Coalition others = all_ & ~h;
    if (which == Concept::R || others == 0) return false;
    const States reached = which == Concept::SEQ ? credible(others, x) : reachable(others, x);
    return std::any_of(reached.begin(), reached.end(), [&](StateIndex y) {
      if (!deters(h, s, y)) return false;
      if (which != Concept::SMR) return true;
      const States replies = reachable(h, y);
      return std::all_of(replies.begin(), replies.end(), [&](StateIndex z) { return deters(h, s, z); });
    });
  }

  bool is_stable(Concept which, Coalition h, StateIndex s) const {
    const States better = improvements(h, s);
    return std::all_of(better.begin(), better.end(), [&](StateIndex x) { return is_deterred(which, h, s, x); });
  }

 private:
  const Model& model_;
  Sanction sanction_;
  Moves moves_;
  Coalition all_;
};

}  // namespace

Result<CoalitionAnswer> coalitions_by_definition(const CheckedModel& model, const CoalitionQuestion& question, Run& run) {
  const std::size_t states = model->states(), makers = model->makers.size();
  if (states > 256 || makers > 6) return fail(ErrorCode::limit_reached, fmt::format("{} states and {} decision makers; by the definitions at most 256 and 6", states, makers));
  const Sentences sentences(model, question.sanction);
  CoalitionAnswer answer;
  for (const Concept which : question.concepts) {
    if (which == Concept::SSEQ || which == Concept::SIM) return fail(ErrorCode::bad_use, fmt::format("{} has no form for coalitions", to_string(which)));
    if (answer.find(which) != nullptr) continue;
    const StateSet full(states, true);
    CoalitionConceptAnswer one{which, {}, std::vector<StateSet>(makers, full), full};
    for (Coalition h = 1; h < Coalition{1} << makers; ++h) {
      StateSet stable(states);
      for (StateIndex s = 0; s < states; ++s) {
        if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
        if (sentences.is_stable(which, h, s)) stable.add(s);
      }
      one.universal &= stable;
      for (const MakerIndex i : sentences.members(h)) one.containing[i] &= stable;
      one.stable.push_back(std::move(stable));
    }
    answer.concepts.push_back(std::move(one));
  }
  return answer;
}

}  // namespace locarno::stability
