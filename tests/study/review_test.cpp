// The review as a door meets it: a small report, acts, two readers, the queue.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "ledger/replay.hpp"
#include "ledger/sample.hpp"
#include "model/record_json.hpp"
#include "study/desk.hpp"
#include "study/review.hpp"
#include "study/review_agreement.hpp"
#include "study/review_export.hpp"
#include "study/review_queue.hpp"

namespace locarno::study {
namespace {

const std::string page =
    "Talks on the ceasefire\n"
    "Zelenskyy said on Sunday that Ukraine supports a ceasefire, and that the prisoners must come home.\n"
    "Putin said Russia opposes a ceasefire. The Kremlin promised to release 200 prisoners by December 20.\n"
    "Zelenskyy said on Sunday that Ukraine opposes a ceasefire without guarantees.\n";

/// Made by hand, so that a better reader changes nothing here.
ledger::sample::Sample report() {
  using ledger::sample::record_of;
  ledger::sample::Sample s{page, ledger::sample::document_of("talks.txt", page), {}};
  s.document.published = Date{2025, 12, 15};
  const auto add = [&](const char* words, const char* party, const char* issue, Attitude attitude) -> Record& {
    s.records.push_back(record_of(s.document, words, issue));
    s.records.back().speaker_party = party;
    s.records.back().speaker = std::string(party) == "RUS" ? "Kremlin" : "Zelenskyy";
    s.records.back().stance = attitude;
    return s.records.back();
  };
  add("Ukraine supports a ceasefire", "UKR", "ceasefire", Attitude::support);
  add("the prisoners must come home", "UKR", "prisoners", Attitude::demand).confidence = 40;
  add("Russia opposes a ceasefire", "RUS", "ceasefire", Attitude::oppose);
  add("to release 200 prisoners by December 20", "RUS", "prisoners", Attitude::offer).kind = RecordKind::commitment;
  add("Ukraine opposes a ceasefire without guarantees", "UKR", "ceasefire", Attitude::oppose);
  return s;
}

class ReviewDeskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(ledger::sample::put(ledger, report()));
    desk = open("ana");
  }
  ReviewDesk open(const std::string& who, bool blind = false) {
    ReviewQuestion question;
    question.reader = who;
    question.blind = blind;
    auto opened = open_review(ledger, question);
    EXPECT_TRUE(opened);
    return std::move(*opened);
  }
  Signed by(const std::string& who = "ana") { return {who, "2026-01-01T00:00:00Z", "read against the report"}; }
  const Record& with(const std::string& words) {
    for (const auto& one : desk.records)
      if (one.record.text.find(words) != std::string::npos && one.replaced_by.empty()) return one.record;
    ADD_FAILURE() << "no record with " << words;
    return desk.records.front().record;
  }
  ledger::Ledger ledger = std::move(*ledger::Ledger::open(":memory:"));
  ReviewDesk desk;
};

/// Whatever is done, and by whom, the desk shows what a new look at the ledger would.
TEST_F(ReviewDeskTest, after_any_acts_the_desk_is_what_a_new_look_shows) {
  const auto expect_same = [&](const ReviewDesk& one) {
    ReviewQuestion question;
    question.with_codebook = false;
    const auto fresh = open_review(ledger, question);
    ASSERT_TRUE(fresh);
    ASSERT_EQ(one.records.size(), fresh->records.size());
    for (std::size_t i = 0; i < one.records.size(); ++i) ASSERT_EQ(one.records[i], fresh->records[i]) << one.records[i].record.text;
    ASSERT_EQ(one.record_of, fresh->record_of);
    ASSERT_EQ(one.decisions, fresh->decisions);
    ASSERT_EQ(one.seen, fresh->seen);
  };
  ReviewDesk ben = open("ben");
  std::uint64_t state = 7;
  const auto draw = [&](std::size_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % n;
  };
  std::map<std::string, int> done;
  for (int step = 0; step < 300; ++step) {
    ReviewDesk& one = draw(5) == 0 ? ben : desk;   // ben's desk grows old while ana works
    const Signed who = by(&one == &ben ? "ben" : "ana");
    const Record r = one.records[draw(one.records.size())].record;
    std::string act;
    Result<Made> made = fail(ErrorCode::bad_use, "nothing to do");
    switch (draw(7)) {
      case 0: act = "accept", made = accept(one, {r.id}, who); break;
      case 1: act = "reject", made = reject(one, {r.id}, who); break;
      case 2: act = "set", made = relabel(one, {r.id}, {{"issue", draw(2) == 0 ? "territory" : "elections"}}, who); break;
      case 3: {
        const Places places = places_for(one, r);
        if (places.begins.empty() || places.ends.empty()) break;
        const Span span{places.begins[draw(places.begins.size())], places.ends[draw(places.ends.size())]};
        if (span.begin < span.end) act = "span", made = edit_span(one, r.id, span, false, who);
        break;
      }
      case 4:
        if (const auto cuts = cuts_for(one, r); !cuts.empty()) act = "split", made = split(one, r.id, {cuts[draw(cuts.size())]}, true, who);
        break;
      case 5: act = "merge", made = merge(one, {r.id, one.records[draw(one.records.size())].record.id}, who); break;
      default: act = "undo", made = undo(one, 0, who); break;
    }
    if (!made) continue;
    ++done[act];
    expect_same(one);
    if (HasFatalFailure()) FAIL() << act << " in step " << step;
  }
  for (const char* act : {"accept", "reject", "set", "span", "split", "merge", "undo"}) EXPECT_GT(done[act], 3) << act;
}

