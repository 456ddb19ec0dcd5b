#include "brief/stability_picture.hpp"

#include <fmt/format.h>

#include <cmath>

#include "brief/safe.hpp"
#include "brief/stability_names.hpp"
#include "brief/stability_page.hpp"

namespace locarno::brief {
namespace {

using stability::StateIndex;
using study::GraphAnswer;
using study::GraphArc;

constexpr double ring = 15;  ///< radius of a state's circle
constexpr const char* dashes[] = {"", "7 3", "2 3", "9 3 2 3", "14 4", "4 2 1 2", "1 5", "12 2 2 2"};

struct Point {
  double x = 0, y = 0;
};

const stability::ConceptAnswer* shown_concept(const GraphAnswer& answer) {
  const stability::ConceptAnswer* found = answer.stability.find(stability::Concept::SEQ);
  if (found == nullptr && !answer.stability.concepts.empty()) found = &answer.stability.concepts.back();
  return found;
}

class Picture {
 public:
  Picture(const GraphAnswer& answer, PageLanguage language) : a_(answer), g_(answer.graph), language_(language), n_(g_.model->states()) {
    radius_ = std::max(110.0, static_cast<double>(n_) * 13);
    centre_ = {radius_ + 250, radius_ + 70};
  }

  std::string run() {
    const double width = 2 * centre_.x, height = 2 * radius_ + 130 + 18 * static_cast<double>(g_.makers.size() + 2);
    const std::string title = html_escape(visible(g_.title.in(language_)));
    out_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" "
                       "font-family=\"sans-serif\" font-size=\"12\">\n<title>{2}</title>\n<desc>{3}</desc>\n"
                       "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"20\" y=\"28\" font-size=\"16\" font-weight=\"bold\">{2}</text>\n",
                       width, height, title, html_escape(legend()));
    for (const GraphArc& arc : study::arcs_of(g_, 20'000))
      if (arc.is_improvement) draw(arc);
    for (StateIndex s = 0; s < n_; ++s) draw(s);
    key(2 * radius_ + 120);
    return out_ + "</svg>\n";
  }

 private:
  std::string legend() const {
    const stability::ConceptAnswer* found = shown_concept(a_);
    return say(GraphWord::picture_legend, language_, {found == nullptr ? "-" : std::string(to_string(found->which))});
  }
  Point place(StateIndex s) const {
    const double angle = 2 * 3.14159265358979323846 * static_cast<double>(s) / static_cast<double>(n_) - 1.57079632679489661923;
    return {centre_.x + radius_ * std::cos(angle), centre_.y + radius_ * std::sin(angle)};
  }

  /// A curve that bends to the right of its way, so that there and back are two lines; its mover's number stands on it.
  void draw(const GraphArc& arc) {
    const Point from = place(arc.from), to = place(arc.to);
    const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
    const double bend = 0.12 * length + 6 * static_cast<double>(arc.maker);
    const Point middle{(from.x + to.x) / 2 - dy / length * bend, (from.y + to.y) / 2 + dx / length * bend};
    const Point start = towards(from, middle, ring + 1), end = towards(to, middle, ring + 2);
    const Point back = towards(end, middle, 9);
    const double ex = (end.x - back.x) / 9, ey = (end.y - back.y) / 9;
    out_ += fmt::format("<path d=\"M{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}\" fill=\"none\" stroke=\"#444\" stroke-dasharray=\"{}\"/>\n", start.x, start.y, middle.x, middle.y,
                        back.x, back.y, dashes[arc.maker % 8]);
    out_ += fmt::format("<path d=\"M{:.1f} {:.1f} L{:.1f} {:.1f} L{:.1f} {:.1f} Z\" fill=\"#444\"/>\n", end.x, end.y, back.x - ey * 4, back.y + ex * 4, back.x + ey * 4, back.y - ex * 4);
    const Point label{0.49 * start.x + 0.42 * middle.x + 0.09 * back.x, 0.49 * start.y + 0.42 * middle.y + 0.09 * back.y};  // a third of the way
    out_ += fmt::format("<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"7\" fill=\"#fff\"/><text x=\"{0:.1f}\" y=\"{2:.1f}\" font-size=\"10\" text-anchor=\"middle\">{3}</text>\n", label.x, label.y,
                        label.y + 3.5, arc.maker + 1);
  }
  static Point towards(Point from, Point to, double distance) {
    const double dx = to.x - from.x, dy = to.y - from.y, length = std::max(1e-9, std::hypot(dx, dy));
    return {from.x + dx / length * distance, from.y + dy / length * distance};
  }

  void draw(StateIndex s) {
    const Point at = place(s);
    const stability::ConceptAnswer* found = shown_concept(a_);
    const bool holds = found != nullptr && found->equilibria.has(s);
    out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\" stroke=\"#000\" stroke-width=\"{}\"/>\n", at.x, at.y, ring, holds ? "#e4e4e4" : "#fff", holds ? 2 : 1);
    if (holds) out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"none\" stroke=\"#000\"/>\n", at.x, at.y, ring - 4);
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\"{}>{}</text>\n", at.x, at.y + 4, holds ? " font-weight=\"bold\"" : "", id_of(g_, s));
    const Point out = towards(at, {2 * at.x - centre_.x, 2 * at.y - centre_.y}, ring + 5);
    const char* anchor = std::abs(at.x - centre_.x) < 20 ? "middle" : at.x > centre_.x ? "start" : "end";
    std::string words = state_words(g_, s, language_);
    words = words.size() > id_of(g_, s).size() + 1 ? words.substr(id_of(g_, s).size() + 1) : "";
    if (!words.empty()) out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"11\" text-anchor=\"{}\">{}</text>\n", out.x, out.y + (anchor[0] != 'm' ? 4 : at.y < centre_.y ? -3 : 12), anchor, html_escape(shorten(words, 40)));
  }

  void key(double y) {
    out_ += fmt::format("<text x=\"20\" y=\"{:.0f}\">{}</text>\n", y, html_escape(legend()));
    for (std::size_t k = 0; k < g_.makers.size(); ++k) {
      y += 18;
      out_ += fmt::format("<path d=\"M20 {0:.0f} L70 {0:.0f}\" stroke=\"#444\" stroke-dasharray=\"{1}\"/><text x=\"80\" y=\"{2:.0f}\">{3} {4}</text>\n", y - 4, dashes[k % 8], y, k + 1,
                          html_escape(visible(g_.makers[k].in(language_))));
    }
  }

  const GraphAnswer& a_;
  const study::GraphCase& g_;
  const PageLanguage language_;
  const std::size_t n_;
  double radius_ = 0;
  Point centre_;
  std::string out_;
};

