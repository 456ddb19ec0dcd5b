// Reports -> incidents -> findings, against reference values and by hand.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "watch/board.hpp"
#include "watch/findings.hpp"
#include "watch/intake.hpp"
#include "watch/normalise.hpp"
#include "watch/truce.hpp"

namespace locarno::watch {
namespace {

std::string shared(const std::string& path) {
  const char* set = std::getenv("LOCARNO_SHARED");
  return (set ? std::string(set) : std::string("../shared")) + "/" + path;
}

Report report(const std::string& id, const std::string& when, double lat, double lon, WatchAct act, SourceClass source, const std::string& name) {
  Report out;
  out.id = "r-" + id;
  out.begin = parse_instant(when)->at, out.end = out.begin + 60;
  out.has_place = true, out.lat = lat, out.lon = lon, out.radius_km = 0.5;
  out.act = act, out.source_class = source, out.source = name;
  return out;
}

TEST(OracleWatch, FusionAttributionAndRatiosAreThoseOfTheReference) {
  std::ifstream in(shared("oracles/hold/monitor_golden.json"));
  if (!in) GTEST_SKIP() << "no shared material";
  const auto golden = nlohmann::json::parse(in);
  const auto said = [](SourceClass source, bool yes = true, double weight = 1) { return Evidence{yes, class_rates(source), weight}; };
  const std::map<std::string, std::vector<Evidence>> cases = {
      {"prior .1, monitor yes", {said(SourceClass::monitor)}},
      {"prior .1, victim party yes only", {said(SourceClass::party)}},
      {"prior .1, party+media", {said(SourceClass::party), said(SourceClass::media)}},
      {"prior .1, party+media(dependent .3)", {said(SourceClass::party), said(SourceClass::media, true, dependent_weight)}},
      {"prior .1, party+media+thermal", {said(SourceClass::party), said(SourceClass::media), said(SourceClass::thermal)}},
      {"prior .1, party yes, monitor no", {said(SourceClass::party), said(SourceClass::monitor, false)}},
      {"prior .1, monitor+camera", {said(SourceClass::monitor), said(SourceClass::camera)}}};
  ASSERT_EQ(cases.size(), golden["fusion"].size());
  for (const auto& [name, evidence] : cases) EXPECT_NEAR(fused(prior_exists, evidence), golden["fusion"][name].get<double>(), 1e-12) << name;
  const auto who = posterior({0.45, 0.45, 0.10}, {{0.8, 0.15, 0.5}, {0.7, 0.1, 0.4}});
  const auto row = golden["attribution"].begin().value();
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(who[i], row[i].get<double>(), 1e-12);
  for (const auto& [name, ratio] : golden["dedup_llr"].items()) {
    int hours = 0, km = 0;
    ASSERT_EQ(std::sscanf(name.c_str(), "dt=%dh,ds=%dkm", &hours, &km), 2);
    const bool same = name.find("True") != std::string::npos;
    Report a = report("a", "2026-03-02T00:00:00Z", 0, 20, WatchAct::shelling, SourceClass::media, "x"), b = a;
    b.begin += hours * 3600, b.end += hours * 3600;
    b.lon = 20 + km / (6371.0088 * 3.14159265358979323846 / 180);
    if (!same) b.act = WatchAct::small_arms;
    a.radius_km = b.radius_km = 0;
    EXPECT_NEAR(pair_log_ratio(a, b, {}), ratio.get<double>(), 1e-5) << name;
  }
}

struct Answer { std::vector<Incident> incidents; std::vector<Finding> findings; std::string digest; };
Answer run(const Terms& terms, std::vector<Report> reports, PairDecisions pairs = {}, const Objections& objections = {}) {
  const Geometry geometry = truce_geometry(terms);
  const SourceRates none;
  Answer out;
  Pipeline pipeline(terms, geometry, none, objections, std::move(pairs), [&](const Incident& incident, const std::vector<Finding>& findings) {
    out.incidents.push_back(incident);
    out.findings.insert(out.findings.end(), findings.begin(), findings.end());
  });
  for (Report& one : reports) pipeline.add(std::move(one));
  pipeline.finish();
  out.digest = pipeline.digest();
  return out;
}

TEST(WatchFindings, OpposingClaimsOnOneEventAreOneRowAndNobodyIsNamedOnThem) {
  const auto terms = truce_terms();
  std::vector<Report> reports = {report("1", "2026-03-02T09:00:00Z", 9.99, 20.5, WatchAct::shelling, SourceClass::party, "South"),
                                 report("2", "2026-03-02T09:30:00Z", 9.99, 20.5, WatchAct::shelling, SourceClass::party, "North")};
  reports[0].source_party = "SOUTH", reports[0].actor = "NORTH";
  reports[1].source_party = "NORTH", reports[1].claim = Claim::denial;
  const Answer answer = run(*terms, reports);
  ASSERT_EQ(answer.incidents.size(), 1u);
  EXPECT_EQ(answer.incidents[0].allegations, 1);
  EXPECT_EQ(answer.incidents[0].denials, 1);
  EXPECT_EQ(answer.incidents[0].who.named, "");
  ASSERT_EQ(answer.findings.size(), 1u);
  EXPECT_EQ(answer.findings[0].state, FindingState::alleged);
  EXPECT_EQ(answer.findings[0].dissent, std::vector<std::string>{"r-2"});
}

TEST(WatchFindings, WhatAMonitorSawIsFoundAndThePartyItNamesIsNamed) {
  const auto terms = truce_terms();
  Report seen = report("1", "2026-03-02T09:00:00Z", 9.95, 20.5, WatchAct::shelling, SourceClass::monitor, "Mission");
  seen.actor = "NORTH";
  const Answer answer = run(*terms, {seen});
  ASSERT_EQ(answer.findings.size(), 1u);
  EXPECT_EQ(answer.findings[0].state, FindingState::found);
  EXPECT_EQ(answer.findings[0].who.named, "NORTH");
  EXPECT_NEAR(answer.findings[0].who.chance[0] + answer.findings[0].who.chance[1] + answer.findings[0].who.chance[2], 1, 1e-12);
}

TEST(WatchFindings, TheVersionOfTheShapeAtThatTimeCounts) {
  const auto terms = truce_terms();
  // Five kilometres from the line: outside of the buffer of two, inside the later one of six.
  const auto at = [](const char* id, const char* when) { return report(id, when, 10 + 5 / 111.195, 20.5, WatchAct::incursion, SourceClass::monitor, "Mission"); };
  const Answer answer = run(*terms, {at("1", "2026-03-14T23:00:00Z"), at("2", "2026-03-16T12:00:00Z")});
  ASSERT_EQ(answer.incidents.size(), 2u);
  ASSERT_EQ(answer.findings.size(), 1u);
  EXPECT_EQ(answer.findings[0].shape_version, 2);
}

TEST(WatchFindings, NothingIsFoundBeforeEntryIntoForceOrUnderAnExemption) {
  const auto terms = truce_terms();
  const Answer answer = run(*terms, {report("1", "2026-02-28T09:00:00Z", 9.95, 20.5, WatchAct::shelling, SourceClass::monitor, "Mission"),
                                     report("2", "2026-03-05T11:00:00Z", 9.95, 20.5, WatchAct::explosion, SourceClass::monitor, "Mission")});
  ASSERT_EQ(answer.incidents.size(), 2u);
  EXPECT_TRUE(answer.incidents[0].before_force);
  ASSERT_EQ(answer.findings.size(), 1u);
  EXPECT_EQ(answer.findings[0].state, FindingState::exempt);
}

TEST(WatchFindings, CopiesOfATextAddNothing) {
  const auto terms = truce_terms();
  std::vector<Report> reports;
  for (int i = 0; i < 400; ++i) {
    reports.push_back(report(std::to_string(i), "2026-03-02T09:00:00Z", 9.95, 20.5, WatchAct::shelling, SourceClass::media, "Outlet " + std::to_string(i)));
    reports.back().text_key = text_key("one sentence that four hundred outlets have printed");
  }
  const Answer answer = run(*terms, reports);
  ASSERT_EQ(answer.incidents.size(), 1u);
  EXPECT_EQ(answer.incidents[0].copies, 399);
  EXPECT_EQ(answer.incidents[0].reports.size(), member_cap);
  EXPECT_NEAR(answer.incidents[0].exists, fused(prior_exists, {{true, class_rates(SourceClass::media), 1}}), 1e-12);
}

TEST(WatchFindings, ADecisionOnAPairIsObeyedAndCanBeTakenBack) {
  const auto terms = truce_terms();
  const std::vector<Report> reports = {report("1", "2026-03-02T09:00:00Z", 9.95, 20.5, WatchAct::shelling, SourceClass::monitor, "Mission"),
                                       report("2", "2026-03-02T09:20:00Z", 9.95, 20.5, WatchAct::shelling, SourceClass::media, "Echo")};
  EXPECT_EQ(run(*terms, reports).incidents.size(), 1u);
  PairDecisions apart, together;
  apart.apart = {{"r-1", "r-2"}};
  EXPECT_EQ(run(*terms, reports, apart).incidents.size(), 2u);
  std::vector<Report> far = reports;
  far[1].lat = 9.2, far[1].begin += 86400, far[1].end += 86400;
  EXPECT_EQ(run(*terms, far).incidents.size(), 2u);
  together.together = {{"r-1", "r-2"}};
  EXPECT_EQ(run(*terms, far, together).incidents.size(), 1u);
}

TEST(WatchFindings, AnObjectionContestsAndARulingDecides) {
  const auto terms = truce_terms();
  const std::vector<Report> reports = {report("1", "2026-03-02T09:00:00Z", 9.95, 20.5, WatchAct::shelling, SourceClass::monitor, "Mission")};
  const std::string before = run(*terms, reports).digest;
  EXPECT_EQ(before, run(*terms, reports).digest);
  for (const auto& [ruling, state] : std::map<std::string, FindingState>{{"", FindingState::contested}, {"upheld", FindingState::withdrawn}, {"rejected", FindingState::found}}) {
    Objections objections;
    objections.add({7, "f-x", "NORTH", "not us", "", "", ruling}, "fire", {"r-1"});
    const Answer answer = run(*terms, reports, {}, objections);
    EXPECT_EQ(answer.findings[0].state, state) << ruling;
    EXPECT_NE(answer.digest, before);
  }
}

TEST(WatchBoard, TellsEachWeekOfAClause) {
  const auto terms = truce_terms();
  BoardCount count(*terms);
  const auto add = [&](const char* clause, const char* when, FindingState state) {
    Finding finding;
    finding.clause = clause, finding.begin = parse_instant(when)->at, finding.state = state;
    count.add(finding);
  };
  add("fire", "2026-03-03", FindingState::found);
  add("fire", "2026-03-10", FindingState::contested);
  add("out", "2026-03-04", FindingState::fulfilment);
  add("out", "2026-03-18", FindingState::contested);
  const Board board = count.at(parse_instant("2026-03-24T12:00:00Z")->at);
  using S = ClauseStatus;
  EXPECT_EQ(board.rows[0].weeks, (std::vector{S::done, S::breached, S::disputed, S::done, S::done}));
  EXPECT_EQ(board.rows[2].weeks, (std::vector{S::not_due, S::partly, S::partly, S::disputed, S::disputed}));
  EXPECT_EQ(board.rows[0].quiet_days, 21);
  EXPECT_EQ(board.rows[2].days_left, -4);
  EXPECT_EQ(count.at(parse_instant("2026-03-17")->at).rows[2].weeks.back(), S::partly);
  EXPECT_FALSE(board.last_report);
  for (const char* when : {"2026-03-19", "2026-03-20", "2026-03-02"}) count.report(parse_instant(when)->at);
  EXPECT_EQ(count.at(parse_instant("2026-03-24")->at).last_report, parse_instant("2026-03-20")->at);
}

TEST(WatchNormalise, NamesBecomePartiesAndPlacesPositions) {
  const auto terms = truce_terms();
  EXPECT_EQ(party_of("a patrol of the quarry guard", *terms), "SOUTH");
  EXPECT_EQ(party_of("northern lights", *terms), "");
  const auto gazetteer = Gazetteer::parse("# towns\nMillhill\t9.9\t20.4\t2\n", "g.tsv");
  ASSERT_TRUE(gazetteer);
  Report one;
  one.place = "millhill", one.source = "Staff of the North", one.weapon = "120 mm mortar";
  normalise(one, *terms, *gazetteer);
  EXPECT_EQ(one.lat, 9.9);
  EXPECT_EQ(one.source_party, "NORTH");
  EXPECT_EQ(one.calibre_mm, 120);
  EXPECT_EQ(to_string(Gazetteer::parse("a\tb\t1\t1\n", "g.tsv").error()), "g.tsv:1:3: 'b' is no latitude");
}

/// Labelled copies of one text, placed by hand at the towns it names: which pairs does clustering put together?
TEST(OracleWatch, CopiesInTheDuplicateClustersAreFound) {
  std::ifstream labels(shared("data/hold/viina_derived_2022_duplicate_clusters.csv")), rows(shared("data/hold/viina_derived_2022_rebuild.csv"));
  if (!labels || !rows) GTEST_SKIP() << "no shared material";
  std::map<std::string, std::string> truth;   // event -> cluster
  const auto each = [](std::istream& in, const std::function<void(const std::vector<std::string_view>&)>& take) {
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    RowCutter cutter(RowForm::csv);
    cutter.feed(bytes);
    cutter.finish();
    std::vector<std::string_view> fields;
    std::string store;
    for (bool head = true; const auto row = cutter.next(); head = false) {
      split_csv(row->bytes, ',', fields, store);
      if (!head) take(fields);
    }
  };
  each(labels, [&](const auto& fields) {
    std::string_view members = fields[3];
    while (!members.empty()) {
      const std::size_t end = std::min(members.find('|'), members.size());
      truth[std::string(members.substr(0, end))] = fields[0];
      members.remove_prefix(std::min(end + 1, members.size()));
    }
  });
  FeedIntake intake(Feed::viina, parse_instant("2026-01-01")->at);
  rows.seekg(0);
  const std::string bytes((std::istreambuf_iterator<char>(rows)), {});
  ASSERT_TRUE(intake.feed(bytes));
  ASSERT_TRUE(intake.finish());
  std::vector<Report> reports;
  std::map<std::string, std::string> event_of;
  for (const KeptRow& row : intake.kept) {
    auto reader = RowReader::make(Feed::viina, *row.columns);
    auto one = reader->read(row.bytes, row.sha256);
    ASSERT_TRUE(one);
    event_of[one->id] = row.bytes.substr(0, row.bytes.find(','));
    reports.push_back(std::move(*one));
  }
  std::stable_sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) { return std::pair(a.begin, a.id) < std::pair(b.begin, b.id); });
  ClusterSettings settings;
  settings.background_per_day = 830, settings.background_km2 = 600'000;
  std::map<std::string, std::size_t> group_of;
  std::size_t groups = 0;
  Clusterer clusterer(settings, {}, [&](Group&& group) {
    for (const Report& one : group.reports) group_of[event_of[one.id]] = groups;
    ++groups;
  });
  for (Report& one : reports) clusterer.add(std::move(one));
  clusterer.finish();
  double both = 0, told = 0, found = 0;
  for (auto a = truth.begin(); a != truth.end(); ++a)
    for (auto b = std::next(a); b != truth.end(); ++b) {
      if (!group_of.contains(a->first) || !group_of.contains(b->first)) continue;
      const bool is_one = a->second == b->second, is_together = group_of[a->first] == group_of[b->first];
      told += is_one, found += is_together, both += is_one && is_together;
    }
  std::printf("viina duplicates: %zu events, %zu groups, labelled pairs %.0f, pairwise precision %.3f, recall %.3f\n", event_of.size(), groups, told, both / found, both / told);
  EXPECT_GE(told, 190);
  EXPECT_GE(both / found, 0.87);
  EXPECT_GE(both / told, 0.91);
}

}  // namespace
}  // namespace locarno::watch
