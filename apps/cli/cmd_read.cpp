// locarno read FILE|DIR|-: one report or many into records anchored in their words.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <thread>

#include "base/json_line.hpp"
#include "brief/safe.hpp"
#include "desk_options.hpp"
#include "model/record_json.hpp"
#include "read/read.hpp"
#include "relation_lines.hpp"
#include "study/intake.hpp"
#include "study/ordered.hpp"
#include "study/watch.hpp"

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
  std::string lines;          // --jsonl FILE|-
  bool watch = false;
  unsigned longest_mib = 8;   // of one line
  std::size_t window = 500;   // reports among which --watch looks for links
};

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

void put_span(JsonLine& line, const CharIndex& chars, Span span) {
  line.number("byte_end", span.end);
  line.number("byte_start", span.begin);
  line.number("char_end", chars.chars_before(span.end));
  line.number("char_start", chars.chars_before(span.begin));
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
  head["wrapping"] = d.wrapping.empty() ? Json() : Json(d.wrapping);
  head["source_id"] = d.source_id.empty() ? Json() : Json(d.source_id);
  head["address"] = d.address.empty() ? Json() : Json(d.address);
  head["notes"] = Json::array();
  for (const DocumentNote& note : d.notes) {
    Json line = {{"kind", note.kind}, {"note", note.text}};
    if (!note.span.empty())
      line.update({{"doc", d.name}, {"byte_start", note.span.begin}, {"byte_end", note.span.end}, {"char_start", chars.chars_before(note.span.begin)},
                   {"char_end", chars.chars_before(note.span.end)}, {"text", slice(d.text, note.span)}});
    head["notes"].push_back(std::move(line));
  }
  std::string out = head.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  for (const Block& b : d.blocks) {
    JsonLine line(out);
    put_span(line, chars, b.span);
    if (b.continues >= 0) line.number("continues", b.continues);
    line.text("doc", d.name);
    line.text("language", to_string(b.language));
    line.text("role", to_string(b.role));
    line.text("text", slice(d.text, b.span));
    line.text("type", "block");
    line.text("why", b.why);
    line.end();
    out += '\n';
  }
  for (const read::TimeMention& t : reading.times) {
    JsonLine line(out);
    line.text("anchor", t.anchor);
    put_span(line, chars, t.span);
    line.text("doc", d.name);
    line.text("text", slice(d.text, t.span));
    line.text("time_type", t.type);
    line.text("type", "time");
    line.text("value", t.value);
    line.end();
    out += '\n';
  }
  return out;
}

std::string table(const read::Reading& reading, unsigned width) {
  const Document& d = reading.document;
  const auto clipped = [](const std::string& text, unsigned most) { return brief::shorten(brief::visible(text), most); };
  std::string languages;
  for (const Language language : d.languages) languages += (languages.empty() ? "" : ", ") + std::string(to_string(language));
  std::string out = fmt::format("{}\n  {} | published {} | {} | {} records\n", brief::visible(d.name),
                                d.outlet.empty() ? "no outlet printed" : brief::visible(d.outlet),
                                d.published ? to_string(*d.published) + " (" + std::string(to_string(d.published_basis)) +
                                                  (d.published_inferred ? ", inferred)" : ")")
                                            : std::string("unknown"),
                                languages.empty() ? "language unknown" : languages, reading.records.size());
  for (const DocumentNote& note : d.notes) out += fmt::format("  note: {}\n", brief::visible(note.text));
  for (const Record& r : reading.records) {
    std::string who = r.speaker + " [" + r.speaker_party + "]";
    for (std::size_t i = r.via.size(); i-- > (d.outlet.empty() ? 0u : 1u);) who += " via " + r.via[i];
    out += fmt::format("  {:10}  {}\n", r.date ? to_string(*r.date) : "undated", clipped(who, width - 14));
    std::string what = std::string(to_string(r.kind)) + ", " + r.issue + ", " + std::string(to_string(r.stance));
    if (!r.stance_holder.empty()) what += " of " + r.stance_holder;
    if (r.negated) what += ", negated";
    if (r.stance_if) what += ", if: " + words_shown(d, r.stance_if->span);
    out += fmt::format("              {}\n              {} [{}-{}]\n", clipped(what, width - 14), clipped(words_shown(d, r.span), width - 30), r.char_start,
                       r.char_end);
  }
  return out;
}

std::string printed(const read::Reading& reading, const ReadOptions& options, unsigned width) {
  if (!options.json) return table(reading, width);
  const CharIndex chars(reading.document.text);
  std::string lines;
  if (options.all) lines = extra_lines(reading, chars) + quantity_lines(reading, chars);
  lines.reserve(lines.size() + reading.records.size() * 1200);   // a record's line is about so long
  for (const Record& record : reading.records) {
    append_json_line(lines, record, chars);
    lines += '\n';
  }
  return brief::json_visible(lines);
}

