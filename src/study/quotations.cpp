#include "study/quotations.hpp"

#include <algorithm>

namespace locarno::study {
namespace {

class Numbering {
 public:
  explicit Numbering(Brief& brief) : brief_(brief) {
    for (const Record& record : brief.records) record_[record.id] = &record;
    for (const Document& document : brief.documents) document_[document.id] = &document;
  }

  void use(const std::string& id) {
    const auto found = record_.find(id);
    if (found == record_.end() || brief_.number_of.contains(id)) return;
    const int number = static_cast<int>(brief_.quotations.size()) + 1;
    brief_.number_of[id] = number;
    brief_.quotations.push_back(quotation(*found->second, number));
  }
  void use(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) use(id);
  }

 private:
  Quotation quotation(const Record& record, int number) const {
    Quotation q;
    q.number = number;
    q.record = record.id;
    q.doc = record.doc;
    q.span = record.span;
    q.char_start = record.char_start;
    q.char_end = record.char_end;
    q.text = q.words = record.text;
    q.speaker = record.speaker;
    if (record.speaker_mention) q.speaker_printed = record.speaker_mention->text;
    q.speaker_party = record.speaker_party;
    q.date = record.date;
    q.date_inferred = record.date_inferred;
    q.told_by_narrator = record.kind == RecordKind::stance;
    q.review = record.review;
    const auto found = document_.find(record.document);
    bool has_outlet = false;
    if (found != document_.end()) {
      q.words = words_shown(*found->second, record.span);
      if (record.speaker_mention && !record.speaker_mention->span.empty()) q.speaker_printed = words_shown(*found->second, record.speaker_mention->span);
      q.outlet = found->second->outlet;
      has_outlet = !q.outlet.empty();
      for (const Block& block : found->second->blocks)
        if (block.span.contains(record.span.begin)) q.language = block.language;
    }
    for (std::size_t i = has_outlet ? 1 : 0; i < record.via.size(); ++i) q.via.push_back(record.via[i]);
    return q;
  }

  Brief& brief_;
  std::map<std::string, const Record*> record_;
  std::map<std::string, const Document*> document_;
};

}  // namespace

void number_quotations(Brief& brief) {
  Numbering numbering(brief);
  for (const Move& move : brief.moves) {
    numbering.use(move.evidence_from);
    numbering.use(move.evidence);
  }
  const Case& c = **brief.the_case;
  for (std::size_t issue = 0; issue < c.issues.size(); ++issue)
    for (std::size_t party = 0; party < c.parties.size(); ++party)
      for (std::size_t option = 0; option < c.issues[IssueId(issue)].options.size(); ++option)
        numbering.use(brief.stances.at(PartyId(party), IssueId(issue), OptionId(option)).evidence);
  for (const RedLine& line : brief.red_lines) numbering.use(line.evidence);
  for (const Noted& claim : brief.claims) numbering.use(claim.records);
  constexpr std::size_t most_of_point = 3;
  for (const DraftView& draft : brief.drafts.drafts)
    for (const PointView& point : draft.points)
      for (std::size_t at = 0; at < std::min(most_of_point, point.evidence.size()); ++at) numbering.use(point.evidence[at]);
  for (const Noted& gate : brief.gates) numbering.use(gate.records);
  for (const Noted& promise : brief.promises) numbering.use(promise.records);
  for (const Record& record : brief.commitments) numbering.use(record.id);
  for (const Record& record : brief.contacts) numbering.use(record.id);
}

}  // namespace locarno::study
