// The story the five annotated reports tell, from records to red lines to what can be signed: three days, each checked
// against the definitions by listing settlements. The records are the annotation's, so this tests the rules alone.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/case_file.hpp"
#include "stance/brute_force.hpp"
#include "stance/gold_records.hpp"
#include "stance/stances.hpp"

namespace locarno {
namespace {

class OracleGoldStances : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(test::shared() / "gold/gold.jsonl")) GTEST_SKIP() << "no shared material (LOCARNO_SHARED)";
    auto loaded = load_case("cases/ukraine-2025");
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    case_.emplace(std::move(*loaded));
    gold_ = test::load_annotated();
    book_ = test::small_codebook();
  }

  stance::Question as_of(const char* day) const { return {&*case_, &gold_.documents, &gold_.records, &book_, parse_date(day)}; }

  const Stance& at(const StanceTable& table, const char* party, const char* issue, const char* option) const {
    const IssueId i = case_->issue(issue);
    return table.at(case_->party(party), i, case_->option(i, option));
  }
  static bool rests_on(const std::vector<std::string>& evidence, const char* id) {
    return std::find(evidence.begin(), evidence.end(), id) != evidence.end();
  }
  /// The lines that bind: those of signatories.
  std::vector<RedLine> binding(const stance::Question& question) const {
    auto lines = stance::red_lines(question, stance::stances(question));
    std::erase_if(lines, [&](const RedLine& line) { return !(*case_)->parties[line.party].signs; });
    return lines;
  }
  Condition condition(const char* source) const { return parse_condition(source, (*case_)->issues, "").value(); }

  /// Same truth on every choice of options of the issues either names.
  bool same_meaning(const Condition& a, const Condition& b) const {
    RedLine one, two;
    one.rule = a;
    two.rule = b;
    bool same = true;
    test::each_settlement(**case_, {one, two}, [&](const Settlement& s) { same = same && a.holds(s) == b.holds(s); });
    return same;
  }

  std::optional<CheckedCase> case_;
  test::Annotated gold_;
  Codebook book_;
};

TEST_F(OracleGoldStances, December2024UkraineDemandsMembershipAndNothingElse) {
  const auto question = as_of("2024-12-04");
  const StanceTable table = stance::stances(question);
  EXPECT_EQ(at(table, "UKR", "nato_membership", "membership").value, StanceValue::accepts);
  for (const char* substitute : {"open_door", "none"}) {
    const Stance& stance = at(table, "UKR", "nato_membership", substitute);
    EXPECT_EQ(stance.value, StanceValue::rejects) << substitute;
    EXPECT_TRUE(stance.first_hand);
    EXPECT_EQ(stance.source, StanceSource::read);
    EXPECT_EQ(stance.rule, "stance.demand_excludes");
    EXPECT_TRUE(rests_on(stance.evidence, "004-020"));
  }
  for (const char* ally : {"USA", "EUR", "NATO"}) {
    const Stance& stance = at(table, ally, "nato_membership", "membership");
    EXPECT_EQ(stance.value, StanceValue::rejects) << ally;
    EXPECT_EQ(stance.source, StanceSource::read);
    EXPECT_TRUE(rests_on(stance.evidence, "004-002")) << ally;
  }
  EXPECT_EQ(at(table, "UKR", "security_guarantees", "article5_like_limited").value, StanceValue::silent);
}

TEST_F(OracleGoldStances, December2024DemandClashesWithTheAllies) {
  const auto question = as_of("2024-12-04");
  const auto lines = binding(question);
  const auto index = [&](const char* id) {
    return std::find_if(lines.begin(), lines.end(), [&](const RedLine& l) { return l.id == id; }) - lines.begin();
  };
  const auto clashes = test::small_clashes(**case_, lines);
  for (const char* ally : {"USA.nato_membership.1", "EUR.nato_membership.1"}) {
    ASSERT_LT(index(ally), static_cast<std::ptrdiff_t>(lines.size()));
    ASSERT_LT(index("UKR.nato_membership.1"), static_cast<std::ptrdiff_t>(lines.size()));
    const std::uint64_t pair = std::uint64_t{1} << index(ally) | std::uint64_t{1} << index("UKR.nato_membership.1");
    EXPECT_NE(std::find(clashes.begin(), clashes.end(), pair), clashes.end()) << ally;
  }
}

TEST_F(OracleGoldStances, February2025WashingtonSaysNo) {
  const StanceTable table = stance::stances(as_of("2025-02-13"));
  const Stance& membership = at(table, "USA", "nato_membership", "membership");
  EXPECT_EQ(membership.value, StanceValue::rejects);
  EXPECT_TRUE(membership.first_hand);
  EXPECT_TRUE(rests_on(membership.evidence, "003-006"));
  EXPECT_EQ(at(table, "USA", "territory", "borders_restored").value, StanceValue::rejects);
  EXPECT_EQ(at(table, "USA", "peacekeeping_force", "with_us_troops").value, StanceValue::rejects);
  EXPECT_EQ(at(table, "USA", "peacekeeping_force", "european_led").value, StanceValue::silent);
  const Stance& causes = at(table, "RUS", "root_causes", "addressed");
  EXPECT_EQ(causes.value, StanceValue::accepts);
  EXPECT_TRUE(causes.first_hand) << "the spokesman of a party is no relay for it";
  EXPECT_EQ(at(table, "RUS", "root_causes", "left_out").value, StanceValue::rejects);
  EXPECT_EQ(at(table, "UKR", "nato_membership", "none").value, StanceValue::rejects) << "not yet conceded";
}

