#include "study/zone_of.hpp"

#include <algorithm>
#include <set>

namespace locarno::study {
namespace {

constexpr std::size_t openings_viewed = 12;
constexpr std::size_t many_lines = 64;
constexpr std::size_t openings_viewed_of_many = 3;  ///< what the page shows

std::set<IssueId> issues_of(const settle::ZoneQuestion& question, const std::vector<std::uint32_t>& lines) {
  std::set<IssueId> issues;
  for (const std::uint32_t line : lines)
    for (const IssueId issue : question.lines[line].rule.issues()) issues.insert(issue);
  return issues;
}

/// What silence leaves of an opening. Out of reach is no failure: the view says so.
void count_silence(const settle::ZoneQuestion& question, const settle::Opening& opening, const std::vector<bool>& active,
                   OpeningView& out, Run& run) {
  const auto strict = settle::count_passing(question, active, true, run);
  if (!strict || opening.counted != Verdict::proved) {
    out.strict_counted = Verdict::limit_reached;
    return;
  }
  out.strict_opens = *strict;
  std::set<PartyId> silent;
  for (const settle::Silence& silence : question.silences) silent.insert(silence.party);
  for (const PartyId party : silent) {
    settle::ZoneQuestion only = question;
    std::erase_if(only.silences, [&](const settle::Silence& s) { return s.party != party; });
    const auto left = settle::count_passing(only, active, true, run);
    if (left && *left < opening.opens) out.still_silent.push_back(party);
  }
}

OpeningView view(const settle::ZoneQuestion& question, const settle::Opening& opening, Run& run) {
  OpeningView out;
  out.opening = opening;
  std::vector<bool> active(question.lines.size(), true);
  for (const std::uint32_t line : opening.relax) active[line] = false;
  count_silence(question, opening, active, out, run);

  const std::set<IssueId> touched = issues_of(question, opening.relax);
  for (std::size_t line = 0; line < question.lines.size(); ++line) {
    if (!active[line]) continue;
    const std::vector<IssueId> issues = question.lines[line].rule.issues();
    if (std::any_of(issues.begin(), issues.end(), [&](IssueId i) { return touched.contains(i); }))
      out.still_binding.push_back(line);
  }
  return out;
}

/// An exact amount times the common denominator, as a whole number; nullopt when it is a range or too large.
std::optional<std::int64_t> whole(const Amount& amount, const Rational& times) {
  const Rational scaled = amount.low * times;
  if (!amount.is_exact() || scaled.get_den() != 1 || abs(scaled.get_num()) > Integer(1) << 40) return std::nullopt;
  return scaled.get_num().get_si();
}

/// What each signatory's scores and fallback are multiplied by to become whole numbers.
Rational common_denominator(const Case& c) {
  Integer denominator = 1;
  const auto take = [&](const Rational& number) {
    Integer gcd;
    mpz_lcm(gcd.get_mpz_t(), denominator.get_mpz_t(), number.get_den().get_mpz_t());
    denominator = gcd;
  };
  for (const ScoreEntry& entry : c.scores)
    for (const Amount& value : entry.values) take(Rational(value.low * entry.weight.low));
  for (const Party& party : c.parties)
    if (party.fallback) take(party.fallback->low);
  return Rational(denominator);
}

/// Adds the party's scores to the rule; false when one is a range or too large.
bool add_scores(const Case& c, PartyId party, const Rational& times, settle::ScoreRule& rule) {
  rule.scores.resize(c.issues.size());
  for (std::size_t issue = 0; issue < c.issues.size(); ++issue) rule.scores[issue].resize(c.issues[IssueId(issue)].options.size(), 0);
  for (const ScoreEntry& entry : c.scores) {
    if (entry.party != party) continue;
    for (std::size_t option = 0; option < entry.values.size(); ++option) {
      Amount scored{entry.values[option].low * entry.weight.low, entry.values[option].high * entry.weight.high};
      const auto score = whole(scored, times);
      if (!score) return false;
      rule.scores[entry.issue.index()][option] += *score;
    }
  }
  const auto fallback = whole(c.parties[party].fallback.value_or(Amount{0, 0}), times);
  if (fallback) rule.at_least += *fallback;
  return fallback.has_value();
}

/// Fallbacks as lines: one for each signatory, or with side payments one for all together.
void add_fallbacks(const Case& c, settle::ZoneQuestion& question) {
  if (!c.acceptance.fallbacks && !c.acceptance.side_payments) return;
  const Rational times = common_denominator(c);
  settle::Line together;
  together.id = "side_payments";
  bool is_known = true;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.parties[PartyId(p)].signs) continue;
    settle::Line own;
    own.id = c.parties[PartyId(p)].id + ".fallback";
    own.party = PartyId(p);
    is_known = add_scores(c, PartyId(p), times, together.score) && is_known;
    if (c.acceptance.fallbacks && add_scores(c, PartyId(p), times, own.score)) question.lines.push_back(std::move(own));
  }
  if (c.acceptance.side_payments && is_known) question.lines.push_back(std::move(together));
}

