#include "ratify/inline_rules.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>

#include "base/decimal.hpp"

namespace locarno::ratify {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> pieces(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find(mark);
    out.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

template <class Number>
std::optional<Number> whole(std::string_view text) {
  Number out = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

Failure unread(std::string_view piece, const char* expected) {
  const std::string shown(piece.substr(0, 60));
  return fail(ErrorCode::bad_use, "'" + shown + "' was not understood, expected " + expected);
}

/// A share as a decimal or a fraction; its range is the question's matter.
std::optional<double> share(std::string_view text) {
  const auto exact = text.size() > 40 ? std::nullopt : parse_exact(text);
  return exact ? std::optional<double>(nearest(*exact)) : std::nullopt;
}

}  // namespace

double nearest(const Rational& number) { return std::strtod(decimal(number, 30).c_str(), nullptr); }

Result<std::vector<std::vector<std::uint32_t>>> parse_weights(std::string_view line) {
  constexpr const char* expected = "WEIGHTxVOTERS, for instance 7x5,1x10";
  std::vector<std::vector<std::uint32_t>> out;
  for (const std::string_view piece : pieces(line, ',')) {
    const auto parts = pieces(piece, 'x');
    const auto voters = parts.size() == 1 ? std::optional<std::uint32_t>(1) : parts.size() == 2 ? whole<std::uint32_t>(parts[1]) : std::nullopt;
    if (!voters) return unread(piece, expected);
    std::vector<std::uint32_t> weights;
    for (const std::string_view number : pieces(parts[0], '/')) {
      const auto weight = whole<std::uint32_t>(number);
      if (!weight) return unread(piece, expected);
      weights.push_back(*weight);
    }
    if (weights.size() > 16) return fail(ErrorCode::bad_use, "a voter has at most 16 weights");
    if (*voters > 100'000 || out.size() + *voters > 100'000) return fail(ErrorCode::bad_use, "more than 100000 voters");
    out.insert(out.end(), *voters, weights);
  }
  return out;
}

Result<std::vector<VotingBloc>> parse_blocs(std::string_view line) {
  constexpr const char* expected = "VOTERS@CHANCE, for instance 47@0.95,53@0.45 (also *VOTES each and ~CHANCE to stay away)";
  std::vector<VotingBloc> out;
  for (const std::string_view piece : pieces(line, ',')) {
    const auto halves = pieces(piece, '@');
    const auto voters = halves.size() == 2 ? whole<std::uint32_t>(halves[0]) : std::nullopt;
    if (!voters) return unread(piece, expected);
    VotingBloc bloc;
    bloc.voters = *voters;
    auto rest = pieces(halves[1], '~');
    if (rest.size() == 2) {
      const auto absent = share(rest[1]);
      if (!absent) return unread(piece, expected);
      bloc.absent = *absent;
    }
    const auto parts = pieces(rest[0], '*');
    const auto yes = share(parts[0]);
    const auto weight = parts.size() == 2 ? whole<std::uint32_t>(parts[1]) : std::optional<std::uint32_t>(1);
    if (rest.size() > 2 || parts.size() > 2 || !yes || !weight) return unread(piece, expected);
    bloc.yes = *yes;
    bloc.weight = *weight;
    out.push_back(bloc);
    if (out.size() > 10'000) return fail(ErrorCode::bad_use, "more than 10000 blocs");
  }
  return out;
}

Result<std::vector<std::uint64_t>> parse_quota(std::string_view line) {
  std::vector<std::uint64_t> out;
  for (const std::string_view number : pieces(line, '/')) {
    const auto quota = whole<std::uint64_t>(number);
    if (!quota) return unread(line, "a quota, for instance 39, or one for each dimension, for instance 1/51/218");
    out.push_back(*quota);
  }
  return out;
}

Result<Need> parse_need(std::string_view line) {
  line = trimmed(line);
  constexpr const char* expected = "so many votes (67), a share of the votes cast (2/3) or more than a share (>1/2)";
  Need need;
  if (line.find('/') == std::string_view::npos) {
    const auto votes = whole<std::uint64_t>(line);
    if (!votes) return unread(line, expected);
    need.votes = *votes;
    return need;
  }
  need.of = Need::Of::voting;
  need.more_than = line.starts_with('>');
  const auto parts = pieces(line.substr(need.more_than ? 1 : 0), '/');
  const auto numerator = parts.size() == 2 ? whole<std::uint32_t>(parts[0]) : std::nullopt;
  const auto denominator = parts.size() == 2 ? whole<std::uint32_t>(parts[1]) : std::nullopt;
  if (!numerator || !denominator) return unread(line, expected);
  need.numerator = *numerator;
  need.denominator = *denominator;
  return need;
}

}  // namespace locarno::ratify
