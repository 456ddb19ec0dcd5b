#pragma once
// locarno/brief/backtest_page.hpp -- the backtest of durations as JSON, as a table, and calibration as a picture.
#include "study/hold_backtest.hpp"

namespace locarno::brief {

std::string hold_backtest_json(const std::vector<study::TableBacktest>& tables);
std::string hold_backtest_text(const std::vector<study::TableBacktest>& tables);
/// Forecast against what happened, thirds of the forecast at 1, 2 and 5 years, for the gamma frailty and Cox.
std::string calibration_svg(const study::TableBacktest& table);

}  // namespace locarno::brief
