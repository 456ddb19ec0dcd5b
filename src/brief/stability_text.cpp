#include <fmt/format.h>

#include <algorithm>

#include "brief/safe.hpp"
#include "brief/stability_names.hpp"
#include "brief/stability_page.hpp"
#include "brief/stability_words.hpp"
#include "brief/term.hpp"

namespace locarno::brief {
namespace {

using stability::Concept;
using stability::StateIndex;
using study::GraphAnswer;
using study::GraphCase;

constexpr std::size_t all_rows_up_to = 64, most_rows = 200, most_ids = 40;

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = columns(text);
  return taken < width ? text + std::string(width - taken, ' ') : text;
}

GraphWord meaning(Concept which) {
  switch (which) {
    case Concept::R: return GraphWord::concept_R;
    case Concept::GMR: return GraphWord::concept_GMR;
    case Concept::SMR: return GraphWord::concept_SMR;
    case Concept::SEQ: return GraphWord::concept_SEQ;
    case Concept::SSEQ: return GraphWord::concept_SSEQ;
    case Concept::SIM: break;
  }
  return GraphWord::concept_SIM;
}

std::string pattern_of(const GraphCase& graph, std::size_t maker, StateIndex state) {
  std::string text;
  for (const auto option : graph.model->makers[maker].options) text += graph.model->mask(state) >> option & 1u ? 'Y' : 'N';
  return text.empty() ? "-" : text;
}

std::string label_of(const GraphCase& graph, StateIndex state, PageLanguage language) {
  return state < graph.labels.size() ? visible(graph.labels[state].in(language)) : std::string();
}

class TextWriter {
 public:
  TextWriter(const GraphAnswer& answer, PageLanguage language, bool color, unsigned width)
      : a_(answer), m_(*answer.graph.model), language_(language), out_(language, color, width) {}

  std::string run() {
    head();
    makers();
    derivation();
    equilibria();
    if (!has_details(a_)) table();
    return std::move(out_.out);
  }

 private:
  std::string say(GraphWord id, const std::vector<std::string>& places = {}) const { return brief::say(id, language_, places); }

  void head() {
    out_.line(strong(a_.graph.title.in(language_)));
    out_.line(plain(say(GraphWord::counted, {std::to_string(m_.makers.size()), std::to_string(m_.options.size()), std::to_string(m_.states()),
                                             say(m_.arcs.empty() ? GraphWord::by_options : GraphWord::by_arcs)})));
    if (a_.graph.is_from_case) out_.line(plain(say(GraphWord::from_case)));
    if (!m_.citation.empty()) out_.line(note(say(GraphWord::source, {m_.citation, m_.source_seen ? "" : say(GraphWord::source_unseen)})));
    if (a_.graph.status_quo) out_.line(plain(say(GraphWord::status_quo, {state_words(a_.graph, *a_.graph.status_quo, language_)})));
    const auto& q = a_.question;
    const GraphWord reach = q.reach == stability::Reach::legal  ? GraphWord::reach_legal
                            : q.reach == stability::Reach::once ? GraphWord::reach_once
                                                                : GraphWord::reach_single;
    const GraphWord sanction = q.sanction == stability::Sanction::weak ? GraphWord::sanction_weak : GraphWord::sanction_strict;
    out_.line(note(say(reach) + (language_ == PageLanguage::zh ? "\xEF\xBC\x9B" : "; ") + say(sanction)));
    std::size_t pairs = 0;
    for (const auto& p : m_.preferences) pairs += p.unknown.size();
    if (q.unknown != stability::Unknown::none)
      out_.line(note(say(GraphWord::unknown_read, {std::string(1, static_cast<char>('a' + static_cast<int>(q.unknown) - 1))})));
    else if (pairs > 0)
      out_.line(note(say(GraphWord::unknown_there, {std::to_string(pairs)})));
    for (std::size_t who = 0; who < q.attitudes.size(); ++who) attitudes_of(who);
  }

  /// One line for whoever is not just out for itself.
  void attitudes_of(std::size_t who) {
    std::vector<Line> towards;
    for (std::size_t other = 0; other < a_.question.attitudes.size(); ++other) {
      const auto attitude = a_.question.attitudes[who][other];
      if (attitude == (who == other ? stability::Attitude::positive : stability::Attitude::neutral)) continue;
      const GraphWord word = attitude == stability::Attitude::positive   ? GraphWord::attitude_positive
                             : attitude == stability::Attitude::negative ? GraphWord::attitude_negative
                                                                         : GraphWord::attitude_neutral;
      towards.push_back(plain(say(word, {who == other ? say(GraphWord::oneself) : a_.graph.makers[other].in(language_)})));
    }
    if (towards.empty()) return;
    out_.line(plain(say(GraphWord::attitudes, {a_.graph.makers[who].in(language_)})) + joined(towards, language_ == PageLanguage::zh ? "\xE3\x80\x81" : ", "));
  }

  void makers() {
    out_.heading(say(GraphWord::makers));
    for (std::size_t k = 0; k < m_.makers.size(); ++k) {
      std::vector<Line> options;
      for (const auto o : m_.makers[k].options) {
        Line line = plain(a_.graph.options[o].in(language_));
        const auto way = m_.options[o].direction;
        if (way != stability::Direction::both)
          line += note(" (" + say(way == stability::Direction::forward    ? GraphWord::forward
                                  : way == stability::Direction::backward ? GraphWord::backward
                                                                          : GraphWord::fixed) + ")");
        options.push_back(std::move(line));
      }
      out_.line(strong(a_.graph.makers[k].in(language_)) + plain(language_ == PageLanguage::zh ? "\xEF\xBC\x9A" : ": ") + joined(options, " | "),
                fmt::format("{:>3} ", k + 1));
    }
  }

