// The page as one HTML file: no script, no network, nothing from a report unescaped. Looks: page.css.inc.
#include <cstdio>
#include <map>
#include <set>

#include "brief/brief_page.hpp"
#include "brief/html_parts.hpp"
#include "brief/page.hpp"
#include "brief/points_picture.hpp"
#include "brief/safe.hpp"
#include "brief/words_settle.hpp"

namespace locarno::brief {
namespace {

constexpr std::string_view style =
#include "brief/page.css.inc"
    ;

void write_head(HtmlWriter& to, const Page& page) {
  to.raw("<!DOCTYPE html>\n<html lang=\"").raw(page.language == PageLanguage::zh ? "zh-Hans" : "en").raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
  to.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
         "base-uri 'none'; form-action 'none'\">\n");
  to.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  to.raw("<meta name=\"generator\" content=\"Locarno\">\n<title>").raw(html_escape(page.title)).raw("</title>\n<style>\n").raw(style).raw("</style>\n</head>\n");
}

void write_masthead(HtmlWriter& to, const Page& page) {
  to.raw("<header>\n<p class=\"kicker\">").raw(html_escape(page.kicker)).raw("</p>\n<h1>").raw(html_escape(page.title)).raw("</h1>\n<dl class=\"facts\">\n");
  for (const Fact& fact : page.head) {
    to.raw("<div><dt>").line(fact.name).raw("</dt><dd>").line(fact.value).raw("</dd></div>\n");
  }
  to.raw("</dl>\n</header>\n");
}

void write_bottom(HtmlWriter& to, const Page& page) {
  to.open_section("bottom", Word::bottom, {});
  for (const Line& sentence : page.bottom) to.raw("<p class=\"k lead\">").line(sentence).raw("</p>\n");
  if (!page.basis.empty()) to.raw("<p class=\"basis\">").line(page.basis).raw("</p>\n");
  to.close_section();
}

void write_list(HtmlWriter& to, std::string_view id, Word head, const Line& beside, const std::vector<Item>& items) {
  to.open_section(id, head, beside);
  to.items(items);
  to.close_section();
}

void write_strip(HtmlWriter& to, const Line& head, const std::vector<Bar>& bars) {
  if (bars.empty()) return;
  to.raw("<figure class=\"strip\">\n<figcaption>").line(head).raw("</figcaption>\n");
  to.raw(strip_svg(head, bars)).raw("</figure>\n");
}

void write_gap(HtmlWriter& to, const Page& page) {
  if (!page.has_gap) return;
  const Gap& gap = page.gap;
  to.open_section("gap", Word::gap, {});
  to.raw("<div class=\"counts\">\n");
  for (const Line& count : gap.counts) to.raw("<p class=\"k\">").line(count).raw("</p>\n");
  to.raw("</div>\n<div class=\"two\">\n<div>\n<h3>").line(gap.clash_head).raw("</h3>\n");
  to.items(gap.clashes);
  write_strip(to, gap.strip_head, gap.bars);
  write_strip(to, gap.relaxed_head, gap.relaxed);
  to.raw("</div>\n<div>\n<h3>").line(gap.opening_head).raw("</h3>\n");
  to.items(gap.openings);
  to.raw("</div>\n</div>\n");
  if (!page.claims.empty()) {
    to.raw("<h3>").raw(html_escape(word(Word::claimed, page.language))).raw("</h3>\n");
    to.items(page.claims);
  }
  to.close_section();
}

void write_claims_alone(HtmlWriter& to, const Page& page) {
  if (!page.has_gap && !page.claims.empty()) write_list(to, "claims", Word::claimed, {}, page.claims);
}

void write_sentences(HtmlWriter& to, std::string_view id, const Sentences& section) {
  if (section.head.empty()) return;
  to.raw("<section aria-labelledby=\"h-").raw(id).raw("\" class=\"s-").raw(id).raw("\">\n<h2 id=\"h-").raw(id).raw("\">").raw(html_escape(section.head)).raw("</h2>\n");
  for (const Line& line : section.lines) to.raw("<p>").line(line).raw("</p>\n");
  to.raw("<p class=\"basis\">").line(section.note).raw("</p>\n</section>\n");
}

void write_outlook(HtmlWriter& to, const Page& page) {
  write_sentences(to, "end", page.end_states);
  to.raw("<div class=\"two\">\n");
  write_list(to, "pass", Word::passing, {}, page.gates);
  write_list(to, "hold", Word::holding, {}, page.promises);
  to.raw("</div>\n");
  if (!page.hold_picture.empty()) to.raw("<figure>").raw(page.hold_picture).raw("</figure>\n");
  write_sentences(to, "kept", page.kept);
  if (!page.contacts.empty()) write_list(to, "contacts", Word::contacts, {}, page.contacts);
  if (!page.commitments.empty()) write_list(to, "undertakings", Word::commitments, {}, page.commitments);
  write_list(to, "watch", Word::watch, {}, page.watch);
  to.raw("<div class=\"two\">\n");
  write_list(to, "unknown", Word::unknown, {}, page.unknown);
  write_list(to, "flips", Word::flips, {}, page.flips);
  to.raw("</div>\n");
}

void write_quotations(HtmlWriter& to, const Page& page) {
  to.open_section("quotations", Word::quotations, {});
  if (page.quotes.empty()) {
    to.raw("<p>").raw(html_escape(word(Word::quotations_none, page.language))).raw("</p>\n");
    return to.close_section();
  }
  to.raw("<p class=\"basis\">").raw(html_escape(word(Word::quotations_note, page.language))).raw("</p>\n<ol class=\"quotes\">\n");
  for (const QuoteEntry& quote : page.quotes) {
    const std::string number = std::to_string(quote.number);
    to.raw("<li id=\"q").raw(number).raw("\" value=\"").raw(number).raw("\"><span class=\"n\" aria-hidden=\"true\">[").raw(number).raw("]</span><div><blockquote>").line(quote.words);
    to.raw("</blockquote><p class=\"src\">").line(quote.source).raw("</p><p class=\"src place\">").line(quote.place);
    if (to.is_used(quote.number)) {
      to.raw(" <a class=\"back\" href=\"#u").raw(number).raw("\" aria-label=\"").raw(html_escape(word(Word::back, page.language))).raw("\">\u21A9</a>");
    }
    to.raw("</p></div></li>\n");
  }
  to.raw("</ol>\n");
  to.close_section();
}

void write_foot(HtmlWriter& to, const Page& page) {
  to.raw("<footer>\n");
  for (const Line& line : page.foot) to.raw("<p>").line(line).raw("</p>\n");
  to.raw("</footer>\n");
}

}  // namespace

