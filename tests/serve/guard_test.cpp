#include "guard.hpp"

#include <gtest/gtest.h>

namespace locarno::serve {
namespace {

constexpr int port = 4711;

struct Door : ::testing::Test {
  Guard guard{port};
  Request request;
  std::string cookie_;
  Door() {
    request.method = "GET";
    request.host = "127.0.0.1:4711";
    const std::string address = *guard.new_address();
    request.target = address.substr(address.find("/?"));
  }
  int status() {
    const auto refused = guard.admit(request);
    return refused ? refused->status : 200;
  }
  void enter() {
    const auto in = guard.admit(request);
    ASSERT_TRUE(in);
    ASSERT_EQ(in->status, 303);
    for (const auto& [name, value] : in->headers)
      if (name == "Set-Cookie") request.cookies = value.substr(0, value.find(';'));
    request.target = "/api/v1/brief";
  }
};

TEST_F(Door, ATokenWorksOnceAndTheCookieAfterIt) {
  const std::string with_token = request.target;
  enter();
  EXPECT_EQ(status(), 200);
  request.cookies.clear();
  EXPECT_EQ(status(), 401);
  request.target = with_token;
  EXPECT_EQ(status(), 403);
}

TEST_F(Door, ACookieOfAnotherServerIsNone) {
  enter();
  request.cookies = "locarno_4711=" + std::string(64, 'a');
  EXPECT_EQ(status(), 401);
  request.cookies = "locarno_4711=";
  EXPECT_EQ(status(), 401);
}

TEST_F(Door, AnotherHostIsRefusedWithTheCookieToo) {
  enter();
  for (const char* host : {"evil.example:4711", "127.0.0.1", "127.0.0.1:4712", "", "127.0.0.1:4711.evil.example", "[::1]:4711"}) {
    request.host = host;
    EXPECT_EQ(status(), 403) << host;
  }
  request.host = "localhost:4711";
  EXPECT_EQ(status(), 200);
}

TEST_F(Door, APageOfAnotherSiteIsRefused) {
  enter();
  request.origin = "https://evil.example";
  EXPECT_EQ(status(), 403);
  request.origin = "http://127.0.0.1:4712";
  EXPECT_EQ(status(), 403);
  request.origin = "null";
  EXPECT_EQ(status(), 403);
  request.origin = "http://127.0.0.1:4711";
  EXPECT_EQ(status(), 200);
  request.fetch_site = "cross-site";
  EXPECT_EQ(status(), 403);
}

TEST_F(Door, OnlyJsonIsPostedAndOnlyKnownMethods) {
  enter();
  request.method = "POST";
  request.content_type = "text/plain";
  EXPECT_EQ(status(), 415);
  request.content_type = "application/json";
  EXPECT_EQ(status(), 200);
  for (const char* method : {"PUT", "OPTIONS", "TRACE", "BREW"}) {
    request.method = method;
    EXPECT_EQ(status(), 405) << method;
  }
}

TEST_F(Door, WhoKnocksTooOftenWaits) {
  request.target = "/?token=wrong";
  int late = 0;
  for (int i = 0; i < 100; ++i) late += status() == 429;
  EXPECT_GT(late, 30);
}

TEST(Secrets, AreRandomAndLong) {
  EXPECT_EQ(random_hex(32)->size(), 64u);
  EXPECT_NE(*random_hex(32), *random_hex(32));
}

}  // namespace
}  // namespace locarno::serve
