#include "study/names.hpp"

#include <algorithm>

namespace locarno::study {
namespace {

bool is_zh(const Term& term) { return term.language == Language::zh_hans; }

/// The first full Chinese form of an actor.
std::string chinese_actor(const Codebook& codebook, ActorId actor) {
  for (const Term& term : codebook.terms)
    if (term.kind == TermKind::actor && is_zh(term) && term.cls.empty() && term.actor == actor) return term.text;
  return {};
}

/// "official(s)", "foreign ministry", "media (several, unnamed)" in Chinese; empty when it is no office of the codebook.
std::string chinese_office(const Codebook& codebook, std::string_view words, std::string_view whole) {
  for (const Term& term : codebook.terms) {
    if (!is_zh(term)) continue;
    if (term.kind == TermKind::title && (term.value == words || term.value + "s" == words)) return term.text;
    if (term.kind == TermKind::pronoun && term.cls == "generic" && std::string_view(term.value).substr(term.value.find(':') + 1) == whole) return term.text;
  }
  return {};
}

/// "Ruritanian officials (unnamed)": the state and the office, each by its Chinese form.
std::string chinese_unnamed(const Codebook& codebook, const std::string& name) {
  const std::size_t bracket = name.find(" (");
  if (bracket == std::string::npos || !name.ends_with("unnamed)")) return {};
  if (std::string office = chinese_office(codebook, std::string_view(name).substr(0, bracket), name); !office.empty()) return office;
  for (const Term& term : codebook.terms) {
    if (term.kind != TermKind::actor || term.actor.is_none() || term.text.size() + 1 >= bracket || name[term.text.size()] != ' ' || !name.starts_with(term.text)) continue;
    const std::string of = chinese_actor(codebook, term.actor);
    const std::size_t from = term.text.size() + 1;
    const std::string office = chinese_office(codebook, std::string_view(name).substr(from, bracket - from), std::string_view(name).substr(from));
    if (!of.empty() && !office.empty()) return of + office;
  }
  return {};
}

void add_parts(const std::string& joined, char between, std::set<std::string>& names) {
  for (std::size_t at = 0, end; at <= joined.size(); at = end + 1) {
    end = std::min(joined.find(between, at), joined.size());
    names.insert(joined.substr(at, end - at));
  }
}

}  // namespace

void add_names(const std::string& joined, std::set<std::string>& names) { add_parts(joined, '/', names); }
void add_parties(const std::string& joined, std::set<std::string>& names) { add_parts(joined, ';', names); }

std::map<std::string, Text> chinese_names(const Codebook& codebook, const std::set<std::string>& used) {
  std::map<std::string, Text> names;
  for (const Term& term : codebook.terms) {
    if (term.kind != TermKind::actor || term.language != Language::zh_hans || !term.cls.empty() || term.actor.is_none()) continue;
    const Actor& actor = codebook.actors[term.actor];
    for (const std::string* name : {&actor.canonical, &actor.id})
      if (used.contains(*name)) names.try_emplace(*name, Text{*name, term.text});
  }
  for (const Term& term : codebook.terms)
    if (term.kind == TermKind::place && is_zh(term) && used.contains(term.value)) names.try_emplace(term.value, Text{term.value, term.text});
  for (const std::string& name : used)
    if (std::string zh = names.contains(name) ? std::string() : chinese_unnamed(codebook, name); !zh.empty()) names.emplace(name, Text{name, std::move(zh)});
  constexpr const char* europeans = "European leaders";   // states and the Union's leaders together, as the reader calls them
  if (used.contains(europeans)) names.try_emplace(europeans, Text{europeans, "\u6b27\u6d32\u9886\u5bfc\u4eba"});
  return names;
}

}  // namespace locarno::study