namespace {

/// The frontier with its fair points, where the case has scores.
void write_points(HtmlWriter& to, const study::DomainAnswer& answer, PageLanguage language) {
  const std::string svg = points_svg(answer, language);
  if (svg.empty()) return;
  const settle::PointsAnswer& points = answer.points;
  const std::string says = points.frontier == Verdict::proved
                               ? say(SettleWord::frontier_says, language, {std::to_string(points.pareto_points), points.pareto_outcomes.get_str(),
                                                                          std::to_string(points.pareto_points_rational)})
                               : std::string(word(SettleWord::frontier_open, language));
  to.raw("<section aria-labelledby=\"h-frontier\" class=\"s-frontier\">\n<h2 id=\"h-frontier\">");
  to.raw(html_escape(word(SettleWord::frontier, language))).raw("</h2>\n<p>").raw(html_escape(says)).raw("</p>\n");
  to.raw("<figure class=\"strip\">\n").raw(svg).raw("</figure>\n");
  if (answer.without_lines)
    to.raw("<p class=\"basis\">").raw(html_escape(word(SettleWord::frontier_without_lines, language))).raw("</p>\n");
  to.close_section();
}

std::string html_page(const study::Brief& brief, PageLanguage language, const study::DomainAnswer* points) {
  const Page page = compose(brief, language);
  HtmlWriter to(page);
  write_head(to, page);
  to.raw("<body>\n<main>\n");
  write_masthead(to, page);
  write_bottom(to, page);
  write_list(to, "moved", Word::moved, page.moved_head, page.moved);
  write_table(to, page, brief.the_case->operator->()->stale_after_days);
  write_gap(to, page);
  write_claims_alone(to, page);
  if (points != nullptr) write_points(to, *points, language);
  write_drafts(to, page);
  write_outlook(to, page);
  write_quotations(to, page);
  write_foot(to, page);
  to.raw("</main>\n</body>\n</html>\n");
  return std::move(to.out);
}

}  // namespace

std::string to_html(const study::Brief& brief, PageLanguage language) { return html_page(brief, language, nullptr); }

std::string html_with_points(const study::Brief& brief, PageLanguage language, const study::DomainAnswer& points) {
  study::DomainAnswer named = points;  // the table has the parties' ids
  for (settle::ScoredParty& party : named.table.parties)
    for (const Party& known : (*brief.the_case)->parties)
      if (known.id == party.name && !known.name.in(language).empty()) {
        party.name = known.name.in(language);
        break;
      }
  return html_page(brief, language, &named);
}

}  // namespace locarno::brief
