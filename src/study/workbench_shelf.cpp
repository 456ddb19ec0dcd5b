// locarno/study/workbench_shelf.cpp -- what is found on a shelf: documents, records, decisions.
#include "study/workbench.hpp"

namespace locarno::study {

const Document* Shelf::document(const Record& record) const {
  const auto found = document_of.find(record.document);
  return found == document_of.end() ? nullptr : &base->documents[found->second];
}
const Record* Shelf::record(std::string_view id) const {
  const auto found = record_of.find(id);
  return found == record_of.end() ? nullptr : &records[found->second];
}
std::int64_t Shelf::version_of(std::string_view id) const {
  const auto found = decided.find(id);
  return found == decided.end() ? 0 : found->second;
}
PageGround Shelf::ground() const {
  PageGround ground = ground_of(*base, place);
  ground.records = &records;
  return ground;
}

std::vector<std::string> relays_of(const Record& record, const Document& document) {
  const std::size_t outlet = document.outlet.empty() || record.via.empty() ? 0 : 1;
  return {record.via.begin() + static_cast<std::ptrdiff_t>(outlet), record.via.end()};
}

}  // namespace locarno::study
