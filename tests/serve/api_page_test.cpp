#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "routes.hpp"

namespace locarno::serve {
namespace {

TEST(ApiPage, IsWhatTheTablePrints) {
  std::ifstream in(LOCARNO_API_PAGE, std::ios::binary);
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(page, api_document()) << "locarno serve --api-document > docs/api.md";
}

TEST(ApiPage, EveryRouteStandsOnceAndSaysWhatItGives) {
  std::set<std::string> seen;
  for (const Route& route : routes()) {
    EXPECT_TRUE(seen.insert(std::string(route.method) + " " + route.path).second) << route.path;
    EXPECT_NE(std::string(route.question), "") << route.path;
    EXPECT_NE(std::string(route.gives), "") << route.path;
  }
}

}  // namespace
}  // namespace locarno::serve
