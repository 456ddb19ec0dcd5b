#include "read/words_en.hpp"

namespace locarno::read::en {
namespace {

bool ends_in(const View& view, Range word, std::string_view tail) {
  return word.size() > tail.size() + 1 && view.reads(word.end - static_cast<std::uint32_t>(tail.size()), word.end, tail);
}

}  // namespace

bool is_determiner(const View& view, Range word) {
  static constexpr WordList list("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these",
      "those", "any", "no", "some", "each", "every", "such", "both", "all", "several", "two", "three", "four", "five", "another", "other", "one", "many", "most", "more");
  return list.has(view, word);
}

bool is_preposition(const View& view, Range word) {
  static constexpr WordList list("of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "over", "under", "about",
      "against", "between", "among", "after", "before", "during", "since", "without", "within", "near", "inside", "outside", "through", "via",
      "across", "around", "behind", "beyond", "despite", "amid", "toward", "towards", "upon", "along", "like", "until", "as");
  return list.has(view, word);
}

bool is_be(const View& view, Range word) {
  static constexpr WordList list("is", "are", "was", "were", "be", "been", "being", "got", "isn't", "wasn't");
  return list.has(view, word);
}

bool is_auxiliary(const View& view, Range word) {
  static constexpr WordList list("has", "have", "had", "having", "do", "does", "did", "will", "would", "can", "could", "may", "might",
      "must", "should", "shall", "not");
  return is_be(view, word) || list.has(view, word);
}

bool is_claim_noun(const View& view, Range word) {
  static constexpr WordList list("allegation", "allegations", "accusation", "accusations", "claim", "claims", "charge", "charges", "assertion", "assertions", "suggestion",
      "suggestions", "characterisation", "characterization", "account", "something", "report", "reports");
  return list.has(view, word);
}

bool opens_setting(const View& view, Range word, std::uint32_t end) {
  static constexpr WordList settings("speech", "interview", "statement", "post", "address", "briefing", "letter", "message", "conference", "remarks", "interviews", "statements", "telegram");
  if (!is_word(view, word, "in") && !is_word(view, word, "at") && !is_word(view, word, "during")) return false;
  Range next = word_after(view, word.end, end);
  for (std::uint32_t i = word.end; i + 4 < end && view.mark(i) != Mark::comma && view.mark(i) != Mark::stop; ++i)
    if (view.reads(i, end, " as ")) return false;   // "dismissed it in a statement as a trick"
  if (!is_word(view, next, "a") && !is_word(view, next, "an") && !is_word(view, next, "his") && !is_word(view, next, "her")) return false;
  for (int step = 0; step < 4 && !next.empty(); ++step) {
    next = word_after(view, next.end, end);
    if (settings.has(view, next)) return true;
  }
  return false;
}

Range office_clause_before(const View& view, const Sentence& sentence, std::uint32_t name) {
  for (std::size_t k = 1; k < sentence.clauses.size(); ++k) {
    const Range own = sentence.clauses[k].range;
    Range before = sentence.clauses[k - 1].range;
    while (before.begin < before.end && !view.is_letter_at(before.begin)) ++before.begin;   // the mark that closes a quotation
    if (!own.contains({name, name + 1}) || sentence.clauses[k].before != Mark::comma) continue;
    const Range whose = word_after(view, before.begin, before.end);
    return is_word(view, whose, "its") || is_word(view, whose, "their") ? before : Range{};
  }
  return {};
}

bool is_coordinator(const View& view, Range word) {
  static constexpr WordList list("and", "but", "or", "nor", "yet");
  return list.has(view, word);
}

bool is_relative(const View& view, Range word) {
  static constexpr WordList list("who", "which", "whose", "whom", "where", "when", "what");
  return list.has(view, word) && !(word.size() == 3 && view.is_capital_at(word.begin + 1));   // "WHO" is a body
}

bool is_subordinator(const View& view, Range word) {
  static constexpr WordList list("that", "if", "while", "as", "because", "although", "though", "whether", "unless", "since", "after",
      "before", "until", "once", "how", "why", "whereas");
  return list.has(view, word);
}

bool is_finite_opener(const View& view, Range word) {
  static constexpr WordList list("it", "they", "he", "she", "we", "i", "you", "there", "this", "these", "neither");
  return list.has(view, word);
}

bool is_adverb_form(const View& view, Range word) { return ends_in(view, word, "ly") && !view.is_capital_at(word.begin); }
bool is_participle_form(const View& view, Range word) { return word.size() > 4 && ends_in(view, word, "ing"); }
bool is_past_form(const View& view, Range word) {
  static constexpr WordList list("told", "said", "put", "held", "met", "heard", "seen", "written");
  return ends_in(view, word, "ed") || list.has(view, word);
}

}  // namespace locarno::read::en
