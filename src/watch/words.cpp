// The names of this room's answers, as they stand in files and pages.
#include "watch/board.hpp"
#include "watch/finding.hpp"

namespace locarno::watch {

std::string_view to_string(Claim claim) {
  constexpr std::string_view names[] = {"allegation", "denial", "verification", "refutation"};
  return names[static_cast<std::size_t>(claim)];
}

std::string_view to_string(FindingState state) {
  constexpr std::string_view names[] = {"fulfilment", "alleged", "found", "contested", "withdrawn", "exempt"};
  return names[static_cast<std::size_t>(state)];
}

std::string_view to_string(ClauseStatus status) {
  constexpr std::string_view names[] = {"not_due", "started", "partly", "done", "disputed", "breached"};
  return names[static_cast<std::size_t>(status)];
}

}  // namespace locarno::watch
