// locarno review: what a person makes of the records, appended and never changed. On a terminal a screen; else a list.
#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>

#include "brief/safe.hpp"
#include "brief/why_json.hpp"
#include "ledger/edit.hpp"
#include "model/nearest.hpp"
#include "review_options.hpp"
#include "review_save_commands.hpp"
#include "review_screen.hpp"
#include "review_text.hpp"
#include "study/review_export.hpp"

namespace locarno::cli {
namespace {

struct ListOptions : ReviewOptions {
  study::QueueFilter filter;
  std::string order = "place";
  std::size_t limit = 0;
};

struct ActOptions : ReviewOptions {
  std::vector<std::string> words;      ///< ids, fields, numbers: what the command takes
  std::vector<std::string> text;       ///< --text, --at
  std::string chars;                   ///< --chars B-E
  bool exact = false;
};

bool add_links(const study::ReviewDesk& desk, study::QueueFilter& filter, Door& door) {
  auto links = study::review_links(desk);
  if (links) filter.links = std::move(*links);
  else door.fail(links.error());
  return links.has_value();
}

/// Lists in order of place or confidence need no codebook; the queue does.
void print_list(ListOptions options, Door& door) {
  const bool by_consequence = options.order == "consequence";
  auto open = open_review(options, true, by_consequence, door);
  if (!open) return;
  const study::ReviewDesk& desk = open->desk;
  if (by_consequence && !add_links(desk, options.filter, door)) return;
  std::vector<study::QueueEntry> entries = by_consequence ? study::review_queue(desk, options.filter) : study::in_turn(desk, options.filter);
  if (options.order == "confidence")
    std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
      return desk.records[a.record].record.confidence < desk.records[b.record].record.confidence;
    });
  const auto total = std::count_if(desk.records.begin(), desk.records.end(), [](const auto& one) { return one.replaced_by.empty(); });
  const std::size_t asked = entries.size();
  if (options.limit != 0 && asked > options.limit) entries.resize(options.limit);
  if (options.json) return door.print(records_json(desk, entries));
  for (const study::QueueEntry& entry : entries) door.print(record_words(desk, entry, by_consequence));
  door.print(fmt::format("{} of {} records{}{}\n", entries.size(), total, options.filter.all ? "" : ", not yet decided on",
                         entries.size() < asked ? fmt::format("; --limit 0 shows {}", asked) : ""));
}

/// An issue nobody else speaks of is allowed, but more often mistyped.
void note_new_issues(const study::ReviewDesk& desk, const study::Made& made) {
  std::set<std::string> ids, set_to;
  for (const ledger::Decision& decision : made) {
    if (decision.field != "issue") continue;
    ids.insert(decision.record);
    set_to.insert(decision.value);
  }
  std::set<std::string_view> known;
  for (const ledger::Reviewed& one : desk.records)
    if (!ids.contains(one.record.id)) known.insert(one.record.issue);
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  for (const std::string& issue : set_to)
    if (!known.contains(issue))
      fmt::print(stderr, "note: no other record speaks of '{}'{}\n", brief::visible(issue), did_you_mean(issue, candidates));
}

/// Shows what an act has made, and the words a record now stands on.
void show(const ActOptions& options, const study::ReviewDesk& desk, const Result<study::Made>& made, Door& door) {
  if (!made) return door.fail(made.error());
  for (const ledger::Decision& d : *made) {
    door.print(options.json ? brief::decision_json(d) + "\n" : fmt::format("{}  {}\n", d.record, decision_words(d)));
    if (options.json || (d.action != "span" && d.action != "split" && d.action != "merge")) continue;
    for (const ledger::Reviewed& one : desk.records)
      if (std::find(one.decisions.begin(), one.decisions.end(), d.number) != one.decisions.end())
        door.print(fmt::format("    {}  {}:{}-{}  {}\n", one.record.id, brief::visible(one.record.doc), one.record.char_start,
                               one.record.char_end, brief::visible(desk.words(one.record, one.record.span))));
  }
  note_new_issues(desk, *made);
}

using Act = Result<study::Made> (*)(study::ReviewDesk&, const ActOptions&, const study::Signed&);

Result<study::Made> do_accept(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  return study::accept(desk, options.words, by);
}
Result<study::Made> do_reject(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  return study::reject(desk, options.words, by);
}

/// ID [ID ...] FIELD=VALUE [FIELD=VALUE ...]
Result<study::Made> do_set(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  std::vector<std::string> ids;
  std::vector<std::pair<std::string, std::string>> changes;
  for (const std::string& word : options.words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) ids.push_back(word);
    else changes.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  if (ids.empty() || changes.empty()) return fail(ErrorCode::bad_use, "give at least one record id and one FIELD=VALUE", "review set");
  return study::relabel(desk, ids, changes, by);
}

