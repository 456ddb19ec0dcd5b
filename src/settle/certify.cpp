// Writes the certificate of an answer: witnesses and proofs.
#include <algorithm>

#include "settle/certificate.hpp"
#include "settle/enumerate.hpp"
#include "settle/prove.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_standing = 20'000;

class Certifier {
 public:
  Certifier(const ZoneQuestion& question, const ZoneAnswer& answer, const Problem& problem, Run& run)
      : problem_(problem), budget_(run), feasibility_(problem, budget_) {
    certificate_.question = question;
    certificate_.answer = answer;
  }

  Result<Certificate> run() {
    LOC_CHECK(clashes());
    LOC_CHECK(openings());
    LOC_CHECK(cheapest());
    clash_list();
    return std::move(certificate_);
  }

 private:
  Result<ProofSteps> proof_of(Result<claims::Clauses> claim) {
    if (!claim && claim.error().code == ErrorCode::limit_reached) return ProofSteps{};
    if (!claim) return Failure(claim.error());
    ClauseList list;
    list.variables = claim->variables;
    list.clauses = std::move(claim->clauses);
    return prove(list, budget_).value_or(ProofSteps{});
  }

  std::vector<std::uint32_t> all_but(const std::vector<std::uint32_t>& gone) const {
    std::vector<std::uint32_t> rest;
    for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
      if (!std::binary_search(gone.begin(), gone.end(), line)) rest.push_back(line);
    return rest;
  }

  Result<void> clashes() {
    for (const Clash& clash : certificate_.answer.clashes) {
      Certificate::ForClash entry;
      for (const std::uint32_t dropped : clash.lines) {
        LineSet rest = clash.lines;
        rest.erase(std::find(rest.begin(), rest.end(), dropped));
        entry.without.push_back(feasibility_.feasible(rest) == Sat::yes ? feasibility_.settlement() : Settlement{});
      }
      LOC_TRY(entry.proof, proof_of(claims::clash(certificate_.question, clash.lines)));
      certificate_.clashes.push_back(std::move(entry));
    }
    return {};
  }

  Result<void> openings() {
    ZoneAnswer& answer = certificate_.answer;
    certificate_.minimal.resize(answer.openings.size());
    if (answer.openings_up_to > 0 && answer.open == 0) {
      LOC_TRY(certificate_.openings, proof_of(claims::other_opening(certificate_.question, answer.openings, answer.openings_up_to)));
    }
    for (std::size_t i = 0; i < answer.openings.size(); ++i) {
      Opening& opening = answer.openings[i];
      if (opening.witness.empty() && feasibility_.feasible(all_but(opening.relax)) == Sat::yes) opening.witness = feasibility_.settlement();
      if (!certificate_.openings.empty() && opening.relax.size() <= answer.openings_up_to + std::size_t{1}) continue;
      LOC_TRY(certificate_.minimal[i], proof_of(claims::smaller_opening(certificate_.question, opening.relax)));
    }
    return {};
  }

  Result<void> cheapest() {
    const auto& cheapest = certificate_.answer.cheapest;
    if (cheapest && cheapest->verdict == Verdict::proved) {
      LOC_TRY(certificate_.cheapest, proof_of(claims::cheaper_opening(certificate_.question, cheapest->cost)));
    }
    return {};
  }

  /// Settlements that pass all lines but a few, until every set of lines small enough is accounted for.
  void clash_list() {
    const ZoneAnswer& answer = certificate_.answer;
    if (answer.clashes_up_to == 0 || answer.open > 0) return;
    std::vector<std::vector<std::uint32_t>> broken;
    for (const Opening& opening : answer.openings) {
      if (opening.witness.empty()) continue;
      certificate_.standing.push_back({opening.relax, opening.witness});
      broken.push_back(opening.relax);
    }
    Solver map(budget_, false);
    const auto claim = claims::other_clash(problem_.rules.size(), answer.clashes, broken, answer.clashes_up_to);
    if (!claim) return;
    for (int variable = 0; variable < claim->variables; ++variable) map.new_variable();
    for (const auto& clause : claim->clauses) map.add_clause(clause);
    for (;;) {
      const Sat more = map.solve({});
      if (more == Sat::unknown || broken.size() > most_standing) return;
      if (more == Sat::no) break;
      LineSet seed;
      for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
        if (map.value(static_cast<int>(line) + 1)) seed.push_back(line);
      if (feasibility_.feasible(seed) != Sat::yes) return;
      const LineSet passed = feasibility_.passed();
      Certificate::Standing standing{all_but(passed), feasibility_.settlement()};
      std::vector<int> one_in;
      for (const std::uint32_t line : standing.broken) one_in.push_back(static_cast<int>(line) + 1);
      map.add_clause(one_in);
      broken.push_back(standing.broken);
      certificate_.standing.push_back(std::move(standing));
    }
    const auto proof = proof_of(claims::other_clash(problem_.rules.size(), answer.clashes, broken, answer.clashes_up_to));
    if (proof) certificate_.clash_list = *proof;
  }

  const Problem& problem_;
  Budget budget_;
  Feasibility feasibility_;
  Certificate certificate_;
};

}  // namespace

Result<Certificate> certify(const ZoneQuestion& question, const ZoneAnswer& answer, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  return Certifier(question, answer, problem, run).run();
}

}  // namespace locarno::settle
