#include "model/document.hpp"

#include <algorithm>
#include <array>

namespace locarno {
namespace {
/// In the order of BlockRole.
constexpr std::array<std::string_view, 18> role_names = {
    "body", "body_translation", "lead", "title", "subhead", "caption", "infographic_label", "section_label",
    "source_credit", "dateline_meta", "editor_meta", "comment_meta", "image", "image_alt_title", "related", "widget",
    "pager", "rule"};
static_assert(role_names.size() == static_cast<std::size_t>(BlockRole::rule) + 1);
}  // namespace

std::string_view to_string(BlockRole role) { return role_names[static_cast<std::size_t>(role)]; }

std::optional<BlockRole> parse_block_role(std::string_view name) {
  const auto found = std::find(role_names.begin(), role_names.end(), name);
  if (found == role_names.end()) return std::nullopt;
  return static_cast<BlockRole>(found - role_names.begin());
}

std::string_view to_string(PublishedBasis basis) {
  switch (basis) {
    case PublishedBasis::none: return "none";
    case PublishedBasis::printed: return "printed";
    case PublishedBasis::dateline: return "dateline";
    case PublishedBasis::inferred: return "inferred";
  }
  return "none";
}

}  // namespace locarno
