// The rule table of docs/stances.md, a rule at a time.
#include <gtest/gtest.h>

#include "stance/towns.hpp"

namespace locarno {
namespace {

using test::say;
using test::Towns;
constexpr auto accepts = StanceValue::accepts;
constexpr auto accepts_if = StanceValue::accepts_if;
constexpr auto rejects = StanceValue::rejects;
constexpr auto silent = StanceValue::silent;

TEST(StanceRules, NothingSaidIsSilence) {
  Towns t;
  const StanceTable table = stance::stances(t.question());
  EXPECT_EQ(table.rows.size(), 3u * 9u);
  for (const Stance& stance : table.rows) EXPECT_EQ(stance.value, silent);
  EXPECT_TRUE(stance::red_lines(t.question(), table).empty());
}

TEST(StanceRules, SupportAndOppositionSpeakOfTheMainOption) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "a good thing")).add(say("SOUTH", "bridge", Attitude::oppose, "a bad thing"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), accepts);
  EXPECT_EQ(t.value("SOUTH", "bridge", "open"), rejects);
  EXPECT_EQ(t.value("SOUTH", "bridge", "closed"), silent) << "who opposes one thing has not accepted another";
  EXPECT_EQ(t.at("NORTH", "bridge", "open").rule, "stance.support");
  EXPECT_EQ(t.at("SOUTH", "bridge", "open").rule, "stance.oppose");
}

TEST(StanceRules, WithoutMainOptionUnnamedWordsMakeNoStance) {
  Towns t;
  t.add(say("NORTH", "tolls", Attitude::demand, "the tolls must be settled fairly"));
  const Stance stance = t.at("NORTH", "tolls", "shared");
  EXPECT_EQ(stance.value, silent);
  EXPECT_EQ(stance.rule, "stance.names_no_option");
  EXPECT_EQ(stance.evidence, std::vector<std::string>{"#1"});
}

TEST(StanceRules, PhrasesNameOptionsWholeWordsLongestFirst) {
  Towns t;
  t.add(say("NORTH", "tolls", Attitude::support, "Shared Tolls are fair"));
  EXPECT_EQ(t.value("NORTH", "tolls", "shared"), accepts);
  EXPECT_EQ(t.value("NORTH", "tolls", "shared_for_ever"), accepts) << "both options share the phrase";
  Towns u;
  u.add(say("NORTH", "tolls", Attitude::support, "what for everyone is a gain"));
  EXPECT_EQ(u.value("NORTH", "tolls", "shared_for_ever"), silent) << "'for ever' inside 'for everyone'";
}

TEST(StanceRules, APhraseOfOnePartyCountsInItsWordsAlone) {
  Towns t;
  t.add(say("NORTH", "patrol", Attitude::oppose, "it will not send guards"));
  t.add(say("SOUTH", "patrol", Attitude::oppose, "it will not send guards"));
  EXPECT_EQ(t.value("NORTH", "patrol", "northern"), rejects);
  EXPECT_EQ(t.value("NORTH", "patrol", "joint"), silent);
  EXPECT_EQ(t.value("SOUTH", "patrol", "northern"), silent);
  EXPECT_EQ(t.value("SOUTH", "patrol", "joint"), rejects);
}

TEST(StanceRules, ADemandRejectsTheNoneOption) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::demand, "an open bridge").on("2024-05-01"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), accepts);
  EXPECT_EQ(t.value("NORTH", "bridge", "closed"), rejects);
  EXPECT_EQ(t.at("NORTH", "bridge", "closed").rule, "stance.demand_not_none");
  EXPECT_EQ(t.value("NORTH", "bridge", "by_day"), silent);
}

TEST(StanceRules, ADemandThatNamesNothingIsNone) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::demand, "engineers must discuss the bridge"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent);
  t.add(say("NORTH", "patrol", Attitude::demand, "patrols must begin"));
  EXPECT_EQ(t.value("NORTH", "patrol", "joint"), accepts) << "the main option has no phrases: the issue names it";
  EXPECT_EQ(t.value("NORTH", "patrol", "none"), silent);
}

