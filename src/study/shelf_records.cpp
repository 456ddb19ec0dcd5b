#include "study/shelf_records.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "study/parties.hpp"

namespace locarno::study {
namespace {

std::u16string folded(const std::string& words) {
  const std::vector<char16_t> units = fold(words, {}).units;
  return {units.begin(), units.end()};
}

std::vector<std::u16string> words_of(const std::string& words) {
  std::vector<std::u16string> out;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) out.push_back(folded(words.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

class Sieve {
 public:
  Sieve(const Shelf& shelf, const RecordQuery& query) : query_(query), words_(words_of(query.words)) {
    if (query.party.empty()) return;
    parties_.push_back(query.party);
    if (!shelf.base->the_case) return;
    const PartyId party = shelf.base->the_case->party(query.party);
    if (party.is_none()) return;
    const auto& includes = (*shelf.base->the_case)->parties[party].includes;
    parties_.insert(parties_.end(), includes.begin(), includes.end());
  }

  bool lets(const Record& record, const Document& document) const {
    if (query_.kind && record.kind != *query_.kind) return false;
    if (query_.review && record.review != *query_.review) return false;
    if (!query_.document.empty() && record.document != query_.document) return false;
    if (!query_.issue.empty() && record.issue != query_.issue &&
        std::find(record.issues_other.begin(), record.issues_other.end(), query_.issue) == record.issues_other.end())
      return false;
    if (!parties_.empty() && !is_of(record.speaker_party) && !is_of(record.stance_holder)) return false;
    if (query_.as_of && !counts_for(record, document, query_.as_of)) return false;
    if (query_.from || query_.to) {
      const auto said = said_on(record, document);
      if (!said || (query_.from && earliest(*said) < *query_.from) || (query_.to && *query_.to < earliest(*said))) return false;
    }
    return lets_through(query_.filter, record, document) && has_words(record);
  }

 private:
  bool is_of(const std::string& joined) const {
    const auto parts = split_parties(joined);
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return std::find(parties_.begin(), parties_.end(), part) != parties_.end(); });
  }
  bool has_words(const Record& record) const {
    if (words_.empty()) return true;
    const std::u16string all = folded(record.text + " " + record.speaker + " " + record.speaker_party + " " + record.issue);
    return std::all_of(words_.begin(), words_.end(), [&](const std::u16string& word) { return all.find(word) != std::u16string::npos; });
  }

  const RecordQuery& query_;
  std::vector<std::u16string> words_;
  std::vector<std::string> parties_;
};

struct Found {
  const Record* record;
  std::int32_t day;
};

}  // namespace

RecordPage find_records(const Shelf& shelf, const RecordQuery& query) {
  const Sieve sieve(shelf, query);
  std::vector<Found> found;
  const auto add = [&](const Record& record) {
    const Document* document = shelf.document(record);
    if (document == nullptr || !sieve.lets(record, *document)) return;
    const auto said = said_on(record, *document);
    found.push_back({&record, said ? day_number(earliest(*said)) : INT32_MIN});
  };
  if (query.ids.empty()) {
    for (const Record& record : shelf.records) add(record);
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.day > b.day; });
  } else {
    for (const std::string& id : query.ids)
      if (const Record* record = shelf.record(id)) add(*record);
  }
  RecordPage page;
  page.total = found.size();
  for (std::size_t i = query.offset; i < found.size() && page.records.size() < query.limit; ++i) page.records.push_back(found[i].record);
  return page;
}

}  // namespace locarno::study
