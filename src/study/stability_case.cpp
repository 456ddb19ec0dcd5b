#include "study/stability_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/nearest.hpp"
#include "stability/model_json.hpp"
#include "stability/statements.hpp"
#include "study/stability_condition.hpp"

namespace locarno::study {
namespace {

using stability::MakerIndex;
using stability::Mask;
using stability::Model;
using stability::OptionIndex;
using stability::Preference;
using stability::StateIndex;
using stability::Statement;

constexpr std::uint32_t unranked = ~std::uint32_t{0};

Failure flaw(const std::string& where, std::string what) { return fail(ErrorCode::bad_input, std::move(what), where); }

class Builder {
 public:
  Builder(const CheckedCase& the_case, const StabilitySection& section, const Run& run) : the_case_(the_case), c_(*the_case), s_(section), run_(run) {}

  Result<GraphCase> build() {
    makers();
    LOC_CHECK(options());
    LOC_CHECK(infeasible());
    LOC_CHECK(states());
    LOC_CHECK(moves());
    m_.preferences.resize(m_.makers.size());
    for (const StabilityPreference& p : s_.preferences) LOC_CHECK(preference(p));
    for (MakerIndex k = 0; k < m_.makers.size(); ++k)
      if (m_.preferences[k].value.empty()) return flaw(s_.where, fmt::format("'{}' has no [[stability.preference]]", m_.makers[k].name));
    m_.id = c_.id;
    m_.title = s_.title.in(PageLanguage::en).empty() ? c_.title.in(PageLanguage::en) : s_.title.in(PageLanguage::en);
    m_.citation = s_.source_note;
    m_.source_seen = s_.source_seen;
    std::optional<StateIndex> now;
    if (!s_.status_quo.words.empty()) {
      LOC_TRY(now, found(s_.status_quo));
    }
    auto checked = stability::check(m_);
    if (!checked) return flaw(s_.where, checked.error().what);
    return named(GraphCase(std::move(*checked)), now);
  }

 private:
  GraphCase named(GraphCase graph, std::optional<StateIndex> status_quo) const {
    graph.title = s_.title == Text{} ? c_.title : s_.title;
    for (const PartyId party : parties_) graph.makers.push_back(c_.parties[party].name);
    for (const StabilityOption& option : s_.options) graph.options.push_back(option.name == Text{} ? Text{option.id.words, option.id.words} : option.name);
    if (!labels_.empty()) graph.labels = labels_;
    graph.is_from_case = !c_.issues.empty();
    graph.status_quo = status_quo;
    return graph;
  }

  void makers() {
    std::vector<bool> has(c_.parties.size(), false);
    for (const StabilityOption& option : s_.options) has[option.party.index()] = true;
    for (const StabilityMoves& moves : s_.moves) has[moves.party.index()] = true;
    for (const StabilityPreference& p : s_.preferences) has[p.party.index()] = true;
    for (std::size_t p = 0; p < has.size(); ++p) {
      if (!has[p]) continue;
      parties_.push_back(PartyId(p));
      m_.makers.push_back({c_.parties[PartyId(p)].id, {}});
    }
  }
  MakerIndex maker(PartyId party) const { return static_cast<MakerIndex>(std::find(parties_.begin(), parties_.end(), party) - parties_.begin()); }

  Result<void> options() {
    if (s_.options.size() > 63) return flaw(s_.where, fmt::format("{} options; at most 63 can be told apart", s_.options.size()));
    for (OptionIndex o = 0; o < s_.options.size(); ++o) {
      const StabilityOption& option = s_.options[o];
      if (option.id.words.empty()) return flaw(option.id.where, "an option needs an id");
      for (OptionIndex other = 0; other < o; ++other)
        if (s_.options[other].id.words == option.id.words) return flaw(option.id.where, fmt::format("option '{}' is given twice", option.id.words));
      const auto way = option.direction == "forward"    ? stability::Direction::forward
                       : option.direction == "backward" ? stability::Direction::backward
                       : option.direction == "fixed"    ? stability::Direction::fixed
                                                        : stability::Direction::both;
      m_.options.push_back({option.id.words, maker(option.party), way});
      m_.makers[m_.options.back().maker].options.push_back(o);
    }
    return {};
  }