/// Quota, weights and vetoes; none when everybody who signs must accept.
settle::Acceptance acceptance_of(const Case& c) {
  settle::Acceptance acceptance;
  if (c.acceptance.quota == 0) return acceptance;
  acceptance.quota = static_cast<std::uint64_t>(c.acceptance.quota);
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.parties[PartyId(p)].signs) continue;
    const auto weight = c.acceptance.weights.find(c.parties[PartyId(p)].id);
    const auto& essential = c.acceptance.essential;
    acceptance.seats.push_back({PartyId(p), weight == c.acceptance.weights.end() ? 1u : static_cast<std::uint32_t>(weight->second),
                                std::find(essential.begin(), essential.end(), PartyId(p)) != essential.end()});
  }
  return acceptance;
}

std::uint64_t cost_of(const Case& c, const RedLine& line) {
  for (const RedLineEntry& entry : c.red_lines)
    if (entry.id == line.id) return static_cast<std::uint64_t>(entry.cost);
  std::uint64_t cost = 1;
  for (const CostEntry& entry : c.costs) {
    if (entry.line == line.id) return static_cast<std::uint64_t>(entry.cost);
    if (entry.line == c.parties[line.party].id) cost = static_cast<std::uint64_t>(entry.cost);
  }
  return cost;
}

}  // namespace

settle::ZoneQuestion zone_question(const CheckedCase& the_case, const StanceTable& stances,
                                   const std::vector<RedLine>& red_lines) {
  settle::ZoneQuestion question;
  for (const Issue& issue : the_case->issues) question.options.push_back(static_cast<std::uint32_t>(issue.options.size()));
  for (const RedLine& line : red_lines) question.lines.push_back({line.id, line.party, line.rule, cost_of(*the_case, line)});
  add_fallbacks(*the_case, question);
  question.acceptance = acceptance_of(*the_case);
  for (std::size_t p = 0; p < the_case->parties.size(); ++p) {
    if (!the_case->parties[PartyId(p)].signs) continue;
    for (std::size_t i = 0; i < the_case->issues.size(); ++i) {
      settle::Silence silence{PartyId(p), IssueId(i), {}};
      for (std::size_t o = 0; o < the_case->issues[IssueId(i)].options.size(); ++o)
        if (stances.at(PartyId(p), IssueId(i), OptionId(o)).value == StanceValue::silent) silence.options.add(OptionId(o));
      if (silence.options.bits != 0) question.silences.push_back(silence);
    }
  }
  return question;
}

Result<std::vector<OpeningView>> view_openings(const settle::ZoneQuestion& question, const settle::ZoneAnswer& answer,
                                               Run& run) {
  std::vector<OpeningView> views;
  for (const settle::Opening& opening : answer.openings) {
    if (views.size() == (question.lines.size() > many_lines ? openings_viewed_of_many : openings_viewed)) break;
    views.push_back(view(question, opening, run));
  }
  return views;
}

}  // namespace locarno::study
