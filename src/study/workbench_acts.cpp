#include "study/workbench_acts.hpp"

#include <algorithm>
#include <cstdlib>

namespace locarno::study {

void concerns(const ledger::Decision& decision, const std::map<std::int64_t, const ledger::Decision*>& by_number,
              std::vector<std::string>& out) {
  if (!decision.record.empty()) out.push_back(decision.record);
  if (decision.action == "merge") {
    for (std::size_t at = 0; at <= decision.value.size();) {
      const std::size_t end = std::min(decision.value.find(';', at), decision.value.size());
      if (end > at) out.push_back(decision.value.substr(at, end - at));
      at = end + 1;
    }
  } else if (decision.action == "undo") {
    const auto undone = by_number.find(std::strtoll(decision.value.c_str(), nullptr, 10));
    if (undone != by_number.end() && undone->second->number < decision.number) concerns(*undone->second, by_number, out);
  }
}

std::map<std::string, std::int64_t, std::less<>> last_decisions(const std::vector<ledger::Decision>& decisions) {
  std::map<std::int64_t, const ledger::Decision*> by_number;
  for (const ledger::Decision& decision : decisions) by_number[decision.number] = &decision;
  std::map<std::string, std::int64_t, std::less<>> last;
  std::vector<std::string> ids;
  for (const ledger::Decision& decision : decisions) {
    ids.clear();
    concerns(decision, by_number, ids);
    for (const std::string& id : ids) last[id] = std::max(last[id], decision.number);
  }
  return last;
}

Result<Made> do_act(ReviewDesk& desk, const Act& act) {
  const auto one = [&]() -> Result<const Record*> {
    const ledger::Reviewed* found = act.records.empty() ? nullptr : desk.find(act.records.front());
    if (found == nullptr || desk.document(found->record) == nullptr)
      return fail(ErrorCode::not_found, "no record '" + (act.records.empty() ? std::string() : act.records.front().substr(0, 60)) + "'");
    return &found->record;
  };
  if (act.action == "accept") return accept(desk, act.records, act.by);
  if (act.action == "reject") return reject(desk, act.records, act.by);
  if (act.action == "set") {
    if (act.fields.empty()) return fail(ErrorCode::bad_use, "no field is named, expected one to set");
    return relabel(desk, act.records, act.fields, act.by);
  }
  if (act.action == "merge") return merge(desk, act.records, act.by);
  if (act.action == "undo") return undo(desk, act.number, act.by);
  if (act.action != "span" && act.action != "split")
    return fail(ErrorCode::bad_use, "the action is '" + act.action.substr(0, 40) + "', expected accept, reject, set, span, split, merge or undo");
  LOC_TRY(const Record* const record, one());
  const CharIndex index(desk.document(*record)->text);
  if (act.action == "span") {
    if (act.char_end <= act.char_start || act.char_end > index.count())
      return fail(ErrorCode::bad_use, "the span is not a stretch of the report");
    return edit_span(desk, record->id, {index.byte_of(act.char_start), index.byte_of(act.char_end)}, act.snap, act.by);
  }
  std::vector<std::uint32_t> cuts;
  for (const std::uint32_t cut : act.cuts) cuts.push_back(index.byte_of(cut));
  if (cuts.empty()) cuts = cuts_for(desk, *record);
  return split(desk, record->id, cuts, act.snap, act.by);
}

}  // namespace locarno::study
