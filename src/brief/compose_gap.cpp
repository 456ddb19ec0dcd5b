// The gap: how many settlements pass, which red lines clash, what the smallest openings would open.
#include <algorithm>
#include <map>
#include <set>

#include "brief/composer.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

constexpr std::size_t most_clashes = 4;
constexpr std::size_t most_openings = 3;
constexpr std::size_t most_bars = 6;
constexpr std::size_t most_binding = 3;

const RedLine* line_at(const study::Brief& brief, std::size_t at) {
  return at < brief.red_lines.size() ? &brief.red_lines[at] : nullptr;
}

void add_counts(const Composer& composer, Gap& gap) {
  const settle::ZoneAnswer& zone = *composer.b.zone;
  gap.counts.push_back(composer.say(Word::gap_open, {composer.count(zone.open), composer.count(zone.of)}));
  gap.counts.push_back(composer.say(Word::gap_strict, {composer.count(zone.strict), composer.count(zone.of)}));
  if (zone.counts == Verdict::limit_reached) gap.counts.push_back(composer.say(Word::gap_limit));
}

Line clash_headline(const Composer& composer) {
  const settle::ZoneAnswer& zone = *composer.b.zone;
  const Line n = composer.count(zone.clashes.size());
  if (zone.clashes_complete == Verdict::limit_reached) return composer.say(Word::clash_head_limit, {n});
  if (zone.clashes.empty()) return composer.say(Word::clash_none, {composer.count(composer.b.red_lines.size())});
  return composer.say(Word::clash_head, {n, plain(grouped(clashing_lines(composer.b).size())), plain(grouped(composer.b.red_lines.size()))});
}

void add_clashes(const Composer& composer, Gap& gap) {
  const std::vector<settle::Clash>& clashes = composer.b.zone->clashes;
  gap.clash_head = clash_headline(composer);
  for (std::size_t at = 0; at < clashes.size() && at < most_clashes; ++at) {
    Item item{composer.say(Word::clash, {plain(grouped(at + 1)), plain(grouped(clashes.size())), composer.issues(disputed(composer.b, clashes[at]))}), {}};
    for (const std::uint32_t index : clashes[at].lines) {
      if (const RedLine* line = line_at(composer.b, index)) item.under.push_back(composer.red_line(*line));
    }
    gap.clashes.push_back(std::move(item));
  }
  if (clashes.size() > most_clashes) {
    gap.clashes.push_back({composer.say(Word::clashes_left, {plain(grouped(clashes.size() - most_clashes)), plain(grouped(clashes.size()))}), {}});
  }
}

Line released(const Composer& composer, const settle::Opening& opening) {
  std::vector<Line> lines;
  for (const std::uint32_t index : opening.relax) {
    const RedLine* line = line_at(composer.b, index);
    if (line == nullptr) continue;
    lines.push_back(composer.line_words(*line) + composer.cites(line->evidence, 2) +
                    (line->source == StanceSource::analyst ? plain(" \u2021") : Line{}));
  }
  return joined(lines, composer.text(Word::semicolon));
}

Line binding(const Composer& composer, const study::OpeningView& view) {
  std::vector<Line> lines;
  for (const std::size_t index : view.still_binding) {
    const RedLine* line = line_at(composer.b, index);
    if (line == nullptr || lines.size() == most_binding) continue;
    lines.push_back(composer.line_words(*line) + composer.cites(line->evidence, 2));
  }
  if (lines.empty()) return composer.say(Word::opening_free);
  Line out = joined(lines, composer.text(Word::semicolon));
  if (view.still_binding.size() > lines.size()) {
    out += plain(composer.text(Word::semicolon)) + composer.say(Word::and_more, {plain(grouped(view.still_binding.size() - lines.size()))});
  }
  return composer.say(Word::opening_binding, {out}) + plain(composer.text(Word::full_stop));
}

