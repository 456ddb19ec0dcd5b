// Answers given a moment ago come back under their mark and no other; the store stays within its bytes.
#include "recent.hpp"

#include <gtest/gtest.h>

namespace locarno::serve {
namespace {

Response answer_of(std::size_t bytes) {
  Response response;
  response.body = std::string(bytes, 'x');
  return response;
}

TEST(Recent, GivesBackWhatWasPutUnderItsMarkOnly) {
  Recent recent;
  Response svg = answer_of(3);
  svg.type = "image/svg+xml";
  svg.headers = {{"X", "1"}};
  recent.put("a", svg);
  ASSERT_TRUE(recent.get("a"));
  EXPECT_EQ(recent.get("a")->body, "xxx");
  EXPECT_EQ(recent.get("a")->type, "image/svg+xml");
  EXPECT_EQ(recent.get("a")->headers, svg.headers);
  EXPECT_FALSE(recent.get("b"));
}

TEST(Recent, WhatWasUsedLongestAgoGoesFirst) {
  Recent recent;
  const std::size_t each = Recent::most_bytes / 6;
  for (const char* mark : {"1", "2", "3", "4", "5", "6"}) recent.put(mark, answer_of(each));
  EXPECT_TRUE(recent.get("1"));
  recent.put("7", answer_of(each));
  EXPECT_TRUE(recent.get("1"));
  EXPECT_FALSE(recent.get("2"));
  EXPECT_TRUE(recent.get("7"));
}

TEST(Recent, NeitherStreamsNorWhatIsTooLarge) {
  Recent recent;
  recent.put("large", answer_of(Recent::largest + 1));
  Response stream;
  stream.stream = [](const Write&) {};
  recent.put("stream", stream);
  EXPECT_FALSE(recent.get("large"));
  EXPECT_FALSE(recent.get("stream"));
}

}  // namespace
}  // namespace locarno::serve
