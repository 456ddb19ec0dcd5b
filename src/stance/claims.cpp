// The rule table. A record's attitude is towards its issue and already carries the polarity of the words ("does not favour"
// is oppose, "has not given up" is support), so negation decides only what it alone can tell: how far an offer goes.
#include "stance/claims.hpp"

#include <algorithm>

#include "stance/context.hpp"
#include "stance/naming.hpp"

namespace locarno::stance {
namespace {

struct Said {                 ///< one record seen from one of its issues
  const Record* record = nullptr;
  std::size_t index = 0;
  IssueId issue;
  std::string words;        ///< the record's, without those of its condition
  OptionSet named;
  std::vector<PartyId> speaks;
};

/// The record's words without those that state its condition: "gives up X if it gets Y" speaks of X.
std::string words_without_condition(const Record& record) {
  std::string words = record.text;
  if (!record.stance_if || record.span.size() != words.size()) return words;
  const Span condition = record.stance_if->span;
  if (condition.begin < record.span.begin || condition.end > record.span.end) return words;
  return words.replace(condition.begin - record.span.begin, condition.size(), " ");
}

OptionSet only(OptionId option) {
  OptionSet set;
  if (!option.is_none()) set.add(option);
  return set;
}
OptionSet minus(OptionSet a, OptionSet b) { return {a.bits & ~b.bits}; }
OptionSet all_of(const Issue& issue) {
  OptionSet set;
  for (std::size_t o = 0; o < issue.options.size(); ++o) set.add(OptionId(o));
  return set;
}
bool empty(OptionSet set) { return set.bits == 0; }

/// Words that state no position of their own: forecasts, what was not the case, an outlet's inference.
bool is_forecast(const Record& record) {
  switch (record.hedge) {
    case Hedge::possible:
    case Hedge::probable:
    case Hedge::counterfactual: return true;
    case Hedge::inferred: return record.kind == RecordKind::stance;
    default: return false;
  }
}

class Maker {
 public:
  explicit Maker(const Question& question)
      : question_(question), case_(**question.the_case), context_(question), naming_(*question.the_case, question.codebook) {
    claims_.cells.assign(case_.parties.size(), std::vector<std::vector<Claim>>(case_.issues.size()));
  }
  Claims run();

 private:
  void record(std::size_t index);
  void on_issue(const Said& said);
  void offer(const Said& said, OptionSet about);
  void demand(const Said& said, OptionSet about);
  void oppose(const Said& said, OptionSet about);
  bool only_blames(const Said& said) const;
  void concede(const Said& said);
  void unnamed(const Said& said);
  void date(const Record& record);
  /// What the words make an acceptance depend on; both maps empty = nothing of this case.
  struct Terms {
    Needs named, vague;
    std::vector<std::size_t> beside;
    bool any() const { return !named.empty() || !vague.empty(); }
  };
  Terms conditions(const Said& said, bool look_beside) const;
  void emit(const Said& said, OptionSet options, StanceValue value, Force force, const char* rule, const Terms& terms);
  void emit(const Said& said, OptionSet options, StanceValue value, Force force, const char* rule) {
    emit(said, options, value, force, rule, Terms{});
  }
  OptionSet lower(const Issue& issue) const;
  OptionSet beyond(const Issue& issue, OptionSet named) const;

