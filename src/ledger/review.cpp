// What people decided about records: appended, never changed, applied whenever records are asked for.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ledger/edit.hpp"
#include "ledger/store.hpp"
#include "model/nearest.hpp"
#include "model/record_json.hpp"

namespace locarno::ledger {
namespace {

constexpr std::size_t longest_reason_bytes = 4000;

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

Result<void> check_words(std::string_view name, std::string_view words, bool is_required) {
  if (is_required && is_blank(words)) return fail(ErrorCode::bad_input, fmt::format("a decision needs a {}", name));
  if (words.size() > longest_reason_bytes)
    return fail(ErrorCode::bad_input, fmt::format("the {} has {} bytes, at most {} are kept", name, words.size(), longest_reason_bytes));
  if (first_invalid(words) != std::string_view::npos)
    return fail(ErrorCode::bad_input, fmt::format("the {} is not UTF-8", name));
  return {};
}

/// Applies one decision to its record. The last one gives the state; fields stay as they were set.
Result<void> apply(const Decision& decision, Record& record) {
  if (decision.action == "accept") record.review = ReviewState::accepted;
  else if (decision.action == "reject") record.review = ReviewState::rejected;
  else if (decision.action == "set") {
    LOC_CHECK(set_field(record, decision.field, decision.value));
    record.review = ReviewState::edited;
  } else {
    return fail(ErrorCode::bad_input, "unknown decision '" + decision.action + "' (accept, reject, set)");
  }
  return {};
}

Result<std::string> near_ids(Store& store, std::string_view id) {
  std::vector<std::string> ids;
  LOC_TRY(const Use row, store.use("SELECT DISTINCT id FROM record ORDER BY id"));
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) break;
    ids.emplace_back(row->text(0));
  }
  std::string near;
  int shown = 0;
  for (const std::string& known : ids)
    if (!id.empty() && known.starts_with(id) && shown < 3) { near += (near.empty() ? "" : ", ") + known; ++shown; }
  if (near.empty()) near = nearest_name(id, std::vector<std::string_view>(ids.begin(), ids.end()));
  if (!near.empty()) return "; near it: " + near;
  return std::string(ids.empty() ? "; the ledger holds no records yet" : "; 'locarno review list --all' shows the ids");
}

/// The record as read. A short id may, in a very large ledger, be that of two reports: then nobody can say which is meant.
Result<Record> record_named(Store& store, const std::string& id) {
  std::optional<Record> found;
  {
    LOC_TRY(const Use row, store.use("SELECT payload FROM record WHERE id = ?1 ORDER BY document, place"));
    row->bind(id);
    for (;;) {
      LOC_TRY(const bool has_row, row->step());
      if (!has_row) break;
      LOC_TRY(Record record, record_from_json(row->text(0)));
      if (found && found->document != record.document)
        return fail(ErrorCode::bad_input, fmt::format("record id {} stands in {} and in {}", id, found->doc, record.doc), store.path());
      if (!found) found = std::move(record);
    }
  }
  if (found) return std::move(*found);
  LOC_TRY(const std::string near, near_ids(store, id));
  return fail(ErrorCode::not_found, "no record '" + id.substr(0, 60) + "'" + near, store.path());
}

Decision decision_of(const Statement& row) {
  Decision d;
  d.number = row.number(0);
  d.record = row.text(1);
  d.action = row.text(2);
  d.field = row.text(3);
  d.value = row.text(4);
  d.reason = row.text(5);
  d.who = row.text(6);
  d.at = row.text(7);
  return d;
}

