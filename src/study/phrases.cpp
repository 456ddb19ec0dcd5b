#include "study/phrases.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/fold.hpp"

namespace locarno::study {
namespace {

bool contains(const std::vector<char16_t>& text, const std::vector<char16_t>& phrase) {
  return !phrase.empty() && std::search(text.begin(), text.end(), phrase.begin(), phrase.end()) != text.end();
}

}  // namespace

std::vector<std::string> records_with(const std::vector<std::string>& phrases, const std::vector<Record>& records) {
  std::vector<std::vector<char16_t>> folded;
  for (const std::string& phrase : phrases) folded.push_back(fold_phrase(phrase));
  std::vector<std::string> ids;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> taken;   // what is said and a contact may rest on the same words
  for (const Record& record : records) {
    const std::vector<char16_t> text = fold_phrase(record.text);
    if (std::any_of(folded.begin(), folded.end(), [&](const auto& p) { return contains(text, p); }) &&
        taken.emplace(record.document, record.span.begin, record.span.end).second)
      ids.push_back(record.id);
  }
  return ids;
}

}  // namespace locarno::study
