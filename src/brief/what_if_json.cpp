#include "brief/what_if_json.hpp"

#include "brief/brief_page.hpp"
#include "brief/json_parts.hpp"
#include "brief/settle_detail_page.hpp"
#include "brief/shelf_parts.hpp"

namespace locarno::brief {
namespace {
using nlohmann::json;

json party_or_null(const Case& c, PartyId party) { return party.is_none() ? json(nullptr) : json(c.parties[party].id); }

json issues_of(const Case& c, const settle::Line& line) {
  json out = json::array();
  for (const IssueId issue : line.issues()) out.push_back(c.issues[issue].id);
  return out;
}

/// The options of the issues it speaks of; an issue left out may go either way.
json settlement(const Case& c, const Settlement& chosen) {
  json out = json::object();
  for (std::size_t i = 0; i < chosen.size(); ++i)
    if (!chosen[IssueId(i)].is_none()) out[c.issues[IssueId(i)].id] = c.issues[IssueId(i)].options[chosen[IssueId(i)]].id;
  return out;
}

json settlements(const Case& c, const std::vector<Settlement>& list) {
  json out = json::array();
  for (const Settlement& one : list) out.push_back(settlement(c, one));
  return out;
}

const char* words_of(Verdict verdict) { return verdict == Verdict::proved ? "proved" : "limit_reached"; }

template <class Indices>
json ids_of(const settle::ZoneQuestion& question, const Indices& lines) {
  json out = json::array();
  for (const auto line : lines) out.push_back(safe_text(question.lines[line].id));
  return out;
}

json lines_with_words(const study::Shelf& shelf, const study::Brief& brief) {
  const Case& c = **brief.the_case;
  json out = json::array();
  for (std::size_t i = 0; i < brief.zone_question.lines.size(); ++i) {
    const settle::Line& line = brief.zone_question.lines[i];
    json row{{"id", safe_text(line.id)}, {"party", party_or_null(c, line.party)}, {"issues", issues_of(c, line)}, {"cost", line.cost},
             {"opens_alone", i < brief.opened_alone.size() ? json_number(brief.opened_alone[i]) : json(nullptr)}};
    const bool is_said = i < brief.red_lines.size() && brief.red_lines[i].id == line.id;   // what follows them are fallbacks
    row["rule"] = safe_text(!line.rule.source.empty() ? line.rule.source : print_condition(line.rule, c.issues));
    row["words"] = is_said ? both_languages(brief.red_lines[i].words) : both_languages({line.id, line.id});
    row["source"] = is_said ? json(to_string(brief.red_lines[i].source)) : json(nullptr);
    row["first_hand"] = !is_said || brief.red_lines[i].first_hand;
    row["since"] = is_said ? date_or_null(brief.red_lines[i].since) : json(nullptr);
    row["quotes"] = is_said ? quotes(shelf, brief.red_lines[i].evidence) : json::array();
    row["note"] = is_said ? safe_text(brief.red_lines[i].note) : json("");
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

std::string explorer_json(const study::Shelf& shelf, const study::Brief& brief, const study::SettleDetail& detail) {
  json out = json::parse(with_settle_detail(settle_json(brief), brief, detail));
  out["lines"] = lines_with_words(shelf, brief);
  return printed_json(out);
}

std::string what_if_json(const study::Brief& brief, const study::WhatIf& answer) {
  const Case& c = **brief.the_case;
  const settle::ZoneAnswer& zone = answer.zone;
  json out{{"zone", {{"open", {{"passing", json_number(zone.open)}, {"of", json_number(zone.of)}}},
                     {"strict", {{"passing", json_number(zone.strict)}, {"of", json_number(zone.of)}}},
                     {"verdict", words_of(zone.counts)}}},
           {"passing", settlements(c, answer.passing)},
           {"clashes_verdict", words_of(zone.clashes_complete)}, {"openings_verdict", words_of(zone.openings_complete)}};
  out["clashes"] = out["openings"] = out["lines"] = json::array();
  for (const settle::Clash& clash : zone.clashes) out["clashes"].push_back(ids_of(answer.asked, clash.lines));
  for (const study::OpeningView& view : answer.openings) out["openings"].push_back(opening_json(c, answer.asked, view, json_number(zone.of)));
  out["openings_known"] = zone.openings.size();
  std::vector<json> alone(answer.question.lines.size(), json(nullptr));
  for (std::size_t i = 0; i < answer.opened_alone.size(); ++i) alone[answer.asked_lines[i]] = json_number(answer.opened_alone[i]);
  for (std::size_t i = 0; i < answer.question.lines.size(); ++i)
    out["lines"].push_back({{"id", safe_text(answer.question.lines[i].id)}, {"party", party_or_null(c, answer.question.lines[i].party)},
                            {"in_force", static_cast<bool>(answer.is_in_force[i])}, {"is_added", i >= answer.added_from && i < answer.fixed_from},
                            {"is_fixed", i >= answer.fixed_from}, {"opens_alone", alone[i]}});
  return printed_json(out);
}

}  // namespace locarno::brief
