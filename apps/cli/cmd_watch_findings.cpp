// locarno watch incidents | findings | object | rule | together | apart: what happened, what it breaks, who contests it.
#include <fmt/format.h>

#include <memory>

#include "base/json_line.hpp"
#include "brief/safe.hpp"
#include "brief/watch_page.hpp"
#include "watch_group.hpp"
#include "watch_options.hpp"

namespace locarno::cli {
namespace {

struct ListOptions : WatchOptions {
  std::string from, until, state, clause;
  bool reports = false;
  bool summary = false;
};

/// [from, until) of the options. False: the door has the failure.
bool interval_of(const ListOptions& options, std::int64_t& from, std::int64_t& until, Door& door) {
  for (const auto& [words, at] : {std::pair<const std::string&, std::int64_t&>(options.from, from), std::pair<const std::string&, std::int64_t&>(options.until, until)}) {
    if (words.empty()) continue;
    const auto parsed = parse_instant(words);
    if (!parsed) {
      door.fail({ErrorCode::bad_use, "'" + words + "' is no time, expected 2026-03-01 or 2026-03-01T06:00:00Z", ""});
      return false;
    }
    at = parsed->at;
  }
  return true;
}

/// [{"source": .., "learned": .., votes, rates as [before, now]}, ..]
std::string sources_json(const std::vector<watch::LearnedSource>& sources) {
  std::string out = "[";
  for (const watch::LearnedSource& one : sources) {
    out += fmt::format("{}{{\"learned\":{},\"no\":{},\"silences\":{},\"source\":", out.size() > 1 ? "," : "", one.is_learned, one.no, one.silences);
    append_json_string(out, one.source);
    out += fmt::format(",\"yes\":{},\"yes_if_false\":[{:.4f},{:.4f}],\"yes_if_true\":[{:.4f},{:.4f}]}}", one.yes, one.before.yes_if_false, one.now.yes_if_false,
                       one.before.yes_if_true, one.now.yes_if_true);
  }
  return out + "]";
}

void tell_sources(const std::vector<watch::LearnedSource>& sources, Door& door) {
  for (const watch::LearnedSource& one : sources) {
    const std::string name = brief::visible(one.source), votes = fmt::format("{} yes, {} no ({} by silence)", one.yes, one.no, one.silences);
    if (one.is_learned)
      door.print(fmt::format("source {}: learned from {}: yes of what happened {:.2f} -> {:.2f}, of what did not {:.2f} -> {:.2f}\n", name, votes, one.before.yes_if_true,
                             one.now.yes_if_true, one.before.yes_if_false, one.now.yes_if_false));
    else
      door.print(fmt::format("source {}: as its class ({:.2f}, {:.2f}); {} are too few to learn from\n", name, one.before.yes_if_true, one.before.yes_if_false, votes));
  }
}

void tell_end(const study::WatchReplay& replayed, bool json, Door& door) {
  if (json) {
    std::string out;
    JsonLine line(out);
    line.number("before_force", replayed.counts.before_force);
    line.text("digest", replayed.digest);
    line.number("findings", replayed.counts.findings);
    line.number("incidents", replayed.counts.incidents);
    line.number("placeless", replayed.counts.placeless);
    line.number("reports", replayed.reports);
    line.end();
    if (!replayed.sources.empty()) out.insert(out.size() - 1, ",\"sources\":" + sources_json(replayed.sources));
    return door.print(out + "\n");
  }
  door.print(fmt::format("{} reports, {} incidents ({} before entry into force, {} without a place), {} findings\ndigest {}\n", replayed.reports, replayed.counts.incidents,
                         replayed.counts.before_force, replayed.counts.placeless, replayed.counts.findings, replayed.digest));
  tell_sources(replayed.sources, door);
}

void run_list(const ListOptions& options, bool findings_wanted, Door& door) {
  std::int64_t from = time_begins, until = time_ends;
  if (!interval_of(options, from, until, door)) return;
  const auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  const auto replayed = study::replay(*monitor, time_ends, [&](const watch::Incident& incident, const std::vector<watch::Finding>& findings) {
    if (options.summary || incident.begin < from || incident.begin >= until) return;
    if (!findings_wanted) return door.print(options.json ? brief::incident_json(incident, monitor->terms, options.reports) : brief::incident_text(incident, monitor->terms));
    for (const watch::Finding& one : findings) {
      if (!options.state.empty() && to_string(one.state) != options.state) continue;
      if (!options.clause.empty() && one.clause != options.clause) continue;
      door.print(options.json ? brief::finding_json(one, monitor->terms) : brief::finding_text(one, monitor->terms));
    }
  }, door.run);
  if (!replayed) return door.fail(replayed.error());
  if (options.summary || !options.json) tell_end(*replayed, options.json, door);
}

void add_list_options(CLI::App& command, ListOptions& options) {
  add_watch_options(command, options);
  command.add_option("--from", options.from, "only what began then or later");
  command.add_option("--until", options.until, "only what began before");
  command.add_flag("--summary", options.summary, "only counts and the digest");
}

struct ObjectOptions : WatchOptions {
  study::ObjectionQuestion question;
};

void run_object(ObjectOptions& options, Door& door) {
  const auto at = time_of(options, door);
  if (!at) return;
  auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  options.question.at = *at;
  const auto entered = study::object(*monitor, options.question, door.run);
  if (!entered) return door.fail(entered.error());
  if (options.json) {
    std::string out;
    JsonLine line(out);
    line.text("finding", entered->finding);
    line.number("objection", entered->number);
    line.end();
    return door.print(out + "\n");
  }
  door.print(fmt::format("objection {} of {} to {} is on record\n", entered->number, brief::visible(entered->party), brief::visible(entered->finding)));
}

struct DecideOptions : WatchOptions {
  std::int64_t objection = 0;
  std::string ruling, a, b, reason, who;
};

void run_rule(const DecideOptions& options, Door& door) {
  const auto at = time_of(options, door);
  if (!at) return;
  auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  if (const auto done = study::rule(*monitor, options.objection, options.ruling, options.reason, options.who, *at); !done) return door.fail(done.error());
  door.print(options.json ? "{\"ruled\":true}\n" : "the ruling is on record\n");
}

void run_pair(const DecideOptions& options, bool together, Door& door) {
  const auto at = time_of(options, door);
  if (!at) return;
  auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  if (const auto done = study::decide_pair(*monitor, together, options.a, options.b, options.reason, options.who, *at); !done) return door.fail(done.error());
  door.print(options.json ? "{\"decided\":true}\n" : "the decision is on record; a later one on the same pair undoes it\n");
}

void add_lists(CLI::App& app, Door& door) {
  CLI::App* group = watch_group(app);
  auto incidents = std::make_shared<ListOptions>();
  CLI::App* command = group->add_subcommand("incidents", "what happened: reports that mean one event on one row, how sure, and who");
  add_list_options(*command, *incidents);
  command->add_flag("--reports", incidents->reports, "with --json: what each report says and why it stands there");
  command->footer("Examples:\n  locarno watch incidents cases/river-truce --from 2026-03-02 --until 2026-03-03\n  locarno watch incidents cases/river-truce --json --reports");
  command->callback([incidents, &door] { run_list(*incidents, false, door); });

  auto findings = std::make_shared<ListOptions>();
  command = group->add_subcommand("findings", "which clause each incident breaks or fulfils, on what evidence and against whose word");
  add_list_options(*command, *findings);
  command->add_option("--state", findings->state, "only these")->check(CLI::IsMember({"fulfilment", "alleged", "found", "contested", "withdrawn", "exempt"}));
  command->add_option("--clause", findings->clause, "only of this clause");
  command->footer("Examples:\n  locarno watch findings cases/river-truce --state found\n  locarno watch findings cases/river-truce --summary");
  command->callback([findings, &door] { run_list(*findings, true, door); });
}
const Register lists_registered(29, add_lists);

void add_decisions(CLI::App& app, Door& door) {
  CLI::App* group = watch_group(app);
  auto object = std::make_shared<ObjectOptions>();
  CLI::App* command = group->add_subcommand("object", "enter a party's objection to a finding; it is shown beside it from then on");
  add_watch_options(*command, *object);
  command->add_option("FINDING", object->question.finding, "f-...")->required();
  command->add_option("--party", object->question.party, "who objects")->required();
  command->add_option("--words", object->question.words, "what it says")->required();
  command->add_option("--evidence", object->question.evidence, "ids or hashes of what it offers");
  command->add_option("--who", object->question.who, "who enters it")->required();
  command->add_option("--at", object->at, "when, instead of the clock");
  command->footer("Examples:\n  locarno watch object cases/river-truce f-0123456789ab --party SOUTH --words \"a quarry blast\" --who liaison");
  command->callback([object, &door] { run_object(*object, door); });

  auto rule = std::make_shared<DecideOptions>();
  command = group->add_subcommand("rule", "decide an objection: upheld, rejected or noted");
  add_watch_options(*command, *rule);
  command->add_option("OBJECTION", rule->objection, "its number")->required();
  command->add_option("RULING", rule->ruling, "upheld: the finding is withdrawn; rejected, noted: it stands")->required()->check(CLI::IsMember({"upheld", "rejected", "noted"}));
  command->add_option("--reason", rule->reason, "why")->required();
  command->add_option("--who", rule->who, "who decides")->required();
  command->add_option("--at", rule->at, "when, instead of the clock");
  command->footer("Examples:\n  locarno watch rule cases/river-truce 7 rejected --reason \"no quarry within 20 km\" --who commission");
  command->callback([rule, &door] { run_rule(*rule, door); });

  for (const bool together : {true, false}) {
    auto pair = std::make_shared<DecideOptions>();
    command = group->add_subcommand(together ? "together" : "apart", together ? "two reports mean one event, whatever their ratio says" : "two reports do not mean one event");
    add_watch_options(*command, *pair);
    command->add_option("A", pair->a, "r-...")->required();
    command->add_option("B", pair->b, "r-...")->required();
    command->add_option("--reason", pair->reason, "why")->required();
    command->add_option("--who", pair->who, "who decides")->required();
    command->add_option("--at", pair->at, "when, instead of the clock");
    command->footer("Examples:\n  locarno watch apart cases/river-truce r-0123456789ab r-ba9876543210 --reason \"two villages of one name\" --who desk");
    command->callback([pair, together, &door] { run_pair(*pair, together, door); });
  }
}
const Register decisions_registered(29, add_decisions);

}  // namespace
}  // namespace locarno::cli
