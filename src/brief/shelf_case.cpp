// The case as a workbench needs it before anything else: who, about what, which options, which days.
#include <map>

#include "brief/safe.hpp"
#include "brief/shelf_json.hpp"
#include "brief/shelf_parts.hpp"
#include "study/names.hpp"

namespace locarno::brief {
namespace {
using nlohmann::json;

/// `states`: names of those it includes, where the codebook has them.
json parties_of(const Case& c, const Codebook& codebook) {
  json out = json::array();
  for (const Party& party : c.parties)
  {
    json states = json::object();
    for (const auto& [id, name] : study::chinese_names(codebook, {party.includes.begin(), party.includes.end()})) {
      const ActorId actor = codebook.find_actor(id);
      states[id] = both_languages({actor.is_none() ? name.en : codebook.actors[actor].canonical, name.zh});
    }
    out.push_back({{"id", party.id}, {"name", both_languages(party.name)}, {"signs", party.signs}, {"includes", safe_texts(party.includes)}, {"states", states}});
  }
  return out;
}

/// Names that the codebook has in Chinese: speakers, relays, who met, places, and states that are no party of the case by their ids.
json names_of(const study::Shelf& shelf) {
  json out = json::object();
  for (const auto& [key, name] : shelf.names) {
    const ActorId actor = shelf.base->codebook.find_actor(key);
    const std::string& en = actor.is_none() ? name.en : shelf.base->codebook.actors[actor].canonical;
    if (!name.zh.empty()) out[valid_utf8(key)] = both_languages({en.empty() ? key : en, name.zh});
  }
  return out;
}

json issues_of(const Case& c) {
  json out = json::array();
  for (const Issue& issue : c.issues) {
    json options = json::array();
    for (const Option& option : issue.options) options.push_back({{"id", option.id}, {"name", both_languages(option.name)}});
    const auto option = [&](OptionId id) { return id.is_none() ? json(nullptr) : json(issue.options[id].id); };
    out.push_back({{"id", issue.id}, {"name", both_languages(issue.name)}, {"ordered", issue.ordered}, {"options", options},
                   {"main_option", option(issue.main_option)}, {"none_option", option(issue.none_option)}});
  }
  return out;
}

json red_lines_of(const study::Shelf& shelf, const study::Brief& brief) {
  const Case& c = **brief.the_case;
  json out = json::array();
  for (const RedLine& line : brief.red_lines) {
    json issues = json::array();
    for (const IssueId issue : line.rule.issues()) issues.push_back(c.issues[issue].id);
    out.push_back({{"id", line.id}, {"party", c.parties[line.party].id}, {"issues", issues},
                   {"rule", safe_text(line.rule.source.empty() ? print_condition(line.rule, c.issues) : line.rule.source)},
                   {"words", both_languages(line.words)}, {"since", date_or_null(line.since)}, {"first_hand", line.first_hand},
                   {"told_by_narrator", line.told_by_narrator}, {"via", safe_texts(line.via)}, {"source", to_string(line.source)},
                   {"note", safe_text(line.note)}, {"evidence", safe_texts(line.evidence)}, {"quotes", quotes(shelf, line.evidence)}});
  }
  return out;
}

json gates_of(const Case& c) {
  json out = json::array();
  for (const Gate& gate : c.gates)
    out.push_back({{"id", gate.id}, {"body", both_languages(gate.body)}, {"needs", both_languages(gate.needs)},
                   {"party", gate.party.is_none() ? json(nullptr) : json(c.parties[gate.party].id)}, {"source_note", safe_text(gate.source_note)}});
  return out;
}

json drafts_of(const study::Shelf& shelf) {
  json out = json::array();
  for (const Draft& draft : shelf.base->drafts)
    out.push_back({{"id", draft.id}, {"title", both_languages(draft.title)}, {"date", date_or_null(draft.date)}, {"by", both_languages(draft.by)},
                   {"parent", draft.parent.empty() ? json(nullptr) : json(draft.parent)}});
  return out;
}

/// How many records were said on each day, and what the outlets and languages of the reports are.
void add_counts(const study::Shelf& shelf, json& out) {
  std::map<std::string, std::size_t> days, records_of;
  for (const Record& record : shelf.records) {
    const Document* document = shelf.document(record);
    if (document == nullptr) continue;
    ++records_of[document->outlet];
    if (const auto said = study::said_on(record, *document); said && said->is_whole()) ++days[to_string(*said)];
  }
  std::map<std::string, std::size_t> outlets, languages;
  for (const Document& document : shelf.base->documents) {
    ++outlets[document.outlet];
    for (const Language language : document.languages) ++languages[std::string(to_string(language))];
  }
  out["days"] = out["outlets"] = out["languages"] = json::array();
  for (const auto& [day, records] : days) out["days"].push_back({{"day", day}, {"records", records}});
  for (const auto& [outlet, documents] : outlets)
    out["outlets"].push_back({{"id", safe_text(outlet)}, {"name", both_forms(shelf, outlet)}, {"documents", documents}, {"records", records_of[outlet]}});
  for (const auto& [language, documents] : languages) out["languages"].push_back({{"id", language}, {"documents", documents}});
}

}  // namespace

std::string case_json(const study::Shelf& shelf, const study::Brief& brief) {
  const Case& c = **brief.the_case;
  json watch = json::array(), promises = json::array(), glossary = json::object();
  for (const WatchItem& item : c.watch)
    watch.push_back({{"words", both_languages(item.words)}, {"on", date_or_null(item.on)}, {"source_note", safe_text(item.source_note)}});
  for (const Promise& promise : c.promises)
    promises.push_back({{"id", promise.id}, {"name", both_languages(promise.name)},
                        {"party", promise.party.is_none() ? json(nullptr) : json(c.parties[promise.party].id)}});
  for (const auto& [key, words] : c.glossary) glossary[key] = both_languages(words);
  json out{{"id", brief.no_case ? json(nullptr) : json(c.id)}, {"title", both_languages(c.title)}, {"no_case", brief.no_case},
           {"as_of", date_or_null(brief.as_of)}, {"parties", parties_of(c, shelf.base->codebook)}, {"names", names_of(shelf)}, {"issues", issues_of(c)}, {"red_lines", red_lines_of(shelf, brief)},
           {"gates", gates_of(c)}, {"promises", promises}, {"watch", watch}, {"drafts", drafts_of(shelf)}, {"glossary", glossary},
           {"stale_after_days", c.stale_after_days},
           {"has", {{"stability", brief.end_states != nullptr}, {"ratify", !shelf.base->outlook.institutions.empty()}, {"hold", (!shelf.base->outlook.hold.empty() || !shelf.base->outlook.levers.empty())},
                    {"scores", !c.scores.empty()}, {"drafts", !shelf.base->drafts.empty()}}}};
  const auto side = [&](const char* letter, PartyId party) { if (!party.is_none()) out["sides"][letter] = c.parties[party].id; };
  side("A", shelf.base->outlook.challenger);
  side("B", shelf.base->outlook.guaranteed);
  add_counts(shelf, out);
  return printed_json(out);
}

}  // namespace locarno::brief
