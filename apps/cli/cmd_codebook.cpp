// locarno codebook: check the codebook, or show which of its rows stand in a text and where they come from.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "base/fold.hpp"
#include "brief/safe.hpp"
#include "door.hpp"
#include "model/codebook.hpp"
#include "model/codebook_check.hpp"
#include "read/match.hpp"

namespace locarno::cli {
namespace {

struct CodebookOptions {
  std::vector<std::string> files;
  std::string text;
};

Result<Codebook> load(const CodebookOptions& options) {
  LOC_TRY(Codebook book, world_codebook());
  for (const std::string& file : options.files) LOC_CHECK(add_codebook_file(book, file));
  return book;
}

void run_check(const CodebookOptions& options, Door& door) {
  const auto book = load(options);
  if (!book) return door.fail(book.error());
  std::size_t faults = 0, notes = 0;
  for (const CodebookFinding& finding : check_codebook(*book)) {
    ++(finding.is_fault ? faults : notes);
    door.print(brief::visible(fmt::format("{}: {}: {}", finding.where, finding.kind, finding.what)) + "\n");
  }
  door.print(fmt::format("{} actors, {} forms, {} faults, {} notes; {}\n", book->actors.size(), book->terms.size(), faults,
                         notes, book->hash));
  if (faults > 0) door.status = 1;
}

void run_why(const CodebookOptions& options, Door& door) {
  const auto book = load(options);
  if (!book) return door.fail(book.error());
  for (const read::Match& match : read::Lexicon(*book).find(fold(options.text, {}))) {
    const Term& term = book->terms[match.term];
    std::string role;
    if (!term.actor.is_none()) {
      const Actor& actor = book->actors[term.actor];
      role = fmt::format(" {} {} {}..{}", actor.party, actor.role, actor.from ? to_string(*actor.from) : "",
                         actor.to ? to_string(*actor.to) : "");
    }
    door.print(brief::visible(fmt::format("{}-{} {}  {} {} {}{}  {}", match.begin, match.end, slice(options.text, match.bytes),
                                          to_string(term.kind), term.cls.empty() ? "-" : term.cls, term.value, role,
                                          term.where)) + "\n");
  }
}

void add_codebook(CLI::App& app, Door& door) {
  auto* command = app.add_subcommand("codebook", "who is who, and how speech is reported: check the rows, or ask why");
  command->require_subcommand(1);
  const auto options = std::make_shared<CodebookOptions>();
  auto* check = command->add_subcommand("check", "forms that name two actors at once, repeat, or are too short to trust");
  auto* why = command->add_subcommand("why", "the rows that stand in TEXT: place, words, kind, class, value, file and line");
  for (auto* sub : {check, why}) sub->add_option("--codebook", options->files, "more codebook files (.tsv, .toml)");
  why->add_option("TEXT", options->text, "words as a report would have them")->required();
  check->callback([options, &door] { run_check(*options, door); });
  why->callback([options, &door] { run_why(*options, door); });
}

const Register registered(80, add_codebook);

}  // namespace
}  // namespace locarno::cli
