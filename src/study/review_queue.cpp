#include "study/review_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/fold.hpp"
#include "model/issue_ids.hpp"
#include "stance/stances.hpp"
#include "study/brief.hpp"
#include "study/parties.hpp"

namespace locarno::study {
namespace {

using Reasons = std::vector<std::vector<QueueReason>>;   // by index in ReviewDesk::records

constexpr std::size_t most_contradictions = 3;   // named per record: more do not make it weigh more
constexpr std::size_t most_looked_at = 64;

struct Sides { std::vector<std::size_t> for_it, against; };

void give(Reasons& reasons, std::size_t record, QueueCause cause, std::string words) {
  for (const QueueReason& known : reasons[record])
    if (known.cause == cause && known.words == words) return;
  reasons[record].push_back({cause, std::move(words)});
}

/// The case, or one made of the parties that speak and the issues they speak of.
std::optional<CheckedCase> case_of(const ReviewDesk& desk, const std::vector<Record>& records) {
  if (desk.the_case) return desk.the_case;
  auto made = check(plain_case(records, desk.codebook));
  if (!made) return std::nullopt;
  return std::move(*made);
}

void add_moves(const ReviewDesk& desk, Reasons& reasons) {
  std::vector<Record> counting;
  for (const ledger::Reviewed& one : desk.records)
    if (one.replaced_by.empty()) counting.push_back(one.record);
  const auto the_case = case_of(desk, counting);
  if (!the_case) return;
  const Case& c = **the_case;
  const stance::Question question{&*the_case, &desk.documents, &counting, &desk.codebook, std::nullopt};
  for (const Move& move : stance::moves(question, std::nullopt)) {
    const std::string what = fmt::format("{} moved on {}{}", c.parties[move.party].id, c.issues[move.issue].id,
                                         move.date ? ", " + to_string(*move.date) : "");
    for (const std::string& id : move.evidence)
      if (const auto at = desk.record_of.find(id); at != desk.record_of.end())
        give(reasons, at->second, QueueCause::stance_change, what + "; this is the new position");
    for (const std::string& id : move.evidence_from)
      if (const auto at = desk.record_of.find(id); at != desk.record_of.end())
        give(reasons, at->second, QueueCause::stance_change, what + "; this is the position before");
  }
}

int side_of(Attitude attitude) {
  switch (attitude) {
    case Attitude::support:
    case Attitude::demand:
    case Attitude::offer: return 1;
    case Attitude::oppose: return -1;
    default: return 0;
  }
}

bool days_meet(const Record& a, const Record& b) {
  if (!a.date || !b.date) return !a.date && !b.date;
  return earliest(a.date->first) <= latest(b.date->last) && earliest(b.date->first) <= latest(a.date->last);
}

/// Party, issue, and for undated words their report: they are held against what stands in the same report only.
using Topic = std::tuple<std::string, std::string, std::string>;

/// Names those of `others` (ascending by first day) that stand against `one`. The nearest in time are looked at, so that
/// the whole stays near linear.
void contradict(const ReviewDesk& desk, const Topic& topic, std::size_t one, const std::vector<std::size_t>& others, Reasons& reasons) {
  const Record& r = desk.records[one].record;
  auto at = others.end();
  if (r.date)
    at = std::upper_bound(others.begin(), others.end(), latest(r.date->last), [&](const Date& day, std::size_t other) {
      return day < earliest(desk.records[other].record.date->first);
    });
  std::size_t named = 0;
  for (std::size_t looked = 0; at != others.begin() && named < most_contradictions && looked < most_looked_at; ++looked) {
    const Record& other = desk.records[*--at].record;
    if (!days_meet(r, other)) continue;
    ++named;
    give(reasons, one, QueueCause::contradiction,
         fmt::format("{} on {}: {} here, {} in {} ({})", std::get<0>(topic), std::get<1>(topic), to_string(r.stance), to_string(other.stance),
                     other.id, other.doc));
  }
}

/// One party for and against one issue on days that meet: somebody was misread, misquoted, or has moved.
void add_contradictions(const ReviewDesk& desk, Reasons& reasons) {
  std::map<Topic, Sides> groups;
  const IssueIds known = issue_ids(desk.codebook);
  for (std::size_t i = 0; i < desk.records.size(); ++i) {
    const Record& r = desk.records[i].record;
    if (!desk.records[i].replaced_by.empty() || r.review == ReviewState::rejected || r.kind == RecordKind::contact) continue;
    const int side = side_of(r.stance);
    if (side == 0 || is_loose_issue(r.issue, known)) continue;
    for (const std::string& party : split_parties(r.stance_holder.empty() ? r.speaker_party : r.stance_holder)) {
      if (!is_party(party)) continue;
      Sides& sides = groups[{party, r.issue, r.date ? "" : r.document}];
      (side > 0 ? sides.for_it : sides.against).push_back(i);
    }
  }
  for (auto& [topic, sides] : groups) {
    for (auto* side : {&sides.for_it, &sides.against})
      std::stable_sort(side->begin(), side->end(), [&](std::size_t a, std::size_t b) {
        const auto& x = desk.records[a].record.date;
        const auto& y = desk.records[b].record.date;
        return x && y && earliest(x->first) < earliest(y->first);
      });
    for (const std::size_t yes : sides.for_it) contradict(desk, topic, yes, sides.against, reasons);
    for (const std::size_t no : sides.against) contradict(desk, topic, no, sides.for_it, reasons);
  }
}

void add_own(const ReviewDesk& desk, Reasons& reasons) {
  for (std::size_t i = 0; i < desk.records.size(); ++i) {
    const Record& r = desk.records[i].record;
    if (r.kind == RecordKind::commitment)
      give(reasons, i, QueueCause::commitment, r.due ? "undertaking, due " + to_string(*r.due) : "undertaking");
    if (r.confidence < unsure_below) give(reasons, i, QueueCause::low_confidence, fmt::format("confidence {}%", r.confidence));
    if (r.is_new_name) give(reasons, i, QueueCause::new_name, "in no codebook: " + r.speaker);
  }
}

void add_links(const ReviewDesk& desk, const std::vector<ReviewLink>& links, Reasons& reasons) {
  for (const ReviewLink& link : links)
    for (const std::string* id : {&link.a, &link.b})
      if (const auto at = desk.record_of.find(*id); at != desk.record_of.end()) give(reasons, at->second, link.cause, link.words);
}

bool has_party(const std::string& parties, const std::string& party) {
  const auto all = split_parties(parties);
  return std::find(all.begin(), all.end(), party) != all.end();
}

std::vector<std::vector<char16_t>> needles_of(std::string_view words) {
  std::vector<std::vector<char16_t>> needles;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) needles.push_back(fold_phrase(words.substr(at, end - at)));
    at = end + 1;
  }
  return needles;
}

