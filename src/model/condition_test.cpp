#include "model/condition.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/case.hpp"
#include "model/nearest.hpp"

namespace locarno {
namespace {

Issue make_issue(std::string id, bool ordered, std::vector<std::string> options) {
  Issue issue;
  issue.id = std::move(id);
  issue.ordered = ordered;
  for (auto& option : options) issue.options.push_back(Option{std::move(option), {}, {}});
  return issue;
}

IdVec<IssueId, Issue> harbour() {
  IdVec<IssueId, Issue> issues;
  issues.push_back(make_issue("port", true, {"closed", "shared", "open"}));
  issues.push_back(make_issue("patrols", false, {"none", "joint", "neutral", "own"}));
  issues.push_back(make_issue("tolls", true, {"zero", "low", "mid", "high", "full"}));
  return issues;
}

Condition parsed(std::string_view source) {
  auto result = parse_condition(source, harbour(), "");
  EXPECT_TRUE(result) << source << " -- " << (result ? "" : to_string(result.error()));
  return result ? *result : Condition::never();
}

std::string failure(std::string_view source, std::string_view where = "") {
  auto result = parse_condition(source, harbour(), where);
  return result ? "parsed" : to_string(result.error());
}

template <class Visit>
void each_settlement(Visit visit) {
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 4; ++b)
      for (std::size_t c = 0; c < 5; ++c) {
        Settlement s;
        for (const std::size_t option : {a, b, c}) s.push_back(OptionId(option));
        visit(s, a, b, c);
      }
}

TEST(Condition, EveryRelationMeansItsSet) {
  each_settlement([](const Settlement& s, std::size_t port, std::size_t patrols, std::size_t tolls) {
    EXPECT_EQ(parsed("port = shared").holds(s), port == 1);
    EXPECT_EQ(parsed("port != shared").holds(s), port != 1);
    EXPECT_EQ(parsed("tolls < mid").holds(s), tolls < 2);
    EXPECT_EQ(parsed("tolls <= mid").holds(s), tolls <= 2);
    EXPECT_EQ(parsed("tolls > mid").holds(s), tolls > 2);
    EXPECT_EQ(parsed("tolls >= mid").holds(s), tolls >= 2);
    EXPECT_EQ(parsed("patrols in [none, own]").holds(s), patrols == 0 || patrols == 3);
    EXPECT_EQ(parsed("patrols not in [none, own]").holds(s), patrols == 1 || patrols == 2);
    EXPECT_TRUE(parsed("true").holds(s));
    EXPECT_FALSE(parsed("false").holds(s));
    EXPECT_TRUE(Condition().holds(s));
  });
}

TEST(Condition, AndBindsTighterThanOrAndArrowLeastAndToTheRight) {
  each_settlement([](const Settlement& s, std::size_t port, std::size_t patrols, std::size_t tolls) {
    const bool a = port == 2, b = patrols == 1, c = tolls == 0;
    EXPECT_EQ(parsed("port = open or patrols = joint and tolls = zero").holds(s), a || (b && c));
    EXPECT_EQ(parsed("not port = open and patrols = joint").holds(s), !a && b);
    EXPECT_EQ(parsed("port = open => patrols = joint => tolls = zero").holds(s), !a || !b || c);
    EXPECT_EQ(parsed("(port = open => patrols = joint) => tolls = zero").holds(s), (a && !b) || c);
    EXPECT_EQ(parsed("port = open or patrols = joint => tolls = zero").holds(s), !(a || b) || c);
  });
}

TEST(Condition, JoiningMeansWhatItSays) {
  const Condition a = parsed("port = open"), b = parsed("tolls < mid or patrols = own");
  each_settlement([&](const Settlement& s, std::size_t, std::size_t, std::size_t) {
    const bool x = a.holds(s), y = b.holds(s);
    EXPECT_EQ(Condition::both(a, b).holds(s), x && y);
    EXPECT_EQ(Condition::either(a, b).holds(s), x || y);
    EXPECT_EQ(Condition::implies(a, b).holds(s), !x || y);
    EXPECT_EQ(Condition::negation(b).holds(s), !y);
    EXPECT_EQ(Condition::both(Condition(), b).holds(s), y);
    EXPECT_FALSE(Condition::both(Condition::never(), b).holds(s));
  });
  EXPECT_EQ(Condition::both(b, a).issues(), (std::vector<IssueId>{IssueId(0), IssueId(1), IssueId(2)}));
}

TEST(Condition, KeepsTheWordsItWasWrittenIn) { EXPECT_EQ(parsed(" port=open ").source, " port=open "); }

TEST(Condition, ErrorsNameThePlaceTheFindingAndTheNearestName) {
  EXPECT_EQ(failure("prot = open"), "1:1: unknown issue 'prot'; did you mean 'port'?");
  EXPECT_EQ(failure("port = opne", "case.toml:12:9"),
            "case.toml:12:16: issue 'port' has no option 'opne'; did you mean 'open'?");
  EXPECT_EQ(failure("port = x"), "1:8: issue 'port' has no option 'x'; it has closed, shared, open");
  EXPECT_EQ(failure("port = open and\n  tolls == low", "case.toml:12:9"),
            "case.toml:13:9: found '==', expected '=', '!=', '<', '<=', '>', '>=', 'in' or 'not in' after issue 'tolls'; "
            "equality is written '='");
  EXPECT_EQ(failure("patrols < own"),
            "1:9: found '<', but the options of issue 'patrols' stand in no order; expected '=', '!=', 'in' or 'not in'");
  EXPECT_EQ(failure("(port = open", "f"), "f:1:13: found the end, expected ')' for the '(' at 1:1");
  EXPECT_EQ(failure("port in [open, open]"), "1:16: option 'open' is listed twice");
  EXPECT_EQ(failure("port in []"), "1:10: found ']', expected an option of 'port'");
  EXPECT_EQ(failure("port = open adn tolls = low"),
            "1:13: found 'adn', expected 'and', 'or', '=>' or the end; did you mean 'and'?");
  EXPECT_EQ(failure("port = open && tolls = low"),
            "1:13: found '&&', expected 'and', 'or', '=>' or the end; write 'and'");
  EXPECT_EQ(failure("port ="), "1:7: found the end, expected an option of 'port'");
  EXPECT_EQ(failure("\xff"), "1:1: a byte that is not UTF-8");
  EXPECT_EQ(failure("  ", "c.toml:3:1").substr(0, 10), "c.toml:3:1");
}

TEST(Condition, ColumnsCountCharactersNotBytes) {
  EXPECT_EQ(failure("port = \xe9\x96\x8b\xe6\x94\xbe or x").substr(0, 4), "1:8:");
  EXPECT_EQ(failure("port \xe9\x96\x8b = open").substr(0, 4), "1:6:");
}

TEST(Condition, DeepNestingIsAnErrorLongChainsAreNot) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "port = open" + std::string(depth, ')');
  };
  EXPECT_EQ(failure(nested(200)), "parsed");
  EXPECT_EQ(failure(nested(201)), "1:201: brackets and 'not' nested deeper than 200");
  std::string nots;
  for (int i = 0; i < 201; ++i) nots += "not ";
  EXPECT_EQ(failure(nots + "true"), "1:801: brackets and 'not' nested deeper than 200");
  for (const std::string_view word : {" and ", " or ", " => "}) {
    std::string chain = "port=open";
    while (chain.size() < 60'000) chain += std::string(word) + "port=open";
    const Condition c = parsed(chain);
    EXPECT_GT(c.nodes.size(), 6000u);
    EXPECT_EQ(parse_condition(print_condition(c, harbour()), harbour(), "").has_value(), true) << word;
  }
  EXPECT_EQ(failure(std::string(100'001, ' ')), "1:1: a condition of 100001 bytes, expected at most 100000");
}

TEST(Condition, PrintsWithFewBrackets) {
  const auto printed = [](std::string_view source) { return print_condition(parsed(source), harbour()); };
  EXPECT_EQ(printed("((port = open)) and (tolls = low or (tolls = mid))"), "port = open and (tolls = low or tolls = mid)");
  EXPECT_EQ(printed("port=open=>(tolls<=low=>patrols not in[own])"), "port = open => tolls <= low => patrols != own");
  EXPECT_EQ(printed("(port=open=>tolls<=low) and patrols in [own]"), "(port = open => tolls <= low) and patrols = own");
  EXPECT_EQ(printed("not (port = open)"), "port != open");
  EXPECT_EQ(printed("not (port = open and patrols = own)"), "not (port = open and patrols = own)");
  EXPECT_EQ(printed("tolls in [zero, low, high, full]"), "tolls != mid");
  EXPECT_EQ(printed("tolls in [zero, mid, full]"), "tolls not in [low, high]");
  EXPECT_EQ(printed("patrols in [none, joint]"), "patrols in [none, joint]");
  EXPECT_EQ(printed("tolls < zero"), "false");
  EXPECT_EQ(print_condition(Condition(), harbour()), "true");
}

rc::Gen<Condition> conditions() {
  using rc::gen::arbitrary;
  return rc::gen::map(arbitrary<std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>>(),
                      [](const std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>& steps) {
                        const auto issues = harbour();
                        std::vector<Condition> stack{Condition::always()};
                        for (const auto& [what, issue_pick, bits] : steps) {
                          const IssueId issue(issue_pick % 3u);
                          const std::uint64_t every = (std::uint64_t{1} << issues[issue].options.size()) - 1;
                          const Condition top = stack.back();
                          const Condition below = stack.size() > 1 ? stack[stack.size() - 2] : Condition::never();
                          switch (what % 6) {
                            case 0: case 1: stack.push_back(Condition::atom(issue, OptionSet{bits & every})); break;
                            case 2: stack.back() = Condition::negation(top); break;
                            case 3: stack.push_back(Condition::both(below, top)); break;
                            case 4: stack.push_back(Condition::either(below, top)); break;
                            default: stack.push_back(Condition::implies(below, top)); break;
                          }
                          if (stack.back().nodes.size() > 60) stack.push_back(Condition::never());
                        }
                        return stack.back();
                      });
}

RC_GTEST_PROP(ConditionLaws, PrintedAndParsedAgainMeansTheSame, ()) {
  const Condition c = *conditions();
  const std::string words = print_condition(c, harbour());
  const auto again = parse_condition(words, harbour(), "");
  RC_LOG() << words;
  RC_ASSERT(again.has_value());
  bool same = true;
  each_settlement([&](const Settlement& s, std::size_t, std::size_t, std::size_t) {
    same = same && c.holds(s) == again->holds(s);
  });
  RC_ASSERT(same);
  const std::string twice = print_condition(*again, harbour());
  const auto thrice = parse_condition(twice, harbour(), "");
  RC_ASSERT(thrice.has_value());
  RC_ASSERT(print_condition(*thrice, harbour()) == twice);
}

RC_GTEST_PROP(ConditionLaws, AnyWordsGiveAConditionOrAPlace, ()) {
  static const std::vector<std::string> words = {"port", "open", "tolls", "low", "in", "not", "and", "or", "=>", "=", "<",
                                                 "[", "]", ",", "(", ")", "true", "\n", "zzz", "!", "\xe5", "-"};
  const auto picks = *rc::gen::arbitrary<std::vector<std::uint8_t>>();
  std::string source;
  for (const auto pick : picks) source += words[pick % words.size()] + ' ';
  const auto result = parse_condition(source, harbour(), "x:1:1");
  if (!result) RC_ASSERT(result.error().where.substr(0, 2) == "x:" && result.error().code == ErrorCode::bad_input);
}

TEST(Nearest, NearButNotFarAndTheFirstOfEquals) {
  EXPECT_EQ(nearest_name("secruity", {"sanctions", "security"}), "security");
  EXPECT_EQ(nearest_name("NATO", {"nato"}), "nato");
  EXPECT_EQ(nearest_name("ab", {"xy"}), "");
  EXPECT_EQ(nearest_name("", {"a"}), "");
  EXPECT_EQ(nearest_name("card", {"cart", "care"}), "cart");
  EXPECT_EQ(nearest_name(std::string(65, 'a'), {"aa"}), "");
  EXPECT_EQ(did_you_mean("prot", {"port"}), "; did you mean 'port'?");
}

}  // namespace
}  // namespace locarno
