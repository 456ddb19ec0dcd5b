// Span, split, merge and undo; two readers; ledgers of version 1; and the laws of taking back.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "ledger/replay.hpp"
#include "ledger/sample.hpp"
#include "ledger/tamper.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

const std::string page =
    "Report from the talks\n"
    "The envoy said the truce holds, the guns are silent, and the road is open.\n"
    "\xE4\xBB\x96\xE8\xAF\xB4\xE8\xB7\xAF\xE5\xB7\xB2\xE5\xBC\x80\xE9\x80\x9A.\n";   // three-byte characters

Sample report() {
  Sample s{page, document_of("talks.txt", page), {}};
  s.records.push_back(record_of(s.document, "the truce holds, the guns are silent"));
  s.records.push_back(record_of(s.document, "the road is open", "territory"));
  s.records.push_back(record_of(s.document, "\xE8\xB7\xAF\xE5\xB7\xB2\xE5\xBC\x80\xE9\x80\x9A"));
  return s;
}

std::string at(const std::string& words) {
  const std::size_t begin = page.find(words);
  return std::to_string(begin) + "-" + std::to_string(begin + words.size());
}

class Acts : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(put(ledger, s)); }
  std::string error_of(const Decision& d, const View& view = {}) {
    const auto made = ledger.decide_all({d}, view);
    return made ? "no error" : made.error().what;
  }
  Decision act(const std::string& action, const std::string& record, const std::string& value, const std::string& who = "analyst") {
    Decision d = decision(action, record, "", value);
    d.who = who;
    return d;
  }
  Reviewed find(const std::string& id, const View& view = {}) {
    const auto all = ledger.reviewed(view);
    for (const Reviewed& one : *all)
      if (one.record.id == id) return one;
    return {};
  }
  /// Everything a record says of its place is true of the report.
  void expect_anchored() {
    const CharIndex chars(page);
    const auto all = ledger.reviewed({});
    ASSERT_TRUE(all);
    for (const Reviewed& one : *all) {
      EXPECT_EQ(slice(page, one.record.span), one.record.text);
      EXPECT_EQ(chars.chars_before(one.record.span.begin), one.record.char_start);
      EXPECT_EQ(chars.chars_before(one.record.span.end), one.record.char_end);
    }
    EXPECT_TRUE(ledger.verify_audit());
  }
  Sample s = report();
  std::string a = s.records[0].id, b = s.records[1].id, han = s.records[2].id;
  Ledger ledger = std::move(*Ledger::open(":memory:"));
};

TEST_F(Acts, a_span_moves_words_and_both_kinds_of_offset) {
  ASSERT_EQ(error_of(act("span", a, at("the truce holds"))), "no error");
  EXPECT_EQ(find(a).record.text, "the truce holds");
  EXPECT_EQ(find(a).record.review, ReviewState::edited);
  ASSERT_EQ(error_of(act("span", han, at("\xE5\xBC\x80\xE9\x80\x9A"))), "no error");
  EXPECT_EQ(find(han).record.char_end - find(han).record.char_start, 2u);
  expect_anchored();
}

TEST_F(Acts, a_span_that_does_not_slice_is_refused) {
  const auto inside = std::to_string(s.records[2].span.begin + 1) + "-" + std::to_string(s.records[2].span.end);
  EXPECT_NE(error_of(act("span", han, inside)).find("are no characters of talks.txt"), std::string::npos);
  EXPECT_NE(error_of(act("span", a, "0-99999")).find("are no characters"), std::string::npos);
  EXPECT_EQ(error_of(act("span", a, "12-12")), "span 12-12 is empty");
  EXPECT_EQ(error_of(act("span", a, "x-3")), "'x' is no byte offset");
  EXPECT_EQ(error_of(act("span", a, "99999999999-3")), "'99999999999' is no byte offset");
  const std::size_t line_end = page.find('\n');
  EXPECT_NE(error_of(act("span", a, std::to_string(line_end) + "-" + std::to_string(line_end + 1))).find("hold no words"), std::string::npos);
  EXPECT_TRUE(ledger.decisions()->empty());
}

