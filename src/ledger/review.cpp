// What people decided about records: appended, never changed, applied whenever records are asked for.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ledger/kept_records.hpp"
#include "ledger/replay.hpp"
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

/// Decisions about records that are not here (any more) wait; anything else that does not fit is damage.
Result<void> apply_standing(const std::vector<Decision>& decisions, Replay& replay) {
  for (const Decision* decision : standing(decisions))
    if (auto done = replay.apply(*decision); !done && done.error().code != ErrorCode::not_found) return done;
  return {};
}

/// The texts of the reports that moved records point into, fetched when first asked for.
TextOf texts_of(Store& store) {
  auto kept = std::make_shared<std::map<std::string, IndexedText>>();
  return [&store, kept](const std::string& id) -> Result<const IndexedText*> {
    if (const auto found = kept->find(id); found != kept->end()) return &found->second;
    std::int64_t number = 0;
    {
      LOC_TRY(const Use row, store.use("SELECT number FROM document WHERE id = ?1 ORDER BY name, sha256"));
      row->bind(id);
      LOC_TRY(const bool has_row, row->step());
      if (!has_row) return fail(ErrorCode::not_found, "no document '" + id + "'", store.path());
      number = row->number(0);
    }
    IndexedText& one = (*kept)[id];
    LOC_TRY(one.text, text_of(store, number));
    one.chars = CharIndex(one.text);
    return &one;
  };
}

/// Adds the records that were read under this id. A short id may, in a very large ledger, be that of two reports.
Result<void> add_read(Store& store, const std::string& id, Replay& replay) {
  LOC_TRY(const Use row, store.use("SELECT payload FROM record WHERE id = ?1 ORDER BY document, place"));
  row->bind(id);
  for (std::string last;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return {};
    LOC_TRY(Record record, record_from_json(row->text(0)));
    if (record.document == last) continue;
    last = record.document;
    replay.add(std::move(record));
  }
}

/// The records that `decisions` and `asked` speak of, as they stand after `decisions`.
Result<Replay> replay_of(Store& store, const std::vector<Decision>& decisions, const std::set<std::string>& asked) {
  std::set<std::string> ids = asked;
  for (const Decision& decision : decisions)
    for (std::string& id : named_ids(decision)) ids.insert(std::move(id));
  Replay replay(texts_of(store));
  for (const std::string& id : ids) LOC_CHECK(add_read(store, id, replay));
  LOC_CHECK(apply_standing(decisions, replay));
  return replay;
}

Result<void> check_unambiguous(Store& store, const std::string& id) {
  LOC_TRY(const Use row, store.use("SELECT DISTINCT document.name FROM record JOIN document ON document.number = record.document "
                                   "WHERE record.id = ?1 ORDER BY document.name"));
  row->bind(id);
  LOC_TRY(const bool has_one, row->step());
  if (!has_one) return {};
  const std::string first(row->text(0));
  LOC_TRY(const bool has_two, row->step());
  if (!has_two) return {};
  return fail(ErrorCode::bad_input, fmt::format("record id {} stands in {} and in {}", id, first, row->text(0)), store.path());
}

/// An undo names a decision in sight that still stands.
Result<void> check_undo(const std::vector<Decision>& decisions, const View& view, Decision& undo) {
  const auto target = std::find_if(decisions.begin(), decisions.end(), [&](const Decision& d) { return std::to_string(d.number) == undo.value; });
  if (target == decisions.end())
    return fail(ErrorCode::not_found, fmt::format("no decision '{}'{}", undo.value.substr(0, 40),
                                                  view.reader.empty() ? "; 'locarno review log' shows them"
                                                                      : " by " + view.reader + "; a reader takes back only an own one"));
  if (undo.record.empty()) undo.record = target->record;
  if (undo.record != target->record)
    return fail(ErrorCode::bad_input, fmt::format("decision {} is about record {}, not {}", undo.value, target->record, undo.record));
  std::set<std::string> undone;
  for (auto d = decisions.rbegin(); d != decisions.rend(); ++d)
    if (d->action == "undo" && !undone.contains(std::to_string(d->number))) undone.insert(d->value);
  if (undone.contains(undo.value)) return fail(ErrorCode::bad_input, fmt::format("decision {} is undone already", undo.value));
  return {};
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

Result<void> check_form(const Decision& decision) {
  LOC_CHECK(check_words("reason", decision.reason, true));
  LOC_CHECK(check_words("who", decision.who, true));
  LOC_CHECK(check_words("time", decision.at, false));
  if (decision.action != "set" && !decision.field.empty())
    return fail(ErrorCode::bad_input, "only 'set' has a field, this is '" + decision.action + "'");
  if ((decision.action == "accept" || decision.action == "reject") && !decision.value.empty())
    return fail(ErrorCode::bad_input, "'" + decision.action + "' has no value");
  return {};
}

/// What is known while several decisions are made at once.
struct Sitting {
  Store& store;
  const View& view;
  std::vector<Decision> all;   ///< those in sight, with the new ones
  std::set<std::string> asked;
  Replay replay;

  Result<Decision> make(Decision decision) {
    LOC_CHECK(check_form(decision));
    LOC_TRY(const std::int64_t last, store.database.number("SELECT coalesce(max(number), 0) FROM audit"));
    decision.number = last + 1;
    const bool is_undo = decision.action == "undo";
    LOC_CHECK(is_undo ? check_undo(all, view, decision) : try_out(decision));
    LOC_TRY(Decision made, append(store, std::move(decision)));
    all.push_back(made);
    if (is_undo) {
      LOC_TRY(Replay again, replay_of(store, all, asked));
      replay = std::move(again);
    }
    return made;
  }

 private:
  Result<void> try_out(const Decision& decision) {
    for (const std::string& id : named_ids(decision)) {
      LOC_CHECK(check_unambiguous(store, id));
      if (replay.find(id) != nullptr) continue;
      LOC_TRY(const std::string near, near_ids(store, id));
      return fail(ErrorCode::not_found, "no record '" + id.substr(0, 60) + "'" + near, store.path());
    }
    return replay.apply(decision);
  }
};

Result<std::vector<Decision>> in_sight(const Ledger& ledger, const View& view) {
  LOC_TRY(auto all, ledger.decisions());
  if (view.as_read) all.clear();
  if (!view.reader.empty()) std::erase_if(all, [&](const Decision& d) { return d.who != view.reader; });
  return all;
}

}  // namespace

