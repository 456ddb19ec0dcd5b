#include "brief/points_picture.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "brief/pictures.hpp"

namespace locarno::brief {
namespace {

PicturePoint picture_point(const settle::FrontierPoint& point) {
  PicturePoint out;
  for (const Rational& worth : point.worth) out.worth.push_back(worth.get_d());
  out.is_acceptable = point.is_acceptable;
  return out;
}

/// Names the point of the picture with this worth; adds it where the list was cut before it.
void add_name(const std::optional<settle::FairPoint>& fair, const char* name, const settle::PointsAnswer& points, FrontierPicture& picture) {
  if (!fair) return;
  std::size_t at = 0;
  while (at < points.points.size() && points.points[at].worth != fair->at.worth) ++at;
  if (at == points.points.size()) {
    const PicturePoint added = picture_point(fair->at);
    const auto same = std::find_if(picture.points.begin() + static_cast<std::ptrdiff_t>(at), picture.points.end(),
                                   [&](const PicturePoint& one) { return one.worth == added.worth; });
    at = static_cast<std::size_t>(same - picture.points.begin());
    if (same == picture.points.end()) picture.points.push_back(added);
  }
  picture.points[at].names.push_back(name);
}

std::string worths(const settle::FrontierPoint& point, const settle::ScoreTable& table) {
  std::string out;
  for (std::size_t p = 0; p < point.worth.size(); ++p)
    out += (p == 0 ? "" : ", ") + table.parties[p].name + " " + decimal(point.worth[p], 4);
  return out;
}

}  // namespace

std::string points_svg(const study::DomainAnswer& answer) {
  const settle::PointsAnswer& points = answer.points;
  FrontierPicture picture;
  picture.title = "Frontier of " + answer.table.name;
  picture.fallback_word = "no agreement";
  for (std::size_t p = 0; p < answer.table.parties.size(); ++p) {
    picture.parties.push_back(answer.table.parties[p].name);
    picture.fallback.push_back((p < points.fallback.size() ? points.fallback[p] : answer.table.parties[p].fallback).get_d());
  }
  for (const settle::FrontierPoint& point : points.points) picture.points.push_back(picture_point(point));
  const std::pair<const std::optional<settle::FairPoint>*, const char*> named[] = {{&points.nash, "Nash"},
                                                                                  {&points.ks, "Kalai-Smorodinsky"},
                                                                                  {&points.egalitarian, "egalitarian"},
                                                                                  {&points.welfare, "largest sum"},
                                                                                  {&points.min_difference, "least difference"}};
  picture.description = points.frontier == Verdict::proved
                            ? std::to_string(points.pareto_points) + " points, " + std::to_string(points.points.size()) + " of them listed."
                            : std::to_string(points.points.size()) + " points known; the frontier was not worked out to its end.";
  for (const auto& [fair, name] : named) {
    add_name(*fair, name, points, picture);
    if (*fair) picture.description += std::string(" ") + name + ": " + worths((*fair)->at, answer.table) + ".";
  }
  return frontier_svg(picture);
}

}  // namespace locarno::brief
