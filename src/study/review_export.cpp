#include "study/review_export.hpp"

#include "model/record_json.hpp"

namespace locarno::study {

std::string record_line(const ledger::Reviewed& one, const CharIndex& chars) {
  std::string line = to_json_line(one.record, chars);
  if (one.parents.empty()) return line;
  line.pop_back();
  line += ",\"parents\":[";
  for (std::size_t i = 0; i < one.parents.size(); ++i) line += (i == 0 ? "\"" : ",\"") + one.parents[i] + "\"";
  return line + "]}";
}

std::string export_accepted(const ReviewDesk& desk) {
  std::string out;
  const Document* document = nullptr;
  CharIndex chars;
  for (const ledger::Reviewed& one : desk.records) {
    const bool is_kept = one.record.review == ReviewState::accepted || one.record.review == ReviewState::edited;
    if (!is_kept || !one.replaced_by.empty()) continue;
    if (const Document* own = desk.document(one.record); own != document && own != nullptr) {
      document = own;
      chars = CharIndex(own->text);
    }
    out += record_line(one, chars) + "\n";
  }
  return out;
}

}  // namespace locarno::study
