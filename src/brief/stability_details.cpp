// Why, how it could unfold, what would have to change, what explains it, how sure: as text.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "brief/safe.hpp"
#include "brief/stability_names.hpp"
#include "brief/stability_page.hpp"
#include "brief/term.hpp"

namespace locarno::brief {
namespace {

using stability::Concept;
using stability::MakerIndex;
using stability::StateIndex;
using study::GraphAnswer;
using study::GraphCase;

class Details {
 public:
  Details(const GraphAnswer& answer, PageLanguage language, bool color, unsigned width)
      : a_(answer), g_(answer.graph), language_(language), out_(language, color, width) {}

  std::string run() {
    if (!a_.why.empty()) why();
    if (a_.paths) paths();
    if (!a_.inverse.empty()) inverse();
    if (a_.explained) explain();
    if (a_.robustness) robustness();
    if (a_.coalitions) coalitions();
    if (a_.horizons) horizons();
    if (a_.strength) strength();
    return std::move(out_.out);
  }

 private:
  std::string say(GraphWord id, const std::vector<std::string>& places = {}) const { return brief::say(id, language_, places); }
  std::string name(MakerIndex k) const { return maker_name(g_, k, language_); }
  std::string state(StateIndex s) const { return state_words(g_, s, language_); }

  std::string reason(const stability::Why& w) const {
    if (!w.is_stable) return incentive(w);
    if (w.deterred.empty()) return say(GraphWord::why_none);
    std::string text;
    const GraphWord how = a_.question.sanction == stability::Sanction::strict ? GraphWord::why_deterred_strict : GraphWord::why_deterred;
    for (const stability::Deterrence& d : w.deterred) {
      text += (text.empty() ? "" : say(GraphWord::semicolon)) + say(how, {id_of(g_, d.improvement), steps_words(g_, d.path, language_), id_of(g_, d.ends_at)});
      if (w.which == Concept::SMR || w.which == Concept::SSEQ) text += say(GraphWord::why_no_escape);
    }
    return text;
  }
  std::string incentive(const stability::Why& w) const {
    const stability::Incentive& leaves = *w.leaves;
    std::string text = say(GraphWord::why_leaves, {state(leaves.improvement)});
    if (!leaves.escapes.empty()) text += say(GraphWord::why_escape, {id_of(g_, leaves.escapes[0].first), id_of(g_, leaves.escapes[0].second)});
    else if (!leaves.worst.empty()) text += say(GraphWord::why_worst, {steps_words(g_, leaves.worst, language_)});
    else if (w.which != Concept::R && w.which != Concept::SIM) text += say(GraphWord::why_unanswered);
    return text;
  }

  void why() {
    out_.heading(say(GraphWord::why_head, {state(a_.why[0].why.state)}));
    bool has_margins = false;
    for (std::size_t at = 0, end = 0; at < a_.why.size(); at = end) {
      const stability::Why& w = a_.why[at].why;
      if (at == 0 || a_.why[at - 1].why.maker != w.maker) out_.line(strong(name(w.maker)));
      std::string concepts, margins;  // of those, one after the other, that have the same reason
      for (end = at; end < a_.why.size() && a_.why[end].why.maker == w.maker && reason(a_.why[end].why) == reason(w); ++end) {
        concepts += (concepts.empty() ? "" : " ") + std::string(to_string(a_.why[end].why.which));
        if (a_.why[end].margin) margins += (margins.empty() ? "" : ", ") + std::to_string(*a_.why[end].margin);
      }
      has_margins = has_margins || !margins.empty();
      out_.line(plain(reason(w)) + (margins.empty() ? Line() : note(say(GraphWord::margins, {margins}))), "  " + concepts + "  ");
    }
    if (has_margins) out_.line(note(say(GraphWord::margin_legend)));
  }

  /// The concepts by which it is an equilibrium, in brackets.
  std::string concepts_of(StateIndex s) const {
    std::string names;
    for (const auto& found : a_.stability.concepts)
      if (found.equilibria.has(s)) names += (names.empty() ? "" : " ") + std::string(to_string(found.which));
    return names.empty() ? "" : " [" + names + "]";
  }

  std::string jumps(const stability::Unfolding& u) const {
    std::string text;
    for (const stability::JointStep& jump : u.by_jumps) {
      if (!text.empty()) text += say(GraphWord::semicolon);
      const std::string moves = path_words(g_, jump.moves, language_);
      text += jump.members.size() > 1 ? say(GraphWord::jump_together, {maker_names(g_, jump.members, language_), moves}) : moves;
    }
    return text;
  }

