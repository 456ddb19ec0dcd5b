// locarno brief: the main job.
#include <fmt/format.h>

#include <memory>

#include "brief/brief_page.hpp"
#include "brief/points_picture.hpp"
#include "desk_options.hpp"
#include "study/domain_points.hpp"
#include "svg_files.hpp"

namespace locarno::cli {
namespace {

struct BriefOptions : DeskOptions {
  std::string html;
  std::string svg;
  bool markdown = false;
  bool lint = false;
};

void run_lint(const BriefOptions& options, const Answered& answered, Door& door) {
  const PageLanguage language = options.page_language();
  door.print(options.json ? brief::lint_json(answered.brief)
                          : brief::lint_terminal(answered.brief, language, door.color, terminal_width()));
  if (door.status == 0 && !answered.brief.lint.empty()) door.status = 1;
}

constexpr std::uint64_t points_limit_nodes = 2'000'000;  ///< of the frontier on a page

/// The page, with the frontier and the fair points where the case has scores.
std::string html_of(const study::Brief& brief, PageLanguage language, Door& door) {
  Run run = door.run;
  run.limits.nodes = points_limit_nodes;
  const auto points = study::case_points(brief, {}, run);
  if (!points && points.error().code != ErrorCode::cancelled) door.fail(points.error());
  return points && *points ? brief::html_with_points(brief, language, **points) : brief::to_html(brief, language);
}

void run_brief(const BriefOptions& options, Door& door) {
  const auto answered = answer(options, door);
  if (!answered) return;
  const PageLanguage language = options.page_language();
  if (options.lint) return run_lint(options, *answered, door);
  const study::Brief& page = answered->brief;
  if (!options.html.empty() && options.html != "-") {
    if (auto written = write_file(options.html, html_of(page, language, door)); !written) return door.fail(written.error());
  }
  if (!options.svg.empty()) {
    const auto written = write_pictures(options.svg, brief::pictures_of(page, language));
    if (!written) return door.fail(written.error());
    if (options.html.empty() && !options.json && !options.markdown) return door.print(*written);
  }
  if (options.json) door.print(brief::to_json(page));
  else if (options.markdown) door.print(brief::to_markdown(page, language));
  else if (options.html == "-") door.print(html_of(page, language, door));
  else if (options.html.empty()) door.print(brief::to_terminal(page, language, door.color, terminal_width()));
  else door.print(fmt::format("{}\n", options.html));
}

void add_brief(CLI::App& app, Door& door) {
  auto options = std::make_shared<BriefOptions>();
  options->end_states = true;
  CLI::App* command = app.add_subcommand("brief", "one sourced page: where each party stands, what could be signed, what is in the way");
  add_desk_options(*command, *options, door);
  command->add_option("--since", options->since, "show what moved after this day");
  command->add_option("-o,--html", options->html, "write the page to this file ('-' = standard output)");
  command->add_option("--svg", options->svg, "write the page's pictures as SVG files into this folder");
  command->add_flag("--md", options->markdown, "print Markdown");
  command->add_flag("--lint", options->lint, "list claims that are uncited, single-source, relayed only or stale; exit 1 when there are any");
  command->footer("Examples:\n"
                  "  locarno brief cases/ukraine-2025 --html brief.html\n"
                  "  locarno brief cases/ukraine-2025 --as-of 2024-12-04 --lang zh\n"
                  "  locarno brief my-reports/ --json | python3 -m json.tool | less\n"
                  "  locarno brief cases/ukraine-2025 --svg pictures/\n"
                  "  locarno brief cases/ukraine-2025 --lint");
  command->callback([options, &door] { run_brief(*options, door); });
}
const Register registered(10, add_brief);

}  // namespace
}  // namespace locarno::cli
