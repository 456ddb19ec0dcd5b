#pragma once
// locarno/settle/archive.hpp -- is a vector dominated by one met before? Inside settle only.
//
// Vectors come in descending order of their first coordinate (ties: of the second, and so on), so only the others are
// compared: one number for two parties, a staircase for three (Kung, Luccio, Preparata 1975, J. ACM 22:469-476), a tree of
// boxes for more (after Jaszkiewicz & Lust 2018, IEEE Trans. Evol. Comput. 22:778-791).
#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace locarno::settle {

/// Every coordinate of a (k of them) at least that of b.
template <class S>
bool covers(const S* a, const S* b, std::size_t k) {
  for (std::size_t i = 0; i < k; ++i)
    if (a[i] < b[i]) return false;
  return true;
}

/// Pairs (x, y), none of which covers another: x ascending, y descending.
template <class S>
class Staircase {
 public:
  void clear() { steps_.clear(); }
  bool covers_point(const S* p) const {
    const auto at = std::lower_bound(steps_.begin(), steps_.end(), p[0], [](const Step& s, const S& x) { return s.x < x; });
    return at != steps_.end() && !(at->y < p[1]);
  }
  void add(const S* p) {
    auto to = std::upper_bound(steps_.begin(), steps_.end(), p[0], [](const S& x, const Step& s) { return x < s.x; });
    auto from = to;
    while (from != steps_.begin() && !(p[1] < std::prev(from)->y)) --from;
    if (from == to) { steps_.insert(to, {p[0], p[1]}); return; }
    *from = {p[0], p[1]};
    steps_.erase(from + 1, to);
  }

 private:
  struct Step { S x, y; };
  std::vector<Step> steps_;
};

/// Any number of coordinates: boxes in a binary tree, split in the middle of their widest coordinate.
template <class S>
class BoxTree {
 public:
  explicit BoxTree(std::size_t k) : k_(k) {}
  void clear() { nodes_.clear(); }
  std::uint64_t work() const { return work_; }

  bool covers_point(const S* p) {
    if (nodes_.empty()) return false;
    stack_.assign(1, 0);
    while (!stack_.empty()) {
      const Node& node = nodes_[stack_.back()];
      stack_.pop_back();
      ++work_;
      if (!covers(node.most.data(), p, k_)) continue;
      if (node.left != 0) {
        stack_.push_back(node.left);
        stack_.push_back(node.left + 1);
        continue;
      }
      for (std::size_t i = 0; i < node.points.size(); i += k_)
        if (covers(&node.points[i], p, k_)) return true;
      work_ += node.points.size() / k_;
    }
    return false;
  }

  void add(const S* p) {
    if (nodes_.empty()) nodes_.push_back({std::vector<S>(p, p + k_), {}, 0, 0, {}});
    std::size_t at = 0;
    while (true) {
      for (std::size_t i = 0; i < k_; ++i) nodes_[at].most[i] = std::max(nodes_[at].most[i], p[i]);
      if (nodes_[at].left == 0) break;
      at = nodes_[at].left + (p[nodes_[at].axis] < nodes_[at].border ? 0u : 1u);
    }
    nodes_[at].points.insert(nodes_[at].points.end(), p, p + k_);
    if (nodes_[at].points.size() >= leaf * k_) split(at);
  }

 private:
  static constexpr std::size_t leaf = 32;
  struct Node {
    std::vector<S> most;      ///< largest of each coordinate
    std::vector<S> points;    ///< of a leaf, k numbers each
    std::size_t left = 0;     ///< first of two children; 0 = a leaf
    std::size_t axis = 0;
    S border{};
  };

  void split(std::size_t at) {
    const std::vector<S> points = nodes_[at].points;
    const std::size_t count = points.size() / k_;
    std::vector<S> column(count);
    for (std::size_t tried = 0; tried < k_; ++tried) {
      const std::size_t axis = (next_axis_ + tried) % k_;
      for (std::size_t i = 0; i < count; ++i) column[i] = points[i * k_ + axis];
      std::sort(column.begin(), column.end());
      if (!(column.front() < column[count / 2])) continue;  // one half would stay empty
      next_axis_ = axis + 1;
      const std::size_t left = nodes_.size();
      nodes_[at].left = left;
      nodes_[at].axis = axis;
      nodes_[at].border = column[count / 2];
      nodes_[at].points = {};
      nodes_.emplace_back();
      nodes_.emplace_back();
      for (std::size_t i = 0; i < count; ++i) {
        const S* p = &points[i * k_];
        Node& child = nodes_[left + (p[axis] < nodes_[at].border ? 0u : 1u)];
        if (child.most.empty()) child.most.assign(p, p + k_);
        for (std::size_t c = 0; c < k_; ++c) child.most[c] = std::max(child.most[c], p[c]);
        child.points.insert(child.points.end(), p, p + k_);
      }
      return;
    }
  }

  std::size_t k_;
  std::size_t next_axis_ = 0;
  std::uint64_t work_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::size_t> stack_;
};

}  // namespace locarno::settle
