// Corrections: what to look at first, why a record stands as it does, and what a person decides.
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/json_line.hpp"
#include "brief/shelf_json.hpp"
#include "brief/why_json.hpp"
#include "ledger/replay.hpp"
#include "routes.hpp"
#include "study/review_queue.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

std::string printed(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

/// "[...]" of records as they stand; those that stand no longer are left out.
std::string records_of(const study::Shelf& shelf, const std::vector<std::string>& ids) {
  std::vector<const Record*> records;
  for (const std::string& id : ids)
    if (const Record* record = shelf.record(id)) records.push_back(record);
  return brief::record_list_json(shelf, records);
}

Result<Response> queue(const Ask& ask) {
  LOC_TRY(const std::size_t limit, number_of(ask.target, "limit", 200, 5000));
  study::QueueFilter filter;
  filter.all = !ask.target.value("all").empty();
  filter.party = ask.target.value("party");
  filter.issue = ask.target.value("issue");
  filter.doc = ask.target.value("doc");
  json rows = json::array();
  std::size_t total = 0;
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    const auto entries = study::review_queue(desk, filter);
    total = entries.size();
    for (std::size_t i = 0; i < entries.size() && i < limit; ++i) {
      json reasons = json::array();
      for (const study::QueueReason& reason : entries[i].reasons) reasons.push_back({{"cause", to_string(reason.cause)}, {"words", reason.words}});
      rows.push_back({{"record", desk.records[entries[i].record].record.id}, {"reasons", reasons}});
    }
    return {};
  }));
  return json_response(printed({{"total", total}, {"queue", rows}}) + "\n");
}

Result<Response> one_record(const Ask& ask) {
  const Record* record = ask.shelf->record(ask.parts[0]);
  LOC_TRY(std::string why, ask.house.bench->why(ask.parts[0], brief::why_json));
  while (!why.empty() && why.back() == '\n') why.pop_back();
  return json_response("{\"record\":" + (record == nullptr ? std::string("null") : brief::record_json(*ask.shelf, *record)) + ",\"why\":" + why + "}\n");
}

// --- the body of a correction
Result<std::vector<std::string>> ids_of(const json& body) {
  const auto found = body.find("records");
  if (found == body.end() || !found->is_array() || found->empty() || found->size() > 500)
    return fail(ErrorCode::bad_use, "expected 1 to 500 record ids", "records");
  std::vector<std::string> out;
  for (const json& one : *found) {
    if (!one.is_string()) return fail(ErrorCode::bad_use, "expected record ids", "records");
    out.push_back(one.get<std::string>());
  }
  return out;
}

Result<std::vector<std::uint32_t>> numbers_of(const json& list, const char* name) {
  std::vector<std::uint32_t> out;
  if (!list.is_array() || list.size() > 500) return fail(ErrorCode::bad_use, "expected a list of offsets", name);
  for (const json& one : list) {
    if (!one.is_number_unsigned() || one.get<std::uint64_t>() > UINT32_MAX) return fail(ErrorCode::bad_use, "expected an offset in characters", name);
    out.push_back(one.get<std::uint32_t>());
  }
  return out;
}

Result<void> read_fields(const json& body, study::Act& act) {
  const auto fields = body.find("fields");
  if (fields == body.end()) return {};
  if (!fields->is_object() || fields->size() > 40) return fail(ErrorCode::bad_use, "expected {field: value}", "fields");
  for (const auto& [name, value] : fields->items()) {
    if (!value.is_string() && !value.is_boolean() && !value.is_null()) return fail(ErrorCode::bad_use, "expected a string, true, false or null", "fields." + name);
    act.fields.emplace_back(name, value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.get<bool>() ? "true" : "false");
  }
  return {};
}

Result<std::string> text_of(const json& body, const char* name, std::size_t most) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::string();
  if (!found->is_string()) return fail(ErrorCode::bad_use, "expected words", name);
  std::string words = found->get<std::string>();
  if (words.size() > most) return fail(ErrorCode::bad_use, "longer than " + std::to_string(most) + " bytes", name);
  return words;
}

Result<study::Act> act_of(const Ask& ask) {
  const json& body = *ask.body;
  study::Act act;
  LOC_TRY(act.action, text_of(body, "action", 40));
  LOC_TRY(act.records, ids_of(body));
  const auto versions = body.find("versions");
  if (versions == body.end() || !versions->is_array()) return fail(ErrorCode::bad_use, "expected the version seen of each record", "versions");
  for (const json& one : *versions) {
    if (!one.is_number_integer()) return fail(ErrorCode::bad_use, "expected a whole number for each record", "versions");
    act.versions.push_back(one.get<std::int64_t>());
  }
  LOC_CHECK(read_fields(body, act));
  if (const auto span = body.find("span"); span != body.end()) {
    if (!span->is_object() || !span->contains("char_start") || !span->contains("char_end")) return fail(ErrorCode::bad_use, "expected {char_start, char_end}", "span");
    LOC_TRY(const auto bounds, numbers_of(json::array({(*span)["char_start"], (*span)["char_end"]}), "span"));
    act.char_start = bounds[0], act.char_end = bounds[1];
  }
  if (const auto cuts = body.find("cuts"); cuts != body.end()) {
    LOC_TRY(act.cuts, numbers_of(*cuts, "cuts"));
  }
  if (const auto snap = body.find("snap"); snap != body.end() && snap->is_boolean()) act.snap = snap->get<bool>();
  LOC_TRY(act.by.reason, text_of(body, "reason", 4000));
  if (act.by.reason.empty()) act.by.reason = "in the workbench";
  act.by.who = ask.house.reader;
  act.by.at = now_utc();
  if (act.action == "undo") return fail(ErrorCode::bad_use, "to undo, POST to reviews/undo", "action");
  return act;
}

