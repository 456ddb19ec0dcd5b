#include "brief/composer.hpp"

#include <algorithm>
#include <set>

#include "brief/find_name.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// Of an analyst's reason, in columns; the JSON has all of it.
constexpr std::size_t most_note = 150;

std::string with_commas(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::optional<Date> latest_report(const study::Brief& brief) {
  std::optional<Date> last;
  for (const Document& document : brief.documents) {
    if (document.published && (!last || *last < *document.published)) last = document.published;
  }
  return last;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string grouped(const Integer& count) {
  const std::string digits = count.get_str();
  if (digits.size() <= 21) return with_commas(digits);
  return "\u2248" + digits.substr(0, 1) + "." + digits.substr(1, 2) + "\u00D710^" + std::to_string(digits.size() - 1);
}

std::string grouped(std::size_t count) { return with_commas(std::to_string(count)); }

std::size_t percent(std::size_t k, std::size_t n) { return n == 0 ? 0 : (200 * k + n) / (2 * n); }

Composer::Composer(const study::Brief& brief, PageLanguage page_language)
    : b(brief), c(**brief.the_case), language(page_language), today_(brief.as_of ? brief.as_of : latest_report(brief)) {
  for (const Record& record : b.records) record_[record.id] = &record;
  for (const study::Quotation& quotation : b.quotations) quotation_[quotation.number] = &quotation;
}

Line Composer::party(PartyId party) const {
  if (party.is_none() || party.index() >= c.parties.size()) return plain("?");
  const Party& row = c.parties[party];
  const std::string& name = row.name.in(language);
  return strong(name.empty() ? row.id : name);
}

Line Composer::parties(std::string_view ids) const {
  std::vector<Line> names;
  for (const std::string_view id : split(ids, ';')) {
    const PartyId known = b.the_case->party(id);
    if (!known.is_none()) names.push_back(plain(c.parties[known].name.in(language)));
    else if (id == "NARRATOR") names.push_back(say(Word::narrator));
    else if (id == "EXPERT") names.push_back(say(Word::expert));
    else if (id == "MEDIA") names.push_back(say(Word::media));
    else if (id == "UNKNOWN") names.push_back(say(Word::unknown_party));
    else if (!id.empty()) names.push_back(foreign(id));
  }
  return joined(names, text(Word::comma));
}

Line Composer::parties(const std::vector<PartyId>& ids) const {
  std::vector<Line> names;
  for (const PartyId id : ids) names.push_back(party(id));
  return joined(names, text(Word::comma), text(Word::last_comma));
}

Line Composer::issue(IssueId issue) const {
  if (issue.is_none() || issue.index() >= c.issues.size()) return plain("?");
  const Issue& row = c.issues[issue];
  const std::string& name = row.name.in(language);
  return plain(name.empty() ? row.id : name);
}

Line Composer::issues(const std::vector<IssueId>& ids) const {
  std::vector<Line> names;
  for (const IssueId id : ids) names.push_back(issue(id));
  return joined(names, text(Word::comma), text(Word::last_comma));
}

Line Composer::option(IssueId issue, OptionId option) const {
  if (issue.is_none() || issue.index() >= c.issues.size() || option.index() >= c.issues[issue].options.size()) return plain("?");
  const Option& row = c.issues[issue].options[option];
  const std::string& name = row.name.in(language);
  return plain(name.empty() ? row.id : name);
}

Line Composer::date(const std::optional<Date>& date) const {
  return date ? dated(to_string(*date)) : say(Word::undated);
}

std::vector<int> Composer::numbers(const std::vector<std::string>& records, std::size_t most) const {
  std::set<int> found;
  for (const std::string& record : records) {
    const auto at = b.number_of.find(record);
    if (at != b.number_of.end() && found.size() < most) found.insert(at->second);
  }
  return {found.begin(), found.end()};
}

Line Composer::cites(const std::vector<std::string>& records, std::size_t most) const {
  Line line;
  for (const int number : numbers(records, most)) {
    line.push_back(Piece{Piece::Kind::cite, "[" + std::to_string(number) + "]", number, Language::unknown});
  }
  return line;
}

Line Composer::via(const std::vector<std::string>& names) const {
  std::vector<Line> lines;
  for (auto relay = names.rbegin(); relay != names.rend(); ++relay)
    lines.push_back(b.the_case->party(*relay).is_none() ? name(*relay) : parties(*relay));
  return joined(lines, " \u2192 ");
}

Line Composer::line_words(const RedLine& line) const {
  std::string words = line.words.in(language);
  const std::string_view stop = text(Word::full_stop);
  if (words.ends_with(stop)) words.resize(words.size() - stop.size());
  else if (words.ends_with('.')) words.pop_back();
  if (words.empty()) return say(Word::named, {party(line.party), condition(line.rule)});
  const Line who = party(line.party);
  const std::size_t at = find_name(words, who.front().text);
  if (at == std::string::npos) return say(Word::named, {who, plain(words)});
  return plain(words.substr(0, at)) + who + plain(words.substr(at + who.front().text.size()));
}

Line Composer::how_known(const RedLine& line) const {
  if (line.source == StanceSource::analyst) {
    const Line note_of = line.note.empty() ? Line{} : plain(text(Word::colon)) + note(shorten(visible(line.note), most_note));
    const Line relayed = line.first_hand || line.via.empty()
                             ? Line{} : plain(text(Word::semicolon)) + say(Word::by_way_of, {via(line.via)});
    return say(Word::known_set) + plain(" \u2021") + relayed + note_of;
  }
  if (line.told_by_narrator) return say(Word::known_narrated);
  if (line.first_hand) return say(Word::known_first_hand);
  return line.via.empty() ? say(Word::known_relayed_unnamed) : say(Word::known_relayed, {via(line.via)});
}

Line Composer::red_line(const RedLine& line) const {
  Line known = how_known(line);
  if (line.since) known += plain(text(Word::semicolon)) + say(Word::since_day, {date(line.since)});
  return line_words(line) + cites(line.evidence) + say(Word::in_brackets, {known});
}

const study::Quotation* Composer::quotation(const std::string& record) const {
  const auto number = b.number_of.find(record);
  if (number == b.number_of.end()) return nullptr;
  const auto at = quotation_.find(number->second);
  return at == quotation_.end() ? nullptr : at->second;
}

Line Composer::speaker(const study::Quotation& quotation) const {
  if (quotation.speaker == "(narrator)" || quotation.told_by_narrator) return say(Word::narrator);
  const bool unnamed = quotation.speaker.ends_with("(unnamed)");
  const bool printed_here = language == PageLanguage::zh && quotation.language == Language::zh_hans;
  Line who = quotation.speaker.empty() || quotation.speaker == "(unspecified)" ? say(Word::unspecified)
             : unnamed && printed_here && !quotation.speaker_printed.empty()
                 ? plain(visible(quotation.speaker_printed))
                 : name(quotation.speaker);
  const Line of = parties(quotation.speaker_party);
  const auto words = [](const Line& line) {
    std::string all;
    for (const Piece& piece : line) all += piece.text;
    return all;
  };
  if (!of.empty() && words(of) != words(who)) who += say(Word::in_brackets, {of});   // not "Russia (Russia)"
  return who;
}

Line Composer::name(const std::string& canonical) const {
  if (language != PageLanguage::zh) return foreign(canonical);
  std::vector<Line> parts;
  for (const std::string_view part : split(canonical, '/')) {
    const auto known = b.names.find(std::string(part));
    if (known == b.names.end()) return foreign(canonical);
    parts.push_back(plain(known->second.in(language)));
  }
  return joined(parts, "/");
}

Line Composer::quotation_date(const study::Quotation& quotation) const {
  if (!quotation.date) return say(Word::undated);
  const Line day = dated(to_string(*quotation.date));
  return quotation.date_inferred ? say(Word::inferred, {day}) : day;
}

Line Composer::short_quote(const study::Quotation& quotation, std::size_t most) const {
  Line line = quoted(shorten(visible(quotation.words), most), quotation.language);
  line += plain(" \u2014 ") + speaker(quotation);
  if (!quotation.via.empty()) line += plain(text(Word::comma)) + say(Word::by_way_of, {via(quotation.via)});
  if (!quotation.outlet.empty()) line += plain(text(Word::comma)) + name(quotation.outlet);
  line += plain(text(Word::comma)) + quotation_date(quotation);
  line.push_back(Piece{Piece::Kind::cite, "[" + std::to_string(quotation.number) + "]", quotation.number, Language::unknown});
  return line;
}

std::optional<Date> Composer::last_said(const std::vector<std::string>& records) const {
  std::optional<Date> last;
  for (const std::string& id : records) {
    const auto at = record_.find(id);
    if (at == record_.end() || !at->second->date) continue;
    const Date day = at->second->date->last;
    if (!last || *last < day) last = day;
  }
  return last;
}

bool Composer::is_stale(const std::optional<Date>& last) const {
  if (!last || !today_ || c.stale_after_days <= 0) return false;
  return day_number(*today_) - day_number(latest(*last)) > c.stale_after_days;
}

bool Composer::is_silent(PartyId party, IssueId issue) const {
  for (std::size_t at = 0; at < c.issues[issue].options.size(); ++at) {
    if (b.stances.at(party, issue, OptionId(at)).value != StanceValue::silent) return false;
  }
  return true;
}

std::vector<PartyId> Composer::signatories() const {
  std::vector<PartyId> out;
  for (std::size_t at = 0; at < c.parties.size(); ++at) {
    if (c.parties[PartyId(at)].signs) out.push_back(PartyId(at));
  }
  return out;
}

}  // namespace locarno::brief
