// locarno codebook: check the codebook, show which of its rows and rules act on a text, add a row.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "brief/safe.hpp"
#include "door.hpp"
#include "model/codebook.hpp"
#include "model/codebook_check.hpp"
#include "read/explain.hpp"
#include "study/codebook_keep.hpp"
#include "study/desk.hpp"

namespace locarno::cli {
namespace {
using nlohmann::json;

struct CodebookOptions {
  std::vector<std::string> files;
  std::string case_folder;
  std::string text;
  bool json = false;
};

struct AddOptions {
  std::string file, case_folder;
  bool dry_run = false;
  std::string id, kind, party, canonical, role, org, from, to, lang, cls, value, weight;
  std::vector<std::string> zh_hans, zh_hant, en, adj, context, metonym, forms;
};

Result<Codebook> load(const CodebookOptions& options) {
  study::DeskQuestion question;
  question.place = options.case_folder;
  question.codebooks = options.files;
  return study::load_codebook(question);
}

void run_check(const CodebookOptions& options, Door& door) {
  const auto book = load(options);
  if (!book) return door.fail(book.error());
  std::vector<CodebookFinding> findings = check_codebook(*book);
  for (auto more : {study::dead_rows(*book), study::overlapping_offices(*book)})
    findings.insert(findings.end(), more.begin(), more.end());
  std::size_t faults = 0, notes = 0;
  for (const CodebookFinding& finding : findings) {
    ++(finding.is_fault ? faults : notes);
    if (options.json)
      door.print(json{{"kind", finding.kind}, {"where", finding.where}, {"what", finding.what}, {"is_fault", finding.is_fault}}.dump() + "\n");
    else door.print(brief::visible(fmt::format("{}: {}: {}", finding.where, finding.kind, finding.what)) + "\n");
  }
  if (!options.json)
    door.print(fmt::format("{} actors, {} forms, {} faults, {} notes; {}\n", book->actors.size(), book->terms.size(), faults, notes, book->hash));
  if (faults > 0) door.status = 1;
}

/// The records the reader makes of the text, with the rule of each.
void print_rules(const Codebook& book, const CodebookOptions& options, const CharIndex& chars, Door& door) {
  const auto reader = read::Reader::make(book);
  if (!reader) return door.fail(reader.error());
  const auto reading = reader->read(options.text, "text", door.run);
  if (!reading) return door.fail(reading.error());
  for (const Record& r : reading->records) {
    if (options.json)
      door.print(json{{"type", "record"}, {"rule", r.rule}, {"kind", to_string(r.kind)}, {"speaker", r.speaker}, {"speaker_party", r.speaker_party},
                      {"issue", r.issue}, {"stance", to_string(r.stance)}, {"negated", r.negated}, {"char_start", r.char_start},
                      {"char_end", r.char_end}, {"text", r.text}}.dump() + "\n");
    else
      door.print(brief::visible(fmt::format("rule {}: {} of {} [{}], {} {}{}, {}-{} {}", r.rule, to_string(r.kind), r.speaker, r.speaker_party,
                                            r.issue, to_string(r.stance), r.negated ? " negated" : "", r.char_start, r.char_end, words_shown(reading->document, r.span))) + "\n");
  }
  if (reading->records.empty() && !options.json) door.print("no rule makes a record of it\n");
  (void)chars;
}

void run_why(const CodebookOptions& options, Door& door) {
  const auto book = load(options);
  if (!book) return door.fail(book.error());
  const CharIndex chars(options.text);
  for (const read::FoundRow& found : read::rows_in(*book, options.text)) {
    const read::UsedRow& row = found.row;
    const std::uint32_t begin = chars.chars_before(row.span.begin), end = chars.chars_before(row.span.end);
    std::string role;
    if (const ActorId id = row.kind == "actor" ? book->find_actor(row.value) : ActorId::none(); !id.is_none()) {
      const Actor& actor = book->actors[id];
      role = fmt::format(" {} {} {}..{}", actor.party, actor.role, actor.from ? to_string(*actor.from) : "", actor.to ? to_string(*actor.to) : "");
    }
    if (options.json)
      door.print(json{{"type", "row"}, {"is_kept", found.is_kept}, {"char_start", begin}, {"char_end", end}, {"text", row.words}, {"kind", row.kind},
                      {"class", row.cls}, {"value", row.value}, {"weight", row.weight}, {"where", row.where}}.dump() + "\n");
    else
      door.print(brief::visible(fmt::format("{}-{} {}  {} {} {}{}  {}{}", begin, end, row.words, row.kind, row.cls.empty() ? "-" : row.cls, row.value,
                                            role, row.where, found.is_kept ? "" : "  (dropped)")) + "\n");
  }
  print_rules(*book, options, chars, door);
}

void run_add(const AddOptions& options, bool is_actor, Door& door) {
  if (options.file.empty() == options.case_folder.empty())
    return door.fail({ErrorCode::bad_use, "say where the row belongs: --to FILE, or --case DIR for its codebook.toml", "codebook add"});
  study::NewRow row;
  row.table = is_actor ? "actor" : "term";
  if (is_actor) {
    row.fields = {{"id", options.id}, {"kind", options.kind}, {"party", options.party}, {"canonical", options.canonical}, {"role", options.role},
                  {"org", options.org}, {"from", options.from}, {"to", options.to}};
    row.lists = {{"zh_hans", options.zh_hans}, {"zh_hant", options.zh_hant}, {"en", options.en}, {"adj", options.adj},
                 {"context", options.context}, {"metonym", options.metonym}};
  } else {
    row.fields = {{"kind", options.kind}, {"lang", options.lang}, {"cls", options.cls}, {"value", options.value}, {"weight", options.weight}};
    row.lists = {{"forms", options.forms}};
  }
  const std::string file = options.file.empty() ? options.case_folder + "/codebook.toml" : options.file;
  const auto added = study::add_row(file, row, options.dry_run);
  if (!added) return door.fail(added.error());
  door.print(brief::visible(added->is_written ? "added to " + file : "would be added to " + file) + ":" + added->text);
}

void add_place(CLI::App& command, AddOptions& options) {
  command.add_option("--to", options.file, "the codebook.toml; made when it is not there");
  command.add_option("--case", options.case_folder, "the case whose codebook.toml it is");
  command.add_flag("--dry-run", options.dry_run, "check and show, write nothing");
}

void add_add(CLI::App& codebook, Door& door) {
  CLI::App* add = codebook.add_subcommand("add", "add a row to a codebook.toml: checked first, written whole or not at all");
  add->require_subcommand(1);
  const auto actor = std::make_shared<AddOptions>();
  CLI::App* actor_command = add->add_subcommand("actor", "a person, state, body ..., or further names of one that is known");
  actor_command->add_option("ID", actor->id, "short and stable; a known id gets these names too")->required();
  for (const auto& [name, field, help] : {std::tuple{"--kind", &actor->kind, "person state organisation armed_group office outlet group"},
                                          std::tuple{"--party", &actor->party, "party ids joined by ';'"},
                                          std::tuple{"--canonical", &actor->canonical, "the English name records print"},
                                          std::tuple{"--role", &actor->role, "office, in English"}, std::tuple{"--org", &actor->org, "body"},
                                          std::tuple{"--from", &actor->from, "first day of the role"}, std::tuple{"--until", &actor->to, "last day"}})
    actor_command->add_option(name, *field, help);
  for (const auto& [name, list, help] : {std::tuple{"--zh", &actor->zh_hans, "a Chinese name"}, std::tuple{"--zh-hant", &actor->zh_hant, "a Traditional one that differs"},
                                         std::tuple{"--en", &actor->en, "an English name"}, std::tuple{"--adj", &actor->adj, "an adjective"},
                                         std::tuple{"--context", &actor->context, "a short form that needs support"},
                                         std::tuple{"--metonym", &actor->metonym, "a capital or seat that stands for it"}})
    actor_command->add_option(name, *list, std::string(help) + "; may be given again")->take_all()->allow_extra_args(false);
  add_place(*actor_command, *actor);
  actor_command->callback([actor, &door] { run_add(*actor, true, door); });
  const auto term = std::make_shared<AddOptions>();
  CLI::App* term_command = add->add_subcommand("term", "a word: an issue's, a cue, a predicate ... (docs/codebook.md)");
  term_command->add_option("KIND", term->kind, "issue, cue, predicate, negator, hedge, contact ...")->required();
  term_command->add_option("FORM", term->forms, "the word as written; several may be given")->required();
  term_command->add_option("--value", term->value, "what it stands for: an issue id, an actor id, a stance hint");
  term_command->add_option("--class", term->cls, "class within the kind");
  term_command->add_option("--lang", term->lang, "zh, zh-Hant, en");
  term_command->add_option("--weight", term->weight, "whole number")->check(CLI::Range(0, 1000));
  add_place(*term_command, *term);
  term_command->callback([term, &door] { run_add(*term, false, door); });
  add->footer("Examples:\n  locarno codebook add term issue 'grain corridor' --value grain_exports --lang en --case cases/mine --dry-run\n"
              "  locarno codebook add actor berg --kind person --party NOR --canonical 'Anna Berg' --en Berg --case cases/mine");
}

void add_codebook(CLI::App& app, Door& door) {
  auto* command = app.add_subcommand("codebook", "who is who, and how speech is reported: check the rows, ask why, add one");
  command->require_subcommand(1);
  const auto options = std::make_shared<CodebookOptions>();
  auto* check = command->add_subcommand("check", "forms that name two actors at once, repeat, are too short or never found; offices held twice");
  auto* why = command->add_subcommand("why", "the rows that stand in TEXT, kept and dropped, then the rules that make records of it");
  command->footer("Examples:\n"
                  "  locarno codebook why \"The minister said no.\"\n"
                  "  locarno codebook check --codebook my.tsv\n"
                  "  locarno codebook add --help");
  check->footer("Examples:\n"
                "  locarno codebook check\n"
                "  locarno codebook check --case my-case --json | head");
  for (auto* sub : {check, why}) {
    sub->add_option("--codebook", options->files, "more codebook files (.tsv, .toml)");
    sub->add_option("--case", options->case_folder, "the case whose codebook.toml is used too");
    sub->add_flag("--json", options->json, "one JSON object a line");
  }
  why->add_option("TEXT", options->text, "words as a report would have them")->required();
  why->footer("Example:\n  locarno codebook why 'Lavrov said Russia would not accept foreign troops.'");
  check->callback([options, &door] { run_check(*options, door); });
  why->callback([options, &door] { run_why(*options, door); });
  add_add(*command, door);
}

const Register registered(80, add_codebook);

}  // namespace
}  // namespace locarno::cli
