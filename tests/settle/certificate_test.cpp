// Certificates: whatever zone() answers is certified, checked without the solver, written and read; what is changed is found.
#include "settle/certificate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "settle/cases.hpp"
#include "settle/graphs.hpp"
#include "settle/large_case.hpp"

namespace locarno::settle {
namespace {

Certificate certified(const ZoneQuestion& q) {
  locarno::Run run;
  const auto answer = zone(q, run);
  EXPECT_TRUE(answer);
  auto certificate = certify(q, *answer, run);
  EXPECT_TRUE(certificate);
  return certificate ? *certificate : Certificate{};
}

std::string verdict(const Certificate& certificate) {
  const auto checked = check_certificate(certificate);
  if (!checked) return checked.error().what;
  return checked->open.empty() ? "verified" : "open: " + checked->open.front();
}

RC_GTEST_PROP(CertificateLaws, EveryAnswerIsCertifiedWhole, ()) {
  ZoneQuestion q = *questions_with_rules();
  q.max_openings = *rc::gen::inRange<std::uint32_t>(0, 4);
  q.max_opening_size = *rc::gen::inRange<std::uint32_t>(0, 3);
  q.max_clash_size = *rc::gen::inRange<std::uint32_t>(0, 3);
  const Certificate c = certified(q);
  RC_LOG() << verdict(c);
  RC_ASSERT(verdict(c) == "verified");
}

RC_GTEST_PROP(CertificateLaws, WrittenAndReadItIsTheSame, ()) {
  const Certificate c = certified(*questions_with_rules());
  const std::string text = write_certificate(c);
  const auto again = read_certificate(text, "c.json");
  RC_LOG() << (again ? "" : again.error().what);
  RC_ASSERT(again.has_value());
  RC_ASSERT(write_certificate(*again) == text);
  RC_ASSERT(again->question.acceptance == c.question.acceptance);
  RC_ASSERT(show(again->answer) == show(c.answer));
}

TEST(Certificate, ChangesAreFound) {
  ZoneQuestion q = colouring(4, 3, complete(4));
  q.lines.push_back({"extra", PartyId(2), is_one(0, 1)});
  const Certificate good = certified(q);
  ASSERT_EQ(verdict(good), "verified");
  const auto with = [&](auto change) {
    Certificate bad = good;
    change(bad);
    return verdict(bad);
  };
  EXPECT_NE(with([](Certificate& c) { c.answer.open = 1; }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.answer.openings.pop_back(); c.minimal.pop_back(); }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.answer.clashes[0].lines.pop_back(); c.clashes[0].without.pop_back(); }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.clashes[0].proof.clear(); }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.clashes[0].proof.pop_back(); }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.openings.resize(c.openings.size() / 2); }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.answer.openings[0].opens += 1; }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.answer.openings[0].witness[IssueId(0)] = OptionId(9); }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.answer.cheapest->cost = 0; }), "verified");
  EXPECT_NE(with([](Certificate& c) { c.standing.back().broken.clear(); }), "verified");
}

TEST(Certificate, EveryKindOfDamageToTheTextIsAnError) {
  const std::string text = write_certificate(certified(colouring(3, 2, cycle(3))));
  EXPECT_TRUE(read_certificate(text, "c.json"));
  EXPECT_FALSE(read_certificate("", "c.json"));
  EXPECT_FALSE(read_certificate("[1, 2]", "c.json"));
  EXPECT_FALSE(read_certificate(text.substr(0, text.size() / 2), "c.json"));
  EXPECT_FALSE(read_certificate("{\"format\": \"locarno-certificate-2\"}", "c.json"));
  EXPECT_FALSE(read_certificate(std::string(100000, '['), "c.json"));
}

TEST(Certificate, ALargeCaseIsCertified) {
  LargeShape shape;
  shape.from = 6;
  shape.to = 4;
  shape.spoilers = 2;
  ZoneQuestion q = large_question(shape);
  q.max_opening_size = q.max_clash_size = 2;
  const Certificate c = certified(q);
  EXPECT_FALSE(c.answer.openings.empty());
  EXPECT_EQ(verdict(c), "verified");
}

}  // namespace
}  // namespace locarno::settle
