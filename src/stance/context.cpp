#include "stance/context.hpp"

#include <algorithm>

namespace locarno::stance {
namespace {

/// Between two clauses of one sentence stands a comma, perhaps with a blank and a short joining word.
constexpr std::uint32_t same_sentence_bytes = 15;
constexpr std::size_t reach = 4;        ///< neighbours looked at on either side
constexpr std::size_t group_reach = 64; ///< a larger group is looked at in part

bool is_no_party(std::string_view id) {
  return id.empty() || id == "EXPERT" || id == "MEDIA" || id == "NARRATOR" || id == "UNKNOWN";
}

template <class Visit>
void each_token(std::string_view joined, Visit visit) {
  while (!joined.empty()) {
    const std::size_t end = joined.find(';');
    visit(joined.substr(0, end));
    if (end == std::string_view::npos) return;
    joined.remove_prefix(end + 1);
  }
}

/// Which report a record stands in, whatever the caller filled in.
const std::string& report_of(const Record& record) { return record.document.empty() ? record.doc : record.document; }

}  // namespace

Context::Context(const Question& question) : question_(question) {
  const Case& c = **question.the_case;
  std::map<std::string_view, int> included_by;
  for (const Party& party : c.parties)
    for (const std::string& id : party.includes) ++included_by[id];
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    by_token_[c.parties[PartyId(p)].id].push_back({PartyId(p), false});
    for (const std::string& id : c.parties[PartyId(p)].includes)
      // What several parties include (all Western allies) is wider than each of them; what one includes is a part of it.
      if (id != c.parties[PartyId(p)].id) by_token_[id].push_back({PartyId(p), included_by[id] == 1});
  }
  if (question.documents != nullptr)
    for (const Document& document : *question.documents) {
      documents_.try_emplace(document.id, &document);
      documents_.try_emplace(document.name, &document);
    }
  if (question.codebook != nullptr)
    for (const Actor& actor : question.codebook->actors)
      if (!is_no_party(actor.party)) party_of_name_.try_emplace(actor.canonical, actor.party);
  const std::vector<Record>& records = *question.records;
  for (std::size_t r = 0; r < records.size(); ++r) {
    by_document_[report_of(records[r])].push_back(r);
    if (!records[r].group.empty()) groups_[{report_of(records[r]), records[r].group}].push_back(r);
  }
  place_in_document_.resize(records.size());
  for (auto& [report, rows] : by_document_) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return records[a].span.begin < records[b].span.begin; });
    for (std::size_t i = 0; i < rows.size(); ++i) place_in_document_[rows[i]] = i;
  }
}

const Document* Context::document(const Record& record) const {
  auto found = documents_.find(record.document);
  if (record.document.empty() || found == documents_.end()) found = documents_.find(record.doc);
  return found == documents_.end() ? nullptr : found->second;
}

std::vector<Context::Count> Context::parties_of(std::string_view joined) const {
  std::vector<Count> out;
  each_token(joined, [&](std::string_view token) {
    const auto found = by_token_.find(token);
    if (found == by_token_.end()) return;
    for (const Count& count : found->second) {
      const auto same = std::find_if(out.begin(), out.end(), [&](const Count& c) { return c.party == count.party; });
      if (same == out.end()) out.push_back(count);
      else same->member = same->member && count.member;
    }
  });
  std::sort(out.begin(), out.end(), [](const Count& a, const Count& b) { return a.party < b.party; });
  return out;
}

bool Context::speaks_for(std::string_view name, PartyId party) const {
  const auto found = party_of_name_.find(name);
  if (found == party_of_name_.end()) return false;
  const auto counts = parties_of(found->second);
  return std::any_of(counts.begin(), counts.end(), [&](const Count& c) { return c.party == party; });
}

/// A web site that carries a party's text word for word is where it stands, as an outlet is; nobody retells it.
static bool publishes(std::string_view relay) { return relay.ends_with(" website"); }

std::vector<Holder> Context::holders(const Record& record) const {
  const bool narrated = record.kind == RecordKind::stance;
  // Experts and media tell what they think of a party's position; only the outlet's own voice may describe one.
  if (is_no_party(record.speaker_party) && !narrated) return {};
  const std::vector<Count> speaking = parties_of(record.speaker_party);
  const std::vector<Count> holding = record.stance_holder.empty() ? speaking : parties_of(record.stance_holder);
  const Document* report = document(record);
  const bool has_outlet = report != nullptr ? !report->outlet.empty() : !record.via.empty();
  std::vector<Holder> out;
  for (const Count& count : holding) {
    Holder holder{count.party, count.member, false, {}};
    for (std::size_t i = has_outlet ? 1 : 0; i < record.via.size(); ++i)
      if (!publishes(record.via[i]) && !speaks_for(record.via[i], count.party)) holder.via.push_back(record.via[i]);
    const auto speaks = std::find_if(speaking.begin(), speaking.end(), [&](const Count& c) { return c.party == count.party; });
    if (speaks == speaking.end()) {
      if (!narrated) holder.told = true;
      if (!record.speaker.empty() && !narrated) holder.via.push_back(record.speaker);
    } else {
      holder.member = speaks->member;
    }
    out.push_back(std::move(holder));
  }
  return out;
}

std::vector<std::size_t> Context::beside(std::size_t at) const {
  const std::vector<Record>& records = *question_.records;
  const Record& record = records[at];
  std::vector<std::size_t> found;
  if (!record.group.empty()) {
    const std::vector<std::size_t>& group = groups_.at({report_of(record), record.group});
    found.assign(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(std::min(group.size(), group_reach)));
  }
  const std::vector<std::size_t>& rows = by_document_.at(report_of(record));
  const std::size_t here = place_in_document_[at];
  const std::size_t first = here < reach ? 0 : here - reach;
  for (std::size_t i = first; i < std::min(rows.size(), here + reach + 1); ++i) {
    const Span a = record.span, b = records[rows[i]].span;
    const bool near = a.begin <= b.begin ? b.begin <= a.end + same_sentence_bytes : a.begin <= b.end + same_sentence_bytes;
    if (near) found.push_back(rows[i]);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::erase_if(found, [&](std::size_t r) {
    return r == at || records[r].review == ReviewState::rejected || records[r].kind == RecordKind::contact;
  });
  return found;
}

}  // namespace locarno::stance
