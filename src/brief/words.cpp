#include "brief/words.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "brief/safe.hpp"
#include "brief/stability_words.hpp"
#include "brief/watch_words.hpp"
#include "brief/words_alarms.hpp"
#include "brief/words_settle.hpp"

namespace locarno::brief {
namespace {

Line one(Piece::Kind kind, std::string_view text) {
  if (text.empty()) return {};
  return {Piece{kind, std::string(text), 0, Language::unknown}};
}

/// "{3}" or "{3|one form|the other}" at the front of a text; size 0 where neither stands there.
struct Place {
  std::size_t number = std::string_view::npos, size = 0;
  bool is_form = false;
  std::string_view singular, plural;
  std::string_view form(bool of_one) const { return of_one ? singular : plural; }
};

Place place_at(std::string_view text) {
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos || end < 2 || text[1] < '0' || text[1] > '9') return {};
  Place out{static_cast<std::size_t>(text[1] - '0'), end + 1, false, {}, {}};
  if (end == 2) return out;
  const std::size_t bar = text.find('|', 3);
  if (text[2] != '|' || bar == std::string_view::npos || bar > end) return {};
  out.is_form = true;
  out.singular = text.substr(3, bar - 3);
  out.plural = text.substr(bar + 1, end - bar - 1);
  return out;
}

bool is_one(const Line& line) { return line.size() == 1 && line.front().text == "1"; }

}  // namespace

#define LOC_TABLE Word
#define LOC_ROWS "brief/words.inc"
#include "brief/word_rows.inc"
#define LOC_TABLE AlarmWord
#define LOC_ROWS "brief/words_alarms.inc"
#include "brief/word_rows.inc"
#define LOC_TABLE GraphWord
#define LOC_ROWS "brief/words_stability.inc"
#include "brief/word_rows.inc"
#define LOC_TABLE SettleWord
#define LOC_ROWS "brief/words_settle.inc"
#include "brief/word_rows.inc"
#define LOC_TABLE WatchWord
#define LOC_ROWS "brief/words_watch.inc"
#include "brief/word_rows.inc"

Line plain(std::string_view text) { return one(Piece::Kind::words, visible(text)); }
Line strong(std::string_view text) { return one(Piece::Kind::strong, visible(text)); }
Line note(std::string_view text) { return one(Piece::Kind::note, visible(text)); }
Line dated(std::string_view text) { return one(Piece::Kind::date, visible(text)); }

Line foreign(std::string_view text, Language language) {
  Line line = one(Piece::Kind::foreign, visible(text));
  if (!line.empty()) line.front().language = language;
  return line;
}

/// Words that the source itself put between marks, from the first to the last, and no mark of that kind between.
static bool stands_in_marks(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> marks = {{{"\u201C", "\u201D"}, {"\u300C", "\u300D"}, {"\"", "\""}}};
  return std::any_of(marks.begin(), marks.end(), [&](const auto& m) {
    return text.size() > m.first.size() + m.second.size() && text.starts_with(m.first) && text.find(m.second, m.first.size()) == text.size() - m.second.size();
  });
}

Line quoted(std::string_view text, Language language) {
  if (stands_in_marks(text)) return foreign(text, language);
  return plain("\u201C") + foreign(text, language) + plain("\u201D");
}

Line& operator+=(Line& line, const Line& more) {
  line.insert(line.end(), more.begin(), more.end());
  return line;
}

Line operator+(Line line, const Line& more) {
  line += more;
  return line;
}

Line fill(Word id, PageLanguage language, const std::vector<Line>& places) {
  std::string_view rest = word(id, language);
  Line out;
  const std::string_view mark = word(Word::we_assess, language);
  if (id != Word::we_assess && rest.starts_with(mark)) {
    out += one(Piece::Kind::assess, mark);
    rest.remove_prefix(mark.size());
  }
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    out += one(Piece::Kind::words, rest.substr(0, open));
    if (open == std::string_view::npos) break;
    rest.remove_prefix(open);
    const Place place = place_at(rest);
    if (place.number < places.size()) out += place.is_form ? one(Piece::Kind::words, place.form(is_one(places[place.number]))) : places[place.number];
    rest.remove_prefix(std::max<std::size_t>(1, place.size));
  }
  return out;
}

std::string fill_text(std::string_view text, const std::vector<std::string>& places) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Place place = text[at] == '{' ? place_at(text.substr(at)) : Place{};
    if (place.number < places.size()) {
      out += place.is_form ? place.form(places[place.number] == "1") : places[place.number];
      at += place.size;
    } else {
      out += text[at++];
    }
  }
  return out;
}

Line joined(const std::vector<Line>& lines, std::string_view between, std::string_view last) {
  Line out;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (at > 0) out += one(Piece::Kind::words, at + 1 == lines.size() && !last.empty() ? last : between);
    out += lines[at];
  }
  return out;
}

}  // namespace locarno::brief
