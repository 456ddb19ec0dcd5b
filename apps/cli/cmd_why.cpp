// locarno why RECORD: everything a record rests on.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "review_options.hpp"
#include "review_text.hpp"
#include "study/review_export.hpp"
#include "study/review_why.hpp"

namespace locarno::cli {
namespace {
using brief::visible;
using nlohmann::json;

struct WhyOptions : ReviewOptions {
  std::vector<std::string> ids;
};

/// Offsets of a span in both units.
std::string at(const CharIndex& chars, Span span) {
  return fmt::format("chars {}-{}, bytes {}-{}", chars.chars_before(span.begin), chars.chars_before(span.end), span.begin, span.end);
}

json span_json(const CharIndex& chars, Span span, std::string_view text) {
  return {{"char_start", chars.chars_before(span.begin)}, {"char_end", chars.chars_before(span.end)},
          {"byte_start", span.begin}, {"byte_end", span.end}, {"text", slice(text, span)}};
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

json rows_json(const CharIndex& chars, const std::vector<read::UsedRow>& rows) {
  json out = json::array();
  for (const read::UsedRow& r : rows)
    out.push_back({{"use", r.use}, {"text", r.words}, {"kind", r.kind}, {"class", r.cls}, {"value", r.value}, {"weight", r.weight},
                   {"where", r.where}, {"char_start", chars.chars_before(r.span.begin)}, {"char_end", chars.chars_before(r.span.end)},
                   {"byte_start", r.span.begin}, {"byte_end", r.span.end}});
  return out;
}

std::string why_json(const study::Why& why) {
  const Document& d = *why.document;
  const CharIndex chars(d.text);
  const auto& e = why.explanation;
  json out;
  out["record"] = json::parse(study::record_line(why.now, chars));
  out["as_read"] = json::parse(study::record_line({why.as_read, {}, {}, 0, {}}, chars));
  out["document"] = {{"doc", d.name}, {"sha256", d.sha256}, {"encoding", d.encoding}, {"container", d.container}, {"outlet", d.outlet},
                     {"published", d.published ? json(to_string(*d.published)) : json()},
                     {"published_basis", to_string(d.published_basis)}, {"published_why", d.published_why}};
  out["block"] = {{"index", e.block}, {"role", e.block_role}, {"why", e.block_why}, {"language", e.language}};
  out["sentence"] = e.sentence.empty() ? json() : span_json(chars, e.sentence, d.text);
  out["is_found"] = e.is_found;
  out["rule"] = e.is_found ? e.rule : why.as_read.rule;
  out["carried"] = e.carried;
  out["cue_elsewhere"] = e.cue_elsewhere;
  out["relays"] = e.relays;
  out["predicate_class"] = e.predicate_class.empty() ? json() : json(e.predicate_class);
  out["turned"] = e.turned;
  out["condition"] = e.condition ? span_json(chars, *e.condition, d.text) : json();
  out["time"] = json();
  if (e.time) {
    out["time"] = span_json(chars, e.time->span, d.text);
    out["time"]["value"] = e.time->value;
    out["time"]["anchor"] = e.time->anchor;
    out["time"]["is_carried"] = e.time->is_carried;
  }
  out["issues"] = json::array();
  for (const auto& issue : e.issues) out["issues"].push_back({{"issue", issue.id}, {"weight", issue.weight}});
  out["rows"] = rows_json(chars, e.rows);
  out["confidence"] = e.confidence;
  out["stances"] = json::array();
  for (const study::RestsOn& s : why.stances)
    out["stances"].push_back({{"party", s.party}, {"issue", s.issue}, {"option", s.option}, {"stance", s.value}, {"rule", s.rule},
                              {"since", s.since.empty() ? json() : json(s.since)}});
  out["decisions"] = json::array();
  for (const ledger::Decision& decision : why.decisions) {
    out["decisions"].push_back(json::parse(decision_json(decision)));
    out["decisions"].back()["stands"] = std::find(why.standing.begin(), why.standing.end(), decision.number) != why.standing.end();
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

void run_why(const WhyOptions& options, Door& door) {
  const auto open = open_review(options, true, true, door);
  if (!open) return;
  const auto explainer = study::Explainer::make(open->desk);
  if (!explainer) return door.fail(explainer.error());
  for (const std::string& id : options.ids) {
    const auto why = explainer->why(open->desk, id);
    if (!why) return door.fail(why.error());
    door.print(options.json ? why_json(*why) : Printer(*why).print());
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
