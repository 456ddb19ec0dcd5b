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

TEST(WatchRows, WhatIsNoFeatureIsARowOfItsOwn) {
  const std::string odd = "{\"features\":[1,{\"a\":2}, \"x{\",\nnull],\"bbox\":[1,{\"b\":[2]}]}\n{\"features\":[{\"c\":3}]} and more", list = "[{\"a\":1},\n {\"b\":2}]", open = "{\"features\":[ 12";
  for (const std::size_t step : {1u, 2u, 5u, 999u}) {
    EXPECT_EQ(cut(RowForm::features, odd, step), (std::vector<std::string>{"1:1", "1:{\"a\":2}", "1:\"x{\"", "2:null", "3:{\"c\":3}", "3:and more"})) << step;
    EXPECT_EQ(cut(RowForm::features, list, step), (std::vector<std::string>{"1:{\"a\":1}", "2:{\"b\":2}"})) << step;
    EXPECT_EQ(cut(RowForm::features, open, step), (std::vector<std::string>{"1:12"})) << step;
  }
}

TEST(WatchRows, AnOpenQuotationMarkCostsItsOwnLineOnly) {
  const std::string few = "a,b\n1,\"two\n3,4\n5,6\n", many = "a,b\n1,\"two\n" + [] {
    std::string rows;
    for (int i = 0; i < 400'000; ++i) rows += "3,4\n";   // more than a row may have
    return rows;
  }();
  EXPECT_EQ(cut(RowForm::csv, few, 3), (std::vector<std::string>{"1:a,b", "2:1,\"two", "3:3,4", "4:5,6"}));
  const auto rows = cut(RowForm::csv, many, 65536);
  ASSERT_EQ(rows.size(), 400'002u);
  EXPECT_EQ(rows[1], "2:1,\"two");
  EXPECT_EQ(rows.back(), "400002:3,4");
}

RC_GTEST_PROP(WatchRows, AnOpenQuotationMarkLosesNoRowSilently, (const std::vector<std::string>& lines)) {
  std::string bytes = "x\n";
  for (const std::string& line : lines) bytes += line + "\n";
  RC_ASSERT(cut(RowForm::csv, bytes, 1) == cut(RowForm::csv, bytes, 1000));
}

/// Every byte that is not structure is in a row, in whatever pieces it comes.
RC_GTEST_PROP(WatchRows, FeaturesAreTheSameInPiecesAndNothingBetweenThemIsLost, ()) {
  const auto tokens = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("{", "}", "[", "]", ",", ":", "\"", "\\", "\n", " ", "7", "{\"a\":8}", "{\"features\":["));
  std::string bytes;
  for (const std::string& token : tokens) bytes += token;
  const auto whole = cut(RowForm::features, bytes, 1000);
  for (const std::size_t step : {1u, 3u}) RC_ASSERT(cut(RowForm::features, bytes, step) == whole);
  if (bytes.find_first_of("{\"") != std::string::npos) return;
  std::string rows;
  for (const std::string& row : whole) rows += row.substr(row.find(':') + 1);
  RC_ASSERT(std::count(rows.begin(), rows.end(), '7') == std::count(bytes.begin(), bytes.end(), '7'));
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
  for (const char* day : {"02 March 2026", "2 March 2026", "2-Mar-2026", "2026-03-02"})
    EXPECT_EQ(instant_text(read(Feed::acled, "event_date,latitude,longitude", std::string(day) + ",9.9,20.3").begin), "2026-03-02T00:00:00Z") << day;
  for (const char* none : {"31 February 2026", "02 Marvel", "2 Mar", "02 xxx 2026", "2 arap 2026", " - - ", "-", "99 March 2026", "2 March 2026 2026"})
    EXPECT_FALSE(RowReader::make(Feed::acled, "event_date,latitude,longitude")->read(std::string(none) + ",9.9,20.3", std::string(64, 'a'))) << none;
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

TEST(WatchIntake, LinesThatEndInAReturnAreLines) {
  const std::string csv = "time,act,source\r2026-03-01,shelling,\"A\"\r2026-03-02,shelling\r";
  for (const std::size_t step : {1u, 4u, 999u}) {
    FeedIntake intake(std::nullopt, parse_instant("2026-03-20")->at);
    for (std::size_t at = 0; at < csv.size(); at += step) ASSERT_TRUE(intake.feed(std::string_view(csv).substr(at, step)));
    ASSERT_TRUE(intake.finish());
    EXPECT_EQ(intake.kept.size(), 1u) << step;
    ASSERT_EQ(intake.bad.size(), 1u) << step;
    EXPECT_EQ(intake.bad[0].line, 3) << step;
  }
  EXPECT_EQ(take(Feed::form, "time: 2026-03-01\ract: shelling\r\rtime: 2026-03-02\r").kept.size(), 2u);
  EXPECT_EQ(take(Feed::jsonl, "{\"time\":\"2026-03-01\"}\r{\"time\":\"2026-03-02\"}\r").kept.size(), 2u);
}

TEST(WatchIntake, AListOfObjectsAndOtherSeparatorsAreTold) {
  for (const char* bytes : {"[{\"time\":\"2026-03-01\"},\n{\"time\":\"2026-03-02\"}]", "time;act\n2026-03-01;shelling\n2026-03-02;shelling\n", "date\tact\n2026-03-01\tshelling\n2026-03-02\tshelling\n"}) {
    FeedIntake intake(std::nullopt, parse_instant("2026-03-20")->at);
    EXPECT_TRUE(intake.feed(bytes)) << bytes;
    EXPECT_TRUE(intake.finish());
    EXPECT_EQ(intake.kept.size(), 2u) << bytes;
    EXPECT_TRUE(intake.bad.empty());
  }
}

TEST(WatchIntake, AHeaderThatCannotBeReadIsAnError) {
  const auto said = [](std::string_view bytes) {
    FeedIntake intake(Feed::jsonl, parse_instant("2026-03-20")->at);
    auto done = intake.feed(bytes);
    if (done) done = intake.finish();
    return done ? std::string() : done.error().what;
  };
  EXPECT_EQ(said("time,lat,Lat,act\n2026-03-01,1,2,shelling\n"), "the header names the column 'lat' twice: which of them counts?");
  EXPECT_EQ(said("time,,,act\n2026-03-01,,,shelling\n"), "");   // columns without a name are many in what spreadsheets write
  EXPECT_EQ(said("time," + std::string(2u << 20, 'x') + "\n2026-03-01,\n"), "a header of more than 1 MiB");
  for (const std::string_view bytes : {std::string_view("\xFF\xFEt\0i\0", 6), std::string_view("\xFE\xFF\0t\0i", 6), std::string_view("t\0i\0m\0", 6)})
    EXPECT_EQ(said(bytes), "the text is UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)");
}

TEST(WatchIntake, NumbersThatAreNoCountsAndEndsFarAheadAreSetAside) {
  const auto taken = take(Feed::jsonl, "time,until,killed,count\n2026-03-01,,-1,\n2026-03-02,,-5,\n2026-03-03,,2.5,\n2026-03-04,,2.0,3\n2026-03-05,,,-2\n2026-03-06,9999-12-31,,\n2026-03-07,2026-04-20,,\n");
  EXPECT_EQ(taken.kept.size(), 3u);   // -1 says unknown, and what lasts a month may go on when it is received
  ASSERT_EQ(taken.bad.size(), 4u);
  EXPECT_EQ(taken.bad[0].reason, "killed '-5' is no count");
  EXPECT_EQ(taken.bad[1].line, 4);
  EXPECT_EQ(taken.bad[2].reason, "count '-2' is no count");
  EXPECT_NE(taken.bad[3].reason.find("is more than a month after its receipt"), std::string::npos);
  const auto forms = take(Feed::form, "time: 2026-03-01\nact: shelling\ntime: 2026-03-02\n");
  ASSERT_EQ(forms.bad.size(), 1u);
  EXPECT_EQ(forms.bad[0].reason, "'time' is answered twice in this form: an empty line belongs between two");
}

}  // namespace
}  // namespace locarno::watch
