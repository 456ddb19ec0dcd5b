#include "study/hold_backtest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace locarno::study {

Result<std::vector<TableBacktest>> hold_backtest(const std::string& folder, unsigned repeats, const Run& run) {
  namespace fs = std::filesystem;
  std::error_code code;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code))
    if (at->path().extension() == ".csv" && at->is_regular_file(code) && at->file_size(code) <= (64u << 20)) files.push_back(at->path());
  if (code) return fail(ErrorCode::io, "cannot list this folder: " + code.message(), folder);
  std::sort(files.begin(), files.end());
  std::vector<TableBacktest> out;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::string head;
    std::getline(in, head);
    if (!in || !hold::is_duration_table(head)) continue;
    in.seekg(0);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    LOC_TRY(std::vector<hold::DurationTable> tables, hold::read_duration_tables(text, file.string()));
    for (hold::DurationTable& table : tables) {
      run.report("tables", out.size(), 0);
      TableBacktest one{std::move(table), {}};
      hold::BacktestQuestion question;
      question.table = &one.table;
      question.repeats = repeats;
      LOC_TRY(one.answer, hold::backtest(question, run));
      out.push_back(std::move(one));
    }
  }
  if (out.empty()) return fail(ErrorCode::bad_input, "none of its .csv files is a known table of durations (docs/hold.md)", folder);
  return out;
}

}  // namespace locarno::study
