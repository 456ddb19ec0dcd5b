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
  /// "accept", "reject"; "set" a field; "span": other words of the report; "split" into several, "merge" with others;
  /// "undo" an earlier decision (an undo too).
  std::string action;
  std::string field;             ///< for "set": the field's JSON name
  /// set: the new value. span: bytes "BEGIN-END". split: "B-E;B-E". merge: the other ids, joined by ';'. undo: a number.
  std::string value;
  std::string reason;            ///< required
  std::string who;               ///< required
  std::string at;                ///< when, as the door says ("2025-12-16T09:30:00Z"); the ledger reads no clock
  bool operator==(const Decision&) const = default;
};

/// A record with what people made of it.
struct Reviewed {
  Record record;                         ///< decisions applied
  std::vector<std::string> parents;      ///< ids of the records it was split or merged from; empty = as read
  std::vector<std::string> replaced_by;  ///< ids of the records it was split or merged into; not empty: it counts nowhere
  std::int64_t replaced_in = 0;          ///< number of that decision
  std::vector<std::int64_t> decisions;   ///< numbers of the decisions that stand, in order; undone ones left out
  bool operator==(const Reviewed&) const = default;
};

/// Whose decisions count.
struct View {
  std::string reader;            ///< only this person's decisions: what a second reader sees of the first is nothing; "" = all
  bool as_read = false;          ///< nobody's: records as the program read them
};

/// Records tied to each other by splits and merges, also undone ones, as they stand.
struct Family {
  std::vector<std::string> ids;       ///< every id among them, ascending; some may stand no longer
  std::vector<Reviewed> records;      ///< by report, then place
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

/// How to open. The defaults are what a command that writes wants.
struct OpenOptions {
  bool create = true;            ///< false: not_found when there is no such file
  bool only_read = false;        ///< true: a ledger on a read-only medium opens too, as it stands
  int busy_ms = 5000;            ///< how long to wait for another process that is writing
  std::string vfs;               ///< SQLite file layer; "" = the system's (tests put a failing disk here)
};

/// A kept result, for later comparison.
struct StanceSnapshot {
  std::int64_t number = 0;       ///< position in the audit chain
  std::string case_id;
  std::string as_of;
  std::string json;
  bool operator==(const StanceSnapshot&) const = default;
};

/// How much a ledger holds.
struct Counts {
  std::int64_t documents = 0;
  std::int64_t records = 0;
  std::int64_t decisions = 0;
  std::int64_t audit = 0;        ///< entries of the log
  std::string last_hash;         ///< of its last entry, 64 zeros for none: note it elsewhere to see a log cut short
  bool operator==(const Counts&) const = default;
};

struct Store;   // private to the room: store.hpp

class Ledger {
 public:
  /// Opens or creates, the folder of `path` too. path ":memory:" leaves nothing behind.
  /// Errors: io (read-only, full disk, locked too long), bad_input (not a ledger; one written by a newer Locarno).
  static Result<Ledger> open(const std::string& path);
  static Result<Ledger> open(const std::string& path, const OpenOptions& options);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  /// Is this exact document, read with this codebook and engine, already whole in the ledger?
  Result<bool> has(std::string_view sha256, std::string_view reading_key) const;
  /// Stores a document and its records in one transaction; replaces the records of an older reading, keeps decisions.
  /// Errors: bad_input when sha256 is not that of raw_bytes, or a record's text is not its slice of the document; io.
  /// Not an error: the same document with the same reading key again, which changes nothing.
  Result<void> put(std::string_view raw_bytes, const Document& document, const std::vector<Record>& records,
                   std::string_view reading_key);
  /// Documents in order of name, then id.
  Result<std::vector<Document>> documents() const;
  /// One document, by Document::id. Errors: not_found.
  Result<Document> document(std::string_view id) const;
  /// Records in order of document name, then place; everyone's decisions applied, those split or merged left out.
  Result<std::vector<Record>> records() const;
  /// The same with their history, as one reader or all together see them; those split or merged are there too.
  Result<std::vector<Reviewed>> reviewed(const View& view) const;
  /// Of reviewed(view), the records under these ids and all tied to them: what a decision about them can have changed.
  Result<Family> family(const std::vector<std::string>& ids, const View& view) const;
  Result<std::string> raw_bytes(std::string_view sha256) const;

  /// Appends a decision. Errors: not_found (with near ids), bad_input (unknown field or value, no reason), io.
  /// The last accept, reject, set or span gives a record its state; set fields stay set until set again (docs/ledger.md).
  Result<Decision> decide(const Decision& decision);
  /// All or none of them. With a view, they are checked against what its reader sees: who works blind may split a record
  /// that somebody else has rejected or split. An undo takes back one decision; in the view of a reader only an own one.
  Result<std::vector<Decision>> decide_all(const std::vector<Decision>& decisions) { return decide_all(decisions, View{}); }
  /// last: only if this is still the end of the chain; otherwise bad_input, and nothing is written.
  Result<std::vector<Decision>> decide_all(const std::vector<Decision>& decisions, const View& view, std::optional<std::int64_t> last = {});
  Result<std::vector<Decision>> decisions() const;
  /// Number of the last entry of the audit chain, 0 for none: has anybody written since?
  Result<std::int64_t> last_number() const;

  /// Keeps what was computed from the records (stances as of a day), for later comparison. The same as the last one
  /// kept for this case and day adds nothing.
  Result<void> put_stances(std::string_view case_id, std::string_view as_of, std::string_view json);
  Result<std::vector<StanceSnapshot>> stances(std::string_view case_id) const;   ///< in the order they were kept

  Result<Counts> counts() const;
  Result<std::vector<AuditEntry>> audit() const;
  /// Every entry follows from the one before, and documents, records, decisions and snapshots are what the chain says.
  /// Errors: bad_input naming the first entry or row that is not. A chain cut short at its end shows only to someone
  /// who noted its last hash.
  Result<void> verify_audit() const;
  Result<void> integrity_check() const;    ///< PRAGMA integrity_check, foreign keys and the word index

  /// Words in order of document and place; a query of several words finds documents with all of them near each other
  /// first. Two-character Chinese words work; Traditional finds Simplified and the other way round.
  ///   query   words; "several words" in quotation marks (any kind) stand next to each other; word* finds beginnings;
  ///           every other character only parts words
  ///   limit   hits; 0 = all
  /// Errors: bad_use when the query holds no word.
  Result<std::vector<Hit>> search(std::string_view query, std::size_t limit) const;

 private:
  explicit Ledger(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace locarno::ledger
