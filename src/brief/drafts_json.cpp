// Drafts as JSON rows: docs/drafts.md lists the keys.
#include <nlohmann/json.hpp>

#include "base/decimal.hpp"
#include "brief/json_parts.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using nlohmann::json;

json verdict(Verdict v) { return v == Verdict::proved ? "proved" : "limit_reached"; }

class DraftRows {
 public:
  explicit DraftRows(const study::Brief& b) : b_(b), c_(**b.the_case) {}

  json draft(const study::DraftView& view) const {
    const Draft& d = view.draft;
    json out{{"id", d.id}, {"title", text(d.title)}, {"date", d.date ? json(to_string(*d.date)) : json(nullptr)}, {"by", text(d.by)},
             {"parent", d.parent.empty() ? json(nullptr) : json(d.parent)}, {"points", d.points}, {"known", view.known},
             {"source", valid_utf8(d.source_note)}, {"evidence", view.evidence},
             {"accepted_by_all", {{"accepted", view.all_accept}, {"accepted_or_if", view.all_accept_or_if}, {"of", d.points}}},
             {"room", {{"settlements", json_number(view.room)}, {"passing", json_number(view.passing)},
                       {"of", json_number(b_.zone->of)}, {"verdict", verdict(view.counted)}}},
             {"hits_verdict", verdict(view.hits_complete)}};
    json by = json::object();
    for (std::size_t p = 0; p < c_.parties.size(); ++p)
      if (c_.parties[PartyId(p)].signs) by[c_.parties[PartyId(p)].id] = view.accepted_by[p];
    out["accepted_by"] = std::move(by);
    out["worth"] = json::object();
    for (std::size_t p = 0; p < view.worth.size(); ++p)
      if (view.worth[p]) out["worth"][c_.parties[PartyId(p)].id] = {{"low", fraction(view.worth[p]->low)}, {"high", fraction(view.worth[p]->high)}};
    out["rows"] = json::array();
    for (const study::PointView& point : view.points) out["rows"].push_back(row(view, point));
    out["clauses"] = json::object();
    for (std::size_t i = 0; i < view.clauses.size(); ++i)
      if (view.clauses[i].named) out["clauses"][c_.issues[IssueId(i)].id] = clause(IssueId(i), view.clauses[i]);
    out["hits"] = json::array();
    for (const study::DraftHit& hit : view.hits) out["hits"].push_back(hit_row(view, hit));
    out["completions"] = json::array();
    for (const study::DraftCompletion& one : view.completions) out["completions"].push_back(completion(one));
    return out;
  }

  json change(const study::DraftChange& one) const {
    json clauses = json::array();
    for (const study::ClauseChange& clause : one.clauses) {
      json shift = json::object(), by_score = json::object();
      for (std::size_t p = 0; p < clause.shift.size(); ++p) shift[c_.parties[PartyId(p)].id] = study::to_string(clause.shift[p]);
      for (std::size_t p = 0; p < clause.score_shift.size(); ++p)
        if (b_.drafts.drafts[one.to].worth[p]) by_score[c_.parties[PartyId(p)].id] = study::to_string(clause.score_shift[p]);
      const auto& was = b_.drafts.drafts[one.from].clauses[clause.issue.index()];
      const auto& now = b_.drafts.drafts[one.to].clauses[clause.issue.index()];
      clauses.push_back({{"issue", c_.issues[clause.issue].id}, {"was", was.named ? options(clause.issue, was.options) : json(nullptr)},
                         {"now", now.named ? options(clause.issue, now.options) : json(nullptr)}, {"for", std::move(shift)},
                         {"for_by_score", std::move(by_score)}});
    }
    return {{"from", b_.drafts.drafts[one.from].draft.id}, {"to", b_.drafts.drafts[one.to].draft.id}, {"kept", one.kept},
            {"clauses", std::move(clauses)}, {"new_hits", lines(one.new_hits)}, {"gone_hits", lines(one.gone_hits)}};
  }

