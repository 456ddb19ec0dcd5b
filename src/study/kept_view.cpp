#include "study/kept_view.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "study/monitor.hpp"

namespace locarno::study {
namespace {

constexpr std::size_t most_sources = 4;
constexpr std::int64_t seconds_of_day = 86'400;

/// The last finding of each clause that counts on the board.
class LastFindings {
 public:
  explicit LastFindings(const Terms& terms) {
    for (std::size_t i = 0; i < terms.clauses.size(); ++i) {
      KeptClause& clause = clauses_.emplace_back();
      clause.name = terms.clauses[i].name;
      clause.is_deed = terms.clauses[i].forbids.empty();
      clause.deeds_needed = terms.clauses[i].deeds_needed;
      at_[terms.clauses[i].id] = i;
    }
  }

  void see(const watch::Incident& incident, const watch::Finding& finding) {
    using watch::FindingState;
    if (finding.state != FindingState::found && finding.state != FindingState::contested && finding.state != FindingState::fulfilment) return;
    const auto at = at_.find(finding.clause);
    if (at == at_.end()) return;
    KeptClause& clause = clauses_[at->second];
    if (!clause.last.empty() && std::pair(finding.begin, finding.id) < std::pair(clause.last_at, clause.last)) return;
    clause.last = finding.id;
    clause.last_at = finding.begin;
    clause.reports = finding.evidence.size();
    clause.sources.clear();
    for (const watch::Report& report : incident.reports) {
      const bool speaks = std::find(finding.evidence.begin(), finding.evidence.end(), report.id) != finding.evidence.end();
      const bool known = std::find(clause.sources.begin(), clause.sources.end(), report.source) != clause.sources.end();
      if (speaks && !known && !report.source.empty() && clause.sources.size() < most_sources) clause.sources.push_back(report.source);
    }
  }

  std::vector<KeptClause> with(const watch::Board& board) && {
    for (std::size_t i = 0; i < clauses_.size() && i < board.rows.size(); ++i) clauses_[i].row = board.rows[i];
    return std::move(clauses_);
  }

 private:
  std::vector<KeptClause> clauses_;
  std::map<std::string, std::size_t> at_;
};

std::int64_t end_of(Date day) { return (std::int64_t{day_number(day)} + 1) * seconds_of_day; }

}  // namespace

Result<std::optional<KeptView>> kept_view(const std::string& place, std::optional<Date> as_of, const Run& run) {
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::path(place) / ".locarno" / "watch.db", code)) return std::optional<KeptView>();
  LOC_TRY(const Monitor monitor, open_monitor(place, "", false));
  LOC_TRY(const ledger::WatchStore::Counts counts, monitor.store.counts());
  if (counts.reports == 0 || counts.reports > most_kept_reports) return std::optional<KeptView>();
  const std::int64_t until = as_of ? end_of(*as_of) : time_ends;
  watch::BoardCount board(monitor.terms);
  LastFindings last(monitor.terms);
  std::int64_t latest = monitor.terms.entry_into_force;
  const auto see = [&](const watch::Incident& incident, const std::vector<watch::Finding>& findings) {
    latest = std::max(latest, incident.begin);
    for (const watch::Finding& one : findings) board.add(one), last.see(incident, one);
  };
  LOC_TRY(const WatchReplay replayed, replay(monitor, until, see, run));
  KeptView out;
  out.as_of = as_of ? until : (latest / seconds_of_day + 1) * seconds_of_day;
  out.entry_into_force = monitor.terms.entry_into_force;
  out.reports = replayed.reports;
  out.clauses = std::move(last).with(board.at(out.as_of - 1));
  return std::optional<KeptView>(std::move(out));
}

}  // namespace locarno::study
