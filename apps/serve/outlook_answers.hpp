#pragma once
// apps/serve/outlook_answers.hpp -- answers that may take long: at once (GET), or as a job.
#include "routes.hpp"
#include "study/what_if.hpp"

namespace locarno::serve {

Result<std::string> stability_answer(const Ask& ask, Run& run);
Result<std::string> ratify_answer(const Ask& ask, Run& run);
Result<std::string> hold_answer(const Ask& ask, Run& run);
Result<std::string> trade_answer(const Ask& ask, Run& run);
Result<std::string> links_answer(const Ask& ask, Run& run);
/// `release`, `add` and `fix` of a body. Errors: bad_use naming the place.
Result<study::WhatIfQuestion> what_if_question(const nlohmann::json& body);

}  // namespace locarno::serve
