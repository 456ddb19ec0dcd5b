// Older encodings, declarations that lie, two encodings in one file.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.hpp"
#include "read/decode.hpp"
#include "read/declared.hpp"
#include "read/formats_text.hpp"

namespace locarno::read {
namespace {
using testing::encoded;
using testing::words;

Decoded decoded(const std::string& bytes, const std::string& declared = {}) {
  auto out = decode(bytes, "r.html", declared);
  EXPECT_TRUE(out) << (out ? "" : to_string(out.error()));
  return out ? *out : Decoded();
}
std::string notes(const Decoded& d) {
  std::string out;
  for (const DocumentNote& note : d.notes) out += note.kind + ": " + note.text + "\n";
  return out;
}
std::string page(const std::string& charset, const std::string& body) {
  return "<html><head><meta charset=\"" + charset + "\"></head><body>\n<p>" + body + "</p>\n</body></html>\n";
}

TEST(Encodings, UndeclaredSimplifiedAndTraditional) {
  const Decoded gb = decoded(encoded(words("hans"), "gb18030")), big5 = decoded(encoded(words("hant"), "Big5"));
  EXPECT_EQ(gb.text, words("hans"));
  EXPECT_EQ(gb.encoding, "gb18030");
  EXPECT_EQ(big5.text, words("hant"));
  EXPECT_EQ(big5.encoding, "big5");
  EXPECT_NE(notes(gb).find("nothing declared, read as gb18030"), std::string::npos) << notes(gb);
}

TEST(Encodings, ThoseThatSwitchTheirAlphabetAreRefusedByName) {
  const auto refused = [](const std::string& bytes, const std::string& as) {
    const auto out = decode(bytes, "r.txt");
    ASSERT_FALSE(out) << as << " was read as " << out->text;
    EXPECT_EQ(out.error().code, ErrorCode::bad_input);
    EXPECT_NE(out.error().what.find("iconv -f " + as + " -t UTF-8"), std::string::npos) << out.error().what;
    EXPECT_EQ(out.error().where, "r.txt:2:5") << as;
  };
  refused("One\nsay \x1B$B4A;z\x1B(B", "ISO-2022-JP");
  refused("One\nsay \x1B$)C\x0E#\x0F", "ISO-2022-KR");
  refused("One\nsay \x1B$)A\x0E=;;;\x0F", "ISO-2022-CN");
  EXPECT_FALSE(decode("+/v8-abc", "r.txt"));
  EXPECT_FALSE(decode(page("utf-7", "+AGEAYgBj-"), "r.html"));
  EXPECT_FALSE(decode(page("hz-gb-2312", "~{<:Ky2;~}"), "r.html"));
}

TEST(Encodings, WhatOnlyLooksLikeThemIsText) {
  EXPECT_EQ(decoded("a terminal's \x1B[31m and \x1B(B").encoding, "utf-8");
  EXPECT_EQ(decoded("call +8613800138000 or a+b+cde").encoding, "utf-8");
  EXPECT_EQ(decoded("set ~{a,b~} in a script").encoding, "utf-8");
  EXPECT_EQ(decoded(page("utf-7", "plain words")).encoding, "utf-8") << "declared, but nothing of it in the bytes";
}

TEST(Encodings, ADeclarationThatHoldsIsNoNews) {
  const std::string text = page("GBK", words("hans"));
  const Decoded gb = decoded(encoded(text, "gb18030"));
  EXPECT_EQ(gb.text, text);
  EXPECT_TRUE(gb.notes.empty()) << notes(gb);
}

TEST(Encodings, Utf8ThatDeclaresAnotherEncodingIsUtf8) {
  const Decoded d = decoded(page("gb2312", words("hans")));
  EXPECT_EQ(d.text, page("gb2312", words("hans")));
  EXPECT_NE(notes(d).find("declared gb2312, read as utf-8"), std::string::npos) << notes(d);
}

TEST(Encodings, LyingDeclarations) {
  const Decoded gb = decoded(encoded(page("utf-8", words("hans")), "gb18030"));
  EXPECT_EQ(gb.text, page("utf-8", words("hans")));
  EXPECT_NE(notes(gb).find("declared utf-8, read as gb18030"), std::string::npos) << notes(gb);
  const Decoded latin = decoded(encoded(page("iso-8859-1", words("hans")), "gb18030"));   // valid in Latin 1 as any bytes are
  EXPECT_EQ(latin.text, page("iso-8859-1", words("hans")));
  const Decoded big5 = decoded(encoded(page("gb2312", words("hant")), "Big5"));
  EXPECT_EQ(big5.text, page("gb2312", words("hant")));
  EXPECT_NE(notes(big5).find("declared gb2312, read as big5"), std::string::npos) << notes(big5);
}

TEST(Encodings, AUtf8PageWithAGbkComment) {
  const std::string head = page("utf-8", words("hans")), tail = "<div>" + words("comment") + "</div>\n";
  const Decoded d = decoded(head + encoded(tail, "gb18030"));
  EXPECT_EQ(d.text, head + tail);
  EXPECT_EQ(d.encoding, "utf-8+gb18030");
  EXPECT_NE(notes(d).find("mixed: "), std::string::npos) << notes(d);
  EXPECT_NE(notes(d).find(" at 4:"), std::string::npos) << notes(d);
  EXPECT_EQ(slice(d.text, d.notes.at(0).span).substr(0, 9), words("comment").substr(0, 9));
}

TEST(Encodings, AGbkPageWithAUtf8Comment) {
  const std::string head = page("gbk", words("hans") + words("hans2")), tail = "<div>" + words("comment") + "</div>\n";
  const Decoded d = decoded(encoded(head, "gb18030") + tail);
  EXPECT_EQ(d.text, head + tail);
  EXPECT_EQ(d.encoding, "gb18030+utf-8");
}

TEST(Encodings, GbkLinesWhoseBytesLookHalfLikeUtf8) {
  const std::string line = words("chance") + "\n";   // six of its twelve bytes are well-formed pairs
  std::string bytes, text;
  for (int i = 0; i < 5; ++i) {
    bytes += line + encoded(line, "gb18030");
    text += line + line;
  }
  EXPECT_EQ(decoded(bytes).text, text);
  EXPECT_EQ(decoded(encoded(line + line + words("hans"), "gb18030")).text, line + line + words("hans"));
}

TEST(Encodings, BadBytesInTheMiddleBecomeReplacementsWithTheirPlace) {
  const Decoded d = decoded(words("hans") + "\n" + words("hans2") + "\xFF\n" + words("comment"));
  EXPECT_EQ(d.text, words("hans") + "\n" + words("hans2") + "\xEF\xBF\xBD\n" + words("comment"));
  ASSERT_EQ(d.notes.size(), 1u) << notes(d);
  EXPECT_EQ(d.notes[0].kind, "repaired");
  EXPECT_EQ(slice(d.text, d.notes[0].span), "\xEF\xBF\xBD");
  EXPECT_NE(d.notes[0].text.find("2:"), std::string::npos);
}

TEST(Encodings, WesternAndCyrillic) {
  const std::string western = "The minister said that the talks \xE2\x80\x93 \xE2\x80\x9Clong and hard\xE2\x80\x9D \xE2\x80\x93 were held in a caf\xC3\xA9 by the sea.";
  EXPECT_EQ(decoded(encoded(western, "windows-1252")).text, western);
  EXPECT_EQ(decoded(encoded(words("cyr"), "windows-1251")).text, words("cyr"));
  EXPECT_EQ(decoded(encoded(words("cyr"), "koi8-r"), "koi8-r").text, words("cyr"));
}

TEST(Encodings, AWrappingsDeclarationIsUsed) {
  const std::string two = words("hans").substr(0, 6);   // too few characters to be judged
  EXPECT_EQ(decoded(encoded(two, "gb18030"), "gb2312").text, two);
}

TEST(Encodings, NoTextIsStillRefused) {
  EXPECT_FALSE(decode(std::string("PK\x03\x04\0\0", 6), "r.zip"));
  EXPECT_FALSE(decode("\x89\xFF\xFE\x81", "r.bin"));
  EXPECT_FALSE(decode(words("hans").substr(0, 99), "cut.txt"));   // ends inside a character
}

TEST(Encodings, LabelsOfTheWild) {
  EXPECT_EQ(known_encoding(" GB2312 "), "gb18030");
  EXPECT_EQ(known_encoding("latin1"), "windows-1252");
  EXPECT_EQ(known_encoding("cp1251"), "windows-1251");
  EXPECT_EQ(known_encoding("utf-7"), "");
  EXPECT_EQ(known_encoding("scsu"), "");
  EXPECT_EQ(declared_encoding("<?xml version=\"1.0\" encoding=\"Big5\"?><a/>"), "Big5");
  EXPECT_EQ(declared_encoding("<meta http-equiv=Content-Type content=\"text/html; charset=gbk\">"), "gbk");
  EXPECT_EQ(declared_encoding("<!-- <meta charset=gbk> --> words"), "");
  EXPECT_EQ(declared_encoding("charset=gbk"), "");
}

RC_GTEST_PROP(EncodingLaws, AnyBytesAreRefusedOrBecomeUtf8, (const std::string& bytes)) {
  const auto out = decode(bytes, "r");
  if (out) RC_ASSERT(first_invalid(out->text) == std::string_view::npos);
  if (out)
    for (const DocumentNote& note : out->notes) RC_ASSERT(note.span.begin <= note.span.end && note.span.end <= out->text.size());
}

RC_GTEST_PROP(EncodingLaws, ValidUtf8IsKeptAsItIs, (const std::vector<std::uint32_t>& raw)) {
  std::string text = "words ";
  for (const std::uint32_t r : raw)
    if (const char32_t c = r % 0x3000 + 0x20; c < 0xD800) append_utf8(text, c);
  const auto out = decode(text, "r");
  RC_ASSERT(out.has_value());
  RC_ASSERT(out->text == text);
}

}  // namespace
}  // namespace locarno::read
