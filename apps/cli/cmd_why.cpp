// locarno why RECORD: everything a record rests on.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "brief/safe.hpp"
#include "brief/why_json.hpp"
#include "review_options.hpp"
#include "review_text.hpp"
#include "study/review_why.hpp"

namespace locarno::cli {
namespace {
using brief::visible;

struct WhyOptions : ReviewOptions {
  std::vector<std::string> ids;
};

/// Offsets of a span in both units.
std::string at(const CharIndex& chars, Span span) {
  return fmt::format("chars {}-{}, bytes {}-{}", chars.chars_before(span.begin), chars.chars_before(span.end), span.begin, span.end);
}

struct Printer {
  const study::Why& why;
  const Document& document;
  CharIndex chars;
  std::string out;

  explicit Printer(const study::Why& w) : why(w), document(*w.document), chars(w.document->text) {}

  void line(std::string_view label, const std::string& words) { out += fmt::format("  {:<12} {}\n", label, visible(words)); }
  std::string quoted(const Mention& mention) const {
    return mention.span.empty() ? fmt::format("'{}' (not printed here)", mention.text) 
                                : fmt::format("'{}', {}", words_shown(document, mention.span), at(chars, mention.span));
  }
  std::string row(const read::UsedRow& r) const {
    return fmt::format("'{}' ({} {} {}{}), {}; {}", words_shown(document, r.span), r.kind, r.cls.empty() ? "-" : r.cls, r.value,
                       r.weight == 1 ? "" : fmt::format(", weight {}", r.weight), at(chars, r.span), r.where);
  }

  void place() {
    const Record& r = why.now.record;
    const auto& e = why.explanation;
    out += fmt::format("{}  {} {}\n", r.id, to_string(r.review), to_string(r.kind));
    line("words", words_shown(document, r.span));
    line("file", fmt::format("{}, {}", r.doc, at(chars, r.span)));
    line("report", fmt::format("sha256 {}, {}, {}", document.sha256, document.container, document.encoding));
    line("published", !document.published ? std::string("not dated by anything it prints")
                                          : fmt::format("{} ({}{}): {}", to_string(*document.published), to_string(document.published_basis),
                                                        document.published_inferred ? ", inferred" : "", document.published_why));
    line("block", fmt::format("{} of {}, role {} ({}), {}", e.block + 1, document.blocks.size(), e.block_role, e.block_why, e.language));
    if (!e.sentence.empty()) line("sentence", at(chars, e.sentence));
  }

  void speaker() {
    const Record& r = why.as_read;
    const auto& e = why.explanation;
    line("speaker", fmt::format("{} [{}]{}", r.speaker, r.speaker_party, r.is_new_name ? ", a name in no codebook" : ""));
    if (r.speaker_mention) line("", quoted(*r.speaker_mention));
    if (r.verb) line("cue", quoted(*r.verb) + ", class " + (r.verb_class.empty() ? "-" : r.verb_class));
    line("rule", e.rule);
    std::string path = document.outlet.empty() ? "(no outlet printed)" : document.outlet;
    for (const std::string& relay : e.relays) path += " < " + relay;
    line("path", path + " < " + r.speaker + (e.carried > 0 ? fmt::format("; carried over {} sentences from its cue", e.carried)
                                                       : e.cue_elsewhere ? "; the cue stands in another sentence" : ""));
  }

  void labels() {
    const Record& r = why.as_read;
    const auto& e = why.explanation;
    std::string date = r.date ? to_string(*r.date) : "none";
    date += fmt::format(", basis {}{}", to_string(r.date_basis), r.date_inferred ? ", year inferred" : "");
    line("date", date);
    if (e.time) line("", fmt::format("'{}' ({}{}), {}{}", words_shown(document, e.time->span), e.time->value, e.time->anchor.empty() ? "" : " from " + e.time->anchor,
                                     at(chars, e.time->span), e.time->is_carried ? "; carried over from what was said before" : ""));
    else if (r.date_basis == DateBasis::context) line("", "no time beside it: the day the report is about");
    std::string weights;
    for (const auto& issue : e.issues) weights += fmt::format("{}{} {}", weights.empty() ? "" : ", ", issue.id, issue.weight);
    line("issue", r.issue + (weights.empty() ? " (no issue word in it: spoken of before, or its head noun)" : " (" + weights + ")"));
    line("attitude", fmt::format("{}{}", to_string(r.stance),
                                 e.predicate_class.empty() ? ", from the cue's class or by default"
                                                           : fmt::format(", predicate {}{}", e.predicate_class, e.turned ? ", turned round" : "")));
    line("negated", r.negated ? "yes" : "no");
    if (r.hedge != Hedge::none) line("hedge", std::string(to_string(r.hedge)));
    if (r.stance_if) line("condition", quoted(*r.stance_if));
    std::string sum;
    for (const std::string& part : e.confidence) sum += (sum.empty() ? "" : ", ") + part;
    line("confidence", fmt::format("{}%: {}", r.confidence, sum));
  }

  void rows() {
    out += "  codebook rows\n";
    for (const read::UsedRow& r : why.explanation.rows) line("  " + r.use, row(r));
    if (why.explanation.rows.empty()) line("", "none");
  }

  void rest() {
    out += "  stances that rest on it\n";
    for (const study::RestsOn& s : why.stances)
      line("  " + s.party, fmt::format("{} {} {}, since {}: {}", s.issue, s.option, s.value, s.since.empty() ? "undated" : s.since, s.rule));
    if (why.stances.empty()) line("", "none");
    out += "  decisions\n";
    if (!why.now.parents.empty()) {
      std::string parents;
      for (const std::string& id : why.now.parents) parents += (parents.empty() ? "" : ", ") + id;
      line("  made from", parents + "; explained above is " + why.as_read.id);
    }
    for (const ledger::Decision& d : why.decisions) {
      const bool stands = std::find(why.standing.begin(), why.standing.end(), d.number) != why.standing.end();
      line(fmt::format("  {}", d.number), d.record + " " + decision_words(d) + (stands || d.action == "undo" ? "" : " (undone)"));
    }
    if (why.decisions.empty()) line("", "none");
  }

  std::string print() {
    place();
    if (why.explanation.is_found) {
      speaker();
      labels();
      rows();
    } else {
      line("note", "this codebook and engine do not make this record; the ledger's reading was made by another (give --case, --codebook)");
      line("rule", why.as_read.rule);
    }
    rest();
    return std::move(out);
  }
};

void run_why(const WhyOptions& options, Door& door) {
  const auto open = open_review(options, true, true, door);
  if (!open) return;
  const auto explainer = study::Explainer::make(open->desk);
  if (!explainer) return door.fail(explainer.error());
  for (const std::string& id : options.ids) {
    const auto why = explainer->why(open->desk, id);
    if (!why) return door.fail(why.error());
    door.print(options.json ? brief::why_json(*why) : Printer(*why).print());
  }
}

void add_why(CLI::App& app, Door& door) {
  auto options = std::make_shared<WhyOptions>();
  CLI::App* command = app.add_subcommand("why", "everything a record rests on: words, rule, rows, dates, stances, decisions");
  command->add_option("RECORD", options->ids, "record ids, from 'review list'")->required();
  add_review_options(*command, *options);
  command->footer("Examples:\n  locarno why r0123456789 --case cases/ukraine-2025\n  locarno why r0123456789 --ledger desk.db --json | jq .rows");
  command->callback([options, &door] { run_why(*options, door); });
}

const Register registered(41, add_why);

}  // namespace
}  // namespace locarno::cli