/// What became of one arrival: printed words, or an error.
struct Outcome {
  std::string path, where;
  std::uint64_t line = 0;
  std::string words;
  std::optional<Error> error;
  std::string bytes;                      // for the ledger
  std::optional<read::Reading> reading;   // for the ledger and the watch
};

/// One pass over files or lines: read on all threads, printed in order.
class Pass {
 public:
  Pass(const ReadOptions& options, Door& door, const read::Reader& reader, Keeper& keeper)
      : options_(options), door_(door), reader_(reader), keeper_(keeper), width_(terminal_width()), links_(options.watch ? options.window : 0) {
    unstopped_ = door.run;
    unstopped_.cancel = nullptr;
  }

  /// False: nothing more is to be read (stopped, or the output is gone).
  bool over(std::vector<std::string> files) {
    const std::size_t count = files.size();
    study::Intake intake(std::move(files), !options_.lines.empty(), std::size_t{options_.longest_mib} << 20);
    bool goes_on = true;
    study::in_order<study::Arrival, Outcome>(
        door_.run, [&] { return intake.next(door_.run); }, [&](study::Arrival& arrival) { return read_one(arrival); },
        [&](Outcome& outcome) {
          goes_on = hand_on(outcome);
          if (count > 1) door_.run.report("reports", read_, count);
          else if (outcome.line > 0 && read_ % 64 == 0) door_.run.report(fmt::format("{} MB, lines", intake.bytes() / 1000000), outcome.line, 0);
          return goes_on;
        });
    if (!goes_on) return false;
    if (!door_.run.is_cancelled()) return true;
    door_.fail({ErrorCode::cancelled, last_.empty() ? "stopped before anything was read"
                                                    : fmt::format("stopped after {}: {} read, {} not", last_, read_, bad_), ""});
    return false;
  }
  std::uint64_t bad() const { return bad_; }
  std::uint64_t done() const { return read_ + bad_; }
  void print_links() {
    if (wants_links()) door_.print(links_.new_lines(reader_));
    if (options_.watch) std::fflush(stdout);
  }
  void end() {
    if (unsaid_ > 0) door_.fail({ErrorCode::bad_input, fmt::format("{} more like these were left out", unsaid_), ""});
  }

 private:
  Outcome read_one(study::Arrival& arrival) {
    Outcome out;
    out.path = arrival.path;
    out.line = arrival.number;
    const bool is_line = arrival.number > 0;
    auto piece = study::make_report(std::move(arrival));
    if (!piece) {
      out.error = piece.error();
      return out;
    }
    out.where = piece->name;
    auto reading = reader_.read(*piece, is_line ? unstopped_ : door_.run);  // the line in hand is read to its end
    if (!reading) {
      out.error = reading.error();
      return out;
    }
    out.words = printed(*reading, options_, width_);
    if (keeper_.ledger || options_.watch || wants_links()) {
      out.bytes = std::move(piece->bytes);
      out.reading = std::move(*reading);
    }
    return out;
  }

  bool hand_on(Outcome& outcome) {
    if (outcome.error && outcome.error->code == ErrorCode::cancelled) return true;  // said once, at the end
    last_ = outcome.line > 0 ? fmt::format("line {} of {}", outcome.line, outcome.path) : outcome.path;
    if (outcome.error) {
      ++bad_;
      constexpr std::uint64_t most_said = 20;
      if (outcome.line == 0 || bad_ <= most_said) door_.fail(*outcome.error);
      else ++unsaid_;
      return true;
    }
    ++read_;
    // a file that is watched and written again, a feed fetched again: what was printed is not printed again
    if (options_.watch && !printed_.insert(outcome.path + "\n" + outcome.reading->document.sha256).second) return true;
    if (keeper_.ledger)
      if (auto kept = keeper_.keep(outcome.bytes, *outcome.reading); !kept) {
        door_.fail(kept.error());
        return false;
      }
    if (wants_links()) links_.add(*outcome.reading);
    const int before = door_.status;
    door_.status = 0;
    door_.print(outcome.words);
    if (options_.watch) std::fflush(stdout);
    const bool is_out = door_.status == 0;
    if (is_out) door_.status = before;
    return is_out;
  }

  /// Links lie between the reports of one pass, or the last ones of a watched folder. A stream of lines has none: it is
  /// read in bounded memory, and which report a later one will be held against is not known (docs/formats.md).
  bool wants_links() const { return options_.all && options_.json && options_.lines.empty(); }

  const ReadOptions& options_;
  Door& door_;
  const read::Reader& reader_;
  Keeper& keeper_;
  unsigned width_;
  Run unstopped_;
  std::uint64_t read_ = 0, bad_ = 0, unsaid_ = 0;
  std::string last_;
  std::set<std::string> printed_;
  LinkLines links_;
};