TEST_F(Acts, a_split_makes_records_that_remember_their_parent) {
  Decision d = act("split", a, at("the truce holds") + ";" + at("the guns are silent"));
  const auto made = ledger.decide_all({d});
  ASSERT_TRUE(made);
  const auto ids = made_ids(made->front());
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_EQ(find(ids[0]).record.text, "the truce holds");
  EXPECT_EQ(find(ids[1]).record.text, "the guns are silent");
  EXPECT_EQ(find(ids[1]).parents, std::vector<std::string>{a});
  EXPECT_EQ(find(a).replaced_by, ids);
  EXPECT_EQ(ledger.records()->size(), 4u) << "the parent is not counted beside its parts";
  EXPECT_EQ(error_of(decision("accept", ids[0])), "no error");
  EXPECT_NE(error_of(decision("accept", a)).find("was replaced by"), std::string::npos);
  expect_anchored();
}

TEST_F(Acts, a_split_must_part_the_record_itself) {
  EXPECT_NE(error_of(act("split", a, at("the truce holds"))).find("a split has 2 to"), std::string::npos);
  EXPECT_NE(error_of(act("split", a, at("the truce holds") + ";" + at("the road is open"))).find("do not lie within"), std::string::npos);
  EXPECT_NE(error_of(act("split", a, at("the truce holds") + ";" + at("truce holds"))).find("before the one before it ends"), std::string::npos);
}

TEST_F(Acts, a_merge_covers_both_and_keeps_the_other_issue) {
  const auto made = ledger.decide_all({act("merge", a, b)});
  ASSERT_TRUE(made);
  const Reviewed one = find(made_ids(made->front()).front());
  EXPECT_EQ(one.record.text, "the truce holds, the guns are silent, and the road is open");
  EXPECT_EQ(one.record.issue, "ceasefire");
  EXPECT_EQ(one.record.issues_other, std::vector<std::string>{"territory"});
  EXPECT_EQ(one.parents, (std::vector<std::string>{a, b}));
  EXPECT_EQ(ledger.records()->size(), 2u);
  expect_anchored();
  EXPECT_NE(error_of(act("merge", han, a)).find("was replaced by"), std::string::npos);
  EXPECT_EQ(error_of(act("merge", han, han)), "record " + han + " cannot be merged with itself");
}

TEST_F(Acts, records_of_two_reports_do_not_merge) {
  const Sample other = sample::sample(3);
  ASSERT_TRUE(put(ledger, other));
  EXPECT_NE(error_of(act("merge", a, other.records[0].id)).find("only records of one report"), std::string::npos);
}

TEST_F(Acts, an_undo_is_an_entry_and_can_itself_be_undone) {
  const auto before = *ledger.reviewed({});
  const auto split = ledger.decide_all({act("split", a, at("the truce holds") + ";" + at("the guns are silent"))});
  const auto ids = made_ids(split->front());
  ASSERT_TRUE(ledger.decide(decision("accept", ids[0])));
  const auto after = *ledger.reviewed({});
  const auto undo = ledger.decide_all({act("undo", "", std::to_string(split->front().number))});
  ASSERT_TRUE(undo);
  EXPECT_EQ(undo->front().record, a);
  EXPECT_EQ(*ledger.reviewed({}), before);
  EXPECT_EQ(ledger.decisions()->size(), 3u) << "nothing is deleted";
  EXPECT_EQ(error_of(act("undo", "", std::to_string(split->front().number))), "decision " + std::to_string(split->front().number) + " is undone already");
  ASSERT_TRUE(ledger.decide_all({act("undo", "", std::to_string(undo->front().number))}));
  EXPECT_EQ(*ledger.reviewed({}), after) << "the same parts come back, with what was decided on them";
  EXPECT_EQ(error_of(act("undo", "", "77")), "no decision '77'; 'locarno review log' shows them");
  expect_anchored();
}

