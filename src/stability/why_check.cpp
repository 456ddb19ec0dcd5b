// The claims of a Why, each from the definitions: nothing here knows how they were found.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "stability/definition.hpp"
#include "stability/value_form.hpp"
#include "stability/why.hpp"

namespace locarno::stability {
namespace {

Failure untrue(std::string what) { return fail(ErrorCode::bad_input, std::move(what)); }

class Claims {
 public:
  Claims(const CheckedModel& model, const StabilityQuestion& question, const Why& why) : model_(*model), reach_(question.reach), words_(model, question), why_(why) {}

  Result<void> check_unstable() {
    if (!why_.leaves) return untrue("no improvement is given");
    const StateIndex x = why_.leaves->improvement;
    const std::vector<StateIndex> better = words_.improvements(why_.maker, why_.state);
    if (!std::binary_search(better.begin(), better.end(), x)) return untrue(fmt::format("state number {} is no improvement", x));
    if (words_.is_deterred(why_.which, why_.maker, why_.state, x)) return untrue(fmt::format("the improvement to state number {} is deterred", x));
    if (!why_.leaves->worst.empty()) LOC_CHECK(check_path(x, why_.leaves->worst, why_.leaves->worst.back().to));
    for (const auto& [at, escape] : why_.leaves->escapes) {
      if (!words_.answers(why_.maker, x, is_credible_only(why_.which)).has(at)) return untrue(fmt::format("state number {} cannot be brought about", at));
      if (!words_.moves().can_move(why_.maker, at, escape)) return untrue(fmt::format("there is no move from state number {} to {}", at, escape));
      if (words_.deters(why_.maker, why_.state, escape)) return untrue(fmt::format("state number {} is no escape", escape));
    }
    return {};
  }

  Result<void> check_stable() {
    std::vector<StateIndex> claimed;
    for (const Deterrence& d : why_.deterred) claimed.push_back(d.improvement);
    if (claimed != words_.improvements(why_.maker, why_.state)) return untrue("the improvements are not those of the state");
    for (const Deterrence& d : why_.deterred) {
      if (why_.which == Concept::R) return untrue("by R nothing deters");
      LOC_CHECK(why_.which == Concept::SIM ? check_at_once(d) : check_path(d.improvement, d.path, d.ends_at));
      if (!words_.deters(why_.maker, why_.state, d.ends_at)) return untrue(fmt::format("state number {} does not deter", d.ends_at));
      if (forbids_escape(why_.which)) LOC_CHECK(check_replies(d));
    }
    return {};
  }

 private:
  Result<void> check_path(StateIndex from, const std::vector<Step>& path, StateIndex to) const {
    std::set<MakerIndex> moved;
    StateIndex at = from;
    for (std::size_t k = 0; k < path.size(); ++k) {
      const auto [mover, next] = path[k];
      if (mover == why_.maker || mover >= model_.makers.size()) return untrue("a move is not by one of the others");
      if (!words_.moves().can_move(mover, at, next)) return untrue(fmt::format("there is no move from state number {} to {}", at, next));
      if (is_credible_only(why_.which) && !words_.is_credible(mover, at, next)) return untrue(fmt::format("the move from state number {} to {} is no improvement for its mover", at, next));
      if (reach_ == Reach::legal && k > 0 && path[k - 1].mover == mover) return untrue("one decision maker moves twice in a row");
      if (!moved.insert(mover).second && reach_ == Reach::once) return untrue("one decision maker moves twice");
      at = next;
    }
    if (path.empty() || (reach_ == Reach::single && path.size() > 1)) return untrue("the sequence has the wrong length");
    if (at != to) return untrue(fmt::format("the sequence ends at state number {}, not {}", at, to));
    return {};
  }

  Result<void> check_at_once(const Deterrence& d) const {
    std::set<MakerIndex> moved{why_.maker};
    Mask mask = model_.mask(d.improvement);
    for (const auto& [mover, to] : d.path) {
      if (mover >= model_.makers.size() || !moved.insert(mover).second) return untrue("a move at once is not by another of the others");
      if (!words_.moves().can_move(mover, why_.state, to) || !words_.is_credible(mover, why_.state, to)) return untrue(fmt::format("state number {} is no improvement for its mover", to));
      mask ^= model_.mask(why_.state) ^ model_.mask(to);
    }
    if (d.path.empty() || mask != model_.mask(d.ends_at)) return untrue(fmt::format("the moves do not end at state number {}", d.ends_at));
    return {};
  }

  Result<void> check_replies(const Deterrence& d) const {
    if (d.replies != words_.moves().from(why_.maker, d.ends_at)) return untrue(fmt::format("the replies are not the moves from state number {}", d.ends_at));
    for (const StateIndex z : d.replies) {
      if (!words_.deters(why_.maker, why_.state, z)) return untrue(fmt::format("the reply to state number {} escapes", z));
    }
    return {};
  }

  const Model& model_;
  Reach reach_;
  Definitions words_;
  const Why& why_;
};

}  // namespace

Result<void> check(const CheckedModel& model, const StabilityQuestion& question, const Why& why) {
  const auto exists = [&](StateIndex s) { return s < model->states(); };
  bool all_exist = why.maker < model->makers.size() && exists(why.state);
  const auto look_at = [&](const std::vector<Step>& path) {
    for (const Step& step : path) all_exist = all_exist && exists(step.to);
  };
  if (why.leaves) {
    all_exist = all_exist && exists(why.leaves->improvement);
    look_at(why.leaves->worst);
    for (const auto& [at, escape] : why.leaves->escapes) all_exist = all_exist && exists(at) && exists(escape);
  }
  for (const Deterrence& d : why.deterred) {
    all_exist = all_exist && exists(d.improvement) && exists(d.ends_at);
    look_at(d.path);
  }
  if (!all_exist) return untrue("a state or decision maker does not exist");
  if (why.which == Concept::SIM && !has_simultaneous_moves(model)) return untrue("SIM needs moves by options");
  LOC_CHECK(check_attitudes(model, question));
  Claims claims(model, question, why);
  return why.is_stable ? claims.check_stable() : claims.check_unstable();
}

}  // namespace locarno::stability
