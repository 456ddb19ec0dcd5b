#pragma once
// locarno/ledger/ledger.hpp -- everything that touches a disk: documents, records, reviews, the audit chain (SQLite).
//
// Question   Where were the reports kept, what was read from them, what did people decide about it, and in what order?
// Method     One SQLite file in WAL mode, STRICT tables; documents by SHA-256 with their raw bytes (zstd); one
//            transaction per document, so that a kill at any moment loses at most the document in hand; an audit log in
//            which every entry carries the hash of the one before; full text in Han unigrams and bigrams (FTS5, own
//            tokenizer).
// Certainty  PRAGMA integrity_check and verify_audit() say whether the file is whole.
// Threads    one Ledger per thread; several processes may read while one writes.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/document.hpp"
#include "model/record.hpp"
#include "model/stance.hpp"

namespace locarno::ledger {

/// A review decision as it was made; never changed afterwards.
struct Decision {
  std::int64_t number = 0;       ///< position in the audit chain
  std::string record;            ///< record id
  std::string action;            ///< "accept", "reject", "set"
  std::string field;             ///< for "set": the field's JSON name
  std::string value;             ///< for "set": the new value
  std::string reason;            ///< required
  std::string who;
  bool operator==(const Decision&) const = default;
};

struct AuditEntry {
  std::int64_t number = 0;
  std::string what;              ///< "document", "records", "decision", "stances", ...
  std::string body;              ///< JSON
  std::string previous;          ///< hash of the entry before, 64 zeros for the first
  std::string hash;              ///< SHA-256 of previous + what + body
};

struct Hit {
  std::string doc;
  std::string document;
  Span span;                     ///< in the decoded text
  std::uint32_t char_start = 0;
  std::uint32_t char_end = 0;
  std::string before, match, after;  ///< the words, with some context
  BlockRole role = BlockRole::body;
};

class Ledger {
 public:
  /// Opens or creates. path ":memory:" leaves nothing behind.
  /// Errors: io (read-only, full disk, locked too long), bad_input (not a ledger; one written by a newer Locarno).
  static Result<Ledger> open(const std::string& path);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  /// Is this exact document, read with this codebook and engine, already whole in the ledger?
  Result<bool> has(std::string_view sha256, std::string_view reading_key) const;
  /// Stores a document and its records in one transaction; replaces the records of an older reading, keeps decisions.
  Result<void> put(std::string_view raw_bytes, const Document& document, const std::vector<Record>& records,
                   std::string_view reading_key);
  /// Documents in order of name, then id.
  Result<std::vector<Document>> documents() const;
  /// Records in order of document name, then place; decisions applied (review state, edited fields).
  Result<std::vector<Record>> records() const;
  Result<std::string> raw_bytes(std::string_view sha256) const;

  /// Appends a decision. Errors: not_found (with near ids), bad_input (unknown field or value), io.
  Result<Decision> decide(const Decision& decision);
  Result<std::vector<Decision>> decisions() const;

  /// Keeps what was computed from the records (stances as of a day), for later comparison.
  Result<void> put_stances(std::string_view case_id, std::string_view as_of, std::string_view json);

  Result<std::vector<AuditEntry>> audit() const;
  Result<void> verify_audit() const;       ///< bad_input naming the first entry that does not follow from the one before
  Result<void> integrity_check() const;    ///< PRAGMA integrity_check

  /// Words in order of document and place; a query of several words finds documents with all of them near each other
  /// first. Two-character Chinese words work; Traditional finds Simplified and the other way round.
  Result<std::vector<Hit>> search(std::string_view query, std::size_t limit) const;

 private:
  struct Store;
  explicit Ledger(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace locarno::ledger
