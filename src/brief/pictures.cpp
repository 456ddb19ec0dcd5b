#include "brief/pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

constexpr std::size_t most_lines = 200;
constexpr const char* ink = "#15171c";
constexpr const char* faint = "#6b6f78";

/// Fixed notation with one decimal; never "-0.0".
std::string place(double value) {
  char text[48];
  std::snprintf(text, sizeof text, "%.1f", std::abs(value) < 0.05 ? 0.0 : value);
  return text;
}

/// A number on an axis: at most four significant digits.
std::string tick(double value) {
  char text[48];
  std::snprintf(text, sizeof text, "%.4g", value == 0 ? 0.0 : value);
  return text;
}

std::string open_svg(double width, double height, const std::string& title, const std::string& description) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " + place(width) + " " + place(height) +
         "\" font-family=\"sans-serif\" font-size=\"12\" fill=\"" + ink + "\">\n<title>" + html_escape(visible(title)) + "</title>\n<desc>" +
         html_escape(visible(description)) + "</desc>\n";
}

std::string text_at(double x, double y, const std::string& words, const char* anchor = "start", const char* more = "") {
  return "<text x=\"" + place(x) + "\" y=\"" + place(y) + "\" text-anchor=\"" + anchor + "\"" + more + ">" + html_escape(visible(words)) + "</text>\n";
}

std::string line_at(double x1, double y1, double x2, double y2, const char* more = "") {
  return "<line x1=\"" + place(x1) + "\" y1=\"" + place(y1) + "\" x2=\"" + place(x2) + "\" y2=\"" + place(y2) + "\" stroke=\"" + ink + "\"" + more + "/>\n";
}

