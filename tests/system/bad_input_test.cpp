// What a user meets when the input is not what it should be: one clear sentence, the documented exit code, nothing lost.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

const std::string good = "NORTHBURG, March 3, 2025 - The foreign ministry of Ukraine said on Monday that Ukraine will not "
                         "accept a ceasefire without security guarantees.\n";

void expect_sentence(const Ran& ran, int status, const std::string& words) {
  EXPECT_EQ(ran.status, status) << ran.err;
  EXPECT_NE(ran.err.find(words), std::string::npos) << ran.err;
  EXPECT_EQ(ran.err.rfind("locarno: ", 0), 0u) << ran.err;
}

TEST(BadInput, AnEmptyReportIsNoError) {
  const Folder folder;
  const Ran ran = run("read --json " + folder.write("empty.txt", ""));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(ran.out.empty());
}

TEST(BadInput, ABinaryIsRefusedAndTheOthersAreStillRead) {
  const Folder folder;
  folder.write("reports/a.txt", good);
  folder.write("reports/b.bin", std::string("\x7f""ELF\x02\x01\x01\x00\x00\x00", 10));
  const Ran ran = run("brief --ledger :memory: --json " + (folder / "reports"));
  expect_sentence(ran, 3, "b.bin");
  const auto page = nlohmann::json::parse(ran.out);
  ASSERT_EQ(page["documents"].size(), 1u);
  EXPECT_EQ(page["documents"][0]["doc"], "a.txt");
}

TEST(BadInput, HalfACharacterNamesItsPlace) {
  const Folder folder;
  expect_sentence(run("read --json " + folder.write("half.txt", "first line\nsecond \xE5\x8C")), 3, "half.txt:2:8");
}

TEST(BadInput, AMistypedKeyNamesTheNearest) {
  const Folder folder;
  folder.write("case.toml", "[case]\ntitel = { en = \"x\" }\n");
  const Ran ran = run("case check " + folder.str());
  EXPECT_NE(ran.status, 0);
  EXPECT_NE(ran.err.find("case.toml:2:1"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("title"), std::string::npos) << ran.err;
}

TEST(BadInput, AMissingFolderIsAnInputOutputError) { expect_sentence(run("brief /no/such/folder"), 5, "/no/such/folder"); }

TEST(BadInput, ADayThatIsNoneIsWrongUse) {
  const Folder folder;
  folder.write("a.txt", good);
  expect_sentence(run("brief --ledger :memory: --as-of 2025-02-30 " + folder.str()), 2, "2025-02-30");
}

TEST(BadInput, AnUnknownCommandIsWrongUse) {
  EXPECT_EQ(run("brif").status, 2);
  EXPECT_EQ(run("brief --no-such-option x").status, 2);
}

TEST(BadInput, AFullDiskIsSaid) {
  const std::string brief = "brief cases/ukraine-2025 --reports cases/ukraine-2025/reports ";
  const std::string command =
      "cd '" + project() + "' && '" LOCARNO_BINARY "' " + brief + "--json >/dev/full 2>/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 5);
  EXPECT_EQ(run(brief + "--html /dev/full/page.html", project()).status, 5);
}

TEST(BadInput, AHundredThousandNestedTags) {
  const Folder folder;
  std::string html = "<html><body>";
  for (int i = 0; i < 100000; ++i) html += "<div><span>";
  html += "<p>" + good + "</p>";
  const Ran ran = run("read --json " + folder.write("deep.html", html));
  EXPECT_EQ(ran.status, 0) << ran.err;
}

}  // namespace
}  // namespace locarno::system_test