/// Words in a quoted string of DOT.
std::string dot_words(const std::string& text) {
  std::string out = "\"";
  for (const char c : visible(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string stability_svg(const GraphAnswer& answer, PageLanguage language) {
  if (answer.graph.model->states() > most_states_drawn) return "";
  return Picture(answer, language).run();
}

std::string stability_dot(const GraphAnswer& answer, PageLanguage language) {
  static constexpr const char* colors[] = {"black", "blue", "red", "darkgreen", "orange", "purple", "brown", "gray40"};
  const stability::ConceptAnswer* found = shown_concept(answer);
  std::string out = "digraph conflict {\n  label=" + dot_words(answer.graph.title.in(language)) + ";\n";
  for (StateIndex s = 0; s < answer.graph.model->states(); ++s)
    out += fmt::format("  s{} [label={}{}];\n", s, dot_words(state_words(answer.graph, s, language)), found != nullptr && found->equilibria.has(s) ? ", peripheries=2" : "");
  for (const GraphArc& arc : study::arcs_of(answer.graph, 20'000))
    out += fmt::format("  s{} -> s{} [color={}, style={}, label={}];\n", arc.from, arc.to, colors[arc.maker % 8], arc.is_improvement ? "solid" : "dotted",
                       dot_words(maker_name(answer.graph, arc.maker, language)));
  return out + "}\n";
}

}  // namespace locarno::brief
