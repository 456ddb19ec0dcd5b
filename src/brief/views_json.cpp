#include "brief/views_json.hpp"

#include <algorithm>

#include "brief/shelf_parts.hpp"

namespace locarno::brief {
namespace {
using nlohmann::json;

json step_json(const Issue& issue, const stance::CourseStep& step) {
  json values = json::object(), first_hand = json::object();
  for (std::size_t option = 0; option < step.values.size(); ++option) {
    values[issue.options[OptionId(option)].id] = to_string(step.values[option]);
    first_hand[issue.options[OptionId(option)].id] = static_cast<bool>(step.first_hand[option]);
  }
  return {{"from", date_or_null(step.from)}, {"values", values}, {"first_hand", first_hand}};
}

json words_json(const study::Shelf& shelf, const study::Brief& brief, const Issue& issue, const std::vector<stance::CourseWord>& words) {
  json out = json::array();
  for (const stance::CourseWord& word : words) {
    const Record& record = brief.records[word.record];
    const Document* document = shelf.document(record);
    if (document == nullptr) continue;
    out.push_back({{"record", record.id}, {"date", date_or_null(word.said)}, {"option", issue.options[word.option].id}, {"value", to_string(word.value)},
                   {"is_named", word.is_named}, {"provenance", to_string(study::provenance_of(record, *document))},
                   {"first_hand", study::provenance_of(record, *document) == study::Provenance::first_hand},
                   {"text", safe_text(words_shown(*document, record.span))}, {"speaker", safe_text(record.speaker)}});
  }
  return out;
}

json date_range(const std::optional<DateRange>& date) {
  if (!date) return nullptr;
  return {{"first", to_string(date->first)}, {"last", to_string(date->last)}};
}

}  // namespace

std::string ladder_json(const study::Shelf& shelf, const study::Brief& brief, IssueId at, const std::vector<stance::PartyCourse>& course) {
  const Case& c = **brief.the_case;
  const Issue& issue = c.issues[at];
  json options = json::array(), parties = json::array();
  for (const Option& option : issue.options) options.push_back(option.id);
  for (const stance::PartyCourse& one : course) {
    json steps = json::array(), lines = json::array();
    for (const stance::CourseStep& step : one.steps) {
      if (!steps.empty()) steps.back()["until"] = date_or_null(step.from);
      steps.push_back(step_json(issue, step));
      steps.back()["until"] = nullptr;
    }
    for (const RedLine& line : brief.red_lines) {
      const std::vector<IssueId> own = line.rule.issues();
      if (line.party == one.party && std::find(own.begin(), own.end(), at) != own.end()) lines.push_back(line.id);
    }
    parties.push_back({{"party", c.parties[one.party].id}, {"steps", steps}, {"dots", words_json(shelf, brief, issue, one.words)}, {"red_lines", lines}});
  }
  return printed_json({{"issue", issue.id}, {"ordered", issue.ordered}, {"as_of", date_or_null(brief.as_of)}, {"options", options}, {"parties", parties}});
}

std::string voices_json(const study::Brief& brief, const study::Voices& voices) {
  const Case& c = **brief.the_case;
  json arcs = json::array(), shares = json::array();
  for (const study::RelayArc& arc : voices.arcs)
    arcs.push_back({{"party", safe_text(arc.party)}, {"speaker", safe_text(arc.speaker)}, {"relays", safe_texts(arc.relays)}, {"outlet", safe_text(arc.outlet)},
                    {"provenance", to_string(arc.provenance)}, {"count", arc.records.size()}, {"records", safe_texts(arc.records)}});
  for (const study::VoiceShare& share : voices.shares) {
    json cells = json::array();
    for (const study::RelayedCell& cell : share.only_relayed)
      cells.push_back({{"issue", c.issues[cell.issue].id}, {"option", c.issues[cell.issue].options[cell.option].id}, {"via", safe_texts(cell.via)}});
    shares.push_back({{"party", share.party}, {"records", share.records}, {"first_hand", share.first_hand}, {"relayed", share.relayed},
                      {"narrated", share.told}, {"only_relayed_cells", cells}});
  }
  return printed_json({{"arcs", arcs}, {"shares", shares}, {"as_of", date_or_null(brief.as_of)}});
}

std::string meetings_json(const study::Shelf& shelf, const study::Brief& brief, const study::MeetingTable& table) {
  json contacts = json::array(), pairs = json::array();
  for (const study::ContactRow& row : table.contacts) {
    json records = json::array();
    for (const std::uint32_t at : row.contact.records) records.push_back(table.records[at]->id);
    const Record& first = *table.records[row.contact.records.front()];
    const Document* document = shelf.document(first);
    contacts.push_back({{"records", records}, {"parties", safe_texts(row.contact.parties)}, {"participants", safe_texts(row.contact.participants)},
                        {"state", to_string(row.contact.state)}, {"was_planned", row.contact.was_planned}, {"date", date_range(row.date)},
                        {"location", safe_text(row.location)}, {"channel", safe_text(row.channel)}, {"duration", safe_text(row.duration)},
                        {"text", safe_text(document == nullptr ? first.text : words_shown(*document, first.span))}});
  }
  for (const study::ContactPair& pair : table.pairs)
    pairs.push_back({{"a", pair.a}, {"b", pair.b}, {"held", pair.held}, {"planned", pair.planned}, {"denied", pair.denied}, {"last", date_or_null(pair.last)},
                     {"days_since", pair.last && brief.as_of ? json(day_number(latest(*brief.as_of)) - day_number(*pair.last)) : json(nullptr)}});
  return printed_json({{"contacts", contacts}, {"pairs", pairs}, {"as_of", date_or_null(brief.as_of)}});
}

}  // namespace locarno::brief