  Result<OptionIndex> option(const Placed& id) const {
    std::vector<std::string_view> known;
    for (OptionIndex o = 0; o < s_.options.size(); ++o) {
      if (s_.options[o].id.words == id.words) return o;
      known.push_back(s_.options[o].id.words);
    }
    return flaw(id.where, fmt::format("no option '{}' in [stability]{}", id.words, did_you_mean(id.words, known)));
  }

  /// A pattern of Y, N and -, a statement about the options of the model, or a condition over the issues of the case.
  Result<Statement> rule(const Placed& words) const {
    if (stability::is_pattern(words.words) && words.words.size() > 1) return stability::parse_pattern(words.words, m_.options.size(), words.where);
    auto statement = stability::parse_statement(words.words, stability::OptionNames(m_.makers, m_.options), words.where);
    if (statement || !names_an_issue(words.words)) return statement;
    LOC_TRY(const Condition condition, parse_condition(words.words, c_.issues, words.where));
    return statement_of(condition, the_case_, s_, words.where);
  }

  bool names_an_issue(std::string_view words) const {
    const auto is_letter = [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = at;
      while (end < words.size() && is_letter(words[end])) ++end;
      for (const Issue& issue : c_.issues)
        if (issue.id == words.substr(at, end - at)) return true;
      at = end + 1;
    }
    return false;
  }

  Result<void> infeasible() {
    for (const Placed& words : s_.infeasible) {
      LOC_TRY(Statement one, rule(words));
      infeasible_.push_back(std::move(one));
    }
    for (const auto& [groups, is_one_needed] : {std::pair(&s_.at_most_one, false), std::pair(&s_.exactly_one, true)}) {
      for (const std::vector<Placed>& group : *groups) {
        std::vector<OptionIndex> members;
        for (const Placed& id : group) {
          LOC_TRY(const OptionIndex o, option(id));
          members.push_back(o);
        }
        exclude(members, is_one_needed);
      }
    }
    return {};
  }
  void exclude(const std::vector<OptionIndex>& members, bool is_one_needed) {
    using Op = Statement::Op;
    for (std::size_t a = 0; a < members.size(); ++a)
      for (std::size_t b = a + 1; b < members.size(); ++b)
        infeasible_.push_back({{{Op::option, members[a]}, {Op::option, members[b]}, {Op::conjunction, 0}}, ""});
    if (!is_one_needed || members.empty()) return;
    Statement none;
    for (std::size_t a = 0; a < members.size(); ++a) {
      none.steps.push_back({Op::option, members[a]});
      none.steps.push_back({Op::negation, 0});
      if (a > 0) none.steps.push_back({Op::conjunction, 0});
    }
    infeasible_.push_back(std::move(none));
  }

