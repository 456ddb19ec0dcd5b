#include "what_if_shelf.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/file_write.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace locarno::serve {
namespace fs = std::filesystem;
using nlohmann::json;
namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20;
constexpr std::size_t longest_note = 2'000;
constexpr std::size_t longest_name = 120;       // characters
constexpr std::size_t largest_question = 64'000;
constexpr const char* texts[] = {"id", "name", "note", "who", "at"};

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

WhatIfShelf::WhatIfShelf(std::string ledger) {
  if (!ledger.empty() && ledger != ":memory:") file_ = (fs::path(ledger).parent_path() / "what_ifs.json").string();
}

Result<json> WhatIfShelf::read() const {
  std::error_code error;
  if (file_.empty() || !fs::exists(file_, error)) return json::array();
  LOC_TRY(const std::string text, read_file(file_, most_bytes));
  json rows = json::parse(text, nullptr, false);
  const auto is_row = [](const json& row) {
    if (!row.is_object() || !row.contains("question") || !row["question"].is_object()) return false;
    return std::all_of(std::begin(texts), std::end(texts), [&](const char* key) { return row.contains(key) && row[key].is_string(); });
  };
  if (!rows.is_array() || !std::all_of(rows.begin(), rows.end(), is_row)) return fail(ErrorCode::bad_input, "this is no list of kept questions", file_);
  return rows;
}

Result<void> WhatIfShelf::write(const json& rows) const {
  if (file_.empty()) return fail(ErrorCode::bad_use, "nothing can be kept beside a ledger in memory");
  return write_over(file_, rows.dump(1, ' ', false, json::error_handler_t::replace) + "\n", 0600);
}

Result<json> WhatIfShelf::all() {
  const std::lock_guard lock(mutex_);
  return read();
}

Result<json> WhatIfShelf::put(const std::string& name, const std::string& note, const std::string& who, const std::string& at, const json& question) {
  if (name.empty() || characters(name) > longest_name || first_invalid(name) != std::string_view::npos)
    return fail(ErrorCode::bad_use, "expected a name of 1 to 120 characters", "name");
  if (note.size() > longest_note) return fail(ErrorCode::bad_use, "longer than " + std::to_string(longest_note) + " bytes", "note");
  if (question.dump(-1, ' ', false, json::error_handler_t::replace).size() > largest_question)
    return fail(ErrorCode::bad_use, "longer than " + std::to_string(largest_question) + " bytes", "question");
  const std::lock_guard lock(mutex_);
  LOC_TRY(json rows, read());
  const std::string id = short_id("w", name);
  json kept = json::array();
  for (json& row : rows)
    if (row["id"] != id) kept.push_back(std::move(row));
  if (kept.size() >= most) return fail(ErrorCode::limit_reached, "there are " + std::to_string(most) + " kept already, the most that are: remove one first");
  kept.push_back({{"id", id}, {"name", name}, {"note", note}, {"who", who}, {"at", at}, {"question", question}});
  std::sort(kept.begin(), kept.end(), [](const json& a, const json& b) { return a["name"].get_ref<const std::string&>() < b["name"].get_ref<const std::string&>(); });
  LOC_CHECK(write(kept));
  return kept;
}

Result<json> WhatIfShelf::remove(const std::string& id) {
  const std::lock_guard lock(mutex_);
  LOC_TRY(json rows, read());
  json kept = json::array();
  for (json& row : rows)
    if (row["id"] != id) kept.push_back(std::move(row));
  if (kept.size() == rows.size()) return fail(ErrorCode::not_found, "nothing is kept under '" + id.substr(0, 40) + "'");
  LOC_CHECK(write(kept));
  return kept;
}

}  // namespace locarno::serve
