#pragma once
// locarno/brief/watch_backtest_page.hpp -- the backtest of alarms as text and JSON.
#include "study/watch_backtest.hpp"

namespace locarno::brief {

std::string watch_backtest_text(const std::vector<study::SeriesBacktest>& all);
std::string watch_backtest_json(const std::vector<study::SeriesBacktest>& all);

}  // namespace locarno::brief
