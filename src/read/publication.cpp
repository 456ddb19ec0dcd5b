// When a report was published: the candidates, strongest first. What it infers when nothing is printed: publication_infer.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "read/describe.hpp"
#include "read/publication_infer.hpp"
#include "read/roles.hpp"
#include "read/times_printed.hpp"

namespace locarno::read {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Candidate {
  Date date;
  Span span;
  std::string why;
  int rank = 0;   ///< higher is stronger
};

std::string printed_text(std::string_view text, Span span) { return std::string(slice(text, span)); }

/// Dates in the block's own words that can be the report's: date lines, stamps, headers.
void from_block(std::string_view text, const Block& block, const RawBlock& raw, std::vector<Candidate>& out) {
  if (block.role != BlockRole::dateline_meta && block.role != BlockRole::editor_meta && block.role != BlockRole::source_credit) return;
  for (const PrintedDate& date : printed_dates(text, {block.span.begin, std::min(block.span.end, block.span.begin + 4096)})) {
    const int rank = date.is_rfc ? 70 : raw.hint == "meta-date" ? 85 : date.clock.empty() ? 95 : 100;
    out.push_back({date.date, date.span, (date.is_rfc ? "header " : "printed ") + printed_text(text, date.span), rank});
  }
}

/// "20241203" or "2024/12/03" or "2024-12-03" in an address.
void from_address(std::string_view text, Span link, std::vector<Candidate>& out) {
  for (std::uint32_t at = link.begin; at + 8 <= link.end; ++at) {
    if (!is_digit(text[at]) || (at > link.begin && is_digit(text[at - 1]))) continue;
    std::uint32_t end = at, digits = 0;
    std::string plain;
    while (end < link.end && digits <= 8 && (is_digit(text[end]) || ((text[end] == '/' || text[end] == '-') && (digits == 4 || digits == 6)))) {
      if (is_digit(text[end])) { plain += text[end]; ++digits; }
      ++end;
    }
    if (digits != 8) continue;
    const auto date = parse_date(plain.substr(0, 4) + "-" + plain.substr(4, 2) + "-" + plain.substr(6, 2));
    if (!date || date->year < 1990 || date->year > 2100) continue;
    out.push_back({*date, {at, end}, "its address has " + printed_text(text, {at, end}), 50});
    at = end;
  }
}

void from_caption(std::string_view text, const Block& block, std::vector<Candidate>& out) {
  if (block.role != BlockRole::caption) return;
  for (const PrintedDate& date : printed_dates(text, {block.span.begin, std::min(block.span.end, block.span.begin + 4096)}))
    out.push_back({date.date, date.span, "caption " + printed_text(text, date.span), 30});
}

/// "(editor: X) 1080316": the day in the calendar of the Republic, with which a Taiwanese agency closes its report.
void from_closing_stamp(std::string_view text, const Block& block, std::vector<Candidate>& out) {
  static constexpr std::string_view wide_bracket = "\xEF\xBC\x89";
  std::uint32_t end = block.span.end;
  while (end > block.span.begin && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  std::uint32_t begin = end;
  while (begin > block.span.begin && is_digit(text[begin - 1])) --begin;
  if (end - begin != 7 || text[begin] != '1') return;
  const std::string_view before = text.substr(block.span.begin, begin - block.span.begin);
  if (!before.ends_with(wide_bracket) && !before.ends_with(")")) return;
  const auto number = [&](std::uint32_t at, int digits) {
    int value = 0;
    for (int i = 0; i < digits; ++i) value = value * 10 + (text[at + static_cast<std::uint32_t>(i)] - '0');
    return value;
  };
  const Date date{static_cast<std::int16_t>(1911 + number(begin, 3)), static_cast<std::uint8_t>(number(begin + 3, 2)), static_cast<std::uint8_t>(number(begin + 5, 2))};
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > latest(Date{date.year, date.month, 0}).day) return;
  out.push_back({date, {begin, end}, "printed at the end " + printed_text(text, {begin, end}), 96});
}

/// The day nearest to `near` that the dateline can mean; in a known year, that year's.
std::optional<Date> resolve_dateline(const Dateline& line, Date near) {
  std::optional<Date> best;
  for (int year = near.year - 1; year <= near.year + 1; ++year)
    for (int month = 1; month <= 12; ++month) {
      if (line.month_known && month != line.month) continue;
      const Date date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), line.day};
      if (line.day > latest(Date{date.year, date.month, 0}).day) continue;
      const auto distance = [&](Date d) { return std::abs(day_number(d) - day_number(near)); };
      if (!best || distance(date) < distance(*best)) best = date;
    }
  return best;
}

