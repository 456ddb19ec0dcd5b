#include "stability/strength.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "stability/definition.hpp"
#include "stability/parallel.hpp"
#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

Result<void> check_question(const StabilityQuestion& question) {
  if (question.unknown != Unknown::none) return fail(ErrorCode::bad_use, "degrees of preference and unknown preferences are not asked together");
  if (!question.attitudes.empty()) return fail(ErrorCode::bad_use, "degrees of preference and attitudes are not asked together");
  for (const Concept which : question.concepts) {
    if (which == Concept::SIM) return fail(ErrorCode::bad_use, "SIM has no strong form");
  }
  return {};
}

const std::vector<std::uint32_t>& bands(const Model& model, MakerIndex maker, std::vector<std::uint32_t>& none) {
  if (!model.preferences[maker].band.empty()) return model.preferences[maker].band;
  none.assign(model.states(), 0);
  return none;
}

/// strong[maker] is the set of strongly stable states of the maker by `which`.
template <class StronglyStable>
Result<StrengthAnswer> answer_with(const CheckedModel& model, const StabilityAnswer& stable, Run& run, StronglyStable&& strong) {
  StrengthAnswer answer;
  const std::size_t makers = model->makers.size();
  for (const ConceptAnswer& base : stable.concepts) {
    StrengthConceptAnswer one{base.which, std::vector<StateSet>(makers), std::vector<StateSet>(makers), StateSet(model->states(), true), base.equilibria};
    in_parallel(run, makers, [&](std::size_t maker, unsigned) {
      one.strong[maker] = base.which == Concept::R ? base.stable[maker] : strong(base.which, static_cast<MakerIndex>(maker));
    });
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    for (std::size_t maker = 0; maker < makers; ++maker) {
      one.strong[maker] &= base.stable[maker];
      one.strong_equilibria &= one.strong[maker];
      one.weak[maker] = StateSet(model->states());
      for (const StateIndex s : base.stable[maker].states()) {
        if (!one.strong[maker].has(s)) one.weak[maker].add(s);
      }
    }
    for (const StateIndex s : one.strong_equilibria.states()) one.weak_equilibria.remove(s);
    answer.concepts.push_back(std::move(one));
  }
  return answer;
}

}  // namespace

Result<StrengthAnswer> strength(const CheckedModel& model, const StabilityQuestion& question, Run& run) {
  LOC_CHECK(check_question(question));
  LOC_TRY(const StabilityAnswer stable, stability(model, question, run));
  const Moves moves(model);
  return answer_with(model, stable, run, [&](Concept which, MakerIndex maker) {
    std::vector<std::uint32_t> none;
    const auto& band = bands(*model, maker, none);
    const auto& value = model->preferences[maker].value;
    Effort effort;
    const auto least = least_answers(model, moves, maker, which, question.reach, band, run, effort);
    StateSet strong(model->states());
    for (StateIndex s = 0; s < least.size(); ++s) {
      bool is_strong = true;
      moves.each(maker, s, [&](StateIndex x) { is_strong = is_strong && (value[x] <= value[s] || least[x] < band[s]); });
      if (is_strong) strong.add(s);
    }
    return strong;
  });
}

Result<StrengthAnswer> strength_by_definition(const CheckedModel& model, const StabilityQuestion& question, Run& run) {
  LOC_CHECK(check_question(question));
  LOC_TRY(const StabilityAnswer stable, stability_by_definition(model, question, run));
  Run alone = run;
  alone.threads = 1;
  Definitions words(model, question);
  return answer_with(model, stable, alone, [&](Concept which, MakerIndex maker) {
    std::vector<std::uint32_t> none;
    const auto& band = bands(*model, maker, none);
    StateSet strong(model->states());
    for (StateIndex s = 0; s < model->states(); ++s) {
      const auto is_much_worse = [&](StateIndex y) { return band[y] < band[s]; };
      const auto better = words.improvements(maker, s);
      const bool is_strong = std::all_of(better.begin(), better.end(), [&](StateIndex x) {
        const auto answers = words.answers(maker, x, is_credible_only(which)).states();
        return std::any_of(answers.begin(), answers.end(), [&](StateIndex y) {
          const auto replies = words.moves().from(maker, y);
          return is_much_worse(y) && (!forbids_escape(which) || std::all_of(replies.begin(), replies.end(), is_much_worse));
        });
      });
      if (is_strong) strong.add(s);
    }
    return strong;
  });
}

}  // namespace locarno::stability
