// A line written by hand is the line a JSON library writes.
#include "base/json_line.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdio>
#include <nlohmann/json.hpp>

namespace {
using namespace locarno;
using nlohmann::json;

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}
std::string by_library(const std::string& text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); }

TEST(JsonLine, escapes_what_json_demands_and_nothing_else) {
  for (int c = 0; c < 0x80; ++c) {
    const std::string one(1, static_cast<char>(c));
    EXPECT_EQ(written(one), by_library(one)) << c;
  }
  EXPECT_EQ(written("\xE4\xB9\x8C \xF0\x9F\x95\x8A"), "\"\xE4\xB9\x8C \xF0\x9F\x95\x8A\"");
}

TEST(JsonLine, an_ill_formed_byte_becomes_the_replacement_character) {
  EXPECT_EQ(written("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(written("a\xC0\"z"), "\"a\xEF\xBF\xBD\\\"z\"");
}

RC_GTEST_PROP(JsonLine, well_formed_text_reads_back_as_it_was, (const std::vector<std::uint16_t>& units)) {
  std::string text;
  for (const std::uint16_t unit : units) {
    char32_t c = unit % 3 == 0 ? unit % 128 : unit;
    if (c >= 0xD800 && c <= 0xDFFF) c = 0x1F54A;
    if (c < 0x80) text.push_back(static_cast<char>(c));
    else text += json::parse("\"\\u" + [&] { char hex[5]; std::snprintf(hex, sizeof hex, "%04x", c > 0xFFFF ? 0x4E4Cu : unsigned(c)); return std::string(hex); }() + "\"").get<std::string>();
  }
  RC_ASSERT(written(text) == by_library(text));
}

TEST(JsonLine, a_whole_line_is_an_object) {
  std::string out;
  JsonLine line(out);
  line.flag("a", true);
  line.null("b");
  line.number("c", -12);
  line.pair("d", 3, 4);
  line.texts("e", {"x", "\n"});
  line.text_or_null("f", "");
  line.text("g", "y");
  line.end();
  EXPECT_EQ(out, R"({"a":true,"b":null,"c":-12,"d":[3,4],"e":["x","\n"],"f":null,"g":"y"})");
  EXPECT_EQ(out, json::parse(out).dump());
}

TEST(JsonLine, a_line_of_any_length_is_whole) {
  json by_hand = json::object();
  std::string out;
  JsonLine line(out);
  for (int i = 0; i < 400; ++i) {
    char key[8];
    std::snprintf(key, sizeof key, "k%03d", i);
    const std::string value(static_cast<std::size_t>(i * 13 % 977), i % 7 == 0 ? '"' : 'x');
    line.text(key, value);
    by_hand[key] = value;
  }
  line.text("z", std::string(5000, 'z'));
  by_hand["z"] = std::string(5000, 'z');
  line.end();
  EXPECT_EQ(out, by_hand.dump());
}

}  // namespace
