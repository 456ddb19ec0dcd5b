#pragma once
// locarno/study/codebook_keep.hpp -- keeping a codebook: one row more, checked before it is written; rows that do nothing.
//
// Question   A codebook.toml and a row for it.
// Answer     The file with the row at its end, or one sentence on why not.
// Method     The row is printed, the file with it is loaded on top of the world codebook and checked as `codebook check`
//            does; what is wrong now and was not before refuses it. Written beside the file and renamed over it, so that a
//            kill leaves the old file or the new one. What stands in the file, comments too, stays as it is.
// Cost       Loading the codebook twice.
// Not an error: no such file yet.
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/codebook.hpp"
#include "model/codebook_check.hpp"

namespace locarno::study {

/// A table of codebook.toml: "actor" or "term", with its keys in the order to be written; lists are always lists.
struct NewRow {
  std::string table;
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::pair<std::string, std::vector<std::string>>> lists;
};
/// The row as TOML, with an empty line before it.
std::string print_row(const NewRow& row);

struct AddedRow { std::string text; bool is_written = false; };
/// Errors: bad_input (the row collides, repeats what is there, is no row), io.
Result<AddedRow> add_row(const std::string& file, const NewRow& row, bool dry_run);

/// Rows that can never fire: a text of nothing but their form does not find them. Forms that need other words beside them
/// (context, compound) are passed over. kind "dead"; notes.
std::vector<CodebookFinding> dead_rows(const Codebook& book);
/// One office (party, body, role) held by two persons at once for more than two months. kind "overlap"; notes, since some
/// offices have several holders.
std::vector<CodebookFinding> overlapping_offices(const Codebook& book);

}  // namespace locarno::study
