#include "study/codebook_keep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "base/file.hpp"
#include "base/file_write.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "read/match.hpp"

namespace locarno::study {
namespace {

constexpr std::size_t most_codebook_bytes = 64u << 20;
namespace fs = std::filesystem;

constexpr std::int32_t handover_days = 62;

std::string toml_string(std::string_view words) {
  std::string out = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') { out += '\\'; out += c; }
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else out += c;
  }
  return out + "\"";
}

Result<std::string> text_of_file(const std::string& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::string();
  return read_file(file, most_codebook_bytes, "this codebook");
}

Result<Codebook> loaded(std::string_view text, const std::string& file) {
  LOC_TRY(Codebook book, world_codebook());
  LOC_CHECK(add_codebook_text(book, text, file));
  return book;
}

/// A form that says something else already: "X" as issue A here and as issue B there.
/// `lines`: of the file before; what stands behind them is new (actors are loaded before terms, so order does not tell).
Result<void> refuse_second_meaning(const Codebook& before, const Codebook& after, const std::string& file, std::size_t lines) {
  std::map<std::tuple<TermKind, std::vector<char16_t>>, const Term*> known;
  for (std::size_t i = 0; i < before.terms.size(); ++i) known.try_emplace({before.terms[TermId(i)].kind, fold_phrase(before.terms[TermId(i)].text)}, &before.terms[TermId(i)]);
  for (const Term& term : after.terms) {
    if (term.where.file >= after.files.size() || after.files[term.where.file] != file || term.where.line <= lines) continue;
    const auto found = known.find({term.kind, fold_phrase(term.text)});
    if (term.kind == TermKind::actor || found == known.end()) continue;
    const Term& old = *found->second;
    const bool is_same = old.value == term.value && old.cls == term.cls;
    return fail(ErrorCode::bad_input, is_same ? fmt::format("'{}' is said already ({})", term.text, before.place_of(old))
                                              : fmt::format("'{}' is {} {}{} already ({}); one form has one meaning", term.text, to_string(term.kind),
                                                            old.cls, old.value.empty() ? "" : (old.cls.empty() ? "" : " ") + old.value, before.place_of(old)), file);
  }
  return {};
}

Result<void> refuse_new_faults(const Codebook& before, const Codebook& after, const std::string& file) {
  std::set<std::pair<std::string, std::string>> known;
  for (const CodebookFinding& finding : check_codebook(before)) known.insert({finding.where, finding.what});
  for (const CodebookFinding& finding : check_codebook(after))
    if (!known.contains({finding.where, finding.what})) return fail(ErrorCode::bad_input, fmt::format("{}: {}", finding.kind, finding.what), file);
  return {};
}

}  // namespace

std::string print_row(const NewRow& row) {
  std::string out = "\n[[" + row.table + "]]\n";
  for (const auto& [key, value] : row.fields)
    if (!value.empty()) out += key + " = " + (key == "weight" ? value : toml_string(value)) + "\n";
  for (const auto& [key, values] : row.lists) {
    if (values.empty()) continue;
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + toml_string(value);
    out += key + " = [" + list + "]\n";
  }
  return out;
}

Result<AddedRow> add_row(const std::string& file, const NewRow& row, bool dry_run) {
  AddedRow added{print_row(row), false};
  if (first_invalid(added.text) != std::string_view::npos) return fail(ErrorCode::bad_input, "the row is not UTF-8", file);
  LOC_TRY(std::string text, text_of_file(file));
  LOC_TRY(const Codebook before, loaded(text, file));
  if (!text.empty() && text.back() != '\n') text += '\n';
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  text += added.text;
  LOC_TRY(const Codebook after, loaded(text, file));
  if (after.terms.size() == before.terms.size()) return fail(ErrorCode::bad_input, "the row has no form: nothing could ever match it", file);
  LOC_CHECK(refuse_second_meaning(before, after, file, lines));
  LOC_CHECK(refuse_new_faults(before, after, file));
  if (dry_run) return added;
  LOC_CHECK(write_over(file, text));
  added.is_written = true;
  return added;
}

std::vector<CodebookFinding> dead_rows(const Codebook& book) {
  const read::Lexicon lexicon(book);
  std::vector<CodebookFinding> findings;
  std::set<TermKind> found_kinds;   // some kinds (quantities) are read by other means than the lexicon
  for (const Term& term : book.terms)
    if (!found_kinds.contains(term.kind))
      for (const read::Match& m : lexicon.find(fold(term.text, {}))) found_kinds.insert(book.terms[m.term].kind);
  for (std::size_t i = 0; i < book.terms.size(); ++i) {
    const Term& term = book.terms[TermId(i)];
    if (!found_kinds.contains(term.kind)) continue;
    if (term.cls == "context" || term.cls == "compound" || term.kind == TermKind::licence || book.is_of_icu(term)) continue;
    const Folded form = fold(term.text, {});
    const auto matches = lexicon.find(form);
    const auto speaks = [&](const read::Match& m) {   // itself, or a row alike (another script of the same name)
      const Term& other = book.terms[m.term];
      return m.term == TermId(i) || (m.bytes.size() == term.text.size() && other.kind == term.kind && other.value == term.value && other.cls == term.cls);
    };
    if (std::any_of(matches.begin(), matches.end(), speaks)) continue;
    findings.push_back({"dead", book.place_of(term), fmt::format("'{}' ({} {}) is found in no text: not even in one that says only this", term.text,
                                                        to_string(term.kind), term.value), false});
  }
  return findings;
}

std::vector<CodebookFinding> overlapping_offices(const Codebook& book) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const Actor*>> offices;
  for (std::size_t i = 0; i < book.actors.size(); ++i) {
    const Actor& actor = book.actors[ActorId(i)];
    if (actor.kind == ActorKind::person && !actor.role.empty() && actor.from) offices[{actor.party, actor.org, actor.role}].push_back(&actor);
  }
  std::vector<CodebookFinding> findings;
  for (auto& [office, holders] : offices) {
    std::stable_sort(holders.begin(), holders.end(), [](const Actor* a, const Actor* b) { return earliest(*a->from) < earliest(*b->from); });
    for (std::size_t i = 1; i < holders.size(); ++i) {
      const Actor& before = *holders[i - 1];
      const Actor& next = *holders[i];
      if (before.canonical == next.canonical) continue;
      const bool overlaps = !before.to || day_number(latest(*before.to)) > day_number(earliest(*next.from)) + handover_days;
      if (overlaps)
        findings.push_back({"overlap", next.id, fmt::format("{} ({}{}{}) is {} until {}, {} from {}", std::get<2>(office), std::get<0>(office),
                                                            std::get<1>(office).empty() ? "" : ", ", std::get<1>(office), before.id,
                                                            before.to ? to_string(*before.to) : "today", next.id, to_string(*next.from)), false});
    }
  }
  return findings;
}

}  // namespace locarno::study