bool holds_all(const ReviewDesk& desk, const ledger::Reviewed& one, const std::vector<QueueReason>& reasons, const std::vector<std::vector<char16_t>>& needles) {
  if (needles.empty()) return true;
  const Record& r = one.record;
  const std::string words = desk.words(r, r.span);
  std::string all = r.id;
  for (const std::string_view part : {std::string_view(r.doc), to_string(r.kind), std::string_view(words), std::string_view(r.speaker),
                                      std::string_view(r.speaker_party), std::string_view(r.issue), to_string(r.stance),
                                      std::string_view(r.stance_holder), to_string(r.review)})
    (all += '\n') += part;
  for (const QueueReason& reason : reasons) ((all += '\n') += to_string(reason.cause)) += '\n' + reason.words;
  const std::vector<char16_t> folded = fold_phrase(all);
  return std::all_of(needles.begin(), needles.end(), [&](const auto& needle) {
    return std::search(folded.begin(), folded.end(), needle.begin(), needle.end()) != folded.end();
  });
}

bool is_asked(const ledger::Reviewed& one, const QueueFilter& filter) {
  const Record& r = one.record;
  if (!filter.all && (r.review != ReviewState::proposed || !one.replaced_by.empty())) return false;
  if (!filter.kind.empty() && to_string(r.kind) != filter.kind) return false;
  if (!filter.issue.empty() && r.issue != filter.issue) return false;
  if (!filter.party.empty() && !has_party(r.speaker_party, filter.party)) return false;
  return filter.doc.empty() || r.doc == filter.doc;
}

}  // namespace

std::string_view to_string(QueueCause cause) {
  switch (cause) {
    case QueueCause::stance_change: return "stance change";
    case QueueCause::contradiction: return "contradiction";
    case QueueCause::commitment: return "commitment";
    case QueueCause::low_confidence: return "low confidence";
    case QueueCause::new_name: return "new name";
    case QueueCause::rest: return "in turn";
  }
  return "";
}

std::vector<QueueEntry> in_turn(const ReviewDesk& desk, const QueueFilter& filter) {
  const auto needles = needles_of(filter.words);
  std::vector<QueueEntry> list;
  for (std::size_t i = 0; i < desk.records.size(); ++i)
    if (is_asked(desk.records[i], filter) && holds_all(desk, desk.records[i], {}, needles)) list.push_back({i, {}});
  return list;
}

std::vector<QueueEntry> review_queue(const ReviewDesk& desk, const QueueFilter& filter) {
  Reasons reasons(desk.records.size());
  add_moves(desk, reasons);
  add_contradictions(desk, reasons);
  add_links(desk, filter.links, reasons);
  add_own(desk, reasons);
  const auto needles = needles_of(filter.words);
  std::vector<QueueEntry> queue;
  for (std::size_t i = 0; i < desk.records.size(); ++i) {
    if (!is_asked(desk.records[i], filter)) continue;
    if (reasons[i].empty()) reasons[i].push_back({QueueCause::rest, "nothing else speaks for looking at it first"});
    std::stable_sort(reasons[i].begin(), reasons[i].end(), [](const auto& a, const auto& b) { return a.cause < b.cause; });
    if (holds_all(desk, desk.records[i], reasons[i], needles)) queue.push_back({i, std::move(reasons[i])});
  }
  const auto key = [&](const QueueEntry& e) { return std::make_tuple(e.reasons.front().cause, desk.records[e.record].record.confidence, e.record); };
  std::sort(queue.begin(), queue.end(), [&](const QueueEntry& a, const QueueEntry& b) { return key(a) < key(b); });
  return queue;
}

}  // namespace locarno::study
