#include "brief/bulletin_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "brief/watch_alarms_page.hpp"
#include "brief/watch_pictures.hpp"
#include "brief/watch_words.hpp"

namespace locarno::brief {
namespace {

using W = WatchWord;
using Escape = std::string (*)(std::string_view);

std::string html_words(std::string_view text) { return html_escape(visible(text)); }
std::string markdown_words(std::string_view text) { return markdown_escape(visible(text)); }

std::string sector_name(const Terms& terms, const std::string& id, PageLanguage language) {
  for (const TermsShape& shape : terms.shapes)
    if (shape.kind == TermsShape::Kind::sector && shape.id == id && !shape.name.in(language).empty()) return shape.name.in(language);
  return id;
}

/// One finding as pairs of a label and its words, already escaped; redacted fields say so.
struct Row { std::string label, words; };

class Rows {
 public:
  Rows(const watch::BulletinFinding& sealed, const study::Monitor& monitor, const std::set<std::string>& redact, PageLanguage language, Escape escape)
      : sealed_(sealed), case_(*monitor.the_case), terms_(monitor.terms), redact_(redact), language_(language), escape_(escape) {}

  std::vector<Row> all(const watch::Finding& finding) const {
    std::vector<Row> out;
    out.push_back({label(W::time), shown("begin")});
    out.push_back({label(W::act), in_words("act", word_of(finding.act, language_))});
    out.push_back({label(W::severity), shown("severity") + " / 5"});
    out.push_back({label(W::confidence), fmt::format("{:.2f} ({} {:.2f}, {} {:.2f})", finding.confidence, label(W::happened), finding.exists, label(W::inside), finding.inside)});
    out.push_back({label(W::who), who(finding)});
    if (!finding.shape.empty()) out.push_back({label(W::shape), shown("shape")});
    if (!finding.sector.empty()) out.push_back({label(W::sector), in_words("sector", sector_name(terms_, finding.sector, language_))});
    out.push_back({label(W::place), place()});
    out.push_back({label(W::sources), shown("sources")});
    out.push_back({label(W::evidence), shown("evidence")});
    if (!finding.dissent.empty()) out.push_back({label(W::dissent), shown("dissent")});
    if (!finding.exemption.empty()) out.push_back({label(W::exempt), shown("exemption")});
    if (!finding.objections.empty()) out.push_back({label(W::objections), objections(finding)});
    return out;
  }

 private:
  std::string label(W id) const { return escape_(word(id, language_)); }
  std::string shown(const std::string& field) const {
    if (redact_.contains(field)) return "[" + label(W::redacted) + "]";
    const std::string* value = sealed_.value(field);
    return value == nullptr ? "[" + label(W::redacted) + "]" : value->empty() ? "-" : escape_(*value);
  }
  /// A field in the page's words, unless it is redacted.
  std::string in_words(const std::string& field, std::string_view words) const { return redact_.contains(field) || sealed_.value(field) == nullptr ? shown(field) : escape_(words); }
  std::string party(const std::string& id) const {
    for (std::size_t p = 0; p < case_.parties.size(); ++p)
      if (const Party& one = case_.parties[PartyId(p)]; one.id == id && !one.name.in(language_).empty()) return escape_(one.name.in(language_));
    return escape_(id);
  }
  /// "9.9810 20.3001 0.3" as sealed: degrees north and east, kilometres.
  std::string place() const {
    const std::string* value = sealed_.value("place");
    if (redact_.contains("place") || value == nullptr || value->empty()) return shown("place");
    const std::size_t lon = value->find(' '), radius = value->rfind(' ');
    if (lon == radius) return shown("place");
    return escape_(fmt::format("{}, {} \u00b1 {} km", value->substr(0, lon), value->substr(lon + 1, radius - lon - 1), value->substr(radius + 1)));
  }
  std::string objections(const watch::Finding& finding) const {
    if (redact_.contains("objections") || sealed_.value("objections") == nullptr) return shown("objections");
    std::string out;
    for (const watch::Objection& one : finding.objections)
      out += fmt::format("{}{} {}: {} ({})", out.empty() ? "" : "; ", one.number, party(one.party), escape_(one.words),
                         label(one.ruling == "upheld" ? W::upheld : one.ruling == "rejected" ? W::rejected : one.ruling == "noted" ? W::noted : W::no_ruling));
    return out;
  }
  std::string who(const watch::Finding& finding) const {
    if (redact_.contains("attribution") || redact_.contains("named")) return "[" + label(W::redacted) + "]";
    std::string out = finding.who.named.empty() ? label(W::nobody_named) : label(W::named) + " " + party(finding.who.named);
    return out + fmt::format(" ({} {:.2f}, {} {:.2f}, {} {:.2f})", party(terms_.sides[0]), finding.who.chance[0], party(terms_.sides[1]), finding.who.chance[1], label(W::neither), finding.who.chance[2]);
  }

