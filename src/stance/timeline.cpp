#include "stance/timeline.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace locarno::stance {
namespace {

/// The unbroken present position on one option, while the days go by.
struct Run {
  StanceValue value = StanceValue::silent;
  Needs named, vague;
  std::optional<std::int32_t> since;
  std::optional<Date> said;             ///< `since` as the report gives it
  Word strongest = Word::narrated;
  bool first_hand = false;
  bool all_narrated = true;
  bool by_name = false;                 ///< some words name the option
  const char* rule = "";
  std::vector<std::string> via;
  std::vector<const Claim*> evidence;   ///< oldest first
};

bool counts(const Claim& claim, std::optional<std::int32_t> today) {
  const auto& day = claim.day ? claim.day : claim.known;
  return !today || !day || *day <= *today;
}

/// Ids in order of arrival, each once.
struct Once {
  std::vector<std::string> ids;
  std::unordered_set<std::string> seen;   ///< looked up only
  void add(const std::string& id) {
    if (seen.insert(id).second) ids.push_back(id);
  }
};

bool is_concession(const Claim& claim) { return claim.force == Force::concedes; }

/// Combines what several conditional claims of one day need; options named outrank an issue merely mentioned.
void gather(const Claim& claim, Needs& named, Needs& vague) {
  for (const auto& [issue, options] : claim.needs) {
    const auto [at, fresh] = named.try_emplace(issue, options);
    if (fresh) continue;
    const std::uint64_t common = at->second.bits & options.bits;
    at->second.bits = common != 0 ? common : at->second.bits | options.bits;
  }
  for (const auto& [issue, options] : claim.vague) vague.try_emplace(issue, options);
}

class Cell {
 public:
  explicit Cell(OptionId option) : option_(option) {}

  /// All claims of one day on the issue, this option's among them.
  void day(const Claim* const* first, const Claim* const* last) {
    if (first != last && !(*first)->day) {
      for (auto at = first; at != last; ++at)
        if ((*at)->option == option_ && (*at)->value == StanceValue::accepts_if && is_concession(**at)) undated_.push_back(*at);
    }
    std::vector<const Claim*> today;
    for (auto at = first; at != last; ++at)
      if ((*at)->option == option_) today.push_back(*at);
    if (members_differ(today))
      std::erase_if(today, [](const Claim* c) { return c->word == Word::member; });
    if (today.empty()) return;
    const Claim* winner = *std::max_element(today.begin(), today.end(), [](const Claim* a, const Claim* b) {
      return a->word != b->word ? a->word < b->word : a->force < b->force;  // the last of equals, see below
    });
    for (const Claim* claim : today)
      if (claim->word == winner->word && claim->force == winner->force) winner = claim;
    settle(*winner, today);
  }

  const Run& run() const { return run_; }

 private:
  static bool members_differ(const std::vector<const Claim*>& today) {
    const Claim* seen = nullptr;
    for (const Claim* claim : today) {
      if (claim->word != Word::member) continue;
      if (seen != nullptr && (seen->value == StanceValue::rejects) != (claim->value == StanceValue::rejects)) return true;
      seen = claim;
    }
    return false;
  }

