#include "study/bulletin.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/json_line.hpp"
#include "model/json_tree.hpp"
#include "study/live_watch.hpp"
#include "watch/sign.hpp"

namespace locarno::study {
namespace {

constexpr std::int64_t day_seconds = 86400;
const std::string no_hash(64, '0');

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

watch::BulletinFinding fields_of(const watch::Finding& f, const watch::Incident& incident, const Terms& terms) {
  watch::BulletinFinding out;
  out.id = f.id;
  const auto add = [&](std::string name, std::string value) { out.fields.push_back({std::move(name), std::move(value), "", "", false}); };
  add("state", std::string(to_string(f.state)));
  add("clause", f.clause);
  add("begin", instant_text(f.begin));
  add("end", instant_text(f.end));
  add("act", std::string(to_string(f.act)));
  add("severity", std::to_string(f.severity));
  add("sector", f.sector);
  add("shape", f.shape.empty() ? "" : fmt::format("{} v{}", f.shape, f.shape_version));
  add("happened", fmt::format("{:.4f}", f.exists));
  add("inside", fmt::format("{:.4f}", f.inside));
  add("attribution", fmt::format("{} {:.4f} {} {:.4f} neither {:.4f}", terms.sides[0], f.who.chance[0], terms.sides[1], f.who.chance[1], f.who.chance[2]));
  add("named", f.who.named);
  add("exemption", f.exemption);
  add("place", incident.has_place ? fmt::format("{:.4f} {:.4f} {:.1f}", incident.lat, incident.lon, incident.radius_km) : "");
  std::vector<std::string> sources;
  for (const watch::Report& report : incident.reports)
    if (std::find(sources.begin(), sources.end(), report.source) == sources.end()) sources.push_back(report.source);
  std::string names;
  for (const std::string& one : sources) names += (names.empty() ? "" : "; ") + one;
  add("sources", names);
  add("evidence", joined(f.evidence));
  add("dissent", joined(f.dissent));
  std::string objections;
  for (const watch::Objection& one : f.objections)
    objections += fmt::format("{}{} by {}: {} ({})", objections.empty() ? "" : "; ", one.number, one.party, one.words, one.ruling.empty() ? "no ruling yet" : one.ruling);
  add("objections", objections);
  return out;
}

/// Alarms whose last step is the table's last day. `sources`: only those that fell silent.
Result<void> add_alarms(const watch::CountTable& table, bool sources, DailyBulletin& out, const Run& run) {
  LOC_TRY(const std::vector<watch::SeriesAlarms> all, watch::alarms(table, watch::AlarmQuestion(), run));
  for (const watch::SeriesAlarms& series : all) {
    if (!sources && series.design) out.is_learning = false;
    if (sources && series.sector.empty()) continue;
    for (const watch::Alarm& alarm : series.alarms)
      if (alarm.step + 1 == table.steps && (!sources || alarm.kind == watch::AlarmKind::silence)) out.alarms.push_back({series.sector, sources, alarm});
  }
  return {};
}

/// An alarm is sealed as a finding is, under a name that tells nothing of a source whose name is redacted.
watch::BulletinFinding fields_of(const DayAlarm& one, const std::string& day, std::string_view secret) {
  watch::BulletinFinding out;
  out.id = "a-" + watch::hmac_hex(secret, fmt::format("alarm\n{}\n{}\n{}\n{}", day, to_string(one.alarm.kind), one.is_source, one.sector)).substr(0, 12);
  const auto add = [&](std::string name, std::string value) { out.fields.push_back({std::move(name), std::move(value), "", "", false}); };
  add("state", "alarm");
  add("kind", std::string(to_string(one.alarm.kind)));
  add(one.is_source ? "sources" : "sector", one.sector);
  add("days", std::to_string(one.alarm.steps));
  add("seen", std::to_string(one.alarm.seen));
  add("base_rate", fmt::format("expected {:.4g}, chance {:.3g}", one.alarm.expected, one.alarm.chance));
  add("single_day", fmt::format("threshold {}, {}", one.alarm.single, one.alarm.single_says_so ? "reached" : "not reached"));
  return out;
}

/// What the log says was published.
struct Published {
  std::string last_hash = no_hash;
  std::int64_t number = 0;
  std::map<std::string, std::pair<int, std::string>> versions;        ///< finding -> version, hash of its content
  struct Day { std::int64_t number = 0; std::string previous, content; };
  std::map<std::string, Day> days;                                    ///< the last bulletin of each day
};

std::string content_hash(const watch::BulletinFinding& finding) {
  std::string bytes;
  for (const auto& field : finding.fields) bytes += field.name + "\n" + std::to_string(field.value.size()) + "\n" + field.value + "\n";
  return sha256_hex(bytes).substr(0, 32);
}

Result<Published> published(const ledger::WatchStore& store) {
  Published out;
  LOC_TRY(const auto entries, store.log());
  for (const ledger::WatchEntry& entry : entries) {
    if (entry.what != "bulletin") continue;
    LOC_TRY(const JsonValue body, parse_json(entry.body, "log entry " + std::to_string(entry.number)));
    const auto text = [&](std::string_view key) { const JsonValue* found = body.find(key); return found == nullptr ? std::string() : found->text; };
    out.number += 1;
    out.days[text("day")] = {out.number, out.last_hash, text("content")};
    out.last_hash = text("hash");
    if (const JsonValue* list = body.find("findings"); list != nullptr)
      for (const JsonValue& item : list->items) {   // "id version content"
        const std::size_t first = item.text.find(' '), second = item.text.find(' ', first + 1);
        if (second == std::string::npos) continue;
        out.versions[item.text.substr(0, first)] = {std::atoi(item.text.substr(first + 1, second - first - 1).c_str()), item.text.substr(second + 1)};
      }
  }
  return out;
}

}  // namespace

Result<BoardAnswer> board(const Monitor& monitor, std::int64_t as_of, const Run& run) {
  BoardAnswer out;
  WatchTally tally(monitor.terms);
  LOC_TRY(out.replayed, replay(monitor, as_of, [&](const watch::Incident& incident, const std::vector<watch::Finding>& findings) { tally.see(incident, findings); }, run));
  out.board = tally.board.at(as_of);
  out.marks = tally.marks_before(as_of);
  return out;
}

Result<DailyBulletin> make_bulletin(Monitor& monitor, const std::string& day, const std::string& secret_pem, const Run& run) {
  const auto at = parse_instant(day);
  if (!at || at->open_seconds != day_seconds) return fail(ErrorCode::bad_use, "'" + day + "' is no day, expected 2026-03-02");
  DailyBulletin out;
  LOC_TRY(out.sealed.public_key, watch::public_key_of(secret_pem));
  out.from = at->at, out.until = at->at + day_seconds;
  out.title = monitor.the_case->title;
  out.days_in_force = out.until <= monitor.terms.entry_into_force ? 0 : (out.until - 1) / day_seconds - monitor.terms.entry_into_force / day_seconds + 1;
  LOC_TRY(const Published before, published(monitor.store));
  WatchTally tally(monitor.terms);
  LOC_CHECK(replay(monitor, out.until, [&](const watch::Incident& incident, const std::vector<watch::Finding>& findings) {
    tally.see(incident, findings);
    const bool is_of_day = incident.begin >= out.from && incident.begin < out.until;
    if (is_of_day) ++out.incidents, out.reports += static_cast<std::int64_t>(incident.reports.size());
    if (!is_of_day) return;
    for (const watch::Finding& one : findings) {
      ++out.states[one.state];
      out.findings.push_back(one);
      out.sealed.findings.push_back(fields_of(one, incident, monitor.terms));
    }
  }, run));
  out.board = tally.board.at(out.until - 1);
  out.marks = tally.marks_before(out.until);
  // The secret of the salts is drawn from the key: whoever may sign may also redact, nobody else can guess.
  const std::string secret = watch::hmac_hex(secret_pem, "salts of a bulletin");
  out.is_learning = true;
  if (out.days_in_force > 0) {
    LOC_TRY(const AlarmCounter::Tables tables, tally.alarms.tables(static_cast<std::int32_t>(out.from / day_seconds), monitor.folder));
    LOC_CHECK(add_alarms(tables.events, false, out, run));
    LOC_CHECK(add_alarms(tables.sources, true, out, run));
    for (const DayAlarm& one : out.alarms) out.sealed.findings.push_back(fields_of(one, day, secret));
  }
  std::string content, digest = no_hash;
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < out.sealed.findings.size(); ++i) {
    watch::BulletinFinding& finding = out.sealed.findings[i];
    const std::string hash = content_hash(finding);
    const auto found = before.versions.find(finding.id);
    finding.version = found == before.versions.end() ? 1 : found->second.first + (found->second.second == hash ? 0 : 1);
    rows.push_back(finding.id + " " + std::to_string(finding.version) + " " + hash);
    if (i < out.findings.size()) {
      out.findings[i].version = finding.version;
      digest = sha256_hex(digest + watch::finding_line(out.findings[i]));
    }
    content += rows.back() + "\n";
  }
  content = sha256_hex(content + digest);
  out.sealed.case_id = monitor.the_case->id;
  out.sealed.day = day;
  out.sealed.digest = digest;
  const auto same = before.days.find(day);
  const bool is_known = same != before.days.end() && same->second.content == content;
  out.sealed.number = is_known ? same->second.number : before.number + 1;
  out.sealed.previous = is_known ? same->second.previous : before.last_hash;
  watch::seal(out.sealed, secret);
  LOC_TRY(out.sealed.signature, watch::sign(secret_pem, out.sealed.hash));
  if (is_known) return out;
  std::string body;
  JsonLine line(body);
  line.text("content", content);
  line.text("day", day);
  line.text("digest", digest);
  line.texts("findings", rows);
  line.text("hash", out.sealed.hash);
  line.number("number", out.sealed.number);
  line.text("previous", out.sealed.previous);
  line.end();
  LOC_CHECK(monitor.store.append("bulletin", body));
  out.is_new = true;
  return out;
}

}  // namespace locarno::study
