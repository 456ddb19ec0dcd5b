#include "brief/watch_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "brief/safe.hpp"
#include "brief/watch_words.hpp"

namespace locarno::brief {
namespace {

constexpr double map_width = 720, map_most_height = 720;

std::string safe(std::string_view words) { return html_escape(visible(words)); }

/// Where a place stands on the sheet; longitudes relative to the first, so that 180 degrees is no seam.
struct Sheet {
  double west = 0, north = 0, scale = 1, across = 1, first = 0, height = 0;
  double x(double lon) const {
    double away = lon - first;
    if (away > 180) away -= 360;
    if (away < -180) away += 360;
    return (away - west) * across * scale + 20;
  }
  double y(double lat) const { return (north - lat) * scale + 20; }
};

/// Named visibly by form: filled = found, hollow = alleged, with a bar = contested, square = fulfilled.
std::string mark_svg(double x, double y, watch::FindingState state, int severity, const std::string& title) {
  const double r = 3.5 + severity;
  std::string out = fmt::format("<g><title>{}</title>", title);
  switch (state) {
    case watch::FindingState::found: out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"#8a1c1c\" stroke=\"#000\"/>", x, y, r); break;
    case watch::FindingState::contested:
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"#d9a3a3\" stroke=\"#000\"/><path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"#000\"/>", x, y, r, x - r, y + r, x + r, y - r);
      break;
    case watch::FindingState::fulfilment: out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"8\" height=\"8\" fill=\"#1f5c3a\" stroke=\"#000\"/>", x - 4, y - 4); break;
    case watch::FindingState::exempt:
    case watch::FindingState::withdrawn: out += fmt::format("<path d=\"M{:.1f} {:.1f}l6 6m0 -6l-6 6\" stroke=\"#666\" fill=\"none\"/>", x - 3, y - 3); break;
    case watch::FindingState::alleged: out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"none\" stroke=\"#444\"/>", x, y, r); break;
  }
  return out + "</g>\n";
}

std::string path_of(const Sheet& sheet, const watch::Outline& outline, bool closed) {
  std::string out;
  for (std::size_t i = 0; i < outline.size(); ++i) out += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", sheet.x(outline[i].first), sheet.y(outline[i].second));
  return out + (closed ? "Z" : "");
}

Sheet sheet_of(const std::vector<const watch::GeoShape*>& shapes) {
  Sheet out;
  double west = 1e9, east = -1e9, south = 1e9, north = -1e9;
  bool is_first = true;
  const auto take = [&](const watch::Outline& outline) {
    for (const auto& [lon, lat] : outline) {
      if (is_first) out.first = lon, is_first = false;
      double away = lon - out.first;
      if (away > 180) away -= 360;
      if (away < -180) away += 360;
      west = std::min(west, away), east = std::max(east, away), south = std::min(south, lat), north = std::max(north, lat);
    }
  };
  for (const watch::GeoShape* shape : shapes) {
    for (const auto& polygon : shape->polygons) for (const auto& ring : polygon) take(ring);
    for (const auto& line : shape->lines) take(line);
  }
  const double margin = std::max(0.02, 0.04 * std::max(east - west, north - south));
  out.west = west - margin, out.north = north + margin;
  out.across = std::max(0.05, std::cos((south + north) / 2 * 3.14159265358979 / 180));
  const double wide = (east - west + 2 * margin) * out.across, tall = north - south + 2 * margin;
  out.scale = std::min((map_width - 40) / wide, (map_most_height - 40) / tall);
  out.height = tall * out.scale + 40;
  return out;
}

std::string shape_words(const TermsShape& shape, PageLanguage language) {
  const std::string& name = shape.name.in(language);
  std::string out = name.empty() ? shape.id : name;
  if (shape.within_km > 0) out += fmt::format(", {} km", shape.within_km);
  return out + fmt::format(" (v{})", shape.version);
}

}  // namespace

