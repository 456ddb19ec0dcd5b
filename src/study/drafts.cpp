#include "study/drafts.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include "model/nearest.hpp"
#include "study/draft_scores.hpp"
#include "study/draft_standing.hpp"
#include "study/phrases.hpp"

namespace locarno::study {
namespace {

constexpr std::size_t most_openings = 3;
constexpr std::uint32_t most_hits_of_line = 32;
constexpr std::uint64_t limit_nodes = 5'000'000;

Condition condition_of(const DraftPoint& point) {
  Condition all;
  for (const DraftTerm& term : point.terms) {
    if (!term.is_known()) continue;
    const Condition one = Condition::atom(term.issue, term.options);
    all = all.nodes.empty() ? one : Condition::both(all, one);
  }
  return all;
}

bool knows(const DraftPoint& point) {
  return std::any_of(point.terms.begin(), point.terms.end(), [](const DraftTerm& term) { return term.is_known(); });
}

class DraftDesk {
 public:
  DraftDesk(const DraftsQuestion& question, Run& run) : q_(question), c_(**question.the_case), run_(run) {
    if (run_.limits.nodes == 0) run_.limits.nodes = limit_nodes;
  }

  Result<DraftView> view(const Draft& draft) {
    DraftView out;
    out.draft = draft;
    const IdVec<IssueId, OptionSet> allowed = allowed_by(draft, c_);
    judge(draft, allowed, out);
    for (std::size_t p = 0; p < c_.parties.size(); ++p) out.worth.push_back(worth_of(c_, PartyId(p), allowed));
    LOC_CHECK(find_hits(draft, out));
    LOC_CHECK(count_room(allowed, out));
    LOC_CHECK(complete_all(draft, out));
    out.evidence = evidence(draft, draft.phrases);
    return out;
  }

 private:
  /// Words said before a draft's day are no evidence of what stands in it.
  std::vector<std::string> evidence(const Draft& draft, const std::vector<std::string>& phrases) const {
    std::vector<std::string> ids = records_with(phrases, *q_.records);
    if (!draft.date || ids.empty()) return ids;
    std::set<std::string> early;
    for (const Record& record : *q_.records)
      if (record.date && latest(record.date->last) < earliest(*draft.date)) early.insert(record.id);
    std::erase_if(ids, [&](const std::string& id) { return early.contains(id); });
    return ids;
  }

  void judge(const Draft& draft, const IdVec<IssueId, OptionSet>& allowed, DraftView& out) const {
    const Judge judge{c_, *q_.stances, allowed};
    out.accepted_by.assign(c_.parties.size(), 0);
    out.clauses.resize(c_.issues.size());
    for (std::size_t row = 0; row < draft.rows.size(); ++row) {
      const DraftPoint& point = draft.rows[row];
      PointView view{row, {}, true, true, evidence(draft, point.phrases)};
      for (std::size_t p = 0; p < c_.parties.size(); ++p) {
        const Standing standing = judge.on_point(PartyId(p), point);
        view.standing.push_back(standing);
        if (standing == Standing::accepted) ++out.accepted_by[p];
        if (!c_.parties[PartyId(p)].signs) continue;
        view.all_accept = view.all_accept && standing == Standing::accepted;
        view.all_accept_or_if = view.all_accept_or_if && (standing == Standing::accepted || standing == Standing::conditional);
      }
      if (knows(point)) ++out.known;
      if (view.all_accept) ++out.all_accept;
      if (view.all_accept_or_if) ++out.all_accept_or_if;
      out.points.push_back(std::move(view));
      for (const DraftTerm& term : point.terms) {
        Clause& clause = out.clauses[term.issue.index()];
        clause.named = true;
        clause.rows.push_back(row);
        if (term.is_known()) clause.options = allowed[term.issue];
      }
    }
    for (std::size_t i = 0; i < out.clauses.size(); ++i)
      for (std::size_t p = 0; p < c_.parties.size(); ++p)
        out.clauses[i].standing.push_back(judge.on_options(PartyId(p), IssueId(i), out.clauses[i].options));
  }

