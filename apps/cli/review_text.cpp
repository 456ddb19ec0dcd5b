#include "review_text.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "brief/safe.hpp"
#include "brief/why_json.hpp"
#include "ledger/replay.hpp"
#include "study/review_export.hpp"

namespace locarno::cli {
namespace {
using brief::visible;
using nlohmann::json;

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string listed(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + id;
  return out;
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t has = brief::columns(text);
  return has < columns ? text + std::string(columns - has, ' ') : text;
}

/// Why kappa is not there, or what it is.
std::string kappa_words(const study::FieldAgreement& field) {
  if (field.field == "span") return "(places are no labels)";
  if (field.n == 0) return "no record";
  if (!field.kappa) return "undefined: both used one label";
  return fmt::format("{:.3f}{}", field.kappa->value(), field.n < study::few ? " (too few)" : "");
}

}  // namespace

std::string decision_words(const ledger::Decision& d) {
  std::string what = d.action;
  if (d.action == "set") what = fmt::format("set {} = '{}'", d.field, d.value);
  else if (!d.value.empty()) what += (d.action == "span" || d.action == "split" ? " bytes " : d.action == "merge" ? " with " : " ") + d.value;
  if (const auto made = ledger::made_ids(d); !made.empty()) what += " -> " + listed(made);
  const std::string when = d.at.empty() ? "" : ", " + d.at;
  return visible(fmt::format("{} ({}{}): {}", what, d.who, when, d.reason));
}

std::string record_words(const study::ReviewDesk& desk, const study::QueueEntry& entry, bool with_reasons) {
  const ledger::Reviewed& one = desk.records[entry.record];
  const Record& r = one.record;
  const std::string date = r.date ? to_string(*r.date) + (r.date_inferred ? "?" : "") : "undated";
  std::string out = fmt::format("{}  {} {}  {}  {} {}{}  {}  {}%  {}:{}-{}\n", r.id, to_string(r.review), to_string(r.kind),
                                visible(r.speaker_party), visible(r.issue), to_string(r.stance), r.negated ? " (negated)" : "", date,
                                r.confidence, visible(r.doc), r.char_start, r.char_end);
  std::string chain;
  for (const std::string& relay : r.via) chain += (chain.empty() ? " via " : " < ") + relay;
  out += fmt::format("    {}{}{}{}: {}\n", visible(r.speaker), visible(chain), r.hedge == Hedge::none ? "" : ", ", to_string(r.hedge),
                     visible(desk.words(r, r.span)));
  if (r.stance_if) out += fmt::format("    on condition: {}\n", visible(desk.words(r, r.stance_if->span)));
  if (with_reasons)
    for (const study::QueueReason& reason : entry.reasons)
      out += fmt::format("    * {}: {}\n", to_string(reason.cause), visible(reason.words));
  if (!one.parents.empty()) out += fmt::format("    from {}\n", listed(one.parents));
  if (!one.replaced_by.empty()) out += fmt::format("    replaced by {}\n", listed(one.replaced_by));
  const std::set<std::int64_t> stand(one.decisions.begin(), one.decisions.end());
  for (const ledger::Decision& decision : desk.decisions)
    if (decision.record == r.id)
      out += fmt::format("    {} {}  {}\n", stand.contains(decision.number) || decision.number == one.replaced_in ? ">" : "-", decision.number,
                         decision_words(decision));
  return out;
}

std::string records_json(const study::ReviewDesk& desk, const std::vector<study::QueueEntry>& entries) {
  std::map<std::string, CharIndex> index_of;
  std::string out;
  for (const study::QueueEntry& entry : entries) {
    const ledger::Reviewed& one = desk.records[entry.record];
    const Document* document = desk.document(one.record);
    auto [chars, is_new] = index_of.try_emplace(one.record.document);
    if (is_new && document != nullptr) chars->second = CharIndex(document->text);
    std::string line = study::record_line(one, chars->second);
    line.pop_back();
    line += ",\"decisions\":[";
    bool first = true;
    for (const ledger::Decision& decision : desk.decisions) {
      if (decision.record != one.record.id) continue;
      line += (first ? "" : ",") + brief::decision_json(decision);
      first = false;
    }
    json reasons = json::array();
    for (const study::QueueReason& reason : entry.reasons) reasons.push_back({{"cause", to_string(reason.cause)}, {"why", reason.words}});
    out += line + "],\"reasons\":" + dumped(reasons) + ",\"replaced_by\":" + dumped(json(one.replaced_by)) + "}\n";
  }
  return out;
}

std::string agreement_words(const study::Agreement& a) {
  std::string out = fmt::format("{} and {}: {} records decided on by both; {} by the first only, {} by the second only\n",
                                visible(a.reader_a), visible(a.reader_b), a.both, a.only_a, a.only_b);
  if (a.both < study::few)
    out += fmt::format("note: fewer than {} records: kappa says little here, whatever its value\n", study::few);
  out += "note: both started from the program's proposal; what neither changed counts as agreement\n\n";
  out += fmt::format("  {:<14} {:>5} {:>6} {:>8}  {}\n", "field", "n", "alike", "raw", "kappa");
  for (const study::FieldAgreement& field : a.fields)
    out += fmt::format("  {:<14} {:>5} {:>6} {:>8}  {}\n", field.field, field.n, field.alike,
                       field.n == 0 ? "-" : fmt::format("{:.3f}", static_cast<double>(field.alike) / static_cast<double>(field.n)),
                       kappa_words(field));
  out += fmt::format("\n{} disagreements\n", a.disagreements.size());
  for (const study::Disagreement& d : a.disagreements) {
    out += fmt::format("  {}  {}  {}: '{}' or '{}'", d.record, padded(visible(d.doc), 24), d.field, visible(d.a), visible(d.b));
    out += d.resolved_by.empty() ? "  open\n" : fmt::format("  resolved by {}: '{}'\n", visible(d.resolved_by), visible(d.resolved));
    out += fmt::format("      {}\n", brief::shorten(visible(d.words), 90));
  }
  return out;
}

std::string agreement_json(const study::Agreement& a) {
  json out{{"readers", {a.reader_a, a.reader_b}}, {"both", a.both}, {"only_first", a.only_a}, {"only_second", a.only_b},
           {"few", a.both < study::few}, {"fields", json::array()}, {"disagreements", json::array()}};
  for (const study::FieldAgreement& f : a.fields) {
    json field{{"field", f.field}, {"n", f.n}, {"alike", f.alike}, {"kappa", nullptr}, {"kappa_fraction", nullptr}};
    if (f.kappa) {
      field["kappa"] = f.kappa->value();
      field["kappa_fraction"] = fmt::format("{}/{}", f.kappa->numerator, f.kappa->denominator);
    }
    out["fields"].push_back(std::move(field));
  }
  for (const study::Disagreement& d : a.disagreements)
    out["disagreements"].push_back({{"record", d.record}, {"doc", d.doc}, {"text", d.text}, {"field", d.field}, {"first", d.a},
                                    {"second", d.b}, {"resolved_by", d.resolved_by.empty() ? json(nullptr) : json(d.resolved_by)},
                                    {"resolved", d.resolved_by.empty() ? json(nullptr) : json(d.resolved)}});
  return dumped(out) + "\n";
}

}  // namespace locarno::cli
