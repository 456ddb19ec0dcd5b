#pragma once
// locarno/model/codebook_builder.hpp -- rows of any codebook file, checked and put into a Codebook. Used by the readers
// of the two formats and by the state names; not by other rooms.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.hpp"
#include "model/nearest.hpp"

namespace locarno {

/// One row of an actor file; empty = not given.
struct ActorRow {
  std::string id, kind, party, canonical, role, org;
  std::vector<std::string> zh_hans, zh_hant, en, adj, context, compound, metonym;
  std::optional<Date> from, to;
};

/// One row of a term file.
struct TermRow {
  TermKind kind = TermKind::actor;
  Language language = Language::unknown;
  std::string cls, value;
  std::vector<std::string> forms;
  int weight = 1;
};

/// Adds an actor, or aliases and overridden fields to the actor of the same id. Errors name `where`.
Result<void> add_actor_row(Codebook& book, const ActorRow& row, const std::string& where);
Result<void> add_term_row(Codebook& book, const TermRow& row, const std::string& where);

/// "zh", "zh-Hans", "zh-Hant", "en", "" (unknown).
std::optional<Language> parse_language_cell(std::string_view cell);
/// Is `cls` one that `kind` may have (docs/codebook.md)?
bool is_class_of(TermKind kind, std::string_view cls);
std::string classes_of(TermKind kind);
/// 'word'
std::string quoted(std::string_view word);

Result<void> read_codebook_tsv(Codebook& book, std::string_view text, const std::string& file);
Result<void> read_codebook_toml(Codebook& book, std::string_view text, const std::string& file);
/// Every state of ISO 3166 as ICU names it in English and both Chinese scripts.
Result<void> add_states(Codebook& book);

}  // namespace locarno
