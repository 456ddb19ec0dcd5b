#include "read/words_en.hpp"

#include <algorithm>
#include <array>

namespace locarno::read::en {
namespace {

bool in_word(const View& view, std::uint32_t i) {
  return view.is_letter_at(i) || view.raw[i] == '-' || view.raw[i] == 0x2019 || view.raw[i] == '\'';
}

template <std::size_t N>
bool any_of(const View& view, Range word, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view w) { return is_word(view, word, w); });
}

bool ends_in(const View& view, Range word, std::string_view tail) {
  return word.size() > tail.size() + 1 && view.reads(word.end - static_cast<std::uint32_t>(tail.size()), word.end, tail);
}

}  // namespace

Range word_before(const View& view, std::uint32_t at, std::uint32_t floor) {
  while (at > floor && view.mark(at - 1) == Mark::space) --at;
  std::uint32_t b = at;
  while (b > floor && in_word(view, b - 1)) --b;
  return {b, at};
}

Range word_after(const View& view, std::uint32_t at, std::uint32_t ceiling) {
  while (at < ceiling && view.mark(at) == Mark::space) ++at;
  std::uint32_t e = at;
  while (e < ceiling && in_word(view, e)) ++e;
  return {at, e};
}

bool is_word(const View& view, Range word, std::string_view ascii) {
  return word.size() == ascii.size() && view.reads(word.begin, word.end, ascii);
}

bool is_determiner(const View& view, Range word) {
  static constexpr std::array<std::string_view, 32> list = {"the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these",
      "those", "any", "no", "some", "each", "every", "such", "both", "all", "several", "two", "three", "four", "five", "another", "other", "one", "many", "most", "more"};
  return any_of(view, word, list);
}

bool is_preposition(const View& view, Range word) {
  static constexpr std::array<std::string_view, 40> list = {"of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "over", "under", "about",
      "against", "between", "among", "after", "before", "during", "since", "without", "within", "near", "inside", "outside", "through", "via",
      "across", "around", "behind", "beyond", "despite", "amid", "toward", "towards", "upon", "along", "like", "until", "as"};
  return any_of(view, word, list);
}

bool is_be(const View& view, Range word) {
  static constexpr std::array<std::string_view, 10> list = {"is", "are", "was", "were", "be", "been", "being", "got", "isn't", "wasn't"};
  return any_of(view, word, list);
}

bool is_auxiliary(const View& view, Range word) {
  static constexpr std::array<std::string_view, 17> list = {"has", "have", "had", "having", "do", "does", "did", "will", "would", "can", "could", "may", "might",
      "must", "should", "shall", "not"};
  return is_be(view, word) || any_of(view, word, list);
}

bool is_coordinator(const View& view, Range word) {
  static constexpr std::array<std::string_view, 5> list = {"and", "but", "or", "nor", "yet"};
  return any_of(view, word, list);
}

bool is_relative(const View& view, Range word) {
  static constexpr std::array<std::string_view, 7> list = {"who", "which", "whose", "whom", "where", "when", "what"};
  return any_of(view, word, list);
}

bool is_subordinator(const View& view, Range word) {
  static constexpr std::array<std::string_view, 17> list = {"that", "if", "while", "as", "because", "although", "though", "whether", "unless", "since", "after",
      "before", "until", "once", "how", "why", "whereas"};
  return any_of(view, word, list);
}

bool is_finite_opener(const View& view, Range word) {
  static constexpr std::array<std::string_view, 11> list = {"it", "they", "he", "she", "we", "i", "you", "there", "this", "these", "neither"};
  return any_of(view, word, list);
}

bool is_adverb_form(const View& view, Range word) { return ends_in(view, word, "ly") && !view.is_capital_at(word.begin); }
bool is_participle_form(const View& view, Range word) { return word.size() > 4 && ends_in(view, word, "ing"); }
bool is_past_form(const View& view, Range word) {
  static constexpr std::array<std::string_view, 8> list = {"told", "said", "put", "held", "met", "heard", "seen", "written"};
  return ends_in(view, word, "ed") || any_of(view, word, list);
}

}  // namespace locarno::read::en
