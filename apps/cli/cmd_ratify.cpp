// locarno ratify power | pass: what a voting rule leaves in whose hands, and how likely a vote passes.
#include <memory>
#include <optional>

#include "brief/outlook_page.hpp"
#include "brief/ratify_page.hpp"
#include "desk_options.hpp"
#include "model/case_file.hpp"

namespace locarno::cli {
namespace {

struct PowerOptions {
  std::string weights;
  std::vector<std::string> quotas;
  std::uint64_t heads = 0, or_heads = 0;
  unsigned threads = 0;
  bool banzhaf_only = false;
  bool json = false;
};

Result<study::PowerQuestion> power_question(const PowerOptions& options) {
  study::PowerQuestion question;
  question.with_shapley = !options.banzhaf_only;
  LOC_TRY(question.weights, ratify::parse_weights(options.weights));
  for (const std::string& quota : options.quotas) {
    LOC_TRY(std::vector<std::uint64_t> way, ratify::parse_quota(quota));
    question.ways.push_back(std::move(way));
  }
  if (options.heads == 0 && options.or_heads == 0) return question;
  for (auto& voter : question.weights) voter.push_back(1);
  for (auto& way : question.ways) way.push_back(options.heads);
  if (options.or_heads > 0 && !question.ways.empty()) {
    question.ways.emplace_back(question.ways.front().size(), 0);
    question.ways.back().back() = options.or_heads;
  }
  return question;
}

void run_power(const PowerOptions& options, Door& door) {
  const auto question = power_question(options);
  if (!question) return door.fail(question.error());
  door.run.threads = options.threads;
  const auto answer = ratify::power(*question, door.run);
  if (!answer) return door.fail(answer.error());
  door.print(options.json ? brief::power_json(*question, *answer) : brief::power_text(*question, *answer));
}

void add_power(CLI::App& ratify, Door& door) {
  auto options = std::make_shared<PowerOptions>();
  CLI::App* command = ratify.add_subcommand("power", "what the rule leaves in whose hands: Banzhaf and Shapley-Shubik, as exact fractions");
  command->add_option("--weights", options->weights, "WEIGHTxVOTERS, parted by commas; several dimensions: 1/0/0")->required();
  command->add_option("--quota", options->quotas, "what a coalition needs, one number for each dimension; repeated: another way to win")
      ->required()->take_all()->allow_extra_args(false);
  command->add_option("--members", options->heads, "and so many members");
  command->add_option("--or-members", options->or_heads, "or so many members, whatever their weight");
  command->add_option("--threads", options->threads, "0 = all cores; the answer does not depend on it")->check(CLI::Range(0, 64));
  command->add_flag("--banzhaf-only", options->banzhaf_only, "leave Shapley-Shubik out: faster where hundreds of voters differ");
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n"
                  "  locarno ratify power --quota 39 --weights 7x5,1x10                       (Security Council)\n"
                  "  locarno ratify power --quota 41 --weights 10x4,5x2,3x2,2 --json          (Council of the six and three, 1973)\n"
                  "  locarno ratify power --quota 1/67 --weights 1/0,0/1x100                  (a president and a senate)\n"
                  "  locarno ratify power --quota 1/51/218 --quota 0/67/290 --weights 1/0/0,0/1/0x100,0/0/1x435\n"
                  "  locarno ratify power --quota 60 --members 4 --or-members 6 --weights 30,25,20,10,5,5,5");
  command->callback([options, &door] { run_power(*options, door); });
}

struct PassOptions {
  std::string blocs, need;
  std::uint64_t members = 0;
  std::uint32_t heads = 0, or_heads = 0;
  std::uint32_t quorum = 0;
  double rho_common = 0, rho_bloc = 0.3, rho_absent = 0;
  bool pivots = false;
  bool json = false;
};

Result<study::VoteQuestion> vote_question(const PassOptions& options) {
  study::VoteQuestion question;
  LOC_TRY(question.blocs, ratify::parse_blocs(options.blocs));
  LOC_TRY(question.need, ratify::parse_need(options.need));
  question.need.heads = options.heads;
  question.need.or_heads = options.or_heads;
  question.rho_common = options.rho_common;
  question.rho_bloc = options.rho_bloc;
  question.rho_absent = options.rho_absent;
  question.quorum = options.quorum;
  std::uint64_t voters = 0;
  for (const auto& bloc : question.blocs) voters += bloc.voters;
  if (options.members > 0 && options.members != voters)
    return fail(ErrorCode::bad_use, "--members is " + std::to_string(options.members) + ", but the blocs hold " + std::to_string(voters));
  return question;
}

void run_pass(const PassOptions& options, Door& door) {
  const auto question = vote_question(options);
  if (!question) return door.fail(question.error());
  const auto answer = ratify::pass(*question, door.run);
  if (!answer) return door.fail(answer.error());
  std::optional<study::Pivots> pivots;
  if (options.pivots) {
    auto found = ratify::pivots(*question, door.run);
    if (!found) return door.fail(found.error());
    pivots = std::move(*found);
  }
  const study::Pivots* shown = pivots ? &*pivots : nullptr;
  door.print(options.json ? brief::vote_json(*question, *answer, shown) : brief::vote_text(*question, *answer, shown));
}

void add_pass(CLI::App& ratify, Door& door) {
  auto options = std::make_shared<PassOptions>();
  CLI::App* command = ratify.add_subcommand("pass", "how likely a chamber says yes, with members who move together and as if each decided alone");
  command->add_option("--members", options->members, "how many there are: checked against the blocs");
  command->add_option("--need", options->need, "so many votes (67), a share of the votes cast (2/3), more than a share (>1/2)")->required();
  command->add_option("--and-members", options->heads, "and so many members, where votes are weighted");
  command->add_option("--or-members", options->or_heads, "or so many members, whatever their votes");
  command->add_option("--blocs", options->blocs, "VOTERS@CHANCE, parted by commas; 53@0.45*2 two votes each, 53@0.45~0.1 absent with 0.1")->required();
  command->add_option("--rho-common", options->rho_common, "how strongly all members move together, 0..1");
  command->add_option("--rho-bloc", options->rho_bloc, "how strongly members of one bloc do, beyond that; with a whip count 0.3, without 0.6");
  command->add_option("--quorum", options->quorum, "so many members must be present, whatever they vote");
  command->add_option("--rho-absent", options->rho_absent, "how strongly members stay away together, 0..1");
  command->add_flag("--pivots", options->pivots, "on whom it hangs");
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n"
                  "  locarno ratify pass --members 100 --need 67 --blocs 47@0.95,53@0.45 --rho-common 0.1 --rho-bloc 0.3\n"
                  "  locarno ratify pass --need 2/3 --blocs 47@0.95~0.02,53@0.45~0.05 --json\n"
                  "  locarno ratify pass --need '>1/2' --quorum 31 --blocs 40@0.8~0.3,20@0.3~0.3 --rho-absent 0.4");
  command->callback([options, &door] { run_pass(*options, door); });
}