const Candidate* strongest(const std::vector<Candidate>& all) {
  const Candidate* best = nullptr;
  for (const Candidate& candidate : all)
    if (best == nullptr || candidate.rank > best->rank || (candidate.rank == best->rank && candidate.rank == 30 && candidate.date > best->date))
      best = &candidate;
  return best;
}

}  // namespace

/// "(AGENCY, CITY, 16 Dec, foreign wires report) A said": where the character for "report" stands before the bracket closes;
/// 0 when the head opens no bracket or closes it otherwise. `day`: past the day.
static std::size_t signed_bracket(std::string_view head, std::size_t day) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> brackets = {{{"\xEF\xBC\x88", "\xEF\xBC\x89"}, {"\xE3\x80\x94", "\xE3\x80\x95"}, {"(", ")"}}};
  static constexpr std::array<std::string_view, 5> words = {"\xE5\xAF\xBC", "\xE5\xB0\x8E", "\xE9\x81\x93", "\xE8\xAF\x91", "\xE8\xAD\xAF"};   // report(s), translated
  for (const auto& [open, shut] : brackets) {
    if (!head.starts_with(open)) continue;
    const std::size_t close = head.find(shut, day);
    if (close == std::string_view::npos || close < day + 3 || close > day + 36) return 0;
    const std::string_view last = head.substr(close - 3, 3);
    return std::find(words.begin(), words.end(), last) != words.end() ? close - 3 : 0;
  }
  return 0;
}

std::optional<Dateline> dateline_of(std::string_view text, const Block& block) {
  // Within the first 80 characters: month and day, then the mark that ends a dateline: the Chinese "wire" characters, or
  // a dash, or an agency in brackets.
  static constexpr std::string_view yue = "\xE6\x9C\x88", ri = "\xE6\x97\xA5", dian = "\xE7\x94\xB5", dian_hant = "\xE9\x9B\xBB",
                                    xun = "\xE8\xAE\xAF", xun_hant = "\xE8\xA8\x8A", dash = "\xE2\x80\x94", ndash = "\xE2\x80\x93";
  const std::uint32_t stop = std::min(block.span.end, block.span.begin + 160);
  const std::string_view head = text.substr(block.span.begin, stop - block.span.begin);
  Dateline line;
  for (std::size_t at = head.find(ri); at != std::string_view::npos; at = head.find(ri, at + 1)) {
    std::size_t after = at + ri.size();
    while (after < head.size() && head[after] == ' ') ++after;
    bool wire = false;
    for (int between = 0; between < 3 && !wire; ++between) {   // "16 Dec wire", "16 Dec special wire"
      const std::string_view word = head.substr(std::min(after, head.size()), 3);
      wire = word == dian || word == dian_hant || word == xun || word == xun_hant;
      if (!wire && (word.size() < 3 || static_cast<unsigned char>(word[0]) < 0xE4 || word == ri)) break;
      if (!wire) after += 3;
    }
    if (const std::size_t close = wire ? 0 : signed_bracket(head, at + ri.size()); close != 0) {
      wire = true;
      after = close;
    }
    if (!wire) continue;
    std::size_t from = at;
    while (from > 0 && is_digit(head[from - 1])) --from;
    if (from == at || at - from > 2) return std::nullopt;
    for (std::size_t i = from; i < at; ++i) line.day = static_cast<std::uint8_t>(line.day * 10 + (head[i] - '0'));
    if (from >= 4 && head.substr(from - 3, 3) == yue && is_digit(head[from - 4])) {
      std::size_t month = from - 3;
      while (month > 0 && is_digit(head[month - 1])) --month;
      for (std::size_t i = month; i < from - 3; ++i) line.month = static_cast<std::uint8_t>(line.month * 10 + (head[i] - '0'));
      line.month_known = 1;
    }
    line.span = {block.span.begin, block.span.begin + static_cast<std::uint32_t>(after) + 3};
    if (line.day < 1 || line.day > 31 || (line.month_known && (line.month < 1 || line.month > 12))) return std::nullopt;
    return line;
  }
  // "KYIV, Dec 14 (Reuters) -", "BERLIN, Dec. 14 (AP) --"
  std::size_t mark = std::min({head.find(" - "), head.find("-- "), head.find(dash), head.find(ndash), head.find(") -"), head.find("/. ")});   // "CITY, 9 May. /AGENCY/."
  if (mark == std::string_view::npos || mark > 80) return std::nullopt;
  for (std::size_t at = 0; at < mark; ++at) {
    std::size_t size = 0;
    if (at > 0 && head[at - 1] != ' ' && head[at - 1] != '(') continue;
    const int month = month_name_at(head, at, size);
    if (month == 0) continue;
    std::size_t digit = at + size;
    while (digit < mark && head[digit] == ' ') ++digit;
    std::size_t end = digit;
    while (end < mark && is_digit(head[end])) line.day = static_cast<std::uint8_t>(std::min(99, line.day * 10 + (head[end++] - '0')));
    if (end == digit || end - digit > 2) {   // "12 March 2025"
      std::size_t from = at;
      while (from > 0 && head[from - 1] == ' ') --from;
      std::size_t first = from;
      while (first > 0 && is_digit(head[first - 1])) --first;
      if (first == from || from - first > 2) return std::nullopt;
      line.day = 0;
      for (std::size_t i = first; i < from; ++i) line.day = static_cast<std::uint8_t>(line.day * 10 + (head[i] - '0'));
    }
    if (line.day < 1 || line.day > 31) return std::nullopt;
    line.month = static_cast<std::uint8_t>(month);
    line.month_known = 1;
    line.span = {block.span.begin, block.span.begin + static_cast<std::uint32_t>(mark)};
    return line;
  }
  return std::nullopt;
}

