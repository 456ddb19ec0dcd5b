#include "case_settle.hpp"

#include <fstream>

#include "brief/settle_detail_page.hpp"

namespace locarno::cli {
namespace {

void write_certificate(const study::Brief& brief, const std::string& file, Door& door) {
  const auto certificate = study::certificate(brief, door.run);
  if (!certificate) return door.fail(certificate.error());
  std::ofstream out(file, std::ios::binary);
  out << settle::write_certificate(*certificate);
  out.close();
  if (!out) door.fail({ErrorCode::io, "cannot write the certificate", file});
}

/// Was the work ended by what the user asked for, and not by how much there is to list?
bool is_cut_short(const study::Brief& brief, const Door& door) {
  if (door.run.is_cancelled()) return true;
  if (door.run.limits.nodes == 0 || !brief.zone) return false;
  const settle::ZoneAnswer& zone = *brief.zone;
  return zone.counts != Verdict::proved || zone.effort.nodes + zone.effort.conflicts >= door.run.limits.nodes;
}

}  // namespace

void add_case_settle_options(CLI::App& command, DeskOptions& desk, CaseSettleOptions& options) {
  const std::string group = "For a case";
  command.add_option("--opening-size", desk.opening_size, "look for openings of at most so many red lines (where there are more than 64 lines: 3)")->group(group);
  command.add_option("--clash-size", desk.clash_size, "look for clashes of at most so many red lines (where there are more than 64 lines: 3)")->group(group);
  command.add_flag("--each-line", options.each_line, "count afresh what each red line opens alone where tables are too large, also of more than 64 lines: minutes")->group(group);
  command.add_option("--certificate", options.certificate, "write the answer with its proofs to this file, for 'locarno check'")->group(group);
}

std::string with_case_settle(const study::Brief& brief, const std::string& printed, const CaseSettleOptions& options, const DeskOptions& desk,
                             Door& door) {
  study::SettleDetail detail;
  if (!door.run.is_cancelled()) {
    auto found = study::settle_detail(brief, options.each_line, door.run);
    if (found) detail = std::move(*found);
    else door.fail(found.error());
    if (!options.certificate.empty()) write_certificate(brief, options.certificate, door);
  }
  if (is_cut_short(brief, door)) door.status = 4;
  return desk.json ? brief::with_settle_detail(printed, brief, detail)
                   : printed + brief::settle_detail_text(brief, detail, desk.page_language());
}

}  // namespace locarno::cli
