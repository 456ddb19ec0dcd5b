#include "study/outlook_case.hpp"

#include <algorithm>
#include <map>

namespace locarno::study {
namespace {

constexpr std::uint64_t most_packages = 2'000'000;

Result<void> add(hold::GivenValues& given, const HoldValue& value) {
  hold::Package trial;
  for (const double number : {value.low, value.high, value.value})
    if (auto done = hold::set(trial, value.name, number); !done) return fail(ErrorCode::bad_input, done.error().what, value.where);
  given[std::string(hold::find_parameter(value.name)->name)] = {value.value, value.low, value.high};
  return {};
}

/// Issues in ascending order, each once.
void merge(std::vector<IssueId>& into, IssueId issue) {
  const auto at = std::lower_bound(into.begin(), into.end(), issue);
  if (at == into.end() || *at != issue) into.insert(at, issue);
}

std::uint64_t product(const Case& of_case, const std::vector<IssueId>& issues) {
  std::uint64_t out = 1;
  for (const IssueId issue : issues) {
    out *= of_case.issues[issue].options.size();
    if (out > most_packages) return most_packages + 1;
  }
  return out;
}

/// Chances of keeping, remembered by the options of the issues that set levers.
class Keeper {
 public:
  explicit Keeper(const Outlook& outlook) : outlook_(outlook) {
    for (const LeverEntry& lever : outlook.levers) merge(issues_, lever.issue);
  }
  const std::vector<IssueId>& issues() const { return issues_; }
  Result<std::pair<double, double>> kept(const ChosenOptions& chosen) {
    std::vector<std::uint32_t> key;
    for (const IssueId issue : issues_) key.push_back(chosen[issue].is_none() ? 0 : static_cast<std::uint32_t>(chosen[issue].index() + 1));
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    LOC_TRY(const hold::GivenValues given, given_of(outlook_, chosen));
    LOC_TRY(const hold::Package package, hold::package_of(given));
    const std::pair<double, double> out{hold::kept_to(package, 5), hold::kept_to(package, 10)};
    known_.emplace(std::move(key), out);
    return out;
  }

 private:
  const Outlook& outlook_;
  std::vector<IssueId> issues_;
  std::map<std::vector<std::uint32_t>, std::pair<double, double>> known_;
};

bool dominates(const TradeRow& a, const TradeRow& b) {
  if (a.broken > b.broken || a.ratified < b.ratified || a.kept10 < b.kept10) return false;
  return a.broken < b.broken || a.ratified > b.ratified || a.kept10 > b.kept10;
}

bool stands_before(const TradeRow& a, const TradeRow& b) {
  if (a.broken != b.broken) return a.broken < b.broken;
  return a.ratified * a.kept10 > b.ratified * b.kept10;
}

/// Keeps what nothing in `front` dominates; rows that are equal in all three stand for each other.
void offer(std::vector<TradeRow>& front, const TradeRow& row) {
  for (const TradeRow& one : front)
    if (dominates(one, row) || (one.broken == row.broken && one.ratified == row.ratified && one.kept10 == row.kept10)) return;
  std::erase_if(front, [&](const TradeRow& one) { return dominates(row, one); });
  front.push_back(row);
  front.back().on_frontier = true;
}

/// The best rows that are not on the frontier, at most so many.
void keep_best(std::vector<TradeRow>& best, const TradeRow& row, std::size_t most) {
  if (best.size() == most && (most == 0 || !stands_before(row, best.back()))) return;
  best.insert(std::upper_bound(best.begin(), best.end(), row, stands_before), row);
  if (best.size() > most) best.pop_back();
}

}  // namespace

Result<hold::GivenValues> given_of(const Outlook& outlook, const ChosenOptions& chosen) {
  hold::GivenValues given;
  for (const HoldValue& value : outlook.hold) LOC_CHECK(add(given, value));
  for (const LeverEntry& lever : outlook.levers) {
    if (chosen[lever.issue] != lever.option) continue;
    for (const HoldValue& value : lever.sets) LOC_CHECK(add(given, value));
  }
  return given;
}

Result<void> check_outlook(const Case& of_case, const Outlook& outlook) {
  hold::GivenValues given;
  for (const HoldValue& value : outlook.hold) LOC_CHECK(add(given, value));
  for (const LeverEntry& lever : outlook.levers)
    for (const HoldValue& value : lever.sets) LOC_CHECK(add(given, value));
  const ChosenOptions nothing(of_case.issues.size(), OptionId::none());
  for (const Institution& institution : outlook.institutions) {
    LOC_TRY([[maybe_unused]] const InstitutionChance chance, institution_chance(institution, nothing, Run{}));
  }
  return {};
}

Result<TradeAnswer> trade(const TradeQuestion& question, const Run& run) {
  const Case& c = *question.of_case;
  Ratifier ratifier(c, *question.outlook);
  Keeper keeper(*question.outlook);
  TradeAnswer answer;
  for (const auto* list : {&ratifier.issues(), &keeper.issues()})
    for (const IssueId issue : *list)
      if (question.fixed[issue].is_none()) merge(answer.issues, issue);
  std::vector<IssueId> wide = answer.issues;
  for (const Condition* line : question.lines)
    for (const IssueId issue : line->issues())
      if (question.fixed[issue].is_none()) merge(wide, issue);
  if (product(c, wide) <= most_packages) answer.issues = wide;
  if (product(c, answer.issues) > most_packages) return fail(ErrorCode::limit_reached, "more than 2000000 packages; fix some issues with --settlement");
  ChosenOptions chosen = question.fixed;
  for (const IssueId issue : answer.issues) chosen[issue] = OptionId(0);
  std::vector<const Condition*> decided;
  for (const Condition* line : question.lines) {
    const auto named = line->issues();
    if (std::none_of(named.begin(), named.end(), [&](IssueId issue) { return chosen[issue].is_none(); })) decided.push_back(line);
    else ++answer.undecided_lines;
  }
  std::vector<TradeRow> front, best;
  while (true) {
    if (answer.packages % 1024 == 0) {
      if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while walking packages");
      run.report("packages", answer.packages, product(c, answer.issues));
    }
    TradeRow row;
    for (const Condition* line : decided) row.broken += line->holds(chosen) ? 0 : 1;
    LOC_TRY(row.ratified, ratifier.all(chosen, run));
    LOC_TRY(const auto kept, keeper.kept(chosen));
    row.kept5 = kept.first;
    row.kept10 = kept.second;
    ++answer.packages;
    answer.signable += row.broken == 0 ? 1 : 0;
    row.chosen = chosen;
    offer(front, row);
    keep_best(best, row, question.list_at_most);
    std::size_t k = 0;
    for (; k < answer.issues.size(); ++k) {
      const std::size_t next = chosen[answer.issues[k]].index() + 1;
      chosen[answer.issues[k]] = OptionId(next < c.issues[answer.issues[k]].options.size() ? next : 0);
      if (chosen[answer.issues[k]].index() != 0) break;
    }
    if (k == answer.issues.size()) break;
  }
  std::stable_sort(front.begin(), front.end(), stands_before);
  answer.rows = std::move(front);
  for (TradeRow& row : best) {
    const bool is_there = std::any_of(answer.rows.begin(), answer.rows.end(), [&](const TradeRow& one) { return one.chosen == row.chosen; });
    if (!is_there && answer.rows.size() < question.list_at_most) answer.rows.push_back(std::move(row));
  }
  return answer;
}

}  // namespace locarno::study