TEST(StanceRules, ExclusiveDemandsRejectEverySubstitute) {
  for (const Attitude attitude : {Attitude::demand, Attitude::oppose, Attitude::support}) {
    Towns t;
    t.add(say("NORTH", "bridge", attitude, "will take nothing but an open bridge"));
    EXPECT_EQ(t.value("NORTH", "bridge", "open"), accepts);
    EXPECT_EQ(t.value("NORTH", "bridge", "by_day"), rejects);
    EXPECT_EQ(t.value("NORTH", "bridge", "closed"), rejects);
    const auto lines = stance::red_lines(t.question(), stance::stances(t.question()));
    ASSERT_EQ(lines.size(), 1u) << "one line for the whole issue";
    EXPECT_EQ(lines[0].rule.source, "bridge = open");
    EXPECT_EQ(lines[0].id, "NORTH.bridge.1");
  }
}

TEST(StanceRules, OppositionInTheWordsOfTheNoneOption) {
  Towns t;
  t.add(say("SOUTH", "bridge", Attitude::oppose, "to keep the bridge closed is our red line"));
  EXPECT_EQ(t.value("SOUTH", "bridge", "closed"), accepts);
  EXPECT_EQ(t.value("SOUTH", "bridge", "open"), rejects);
}

TEST(StanceRules, AnOfferThatLimitsItself) {
  Towns t;
  t.add(say("SOUTH", "tolls", Attitude::offer, "a share for a time").negated());
  EXPECT_EQ(t.value("SOUTH", "tolls", "shared"), accepts);
  EXPECT_EQ(t.value("SOUTH", "tolls", "shared_for_ever"), rejects);
  EXPECT_EQ(t.value("SOUTH", "tolls", "none"), silent);
}

TEST(StanceRules, ACommitmentOffersWhateverItsVerb) {
  Towns t;
  t.add(say("SOUTH", "bridge", Attitude::demand, "must give free passage").kind(RecordKind::commitment));
  EXPECT_EQ(t.value("SOUTH", "bridge", "open"), accepts);
  EXPECT_EQ(t.value("SOUTH", "bridge", "closed"), silent);
}

TEST(StanceRules, AnUndertakingMayNameAFurtherIssue) {
  Towns t;
  t.add(say("SOUTH", "bridge", Attitude::offer, "free passage, shared tolls").kind(RecordKind::commitment));
  EXPECT_EQ(t.value("SOUTH", "tolls", "shared"), accepts);
  EXPECT_EQ(t.at("SOUTH", "tolls", "shared").rule, "stance.also_names");
  t.add(say("SOUTH", "bridge", Attitude::offer, "and the rest").also("patrol").kind(RecordKind::commitment));
  EXPECT_EQ(t.value("SOUTH", "patrol", "joint"), accepts);
}

TEST(StanceRules, WhoFindsFaultWithADeedRejectsNothing) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::oppose, "the South of violating the truce"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "condemns the loss of lives"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent);
  t.add(say("NORTH", "bridge", Attitude::oppose, "condemns plans for an open bridge"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), rejects);   // the words name the option
}

TEST(StanceRules, WordsThatMeanAnotherThingTakeNoSideOnTheContextsIssue) {
  for (const auto attitude : {Attitude::oppose, Attitude::support}) {
    const auto value = [&](const char* words, const char* group = "") {
      Towns t;
      t.told_in("bridge", "bridge").told_in("bridge", "crossing", "hint");
      t.add(say("NORTH", "bridge", attitude, words).group(group));
      return t.value("NORTH", "bridge", "open");
    };
    const auto taken = attitude == Attitude::oppose ? rejects : accepts;
    EXPECT_EQ(value("new quarrels in the hills"), silent);
    EXPECT_EQ(value("the bridge"), taken);
    EXPECT_EQ(value("any crossing there"), taken) << "a hint";
    EXPECT_EQ(value("it, as ever"), taken) << "points back";
    EXPECT_EQ(value("new quarrels in the hills", "g1"), taken) << "a part of a statement that names it";
    Towns unlisted;
    unlisted.add(say("NORTH", "bridge", attitude, "new quarrels in the hills"));
    EXPECT_EQ(unlisted.value("NORTH", "bridge", "open"), taken) << "the codebook has no words for the issue";
  }
}

TEST(StanceRules, ForecastsReportsAndDoubtsTakeNoSide) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").hedged(Hedge::probable));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").hedged(Hedge::possible));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").hedged(Hedge::counterfactual));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").hedged(Hedge::inferred).kind(RecordKind::stance));
  t.add(say("NORTH", "bridge", Attitude::report, "open bridge"));
  t.add(say("NORTH", "bridge", Attitude::uncertain, "open bridge"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").kind(RecordKind::contact));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent);
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge"));
  t.records.back().review = ReviewState::rejected;
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent);
}

