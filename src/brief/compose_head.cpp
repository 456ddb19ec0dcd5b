// Head line, bottom line, what moved.
#include <algorithm>
#include <map>
#include <set>

#include "brief/composer.hpp"
#include "brief/positions.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// "Xinhua 2 of 5 (40%), ..." most first, then by name; the tail together.
Line shares(const Composer& composer, const std::map<std::string, std::size_t>& count_of, std::size_t total, std::size_t most,
            bool names_are_foreign) {
  std::vector<std::pair<std::string, std::size_t>> rows(count_of.begin(), count_of.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<Line> lines;
  std::size_t shown = 0;
  const auto add = [&](const Line& name, std::size_t n) {
    lines.push_back(composer.say(Word::share, {name, plain(grouped(n)), plain(grouped(total)), plain(std::to_string(percent(n, total)))}));
  };
  for (std::size_t at = 0; at < rows.size() && (at < most || rows.size() == most + 1); ++at) {
    const Line name = rows[at].first.empty() ? composer.say(Word::outlet_none)
                      : names_are_foreign    ? composer.name(rows[at].first)
                                             : plain(rows[at].first);
    add(name, rows[at].second);
    shown += rows[at].second;
  }
  if (shown < total) add(composer.say(Word::others), total - shown);
  return joined(lines, composer.text(Word::comma));
}

std::string language_name(const Composer& composer, Language language) {
  switch (language) {
    case Language::zh_hans: return std::string(composer.text(Word::language_zh_hans));
    case Language::zh_hant: return std::string(composer.text(Word::language_zh_hant));
    case Language::en: return std::string(composer.text(Word::language_en));
    case Language::unknown: break;
  }
  return std::string(composer.text(Word::language_none));
}

Line outlets(const Composer& composer) {
  std::map<std::string, std::size_t> count_of;
  for (const Document& document : composer.b.documents) ++count_of[document.outlet];
  return shares(composer, count_of, composer.b.documents.size(), 5, true);
}

Line languages(const Composer& composer) {
  std::map<std::string, std::size_t> count_of;
  for (const Document& document : composer.b.documents) {
    std::string names;
    for (const Language language : document.languages) names += (names.empty() ? "" : " + ") + language_name(composer, language);
    ++count_of[names.empty() ? language_name(composer, Language::unknown) : names];
  }
  return shares(composer, count_of, composer.b.documents.size(), 6, false);
}

Line documents(const Composer& composer) {
  const study::Brief& b = composer.b;
  std::vector<Line> parts{composer.say(Word::documents_value, {composer.count(b.documents.size())})};
  std::optional<Date> first, last;
  for (const Document& document : b.documents) {
    if (!document.published) continue;
    if (!first || *document.published < *first) first = document.published;
    if (!last || *last < *document.published) last = document.published;
  }
  if (first) parts.push_back(composer.say(Word::documents_span, {composer.date(first), composer.date(last)}));
  if (!b.undated.empty()) {
    parts.push_back(composer.say(Word::documents_undated, {plain(grouped(b.undated.size())), plain(grouped(b.documents.size()))}));
  }
  if (!b.later.empty()) parts.push_back(composer.say(Word::documents_later, {plain(grouped(b.later.size()))}));
  return joined(parts, composer.text(Word::semicolon));
}

/// Issues by the number of clashes that dispute them, most first.
std::vector<std::pair<IssueId, std::size_t>> issues_in_clashes(const study::Brief& brief) {
  std::map<IssueId, std::size_t> count_of;
  for (const settle::Clash& clash : brief.zone->clashes) {
    for (const IssueId issue : disputed(brief, clash)) ++count_of[issue];
  }
  std::vector<std::pair<IssueId, std::size_t>> rows(count_of.begin(), count_of.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return rows;
}

/// The parties with their quotations, of the clashing lines that speak of these issues: "Ukraine [1] and Russia [3]".
Line parties_in_clashes(const Composer& composer, const std::vector<IssueId>& issues) {
  std::map<PartyId, std::vector<std::string>> evidence_of;
  for (const std::size_t at : clashing_lines(composer.b)) {
    const RedLine& line = composer.b.red_lines[at];
    const std::vector<IssueId> named = line.rule.issues();
    const bool speaks = std::any_of(issues.begin(), issues.end(), [&](IssueId issue) { return std::count(named.begin(), named.end(), issue) > 0; });
    if (!speaks) continue;
    auto& evidence = evidence_of[line.party];
    evidence.insert(evidence.end(), line.evidence.begin(), line.evidence.end());
  }
  std::vector<Line> lines;
  for (const auto& [party, evidence] : evidence_of) lines.push_back(composer.party(party) + composer.cites(evidence, 2));
  return joined(lines, composer.text(Word::comma), composer.text(Word::last_comma));
}

Line strong_issues(const Composer& composer, const std::vector<IssueId>& issues) {
  std::vector<Line> lines;
  for (const IssueId issue : issues) {
    Line name = composer.issue(issue);
    for (Piece& piece : name) piece.kind = Piece::Kind::strong;
    lines.push_back(name);
  }
  return joined(lines, composer.text(Word::comma), composer.text(Word::last_comma));
}

Line what_clashes(const Composer& composer) {
  const study::Brief& b = composer.b;
  const auto rows = issues_in_clashes(b);
  const std::size_t total = b.zone->clashes.size();
  if (rows.empty()) return composer.say(Word::bottom_no_clash);
  std::vector<IssueId> in_all;
  for (const auto& [issue, n] : rows) {
    if (n == total) in_all.push_back(issue);
  }
  const Line of_total = composer.count(total);
  if (in_all.size() == 1 && total == 1) {
    return composer.say(Word::bottom_one_clash, {strong_issues(composer, in_all), of_total, of_total, parties_in_clashes(composer, in_all)});
  }
  if (in_all.size() == 1) {
    return composer.say(Word::bottom_one_issue, {strong_issues(composer, in_all), of_total, of_total, parties_in_clashes(composer, in_all)});
  }
  if (!in_all.empty()) {
    return composer.say(Word::bottom_issues, {strong_issues(composer, in_all), of_total, of_total, parties_in_clashes(composer, in_all)});
  }
  const std::vector<IssueId> first{rows.front().first};
  return composer.say(Word::bottom_no_one_issue,
                      {strong_issues(composer, first), composer.count(rows.front().second), of_total, parties_in_clashes(composer, first)});
}

Line what_is_silent(const Composer& composer) {
  std::size_t silent = 0, all = 0, worst = 0;
  std::vector<IssueId> worst_issues;
  const std::vector<PartyId> signers = composer.signatories();
  for (std::size_t at = 0; at < composer.c.issues.size(); ++at) {
    const auto here = static_cast<std::size_t>(std::count_if(signers.begin(), signers.end(), [&](PartyId p) { return composer.is_silent(p, IssueId(at)); }));
    silent += here;
    all += signers.size();
    if (here > worst) worst_issues.clear();
    worst = std::max(worst, here);
    if (here == worst && here > 0 && worst_issues.size() < 3) worst_issues.push_back(IssueId(at));
  }
  return composer.say(Word::bottom_silence, {composer.count(silent), composer.count(all), strong_issues(composer, worst_issues)});
}

void bottom_without_case(const Composer& composer, Page& page) {
  const study::Brief& b = composer.b;
  std::size_t statements = 0, spoken = 0;
  for (const Record& record : b.records) {
    if (record.kind == RecordKind::statement || record.kind == RecordKind::stance) ++statements;
  }
  for (std::size_t party = 0; party < composer.c.parties.size(); ++party) {
    for (std::size_t issue = 0; issue < composer.c.issues.size(); ++issue) {
      if (!composer.is_silent(PartyId(party), IssueId(issue))) ++spoken;
    }
  }
  page.bottom.push_back(composer.say(Word::bottom_case_none,
      {composer.count(b.documents.size()), composer.count(statements), composer.count(b.contacts.size()),
       composer.count(b.commitments.size()), composer.count(spoken), composer.count(composer.c.parties.size() * composer.c.issues.size())}));
  page.bottom.push_back(composer.say(Word::bottom_case_none_2));
}

/// On how many of the clashing lines the second sentence rests, and how each is known.
Line basis(const Composer& composer) {
  std::size_t first_hand = 0, relayed = 0, narrated = 0, set = 0;
  const std::vector<std::size_t> lines = clashing_lines(composer.b);
  for (const std::size_t at : lines) {
    const RedLine& line = composer.b.red_lines[at];
    if (line.source == StanceSource::analyst) ++set;
    else if (line.told_by_narrator) ++narrated;
    else if (line.first_hand) ++first_hand;
    else ++relayed;
  }
  if (lines.empty()) return {};
  const auto n = [](std::size_t k) { return plain(grouped(k)); };
  return composer.say(Word::basis, {n(lines.size()), n(first_hand), n(relayed), n(narrated), n(set)});
}

/// "From: accepts ...; rejects ... -- "words" -- who, outlet, date [n]"
Line moved_end(const Composer& composer, Word head, const Line& position, const std::vector<std::string>& records) {
  Line line = composer.say(head) + position;
  for (const std::string& record : records) {
    if (const study::Quotation* found = composer.quotation(record)) return line + plain(composer.text(Word::sentence_end)) + composer.short_quote(*found, 120);
  }
  return line + plain(composer.text(Word::full_stop));
}

Item moved_item(const Composer& composer, const Move& move) {
  Item item;
  item.line = composer.say(Word::move, {composer.party(move.party), composer.issue(move.issue), composer.date(move.date)}) + composer.cites(move.evidence);
  if (!move.first_hand) item.line += composer.say(Word::in_brackets, {composer.say(Word::by_another)});
  item.under.push_back(moved_end(composer, Word::move_from, position_words(composer, move.issue, move.from.values, move.from.conditions), move.evidence_from));
  item.under.push_back(moved_end(composer, Word::move_to, position_words(composer, move.issue, move.to.values, move.to.conditions), move.evidence));
  return item;
}

}  // namespace

void compose_head(const Composer& composer, Page& page) {
  const study::Brief& b = composer.b;
  page.language = composer.language;
  const std::string& title = composer.c.title.in(composer.language);
  page.title = visible(title.empty() ? composer.c.id : title);
  page.kicker = std::string(composer.text(b.no_case ? Word::case_none : Word::kicker));
  page.head.push_back({composer.say(Word::as_of), b.as_of ? strong(to_string(*b.as_of)) : composer.say(Word::as_of_none)});
  page.head.push_back({composer.say(Word::documents), documents(composer)});
  if (!b.documents.empty()) {
    page.head.push_back({composer.say(Word::outlets), outlets(composer)});
    page.head.push_back({composer.say(Word::languages), languages(composer)});
  }
  page.head.push_back({composer.say(Word::made_by), composer.say(Word::made_by_value, {plain(b.version), plain(b.codebook_hash.substr(0, 12))})});
}

void compose_bottom(const Composer& composer, Page& page) {
  const study::Brief& b = composer.b;
  if (b.no_case || !b.zone) return bottom_without_case(composer, page);
  const settle::ZoneAnswer& zone = *b.zone;
  const Line of = composer.count(zone.of), signers = composer.count(composer.signatories().size());
  if (zone.counts == Verdict::limit_reached) page.bottom.push_back(composer.say(Word::bottom_limit, {composer.count(zone.open), of}));
  else if (zone.open == 0) page.bottom.push_back(composer.say(Word::bottom_none, {composer.count(zone.open), of, signers}));
  else page.bottom.push_back(composer.say(Word::bottom_some, {composer.count(zone.open), of, signers, composer.count(zone.strict)}));
  if (zone.open == 0) page.bottom.push_back(what_clashes(composer));
  else if (zone.strict == 0) page.bottom.push_back(what_is_silent(composer));
  else page.bottom.push_back(composer.say(Word::bottom_clear, {composer.count(zone.strict)}));
  page.basis = basis(composer);
}

void compose_moved(const Composer& composer, Page& page) {
  const study::Brief& b = composer.b;
  if (b.since && b.as_of) page.moved_head = composer.say(Word::moved_since, {composer.date(b.since), composer.date(b.as_of)});
  else if (b.as_of) page.moved_head = composer.say(Word::moved_until, {composer.date(b.as_of)});
  for (const Move& move : b.moves) page.moved.push_back(moved_item(composer, move));
  if (page.moved.empty()) page.moved.push_back({composer.say(Word::moved_none, {composer.count(b.documents.size())}), {}});
}

}  // namespace locarno::brief
