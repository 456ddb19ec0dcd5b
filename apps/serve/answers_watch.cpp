// The watch of a case: where its terms stand, what happened where, whether it gets worse. A case without [watch] is answered, not refused:
// the page says that and what was looked for.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "brief/bulletin_page.hpp"
#include "brief/safe.hpp"
#include "brief/watch_alarms_page.hpp"
#include "brief/watch_pictures.hpp"
#include "routes.hpp"
#include "watch_shelf.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

constexpr std::int64_t day_seconds = 86'400;

std::string printed(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"; }
json text(const std::string& words) { return brief::valid_utf8(words); }
json both(const Text& words) { return {{"en", text(words.en)}, {"zh", text(words.zh)}}; }

Run run_of(const Ask& ask) {
  Run run;
  run.cancel = ask.house.bench->stopped();
  return run;
}

/// A watch open for one request; `why` says what is missing: "no_terms", "nothing_added", or "" when it is open.
struct Opened {
  std::optional<Terms> terms;
  std::unique_ptr<WatchShelf> own;         ///< where the house has none
  std::optional<WatchShelf::Loan> live;
  const study::Monitor* monitor = nullptr;
  const char* why = "";
};

Result<Opened> open_watch(const Ask& ask) {
  Opened out;
  if (!ask.shelf->base->the_case) {
    out.why = "no_terms";
    return out;
  }
  LOC_TRY(out.terms, load_terms(ask.shelf->place, **ask.shelf->base->the_case));
  if (!out.terms) {
    out.why = "no_terms";
    return out;
  }
  if (ask.house.watches == nullptr) out.own = std::make_unique<WatchShelf>();
  auto opened = (out.own ? out.own.get() : ask.house.watches)->borrow(ask.shelf->place, run_of(ask));
  if (opened) {
    out.live = std::move(*opened);
    out.monitor = &(*out.live)->monitor();
  } else if (opened.error().code == ErrorCode::not_found) {
    out.why = "nothing_added";
  } else {
    return Failure(opened.error());
  }
  return out;
}

/// The end of the day asked for, else of the last day something is reported of: what was kept decides, not the clock.
Result<std::int64_t> until_of(const Ask& ask, study::LiveWatch& live) {
  LOC_TRY(const std::optional<Date> day, day_of(ask.target, "as_of"));
  if (day) {
    const auto at = parse_instant(to_string(*day).substr(0, 10));
    if (!at) return fail(ErrorCode::bad_use, "expected a day such as 2026-03-20", "as_of");
    return at->at + day_seconds;
  }
  const std::int64_t last = std::max(live.latest().value_or(time_begins), live.monitor().terms.entry_into_force);
  return (last / day_seconds + 1) * day_seconds;
}

json clauses_of(const Terms& terms) {
  json out = json::array();
  for (const TermsClause& clause : terms.clauses)
    out.push_back({{"clause", clause.id}, {"words", both(clause.name)}, {"party", clause.party.empty() ? json(nullptr) : json(clause.party)}, {"is_deed", clause.forbids.empty()},
                   {"deadline", clause.deadline ? json(instant_text(*clause.deadline)) : json(nullptr)}, {"shapes", clause.shapes}});
  return out;
}

json missing(const Ask& ask, const Opened& opened) {
  return {{"watched", opened.terms.has_value()}, {"why", opened.why}, {"looked_for", opened.terms ? ".locarno/watch.db" : "[watch] in case.toml"},
          {"documents", ask.shelf->base->documents.size()}, {"terms", opened.terms ? clauses_of(*opened.terms) : json::array()},
          {"entry_into_force", opened.terms ? json(instant_text(opened.terms->entry_into_force)) : json(nullptr)}};
}

json mark_json(const study::WatchMark& mark) {
  return {{"finding", text(mark.id)}, {"begin", instant_text(mark.begin)}, {"sector", text(mark.sector)}, {"clause", text(mark.clause)}, {"state", to_string(mark.state)}, {"severity", mark.severity},
          {"within_km", mark.has_place ? json(mark.radius_km) : json(nullptr)}};
}

Result<Response> board(const Ask& ask) {
  LOC_TRY(const Opened opened, open_watch(ask));
  if (!opened.monitor) return json_response(printed(missing(ask, opened)));
  const study::Monitor& monitor = *opened.monitor;
  LOC_TRY(const std::int64_t until, until_of(ask, **opened.live));
  LOC_TRY(const study::BoardAnswer answer, (*opened.live)->board(until, run_of(ask)));
  LOC_TRY(const ledger::WatchStore::Counts kept, monitor.store.counts());
  json out = json::parse(brief::board_json(answer.board, monitor.terms));
  out["watched"] = true, out["why"] = "", out["terms"] = clauses_of(monitor.terms);
  out["entry_into_force"] = instant_text(monitor.terms.entry_into_force);
  out["sides"] = monitor.terms.sides;
  out["sectors"] = json::object();
  for (const TermsShape& shape : monitor.terms.shapes)
    if (shape.kind == TermsShape::Kind::sector) out["sectors"][shape.id] = both(shape.name);
  out["reports"] = answer.replayed.reports, out["kept"] = kept.reports, out["aside"] = kept.aside;
  out["marks"] = json::array();
  for (const study::WatchMark& mark : answer.marks) out["marks"].push_back(mark_json(mark));
  return json_response(printed(out));
}

Response svg_response(std::string body) {
  Response response;
  response.type = "image/svg+xml; charset=utf-8";
  response.body = std::move(body);
  response.headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"}};
  return response;
}

Failure no_picture(const char* why) { return fail(ErrorCode::not_found, std::string("nothing to draw: ") + why, "watch"); }

template <bool is_map>
Result<Response> picture(const Ask& ask) {
  LOC_TRY(const Opened opened, open_watch(ask));
  if (!opened.monitor) return no_picture(opened.why);
  LOC_TRY(const std::int64_t until, until_of(ask, **opened.live));
  LOC_TRY(const study::BoardAnswer answer, (*opened.live)->board(until, run_of(ask)));
  const Terms& terms = opened.monitor->terms;
  std::string svg = is_map ? brief::watch_map_svg(terms, opened.monitor->geometry, answer.marks, until, true, ask.language)
                           : brief::watch_timeline_svg(terms, answer.marks, until, ask.language);
  if (svg.empty()) return no_picture("the terms name no shape");
  return svg_response(std::move(svg));
}

Result<study::AlarmsAnswer> alarms_of(const Ask& ask, study::LiveWatch& live) {
  study::AlarmsQuestion question;
  LOC_TRY(question.alarms.learn, number_of(ask.target, "learn", question.alarms.learn, 40'000));
  question.alarms.learn = std::max<std::size_t>(question.alarms.learn, 14);
  Run run = run_of(ask);
  run.threads = 0;
  LOC_TRY(study::AlarmCounter::Tables tables, live.tables());
  return study::watch_alarms(question, std::move(tables.events), std::move(tables.sources), run);
}

Result<Response> alarms(const Ask& ask) {
  LOC_TRY(const Opened opened, open_watch(ask));
  if (!opened.monitor) return json_response(printed(missing(ask, opened)));
  LOC_TRY(const study::AlarmsAnswer answer, alarms_of(ask, **opened.live));
  json out = json::parse(brief::watch_alarms_json(answer));
  out["watched"] = true, out["why"] = "";
  out["pictures"] = brief::watch_alarms_pictures(answer, ask.language).size();
  return json_response(printed(out));
}

Result<Response> alarm_picture(const Ask& ask) {
  LOC_TRY(const Opened opened, open_watch(ask));
  if (!opened.monitor) return no_picture(opened.why);
  LOC_TRY(const std::size_t number, number_of(ask.target, "series", 1, 60));
  LOC_TRY(const study::AlarmsAnswer answer, alarms_of(ask, **opened.live));
  auto pictures = brief::watch_alarms_pictures(answer, ask.language);
  if (number == 0 || number > pictures.size()) return no_picture("there is no such series");
  return svg_response(std::move(pictures[number - 1].bytes));
}

constexpr std::size_t most_files = 2'000;   ///< of a case folder: more change the stamp every time

}  // namespace

std::string watch_stamp(const std::string& place) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> files;
  const auto add = [&](const fs::path& file) {
    const auto size = fs::file_size(file, error);
    if (error || size == 0) return;         // a log that a reader leaves empty says nothing
    files.push_back(file.string() + '\n' + std::to_string(size) + '\n' + std::to_string(fs::last_write_time(file, error).time_since_epoch().count()));
  };
  for (const char* name : {"watch.db", "watch.db-wal"}) add(fs::path(place) / ".locarno" / name);
  for (fs::recursive_directory_iterator at(place, error), end; !error && at != end && files.size() < most_files; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (at->is_directory(error) && (name == ".locarno" || name == "reports")) at.disable_recursion_pending();
    else if (at->is_regular_file(error)) add(at->path());
  }
  if (files.size() >= most_files) files.push_back(std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
  std::sort(files.begin(), files.end());
  std::string all;
  for (const std::string& file : files) all += file + '\n';
  return short_id("", all, 20);
}

void add_watch_routes(Rows& rows) {
  const char* missing_words = "; without terms or reports `{watched, why: no_terms|nothing_added, looked_for, terms[]}`";
  static const std::string board_gives = std::string("the JSON of `locarno watch board --json` ([watch.md](watch.md)) and `watched`, `terms[] {clause, words, party, is_deed, deadline}`, `sectors {id: name}`, `reports`, "
                                                     "`marks[] {finding, begin, sector, clause, state, severity, within_km}` of four weeks") + missing_words;
  static const std::string alarms_gives = std::string("the JSON of `locarno watch alarms --json` ([watch-alarms.md](watch-alarms.md)) and `pictures`, how many can be had") + missing_words;
  rows.insert(rows.end(), {
    {"GET", "watch/board", true, board, "which clause is kept, week by week?", "`as_of=DAY`; none: the last day reported of", board_gives.c_str()},
    {"GET", "watch/map.svg", true, picture<true>, "where was it?", "`as_of=DAY`, `lang`", "SVG; 404 where nothing can be drawn"},
    {"GET", "watch/timeline.svg", true, picture<false>, "when, sector by sector?", "`as_of=DAY`, `lang`", "SVG of four weeks"},
    {"GET", "watch/alarms", true, alarms, "does it get worse, or suspiciously quiet?", "`learn=DAYS` before the first alarm is possible", alarms_gives.c_str()},
    {"GET", "watch/alarms.svg", true, alarm_picture, "a series of counts as a picture", "`series` (from 1), `learn`, `lang`", "SVG"},
  });
}

}  // namespace locarno::serve
