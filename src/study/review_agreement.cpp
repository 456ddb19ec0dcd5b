#include "study/review_agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "ledger/replay.hpp"

namespace locarno::study {
namespace {

using Seen = std::map<std::string, ledger::Reviewed>;   ///< records as read that this reader decided on

struct Compared {
  const char* name;
  std::string (*value)(const Record& record);
};

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : ";") + one;
  return out;
}

constexpr Compared compared[] = {
    {"kind", [](const Record& r) { return std::string(to_string(r.kind)); }},
    {"issue", [](const Record& r) { return r.issue; }},
    {"stance", [](const Record& r) { return std::string(to_string(r.stance)); }},
    {"speaker", [](const Record& r) { return r.speaker; }},
    {"speaker_party", [](const Record& r) { return r.speaker_party; }},
    {"stance_holder", [](const Record& r) { return r.stance_holder; }},
    {"via", [](const Record& r) { return joined(r.via); }},
    {"negated", [](const Record& r) { return std::string(r.negated ? "true" : "false"); }},
    {"quote_type", [](const Record& r) { return std::string(to_string(r.quote_type)); }},
    {"hedge", [](const Record& r) { return std::string(to_string(r.hedge)); }},
    {"date", [](const Record& r) { return r.date ? to_string(*r.date) : std::string(); }},
};

std::string verdict(const ledger::Reviewed& one, const std::vector<ledger::Decision>& decisions) {
  if (!one.replaced_by.empty()) {
    const auto by = std::find_if(decisions.begin(), decisions.end(), [&](const auto& d) { return d.number == one.replaced_in; });
    return by == decisions.end() ? "replaced" : by->action;
  }
  return one.record.review == ReviewState::rejected ? "reject" : "keep";
}

/// Records made by one reader exist for him alone: only what was read can be compared.
Result<Seen> seen_by(const ledger::Ledger& ledger, const std::string& reader) {
  LOC_TRY(auto all, ledger.reviewed(ledger::View{reader}));
  Seen seen;
  for (ledger::Reviewed& one : all) {
    const bool decided = !one.decisions.empty() || !one.replaced_by.empty();
    if (decided && one.parents.empty()) seen.try_emplace(one.record.id, std::move(one));
  }
  return seen;
}

Result<void> choose_readers(const std::vector<ledger::Decision>& decisions, std::string& a, std::string& b) {
  std::set<std::string> names;
  for (const ledger::Decision& d : decisions) names.insert(d.who);
  std::string known;
  for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
  if (a.empty() && b.empty()) {
    if (names.size() != 2)
      return fail(ErrorCode::bad_use, fmt::format("name two readers; the log knows {}", names.empty() ? "none" : known));
    a = *names.begin();
    b = *names.rbegin();
  }
  if (a == b || a.empty() || b.empty()) return fail(ErrorCode::bad_use, "agreement is between two readers; the log knows " + known);
  for (const std::string& name : {a, b})
    if (!names.contains(name)) return fail(ErrorCode::not_found, fmt::format("{} has decided nothing; the log knows {}", name, known));
  return {};
}

struct Comparison {
  Agreement answer;
  const Seen& a;
  const Seen& b;
  const std::map<std::string, ledger::Reviewed>& now;          ///< as all together see them
  const std::vector<ledger::Decision>& decisions;
  std::map<std::string, std::vector<const ledger::Decision*>> standing_on;
  std::vector<const ledger::Reviewed*> both;                   ///< reader a's, by report and place

  /// A third person who decided on the record after both readers did.
  std::string resolver(const std::string& id) const {
    std::int64_t last = 0;
    std::string who;
    const auto found = standing_on.find(id);
    if (found == standing_on.end()) return "";
    for (const ledger::Decision* d : found->second)
      if (d->who == answer.reader_a || d->who == answer.reader_b) last = d->number;
    for (const ledger::Decision* d : found->second)
      if (d->number > last && d->who != answer.reader_a && d->who != answer.reader_b) who = d->who;
    return who;
  }

