// Rows cut, read and set aside.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "watch/intake.hpp"

namespace locarno::watch {
namespace {

std::vector<std::string> cut(RowForm form, const std::string& bytes, std::size_t step) {
  RowCutter cutter(form);
  std::vector<std::string> out;
  const auto drain = [&] { while (const auto row = cutter.next()) out.push_back(std::to_string(row->line) + ":" + std::string(row->bytes)); };
  for (std::size_t at = 0; at < bytes.size(); at += step) cutter.feed(std::string_view(bytes).substr(at, step)), drain();
  cutter.finish();
  drain();
  return out;
}

TEST(WatchRows, AreTheSameInPiecesOfAnySize) {
  const std::string csv = "a,b\n1,\"two\nlines\"\r\n\n3,4", forms = "time: 1\nact: x\n\n\ntime: 2\n",
                    features = "{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"a\":\"}\"},\n{\"b\":{\"c\":1}}]}";
  EXPECT_EQ(cut(RowForm::csv, csv, 999), (std::vector<std::string>{"1:a,b", "2:1,\"two\nlines\"", "5:3,4"}));
  EXPECT_EQ(cut(RowForm::blocks, forms, 999), (std::vector<std::string>{"1:time: 1\nact: x", "5:time: 2"}));
  EXPECT_EQ(cut(RowForm::features, features, 999), (std::vector<std::string>{"3:{\"a\":\"}\"}", "4:{\"b\":{\"c\":1}}"}));
  for (const std::size_t step : {1u, 2u, 3u, 7u}) {
    EXPECT_EQ(cut(RowForm::csv, csv, step), cut(RowForm::csv, csv, 999)) << step;
    EXPECT_EQ(cut(RowForm::blocks, forms, step), cut(RowForm::blocks, forms, 999)) << step;
    EXPECT_EQ(cut(RowForm::features, features, step), cut(RowForm::features, features, 999)) << step;
  }
}

RC_GTEST_PROP(WatchRows, AnOpenQuotationMarkLosesNoRowSilently, (const std::vector<std::string>& lines)) {
  std::string bytes = "x\n";
  for (const std::string& line : lines) bytes += line + "\n";
  RC_ASSERT(cut(RowForm::csv, bytes, 1) == cut(RowForm::csv, bytes, 1000));
}

struct Taken { std::vector<KeptRow> kept; std::vector<BadRow> bad; };
Taken take(Feed feed, const std::string& bytes, const std::string& received = "2026-03-20") {
  FeedIntake intake(feed, parse_instant(received)->at);
  EXPECT_TRUE(intake.feed(bytes));
  EXPECT_TRUE(intake.finish());
  return {std::move(intake.kept), std::move(intake.bad)};
}

TEST(WatchIntake, WhatCannotBeReadIsSetAsideWithLineAndReason) {
  const auto taken = take(Feed::acled, "event_id_cnty,event_date,latitude,longitude,geo_precision,event_type,sub_event_type,actor1,fatalities,source,notes\n"
                                       "A1,2026-03-02,9.9,20.3,1,Explosions,Shelling/artillery/missile attack,Northbank,2,Echo,\"shells, four\"\n"
                                       "A2,2026-03-02,99.9,20.3,1,Battles,Armed clash,Northbank,0,Echo,beyond\n"
                                       "A3,02.03.2026,9.9,20.3,1,Battles,Armed clash,Northbank,0,Echo,when\n"
                                       "A4,2026-04-02,9.9,20.3,1,Battles,Armed clash,Northbank,0,Echo,tomorrow\n"
                                       "A5,2026-03-02,9.9,200,1,Battles,Armed clash,Northbank,0,Echo,east of east\n");
  ASSERT_EQ(taken.kept.size(), 1u);
  ASSERT_EQ(taken.bad.size(), 4u);
  EXPECT_EQ(taken.bad[0].line, 3);
  EXPECT_EQ(taken.bad[0].reason, "latitude 99.9 lies beyond the pole");
  EXPECT_EQ(taken.bad[1].reason, "'02.03.2026' is no time");
  EXPECT_NE(taken.bad[2].reason.find("one of the clocks is wrong"), std::string::npos);
  EXPECT_EQ(taken.bad[3].reason, "longitude 200 lies beyond 180 degrees");
}

TEST(WatchIntake, TheSameReportHasTheSameHashAndAnotherHeaderAnother) {
  EXPECT_EQ(raw_hash("acled", "a,b", "1,2"), raw_hash("acled", "a,b", "1,2"));
  EXPECT_NE(raw_hash("acled", "a,b", "1,2"), raw_hash("acled", "b,a", "1,2"));
}

Report read(Feed feed, const std::string& columns, const std::string& row) {
  auto reader = RowReader::make(feed, columns);
  EXPECT_TRUE(reader);
  auto report = reader->read(row, std::string(64, 'a'));
  EXPECT_TRUE(report) << to_string(report.error());
  return report ? *report : Report{};
}

TEST(WatchReports, EachFeedSaysTheSameInItsOwnWords) {
  const Report ucdp = read(Feed::ucdp, "id,type_of_violence,where_prec,latitude,longitude,event_clarity,date_start,date_end,deaths_civilians,best,side_a",
                           "1,1,2,48.1,37.9,1,1/30/2017 12:00:00 AM,1/31/2017 12:00:00 AM,0,4,Somebody");
  EXPECT_EQ(instant_text(ucdp.begin) + " " + instant_text(ucdp.end), "2017-01-30T00:00:00Z 2017-02-01T00:00:00Z");
  EXPECT_EQ(ucdp.radius_km, 25);
  EXPECT_EQ(ucdp.actor, "");   // a fight of two sides names no beginner
  const Report fire = read(Feed::firms, "latitude,longitude,scan,acq_date,acq_time,satellite", "9.9,20.3,0.4,2026-03-02,912,N");
  EXPECT_EQ(instant_text(fire.end), "2026-03-02T09:13:00Z");
  EXPECT_EQ(fire.act, WatchAct::fire_spot);
  const Report form = read(Feed::form, "", "time: 2026-03-02 21:10\nact: mortar fire\nlat: 9.9\nlon: 20.3\nclaim: denial\nbearing: -10\nwords: none of ours\n fired");
  EXPECT_EQ(form.act, WatchAct::shelling);
  EXPECT_EQ(form.claim, Claim::denial);
  EXPECT_EQ(form.bearing_deg, 350);
  EXPECT_EQ(form.text, "none of ours fired");
  const Report feature = read(Feed::geojson, "", R"({"type":"Feature","geometry":{"type":"Point","coordinates":[20.3,9.9]},"properties":{"time":"2026-03-02","type":"drone strike"}})");
  EXPECT_EQ(feature.act, WatchAct::strike);
  EXPECT_EQ(feature.lat, 9.9);
  const Report said = read(Feed::locarno, "", R"({"kind":"statement","date":"2026-03-02","text":"Artillery fell on the mill, the mayor said","speaker_party":"NORTH","speaker":"Mayor","negated":false})");
  EXPECT_EQ(said.act, WatchAct::shelling);
  EXPECT_EQ(said.source_party, "NORTH");
  EXPECT_EQ(read(Feed::viina, "date,latitude,longitude,attack_terms,a_rus_b,text", "20220301,48,37,,0.2,nobody died in it").act, WatchAct::other);   // "ied" is no word of it
}

TEST(WatchReports, AFeedIsToldFromItsBeginning) {
  EXPECT_EQ(feed_of("\xEF\xBB\xBF" "event_id_cnty,event_date\n"), Feed::acled);
  EXPECT_EQ(feed_of("{\"acq_date\":\"2026-01-01\"}\n"), Feed::firms);
  EXPECT_EQ(feed_of("{\"type\": \"FeatureCollection\""), Feed::geojson);
  EXPECT_EQ(feed_of("time: now\n"), Feed::form);
  EXPECT_FALSE(feed_of("hello\n"));
}

TEST(WatchIntake, ACutRowIsSetAsideAndTrailingBlanksAreNot) {
  FeedIntake intake(Feed::jsonl, 1'900'000'000);
  ASSERT_TRUE(intake.feed("time,act,lat,lon,source\n2026-03-01,shelling,10,20,Mission\n2026-03-02,shelling,10,20\n2026-03-03,shelling,10,20,Mission,,\n2026-03-04,shelling,10,20,Mission,more\n"));
  ASSERT_TRUE(intake.finish());
  EXPECT_EQ(intake.kept.size(), 2u);
  ASSERT_EQ(intake.bad.size(), 2u);
  EXPECT_EQ(intake.bad[0].line, 3);
  EXPECT_EQ(intake.bad[0].reason, "the row has 4 fields, the header 5: cut off, or a quotation mark is missing");
  EXPECT_EQ(intake.bad[1].line, 5);
}

}  // namespace
}  // namespace locarno::watch
