#include "request.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.hpp"

namespace locarno::serve {
namespace {

TEST(Target, PathAndQueryAreDecoded) {
  const auto target = parse_target("/api/v1/search?q=%E5%8C%97%E7%BA%A6+talks&ids=a,b&ids=c");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/search");
  EXPECT_EQ(target->value("q"), "\u5317\u7ea6 talks");
  EXPECT_EQ(target->list("ids"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(target->value("none"), "");
}

TEST(Target, AStepUpIsRefusedHoweverItIsWritten) {
  for (const char* raw : {"/../etc/passwd", "/api/..", "/%2e%2e/etc", "/api/v1/%2E%2E/%2E%2E/x", "//etc", "/a/./b", "/a\\..\\b", "etc", "", "/a/"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, BrokenEscapesControlsAndIllFormedTextAreRefused) {
  for (const char* raw : {"/a?b=%", "/a?b=%4", "/a?b=%zz", "/a%00b", "/a?b=%0d%0aSet-Cookie:x", "/a?b=%ff%fe", "/a?b=%c0%af", "/\xff"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, LimitsHold) {
  EXPECT_FALSE(parse_target("/" + std::string(9000, 'a')));
  std::string many = "/a?";
  for (int i = 0; i < 201; ++i) many += "b&";
  EXPECT_FALSE(parse_target(many));
  EXPECT_TRUE(parse_target("/a?&&&"));
}

RC_GTEST_PROP(Target, WhatIsLetThroughIsPlain, (const std::string& raw)) {
  const auto target = parse_target("/" + raw);
  if (!target) return;
  RC_ASSERT(first_invalid(target->path) == std::string_view::npos);
  RC_ASSERT(target->path.find("/../") == std::string::npos);
  RC_ASSERT(!target->path.ends_with("/.."));
}

TEST(Cookie, TheNamedOneIsFound) {
  EXPECT_EQ(cookie("a=1; locarno_80=xyz; b=2", "locarno_80"), "xyz");
  EXPECT_EQ(cookie("locarno_8=1", "locarno_80"), "");
  EXPECT_EQ(cookie("xlocarno_80=1", "locarno_80"), "");
  EXPECT_EQ(cookie(";;; ; =", "locarno_80"), "");
}

}  // namespace
}  // namespace locarno::serve