/// A shape of its own for the n-th name: diamond, square, triangle, cross, ring.
std::string mark_at(double x, double y, std::size_t n) {
  const std::string sx = place(x), sy = place(y);
  switch (n % 5) {
    case 0: return "<path d=\"M" + sx + " " + place(y - 7) + "L" + place(x + 7) + " " + sy + "L" + sx + " " + place(y + 7) + "L" + place(x - 7) + " " + sy + "Z\" fill=\"#fff\" stroke=\"" + ink + "\" stroke-width=\"1.6\"/>\n";
    case 1: return "<rect x=\"" + place(x - 5.5) + "\" y=\"" + place(y - 5.5) + "\" width=\"11.0\" height=\"11.0\" fill=\"#fff\" stroke=\"" + ink + "\" stroke-width=\"1.6\"/>\n";
    case 2: return "<path d=\"M" + sx + " " + place(y - 7) + "L" + place(x + 7) + " " + place(y + 5.5) + "L" + place(x - 7) + " " + place(y + 5.5) + "Z\" fill=\"#fff\" stroke=\"" + ink + "\" stroke-width=\"1.6\"/>\n";
    case 3: return "<path d=\"M" + place(x - 6) + " " + place(y - 6) + "L" + place(x + 6) + " " + place(y + 6) + "M" + place(x - 6) + " " + place(y + 6) + "L" + place(x + 6) + " " + place(y - 6) + "\" stroke=\"" + ink + "\" stroke-width=\"2\"/>\n";
    default: return "<circle cx=\"" + sx + "\" cy=\"" + sy + "\" r=\"7.0\" fill=\"none\" stroke=\"" + ink + "\" stroke-width=\"1.6\"/>\n";
  }
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

struct Scale {
  double low = 0, high = 1;
  double at(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

Scale scale_of(const FrontierPicture& picture, std::size_t party) {
  Scale scale{picture.fallback[party], picture.fallback[party]};
  for (const PicturePoint& point : picture.points) {
    scale.low = std::min(scale.low, point.worth[party]);
    scale.high = std::max(scale.high, point.worth[party]);
  }
  return scale;
}

std::string plane(const FrontierPicture& picture) {
  constexpr double left = 64, top = 18, side = 380, width = 640;
  const auto named = std::count_if(picture.points.begin(), picture.points.end(), [](const PicturePoint& point) { return !point.names.empty(); });
  const Scale across = scale_of(picture, 0), up = scale_of(picture, 1);
  const auto x = [&](double value) { return left + 12 + (side - 24) * across.at(value); };
  const auto y = [&](double value) { return top + side - 12 - (side - 24) * up.at(value); };
  std::string svg = open_svg(width, top + side + 48 + 20 * static_cast<double>(named), picture.title, picture.description);
  svg += line_at(left, top, left, top + side) + line_at(left, top + side, left + side, top + side);
  for (const double value : {across.low, across.high}) svg += text_at(x(value), top + side + 16, tick(value), "middle");
  for (const double value : {up.low, up.high}) svg += text_at(left - 6, y(value) + 4, tick(value), "end");
  svg += text_at(left + side / 2, top + side + 34, picture.parties[0] + " \u2192", "middle", " font-weight=\"600\"");
  svg += text_at(left, top - 6, "\u2191 " + picture.parties[1], "start", " font-weight=\"600\"");
  svg += line_at(x(picture.fallback[0]), top, x(picture.fallback[0]), top + side, " stroke-dasharray=\"4 4\" stroke-width=\"0.8\"");
  svg += line_at(left, y(picture.fallback[1]), left + side, y(picture.fallback[1]), " stroke-dasharray=\"4 4\" stroke-width=\"0.8\"");
  svg += text_at(left + side + 6, y(picture.fallback[1]) + 4, picture.fallback_word, "start", " font-style=\"italic\"");
  for (const PicturePoint& point : picture.points)
    svg += "<circle cx=\"" + place(x(point.worth[0])) + "\" cy=\"" + place(y(point.worth[1])) + "\" r=\"2.6\" fill=\"" +
           (point.is_acceptable ? ink : "#fff") + "\" stroke=\"" + ink + "\" stroke-width=\"0.8\"/>\n";
  std::size_t n = 0;
  for (const PicturePoint& point : picture.points) {
    if (point.names.empty()) continue;
    const double row = top + side + 58 + 20 * static_cast<double>(n);
    svg += mark_at(x(point.worth[0]), y(point.worth[1]), n);
    svg += mark_at(left + 8, row - 4, n++) + text_at(left + 24, row, joined(point.names));
  }
  return svg + "</svg>\n";
}

constexpr std::array<const char*, 5> dashes = {"", " stroke-dasharray=\"9 3\"", " stroke-dasharray=\"2 3\"", " stroke-dasharray=\"9 3 2 3\"", " stroke-dasharray=\"14 4\""};

std::string across_axes(const FrontierPicture& picture, const PicturePoint& point, const std::vector<Scale>& scales, double left, double step,
                        double top, double tall) {
  std::string d;
  for (std::size_t p = 0; p < picture.parties.size(); ++p)
    d += (p == 0 ? "M" : "L") + place(left + step * static_cast<double>(p)) + " " + place(top + tall * (1 - scales[p].at(point.worth[p])));
  return d;
}

std::string parallel(const FrontierPicture& picture) {
  constexpr double left = 50, top = 40, tall = 260, width = 760;
  const std::size_t k = picture.parties.size();
  const double step = (width - 2 * left) / static_cast<double>(k - 1);
  std::vector<Scale> scales;
  for (std::size_t p = 0; p < k; ++p) scales.push_back(scale_of(picture, p));
  const auto named = std::count_if(picture.points.begin(), picture.points.end(), [](const PicturePoint& point) { return !point.names.empty(); });
  std::string svg = open_svg(width, top + tall + 44 + 20 * static_cast<double>(named), picture.title, picture.description);
  std::size_t drawn = 0;
  for (const PicturePoint& point : picture.points)
    if (point.names.empty() && drawn++ < most_lines)
      svg += "<path d=\"" + across_axes(picture, point, scales, left, step, top, tall) + "\" fill=\"none\" stroke=\"" + faint + "\" stroke-width=\"0.5\"" +
             (point.is_acceptable ? "" : " stroke-dasharray=\"1 3\"") + "/>\n";
  for (std::size_t p = 0; p < k; ++p) {
    const double x = left + step * static_cast<double>(p), y = top + tall * (1 - scales[p].at(picture.fallback[p]));
    svg += line_at(x, top, x, top + tall) + line_at(x - 7, y, x + 7, y, " stroke-width=\"2\"");
    svg += text_at(x, top - 22, picture.parties[p], "middle", " font-weight=\"600\"") + text_at(x, top - 8, tick(scales[p].high), "middle");
    svg += text_at(x, top + tall + 16, tick(scales[p].low), "middle");
  }
  std::size_t n = 0;
  for (const PicturePoint& point : picture.points) {
    if (point.names.empty()) continue;
    const std::string stroke = std::string("\" fill=\"none\" stroke=\"") + ink + "\" stroke-width=\"2.2\"" + dashes[n % dashes.size()] + "/>\n";
    const double row = top + tall + 44 + 20 * static_cast<double>(n++);
    svg += "<path d=\"" + across_axes(picture, point, scales, left, step, top, tall) + stroke;
    svg += "<path d=\"M" + place(left) + " " + place(row - 4) + "L" + place(left + 46) + " " + place(row - 4) + stroke + text_at(left + 56, row, joined(point.names));
  }
  svg += text_at(width - left, top + tall + 34, "\u2501 " + picture.fallback_word, "end", " font-style=\"italic\"");
  return svg + "</svg>\n";
}

}  // namespace

std::string frontier_svg(const FrontierPicture& picture) {
  if (picture.parties.size() < 2 || picture.points.empty()) return {};
  return picture.parties.size() == 2 ? plane(picture) : parallel(picture);
}

std::string bars_svg(const std::string& title, const std::string& description, const std::vector<BarRow>& rows) {
  if (rows.empty()) return {};
  constexpr double width = 640, row_height = 38;
  std::string svg = open_svg(width, row_height * static_cast<double>(rows.size()) + 4, title, description);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const BarRow& row = rows[at];
    const double y = row_height * static_cast<double>(at);
    const auto rect = [&](double share, const char* fill, double tall) {
      return "<rect x=\"1.0\" y=\"" + place(y + 20) + "\" width=\"" + place((width - 2) * share) + "\" height=\"" + place(tall) + "\" fill=\"" + fill +
             "\" stroke=\"" + ink + "\" stroke-width=\"1.1\"/>\n";
    };
    const std::string count = row.second_count.empty() ? row.count : "\u25AD " + row.count + "  \u25AC " + row.second_count;
    svg += text_at(0, y + 14, row.name) + text_at(width, y + 14, count, "end");
    svg += rect(row.share, row.is_marked ? ink : "none", 12);
    if (row.second_share > 0) svg += rect(row.second_share, ink, 12);
  }
  return svg + "</svg>\n";
}

}  // namespace locarno::brief
