// Random operations against a twin made of std::map, with reopening in between.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "ledger/edit.hpp"
#include "ledger/sample.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

/// What a ledger should hold, in the most obvious form.
struct Twin {
  std::map<std::string, std::pair<std::string, Sample>> documents;   ///< name -> reading key, what was put
  std::vector<Decision> decisions;
  std::vector<std::pair<std::string, std::string>> snapshots;
  std::size_t audit = 0;

  std::vector<Record> records() const {
    std::vector<Record> all;
    for (const auto& [name, kept] : documents)
      for (Record record : kept.second.records) {
        for (const Decision& d : decisions) {
          if (d.record != record.id) continue;
          if (d.action == "set") RC_ASSERT(set_field(record, d.field, d.value));
          record.review = d.action == "accept" ? ReviewState::accepted : d.action == "reject" ? ReviewState::rejected : ReviewState::edited;
        }
        all.push_back(record);
      }
    return all;
  }
  bool knows(const std::string& id) const {
    for (const auto& [name, kept] : documents)
      for (const Record& record : kept.second.records)
        if (record.id == id) return true;
    return false;
  }
};

void put_random(Ledger& ledger, Twin& twin) {
  Sample s = sample::sample(*rc::gen::inRange(0, 6), *rc::gen::inRange(0, 4));
  // the same report read by another engine: fewer records, other labels
  const std::string key = "engine-" + std::to_string(*rc::gen::inRange(1, 4));
  if (key != "engine-1" && !s.records.empty()) s.records.pop_back();
  for (Record& record : s.records) record.confidence = key == "engine-3" ? 90 : 70;
  RC_ASSERT(put(ledger, s, key));
  // a report is its bytes: another text under the same name is another report
  auto& kept = twin.documents[s.document.name + s.document.id];
  if (kept.first == key) return;
  kept = {key, s};
  ++twin.audit;
}

void decide_random(Ledger& ledger, Twin& twin) {
  const Sample s = sample::sample(*rc::gen::inRange(0, 6), 3);
  static const std::vector<Decision> kinds{decision("accept", ""), decision("reject", ""), decision("set", "", "issue", "territory"),
                                           decision("set", "", "negated", "true"), decision("set", "", "date", "null"),
                                           decision("set", "", "date", "never")};
  Decision d = *rc::gen::elementOf(kinds);
  d.record = s.records[static_cast<std::size_t>(*rc::gen::inRange(0, 3))].id;
  const auto made = ledger.decide(d);
  const bool should = twin.knows(d.record) && d.value != "never";
  RC_ASSERT(made.has_value() == should);
  if (!should) return;
  d.number = static_cast<std::int64_t>(++twin.audit);
  RC_ASSERT(*made == d);
  twin.decisions.push_back(d);
}

void keep_random(Ledger& ledger, Twin& twin) {
  const std::pair<std::string, std::string> one{*rc::gen::elementOf(std::vector<std::string>{"2024-12-04", "2025-12-16"}),
                                                *rc::gen::elementOf(std::vector<std::string>{"[1]", "[2]"})};
  RC_ASSERT(ledger.put_stances("case", one.first, one.second));
  for (auto last = twin.snapshots.rbegin(); last != twin.snapshots.rend(); ++last) {
    if (last->first != one.first) continue;
    if (last->second == one.second) return;
    break;
  }
  twin.snapshots.push_back(one);
  ++twin.audit;
}

void compare(const Ledger& ledger, const Twin& twin) {
  RC_ASSERT(*ledger.records() == twin.records());
  RC_ASSERT(*ledger.decisions() == twin.decisions);
  const auto documents = *ledger.documents();
  RC_ASSERT(documents.size() == twin.documents.size());
  std::size_t i = 0;
  std::size_t lines_with_truce = 0;
  for (const auto& [name, kept] : twin.documents) {
    RC_ASSERT(documents[i++] == kept.second.document);
    for (const Block& block : kept.second.document.blocks) lines_with_truce += block.role == BlockRole::body ? 1 : 0;
  }
  std::vector<std::pair<std::string, std::string>> snapshots;
  const auto kept = *ledger.stances("case");
  for (const StanceSnapshot& one : kept) snapshots.emplace_back(one.as_of, one.json);
  RC_ASSERT(snapshots == twin.snapshots);
  RC_ASSERT(ledger.audit()->size() == twin.audit);
  RC_ASSERT(ledger.search("truce", 0)->size() == lines_with_truce);
  RC_ASSERT(ledger.verify_audit());
  RC_ASSERT(ledger.integrity_check());
}

RC_GTEST_PROP(Model, a_ledger_is_a_map_that_survives_reopening, ()) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  auto ledger = Ledger::open(path);
  RC_ASSERT(ledger);
  Twin twin;
  const int steps = *rc::gen::inRange(1, 25);
  for (int step = 0; step < steps; ++step) {
    switch (*rc::gen::weightedElement<int>({{5, 0}, {4, 1}, {1, 2}, {2, 3}})) {
      case 0: put_random(*ledger, twin); break;
      case 1: decide_random(*ledger, twin); break;
      case 2: keep_random(*ledger, twin); break;
      default:
        ledger = Ledger::open(path);
        RC_ASSERT(ledger);
        compare(*ledger, twin);
    }
  }
  compare(*ledger, twin);
}

}  // namespace
}  // namespace locarno::ledger