Result<Decision> append(Store& store, Decision decision) {
  const nlohmann::json body{{"record", decision.record}, {"action", decision.action}, {"field", decision.field},
                            {"value", decision.value}, {"reason", decision.reason}, {"who", decision.who},
                            {"at", decision.at}};
  LOC_TRY(decision.number, append_audit(store, "decision", body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
  LOC_TRY(const Use row, store.use("INSERT INTO decision(number, record, action, field, value, reason, who, at) "
                                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
  LOC_CHECK(row->bind(decision.number, decision.record, decision.action, decision.field, decision.value, decision.reason,
                      decision.who, decision.at).run());
  return decision;
}

Result<Decision> check_and_append(Store& store, const Decision& decision) {
  LOC_CHECK(check_words("reason", decision.reason, true));
  LOC_CHECK(check_words("who", decision.who, true));
  LOC_CHECK(check_words("time", decision.at, false));
  if (decision.action != "set" && (!decision.field.empty() || !decision.value.empty()))
    return fail(ErrorCode::bad_input, "only 'set' has a field and a value, this is '" + decision.action + "'");
  LOC_TRY(Record record, record_named(store, decision.record));
  LOC_CHECK(apply(decision, record));
  return append(store, decision);
}

}  // namespace

Result<std::vector<Decision>> Ledger::decide_all(const std::vector<Decision>& decisions) {
  Store& store = *store_;
  // A decision exists nowhere else: it is on the disk before we say it is (documents can be read again).
  LOC_CHECK(store.database.run("PRAGMA synchronous = FULL"));
  auto done = [&]() -> Result<std::vector<Decision>> {
    std::vector<Decision> made;
    LOC_TRY(Transaction transaction, Transaction::begin(store.database));
    for (const Decision& decision : decisions) {
      LOC_TRY(Decision one, check_and_append(store, decision));
      made.push_back(std::move(one));
    }
    LOC_CHECK(transaction.commit());
    return made;
  }();
  LOC_CHECK(store.database.run("PRAGMA synchronous = NORMAL"));
  return done;
}

Result<Decision> Ledger::decide(const Decision& decision) {
  LOC_TRY(const auto made, decide_all({decision}));
  return made.front();
}

Result<std::vector<Decision>> Ledger::decisions() const {
  std::vector<Decision> all;
  LOC_TRY(const Use row, store_->use("SELECT number, record, action, field, value, reason, who, at FROM decision ORDER BY number"));
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return all;
    all.push_back(decision_of(*row.operator->()));
  }
}

Result<std::vector<Record>> Ledger::records() const {
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store_->database));
  LOC_TRY(const auto all, decisions());
  std::map<std::string_view, std::vector<const Decision*>> by_record;
  for (const Decision& decision : all) by_record[decision.record].push_back(&decision);

  std::vector<Record> records;
  LOC_TRY(const Use row, store_->use("SELECT record.payload FROM record JOIN document ON document.number = record.document "
                                     "ORDER BY document.name, document.id, document.sha256, record.byte_start, record.place"));
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return records;
    auto record = record_from_json(row->text(0));
    if (!record) return fail(record.error().code, record.error().what, store_->path());
    if (const auto made = by_record.find(record->id); made != by_record.end())
      for (const Decision* decision : made->second) LOC_CHECK(apply(*decision, *record));
    records.push_back(std::move(*record));
  }
}

Result<void> Ledger::put_stances(std::string_view case_id, std::string_view as_of, std::string_view json) {
  Store& store = *store_;
  if (first_invalid(json) != std::string_view::npos) return fail(ErrorCode::bad_input, "stances to be kept must be UTF-8");
  LOC_TRY(Transaction transaction, Transaction::begin(store.database));
  {
    LOC_TRY(const Use last, store.use("SELECT json FROM snapshot WHERE case_id = ?1 AND as_of = ?2 ORDER BY number DESC LIMIT 1"));
    last->bind(case_id, as_of);
    LOC_TRY(const bool has_row, last->step());
    if (has_row && last->text(0) == json) return {};
  }
  const nlohmann::json body{{"case", case_id}, {"as_of", as_of}, {"sha256", sha256_hex(json)}};
  LOC_TRY(const std::int64_t number,
          append_audit(store, "stances", body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
  LOC_TRY(const Use row, store.use("INSERT INTO snapshot(number, case_id, as_of, json) VALUES(?1, ?2, ?3, ?4)"));
  LOC_CHECK(row->bind(number, case_id, as_of, json).run());
  return transaction.commit();
}

Result<std::vector<StanceSnapshot>> Ledger::stances(std::string_view case_id) const {
  std::vector<StanceSnapshot> all;
  LOC_TRY(const Use row, store_->use("SELECT number, case_id, as_of, json FROM snapshot WHERE case_id = ?1 ORDER BY number"));
  row->bind(case_id);
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return all;
    all.push_back({row->number(0), std::string(row->text(1)), std::string(row->text(2)), std::string(row->text(3))});
  }
}

}  // namespace locarno::ledger
