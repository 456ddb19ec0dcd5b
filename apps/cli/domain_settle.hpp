#pragma once
// apps/cli/domain_settle.hpp -- `locarno settle` on a domain folder: the frontier and the fair points.
#include <string>
#include <vector>

#include "door.hpp"
#include "study/brief.hpp"

namespace locarno::cli {

/// Options that only a domain understands; add_domain_options puts them on the settle command.
struct DomainOptions {
  std::string compat = "none";
  std::vector<std::string> profiles;
  bool frontier = false;
  std::string draft;
  std::string format;                  ///< --export
  std::string folder;                  ///< --to
  bool no_frontier = false;
  std::vector<std::string> only;
  std::uint64_t limit = 0;
  double seconds = 0;
  std::string svg;                     ///< folder for pictures
};

void add_domain_options(CLI::App& command, DomainOptions& options);
bool is_domain(const std::string& place);
/// The frontier and fair points of a case that has scores, added to what `settle` prints, under the limits of door.run. "" when
/// it failed (the door has the status); `printed` alone when there are no scores or the user stopped before a point was known.
std::string settle_case_points(const study::Brief& brief, const std::string& printed, const DomainOptions& options, PageLanguage language,
                               bool json, Door& door);
void settle_domain(const std::string& place, const DomainOptions& options, PageLanguage language, bool json, Door& door);

}  // namespace locarno::cli
