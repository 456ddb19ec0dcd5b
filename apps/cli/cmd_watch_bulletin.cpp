// locarno watch board | bulletin | key | verify: where the terms stand, what is published, whether it holds.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/file.hpp"
#include "base/json_line.hpp"
#include "brief/bulletin_page.hpp"
#include "brief/safe.hpp"
#include "brief/watch_pictures.hpp"
#include "svg_files.hpp"
#include "watch/bulletin.hpp"
#include "watch/sign.hpp"
#include "watch_group.hpp"
#include "watch_options.hpp"

namespace locarno::cli {
namespace {

constexpr std::size_t most_file_bytes = 256u << 20;

/// A secret: nobody else may read it, and none is overwritten.
Result<void> write_secret(const std::string& path, const std::string& bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return fail(ErrorCode::io, std::string("cannot make this file: ") + std::strerror(errno), path);
  const bool is_whole = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!is_whole) return fail(ErrorCode::io, "cannot write this file", path);
  return {};
}

struct BoardOptions : WatchOptions {
  std::string as_of, language = "en", svg;
};

void run_board(const BoardOptions& options, Door& door) {
  WatchOptions when = options;
  when.at = options.as_of;
  const auto at = time_of(when, door);
  if (!at) return;
  const auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  const std::int64_t as_of = parse_instant(*at)->at;
  const auto answer = study::board(*monitor, as_of, door.run);
  if (!answer) return door.fail(answer.error());
  const PageLanguage language = options.language == "zh" ? PageLanguage::zh : PageLanguage::en;
  if (!options.svg.empty()) {
    const auto written = write_pictures(options.svg, {{"map.svg", brief::watch_map_svg(monitor->terms, monitor->geometry, answer->marks, as_of, true, language)},
                                                      {"timeline.svg", brief::watch_timeline_svg(monitor->terms, answer->marks, as_of, language)}});
    if (!written) return door.fail(written.error());
  }
  door.print(options.json ? brief::board_json(answer->board, monitor->terms) : brief::board_text(answer->board, monitor->terms, language));
}

struct BulletinOptions : WatchOptions {
  std::string day, key, out, language = "en";
  std::vector<std::string> redact;
};

void run_bulletin(const BulletinOptions& options, Door& door) {
  const auto has = [](std::span<const std::string_view> names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  for (const std::string& name : options.redact)   // a slip of the pen would publish what was to be hidden
    if (!has(watch::bulletin_fields(false), name) && !has(watch::bulletin_fields(true), name)) return door.fail({ErrorCode::bad_use, "no field '" + name + "' to redact", "--redact"});
  const auto day = parse_instant(options.day), now = parse_instant(*time_of(WatchOptions(), door));
  if (day && day->at > now->at) return door.fail({ErrorCode::bad_use, "'" + options.day + "' has not begun: nobody can say what happened on it", "--day"});
  const auto secret = read_file(options.key, most_file_bytes);
  if (!secret) return door.fail(secret.error());
  auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  const auto made = study::make_bulletin(*monitor, options.day, *secret, door.run);
  if (!made) return door.fail(made.error());
  std::set<std::string> redact(options.redact.begin(), options.redact.end());
  const std::string json = watch::bulletin_json(made->sealed, redact);
  if (options.out.empty()) {
    const PageLanguage language = options.language == "zh" ? PageLanguage::zh : PageLanguage::en;
    return door.print(options.json ? json : brief::bulletin_markdown(*made, *monitor, redact, language));
  }
  std::error_code code;
  std::filesystem::create_directories(options.out, code);
  const std::string base = (std::filesystem::path(options.out) / ("bulletin-" + options.day + (redact.empty() ? "" : "-redacted"))).string();
  std::vector<std::pair<std::string, std::string>> files{{base + ".json", json}};
  for (const auto& [name, language] : {std::pair("en", PageLanguage::en), std::pair("zh", PageLanguage::zh)}) {
    files.emplace_back(base + "." + name + ".md", brief::bulletin_markdown(*made, *monitor, redact, language));
    files.emplace_back(base + "." + name + ".html", brief::bulletin_html(*made, *monitor, redact, language));
  }
  for (const auto& [path, bytes] : files)
    if (const auto written = write_file(path, bytes); !written) return door.fail(written.error());
  if (options.json) return door.print(fmt::format("{{\"hash\":\"{}\",\"number\":{},\"new\":{}}}\n", made->sealed.hash, made->sealed.number, made->is_new));
  door.print(fmt::format("bulletin {} of {}: {} findings, hash {}{}\nwritten to {}.json, .en.md, .zh.md, .en.html, .zh.html\n", made->sealed.number, made->sealed.day, made->findings.size(), made->sealed.hash,
                         made->is_new ? "" : " (as published before)", base));
}

struct VerifyOptions {
  std::string place, store, key;
  std::vector<std::string> files;
  bool json = false;
};

void run_verify(const VerifyOptions& options, Door& door) {
  std::string key;
  if (!options.key.empty()) {
    const auto text = read_file(options.key, most_file_bytes);
    if (!text) return door.fail(text.error());
    key = *text;
  }
  std::vector<std::pair<std::string, std::string>> problems;
  std::size_t checked = 0;
  std::error_code code;
  std::string expected_previous;
  for (const std::string& path : options.files) {
    if (std::filesystem::is_directory(path, code)) {
      auto monitor = study::open_monitor(path, options.store, false);
      if (!monitor) return door.fail(monitor.error());
      ++checked;
      if (const auto whole = monitor->store.verify(); !whole) {
        if (whole.error().code != ErrorCode::bad_input) return door.fail(whole.error());
        problems.emplace_back(path, whole.error().what);
      }
      continue;
    }
    const auto text = read_file(path, most_file_bytes);
    if (!text) return door.fail(text.error());
    const auto bulletin = watch::read_bulletin(*text, path);
    if (!bulletin) return door.fail(bulletin.error());
    ++checked;
    for (const std::string& problem : watch::check_bulletin(*bulletin, key)) problems.emplace_back(path, problem);
    if (!expected_previous.empty() && bulletin->previous != expected_previous && bulletin->hash != expected_previous) problems.emplace_back(path, "it does not follow from the bulletin given before it");
    expected_previous = bulletin->hash;
  }
  if (!problems.empty()) door.status = 1;
  for (const auto& [path, problem] : problems) {
    std::string out;
    JsonLine line(out);
    line.text("file", path);
    line.text("problem", problem);
    line.end();
    door.print(options.json ? out + "\n" : brief::visible(path + ": " + problem) + "\n");
  }
  if (options.json) return door.print(fmt::format("{{\"checked\":{},\"problems\":{}}}\n", checked, problems.size()));
  door.print(fmt::format("{} checked, {} problems{}\n", checked, problems.size(), key.empty() ? "; without --key the signature only says that a file is whole, not whose it is" : ""));
}

void run_key(const std::string& path, Door& door) {
  const auto made = watch::make_key();
  if (!made) return door.fail(made.error());
  if (const auto written = write_secret(path, made->secret_pem); !written) return door.fail(written.error());
  if (const auto written = write_file(path + ".pub", made->public_pem); !written) return door.fail(written.error());
  door.print("secret key in " + brief::visible(path) + ", public key in " + brief::visible(path) + ".pub\n");
}

void add_board(CLI::App& app, Door& door) {
  CLI::App* group = watch_group(app);
  auto board = std::make_shared<BoardOptions>();
  CLI::App* command = group->add_subcommand("board", "clause by week: not due, started, partly, done, disputed, breached; deadlines; quiet days");
  add_watch_options(*command, *board);
  command->add_option("--as-of", board->as_of, "as of this instant instead of now");
  command->add_option("--lang", board->language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
  command->add_option("--svg", board->svg, "write map.svg and timeline.svg into this folder");
  command->footer("Examples:\n  locarno watch board cases/river-truce --as-of 2026-03-20\n  locarno watch board cases/river-truce --as-of 2026-03-20 --svg pictures --json");
  command->callback([board, &door] { run_board(*board, door); });

  auto bulletin = std::make_shared<BulletinOptions>();
  command = group->add_subcommand("bulletin", "a day's findings, signed and chained to the one before; with --redact one that still verifies");
  add_watch_options(*command, *bulletin);
  command->add_option("--day", bulletin->day, "2026-03-02, UTC")->required();
  command->add_option("--key", bulletin->key, "Ed25519 secret key in PEM (locarno watch key)")->required();
  command->add_option("--out", bulletin->out, "write JSON, Markdown and HTML in both languages into this folder");
  command->add_option("--redact", bulletin->redact, "fields to leave out, e.g. sources,evidence,place,dissent,objections")->delimiter(',');
  command->add_option("--lang", bulletin->language, "of what is printed: zh or en")->check(CLI::IsMember({"zh", "en"}));
  command->footer("Examples:\n  locarno watch key mission.pem\n  locarno watch bulletin cases/river-truce --day 2026-03-02 --key mission.pem --out bulletins\n"
                  "  locarno watch bulletin cases/river-truce --day 2026-03-02 --key mission.pem --redact sources,evidence,place --json");
  command->callback([bulletin, &door] { run_bulletin(*bulletin, door); });

  auto verify = std::make_shared<VerifyOptions>();
  command = group->add_subcommand("verify", "do bulletins and the log hold: commitments, chain, signature, raw reports");
  command->add_option("FILE", verify->files, "bulletins in order, or a case folder for its log and raw reports")->required();
  command->add_option("--key", verify->key, "the publisher's public key in PEM");
  command->add_option("--watch", verify->store, "the file of reports and decisions of a case folder given");
  command->add_flag("--json", verify->json, "print JSON");
  command->footer("Examples:\n  locarno watch verify bulletin-2026-03-02.json --key mission.pem.pub\n  locarno watch verify cases/river-truce\nExit code 0: all holds. 1: something does not, and what.");
  command->callback([verify, &door] { run_verify(*verify, door); });

  auto key = std::make_shared<std::string>();
  command = group->add_subcommand("key", "make an Ed25519 key to sign bulletins with");
  command->add_option("FILE", *key, "the secret key is written here, the public one to FILE.pub")->required();
  command->footer("Examples:\n  locarno watch key mission.pem");
  command->callback([key, &door] { run_key(*key, door); });
}
const Register registered(29, add_board);

}  // namespace
}  // namespace locarno::cli
