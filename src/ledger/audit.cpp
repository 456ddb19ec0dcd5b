// The audit log: what was put in, in which order, each entry bound to the one before by its hash.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

#include "base/hash.hpp"
#include "ledger/store.hpp"

namespace locarno::ledger {
namespace {
using nlohmann::json;

const std::string no_hash(64, '0');

Failure broken(const Store& store, std::int64_t number, const std::string& how) {
  return fail(ErrorCode::bad_input, fmt::format("audit entry {} {}", number, how), store.path());
}

json body_of(const AuditEntry& entry) {
  return json::parse(entry.body.begin(), entry.body.end(), nullptr, /*allow_exceptions=*/false);
}

std::string word(const json& body, const char* key) {
  const auto it = body.find(key);
  return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

/// What the chain says should stand in the tables at its end.
struct Expected {
  std::map<std::string, AuditEntry> readings;   ///< sha256 -> the last reading
  std::map<std::int64_t, json> decisions;
  std::map<std::int64_t, json> snapshots;
};

Result<Expected> walk(const Store& store, const std::vector<AuditEntry>& chain) {
  Expected expected;
  std::string previous = no_hash;
  std::int64_t number = 0;
  for (const AuditEntry& entry : chain) {
    if (entry.number != ++number) return broken(store, number, fmt::format("is missing: the next one is {}", entry.number));
    if (entry.previous != previous) return broken(store, number, "does not follow from the one before");
    if (entry.hash != audit_hash(entry.previous, entry.what, entry.body)) return broken(store, number, "was changed");
    previous = entry.hash;
    const json body = body_of(entry);
    if (!body.is_object()) return broken(store, number, "is not JSON");
    if (entry.what == "document" || entry.what == "reading") expected.readings[word(body, "sha256")] = entry;
    else if (entry.what == "decision") expected.decisions[number] = body;
    else if (entry.what == "stances") expected.snapshots[number] = body;
  }
  return expected;
}

Result<void> verify_readings(Store& store, const Expected& expected) {
  LOC_TRY(const Use row, store.use("SELECT number, sha256, name, reading_key FROM document ORDER BY number"));
  std::size_t seen = 0;
  for (;; ++seen) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) break;
    const std::string name(row->text(2));
    const auto entry = expected.readings.find(std::string(row->text(1)));
    if (entry == expected.readings.end())
      return fail(ErrorCode::bad_input, "no audit entry speaks of document " + name, store.path());
    const json body = body_of(entry->second);
    LOC_TRY(const ReadingPrint print, reading_print(store, row->number(0)));
    if (word(body, "reading_key") != row->text(3) || word(body, "name") != name ||
        word(body, "meta_sha256") != print.meta_sha256 || word(body, "records_sha256") != print.records_sha256)
      return fail(ErrorCode::bad_input, fmt::format("what was read from {} is not what audit entry {} says", name,
                                                    entry->second.number), store.path());
  }
  if (seen != expected.readings.size())
    return fail(ErrorCode::bad_input, fmt::format("the log speaks of {} documents, the ledger holds {}",
                                                  expected.readings.size(), seen), store.path());
  return {};
}

Result<void> verify_decisions(Store& store, const Expected& expected) {
  LOC_TRY(const Use row, store.use("SELECT number, record, action, field, value, reason, who, at FROM decision ORDER BY number"));
  static constexpr const char* keys[] = {"record", "action", "field", "value", "reason", "who", "at"};
  std::size_t seen = 0;
  for (;; ++seen) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) break;
    const auto body = expected.decisions.find(row->number(0));
    if (body == expected.decisions.end())
      return fail(ErrorCode::bad_input, fmt::format("decision {} is not in the audit log", row->number(0)), store.path());
    for (int i = 0; i < 7; ++i)
      if (word(body->second, keys[i]) != row->text(i + 1))
        return fail(ErrorCode::bad_input, fmt::format("the {} of decision {} was changed", keys[i], row->number(0)), store.path());
  }
  if (seen != expected.decisions.size())
    return fail(ErrorCode::bad_input, fmt::format("the log speaks of {} decisions, the ledger holds {}",
                                                  expected.decisions.size(), seen), store.path());
  return {};
}