  /// A question of one line and the points that touch its issues: its clashes with the line are the hits.
  Result<void> find_hits(const Draft& draft, DraftView& out) {
    for (std::size_t line = 0; line < q_.zone->lines.size(); ++line) {
      const std::vector<IssueId> issues = q_.zone->lines[line].rule.issues();
      settle::ZoneQuestion ask;
      ask.options = q_.zone->options;
      ask.lines = {q_.zone->lines[line]};
      ask.max_clashes = most_hits_of_line;
      std::vector<std::size_t> rows;
      for (std::size_t row = 0; row < draft.rows.size(); ++row) {
        const auto& terms = draft.rows[row].terms;
        const bool touches = std::any_of(terms.begin(), terms.end(), [&](const DraftTerm& term) {
          return term.is_known() && std::find(issues.begin(), issues.end(), term.issue) != issues.end();
        });
        if (!touches) continue;
        rows.push_back(row);
        ask.lines.push_back({"point", PartyId(), condition_of(draft.rows[row])});
      }
      if (rows.empty()) continue;
      LOC_TRY(const settle::ZoneAnswer answer, settle::zone(ask, run_));
      if (answer.clashes_complete == Verdict::limit_reached) out.hits_complete = Verdict::limit_reached;
      for (const settle::Clash& clash : answer.clashes) {
        if (clash.lines.front() != 0 || clash.lines.size() == 1) continue;
        DraftHit hit;
        hit.line = line;
        for (std::size_t at = 1; at < clash.lines.size(); ++at) hit.rows.push_back(rows[clash.lines[at] - 1]);
        out.hits.push_back(std::move(hit));
      }
      if (answer.clashes.empty()) add_bracket_hits(draft, line, rows, out);
    }
    return {};
  }

  void add_bracket_hits(const Draft& draft, std::size_t line, const std::vector<std::size_t>& rows, DraftView& out) const {
    const Condition& rule = q_.zone->lines[line].rule;
    for (const std::size_t row : rows)
      for (const DraftTerm& term : draft.rows[row].terms) {
        if (std::popcount(term.options.bits) < 2) continue;
        for (std::size_t o = 0; o < c_.issues[term.issue].options.size(); ++o) {
          if (!term.options.has(OptionId(o))) continue;
          IdVec<IssueId, OptionSet> only = allowed_by({}, c_);
          only[term.issue] = OptionSet{std::uint64_t{1} << o};
          if (can_hold(rule, only) == Holds::never) out.hits.push_back({line, {row}, OptionId(o), term.issue});
        }
      }
  }

  Result<void> count_room(const IdVec<IssueId, OptionSet>& allowed, DraftView& out) {
    out.room = 1;
    settle::ZoneQuestion ask = *q_.zone;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      out.room *= std::popcount(allowed[IssueId(i)].bits);
      ask.lines.push_back({"draft", PartyId(), Condition::atom(IssueId(i), allowed[IssueId(i)])});
    }
    auto count = settle::count_passing(ask, std::vector<bool>(ask.lines.size(), true), false, run_);
    if (count) out.passing = std::move(*count);
    else if (count.error().code == ErrorCode::limit_reached) out.counted = Verdict::limit_reached;
    else return Failure(std::move(count.error()));
    return {};
  }

  Result<DraftCompletion> complete_one(const Draft& draft, const std::vector<std::uint32_t>& relax) {
    DraftCompletion out;
    out.relax = relax;
    settle::CompletionQuestion ask;
    ask.zone = *q_.zone;
    ask.zone.lines.clear();
    for (std::uint32_t line = 0; line < q_.zone->lines.size(); ++line)
      if (std::find(relax.begin(), relax.end(), line) == relax.end()) ask.zone.lines.push_back(q_.zone->lines[line]);
    for (std::size_t row = 0; row < draft.rows.size(); ++row) {
      if (!knows(draft.rows[row])) continue;
      out.rows.push_back(row);
      ask.points.push_back(condition_of(draft.rows[row]));
    }
    LOC_TRY(out.answer, settle::complete(ask, run_));
    return out;
  }

  Result<void> complete_all(const Draft& draft, DraftView& out) {
    LOC_TRY(DraftCompletion plain, complete_one(draft, {}));
    const bool passes = plain.answer.exists;
    out.completions.push_back(std::move(plain));
    if (passes) return {};
    for (std::size_t at = 0; at < std::min(most_openings, q_.openings.size()); ++at) {
      LOC_TRY(DraftCompletion under, complete_one(draft, q_.openings[at]));
      out.completions.push_back(std::move(under));
    }
    return {};
  }