TEST_F(OracleGoldStances, December2025RenouncedIfGuaranteed) {
  const StanceTable table = stance::stances(as_of("2025-12-16"));
  for (const char* option : {"none", "open_door"}) {
    const Stance& stance = at(table, "UKR", "nato_membership", option);
    EXPECT_EQ(stance.value, StanceValue::accepts_if) << option;
    EXPECT_EQ(stance.since, parse_date("2025-12-14"));
    EXPECT_TRUE(stance.first_hand);
    EXPECT_TRUE(same_meaning(stance.condition,
                             condition("security_guarantees in [article5_like_limited, article5_like_permanent]")))
        << stance.condition.source;
    EXPECT_TRUE(rests_on(stance.evidence, "000-003"));
    EXPECT_TRUE(rests_on(stance.evidence, "000-004")) << "the words that carry the condition are shown too";
  }
  EXPECT_EQ(at(table, "UKR", "security_guarantees", "none").value, StanceValue::rejects);
  EXPECT_EQ(at(table, "EUR", "security_guarantees", "article5_like_limited").value, StanceValue::accepts);
  const Stance& offered = at(table, "USA", "security_guarantees", "article5_like_limited");
  EXPECT_EQ(offered.value, StanceValue::accepts);
  EXPECT_FALSE(offered.first_hand);
  EXPECT_EQ(offered.via, std::vector<std::string>{"US media (several, unnamed)"});
  EXPECT_EQ(at(table, "USA", "security_guarantees", "article5_like_permanent").value, StanceValue::rejects);
  EXPECT_EQ(at(table, "RUS", "security_guarantees", "article5_like_limited").value, StanceValue::silent)
      << "a narrator's forecast is nobody's position";
}

TEST_F(OracleGoldStances, TheTerritorialDemandIsRelayedAndItsOptionSetByHand) {
  const auto question = as_of("2025-12-16");
  const StanceTable table = stance::stances(question);
  const Stance& demand = at(table, "RUS", "territory", "line_frozen");
  EXPECT_EQ(demand.value, StanceValue::rejects);
  EXPECT_EQ(demand.source, StanceSource::analyst);
  EXPECT_FALSE(demand.first_hand);
  EXPECT_TRUE(rests_on(demand.via, "Volodymyr Zelenskyy"));
  EXPECT_TRUE(rests_on(demand.evidence, "002-025")) << "the demand itself is read";
  EXPECT_FALSE(demand.note.empty());
}

TEST_F(OracleGoldStances, December2025TerritoryIsInEveryClashThatRemains) {
  const auto question = as_of("2025-12-16");
  const auto lines = binding(question);
  EXPECT_FALSE(test::can_be_met(**case_, lines, 0)) << "nothing can be signed yet";
  const auto clashes = test::small_clashes(**case_, lines);
  ASSERT_FALSE(clashes.empty());
  const IssueId territory = case_->issue("territory");
  std::uint64_t territory_lines = 0;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const auto issues = lines[l].rule.issues();
    if (std::find(issues.begin(), issues.end(), territory) != issues.end()) territory_lines |= std::uint64_t{1} << l;
  }
  for (const std::uint64_t clash : clashes) EXPECT_NE(clash & territory_lines, 0u);
  EXPECT_TRUE(test::can_be_met(**case_, lines, territory_lines)) << "larger clashes without territory would show here";
}

TEST_F(OracleGoldStances, TheMoveIsUkrainesAndDated) {
  const auto moved = stance::moves(as_of("2025-12-16"), parse_date("2024-12-04"));
  const auto move = std::find_if(moved.begin(), moved.end(), [&](const Move& m) {
    return m.party == case_->party("UKR") && m.issue == case_->issue("nato_membership");
  });
  ASSERT_NE(move, moved.end());
  EXPECT_EQ(move->date, parse_date("2025-12-14"));
  EXPECT_EQ(move->from.values, (std::vector{StanceValue::accepts, StanceValue::rejects, StanceValue::rejects}));
  EXPECT_EQ(move->to.values, (std::vector{StanceValue::accepts, StanceValue::accepts_if, StanceValue::accepts_if}));
  EXPECT_TRUE(rests_on(move->evidence_from, "004-020"));
  EXPECT_TRUE(rests_on(move->evidence, "000-003"));
  EXPECT_TRUE(move->first_hand);
  EXPECT_TRUE(std::none_of(moved.begin(), moved.end(), [&](const Move& m) { return m.issue == case_->issue("territory"); }));
}

TEST_F(OracleGoldStances, NothingMovesWithinOneDayOfReports) {
  EXPECT_TRUE(stance::moves(as_of("2025-02-13"), parse_date("2024-12-05")).empty());
}

TEST_F(OracleGoldStances, TheOrderOfReportsDoesNotMatter) {
  const auto question = as_of("2025-12-16");
  const auto before = stance::red_lines(question, stance::stances(question));
  std::stable_sort(gold_.records.begin(), gold_.records.end(), [](const Record& a, const Record& b) { return a.doc > b.doc; });
  const auto after = stance::red_lines(question, stance::stances(question));
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].id, after[i].id);
    EXPECT_EQ(before[i].rule.nodes, after[i].rule.nodes);
    EXPECT_EQ(before[i].since, after[i].since);
  }
}

}  // namespace
}  // namespace locarno
