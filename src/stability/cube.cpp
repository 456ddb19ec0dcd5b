#include "stability/cube.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "stability/cube_columns.hpp"
#include "stability/cube_sweep.hpp"
#include "stability/parallel.hpp"
#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

constexpr std::size_t words_a_task = 4096;

class Cube {
 public:
  Cube(const CheckedModel& model, Sanction sanction, const Run& run, StabilityAnswer& answer)
      : layout_(*model), sanction_(sanction), run_(run), answer_(answer), states_(model->states()), makers_(model->makers.size()) {
    for (const Preference& preference : model->preferences) {
      if (!layout_.is_identity()) arranged_.push_back(layout_.arranged(preference.value));
    }
    for (std::size_t maker = 0; maker < makers_; ++maker) {
      values_.push_back(layout_.is_identity() ? model->preferences[maker].value.data() : arranged_[maker].data());
    }
  }

  /// Bytes of the tables beside the model and the answer.
  static std::size_t bytes(const CheckedModel& model, bool sweeps) {
    const std::size_t states = model->states(), makers = model->makers.size();
    std::size_t widest = 0, narrowest = model->options.size();
    for (const DecisionMaker& maker : model->makers) {
      widest = std::max(widest, maker.options.size());
      if (!maker.options.empty()) narrowest = std::min(narrowest, maker.options.size());
    }
    const std::size_t unit = widest <= 8 ? 1 : widest <= 16 ? 2 : 4;
    const std::size_t copies = CubeLayout(*model).is_identity() ? 0 : states * makers * sizeof(std::uint32_t);
    return copies + (states >> narrowest) * 48 + (sweeps ? states * makers * unit * 2 : 0);
  }

  void solve_by_columns() {
    in_parallel(run_, makers_, [&](std::size_t maker, unsigned) { solve_by_columns(static_cast<MakerIndex>(maker)); });
    for (const ConceptAnswer& one : answer_.concepts) {
      if (one.which == Concept::R || one.which == Concept::GMR || one.which == Concept::SMR) answer_.effort.cells += states_ * makers_;
    }
  }

  void solve_by_sweeps() {
    if (find(Concept::SEQ) == nullptr && find(Concept::SSEQ) == nullptr) return;
    unsigned widest = 0;
    for (MakerIndex maker = 0; maker < makers_; ++maker) widest = std::max(widest, layout_.part(maker).bits);
    if (widest <= 8) sweep<std::uint8_t>();
    else if (widest <= 16) sweep<std::uint16_t>();
    else sweep<std::uint32_t>();
  }

 private:
  ConceptAnswer* find(Concept which) {
    for (ConceptAnswer& one : answer_.concepts) {
      if (one.which == which) return &one;
    }
    return nullptr;
  }

  /// Sets of the maker, from its thresholds.
  void pack(MakerIndex maker, const std::vector<std::pair<Concept, Threshold>>& thresholds, const Run& run) {
    std::vector<const Threshold*> least;
    std::vector<StateSet*> sets;
    for (const auto& [which, threshold] : thresholds) {
      least.push_back(&threshold);
      StateSet& set = find(which)->stable[maker] = StateSet(states_);
      sets.push_back(&set);
    }
    const std::size_t words = (states_ + 63) / 64, tasks = (words + words_a_task - 1) / words_a_task;
    in_parallel(run, tasks, [&](std::size_t task, unsigned) {
      pack_at_least(values_[maker], layout_.part(maker), least, task * words_a_task, std::min(words, (task + 1) * words_a_task), sets);
    });
    for (StateSet* set : sets) *set = layout_.restored(std::move(*set));
  }

  void solve_by_columns(MakerIndex maker) {
    const CubePart& part = layout_.part(maker);
    ColumnFold fold = fold_columns(values_[maker], layout_.bits(), part);
    std::vector<std::pair<Concept, Threshold>> thresholds;
    if (find(Concept::GMR) != nullptr) {
      Threshold& gmr = thresholds.emplace_back(Concept::GMR, Threshold{}).second;
      gmr.level = *std::max_element(fold.least.begin(), fold.least.end());
      if (sanction_ == Sanction::strict) {
        for (std::uint32_t& least : fold.least) least = allowed(least, sanction_);
        gmr.by_column = fold_capped(values_[maker], layout_.bits(), part, fold.least);
      }
    }
    if (find(Concept::SMR) != nullptr) {
      Threshold& smr = thresholds.emplace_back(Concept::SMR, Threshold{}).second;
      smr.level = *std::min_element(fold.most.begin(), fold.most.end());
      if (sanction_ == Sanction::strict) {
        smr.by_column = fold.most;
        for (std::uint32_t& most : smr.by_column) most = std::min(most, allowed(smr.level, sanction_));
      }
    }
    if (find(Concept::R) != nullptr) thresholds.emplace_back(Concept::R, Threshold{std::move(fold.most), 0});
    Run alone = run_;
    alone.threads = 1;
    pack(maker, thresholds, alone);
  }

  template <class Unit>
  void sweep() {
    const RankedColumns<Unit> ranked = rank_columns<Unit>(values_, layout_, run_);
    const SweepTask task{values_, layout_, sanction_ == Sanction::strict, find(Concept::SEQ) != nullptr, find(Concept::SSEQ) != nullptr};
    for (MakerIndex maker = 0; maker < makers_ && !run_.is_cancelled(); ++maker) {
      SweepThresholds least;  // who controls nothing has no improvement: every state is stable for it
      if (layout_.part(maker).bits != 0) least = sweep_slices(task, ranked, maker, run_, answer_.effort);
      std::vector<std::pair<Concept, Threshold>> thresholds;
      if (task.wants_seq) thresholds.emplace_back(Concept::SEQ, Threshold{std::move(least.seq), 0});
      if (task.wants_sseq) thresholds.emplace_back(Concept::SSEQ, Threshold{std::move(least.sseq), 0});
      if (!run_.is_cancelled()) pack(maker, thresholds, run_);
      run_.report("decision makers", maker + 1, makers_);
    }
  }

  CubeLayout layout_;
  Sanction sanction_;
  const Run& run_;
  StabilityAnswer& answer_;
  std::size_t states_, makers_;
  std::vector<std::vector<std::uint32_t>> arranged_;
  std::vector<const std::uint32_t*> values_;
};

}  // namespace

Result<void> solve_cube(const CheckedModel& model, const Moves&, Sanction sanction, const Run& run, StabilityAnswer& answer) {
  const bool sweeps = answer.find(Concept::SEQ) != nullptr || answer.find(Concept::SSEQ) != nullptr;
  if (const std::size_t bytes = Cube::bytes(model, sweeps); run.limits.memory_bytes != 0 && bytes > run.limits.memory_bytes) {
    return fail(ErrorCode::limit_reached, fmt::format("the tables would take {} bytes, of {} allowed", bytes, run.limits.memory_bytes));
  }
  Cube cube(model, sanction, run, answer);
  cube.solve_by_columns();
  cube.solve_by_sweeps();
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  return {};
}

}  // namespace locarno::stability
