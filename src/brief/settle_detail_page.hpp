#pragma once
// locarno/brief/settle_detail_page.hpp -- what `locarno settle` prints beyond the page, and what `locarno check` prints.
#include <string>

#include "study/settle_detail.hpp"

namespace locarno::brief {

/// The JSON of settle with the keys zone.{open,strict}.at_most, cheapest, effects, traded_together, acceptance added.
///   printed   what settle_json gave
std::string with_settle_detail(const std::string& printed, const study::Brief& brief, const study::SettleDetail& detail);

/// Plain lines: bounds, the cheapest opening, the lines that remove or open most, pairs of issues. Red lines
/// go by their ids with party and issue in words, issues and options by their names.
std::string settle_detail_text(const study::Brief& brief, const study::SettleDetail& detail, PageLanguage language);

std::string checked_json(const settle::Checked& checked);
std::string checked_text(const settle::Checked& checked);

}  // namespace locarno::brief
