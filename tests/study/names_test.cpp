// Names on a Chinese page: those of the codebook, and sources without a name by their state and office.
#include "study/names.hpp"

#include <gtest/gtest.h>

#include "model/codebook.hpp"

namespace locarno::study {
namespace {

TEST(ChineseNames, SourcesWithoutANameGoByTheirStateAndOffice) {
  const auto codebook = world_codebook();
  ASSERT_TRUE(codebook.has_value());
  const auto names = chinese_names(*codebook, {"US officials (unnamed)", "Ukrainian foreign ministry (unnamed)", "Ruritanian officials (unnamed)", "US weavers (unnamed)"});
  ASSERT_TRUE(names.contains("US officials (unnamed)"));
  EXPECT_EQ(names.at("US officials (unnamed)").zh, "\u7f8e\u56fd\u5b98\u5458");
  ASSERT_TRUE(names.contains("Ukrainian foreign ministry (unnamed)"));
  EXPECT_EQ(names.at("Ukrainian foreign ministry (unnamed)").zh, "\u4e4c\u514b\u5170\u5916\u4ea4\u90e8");
  EXPECT_FALSE(names.contains("Ruritanian officials (unnamed)"));   // no such state: printed as it was read
  EXPECT_FALSE(names.contains("US weavers (unnamed)"));
}

}  // namespace
}  // namespace locarno::study
