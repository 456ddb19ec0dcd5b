#pragma once
// locarno/ledger/tokenizer.hpp -- gives SQLite's full-text index (FTS5) the words of words.hpp, under the name "locarno".
//
// In a text, a Han character comes with the pair it begins, at the same place: ABCD -> A|AB B|BC C|CD D.
// In a question only the pairs are asked for (AB BC CD), the single character only where no pair begins. So a word
// of two characters is one entry of the index, and a longer one a phrase of pairs.
#include "ledger/sql.hpp"

namespace locarno::ledger {

Result<void> register_tokenizer(Database& database);

}  // namespace locarno::ledger
