#pragma once
// locarno/brief/bulletin_page.hpp -- a bulletin and the board for people: Markdown, HTML, terminal; zh and en.
//
// What is redacted in the JSON is redacted here. Every word from a report, a party or a case is escaped.
#include <set>
#include <string>

#include "study/bulletin.hpp"

namespace locarno::brief {

std::string bulletin_markdown(const study::DailyBulletin& bulletin, const study::Monitor& monitor, const std::set<std::string>& redact, PageLanguage language);
/// One file, with the pictures in it.
std::string bulletin_html(const study::DailyBulletin& bulletin, const study::Monitor& monitor, const std::set<std::string>& redact, PageLanguage language);
std::string board_text(const watch::Board& board, const Terms& terms, PageLanguage language);
std::string board_json(const watch::Board& board, const Terms& terms);

}  // namespace locarno::brief