TEST_F(Acts, a_blind_reader_sees_only_own_decisions) {
  const View second{"second"};
  const auto split = ledger.decide_all({act("split", a, at("the truce holds") + ";" + at("the guns are silent"), "first")});
  ASSERT_TRUE(split);
  EXPECT_EQ(find(a, second).record, s.records[0]);
  EXPECT_EQ(error_of(act("accept", a, "", "second"), second), "no error") << "for the second reader it is not split";
  EXPECT_NE(error_of(act("accept", a, "", "second")).find("was replaced by"), std::string::npos);
  EXPECT_EQ(error_of(act("undo", "", std::to_string(split->front().number), "second"), second),
            "no decision '" + std::to_string(split->front().number) + "' by second; a reader takes back only an own one");
  EXPECT_EQ(error_of(act("accept", a, "", "first"), second), "a decision of first cannot be made in the view of second");
  EXPECT_EQ(find(a, second).record.review, ReviewState::accepted);
  EXPECT_EQ(find(a, View{"first"}).replaced_by.size(), 2u);
  expect_anchored();
}

TEST_F(Acts, decisions_wait_while_a_reading_lacks_their_record) {
  const auto split = ledger.decide_all({act("split", a, at("the truce holds") + ";" + at("the guns are silent"))});
  ASSERT_TRUE(split);
  Sample fewer = s;
  fewer.records.erase(fewer.records.begin());
  ASSERT_TRUE(put(ledger, fewer, "engine-2"));
  EXPECT_EQ(ledger.records()->size(), 2u);
  ASSERT_TRUE(put(ledger, s, "engine-3"));
  EXPECT_EQ(ledger.records()->size(), 4u);
  EXPECT_TRUE(ledger.verify_audit());
}

TEST(ActsFile, a_ledger_of_version_1_opens_and_takes_the_new_acts) {
  const Folder folder;
  const std::string path = folder.file("old.db");
  const Sample s = report();
  {
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(ledger);
    ASSERT_TRUE(put(*ledger, s));
    ASSERT_TRUE(ledger->decide(decision("set", s.records[0].id, "issue", "territory")));
  }
  ASSERT_EQ(tamper(path,
                   "CREATE TABLE old AS SELECT * FROM decision; DROP TABLE decision;"
                   "CREATE TABLE decision(number INTEGER PRIMARY KEY REFERENCES audit(number), record TEXT NOT NULL,"
                   " action TEXT NOT NULL CHECK(action IN ('accept', 'reject', 'set')), field TEXT NOT NULL, value TEXT NOT NULL,"
                   " reason TEXT NOT NULL CHECK(reason <> ''), who TEXT NOT NULL CHECK(who <> ''), at TEXT NOT NULL) STRICT;"
                   "INSERT INTO decision SELECT * FROM old; DROP TABLE old;"
                   "CREATE INDEX decision_by_record ON decision(record, number);"
                   "CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'no'); END;"
                   "PRAGMA user_version = 1"), "");
  auto ledger = Ledger::open(path);
  ASSERT_TRUE(ledger) << ledger.error().what;
  EXPECT_EQ(ledger->records()->at(0).issue, "territory");
  EXPECT_EQ(ledger->decisions()->size(), 1u);
  EXPECT_TRUE(ledger->verify_audit());
  EXPECT_TRUE(ledger->decide(decision("span", s.records[0].id, "", at("the truce holds"))));
  EXPECT_TRUE(ledger->verify_audit());
  EXPECT_TRUE(ledger->integrity_check());
  EXPECT_EQ(tamper(path, "UPDATE decision SET value = 'x'"), "decisions are append-only");
}

