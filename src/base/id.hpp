#pragma once
// locarno/base/id.hpp -- index types that do not mix: a party is not an issue.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace locarno {

/// A 32-bit index into one table, typed by Tag. Ordered, hashable; none() is "no row".
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value_(static_cast<std::uint32_t>(index)) {}
  static constexpr Id none() { return Id(); }
  constexpr bool is_none() const { return value_ == UINT32_MAX; }
  constexpr std::uint32_t index() const { return value_; }
  constexpr auto operator<=>(const Id&) const = default;

 private:
  std::uint32_t value_ = UINT32_MAX;
};

/// A vector indexed by one kind of Id only.
template <class IdType, class T>
class IdVec {
 public:
  IdVec() = default;
  explicit IdVec(std::size_t n, const T& value = T()) : rows_(n, value) {}
  decltype(auto) operator[](IdType id) { return rows_[id.index()]; }
  decltype(auto) operator[](IdType id) const { return rows_[id.index()]; }
  IdType push_back(T value) { rows_.push_back(std::move(value)); return IdType(rows_.size() - 1); }
  void reserve(std::size_t rows) { rows_.reserve(rows); }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  bool operator==(const IdVec&) const = default;

 private:
  std::vector<T> rows_;
};

}  // namespace locarno

template <class Tag>
struct std::hash<locarno::Id<Tag>> {
  std::size_t operator()(locarno::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>()(id.index()); }
};