 private:
  json text(const Text& words) const { return {{"en", valid_utf8(words.en)}, {"zh", valid_utf8(words.zh)}}; }
  json options(IssueId issue, OptionSet set) const {
    json out = json::array();
    for (std::size_t o = 0; o < c_.issues[issue].options.size(); ++o)
      if (set.has(OptionId(o))) out.push_back(c_.issues[issue].options[OptionId(o)].id);
    return out;
  }
  template <class Lines>
  json lines(const Lines& which) const {
    json out = json::array();
    for (const auto line : which) out.push_back(b_.red_lines[line].id);
    return out;
  }
  json standing(const std::vector<study::Standing>& all) const {
    json out = json::object();
    for (std::size_t p = 0; p < all.size(); ++p) out[c_.parties[PartyId(p)].id] = study::to_string(all[p]);
    return out;
  }
  /// A point is told by its row, and by its number where that is known.
  json row(const study::DraftView& view, const study::PointView& point) const {
    const DraftPoint& p = view.draft.rows[point.row];
    json settles = json::object();
    for (const DraftTerm& term : p.terms) settles[c_.issues[term.issue].id] = options(term.issue, term.options);
    json from = nullptr;
    if (!p.from_draft.empty()) from = {{"draft", p.from_draft}, {"point", p.from_point == 0 ? json(nullptr) : json(p.from_point)}};
    return {{"row", point.row}, {"number", p.number == 0 ? json(nullptr) : json(p.number)}, {"title", text(p.title)},
            {"settles", std::move(settles)}, {"standing", standing(point.standing)}, {"accepted_by_all", point.all_accept},
            {"evidence", point.evidence}, {"source", valid_utf8(p.source_note)}, {"from", std::move(from)}};
  }
  json clause(IssueId issue, const study::Clause& one) const {
    return {{"options", options(issue, one.options)}, {"rows", one.rows}, {"standing", standing(one.standing)}};
  }
  json hit_row(const study::DraftView& view, const study::DraftHit& hit) const {
    json numbers = json::array();
    for (const std::size_t row : hit.rows) numbers.push_back(view.draft.rows[row].number == 0 ? json(nullptr) : json(view.draft.rows[row].number));
    const RedLine& line = b_.red_lines[hit.line];
    json out{{"rows", hit.rows}, {"points", std::move(numbers)}, {"red_line", line.id}, {"party", c_.parties[line.party].id},
             {"evidence", line.evidence}, {"only_option", nullptr}};
    if (!hit.option.is_none()) out["only_option"] = c_.issues[hit.issue].options[hit.option].id;
    return out;
  }
  json completion(const study::DraftCompletion& one) const {
    const settle::CompletionAnswer& a = one.answer;
    json out{{"relax", lines(one.relax)}, {"exists", a.exists}, {"changed", a.exists ? json(a.changed) : json(nullptr)},
             {"of", one.rows.size()}, {"verdict", verdict(a.verdict)}, {"ways_verdict", verdict(a.sets_complete)},
             {"settlements", json_number(a.settlements)}, {"settlements_verdict", verdict(a.counted)}, {"ways", json::array()}};
    for (std::size_t at = 0; at < a.sets.size(); ++at) {
      json rows = json::array(), settlement = json::object();
      for (const std::uint32_t point : a.sets[at]) rows.push_back(one.rows[point]);
      for (std::size_t i = 0; i < a.witnesses[at].size(); ++i)
        settlement[c_.issues[IssueId(i)].id] = c_.issues[IssueId(i)].options[a.witnesses[at][IssueId(i)]].id;
      out["ways"].push_back({{"change", std::move(rows)}, {"settlement", std::move(settlement)}});
    }
    return out;
  }

  const study::Brief& b_;
  const Case& c_;
};

}  // namespace

void add_drafts(const study::Brief& b, nlohmann::json& out) {
  const DraftRows rows(b);
  out["drafts"] = json::array();
  out["draft_changes"] = json::array();
  out["later_drafts"] = b.later_drafts;
  if (!b.zone) return;
  for (const study::DraftView& view : b.drafts.drafts) out["drafts"].push_back(rows.draft(view));
  for (const study::DraftChange& one : b.drafts.changes) out["draft_changes"].push_back(rows.change(one));
}

}  // namespace locarno::brief
