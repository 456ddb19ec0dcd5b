#include "relate/phrases.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace locarno::relate {
namespace {

bool is_letter(char16_t u) { return u >= 'a' && u <= 'z'; }

bool stands(const std::u16string& text, const std::u16string& word) {
  for (std::size_t at = text.find(word); at != std::u16string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool cut = (is_letter(word.front()) && at > 0 && is_letter(text[at - 1])) ||
                     (is_letter(word.back()) && end < text.size() && is_letter(text[end]));
    if (!cut) return true;
  }
  return false;
}

}  // namespace

Phrases::Phrases(const Codebook* book) {
  if (book == nullptr) return;
  for (std::size_t i = 0; i < book->terms.size(); ++i) {
    const Term& term = book->terms[TermId(i)];
    if (term.kind != TermKind::relation) continue;
    std::u16string form = folded(term.text);
    if (!form.empty()) words_[term.cls].push_back(std::move(form));
  }
}

std::u16string Phrases::folded(std::string_view text) {
  const std::vector<char16_t> units = fold_phrase(text);
  return {units.begin(), units.end()};
}

bool Phrases::has(const std::u16string& text, std::string_view cls) const {
  const auto list = words_.find(cls);
  return list != words_.end() && std::any_of(list->second.begin(), list->second.end(), [&](const std::u16string& w) { return stands(text, w); });
}

}  // namespace locarno::relate
