#include "study/review_save.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "read/read.hpp"

namespace locarno::study {
namespace {

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += decode_at(text, at).size)
    if (is_han(decode_at(text, at).value)) return true;
  return false;
}

bool was_set(const ReviewDesk& desk, const ledger::Reviewed& one, std::string_view field) {
  return std::any_of(desk.decisions.begin(), desk.decisions.end(), [&](const ledger::Decision& d) {
    return d.action == "set" && d.field == field && std::find(one.decisions.begin(), one.decisions.end(), d.number) != one.decisions.end();
  });
}

/// "Anna Berg" -> "anna_berg"
std::string id_of(std::string_view name) {
  std::string id;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') id += c;
    else if (c >= 'A' && c <= 'Z') id += static_cast<char>(c - 'A' + 'a');
    else if (!id.empty() && id.back() != '_') id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  return id;
}

Result<NewRow> speaker_row(const ReviewDesk& desk, const Record& r) {
  if (!r.speaker_mention || r.speaker_mention->text.empty())
    return fail(ErrorCode::bad_use, "no words of the report name this speaker: there is no form to keep");
  NewRow row{"actor", {}, {{has_han(r.speaker_mention->text) ? "zh_hans" : "en", {r.speaker_mention->text}}}};
  for (const Actor& actor : desk.codebook.actors)
    if (actor.canonical == r.speaker) {
      row.fields.emplace_back("id", actor.id);
      return row;
    }
  const std::string id = id_of(r.speaker);
  if (id.empty() || !desk.codebook.find_actor(id).is_none())
    return fail(ErrorCode::bad_use, fmt::format("no id can be made of '{}': use 'codebook add actor'", r.speaker));
  row.fields = {{"id", id}, {"kind", "person"}, {"party", r.speaker_party}, {"canonical", r.speaker}, {"role", r.speaker_role}, {"org", r.speaker_org}};
  return row;
}

using Field = std::string (*)(const Record&);
std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : " > ") + item;
  return out;
}

/// The names of tests/read/*.case.
const std::map<std::string, Field, std::less<>>& case_fields() {
  static const std::map<std::string, Field, std::less<>> fields{
      {"text", [](const Record& r) { return r.text; }},
      {"speaker", [](const Record& r) { return r.speaker; }},
      {"party", [](const Record& r) { return r.speaker_party; }},
      {"issue", [](const Record& r) { return r.issue; }},
      {"stance", [](const Record& r) { return std::string(to_string(r.stance)); }},
      {"via", [](const Record& r) { return joined(r.via); }},
      {"negated", [](const Record& r) { return std::string(r.negated ? "yes" : "no"); }},
      {"holder", [](const Record& r) { return r.stance_holder; }},
      {"quote", [](const Record& r) { return std::string(to_string(r.quote_type)); }},
      {"if", [](const Record& r) { return r.stance_if ? r.stance_if->text : std::string(); }},
      {"date", [](const Record& r) { return r.date ? to_string(*r.date) : std::string(); }},
      {"verb", [](const Record& r) { return r.verb ? r.verb->text : std::string(); }},
      {"hedge", [](const Record& r) { return std::string(to_string(r.hedge)); }},
      {"rule", [](const Record& r) { return r.rule; }},
      {"basis", [](const Record& r) { return std::string(to_string(r.date_basis)); }},
      {"participants", [](const Record& r) { return joined(r.participants); }},
      {"new", [](const Record& r) { return std::string(r.is_new_name ? "yes" : "no"); }},
      {"grouped", [](const Record& r) { return std::string(r.group.empty() ? "no" : "yes"); }},
      {"mention", [](const Record& r) { return r.speaker_mention ? r.speaker_mention->text : std::string(); }}};
  return fields;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

/// One line after "--": what must be there, or after "!" what must not be.
Result<bool> holds(const std::vector<Record>& records, std::string_view line, const std::string& where) {
  if (line.front() == '!') {
    const std::string_view words = trimmed(line.substr(1));
    return std::none_of(records.begin(), records.end(), [&](const Record& r) { return r.text.find(words) != std::string::npos; });
  }
  std::vector<std::pair<Field, std::string_view>> wanted;
  const std::size_t kind_end = std::min(line.find('|'), line.size());
  const std::string_view kind = trimmed(line.substr(0, kind_end));
  if (!parse_record_kind(kind)) return fail(ErrorCode::bad_input, fmt::format("'{}' is no kind of record", kind.substr(0, 40)), where);
  for (std::size_t at = kind_end; at < line.size();) {
    const std::size_t end = std::min(line.find('|', at + 1), line.size());
    const std::string_view part = line.substr(at + 1, end - at - 1);
    const std::size_t equals = part.find('=');
    const std::string_view name = trimmed(part.substr(0, std::min(equals, part.size())));
    const auto field = case_fields().find(name);
    if (equals == std::string_view::npos || field == case_fields().end())
      return fail(ErrorCode::bad_input, fmt::format("'{}' is no field=value of a case", trimmed(part).substr(0, 40)), where);
    wanted.emplace_back(field->second, trimmed(part.substr(equals + 1)));
    at = end;
  }
  return std::any_of(records.begin(), records.end(), [&](const Record& r) {
    return to_string(r.kind) == kind && std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) { return trimmed(w.first(r)) == w.second; });
  });
}

}  // namespace

