// From a table of stances, and from what an analyst wrote, to the lines a settlement must respect: of every party; whose
// lines bind (the signatories') is for the caller to choose.
#include <algorithm>
#include <map>
#include <set>

#include "stance/timeline.hpp"

namespace locarno::stance {
namespace {

// The page's Chinese, as escapes because sources are ASCII; quotation marks around option names.
constexpr const char* zh_colon = "\uff1a";
constexpr const char* zh_open = "\u201c";
constexpr const char* zh_close = "\u201d";
constexpr const char* zh_stop = "\u3002";
constexpr const char* zh_does_not_accept = "\u4e0d\u63a5\u53d7";
constexpr const char* zh_accepts_only = "\u53ea\u63a5\u53d7";
constexpr const char* zh_may_accept = "\u53ef\u63a5\u53d7";
constexpr const char* zh_provided = "\uff0c\u6761\u4ef6\u662f";
constexpr const char* zh_is = "\u4e3a";
constexpr const char* zh_or = "\u6216";
constexpr const char* zh_and = "\uff1b";

bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string_view> in_b(b.begin(), b.end());
  std::sort(in_b.begin(), in_b.end());
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return std::binary_search(in_b.begin(), in_b.end(), std::string_view(id)); });
}

/// Rejections of one party on one issue that rest on the same words are one line.
bool belong_together(const Stance& a, const Stance& b) {
  if (a.source != b.source) return false;
  if (a.source == StanceSource::analyst) return a.note == b.note && a.since == b.since && a.via == b.via;
  return meet(a.evidence, b.evidence);
}

class Drawer {
 public:
  Drawer(const Question& question, const StanceTable& table) : question_(question), case_(**question.the_case), table_(table) {
    for (const RedLineEntry& entry : case_.red_lines) taken_.insert(entry.id);
  }

  std::vector<RedLine> run() {
    for (std::size_t p = 0; p < case_.parties.size(); ++p) {
      for (std::size_t i = 0; i < case_.issues.size(); ++i) {
        rejections(PartyId(p), IssueId(i));
        conditions(PartyId(p), IssueId(i));
      }
    }
    for (const RedLineEntry& entry : case_.red_lines)
      if (holds_on(entry.since, entry.until, question_.as_of)) by_hand(entry);
    return std::move(lines_);
  }

 private:
  using Rows = std::vector<const Stance*>;

  void rejections(PartyId party, IssueId issue) {
    std::vector<Rows> groups;
    for (std::size_t o = 0; o < case_.issues[issue].options.size(); ++o) {
      const Stance& row = table_.at(party, issue, OptionId(o));
      if (row.value != StanceValue::rejects) continue;
      const auto home = std::find_if(groups.begin(), groups.end(), [&](const Rows& g) {
        return std::any_of(g.begin(), g.end(), [&](const Stance* s) { return belong_together(*s, row); });
      });
      if (home == groups.end()) groups.push_back({&row});
      else home->push_back(&row);
    }
    for (const Rows& rows : groups) {
      const OptionSet rejected = options(rows);
      const OptionSet left{everything(issue).bits & ~rejected.bits};
      const auto excludes = [](const Stance* s) { return s->rule == "stance.demand_excludes"; };
      const bool exclusive = left.bits != 0 && std::all_of(rows.begin(), rows.end(), excludes);
      RedLine line = start(party, issue, rows);
      line.rule = Condition::atom(issue, left);
      if (left.bits == 0) line.rule = Condition::never();
      line.words = exclusive ? sentence(party, issue, "will accept only", zh_accepts_only, left, nullptr)
                             : sentence(party, issue, "will not accept", zh_does_not_accept, rejected, nullptr);
      finish(std::move(line));
    }
  }

  void conditions(PartyId party, IssueId issue) {
    std::vector<Rows> groups;
    for (std::size_t o = 0; o < case_.issues[issue].options.size(); ++o) {
      const Stance& row = table_.at(party, issue, OptionId(o));
      if (row.value != StanceValue::accepts_if) continue;
      const auto home = std::find_if(groups.begin(), groups.end(), [&](const Rows& g) {
        return g[0]->condition.nodes == row.condition.nodes && g[0]->source == row.source;
      });
      if (home == groups.end()) groups.push_back({&row});
      else home->push_back(&row);
    }
    for (const Rows& rows : groups) {
      RedLine line = start(party, issue, rows);
      const OptionSet accepted = options(rows);
      line.rule = Condition::implies(Condition::atom(issue, accepted), rows[0]->condition);
      line.words = sentence(party, issue, "will accept", zh_may_accept, accepted, &rows[0]->condition);
      finish(std::move(line));
    }
  }

