#include "domain_settle.hpp"

#include <filesystem>
#include <fstream>

#include "brief/points_page.hpp"
#include "deadline.hpp"
#include "brief/points_picture.hpp"
#include "svg_files.hpp"

namespace locarno::cli {
namespace {

settle::DomainFormat format_of(const std::string& name) {
  if (name == "genius") return settle::DomainFormat::genius;
  if (name == "geniusweb") return settle::DomainFormat::geniusweb;
  if (name == "negolog") return settle::DomainFormat::negolog;
  return name == "csv" ? settle::DomainFormat::csv : settle::DomainFormat::neutral;
}

/// One file and no folder: to standard output. Files that are there are never overwritten.
void export_domain(const study::DomainQuestion& question, const DomainOptions& options, Door& door) {
  const auto written = study::convert_domain(question, format_of(options.format));
  if (!written) return door.fail(written.error());
  if (options.folder.empty() && written->files.size() > 1)
    return door.fail({ErrorCode::bad_use, "this format takes " + std::to_string(written->files.size()) + " files; name a folder with --to", ""});
  if (options.folder.empty()) return door.print(written->files.front().bytes);
  namespace fs = std::filesystem;
  std::error_code code;
  fs::create_directories(options.folder, code);
  for (const settle::DomainFile& file : written->files)
    if (fs::exists(fs::path(options.folder) / file.name, code))
      return door.fail({ErrorCode::io, "this file is there already and is not overwritten", (fs::path(options.folder) / file.name).string()});
  for (const settle::DomainFile& file : written->files) {
    const fs::path path = fs::path(options.folder) / file.name;
    std::ofstream out(path, std::ios::binary);
    out << file.bytes;
    if (!out.flush()) return door.fail({ErrorCode::io, "cannot write this file", path.string()});
    door.print(path.string() + "\n");
  }
  for (const std::string& note : written->notes) door.print("note: " + note + "\n");
}

}  // namespace

void add_domain_options(CLI::App& command, DomainOptions& options) {
  const std::string group = "For a domain folder, or a case with scores";
  command.add_option("--compat", options.compat, "whose definitions, and for negmas whose reading of files (docs/domains.md)")
      ->check(CLI::IsMember({"none", "genius", "negmas"}))->group(group);
  command.add_option("--profiles", options.profiles, "take these profiles only, in this order")->delimiter(',')->group(group);
  command.add_flag("--frontier", options.frontier, "list the points of the frontier, too")->group(group);
  command.add_flag("--no-frontier", options.no_frontier, "fair points only, without building the frontier")->group(group);
  command.add_option("--only", options.only, "without the frontier, look for these points only")->delimiter(',')
      ->check(CLI::IsMember({"nash", "ks", "egalitarian", "welfare"}))->group(group);
  command.add_option("--draft", options.draft, "is this draft efficient, what is better, what lifts a party above its fallback? "
                     "One option for each issue, parted by '|'")->group(group);
  command.add_option("--limit", options.limit, "stop after so much work (steps of the search)")->group(group);
  command.add_option("--seconds", options.seconds, "stop after so many seconds with what is known")->check(CLI::NonNegativeNumber)->group(group);
  command.add_option("--svg", options.svg, "write the frontier with its fair points as frontier.svg into this folder")->group(group);
  auto* format = command.add_option("--export", options.format, "write the domain in another format")
      ->check(CLI::IsMember({"genius", "geniusweb", "negolog", "neutral", "csv"}))->group(group);
  command.add_option("--to", options.folder, "folder for --export")->needs(format)->group(group);
}

bool is_domain(const std::string& place) { return study::is_domain_place(place); }

namespace {

study::DomainQuestion question_of(const DomainOptions& options) {
  study::DomainQuestion question;
  question.profiles = options.profiles;
  question.draft = options.draft;
  question.with_frontier = !options.no_frontier;
  question.only = options.only;
  question.compat = options.compat == "genius"   ? study::Compat::genius
                    : options.compat == "negmas" ? study::Compat::negmas
                                                 : study::Compat::own;
  return question;
}

}  // namespace

namespace {

/// False when a picture was asked for and could not be written; the door has the status.
bool draw(const study::DomainAnswer& answer, const DomainOptions& options, PageLanguage language, Door& door) {
  if (options.svg.empty() || answer.report) return true;
  const std::string svg = brief::points_svg(answer, language);
  if (svg.empty()) return true;  // one party, or no point known
  if (const auto written = write_pictures(options.svg, {{"frontier.svg", svg}}); !written) {
    door.fail(written.error());
    return false;
  }
  return true;
}

}  // namespace

std::string settle_case_points(const study::Brief& brief, const std::string& printed, const DomainOptions& options, PageLanguage language,
                               bool json, Door& door) {
  const auto answer = study::case_points(brief, question_of(options), door.run);
  if (!answer && answer.error().code == ErrorCode::cancelled) {  // what is known besides is printed
    door.status = 4;
    return printed;
  }
  if (!answer) {
    door.fail(answer.error());
    return "";
  }
  if (!*answer) return printed;
  if ((*answer)->points.is_cancelled) door.status = 4;
  if (!draw(**answer, options, language, door)) return "";
  return json ? brief::with_points_json(printed, **answer, options.frontier) : printed + "\n" + brief::points_text(**answer, options.frontier, language);
}

void settle_domain(const std::string& place, const DomainOptions& options, PageLanguage language, bool json, Door& door) {
  study::DomainQuestion question = question_of(options);
  question.place = place;
  if (!options.format.empty()) return export_domain(question, options, door);
  Run run = door.run;
  run.limits.nodes = options.limit;
  const Deadline deadline(run, options.seconds);
  const auto answer = study::domain_points(question, run);
  if (!answer) return door.fail(answer.error());
  if (!draw(*answer, options, language, door)) return;
  door.print(json ? brief::points_json(*answer, options.frontier) : brief::points_text(*answer, options.frontier, language));
  const bool is_cut = answer->report ? !answer->report->is_efficient : answer->points.frontier != Verdict::proved &&
                      (options.limit > 0 || answer->points.is_cancelled);
  if (is_cut) door.status = 4;
}

}  // namespace locarno::cli
