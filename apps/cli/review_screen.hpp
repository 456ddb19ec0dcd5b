#pragma once
// apps/cli/review_screen.hpp -- the review on a full screen. Every act goes through study/review.hpp.
#include <string>

#include "door.hpp"
#include "study/review.hpp"
#include "study/review_queue.hpp"

namespace locarno::cli {

/// Runs until the reader leaves. Ctrl-C and SIGTERM leave too, with the terminal as it was and status 4.
void review_screen(study::ReviewDesk& desk, study::QueueFilter filter, const std::string& reader, Door& door);

}  // namespace locarno::cli