  void settle(const Claim& winner, const std::vector<const Claim*>& today) {
    const bool differs = (winner.value == StanceValue::rejects) != (run_.value == StanceValue::rejects);
    // One member does not overturn what the group has said in its own name.
    // Words that name no option say less than words that do; giving way ("this goal") points back to what was named.
    if (differs && run_.value != StanceValue::silent && run_.by_name && !winner.named && !is_concession(winner)) return;
    if (winner.word == Word::member && run_.value != StanceValue::silent && run_.strongest == Word::own && differs) return;
    StanceValue value = winner.value;
    Needs named, vague;
    std::vector<const Claim*> extra;
    if (value != StanceValue::rejects && (is_concession(winner) || value == StanceValue::accepts_if)) {
      for (const Claim* claim : today)
        if (claim->value == StanceValue::accepts_if) gather(*claim, named, vague);
      // The same concession, undated, in a report that came with it or after it: its condition belongs here.
      if (is_concession(winner) && winner.day)
        for (const Claim* claim : undated_)
          if (!claim->known || *claim->known >= *winner.day) extra.push_back(claim);
      for (const Claim* claim : extra) gather(*claim, named, vague);
      // A concession told again without its condition repeats it: headlines leave conditions out, parties rarely do.
      if (run_.value == StanceValue::accepts_if) keep_known(named, vague);
      if (!named.empty()) vague.clear();  // an issue merely mentioned counts only where no option is named
      value = named.empty() && vague.empty() ? StanceValue::accepts : StanceValue::accepts_if;
    }
    const bool same = run_.value == value && run_.named == named && run_.vague == vague;
    const bool refined = run_.value == StanceValue::accepts_if && value == StanceValue::accepts_if && run_.since == winner.day;
    if (!same && !refined) {
      run_ = Run{};
      run_.since = winner.day;
      run_.said = winner.said;
    }
    if (!run_.since) {
      run_.since = winner.day;
      run_.said = winner.said;
    }
    run_.value = value;
    run_.named = std::move(named);
    run_.vague = std::move(vague);
    run_.rule = winner.rule;
    run_.via = winner.via;
    if (value == StanceValue::accepts_if) {
      for (const Claim* claim : extra) {
        run_.rule = claim->rule;
        if (std::find(run_.evidence.begin(), run_.evidence.end(), claim) == run_.evidence.end()) run_.evidence.push_back(claim);
      }
    }
    for (const Claim* claim : today) {
      if ((claim->value == StanceValue::rejects) != (value == StanceValue::rejects)) continue;
      if (value == StanceValue::accepts_if && !is_concession(*claim) && claim->value == StanceValue::accepts) continue;
      run_.strongest = std::max(run_.strongest, claim->word);
      run_.first_hand = run_.first_hand || claim->word >= Word::member;
      run_.by_name = run_.by_name || claim->named;
      run_.all_narrated = run_.all_narrated && claim->word == Word::narrated;
      if (value == StanceValue::accepts_if && claim->value == StanceValue::accepts_if) run_.rule = claim->rule;
      run_.evidence.push_back(claim);
    }
  }

  void keep_known(Needs& named, Needs& vague) const {
    for (const auto& [issue, options] : run_.named) named.try_emplace(issue, options);
    for (const auto& [issue, options] : run_.vague) vague.try_emplace(issue, options);
  }

  OptionId option_;
  Run run_;
  std::vector<const Claim*> undated_;   ///< conditional concessions of no known day
};

/// What an unbroken position needs: options named, and the main ones of issues merely mentioned.
Needs needs_of(const Run& run) {
  Needs needs = run.named;
  for (const auto& [other, options] : run.vague) needs.try_emplace(other, options);
  return needs;
}

class Tabler {
 public:
  Tabler(const Question& question, const Claims& claims, std::optional<Date> as_of)
      : question_(question), case_(**question.the_case), claims_(claims), as_of_(as_of) {
    if (as_of) today_ = day_number(latest(*as_of));
  }

  /// The rows of one party and issue alone.
  std::vector<Stance> run(PartyId party, IssueId issue) {
    table_.first_row.assign(case_.parties.size(), std::vector<std::size_t>(case_.issues.size(), 0));
    this->issue(party, issue);
    sort_unnamed([&](const Unnamed& said) { return said.party == party && said.issue == issue; });
    unnamed();
    for (const StanceEntry& one : case_.stances)
      if (one.party == party && one.issue == issue) entry(one);
    return std::move(table_.rows);
  }

  StanceTable run() {
    for (std::size_t p = 0; p < case_.parties.size(); ++p) {
      table_.first_row.emplace_back();
      for (std::size_t i = 0; i < case_.issues.size(); ++i) {
        table_.first_row.back().push_back(table_.rows.size());
        issue(PartyId(p), IssueId(i));
      }
    }
    sort_unnamed([](const Unnamed&) { return true; });
    unnamed();
    for (const StanceEntry& one : case_.stances) entry(one);
    return std::move(table_);
  }

 private:
  void issue(PartyId party, IssueId issue) {
    std::vector<const Claim*> claims;
    for (const Claim& claim : claims_.cells[party.index()][issue.index()])
      if (counts(claim, today_)) claims.push_back(&claim);
    for (std::size_t o = 0; o < case_.issues[issue].options.size(); ++o) {
      Cell cell{OptionId(o)};
      for (std::size_t at = 0; at < claims.size();) {
        std::size_t end = at;
        while (end < claims.size() && claims[end]->day == claims[at]->day) ++end;
        cell.day(claims.data() + at, claims.data() + end);
        at = end;
      }
      table_.rows.push_back(row(party, issue, OptionId(o), cell.run()));
    }
  }