Result<void> verify_snapshots(Store& store, const Expected& expected) {
  LOC_TRY(const Use row, store.use("SELECT number, case_id, as_of, json FROM snapshot ORDER BY number"));
  std::size_t seen = 0;
  for (;; ++seen) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) break;
    const auto body = expected.snapshots.find(row->number(0));
    if (body == expected.snapshots.end() || word(body->second, "case") != row->text(1) ||
        word(body->second, "as_of") != row->text(2) || word(body->second, "sha256") != sha256_hex(row->text(3)))
      return fail(ErrorCode::bad_input, fmt::format("snapshot {} is not what the audit log says", row->number(0)), store.path());
  }
  if (seen != expected.snapshots.size())
    return fail(ErrorCode::bad_input, fmt::format("the log speaks of {} snapshots, the ledger holds {}",
                                                  expected.snapshots.size(), seen), store.path());
  return {};
}

/// The bytes of each report still have the hash they are known by.
Result<void> verify_bytes(const Ledger& ledger, Store& store) {
  std::vector<std::string> hashes;
  {
    LOC_TRY(const Use row, store.use("SELECT sha256 FROM document ORDER BY number"));
    for (;;) {
      LOC_TRY(const bool has_row, row->step());
      if (!has_row) break;
      hashes.emplace_back(row->text(0));
    }
  }
  for (const std::string& sha256 : hashes) {
    LOC_TRY(const std::string raw, ledger.raw_bytes(sha256));
    if (sha256_hex(raw) != sha256)
      return fail(ErrorCode::bad_input, "the stored bytes of the report with sha256 " + sha256 + " were changed", store.path());
  }
  return {};
}

}  // namespace

std::string audit_hash(std::string_view previous, std::string_view what, std::string_view body) {
  std::string all(previous);
  all += what;
  all += body;
  return sha256_hex(all);
}

Result<std::int64_t> append_audit(Store& store, std::string_view what, const std::string& body) {
  std::int64_t number = 1;
  std::string previous = no_hash;
  {
    LOC_TRY(const Use last, store.use("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"));
    LOC_TRY(const bool has_row, last->step());
    if (has_row) {
      number = last->number(0) + 1;
      previous = last->text(1);
    }
  }
  LOC_TRY(const Use row, store.use("INSERT INTO audit(number, what, body, previous, hash) VALUES(?1, ?2, ?3, ?4, ?5)"));
  LOC_CHECK(row->bind(number, what, body, previous, audit_hash(previous, what, body)).run());
  return number;
}

Result<std::vector<AuditEntry>> Ledger::audit() const {
  std::vector<AuditEntry> chain;
  LOC_TRY(const Use row, store_->use("SELECT number, what, body, previous, hash FROM audit ORDER BY number"));
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return chain;
    chain.push_back({row->number(0), std::string(row->text(1)), std::string(row->text(2)), std::string(row->text(3)),
                     std::string(row->text(4))});
  }
}

Result<Counts> Ledger::counts() const {
  Counts counts;
  LOC_TRY(const Use row, store_->use("SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM record), "
                                     "(SELECT count(*) FROM decision), (SELECT count(*) FROM audit), "
                                     "(SELECT hash FROM audit ORDER BY number DESC LIMIT 1)"));
  LOC_TRY(const bool has_row, row->step());
  if (!has_row) return counts;
  counts = {row->number(0), row->number(1), row->number(2), row->number(3),
            row->is_null(4) ? no_hash : std::string(row->text(4))};
  return counts;
}

Result<void> Ledger::verify_audit() const {
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store_->database));  // another process may be writing
  LOC_TRY(const auto chain, audit());
  LOC_TRY(const Expected expected, walk(*store_, chain));
  LOC_CHECK(verify_readings(*store_, expected));
  LOC_CHECK(verify_decisions(*store_, expected));
  LOC_CHECK(verify_snapshots(*store_, expected));
  return verify_bytes(*this, *store_);
}

}  // namespace locarno::ledger
