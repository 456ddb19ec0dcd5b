#include "ledger/ledger.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "ledger/sample.hpp"
#include "ledger/tamper.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

Ledger opened(const std::string& path) {
  auto ledger = Ledger::open(path);
  EXPECT_TRUE(ledger) << to_string(ledger.error());
  return std::move(*ledger);
}

template <class T>
Error error_of(const Result<T>& result) { return result ? Error{ErrorCode::bad_use, "no error", ""} : result.error(); }

TEST(Ledger, a_document_and_its_records_come_back_after_reopening) {
  const Folder folder;
  const Sample s = sample::sample(1);
  {
    Ledger ledger = opened(folder.file("l.db"));
    ASSERT_TRUE(put(ledger, s));
  }
  const Ledger ledger = opened(folder.file("l.db"));
  EXPECT_EQ(*ledger.documents(), std::vector<Document>{s.document});
  EXPECT_EQ(*ledger.records(), s.records);
  EXPECT_EQ(*ledger.raw_bytes(s.document.sha256), s.raw);
  EXPECT_TRUE(*ledger.has(s.document.sha256, "engine-1"));
  EXPECT_FALSE(*ledger.has(s.document.sha256, "engine-2"));
  EXPECT_FALSE(*ledger.has(std::string(64, '0'), "engine-1"));
  EXPECT_TRUE(ledger.integrity_check());
  EXPECT_TRUE(ledger.verify_audit());
}

TEST(Ledger, everything_a_document_knows_comes_back) {
  Ledger ledger = opened(":memory:");
  // decoded from UTF-16, so the text kept is not the raw bytes
  const std::string raw("\xFF\xFEh\0i\0", 6);
  Document d = document_of("a.html", "hi", "html");
  d.sha256 = sha256_hex(raw);
  d.encoding = "utf-16le";
  d.title = "hi";
  d.outlet = "Agency/Channel";
  d.credits = {"Agency", "Channel"};
  d.byline = {"A. Writer"};
  d.languages = {Language::zh_hant, Language::en};
  d.published = Date{2025, 12, 0};
  d.published_basis = PublishedBasis::dateline;
  d.published_inferred = true;
  d.published_why = "a dateline";
  d.published_from = {{0, 1}, {1, 2}};
  d.blocks[0].role = BlockRole::image_alt_title;
  d.blocks[0].continues = 0;
  d.wrapping = "feed";
  d.source_id = "17";
  d.address = "https://news.example/17";
  d.notes = {{"encoding", "declared gbk, read as utf-16le", {}}, {"hidden", "one character of no width", {1, 2}}};
  ASSERT_TRUE(ledger.put(raw, d, {}, "k"));
  EXPECT_EQ(ledger.documents()->at(0), d);
  EXPECT_EQ(*ledger.raw_bytes(d.sha256), raw);
}

TEST(Ledger, an_empty_document_is_a_document) {
  Ledger ledger = opened(":memory:");
  const Document empty = document_of("empty.txt", "");
  ASSERT_TRUE(ledger.put("", empty, {}, "k"));
  EXPECT_EQ(*ledger.documents(), std::vector<Document>{empty});
  EXPECT_EQ(*ledger.raw_bytes(empty.sha256), "");
}

TEST(Ledger, the_same_reading_twice_adds_nothing) {
  Ledger ledger = opened(":memory:");
  ASSERT_TRUE(put(ledger, sample::sample(1)));
  const auto before = ledger.audit()->size();
  ASSERT_TRUE(put(ledger, sample::sample(1)));
  EXPECT_EQ(ledger.audit()->size(), before);
  EXPECT_EQ(ledger.documents()->size(), 1u);
  EXPECT_EQ(ledger.records()->size(), 3u);
}

TEST(Ledger, a_new_reading_replaces_records_and_keeps_decisions) {
  Ledger ledger = opened(":memory:");
  Sample s = sample::sample(1);
  ASSERT_TRUE(put(ledger, s));
  ASSERT_TRUE(ledger.decide(decision("reject", s.records[1].id)));
  s.records.erase(s.records.begin());
  s.records[0].issue = "monitoring";
  s.document.title = "now it has one";
  s.document.blocks.pop_back();
  ASSERT_TRUE(put(ledger, s, "engine-2"));
  EXPECT_EQ(*ledger.documents(), std::vector<Document>{s.document});
  const auto records = *ledger.records();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].issue, "monitoring");
  EXPECT_EQ(records[0].review, ReviewState::rejected);
  EXPECT_EQ(ledger.search("round", 0)->size(), 2u) << "the block that is gone must be gone from the index";
  EXPECT_TRUE(ledger.integrity_check());
  const auto verified = ledger.verify_audit();
  EXPECT_TRUE(verified) << to_string(verified.error());
}

