#pragma once
// locarno/ledger/replay.hpp -- what records are once people's decisions are applied to them, in order.
//
// Question   Records as they were read, the decisions, the texts they point into.
// Answer     Every record with its state, its corrected fields and place, where it came from and what took its place.
// Method     A decision that a later `undo` names, and that this undo is not itself undone, counts; the rest do not.
//            Nothing is ever deleted: to undo all of them gives the records as they were read. split and merge make
//            records whose ids follow from the decision's number, so that undoing an undo brings the same ones back.
// Cost       O(n log n) in records and decisions. Threads: pure.
// Not an error: a decision about a record that is not there (any more): it waits until a reading finds it again.
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ledger/ledger.hpp"

namespace locarno::ledger {

/// The decisions that count, in order: no undo among them, nothing undone.
std::vector<const Decision*> standing(const std::vector<Decision>& decisions);
/// Ids of the records a split or a merge makes; empty for other actions. Needs decision.number.
std::vector<std::string> made_ids(const Decision& decision);
/// Ids of all records a decision speaks of: its own, and those it merges.
std::vector<std::string> named_ids(const Decision& decision);

/// "12-30;31-40" -> spans. Errors: bad_input (no such list, an empty span, not ascending).
Result<std::vector<Span>> parse_spans(std::string_view text);
std::string print_spans(const std::vector<Span>& spans);

/// A text with its index of characters.
struct IndexedText { std::string text; CharIndex chars; };
using TextOf = std::function<Result<const IndexedText*>(const std::string& document)>;   ///< by Document::id

class Replay {
 public:
  explicit Replay(TextOf text_of) : text_of_(std::move(text_of)) {}
  /// A record as it was read; call in the order in which records are to be shown.
  void add(Record record);
  /// Errors: not_found when the record is not here or no longer stands; bad_input for what a decision may not hold.
  Result<void> apply(const Decision& decision);
  const Reviewed* find(std::string_view id) const;
  /// By report in the order given, then place; records made by people among them.
  std::vector<Reviewed> take();

 private:
  Result<std::vector<std::size_t>> standing_records(const std::string& id) const;
  Result<void> move(Reviewed& one, Span span);
  Result<void> split(std::size_t parent, const Decision& decision);
  Result<void> merge(std::size_t first, const Decision& decision);
  void make(Record record, const std::string& id, std::vector<std::string> parents, const Decision& decision);

  TextOf text_of_;
  std::vector<Reviewed> all_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_id_;
};

}  // namespace locarno::ledger
