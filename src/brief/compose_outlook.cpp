// Would it pass, would it be kept, what to watch, what is not known, what would flip this.
#include <algorithm>
#include <set>

#include "brief/composer.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

constexpr std::size_t most_quotes = 2;    ///< under a gate or promise
constexpr std::size_t most_watched = 6;
constexpr std::size_t most_flips = 4;
constexpr std::size_t most_rows = 12;     ///< contacts and undertakings of a plain folder

void add_quotes(const Composer& composer, const std::vector<std::string>& records, std::size_t most, Item& item) {
  std::set<int> seen;
  for (const std::string& record : records) {
    const study::Quotation* quotation = composer.quotation(record);
    if (quotation == nullptr || seen.size() == most || !seen.insert(quotation->number).second) continue;
    item.under.push_back(composer.short_quote(*quotation, 130));
  }
}

Item noted_item(const Composer& composer, const study::Noted& noted, bool is_gate) {
  Item item{strong(noted.name.in(composer.language)), {}};
  if (!noted.party.is_none()) item.line += composer.say(Word::in_brackets, {composer.party(noted.party)});
  const std::string& needs = noted.needs.in(composer.language);
  if (is_gate) {
    item.line += plain(composer.text(Word::colon));
    if (needs.empty()) item.line += composer.say(Word::gate_needs_unknown);
    else if (noted.needs_source.empty()) item.line += composer.say(Word::gate_needs, {plain(needs)});
    else item.line += composer.say(Word::set_by, {composer.say(Word::gate_needs, {plain(needs)}) + plain(" \u2021"), note(noted.needs_source)});
  }
  add_quotes(composer, noted.records, most_quotes, item);
  if (item.under.empty()) item.under.push_back(plain("\u2021 ") + composer.say(Word::not_in_reports));
  return item;
}

/// A record as one line of the watch list: its own words and number. Empty when it has no quotation.
Line cited_words(const Composer& composer, const Record& record) {
  const study::Quotation* quotation = composer.quotation(record.id);
  return quotation == nullptr ? Line{} : composer.short_quote(*quotation, 110);
}

void watch_records(const Composer& composer, Page& page) {
  const std::optional<Date>& day = composer.b.as_of;
  for (const Record& record : composer.b.contacts) {
    const bool ahead = record.hedge == Hedge::planned || (day && record.date && *day < earliest(record.date->first));
    const bool past = day && record.date && latest(record.date->last) < *day;
    if (!ahead || past || page.watch.size() >= most_watched) continue;
    const Line words = cited_words(composer, record);
    if (!words.empty()) page.watch.push_back({composer.say(Word::watch_contact, {words}), {}});
  }
  for (const Record& record : composer.b.commitments) {
    if (!record.due || (day && latest(*record.due) < *day) || page.watch.size() >= most_watched) continue;
    const Line words = cited_words(composer, record);
    if (!words.empty()) page.watch.push_back({composer.say(Word::watch_due, {composer.date(record.due), words}), {}});
  }
}

struct Tally {
  std::size_t cells = 0, silent = 0, signer_cells = 0, signer_silent = 0;
  std::size_t stated = 0, relayed = 0, narrated = 0, set = 0, read = 0, single = 0;
};

/// The report whose words this one repeats; itself when it is no copy.
std::string source_of(const Composer& composer, const std::string& name) {
  for (const Document& document : composer.b.documents) {
    if (document.name != name) continue;
    const auto copied = composer.b.copy_of.find(document.id);
    return copied == composer.b.copy_of.end() ? document.id : copied->second;
  }
  return name;
}

/// How many different reports stand behind these records? Copies and translations of one count once.
std::size_t reports_behind(const Composer& composer, const std::vector<std::string>& records) {
  std::set<std::string> reports;
  for (const std::string& id : records) {
    if (const study::Quotation* quotation = composer.quotation(id)) reports.insert(source_of(composer, quotation->doc));
  }
  return reports.size();
}

Tally tally(const Composer& composer) {
  Tally out;
  for (std::size_t party = 0; party < composer.c.parties.size(); ++party) {
    const bool signs = composer.c.parties[PartyId(party)].signs;
    for (std::size_t issue = 0; issue < composer.c.issues.size(); ++issue) {
      const bool silent = composer.is_silent(PartyId(party), IssueId(issue));
      ++out.cells;
      out.silent += silent;
      out.signer_cells += signs;
      out.signer_silent += signs && silent;
    }
  }
  for (const Stance& stance : composer.b.stances.rows) {
    if (stance.value == StanceValue::silent) continue;
    ++out.stated;
    out.relayed += !stance.first_hand;
    out.narrated += stance.first_hand && stance.told_by_narrator;
    out.set += stance.source == StanceSource::analyst;
    if (stance.source == StanceSource::analyst) continue;
    ++out.read;
    out.single += reports_behind(composer, stance.evidence) == 1;
  }
  return out;
}

void add_undated(const Composer& composer, Page& page) {
  const study::Brief& b = composer.b;
  if (b.undated.empty()) return;
  std::vector<Line> names;
  for (const Document& document : b.undated) {
    if (names.size() < 4) names.push_back(foreign(document.name));
  }
  if (b.undated.size() > names.size()) names.push_back(composer.say(Word::and_more, {plain(grouped(b.undated.size() - names.size()))}));
  page.unknown.push_back({composer.say(Word::unknown_undated, {composer.count(b.undated.size()), composer.count(b.documents.size()),
                                                               joined(names, composer.text(Word::comma))}), {}});
}

