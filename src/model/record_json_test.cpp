#include "model/record_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace locarno {
namespace {

// "Minister Li said: peace first." with two Han characters before it, so that bytes and code points differ.
const std::string text = "\xE5\x8C\x97\xE7\xBA\xA6 Minister Li said: peace first if guards stay.";

Mention mention(std::string_view words) {
  const auto at = static_cast<std::uint32_t>(text.find(words));
  return {{at, at + static_cast<std::uint32_t>(words.size())}, std::string(words)};
}

Record full_record() {
  Record r;
  r.id = "s1a2b3c4d5e";
  r.doc = "report.txt";
  r.document = "d0123456789";
  r.kind = RecordKind::commitment;
  r.span = mention("peace first if guards stay").span;
  r.text = "peace first if guards stay";
  const CharIndex index(text);
  r.char_start = index.chars_before(r.span.begin);
  r.char_end = index.chars_before(r.span.end);
  r.speaker = "Li";
  r.speaker_party = "CHN;UN";
  r.speaker_org = "ministry";
  r.speaker_role = "minister";
  r.speaker_mention = mention("Minister Li");
  r.is_new_name = true;
  r.via = {"Agency", "officials (unnamed)"};
  r.verb = mention("said");
  r.verb_class = "say";
  r.issue = "ceasefire";
  r.issues_other = {"monitoring"};
  r.stance = Attitude::offer;
  r.stance_if = mention("if guards stay");
  r.stance_holder = "UN";
  r.target = "USA";
  r.negated = true;
  r.hedge = Hedge::conditional;
  r.quote_type = QuoteType::mixed;
  r.date = DateRange(Date{2025, 12, 13}, Date{2025, 12, 14});
  r.date_basis = DateBasis::explicit_;
  r.date_inferred = true;
  r.participants = {"A", "B"};
  r.location = "Geneva";
  r.duration = "5 hours";
  r.channel = "phone";
  r.due = Date{2026, 1, 0};
  r.group = "g1";
  r.rule = "en.cue";
  r.confidence = 87;
  r.block_role = "body";
  r.review = ReviewState::edited;
  return r;
}

std::string error_of(std::string_view line) {
  const auto r = record_from_json(line);
  return r ? "no error" : to_string(r.error());
}

TEST(RecordJson, every_field_comes_back) {
  const Record record = full_record();
  const CharIndex index(text);
  const auto back = record_from_json(to_json_line(record, index));
  ASSERT_TRUE(back) << to_string(back.error());
  EXPECT_EQ(*back, record);
  EXPECT_EQ(to_json_line(*back, index), to_json_line(record, index));
}

TEST(RecordJson, an_empty_record_comes_back_and_says_null_where_nothing_is_known) {
  const CharIndex index(text);
  const std::string line = to_json_line(Record{}, index);
  const auto back = record_from_json(line);
  ASSERT_TRUE(back) << to_string(back.error());
  EXPECT_EQ(*back, Record{});
  const auto json = nlohmann::json::parse(line);
  for (const char* key : {"verb", "date", "hedge", "target", "speaker_text", "speaker_span", "verb_span", "stance_if"})
    EXPECT_TRUE(json.at(key).is_null()) << key;
  EXPECT_EQ(json.at("via"), nlohmann::json::array());
  EXPECT_EQ(json.at("date_basis"), "none");
}

TEST(RecordJson, the_line_is_the_one_a_json_library_writes_with_sorted_keys) {
  for (const Record& record : {full_record(), Record{}}) {
    const std::string line = to_json_line(record, CharIndex(text));
    EXPECT_EQ(nlohmann::json::parse(line).dump(), line);
  }
}

TEST(RecordJson, offsets_leave_in_code_points_with_their_bytes_beside) {
  const auto json = nlohmann::json::parse(to_json_line(full_record(), CharIndex(text)));
  EXPECT_EQ(json.at("speaker_bytes"), nlohmann::json::array({7, 18}));
  EXPECT_EQ(json.at("speaker_span"), nlohmann::json::array({3, 14}));
  EXPECT_EQ(json.at("verb"), "said");
  EXPECT_EQ(json.at("byte_start").get<int>() - json.at("char_start").get<int>(), 4);
}

TEST(RecordJson, a_cue_without_a_place_keeps_its_words) {
  Record record;
  record.verb = Mention{{}, "(carry-over)"};
  const auto back = record_from_json(to_json_line(record, CharIndex(text)));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->verb->text, "(carry-over)");
}

