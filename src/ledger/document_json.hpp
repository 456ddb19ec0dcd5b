#pragma once
// locarno/ledger/document_json.hpp -- what a report says about itself, as one line of JSON: everything of Document but
// its identity, text and blocks, which have columns of their own.
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/document.hpp"

namespace locarno::ledger {

std::string meta_json(const Document& document);
/// Fills the fields meta_json wrote. Errors: bad_input naming the key.
Result<void> read_meta(std::string_view json, Document& document);

/// The inverse of to_string(Language), to_string(BlockRole).
Result<Language> language_named(std::string_view name);
Result<BlockRole> role_named(std::string_view name);

}  // namespace locarno::ledger
