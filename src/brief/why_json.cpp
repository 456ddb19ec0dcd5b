#include "brief/why_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "study/review_export.hpp"

namespace locarno::brief {
namespace {
using nlohmann::json;

json span_json(const CharIndex& chars, Span span, std::string_view text) {
  return {{"char_start", chars.chars_before(span.begin)}, {"char_end", chars.chars_before(span.end)},
          {"byte_start", span.begin}, {"byte_end", span.end}, {"text", slice(text, span)}};
}

json rows_json(const CharIndex& chars, const std::vector<read::UsedRow>& rows) {
  json out = json::array();
  for (const read::UsedRow& r : rows)
    out.push_back({{"use", r.use}, {"text", r.words}, {"kind", r.kind}, {"class", r.cls}, {"value", r.value}, {"weight", r.weight},
                   {"where", r.where}, {"char_start", chars.chars_before(r.span.begin)}, {"char_end", chars.chars_before(r.span.end)},
                   {"byte_start", r.span.begin}, {"byte_end", r.span.end}});
  return out;
}

}  // namespace

std::string decision_json(const ledger::Decision& d) {
  json out{{"number", d.number}, {"record", d.record}, {"action", d.action}, {"field", d.field},
           {"value", d.value},   {"reason", d.reason}, {"who", d.who},       {"at", d.at}};
  if (const auto made = ledger::made_ids(d); !made.empty()) out["made"] = made;
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string why_json(const study::Why& why) {
  const Document& d = *why.document;
  const CharIndex chars(d.text);
  const auto& e = why.explanation;
  json out;
  out["record"] = json::parse(study::record_line(why.now, chars));
  out["as_read"] = json::parse(study::record_line({why.as_read, {}, {}, 0, {}}, chars));
  out["document"] = {{"doc", d.name}, {"sha256", d.sha256}, {"encoding", d.encoding}, {"container", d.container}, {"outlet", d.outlet},
                     {"published", d.published ? json(to_string(*d.published)) : json()},
                     {"published_basis", to_string(d.published_basis)}, {"published_why", d.published_why}};
  out["block"] = {{"index", e.block}, {"role", e.block_role}, {"why", e.block_why}, {"language", e.language}};
  out["sentence"] = e.sentence.empty() ? json() : span_json(chars, e.sentence, d.text);
  out["is_found"] = e.is_found;
  out["rule"] = e.is_found ? e.rule : why.as_read.rule;
  out["carried"] = e.carried;
  out["cue_elsewhere"] = e.cue_elsewhere;
  out["relays"] = e.relays;
  out["predicate_class"] = e.predicate_class.empty() ? json() : json(e.predicate_class);
  out["turned"] = e.turned;
  out["condition"] = e.condition ? span_json(chars, *e.condition, d.text) : json();
  out["time"] = json();
  if (e.time) {
    out["time"] = span_json(chars, e.time->span, d.text);
    out["time"]["value"] = e.time->value;
    out["time"]["anchor"] = e.time->anchor;
    out["time"]["is_carried"] = e.time->is_carried;
  }
  out["issues"] = json::array();
  for (const auto& issue : e.issues) out["issues"].push_back({{"issue", issue.id}, {"weight", issue.weight}});
  out["rows"] = rows_json(chars, e.rows);
  out["confidence"] = e.confidence;
  out["stances"] = json::array();
  for (const study::RestsOn& s : why.stances)
    out["stances"].push_back({{"party", s.party}, {"issue", s.issue}, {"option", s.option}, {"stance", s.value}, {"rule", s.rule},
                              {"since", s.since.empty() ? json() : json(s.since)}});
  out["decisions"] = json::array();
  for (const ledger::Decision& decision : why.decisions) {
    out["decisions"].push_back(json::parse(decision_json(decision)));
    out["decisions"].back()["stands"] = std::find(why.standing.begin(), why.standing.end(), decision.number) != why.standing.end();
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace locarno::brief