void find_publication(Document& document, const Layout& layout, const Codebook& codebook, const Folded& folded,
                      const std::vector<Match>& matches) {
  const std::string_view text = document.text;
  std::vector<Candidate> candidates;
  std::optional<Dateline> dateline;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    from_block(text, block, layout.blocks[i], candidates);
    from_caption(text, block, candidates);
    if (is_running_text(block.role) || block.role == BlockRole::editor_meta) from_closing_stamp(text, block, candidates);
    if (block.role == BlockRole::title && layout.blocks[i].hint == "md-link") from_address(text, block.span, candidates);
    if (!dateline && is_running_text(block.role)) {
      dateline = dateline_of(text, block);
      if (dateline)  // a dateline may print its year
        for (const PrintedDate& date : printed_dates(text, dateline->span))
          candidates.push_back({date.date, date.span, "dateline " + printed_text(text, date.span), 98});
    }
  }
  const auto set = [&](Date date, PublishedBasis basis, bool inferred, std::string why, std::vector<Span> from) {
    document.published = date;
    document.published_basis = basis;
    document.published_inferred = inferred;
    document.published_why = std::move(why);
    document.published_from = std::move(from);
  };
  const Candidate* best = strongest(candidates);
  if (best != nullptr && (best->rank >= 85 || !dateline)) {
    const bool printed = best->rank > 30;
    return set(best->date, printed ? PublishedBasis::printed : PublishedBasis::inferred, !printed, best->why, {best->span});
  }
  if (best != nullptr && dateline) {
    if (const auto date = resolve_dateline(*dateline, best->date))
      return set(*date, PublishedBasis::dateline, best->rank <= 30,
                 fmt::format("dateline {}; year from: {}", printed_text(text, dateline->span), best->why), {dateline->span, best->span});
  }
  if (const auto guess = infer_publication(document, codebook, folded, matches, dateline))
    set(guess->date, dateline ? PublishedBasis::dateline : PublishedBasis::inferred, true, guess->why, guess->from);
}

}  // namespace locarno::read
