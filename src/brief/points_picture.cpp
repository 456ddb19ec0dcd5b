#include "brief/points_picture.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "brief/pictures.hpp"
#include "brief/words_settle.hpp"

namespace locarno::brief {
namespace {

PicturePoint picture_point(const settle::FrontierPoint& point) {
  PicturePoint out;
  for (const Rational& worth : point.worth) out.worth.push_back(worth.get_d());
  out.is_acceptable = point.is_acceptable;
  return out;
}

/// Names the point of the picture with this worth; adds it where the list was cut before it.
void add_name(const std::optional<settle::FairPoint>& fair, const std::string& name, const settle::PointsAnswer& points, FrontierPicture& picture) {
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

std::string points_svg(const study::DomainAnswer& answer, PageLanguage language) {
  const settle::PointsAnswer& points = answer.points;
  FrontierPicture picture;
  picture.title = say(SettleWord::frontier_of, language, {answer.table.name});
  picture.fallback_word = word(SettleWord::no_agreement_point, language);
  for (std::size_t p = 0; p < answer.table.parties.size(); ++p) {
    picture.parties.push_back(answer.table.parties[p].name);
    picture.fallback.push_back((p < points.fallback.size() ? points.fallback[p] : answer.table.parties[p].fallback).get_d());
  }
  for (const settle::FrontierPoint& point : points.points) picture.points.push_back(picture_point(point));
  const std::pair<const std::optional<settle::FairPoint>*, SettleWord> named[] = {{&points.nash, SettleWord::picture_nash},
                                                                                 {&points.ks, SettleWord::picture_ks},
                                                                                 {&points.egalitarian, SettleWord::picture_egalitarian},
                                                                                 {&points.welfare, SettleWord::picture_welfare},
                                                                                 {&points.min_difference, SettleWord::picture_difference}};
  const std::string listed = std::to_string(points.points.size());
  picture.description = points.frontier == Verdict::proved
                            ? say(SettleWord::frontier_listed, language, {std::to_string(points.pareto_points), listed})
                            : say(SettleWord::frontier_known, language, {listed});
  for (const auto& [fair, id] : named) {
    const std::string name(word(id, language));
    add_name(*fair, name, points, picture);
    if (*fair) picture.description += say(SettleWord::picture_named, language, {name, worths((*fair)->at, answer.table)});
  }
  return frontier_svg(picture);
}

}  // namespace locarno::brief
