#include "study/brief_parts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "relate/relate.hpp"
#include "stance/stances.hpp"
#include "study/names.hpp"
#include "study/notes.hpp"
#include "study/parties.hpp"
#include "study/quotations.hpp"
#include "study/zone_of.hpp"
#include "study/outlook_view.hpp"

namespace locarno::study {
namespace {

// Conflicts a search for clashes and openings may spend before it says "limit reached": minutes on a small machine.
constexpr std::uint64_t default_limit_nodes = 20'000'000;
constexpr std::uint32_t most_openings = 200;
// Where lines are many, all openings or clashes cannot be listed: those of up to three lines are what a page can use.
constexpr std::size_t many_lines = 64;
constexpr std::uint32_t size_of_many = 3;

/// Splits the documents into those that count for the day and those that come later, and keeps the records that count.
void select(BriefQuestion& question, Brief& brief) {
  std::map<std::string, const Document*> by_id;
  for (const Document& document : question.documents) by_id[document.id] = &document;
  std::set<std::string> used;
  std::vector<Record> records = std::move(question.records);
  std::erase_if(records, [&](const Record& record) {
    const auto document = by_id.find(record.document);
    if (document == by_id.end() || !counts_for(record, *document->second, question.as_of)) return true;
    used.insert(record.document);
    return false;
  });
  brief.records = std::move(records);
  for (Document& document : question.documents) {
    const bool in_time = !document.published || !question.as_of || !(latest(*question.as_of) < *document.published);
    if (!in_time && !used.contains(document.id)) {
      brief.later.push_back(std::move(document));
      continue;
    }
    if (!document.published) brief.undated.push_back(document);
    brief.documents.push_back(std::move(document));
  }
  std::stable_sort(brief.documents.begin(), brief.documents.end(), [](const Document& a, const Document& b) {
    return std::tie(a.published, a.name) < std::tie(b.published, b.name);
  });
}

/// Only red lines of those who sign can stop a settlement.
void keep_signatories(const Case& c, std::vector<RedLine>& lines) {
  std::erase_if(lines, [&](const RedLine& line) { return !c.parties[line.party].signs; });
}

Result<void> add_zone(const BriefQuestion& question, Brief& brief, Run& run) {
  Run limited = run;
  if (limited.limits.nodes == 0) limited.limits.nodes = default_limit_nodes;
  brief.zone_question = zone_question(*brief.the_case, brief.stances, brief.red_lines);
  brief.zone_question.max_openings = most_openings;
  const std::uint32_t size = brief.zone_question.lines.size() > many_lines ? size_of_many : 0;
  brief.zone_question.max_opening_size = question.opening_size != 0 ? question.opening_size : size;
  brief.zone_question.max_clash_size = question.clash_size != 0 ? question.clash_size : size;
  if (!question.settle) return {};
  run.report("looking for settlements", 0, 0);
  LOC_TRY(settle::ZoneAnswer answer, settle::zone(brief.zone_question, limited));
  LOC_TRY(brief.openings, view_openings(brief.zone_question, answer, limited));
  brief.zone = std::move(answer);
  // The strip of lines is a picture of a page: no page draws hundreds, and each line costs a count of the whole case.
  if (brief.zone_question.lines.size() > many_lines) return {};
  if (auto alone = settle::opened_by_each(brief.zone_question, limited)) brief.opened_alone = std::move(*alone);
  else if (alone.error().code != ErrorCode::limit_reached) return Failure(alone.error());
  return {};
}

/// Under which openings a draft is completed: the smallest, as the page lists them.
Result<void> add_drafts(const BriefQuestion& question, Brief& brief, Run& run) {
  std::vector<Draft> drafts;
  for (const Draft& draft : question.drafts) {
    const bool in_time = !draft.date || !brief.as_of || !(latest(*brief.as_of) < earliest(*draft.date));
    if (in_time) drafts.push_back(draft);
    else brief.later_drafts.push_back(draft.id);
  }
  LOC_TRY(drafts, pick_drafts(drafts, {}));
  if (drafts.empty()) return {};
  DraftsQuestion ask{brief.the_case.get(), std::move(drafts), &brief.stances, &brief.red_lines, &brief.zone_question, {}, &brief.records};
  for (const OpeningView& view : brief.openings) ask.openings.push_back(view.opening.relax);
  LOC_TRY(brief.drafts, compare_drafts(ask, run));
  return {};
}

void by_date(std::vector<Record>& records) {
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.date < b.date; });
}

