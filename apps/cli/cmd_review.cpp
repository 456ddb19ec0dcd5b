// locarno review list | accept | reject | set | log: what a person makes of the records, appended and never changed.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "brief/safe.hpp"
#include "ledger/edit.hpp"
#include "ledger_options.hpp"
#include "model/nearest.hpp"
#include "model/record_json.hpp"

namespace locarno::cli {
namespace {
using nlohmann::json;

struct ListOptions : LedgerOptions {
  bool all = false;
  std::string kind, issue, party, doc, order = "place";
  std::size_t limit = 0;
};

struct DecideOptions : LedgerOptions {
  std::vector<std::string> ids;
  std::string reason;
  std::string who;
};

using History = std::map<std::string, std::vector<ledger::Decision>>;

Result<History> history_of(const ledger::Ledger& ledger) {
  LOC_TRY(auto all, ledger.decisions());
  History history;
  for (ledger::Decision& decision : all) history[decision.record].push_back(std::move(decision));
  return history;
}

bool has_party(const std::string& parties, const std::string& party) {
  return (";" + parties + ";").find(";" + party + ";") != std::string::npos;
}

bool is_asked(const ListOptions& options, const Record& record) {
  if (!options.all && record.review != ReviewState::proposed) return false;
  if (!options.kind.empty() && to_string(record.kind) != options.kind) return false;
  if (!options.issue.empty() && record.issue != options.issue) return false;
  if (!options.party.empty() && !has_party(record.speaker_party, options.party)) return false;
  return options.doc.empty() || record.doc == options.doc;
}

std::string decision_words(const ledger::Decision& d) {
  const std::string what = d.action == "set" ? fmt::format("set {} = '{}'", d.field, d.value) : d.action;
  const std::string when = d.at.empty() ? "" : ", " + d.at;
  return brief::visible(fmt::format("{} ({}{}): {}", what, d.who, when, d.reason));
}

std::string decision_json(const ledger::Decision& d) {
  return json{{"number", d.number}, {"record", d.record}, {"action", d.action}, {"field", d.field}, {"value", d.value},
              {"reason", d.reason}, {"who", d.who}, {"at", d.at}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string record_words(const Record& r, const std::vector<ledger::Decision>& made) {
  const std::string date = r.date ? to_string(*r.date) + (r.date_inferred ? "?" : "") : "undated";
  std::string out = fmt::format("{}  {} {}  {}  {} {}{}  {}  {}%  {}:{}-{}\n", r.id, to_string(r.review), to_string(r.kind),
                                brief::visible(r.speaker_party), brief::visible(r.issue), to_string(r.stance),
                                r.negated ? " (negated)" : "", date, r.confidence, brief::visible(r.doc), r.char_start, r.char_end);
  std::string chain;
  for (const std::string& relay : r.via) chain += (chain.empty() ? " via " : " < ") + relay;
  out += fmt::format("    {}{}{}{}: {}\n", brief::visible(r.speaker), brief::visible(chain), r.hedge == Hedge::none ? "" : ", ",
                     to_string(r.hedge), brief::visible(r.text));
  if (r.stance_if) out += fmt::format("    on condition: {}\n", brief::visible(r.stance_if->text));
  for (const ledger::Decision& decision : made) out += "    > " + decision_words(decision) + "\n";
  return out;
}

/// Records as JSON need the text they point into, for code-point offsets.
Result<std::string> records_json(const ledger::Ledger& ledger, const std::vector<Record>& records, const History& history) {
  LOC_TRY(const auto documents, ledger.documents());
  std::map<std::string, CharIndex> index_of;
  for (const Document& document : documents) index_of.emplace(document.id, CharIndex(document.text));
  std::string out;
  for (const Record& record : records) {
    std::string line = to_json_line(record, index_of[record.document]);
    line.pop_back();
    line += ",\"decisions\":[";
    if (const auto made = history.find(record.id); made != history.end())
      for (std::size_t i = 0; i < made->second.size(); ++i) line += (i == 0 ? "" : ",") + decision_json(made->second[i]);
    out += line + "]}\n";
  }
  return out;
}

void run_list(const ListOptions& options, Door& door) {
  const auto opened = open_ledger(options, true, door);
  if (!opened) return;
  auto records = opened->records();
  if (!records) return door.fail(records.error());
  const auto history = history_of(*opened);
  if (!history) return door.fail(history.error());
  const std::size_t total = records->size();
  std::erase_if(*records, [&](const Record& record) { return !is_asked(options, record); });
  if (options.order == "confidence")
    std::stable_sort(records->begin(), records->end(), [](const Record& a, const Record& b) { return a.confidence < b.confidence; });
  const std::size_t asked = records->size();
  if (options.limit != 0 && asked > options.limit) records->resize(options.limit);
  if (options.json) {
    const auto lines = records_json(*opened, *records, *history);
    return lines ? door.print(*lines) : door.fail(lines.error());
  }
  static const std::vector<ledger::Decision> none;
  for (const Record& record : *records) {
    const auto made = history->find(record.id);
    door.print(record_words(record, made == history->end() ? none : made->second));
  }
  door.print(fmt::format("{} of {} records{}{}\n", records->size(), total, options.all ? "" : ", not yet decided on",
                         records->size() < asked ? fmt::format("; --limit 0 shows {}", asked) : ""));
}

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[24];
  return std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0 ? "" : text;
}

ledger::Decision begin_decision(const DecideOptions& options, const std::string& action, const std::string& id) {
  const char* user = std::getenv("USER");
  ledger::Decision d;
  d.record = id;
  d.action = action;
  d.reason = options.reason;
  d.who = !options.who.empty() ? options.who : user != nullptr && *user != '\0' ? user : "analyst";
  d.at = now_utc();
  return d;
}

/// An issue nobody else speaks of is allowed, but more often mistyped.
void note_new_issues(const ledger::Ledger& ledger, const std::vector<ledger::Decision>& made, Door& door) {
  std::set<std::string> ids, set_to;
  for (const ledger::Decision& decision : made) {
    if (decision.field != "issue") continue;
    ids.insert(decision.record);
    set_to.insert(decision.value);
  }
  if (set_to.empty()) return;
  const auto records = ledger.records();
  if (!records) return door.fail(records.error());
  std::set<std::string_view> known;
  for (const Record& record : *records)
    if (!ids.contains(record.id)) known.insert(record.issue);
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  for (const std::string& issue : set_to)
    if (!known.contains(issue))
      fmt::print(stderr, "note: no other record speaks of '{}'{}\n", brief::visible(issue), did_you_mean(issue, candidates));
}

void decide(const DecideOptions& options, const std::vector<ledger::Decision>& decisions, Door& door) {
  auto opened = open_ledger(options, false, door);
  if (!opened) return;
  const auto made = opened->decide_all(decisions);
  if (!made) return door.fail(made.error());
  for (const ledger::Decision& decision : *made)
    door.print(options.json ? decision_json(decision) + "\n" : fmt::format("{}  {}\n", decision.record, decision_words(decision)));
  note_new_issues(*opened, *made, door);
}

void run_judge(const DecideOptions& options, const std::string& action, Door& door) {
  std::vector<ledger::Decision> decisions;
  for (const std::string& id : options.ids) decisions.push_back(begin_decision(options, action, id));
  decide(options, decisions, door);
}

/// ID [ID ...] FIELD=VALUE [FIELD=VALUE ...]
void run_set(const DecideOptions& options, Door& door) {
  std::vector<std::string> ids;
  std::vector<std::pair<std::string, std::string>> changes;
  for (const std::string& word : options.ids) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) ids.push_back(word);
    else changes.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  if (ids.empty() || changes.empty())
    return door.fail({ErrorCode::bad_use, "give at least one record id and one FIELD=VALUE", "review set"});
  std::vector<ledger::Decision> decisions;
  for (const std::string& id : ids)
    for (const auto& [field, value] : changes) {
      ledger::Decision d = begin_decision(options, "set", id);
      d.field = field;
      d.value = value;
      decisions.push_back(std::move(d));
    }
  decide(options, decisions, door);
}

void run_log(const LedgerOptions& options, Door& door) {
  const auto opened = open_ledger(options, true, door);
  if (!opened) return;
  const auto all = opened->decisions();
  if (!all) return door.fail(all.error());
  for (const ledger::Decision& d : *all)
    door.print(options.json ? decision_json(d) + "\n" : fmt::format("{:>6}  {}  {}\n", d.number, d.record, decision_words(d)));
}

void add_list(CLI::App& review, Door& door) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = review.add_subcommand("list", "records that wait for a decision, with their ids");
  command->add_flag("--all", options->all, "also those decided on, with every decision");
  command->add_option("--kind", options->kind, "only this kind")
      ->check(CLI::IsMember({"statement", "stance", "contact", "commitment"}));
  command->add_option("--issue", options->issue, "only this issue");
  command->add_option("--party", options->party, "only what this party said, e.g. UKR");
  command->add_option("--doc", options->doc, "only this report (its file name)");
  command->add_option("--order", options->order, "place in the reports, or lowest confidence first")
      ->check(CLI::IsMember({"place", "confidence"}));
  command->add_option("--limit", options->limit, "how many to show; 0 = all");
  add_ledger_options(*command, *options);
  command->callback([options, &door] { run_list(*options, door); });
}

std::shared_ptr<DecideOptions> add_decide_options(CLI::App& command, const char* words, const char* help) {
  auto options = std::make_shared<DecideOptions>();
  command.add_option(words, options->ids, help)->required();
  command.add_option("--reason", options->reason, "why; kept with the decision")->required();
  command.add_option("--who", options->who, "who decides (default: $USER, else 'analyst')");
  add_ledger_options(command, *options);
  return options;
}

void add_judge(CLI::App& review, Door& door, const char* action, const char* help) {
  CLI::App* command = review.add_subcommand(action, help);
  auto options = add_decide_options(*command, "ID", "record ids, from 'review list'");
  command->callback([options, action, &door] { run_judge(*options, action, door); });
}

void add_set(CLI::App& review, Door& door) {
  CLI::App* command = review.add_subcommand("set", "correct fields of a record");
  auto options = add_decide_options(*command, "ID FIELD=VALUE", "record ids, then what to set");
  std::string fields = "Fields and what they may hold:\n";
  for (const std::string_view field : ledger::settable_fields())
    fields += fmt::format("  {:<14} {}\n", field, ledger::allowed_values(field));
  command->footer(fields + "Example:\n  locarno review set r0123456789 issue=territory negated=true --reason 'misread clause'");
  command->callback([options, &door] { run_set(*options, door); });
}

void add_review(CLI::App& app, Door& door) {
  CLI::App* command = app.add_subcommand("review", "accept, reject or correct what was read; every decision is kept");
  command->require_subcommand(1);
  add_list(*command, door);
  add_judge(*command, door, "accept", "these records are right");
  add_judge(*command, door, "reject", "these records are wrong: nothing counts them any more");
  add_set(*command, door);
  auto log = std::make_shared<LedgerOptions>();
  CLI::App* log_command = command->add_subcommand("log", "every decision in the order it was made");
  add_ledger_options(*log_command, *log);
  log_command->callback([log, &door] { run_log(*log, door); });
}
const Register registered(40, add_review);

}  // namespace
}  // namespace locarno::cli
