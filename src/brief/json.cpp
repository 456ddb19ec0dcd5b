// The page's data as JSON: the keys of CONTRACT plus those docs/brief.md adds. Sorted keys, valid UTF-8 whatever the
// reports held, counts above 2^53 as decimal strings, offsets in code points.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "brief/brief_page.hpp"
#include "brief/json_parts.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using nlohmann::json;

/// The largest integer every JSON reader keeps exactly.
const Integer& largest_exact() {
  static const Integer limit = Integer(1) << 53;
  return limit;
}

json number(const Integer& n) { return json_number(n); }

json text(const std::string& words) { return valid_utf8(words); }
json texts(const std::vector<std::string>& rows) {
  json out = json::array();
  for (const std::string& row : rows) out.push_back(text(row));
  return out;
}
json both(const Text& words) { return {{"en", text(words.en)}, {"zh", text(words.zh)}}; }
json date(const std::optional<Date>& day) { return day ? json(to_string(*day)) : json(nullptr); }

std::string party_id(const Case& c, PartyId party) {
  return party.is_none() || party.index() >= c.parties.size() ? std::string() : c.parties[party].id;
}
std::string issue_id(const Case& c, IssueId issue) {
  return issue.is_none() || issue.index() >= c.issues.size() ? std::string() : c.issues[issue].id;
}
std::string option_id(const Case& c, IssueId issue, OptionId option) {
  if (issue.is_none() || issue.index() >= c.issues.size()) return {};
  const auto& options = c.issues[issue].options;
  return option.is_none() || option.index() >= options.size() ? std::string() : options[option].id;
}

/// The condition as it was written, else printed with the case's ids.
json condition_text(const Case& c, const Condition& condition) {
  return text(condition.source.empty() ? print_condition(condition, c.issues) : condition.source);
}

json documents_json(const std::vector<Document>& documents, const std::map<std::string, std::string>& copy_of) {
  json out = json::array();
  for (const Document& document : documents) {
    json languages = json::array();
    for (const Language language : document.languages) languages.push_back(to_string(language));
    out.push_back({{"id", text(document.id)}, {"doc", text(document.name)}, {"language", languages.empty() ? json("und") : languages.front()},
                   {"languages", languages}, {"outlet", text(document.outlet)}, {"published", date(document.published)},
                   {"published_basis", to_string(document.published_basis)}, {"inferred", document.published_inferred},
                   {"published_why", text(document.published_why)}, {"sha256", text(document.sha256)}, {"title", text(document.title)}});
    if (const auto copied = copy_of.find(document.id); copied != copy_of.end()) out.back()["copy_of"] = copied->second;
  }
  return out;
}

/// The first `most` of a list of record ids (0 = all); what was cut is said in `row`.
json evidence_rows(const std::vector<std::string>& ids, std::size_t most, json& row, const char* total) {
  if (most == 0 || ids.size() <= most) return texts(ids);
  row[total] = ids.size();
  return texts({ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(most)});
}

json stances_rows(const study::Brief& b, std::size_t most = 0) {
  const Case& c = **b.the_case;
  json out = json::array();
  for (const Stance& stance : b.stances.rows) {
    out.push_back({{"party", party_id(c, stance.party)}, {"issue", issue_id(c, stance.issue)}, {"option", option_id(c, stance.issue, stance.option)},
                   {"stance", to_string(stance.value)},
                   {"condition", stance.value == StanceValue::accepts_if ? condition_text(c, stance.condition) : json(nullptr)},
                   {"since", date(stance.since)}, {"first_hand", stance.first_hand}, {"via", texts(stance.via)},
                   {"told_by_narrator", stance.told_by_narrator},
                   {"source", stance.source == StanceSource::none ? json(nullptr) : json(to_string(stance.source))},
                   {"rule", text(stance.rule)}, {"note", text(stance.note)}});
    json cut = json::object();
    out.back()["evidence"] = evidence_rows(stance.evidence, most, cut, "evidence_total");
    out.back().update(cut);
  }
  return out;
}