Result<NewRow> row_of_correction(const ReviewDesk& desk, const std::string& id, const std::string& field, std::string_view words) {
  const ledger::Reviewed* one = desk.find(id);
  if (one == nullptr) return fail(ErrorCode::not_found, "no record '" + id.substr(0, 60) + "'; 'locarno review list --all' shows the ids");
  const Record& r = one->record;
  if (!was_set(desk, *one, field)) return fail(ErrorCode::bad_use, fmt::format("{} of {} was not corrected: there is nothing to learn from", field, id));
  if (field == "speaker" || field == "speaker_party") return speaker_row(desk, r);
  NewRow row{"term", {}, {{"forms", {std::string(words)}}}};
  const char* language = has_han(words) ? "zh" : "en";
  if (field == "issue") row.fields = {{"kind", "issue"}, {"lang", language}, {"value", r.issue}, {"weight", "2"}};
  else if (field == "stance") row.fields = {{"kind", "predicate"}, {"lang", language}, {"cls", std::string(to_string(r.stance))}};
  else if (field == "negated" && r.negated) row.fields = {{"kind", "negator"}, {"lang", language}, {"cls", "negation"}};
  else return fail(ErrorCode::bad_use, fmt::format("{} cannot become a row (speaker, speaker_party, issue, stance, negated = true can)", field));
  if (field == "issue" && r.issue.starts_with("other:")) return fail(ErrorCode::bad_use, "an issue outside the codebook needs an id of its own first: review set ID issue=...");
  if (words.empty()) return fail(ErrorCode::bad_use, fmt::format("--words: which words of the record say its {}?", field));
  if (r.text.find(words) == std::string::npos) return fail(ErrorCode::bad_input, "these words do not stand in the record: " + std::string(words.substr(0, 80)), id);
  return row;
}

Result<std::string> case_of_record(const ReviewDesk& desk, const std::string& id) {
  const ledger::Reviewed* one = desk.find(id);
  const Document* document = one == nullptr ? nullptr : desk.document(one->record);
  if (document == nullptr) return fail(ErrorCode::not_found, "no record '" + id.substr(0, 60) + "'; 'locarno review list --all' shows the ids");
  const Record& r = one->record;
  if (r.review == ReviewState::proposed) return fail(ErrorCode::bad_use, "nobody has decided on " + id + " yet: a test keeps what a person confirmed", id);
  std::string text;
  for (const Block& block : document->blocks)
    if (block.span.overlaps(r.span)) (text += slice(document->text, block.span)) += '\n';
  const bool breaks_form = text.starts_with("== ") || text.find("\n== ") != std::string::npos || text.starts_with("--\n") || text.find("\n--\n") != std::string::npos;
  std::string line;
  if (r.review == ReviewState::rejected) {
    line = "! " + r.text;
  } else {
    line = std::string(to_string(r.kind));
    for (const char* name : {"party", "text", "issue", "stance", "negated", "quote"}) line += fmt::format(" | {}={}", name, case_fields().find(name)->second(r));
    if (r.stance_if) line += " | if=" + r.stance_if->text;
  }
  const bool breaks_line = line.find('\n') != std::string::npos || std::count(line.begin(), line.end(), '|') > 7 || r.text.find('|') != std::string::npos;
  if (text.empty() || breaks_form || breaks_line)
    return fail(ErrorCode::bad_input, "the words of this record hold a bar or a line break, which a regression case cannot", id);
  return fmt::format("\n== {} of {}\n{}--\n{}\n", id, r.doc, text, line);
}

Result<Replayed> replay_cases(const Codebook& book, std::string_view text, const std::string& file) {
  LOC_TRY(const read::Reader reader, read::Reader::make(book));
  Replayed out;
  std::string name, body;
  std::vector<Record> records;
  bool in_text = false;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string where = fmt::format("{}:{}", file, ++number);
    at = end + 1;
    if (line.starts_with("== ")) {
      name = line.substr(3);
      body.clear();
      records.clear();
      in_text = true;
      ++out.cases;
    } else if (in_text && line == "--") {
      LOC_TRY(read::Reading reading, reader.read(body, name, Run()));
      records = std::move(reading.records);
      in_text = false;
    } else if (in_text) {
      (body += line) += '\n';
    } else if (out.cases > 0 && !trimmed(line).empty() && line.front() != '#') {
      LOC_TRY(const bool is_so, holds(records, line, where));
      ++out.checks;
      if (!is_so) out.failures.push_back({where, name, std::string(line)});
    }
  }
  return out;
}

}  // namespace locarno::study
