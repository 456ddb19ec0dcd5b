// Accept, hold out, escalate: a first model from the red lines that a brief found. Its rules are few and each is printed; it is meant to
// be read, doubted and rewritten under [stability].
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "stability/statements.hpp"
#include "study/stability_case.hpp"

namespace locarno::study {
namespace {

using stability::MakerIndex;
using stability::OptionIndex;

constexpr std::size_t most_options = 18;

struct Stake {
  PartyId party;
  IssueId issue;
  OptionIndex accept = 0, escalate = 0;
};

/// Issues by how many clashes they are in, most first; all disputed ones when nothing clashes.
std::vector<IssueId> issues_in_order(const Brief& brief) {
  std::map<std::size_t, std::size_t> count;
  for (const RedLine& line : brief.red_lines)
    for (const IssueId issue : line.rule.issues()) count[issue.index()] += 0;
  if (brief.zone)
    for (const settle::Clash& clash : brief.zone->clashes) {
      std::map<std::size_t, bool> seen;
      for (const std::uint32_t line : clash.lines)
        for (const IssueId issue : brief.red_lines[line].rule.issues()) seen[issue.index()] = true;
      for (const auto& [issue, is_seen] : seen) ++count[issue];
    }
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (const auto& [issue, clashes] : count) order.emplace_back(~clashes, issue);
  std::sort(order.begin(), order.end());
  std::vector<IssueId> issues;
  for (const auto& [clashes, issue] : order) issues.push_back(IssueId(issue));
  return issues;
}

class Derivation {
 public:
  explicit Derivation(const Brief& brief) : b_(brief), c_(*(*brief.the_case)) {}

  Result<GraphCase> run(const Run& run) {
    stakes();
    if (stakes_.empty()) return fail(ErrorCode::bad_input, "no two signatories have red lines on the same issue, so there is no dispute to make a model of");
    for (const PartyId party : parties_) m_.makers.push_back({c_.parties[party].id, {}});
    for (Stake& stake : stakes_) options(stake);
    std::vector<stability::Statement> never;
    for (const Stake& stake : stakes_) never.push_back(both(stake.accept, stake.escalate));
    LOC_TRY(m_.masks, stability::feasible_masks(m_.options.size(), never, run));
    for (MakerIndex k = 0; k < parties_.size(); ++k) LOC_CHECK(preferences(k, run));
    m_.id = c_.id;
    m_.title = c_.title.in(PageLanguage::en);
    auto checked = stability::check(m_);
    if (!checked) return Failure(checked.error());
    GraphCase graph(std::move(*checked));
    graph.title = c_.title;
    for (const PartyId party : parties_) graph.makers.push_back(c_.parties[party].name);
    graph.options = names_;
    graph.is_from_case = true;
    graph.status_quo = 0;  // nobody has accepted or escalated
    graph.derivation = std::move(lines_);
    return graph;
  }

 private:
  bool has_line(PartyId party, IssueId issue) const {
    return std::any_of(b_.red_lines.begin(), b_.red_lines.end(), [&](const RedLine& line) {
      const std::vector<IssueId> issues = line.rule.issues();
      return line.party == party && std::find(issues.begin(), issues.end(), issue) != issues.end();
    });
  }

  void stakes() {
    std::size_t left_out = 0;
    for (const IssueId issue : issues_in_order(b_)) {
      std::vector<PartyId> who;
      for (std::size_t p = 0; p < c_.parties.size(); ++p)
        if (c_.parties[PartyId(p)].signs && has_line(PartyId(p), issue)) who.push_back(PartyId(p));
      if (who.size() < 2) continue;
      if (2 * (stakes_.size() + who.size()) > most_options) {
        ++left_out;
        continue;
      }
      for (const PartyId party : who) {
        stakes_.push_back({party, issue, 0, 0});
        if (std::find(parties_.begin(), parties_.end(), party) == parties_.end()) parties_.push_back(party);
      }
    }
    std::sort(parties_.begin(), parties_.end(), [](PartyId a, PartyId b) { return a.index() < b.index(); });
    lines_.push_back("Decision makers are the signatories with a red line on an issue on which another has one too. On each such issue a party "
                     "accepts (gives up its line), escalates, or does neither: it holds out. It cannot do both.");
    if (left_out > 0) lines_.push_back(fmt::format("{} more issues are left out: a model is kept to {} options, the issues with most clashes first.", left_out, most_options));
    lines_.push_back("The state in which all hold out is taken as the status quo. An acceptance and an escalation can be taken back.");
  }