/// The red lines in clashes that hang on the analyst's word or on another party's.
void add_weak_lines(const Composer& composer, Page& page) {
  const std::size_t before = page.flips.size();
  for (const std::size_t at : clashing_lines(composer.b)) {
    const RedLine& line = composer.b.red_lines[at];
    const bool set = line.source == StanceSource::analyst;
    if ((!set && line.first_hand) || page.flips.size() - before == most_flips) continue;
    page.flips.push_back({composer.say(set ? Word::flips_set : Word::flips_relayed, {composer.red_line(line)}), {}});
  }
  if (page.flips.size() == before && !clashing_lines(composer.b).empty()) page.flips.push_back({composer.say(Word::flips_none), {}});
}

void add_records(const Composer& composer, const std::vector<Record>& records, Word none, std::vector<Item>& items) {
  for (const Record& record : records) {
    if (items.size() == most_rows) break;
    const Line words = cited_words(composer, record);
    if (!words.empty()) items.push_back({words, {}});
  }
  const std::size_t left = records.size() - items.size();
  if (left > 0 && !items.empty()) items.push_back({composer.say(Word::rows_left, {plain(grouped(left)), plain(grouped(records.size()))}), {}});
  if (items.empty()) items.push_back({composer.say(none, {composer.count(composer.b.documents.size())}), {}});
}

}  // namespace

void compose_gates(const Composer& composer, Page& page) {
  const Line reports = composer.count(composer.b.documents.size());
  for (const study::Noted& gate : composer.b.gates) page.gates.push_back(noted_item(composer, gate, true));
  for (const study::Noted& promise : composer.b.promises) page.promises.push_back(noted_item(composer, promise, false));
  if (page.gates.empty()) page.gates.push_back({composer.say(Word::passing_none, {reports}), {}});
  if (page.promises.empty()) page.promises.push_back({composer.say(Word::holding_none, {reports}), {}});
}

void compose_watch(const Composer& composer, Page& page) {
  for (const WatchItem& item : composer.c.watch) {
    Line line = item.on ? plain(to_string(*item.on)) + plain(composer.text(Word::colon)) : Line{};
    line += plain(item.words.in(composer.language)) + plain(" \u2021");
    if (!item.source_note.empty()) line += composer.say(Word::in_brackets, {note(item.source_note)});
    page.watch.push_back({line, {}});
  }
  watch_records(composer, page);
  if (page.watch.empty()) page.watch.push_back({composer.say(Word::watch_none, {composer.count(composer.b.documents.size())}), {}});
}

void compose_unknown(const Composer& composer, Page& page) {
  const Tally t = tally(composer);
  const study::Brief& b = composer.b;
  const bool has_zone = !b.no_case && b.zone;
  const auto add = [&](Word id, const std::vector<Line>& places) { page.unknown.push_back({composer.say(id, places), {}}); };
  if (t.signer_cells > 0) {
    add(Word::unknown_silent, {composer.count(t.silent), composer.count(t.cells), composer.count(t.signer_silent), composer.count(t.signer_cells)});
  } else {
    add(Word::unknown_silent_no_case, {composer.count(t.silent), composer.count(t.cells)});
  }
  add_undated(composer, page);
  if (t.relayed > 0) add(Word::unknown_relayed, {composer.count(t.relayed), composer.count(t.stated)});
  if (t.narrated > 0) add(Word::unknown_narrated, {composer.count(t.narrated), composer.count(t.stated)});
  if (t.single > 0) add(Word::unknown_single, {composer.count(t.single), composer.count(t.read)});
  const auto set_lines = static_cast<std::size_t>(std::count_if(b.red_lines.begin(), b.red_lines.end(), [](const RedLine& line) { return line.source == StanceSource::analyst; }));
  if (t.set + set_lines > 0) add(Word::unknown_analyst, {composer.count(t.set), composer.count(t.stated), composer.count(set_lines), composer.count(b.red_lines.size())});

  if (!has_zone) {
    page.flips.push_back({composer.say(Word::flips_no_case), {}});
    return;
  }
  if (b.zone->open == 0 && !b.openings.empty()) {
    const settle::Opening& smallest = b.openings.front().opening;
    page.flips.push_back({composer.say(Word::flips_opening, {composer.count(smallest.relax.size()), composer.count(b.red_lines.size()), composer.parties(smallest.movers)}), {}});
  }
  if (b.zone->open > b.zone->strict) {
    page.flips.push_back({composer.say(Word::flips_silent, {composer.count(b.zone->open), composer.count(b.zone->of), composer.count(b.zone->strict)}), {}});
  }
  add_weak_lines(composer, page);
}

void compose_folder(const Composer& composer, Page& page) {
  if (!composer.b.no_case) return;
  add_records(composer, composer.b.contacts, Word::contacts_none, page.contacts);
  add_records(composer, composer.b.commitments, Word::commitments_none, page.commitments);
}

}  // namespace locarno::brief