TEST(RecordJson, errors_name_the_key) {
  EXPECT_EQ(error_of("{"), "a record is not a line of JSON");
  EXPECT_EQ(error_of("[]"), "a record must be a JSON object, found array");
  EXPECT_EQ(error_of("{}"), "a record has no \"kind\"");
  EXPECT_EQ(error_of(R"({"kind":"statement","byte_start":1})"), "a record has no \"byte_end\"");
  EXPECT_EQ(error_of(R"({"kind":"rumour"})"), "\"kind\" of a record must be one of its labels, found \"rumour\"");
  EXPECT_EQ(error_of(R"({"kind":"stance","byte_start":-1,"byte_end":2})"),
            "\"byte_start\" of a record must be an offset, found -1");
  EXPECT_EQ(error_of(R"({"kind":"stance","byte_start":1,"byte_end":2,"date":"2025-02-30"})"),
            "\"date\" of a record must be an ISO date, found \"2025-02-30\"");
  EXPECT_EQ(error_of(R"({"kind":"stance","byte_start":3,"byte_end":2})"),
            "\"byte_end\" of a record lies before its \"byte_start\"");
  EXPECT_EQ(error_of(R"({"kind":"stance","byte_start":1,"byte_end":2,"via":["a",1]})"),
            "\"via\" of a record must be a list of strings, found 1");
}

TEST(RecordJson, deep_nesting_is_an_error_and_no_crash) {
  std::string line = R"({"kind":"stance","byte_start":1,"byte_end":2,"via":)";
  line += std::string(200000, '[') + std::string(200000, ']') + "}";
  EXPECT_EQ(error_of(line), "\"via\" of a record must be a list of strings, found array");
}

template <class Enum>
void expect_names(std::initializer_list<std::pair<Enum, const char*>> rows, std::optional<Enum> (*parse)(std::string_view)) {
  for (const auto& [value, name] : rows) {
    EXPECT_EQ(to_string(value), name);
    EXPECT_EQ(parse(name), value);
  }
  EXPECT_EQ(parse("no such name"), std::nullopt);
}

TEST(RecordNames, are_those_of_the_annotation_scheme) {
  expect_names<RecordKind>({{RecordKind::statement, "statement"}, {RecordKind::stance, "stance"},
                            {RecordKind::contact, "contact"}, {RecordKind::commitment, "commitment"}}, parse_record_kind);
  expect_names<Attitude>({{Attitude::support, "support"}, {Attitude::oppose, "oppose"}, {Attitude::concede, "concede"},
                          {Attitude::demand, "demand"}, {Attitude::offer, "offer"}, {Attitude::uncertain, "uncertain"},
                          {Attitude::report, "report"}}, parse_attitude);
  expect_names<QuoteType>({{QuoteType::direct, "direct"}, {QuoteType::mixed, "mixed"},
                           {QuoteType::indirect, "indirect"}, {QuoteType::none, "none"}}, parse_quote_type);
  expect_names<Hedge>({{Hedge::none, ""}, {Hedge::possible, "possible"}, {Hedge::probable, "probable"},
                       {Hedge::conditional, "conditional"}, {Hedge::counterfactual, "counterfactual"},
                       {Hedge::planned, "planned"}, {Hedge::inferred, "inferred"}}, parse_hedge);
  expect_names<DateBasis>({{DateBasis::none, "none"}, {DateBasis::explicit_, "explicit"},
                           {DateBasis::day_month, "day_month"}, {DateBasis::day_only, "day_only"},
                           {DateBasis::weekday, "weekday"}, {DateBasis::relative, "relative"},
                           {DateBasis::carried, "carried"}, {DateBasis::context, "context"},
                           {DateBasis::vague, "vague"}}, parse_date_basis);
  expect_names<ReviewState>({{ReviewState::proposed, "proposed"}, {ReviewState::accepted, "accepted"},
                             {ReviewState::edited, "edited"}, {ReviewState::rejected, "rejected"}}, parse_review_state);
}

}  // namespace
}  // namespace locarno