Result<std::uint32_t> number_in(const std::string& word) {
  std::uint64_t value = 0;
  const bool is_number = !word.empty() && word.size() < 10 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number) return fail(ErrorCode::bad_use, "'" + word.substr(0, 40) + "' is no number");
  for (const char c : word) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return static_cast<std::uint32_t>(value);
}

Result<const Record*> record_asked(const study::ReviewDesk& desk, const ActOptions& options) {
  const ledger::Reviewed* one = desk.find(options.words.front());
  if (one == nullptr || desk.document(one->record) == nullptr)
    return fail(ErrorCode::not_found, "no record '" + options.words.front().substr(0, 60) + "'; 'locarno review list --all' shows the ids");
  return &one->record;
}

Result<study::Made> do_span(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  if (options.text.empty() == options.chars.empty())
    return fail(ErrorCode::bad_use, "say where the record stands: --text WORDS or --chars BEGIN-END", "review span");
  LOC_TRY(const Record* const record, record_asked(desk, options));
  Span span;
  if (!options.text.empty()) {
    LOC_TRY(span, study::words_near(desk, *record, options.text.front()));
  } else {
    const std::size_t dash = options.chars.find('-');
    if (dash == std::string::npos) return fail(ErrorCode::bad_use, "--chars is BEGIN-END, in characters as 'review list' shows them", "review span");
    LOC_TRY(const std::uint32_t first, number_in(options.chars.substr(0, dash)));
    LOC_TRY(const std::uint32_t last, number_in(options.chars.substr(dash + 1)));
    const CharIndex chars(desk.document(*record)->text);
    span = {chars.byte_of(first), chars.byte_of(last)};
  }
  return study::edit_span(desk, record->id, span, !options.exact, by);
}

Result<study::Made> do_split(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  LOC_TRY(const Record* const record, record_asked(desk, options));
  std::vector<std::uint32_t> cuts;
  for (const std::string& words : options.text) {
    const std::size_t at = record->text.find(words);
    if (words.empty() || at == std::string::npos)
      return fail(ErrorCode::not_found, "these words do not stand in the record: " + words.substr(0, 80), record->id);
    cuts.push_back(record->span.begin + static_cast<std::uint32_t>(at));
  }
  return study::split(desk, record->id, cuts, !options.exact, by);
}

Result<study::Made> do_merge(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  return study::merge(desk, options.words, by);
}

Result<study::Made> do_undo(study::ReviewDesk& desk, const ActOptions& options, const study::Signed& by) {
  std::uint32_t number = 0;
  if (!options.words.empty()) {
    LOC_TRY(number, number_in(options.words.front()));
  }
  return study::undo(desk, number, by);
}

void run_act(const ActOptions& options, Act act, Door& door) {
  auto open = open_review(options, false, false, door);
  if (!open) return;
  show(options, open->desk, act(open->desk, options, signed_by(options, "taken back")), door);
}

void run_log(const ReviewOptions& options, Door& door) {
  const auto open = open_review(options, true, false, door);
  if (!open) return;
  for (const ledger::Decision& d : open->desk.decisions)
    door.print(options.json ? brief::decision_json(d) + "\n" : fmt::format("{:>6}  {}  {}\n", d.number, d.record, decision_words(d)));
}

void run_agreement(const ActOptions& options, Door& door) {
  const auto opened = open_ledger(options, true, door);
  if (!opened) return;
  const std::string a = !options.words.empty() ? options.words[0] : "", b = options.words.size() > 1 ? options.words[1] : "";
  const auto answer = study::agreement(*opened, a, b);
  if (!answer) return door.fail(answer.error());
  door.print(options.json ? agreement_json(*answer) : agreement_words(*answer));
}

void run_review(const ListOptions& options, const std::string& what_to_export, Door& door) {
  if (!what_to_export.empty()) {
    const auto open = open_review(options, true, false, door);
    if (open) door.print(study::export_accepted(open->desk));
    return;
  }
  const bool on_terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  if (options.json || !on_terminal) return print_list(options, door);
  auto open = open_review(options, false, true, door);
  if (!open) return;
  study::QueueFilter filter = options.filter;
  if (add_links(open->desk, filter, door)) review_screen(open->desk, filter, reader_name(options), door);
}

void add_filter(CLI::App& command, ListOptions& options) {
  command.add_flag("--all", options.filter.all, "also those decided on, with every decision");
  command.add_option("--kind", options.filter.kind, "only this kind")
      ->check(CLI::IsMember({"statement", "stance", "contact", "commitment"}));
  command.add_option("--issue", options.filter.issue, "only this issue");
  command.add_option("--party", options.filter.party, "only what this party said, e.g. UKR");
  command.add_option("--doc", options.filter.doc, "only this report (its file name)");
  command.add_option("--find", options.filter.words, "only records with these words in text, speaker, issue, reasons ...");
  command.add_option("--limit", options.limit, "how many to show; 0 = all");
}

