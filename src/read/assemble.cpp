#include "read/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/hash.hpp"
#include "read/aim.hpp"
#include "read/chain.hpp"
#include "read/confidence.hpp"

namespace locarno::read {
namespace {

std::optional<Mention> mention(const View& view, Range r) {
  if (r.empty()) return std::nullopt;
  const Span span = view.bytes(r);
  return Mention{span, std::string(slice(view.text, span))};
}

bool is_party_speaker(const Proposition& p) {
  return p.speaker.party != "EXPERT" && p.speaker.party != "MEDIA" && p.speaker.party != "UNKNOWN" && p.speaker.party != "NARRATOR";
}

struct Builder {
  const Report& report;
  const View& view;
  CharIndex chars;
  std::optional<Date> day;
  std::size_t lead = 0;   ///< the first block of running text: what it tells is news of the day
  // Names are those of the propositions, which outlive the builder.
  std::map<std::pair<std::size_t, std::string_view>, std::size_t> said_on;  ///< (block, speaker) -> time of an earlier record

  std::optional<std::pair<std::string_view, std::size_t>> last_said;  ///< speaker and time of the statement before
  std::set<std::size_t> of_the_day;      ///< blocks that print the day the report is about
  std::set<std::string_view> heard_that_day;  ///< speakers with words dated to it

  Builder(const Report& r, const std::vector<Proposition>& propositions)
      : report(r), view(r.view), chars(r.view.text), day(event_day(r.document, r.times)) {
    const auto& blocks = r.document.blocks;
    while (lead < blocks.size() && blocks[lead].role != BlockRole::lead && blocks[lead].role != BlockRole::body) ++lead;
    std::size_t block = 0;
    for (const TimeFact& t : r.times) {
      while (block < blocks.size() && blocks[block].span.end <= t.span.begin) ++block;
      if (is_the_day(t)) of_the_day.insert(block);
    }
    for (const Proposition& p : propositions)
      if (p.time && is_the_day(r.times[*p.time])) heard_that_day.insert(p.speaker.name);
  }
  bool is_the_day(const TimeFact& t) const { return day && t.date && !t.is_duration && t.date->first == *day && t.date->last == *day; }

  /// Are words without a day of their own those of the day the report is about? A reaction further down may be older or newer.
  bool is_of_the_day(const Proposition& p) const {
    return p.block <= lead || p.kind == RecordKind::contact || of_the_day.count(p.block) != 0 || heard_that_day.count(p.speaker.name) != 0;
  }

  void date(Record& record, const Proposition& p) {
    std::optional<std::size_t> time = p.time;
    bool carried = p.carried > 0 || p.time_carried;
    const std::pair<std::size_t, std::string_view> key(p.block, p.speaker.name);
    if (p.kind != RecordKind::contact && p.kind != RecordKind::stance) {
      if (time && report.times[*time].date && !report.times[*time].is_duration) said_on[key] = *time;
      else if (const auto before = said_on.find(key); before != said_on.end()) { time = before->second; carried = true; }
      else if (last_said && last_said->first == p.speaker.name) { time = last_said->second; carried = true; }   // "he added", a paragraph on
      if (time && report.times[*time].date && report.times[*time].date->first.is_whole()) last_said.emplace(p.speaker.name, *time);
      else last_said.reset();
    }
    if (time && report.times[*time].date && !report.times[*time].is_duration) {
      const TimeFact& fact = report.times[*time];
      record.date = fact.date;
      record.date_basis = carried ? DateBasis::carried : fact.basis;
      record.date_inferred = fact.year_inferred && report.document.published_inferred;
      return;
    }
    if (time && report.times[*time].basis == DateBasis::vague) { record.date_basis = DateBasis::vague; return; }
    // a stand told in passing may be old; one told in the headline, the first paragraph or as of now is the day's
    if ((p.kind == RecordKind::stance && p.block > lead && !p.is_current) || !day || (!is_party_speaker(p) && p.kind != RecordKind::contact) || !is_of_the_day(p)) return;
    record.date = DateRange(*day);
    record.date_basis = DateBasis::context;
    record.date_inferred = report.document.published_inferred;
  }

