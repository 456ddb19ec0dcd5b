#pragma once
// locarno/base/clock.hpp -- the time now, for what a person signs. Answers never depend on it.
#include <string>

namespace locarno {

/// "2026-01-31T08:15:00Z".
std::string now_utc();

}  // namespace locarno