  Result<void> states() {
    if (s_.only_listed || !s_.moves.empty()) return listed();
    if (s_.options.empty()) return flaw(s_.where, "there are neither options nor listed states");
    auto masks = stability::feasible_masks(m_.options.size(), infeasible_, run_);
    if (!masks) return fail(masks.error().code, masks.error().what, s_.where);
    m_.masks = std::move(*masks);
    if (m_.masks.empty()) return flaw(s_.where, "no state is feasible");
    for (StateIndex s = 0; s < m_.masks.size(); ++s) m_.ids.push_back(static_cast<std::int64_t>(s) + 1);
    if (s_.states.empty()) return {};
    labels_.resize(m_.masks.size());
    for (const StabilityState& state : s_.states) {
      LOC_TRY(const StateIndex at, found(state.pattern));
      labels_[at] = state.name;
      if (state.number) m_.ids[at] = *state.number;
    }
    return label();
  }
  Result<void> listed() {
    for (std::size_t s = 0; s < s_.states.size(); ++s) {
      const StabilityState& state = s_.states[s];
      LOC_TRY(const Statement pattern, stability::parse_pattern(state.pattern.words, m_.options.size(), state.pattern.where));
      Mask mask = 0;
      for (std::size_t o = 0; o < m_.options.size(); ++o) mask |= Mask{state.pattern.words[o] == 'Y' || state.pattern.words[o] == 'y'} << o;
      for (const Statement& no : infeasible_)
        if (state.pattern.words.find('-') == std::string::npos && no.holds(mask)) return flaw(state.pattern.where, "this state is listed, and infeasible");
      m_.masks.push_back(mask);
      m_.ids.push_back(state.number ? *state.number : static_cast<std::int64_t>(s) + 1);
      labels_.push_back(state.name);
    }
    if (m_.masks.empty()) return flaw(s_.where, "with only_listed or moves, the states are listed under [[stability.state]]");
    return label();
  }
  Result<void> label() {
    for (const Text& name : labels_) m_.labels.push_back(name.in(PageLanguage::en));
    return {};
  }

  Result<StateIndex> found(const Placed& name) const {
    if (const auto state = stability::find_state(m_, name.words)) return *state;
    for (StateIndex s = 0; s < labels_.size(); ++s)
      if (!name.words.empty() && (labels_[s].zh == name.words || labels_[s].en == name.words)) return s;
    for (StateIndex s = 0; s < s_.states.size() && (s_.only_listed || !s_.moves.empty()); ++s)
      if (s_.states[s].pattern.words == name.words) return s;
    return flaw(name.where, fmt::format("'{}' is no state of this model: an id, a pattern of Y and N, or a short name", name.words));
  }

  Result<void> moves() {
    if (s_.moves.empty()) return {};
    m_.arcs.resize(m_.makers.size());
    for (const StabilityMoves& moves : s_.moves) {
      std::vector<stability::Arc>& arcs = m_.arcs[maker(moves.party)];
      for (const auto& [from, to] : moves.arcs) {
        LOC_TRY(const StateIndex a, found(from));
        LOC_TRY(const StateIndex b, found(to));
        if (a == b) return flaw(to.where, "this move goes nowhere");
        arcs.push_back({a, b});
      }
      std::sort(arcs.begin(), arcs.end());
      arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
    }
    return {};
  }

  Result<void> preference(const StabilityPreference& p) {
    Preference& out = m_.preferences[maker(p.party)];
    if (!out.value.empty()) return flaw(p.where, fmt::format("'{}' has two preferences", c_.parties[p.party].id));
    const stability::States states{m_.masks, m_.options.size()};
    if (p.by_scores) {
      LOC_CHECK(by_scores(p, out));
    } else if (!p.ranking.empty()) {
      LOC_CHECK(by_ranking(p, out));
    } else if (!p.weights.empty()) {
      std::vector<stability::Weighted> terms;
      for (const auto& [words, weight] : p.weights) {
        LOC_TRY(Statement statement, rule(words));
        terms.push_back({std::move(statement), weight});
      }
      LOC_TRY(out.value, stability::rank_by_weights(states, terms, run_));
    } else {
      std::vector<Statement> statements;
      for (const Placed& words : p.statements) {
        LOC_TRY(Statement statement, rule(words));
        statements.push_back(std::move(statement));
      }
      LOC_TRY(out.value, stability::rank_by_statements(states, statements, run_));
    }
    for (const auto& [a, b] : p.unknown) {
      LOC_TRY(const StateIndex first, found(a));
      LOC_TRY(const StateIndex second, found(b));
      if (first == second) return flaw(b.where, "a state cannot be compared with itself");
      out.unknown.push_back(std::minmax(first, second));
    }
    std::sort(out.unknown.begin(), out.unknown.end());
    out.unknown.erase(std::unique(out.unknown.begin(), out.unknown.end()), out.unknown.end());
    return {};
  }