/// A random act on what stands now; nullopt when the draw does not fit.
std::optional<Decision> draw(const Ledger& ledger, const std::vector<Decision>& log) {
  std::vector<Reviewed> here;
  auto all = *ledger.reviewed({});
  for (Reviewed& one : all)
    if (one.replaced_by.empty()) here.push_back(std::move(one));
  const auto pick = [&] { return here[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(here.size())))].record; };
  const Record one = pick();
  switch (*rc::gen::inRange(0, 7)) {
    case 0: return decision("accept", one.id);
    case 1: return decision("reject", one.id);
    case 2: return decision("set", one.id, "issue", *rc::gen::elementOf(std::vector<std::string>{"territory", "elections"}));
    case 3: {
      const std::size_t space = one.text.find(' ');
      if (space == std::string::npos) return std::nullopt;
      return decision("span", one.id, "", print_spans({{one.span.begin, one.span.begin + static_cast<std::uint32_t>(space)}}));
    }
    case 4: {
      const std::size_t space = one.text.rfind(' ');
      if (space == std::string::npos || space == 0) return std::nullopt;
      const std::uint32_t cut = one.span.begin + static_cast<std::uint32_t>(space);
      return decision("split", one.id, "", print_spans({{one.span.begin, cut}, {cut + 1, one.span.end}}));
    }
    case 5: {
      const Record other = pick();
      if (other.id == one.id) return std::nullopt;
      return decision("merge", one.id, "", other.id);
    }
    default: {
      if (log.empty()) return std::nullopt;
      const Decision& target = log[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(log.size())))];
      return decision("undo", target.record, "", std::to_string(target.number));
    }
  }
}

RC_GTEST_PROP(ActsLaw, undoing_all_gives_the_start_and_undoing_that_gives_the_end, ()) {
  const Sample s = report();
  auto ledger = Ledger::open(":memory:");
  RC_ASSERT(put(*ledger, s));
  const auto start = *ledger->reviewed({});
  std::vector<Decision> log;
  const int steps = *rc::gen::inRange(1, 14);
  for (int step = 0; step < steps; ++step) {
    const auto d = draw(*ledger, log);
    if (!d) continue;
    const auto before = *ledger->reviewed({});
    const auto made = ledger->decide(*d);
    RC_ASSERT(ledger->verify_audit());
    if (!made) { RC_ASSERT(*ledger->reviewed({}) == before); continue; }
    log.push_back(*made);
    // one act taken back at once leaves no trace in what is seen, and taking that back brings it again
    const auto after = *ledger->reviewed({});
    const auto undo = ledger->decide(decision("undo", "", "", std::to_string(made->number)));
    RC_ASSERT(undo);
    RC_ASSERT(*ledger->reviewed({}) == before);
    RC_ASSERT(ledger->decide(decision("undo", "", "", std::to_string(undo->number))));
    RC_ASSERT(*ledger->reviewed({}) == after);
    for (const Reviewed& one : after) RC_ASSERT(slice(page, one.record.span) == one.record.text);
  }
  const auto end = *ledger->reviewed({});
  const std::vector<Decision> all_made = *ledger->decisions();   // `standing` points into it
  std::vector<std::int64_t> undos;
  for (const Decision* d : standing(all_made)) {
    const auto undo = ledger->decide(decision("undo", "", "", std::to_string(d->number)));
    RC_ASSERT(undo);
    undos.push_back(undo->number);
  }
  RC_ASSERT(*ledger->reviewed({}) == start);
  for (const std::int64_t undo : undos) RC_ASSERT(ledger->decide(decision("undo", "", "", std::to_string(undo))));
  RC_ASSERT(*ledger->reviewed({}) == end);
  RC_ASSERT(ledger->verify_audit());
  RC_ASSERT(ledger->integrity_check());
}

RC_GTEST_PROP(ActsLaw, spans_print_and_parse, ()) {
  const auto text = *rc::gen::string<std::string>();
  if (const auto spans = parse_spans(text)) {
    const auto again = parse_spans(print_spans(*spans));
    RC_ASSERT(again && *again == *spans);
  }
}

}  // namespace
}  // namespace locarno::ledger