TEST(StanceRules, ExpertsAndMediaMakeNobodysStance) {
  Towns t;
  for (const char* nobody : {"EXPERT", "MEDIA", "UNKNOWN", ""})
    t.add(say(nobody, "bridge", Attitude::oppose, "open bridge").held_by("NORTH"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent);
  t.add(say("NARRATOR", "bridge", Attitude::oppose, "open bridge").held_by("NORTH").kind(RecordKind::stance));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), rejects) << "the outlet may describe a position in its own voice";
  EXPECT_TRUE(t.at("NORTH", "bridge", "open").told_by_narrator);
  EXPECT_FALSE(t.at("NORTH", "bridge", "open").first_hand);
}

TEST(StanceRules, ToldByAnotherPartyIsNotFirstHand) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::oppose, "South is against an open bridge").held_by("SOUTH"));
  const Stance stance = t.at("SOUTH", "bridge", "open");
  EXPECT_EQ(stance.value, rejects);
  EXPECT_FALSE(stance.first_hand);
  EXPECT_EQ(stance.via, std::vector<std::string>{"Speaker of NORTH"});
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent) << "the teller takes no side";
}

TEST(StanceRules, OutletsAreNoRelaysAndRelaysAreNamed) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "x"));
  EXPECT_TRUE(t.at("NORTH", "bridge", "open").first_hand);
  t.add(say("SOUTH", "bridge", Attitude::support, "x").via("Ferryman"));
  EXPECT_FALSE(t.at("SOUTH", "bridge", "open").first_hand);
  EXPECT_EQ(t.at("SOUTH", "bridge", "open").via, std::vector<std::string>{"Ferryman"});
  Actor ferryman;
  ferryman.id = "ferryman";
  ferryman.canonical = "Ferryman";
  ferryman.party = "SOUTH";
  t.book.actors.push_back(ferryman);
  EXPECT_TRUE(t.at("SOUTH", "bridge", "open").first_hand) << "a party's own spokesman is no relay";
}

TEST(StanceRules, JointSpeakersCountForEach) {
  Towns t;
  t.add(say("NORTH;SOUTH", "bridge", Attitude::support, "x")).add(say("BOTH", "patrol", Attitude::support, "x"));
  for (const char* party : {"NORTH", "SOUTH"}) {
    EXPECT_EQ(t.value(party, "bridge", "open"), accepts);
    EXPECT_EQ(t.value(party, "patrol", "joint"), accepts);
  }
  EXPECT_EQ(t.value("LEAGUE", "bridge", "open"), silent);
}

TEST(StanceRules, MembersWhoDifferSpeakForNobody) {
  Towns t;
  t.add(say("OAK", "bridge", Attitude::support, "x").on("2024-03-01"));
  EXPECT_EQ(t.value("LEAGUE", "bridge", "open"), accepts);
  t.add(say("ELM", "bridge", Attitude::oppose, "x").on("2024-03-01"));
  EXPECT_EQ(t.value("LEAGUE", "bridge", "open"), silent);
  t.add(say("LEAGUE", "bridge", Attitude::support, "x").on("2024-04-01")).add(say("ELM", "bridge", Attitude::oppose, "x").on("2024-05-01"));
  EXPECT_EQ(t.value("LEAGUE", "bridge", "open"), accepts) << "a member does not overturn the group";
}

TEST(StanceRules, GivingUpTheMainOptionAcceptsWhatLiesBelow) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage"));
  EXPECT_EQ(t.value("NORTH", "bridge", "closed"), accepts);
  EXPECT_EQ(t.value("NORTH", "bridge", "by_day"), accepts);
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), silent);
  Towns u;
  u.add(say("SOUTH", "bridge", Attitude::concede, "would live with open by day"));
  EXPECT_EQ(u.value("SOUTH", "bridge", "by_day"), accepts);
  EXPECT_EQ(u.value("SOUTH", "bridge", "closed"), silent);
  Towns v;
  v.add(say("SOUTH", "bridge", Attitude::concede, "agrees to an open bridge"));
  EXPECT_EQ(v.value("SOUTH", "bridge", "open"), accepts);
  EXPECT_EQ(v.value("SOUTH", "bridge", "closed"), silent);
  Towns w;
  w.add(say("SOUTH", "tolls", Attitude::concede, "this is the utmost"));
  EXPECT_EQ(w.value("SOUTH", "tolls", "none"), silent) << "no main option: nothing to give up";
}

