#include "settle/domain.hpp"

#include <gtest/gtest.h>

namespace locarno::settle {
namespace {

const char* const genius_domain =
    "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a comment -->\n<negotiation_template>\n"
    "<utility_space number_of_issues=\"3\"><objective index=\"0\" name=\"root\">\n"
    "<objective index=\"9\" name=\"inner\"><issue index=\"4\" name=\"Fish &amp; chips\" type=\"discrete\"><item index=\"1\" value=\"&lt;much&gt;\"/>"
    "<item index=\"2\" value=\"little\"/></issue></objective>\n"
    "<issue index=\"2\" name=\"days\" type=\"integer\" lowerbound=\"3\" upperbound=\"5\"/>\n"
    "<issue index=\"7\" name=\"share\" type=\"real\"><range lowerbound=\"0\" upperbound=\"1\"/></issue>\n"
    "</objective></utility_space></negotiation_template>\n";

std::string profile(const std::string& slope, const std::string& extra) {
  return "<utility_space><objective index=\"0\" name=\"root\">"
         "<weight index=\"2\" value=\"0.2\"/><weight index=\"4\" value=\"0.5\"/><weight index=\"7\" value=\"0.3\"/>"
         "<issue index=\"2\" name=\"days\" type=\"integer\" lowerbound=\"3\" upperbound=\"5\"><evaluator ftype=\"linear\" slope=\"" + slope + "\" offset=\"0.1\"/></issue>"
         "<issue index=\"4\" name=\"Fish &amp; chips\" type=\"discrete\"><item index=\"1\" value=\"&lt;much&gt;\" evaluation=\"4\"/>"
         "<item index=\"2\" value=\"little\" evaluation=\"3\"/></issue>"
         "<issue index=\"7\" name=\"share\" type=\"real\"><evaluator ftype=\"linear\" parameter1=\"1\" parameter0=\"0\"/></issue>"
         "</objective>" + extra + "</utility_space>";
}

TEST(Domain, GeniusWithItsOwnNormalisation) {
  const std::vector<DomainFile> files = {{"d.xml", genius_domain},
                                         {"d_util2.xml", profile("0.5", "<reservation value=\"0.25\"/><discount_factor value=\"0.9\"/>")},
                                         {"d_util10.xml", profile("-1", "")}};
  const auto table = read_domain(files, "d");
  ASSERT_TRUE(table) << to_string(table.error());
  ASSERT_EQ(table->issues.size(), 3u);
  EXPECT_EQ(table->issues[0].name, "Fish & chips");
  EXPECT_EQ(table->issues[0].options[0], "<much>");
  EXPECT_EQ(table->issues[1].options, (std::vector<std::string>{"3", "4", "5"}));
  EXPECT_EQ(table->issues[2].options.size(), 21u);
  EXPECT_EQ(table->parties[0].name, "d_util2");
  EXPECT_EQ(table->parties[0].values[0], (std::vector<Rational>{1, Rational(3, 4)}));
  EXPECT_EQ(table->parties[0].values[1], (std::vector<Rational>{Rational(1, 10), Rational(3, 5), 1}));   // clipped
  EXPECT_EQ(table->parties[1].values[1], (std::vector<Rational>{Rational(1, 10), 0, 0}));
  EXPECT_EQ(table->parties[0].fallback, Rational(1, 4));
  EXPECT_EQ(table->parties[0].discount, Rational(9, 10));
  EXPECT_EQ(table->parties[0].weights[1], Rational(1, 5));
  const auto raw = read_genius(files, ProfileReading::negmas);
  ASSERT_TRUE(raw);
  EXPECT_EQ(raw->parties[0].values[0][0], 4);
  EXPECT_EQ(raw->parties[0].values[1][0], Rational(8, 5));   // 0.5 * 3 + 0.1, not shifted
}

std::string error_of(const std::vector<DomainFile>& files) {
  const auto table = read_domain(files, "d");
  return table ? "accepted" : to_string(table.error());
}

TEST(Domain, GeniusErrorsHaveAPlace) {
  EXPECT_EQ(error_of({{"d.xml", genius_domain}}), "d.xml: a Genius domain without a profile: whose scores are asked for?");
  EXPECT_NE(error_of({{"d.xml", "<utility_space>\n<oops>"}}).find("d.xml:2:"), std::string::npos);
  EXPECT_NE(error_of({{"d.xml", genius_domain}, {"p.xml", profile("much", "")}}).find("attribute 'slope' is 'much', expected a number"), std::string::npos);
  const std::string nonlinear = "<utility_space type=\"nonlinear\"><utility maxutility=\"9\"><ufun><hyperRectangle/></ufun></utility></utility_space>";
  EXPECT_NE(error_of({{"d.xml", genius_domain}, {"p.xml", nonlinear}}).find("non-linear"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<objective>";
  EXPECT_NE(error_of({{"p.xml", "<utility_space>" + deep}}), "accepted");
  for (int i = 0; i < 5000; ++i) deep += "</objective>";
  EXPECT_NE(error_of({{"p.xml", "<utility_space>" + deep + "</utility_space>"}}).find("64 levels"), std::string::npos);
  const std::string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><utility_space><objective><issue index=\"1\" name=\"&b;\">"
                           "<item value=\"&b;\" evaluation=\"1\"/></issue><weight index=\"1\" value=\"1\"/></objective></utility_space>";
  const auto table = read_domain({{"p.xml", bomb}}, "d");
  ASSERT_TRUE(table) << to_string(table.error());
  EXPECT_EQ(table->issues[0].options[0], "&b;");   // never expanded
}

const char* const gw_domain = R"({"name":"g","issuesValues":{"colour":{"values":["red","blue"]},"price":{"range":{"low":1,"high":2,"step":0.5}}}})";
std::string gw_profile(const std::string& tag, const std::string& numbers) {
  return R"({"LinearAdditiveUtilitySpace":{"name":"ann","domain":)" + std::string(gw_domain) + R"(,"issueWeights":{"colour":0.4,"price":0.6},)"
         R"("issueUtilities":{"colour":{")" + tag + R"(":{"valueUtilities":{"red":0.3}}},"price":{")" + numbers +
         R"(":{"lowValue":1,"lowUtility":1,"highValue":2,"highUtility":0.1}}},"reservationBid":{"issuevalues":{"colour":"red","price":1.5}}}})";
}

