// The table of fair points in both languages: the same figures, sentences in the language asked for.
#include <gtest/gtest.h>

#include "brief/points_page.hpp"
#include "study/domain_points.hpp"

namespace locarno::brief {
namespace {

study::DomainAnswer orchard() {
  study::DomainAnswer answer;
  answer.table.name = "orchard";
  answer.table.format = "csv";
  answer.table.issues = {{"water", {"share", "keep"}}};
  answer.table.parties.resize(2);
  answer.table.parties[0].name = "a-very-long-name-\u4E1C";
  answer.table.parties[1].name = "South";
  answer.points.outcomes = 2;
  answer.points.frontier = Verdict::proved;
  answer.points.pareto_points = 1;
  answer.points.pareto_outcomes = 1;
  settle::FairPoint nash;
  nash.at.worth = {Rational(1, 2), Rational(3, 4)};
  nash.at.outcome = {0};
  nash.proof = settle::Proof::bounded;
  answer.points.nash = nash;
  return answer;
}

TEST(PointsText, SaysTheSameFiguresInBothLanguages) {
  const std::string en = points_text(orchard(), false, PageLanguage::en), zh = points_text(orchard(), false, PageLanguage::zh);
  for (const std::string* text : {&en, &zh}) {
    EXPECT_NE(text->find("0.75   share"), std::string::npos) << *text;
    EXPECT_NE(text->find(" g-name-\u4E1C "), std::string::npos) << *text;  // the end of a name, cut between characters
  }
  EXPECT_NE(en.find("an exact bound excludes any better one"), std::string::npos);
  EXPECT_EQ(zh.find("exact bound"), std::string::npos);
  EXPECT_EQ(zh.find("not found"), std::string::npos);
}

}  // namespace
}  // namespace locarno::brief
