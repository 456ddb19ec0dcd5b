#include "study/names.hpp"

#include <algorithm>

namespace locarno::study {

void add_names(const std::string& joined, std::set<std::string>& names) {
  for (std::size_t at = 0, end; at <= joined.size(); at = end + 1) {
    end = std::min(joined.find('/', at), joined.size());
    names.insert(joined.substr(at, end - at));
  }
}

std::map<std::string, Text> chinese_names(const Codebook& codebook, const std::set<std::string>& used) {
  std::map<std::string, Text> names;
  for (const Term& term : codebook.terms) {
    if (term.kind != TermKind::actor || term.language != Language::zh_hans || !term.cls.empty() || term.actor.is_none()) continue;
    const Actor& actor = codebook.actors[term.actor];
    for (const std::string* name : {&actor.canonical, &actor.id})
      if (used.contains(*name)) names.try_emplace(*name, Text{*name, term.text});
  }
  return names;
}

}  // namespace locarno::study
