#include "brief/ranges_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/decimal.hpp"
#include "brief/safe.hpp"
#include "brief/words_settle.hpp"

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

std::string share_of(std::uint32_t count, std::uint32_t samples, PageLanguage language) {
  return say(SettleWord::share, language,
             {fmt::format("{:.1f}", 100 * settle::share(count, samples)), fmt::format("{:.1f}", 100 * settle::standard_error(count, samples)),
              std::to_string(count), std::to_string(samples)});
}

SettleWord in_words(const settle::CandidateRange& candidate) {
  if (candidate.necessarily == Answered::yes) return SettleWord::always_efficient;
  if (candidate.possibly == Answered::yes) return SettleWord::sometimes_efficient;
  if (candidate.possibly == Answered::no) return SettleWord::never_efficient;
  return SettleWord::efficient_unknown;
}

/// The named answers by the names of the page; others as they are.
std::string answer_name(const std::string& name, PageLanguage language) {
  for (const SettleWord known : {SettleWord::nash, SettleWord::ks, SettleWord::egalitarian, SettleWord::welfare})
    if (name == word(known, PageLanguage::en)) return std::string(word(known, language));
  return name;
}

void add_candidate(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::size_t at, PageLanguage language, std::string& out) {
  const settle::ScoreTable& table = question.table;
  const settle::CandidateRange& candidate = answer.candidates[at];
  out += fmt::format("\n{}. {}\n   {}", at + 1, options(table, candidate.choice), word(in_words(candidate), language));
  if (answer.samples > 0) out += say(SettleWord::in_share, language, {share_of(candidate.efficient_samples, answer.samples, language)});
  out += "\n";
  for (std::size_t p = 0; p < table.parties.size(); ++p)
    out += "   " + say(SettleWord::worth_and_regret, language,
                       {visible(table.parties[p].name), decimal(candidate.worth[p].low, 3), decimal(candidate.worth[p].high, 3), decimal(candidate.regret[p], 3)}) + "\n";
  out += "   " + say(SettleWord::regret_of_sum, language, {decimal(candidate.regret_of_sum, 3)}) + "\n";
  if (candidate.necessarily == Answered::no)
    out += "   " + say(SettleWord::dominated_by, language, {options(table, candidate.rival)}) + "\n";
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

std::string ranges_text(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::uint64_t seed, PageLanguage language) {
  const settle::ScoreTable& table = question.table;
  std::string out = say(SettleWord::ranges_head, language,
                        {std::to_string(answer.settlements), settle::outcomes(table).get_str(), std::to_string(answer.efficient_at_middle),
                         std::to_string(answer.candidates.size())}) + "\n";
  for (std::size_t at = 0; at < answer.candidates.size(); ++at) add_candidate(question, answer, at, language, out);
  if (question.samples > 0 && answer.samples == 0 && answer.settlements > 0) out += "\n" + say(SettleWord::no_shares, language) + "\n";
  if (answer.samples == 0) return out;
  out += "\n" + say(SettleWord::picks, language, {std::to_string(answer.samples), std::to_string(seed)}) + "\n";
  std::string last;
  std::size_t shown = 0;
  for (const settle::PickShare& pick : answer.picks) {
    if (pick.answer != last) {
      out += "  " + answer_name(pick.answer, language) + "\n";
      last = pick.answer;
      shown = 0;
    }
    if (++shown <= 5)
      out += "    " + say(SettleWord::row_text, language, {share_of(pick.samples, answer.samples, language), options(table, pick.choice)}) + "\n";
    else if (shown == 6) out += "    " + say(SettleWord::others_in_json, language) + "\n";
  }
  if (answer.without_agreement > 0)
    out += "  " + say(SettleWord::no_agreement, language, {share_of(answer.without_agreement, answer.samples, language)}) + "\n";
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
