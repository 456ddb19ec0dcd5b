#pragma once
// locarno/brief/shelf_json.hpp -- a workbench's shelf as JSON: the case, its reports and records (docs/api.md lists the keys).
//
// Rules      Names in both languages; text of a report is never markup: `words` is what a reader sees, offsets are code points.
// Threads    pure. Deterministic: same shelf, same bytes.
#include <string>

#include "study/shelf_records.hpp"
#include "study/workbench.hpp"

namespace locarno::brief {

/// One record: the fields of `locarno read --json`, and what a card shows beside them.
std::string record_json(const study::Shelf& shelf, const Record& record);
/// {"total", "offset", "records": [...]}
std::string records_json(const study::Shelf& shelf, const study::RecordPage& page, std::size_t offset);
/// "[...]" of these records.
std::string record_list_json(const study::Shelf& shelf, const std::vector<const Record*>& records);
/// The case, its options, drafts, outlets, days; `brief`: of the day asked for, for red lines and their quotations.
std::string case_json(const study::Shelf& shelf, const study::Brief& brief);
/// Reports without their text; those the filter leaves out are left out.
std::string documents_json(const study::Shelf& shelf, const study::Brief& brief, const study::PageFilter& filter);
/// One report for reading: blocks in runs of what is seen, its records, what repeats it. Empty: no such report.
std::string document_json(const study::Shelf& shelf, const study::Brief& brief, const std::string& id);
std::string loading_json(const study::Loading& loading, const study::Shelf* shelf, const std::string& program);

}  // namespace locarno::brief