TEST(Domain, GeniusWebInBothTags) {
  for (const auto& [discrete, numbers] : {std::pair{"discreteutils", "numberutils"}, std::pair{"DiscreteValueSetUtilities", "NumberValueSetUtilities"}}) {
    const auto table = read_domain({{"g.json", gw_domain}, {"g1.json", gw_profile(discrete, numbers)}}, "g");
    ASSERT_TRUE(table) << to_string(table.error());
    EXPECT_EQ(table->issues[1].options, (std::vector<std::string>{"1", "1.5", "2"}));
    EXPECT_EQ(table->parties[0].values[0], (std::vector<Rational>{Rational(3, 10), 0}));
    EXPECT_EQ(table->parties[0].values[1], (std::vector<Rational>{1, Rational(11, 20), Rational(1, 10)}));
    EXPECT_EQ(table->parties[0].fallback, Rational(4, 10) * Rational(3, 10) + Rational(6, 10) * Rational(11, 20));
  }
  EXPECT_NE(error_of({{"g.json", gw_domain}, {"g1.json", gw_profile("strange", "numberutils")}}).find("no known kind"), std::string::npos);
  EXPECT_NE(error_of({{"g.json", R"({"DefaultPartialOrdering":{"name":"x","domain":{}}})"}}).find("only LinearAdditiveUtilitySpace"), std::string::npos);
}

std::string web(const std::string& x_values, const std::string& weights, const std::string& rest = "") {
  return R"({"LinearAdditiveUtilitySpace":{"name":"p","domain":{"name":"d","issuesValues":{"x":{"values":[)" + x_values +
         R"(]}}},"issueWeights":{"x":)" + weights + R"(},)" + "\n" + R"("issueUtilities":{"x":{"DiscreteValueSetUtilities":{"valueUtilities":{"a":1,"b":0.5}}}})" +
         rest + "}}";
}

/// Files that other tools would refuse or read in another way: the right answer with a note, or one sentence with a place.
TEST(Domain, OddFilesAreReadOrRefusedInOneSentence) {
  EXPECT_EQ(error_of({{"a.json", web("\"a\",\"b\"", "1")}}), "accepted");
  const auto heavy = read_domain({{"a.json", web("\"a\",\"b\"", "1.25")}}, "d");
  ASSERT_TRUE(heavy);
  ASSERT_EQ(heavy->notes.size(), 1u);
  EXPECT_EQ(heavy->notes[0], "a.json: the weights add up to 1.25, not 1; they are taken as they stand");
  EXPECT_EQ(error_of({{"a.json", web("\"a\",\"b\"", "\"half\"")}}), "a.json:1:127: 'issueWeights.x' is 'half', expected a number");
  EXPECT_NE(error_of({{"a.json", web("\"a\",\"b\"", "1")}, {"b.json", web("\"a\",\"c\"", "1")}})
                .find("b.json:1:52: this profile belongs to another domain: its issue 'x' has a value 'c'"), std::string::npos);
  EXPECT_NE(error_of({{"a.json", web("\"a\",\"b\"", "1", ",\n\"reservationBid\":{\"issuevalues\":{\"x\":\"z\"}}")}})
                .find("a.json:3:38: the reservation bid takes 'z' on issue 'x'"), std::string::npos);
  EXPECT_NE(error_of({{"a.json", web("\"a\",\"b\"", "1")}, {"b.json", web("\"a\",\"b\"", "1") + "}"}}).find("b.json:2:"), std::string::npos);
  std::string bare = profile("0.5", "");  // an issue without a weight
  const std::string weight = "<weight index=\"4\" value=\"0.5\"/>";
  bare.erase(bare.find(weight), weight.size());
  const auto table = read_domain({{"d.xml", genius_domain}, {"p.xml", bare}}, "d");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->parties[0].weights[0], 0);
  EXPECT_NE(table->notes[0].find("p.xml: issue 'Fish & chips' has no weight; it counts 0"), std::string::npos) << table->notes[0];
}

