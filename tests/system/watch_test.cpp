// The watch as a user meets it: reports in, findings, an objection, a bulletin, its redacted twin, the independent checker.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

TEST(WatchSystem, FromReportsToABulletinThatHolds) {
  const Folder folder;
  const std::string truce = project() + "/cases/river-truce", at = " --watch w.db ";
  const Ran first = run("watch add " + truce + " " + truce + "/reports --at 2026-03-20" + at, folder.str());
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.out.substr(0, 61), "19 new reports kept, 0 known already, 2 rows set aside (locar");
  EXPECT_EQ(run("watch add " + truce + " " + truce + "/reports --at 2026-03-21" + at, folder.str()).out.substr(0, 41), "0 new reports kept, 19 known already, 0 r");
  const Ran aside = run("watch aside " + truce + at, folder.str());
  EXPECT_EQ(aside.out, "02-alerts.csv:3: latitude 95.2 lies beyond the pole\n03-forms.txt:10: 'yesterday' is no time\n");
  const Ran findings = run("watch findings " + truce + " --clause bridge --state found --json" + at, folder.str());
  const auto finding = nlohmann::json::parse(findings.out);
  EXPECT_EQ(finding["who"]["named"], nullptr);
  const std::string id = finding["id"];
  EXPECT_EQ(run("watch object " + truce + " " + id + " --party SOUTH --words frost --who liaison --at 2026-03-07" + at, folder.str()).status, 0);
  EXPECT_EQ(run("watch object " + truce + " f-none --party SOUTH --words frost --who liaison" + at, folder.str()).status, 3);
  ASSERT_EQ(run("watch key k.pem", folder.str()).status, 0);
  EXPECT_EQ(run("watch key k.pem", folder.str()).status, 5);
  for (const char* more : {"--day 2026-03-02 --out b", "--day 2026-03-06 --out b", "--day 2026-03-06 --out b --redact sources,evidence,place"})
    ASSERT_EQ(run("watch bulletin " + truce + " --key k.pem " + more + at, folder.str()).status, 0) << more;
  const std::string files = "b/bulletin-2026-03-02.json b/bulletin-2026-03-06.json b/bulletin-2026-03-06-redacted.json";
  EXPECT_EQ(run("watch verify --key k.pem.pub " + files, folder.str()).out, "3 checked, 0 problems\n");
  EXPECT_EQ(slurp(folder / "b/bulletin-2026-03-06-redacted.json").find("River Mission"), std::string::npos);
  EXPECT_NE(slurp(folder / "b/bulletin-2026-03-06.zh.html").find("</svg>"), std::string::npos);
  const std::string checker = "cd " + folder.str() + " && python3 " + project() + "/tools/check_bulletin.py --key k.pem.pub ";
  EXPECT_EQ(std::system((checker + files + " > /dev/null").c_str()), 0);
  std::string forged = slurp(folder / "b/bulletin-2026-03-06.json");
  forged.replace(forged.find("contested"), 9, "withdrawn");
  folder.write("forged.json", forged);
  EXPECT_NE(std::system((checker + "forged.json > /dev/null").c_str()), 0);
  EXPECT_EQ(run("watch verify forged.json", folder.str()).status, 1);
  const Ran board = run("watch board " + truce + " --as-of 2026-03-20 --json" + at, folder.str());
  const auto rows = nlohmann::json::parse(board.out)["clauses"];
  EXPECT_EQ(rows[0]["weeks"].dump(), "[\"done\",\"breached\",\"done\",\"done\"]");
  EXPECT_EQ(rows[4]["status"], "breached");
  EXPECT_EQ(run("watch verify " + truce + at, folder.str()).status, 0);
}

TEST(WatchSystem, TheDonbasSeriesGoesThroughTheIntake) {
  if (shared().empty()) GTEST_SKIP() << "no shared material";
  const Folder folder;
  const Ran added = run("watch add " + project() + "/cases/river-truce " + shared() + "/data/hold/ucdp_ged_ukraine_2014_2023.csv --watch d.db --at 2026-03-20", folder.str());
  EXPECT_EQ(added.out, "3883 new reports kept, 0 known already, 0 rows set aside\n") << added.err;
  const auto summary = nlohmann::json::parse(run("watch findings " + project() + "/cases/river-truce --summary --json --watch d.db", folder.str()).out);
  EXPECT_EQ(summary["reports"], 3883);
  EXPECT_EQ(summary["before_force"], summary["incidents"]);   // all of it is years before this truce
  EXPECT_EQ(summary["findings"], 0);
}

}  // namespace
}  // namespace locarno::system_test
