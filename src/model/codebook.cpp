#include "model/codebook.hpp"

#include <algorithm>
#include <array>

namespace locarno {
namespace {

constexpr std::array<std::string_view, term_kind_count> term_kind_names = {
    "actor", "title", "cue", "non_cue", "hedge", "negator", "issue", "predicate", "contact",
    "commitment", "narrator", "joiner", "pronoun", "place", "boilerplate", "event", "licence", "time",
    "quantity", "relation"};
constexpr std::array<std::string_view, 7> actor_kind_names = {"person", "state", "organisation", "armed_group",
                                                              "office", "outlet", "group"};

template <class Kind, std::size_t n>
std::optional<Kind> parse_name(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Kind>(found - names.begin());
}

Date begin_of(const Actor& actor) { return actor.from ? earliest(*actor.from) : Date{1, 1, 1}; }
Date end_of(const Actor& actor) { return actor.to ? latest(*actor.to) : Date{9999, 12, 31}; }

/// How well an actor's time fits: held it then (2), held it before (1), not yet (0); then the closer end or beginning.
struct Fit {
  int kind = 0;
  std::int64_t closeness = 0;
  auto operator<=>(const Fit&) const = default;
};

Fit fit_of(const Actor& actor, const std::optional<DateRange>& day) {
  if (!day) return {0, day_number(begin_of(actor))};
  if (holds_office(actor, *day)) return {2, day_number(begin_of(actor))};
  const Date first = earliest(day->first);
  if (end_of(actor) < first) return {1, day_number(end_of(actor))};
  return {0, -static_cast<std::int64_t>(day_number(begin_of(actor)))};
}

}  // namespace

std::string_view to_string(TermKind kind) { return term_kind_names[static_cast<std::size_t>(kind)]; }
std::optional<TermKind> parse_term_kind(std::string_view name) { return parse_name<TermKind>(term_kind_names, name); }
std::string_view to_string(ActorKind kind) { return actor_kind_names[static_cast<std::size_t>(kind)]; }
std::optional<ActorKind> parse_actor_kind(std::string_view name) { return parse_name<ActorKind>(actor_kind_names, name); }

std::string Codebook::place_of(const Term& term) const {
  if (term.where.file >= files.size()) return "named in the report";
  if (term.where.line == 0) return files[term.where.file];
  return files[term.where.file] + ":" + std::to_string(term.where.line) + ":" + std::to_string(term.where.column);
}

bool Codebook::is_of_icu(const Term& term) const { return term.where.file < files.size() && files[term.where.file].starts_with("icu:"); }

ActorId Codebook::find_actor(std::string_view id) const {
  if (actor_index.size() == actors.size()) {
    const auto found = actor_index.find(id);
    return found == actor_index.end() ? ActorId::none() : found->second;
  }
  const auto found = std::find_if(actors.begin(), actors.end(), [&](const Actor& actor) { return actor.id == id; });
  return found == actors.end() ? ActorId::none() : ActorId(static_cast<std::size_t>(found - actors.begin()));
}

bool holds_office(const Actor& actor, const DateRange& day) {
  return begin_of(actor) <= latest(day.last) && earliest(day.first) <= end_of(actor);
}

ActorId actor_at(const Codebook& book, const std::vector<ActorId>& candidates, const std::optional<DateRange>& day) {
  ActorId best = ActorId::none();
  Fit best_fit;
  for (const ActorId candidate : candidates) {
    const Fit fit = fit_of(book.actors[candidate], day);
    if (!best.is_none() && fit <= best_fit) continue;
    best = candidate;
    best_fit = fit;
  }
  return best;
}

}  // namespace locarno
