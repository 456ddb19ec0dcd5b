#pragma once
// locarno/read/times_scanner.hpp -- goes over a text for time expressions; inside of times_scan.cpp and times_count.cpp.
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "read/times_scan.hpp"

namespace locarno::read {

/// Characters of calendars and counts, folded.
namespace han {
inline constexpr char16_t nian = 0x5E74, yue = 0x6708, ri = 0x65E5, hao = 0x53F7, ge = 0x4E2A, ban = 0x534A, shi = 0x4E16, ji = 0x7EAA,
                          dai = 0x4EE3, di = 0x7B2C, duo = 0x591A, fen = 0x4EFD, yuan = 0x5143, shang = 0x4E0A, ben = 0x672C, nei = 0x5185, zhi = 0x4E4B, yi = 0x4EE5, dian = 0x70B9, ke = 0x65F6, tou = 0x5934;
}
inline bool is_small_latin(char16_t c) { return c >= 'a' && c <= 'z'; }
/// The number a row of the codebook stands for: "+1", "-2", "12".
int number_of(std::string_view value);

/// Walks units [first, last) once.
class TimeScanner {
 public:
  TimeScanner(const Folded& folded, const TimeWords& words, std::uint32_t first, std::uint32_t last)
      : folded_(folded), units_(folded.units), words_(words), first_(first), last_(last) {}

  std::vector<TimeExpr> run();

 private:
  /// Where the next expression may begin, from `at` on: a number, or a time word of the codebook.
  std::uint32_t next_begin(std::uint32_t at);
  char16_t unit(std::uint32_t at) const { return at < last_ ? units_[at] : u'\0'; }
  bool is_inside_word(std::uint32_t at) const;
  std::uint32_t skip_space(std::uint32_t at) const { return unit(at) == ' ' ? at + 1 : at; }
  bool word_before(std::uint32_t at, std::initializer_list<std::u16string_view> names) const;

  bool one(std::uint32_t at, TimeExpr& expr);
  /// What no word of the codebook begins.
  bool plain(std::uint32_t at, TimeExpr& expr);

  /// "The talks' second day" counts days; "second day" at the front of a clause is the next day.
  bool is_counting(std::uint32_t at) const { return at > first_ && units_[at - 1] >= 0x4E00 && units_[at - 1] < 0xA000; }

  bool offset(TimeExpr& expr, const TimeWords::Word& word, TimeForm form, std::string_view part = {});

  /// A part of the day right behind, perhaps with a space.
  bool with_part(TimeExpr& expr);

  /// An hour right behind a part of the day ("in the afternoon at 5").
  void with_clock(TimeExpr& expr);
  /// "late Monday", "early on Friday", "mid-June", "late in April".
  bool edge_of(TimeExpr& expr, const TimeWords::Word& word);
  /// "hours later": a unit that nobody counted.
  bool uncounted(TimeExpr& expr, const TimeWords::Word& word);
  /// The end of "within", written behind the unit; `at` itself when it is not there.
  std::uint32_t end_of_within(std::uint32_t at) const;

  bool with_end(TimeExpr& expr);

  /// After a month: a day, or its beginning, middle or end.
  bool with_day(TimeExpr& expr);

  bool with_month(TimeExpr& expr);

  bool weekday(TimeExpr& expr, const TimeWords::Word& word);

  /// "last week", or with a weekday in it: the Chinese forms share a character.
  bool week(TimeExpr& expr, const TimeWords::Word& word);

  /// "the past two days", "the next three months", "last Tuesday".
  bool spanned(TimeExpr& expr, const TimeWords::Word& word);

  bool ordinal(TimeExpr& expr);

  /// The last or this century, perhaps with a decade of it.
  bool century(TimeExpr& expr, bool is_this);
  bool decade_behind(TimeExpr& expr);

  /// What begins with a number: a date, a count of units, a day of the month, a decade.
  bool numbered(TimeExpr& expr);

  /// "A on the eighth said": one numeral written out, behind a name, that a word of speech or a part of the day follows; no count of days.
  bool told_on_day(std::uint32_t begin, std::uint32_t end) const;

  /// "14 December [2025]", "the 14th", "in 2025", "the 1990s".
  bool english_day(TimeExpr& expr, int value, std::uint32_t at);
  static constexpr std::initializer_list<std::u16string_view> year_words = {u"in", u"since", u"of", u"by", u"until", u"from", u"before", u"after", u"during", u"late", u"early", u"mid", u"year", u"the"};
  static constexpr std::initializer_list<std::u16string_view> strict_year_words = {u"in", u"of", u"since", u"until", u"before", u"during"};

  void english_year(TimeExpr& expr);

  bool english_month(TimeExpr& expr, const TimeWords::Word& word);

  /// A count and a unit from unit `at`, then what stands behind it (later, ago): duration or shift.
  bool counted(TimeExpr& expr, std::uint32_t at, std::string_view mod);

  bool is_at(std::uint32_t at, std::u16string_view words) const;

  static constexpr std::uint64_t bit(char c) { return std::uint64_t{1} << c; }
  static bool ends_sentence(char16_t c) { return (c < 0x40 && ((bit('!') | bit('?') | bit('\n')) >> c & 1u)) || c == 0x3002; }
  static bool ends_clause(char16_t c) { return ends_sentence(c) || (c < 0x40 && ((bit(',') | bit(';') | bit(':')) >> c & 1u)); }

  /// Up to 200 units back.
  std::uint32_t sentence_begin(std::uint32_t at) const;

  /// Does a word in the clause say that the expression lies ahead? In front of it; or behind, before any cue of speech.
  void look_ahead(TimeExpr& expr) const;

  const Folded& folded_;
  const std::vector<char16_t>& units_;
  const TimeWords& words_;
  std::uint32_t first_, last_;
  std::uint32_t skip_to_ = 0;
  std::size_t word_ = words_.first_at(first_);   ///< the first time word not passed yet
  std::vector<TimeExpr> found_;
};

}  // namespace locarno::read
