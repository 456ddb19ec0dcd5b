// Writing a document with what was read from it: one transaction, all or nothing.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "ledger/document_json.hpp"
#include "ledger/store.hpp"
#include "ledger/zip.hpp"
#include "model/record_json.hpp"

namespace locarno::ledger {
namespace {

/// A record that does not slice back to its quote must not get in: everything later trusts the offsets.
Result<void> check_anchors(const Document& document, const std::vector<Record>& records) {
  for (const Block& block : document.blocks)
    if (block.span.end < block.span.begin || block.span.end > document.text.size())
      return fail(ErrorCode::bad_input, fmt::format("a block ends at byte {}, the text has {}", block.span.end,
                                                    document.text.size()), document.name);
  for (const Record& record : records) {
    const bool is_inside = record.span.begin <= record.span.end && record.span.end <= document.text.size();
    if (!is_inside || slice(document.text, record.span) != record.text)
      return fail(ErrorCode::bad_input, fmt::format("record {} does not slice back to its words at bytes {}-{}", record.id,
                                                    record.span.begin, record.span.end), document.name);
  }
  return {};
}

struct Kept { std::int64_t number = 0; std::string reading_key; std::string container; };

Result<std::optional<Kept>> find_document(Store& store, std::string_view sha256) {
  LOC_TRY(const Use row, store.use("SELECT number, reading_key, meta FROM document WHERE sha256 = ?1"));
  row->bind(sha256);
  LOC_TRY(const bool is_known, row->step());
  if (!is_known) return std::optional<Kept>();
  Document before;
  LOC_CHECK(read_meta(row->text(2), before));
  return std::optional<Kept>(Kept{row->number(0), std::string(row->text(1)), before.container});
}

/// Takes out blocks, index entries and records of an older reading; the document row, decisions and the log stay.
Result<void> clear_reading(Store& store, const Kept& kept) {
  LOC_TRY(const std::string text, text_of(store, kept.number));
  const std::string searchable = searchable_text(text, kept.container);
  {
    LOC_TRY(const Use blocks, store.use("SELECT number, byte_start, byte_end FROM block WHERE document = ?1"));
    blocks->bind(kept.number);
    for (;;) {
      LOC_TRY(const bool has_row, blocks->step());
      if (!has_row) break;
      const Span span{static_cast<std::uint32_t>(blocks->number(1)), static_cast<std::uint32_t>(blocks->number(2))};
      if (span.end < span.begin || span.end > searchable.size())
        return fail(ErrorCode::bad_input, "this ledger is damaged: a block lies outside its report", store.path());
      LOC_CHECK(unindex_block(store, blocks->number(0), slice(searchable, span)));
    }
  }
  LOC_TRY(const Use no_blocks, store.use("DELETE FROM block WHERE document = ?1"));
  LOC_CHECK(no_blocks->bind(kept.number).run());
  LOC_TRY(const Use no_records, store.use("DELETE FROM record WHERE document = ?1"));
  return no_records->bind(kept.number).run();
}

Result<std::int64_t> put_document(Store& store, std::string_view raw, const Document& document, const std::string& meta,
                                  std::string_view reading_key, const std::optional<Kept>& kept) {
  // The decoded text is kept only where decoding changed something.
  const bool same = raw == document.text;
  const std::string packed_text = same ? std::string() : compressed(document.text);
  const auto text_size = static_cast<std::int64_t>(document.text.size());
  if (kept) {
    LOC_TRY(const Use row, store.use("UPDATE document SET id = ?2, name = ?3, reading_key = ?4, meta = ?5, text_size = ?6, "
                                     "text = ?7 WHERE number = ?1"));
    row->bind(kept->number, document.id, document.name, reading_key, meta, text_size);
    row->bind_one(7, nullptr);
    if (!same) row->bind_one(7, Blob{packed_text});
    LOC_CHECK(row->run());
    return kept->number;
  }
  const std::string packed = compressed(raw);
  LOC_TRY(const Use row, store.use("INSERT INTO document(sha256, id, name, reading_key, meta, raw_size, text_size, raw, text) "
                                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
  row->bind(document.sha256, document.id, document.name, reading_key, meta, static_cast<std::int64_t>(raw.size()), text_size,
            Blob{packed});
  row->bind_one(9, nullptr);
  if (!same) row->bind_one(9, Blob{packed_text});
  LOC_CHECK(row->run());
  return store.database.last_row();
}

Result<void> put_blocks(Store& store, std::int64_t number, const Document& document) {
  const std::string searchable = searchable_text(document.text, document.container);
  for (const Block& block : document.blocks) {
    LOC_TRY(const Use row, store.use("INSERT INTO block(document, byte_start, byte_end, role, language, continues, why) "
                                     "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
    LOC_CHECK(row->bind(number, block.span.begin, block.span.end, to_string(block.role), to_string(block.language),
                        block.continues, block.why).run());
    LOC_CHECK(index_block(store, store.database.last_row(), slice(searchable, block.span)));
  }
  return {};
}

Result<void> put_records(Store& store, std::int64_t number, const Document& document, const std::vector<Record>& records) {
  const CharIndex index(document.text);
  std::int64_t place = 0;
  for (const Record& record : records) {
    const std::string payload = to_json_line(record, index);
    const std::string date = record.date ? to_string(*record.date) : std::string();
    LOC_TRY(const Use row, store.use("INSERT INTO record(document, place, id, kind, party, issue, date, byte_start, byte_end, "
                                     "payload) VALUES(?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, ''), ?8, ?9, ?10)"));
    LOC_CHECK(row->bind(number, place++, record.id, to_string(record.kind), record.speaker_party, record.issue, date,
                        record.span.begin, record.span.end, payload).run());
  }
  return {};
}

Result<void> log_reading(Store& store, std::int64_t number, const Document& document, std::string_view reading_key,
                         bool is_new) {
  LOC_TRY(const ReadingPrint print, reading_print(store, number));
  const nlohmann::json body{{"sha256", document.sha256}, {"document", document.id}, {"name", document.name},
                            {"reading_key", reading_key}, {"meta_sha256", print.meta_sha256},
                            {"records", print.records}, {"records_sha256", print.records_sha256}};
  LOC_CHECK(append_audit(store, is_new ? "document" : "reading",
                         body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
  return {};
}

}  // namespace

Result<ReadingPrint> reading_print(Store& store, std::int64_t document) {
  ReadingPrint print;
  std::string all;
  {
    LOC_TRY(const Use row, store.use("SELECT meta FROM document WHERE number = ?1"));
    row->bind(document);
    LOC_TRY(const bool has_row, row->step());
    all = has_row ? row->text(0) : std::string_view();
  }
  {
    LOC_TRY(const Use row, store.use("SELECT byte_start, byte_end, role, language, continues, why FROM block "
                                     "WHERE document = ?1 ORDER BY number"));
    row->bind(document);
    for (;;) {
      LOC_TRY(const bool has_row, row->step());
      if (!has_row) break;
      all += fmt::format("\n{} {} {} {} {} {}", row->number(0), row->number(1), row->text(2), row->text(3), row->number(4),
                         row->text(5));
    }
  }
  print.meta_sha256 = sha256_hex(all);
  all.clear();
  LOC_TRY(const Use row, store.use("SELECT payload FROM record WHERE document = ?1 ORDER BY place"));
  row->bind(document);
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) break;
    all += row->text(0);
    all += '\n';
    ++print.records;
  }
  print.records_sha256 = sha256_hex(all);
  return print;
}

Result<bool> Ledger::has(std::string_view sha256, std::string_view reading_key) const {
  LOC_TRY(const Use row, store_->use("SELECT 1 FROM document WHERE sha256 = ?1 AND reading_key = ?2"));
  row->bind(sha256, reading_key);
  return row->step();
}

Result<void> Ledger::put(std::string_view raw_bytes, const Document& document, const std::vector<Record>& records,
                         std::string_view reading_key) {
  LOC_TRY(const bool is_whole, has(document.sha256, reading_key));
  if (is_whole) return {};
  if (sha256_hex(raw_bytes) != document.sha256)
    return fail(ErrorCode::bad_input, "the bytes given are not those of sha256 " + document.sha256, document.name);
  LOC_CHECK(check_anchors(document, records));
  Store& store = *store_;
  LOC_TRY(Transaction transaction, Transaction::begin(store.database));
  LOC_CHECK(ensure_words(store));
  LOC_TRY(const auto kept, find_document(store, document.sha256));
  if (kept && kept->reading_key == reading_key) return {};  // another process was faster
  if (kept) LOC_CHECK(clear_reading(store, *kept));
  const std::string meta = meta_json(document);
  LOC_TRY(const std::int64_t number, put_document(store, raw_bytes, document, meta, reading_key, kept));
  LOC_CHECK(put_blocks(store, number, document));
  LOC_CHECK(put_records(store, number, document, records));
  LOC_CHECK(log_reading(store, number, document, reading_key, !kept));
  return transaction.commit();
}

}  // namespace locarno::ledger
