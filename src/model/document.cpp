#include "model/document.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

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

namespace {

/// The first item whose span ends after `at`.
template <class Item>
auto first_after(const std::vector<Item>& items, std::uint32_t at) {
  return std::partition_point(items.begin(), items.end(), [&](const Item& item) { return item.span.end <= at; });
}

}  // namespace

std::string words_shown(const Document& document, Span span) {
  const std::string_view text = document.text;
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(span.end, text.size()));
  const bool has_tags = document.container != "text";   // there, what stands between two blocks is markup
  std::string out;
  auto mark = first_after(document.markup, span.begin);
  auto block = first_after(document.blocks, span.begin);
  bool was_in_block = false;
  for (std::uint32_t at = span.begin; at < end;) {
    while (mark != document.markup.end() && mark->span.end <= at) ++mark;
    for (; block != document.blocks.end() && block->span.end <= at; ++block) was_in_block = true;
    const bool is_between = has_tags && was_in_block && block != document.blocks.end() && at < block->span.begin && block->span.begin < end;
    if (is_between) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
      at = block->span.begin;
    } else if (mark != document.markup.end() && mark->span.begin <= at) {
      if (mark->as != 0 && mark->span.begin == at) append_utf8(out, mark->as);   // not so when the span begins inside it
      at = mark->span.end;
    } else {
      std::uint32_t stop = end;
      if (mark != document.markup.end()) stop = std::min(stop, mark->span.begin);
      if (block != document.blocks.end()) stop = std::min(stop, at < block->span.begin ? block->span.begin : block->span.end);
      out.append(text.substr(at, stop - at));
      at = stop;
    }
  }
  return out;
}

}  // namespace locarno