Result<std::vector<Decision>> Ledger::decide_all(const std::vector<Decision>& decisions, const View& view, std::optional<std::int64_t> last) {
  Store& store = *store_;
  // A decision exists nowhere else: it is on the disk before we say it is (documents can be read again).
  LOC_CHECK(store.database.run("PRAGMA synchronous = FULL"));
  auto done = [&]() -> Result<std::vector<Decision>> {
    std::vector<Decision> made;
    LOC_TRY(Transaction transaction, Transaction::begin(store.database));
    if (last) {
      LOC_TRY(const std::int64_t now, last_number());
      if (now != *last) return fail(ErrorCode::bad_input, fmt::format("the ledger has moved on from entry {} to {}", *last, now), store.path());
    }
    LOC_TRY(auto before, in_sight(*this, view));
    std::set<std::string> asked;
    for (const Decision& decision : decisions)
      for (std::string& id : named_ids(decision)) asked.insert(std::move(id));
    LOC_TRY(Replay replay, replay_of(store, before, asked));
    Sitting sitting{store, view, std::move(before), std::move(asked), std::move(replay)};
    for (const Decision& decision : decisions) {
      if (!view.reader.empty() && decision.who != view.reader)
        return fail(ErrorCode::bad_use, fmt::format("a decision of {} cannot be made in the view of {}", decision.who, view.reader));
      LOC_TRY(Decision one, sitting.make(decision));
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

Result<std::vector<Reviewed>> Ledger::reviewed(const View& view) const {
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store_->database));
  LOC_TRY(const auto decisions, in_sight(*this, view));
  Replay replay(texts_of(*store_));
  LOC_CHECK(each_as_read(*store_, [&](Record record) { replay.add(std::move(record)); }));
  LOC_CHECK(apply_standing(decisions, replay));
  return replay.take();
}

Result<Family> Ledger::family(const std::vector<std::string>& ids, const View& view) const {
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store_->database));
  LOC_TRY(auto decisions, in_sight(*this, view));
  std::set<std::string> tied(ids.begin(), ids.end());
  for (std::size_t before = 0; before != tied.size();) {
    before = tied.size();
    for (const Decision& decision : decisions) {
      if (decision.action != "split" && decision.action != "merge") continue;
      std::vector<std::string> together = named_ids(decision);
      for (std::string& made : made_ids(decision)) together.push_back(std::move(made));
      if (std::any_of(together.begin(), together.end(), [&](const std::string& id) { return tied.contains(id); }))
        tied.insert(together.begin(), together.end());
    }
  }
  std::erase_if(decisions, [&](const Decision& decision) { return !tied.contains(decision.record); });
  Replay replay(texts_of(*store_));
  for (const std::string& id : tied) LOC_CHECK(add_read(*store_, id, replay));
  LOC_CHECK(apply_standing(decisions, replay));
  return Family{{tied.begin(), tied.end()}, replay.take()};
}

Result<std::int64_t> Ledger::last_number() const { return store_->database.number("SELECT coalesce(max(number), 0) FROM audit"); }

Result<std::vector<Record>> Ledger::records() const {
  LOC_TRY(auto all, reviewed(View{}));
  std::vector<Record> records;
  records.reserve(all.size());
  for (Reviewed& one : all)
    if (one.replaced_by.empty()) records.push_back(std::move(one.record));
  return records;
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
