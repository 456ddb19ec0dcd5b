#include "stability/model_json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "model/json_tree.hpp"
#include "stability/statements.hpp"

namespace locarno::stability {
namespace {

const locarno::Run quiet;

/// A harbour with two parties: `more` is put before the closing brace.
std::string harbour(const std::string& more) {
  return "{\"dms\": [{\"name\": \"Port\", \"options\": [0]}, {\"name\": \"Fleet\", \"options\": [1]}],\n"
         " \"options\": [{\"name\": \"open\"}, {\"name\": \"pay\", \"direction\": \"fwd\"}]" + more + "}";
}
const std::string ranked = ",\n \"preferences\": {\"Port\": [4, 3, [2, 1]], \"Fleet\": [2, 4, \">>\", 1, 3]}";

std::string complaint(const std::string& json) {
  const auto model = read_model(json, "f.json", quiet);
  return model ? "" : to_string(model.error());
}

TEST(ModelJson, WhatIsAbsentIsFilledIn) {
  const auto model = read_model(harbour(ranked), "f.json", quiet);
  ASSERT_TRUE(model) << to_string(model.error());
  const Model& m = **model;
  EXPECT_EQ(m.states(), 4u);
  EXPECT_EQ(m.options[1].maker, 1u);
  EXPECT_EQ(m.options[1].direction, Direction::forward);
  EXPECT_EQ(m.preferences[0].value, (std::vector<std::uint32_t>{0, 0, 1, 2}));
  EXPECT_EQ(m.preferences[1].value, (std::vector<std::uint32_t>{1, 3, 0, 2}));
  EXPECT_EQ(m.preferences[1].band, (std::vector<std::uint32_t>{0, 1, 0, 1}));
}

TEST(ModelJson, InfeasiblePatternsAndStatementsLeaveOutStates) {
  const auto model = read_model(harbour(",\"infeasible\": [\"-Y\"], \"preferences\": {\"Port\": [2, 1], \"Fleet\": [1, 2]}"), "f", quiet);
  ASSERT_TRUE(model) << to_string(model.error());
  EXPECT_EQ((*model)->masks, (std::vector<Mask>{0, 1}));
  const auto same = read_model(harbour(",\"infeasible\": [\"pay\"], \"statements\": {\"Port\": [\"open\"], \"Fleet\": [\"!1\"]}"), "f", quiet);
  ASSERT_TRUE(same) << to_string(same.error());
  EXPECT_EQ((*same)->preferences, (*model)->preferences);
  const auto weighed = read_model(harbour(",\"infeasible\": [\"pay\"], \"weights\": {\"Port\": {\"open\": 0.5}, \"Fleet\": {\"open\": -1}}"), "f", quiet);
  ASSERT_TRUE(weighed) << to_string(weighed.error());
  EXPECT_EQ((*weighed)->preferences, (*model)->preferences);
}

TEST(ModelJson, AContradictionIsRefusedWithItsPlace) {
  EXPECT_EQ(complaint(harbour("")), "f.json:1:1: 'Port' has no preferences: a ranking of states, statements or weights");
  EXPECT_EQ(complaint(harbour(",\n\"preferences\": {\"Port\": [4, 3, 3, 1], \"Fleet\": []}")), "f.json:3:32: 'Port' ranks state 3 twice");
  EXPECT_EQ(complaint(harbour(",\n\"preferences\": {\"Port\": [4, 3, 1], \"Fleet\": []}")), "f.json:3:25: 'Port' ranks 3 of 4 states; state 2 is missing");
  EXPECT_EQ(complaint(harbour(",\n\"preferences\": {\"Prt\": []}")), "f.json:3:24: no decision maker is called 'Prt'; did you mean 'Port'?");
  EXPECT_EQ(complaint(harbour(",\n\"preferences\": {\"Port\": [5]}")), "f.json:3:26: '5' is no state of this model");
  EXPECT_EQ(complaint(harbour(",\n\"statements\": {\"Port\": [\"open & pey\"]}")), "f.json:3:33: no option is called 'pey'; did you mean 'pay'?");
  EXPECT_EQ(complaint(harbour(",\n\"states\": [{\"id\": 1, \"mask\": 2, \"yn\": \"YN\"}]")), "f.json:3:30: the mask 2 and the pattern 'YN' are not the same state");
  EXPECT_EQ(complaint(harbour(",\n\"states\": [{\"id\": 1, \"yn\": \"YN\"}, {\"id\": 1, \"yn\": \"NN\"}]")), "f.json:3:35: two states have the id 1");
  EXPECT_EQ(complaint(harbour(",\n\"infeasible\": [\"Y-\"], \"states\": [{\"yn\": \"YN\"}]")), "f.json:3:34: this state is listed, and infeasible by 'Y-'");
  EXPECT_EQ(complaint(harbour(",\n\"moves\": {\"arcs\": {\"Port\": [[1, 1]]}}" + ranked)), "f.json:3:29: this move goes nowhere");
  EXPECT_EQ(complaint("{\"dms\": [\"A\"], \"options\": [{\"name\": \"x\", \"dm\": 1}]}"), "f.json:1:48: '1' is no decision maker of this model");
  EXPECT_EQ(complaint("{\"dms\": [\"A\"], \"dms\": []}"), "f.json:1:23: 'dms' stands twice in this object");
  EXPECT_EQ(complaint("[]"), "f.json:1:1: a model is an object with the keys dms, options, states, preferences");
}

TEST(ModelJson, AStateGoesByIdPatternOrShortName) {
  const auto model = read_model(harbour(",\"states\": [{\"id\": 7, \"yn\": \"NN\", \"label\": \"closed\"}, {\"id\": 9, \"yn\": \"YN\"}],"
                                        "\"preferences\": {\"Port\": [\"YN\", \"closed\"], \"Fleet\": [7, \"9\"]}"), "f", quiet);
  ASSERT_TRUE(model) << to_string(model.error());
  EXPECT_EQ(*find_state(**model, "9"), 1u);
  EXPECT_EQ(*find_state(**model, "closed"), 0u);
  EXPECT_EQ(*find_state(**model, "yn"), 1u);
  EXPECT_FALSE(find_state(**model, "YY"));
}

std::filesystem::path shared_cases() {
  const char* shared = std::getenv("LOCARNO_SHARED");
  return std::filesystem::path(shared == nullptr ? "../shared" : shared) / "oracles" / "stability";
}

TEST(OracleModelJson, EveryPublishedFileIsReadAndWrittenAgain) {
  if (!std::filesystem::exists(shared_cases())) GTEST_SKIP() << "no shared data";
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared_cases())) {
    if (entry.path().filename() == "INDEX.json") continue;
    const auto model = load_model(entry.path().string(), quiet);
    ASSERT_TRUE(model) << to_string(model.error());
    const auto again = read_model(write_model(**model), "again", quiet);
    ASSERT_TRUE(again) << entry.path() << to_string(again.error());
    EXPECT_EQ(**again, **model) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 13);
}

TEST(OracleModelJson, TheTradeCasesStatementsGiveItsRanking) {
  const auto path = shared_cases() / "us_china_trade_2017_2020.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data";
  const auto model = load_model(path.string(), quiet);
  ASSERT_TRUE(model) << to_string(model.error());
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const auto tree = parse_json(bytes, path.string());
  ASSERT_TRUE(tree);
  const OptionNames names((*model)->makers, (*model)->options);
  for (std::size_t k = 0; k < 2; ++k) {
    std::vector<Statement> statements;
    for (const JsonValue& text : tree->find("statements")->find((*model)->makers[k].name)->items) {
      const auto statement = parse_statement(text.text, names, "");
      ASSERT_TRUE(statement) << to_string(statement.error());
      statements.push_back(*statement);
    }
    EXPECT_EQ(*rank_by_statements({(*model)->masks, 8}, statements, quiet), (*model)->preferences[k].value);
  }
}

}  // namespace
}  // namespace locarno::stability
