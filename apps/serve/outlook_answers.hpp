#pragma once
// apps/serve/outlook_answers.hpp -- answers that may take long: at once (GET), or as a job.
#include "routes.hpp"

namespace locarno::serve {

Result<std::string> stability_answer(const Ask& ask, Run& run);
Result<std::string> ratify_answer(const Ask& ask, Run& run);
Result<std::string> hold_answer(const Ask& ask, Run& run);
Result<std::string> trade_answer(const Ask& ask, Run& run);

}  // namespace locarno::serve
