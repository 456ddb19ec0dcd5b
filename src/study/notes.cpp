#include "study/notes.hpp"

#include <algorithm>
#include <set>

#include "base/fold.hpp"
#include "study/phrases.hpp"

namespace locarno::study {
namespace {

/// A number directly before a per cent sign (after folding: '%').
bool has_percentage(const std::vector<char16_t>& text) {
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] == u'%' && text[i - 1] >= u'0' && text[i - 1] <= u'9') return true;
  return false;
}

}  // namespace

std::vector<Noted> find_gates(const CheckedCase& the_case, const std::vector<Record>& records) {
  std::vector<Noted> gates;
  for (const Gate& gate : the_case->gates)
    gates.push_back({gate.body, gate.needs, gate.source_note, gate.party, records_with(gate.phrases, records)});
  return gates;
}

std::vector<Noted> find_promises(const CheckedCase& the_case, const std::vector<Record>& records) {
  std::vector<Noted> promises;
  for (const Promise& promise : the_case->promises) {
    Noted noted{promise.name, {}, {}, promise.party, records_with(promise.phrases, records)};
    if (!noted.records.empty()) promises.push_back(std::move(noted));
  }
  return promises;
}

std::vector<Noted> find_claims(const std::vector<Record>& records) {
  std::vector<Noted> claims;
  for (const Record& record : records) {
    if (record.kind == RecordKind::contact || record.issue != "negotiation_progress") continue;
    if (has_percentage(fold_phrase(record.text))) claims.push_back({{}, {}, {}, PartyId(), {record.id}});
  }
  return claims;
}

}  // namespace locarno::study
