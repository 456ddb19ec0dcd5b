// docs/conditions.md: every example parses and prints, every error reads as shown.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "model/case.hpp"

namespace locarno {
namespace {

IdVec<IssueId, Issue> issues_of_the_page() {
  IdVec<IssueId, Issue> issues;
  const auto add = [&](std::string id, bool ordered, std::vector<std::string> options) {
    Issue issue;
    issue.id = std::move(id);
    issue.ordered = ordered;
    for (auto& option : options) issue.options.push_back(Option{std::move(option), {}, {}});
    issues.push_back(std::move(issue));
  };
  add("port", true, {"closed", "shared", "open"});
  add("patrols", false, {"none", "joint", "neutral", "own"});
  add("tolls", true, {"zero", "low", "mid", "high", "full"});
  return issues;
}

/// The lines of the fenced block ```name.
std::vector<std::string> block(const std::string& name) {
  std::ifstream page("docs/conditions.md");
  std::vector<std::string> lines;
  bool is_inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "```" + name) is_inside = true;
    else if (line == "```") is_inside = false;
    else if (is_inside) lines.push_back(line);
  }
  return lines;
}

TEST(ConditionsDoc, ExamplesParseAndPrint) {
  std::vector<std::string> examples;
  for (const std::string& line : block("condition")) {
    if (line.substr(0, 1) == " ") examples.back() += "\n" + line;  // continued
    else examples.push_back(line);
  }
  ASSERT_EQ(examples.size(), 8u);
  const auto issues = issues_of_the_page();
  for (const std::string& example : examples) {
    const auto condition = parse_condition(example, issues, "");
    ASSERT_TRUE(condition) << example << ": " << condition.error().what;
    const std::string printed = print_condition(*condition, issues);
    const auto again = parse_condition(printed, issues, "");
    ASSERT_TRUE(again) << printed;
    EXPECT_EQ(print_condition(*again, issues), printed);
  }
}

TEST(ConditionsDoc, ErrorsReadAsShown) {
  const auto lines = block("errors");
  ASSERT_EQ(lines.size(), 6u);
  for (const std::string& line : lines) {
    const std::size_t message = line.find("1:");
    const std::string source = line.substr(0, line.find_last_not_of(' ', message - 1) + 1);
    const auto condition = parse_condition(source, issues_of_the_page(), "");
    ASSERT_FALSE(condition) << source;
    EXPECT_EQ(to_string(condition.error()), line.substr(message));
  }
}

}  // namespace
}  // namespace locarno