  void options(Stake& stake) {
    const auto maker = static_cast<MakerIndex>(std::find(parties_.begin(), parties_.end(), stake.party) - parties_.begin());
    const std::string& issue = c_.issues[stake.issue].id;
    const Text& name = c_.issues[stake.issue].name;
    for (const bool is_accept : {true, false}) {
      const auto o = static_cast<OptionIndex>(m_.options.size());
      m_.options.push_back({(is_accept ? "accept." : "escalate.") + issue, maker, stability::Direction::both});
      m_.makers[maker].options.push_back(o);
      names_.push_back({(is_accept ? "accept: " : "escalate: ") + name.in(PageLanguage::en), (is_accept ? "\u8BA9\u6B65\uFF1A" : "\u5347\u7EA7\uFF1A") + name.in(PageLanguage::zh)});
      (is_accept ? stake.accept : stake.escalate) = o;
    }
  }

  static stability::Statement both(OptionIndex a, OptionIndex b) {
    using Op = stability::Statement::Op;
    return {{{Op::option, a}, {Op::option, b}, {Op::conjunction, 0}}, ""};
  }

  /// In this order, for each issue of its own: the others accept; it does not accept itself; nobody else escalates; it escalates itself only if another does.
  Result<void> preferences(MakerIndex k, const Run& run) {
    using Op = stability::Statement::Op;
    std::vector<stability::Statement> statements;
    std::vector<std::string> words;
    const auto add = [&](stability::Statement statement, std::string text) {
      statements.push_back(std::move(statement));
      words.push_back(std::move(text));
    };
    const auto name = [&](OptionIndex o) { return m_.makers[m_.options[o].maker].name + "." + m_.options[o].name; };
    for (const Stake& own : stakes_) {
      if (!(own.party == parties_[k])) continue;
      std::vector<const Stake*> others;
      for (const Stake& other : stakes_)
        if (other.issue == own.issue && !(other.party == own.party)) others.push_back(&other);
      for (const Stake* other : others) add({{{Op::option, other->accept}}, ""}, name(other->accept));
      add({{{Op::option, own.accept}, {Op::negation, 0}}, ""}, "NOT " + name(own.accept));
      for (const Stake* other : others) add({{{Op::option, other->escalate}, {Op::negation, 0}}, ""}, "NOT " + name(other->escalate));
      stability::Statement answer{{{Op::option, own.escalate}}, ""};
      std::string any;
      for (std::size_t i = 0; i < others.size(); ++i) {
        answer.steps.push_back({Op::option, others[i]->escalate});
        if (i > 0) answer.steps.push_back({Op::disjunction, 0});
        any += (i == 0 ? "" : " OR ") + name(others[i]->escalate);
      }
      answer.steps.push_back({Op::equivalence, 0});
      add(std::move(answer), name(own.escalate) + " IFF (" + any + ")");
    }
    m_.preferences.emplace_back();
    LOC_TRY(m_.preferences.back().value, stability::rank_by_statements({m_.masks, m_.options.size()}, statements, run));
    lines_.push_back(fmt::format("{} wants, the most important first: {}", m_.makers[k].name, fmt::join(words, "; ")));
    return {};
  }

  const Brief& b_;
  const Case& c_;
  std::vector<Stake> stakes_;
  std::vector<PartyId> parties_;
  stability::Model m_;
  std::vector<Text> names_;
  std::vector<std::string> lines_;
};

}  // namespace

Result<GraphCase> derived_graph(const Brief& brief, const Run& run) { return Derivation(brief).run(run); }

}  // namespace locarno::study
