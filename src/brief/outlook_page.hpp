#pragma once
// locarno/brief/outlook_page.hpp -- would a settlement pass at home, and what could be signed, ratified and kept: JSON and text.
#include <string>

#include "study/outlook_case.hpp"

namespace locarno::brief {

std::string ratification_json(const study::RatificationQuestion& question, const study::RatificationAnswer& answer);
std::string ratification_text(const study::RatificationQuestion& question, const study::RatificationAnswer& answer, PageLanguage language);
std::string trade_json(const study::TradeQuestion& question, const study::TradeAnswer& answer);
std::string trade_text(const study::TradeQuestion& question, const study::TradeAnswer& answer, PageLanguage language);

}  // namespace locarno::brief