Item opening_item(const Composer& composer, std::size_t at) {
  const study::OpeningView& view = composer.b.openings[at];
  const settle::ZoneAnswer& zone = *composer.b.zone;
  Item item{composer.say(Word::opening, {plain(grouped(at + 1)), composer.parties(view.opening.movers), plain(grouped(view.opening.relax.size())),
                                         plain(grouped(composer.b.red_lines.size())), composer.count(view.opening.opens), composer.count(zone.of),
                                         composer.count(view.strict_opens)}), {}};
  item.under.push_back(composer.say(Word::opening_lines, {released(composer, view.opening)}) + plain(composer.text(Word::full_stop)));
  item.under.push_back(composer.say(Word::opening_movers, {composer.parties(view.opening.movers)}));
  if (!view.still_silent.empty()) item.under.push_back(composer.say(Word::opening_silent, {composer.parties(view.still_silent)}));
  item.under.push_back(binding(composer, view));
  return item;
}

void add_bars(const Composer& composer, Gap& gap) {
  const auto& openings = composer.b.openings;
  const Integer& of = composer.b.zone->of;
  Integer longest = 0;
  const std::size_t n = std::min(openings.size(), most_bars);
  for (std::size_t at = 0; at < n; ++at) longest = std::max(longest, openings[at].opening.opens);
  if (longest == 0) return;
  const auto share = [&](const Integer& part) { return mpq_class(part, longest).get_d(); };
  for (std::size_t at = 0; at < n; ++at) {
    const study::OpeningView& view = openings[at];
    const auto in_words = [&](const Integer& k) {
      std::string out;
      for (const Piece& piece : composer.say(Word::count_of, {plain(grouped(k)), plain(grouped(of))})) out += piece.text;
      return out;
    };
    gap.bars.push_back({composer.say(Word::strip_bar, {plain(grouped(at + 1))}) + composer.say(Word::in_brackets, {composer.parties(view.opening.movers)}),
                        in_words(view.opening.opens), in_words(view.strict_opens), share(view.opening.opens), share(view.strict_opens)});
  }
  gap.strip_head = composer.say(Word::strip_head, {plain(grouped(of))}) + plain(composer.text(Word::sentence_end)) +
                   composer.say(Word::strip_scale, {plain(grouped(longest))});
}

void add_openings(const Composer& composer, Gap& gap) {
  const settle::ZoneAnswer& zone = *composer.b.zone;
  const auto& openings = composer.b.openings;
  const std::size_t all = std::max(zone.openings.size(), openings.size());
  if (zone.open > 0) {
    gap.opening_head = composer.say(Word::opening_none, {composer.count(zone.open), composer.count(zone.of)});
    return;
  }
  if (openings.empty()) {
    gap.opening_head = composer.say(Word::opening_missing);
    return;
  }
  const std::size_t shown = std::min(openings.size(), most_openings);
  gap.opening_head = composer.say(Word::opening_head, {plain(grouped(shown)), plain(grouped(all))});
  for (std::size_t at = 0; at < shown; ++at) gap.openings.push_back(opening_item(composer, at));
  add_bars(composer, gap);
}

/// What each red line costs by itself. Where nothing passes, a line that alone opens is an opening of one, shown as such.
void add_relaxed(const Composer& composer, Gap& gap) {
  const settle::ZoneAnswer& zone = *composer.b.zone;
  const auto& alone = composer.b.opened_alone;
  if (zone.open == 0 || alone.size() != composer.b.red_lines.size()) return;
  std::vector<std::size_t> lines;
  for (std::size_t line = 0; line < alone.size(); ++line)
    if (alone[line] > zone.open) lines.push_back(line);
  if (lines.empty()) return;
  std::stable_sort(lines.begin(), lines.end(), [&](std::size_t a, std::size_t b) { return alone[a] > alone[b]; });
  if (lines.size() > most_bars) lines.resize(most_bars);
  const auto bar = [&](Line name, const Integer& k) {
    std::string words;
    for (const Piece& piece : composer.say(Word::count_of, {plain(grouped(k)), plain(grouped(zone.of))})) words += piece.text;
    return Bar{std::move(name), words, {}, mpq_class(k, alone[lines.front()]).get_d(), 0};
  };
  gap.relaxed_head = composer.say(Word::relaxed_head, {plain(grouped(zone.of))});
  gap.relaxed.push_back(bar(composer.say(Word::relaxed_none), zone.open));
  for (const std::size_t line : lines) gap.relaxed.push_back(bar(plain(shorten(visible(composer.b.red_lines[line].id), 40)), alone[line]));
}

