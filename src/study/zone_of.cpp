#include "study/zone_of.hpp"

#include <algorithm>
#include <set>

namespace locarno::study {
namespace {

constexpr std::size_t openings_viewed = 12;

std::set<IssueId> issues_of(const settle::ZoneQuestion& question, const std::vector<std::uint32_t>& lines) {
  std::set<IssueId> issues;
  for (const std::uint32_t line : lines)
    for (const IssueId issue : question.lines[line].rule.issues()) issues.insert(issue);
  return issues;
}

Result<OpeningView> view(const settle::ZoneQuestion& question, const settle::Opening& opening, Run& run) {
  OpeningView out;
  out.opening = opening;
  std::vector<bool> active(question.lines.size(), true);
  for (const std::uint32_t line : opening.relax) active[line] = false;
  LOC_TRY(out.strict_opens, settle::count_passing(question, active, true, run));

  std::set<PartyId> silent;
  for (const settle::Silence& silence : question.silences) silent.insert(silence.party);
  for (const PartyId party : silent) {
    settle::ZoneQuestion only = question;
    std::erase_if(only.silences, [&](const settle::Silence& s) { return s.party != party; });
    LOC_TRY(const Integer left, settle::count_passing(only, active, true, run));
    if (left < opening.opens) out.still_silent.push_back(party);
  }
  const std::set<IssueId> touched = issues_of(question, opening.relax);
  for (std::size_t line = 0; line < question.lines.size(); ++line) {
    if (!active[line]) continue;
    const std::vector<IssueId> issues = question.lines[line].rule.issues();
    if (std::any_of(issues.begin(), issues.end(), [&](IssueId i) { return touched.contains(i); }))
      out.still_binding.push_back(line);
  }
  return out;
}

}  // namespace

settle::ZoneQuestion zone_question(const CheckedCase& the_case, const StanceTable& stances,
                                   const std::vector<RedLine>& red_lines) {
  settle::ZoneQuestion question;
  for (const Issue& issue : the_case->issues) question.options.push_back(static_cast<std::uint32_t>(issue.options.size()));
  for (const RedLine& line : red_lines) question.lines.push_back({line.id, line.party, line.rule});
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
    if (views.size() == openings_viewed) break;
    LOC_TRY(OpeningView one, view(question, opening, run));
    views.push_back(std::move(one));
  }
  return views;
}

}  // namespace locarno::study