  /// Takes the words out of `p`.
  Record build(Proposition& p) {
    Record r;
    r.confidence = confidence_of(p).value;
    const Document& doc = report.document;
    r.doc = doc.name;
    r.document = doc.id;
    r.kind = p.kind;
    r.span = view.bytes(p.range);
    r.char_start = chars.chars_before(r.span.begin);
    r.char_end = chars.chars_before(r.span.end);
    r.text = std::string(slice(view.text, r.span));
    r.speaker = p.speaker.name;
    r.speaker_party = p.speaker.party.empty() ? "UNKNOWN" : p.speaker.party;
    r.speaker_org = std::move(p.speaker.org);
    r.speaker_role = std::move(p.speaker.role);
    r.speaker_mention = mention(view, p.speaker.head);
    r.is_new_name = p.speaker.is_new;
    if (!doc.outlet.empty()) r.via.push_back(doc.outlet);
    for (std::string& relay : p.relays)   // told twice in one sentence, or the page's own outlet: once in the chain
      if (std::find(r.via.begin(), r.via.end(), relay) == r.via.end()) r.via.push_back(std::move(relay));
    if (p.cue && p.has_cue) r.verb = mention(view, p.cue->range);
    else if (p.cue) r.verb = mention(view, p.cue->range);
    r.verb_class = p.cls;
    r.issue = std::move(p.issue);
    r.issues_other = std::move(p.issues_other);
    r.stance = p.kind == RecordKind::contact ? Attitude::report : p.attitude.attitude;
    if (p.condition) r.stance_if = mention(view, *p.condition);
    r.stance_holder = std::move(p.holder);
    r.target = std::move(p.target);
    r.negated = p.negated;
    r.hedge = p.hedge;
    r.quote_type = p.quote;
    r.participants = std::move(p.participants);
    r.location = std::move(p.location);
    r.duration = std::move(p.duration);
    r.channel = std::move(p.channel);
    if (p.group != 0) r.group = doc.id + "-" + std::to_string(p.group);
    r.rule = p.rule;
    r.block_role = std::string(to_string(doc.blocks[p.block].role));
    date(r, p);
    if (p.due) r.due = day_due(report.times[*p.due], r.date ? std::optional(r.date->first) : doc.published);
    r.id = short_id("r", fmt::format("{}|{}|{}|{}|{}", doc.id, r.span.begin, r.span.end, to_string(r.kind), r.speaker));
    return r;
  }
};

/// A headline says what the report then tells in full: its words have the day of the first dated ones of their speaker, or of
/// those their speaker passes on.
void date_headlines(std::vector<Record>& records) {
  std::map<std::string_view, const Record*> first;   // by speaker, and by who passes on
  for (const Record& full : records) {
    const bool in_body = full.block_role == "body" || full.block_role == "lead" || full.block_role == "body_translation";
    if (!in_body || !full.date || full.kind == RecordKind::contact || full.kind == RecordKind::stance) continue;
    first.try_emplace(full.speaker, &full);
    for (const std::string& name : full.via) first.try_emplace(name, &full);
  }
  for (Record& head : records) {
    if (head.kind != RecordKind::statement || head.date || (head.block_role != "title" && head.block_role != "subhead")) continue;
    const auto full = first.find(head.speaker);
    if (full == first.end()) continue;
    head.date = full->second->date;
    head.date_basis = DateBasis::carried;
    head.date_inferred = full->second->date_inferred;
  }
}

}  // namespace

std::optional<Date> event_day(const Document& document, const std::vector<TimeFact>& times) {
  std::map<Date, int> votes;
  const Date limit = document.published ? latest(*document.published) : Date{9999, 12, 31};
  int weight = 8;   // earlier mentions count more
  for (const TimeFact& t : times) {
    if (!t.date || t.is_duration || t.future || t.date->first != t.date->last || !t.date->first.is_whole()) continue;
    if (t.date->first > limit) continue;
    if (document.published && day_number(limit) - day_number(t.date->first) > 4) continue;
    const auto block = std::lower_bound(document.blocks.begin(), document.blocks.end(), t.span.end,
                                        [](const Block& b, std::uint32_t end) { return b.span.end < end; });
    if (block == document.blocks.end() || !block->span.contains(t.span)) continue;
    if (block->role != BlockRole::body && block->role != BlockRole::lead && block->role != BlockRole::title && block->role != BlockRole::body_translation) continue;
    votes[t.date->first] += weight;
    if (weight > 2) --weight;
  }
  std::optional<Date> best;
  int most = 0;
  for (const auto& [date, count] : votes)
    if (count >= most) { most = count; best = date; }
  if (!best && document.published) best = earliest(*document.published);
  return best;
}

std::vector<Record> assemble(const Report& report, std::vector<Proposition> propositions) {
  Builder builder(report, propositions);
  std::vector<Record> built;
  built.reserve(propositions.size());
  for (Proposition& p : propositions)
    if (!p.range.empty()) built.push_back(builder.build(p));
  // a record is some 700 bytes: what is sorted is where each stands
  using Place = std::tuple<std::uint32_t, RecordKind, std::uint32_t, std::size_t>;
  std::vector<Place> places;
  places.reserve(built.size());
  for (std::size_t i = 0; i < built.size(); ++i) places.emplace_back(built[i].span.begin, built[i].kind, built[i].span.end, i);
  std::vector<Record> records;
  if (std::is_sorted(places.begin(), places.end())) {
    records = std::move(built);
  } else {
    std::sort(places.begin(), places.end());
    records.reserve(built.size());
    for (const Place& place : places) records.push_back(std::move(built[std::get<3>(place)]));
  }
  date_headlines(records);
  records.erase(std::unique(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.id == b.id; }), records.end());
  return records;
}

}  // namespace locarno::read
