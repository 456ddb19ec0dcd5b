// locarno read FILE|DIR|-: one report or many into records anchored in their words.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "base/utf8.hpp"
#include "desk_options.hpp"
#include "model/record_json.hpp"
#include "read/read.hpp"

namespace locarno::cli {
namespace {

using Json = nlohmann::json;

struct ReadOptions {
  std::vector<std::string> paths;
  std::string case_folder;
  std::vector<std::string> codebooks;
  std::string ledger;
  bool json = false;
  bool all = false;
};

Result<std::string> file_bytes(const std::string& path) {
  if (path == "-") {
    std::string all;
    char chunk[65536];
    for (std::size_t n; (n = std::fread(chunk, 1, sizeof chunk, stdin)) > 0;) all.append(chunk, n);
    if (std::ferror(stdin) != 0) return fail(ErrorCode::io, "cannot read standard input", "-");
    return all;
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  if (in) bytes << in.rdbuf();
  if (!in || in.bad()) return fail(ErrorCode::io, "cannot open or read the file", path);
  return std::move(bytes).str();
}

std::string base_name(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// Where readings are kept as well, when --ledger names a file.
struct Keeper {
  std::optional<ledger::Ledger> ledger;
  std::string key;

  Result<void> keep(const std::string& bytes, const read::Reading& reading) {
    if (!ledger) return {};
    LOC_TRY(const bool known, ledger->has(reading.document.sha256, key));
    if (known) return {};
    return ledger->put(bytes, reading.document, reading.records, key);
  }
};

Result<Keeper> open_keeper(const ReadOptions& options, const Codebook& codebook) {
  Keeper keeper;
  if (options.ledger.empty()) return keeper;
  LOC_TRY(ledger::Ledger opened, ledger::Ledger::open(options.ledger));
  keeper.ledger.emplace(std::move(opened));
  keeper.key = study::reading_key(codebook);
  return keeper;
}

Json span_json(const Document& d, const CharIndex& chars, Span span) {
  return {{"doc", d.name}, {"byte_start", span.begin}, {"byte_end", span.end}, {"char_start", chars.chars_before(span.begin)},
          {"char_end", chars.chars_before(span.end)}, {"text", slice(d.text, span)}};
}

/// The lines of --all: the document, its blocks and its times, in the shapes of the annotation files.
std::string extra_lines(const read::Reading& reading, const CharIndex& chars) {
  const Document& d = reading.document;
  Json head = {{"type", "document"}, {"doc", d.name}, {"id", d.id}, {"sha256", d.sha256}, {"container", d.container},
               {"encoding", d.encoding}, {"title", d.title}, {"outlet", d.outlet}, {"source_credit", d.credits},
               {"byline", d.byline}, {"pub_date", d.published ? Json(to_string(*d.published)) : Json()},
               {"pub_date_basis", to_string(d.published_basis)}, {"pub_date_inferred", d.published_inferred},
               {"pub_date_why", d.published_why}, {"languages", Json::array()}};
  for (const Language language : d.languages) head["languages"].push_back(to_string(language));
  std::string out = head.dump() + "\n";
  for (const Block& b : d.blocks) {
    Json line = span_json(d, chars, b.span);
    line["type"] = "block";
    line["role"] = to_string(b.role);
    line["language"] = to_string(b.language);
    line["why"] = b.why;
    if (b.continues >= 0) line["continues"] = b.continues;
    out += line.dump() + "\n";
  }
  for (const read::TimeMention& t : reading.times) {
    Json line = span_json(d, chars, t.span);
    line["time_type"] = t.type;
    line["type"] = "time";
    line["value"] = t.value;
    line["anchor"] = t.anchor;
    out += line.dump() + "\n";
  }
  return out;
}

/// The first `most` columns of a text on one line; a Han character takes two.
std::string clipped(const std::string& text, unsigned most) {
  std::string out;
  unsigned width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const unsigned w = c.value >= 0x1100 ? 2 : 1;
    if (width + w + 1 > most) return out + "\xE2\x80\xA6";
    if (c.value < 0x20) out += ' ';
    else out.append(text, at, c.size);
    width += w;
    at += c.size;
  }
  return out;
}

std::string table(const read::Reading& reading, unsigned width) {
  const Document& d = reading.document;
  std::string languages;
  for (const Language language : d.languages) languages += (languages.empty() ? "" : ", ") + std::string(to_string(language));
  std::string out = fmt::format("{}\n  {} | published {} | {} | {} records\n", d.name, d.outlet.empty() ? "no outlet printed" : d.outlet,
                                d.published ? to_string(*d.published) + " (" + std::string(to_string(d.published_basis)) +
                                                  (d.published_inferred ? ", inferred)" : ")")
                                            : std::string("unknown"),
                                languages.empty() ? "language unknown" : languages, reading.records.size());
  for (const Record& r : reading.records) {
    std::string who = r.speaker + " [" + r.speaker_party + "]";
    for (std::size_t i = r.via.size(); i-- > (d.outlet.empty() ? 0u : 1u);) who += " via " + r.via[i];
    out += fmt::format("  {:10}  {}\n", r.date ? to_string(*r.date) : "undated", clipped(who, width - 14));
    std::string what = std::string(to_string(r.kind)) + ", " + r.issue + ", " + std::string(to_string(r.stance));
    if (!r.stance_holder.empty()) what += " of " + r.stance_holder;
    if (r.negated) what += ", negated";
    if (r.stance_if) what += ", if: " + r.stance_if->text;
    out += fmt::format("              {}\n              {} [{}-{}]\n", clipped(what, width - 14), clipped(r.text, width - 30), r.char_start,
                       r.char_end);
  }
  return out;
}

void run_read(const ReadOptions& options, Door& door) {
  study::DeskQuestion books;
  books.place = options.case_folder;
  books.codebooks = options.codebooks;
  auto codebook = study::load_codebook(books);
  if (!codebook) return door.fail(codebook.error());
  auto keeper = open_keeper(options, *codebook);
  if (!keeper) return door.fail(keeper.error());
  auto reader = read::Reader::make(std::move(*codebook));
  if (!reader) return door.fail(reader.error());
  std::vector<std::string> files;
  bool any_bad = false;
  const auto bad = [&](const Error& error) {
    door.fail(error);
    any_bad = true;
  };
  for (const std::string& path : options.paths) {
    if (path == "-") { files.push_back(path); continue; }
    auto found = study::report_files({path});
    if (!found) { bad(found.error()); continue; }
    files.insert(files.end(), found->begin(), found->end());
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (door.run.is_cancelled()) return door.fail({ErrorCode::cancelled, "reading was stopped", files[i]});
    if (files.size() > 1) door.run.report("reports", i, files.size());
    auto bytes = file_bytes(files[i]);
    if (!bytes) { bad(bytes.error()); continue; }
    auto reading = reader->read(*bytes, files[i] == "-" ? "-" : base_name(files[i]), door.run);
    if (!reading) {
      if (reading.error().code == ErrorCode::cancelled) return door.fail(reading.error());
      bad(reading.error());
      continue;
    }
    if (auto kept = keeper->keep(*bytes, *reading); !kept) return door.fail(kept.error());
    if (!options.json) { door.print(table(*reading, terminal_width())); continue; }
    const CharIndex chars(reading->document.text);
    std::string lines;
    if (options.all) lines = extra_lines(*reading, chars);
    for (const Record& record : reading->records) lines += to_json_line(record, chars) + "\n";
    door.print(lines);
  }
  door.end_progress();
  // one report that could not be read does not hide the others, but the exit code says so; alone, it says why
  if (any_bad && files.size() > 1) door.status = exit_code(ErrorCode::bad_input);
}

void add_read(CLI::App& app, Door& door) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App* command = app.add_subcommand("read", "who says what in a report, word for word, with dates and relays");
  command->add_option("reports", options->paths, "files, folders, or - for standard input")->required()->type_name("FILE|DIR|-");
  command->add_option("--case", options->case_folder, "a case folder whose codebook.toml is used too");
  command->add_option("--codebook", options->codebooks, "a further codebook (.toml or .tsv); may be given again");
  command->add_option("--ledger", options->ledger, "keep documents and records in this ledger as well, for search and review");
  command->add_flag("--json", options->json, "one JSON object a line");
  command->add_flag("--all", options->all, "with --json: documents, blocks and times too");
  command->footer("Examples:\n  locarno read report.html\n  locarno read reports/ --case cases/ukraine-2025 --json\n"
                  "  locarno read reports/ --ledger desk.db && locarno search ceasefire --ledger desk.db\n"
                  "  cat report.txt | locarno read - --json --all");
  command->callback([options, &door] { run_read(*options, door); });
}

const Register registered(11, add_read);

}  // namespace
}  // namespace locarno::cli