json position_json(const Case& c, IssueId issue, const Move::Position& position) {
  json out = json::array();
  for (std::size_t at = 0; at < position.values.size(); ++at) {
    json row{{"option", option_id(c, issue, OptionId(at))}, {"stance", to_string(position.values[at])}, {"condition", nullptr}};
    if (position.values[at] == StanceValue::accepts_if && at < position.conditions.size()) row["condition"] = condition_text(c, position.conditions[at]);
    out.push_back(std::move(row));
  }
  return out;
}

json moves_rows(const study::Brief& b, std::size_t most = 0) {
  const Case& c = **b.the_case;
  json out = json::array();
  for (const Move& move : b.moves) {
    out.push_back({{"party", party_id(c, move.party)}, {"issue", issue_id(c, move.issue)}, {"from", position_json(c, move.issue, move.from)},
                   {"to", position_json(c, move.issue, move.to)}, {"date", date(move.date)}, {"first_hand", move.first_hand}});
    json cut = json::object();
    out.back()["evidence"] = evidence_rows(move.evidence, most, cut, "evidence_total");
    out.back()["evidence_from"] = evidence_rows(move.evidence_from, most, cut, "evidence_from_total");
    out.back().update(cut);
  }
  return out;
}

json red_lines_rows(const study::Brief& b, std::size_t most = 0) {
  const Case& c = **b.the_case;
  json out = json::array();
  for (const RedLine& line : b.red_lines) {
    json issues = json::array();
    for (const IssueId issue : line.rule.issues()) issues.push_back(issue_id(c, issue));
    out.push_back({{"id", text(line.id)}, {"party", party_id(c, line.party)}, {"issues", issues}, {"rule", condition_text(c, line.rule)},
                   {"words", both(line.words)}, {"since", date(line.since)}, {"first_hand", line.first_hand}, {"via", texts(line.via)},
                   {"told_by_narrator", line.told_by_narrator}, {"source", to_string(line.source)}, {"note", text(line.note)}});
    json cut = json::object();
    out.back()["evidence"] = evidence_rows(line.evidence, most, cut, "evidence_total");
    out.back().update(cut);
  }
  return out;
}

json zone_json(const study::Brief& b) {
  if (b.no_case || !b.zone) return nullptr;
  return {{"open", {{"passing", number(b.zone->open)}, {"of", number(b.zone->of)}}},
          {"strict", {{"passing", number(b.zone->strict)}, {"of", number(b.zone->of)}}},
          {"verdict", b.zone->counts == Verdict::proved ? "proved" : "limit_reached"}};
}

template <class Indices>
json line_ids(const settle::ZoneQuestion& question, const Indices& indices) {
  json out = json::array();
  for (const auto at : indices) {
    if (at < question.lines.size()) out.push_back(text(question.lines[at].id));  // fallbacks are lines, too
  }
  return out;
}

json clashes_rows(const study::Brief& b) {
  json out = json::array();
  if (!b.zone) return out;
  for (const settle::Clash& clash : b.zone->clashes) out.push_back(line_ids(b.zone_question, clash.lines));
  return out;
}

json party_ids(const Case& c, const std::vector<PartyId>& parties) {
  json out = json::array();
  for (const PartyId party : parties) out.push_back(party_id(c, party));
  return out;
}

json settlement_json(const Case& c, const Settlement& settlement) {
  json out = json::object();
  for (std::size_t at = 0; at < settlement.size() && at < c.issues.size(); ++at) {
    out[issue_id(c, IssueId(at))] = option_id(c, IssueId(at), settlement[IssueId(at)]);
  }
  return out;
}

json openings_rows(const study::Brief& b) {
  json out = json::array();
  for (const study::OpeningView& view : b.openings) out.push_back(opening_json(**b.the_case, b.zone_question, view, b.zone ? number(b.zone->of) : json(nullptr)));
  return out;
}

json noted_rows(const study::Brief& b, const std::vector<study::Noted>& rows) {
  json out = json::array();
  for (const study::Noted& row : rows) {
    out.push_back({{"name", both(row.name)}, {"needs", both(row.needs)}, {"needs_source", text(row.needs_source)},
                   {"party", party_id(**b.the_case, row.party)}, {"records", texts(row.records)}});
  }
  return out;
}

