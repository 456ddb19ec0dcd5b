// What a report comes in: feeds, JSON lines, mail, DOCX, PDF. Each in a small file of our own.
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <iterator>

#include "read/formats_text.hpp"
#include "read/mail_codec.hpp"
#include "read/process.hpp"
#include "read/raw_report.hpp"
#include "read/read.hpp"
#include "read/shared_reader.hpp"
#include "read/unzip.hpp"
#include "read/xml.hpp"

namespace locarno::read {
namespace {
using testing::encoded;
using testing::words;

std::string file(const std::string& name) {
  std::ifstream in("tests/read/formats/" + name, std::ios::binary);
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}
std::vector<RawReport> raws(const std::string& name) {
  auto out = split(file(name), name);
  EXPECT_TRUE(out) << (out ? "" : to_string(out.error()));
  return out ? out->pieces : std::vector<RawReport>();
}
Reading reading(const RawReport& raw) {
  auto out = testing::world_reader().read(raw, Run());
  EXPECT_TRUE(out) << (out ? "" : to_string(out.error()));
  return out ? *out : Reading();
}
std::string noted(const Document& d) {
  std::string out;
  for (const DocumentNote& note : d.notes) out += note.kind + ": " + note.text + "\n";
  return out;
}

std::string little(std::uint32_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * i & 0xFF);
  return out;
}
/// A ZIP file with one member, deflated.
std::string zipped(const std::string& member, const std::string& words) {
  std::string packed(words.size() + 1000, '\0');
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(words.data()));
  stream.avail_in = static_cast<uInt>(words.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  const std::string sizes = little(0, 4) + little(static_cast<std::uint32_t>(packed.size()), 4) + little(static_cast<std::uint32_t>(words.size()), 4);
  const std::string about = little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + sizes + little(static_cast<std::uint32_t>(member.size()), 2);
  const std::string local = std::string("PK\x03\x04", 4) + about + little(0, 2) + member + packed;
  const std::string central = std::string("PK\x01\x02", 4) + little(20, 2) + about + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4) + member;
  return local + central + std::string("PK\x05\x06", 4) + little(0, 4) + little(1, 2) + little(1, 2) +
         little(static_cast<std::uint32_t>(central.size()), 4) + little(static_cast<std::uint32_t>(local.size()), 4) + little(0, 2);
}

TEST(Feed, OneReportAnItemWithItsOwnDayAndAddress) {
  const auto items = raws("rss.xml");
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].name, "rss.xml#1");
  const Document d = reading(items[0]).document;
  EXPECT_EQ(d.title, "Ports & grain: talks go on");
  EXPECT_EQ(to_string(*d.published), "2025-03-03");   // as printed, in its own zone
  EXPECT_EQ(d.published_basis, PublishedBasis::printed);
  EXPECT_EQ(d.wrapping, "feed");
  EXPECT_EQ(d.source_id, "item-1");
  EXPECT_EQ(d.address, "https://news.example/ports");
  EXPECT_NE(d.text.find("<p>The Ukrainian foreign ministry said"), std::string::npos) << d.text;   // from CDATA
}

TEST(Feed, MarkupInCdataIsNotTheFeeds) {
  const auto items = raws("rss.xml");
  ASSERT_EQ(items.size(), 3u);
  EXPECT_NE(items[1].bytes.find("</item>"), std::string::npos);   // words inside CDATA, not the end of the item
  EXPECT_NE(items[1].bytes.find("full words"), std::string::npos);   // content:encoded rather than description
  EXPECT_EQ(items[1].bytes.find("short words"), std::string::npos);
  EXPECT_EQ(items[2].told.title, "Third");
}

TEST(Feed, AtomWithXhtmlAndLinks) {
  const auto items = raws("atom.xml");
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].told.address, "https://news.example/a");   // not rel="self"
  EXPECT_NE(items[0].bytes.find("<p>Words with <b>markup</b></p>"), std::string::npos) << items[0].bytes;
  EXPECT_EQ(items[1].told.published, "2025-03-04T08:00:00Z");   // updated, when nothing else dates it
  EXPECT_EQ(items[1].told.title, "A < B");
}

TEST(Feed, AFeedInAnotherEncoding) {
  const std::string feed = "<?xml version=\"1.0\" encoding=\"gb2312\"?><rss><channel><item><title>" + words("hans2") + "</title></item></channel></rss>";
  const auto items = split(encoded(feed, "gb18030"), "f.xml");
  ASSERT_TRUE(items);
  ASSERT_EQ(items->pieces.size(), 1u);
  EXPECT_EQ(items->pieces[0].told.title, words("hans2"));
}

