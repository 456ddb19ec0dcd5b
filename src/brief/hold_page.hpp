#pragma once
// locarno/brief/hold_page.hpp -- would it be kept, as JSON, as text for a terminal, and as a small picture.
#include <string>

#include "model/language.hpp"
#include "study/holding.hpp"

namespace locarno::brief {

/// `S1`, `S2`, `S5`, `S10`, `rmst10`, `median`, `first_to_break` {A, B, accident}, `needed`, `why`, `curve`, `band`, `assumptions`.
std::string hold_json(const study::HoldingQuestion& question, const study::HoldingAnswer& answer);
/// For a terminal. The basis of each assumption is given as its source has it, in English.
std::string hold_text(const study::HoldingQuestion& question, const study::HoldingAnswer& answer, PageLanguage language = PageLanguage::en);

/// The curve with its band, ten years, as SVG; empty without a band. `title` is plain words.
std::string hold_svg(const study::HoldingAnswer& answer, const std::string& title, const std::string& description);

}  // namespace locarno::brief
