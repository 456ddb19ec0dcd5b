#pragma once
// locarno/brief/accounts_page.hpp -- reports side by side, as JSON and as lines for a terminal: copies, conflicts, contacts,
// commitments. Every figure stands beside who said it and where; nothing is averaged.
//
// The terminal form comes in both languages of the page; reports keep their own words, JSON its ids.
// JSON keys: docs/relations.md. Places are code points into the decoded file, as everywhere outside the program.
#include <string>

#include "study/accounts.hpp"

namespace locarno::brief {

std::string same_json(const study::Accounts& accounts);
std::string conflicts_json(const study::Accounts& accounts);
std::string contacts_json(const study::Accounts& accounts);
std::string commitments_json(const study::Accounts& accounts);

std::string same_terminal(const study::Accounts& accounts, PageLanguage language, bool color, unsigned width);
std::string conflicts_terminal(const study::Accounts& accounts, PageLanguage language, bool color, unsigned width);
std::string contacts_terminal(const study::Accounts& accounts, PageLanguage language, bool color, unsigned width);
std::string commitments_terminal(const study::Accounts& accounts, PageLanguage language, bool color, unsigned width);

}  // namespace locarno::brief