  const watch::BulletinFinding& sealed_;
  const Case& case_;
  const Terms& terms_;
  const std::set<std::string>& redact_;
  PageLanguage language_;
  Escape escape_;
};

std::string clause_name(const Terms& terms, const std::string& id, PageLanguage language) {
  for (const TermsClause& clause : terms.clauses)
    if (clause.id == id) return clause.name.in(language).empty() ? id : clause.name.in(language);
  return id;
}

std::string counts_line(const study::DailyBulletin& b, PageLanguage language) {
  std::string out = fmt::format("{}: {} · {}: {}", word(W::reports, language), b.reports, word(W::incidents, language), b.incidents);
  for (const auto& [state, count] : b.states) out += fmt::format(" · {}: {}", word_of(state, language), count);
  return out;
}

std::string head_line(const study::DailyBulletin& b, PageLanguage language) {
  return fmt::format("{} {} · {} {} · {} {}", word(W::of_day, language), b.sealed.day, word(W::number, language), b.sealed.number, word(W::day_in_force, language), b.days_in_force);
}

/// A sentence for each alarm of the day, or why there is none.
std::vector<std::string> alarm_lines(const study::DailyBulletin& b, const Terms& terms, const std::set<std::string>& redact, PageLanguage language) {
  std::vector<std::string> out;
  for (const study::DayAlarm& one : b.alarms) {
    const bool hides = redact.contains(one.is_source ? "sources" : "sector");
    const std::string name = hides ? fmt::format("[{}]", word(W::redacted, language)) : one.is_source ? one.sector : alarm_series_name(sector_name(terms, one.sector, language), language);
    if (one.is_source) out.push_back(source_alarm_sentence(one.alarm, b.sealed.day, name, language));
    else out.push_back(fmt::format("{}: {}", name, alarm_sentence(one.alarm, b.sealed.day, false, language)));
  }
  if (out.empty()) out.emplace_back(word(b.is_learning ? W::alarms_learning : W::no_alarms, language));
  return out;
}

/// A status as one character that needs no colour.
std::string_view sign_of(watch::ClauseStatus status) {
  constexpr std::string_view signs[] = {".", "s", "p", "+", "?", "X"};
  return signs[static_cast<std::size_t>(status)];
}

/// A deed that is done has no deadline left, and is never quiet.
bool is_pending(const watch::BoardRow& row) { return row.has_deadline && (row.weeks.empty() || row.weeks.back() != watch::ClauseStatus::done); }
std::string deadline_words(const watch::BoardRow& row) { return is_pending(row) ? std::to_string(row.days_left) : std::string("-"); }

const TermsClause* deed_of(const Terms& terms, const std::string& clause) {
  for (const TermsClause& one : terms.clauses)
    if (one.id == clause) return one.deeds.empty() ? nullptr : &one;
  return nullptr;
}
std::string quiet_words(const watch::BoardRow& row, const Terms& terms) { return deed_of(terms, row.clause) != nullptr ? std::string("-") : std::to_string(row.quiet_days); }

}  // namespace

std::string board_text(const watch::Board& board, const Terms& terms, PageLanguage language) {
  std::string out = fmt::format("{} {}\n", word(W::week_of, language), instant_text(board.first_monday).substr(0, 10));
  for (const watch::BoardRow& row : board.rows) {
    std::string weeks;
    for (const auto status : row.weeks) weeks += sign_of(status);
    const TermsClause* deed = deed_of(terms, row.clause);
    const std::string counts =
        deed != nullptr ? fmt::format("{}: {} / {}, {}: {}, {}: {}", word(W::fulfilment, language), row.deeds, deed->deeds_needed, word(W::contested, language), row.contested, word(W::alleged, language), row.alleged)
                        : fmt::format("{}: {}, {}: {}, {}: {}; {}: {}", word(W::found, language), row.found, word(W::contested, language), row.contested, word(W::alleged, language), row.alleged,
                                      word(W::quiet, language), row.quiet_days);
    out += fmt::format("{:<12} {}  {}  {}{}\n", visible(row.clause), weeks, row.weeks.empty() ? std::string_view("-") : word_of(row.weeks.back(), language), counts,
                       is_pending(row) ? fmt::format("; {}: {}", word(W::days_left, language), row.days_left) : "");
    out += "             " + visible(clause_name(terms, row.clause, language)) + "\n";
  }
  for (const std::string& id : terms.left_out) out += fmt::format("{:<12} {}\n", visible(id), word(W::not_agreed, language));
  out += (board.last_report ? fmt::format(fmt::runtime(word(W::last_report, language)), instant_text(*board.last_report).substr(0, 10)) : std::string(word(W::no_report, language))) + "\n";
  return out + fmt::format(". {}  s {}  p {}  + {}  ? {}  X {}\n", word(W::not_due, language), word(W::started, language), word(W::partly, language), word(W::done, language), word(W::disputed, language),
                           word(W::breached, language));
}

std::string board_json(const watch::Board& board, const Terms& terms) {
  nlohmann::ordered_json out, rows = nlohmann::ordered_json::array();
  out["as_of"] = instant_text(board.as_of);
  out["first_week"] = instant_text(board.first_monday).substr(0, 10);
  for (const watch::BoardRow& row : board.rows) {
    nlohmann::ordered_json one, weeks = nlohmann::ordered_json::array();
    for (const auto status : row.weeks) weeks.push_back(to_string(status));
    one["clause"] = row.clause, one["name"] = clause_name(terms, row.clause, PageLanguage::en);
    one["status"] = row.weeks.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(to_string(row.weeks.back()));
    one["weeks"] = std::move(weeks);
    one["found"] = row.found, one["contested"] = row.contested, one["alleged"] = row.alleged, one["deeds"] = row.deeds;
    one["days_left"] = row.has_deadline ? nlohmann::ordered_json(row.days_left) : nlohmann::ordered_json(nullptr);
    one["quiet_days"] = row.quiet_days;
    rows.push_back(std::move(one));
  }
  out["last_report"] = board.last_report ? nlohmann::ordered_json(instant_text(*board.last_report)) : nlohmann::ordered_json(nullptr);
  out["clauses"] = std::move(rows);
  out["not_agreed"] = terms.left_out;
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string bulletin_markdown(const study::DailyBulletin& b, const study::Monitor& monitor, const std::set<std::string>& redact, PageLanguage language) {
  std::string out = fmt::format("# {}: {}\n\n{}\n\n{}\n\n{}\n\n## {}\n\n", word(W::bulletin, language), markdown_words(b.title.in(language)), head_line(b, language), counts_line(b, language),
                                word(W::how_to_read, language), word(W::findings, language));
  if (b.findings.empty()) out += fmt::format("{}\n\n", word(W::no_findings, language));
  for (std::size_t i = 0; i < b.findings.size(); ++i) {
    const watch::Finding& finding = b.findings[i];
    out += fmt::format("### {} · {} · {} {} {}\n\n", markdown_words(clause_name(monitor.terms, finding.clause, language)), word_of(finding.state, language), markdown_words(finding.id), word(W::version, language), finding.version);
    for (const Row& row : Rows(b.sealed.findings[i], monitor, redact, language, markdown_words).all(finding)) out += fmt::format("* {}: {}\n", row.label, row.words);
    out += "\n";
  }
  out += fmt::format("## {}\n\n", word(W::alarms, language));
  for (const std::string& line : alarm_lines(b, monitor.terms, redact, language)) out += fmt::format("* {}\n", markdown_words(line));
  out += fmt::format("\n## {}\n\n| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n", word(W::board, language), word(W::clause, language), word(W::state, language), word(W::days_left, language), word(W::quiet, language));
  for (const watch::BoardRow& row : b.board.rows)
    out += fmt::format("| {} | {} | {} | {} |\n", markdown_words(clause_name(monitor.terms, row.clause, language)), row.weeks.empty() ? std::string_view("-") : word_of(row.weeks.back(), language),
                       deadline_words(row), quiet_words(row, monitor.terms));
  out += fmt::format("\n## {}\n\n* {}: `{}`\n* {}: `{}`\n* {}: `{}`\n* {}: `{}`\n", word(W::chain, language), word(W::hash, language), b.sealed.hash, word(W::previous, language), b.sealed.previous,
                     word(W::digest, language), b.sealed.digest, word(W::signature, language), b.sealed.signature);
  return out;
}

std::string bulletin_html(const study::DailyBulletin& b, const study::Monitor& monitor, const std::set<std::string>& redact, PageLanguage language) {
  const std::string title = html_words(b.title.in(language));
  std::string out = fmt::format("<!doctype html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{1}: {2}, {3}</title>\n<style>"
                                "body{{font:16px/1.5 sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#111}}h1{{font-size:1.5rem}}h2{{font-size:1.2rem;border-bottom:1px solid #999;margin-top:2rem}}"
                                "h3{{font-size:1rem;margin-bottom:.3rem}}dl{{display:grid;grid-template-columns:11rem 1fr;gap:.1rem 1rem;margin:0 0 1rem}}dt{{color:#444}}dd{{margin:0;overflow-wrap:anywhere}}"
                                "table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #bbb;padding:.25rem .5rem;text-align:left}}svg{{width:100%;height:auto;border:1px solid #ddd}}"
                                "code{{font-size:.8rem;overflow-wrap:anywhere}}.w{{font-family:monospace;letter-spacing:.2em}}@media(max-width:36rem){{dl{{grid-template-columns:1fr}}dt{{font-weight:bold}}}}"
                                "@media print{{body{{margin:0;max-width:none}}}}</style></head><body>\n<h1>{1}: {2}</h1>\n<p>{4}<br>{5}</p>\n<p>{6}</p>\n",
                                language == PageLanguage::zh ? "zh" : "en", word(W::bulletin, language), title, b.sealed.day, head_line(b, language), counts_line(b, language), word(W::how_to_read, language));
  out += fmt::format("<h2>{}</h2>\n", word(W::findings, language));
  if (b.findings.empty()) out += fmt::format("<p>{}</p>\n", word(W::no_findings, language));
  for (std::size_t i = 0; i < b.findings.size(); ++i) {
    const watch::Finding& finding = b.findings[i];
    out += fmt::format("<h3 id=\"{2}\">{0} · {1} · {2} {3} {4}</h3>\n<dl>", html_words(clause_name(monitor.terms, finding.clause, language)), word_of(finding.state, language), html_words(finding.id),
                       word(W::version, language), finding.version);
    for (const Row& row : Rows(b.sealed.findings[i], monitor, redact, language, html_words).all(finding)) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", row.label, row.words);
    out += "</dl>\n";
  }
  out += fmt::format("<h2>{}</h2>\n<ul>", word(W::alarms, language));
  for (const std::string& line : alarm_lines(b, monitor.terms, redact, language)) out += fmt::format("<li>{}</li>", html_words(line));
  out += fmt::format("</ul>\n<h2>{}</h2>\n<table><tr><th>{}</th><th>{} {}</th><th>{}</th><th>{}</th><th>{}</th></tr>\n", word(W::board, language), word(W::clause, language), word(W::week_of, language),
                     instant_text(b.board.first_monday).substr(0, 10), word(W::state, language), word(W::days_left, language), word(W::quiet, language));
  for (const watch::BoardRow& row : b.board.rows) {
    std::string weeks;
    for (std::size_t w = row.weeks.size() > 26 ? row.weeks.size() - 26 : 0; w < row.weeks.size(); ++w) weeks += fmt::format("<span title=\"{}\">{}</span>", word_of(row.weeks[w], language), sign_of(row.weeks[w]));
    out += fmt::format("<tr><td>{}</td><td class=\"w\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", html_words(clause_name(monitor.terms, row.clause, language)), weeks,
                       row.weeks.empty() ? std::string_view("-") : word_of(row.weeks.back(), language), deadline_words(row), quiet_words(row, monitor.terms));
  }
  out += fmt::format("</table>\n<p>. {} · s {} · p {} · + {} · ? {} · X {}</p>\n", word(W::not_due, language), word(W::started, language), word(W::partly, language), word(W::done, language),
                     word(W::disputed, language), word(W::breached, language));
  // A map gives places away: where they are redacted it shows the shapes alone.
  const std::string map = watch_map_svg(monitor.terms, monitor.geometry, b.marks, b.until - 1, !redact.contains("place"), language);
  if (!map.empty()) out += fmt::format("<h2>{}</h2>\n{}", word(W::map, language), map);
  out += fmt::format("<h2>{}</h2>\n{}", word(W::timeline, language), watch_timeline_svg(monitor.terms, b.marks, b.until, language));
  out += fmt::format("<h2>{}</h2>\n<dl><dt>{}</dt><dd><code>{}</code></dd><dt>{}</dt><dd><code>{}</code></dd><dt>{}</dt><dd><code>{}</code></dd><dt>{}</dt><dd><code>{}</code></dd><dt>{}</dt><dd><code>{}</code></dd></dl>\n</body></html>\n",
                     word(W::chain, language), word(W::hash, language), b.sealed.hash, word(W::previous, language), b.sealed.previous, word(W::digest, language), b.sealed.digest, word(W::signature, language),
                     b.sealed.signature, word(W::public_key, language), html_words(b.sealed.public_key));
  return out;
}

}  // namespace locarno::brief
