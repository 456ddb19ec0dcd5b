#pragma once
// locarno/settle/certificate.hpp -- an answer with what is needed to believe it, and the check that needs no solver.
//
// Question   A zone question and its answer.
// Answer     A certificate: witnesses for what can be, proofs for what cannot. check_certificate says which claims it has
//            verified, and which it has not (too large to count again, or given without proof); one false claim is an error.
// Claims and what each rests on
//   counts, opens          counted again, from the definitions (recount.hpp); bounds: counted again with fewer lines, or with
//                          issues held
//   a clash                a settlement for each line dropped that passes the others; a proof that all together pass none
//   an opening             a witness; that no part of it opens follows from the next claim, or has a proof of its own
//   all openings up to k   a proof that no settlement breaks at most k lines unless it breaks all lines of a listed opening
//   all clashes up to k    settlements, each passing all lines but a few, and a proof that every set of at most k lines either
//                          holds a listed clash or avoids those few of some settlement
//   the cheapest opening   sizes and costs, or a proof that nothing cheaper opens
// Method     proofs: prove.hpp writes them, lrat.hpp checks them, against clauses made anew from the question (encoding.hpp).
// Cost       certify: about that of zone(). check: linear in the proofs, and counting.
// Certainty  check relies on lrat.cpp, encoding.cpp, problem.cpp, recount.cpp and certificate_check.cpp, not on CaDiCaL.
// Tested by  tests/settle/certificate_test.cpp: every field changed is found out; random questions.
#include "settle/lrat.hpp"
#include "settle/zone.hpp"

namespace locarno::settle {

struct Certificate {
  ZoneQuestion question;
  ZoneAnswer answer;
  struct ForClash {
    std::vector<Settlement> without;   ///< [line of the clash] passes the others
    ProofSteps proof;                       ///< empty = none
  };
  std::vector<ForClash> clashes;       ///< [clash]
  std::vector<ProofSteps> minimal;          ///< [opening] empty = follows from `openings`
  ProofSteps openings;                      ///< all of at most answer.openings_up_to lines are listed; empty = none
  struct Standing {
    std::vector<std::uint32_t> broken; ///< lines out of force, ascending
    Settlement settlement;             ///< passes all others
  };
  std::vector<Standing> standing;
  ProofSteps clash_list;                    ///< all clashes of at most answer.clashes_up_to lines are listed; empty = none
  ProofSteps cheapest;                      ///< nothing costs less; empty = follows from `openings` and the costs
};

/// Never fails for want of time: what cannot be proved within run.limits stays without proof. Errors: those of zone.
Result<Certificate> certify(const ZoneQuestion& question, const ZoneAnswer& answer, Run& run);

struct Checked {
  std::vector<std::string> verified;   ///< one sentence each
  std::vector<std::string> open;       ///< claims without proof, or too large to count again
};
/// Errors: bad_input with the claim that is false or whose proof is wrong.
Result<Checked> check_certificate(const Certificate& certificate);

/// One JSON object, the same bytes for the same certificate. Proofs are strings of numbers.
std::string write_certificate(const Certificate& certificate);
/// Errors: bad_input with what is wrong; at most 1 GiB of text.
Result<Certificate> read_certificate(std::string_view text, const std::string& file);

/// The clauses a proof is about (used by certify and by check). Errors: those of check_question; limit_reached when a bound on
/// sizes or costs would take too many.
namespace claims {
struct Clauses {
  int variables = 0;
  std::vector<std::vector<int>> clauses;
};
Result<Clauses> clash(const ZoneQuestion& question, const std::vector<std::uint32_t>& lines);
/// Something passes with `opening` released but one line of it kept.
Result<Clauses> smaller_opening(const ZoneQuestion& question, const std::vector<std::uint32_t>& opening);
/// Something passes that breaks at most `up_to` lines and does not break all lines of any of `known`.
Result<Clauses> other_opening(const ZoneQuestion& question, const std::vector<Opening>& known, std::uint32_t up_to);
Result<Clauses> cheaper_opening(const ZoneQuestion& question, std::uint64_t cost);
/// A set of at most `up_to` lines that holds no clash of `clashes` and one line at least of each of `broken`.
Result<Clauses> other_clash(std::size_t lines, const std::vector<Clash>& clashes,
                    const std::vector<std::vector<std::uint32_t>>& broken, std::uint32_t up_to);
}  // namespace claims

}  // namespace locarno::settle