  Stance row(PartyId party, IssueId issue, OptionId option, const Run& run) const {
    Stance stance;
    stance.party = party;
    stance.issue = issue;
    stance.option = option;
    if (run.value == StanceValue::silent) return stance;
    stance.value = run.value;
    if (run.value == StanceValue::accepts_if) stance.condition = to_condition(case_, needs_of(run));
    stance.since = run.said;
    stance.first_hand = run.first_hand;
    if (!run.first_hand) stance.via = run.via;
    stance.told_by_narrator = run.all_narrated;
    stance.source = StanceSource::read;
    stance.rule = run.rule;
    stance.evidence = ids(run.evidence);
    return stance;
  }

  /// Record ids, latest day first, each once.
  std::vector<std::string> ids(std::vector<const Claim*> claims) const {
    std::stable_sort(claims.begin(), claims.end(), [](const Claim* a, const Claim* b) {
      return a->day != b->day ? a->day > b->day : a->record < b->record;
    });
    Once out;
    for (const Claim* claim : claims) {
      out.add((*question_.records)[claim->record].id);
      for (const std::size_t beside : claim->beside) out.add((*question_.records)[beside].id);
    }
    return std::move(out.ids);
  }

  template <typename Asked>
  void sort_unnamed(const Asked& is_asked) {
    for (const Unnamed& said : claims_.unnamed) {
      if (!is_asked(said)) continue;
      const auto& day = said.day ? said.day : said.known;
      if (!today_ || !day || *day <= *today_) unnamed_[{said.party, said.issue}].add((*question_.records)[said.record].id);
    }
  }

  const std::vector<std::string>& unnamed_of(PartyId party, IssueId issue) const {
    static const std::vector<std::string> nothing;
    const auto found = unnamed_.find({party, issue});
    return found == unnamed_.end() ? nothing : found->second.ids;
  }

  /// Spoke on the issue, named no option: still silent on each, but not unheard.
  void unnamed() {
    for (Stance& stance : table_.rows) {
      if (stance.value != StanceValue::silent) continue;
      stance.evidence = unnamed_of(stance.party, stance.issue);
      if (!stance.evidence.empty()) stance.rule = "stance.names_no_option";
    }
  }

  void entry(const StanceEntry& entry) {
    if (!holds_on(entry.since, entry.until, as_of_)) return;
    for (const OptionId option : entry.options) {
      Stance& stance = table_.at(entry.party, entry.issue, option);
      if (entry.unless_read && stance.source == StanceSource::read) continue;
      const std::optional<Date> since = unbroken_since(entry, option);
      if (stance.source == StanceSource::analyst && entry.since < set_since_[{entry.party, entry.issue, option}]) continue;
      set_since_[{entry.party, entry.issue, option}] = entry.since;
      Once evidence;
      if (stance.value == entry.value || stance.value == StanceValue::silent)
        for (const std::string& id : stance.evidence) evidence.add(id);
      if (!entry.first_hand)
        for (const std::string& id : unnamed_of(entry.party, entry.issue)) evidence.add(id);
      stance = Stance{};
      stance.party = entry.party;
      stance.issue = entry.issue;
      stance.option = option;
      stance.value = entry.value;
      stance.condition = entry.condition;
      stance.since = since;
      stance.first_hand = entry.first_hand;
      stance.via = entry.via;
      stance.source = StanceSource::analyst;
      stance.rule = "stance.analyst";
      stance.evidence = std::move(evidence.ids);
      stance.note = entry.source_note;
    }
  }

  /// An entry that takes over, without a gap, from one that says the same has stood since that one.
  std::optional<Date> unbroken_since(const StanceEntry& entry, OptionId option) const {
    std::optional<Date> since = entry.since;
    for (std::size_t round = 0; round < case_.stances.size() && since; ++round) {
      const StanceEntry* before = nullptr;
      for (const StanceEntry& other : case_.stances) {
        if (other.party != entry.party || other.issue != entry.issue || other.value != entry.value ||
            other.condition.nodes != entry.condition.nodes || !other.until || !other.since || !(*other.since < *since))
          continue;
        if (std::find(other.options.begin(), other.options.end(), option) == other.options.end()) continue;
        if (day_number(latest(*other.until)) + 1 >= day_number(*since)) before = &other;
      }
      if (before == nullptr) break;
      since = before->since;
    }
    return since;
  }

