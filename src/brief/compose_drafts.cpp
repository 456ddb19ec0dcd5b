// The drafts side by side: what each says on each issue, who stands where on it, what it hits, what would pass near it.
#include <algorithm>
#include <set>

#include "base/decimal.hpp"
#include "brief/composer.hpp"
#include "brief/draft_marks.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

constexpr std::size_t most_hits = 4;

class DraftComposer {
 public:
  DraftComposer(const Composer& composer) : m_(composer), view_(composer.b.drafts), signatories_(composer.signatories()) {}

  Line title(std::size_t at) const { return strong(words(view_.drafts[at].draft.title)); }
  std::string words(const Text& text) const { return visible(text.in(m_.language)); }

  const study::DraftChange* change(std::size_t at) const {
    for (const study::DraftChange& one : view_.changes)
      if (one.to == at) return &one;
    return nullptr;
  }
  const study::ClauseChange* clause_change(std::size_t at, IssueId issue) const {
    const study::DraftChange* whole = change(at);
    if (whole == nullptr) return nullptr;
    for (const study::ClauseChange& one : whole->clauses)
      if (one.issue == issue) return &one;
    return nullptr;
  }

  Line options(IssueId issue, OptionSet set) const {
    std::vector<Line> names;
    for (std::size_t o = 0; o < m_.c.issues[issue].options.size(); ++o)
      if (set.has(OptionId(o))) names.push_back(m_.option(issue, OptionId(o)));
    if (names.empty()) return m_.say(Word::draft_unknown);
    return names.size() == 1 ? names.front() : m_.say(Word::draft_bracket, {joined(names, m_.text(Word::draft_bracket_or))});
  }

  Line point(const study::DraftView& view, std::size_t row) const {
    const DraftPoint& one = view.draft.rows[row];
    const Line name = plain(words(one.title));
    return one.number == 0 ? m_.say(Word::draft_point_unnumbered, {name})
                           : m_.say(Word::draft_point, {plain(std::to_string(one.number)), name});
  }
  Line points(const study::DraftView& view, const std::vector<std::size_t>& rows) const {
    std::vector<Line> lines;
    for (const std::size_t row : rows) lines.push_back(point(view, row));
    return joined(lines, m_.text(Word::comma), m_.text(Word::last_comma));
  }

  DraftColumn column(std::size_t at) const {
    const study::DraftView& view = view_.drafts[at];
    const auto of = [&](std::size_t k, std::size_t n) { return m_.say(Word::count_of, {plain(grouped(k)), plain(grouped(n))}); };
    std::set<std::size_t> lines;
    for (const study::DraftHit& hit : view.hits)
      if (hit.option.is_none()) lines.insert(hit.line);
    DraftColumn out{title(at), m_.date(view.draft.date), {}, {}};
    if (!words(view.draft.by).empty()) out.by = m_.say(Word::draft_by, {plain(words(view.draft.by))});
    const auto n = static_cast<std::size_t>(view.draft.points);
    out.facts = {{m_.say(Word::draft_points_known), of(view.known, n)},
                 {m_.say(Word::draft_accepted), of(view.all_accept, n)},
                 {m_.say(Word::draft_lines_hit), of(lines.size(), m_.b.red_lines.size())}};
    return out;
  }

  DraftCell cell(std::size_t at, IssueId issue) const {
    const study::Clause& clause = view_.drafts[at].clauses[issue.index()];
    const study::ClauseChange* changed = clause_change(at, issue);
    DraftCell out;
    out.named = clause.named;
    out.is_changed = changed != nullptr;
    out.words = clause.named ? options(issue, clause.options) : m_.say(Word::draft_not_named);
    if (clause.options.bits == 0) return out;
    for (const PartyId party : signatories_)
      out.marks.push_back({visible(m_.c.parties[party].id), m_.party(party), clause.standing[party.index()],
                           changed == nullptr ? study::Shift::same : changed->shift[party.index()]});
    return out;
  }

  Line hit(const study::DraftView& view, const study::DraftHit& one) const {
    const Line line = m_.red_line(m_.b.red_lines[one.line]);
    if (!one.option.is_none()) return m_.say(Word::draft_hit_option, {point(view, one.rows.front()), m_.option(one.issue, one.option), line});
    return m_.say(one.rows.size() == 1 ? Word::draft_hit : Word::draft_hit_joint, {points(view, one.rows), line});
  }

  Line nearest(const study::DraftView& view, const study::DraftCompletion& completion) const {
    const settle::CompletionAnswer& answer = completion.answer;
    const Line known = plain(grouped(completion.rows.size()));
    if (answer.verdict == Verdict::limit_reached) return m_.say(Word::draft_near_limit, {m_.count(std::size_t{answer.changed}), known});
    if (!answer.exists) return m_.say(Word::draft_near_nothing);
    if (answer.changed == 0) return m_.say(Word::draft_near_none, {m_.count(answer.settlements)});
    std::vector<std::size_t> rows;
    for (const std::uint32_t at : answer.sets.front()) rows.push_back(completion.rows[at]);
    Line which = points(view, rows);
    if (answer.sets.size() > 1) which = m_.say(Word::draft_near_ways, {which, plain(grouped(answer.sets.size()))});
    return m_.say(Word::draft_near, {m_.count(std::size_t{answer.changed}), known, which, m_.count(answer.settlements)});
  }