/// Looks four times a second until Ctrl-C; a file is read when it has rested for a second.
void watch(const ReadOptions& options, Door& door, Pass& pass) {
  using namespace std::chrono;
  study::Watch folder(options.paths, 1000);
  const auto start = steady_clock::now();
  while (!door.run.is_cancelled()) {
    const auto now = duration_cast<milliseconds>(steady_clock::now() - start).count();
    const auto old_before = duration_cast<seconds>(system_clock::now().time_since_epoch()).count() - 5;
    const std::vector<std::string> files = folder.look(now, old_before);
    if (!files.empty()) {
      if (!pass.over(files)) return;
      pass.print_links();
    }
    for (int i = 0; i < 5 && !door.run.is_cancelled(); ++i) std::this_thread::sleep_for(milliseconds(50));
  }
  door.end_progress();
}

/// The files asked for, folders opened; what is missing is said and the others are read all the same.
std::vector<std::string> asked_files(const ReadOptions& options, Door& door, bool& any_missing) {
  if (!options.lines.empty()) return {options.lines};
  std::vector<std::string> files;
  for (const std::string& path : options.paths) {
    if (path == "-") { files.push_back(path); continue; }
    auto found = study::report_files({path});
    if (!found) {
      door.fail(found.error());
      any_missing = true;
      continue;
    }
    files.insert(files.end(), found->begin(), found->end());
  }
  return files;
}

void run_read(ReadOptions& options, Door& door) {
  if (options.paths.empty() == options.lines.empty())
    return door.fail({ErrorCode::bad_use, "expected either reports to read or --jsonl FILE, see locarno read --help", ""});
  if (options.watch && (!options.lines.empty() || std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end()))
    return door.fail({ErrorCode::bad_use, "--watch needs folders or files, a stream is read as it comes", ""});
  options.json = options.json || !options.lines.empty();
  study::DeskQuestion books;
  books.place = options.case_folder;
  books.codebooks = options.codebooks;
  auto codebook = study::load_codebook(books);
  if (!codebook) return door.fail(codebook.error());
  auto keeper = open_keeper(options, *codebook);
  if (!keeper) return door.fail(keeper.error());
  auto reader = read::Reader::make(std::move(*codebook));
  if (!reader) return door.fail(reader.error());
  Pass pass(options, door, *reader, *keeper);
  if (options.watch) return watch(options, door, pass);
  bool any_bad = false;
  const std::vector<std::string> files = asked_files(options, door, any_bad);
  if (!pass.over(files)) return;
  pass.end();
  pass.print_links();
  door.end_progress();
  // one report that could not be read does not hide the others, but the exit code says so; alone, it says why
  if ((any_bad && files.size() > 1) || (pass.bad() > 0 && pass.done() > 1)) door.status = exit_code(ErrorCode::bad_input);
}

void add_read(CLI::App& app, Door& door) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App* command = app.add_subcommand("read", "who says what in a report, word for word, with dates and relays");
  command->add_option("reports", options->paths, "files, folders, or - for standard input")->type_name("FILE|DIR|-");
  command->add_option("--jsonl", options->lines, "a stream of JSON lines instead: FILE, or - for standard input; implies --json")
      ->type_name("FILE|-");
  command->add_flag("--watch", options->watch, "go on reading what is new or changed in the folders until Ctrl-C");
  command->add_option("--window", options->window, "with --watch --json --all: links are looked for among this many of the last reports")
      ->default_val(500)->check(CLI::Range(2, 5000));
  command->add_option("--threads", door.run.threads, "threads; 0 = all cores; the output is the same for any number")->default_val(0);
  command->add_option("--max-line", options->longest_mib, "MiB a JSON line may have; a longer one is left out, with a message")
      ->default_val(8)->check(CLI::Range(1, 1024));
  command->add_option("--case", options->case_folder, "a case folder whose codebook.toml is used too");
  command->add_option("--codebook", options->codebooks, "a further codebook (.toml or .tsv); may be given again");
  command->add_option("--ledger", options->ledger, "keep documents and records in this ledger as well, for search and review");
  command->add_flag("--json", options->json, "one JSON object a line");
  command->add_flag("--all", options->all, "with --json: documents, blocks, times, quantities and links too");
  command->footer("Examples:\n  locarno read report.html\n  locarno read reports/ --case cases/ukraine-2025 --json\n"
                  "  locarno read reports/ --ledger desk.db && locarno search ceasefire --ledger desk.db\n"
                  "  cat report.txt | locarno read - --json --all\n"
                  "  zcat news.jsonl.gz | locarno read --jsonl - > records.jsonl\n"
                  "  locarno read inbox/ --watch --ledger desk.db\n"
                  "  locarno read inbox/ --watch --json --all --window 200\n"
                  "Reads text, HTML, RSS and Atom, JSON lines, mail (.eml), DOCX and PDF, in UTF-8, UTF-16, GB18030, Big5 and\n"
                  "older encodings; docs/formats.md says how, and what is noted about a file.");
  command->callback([options, &door] { run_read(*options, door); });
}

const Register registered(11, add_read);

}  // namespace
}  // namespace locarno::cli