TEST(Ledger, documents_and_records_come_in_order_of_name_and_place) {
  Ledger ledger = opened(":memory:");
  for (const int n : {3, 1, 2}) {
    Sample s = sample::sample(n);
    std::swap(s.records[0], s.records[2]);
    ASSERT_TRUE(put(ledger, s));
  }
  std::vector<std::string> names;
  const std::vector<Document> documents = *ledger.documents();
  for (const Document& d : documents) names.push_back(d.name);
  EXPECT_EQ(names, (std::vector<std::string>{"report-1001.txt", "report-1002.txt", "report-1003.txt"}));
  const auto records = *ledger.records();
  for (std::size_t i = 1; i < records.size(); ++i)
    EXPECT_LT(std::tie(records[i - 1].doc, records[i - 1].span), std::tie(records[i].doc, records[i].span));
}

TEST(Ledger, refuses_what_does_not_slice_back) {
  Ledger ledger = opened(":memory:");
  Sample s = sample::sample(1);
  s.records[1].text += "!";
  EXPECT_EQ(error_of(put(ledger, s)).code, ErrorCode::bad_input);
  s = sample::sample(1);
  s.records[1].span.end = 100000;
  EXPECT_NE(error_of(put(ledger, s)).what.find("does not slice back"), std::string::npos);
  s = sample::sample(1);
  s.document.blocks[0].span.end = 100000;
  EXPECT_EQ(error_of(put(ledger, s)).code, ErrorCode::bad_input);
  s = sample::sample(1);
  s.raw += "x";
  EXPECT_NE(error_of(put(ledger, s)).what.find("are not those of sha256"), std::string::npos);
  EXPECT_TRUE(ledger.documents()->empty());
  EXPECT_TRUE(ledger.audit()->empty());
}

TEST(Ledger, decisions_and_log_cannot_be_changed_or_deleted) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  const Sample s = sample::sample(1);
  {
    Ledger ledger = opened(path);
    ASSERT_TRUE(put(ledger, s));
    ASSERT_TRUE(ledger.decide(decision("accept", s.records[0].id)));
    ASSERT_TRUE(ledger.put_stances("c", "2025-12-16", "{}"));
  }
  for (const char* table : {"audit", "decision", "snapshot"}) {
    EXPECT_NE(tamper(path, std::string("DELETE FROM ") + table).find("append-only"), std::string::npos) << table;
    EXPECT_NE(tamper(path, std::string("UPDATE ") + table + " SET number = number + 10").find("append-only"), std::string::npos);
  }
}

TEST(Ledger, the_audit_chain_shows_every_kind_of_tampering) {
  const Sample s = sample::sample(1);
  const auto after = [&](const std::string& sql) {
    const Folder folder;
    const std::string path = folder.file("l.db");
    {
      Ledger ledger = opened(path);
      EXPECT_TRUE(put(ledger, s));
      EXPECT_TRUE(put(ledger, sample::sample(2)));
      EXPECT_TRUE(ledger.decide(decision("set", s.records[0].id, "issue", "territory")));
      EXPECT_TRUE(ledger.put_stances("c", "2025-12-16", "{}"));
      EXPECT_TRUE(ledger.verify_audit());
    }
    EXPECT_EQ(tamper(path, "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER decision_no_update;"
                           "DROP TRIGGER decision_no_delete; DROP TRIGGER snapshot_no_update; " + sql), "");
    const Ledger ledger = opened(path);
    return error_of(ledger.verify_audit()).what;
  };
  EXPECT_EQ(after("SELECT 1"), "no error");
  EXPECT_EQ(after("UPDATE audit SET body = replace(body, 'report', 'rumour') WHERE number = 2"), "audit entry 2 was changed");
  EXPECT_EQ(after("DELETE FROM audit WHERE number = 2"), "audit entry 2 is missing: the next one is 3");
  EXPECT_EQ(after("UPDATE decision SET value = 'elections'"), "the value of decision 3 was changed");
  EXPECT_EQ(after("DELETE FROM decision"), "the log speaks of 1 decisions, the ledger holds 0");
  EXPECT_EQ(after("UPDATE record SET payload = replace(payload, 'UKR', 'RUS') WHERE place = 1 AND document = 1"),
            "what was read from report-1001.txt is not what audit entry 1 says");
  EXPECT_EQ(after("UPDATE block SET role = 'related' WHERE number = 1"),
            "what was read from report-1001.txt is not what audit entry 1 says");
  EXPECT_EQ(after("UPDATE snapshot SET json = '{\"x\":1}'"), "snapshot 4 is not what the audit log says");
  EXPECT_NE(after("UPDATE document SET raw = (SELECT raw FROM document WHERE number = 2), raw_size = "
                  "(SELECT raw_size FROM document WHERE number = 2) WHERE number = 1").find("were changed"), std::string::npos);
}

