// Packed records come back as they were; anything else gives nothing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/record_pack.hpp"

namespace locarno::ledger {
namespace {

Record any_record(const std::vector<std::string>& words, std::uint32_t at, bool is_full) {
  const auto word = [&](std::size_t i) { return words.empty() ? std::string() : words[i % words.size()]; };
  Record r;
  r.id = word(0);
  r.doc = word(1);
  r.document = word(2);
  r.kind = static_cast<RecordKind>(at % 4);
  r.span = {at, at + 7};
  r.char_start = at / 2;
  r.char_end = at;
  r.text = word(3);
  r.speaker = word(4);
  r.speaker_party = word(5);
  r.is_new_name = is_full;
  r.via = words;
  r.issue = word(6);
  r.stance = static_cast<Attitude>(at % 7);
  r.negated = !is_full;
  r.hedge = static_cast<Hedge>(at % 7);
  r.confidence = static_cast<int>(at % 101);
  r.review = static_cast<ReviewState>(at % 4);
  if (!is_full) return r;
  r.speaker_org = word(7);
  r.speaker_role = word(8);
  r.speaker_mention = Mention{{1, 2}, word(9)};
  r.verb = Mention{{3, 4}, word(10)};
  r.verb_class = word(11);
  r.issues_other = {word(12), word(13)};
  r.stance_if = Mention{{5, 9}, word(14)};
  r.stance_holder = word(15);
  r.target = word(16);
  r.quote_type = static_cast<QuoteType>(at % 4);
  r.date = DateRange({2024, 2, 0}, {2024, 3, 9});
  r.date_basis = static_cast<DateBasis>(at % 9);
  r.date_inferred = true;
  r.participants = words;
  r.location = word(17);
  r.duration = word(18);
  r.channel = word(19);
  r.due = Date{2025, 0, 0};
  r.group = word(20);
  r.rule = word(21);
  r.block_role = word(22);
  return r;
}

RC_GTEST_PROP(RecordPack, ComesBackAsItWas, (const std::vector<std::vector<std::string>>& all, std::uint16_t at, bool is_full)) {
  std::vector<Record> records;
  for (const auto& words : all) records.push_back(any_record(words, static_cast<std::uint32_t>(at + records.size()), is_full != (records.size() % 2 == 0)));
  const auto back = unpack(pack(records));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == records);
}

RC_GTEST_PROP(RecordPack, AnyOtherBytesAreBorne, (const std::vector<std::string>& words, std::uint16_t cut, std::uint16_t place, std::uint8_t byte)) {
  std::string bytes = pack(std::vector<Record>{any_record(words, 3, true), any_record(words, 4, false)});
  const std::string shorter = bytes.substr(0, cut % bytes.size());
  RC_ASSERT(!unpack(shorter).has_value());
  RC_ASSERT(!unpack(bytes + "x").has_value());
  bytes[place % bytes.size()] = static_cast<char>(byte);
  (void)unpack(bytes);   // whatever it gives, it ends
}

TEST(RecordPack, NothingIsAPackOfNothing) {
  EXPECT_FALSE(unpack("").has_value());
  const auto none = unpack(pack({}));
  ASSERT_TRUE(none.has_value());
  EXPECT_TRUE(none->empty());
}

}  // namespace
}  // namespace locarno::ledger
