#include "stability/cube_layout.hpp"

namespace locarno::stability {

CubeLayout::CubeLayout(const Model& model) : bits_(static_cast<unsigned>(model.options.size())), parts_(model.makers.size()) {
  for (std::size_t maker = 0; maker < model.makers.size(); ++maker) {
    const std::vector<OptionIndex>& own = model.makers[maker].options;
    if (own.empty()) continue;
    parts_[maker] = {own.front(), static_cast<unsigned>(own.size())};
    is_identity_ = is_identity_ && own.back() - own.front() + 1 == own.size();
  }
  if (is_identity_) return;
  std::vector<OptionIndex> option_at;
  for (std::size_t maker = 0; maker < model.makers.size(); ++maker) {
    parts_[maker].shift = static_cast<unsigned>(option_at.size());
    option_at.insert(option_at.end(), model.makers[maker].options.begin(), model.makers[maker].options.end());
  }
  low_.assign(8192, 0);
  high_.assign(8192, 0);
  for (StateIndex k = 0; k < 8192; ++k) {
    for (unsigned b = 0; b < bits_; ++b) {
      if (b < 13 && (k >> b & 1) != 0) low_[k] |= StateIndex{1} << option_at[b];
      if (b >= 13 && (k >> (b - 13) & 1) != 0) high_[k] |= StateIndex{1} << option_at[b];
    }
  }
}

std::vector<std::uint32_t> CubeLayout::arranged(const std::vector<std::uint32_t>& value) const {
  std::vector<std::uint32_t> out(value.size());
  for (StateIndex s = 0; s < out.size(); ++s) out[s] = value[in_model(s)];
  return out;
}

StateSet CubeLayout::restored(StateSet set) const {
  if (is_identity_) return set;
  StateSet out(set.size());
  for (StateIndex s = 0; s < set.size(); ++s) {
    if (set.has(s)) out.add(in_model(s));
  }
  return out;
}

}  // namespace locarno::stability
