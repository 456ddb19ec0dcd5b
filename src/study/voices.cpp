#include "study/voices.hpp"

#include <algorithm>
#include <map>

#include "study/parties.hpp"

namespace locarno::study {
namespace {

std::map<std::string_view, const Document*> documents_by_id(const Brief& brief) {
  std::map<std::string_view, const Document*> out;
  for (const Document& document : brief.documents) out[document.id] = &document;
  return out;
}

/// Parties of the case a record speaks for: named, or one of those it includes.
std::vector<std::size_t> parties_of(const Case& c, const Record& record) {
  const std::vector<std::string> ids = split_parties(record.stance_holder.empty() ? record.speaker_party : record.stance_holder);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < c.parties.size(); ++i) {
    const Party& party = c.parties[PartyId(i)];
    const auto is_it = [&](const std::string& id) {
      return id == party.id || std::find(party.includes.begin(), party.includes.end(), id) != party.includes.end();
    };
    if (std::any_of(ids.begin(), ids.end(), is_it)) out.push_back(i);
  }
  return out;
}

std::vector<RelayArc> arcs_of(const Brief& brief) {
  const auto by_id = documents_by_id(brief);
  std::map<std::string, RelayArc> arcs;
  for (const Record& record : brief.records) {
    const auto found = by_id.find(record.document);
    if (found == by_id.end() || record.kind == RecordKind::contact) continue;
    const Document& document = *found->second;
    const std::string party = record.stance_holder.empty() ? record.speaker_party : record.stance_holder;
    const bool is_spoken = std::any_of(std::begin(party), std::end(party), [](char c) { return c != ';'; });
    if (!is_spoken || (split_parties(party).size() == 1 && !is_party(party))) continue;
    RelayArc arc{party, record.speaker, relays_of(record, document), document.outlet, provenance_of(record, document), {}};
    std::string key = party + '\x1f' + arc.speaker + '\x1f' + arc.outlet + '\x1f' + std::string(to_string(arc.provenance));
    for (const std::string& relay : arc.relays) key += '\x1e' + relay;
    arcs.try_emplace(std::move(key), std::move(arc)).first->second.records.push_back(record.id);
  }
  std::vector<RelayArc> out;
  for (auto& [key, arc] : arcs) out.push_back(std::move(arc));
  std::stable_sort(out.begin(), out.end(), [](const RelayArc& a, const RelayArc& b) { return a.records.size() > b.records.size(); });
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

void count_pairs(const std::vector<ContactRow>& rows, std::vector<ContactPair>& out) {
  std::map<std::pair<std::string, std::string>, ContactPair> pairs;
  for (const ContactRow& row : rows) {
    std::vector<std::string> parties = row.contact.parties;
    std::sort(parties.begin(), parties.end());
    for (std::size_t i = 0; i < parties.size(); ++i)
      for (std::size_t j = i + 1; j < parties.size(); ++j) {
        ContactPair& pair = pairs.try_emplace({parties[i], parties[j]}, ContactPair{parties[i], parties[j]}).first->second;
        if (row.contact.state == relate::ContactState::held) ++pair.held;
        if (row.contact.state == relate::ContactState::planned) ++pair.planned;
        if (row.contact.state == relate::ContactState::denied) ++pair.denied;
        if (row.contact.state == relate::ContactState::held && row.date && row.date->last.is_whole() && (!pair.last || *pair.last < row.date->last))
          pair.last = row.date->last;
      }
  }
  for (auto& [key, pair] : pairs) out.push_back(std::move(pair));
}

}  // namespace

Voices voices(const Brief& brief) {
  const Case& c = **brief.the_case;
  Voices out;
  out.arcs = arcs_of(brief);
  out.shares.resize(c.parties.size());
  const auto by_id = documents_by_id(brief);
  for (std::size_t i = 0; i < c.parties.size(); ++i) out.shares[i].party = c.parties[PartyId(i)].id;
  for (const Record& record : brief.records) {
    const auto found = by_id.find(record.document);
    if (found == by_id.end() || record.kind == RecordKind::contact) continue;
    const Provenance provenance = provenance_of(record, *found->second);
    for (const std::size_t party : parties_of(c, record)) {
      VoiceShare& share = out.shares[party];
      ++share.records;
      ++(provenance == Provenance::first_hand ? share.first_hand : provenance == Provenance::relayed ? share.relayed : share.told);
    }
  }
  for (const Stance& stance : brief.stances.rows)
    if (stance.value != StanceValue::silent && stance.source == StanceSource::read && !stance.first_hand)
      out.shares[stance.party.index()].only_relayed.push_back({stance.issue, stance.option, stance.via});
  return out;
}

MeetingTable meetings(const Brief& brief, const Codebook& codebook) {
  MeetingTable out;
  std::vector<Record> contacts;
  for (const Record& record : brief.records)
    if (record.kind == RecordKind::contact) {
      contacts.push_back(record);
      out.records.push_back(&record);
    }
  if (contacts.empty()) return out;   // comparing all reports would find nothing to merge
  const relate::Answer found = relate::relate({&brief.documents, &contacts, nullptr, &codebook});
  for (const relate::MergedContact& contact : found.contacts) {
    ContactRow row{contact, {}, {}, {}, {}};
    std::vector<std::string> locations, channels, durations;
    const auto add = [](std::vector<std::string>& to, const std::string& words) {
      if (!words.empty() && std::find(to.begin(), to.end(), words) == to.end()) to.push_back(words);
    };
    for (const std::uint32_t at : contact.records) {
      const Record& record = contacts[at];
      if (!row.date) row.date = record.date;
      add(locations, record.location);
      add(channels, record.channel);
      add(durations, record.duration);
    }
    row.location = joined(locations), row.channel = joined(channels), row.duration = joined(durations);
    out.contacts.push_back(std::move(row));
  }
  count_pairs(out.contacts, out.pairs);
  return out;
}

}  // namespace locarno::study
