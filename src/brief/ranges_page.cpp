#include "brief/ranges_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/decimal.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using nlohmann::json;
using settle::Answered;

const char* word_of(Answered answered) {
  switch (answered) {
    case Answered::no: return "no";
    case Answered::yes: return "yes";
    case Answered::unknown: return "unknown";
  }
  return "unknown";
}

std::string options(const settle::ScoreTable& table, const settle::Choice& choice) {
  std::string out;
  for (std::size_t i = 0; i < choice.size(); ++i)
    out += (i == 0 ? "" : ", ") + table.issues[i].name + " = " + table.issues[i].options[choice[i]];
  return visible(out);
}

json outcome(const settle::ScoreTable& table, const settle::Choice& choice) {
  json out = json::array();
  for (std::size_t i = 0; i < choice.size(); ++i) out.push_back(valid_utf8(table.issues[i].options[choice[i]]));
  return out;
}

json exact(const Rational& number) { return {{"exact", fraction(number)}, {"decimal", decimal(number, 6)}}; }

std::string share_of(std::uint32_t count, std::uint32_t samples) {
  return fmt::format("{:.1f}% +- {:.1f} ({} of {} samples)", 100 * settle::share(count, samples), 100 * settle::standard_error(count, samples), count, samples);
}

std::string in_words(const settle::CandidateRange& candidate) {
  if (candidate.necessarily == Answered::yes) return "efficient whatever the numbers are";
  if (candidate.possibly == Answered::yes) return "efficient for some of the numbers, not for all";
  if (candidate.possibly == Answered::no) return "efficient for none of the numbers";
  return "not efficient for all of the numbers; whether for some was not settled within the limit";
}

void add_candidate(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::size_t at, std::string& out) {
  const settle::ScoreTable& table = question.table;
  const settle::CandidateRange& candidate = answer.candidates[at];
  out += fmt::format("\n{}. {}\n   {}", at + 1, options(table, candidate.choice), in_words(candidate));
  if (answer.samples > 0) out += "; in " + share_of(candidate.efficient_samples, answer.samples);
  out += "\n";
  for (std::size_t p = 0; p < table.parties.size(); ++p)
    out += fmt::format("   {}: worth {} to {}, greatest regret {}\n", visible(table.parties[p].name), decimal(candidate.worth[p].low, 3),
                       decimal(candidate.worth[p].high, 3), decimal(candidate.regret[p], 3));
  out += fmt::format("   greatest regret of the sum {}\n", decimal(candidate.regret_of_sum, 3));
  if (candidate.necessarily == Answered::no) out += "   can be dominated by: " + options(table, candidate.rival) + "\n";
}

json candidate_row(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, const settle::CandidateRange& candidate) {
  const settle::ScoreTable& table = question.table;
  json worth = json::object(), regret = json::object(), weights = json::object();
  for (std::size_t p = 0; p < table.parties.size(); ++p) {
    const std::string name = valid_utf8(table.parties[p].name);
    worth[name] = {{"low", exact(candidate.worth[p].low)}, {"high", exact(candidate.worth[p].high)}};
    regret[name] = exact(candidate.regret[p]);
    if (candidate.possibly != Answered::yes) continue;
    for (std::size_t i = 0; i < table.issues.size(); ++i) weights[name][valid_utf8(table.issues[i].name)] = fraction(candidate.weights[p][i]);
  }
  return {{"outcome", outcome(table, candidate.choice)}, {"necessarily_efficient", word_of(candidate.necessarily)},
          {"possibly_efficient", word_of(candidate.possibly)}, {"efficient_at", candidate.possibly == Answered::yes ? weights : json(nullptr)},
          {"rival", candidate.necessarily == Answered::no ? outcome(table, candidate.rival) : json(nullptr)}, {"worth", worth}, {"regret", regret},
          {"regret_of_sum", exact(candidate.regret_of_sum)}, {"efficient_samples", candidate.efficient_samples},
          {"share", settle::share(candidate.efficient_samples, answer.samples)},
          {"standard_error", settle::standard_error(candidate.efficient_samples, answer.samples)}};
}

}  // namespace

std::string ranges_text(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::uint64_t seed) {
  const settle::ScoreTable& table = question.table;
  std::string out = fmt::format("{} settlements meet the rules, of {}; {} are efficient at the middle of the ranges; {} are looked at.\n", answer.settlements,
                                settle::outcomes(table).get_str(), answer.efficient_at_middle, answer.candidates.size());
  for (std::size_t at = 0; at < answer.candidates.size(); ++at) add_candidate(question, answer, at, out);
  if (question.samples > 0 && answer.samples == 0 && answer.settlements > 0)
    out += "\nNo shares: the orders leave too little of the ranges to draw from.\n";
  if (answer.samples == 0) return out;
  out += fmt::format("\nWhat each named answer picks, over {} samples of the ranges (seed {}; estimates with standard error):\n", answer.samples, seed);
  std::string last;
  std::size_t shown = 0;
  for (const settle::PickShare& pick : answer.picks) {
    if (pick.answer != last) {
      out += "  " + pick.answer + "\n";
      last = pick.answer;
      shown = 0;
    }
    if (++shown <= 5) out += "    " + share_of(pick.samples, answer.samples) + ": " + options(table, pick.choice) + "\n";
    else if (shown == 6) out += "    and others, in the JSON\n";
  }
  if (answer.without_agreement > 0) out += fmt::format("  no settlement reaches every fallback in {}\n", share_of(answer.without_agreement, answer.samples));
  return out;
}

std::string ranges_json(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::uint64_t seed) {
  const settle::ScoreTable& table = question.table;
  json out{{"settlements", answer.settlements}, {"outcomes", settle::outcomes(table).get_str()}, {"efficient_at_middle", answer.efficient_at_middle},
           {"samples", answer.samples}, {"seed", std::to_string(seed)}, {"without_agreement", answer.without_agreement}};
  out["parties"] = out["issues"] = out["candidates"] = out["picks"] = json::array();
  for (const auto& party : table.parties) out["parties"].push_back(valid_utf8(party.name));
  for (const auto& issue : table.issues) out["issues"].push_back(valid_utf8(issue.name));
  for (const auto& candidate : answer.candidates) out["candidates"].push_back(candidate_row(question, answer, candidate));
  for (const auto& pick : answer.picks)
    out["picks"].push_back({{"answer", pick.answer}, {"outcome", outcome(table, pick.choice)}, {"samples", pick.samples},
                            {"share", settle::share(pick.samples, answer.samples)}, {"standard_error", settle::standard_error(pick.samples, answer.samples)}});
  return out.dump(2) + "\n";
}

}  // namespace locarno::brief