  std::string way_to(const stability::Unfolding& u) const {
    const auto moves = [&] { return path_words(g_, u.by_moves, language_); };
    switch (u.needs) {
      case stability::Needs::nothing: return say(GraphWord::needs_nothing);
      case stability::Needs::improvements:
        return say(GraphWord::needs_improvements, {std::to_string(u.by_improvements.size()), path_words(g_, u.by_improvements, language_)});
      case stability::Needs::jump: return say(GraphWord::needs_jump, {jumps(u)});
      case stability::Needs::disimprovement: return say(GraphWord::needs_disimprovement, {std::to_string(u.by_moves.size()), moves()});
      case stability::Needs::not_known: return say(GraphWord::needs_not_known, {moves()});
      case stability::Needs::unreachable: break;
    }
    return say(GraphWord::needs_unreachable);
  }

  void paths() {
    const stability::PathsAnswer& p = a_.paths->answer;
    out_.heading(say(GraphWord::paths_head, {state(p.start)}));
    out_.line(plain(say(GraphWord::paths_reach, {std::to_string(p.reached_by_moves), std::to_string(p.reached_by_improvements), std::to_string(g_.model->states())})));
    for (const stability::Unfolding& u : p.targets) {
      out_.line(strong(state(u.target)) + note(concepts_of(u.target)), "  ");
      out_.line(plain(way_to(u)), "      ");
    }
    if (a_.paths->left_out > 0) out_.line(plain(say(GraphWord::paths_left_out, {std::to_string(a_.paths->left_out)})));
    out_.line(note(say(GraphWord::against_legend)));
  }

  std::string raise_words(const stability::Raise& raise) const {
    return say(raise.is_above ? GraphWord::raise_above : GraphWord::raise_tie,
               {name(raise.maker), state(raise.level_with), std::to_string(raise.passed), std::to_string(g_.model->states() - 1)});
  }

  void inverse() {
    out_.heading(say(GraphWord::inverse_head, {state(a_.inverse[0].wanted)}));
    for (const stability::InverseAnswer& one : a_.inverse) {
      const std::string head = fmt::format("  {:<6}", to_string(one.which));
      if (one.is_equilibrium_now) {
        out_.line(plain(say(GraphWord::inverse_now)), head);
        continue;
      }
      std::string alone, together;
      for (const stability::Raise& raise : one.alone)
        alone += (alone.empty() ? "" : say(GraphWord::semicolon)) + (raise.is_needed ? raise_words(raise) : say(GraphWord::inverse_stable, {name(raise.maker)}));
      for (const stability::Raise& raise : one.together)
        if (raise.is_needed) together += (together.empty() ? "" : say(GraphWord::semicolon)) + raise_words(raise);
      out_.line(plain(say(GraphWord::inverse_alone, {alone})), head);
      out_.line(strong(say(one.verdict == Verdict::proved ? GraphWord::inverse_least : GraphWord::inverse_enough, {together, std::to_string(one.total)})), "        ");
    }
  }

  void explain() {
    out_.heading(say(GraphWord::explain_head, {state(*a_.explained)}));
    for (const stability::Explanation& e : a_.explanations) {
      std::string what(to_string(e.which));
      const bool is_published = e.reach == stability::Reach::legal && e.sanction == stability::Sanction::weak;
      const char* reach = e.reach == stability::Reach::legal ? "legal" : e.reach == stability::Reach::once ? "once" : "single";
      if (!is_published) what = say(GraphWord::explain_setting, {what, reach, e.sanction == stability::Sanction::weak ? "weak" : "strict"});
      out_.line(e.is_equilibrium ? strong(say(GraphWord::explain_yes, {what})) : plain(say(GraphWord::explain_no, {what, maker_names(g_, e.leaves, language_)})), "  ");
    }
  }

  void robustness() {
    const stability::RobustnessAnswer& r = *a_.robustness;
    out_.heading(say(GraphWord::samples_head, {std::to_string(r.samples)}));
    std::string head = fmt::format("  {:<24}", say(GraphWord::head_state));
    for (const Concept which : r.concepts) head += fmt::format("{:>14}", to_string(which));
    out_.out += head + "\n";
    for (StateIndex s = 0; s < g_.model->states(); ++s) {
      bool is_seen = false;
      for (const auto& counts : r.equilibrium) is_seen = is_seen || counts[s] * 100ull >= r.samples;
      if (!is_seen) continue;
      std::string label = shorten(state(s), 23);
      std::string row = "  " + label + std::string(24 - std::min<std::size_t>(24, columns(label)), ' ');
      for (const auto& counts : r.equilibrium) {
        const double share = static_cast<double>(counts[s]) / r.samples;
        row += fmt::format("{:>8.1f} +-{:>3.1f}", 100 * share, 100 * std::sqrt(share * (1 - share) / r.samples));
      }
      out_.out += row + "\n";
    }
    out_.line(note(say(GraphWord::samples_legend)));
  }

