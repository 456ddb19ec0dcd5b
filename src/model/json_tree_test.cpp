#include "model/json_tree.hpp"

#include <gtest/gtest.h>

namespace locarno {
namespace {

std::string place_of(const std::string& text, const JsonValue& value) { return json_place(text, value.at, "f"); }

TEST(JsonTree, EveryValueKnowsWhereItBegins) {
  const std::string text = "{\n \"a\": [1, -2.50, [true], {\"b\" : \"x\\ny\"}],\n \"c\": null,\n \"d\": {}, \"e\":7}";
  const auto tree = parse_json(text, "f");
  ASSERT_TRUE(tree) << to_string(tree.error());
  const JsonValue& a = *tree->find("a");
  EXPECT_EQ(place_of(text, *tree), "f:1:1");
  EXPECT_EQ(place_of(text, a), "f:2:7");
  EXPECT_EQ(place_of(text, a.items[0]), "f:2:8");
  EXPECT_EQ(place_of(text, a.items[1]), "f:2:11");
  EXPECT_EQ(a.items[1].text, "-2.50");
  EXPECT_EQ(place_of(text, a.items[2].items[0]), "f:2:19");
  EXPECT_EQ(place_of(text, *a.items[3].find("b")), "f:2:33");
  EXPECT_EQ(a.items[3].find("b")->text, "x\ny");
  EXPECT_EQ(place_of(text, *tree->find("c")), "f:3:7");
  EXPECT_EQ(place_of(text, *tree->find("d")), "f:4:7");
  EXPECT_EQ(place_of(text, *tree->find("e")), "f:4:15");
}

TEST(JsonTree, WhatIsNoJsonIsRefusedWithAPlace) {
  const auto cut = parse_json("{\"a\":\n [1, }", "f");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().where, "f:2:6");
  EXPECT_FALSE(parse_json(std::string(100, '[') + std::string(100, ']'), "f"));
}

}  // namespace
}  // namespace locarno