/// On how many issues have all of `parties` accepted one and the same option? `conditional` counts accepts_if too.
std::size_t agreed_issues(const Composer& composer, const std::vector<PartyId>& parties, bool conditional) {
  std::size_t agreed = 0;
  for (std::size_t issue = 0; issue < composer.c.issues.size(); ++issue) {
    bool found = false;
    for (std::size_t option = 0; option < composer.c.issues[IssueId(issue)].options.size() && !found; ++option) {
      found = !parties.empty() && std::all_of(parties.begin(), parties.end(), [&](PartyId party) {
        const StanceValue value = composer.b.stances.at(party, IssueId(issue), OptionId(option)).value;
        return value == StanceValue::accepts || (conditional && value == StanceValue::accepts_if);
      });
    }
    if (found) ++agreed;
  }
  return agreed;
}

}  // namespace

std::vector<IssueId> disputed(const study::Brief& brief, const settle::Clash& clash) {
  std::map<IssueId, int> count_of;
  for (const std::uint32_t index : clash.lines) {
    if (const RedLine* line = line_at(brief, index)) {
      for (const IssueId issue : line->rule.issues()) ++count_of[issue];
    }
  }
  std::vector<IssueId> shared, all;
  for (const auto& [issue, n] : count_of) {
    all.push_back(issue);
    if (n > 1) shared.push_back(issue);
  }
  return shared.empty() ? all : shared;
}

std::vector<std::size_t> clashing_lines(const study::Brief& brief) {
  std::set<std::size_t> lines;
  if (brief.zone) {
    for (const settle::Clash& clash : brief.zone->clashes) lines.insert(clash.lines.begin(), clash.lines.end());
  }
  std::erase_if(lines, [&](std::size_t at) { return at >= brief.red_lines.size(); });
  return {lines.begin(), lines.end()};
}

void compose_gap(const Composer& composer, Page& page) {
  if (composer.b.no_case || !composer.b.zone) return;
  page.has_gap = true;
  add_counts(composer, page.gap);
  add_clashes(composer, page.gap);
  add_openings(composer, page.gap);
  add_relaxed(composer, page.gap);
}

void compose_claims(const Composer& composer, Page& page) {
  const study::Brief& b = composer.b;
  const bool has_zone = !b.no_case && b.zone;
  std::vector<PartyId> parties = composer.signatories();
  if (!has_zone) {
    parties.clear();
    for (std::size_t at = 0; at < composer.c.parties.size(); ++at) parties.push_back(PartyId(at));
  }
  const auto n = [](std::size_t k) { return strong(grouped(k)); };
  Line own = composer.say(Word::claimed_count_no_zone, {n(parties.size()), n(agreed_issues(composer, parties, false)), n(composer.c.issues.size())});
  if (has_zone) {
    own = composer.say(Word::claimed_count, {n(parties.size()), n(agreed_issues(composer, parties, false)), n(composer.c.issues.size()),
                                             n(agreed_issues(composer, parties, true)), composer.count(b.zone->open), composer.count(b.zone->of)});
  }
  for (const study::Noted& claim : b.claims) {
    for (const std::string& record : claim.records) {
      const study::Quotation* quotation = composer.quotation(record);
      if (quotation != nullptr) page.claims.push_back({composer.short_quote(*quotation, 160), {}});
    }
  }
  if (!page.claims.empty()) page.claims.back().under.push_back(own);
}

}  // namespace locarno::brief