TEST(Feed, APageIsNoFeed) {
  EXPECT_EQ(format_of("<!DOCTYPE html><html><body>&lt;rss <rss></body></html>", "a.html"), Format::text);
  EXPECT_EQ(format_of("About <rss> feeds", "a.txt"), Format::text);
}

TEST(JsonLines, FieldsAndNames) {
  const auto raw = report_of_line(R"({"id": 17, "content": "Words.", "title": "T", "date": "2025-03-03", "link": "https://a.example/x", "n": {"text": "inner"}})", "s.jsonl#4", "s.jsonl:4");
  ASSERT_TRUE(raw) << to_string(raw.error());
  EXPECT_EQ(raw->name, "s.jsonl#4");
  EXPECT_EQ(raw->told.id, "17");
  EXPECT_EQ(raw->bytes, "[T](https://a.example/x)\n2025-03-03\n\nWords.");
}

TEST(JsonLines, APlainObjectIsReadAsTheLibraryReadsIt) {
  for (const std::string text : {R"(a \"quoted\" word)", R"(a\\b\/c\n\td)", R"(\u4e4c\u514b\u5170 \u00e9)", R"(\ud83d\udd4a)", "\x7F {}[],:", ""}) {
    const std::string members = "\"text\" : \"" + text + "\", \"title\":\"T\\u0041\" ,\"id\":42,\"a\":null,\"b\":true";
    const auto plain = report_of_line("{" + members + "}", "s", "s:1"), by_library = report_of_line(" {" + members + ",\"n\":[1.5]}\r", "s", "s:1");
    ASSERT_TRUE(plain && by_library) << text;
    EXPECT_EQ(plain->bytes, by_library->bytes);
    EXPECT_EQ(plain->told.id, by_library->told.id);
    EXPECT_EQ(plain->told.title, "TA");
  }
  for (const std::string bad : {R"({"text":"a",})", R"({"text":"a"}})", R"({"text":"\q"})", R"({"text":"\u12"})", "{\"text\":\"a\nb\"}", R"({"text" "a"})", R"({"text":"a)"})
    EXPECT_FALSE(report_of_line(bad, "s", "s:1")) << bad;
}

TEST(JsonLines, BadLinesSayWhereAndTheOthersCount) {
  const auto out = split("{\"text\": \"one\"}\n\nnot json\n[1]\n{\"a\": 1}\n{\"text\": \"two\"}\n", "s.jsonl");
  ASSERT_TRUE(out);
  ASSERT_EQ(out->pieces.size(), 2u);
  EXPECT_EQ(out->pieces[1].name, "s.jsonl#6");   // the number of the line
  ASSERT_EQ(out->bad.size(), 3u);
  EXPECT_EQ(out->bad[0].where, "s.jsonl:3");
}

TEST(JsonLines, AMillionBracketsAreOneBadLine) {
  EXPECT_FALSE(report_of_line("{\"text\":" + std::string(1000000, '['), "s", "s:1"));
}

TEST(JsonLines, ALineInAnotherEncoding) {
  const auto raw = report_of_line(encoded("{\"text\": \"" + words("hans") + "\"}", "gb18030"), "s#1", "s:1");
  ASSERT_TRUE(raw) << to_string(raw.error());
  EXPECT_EQ(raw->bytes, words("hans"));
  EXPECT_FALSE(raw->notes.empty());
}

TEST(JsonLines, TheTextsOwnDateLineIsStrongerAndTheDifferenceIsSaid) {
  const auto raw = report_of_line(R"({"text": "2025-03-01 10:25 Reuters\n\nThe minister said that the talks would go on for some days.", "published": "2025-03-09"})", "s#1", "s:1");
  ASSERT_TRUE(raw);
  const Document d = reading(*raw).document;
  EXPECT_EQ(to_string(*d.published), "2025-03-01") << d.published_why;
  EXPECT_NE(noted(d).find("date: the wrapping dates it 2025-03-09"), std::string::npos) << noted(d);
}

TEST(Mail, NestedPartsCharsetsAndHeaders) {
  const auto mail = raws("nested.eml");
  ASSERT_EQ(mail.size(), 1u);
  EXPECT_EQ(mail[0].format, Format::mail);
  const Document d = reading(mail[0]).document;
  EXPECT_EQ(d.title, words("hans2"));                        // an encoded word split within a character
  EXPECT_EQ(to_string(*d.published), "2025-03-03");           // Mon, 3 Mar 2025 23:30:00 -0500, as printed
  EXPECT_NE(d.text.find(words("hans")), std::string::npos);   // base64, gb2312
  EXPECT_EQ(d.text.find("the other form"), std::string::npos);   // the HTML alternative
  EXPECT_NE(d.text.find("Caf\xC3\xA9 talks = go on, soft break gone"), std::string::npos) << d.text;   // quoted-printable, latin1
  EXPECT_NE(d.text.find("Passed on: words of an inner mail"), std::string::npos) << d.text;
  EXPECT_LT(d.text.find(words("hans")), d.text.find("Passed on"));
  EXPECT_NE(noted(d).find("an attachment was not read: application/pdf \"terms.pdf\""), std::string::npos) << noted(d);
}

TEST(Mail, AttachedTextIsReadUnderItsNameOtherFilesAreNamed) {
  const std::string mail =
      "From: desk@example\nSubject: Statement\nDate: Mon, 3 Mar 2025 10:00:00 +0000\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\n\nSee the file.\n--b\nContent-Type: text/plain; name=\"statement.txt\"\nContent-Disposition: attachment; filename=\"statement.txt\"\n\n"
      "The ministry said on Monday that it rejects the terms.\n"
      "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"figures.csv\"\n\n1,2,3\n--b--\n";
  const auto out = unwrap_mail(mail, "m.eml");
  ASSERT_TRUE(out);
  EXPECT_NE(out->text.find("See the file.\n\n\nstatement.txt\n\nThe ministry said"), std::string::npos) << out->text;
  EXPECT_EQ(out->text.find("1,2,3"), std::string::npos);
  std::string notes;
  for (const DocumentNote& note : out->notes) notes += note.text + "\n";
  EXPECT_NE(notes.find("an attachment was read as part of the mail: text/plain \"statement.txt\""), std::string::npos) << notes;
  EXPECT_NE(notes.find("an attachment was not read: text/plain \"figures.csv\""), std::string::npos) << notes;
}

TEST(Mail, EndlessNestingAndUnclosedParts) {
  std::string mail = "From: a@example\nMessage-ID: <1>\n";
  for (int i = 0; i < 3000; ++i) mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  const auto out = unwrap_mail(mail, "deep.eml");
  ASSERT_TRUE(out);
  ASSERT_FALSE(out->notes.empty());
  EXPECT_NE(out->notes[0].text.find("nested too deeply"), std::string::npos) << out->notes[0].text;
}

TEST(Mail, CodecsLeaveDamageAsItStands) {
  EXPECT_EQ(from_quoted_printable("a=3Db=\r\nc=ZZ="), "a=bc=ZZ=");
  EXPECT_EQ(from_base64("SGVs\r\nbG8="), "Hello");
  EXPECT_EQ(decode_words("=?utf-8?Q?a_b?= =?utf-8?Q?c?= d"), "a bc d");
  EXPECT_EQ(decode_words("=?utf-8?Q?never closed"), "=?utf-8?Q?never closed");
  const HeaderValue type = header_value("Text/HTML; charset=\"gb\\\"k\"; name = x.html ; odd");
  EXPECT_EQ(type.value, "text/html");
  EXPECT_EQ(type.parameter("charset"), "gb\"k");
  EXPECT_EQ(type.parameter("name"), "x.html");
}

TEST(Mail, AReportThatBeginsLikeOneIsText) { EXPECT_EQ(format_of("From: our desk\nDate: today\n\nwords", "a.txt"), Format::text); }

TEST(Docx, ParagraphsHeadingsAndDeletions) {
  const std::string xml =
      "<w:document xmlns:w=\"x\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Terms &amp; talks</w:t></w:r></w:p>"
      "<w:p><w:r><w:t xml:space=\"preserve\">The minis</w:t></w:r><w:r><w:t>ter</w:t><w:br/><w:t>said</w:t></w:r>"
      "<w:del><w:r><w:delText>nothing</w:delText></w:r></w:del></w:p></w:body></w:document>";
  const auto out = unwrap_docx(zipped("word/document.xml", xml), "a.docx");
  ASSERT_TRUE(out) << to_string(out.error());
  EXPECT_EQ(out->text, "# Terms & talks\n\nThe minister\nsaid\n\n");
  ASSERT_EQ(out->notes.size(), 1u);
  EXPECT_NE(out->notes[0].text.find("deleted"), std::string::npos);
}

TEST(Docx, ABombIsLeftUnexploded) {
  const auto out = unwrap_docx(zipped("word/document.xml", std::string(70u << 20, ' ')), "bomb.docx");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, ErrorCode::limit_reached);
}

TEST(Docx, DamageIsSaid) {
  const std::string zip = zipped("word/document.xml", std::string(5000, 'x') + "words");
  EXPECT_FALSE(unwrap_docx(zip.substr(0, zip.size() / 2), "cut.docx"));
  const auto other = unwrap_docx(zipped("other.xml", "x"), "a.docx");
  ASSERT_FALSE(other);
  EXPECT_EQ(to_string(other.error()), "a.docx: this ZIP file is no DOCX: it holds no word/document.xml");
  std::string broken = zip;
  broken[60] = '\xFF';
  broken[61] = '\xFF';
  const auto out = unzip_member(broken, "word/document.xml", 1 << 20, "b.docx");
  EXPECT_TRUE(!out || out->size() != 5005u);
}

TEST(Pdf, TheTextLayerThroughAnotherProcess) {
  if (find_program("pdftotext").empty()) GTEST_SKIP() << "pdftotext is not installed";
  const auto pdf = raws("talks.pdf");
  ASSERT_EQ(pdf.size(), 1u);
  const auto out = unwrap(pdf[0]);
  ASSERT_TRUE(out) << to_string(out.error());
  EXPECT_NE(out->text.find("said on Monday that the talks about the ports would go on for three more days in the same place"), std::string::npos)
      << out->text;   // lines broken at the width of the column are joined
}

TEST(Pdf, ADamagedOneIsAnError) {
  if (find_program("pdftotext").empty()) GTEST_SKIP() << "pdftotext is not installed";
  const auto out = unwrap_pdf("%PDF-1.4\nnothing that follows is a PDF\n", "bad.pdf");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, ErrorCode::bad_input);
  EXPECT_EQ(out.error().where, "bad.pdf");
}