TEST(Domain, NegologAndNeutral) {
  const char* a = R"({"reservationValue": 0.4, "issueWeights": {"A": 0.17, "B": 0.83}, "issues": {"A": {"x": 0.2, "y": 1.0}, "B": {"x": 1, "y": 1e-1}}})";
  const auto table = read_domain({{"profileA.json", a}, {"profileB.json", a}, {"specs.json", R"({"Name":"d"})"}}, "d");
  ASSERT_TRUE(table) << to_string(table.error());
  EXPECT_EQ(table->format, "negolog-json");
  EXPECT_EQ(table->parties.size(), 2u);
  EXPECT_EQ(table->parties[0].fallback, Rational(2, 5));
  EXPECT_EQ(table->parties[0].score(1, 1), Rational(83, 1000));
  EXPECT_EQ(table->notes.size(), 1u);
  const char* neutral = R"({"name":"n","issues":[{"name":"A","options":["x","y"]},{"name":"B","options":["u","v"]}],
    "parties":[{"name":"P","fallback":"1/3","values":[["1/3",2],[0,1]]}],"forbidden":[{"A":"y","B":"v"}]})";
  const auto one = read_domain({{"n.json", neutral}}, "n");
  ASSERT_TRUE(one) << to_string(one.error());
  EXPECT_EQ(one->parties[0].score(0, 0), Rational(1, 3));
  EXPECT_FALSE(meets_rules(*one, {1, 1}));
  EXPECT_TRUE(meets_rules(*one, {1, 0}));
}

TEST(Domain, ScoreSheet) {
  const char* sheet = "issue;option;North;South\r\n# a comment; with a mark \"\r\n(fallback);;1/2;0\r\ntolls;\"none; ever\";0;3\r\ntolls;low;2,5;1\r\n";
  EXPECT_EQ(error_of({{"s.csv", sheet}}), "s.csv:5:1: column 3 is '2,5', expected a number");
  const char* good = "issue,option,North,South\n(fallback),,0.5,0\ntolls,\"none, ever\",0,3\ntolls,low,2.5,1\nport,open,1,0\n"
                     "port,shut,0,1\n(weight),port,2,1/3\n(forbid),tolls,low,port,shut\n(divisible),port\n";
  const auto table = read_domain({{"s.csv", good}}, "s");
  ASSERT_TRUE(table) << to_string(table.error());
  EXPECT_EQ(table->issues[0].options[0], "none, ever");
  EXPECT_EQ(table->parties[1].score(1, 1), Rational(1, 3));
  EXPECT_EQ(table->parties[0].fallback, Rational(1, 2));
  EXPECT_TRUE(table->issues[1].is_divisible);
  EXPECT_FALSE(meets_rules(*table, {1, 1}));
}

TEST(Domain, NothingThere) {
  EXPECT_EQ(kind_of({"feed.xml", "<?xml version=\"1.0\"?><rss><channel/></rss>"}), DomainKind::none);
  EXPECT_EQ(kind_of({"table.csv", "date,issue,place\n1,2,3\n"}), DomainKind::none);
  EXPECT_EQ(kind_of({"p.xml", "<!-- x --><utility_space/>"}), DomainKind::genius);
  EXPECT_EQ(error_of({{"readme.json", "[1,2]"}}), "d: no domain found; expected Genius XML, GeniusWeb, NegoLog or neutral JSON, or a CSV score sheet");
  EXPECT_TRUE(natural_less("util2.xml", "util10.xml"));
  EXPECT_FALSE(natural_less("util10.xml", "util2.xml"));
}

}  // namespace
}  // namespace locarno::settle
