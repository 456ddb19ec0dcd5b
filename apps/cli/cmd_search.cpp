// locarno search: words in the reports of a ledger, in their place.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "ledger_options.hpp"

namespace locarno::cli {
namespace {

struct SearchOptions : LedgerOptions {
  std::vector<std::string> words;
  std::size_t limit = 50;
};

std::string hit_json(const ledger::Hit& hit) {
  const nlohmann::json line{{"doc", hit.doc}, {"document", hit.document}, {"role", to_string(hit.role)},
                            {"char_start", hit.char_start}, {"char_end", hit.char_end}, {"byte_start", hit.span.begin},
                            {"byte_end", hit.span.end}, {"before", hit.before}, {"match", hit.match}, {"after", hit.after}};
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// Safe to print, and without the gaps that blanked markup leaves.
std::string squeezed(std::string_view words) {
  std::string out;
  for (const char c : brief::visible(words))
    if (c != ' ' || out.empty() || out.back() != ' ') out.push_back(c);
  return out;
}

std::string hit_line(const ledger::Hit& hit, bool color) {
  return fmt::format("  {}-{} {}: {}{}{}{}{}\n", hit.char_start, hit.char_end, to_string(hit.role),
                     squeezed(hit.before), color ? "\033[1;31m" : "[", brief::visible(hit.match), color ? "\033[0m" : "]",
                     squeezed(hit.after));
}

void show(const std::vector<ledger::Hit>& hits, bool color, Door& door) {
  std::string_view document;
  for (const ledger::Hit& hit : hits) {
    if (hit.document != document) door.print(brief::visible(hit.doc) + "\n");
    document = hit.document;
    door.print(hit_line(hit, color));
  }
}

void run_search(const SearchOptions& options, Door& door) {
  const auto opened = open_ledger(options, true, door);
  if (!opened) return;
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  const std::size_t ask = options.limit == 0 ? 0 : options.limit + 1;  // one more shows that there are more
  auto hits = opened->search(query, ask);
  if (!hits) return door.fail(hits.error());
  const bool has_more = options.limit != 0 && hits->size() > options.limit;
  if (has_more) hits->pop_back();
  if (options.json) {
    for (const ledger::Hit& hit : *hits) door.print(hit_json(hit));
    return;
  }
  show(*hits, door.color, door);
  const auto counts = opened->counts();
  if (!counts) return door.fail(counts.error());
  if (hits->empty()) door.print(fmt::format("not found in {} documents: {}\n", counts->documents, brief::visible(query)));
  if (has_more) door.print(fmt::format("the first {}; --limit shows more (0 = all)\n", options.limit));
}

void add_search(CLI::App& app, Door& door) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand("search", "find words in the reports of a ledger, with their place");
  command->add_option("WORDS", options->words, "words; several need not stand together, those in quotation marks do")->required();
  command->add_option("--limit", options->limit, "how many places to show; 0 = all");
  add_ledger_options(*command, *options);
  command->footer("Chinese needs no spaces, and Simplified and Traditional find each other. word* finds beginnings.\n"
                  "Examples:\n"
                  "  locarno search ceasefire --case cases/ukraine-2025\n"
                  "  locarno search '\"security guarantees\"' guarant* --json\n"
                  "Numbers before each place: characters from the start of the report, as in the records.");
  command->callback([options, &door] { run_search(*options, door); });
}
const Register registered(30, add_search);

}  // namespace
}  // namespace locarno::cli