void add_list(CLI::App& review, Door& door) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = review.add_subcommand("list", "records that wait for a decision, with their ids");
  add_filter(*command, *options);
  command->add_option("--order", options->order, "place in the reports, lowest confidence first, or by consequence with the reasons")
      ->check(CLI::IsMember({"place", "confidence", "consequence"}));
  add_review_options(*command, *options);
  command->callback([options, &door] { print_list(*options, door); });
}

std::shared_ptr<ActOptions> add_act(CLI::App& review, Door& door, const char* name, const char* help, Act act, const char* words,
                                    const char* words_help) {
  auto options = std::make_shared<ActOptions>();
  CLI::App* command = review.add_subcommand(name, help);
  command->add_option(words, options->words, words_help)->required(act != do_undo);
  add_reason(*command, *options, act != do_undo);
  add_review_options(*command, *options);
  command->callback([options, act, &door] { run_act(*options, act, door); });
  return options;
}

void add_acts(CLI::App& review, Door& door) {
  const char* ids = "record ids, from 'review list'";
  add_act(review, door, "accept", "these records are right", do_accept, "ID", ids);
  add_act(review, door, "reject", "these records are wrong: nothing counts them any more", do_reject, "ID", ids);
  add_act(review, door, "set", "correct fields of a record", do_set, "ID FIELD=VALUE", "record ids, then what to set");
  std::string fields = "Fields and what they may hold:\n";
  for (const std::string_view field : ledger::settable_fields())
    fields += fmt::format("  {:<14} {}\n", field, ledger::allowed_values(field));
  review.get_subcommand("set")->footer(fields + "Example:\n  locarno review set r0123456789 issue=territory negated=true --reason 'misread clause'");

  const auto span = add_act(review, door, "span", "put a record on other words of its report", do_span, "ID", "a record id");
  auto* span_command = review.get_subcommand("span");
  span_command->add_option("--text", span->text, "the words, as the report prints them")->expected(1);
  span_command->add_option("--chars", span->chars, "BEGIN-END in characters, as 'review list' shows them");
  span_command->add_flag("--exact", span->exact, "these characters, not the nearest clause");
  span_command->footer("Example:\n  locarno review span r0123456789 --text 'the truce holds' --reason 'took in the next clause'");

  const auto split = add_act(review, door, "split", "part a record into several", do_split, "ID", "a record id");
  auto* split_command = review.get_subcommand("split");
  split_command->add_option("--at", split->text, "the words the next part begins with; may be given again")
      ->required()->take_all()->allow_extra_args(false);
  split_command->add_flag("--exact", split->exact, "right there, not before the nearest clause");
  split_command->footer("Example:\n  locarno review split r0123456789 --at 'and the road' --reason 'two statements'");

  add_act(review, door, "merge", "make one record of several; the first gives speaker, date and labels", do_merge, "ID", "two record ids or more");
  add_act(review, door, "undo", "take back a decision: your last one, or the one with this number; an undo too", do_undo, "NUMBER",
          "of a decision, from 'review log'");
}

void add_review(CLI::App& app, Door& door) {
  auto options = std::make_shared<ListOptions>();
  auto wanted = std::make_shared<std::string>();
  options->order = "consequence";
  CLI::App* command = app.add_subcommand("review", "accept, reject or correct what was read; every decision is kept");
  command->require_subcommand(0, 1);
  command->add_option("--export", *wanted, "print these records as JSON lines: accepted = accepted and edited ones")
      ->check(CLI::IsMember({"accepted"}));
  add_filter(*command, *options);
  add_review_options(*command, *options);
  command->footer("Without a subcommand: a screen on a terminal (? shows the keys), else the list in order of consequence.\nExamples:\n"
                  "  locarno review --ledger desk.db --as ana\n  locarno review --as ben --blind\n"
                  "  locarno review agreement ana ben\n  locarno review --export accepted > accepted.jsonl");
  add_list(*command, door);
  add_acts(*command, door);
  add_save_commands(*command, door);
  auto agreement = std::make_shared<ActOptions>();
  CLI::App* agreement_command = command->add_subcommand("agreement", "how far two readers agree, field by field, and where they do not");
  agreement_command->add_option("READER", agreement->words, "two names; may be left out when the log knows only two")->expected(0, 2);
  add_ledger_options(*agreement_command, *agreement);
  agreement_command->callback([agreement, &door] { run_agreement(*agreement, door); });
  auto log = std::make_shared<ReviewOptions>();
  CLI::App* log_command = command->add_subcommand("log", "every decision in the order it was made");
  add_review_options(*log_command, *log);
  log_command->callback([log, &door] { run_log(*log, door); });
  command->final_callback([command, options, wanted, &door] {
    if (command->get_subcommands().empty()) run_review(*options, *wanted, door);
  });
}
const Register registered(40, add_review);

}  // namespace
}  // namespace locarno::cli
