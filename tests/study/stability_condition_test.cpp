// Conditions over the issues of a case, said about the options of its graph model.
#include <gtest/gtest.h>

#include "flaws.hpp"
#include "model/case_file.hpp"
#include "model/stability_section.hpp"
#include "study/stability_case.hpp"

namespace locarno::study {
namespace {

const std::string pier =
    "[case]\ntitle = \"Pier\"\n[[party]]\nid = \"N\"\nname = \"North\"\n[[party]]\nid = \"S\"\nname = \"South\"\n"
    "[[issue]]\nid = \"pier\"\nname = \"The pier\"\nordered = true\noption = [{ id = \"closed\", name = \"closed\" }, { id = \"half\", name = \"half\" }, { id = \"open\", name = \"open\" }]\n"
    "[[issue]]\nid = \"toll\"\nname = \"The toll\"\noption = [{ id = \"none\", name = \"none\" }, { id = \"some\", name = \"some\" }]\n"
    "[stability]\nsource = \"made up\"\ninfeasible = [\"RULE\"]\n"
    "[[stability.option]]\nid = \"n_half\"\nparty = \"N\"\nissue = \"pier\"\noption = \"half\"\n"
    "[[stability.option]]\nid = \"n_open\"\nparty = \"N\"\nissue = \"pier\"\noption = \"open\"\n"
    "[[stability.option]]\nid = \"s_half\"\nparty = \"S\"\nissue = \"pier\"\noption = \"half\"\n"
    "[[stability.option]]\nid = \"s_open\"\nparty = \"S\"\nissue = \"pier\"\noption = \"open\"\n"
    "[[stability.preference]]\nparty = \"N\"\nstatements = [\"n_half\"]\nsource = \"made up\"\n"
    "[[stability.preference]]\nparty = \"S\"\nstatements = [\"s_half\"]\nsource = \"made up\"\n";

/// Which of the 16 combinations the rule leaves out; or the complaint.
Result<std::vector<stability::Mask>> left_out(const std::string& rule) {
  const std::string text = replaced(pier, "RULE", rule);
  LOC_TRY(const CheckedCase the_case, parse_case(text, "case.toml", "pier"));
  LOC_TRY(const auto section, parse_stability(text, "case.toml", the_case));
  locarno::Run run;
  LOC_TRY(const GraphCase graph, graph_of(the_case, *section, run));
  std::vector<stability::Mask> out;
  for (stability::Mask mask = 0; mask < 16; ++mask)
    if (std::find(graph.model->masks.begin(), graph.model->masks.end(), mask) == graph.model->masks.end()) out.push_back(mask);
  return out;
}

TEST(StabilityCondition, AnIssueHasAnOptionWhereAllHoldersTookTheSameOne) {
  const auto is = [](const std::string& rule, std::vector<stability::Mask> expected) {
    const auto out = left_out(rule);
    ASSERT_TRUE(out) << complaint_of(out);
    EXPECT_EQ(*out, expected) << rule;
  };
  is("pier = half", {0b0101});           // not 0b0111: North has taken both, which is no agreement
  is("pier >= half", {0b0101, 0b1010});
  is("pier = closed", {});               // nobody can take it
}

TEST(StabilityCondition, NegationAndStatementsKeepTheirMeaning) {
  const auto out = left_out("not (pier in [half, open])");
  ASSERT_TRUE(out) << complaint_of(out);
  EXPECT_EQ(out->size(), 14u);           // all but the two agreements
  EXPECT_EQ(left_out("n_half & s_half")->size(), 4u);
}

TEST(StabilityCondition, AnIssueWithoutOptionsOfTheModelIsRefusedWithItsPlace) {
  EXPECT_NE(complaint_of(left_out("toll = none")).find("no option of the model stands for an option of the issue 'toll'"), std::string::npos) << complaint_of(left_out("toll = none"));
  EXPECT_NE(complaint_of(left_out("pier = hlaf")).find("did you mean 'half'"), std::string::npos) << complaint_of(left_out("pier = hlaf"));
  EXPECT_NE(complaint_of(left_out("n_hlaf")).find("no option is called 'n_hlaf'"), std::string::npos);
}

}  // namespace
}  // namespace locarno::study