  template <class Value>
  void compare(const std::string& field, bool has_kappa, bool kept_only, const Value& value) {
    FieldAgreement one{field, 0, 0, {}};
    std::vector<std::pair<std::string, std::string>> labels;
    for (const ledger::Reviewed* mine : both) {
      const ledger::Reviewed& theirs = b.at(mine->record.id);
      if (kept_only && (verdict(*mine, decisions) != "keep" || verdict(theirs, decisions) != "keep")) continue;
      labels.emplace_back(value(*mine), value(theirs));
      if (labels.back().first == labels.back().second) { ++one.alike; continue; }
      const Record& r = mine->record;
      Disagreement d{r.id, r.doc, r.text, field, labels.back().first, labels.back().second, resolver(r.id), "", ""};
      if (const auto stands = now.find(r.id); !d.resolved_by.empty() && stands != now.end()) d.resolved = value(stands->second);
      answer.disagreements.push_back(std::move(d));
    }
    one.n = labels.size();
    if (has_kappa) one.kappa = cohen_kappa(labels);
    answer.fields.push_back(std::move(one));
  }
};

}  // namespace

std::optional<Kappa> cohen_kappa(const std::vector<std::pair<std::string, std::string>>& labels) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> used;
  std::int64_t alike = 0;
  for (const auto& [a, b] : labels) {
    ++used[a].first;
    ++used[b].second;
    alike += a == b ? 1 : 0;
  }
  const auto n = static_cast<std::int64_t>(labels.size());
  std::int64_t chance = 0;
  for (const auto& [label, times] : used) chance += times.first * times.second;
  if (n == 0 || n * n == chance) return std::nullopt;
  return Kappa{n * alike - chance, n * n - chance};
}

Result<Agreement> agreement(const ledger::Ledger& ledger, std::string a, std::string b) {
  LOC_TRY(const auto decisions, ledger.decisions());
  LOC_CHECK(choose_readers(decisions, a, b));
  LOC_TRY(const Seen seen_a, seen_by(ledger, a));
  LOC_TRY(const Seen seen_b, seen_by(ledger, b));
  LOC_TRY(auto all, ledger.reviewed({}));
  std::map<std::string, ledger::Reviewed> now;
  std::vector<std::string> order;
  for (ledger::Reviewed& one : all) {
    if (one.parents.empty()) order.push_back(one.record.id);
    now.try_emplace(one.record.id, std::move(one));
  }
  Comparison c{{}, seen_a, seen_b, now, decisions, {}, {}};
  c.answer.reader_a = a;
  c.answer.reader_b = b;
  for (const ledger::Decision* d : ledger::standing(decisions))
    for (const std::string& id : ledger::named_ids(*d)) c.standing_on[id].push_back(d);
  for (const std::string& id : order) {
    const auto mine = seen_a.find(id);
    const bool theirs = seen_b.contains(id);
    if (mine != seen_a.end() && theirs) c.both.push_back(&mine->second);
    c.answer.only_a += mine != seen_a.end() && !theirs ? 1 : 0;
    c.answer.only_b += mine == seen_a.end() && theirs ? 1 : 0;
  }
  c.answer.both = c.both.size();
  c.compare("verdict", true, false, [&](const ledger::Reviewed& r) { return verdict(r, decisions); });
  c.compare("span", false, true, [](const ledger::Reviewed& r) { return fmt::format("{}-{}", r.record.char_start, r.record.char_end); });
  for (const Compared& field : compared) c.compare(field.name, true, true, [&](const ledger::Reviewed& r) { return field.value(r.record); });
  std::map<std::string, Document> reports;
  for (Disagreement& d : c.answer.disagreements) {
    const ledger::Reviewed& one = now.at(d.record);
    auto report = reports.find(one.record.document);
    if (report == reports.end()) {
      LOC_TRY(Document document, ledger.document(one.record.document));
      report = reports.emplace(one.record.document, std::move(document)).first;
    }
    d.words = words_shown(report->second, seen_a.at(d.record).record.span);
  }
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::stable_sort(c.answer.disagreements.begin(), c.answer.disagreements.end(),
                   [&](const Disagreement& x, const Disagreement& y) { return place[x.record] < place[y.record]; });
  return std::move(c.answer);
}

}  // namespace locarno::study
