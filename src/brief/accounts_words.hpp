#pragma once
// locarno/brief/accounts_words.hpp -- names, labels and notes of the accounts in the page's language. What the codebook does
// not name in Chinese stays as the record has it.
#include <string>
#include <string_view>

#include "brief/words.hpp"
#include "study/accounts.hpp"

namespace locarno::brief {

class AccountsWords {
 public:
  AccountsWords(const study::Accounts& accounts, PageLanguage language) : accounts_(accounts), language_(language) {}

  Line say(Word id, const std::vector<Line>& places = {}) const { return fill(id, language_, places); }
  std::string text(Word id) const { return std::string(word(id, language_)); }

  std::string name(const std::string& canonical) const;      ///< person, body, outlet ("Xinhua/CCTV")
  std::string parties(std::string_view ids) const;           ///< "RUS;USA"
  std::string issue(const std::string& id) const;
  std::string kind_of(relate::CopyKind kind) const;
  std::string kind_of(relate::LinkType type) const;
  std::string state(relate::ContactState state) const;
  /// A field in which records differ, and what one of them has there.
  std::string field(const std::string& name) const;
  std::string value(const std::string& field, const std::string& value) const;
  Line note_of(const relate::Link& link) const;

 private:
  const study::Accounts& accounts_;
  PageLanguage language_;
};

}  // namespace locarno::brief