TEST_F(ReviewDeskTest, the_queue_goes_by_consequence_and_says_why) {
  const auto queue = review_queue(desk, {});
  ASSERT_EQ(queue.size(), desk.records.size());
  for (std::size_t i = 1; i < queue.size(); ++i) {
    EXPECT_LE(queue[i - 1].reasons.front().cause, queue[i].reasons.front().cause);
    EXPECT_FALSE(queue[i].reasons.front().words.empty());
  }
  std::set<QueueCause> causes;
  for (const QueueEntry& entry : queue)
    for (const QueueReason& reason : entry.reasons) causes.insert(reason.cause);
  EXPECT_TRUE(causes.contains(QueueCause::contradiction)) << "Ukraine is for and against a ceasefire on one day";
  EXPECT_TRUE(causes.contains(QueueCause::commitment));
}

TEST_F(ReviewDeskTest, what_was_decided_leaves_the_queue_and_filters_narrow_it) {
  const std::size_t before = review_queue(desk, {}).size();
  ASSERT_TRUE(accept(desk, {with("supports").id}, by()));
  EXPECT_EQ(review_queue(desk, {}).size(), before - 1);
  QueueFilter filter;
  filter.all = true;
  EXPECT_EQ(review_queue(desk, filter).size(), before);
  filter.words = "kremlin PRISONERS";
  const auto found = review_queue(desk, filter);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(desk.records[found[0].record].record.kind, RecordKind::commitment);
  filter.words = "no such words";
  EXPECT_TRUE(review_queue(desk, filter).empty());
}

TEST_F(ReviewDeskTest, links_from_outside_join_the_queue) {
  QueueFilter filter;
  filter.links.push_back({desk.records[0].record.id, "r-unknown", QueueCause::stance_change, "found elsewhere"});
  bool seen = false;
  for (const QueueEntry& entry : review_queue(desk, filter))
    for (const QueueReason& reason : entry.reasons) seen = seen || (entry.record == 0 && reason.words == "found elsewhere");
  EXPECT_TRUE(seen);
}

TEST_F(ReviewDeskTest, a_span_snaps_to_clauses) {
  const Record before = with("supports");
  Span wanted = before.span;
  wanted.end -= 4;   // inside the last word
  ASSERT_TRUE(edit_span(desk, before.id, wanted, true, by()));
  EXPECT_EQ(desk.find(before.id)->record.span, before.span);
  ASSERT_TRUE(edit_span(desk, before.id, wanted, false, by()));
  EXPECT_EQ(desk.find(before.id)->record.span, wanted);
  EXPECT_EQ(slice(page, wanted), desk.find(before.id)->record.text);
}

TEST_F(ReviewDeskTest, a_split_leaves_the_comma_to_neither_part_and_merging_brings_the_words_back) {
  const Record whole = with("opposes a ceasefire without");
  const std::uint32_t cut = whole.span.begin + static_cast<std::uint32_t>(whole.text.find("without"));
  const auto made = split(desk, whole.id, {cut}, false, by());
  ASSERT_TRUE(made) << made.error().what;
  const auto ids = ledger::made_ids(made->front());
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_EQ(desk.find(ids[0])->record.text.back(), 'e');
  EXPECT_EQ(desk.find(ids[1])->record.text.substr(0, 7), "without");
  const auto merged = merge(desk, ids, by());
  ASSERT_TRUE(merged);
  EXPECT_EQ(desk.find(ledger::made_ids(merged->front()).front())->record.text, whole.text);
}

TEST_F(ReviewDeskTest, records_of_two_paragraphs_do_not_merge) {
  const auto made = merge(desk, {with("supports").id, with("200 prisoners").id}, by());
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().what.find("two paragraphs"), std::string::npos);
}

TEST_F(ReviewDeskTest, undo_takes_back_the_last_own_decision) {
  const std::string id = with("supports").id;
  ASSERT_TRUE(relabel(desk, {id}, {{"issue", "territory"}}, by()));
  ASSERT_TRUE(reject(desk, {id}, by("ben")));
  ASSERT_TRUE(undo(desk, 0, by("ana")));
  EXPECT_EQ(desk.find(id)->record.review, ReviewState::rejected);
  EXPECT_EQ(desk.find(id)->record.issue, "ceasefire");
  const auto nothing = undo(desk, 0, by("ana"));
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().what, "ana has made no decision that could be undone");
}