/// Both versions: what the author had seen, what stands now and who decided it.
Response conflict(const Ask& ask, const study::Act& act, const study::Acted& acted) {
  std::string decisions = "[";
  (void)ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    for (const std::string& id : acted.concerned)
      for (const ledger::Decision& decision : desk.decisions)
        if (decision.number == acted.shelf->version_of(id)) decisions += (decisions.size() > 1 ? "," : "") + brief::decision_json(decision);
    return {};
  });
  json yours = json::object();
  for (std::size_t i = 0; i < act.records.size() && i < act.versions.size(); ++i) yours[act.records[i]] = act.versions[i];
  Response response;
  response.status = 409;
  std::string sentence;
  append_json_string(sentence, ask.language == PageLanguage::zh ? "\u4ed6\u4eba\u5df2\u5728\u6b64\u671f\u95f4\u4f5c\u51fa\u5224\u65ad\uff1b\u672a\u5199\u5165\u4efb\u4f55\u5185\u5bb9\u3002\u8bf7\u770b\u8fc7\u4e24\u4e2a\u7248\u672c\u540e\u518d\u51b3\u5b9a\u3002"
                                                              : "somebody has decided on this since you saw it; nothing was written. Look at both, then decide again.");
  response.body = "{\"code\":\"conflict\",\"place\":\"versions\",\"sentence\":" + sentence + ",\"theirs\":{\"decisions\":" + decisions + "],\"records\":" +
                  records_of(*acted.shelf, acted.concerned) + "},\"yours\":{\"versions\":" + printed(yours) + "}}\n";
  return response;
}

Response done(const study::Acted& acted) {
  json made = json::array(), gone = json::array();
  for (const ledger::Decision& decision : acted.made) made.push_back(decision.number);
  for (const std::string& id : acted.concerned)
    if (acted.shelf->record(id) == nullptr) gone.push_back(id);
  return json_response("{\"made\":" + printed(made) + ",\"gone\":" + printed(gone) + ",\"records\":" + records_of(*acted.shelf, acted.concerned) + ",\"version\":\"" +
                       acted.shelf->version + "\"}\n");
}

Result<Response> decide(const Ask& ask) {
  LOC_TRY(const study::Act act, act_of(ask));
  LOC_TRY(const study::Acted acted, ask.house.bench->act(act));
  return acted.is_conflict ? conflict(ask, act, acted) : done(acted);
}

Result<Response> undo(const Ask& ask) {
  study::Act act;
  act.action = "undo";
  if (const auto number = ask.body->find("number"); number != ask.body->end()) {
    if (!number->is_number_unsigned()) return fail(ErrorCode::bad_use, "expected the number of a decision", "number");
    act.number = number->get<std::int64_t>();
  }
  act.by = {ask.house.reader, now_utc(), "undone in the workbench"};
  LOC_TRY(const study::Acted acted, ask.house.bench->act(act));
  return done(acted);
}

}  // namespace

void add_review_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"GET", "records/{id}", true, one_record, "why does this record stand as it does?", "",
     "`{record, why}`; `why` is the JSON of `locarno why ID --json` ([review.md](review.md)): `record, as_read, document, block, sentence, rule, relays[], time, issues[], rows[], confidence[], stances[], decisions[]`"},
    {"GET", "reviews/queue", true, queue, "which records should a person look at first, and why?", "`all=1`, `party`, `issue`, `doc`, `limit`", "`{total, queue[] {record, reasons[] {cause, words}}}`"},
    {"POST", "reviews", true, decide, "decide on records, against the version seen of each",
     "`{records[] (ids), versions[] (numbers), action: accept|reject|set|span|split|merge, fields {name: value}, span {char_start, char_end}, cuts[], snap, reason}`",
     "`{made[] (numbers), records[], gone[] (ids that stand no longer), version}`; 409 `{code, sentence, yours {versions}, theirs {records[], decisions[]}}`"},
    {"POST", "reviews/undo", true, undo, "take a decision back", "`{number}`; none: the last one made under this name", "as `reviews`"},
  });
}

}  // namespace locarno::serve