  void by_hand(const RedLineEntry& entry) {
    RedLine line;
    line.id = entry.id;
    line.party = entry.party;
    line.rule = entry.rule;
    line.words = entry.words;
    if (line.words == Text{}) line.words.en = case_.parties[entry.party].name.en + ": " + print_condition(entry.rule, case_.issues);
    line.since = entry.since;
    line.first_hand = entry.first_hand;
    line.via = entry.via;
    line.source = StanceSource::analyst;
    line.note = entry.source_note;
    lines_.push_back(std::move(line));
  }

  RedLine start(PartyId party, IssueId issue, const Rows& rows) {
    RedLine line;
    line.party = party;
    const std::string stem = case_.parties[party].id + "." + case_.issues[issue].id + ".";
    int number = 1;
    while (taken_.contains(stem + std::to_string(number))) ++number;
    line.id = stem + std::to_string(number);
    taken_.insert(line.id);
    line.source = rows[0]->source;
    line.note = rows[0]->note;
    line.told_by_narrator = true;
    line.first_hand = false;
    std::set<std::string_view> seen;
    for (const Stance* row : rows) {
      line.since = std::max(line.since, row->since);  // the line stands as drawn since its last part came
      line.first_hand = line.first_hand || row->first_hand;
      line.told_by_narrator = line.told_by_narrator && row->told_by_narrator;
      for (const std::string& id : row->evidence)
        if (seen.insert(id).second) line.evidence.push_back(id);
    }
    if (!line.first_hand) line.via = rows[0]->via;
    return line;
  }

  void finish(RedLine line) {
    line.rule.source = print_condition(line.rule, case_.issues);
    lines_.push_back(std::move(line));
  }

  OptionSet options(const Rows& rows) const {
    OptionSet set;
    for (const Stance* row : rows) set.add(row->option);
    return set;
  }

  OptionSet everything(IssueId issue) const {
    OptionSet set;
    for (std::size_t o = 0; o < case_.issues[issue].options.size(); ++o) set.add(OptionId(o));
    return set;
  }

  std::string names(IssueId issue, OptionSet set, bool zh) const {
    std::string out;
    for (std::size_t o = 0; o < case_.issues[issue].options.size(); ++o) {
      if (!set.has(OptionId(o))) continue;
      if (!out.empty()) out += zh ? zh_or : " or ";
      const std::string& name = case_.issues[issue].options[OptionId(o)].name.in(zh ? PageLanguage::zh : PageLanguage::en);
      out += zh ? zh_open + name + zh_close : "\"" + name + "\"";
    }
    return out;
  }

  /// A conjunction of atoms in the case's names; anything else as it is written.
  std::string words_of(const Condition& condition, bool zh) const {
    std::string out;
    for (const Condition::Node& node : condition.nodes) {
      if (node.kind == Condition::Kind::conjunction) continue;
      if (node.kind != Condition::Kind::atom) return print_condition(condition, case_.issues);
      if (!out.empty()) out += zh ? zh_and : " and ";
      const Text& name = case_.issues[node.issue].name;
      out += zh ? name.in(PageLanguage::zh) + zh_is + names(node.issue, node.options, zh)
                : names(node.issue, node.options, zh) + " on " + name.in(PageLanguage::en);
    }
    return out;
  }

  Text sentence(PartyId party, IssueId issue, const char* verb, const char* zh_verb, OptionSet set,
                const Condition* condition) const {
    const Text& who = case_.parties[party].name;
    const Text& what = case_.issues[issue].name;
    Text out;
    out.en = "On " + what.in(PageLanguage::en) + ", " + who.in(PageLanguage::en) + " " + verb + " " + names(issue, set, false);
    out.zh = what.in(PageLanguage::zh) + zh_colon + who.in(PageLanguage::zh) + zh_verb + names(issue, set, true);
    if (condition != nullptr) {
      out.en += " only with " + words_of(*condition, false);
      out.zh += zh_provided + words_of(*condition, true);
    }
    out.en += ".";
    out.zh += zh_stop;
    return out;
  }

  const Question& question_;
  const Case& case_;
  const StanceTable& table_;
  std::set<std::string> taken_;
  std::vector<RedLine> lines_;
};

}  // namespace

std::vector<RedLine> red_lines(const Question& question, const StanceTable& table) { return Drawer(question, table).run(); }

}  // namespace locarno::stance
