#include "read/party_table.hpp"

#include <algorithm>
#include <initializer_list>

namespace locarno::read {
namespace {

bool has_one_of(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return text.find(w) != std::string::npos; });
}

}  // namespace

PartyTable::PartyTable(const Codebook& book) {
  names_.reserve(book.actors.size());
  for (const Actor& a : book.actors)   // rows of one party stand together
    if (names_.empty() || *names_.back() != a.party) names_.push_back(&a.party);
  const auto before = [](const std::string* a, const std::string* b) { return *a < *b; };
  std::sort(names_.begin(), names_.end(), before);
  names_.erase(std::unique(names_.begin(), names_.end(), [](const auto* a, const auto* b) { return *a == *b; }), names_.end());
  kinds_.resize(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!names_[i]->empty() && names_[i]->find(';') == std::string::npos) kinds_[i] = single;
  party_of_.reserve(book.actors.size());
  for (const Actor& a : book.actors) {
    const Party before_it = party_of_.empty() ? nobody : party_of_.back();
    const Party party = before_it != nobody && *names_[before_it] == a.party ? before_it : find(a.party);
    party_of_.push_back(party);
    if (a.party.empty()) continue;
    if (a.kind == ActorKind::state) kinds_[party] |= state;
    if (a.kind == ActorKind::armed_group) kinds_[party] |= group;
  }
  is_office_.reserve(book.terms.size());
  for (const Term& t : book.terms) is_office_.push_back(is_office(t));
}

PartyTable::Party PartyTable::find(std::string_view party) const {
  const auto at = std::lower_bound(names_.begin(), names_.end(), party, [](const std::string* a, std::string_view b) { return *a < b; });
  return at == names_.end() || **at != party ? nobody : static_cast<Party>(at - names_.begin());
}

std::string_view PartyTable::department(std::string_view role) {
  for (static constexpr std::string_view word_list[] = {"foreign", "defence", "presiden", "government", "parliament", "military", "interior", "justice", "prime minister"}; const std::string_view word : word_list)
    if (role.find(word) != std::string_view::npos) return word;
  return role == "armed forces" ? "military" : role == "presidency" ? "presiden" : role;
}

bool PartyTable::is_office(const Term& t) {
  if (t.kind != TermKind::title || has_one_of(t.value, {"former", "delegation", "embassy", "soldier", "SACEUR"})) return false;
  if (t.cls == "foreign" || t.cls == "defence" || t.cls == "finance" || t.cls == "body") return true;
  if (t.cls == "state") return t.value != "leader" && t.value != "state president" && t.value != "general secretary" && t.value != "pope";
  if (t.cls == "security" || t.cls == "role" || t.cls == "legislator") return true;
  if (t.cls == "military") return has_one_of(t.value, {"chief", "commander-in-chief", "secretary"});
  // an aide, an official, a spokesman may be anybody's: only where the word itself says of what
  if (t.cls == "spokesperson" || t.cls == "official" || t.cls == "envoy")
    return has_one_of(t.value, {"ministry", "military", "governor", "chief of staff"}) ||
           has_one_of(t.text, {"government", "presiden", "army", "military", "ministry", "administration", "\xE6\x94\xBF\xE5\xBA\x9C", "\xE6\x80\xBB\xE7\xBB\x9F",
                               "\xE5\x86\x9B\xE6\x96\xB9", "\xE5\xA4\x96\xE4\xBA\xA4\xE9\x83\xA8"});
  return false;
}

}  // namespace locarno::read