TEST_F(ReviewDeskTest, what_is_exported_was_confirmed_and_reads_back) {
  EXPECT_EQ(export_accepted(desk), "");
  ASSERT_TRUE(accept(desk, {with("supports").id}, by()));
  ASSERT_TRUE(reject(desk, {with("200 prisoners").id}, by()));
  const std::string lines = export_accepted(desk);
  ASSERT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1);
  const auto back = record_from_json(lines.substr(0, lines.size() - 1));
  ASSERT_TRUE(back);
  EXPECT_EQ(slice(page, back->span), back->text);
  EXPECT_EQ(back->review, ReviewState::accepted);
}

TEST_F(ReviewDeskTest, two_readers_disagree_and_a_third_decides) {
  const std::string one = with("supports").id, two = with("200 prisoners").id;
  ReviewDesk ana = open("ana", true), ben = open("ben", true);
  ASSERT_TRUE(accept(ana, {one, two}, by("ana")));
  ASSERT_TRUE(relabel(ben, {one}, {{"issue", "territory"}}, by("ben")));
  ASSERT_TRUE(reject(ben, {two}, by("ben")));
  EXPECT_EQ(ben.find(one)->decisions.size(), 1u) << "the second reader does not see the first";
  auto found = agreement(ledger, "", "");
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->both, 2u);
  EXPECT_EQ(found->fields.front().field, "verdict");
  EXPECT_EQ(found->fields.front().alike, 1u);
  ASSERT_EQ(found->disagreements.size(), 2u);
  EXPECT_EQ(found->disagreements[0].field, "issue");
  EXPECT_EQ(found->disagreements[0].resolved_by, "");
  ReviewDesk cleo = open("cleo");
  ASSERT_TRUE(relabel(cleo, {one}, {{"issue", "ceasefire"}}, by("cleo")));
  found = agreement(ledger, "ana", "ben");
  EXPECT_EQ(found->disagreements[0].resolved_by, "cleo");
  EXPECT_EQ(found->disagreements[0].resolved, "ceasefire");
  EXPECT_EQ(found->disagreements[1].resolved_by, "");
  EXPECT_FALSE(agreement(ledger, "", "")) << "three names: which two?";
  EXPECT_FALSE(agreement(ledger, "ana", "dora"));
}

std::vector<std::pair<std::string, std::string>> table(const std::vector<std::tuple<const char*, const char*, int>>& cells) {
  std::vector<std::pair<std::string, std::string>> labels;
  for (const auto& [a, b, times] : cells) labels.insert(labels.end(), static_cast<std::size_t>(times), {a, b});
  return labels;
}

TEST(Kappa, is_what_a_hand_computes) {
  // Fifty proposals, two readers: both yes 20, both no 15, only the first yes 5, only the second yes 10.
  // Raw: 35/50 = .7. First says yes 25 times, second 30: chance = (25*30 + 25*20) / 2500 = 1250/2500 = .5.
  // kappa = (.7 - .5) / (1 - .5) = .4
  const auto two = cohen_kappa(table({{"yes", "yes", 20}, {"yes", "no", 5}, {"no", "yes", 10}, {"no", "no", 15}}));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->numerator, 500);
  EXPECT_EQ(two->denominator, 1250);
  EXPECT_DOUBLE_EQ(two->value(), 0.4);
  // Three labels, 10 cases: a/a 3, b/b 2, c/c 2, a/b 1, b/c 1, c/a 1. Rows a 4, b 3, c 3; columns a 4, b 3, c 3.
  // S = 16 + 9 + 9 = 34; kappa = (10*7 - 34) / (100 - 34) = 36/66.
  const auto three = cohen_kappa(table({{"a", "a", 3}, {"b", "b", 2}, {"c", "c", 2}, {"a", "b", 1}, {"b", "c", 1}, {"c", "a", 1}}));
  ASSERT_TRUE(three);
  EXPECT_EQ(three->numerator, 36);
  EXPECT_EQ(three->denominator, 66);
  EXPECT_FALSE(cohen_kappa({}));
  EXPECT_FALSE(cohen_kappa(table({{"a", "a", 9}}))) << "one label: undefined, not 1";
}

RC_GTEST_PROP(KappaLaw, symmetric_at_most_one_and_free_of_names, ()) {
  const auto labels = *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
      rc::gen::pair(rc::gen::elementOf(std::vector<std::string>{"a", "b", "c"}), rc::gen::elementOf(std::vector<std::string>{"a", "b", "c"})));
  auto turned = labels, renamed = labels;
  for (auto& [a, b] : turned) std::swap(a, b);
  for (auto& [a, b] : renamed) { a = "x" + a; b = "x" + b; }
  const auto kappa = cohen_kappa(labels), back = cohen_kappa(turned), other = cohen_kappa(renamed);
  RC_ASSERT(kappa.has_value() == back.has_value() && kappa.has_value() == other.has_value());
  if (!kappa) return;
  RC_ASSERT(kappa->numerator == back->numerator && kappa->denominator == back->denominator);
  RC_ASSERT(kappa->numerator == other->numerator && kappa->denominator > 0 && kappa->numerator <= kappa->denominator);
}

}  // namespace
}  // namespace locarno::study
