#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <type_traits>

#include "base/date.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/span.hpp"
#include "base/utf8.hpp"

namespace locarno {
namespace {

using PartyRow = Id<struct PartyRowTag>;
using IssueRow = Id<struct IssueRowTag>;
static_assert(!std::is_convertible_v<PartyRow, IssueRow>);
static_assert(!std::is_constructible_v<PartyRow, IssueRow>);
static_assert(!std::is_invocable_v<std::equal_to<>, PartyRow, IssueRow>);

TEST(Date, ReadsWholeAndPartialDates) {
  EXPECT_EQ(to_string(*parse_date("2025-12-14")), "2025-12-14");
  EXPECT_EQ(to_string(*parse_date("2025-12")), "2025-12");
  EXPECT_EQ(to_string(*parse_date("2025")), "2025");
  EXPECT_EQ(to_string(*parse_date_range("2025-12-14/2025-12-15")), "2025-12-14/2025-12-15");
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* bad : {"", "2025-13", "2025-02-30", "25-01-01", "2025-1-1", "2025-12-14x", "0000", "2025/12/14"})
    EXPECT_FALSE(parse_date(bad)) << bad;
  EXPECT_FALSE(parse_date_range("2025-12-15/2025-12-14"));
}

TEST(Date, MonthEndsAndWeekdays) {
  EXPECT_EQ(latest(*parse_date("2024-02")), *parse_date("2024-02-29"));
  EXPECT_EQ(latest(*parse_date("2025")), *parse_date("2025-12-31"));
  EXPECT_EQ(earliest(*parse_date("2025")), *parse_date("2025-01-01"));
  EXPECT_EQ(weekday(*parse_date("2024-12-03")), 1);  // a Tuesday
  EXPECT_EQ(weekday(*parse_date("1969-12-28")), 6);  // a Sunday before the epoch
}

RC_GTEST_PROP(DateLaw, DayNumbersGoThereAndBack, ()) {
  const int days = *rc::gen::inRange(-100000, 100000);
  const Date date = from_day_number(days);
  RC_ASSERT(day_number(date) == days);
  RC_ASSERT(*parse_date(to_string(date)) == date);
  RC_ASSERT(add_days(date, 1) > date);
}

TEST(Utf8, RefusesOverlongSurrogatesAndHalfSequences) {
  EXPECT_EQ(first_invalid("plain"), std::string_view::npos);
  EXPECT_EQ(first_invalid("a\xE5\x8C\x97"), std::string_view::npos);
  EXPECT_EQ(first_invalid("a\xE5\x8C"), 1u);
  EXPECT_EQ(first_invalid("\xC0\xAF"), 0u);
  EXPECT_EQ(first_invalid("\xED\xA0\x80"), 0u);
  EXPECT_EQ(first_invalid("\xF4\x90\x80\x80"), 0u);
}

RC_GTEST_PROP(CharIndexLaw, BytesAndCharactersGoThereAndBack, ()) {
  const auto points = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, 0xD800));
  std::string text;
  std::vector<std::uint32_t> starts;
  for (const auto point : points) {
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    append_utf8(text, point);
  }
  const CharIndex index(text);
  RC_ASSERT(index.count() == points.size());
  for (std::uint32_t i = 0; i < starts.size(); ++i) {
    RC_ASSERT(index.byte_of(i) == starts[i]);
    RC_ASSERT(index.chars_before(starts[i]) == i);
  }
}

TEST(OracleHash, Sha256OfTheStandardsExample) {  // FIPS 180-2, appendix B.1
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(short_id("d", "abc", 4), "dba78");
}

Result<int> half(int n) {
  if (n % 2) return fail(ErrorCode::bad_input, "odd", "x:1:2");
  return n / 2;
}
Result<int> quarter(int n) {
  LOC_TRY(const int once, half(n));
  LOC_TRY(const int twice, half(once));
  return twice;
}

TEST(Result, CarriesTheValueOrTheFirstFailure) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(to_string(quarter(6).error()), "x:1:2: odd");
  EXPECT_EQ(exit_code(ErrorCode::io), 5);
}

}  // namespace
}  // namespace locarno
