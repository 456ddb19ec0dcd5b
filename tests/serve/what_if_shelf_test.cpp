// Kept what-if questions: they come back after a restart, one of a name, and a file of somebody else's is left alone.
#include "what_if_shelf.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace locarno::serve {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;

class WhatIfShelfTest : public testing::Test {
 protected:
  fs::path folder = fs::temp_directory_path() / ("locarno-what-ifs-" + std::to_string(getpid()));
  const std::string ledger = (folder / "ledger.db").string();
  const json question = {{"release", {"A.port.1"}}, {"add", json::array()}, {"fix", {{"port", "open"}}}};
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { std::error_code ignored; fs::remove_all(folder, ignored); }
};

TEST_F(WhatIfShelfTest, ComesBackAfterARestartForItsOwnerAlone) {
  ASSERT_TRUE(WhatIfShelf(ledger).put("two", "a thought", "me", "2026-01-01T00:00:00Z", question));
  ASSERT_TRUE(WhatIfShelf(ledger).put("one", "", "me", "2026-01-01T00:00:00Z", question));
  const auto all = WhatIfShelf(ledger).all();
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0]["name"], "one");
  EXPECT_EQ((*all)[1]["note"], "a thought");
  EXPECT_EQ((*all)[1]["question"], question);
  struct stat at {};
  ASSERT_EQ(stat((folder / "what_ifs.json").c_str(), &at), 0);
  EXPECT_EQ(at.st_mode & 0777u, 0600u);
}

TEST_F(WhatIfShelfTest, OneOfAName_AndGoneWhenRemoved) {
  WhatIfShelf shelf(ledger);
  ASSERT_TRUE(shelf.put("one", "first", "me", "", question));
  const auto all = shelf.put("one", "second", "me", "", question);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ((*all)[0]["note"], "second");
  const auto left = shelf.remove((*all)[0]["id"].get<std::string>());
  ASSERT_TRUE(left);
  EXPECT_TRUE(left->empty());
  EXPECT_EQ(shelf.remove("w0").error().code, ErrorCode::not_found);
}

TEST_F(WhatIfShelfTest, RefusesWhatItCannotKeep) {
  WhatIfShelf shelf(ledger);
  EXPECT_EQ(shelf.put("", "", "", "", question).error().code, ErrorCode::bad_use);
  EXPECT_EQ(shelf.put(std::string(121, 'n'), "", "", "", question).error().code, ErrorCode::bad_use);
  EXPECT_EQ(shelf.put("n", std::string(2001, 'n'), "", "", question).error().code, ErrorCode::bad_use);
  EXPECT_EQ(WhatIfShelf(":memory:").put("n", "", "", "", question).error().code, ErrorCode::bad_use);
  for (int i = 0; i < static_cast<int>(WhatIfShelf::most); ++i) ASSERT_TRUE(shelf.put("n" + std::to_string(i), "", "", "", question));
  EXPECT_EQ(shelf.put("one more", "", "", "", question).error().code, ErrorCode::limit_reached);
}

TEST_F(WhatIfShelfTest, LeavesAFileAloneThatIsNoneOfOurs) {
  const fs::path file = folder / "what_ifs.json";
  for (const char* text : {"no json", "[1]", "[{\"id\":1}]", "{}"}) {
    { std::ofstream(file) << text; }
    EXPECT_EQ(WhatIfShelf(ledger).put("n", "", "", "", question).error().code, ErrorCode::bad_input) << text;
    std::ifstream in(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), text);
  }
}

}  // namespace
}  // namespace locarno::serve
