// locarno stability: which outcomes would no party move away from?
#include <memory>

#include "brief/stability_page.hpp"
#include "desk_options.hpp"
#include "study/stability.hpp"

namespace locarno::cli {
namespace {

struct StabilityOptions {
  std::string place;
  std::vector<std::string> concepts;
  std::string reach = "legal", sanction = "weak", unknown = "none", language = "en";
  bool json = false;
  std::uint64_t limit = 0, seed = 1;
  study::GraphQuestion asked;
};

Result<study::GraphQuestion> question_of(const StabilityOptions& options, const study::GraphCase& graph) {
  study::GraphQuestion question = options.asked;
  auto& asked = question.stability;
  if (options.concepts == std::vector<std::string>{"all"}) {
    if (stability::has_simultaneous_moves(graph.model)) asked.concepts.push_back(stability::Concept::SIM);
  } else if (!options.concepts.empty()) {
    asked.concepts.clear();
    for (const std::string& name : options.concepts) {
      LOC_TRY(const stability::Concept which, stability::concept_named(name));
      asked.concepts.push_back(which);
    }
  }
  asked.reach = options.reach == "once" ? stability::Reach::once : options.reach == "single" ? stability::Reach::single : stability::Reach::legal;
  asked.sanction = options.sanction == "strict" ? stability::Sanction::strict : stability::Sanction::weak;
  if (options.unknown != "none") asked.unknown = static_cast<stability::Unknown>(options.unknown[0] - 'a' + 1);
  return question;
}

void run_stability(const StabilityOptions& options, Door& door) {
  auto graph = study::open_graph(options.place, door.run);
  if (!graph) return door.fail(graph.error());
  const auto question = question_of(options, *graph);
  if (!question) return door.fail(question.error());
  door.run.limits.nodes = options.limit;
  door.run.seed = options.seed;
  const auto answer = study::graph_answer(std::move(*graph), *question, door.run);
  door.end_progress();
  if (!answer) return door.fail(answer.error());
  const PageLanguage language = options.language == "zh" ? PageLanguage::zh : PageLanguage::en;
  door.print(options.json ? brief::stability_json(*answer) : brief::stability_text(*answer, language, door.color, terminal_width()));
  if (answer->stability.verdict != Verdict::proved) door.status = 4;
}

void add_stability(CLI::App& app, Door& door) {
  auto options = std::make_shared<StabilityOptions>();
  CLI::App* command = app.add_subcommand("stability", "which outcomes would no party move away from: the graph model for conflict resolution");
  command->add_option("CASE", options->place, "a model as JSON (docs/stability.md), or a case folder with a [stability] section")->required();
  command->add_option("--concepts", options->concepts, "R, GMR, SMR, SEQ, SSEQ, SIM, or all; without it the first five")->delimiter(',');
  command->add_option("--reach", options->reach, "how others can answer: by any legal sequence, once each, or by a single move")->check(CLI::IsMember({"legal", "once", "single"}));
  command->add_option("--sanction", options->sanction, "deterred by a state not better (weak) or only by a worse one (strict)")->check(CLI::IsMember({"weak", "strict"}));
  command->add_option("--unknown", options->unknown, "how pairs of unknown order are read; none: the ranking counts")->check(CLI::IsMember({"none", "a", "b", "c", "d"}));
  command->add_option("--why", options->asked.why, "why this state is stable for each decision maker, or not");
  command->add_option("--paths", options->asked.paths_from, "how it could go on from this state (the status quo) to the equilibria");
  command->add_option("--to", options->asked.paths_to, "with --paths: to these states instead")->delimiter(',');
  command->add_option("--inverse", options->asked.inverse, "the least change of rankings that makes this state an equilibrium");
  command->add_option("--explain", options->asked.explain, "which concepts explain that this state was the outcome");
  command->add_option("--samples", options->asked.samples, "in which share of so many sampled rankings each state is an equilibrium")->check(CLI::Range(0, 10'000'000));
  command->add_option("--blur", options->asked.blur, "with --samples: how many places a state may be off in a ranking; without it, unknown pairs are drawn")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--seed", options->seed, "of the samples: same seed, same bytes");
  command->add_option("--limit", options->limit, "stop after so much work with the concepts answered by then");
  command->add_option("--threads", door.run.threads, "threads; 0 = all cores")->default_val(0);
  command->add_option("--lang", options->language, "language of the page: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n"
                  "  locarno stability my-model.json\n"
                  "  locarno stability my-model.json --concepts R,SEQ,SIM --json\n"
                  "  locarno stability my-model.json --why 3 --concepts SEQ\n"
                  "  locarno stability my-model.json --paths YNNN --lang zh\n"
                  "  locarno stability my-model.json --inverse 'status quo'\n"
                  "  locarno stability my-model.json --samples 1000 --blur 1.5\n"
                  "  locarno stability my-model.json --reach single --sanction strict");
  command->callback([options, &door] { run_stability(*options, door); });
}
const Register registered(23, add_stability);

}  // namespace
}  // namespace locarno::cli
