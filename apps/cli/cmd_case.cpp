// locarno case check|new: is a case file sound, and a first one from what reports say.
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "door.hpp"
#include "model/case_file.hpp"
#include "stance/first_case.hpp"
#include "study/brief.hpp"
#include "study/desk.hpp"
#include "study/outlook_case.hpp"

namespace locarno::cli {
namespace {

void check_case(Door& door, const std::string& folder) {
  const auto loaded = load_case(folder);
  if (!loaded) {
    door.fail(loaded.error());
    if (loaded.error().code == ErrorCode::bad_input) door.status = 1;  // the question was answered: it is not sound
    return;
  }
  const Case& c = **loaded;
  const auto outlook = load_outlook(folder, c);
  const auto sound = outlook ? study::check_outlook(c, *outlook) : Result<void>(Failure(outlook.error()));
  if (!sound) {
    door.fail(sound.error());
    if (sound.error().code == ErrorCode::bad_input) door.status = 1;
    return;
  }
  std::size_t options = 0, signatories = 0;
  for (const Issue& issue : c.issues) options += issue.options.size();
  for (const Party& party : c.parties) signatories += party.signs ? 1 : 0;
  door.print(fmt::format("{}: {} parties ({} sign), {} issues with {} options, {} stances and {} red lines set by hand, "
                         "{} gates, {} promises: sound\n",
                         c.id, c.parties.size(), signatories, c.issues.size(), options, c.stances.size(),
                         c.red_lines.size(), c.gates.size(), c.promises.size()));
}

/// Creates `path`; never overwrites.
Result<void> create_file(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wx");
  if (file == nullptr && errno == EEXIST)
    return fail(ErrorCode::bad_use, "this file exists; `case new` never overwrites one: name another folder", path);
  if (file == nullptr) return fail(ErrorCode::io, std::string("cannot create this file: ") + std::strerror(errno), path);
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) == 0 && written) return {};
  std::error_code ignored;
  std::filesystem::remove(path, ignored);  // half a case is worse than none
  return fail(ErrorCode::io, "cannot write this file to its end: the disk may be full", path);
}

struct NewCase {
  std::string folder = ".";
  std::vector<std::string> from;
};

void new_case(Door& door, NewCase wanted) {
  namespace fs = std::filesystem;
  std::error_code code;
  const std::string path = (fs::path(wanted.folder) / "case.toml").string();
  if (fs::exists(path, code))
    return door.fail({ErrorCode::bad_use, "this file exists; `case new` never overwrites one: name another folder", path});
  const fs::path own = fs::path(wanted.folder) / "reports";
  if (wanted.from.empty() && fs::is_directory(own, code)) wanted.from = {own.string()};
  if (wanted.from.empty())
    return door.fail({ErrorCode::bad_use, "no reports to start from: give --from REPORTS, or put them into " + own.string(), ""});
  study::DeskQuestion question;
  question.reports = wanted.from;
  question.ledger = ":memory:";
  auto desk = study::open_desk(question, door.run);
  if (!desk) return door.fail(desk.error());
  for (const study::Unread& unread : desk->unread) door.fail(unread.error);
  const Case c = stance::first_case(study::plain_case(desk->records, desk->codebook), desk->records, desk->codebook);
  if (auto sound = check(c); !sound) return door.fail(sound.error());
  fs::create_directories(wanted.folder, code);
  const auto written = create_file(path, stance::write_first_case(c, wanted.from.front()));
  if (!written) return door.fail(written.error());
  door.print(fmt::format("{}: {} parties and {} issues from {} reports; read it and correct it, then: locarno case check {}\n",
                         path, c.parties.size(), c.issues.size(), desk->documents.size(), wanted.folder));
}

void add_case(CLI::App& app, Door& door) {
  auto* command = app.add_subcommand("case", "Check a case file, or write a first one");
  command->require_subcommand(1);
  command->footer("Examples:\n"
                  "  locarno case new my-case --from reports/\n"
                  "  locarno case check my-case");

  auto* check = command->add_subcommand("check", "Is FOLDER/case.toml sound? Exit code 0 yes, 1 no");
  auto folder = std::make_shared<std::string>();
  check->add_option("folder", *folder, "case folder")->required()->type_name("FOLDER");
  check->footer("Examples:\n"
                "  locarno case check cases/ukraine-2025\n"
                "  locarno case check my-case || $EDITOR my-case/case.toml");
  check->callback([&door, folder] { check_case(door, *folder); });

  auto* fresh = command->add_subcommand("new", "Write a first FOLDER/case.toml from what reports say, for a person to correct");
  auto wanted = std::make_shared<NewCase>();
  fresh->add_option("folder", wanted->folder, "case folder, made when it does not exist")->type_name("FOLDER");
  fresh->add_option("--from", wanted->from, "reports to start from (file or folder); default: FOLDER/reports")->type_name("REPORTS");
  fresh->footer("Examples:\n"
                "  locarno case new my-case --from reports/      # then read and correct my-case/case.toml\n"
                "  locarno case new my-case                      # from my-case/reports\n"
                "  locarno brief my-case");
  fresh->callback([&door, wanted] { new_case(door, *wanted); });
}

const Register registered(60, add_case);

}  // namespace
}  // namespace locarno::cli