  void derivation() {
    if (a_.graph.derivation.empty()) return;
    out_.heading(say(GraphWord::derived));
    for (const std::string& line : a_.graph.derivation) out_.line(plain(line), "  * ");
  }

  void equilibria() {
    out_.heading(say(GraphWord::equilibria));
    for (const Concept which : a_.question.concepts) {
      const stability::ConceptAnswer* found = a_.stability.find(which);
      const std::string name(to_string(which));
      Line line;
      if (found == nullptr) {
        line = plain(say(GraphWord::not_answered));
      } else {
        const std::size_t count = found->equilibria.count();
        std::string ids = count == 0 ? say(GraphWord::none) : "";
        if (count > most_ids) ids = say(GraphWord::many, {std::to_string(count), std::to_string(m_.states())});
        else
          for (const StateIndex s : by_id(found->equilibria.states())) ids += (ids.empty() ? "" : ", ") + std::to_string(m_.id_of(s));
        line = strong(padded(ids, 24)) + note("  " + say(meaning(which)));
      }
      out_.line(line, padded("  " + name, 8));
    }
  }

  std::vector<StateIndex> rows() const {
    std::vector<StateIndex> list;
    if (m_.states() <= all_rows_up_to) {
      for (StateIndex s = 0; s < m_.states(); ++s) list.push_back(s);
      return by_id(std::move(list));
    }
    stability::StateSet any(m_.states());
    for (const auto& answer : a_.stability.concepts) any |= answer.equilibria;
    return by_id(any.states());
  }
  std::vector<StateIndex> by_id(std::vector<StateIndex> list) const {
    std::sort(list.begin(), list.end(), [&](StateIndex a, StateIndex b) { return m_.id_of(a) < m_.id_of(b); });
    return list;
  }

  std::string cell(const stability::ConceptAnswer& answer, StateIndex s) const {
    if (answer.equilibria.has(s)) return "E";
    std::string text;
    for (std::size_t k = 0; k < m_.makers.size(); ++k) text += answer.stable[k].has(s) ? fmt::format("{:x}", k + 1) : ".";
    return text;
  }

  void table() {
    out_.heading(say(GraphWord::table));
    std::vector<StateIndex> list = rows();
    if (m_.states() > all_rows_up_to) out_.line(plain(say(GraphWord::table_some, {std::to_string(list.size()), std::to_string(m_.states())})));
    const std::size_t left = list.size() > most_rows ? list.size() - most_rows : 0;
    if (left > 0) list.resize(most_rows);
    std::vector<std::vector<std::string>> cells = {header()};
    for (const StateIndex s : list) cells.push_back(row(s));
    std::vector<std::size_t> widths(cells[0].size(), 0);
    for (const auto& line : cells)
      for (std::size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], columns(line[c]));
    for (std::size_t r = 0; r < cells.size(); ++r) {
      std::string text = " ";
      for (std::size_t c = 0; c < cells[r].size(); ++c) text += " " + padded(cells[r][c], widths[c]) + " ";
      while (!text.empty() && text.back() == ' ') text.pop_back();
      out_.out += text + "\n";  // not wrapped: a broken table cannot be read
    }
    if (left > 0) out_.line(plain(say(GraphWord::table_more, {std::to_string(left)})));
    out_.line(note(say(GraphWord::legend)));
  }

  std::vector<std::string> header() const {
    std::vector<std::string> cells = {say(GraphWord::head_state)};
    if (!m_.options.empty()) {
      for (std::size_t k = 0; k < m_.makers.size(); ++k) cells.push_back(shorten(visible(a_.graph.makers[k].in(language_)), 14));
      cells.push_back(say(GraphWord::head_decimal));
    }
    for (const auto& answer : a_.stability.concepts) cells.emplace_back(to_string(answer.which));
    if (!a_.graph.labels.empty()) cells.push_back(say(GraphWord::head_label));
    return cells;
  }

  std::vector<std::string> row(StateIndex s) const {
    std::vector<std::string> cells = {std::to_string(m_.id_of(s))};
    if (!m_.options.empty()) {
      for (std::size_t k = 0; k < m_.makers.size(); ++k) cells.push_back(pattern_of(a_.graph, k, s));
      cells.push_back(std::to_string(m_.mask(s)));
    }
    for (const auto& answer : a_.stability.concepts) cells.push_back(cell(answer, s));
    if (!a_.graph.labels.empty()) cells.push_back(shorten(label_of(a_.graph, s, language_), 40));
    return cells;
  }

  const GraphAnswer& a_;
  const stability::Model& m_;
  const PageLanguage language_;
  TermWriter out_;
};

}  // namespace

std::string state_words(const GraphCase& graph, StateIndex state, PageLanguage language) {
  std::string text = std::to_string(graph.model->id_of(state));
  std::string patterns;
  for (std::size_t k = 0; k < graph.model->makers.size() && !graph.model->options.empty(); ++k) patterns += (k == 0 ? "" : " | ") + pattern_of(graph, k, state);
  const std::string label = label_of(graph, state, language);
  if (patterns.empty() && label.empty()) return text;
  return text + " (" + patterns + (patterns.empty() || label.empty() ? "" : ", ") + label + ")";
}

std::string stability_text(const GraphAnswer& answer, PageLanguage language, bool color, unsigned width) {
  const std::string text = TextWriter(answer, language, color, width).run();
  return has_details(answer) ? text + "\n" + stability_details_text(answer, language, color, width) : text;
}

}  // namespace locarno::brief
