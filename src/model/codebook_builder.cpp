#include "model/codebook_builder.hpp"

#include <algorithm>
#include <charconv>
#include <array>

#include "base/utf8.hpp"

namespace locarno {
namespace {

using Names = std::vector<std::string_view>;

/// The classes each kind may have; index = TermKind. Empty = any word.
const std::array<Names, term_kind_count>& class_table() {
  static const std::array<Names, term_kind_count> table = {
      Names{"", "context", "compound", "metonym", "adjective"},
      Names{},
      Names{},
      Names{},
      Names{"possible", "probable", "conditional", "counterfactual", "planned", "reported", "off"},
      Names{"negation", "double", "non_negation"},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{},
      Names{"before", "after", "block"},
      Names{},
      Names{"unit", "noun", "counter", "scale", "currency", "before", "after", "several", "number", "rank", "lasting", "part"},
      Names{"by", "only", "decide", "need", "approval", "term", "measure", "part_of"}};
  return table;
}

bool has_han(std::string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint c = decode_at(form, at);
    if (is_han(c.value)) return true;
    at += c.size;
  }
  return false;
}

/// "file:line:column" as numbers; what is not of that form is a file's name as a whole.
RowPlace row_place(Codebook& book, const std::string& where) {
  RowPlace place;
  std::string_view file = where;
  const std::size_t column = where.rfind(':'), line = column == std::string::npos || column == 0 ? std::string::npos : where.rfind(':', column - 1);
  const auto number = [&](std::size_t from, std::size_t to) -> std::uint32_t {
    std::uint32_t n = 0;
    const auto [end, error] = std::from_chars(where.data() + from, where.data() + to, n);
    return error == std::errc() && end == where.data() + to ? n : 0;
  };
  if (line != std::string::npos) {
    place.line = number(line + 1, column);
    place.column = static_cast<std::uint16_t>(std::min<std::uint32_t>(number(column + 1, where.size()), UINT16_MAX));
    if (place.line == 0 || place.column == 0) place.line = 0, place.column = 0;
    else file = file.substr(0, line);
  }
  auto known = std::find(book.files.rbegin(), book.files.rend(), file);   // rows of a file follow each other
  if (known == book.files.rend()) {
    if (book.files.size() >= RowPlace::in_no_file) return {};
    book.files.emplace_back(file);
    known = book.files.rbegin();
  }
  place.file = static_cast<std::uint16_t>(book.files.rend() - known - 1);
  return place;
}

void add_aliases(Codebook& book, ActorId actor, const std::vector<std::string>& forms, Language language,
                 std::string_view cls, RowPlace where) {
  for (const std::string& form : forms) {
    Term term;
    term.kind = TermKind::actor;
    term.language = language != Language::unknown ? language : has_han(form) ? Language::zh_hans : Language::en;
    term.text = form;
    term.cls = std::string(cls);
    term.value = book.actors[actor].id;
    term.actor = actor;
    term.where = where;
    book.terms.push_back(std::move(term));
  }
}

Result<void> override_fields(Actor& actor, const ActorRow& row, const std::string& where) {
  if (!row.kind.empty()) {
    const auto kind = parse_actor_kind(row.kind);
    if (!kind) return fail(ErrorCode::bad_input, "unknown actor kind " + quoted(row.kind) + ", expected person, state, "
                           "organisation, armed_group, office, outlet or group", where);
    actor.kind = *kind;
  }
  if (!row.party.empty()) actor.party = row.party;
  if (!row.canonical.empty()) actor.canonical = row.canonical;
  if (!row.role.empty()) actor.role = row.role;
  if (!row.org.empty()) actor.org = row.org;
  if (row.from) actor.from = row.from;
  if (row.to) actor.to = row.to;
  if (actor.from && actor.to && latest(*actor.to) < earliest(*actor.from))
    return fail(ErrorCode::bad_input, "actor " + quoted(actor.id) + " ends " + to_string(*actor.to) + " before it begins " +
                to_string(*actor.from), where);
  return {};
}

}  // namespace

Result<void> add_actor_row(Codebook& book, const ActorRow& row, const std::string& where) {
  if (row.id.empty()) return fail(ErrorCode::bad_input, "an actor needs an id", where);
  ActorId actor = book.find_actor(row.id);
  const bool is_new = actor.is_none();
  if (is_new) {
    if (row.canonical.empty() || row.party.empty() || row.kind.empty())
      return fail(ErrorCode::bad_input, "new actor " + quoted(row.id) + " needs kind, party and canonical", where);
    const bool indexed = book.actor_index.size() == book.actors.size();
    Actor fresh;
    fresh.id = row.id;
    actor = book.actors.push_back(std::move(fresh));
    if (indexed) book.actor_index.emplace(row.id, actor);
  }
  LOC_CHECK(override_fields(book.actors[actor], row, where));
  const RowPlace place = row_place(book, where);
  if (!row.canonical.empty()) add_aliases(book, actor, {row.canonical}, Language::en, "", place);
  add_aliases(book, actor, row.zh_hans, Language::zh_hans, "", place);
  add_aliases(book, actor, row.zh_hant, Language::zh_hant, "", place);
  add_aliases(book, actor, row.en, Language::en, "", place);
  add_aliases(book, actor, row.adj, Language::en, "adjective", place);
  add_aliases(book, actor, row.context, Language::unknown, "context", place);
  add_aliases(book, actor, row.compound, Language::unknown, "compound", place);
  add_aliases(book, actor, row.metonym, Language::unknown, "metonym", place);
  return {};
}

Result<void> add_term_row(Codebook& book, const TermRow& row, const std::string& where) {
  if (!is_class_of(row.kind, row.cls))
    return fail(ErrorCode::bad_input, "kind " + std::string(to_string(row.kind)) + " has no class " + quoted(row.cls) +
                ", expected " + classes_of(row.kind), where);
  if (row.forms.empty()) return fail(ErrorCode::bad_input, "a term needs at least one form", where);
  ActorId actor;
  if (row.kind == TermKind::actor) {
    actor = book.find_actor(row.value);
    if (actor.is_none()) return fail(ErrorCode::bad_input, "unknown actor " + quoted(row.value), where);
  }
  const RowPlace place = row_place(book, where);
  for (const std::string& form : row.forms)
    book.terms.push_back({row.kind, row.language, form, row.cls, row.value, actor, row.weight, place});
  return {};
}

std::optional<Language> parse_language_cell(std::string_view cell) {
  if (cell == "zh" || cell == "zh-Hans") return Language::zh_hans;
  if (cell == "zh-Hant") return Language::zh_hant;
  if (cell == "en") return Language::en;
  if (cell.empty() || cell == "und") return Language::unknown;
  return std::nullopt;
}

bool is_class_of(TermKind kind, std::string_view cls) {
  const Names& names = class_table()[static_cast<std::size_t>(kind)];
  return names.empty() || std::find(names.begin(), names.end(), cls) != names.end();
}

std::string classes_of(TermKind kind) {
  std::string list;
  for (const std::string_view name : class_table()[static_cast<std::size_t>(kind)])
    if (!name.empty()) list += (list.empty() ? "" : ", ") + std::string(name);
  return list;
}

std::string quoted(std::string_view word) {
  std::string out(1, '\'');
  out.append(word);
  out.push_back('\'');
  return out;
}

}  // namespace locarno
