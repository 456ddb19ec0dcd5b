// What stands in the case because somebody wrote it there, each with its source.
#include "brief/shelf_parts.hpp"
#include "brief/views_json.hpp"

namespace locarno::brief {
namespace {
using nlohmann::json;

/// File and line without the folder: where the file lies is nobody's business.
std::string place(const std::string& where) {
  const std::size_t slash = where.rfind('/');
  return slash == std::string::npos ? where : where.substr(slash + 1);
}

struct Writer {
  const Case& c;
  json rows = json::array();

  void add(const char* kind, PartyId party, IssueId issue, const std::string& what, const std::string& note, const std::string& where,
           const std::optional<Date>& from = {}, const std::optional<Date>& until = {}) {
    rows.push_back({{"kind", kind}, {"party", party.is_none() ? json(nullptr) : json(c.parties[party].id)},
                    {"issue", issue.is_none() ? json(nullptr) : json(c.issues[issue].id)}, {"what", safe_text(what)}, {"source_note", safe_text(note)},
                    {"where", safe_text(place(where))}, {"from", date_or_null(from)}, {"until", date_or_null(until)}});
  }

  void of_case() {
    for (const StanceEntry& entry : c.stances) {
      std::string options;
      for (const OptionId option : entry.options) options += (options.empty() ? "" : ", ") + c.issues[entry.issue].options[option].id;
      const std::string when = entry.value == StanceValue::accepts_if ? " if " + (entry.condition.source.empty() ? print_condition(entry.condition, c.issues) : entry.condition.source) : "";
      add("stance", entry.party, entry.issue, std::string(to_string(entry.value)) + " " + options + when, entry.source_note, entry.where, entry.since, entry.until);
    }
    for (const RedLineEntry& entry : c.red_lines)
      add("red_line", entry.party, IssueId(), entry.id + ": " + (entry.rule.source.empty() ? print_condition(entry.rule, c.issues) : entry.rule.source),
          entry.source_note, entry.where, entry.since, entry.until);
    for (const CostEntry& entry : c.costs) add("cost", PartyId(), IssueId(), entry.line + " costs " + std::to_string(entry.cost), entry.source_note, "");
    for (const ScoreEntry& entry : c.scores)
      add("score", entry.party, entry.issue, "weight " + amount(entry.weight) + ", values " + amounts(entry.values), entry.source_note, entry.where);
    if (!c.acceptance.source_note.empty())
      add("acceptance", PartyId(), IssueId(), c.acceptance.quota == 0 ? "all who sign must accept" : "quota " + std::to_string(c.acceptance.quota), c.acceptance.source_note, "");
    for (const Gate& gate : c.gates)
      if (!gate.source_note.empty()) add("gate", gate.party, IssueId(), gate.body.en + ": " + gate.needs.en, gate.source_note, "");
    for (const WatchItem& item : c.watch)
      if (!item.source_note.empty()) add("watch", PartyId(), IssueId(), item.words.en, item.source_note, "", item.on);
  }

  void of_outlook(const Outlook& outlook) {
    for (const Institution& one : outlook.institutions) add("institution", one.party, IssueId(), one.name.en, one.source_note, one.where);
    for (const HoldValue& value : outlook.hold) add("hold", PartyId(), IssueId(), hold_words(value), value.source_note, value.where);
    for (const LeverEntry& lever : outlook.levers)
      for (const HoldValue& value : lever.sets)
        add("lever", PartyId(), lever.issue, c.issues[lever.issue].options[lever.option].id + " sets " + hold_words(value), value.source_note, lever.where);
  }

  static std::string amount(const Amount& a) { return a.is_exact() ? a.low.get_str() : a.low.get_str() + ".." + a.high.get_str(); }
  static std::string amounts(const std::vector<Amount>& all) {
    std::string out;
    for (const Amount& one : all) out += (out.empty() ? "" : ", ") + amount(one);
    return out;
  }
  static std::string hold_words(const HoldValue& value) {
    const auto number = [](double x) {
      std::string text = json(x).dump();
      return text;
    };
    return value.name + " = " + number(value.value) + (value.low == value.high ? "" : " (" + number(value.low) + " to " + number(value.high) + ")");
  }
};

}  // namespace

std::string assumptions_json(const study::Shelf& shelf) {
  if (!shelf.base->the_case) return printed_json({{"assumptions", json::array()}});
  Writer writer{**shelf.base->the_case};
  writer.of_case();
  writer.of_outlook(shelf.base->outlook);
  return printed_json({{"assumptions", writer.rows}});
}

}  // namespace locarno::brief
