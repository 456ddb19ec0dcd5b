#include "ledger/kept_records.hpp"

#include <algorithm>

#include "base/build_mark.hpp"
#include "ledger/kept.hpp"
#include "ledger/record_pack.hpp"
#include "model/record_json.hpp"

namespace locarno::ledger {
namespace {

constexpr std::size_t in_a_piece = 8'192;   // records: a few MB at a time
constexpr const char* kind = "records";

/// Of the readings the ledger holds, and of who packed them; "" = nothing can be kept.
Result<std::string> mark_of(Store& store) {
  const std::string build = build_mark();
  if (build.empty()) return std::string();
  LOC_TRY(const Use row, store.use("SELECT hash FROM audit WHERE what IN ('document', 'reading') ORDER BY number DESC LIMIT 1"));
  LOC_TRY(const bool has_row, row->step());
  return has_row ? build + " " + std::string(row->text(0)) : std::string();
}

/// All of them or nothing: the count stands by itself.
bool take_kept(Kept& kept, const std::string& mark, const std::function<void(Record)>& take) {
  const auto count = kept.get(kind, mark, "count");
  if (!count) return false;
  const std::size_t all = std::strtoull(count->c_str(), nullptr, 10);
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < all; at += in_a_piece) {
    auto piece = kept.get(kind, mark, std::to_string(at));
    if (!piece) return false;
    pieces.push_back(std::move(*piece));
  }
  std::vector<std::vector<Record>> records;
  for (std::string& piece : pieces) {
    auto some = unpack(piece);
    if (!some) return false;
    std::string().swap(piece);
    records.push_back(std::move(*some));
  }
  for (std::vector<Record>& some : records) {
    for (Record& record : some) take(std::move(record));
    std::vector<Record>().swap(some);
  }
  return true;
}

}  // namespace

Result<void> each_as_read(Store& store, const std::function<void(Record)>& take) {
  LOC_TRY(const std::int64_t count, store.database.number("SELECT count(*) FROM record"));
  std::optional<Kept> kept;
  std::string mark;
  if (static_cast<std::size_t>(count) >= least_records_kept) {
    LOC_TRY(mark, mark_of(store));
    auto opened = mark.empty() ? fail(ErrorCode::not_found, "") : Kept::open(Kept::place_beside(store.path()), true);
    if (opened) kept.emplace(std::move(*opened));
    if (kept && take_kept(*kept, mark, take)) return {};
  }
  LOC_TRY(const Use row, store.use("SELECT record.payload FROM record JOIN document ON document.number = record.document "
                                   "ORDER BY document.name, document.id, document.sha256, record.byte_start, record.place"));
  std::vector<Record> piece;
  std::size_t done = 0;
  const auto put = [&] {
    kept->put(kind, mark, std::to_string(done), pack(piece));
    done += piece.size();
    piece.clear();
  };
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) break;
    auto record = record_from_json(row->text(0));
    if (!record) return fail(record.error().code, record.error().what, store.path());
    if (kept) piece.push_back(*record);
    take(std::move(*record));
    if (piece.size() == in_a_piece) put();
  }
  if (!kept) return {};
  if (!piece.empty()) put();
  kept->put(kind, mark, "count", std::to_string(done));
  return {};
}

}  // namespace locarno::ledger
