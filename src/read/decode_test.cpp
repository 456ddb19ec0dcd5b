#include "read/decode.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace locarno::read {
namespace {

constexpr std::string_view han = "\xE5\x92\x8C\xE5\xB9\xB3";  // two Chinese characters

std::string utf16(std::string_view text, bool little) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const auto put = [&](char32_t unit) {
      const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
      out += little ? low : high;
      out += little ? high : low;
    };
    if (c.value < 0x10000) put(c.value);
    else { put(0xD800 + ((c.value - 0x10000) >> 10)); put(0xDC00 + ((c.value - 0x10000) & 0x3FF)); }
    at += c.size;
  }
  return out;
}

std::string error_of(const std::string& bytes) {
  const auto decoded = decode(bytes, "report.txt");
  EXPECT_FALSE(decoded);
  return decoded ? "" : to_string(decoded.error());
}

TEST(Decode, Utf8IsKeptAsItIs) {
  const auto decoded = decode(std::string("a\r\n") + std::string(han), "r");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, std::string("a\r\n") + std::string(han));
  EXPECT_EQ(decoded->encoding, "utf-8");
}

TEST(Decode, ByteOrderMarkIsDropped) {
  const auto decoded = decode("\xEF\xBB\xBF" + std::string(han), "r");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, han);
  EXPECT_EQ(decoded->encoding, "utf-8-bom");
}

TEST(Decode, Utf16BothWays) {
  const std::string text = std::string(han) + " \xF0\x9F\x95\x8A end";  // with a character outside the BMP
  for (const bool little : {true, false}) {
    const auto decoded = decode((little ? "\xFF\xFE" : "\xFE\xFF") + utf16(text, little), "r");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, text);
    EXPECT_EQ(decoded->encoding, little ? "utf-16le" : "utf-16be");
  }
}

TEST(Decode, Utf16WithoutMarkIsSeenByItsZeroBytes) {
  const auto decoded = decode(utf16("Talks were held in Vienna.", true), "r");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "Talks were held in Vienna.");
}

TEST(Decode, EmptyIsNoError) {
  const auto decoded = decode("", "r");
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(decoded->text.empty());
}

TEST(Decode, BinaryIsRefusedWithItsPlace) {
  EXPECT_EQ(error_of(std::string("line\nab\0cd", 10)), "report.txt:2:3: byte 0x00 found: this is a binary file, expected text");
}

TEST(Decode, HalfASequenceAtTheEnd) {
  EXPECT_EQ(error_of("ok\n" + std::string(han.substr(0, 5))),
            "report.txt:2:2: the file ends inside a UTF-8 character that begins with byte 0xE5");
}

TEST(Decode, IllFormedBytes) {
  EXPECT_EQ(error_of("a\xFF"), "report.txt:1:2: byte 0xFF is not UTF-8, expected UTF-8 or UTF-16 text");
  EXPECT_EQ(error_of("\xED\xA0\x80"), "report.txt:1:1: byte 0xED is not UTF-8, expected UTF-8 or UTF-16 text");  // a surrogate
  EXPECT_NE(error_of("\xC0\xAF").find("0xC0"), std::string::npos);                                              // overlong
}

TEST(Decode, LoneSurrogatesOfUtf16) {
  EXPECT_EQ(error_of(std::string("\xFF\xFE" "A\0\x00\xD8" "B\0", 8)), "report.txt:1:2: half a surrogate pair, 0xD800, is not UTF-16");
  EXPECT_EQ(error_of(std::string("\xFF\xFE\x00\xDC", 4)), "report.txt:1:1: half a surrogate pair, 0xDC00, is not UTF-16");
  EXPECT_EQ(error_of(std::string("\xFE\xFF\0A\0", 5)), "report.txt:1:2: the file ends inside a UTF-16 character");
}

}  // namespace
}  // namespace locarno::read