TEST(Pdf, LinesAreJoinedOnlyWhereTheWidthBrokeThem) {
  EXPECT_EQ(joined_lines("Heading\nThis line is quite as wide as a column is\nand ends here.\nNext one\n"),
            "Heading\nThis line is quite as wide as a column is and ends here.\nNext one\n");
}

TEST(Process, ALeashHolds) {
  Leash leash;
  leash.wall_seconds = 1;
  const auto slow = run_process("/bin/sleep", {"30"}, {}, leash);
  ASSERT_FALSE(slow);
  EXPECT_EQ(slow.error().code, ErrorCode::limit_reached);
  leash.output_bytes = 100000;
  const auto wordy = run_process("/bin/cat", {"/dev/zero"}, {}, leash);
  ASSERT_FALSE(wordy);
  const auto good = run_process("/bin/cat", {}, std::string(300000, 'x').substr(0, 90000), leash);
  ASSERT_TRUE(good);
  EXPECT_EQ(good->out.size(), 90000u);
  const auto none = run_process("/bin/no-such-program", {}, {}, leash);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->status, 127);
}

TEST(Xml, DamageEndsAnElementEarlyAndNothingElse) {
  XmlTokenizer tokens("<a x='1>2' y=\"&amp;\"><b/><!-- <c> --><![CDATA[<d>]]></e f");
  XmlToken t;
  ASSERT_TRUE(tokens.next(t));
  EXPECT_EQ(t.name, "a");
  EXPECT_EQ(xml_attribute(t.attributes, "x"), "1>2");
  EXPECT_EQ(xml_attribute(t.attributes, "y"), "&");
  ASSERT_TRUE(tokens.next(t));
  EXPECT_TRUE(t.is_empty);
  ASSERT_TRUE(tokens.next(t));
  EXPECT_EQ(t.words, "<d>");
  ASSERT_TRUE(tokens.next(t));
  EXPECT_EQ(t.name, "e");
  EXPECT_FALSE(tokens.next(t));
  EXPECT_EQ(xml_words("&lt;p&gt; &#x4E2D; &bogus; &amp;amp;"), "<p> \xE4\xB8\xAD &bogus; &amp;");
}

}  // namespace
}  // namespace locarno::read