  const Question& question_;
  const Case& case_;
  const Claims& claims_;
  std::optional<Date> as_of_;
  std::optional<std::int32_t> today_;
  StanceTable table_;
  std::map<std::pair<PartyId, IssueId>, Once> unnamed_;
  std::map<std::tuple<PartyId, IssueId, OptionId>, std::optional<Date>> set_since_;
};

}  // namespace

StanceTable table_at(const Question& question, const Claims& claims, std::optional<Date> as_of) {
  return Tabler(question, claims, as_of).run();
}

std::vector<Stance> rows_at(const Question& question, const Claims& claims, PartyId party, IssueId issue, std::optional<Date> as_of) {
  return Tabler(question, claims, as_of).run(party, issue);
}

struct CellSweep::State {
  std::vector<Cell> cells;              ///< [option]
  std::vector<const Claim*> undated;    ///< those known by now
  std::size_t next = 0;                 ///< the first dated claim not taken in
};

CellSweep::CellSweep(const Question& question, const std::vector<Claim>& claims, PartyId party, IssueId issue)
    : case_(**question.the_case), claims_(claims), issue_(issue), state_(std::make_unique<State>()) {
  for (const StanceEntry& entry : case_.stances)
    if (entry.party == party && entry.issue == issue) entries_.push_back(&entry);
  while (first_dated_ < claims_.size() && !claims_[first_dated_].day) ++first_dated_;
}
CellSweep::~CellSweep() = default;

void CellSweep::start_again(std::int32_t today) {
  state_->cells.clear();
  for (std::size_t o = 0; o < case_.issues[issue_].options.size(); ++o) state_->cells.emplace_back(OptionId(o));
  state_->undated.clear();
  for (std::size_t at = 0; at < first_dated_; ++at)
    if (counts(claims_[at], today)) state_->undated.push_back(&claims_[at]);
  state_->next = first_dated_;
  const auto& undated = state_->undated;
  for (Cell& cell : state_->cells)
    if (!undated.empty()) cell.day(undated.data(), undated.data() + undated.size());
}

std::vector<Standing> CellSweep::on(std::int32_t today) {
  // Words of no day stand before all others: when one becomes known, the days since are gone through again.
  std::size_t known = 0;
  for (std::size_t at = 0; at < first_dated_; ++at) known += counts(claims_[at], today);
  if (state_->cells.empty() || known != state_->undated.size()) start_again(today);
  std::vector<const Claim*> day;
  while (state_->next < claims_.size() && *claims_[state_->next].day <= today) {
    day.clear();
    const auto which = claims_[state_->next].day;
    for (; state_->next < claims_.size() && claims_[state_->next].day == which; ++state_->next) day.push_back(&claims_[state_->next]);
    for (Cell& cell : state_->cells) cell.day(day.data(), day.data() + day.size());
  }
  std::vector<Standing> out;
  for (const Cell& cell : state_->cells) {
    out.emplace_back();
    out.back().value = cell.run().value;
    if (out.back().value == StanceValue::accepts_if) out.back().condition = to_condition(case_, needs_of(cell.run()));
    out.back().first_hand = cell.run().value == StanceValue::silent || cell.run().first_hand;
  }
  const Date day_asked = from_day_number(today);
  std::vector<std::pair<bool, std::optional<Date>>> set(out.size());   // by hand, since when
  for (const StanceEntry* entry : entries_) {
    if (!holds_on(entry->since, entry->until, day_asked)) continue;
    for (const OptionId option : entry->options) {
      auto& [is_set, since] = set[option.index()];
      Standing& standing = out[option.index()];
      if (entry->unless_read && !is_set && standing.value != StanceValue::silent) continue;
      if (is_set && entry->since < since) continue;
      is_set = true;
      since = entry->since;
      standing = {entry->value, entry->condition, entry->first_hand};
    }
  }
  return out;
}

}  // namespace locarno::stance
