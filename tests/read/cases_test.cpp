// tests/read/reading*.case: sentences and the fields their records must have. reading_cases.hpp has the format.
#include "reading_cases.hpp"

namespace locarno::read {
namespace {

TEST(ReadingCases, EveryExpectedRecordIsThereAndNoForbiddenOne) {
  int checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/read")) {
    if (entry.path().extension() != ".case" || entry.path().filename().string().rfind("reading", 0) != 0) continue;
    for (const cases::Case& c : cases::cases_in(entry.path())) {
      const auto reading = testing::world_reader().read(c.text, c.name, locarno::Run());
      ASSERT_TRUE(reading) << c.name;
      for (const cases::Expected& e : c.expected) {
        ++checked;
        EXPECT_TRUE(cases::holds(*reading, e)) << entry.path() << ": " << c.name << ": does not hold: " << e.line << "\n" << cases::listing(*reading);
      }
    }
  }
  EXPECT_GE(checked, 40);
}

}  // namespace
}  // namespace locarno::read