TEST(StanceRules, AConcessionWithItsConditionInTheSameWords) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage in return for a share for a time").if_words("a share for a time"));
  const Stance stance = t.at("NORTH", "bridge", "closed");
  EXPECT_EQ(stance.value, accepts_if);
  EXPECT_EQ(stance.rule, "stance.concede_if");
  EXPECT_EQ(stance.condition.source, "tolls = shared");
  const auto lines = stance::red_lines(t.question(), stance::stances(t.question()));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].rule.source, "bridge != open => tolls = shared");
}

TEST(StanceRules, AConcessionWithItsConditionBesideIt) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage").at(100));
  t.add(say("NORTH", "tolls", Attitude::demand, "and asks for shared tolls").at(122));
  const Stance stance = t.at("NORTH", "bridge", "closed");
  EXPECT_EQ(stance.value, accepts_if);
  EXPECT_EQ(stance.evidence, (std::vector<std::string>{"#1", "#2"}));
  Towns far;
  far.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage").at(100));
  far.add(say("NORTH", "tolls", Attitude::demand, "and asks for shared tolls").at(500));
  EXPECT_EQ(far.value("NORTH", "bridge", "closed"), accepts);
  Towns other;
  other.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage").at(100));
  other.add(say("SOUTH", "tolls", Attitude::demand, "and asks for shared tolls").at(122));
  EXPECT_EQ(other.value("NORTH", "bridge", "closed"), accepts) << "another's demand is no condition of mine";
  Towns grouped;
  grouped.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage").group("g"));
  grouped.add(say("NORTH", "tolls", Attitude::concede, "takes shared tolls instead").group("g"));
  EXPECT_EQ(grouped.value("NORTH", "bridge", "closed"), accepts_if);
  EXPECT_EQ(grouped.value("NORTH", "tolls", "shared"), accepts) << "what is taken instead stands on its own";
}

TEST(StanceRules, MentionedOnlyMeansNotNone) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage for tolls").also("tolls"));
  EXPECT_EQ(t.at("NORTH", "bridge", "closed").condition.source, "tolls != none");
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage for them").if_words("them"));
  t.records.back().stance_if->text = "a share for a time";
  EXPECT_EQ(t.at("NORTH", "bridge", "closed").condition.source, "tolls = shared") << "named options outrank a mention";
}

TEST(StanceRules, AHeadlineDoesNotDropTheCondition) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage if shared tolls").if_words("shared tolls").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage").on("2024-05-03"));
  EXPECT_EQ(t.value("NORTH", "bridge", "closed"), accepts_if);
  EXPECT_EQ(t.at("NORTH", "bridge", "closed").since, parse_date("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::support, "keep the bridge closed").on("2024-05-05"));
  EXPECT_EQ(t.value("NORTH", "bridge", "closed"), accepts);
  EXPECT_EQ(t.at("NORTH", "bridge", "closed").since, parse_date("2024-05-05"));
}

TEST(StanceRules, SupportOnACondition) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::offer, "free passage given shared tolls").if_words("shared tolls"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), accepts_if);
  Towns u;
  u.add(say("NORTH", "bridge", Attitude::offer, "free passage once talks resume").if_words("talks resume").hedged(Hedge::conditional));
  EXPECT_EQ(u.value("NORTH", "bridge", "open"), accepts);
  EXPECT_EQ(u.at("NORTH", "bridge", "open").rule, "stance.accepts_condition_outside");
  Towns v;
  v.add(say("NORTH", "bridge", Attitude::oppose, "against an open bridge if it floods").hedged(Hedge::conditional));
  EXPECT_EQ(v.value("NORTH", "bridge", "open"), silent);
}

TEST(StanceRules, WordsOfTheConditionNameNothingElse) {
  Towns t;
  t.add(say("NORTH", "tolls", Attitude::offer, "a share, given shared tolls").if_words("shared tolls"));
  EXPECT_EQ(t.value("NORTH", "tolls", "shared"), silent);
}

}  // namespace
}  // namespace locarno
