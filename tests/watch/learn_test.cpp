// What is learned of sources: drawn incidents with known truth, silences, and what teaches nothing.
#include "watch/learn.hpp"

#include <gtest/gtest.h>

#include <random>

namespace locarno::watch {
namespace {

Report said(const std::string& source, SourceClass kind, Claim claim) {
  Report report;
  report.source = source;
  report.source_class = kind;
  report.claim = claim;
  return report;
}

Terms with_patrol() {
  Terms terms;
  TermsSource patrol;
  patrol.id = "patrol";
  patrol.kind = SourceClass::monitor;
  patrol.covers = {"north"};
  terms.sources.push_back(patrol);
  return terms;
}

const LearnedSource& of(const std::vector<LearnedSource>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const LearnedSource& one) { return one.source == name; });
  return found == all.end() ? all.front() : *found;
}

TEST(SourceLearner, FindsWhoInventsAndWhoOverlooks) {
  const Terms terms = with_patrol();
  SourceLearner learner(terms);
  std::mt19937_64 engine(5);
  const auto happens = [&](double chance) { return static_cast<double>(engine() >> 11) * 0x1p-53 < chance; };
  for (int i = 0; i < 4000; ++i) {
    const bool is_true = happens(0.5);
    Incident incident;
    incident.sector = "north";
    // A paper that tells of everything and invents as much; checks that are nearly always right; a patrol that overlooks four of ten.
    incident.reports.push_back(said("paper", SourceClass::media, Claim::allegation));
    incident.reports.push_back(said("camera team", SourceClass::camera, happens(is_true ? 0.95 : 0.04) ? Claim::verification : Claim::refutation));
    incident.reports.push_back(said("envoys", SourceClass::ngo, happens(is_true ? 0.9 : 0.1) ? Claim::verification : Claim::refutation));
    if (happens(is_true ? 0.6 : 0.02)) incident.reports.push_back(said("patrol", SourceClass::monitor, Claim::verification));
    learner.see(incident);
  }
  const auto learned = learner.learn();
  ASSERT_TRUE(learned);
  EXPECT_NEAR(of(*learned, "camera team").now.yes_if_true, 0.95, 0.02);
  EXPECT_NEAR(of(*learned, "envoys").now.yes_if_false, 0.10, 0.02);
  EXPECT_NEAR(of(*learned, "patrol").now.yes_if_true, 0.60, 0.03);   // its class says .9
  EXPECT_GT(of(*learned, "patrol").silences, 1500u);
  EXPECT_FALSE(of(*learned, "paper").is_learned);                     // it never says no
  EXPECT_EQ(of(*learned, "paper").now.yes_if_true, class_rates(SourceClass::media).yes_if_true);
  EXPECT_EQ(rates_of(*learned).size(), 3u);
}

TEST(SourceLearner, CopiesDenialsAndLoneReportsTeachNothing) {
  const Terms terms = with_patrol();
  SourceLearner learner(terms);
  for (int i = 0; i < 100; ++i) {
    Incident lone, copied, denied;
    lone.reports = {said("paper", SourceClass::media, Claim::allegation)};
    copied.reports = {said("paper", SourceClass::media, Claim::allegation), said("radio", SourceClass::media, Claim::allegation)};
    copied.reports[1].via = "paper";
    denied.reports = {said("paper", SourceClass::media, Claim::allegation), said("Staff", SourceClass::party, Claim::denial)};
    for (const Incident& one : {lone, copied, denied}) learner.see(one);
  }
  const auto learned = learner.learn();
  ASSERT_TRUE(learned);
  EXPECT_TRUE(learned->empty());
}

}  // namespace
}  // namespace locarno::watch
