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
  const Ran late = run("watch board " + truce + " --as-of 2027-03-01" + at, folder.str()), zh = run("watch board " + truce + " --lang zh --as-of 2026-03-01" + at, folder.str());
  EXPECT_NE(late.out.find("last report: 2026-03-17; of what nobody reports nobody knows that it was kept\n"), std::string::npos) << late.out;
  EXPECT_NE(zh.out.find("最后一次报告所述日期：2026-02-28"), std::string::npos) << zh.out;
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
  std::string noted = slurp(folder / "b/bulletin-2026-03-06-redacted.json");
  noted.replace(noted.find("\"commitment\""), 12, "\"value\": \"nobody\", \"commitment\"");   // words beside a seal that nobody broke
  folder.write("forged.json", noted);
  EXPECT_EQ(std::system((checker + "forged.json > /dev/null").c_str()) >> 8, 1);
  EXPECT_EQ(run("watch verify forged.json", folder.str()).status, 3);
  EXPECT_EQ(run("watch bulletin " + truce + " --key k.pem --day 2026-03-06 --redact souces" + at, folder.str()).err, "locarno: --redact: no field 'souces' to redact\n");
  EXPECT_EQ(run("watch bulletin " + truce + " --key k.pem --day 9999-01-01" + at, folder.str()).status, 2);
  const Ran board = run("watch board " + truce + " --as-of 2026-03-20 --json" + at, folder.str());
  const auto rows = nlohmann::json::parse(board.out)["clauses"];
  EXPECT_EQ(rows[0]["weeks"].dump(), "[\"done\",\"breached\",\"done\",\"done\"]");
  EXPECT_EQ(rows[4]["status"], "breached");
  EXPECT_EQ(run("watch verify " + truce + at, folder.str()).status, 0);
}

TEST(WatchSystem, TheBriefSaysOfEachClauseWhetherItIsKept) {
  const Folder folder;
  ASSERT_EQ(std::system(("cp -r " + project() + "/cases/river-truce " + (folder / "case")).c_str()), 0);
  const Ran before = run("brief case --json", folder.str());
  ASSERT_EQ(before.status, 0) << before.err;
  EXPECT_FALSE(nlohmann::json::parse(before.out).contains("kept")) << "nothing is watched yet";
  ASSERT_EQ(run("watch add case case/reports --at 2026-03-20", folder.str()).status, 0);
  const auto kept = nlohmann::json::parse(run("brief case --json", folder.str()).out)["kept"];
  ASSERT_EQ(kept["clauses"].size(), 7u);
  EXPECT_EQ(kept["as_of"], "2026-03-18T00:00:00Z") << "the last day something is reported of";
  EXPECT_EQ(kept["clauses"][0]["found"], 2);
  EXPECT_EQ(kept["clauses"][0]["last_finding"]["sources"].dump(), "[\"Bridge Camera 1\",\"River Mission\"]");
  EXPECT_EQ(kept["clauses"][2]["last_finding"], nullptr) << "an allegation below the threshold is no finding";
  EXPECT_EQ(kept["clauses"][4]["status"], "breached");
  const auto then = nlohmann::json::parse(run("brief case --json --as-of 2026-03-05", folder.str()).out)["kept"];
  EXPECT_EQ(then["clauses"][0]["status"], "breached");
  EXPECT_EQ(then["clauses"][4]["status"], "partly");
  const std::string page = run("brief case --lang zh --html -", folder.str()).out;
  EXPECT_NE(page.find("class=\"s-kept\""), std::string::npos);
  EXPECT_EQ(page.find("class=\"s-kept\""), page.rfind("class=\"s-kept\""));
}

/// A report a day of a quiet month and more, and many on the last day.
std::string rising_days() {
  std::string rows = "time,lat,lon,radius_km,act,source,class\n";
  for (int day = 0; day < 90; ++day)
    for (int k = 0; k < (day < 89 ? day * 7 % 3 : 14); ++k) {
      char row[128];
      std::snprintf(row, sizeof row, "2026-%02d-%02dT%02d:00:00Z,%.2f,%.2f,1,shelling,patrol %d,monitor\n", 3 + day / 30, 1 + day % 30, k, 10 + 0.3 * ((k * 5 + day) % 7 - 3),
                    20 + 0.4 * ((k * 3 + day) % 5), k);
      rows += row;
    }
  return rows;
}

TEST(WatchSystem, TheDaysAlarmsStandInItsBulletin) {
  const Folder folder;
  const std::string truce = project() + "/cases/river-truce", rows = folder.write("rise.csv", rising_days());
  ASSERT_EQ(run("watch add " + truce + " " + rows + " --watch w.db --at 2026-06-30", folder.str()).err, "");
  ASSERT_EQ(run("watch key k.pem", folder.str()).status, 0);
  for (const char* more : {"--day 2026-05-29", "--day 2026-05-30", "--day 2026-05-30 --redact sources,sector"})
    ASSERT_EQ(run("watch bulletin " + truce + " --watch w.db --key k.pem --out b " + more, folder.str()).status, 0) << more;
  const std::string risen = slurp(folder / "b/bulletin-2026-05-30.en.md"), quiet = slurp(folder / "b/bulletin-2026-05-29.en.md"),
                    hidden = slurp(folder / "b/bulletin-2026-05-30-redacted.en.md");
  EXPECT_NE(risen.find("all sectors: 2026-05-30 rise: 14 in 1 days"), std::string::npos) << risen.substr(0, 3000);
  EXPECT_NE(quiet.find("* None: no sector rose"), std::string::npos) << quiet.substr(0, 3000);
  EXPECT_EQ(hidden.find("beyond every sector"), std::string::npos);
  EXPECT_EQ(run("watch verify --key k.pem.pub b/bulletin-2026-05-29.json b/bulletin-2026-05-30.json b/bulletin-2026-05-30-redacted.json", folder.str()).out, "3 checked, 0 problems\n");
  const std::string checker = "cd " + folder.str() + " && python3 " + project() + "/tools/check_bulletin.py --key k.pem.pub ";
  EXPECT_EQ(std::system((checker + "b/bulletin-2026-05-29.json b/bulletin-2026-05-30.json b/bulletin-2026-05-30-redacted.json > /dev/null").c_str()), 0);
  const Ran learned = run("watch learned " + truce + " --watch w.db --json", folder.str());
  EXPECT_EQ(learned.status, 0) << learned.err;
  const Ran rehearsed = run("watch rehearse " + truce + " --watch w.db --json", folder.str());
  EXPECT_EQ(rehearsed.status, 0) << rehearsed.err;
  EXPECT_TRUE(nlohmann::json::parse(learned.out).is_object() && nlohmann::json::parse(rehearsed.out).is_object());
  const auto alarms = nlohmann::json::parse(run("watch alarms " + truce + " --watch w.db --json", folder.str()).out);
  EXPECT_EQ(alarms["series"][0]["alarms"][0]["date"], "2026-05-30");
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