  std::string ids(const stability::StateSet& set) const {
    std::vector<std::int64_t> list;
    for (const StateIndex s : set.states()) list.push_back(g_.model->id_of(s));
    std::sort(list.begin(), list.end());
    return list.empty() ? say(GraphWord::none) : fmt::format("{}", fmt::join(list, ", "));
  }

  void coalitions() {
    out_.heading(say(GraphWord::coalitions_head));
    for (const auto& found : a_.coalitions->concepts) {
      std::string text = say(GraphWord::coalitions_row, {ids(found.universal)});
      if (found.which == Concept::R && !a_.jumps.empty()) {
        std::string ways;
        for (const auto& [s, jump] : a_.jumps) {
          std::vector<MakerIndex> members;
          for (MakerIndex k = 0; k < g_.makers.size(); ++k)
            if (jump.coalition >> k & 1u) members.push_back(k);
          ways += (ways.empty() ? "" : say(GraphWord::semicolon)) + say(GraphWord::coalition_jump, {id_of(g_, s), maker_names(g_, members, language_), id_of(g_, jump.to)});
        }
        text += say(GraphWord::coalitions_lost, {std::to_string(a_.jumps.size()), ways});
      }
      out_.line(plain(text), fmt::format("  {:<6}", found.which == Concept::R ? "CNash" : "C" + std::string(to_string(found.which))));
    }
  }

  void horizons() {
    static constexpr const char* rules[] = {"lowest", "kind", "unkind"};
    out_.heading(say(GraphWord::horizons_head, {rules[static_cast<std::size_t>(a_.ties)]}));
    for (std::size_t h = 0; h < a_.horizons->horizons.size(); ++h) {
      const stability::Horizon& one = a_.horizons->horizons[h];
      out_.line(plain(ids(one.equilibria)) + (one.has_ties ? note("  " + say(GraphWord::had_ties)) : Line()), fmt::format("  h = {:<3}", h + 1));
    }
    if (a_.horizons->non_myopic.empty()) return;
    const std::string found = ids(a_.horizons->non_myopic_equilibria);
    out_.line(strong(a_.horizons->period == 0 ? say(GraphWord::non_myopic, {found})
                                              : say(GraphWord::non_myopic_cycle, {found, std::to_string(a_.horizons->repeats_from), std::to_string(a_.horizons->period)})), "  ");
  }

  void strength() {
    out_.heading(say(GraphWord::strength_head));
    for (const auto& found : a_.strength->concepts)
      out_.line(plain(say(GraphWord::strength_row, {ids(found.strong_equilibria), ids(found.weak_equilibria)})), fmt::format("  {:<6}", to_string(found.which)));
  }

  const GraphAnswer& a_;
  const GraphCase& g_;
  const PageLanguage language_;
  TermWriter out_;
};

}  // namespace

std::string maker_name(const GraphCase& graph, MakerIndex maker, PageLanguage language) { return visible(graph.makers[maker].in(language)); }

std::string maker_names(const GraphCase& graph, const std::vector<MakerIndex>& makers, PageLanguage language) {
  std::string text;
  for (std::size_t k = 0; k < makers.size(); ++k)
    text += (k == 0 ? "" : say(k + 1 == makers.size() ? GraphWord::and_ : GraphWord::comma, language)) + maker_name(graph, makers[k], language);
  return text;
}

std::string id_of(const GraphCase& graph, StateIndex state) { return std::to_string(graph.model->id_of(state)); }

std::string path_words(const GraphCase& graph, const stability::Path& path, PageLanguage language) {
  std::string text;
  for (const stability::PathStep& step : path)
    text += (text.empty() ? "" : say(GraphWord::comma, language)) +
            say(GraphWord::to_state, language, {maker_name(graph, step.maker, language), id_of(graph, step.to)}) + (step.is_improvement ? "" : say(GraphWord::against, language));
  return text;
}

std::string steps_words(const GraphCase& graph, const std::vector<stability::Step>& steps, PageLanguage language) {
  std::string text;
  for (const stability::Step& step : steps)
    text += (text.empty() ? "" : say(GraphWord::comma, language)) + say(GraphWord::to_state, language, {maker_name(graph, step.mover, language), id_of(graph, step.to)});
  return text;
}

bool has_details(const GraphAnswer& answer) {
  return !answer.why.empty() || answer.paths || !answer.inverse.empty() || answer.explained || answer.robustness || answer.coalitions || answer.horizons || answer.strength;
}

std::string stability_details_text(const GraphAnswer& answer, PageLanguage language, bool color, unsigned width) {
  return Details(answer, language, color, width).run();
}

}  // namespace locarno::brief