void pick_kinds(Brief& brief) {
  for (const Record& record : brief.records) {
    if (record.kind == RecordKind::contact) brief.contacts.push_back(record);
    if (record.kind == RecordKind::commitment) brief.commitments.push_back(record);
  }
  by_date(brief.contacts);
  by_date(brief.commitments);
}

/// Puts the words that show most first: the party's own before those told in an outlet's voice, a sentence that states the
/// condition with the concession before one that states it apart or not at all. Within each, the order of the stance room stands.
void lead_with_own_words(Brief& brief) {
  std::map<std::string, int> rank;
  for (const Record& record : brief.records) {
    const bool says_both = record.stance_if && record.span.contains(record.stance_if->span);
    rank[record.id] = (record.kind == RecordKind::stance ? 3 : 0) + (says_both ? 0 : record.stance_if ? 1 : 2);
  }
  const auto sort = [&](std::vector<std::string>& ids) {
    std::stable_sort(ids.begin(), ids.end(), [&](const auto& a, const auto& b) { return rank[a] < rank[b]; });
  };
  for (Move& move : brief.moves) {
    sort(move.evidence_from);
    sort(move.evidence);
  }
  for (Stance& stance : brief.stances.rows)
    if (stance.value == StanceValue::accepts_if) sort(stance.evidence);
  for (RedLine& line : brief.red_lines) sort(line.evidence);
}

/// The Chinese forms of the names the page prints.
void name_everyone(const Codebook& codebook, Brief& brief) {
  std::set<std::string> used;
  for (const Record& record : brief.records) {
    add_names(record.speaker, used);
    for (const std::string& relay : record.via) add_names(relay, used);
  }
  for (const Stance& stance : brief.stances.rows)
    for (const std::string& relay : stance.via) add_names(relay, used);
  for (const Document& document : brief.documents) add_names(document.outlet, used);
  brief.names = chinese_names(codebook, used);
}

/// Copies and translations count as one source.
void find_sources(const Codebook* codebook, Brief& brief) {
  const std::vector<std::uint32_t> source = relate::sources({&brief.documents, &brief.records, nullptr, codebook});
  for (std::size_t i = 0; i < source.size(); ++i)
    if (source[i] != i) brief.copy_of[brief.documents[i].id] = brief.documents[source[i]].id;
}

std::optional<Date> newest(const std::vector<Document>& documents) {
  std::optional<Date> day;
  for (const Document& document : documents)
    if (document.published && (!day || *day < *document.published)) day = document.published;
  return day;
}

}  // namespace

Result<Brief> brief(const BriefQuestion& question, Run& run) { return brief_from(question, run); }

Result<Brief> brief_from(BriefQuestion question, Run& run) {
  Brief out;
  out.as_of = question.as_of;
  out.since = question.since;
  out.codebook_hash = question.codebook_hash;
  run.report("choosing what counts on the day", 0, 5);
  select(question, out);
  if (!out.as_of) out.as_of = newest(out.documents);
  if (question.the_case != nullptr) {
    out.the_case = std::make_shared<const CheckedCase>(*question.the_case);
  } else {
    out.no_case = true;
    LOC_TRY(CheckedCase made, check(plain_case(out.records, *question.codebook)));
    out.the_case = std::make_shared<const CheckedCase>(std::move(made));
  }

  const stance::Question ask{out.the_case.get(), &out.documents, &out.records, question.codebook, out.as_of};
  run.report("weighing positions", 1, 5);
  out.stances = stance::stances(ask);
  run.report("looking for moves", 2, 5);
  out.moves = stance::moves(ask, question.since);
  run.report("drawing red lines", 3, 5);
  out.red_lines = stance::red_lines(ask, out.stances);
  if (!out.no_case) {
    keep_signatories(**out.the_case, out.red_lines);
    LOC_CHECK(add_zone(question, out, run));
    LOC_CHECK(add_drafts(question, out, run));
  }
  lead_with_own_words(out);
  if (question.outlook != nullptr && !out.no_case) {
    LOC_TRY(out.outlook, outlook_view(**out.the_case, *question.outlook, run));
    if (!out.outlook->ratification && !out.outlook->holding) out.outlook = nullptr;
  }
  out.gates = find_gates(*out.the_case, out.records);
  out.promises = find_promises(*out.the_case, out.records);
  out.claims = find_claims(out.records);
  pick_kinds(out);
  run.report("finding copies", 4, 5);
  find_sources(question.codebook, out);
  out.lint = lint(out);
  number_quotations(out);
  if (question.codebook != nullptr) name_everyone(*question.codebook, out);
  return out;
}

}  // namespace locarno::study
