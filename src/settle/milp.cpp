#include "settle/milp.hpp"

#include <CbcEventHandler.hpp>
#include <CbcHeuristic.hpp>
#include <CbcHeuristicFPump.hpp>
#include <CbcHeuristicRINS.hpp>
#include <CbcModel.hpp>
#include <CglClique.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <CglProbing.hpp>
#include <ClpEventHandler.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>

namespace locarno::settle {
namespace {

/// Ends a linear programme when the user has stopped the run.
class StopLp final : public ClpEventHandler {
 public:
  explicit StopLp(const Run& run) : run_(&run) {}
  int event(Event) override { return run_->is_cancelled() ? 5 : -1; }
  ClpEventHandler* clone() const override { return new StopLp(*this); }

 private:
  const Run* run_;
};

/// Ends the tree search.
class StopTree final : public CbcEventHandler {
 public:
  explicit StopTree(const Run& run) : run_(&run) {}
  CbcAction event(CbcEvent) override { return run_->is_cancelled() ? stop : noAction; }
  CbcEventHandler* clone() const override { return new StopTree(*this); }

 private:
  const Run* run_;
};

void load(const Milp& programme, OsiClpSolverInterface& solver) {
  std::vector<int> row_of, column_of;
  std::vector<double> element, row_low, row_high;
  for (std::size_t r = 0; r < programme.rows.size(); ++r) {
    for (const auto& [column, factor] : programme.rows[r].terms) {
      row_of.push_back(static_cast<int>(r));
      column_of.push_back(static_cast<int>(column));
      element.push_back(factor);
    }
    row_low.push_back(programme.rows[r].low);
    row_high.push_back(programme.rows[r].high);
  }
  CoinPackedMatrix matrix(false, row_of.data(), column_of.data(), element.data(), static_cast<CoinBigIndex>(element.size()));
  matrix.setDimensions(static_cast<int>(programme.rows.size()), static_cast<int>(programme.objective.size()));
  std::vector<double> cost(programme.objective);
  for (double& c : cost) c = -c;  // CBC minimises
  solver.loadProblem(matrix, programme.low.data(), programme.high.data(), cost.data(), row_low.data(), row_high.data());
  for (std::size_t c = 0; c < programme.is_whole.size(); ++c)
    if (programme.is_whole[c]) solver.setInteger(static_cast<int>(c));
}

}  // namespace

std::uint32_t Milp::add(double cost, double least, double most, bool whole) {
  objective.push_back(cost);
  low.push_back(least);
  high.push_back(most);
  is_whole.push_back(whole);
  return static_cast<std::uint32_t>(objective.size() - 1);
}

MilpAnswer maximise(const Milp& programme, std::uint64_t most_nodes, const Run& run) {
  MilpAnswer out;
  try {
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    solver.getModelPtr()->setLogLevel(0);
    load(programme, solver);
    StopLp stop_lp(run);
    solver.getModelPtr()->passInEventHandler(&stop_lp);
    CbcModel model(solver);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    StopTree stop_tree(run);
    model.passInEventHandler(&stop_tree);
    model.setMaximumNodes(static_cast<int>(std::min<std::uint64_t>(most_nodes, 2'000'000'000)));
    model.setIntegerTolerance(1e-7);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    CglProbing probing;
    probing.setUsingObjective(1);
    probing.setMaxPass(1);
    probing.setMaxProbe(10);
    probing.setRowCuts(3);
    CglGomory gomory;
    CglKnapsackCover cover;
    CglMixedIntegerRounding2 rounding;
    CglClique clique;
    clique.setStarCliqueReport(false);
    clique.setRowCliqueReport(false);
    model.addCutGenerator(&probing, -1, "probing");
    model.addCutGenerator(&gomory, -1, "gomory");
    model.addCutGenerator(&cover, -1, "cover");
    model.addCutGenerator(&rounding, -1, "rounding");
    model.addCutGenerator(&clique, -1, "clique");
    CbcRounding round(model);
    CbcHeuristicRINS rins(model);
    rins.setHowOften(100);
    model.addHeuristic(&round);
    model.addHeuristic(&rins);
    model.initialSolve();
    if (run.is_cancelled()) { out.status = MilpAnswer::Status::cancelled; return out; }
    if (model.isInitialSolveProvenPrimalInfeasible()) { out.status = MilpAnswer::Status::infeasible; return out; }
    out.bound = -model.solver()->getObjValue();
    if (!programme.start.empty()) {
      double value = 0;
      for (std::size_t c = 0; c < programme.objective.size(); ++c) value -= programme.objective[c] * programme.start[c];
      model.setBestSolution(programme.start.data(), static_cast<int>(programme.start.size()), value, true);
    }
    model.branchAndBound();
    out.nodes = static_cast<std::uint64_t>(std::max(0, model.getNodeCount()));
    if (const double* best = model.bestSolution(); best != nullptr) {
      out.x.assign(best, best + programme.objective.size());
      out.value = -model.getObjValue();
    }
    const bool done = model.isProvenOptimal();
    if (done) out.bound = out.value;
    else out.bound = std::min(out.bound, -model.getBestPossibleObjValue());
    if (run.is_cancelled()) out.status = MilpAnswer::Status::cancelled;
    else if (model.isProvenInfeasible()) out.status = MilpAnswer::Status::infeasible;
    else out.status = done ? MilpAnswer::Status::optimal : MilpAnswer::Status::limit;
  } catch (const CoinError&) {
    out.status = MilpAnswer::Status::limit;
  }
  return out;
}

}  // namespace locarno::settle