  void add_hits(const study::DraftView& view, Item& item) const {
    if (view.hits.empty()) item.under.push_back(m_.say(Word::draft_hits_none));
    for (std::size_t at = 0; at < view.hits.size() && at < most_hits; ++at) item.under.push_back(hit(view, view.hits[at]));
    if (view.hits.size() > most_hits)
      item.under.push_back(m_.say(Word::draft_hits_left, {plain(grouped(view.hits.size() - most_hits)), plain(grouped(view.hits.size()))}));
  }

  void add_nearest(const study::DraftView& view, Item& item) const {
    for (const study::DraftCompletion& completion : view.completions) {
      if (completion.relax.empty()) {
        item.under.push_back(nearest(view, completion));
        continue;
      }
      for (std::size_t at = 0; at < m_.b.openings.size(); ++at)
        if (m_.b.openings[at].opening.relax == completion.relax)
          item.under.push_back(m_.say(Word::draft_near_if, {m_.parties(m_.b.openings[at].opening.movers), plain(grouped(at + 1)), nearest(view, completion)}));
    }
  }

  /// "Ukraine (on territory, elections) and ..." for whom the clauses shifted that way.
  Line shifted(const study::DraftChange& change, std::vector<study::Shift> study::ClauseChange::* by, study::Shift way) const {
    std::vector<Line> lines;
    for (const PartyId party : signatories_) {
      std::vector<IssueId> issues;
      for (const study::ClauseChange& one : change.clauses)
        if ((one.*by)[party.index()] == way) issues.push_back(one.issue);
      if (!issues.empty()) lines.push_back(m_.say(Word::draft_on, {m_.party(party), m_.issues(issues)}));
    }
    return lines.empty() ? m_.say(Word::draft_nobody) : joined(lines, m_.text(Word::comma), m_.text(Word::last_comma));
  }

  bool has_scores(std::size_t at) const {
    const auto& worth = view_.drafts[at].worth;
    return std::any_of(worth.begin(), worth.end(), [](const auto& one) { return one.has_value(); });
  }

  /// "Ukraine 20 to 35, Russia 12": what the draft is worth, from least to most.
  void add_worth(std::size_t at, Item& item) const {
    if (!has_scores(at)) return;
    std::vector<Line> lines;
    for (const PartyId party : signatories_) {
      const std::optional<Amount>& worth = view_.drafts[at].worth[party.index()];
      if (!worth) continue;
      const Line low = strong(decimal(worth->low, 2)), high = strong(decimal(worth->high, 2));
      lines.push_back(m_.party(party) + plain(" ") + (worth->is_exact() ? low : m_.say(Word::draft_from_to, {low, high})));
    }
    item.under.push_back(m_.say(Word::draft_worth, {joined(lines, m_.text(Word::comma))}));
  }

  Line short_lines(const std::vector<std::size_t>& lines) const {
    std::vector<Line> out;
    for (const std::size_t line : lines) out.push_back(m_.line_words(m_.b.red_lines[line]));
    return joined(out, m_.text(Word::semicolon));
  }

  void add_change(std::size_t at, Item& item) const {
    const study::DraftChange* one = change(at);
    if (one == nullptr) return;
    item.under.push_back(m_.say(Word::draft_against, {title(one->from), plain(grouped(one->kept)), plain(grouped(one->clauses.size())),
                                                      shifted(*one, &study::ClauseChange::shift, study::Shift::better),
                                                      shifted(*one, &study::ClauseChange::shift, study::Shift::worse)}));
    if (has_scores(at))
      item.under.push_back(m_.say(Word::draft_by_score, {shifted(*one, &study::ClauseChange::score_shift, study::Shift::better),
                                                         shifted(*one, &study::ClauseChange::score_shift, study::Shift::worse)}));
    if (!one->new_hits.empty()) item.under.push_back(m_.say(Word::draft_hits_new, {short_lines(one->new_hits)}));
    if (!one->gone_hits.empty()) item.under.push_back(m_.say(Word::draft_hits_gone, {short_lines(one->gone_hits)}));
  }