  Result<void> by_ranking(const StabilityPreference& p, Preference& out) {
    std::vector<std::uint32_t> place(m_.masks.size(), unranked), band(m_.masks.size(), 0);
    std::uint32_t rank = 0, degree = 0;
    for (const std::vector<Placed>& tie : p.ranking) {
      if (tie.size() == 1 && tie[0].words == ">>") {
        ++degree;
        continue;
      }
      for (const Placed& name : tie) {
        LOC_TRY(const StateIndex s, found(name));
        if (place[s] != unranked) return flaw(name.where, fmt::format("state '{}' is ranked twice", name.words));
        place[s] = rank;
        band[s] = degree;
      }
      if (!tie.empty()) ++rank;
    }
    const auto missing = std::find(place.begin(), place.end(), unranked);
    if (missing != place.end())
      return flaw(p.where, fmt::format("the ranking of '{}' leaves out state {}", c_.parties[p.party].id, m_.id_of(static_cast<StateIndex>(missing - place.begin()))));
    for (std::uint32_t& v : place) v = rank - 1 - v;
    for (std::uint32_t& v : band) v = degree - v;
    out.value = std::move(place);
    if (degree > 0) out.band = std::move(band);
    return {};
  }

  /// An issue on which all who have options bound to it have taken the same one counts weight times value; a state without such an
  /// issue counts the fallback.
  Result<void> by_scores(const StabilityPreference& p, Preference& out) {
    std::map<std::size_t, const ScoreEntry*> scores;
    for (const ScoreEntry& entry : c_.scores)
      if (entry.party == p.party) scores[entry.issue.index()] = &entry;
    if (scores.empty()) return flaw(p.where, fmt::format("'{}' has no [[score]] in this case", c_.parties[p.party].id));
    const auto& fallback = c_.parties[p.party].fallback;
    std::vector<Rational> worth;
    for (const Mask mask : m_.masks) {
      Rational sum = 0;
      bool is_any_agreed = false;
      for (const auto& [issue, entry] : scores) {
        const OptionId agreed = agreed_on(IssueId(issue), mask);
        if (agreed.is_none()) continue;
        is_any_agreed = true;
        if (!entry->weight.is_exact() || !entry->values[agreed.index()].is_exact()) return flaw(entry->where, "a ranking needs exact scores, not ranges");
        sum += entry->weight.low * entry->values[agreed.index()].low;
      }
      if (!is_any_agreed && fallback) sum = fallback->low;
      worth.push_back(sum);
    }
    std::vector<Rational> sorted = worth;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (const Rational& one : worth) out.value.push_back(static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), one) - sorted.begin()));
    return {};
  }
  OptionId agreed_on(IssueId issue, Mask mask) const {
    std::map<std::size_t, OptionId> taken;  // by party
    std::map<std::size_t, bool> holders;
    for (OptionIndex o = 0; o < s_.options.size(); ++o) {
      const StabilityOption& option = s_.options[o];
      if (!(option.issue == issue)) continue;
      holders[option.party.index()] = true;
      if (!(mask >> o & 1u)) continue;
      if (const auto before = taken.find(option.party.index()); before != taken.end() && !(before->second == option.option)) return OptionId::none();
      taken[option.party.index()] = option.option;
    }
    if (taken.empty() || taken.size() < holders.size()) return OptionId::none();
    for (const auto& [party, option] : taken)
      if (!(option == taken.begin()->second)) return OptionId::none();
    return taken.begin()->second;
  }

  const CheckedCase& the_case_;
  const Case& c_;
  const StabilitySection& s_;
  const Run& run_;
  Model m_;
  std::vector<PartyId> parties_;
  std::vector<Statement> infeasible_;
  std::vector<Text> labels_;
};

}  // namespace

Result<GraphCase> graph_of(const CheckedCase& the_case, const StabilitySection& section, const Run& run) {
  return Builder(the_case, section, run).build();
}

}  // namespace locarno::study