std::string watch_map_svg(const Terms& terms, const watch::Geometry& geometry, const std::vector<study::WatchMark>& marks, std::int64_t at, bool with_places, PageLanguage language) {
  std::vector<const watch::GeoShape*> shown;
  for (std::size_t s = 0; s < terms.shapes.size(); ++s)
    if (at >= terms.shapes[s].from && at < terms.shapes[s].until) shown.push_back(&geometry.outline(s));
  if (shown.empty()) return {};
  const Sheet sheet = sheet_of(shown);
  const double km = sheet.scale / 111.195;
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\"><title>{}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
                                map_width, sheet.height + 22, word(WatchWord::map, language));
  std::string labels;
  // Sectors lie beneath everything, the line above.
  using Kind = TermsShape::Kind;
  std::vector<std::size_t> order;
  for (const Kind kind : {Kind::sector, Kind::band, Kind::buffer, Kind::exempt, Kind::line})
    for (std::size_t s = 0; s < terms.shapes.size(); ++s)
      if (terms.shapes[s].kind == kind && at >= terms.shapes[s].from && at < terms.shapes[s].until) order.push_back(s);
  for (const std::size_t s : order) {
    const TermsShape& shape = terms.shapes[s];
    const watch::GeoShape& outline = geometry.outline(s);
    const std::string name = safe(shape_words(shape, language));
    const bool is_sector = shape.kind == TermsShape::Kind::sector;
    for (const auto& polygon : outline.polygons) {
      std::string path;
      for (const auto& ring : polygon) path += path_of(sheet, ring, true);
      out += fmt::format("<path d=\"{}\" fill=\"{}\" fill-rule=\"evenodd\" stroke=\"#999\" stroke-dasharray=\"{}\"><title>{}</title></path>\n", path, is_sector ? "#f4f4f0" : "#d8e2ec", is_sector ? "2 3" : "none", name);
      if (is_sector && !polygon.empty() && !polygon[0].empty()) {
        double x = 0, y = 0;
        for (const auto& [lon, lat] : polygon[0]) x += sheet.x(lon), y += sheet.y(lat);
        const auto count = static_cast<double>(polygon[0].size());
        labels += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\" fill=\"#555\">{}</text>\n", x / count, y / count, safe(shape.name.in(language).empty() ? shape.id : shape.name.in(language)));
      }
    }
    for (const auto& line : outline.lines) {
      if (shape.within_km > 0 && line.size() == 1)
        out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"none\" stroke=\"#1c4f8a\" stroke-dasharray=\"4 2\"><title>{}</title></circle>\n", sheet.x(line[0].first), sheet.y(line[0].second),
                           std::max(4.0, shape.within_km * km), name);
      else if (shape.within_km > 0)
        out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"#1c4f8a\" stroke-opacity=\"0.13\" stroke-linejoin=\"round\" stroke-linecap=\"round\" stroke-width=\"{:.1f}\"><title>{}</title></path>\n", path_of(sheet, line, false),
                           2 * shape.within_km * km, name);
      else out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"><title>{}</title></path>\n", path_of(sheet, line, false), name);
    }
  }
  out += labels;
  for (const study::WatchMark& mark : marks) {
    if (!mark.has_place || !with_places) continue;
    const double x = sheet.x(mark.lon), y = sheet.y(mark.lat);
    if (x < -50 || x > map_width + 50 || y < -50 || y > sheet.height + 50) continue;
    const double ring = std::min(400.0, mark.radius_km * km);
    if (ring > 5) out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"none\" stroke=\"#888\" stroke-dasharray=\"1 2\"/>\n", x, y, ring);
    out += mark_svg(x, y, mark.state, mark.severity, safe(fmt::format("{} {} {}", instant_text(mark.begin), mark.clause, word_of(mark.state, language))));
  }
  const double bar_km = std::pow(10, std::floor(std::log10(std::max(1e-3, 100 / km))));
  out += fmt::format("<path d=\"M20 {0:.0f}h{1:.1f}\" stroke=\"#000\" stroke-width=\"3\"/><text x=\"{2:.1f}\" y=\"{3:.0f}\">{4:g} km</text>\n", sheet.height + 8, bar_km * km, 26 + bar_km * km, sheet.height + 12, bar_km);
  double x = 60 + bar_km * km + 20;
  for (const auto state : {watch::FindingState::found, watch::FindingState::contested, watch::FindingState::alleged, watch::FindingState::fulfilment, watch::FindingState::exempt}) {
    const std::string_view words = state == watch::FindingState::exempt ? word(WatchWord::exempt_or_withdrawn, language) : word_of(state, language);
    out += mark_svg(x, sheet.height + 8, state, 1, "") + fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n", x + 10, sheet.height + 12, words);
    x += state == watch::FindingState::alleged ? 172 : state == watch::FindingState::found ? 65 : 82;
  }
  return out + "</svg>\n";
}

std::string watch_timeline_svg(const Terms& terms, const std::vector<study::WatchMark>& marks, std::int64_t until, PageLanguage language) {
  std::vector<std::string> sectors;
  for (const TermsShape& shape : terms.shapes)
    if (shape.kind == TermsShape::Kind::sector && std::find(sectors.begin(), sectors.end(), shape.id) == sectors.end()) sectors.push_back(shape.id);
  sectors.push_back("");
  constexpr double left = 130, right = 700, row = 34;
  const std::int64_t from = until - 28 * 86400;
  const double height = 40 + row * static_cast<double>(sectors.size());
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 {:.0f}\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\"><title>{}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n", height,
                                word(WatchWord::timeline, language));
  const auto x_of = [&](std::int64_t at) { return left + (right - left) * static_cast<double>(at - from) / static_cast<double>(until - from); };
  for (int day = 0; day <= 28; day += 7)
    out += fmt::format("<path d=\"M{0:.1f} 20V{1:.0f}\" stroke=\"#ddd\"/><text x=\"{0:.1f}\" y=\"14\" text-anchor=\"middle\">{2}</text>\n", x_of(from + day * 86400), height - 14, instant_text(from + day * 86400).substr(5, 5));
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    const double y = 36 + row * static_cast<double>(s);
    std::string name = sectors[s].empty() ? std::string(word(WatchWord::no_sector, language)) : sectors[s];
    for (const TermsShape& shape : terms.shapes)
      if (shape.id == sectors[s] && !shape.name.in(language).empty()) name = shape.name.in(language);
    out += fmt::format("<text x=\"8\" y=\"{:.0f}\">{}</text><path d=\"M{:.0f} {:.0f}H{:.0f}\" stroke=\"#bbb\"/>\n", y + 4, safe(shorten(name, 20)), left, y, right);
    for (const study::WatchMark& mark : marks)
      if (mark.sector == sectors[s] && mark.begin >= from && mark.begin < until)
        out += mark_svg(x_of(mark.begin), y, mark.state, mark.severity, safe(fmt::format("{} {} {}", instant_text(mark.begin), mark.clause, word_of(mark.state, language))));
  }
  return out + "</svg>\n";
}

}  // namespace locarno::brief
