#pragma once
// A made-up case for tests: the towns NORTH and SOUTH, which both sign, over the issues a test needs. Tests add stances,
// lines and scores of their own behind it.
#include <string>
#include <utility>
#include <vector>

namespace locarno {

using TownIssues = std::vector<std::pair<std::string, std::vector<std::string>>>;  ///< issue, its options

inline std::string towns_case(const TownIssues& issues) {
  std::string text = "[case]\ntitle = \"Two towns and a bridge\"\n";
  const auto named = [&text](const char* table, const std::string& id) { text += std::string("[[") + table + "]]\nid = \"" + id + "\"\nname = \"" + id + "\"\n"; };
  for (const char* town : {"NORTH", "SOUTH"}) {
    named("party", town);
    text += "signs = true\n";
  }
  for (const auto& [issue, options] : issues) {
    named("issue", issue);
    for (const std::string& option : options) named("issue.option", option);
  }
  return text;
}

}  // namespace locarno
