// locarno stability: which outcomes would no party move away from?
#include <filesystem>
#include <iterator>
#include <memory>

#include "base/file.hpp"
#include "brief/stability_page.hpp"
#include "brief/stability_picture.hpp"
#include "desk_options.hpp"
#include "stability/attitudes.hpp"
#include "study/stability.hpp"
#include "study/stability_case.hpp"
#include "svg_files.hpp"

namespace locarno::cli {
namespace {

struct StabilityOptions {
  std::string place, as_of;
  bool derive = false;
  std::vector<std::string> concepts, attitudes;
  std::string reach = "legal", sanction = "weak", unknown = "none", language = "en";
  bool json = false;
  std::uint64_t limit = 0, seed = 1;
  std::string svg, dot, ties = "lowest";
  study::GraphQuestion asked;
};

/// One file of JSON, or pairs typed on the line.
Result<stability::AttitudeTable> attitudes_of(const std::vector<std::string>& words, const stability::Model& model) {
  std::error_code code;
  if (words.size() == 1 && std::filesystem::exists(words[0], code)) {
    LOC_TRY(const std::string bytes, read_file(words[0], 1u << 20));
    return stability::attitudes_of_json(bytes, words[0], model);
  }
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : ",") + word;
  return stability::parse_attitudes(line, model);
}

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
  question.ties = options.ties == "kind" ? stability::TieRule::kind : options.ties == "unkind" ? stability::TieRule::unkind : stability::TieRule::lowest_index;
  if (!options.attitudes.empty()) {
    LOC_TRY(asked.attitudes, attitudes_of(options.attitudes, *graph.model));
  }
  if (options.unknown != "none") asked.unknown = static_cast<stability::Unknown>(options.unknown[0] - 'a' + 1);
  return question;
}

/// The model of a file or case; or one derived from the case's brief. Without a value the door has the status.
std::optional<study::GraphCase> open_model(const StabilityOptions& options, Door& door) {
  if (!options.derive) {
    auto graph = study::open_graph(options.place, door.run);
    if (graph) return std::move(*graph);
    door.fail(graph.error());
    return std::nullopt;
  }
  DeskOptions desk;
  desk.desk.place = options.place;
  desk.as_of = options.as_of;
  const auto answered = answer(desk, door);
  if (!answered) return std::nullopt;
  auto graph = study::derived_graph(answered->brief, door.run);
  if (graph) return std::move(*graph);
  door.fail(graph.error());
  return std::nullopt;
}

/// False when a picture was asked for and could not be made; the door has the status.
bool draw(const study::GraphAnswer& answer, const StabilityOptions& options, PageLanguage language, Door& door) {
  if (!options.svg.empty()) {
    const std::string svg = brief::stability_svg(answer, language);
    if (svg.empty()) {
      door.fail({ErrorCode::bad_use, "a picture shows at most " + std::to_string(brief::most_states_drawn) + " states; --dot writes larger graphs", "--svg"});
      return false;
    }
    if (const auto written = write_file(options.svg, svg); !written) return door.fail(written.error()), false;
  }
  if (options.dot.empty()) return true;
  const auto written = write_file(options.dot, brief::stability_dot(answer, language));
  if (!written) door.fail(written.error());
  return written.has_value();
}

void run_stability(const StabilityOptions& options, Door& door) {
  auto graph = open_model(options, door);
  if (!graph) return;
  const auto question = question_of(options, *graph);
  if (!question) return door.fail(question.error());
  door.run.limits.nodes = options.limit;
  door.run.seed = options.seed;
  const auto answer = study::graph_answer(std::move(*graph), *question, door.run);
  door.end_progress();
  if (!answer) return door.fail(answer.error());
  const PageLanguage language = options.language == "zh" ? PageLanguage::zh : PageLanguage::en;
  if (!draw(*answer, options, language, door)) return;
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
  command->add_option("--attitudes", options->attitudes, "how each takes what another gets: WHO:TOWARDS=+ (or -, 0), several with commas; or a file of JSON");
  command->add_flag("--derive", options->derive, "of a case: a model made from its red lines (accept, hold out, escalate), the rules shown");
  command->add_option("--as-of", options->as_of, "with --derive: use what was said on or before this day");
  command->add_option("--why", options->asked.why, "why this state is stable for each decision maker, or not");
  command->add_option("--paths", options->asked.paths_from, "how it could go on from this state to the equilibria; now: from the status quo the case names");
  command->add_option("--to", options->asked.paths_to, "with --paths: to these states instead")->delimiter(',');
  command->add_option("--inverse", options->asked.inverse, "the least change of rankings that makes this state an equilibrium");
  command->add_option("--explain", options->asked.explain, "which concepts explain that this state was the outcome");
  command->add_option("--samples", options->asked.samples, "in which share of so many sampled rankings each state is an equilibrium")->check(CLI::Range(0, 10'000'000));
  command->add_option("--blur", options->asked.blur, "with --samples: how many places a state may be off in a ranking; without it, unknown pairs are drawn")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--seed", options->seed, "of the samples: same seed, same bytes");
  command->add_flag("--coalitions", options->asked.coalitions, "also moves of several decision makers together: CNash, CGMR, CSMR, CSEQ");
  command->add_option("--horizon", options->asked.horizon, "two decision makers who look 1, 2, ... so many moves ahead, and non-myopic")->check(CLI::Range(0, 1000));
  command->add_option("--ties", options->ties, "with --horizon: moves whose ends are equally good go to the lowest state, or are kind or unkind to the other")
      ->check(CLI::IsMember({"lowest", "kind", "unkind"}));
  command->add_flag("--strength", options->asked.strength, "strong and weak stability by degrees of preference ('>>' in a ranking)");
  command->add_option("--svg", options->svg, "write the graph of a small model as a picture into this file");
  command->add_option("--dot", options->dot, "write the graph in the DOT language into this file");
  command->add_option("--limit", options->limit, "stop after so much work with the concepts answered by then");
  command->add_option("--threads", door.run.threads, "threads; 0 = all cores")->default_val(0);
  command->add_option("--lang", options->language, "language of the page: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n"
                  "  locarno stability my-model.json\n"
                  "  locarno stability cases/ukraine-2025\n"
                  "  locarno stability cases/ukraine-2025 --derive\n"
                  "  locarno stability my-model.json --concepts R,SEQ,SIM --json\n"
                  "  locarno stability my-model.json --why 3 --concepts SEQ\n"
                  "  locarno stability my-model.json --paths YNNN --lang zh\n"
                  "  locarno stability my-model.json --inverse 'status quo'\n"
                  "  locarno stability my-model.json --samples 1000 --blur 1.5\n"
                  "  locarno stability my-model.json --attitudes 'US:China=-,China:US=-' --why 4\n"
                  "  locarno stability my-model.json --reach single --sanction strict");
  command->callback([options, &door] { run_stability(*options, door); });
}
const Register registered(23, add_stability);

}  // namespace
}  // namespace locarno::cli
