#include "study/relations.hpp"

#include <algorithm>
#include <map>

namespace locarno::study {
namespace {

void add_term(const read::NamedTerm& term, const Codebook& book, relate::Facets& facets) {
  if (term.kind == TermKind::actor) {
    const ActorId actor = book.find_actor(term.value);
    if (actor.is_none()) return;
    const std::string& joined = book.actors[actor].party;
    for (std::size_t at = 0; at < joined.size();) {
      const std::size_t end = std::min(joined.find(';', at), joined.size());
      if (end > at) facets.parties.push_back(joined.substr(at, end - at));
      at = end + 1;
    }
    if (book.actors[actor].kind == ActorKind::person) facets.concepts.push_back("person:" + book.actors[actor].canonical);
    return;
  }
  if (!term.value.empty()) facets.concepts.push_back(std::string(to_string(term.kind)) + ":" + term.value);
}

void order(std::vector<std::string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::vector<relate::Facets> facets(const read::Reader& reader, const std::vector<Document>& documents, const std::vector<Record>& records) {
  std::map<std::string, std::vector<std::size_t>, std::less<>> of_document;
  for (std::size_t i = 0; i < records.size(); ++i) of_document[records[i].document].push_back(i);
  std::vector<relate::Facets> out(records.size());
  for (const Document& document : documents) {
    const auto mine = of_document.find(document.id);
    if (mine == of_document.end()) continue;
    const read::Contents contents = reader.contents(document);
    for (const std::size_t i : mine->second) {
      const Span span = records[i].span;
      const auto first = std::partition_point(contents.terms.begin(), contents.terms.end(), [&](const auto& t) { return t.span.begin < span.begin; });
      for (auto at = first; at != contents.terms.end() && at->span.begin < span.end; ++at)
        if (at->span.end <= span.end) {
          add_term(*at, reader.codebook(), out[i]);
          if (at->kind == TermKind::actor || at->kind == TermKind::place) out[i].names.push_back(at->span);
        }
      for (const Quantity& q : contents.quantities)
        if (span.contains(q.span)) out[i].quantities.push_back(q);
      order(out[i].parties);
      order(out[i].concepts);
    }
  }
  return out;
}

relate::Answer relations(const read::Reader& reader, const std::vector<Document>& documents, const std::vector<Record>& records) {
  const std::vector<relate::Facets> named = facets(reader, documents, records);
  return relate::relate({&documents, &records, &named, &reader.codebook()});
}

}  // namespace locarno::study