  Item item(std::size_t at) const {
    const study::DraftView& view = view_.drafts[at];
    const Line n = plain(grouped(static_cast<std::size_t>(view.draft.points)));
    Item out{m_.say(Word::draft_counts, {title(at), n, m_.count(view.known), plain(grouped(signatories_.size())), m_.count(view.all_accept),
                                         m_.count(view.all_accept_or_if)}) + m_.cites(view.evidence), {}};
    std::vector<Line> each;
    for (const PartyId party : signatories_)
      each.push_back(m_.party(party) + plain(" ") + m_.count(view.accepted_by[party.index()]));
    out.under.push_back(m_.say(Word::draft_each_party, {n, joined(each, m_.text(Word::comma))}));
    add_hits(view, out);
    if (view.counted == Verdict::proved)
      out.under.push_back(m_.say(Word::draft_room, {m_.count(view.room), m_.count(m_.b.zone->of), m_.count(view.passing)}));
    else out.under.push_back(m_.say(Word::draft_room_limit, {m_.count(view.room), m_.count(m_.b.zone->of)}));
    add_worth(at, out);
    add_nearest(view, out);
    add_change(at, out);
    out.under.push_back(m_.say(Word::draft_source, {note(visible(view.draft.source_note))}));
    return out;
  }

  Item point_item(const study::DraftView& view, std::size_t row) const {
    const DraftPoint& one = view.draft.rows[row];
    const Line number = one.number == 0 ? m_.say(Word::draft_number_unknown) : plain(std::to_string(one.number));
    Item out{strong("") + number + plain(". ") + plain(words(one.title)) + m_.cites(view.points[row].evidence), {}};
    for (const DraftTerm& term : one.terms) out.under.push_back(m_.say(Word::named, {m_.issue(term.issue), options(term.issue, term.options)}));
    if (one.terms.empty()) out.under.push_back(m_.say(Word::draft_outside));
    const bool known = std::any_of(one.terms.begin(), one.terms.end(), [](const DraftTerm& term) { return term.is_known(); });
    if (known) {
      std::vector<Line> marks;
      for (const PartyId party : signatories_) {
        const study::Standing standing = view.points[row].standing[party.index()];
        marks.push_back(m_.party(party) + plain(" ") + plain(standing_glyph(standing)) + plain(" ") + m_.say(standing_word(standing)));
      }
      out.under.push_back(joined(marks, m_.text(Word::semicolon)));
    }
    for (const study::DraftHit& one_hit : view.hits)
      if (std::find(one_hit.rows.begin(), one_hit.rows.end(), row) != one_hit.rows.end()) out.under.push_back(hit(view, one_hit));
    add_origin(one, out);
    if (!one.source_note.empty()) out.under.push_back(m_.say(Word::draft_source, {note(visible(one.source_note))}));
    return out;
  }

 private:
  void add_origin(const DraftPoint& one, Item& out) const {
    if (one.from_draft.empty()) return;
    Line origin = plain(visible(one.from_draft));
    for (std::size_t at = 0; at < view_.drafts.size(); ++at)
      if (view_.drafts[at].draft.id == one.from_draft) origin = title(at);
    out.under.push_back(one.from_point == 0 ? m_.say(Word::draft_goes_back, {origin})
                                            : m_.say(Word::draft_goes_back_point, {origin, plain(std::to_string(one.from_point))}));
  }

  const Composer& m_;
  const study::DraftsView& view_;
  const std::vector<PartyId> signatories_;
};

}  // namespace

void compose_drafts(const Composer& composer, Page& page) {
  const auto& drafts = composer.b.drafts.drafts;
  if (drafts.empty() || !composer.b.zone) return;
  const DraftComposer one(composer);
  for (std::size_t at = 0; at < drafts.size(); ++at) {
    page.drafts.columns.push_back(one.column(at));
    page.drafts.items.push_back(one.item(at));
  }
  for (std::size_t i = 0; i < composer.c.issues.size(); ++i) {
    const bool named = std::any_of(drafts.begin(), drafts.end(), [&](const study::DraftView& view) { return view.clauses[i].named; });
    if (!named) continue;
    DraftRow row{composer.issue(IssueId(i)), {}};
    for (std::size_t at = 0; at < drafts.size(); ++at) row.cells.push_back(one.cell(at, IssueId(i)));
    page.drafts.rows.push_back(std::move(row));
  }
}

std::vector<std::pair<Line, std::vector<Item>>> compose_draft_points(const Composer& composer) {
  std::vector<std::pair<Line, std::vector<Item>>> out;
  const DraftComposer one(composer);
  for (std::size_t at = 0; at < composer.b.drafts.drafts.size(); ++at) {
    const study::DraftView& view = composer.b.drafts.drafts[at];
    std::vector<Item> items;
    for (std::size_t row = 0; row < view.draft.rows.size(); ++row) items.push_back(one.point_item(view, row));
    const std::size_t all = static_cast<std::size_t>(view.draft.points);
    if (view.draft.rows.size() < all)
      items.push_back({composer.say(Word::draft_rest, {composer.count(all - view.draft.rows.size()), plain(grouped(all))}), {}});
    out.emplace_back(composer.say(Word::draft_points_head, {one.title(at)}), std::move(items));
  }
  return out;
}

}  // namespace locarno::brief
