#pragma once
// locarno/study/hold_backtest.hpp -- the backtest of durations over a folder of public tables.
#include <string>
#include <vector>

#include "hold/backtest.hpp"

namespace locarno::study {

struct TableBacktest {
  hold::DurationTable table;
  hold::BacktestAnswer answer;
};

/// Every known table among the .csv files of the folder, in order of name. Errors: io; bad_input when there is none, or with the line.
Result<std::vector<TableBacktest>> hold_backtest(const std::string& folder, unsigned repeats, const Run& run);

}  // namespace locarno::study