struct CaseRatifyOptions {
  std::string place, settlement, language = "en";
  double tau = 0.5;
  bool json = false;
};

void run_case(const CaseRatifyOptions& options, Door& door) {
  const auto loaded = load_case(options.place);
  if (!loaded) return door.fail(loaded.error());
  const auto outlook = load_outlook(options.place, **loaded);
  if (!outlook) return door.fail(outlook.error());
  const auto chosen = parse_settlement(options.settlement, **loaded);
  if (!chosen) return door.fail(chosen.error());
  const study::RatificationQuestion question{&**loaded, &*outlook, *chosen, options.tau};
  const auto answer = study::ratification(question, door.run);
  if (!answer) return door.fail(answer.error());
  const PageLanguage language = options.language == "zh" ? PageLanguage::zh : PageLanguage::en;
  door.print(options.json ? brief::ratification_json(question, *answer) : brief::ratification_text(question, *answer, language));
}

void add_ratify(CLI::App& app, Door& door) {
  auto options = std::make_shared<CaseRatifyOptions>();
  CLI::App* command = app.add_subcommand("ratify", "would it pass at home: a case body by body, voting power, the chance of one vote");
  command->require_subcommand(0, 1);
  command->add_option("CASE", options->place, "a case folder whose case.toml names institutions");
  command->add_option("--settlement", options->settlement, "ISSUE=OPTION, parted by commas; what is left out shifts nothing");
  command->add_option("--tau", options->tau, "the chance with which a settlement counts as passing")->check(CLI::Range(0.0, 1.0));
  command->add_option("--lang", options->language, "names in en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_flag("--json", options->json, "print JSON");
  add_power(*command, door);
  add_pass(*command, door);
  command->footer("Examples:\n  locarno ratify cases/ukraine-2025 --settlement security_guarantees=article5_like_limited\n"
                  "  locarno ratify power --quota 39 --weights 7x5,1x10\n"
                  "  locarno ratify pass --members 100 --need 67 --blocs 47@0.95,53@0.45 --rho-common 0.1 --rho-bloc 0.3");
  command->callback([options, command, &door] {
    if (!command->get_subcommands().empty()) return;
    if (options->place.empty()) return door.fail({ErrorCode::bad_use, "name a case folder, or ask for power or pass; --help has examples", ""});
    run_case(*options, door);
  });
}
const Register ratify_registered(26, add_ratify);

}  // namespace
}  // namespace locarno::cli