  const DraftsQuestion& q_;
  const Case& c_;
  Run run_;
};

std::set<std::size_t> lines_hit(const DraftView& view) {
  std::set<std::size_t> lines;
  for (const DraftHit& hit : view.hits)
    if (hit.option.is_none()) lines.insert(hit.line);
  return lines;
}

std::vector<std::size_t> less(const std::set<std::size_t>& a, const std::set<std::size_t>& b) {
  std::vector<std::size_t> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

DraftChange change(const Case& c, const DraftsView& view, std::size_t from, std::size_t to) {
  DraftChange out{from, to, {}, 0, {}, {}};
  const DraftView& was = view.drafts[from];
  const DraftView& now = view.drafts[to];
  for (std::size_t i = 0; i < was.clauses.size(); ++i) {
    const Clause& a = was.clauses[i];
    const Clause& b = now.clauses[i];
    if (a.named == b.named && a.options == b.options) {
      if (a.options.bits != 0) ++out.kept;
      continue;
    }
    ClauseChange one{IssueId(i), {}, {}};
    for (std::size_t p = 0; p < a.standing.size(); ++p) {
      one.shift.push_back(shift(a.standing[p], b.standing[p]));
      one.score_shift.push_back(score_shift(c, PartyId(p), IssueId(i), a.options, b.options));
    }
    out.clauses.push_back(std::move(one));
  }
  const auto before = lines_hit(was), after = lines_hit(now);
  out.new_hits = less(after, before);
  out.gone_hits = less(before, after);
  return out;
}

/// Its parent when that is in the list, else the draft before it.
std::size_t compared_with(const std::vector<Draft>& list, std::size_t at) {
  for (std::size_t other = 0; other < list.size(); ++other)
    if (other != at && list[other].id == list[at].parent) return other;
  return at == 0 ? at : at - 1;
}

}  // namespace

Result<DraftsView> compare_drafts(const DraftsQuestion& question, Run& run) {
  DraftsView out;
  DraftDesk desk(question, run);
  for (const Draft& draft : question.drafts) {
    run.report("holding drafts against red lines", out.drafts.size(), question.drafts.size());
    LOC_TRY(DraftView view, desk.view(draft));
    out.drafts.push_back(std::move(view));
  }
  for (std::size_t at = 0; at < question.drafts.size(); ++at) {
    const std::size_t from = compared_with(question.drafts, at);
    if (from != at) out.changes.push_back(change(**question.the_case, out, from, at));
  }
  return out;
}

Result<std::vector<Draft>> pick_drafts(const std::vector<Draft>& drafts, const std::vector<std::string>& ids) {
  std::vector<Draft> out;
  if (ids.empty()) {
    out.assign(drafts.end() - static_cast<std::ptrdiff_t>(std::min(most_compared, drafts.size())), drafts.end());
    return out;
  }
  if (ids.size() > most_compared)
    return fail(ErrorCode::bad_use, std::to_string(ids.size()) + " drafts; at most " + std::to_string(most_compared) + " are laid side by side", "");
  std::vector<std::string_view> known;
  for (const Draft& draft : drafts) known.push_back(draft.id);
  for (const std::string& id : ids) {
    const Draft* draft = find_draft(drafts, id);
    if (draft == nullptr) return fail(ErrorCode::not_found, "no draft '" + id + "' in this case" + did_you_mean(id, known), "");
    if (std::any_of(out.begin(), out.end(), [&](const Draft& other) { return other.id == id; }))
      return fail(ErrorCode::bad_use, "draft '" + id + "' is named twice", "");
    out.push_back(*draft);
  }
  return out;
}

const char* to_string(Standing standing) {
  switch (standing) {
    case Standing::unknown: return "unknown";
    case Standing::silent: return "silent";
    case Standing::open: return "open";
    case Standing::rejected: return "rejected";
    case Standing::conditional: return "conditional";
    case Standing::accepted: return "accepted";
  }
  return "unknown";
}

const char* to_string(Shift shift) {
  switch (shift) {
    case Shift::not_known: return "not_known";
    case Shift::same: return "same";
    case Shift::better: return "better";
    case Shift::worse: return "worse";
  }
  return "not_known";
}

}  // namespace locarno::study