  const Question& question_;
  const Case& case_;
  Context context_;
  Naming naming_;
  Claims claims_;
  std::vector<Holder> holders_;             ///< of the present record
  std::optional<std::int32_t> day_, known_; ///< of the present record
};

void Maker::date(const Record& record) {
  day_.reset();
  known_.reset();
  const Document* report = context_.document(record);
  const auto published = report != nullptr ? report->published : std::nullopt;
  if (published) known_ = day_number(earliest(*published));
  if (!record.date) return;
  // A partial or planned date may reach past the day the words were printed: they were said by then.
  day_ = day_number(latest(record.date->last));
  if (known_ && *known_ < *day_) day_ = std::max(*known_, day_number(earliest(record.date->first)));
}

void Maker::emit(const Said& said, OptionSet options, StanceValue value, Force force, const char* rule,
                 const Terms& terms) {
  const Record& record = *said.record;
  for (const Holder& holder : holders_) {
    Claim claim;
    claim.party = holder.party;
    claim.issue = said.issue;
    claim.value = value;
    claim.needs = terms.named;
    claim.vague = terms.vague;
    claim.beside = terms.beside;
    claim.word = record.kind == RecordKind::stance ? Word::narrated
                 : holder.told                     ? Word::told
                 : !holder.via.empty()             ? Word::relayed
                 : holder.member                   ? Word::member
                                                   : Word::own;
    claim.force = force;
    claim.named = !empty(said.named);
    claim.day = day_;
    if (record.date) claim.said = record.date->last.is_whole() && day_ ? from_day_number(*day_) : record.date->last;
    claim.known = known_;
    claim.record = said.index;
    claim.via = holder.via;
    claim.rule = rule;
    for (std::size_t o = 0; o < case_.issues[said.issue].options.size(); ++o) {
      if (!options.has(OptionId(o))) continue;
      claim.option = OptionId(o);
      claims_.cells[holder.party.index()][said.issue.index()].push_back(claim);
    }
  }
}

void Maker::unnamed(const Said& said) {
  for (const Holder& holder : holders_) claims_.unnamed.push_back({holder.party, said.issue, day_, known_, said.index});
}

/// The options between the main one and the one that means "none of this": what giving up the main option leaves.
OptionSet Maker::lower(const Issue& issue) const {
  if (issue.main_option.is_none()) return {};
  if (!issue.ordered || issue.none_option.is_none()) return only(issue.none_option);
  OptionSet set;
  const std::uint32_t main = issue.main_option.index(), none = issue.none_option.index();
  for (std::uint32_t o = std::min(main, none); o <= std::max(main, none); ++o)
    if (o != main) set.add(OptionId(o));
  return set;
}

/// The options farther from "none of this" than any named one.
OptionSet Maker::beyond(const Issue& issue, OptionSet named) const {
  OptionSet set;
  if (!issue.ordered || issue.none_option.is_none() || empty(named)) return set;
  const std::size_t n = issue.options.size(), none = issue.none_option.index();
  std::size_t low = n, high = 0;
  for (std::size_t o = 0; o < n; ++o)
    if (named.has(OptionId(o))) { low = std::min(low, o); high = o; }
  if (none <= low)
    for (std::size_t o = high + 1; o < n; ++o) set.add(OptionId(o));
  else if (none >= high)
    for (std::size_t o = 0; o < low; ++o) set.add(OptionId(o));
  return set;
}

void add_needs(Needs& needs, IssueId issue, OptionSet options) {
  if (empty(options)) return;
  const auto [at, fresh] = needs.try_emplace(issue, options);
  if (fresh) return;
  const std::uint64_t common = at->second.bits & options.bits;
  at->second.bits = common != 0 ? common : at->second.bits | options.bits;
}

Maker::Terms Maker::conditions(const Said& said, bool look_beside) const {
  Terms terms;
  const Record& record = *said.record;
  const auto take = [&](IssueId issue, std::string_view words, bool mentioned) {
    if (issue == said.issue) return false;
    const Issue& other = case_.issues[issue];
    if (const OptionSet options = naming_.options(issue, words, said.speaks); !empty(options))
      add_needs(terms.named, issue, options);
    else if (mentioned)
      add_needs(terms.vague, issue, !other.main_option.is_none() ? only(other.main_option)
                                                           : minus(all_of(other), only(other.none_option)));
    else
      return false;
    return true;
  };
  if (record.stance_if)
    for (std::size_t i = 0; i < case_.issues.size(); ++i)
      take(IssueId(i), record.stance_if->text, naming_.mentions(IssueId(i), record.stance_if->text));
  if (!look_beside) return terms;
  for (const std::string& id : record.issues_other)
    if (const IssueId issue = question_.the_case->issue(id); !issue.is_none()) take(issue, record.text, true);
  for (const std::size_t index : context_.beside(said.index)) {
    const Record* beside = &(*question_.records)[index];
    if (beside->speaker_party != record.speaker_party || beside->stance_holder != record.stance_holder) continue;
    const bool asks = beside->stance == Attitude::demand || beside->stance == Attitude::concede;
    const bool backs = beside->stance == Attitude::support || beside->stance == Attitude::offer;
    const bool one_quotation = !record.group.empty() && beside->group == record.group;
    if (!asks && !(backs && one_quotation)) continue;
    if (const IssueId issue = question_.the_case->issue(beside->issue); !issue.is_none())
      if (take(issue, beside->text, true)) terms.beside.push_back(index);
  }
  return terms;
}

void Maker::offer(const Said& said, OptionSet about) {
  const Record& record = *said.record;
  if (const Terms terms = conditions(said, false); terms.any())
    return emit(said, about, StanceValue::accepts_if, Force::plain, "stance.accepts_if", terms);
  if (record.stance == Attitude::offer && record.negated && !empty(said.named)) {
    emit(said, about, StanceValue::accepts, Force::plain, "stance.offer_limited");
    return emit(said, beyond(case_.issues[said.issue], said.named), StanceValue::rejects, Force::excludes,
                "stance.offer_limited");
  }
  const bool condition_outside = record.hedge == Hedge::conditional || record.stance_if.has_value();
  emit(said, about, StanceValue::accepts, Force::plain,
       condition_outside                      ? "stance.accepts_condition_outside"
       : record.stance == Attitude::support ? "stance.support"
                                            : "stance.offer");
}

void Maker::demand(const Said& said, OptionSet about) {
  const Issue& issue = case_.issues[said.issue];
  const bool excludes = naming_.excludes(said.words);
  // A demand must name what it wants ("members shall discuss the clauses on NATO" is none for membership), unless nothing
  // else could be wanted: the main option has no phrases of its own, or the words shut out everything else.
  if (empty(said.named) && !excludes && !issue.main_option.is_none() && !issue.options[issue.main_option].phrases.empty())
    about = {};
  if (!empty(about) && excludes) {
    emit(said, about, StanceValue::accepts, Force::excludes, "stance.demand_excludes");
    return emit(said, minus(all_of(issue), about), StanceValue::rejects, Force::excludes, "stance.demand_excludes");
  }
  emit(said, about, StanceValue::accepts, Force::plain, "stance.demand");
  if (!empty(said.named))
    emit(said, minus(only(issue.none_option), about), StanceValue::rejects, Force::implied, "stance.demand_not_none");
  if (empty(about)) unnamed(said);
}

/// Words that find fault with a deed, and name no outcome: they reject none ("accused X of breaking the truce").
bool Maker::only_blames(const Said& said) const {
  if (!empty(said.named)) return false;
  const std::string verb = said.record->verb ? said.record->verb->text : "";
  if (naming_.accuses(said.words) || naming_.accuses(verb)) return true;
  return (naming_.blames(said.words) || naming_.blames(verb)) && !naming_.mentions(said.issue, said.words);
}

void Maker::oppose(const Said& said, OptionSet about) {
  const Issue& issue = case_.issues[said.issue];
  if (only_blames(said)) return unnamed(said);
  if (said.record->hedge == Hedge::conditional) return unnamed(said);
  if (empty(about)) return unnamed(said);
  if (about == only(issue.none_option) && !issue.main_option.is_none()) {
    // Against the issue, and the words say what instead: "none of it".
    emit(said, about, StanceValue::accepts, Force::plain, "stance.oppose_names_none");
    return emit(said, only(issue.main_option), StanceValue::rejects, Force::plain, "stance.oppose_names_none");
  }
  emit(said, about, StanceValue::rejects, Force::plain, "stance.oppose");
}

void Maker::concede(const Said& said) {
  const Issue& issue = case_.issues[said.issue];
  const OptionSet besides = minus(said.named, only(issue.main_option));
  OptionSet options = besides;
  if (empty(besides)) {
    const bool accepts = naming_.accepts(said.words);
    // Without a case no option has words of its own: what is accepted is the issue, where the words name it.
    if (accepts && !empty(said.named)) options = said.named;
    else if (accepts && !naming_.knows_phrases()) options = naming_.may_mean(said.issue, said.words) ? only(issue.main_option) : OptionSet{};
    else options = lower(issue);
  }
  if (empty(options)) return unnamed(said);
  // What is given up stands beside what is asked for it; what is accepted stands on its own.
  const Terms terms = conditions(said, empty(besides) && options != said.named);
  emit(said, options, terms.any() ? StanceValue::accepts_if : StanceValue::accepts, Force::concedes,
       terms.any() ? "stance.concede_if" : "stance.concede", terms);
}

void Maker::on_issue(const Said& said) {
  const Record& record = *said.record;
  const Issue& issue = case_.issues[said.issue];
  const OptionSet about = empty(said.named) ? only(issue.main_option) : said.named;
  Attitude attitude = record.stance;
  // "Will not accept anything else than membership" opposes the substitutes and demands what it names.
  if ((attitude == Attitude::oppose || attitude == Attitude::support) && !empty(said.named) && naming_.excludes(said.words))
    attitude = Attitude::demand;
  // Who undertakes something offers it, even where the words say "must".
  if (record.kind == RecordKind::commitment && attitude == Attitude::demand) attitude = Attitude::offer;
  // The issue is the context's, and what is opposed or backed another thing.
  const bool alone = record.group.empty();   // parts of one statement share what it is about
  if (alone && (attitude == Attitude::oppose || attitude == Attitude::support) && empty(said.named) && !naming_.may_mean(said.issue, said.words)) return unnamed(said);
  switch (attitude) {
    case Attitude::support:
    case Attitude::offer: return offer(said, about);
    case Attitude::demand: return demand(said, about);
    case Attitude::oppose: return oppose(said, about);
    case Attitude::concede: return concede(said);
    case Attitude::uncertain:
    case Attitude::report: return;
  }
}

void Maker::record(std::size_t index) {
  const Record& record = (*question_.records)[index];
  if (record.kind == RecordKind::contact || record.review == ReviewState::rejected || is_forecast(record)) return;
  if (record.stance == Attitude::report || record.stance == Attitude::uncertain) return;
  holders_ = context_.holders(record);
  if (holders_.empty()) return;
  date(record);
  Said said{&record, index, question_.the_case->issue(record.issue), words_without_condition(record), {}, {}};
  for (const Holder& holder : holders_) said.speaks.push_back(holder.party);
  if (!said.issue.is_none()) {
    said.named = naming_.options(said.issue, said.words, said.speaks);
    // "Agrees to accept Y, given Y": what is asked for or taken may stand in the condition itself.
    if (empty(said.named) && (record.stance == Attitude::concede || record.stance == Attitude::demand)) {
      said.words = record.text;
      said.named = naming_.options(said.issue, said.words, said.speaks);
    }
    on_issue(said);
  }
  // An undertaking may carry several: "800,000 under arms" among the words on military aid.
  const bool offers = record.stance == Attitude::offer || record.kind == RecordKind::commitment;
  for (std::size_t i = 0; i < case_.issues.size(); ++i) {
    const IssueId other(i);
    if (other == said.issue) continue;
    const bool listed = std::find(record.issues_other.begin(), record.issues_other.end(), case_.issues[other].id) !=
                        record.issues_other.end();
    const bool side_demand = listed && record.stance != Attitude::concede && record.stance != Attitude::oppose;
    if (!offers && !side_demand) continue;
    Said aside{&record, index, other, said.words, naming_.options(other, said.words, said.speaks), said.speaks};
    if (!empty(aside.named)) emit(aside, aside.named, StanceValue::accepts, Force::plain, "stance.also_names");
    else if (offers && listed && naming_.knows_phrases())   // a folder without a case: merely spoken of
      emit(aside, only(case_.issues[other].main_option), StanceValue::accepts, Force::plain, "stance.also_names");
  }
}

Claims Maker::run() {
  for (std::size_t index = 0; index < question_.records->size(); ++index) record(index);
  for (auto& row : claims_.cells)
    for (std::vector<Claim>& cell : row)
      std::stable_sort(cell.begin(), cell.end(), [](const Claim& a, const Claim& b) { return a.day < b.day; });
  return std::move(claims_);
}

}  // namespace

Claims make_claims(const Question& question) { return Maker(question).run(); }

}  // namespace locarno::stance