json watch_rows(const Case& c) {
  json out = json::array();
  for (const WatchItem& item : c.watch) out.push_back({{"words", both(item.words)}, {"on", date(item.on)}, {"source_note", text(item.source_note)}});
  return out;
}

json records_rows(const std::vector<Record>& records) {
  json out = json::array();
  for (const Record& record : records) {
    out.push_back({{"id", text(record.id)}, {"doc", text(record.doc)}, {"char_start", record.char_start}, {"char_end", record.char_end},
                   {"text", text(record.text)}, {"speaker", text(record.speaker)}, {"speaker_party", text(record.speaker_party)},
                   {"participants", texts(record.participants)}, {"date", record.date ? json(to_string(*record.date)) : json(nullptr)},
                   {"due", date(record.due)}, {"hedge", to_string(record.hedge)}, {"negated", record.negated}});
  }
  return out;
}

json lint_rows(const study::Brief& b) {
  json out = json::array();
  for (const study::LintFinding& finding : b.lint) {
    out.push_back({{"kind", text(finding.kind)}, {"where", text(finding.where)}, {"what", text(finding.what)}});
  }
  return out;
}

/// `shown`: only of these records; none = all.
json quotations_rows(const study::Brief& b, const std::set<std::string>* shown = nullptr) {
  json out = json::array();
  for (const study::Quotation& q : b.quotations) {
    if (shown != nullptr && !shown->contains(q.record)) continue;
    out.push_back({{"id", text(q.record)}, {"number", q.number}, {"doc", text(q.doc)}, {"outlet", text(q.outlet)}, {"char_start", q.char_start},
                   {"char_end", q.char_end}, {"byte_start", q.span.begin}, {"byte_end", q.span.end}, {"text", text(q.text)},
                   {"speaker", text(q.speaker)}, {"speaker_party", text(q.speaker_party)}, {"via", texts(q.via)},
                   {"date", q.date ? json(to_string(*q.date)) : json(nullptr)}, {"date_inferred", q.date_inferred},
                   {"told_by_narrator", q.told_by_narrator}, {"language", to_string(q.language)}, {"review", to_string(q.review)}});
    if (q.words != q.text) out.back()["words"] = text(q.words);
  }
  return out;
}

json head_json(const study::Brief& b) {
  const Case& c = **b.the_case;
  return {{"case", b.no_case ? json(nullptr) : text(c.id)}, {"title", both(c.title)}, {"as_of", date(b.as_of)}, {"since", date(b.since)},
          {"version", text(b.version)}, {"codebook_hash", text(b.codebook_hash)}};
}

std::string printed(const json& value) { return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

void add_settle(const study::Brief& b, json& out) {
  out["zone"] = zone_json(b);
  out["red_lines"] = red_lines_rows(b);
  out["clashes"] = clashes_rows(b);
  out["openings"] = openings_rows(b);
  const bool complete = b.zone && b.zone->clashes_complete == Verdict::proved && b.zone->openings_complete == Verdict::proved;
  out["clashes_and_openings_verdict"] = !b.zone ? json(nullptr) : json(complete ? "proved" : "limit_reached");
}

}  // namespace

json opening_json(const Case& c, const settle::ZoneQuestion& question, const study::OpeningView& view, const json& of) {
  const auto verdict = [](Verdict known) { return known == Verdict::proved ? "proved" : "limit_reached"; };
  return {{"relax", line_ids(question, view.opening.relax)}, {"movers", party_ids(c, view.opening.movers)}, {"opens", number(view.opening.opens)}, {"of", of},
          {"strict_opens", number(view.strict_opens)}, {"strict_verdict", verdict(view.strict_counted)}, {"opens_verdict", verdict(view.opening.counted)},
          {"still_silent", party_ids(c, view.still_silent)}, {"still_binding", line_ids(question, view.still_binding)}, {"witness", settlement_json(c, view.opening.witness)}};
}