TEST(Ledger, snapshots_are_kept_once) {
  Ledger ledger = opened(":memory:");
  ASSERT_TRUE(ledger.put_stances("c", "2025-12-16", "[1]"));
  ASSERT_TRUE(ledger.put_stances("c", "2025-12-16", "[1]"));
  ASSERT_TRUE(ledger.put_stances("c", "2025-12-16", "[2]"));
  ASSERT_TRUE(ledger.put_stances("other", "2025-12-16", "[1]"));
  EXPECT_EQ(ledger.stances("c")->size(), 2u);
  EXPECT_EQ(ledger.stances("c")->back().json, "[2]");
  EXPECT_EQ(ledger.audit()->size(), 3u);
}

// --- files that are no ledger, or not for us

TEST(LedgerFile, text_is_no_ledger_and_stays_untouched) {
  const Folder folder;
  const std::string path = folder.file("notes.txt");
  const std::string words(5000, 'n');
  std::ofstream(path) << words;
  const Error error = error_of(Ledger::open(path));
  EXPECT_EQ(error.code, ErrorCode::bad_input);
  EXPECT_EQ(error.what, "this file is no ledger (not an SQLite database)");
  EXPECT_EQ(error.where, path);
  std::ifstream in(path);
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), words);
}

TEST(LedgerFile, another_database_is_no_ledger) {
  const Folder folder;
  const std::string path = folder.file("other.db");
  ASSERT_EQ(tamper(path, "CREATE TABLE t(x)"), "");
  const Error error = error_of(Ledger::open(path));
  EXPECT_EQ(error.code, ErrorCode::bad_input);
  EXPECT_NE(error.what.find("no Locarno ledger"), std::string::npos);
}

TEST(LedgerFile, one_from_the_future_is_refused_and_stays_untouched) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  { Ledger ledger = opened(path); ASSERT_TRUE(put(ledger, sample::sample(1))); }
  ASSERT_EQ(tamper(path, "PRAGMA user_version = 99"), "");
  const Error error = error_of(Ledger::open(path));
  EXPECT_EQ(exit_code(error.code), 3);
  EXPECT_NE(error.what.find("newer Locarno (schema 99; this program knows 2)"), std::string::npos) << error.what;
  ASSERT_EQ(tamper(path, "PRAGMA user_version = 1"), "");
  EXPECT_EQ(opened(path).records()->size(), 3u);
}

TEST(LedgerFile, a_damaged_one_is_an_error_and_no_crash) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  {
    Ledger ledger = opened(path);
    for (int n = 0; n < 40; ++n) ASSERT_TRUE(put(ledger, sample::sample(n)));
  }
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    for (int i = 0; i < 20000; ++i) file.put(static_cast<char>(i * 7));
  }
  auto ledger = Ledger::open(path);
  if (ledger) {
    EXPECT_FALSE(ledger->integrity_check());
    const auto records = ledger->records();
    const auto hits = ledger->search("truce", 0);
    const auto audit = ledger->verify_audit();
    EXPECT_FALSE(records && hits && audit);
  } else {
    EXPECT_EQ(ledger.error().code, ErrorCode::bad_input);
  }
}

TEST(LedgerFile, a_missing_one_is_not_made_by_those_who_only_ask) {
  const Folder folder;
  OpenOptions ask;
  ask.create = false;
  EXPECT_EQ(error_of(Ledger::open(folder.file("none.db"), ask)).code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(folder.file("none.db")));
  EXPECT_EQ(error_of(Ledger::open(folder.path())).what, "this is a folder, a ledger is a file");
}

TEST(LedgerFile, its_folder_is_made) {
  const Folder folder;
  EXPECT_TRUE(Ledger::open(folder.file(".locarno/ledger.db")));
  std::ofstream(folder.file("file")) << "x";
  EXPECT_EQ(error_of(Ledger::open(folder.file("file/ledger.db"))).code, ErrorCode::io);
}

TEST(LedgerFile, locked_by_another_process_waits_then_says_so) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  { Ledger ledger = opened(path); ASSERT_TRUE(put(ledger, sample::sample(1))); }
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  OpenOptions hasty;
  hasty.busy_ms = 50;
  auto ledger = Ledger::open(path, hasty);
  ASSERT_TRUE(ledger) << to_string(ledger.error());
  EXPECT_EQ(ledger->records()->size(), 3u) << "readers do not wait for a writer";
  const Error error = error_of(put(*ledger, sample::sample(2)));
  EXPECT_EQ(error.code, ErrorCode::io);
  EXPECT_EQ(error.what, "the ledger is being written by another process; try again when that has ended");
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_TRUE(put(*ledger, sample::sample(2)));
}

TEST(LedgerFile, two_ledgers_on_one_file_see_each_other) {
  const Folder folder;
  Ledger a = opened(folder.file("l.db"));
  Ledger b = opened(folder.file("l.db"));
  ASSERT_TRUE(put(a, sample::sample(1)));
  ASSERT_TRUE(put(b, sample::sample(1)));
  ASSERT_TRUE(put(b, sample::sample(2)));
  EXPECT_EQ(a.records()->size(), 6u);
  EXPECT_EQ(a.audit()->size(), 2u);
  EXPECT_TRUE(a.verify_audit());
}

}  // namespace
}  // namespace locarno::ledger
