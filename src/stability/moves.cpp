#include "stability/moves.hpp"

#include <algorithm>
#include <numeric>

namespace locarno::stability {

Moves::Moves(const CheckedModel& model) : model_(&*model), own_(model->makers.size()) {
  for (OptionIndex option = 0; option < model->options.size(); ++option) {
    const Mask bit = Mask{1} << option;
    const Direction way = model->options[option].direction;
    own_[model->options[option].maker] |= bit;
    if (way == Direction::forward || way == Direction::fixed) no_back_ |= bit;
    if (way == Direction::backward || way == Direction::fixed) no_forth_ |= bit;
    is_directed_ = is_directed_ || way != Direction::both;
  }
  if (!model->arcs.empty()) {
    kind_ = Kind::arcs;
    build_rows();
  } else if (!model->masks.empty()) {
    kind_ = Kind::listed;
    columns_.resize(model->makers.size());
    for (MakerIndex maker = 0; maker < model->makers.size(); ++maker) build_columns(maker);
  }
}

void Moves::build_rows() {
  const std::size_t states = model_->states();
  for (const std::vector<Arc>& arcs : model_->arcs) {
    Rows out{std::vector<std::size_t>(states + 1, 0), std::vector<StateIndex>(arcs.size())}, in = out;
    for (const Arc& arc : arcs) ++out.start[arc.from + 1], ++in.start[arc.to + 1];
    std::partial_sum(out.start.begin(), out.start.end(), out.start.begin());
    std::partial_sum(in.start.begin(), in.start.end(), in.start.begin());
    std::vector<std::size_t> next_out = out.start, next_in = in.start;
    for (const Arc& arc : arcs) {
      out.to[next_out[arc.from]++] = arc.to;
      in.to[next_in[arc.to]++] = arc.from;
    }
    forward_.push_back(std::move(out));
    backward_.push_back(std::move(in));
  }
}

void Moves::build_columns(MakerIndex maker) {
  const std::vector<Mask>& masks = model_->masks;
  const Mask others = ~own_[maker];
  Columns& c = columns_[maker];
  c.members.resize(masks.size());
  std::iota(c.members.begin(), c.members.end(), StateIndex{0});
  std::sort(c.members.begin(), c.members.end(), [&](StateIndex a, StateIndex b) {
    return std::pair(masks[a] & others, masks[a]) < std::pair(masks[b] & others, masks[b]);
  });
  c.column_of.resize(masks.size());
  for (std::uint32_t k = 0; k < c.members.size(); ++k) {
    if (k == 0 || (masks[c.members[k]] & others) != (masks[c.members[k - 1]] & others)) c.start.push_back(k);
    c.column_of[c.members[k]] = static_cast<std::uint32_t>(c.start.size() - 1);
  }
  c.start.push_back(static_cast<std::uint32_t>(c.members.size()));
}

std::vector<StateIndex> Moves::from(MakerIndex maker, StateIndex s) const {
  std::vector<StateIndex> list;
  each(maker, s, [&](StateIndex t) { list.push_back(t); });
  std::sort(list.begin(), list.end());
  return list;
}

bool Moves::can_move(MakerIndex maker, StateIndex from, StateIndex to) const {
  if (kind_ == Kind::arcs) {
    const auto targets = arcs_of(forward_[maker], from);
    return std::binary_search(targets.begin(), targets.end(), to);
  }
  const Mask a = model_->mask(from), b = model_->mask(to);
  return from != to && ((a ^ b) & ~own_[maker]) == 0 && may_turn(maker, a, b);
}

}  // namespace locarno::stability