std::string to_json(const study::Brief& b) {
  json out = head_json(b);
  out["documents"] = documents_json(b.documents, b.copy_of);
  json undated = json::array();
  for (const Document& document : b.undated) undated.push_back(text(document.name));
  out["undated"] = undated;
  out["later"] = documents_json(b.later, b.copy_of);
  out["stances"] = stances_rows(b);
  out["moves"] = moves_rows(b);
  add_settle(b, out);
  add_drafts(b, out);
  out["gates"] = noted_rows(b, b.gates);
  out["promises"] = noted_rows(b, b.promises);
  add_outlook(b, out);
  add_end_states(b, out);
  add_kept(b, out);
  out["claims"] = noted_rows(b, b.claims);
  out["watch"] = watch_rows(**b.the_case);
  out["contacts"] = records_rows(b.contacts);
  out["commitments"] = records_rows(b.commitments);
  out["lint"] = lint_rows(b);
  out["quotations"] = quotations_rows(b);
  return printed(out);
}

std::string part_json(const study::Brief& b, const PartQuestion& question) {
  struct List { const char* name; json (*rows)(const study::Brief&, std::size_t most); };
  static constexpr List lists[] = {
      {"documents", [](const study::Brief& p, std::size_t) { return documents_json(p.documents, p.copy_of); }},
      {"stances", stances_rows},
      {"moves", moves_rows},
      {"zone", [](const study::Brief& p, std::size_t) { return zone_json(p); }},
      {"red_lines", red_lines_rows},
      {"clashes", [](const study::Brief& p, std::size_t) { return clashes_rows(p); }},
      {"openings", [](const study::Brief& p, std::size_t) { return openings_rows(p); }},
      {"gates", [](const study::Brief& p, std::size_t) { return noted_rows(p, p.gates); }},
      {"promises", [](const study::Brief& p, std::size_t) { return noted_rows(p, p.promises); }},
      {"claims", [](const study::Brief& p, std::size_t) { return noted_rows(p, p.claims); }},
      {"watch", [](const study::Brief& p, std::size_t) { return watch_rows(**p.the_case); }},
      {"contacts", [](const study::Brief& p, std::size_t) { return records_rows(p.contacts); }},
      {"commitments", [](const study::Brief& p, std::size_t) { return records_rows(p.commitments); }},
      {"lint", [](const study::Brief& p, std::size_t) { return lint_rows(p); }},
  };
  const auto is_asked = [&](const char* name) { return std::find(question.lists.begin(), question.lists.end(), name) != question.lists.end(); };
  json out = head_json(b);
  for (const List& list : lists)
    if (is_asked(list.name)) out[list.name] = list.rows(b, question.most_evidence);
  if (!is_asked("quotations")) return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  std::set<std::string> shown;
  for (const char* list : {"stances", "moves", "red_lines"})
    for (const json& row : out.value(list, json::array()))
      for (const char* ids : {"evidence", "evidence_from"})
        for (const json& id : row.value(ids, json::array())) shown.insert(id.get<std::string>());
  out["quotations"] = quotations_rows(b, question.most_evidence == 0 ? nullptr : &shown);
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

json json_number(const Integer& n) {
  if (n > largest_exact()) return n.get_str();
  return n.get_si();
}

std::string drafts_json(const study::Brief& b) {
  json out = head_json(b);
  add_settle(b, out);
  add_drafts(b, out);
  out["quotations"] = quotations_rows(b);
  return printed(out);
}

std::string stances_json(const study::Brief& b) {
  json out = head_json(b);
  out["stances"] = stances_rows(b);
  out["quotations"] = quotations_rows(b);
  return printed(out);
}

std::string moves_json(const study::Brief& b) {
  json out = head_json(b);
  out["moves"] = moves_rows(b);
  out["quotations"] = quotations_rows(b);
  return printed(out);
}

std::string settle_json(const study::Brief& b) {
  json out = head_json(b);
  add_settle(b, out);
  return printed(out);
}

std::string lint_json(const study::Brief& b) {
  json out = head_json(b);
  out["lint"] = lint_rows(b);
  return printed(out);
}

}  // namespace locarno::brief
