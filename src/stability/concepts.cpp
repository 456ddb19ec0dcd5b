#include "stability/concepts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace locarno::stability {
namespace {

constexpr std::array<std::string_view, 6> names = {"R", "GMR", "SMR", "SEQ", "SSEQ", "SIM"};

}  // namespace

std::string_view to_string(Concept which) { return names[static_cast<std::size_t>(which)]; }

Result<Concept> concept_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return fail(ErrorCode::bad_use, fmt::format("'{}' is no concept of stability; known are {}", name, fmt::join(names, ", ")));
  return static_cast<Concept>(found - names.begin());
}

bool has_simultaneous_moves(const CheckedModel& model) {
  if (model->arcs.empty()) return true;
  std::vector<Mask> masks = model->masks;
  std::sort(masks.begin(), masks.end());
  if (std::adjacent_find(masks.begin(), masks.end()) != masks.end()) return false;
  for (std::size_t maker = 0; maker < model->makers.size(); ++maker) {
    Mask own = 0;
    for (const OptionIndex option : model->makers[maker].options) own |= Mask{1} << option;
    for (const Arc& arc : model->arcs[maker]) {
      if (((model->mask(arc.from) ^ model->mask(arc.to)) & ~own) != 0) return false;
    }
  }
  return true;
}

}  // namespace locarno::stability
