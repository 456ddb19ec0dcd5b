#include "model/nearest.hpp"

#include <algorithm>
#include <array>

namespace locarno {
namespace {

constexpr std::size_t longest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Optimal string alignment distance. Precondition: both at most `longest` bytes.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& up = rows[(i + 2) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t differs = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
      row[j] = std::min({up[j] + 1, row[j - 1] + 1, up[j - 1] + differs});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  if (wrong.empty() || wrong.size() > longest) return {};
  std::string_view best;
  std::size_t best_changes = 4;
  for (const std::string_view name : candidates) {
    if (name.empty() || name.size() > longest) continue;
    const std::size_t changes = distance(wrong, name);
    if (changes < best_changes && changes * 3 <= std::max(wrong.size(), name.size())) {
      best = name;
      best_changes = changes;
    }
  }
  return std::string(best);
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  const std::string name = nearest_name(wrong, candidates);
  return name.empty() ? std::string() : "; did you mean '" + name + "'?";
}

}  // namespace locarno
