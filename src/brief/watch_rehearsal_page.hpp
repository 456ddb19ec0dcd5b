#pragma once
// locarno/brief/watch_rehearsal_page.hpp -- a rehearsed ladder and what was learned, as text and JSON.
#include "model/language.hpp"
#include "study/watch_rehearsal.hpp"

namespace locarno::brief {

std::string rehearsal_text(const study::RehearseAnswer& answer, PageLanguage language);
std::string rehearsal_json(const study::RehearseAnswer& answer);
std::string learned_text(const study::LearnedAnswer& answer, PageLanguage language);
std::string learned_json(const study::LearnedAnswer& answer);

}  // namespace locarno::brief
