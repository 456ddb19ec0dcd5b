#pragma once
// locarno/read/frames_scene.hpp -- one sentence with the codebook terms and times that stand in it, conflicts settled,
// and the small questions rules ask of it ("what ends here?").
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.hpp"
#include "read/allegiance.hpp"
#include "read/clauses.hpp"
#include "read/local_names.hpp"
#include "read/match.hpp"
#include "read/read.hpp"
#include "read/term_facts.hpp"
#include "read/times.hpp"

namespace locarno::read {

struct Token {
  Range range;
  TermId term;
  TermFacts facts;
};
/// Does an issue word name its issue, or only hint at it (rows of class "hint" and "refers")?
inline bool names_issue(const TermFacts& facts) {
  return facts.kind == TermKind::issue && !(facts.cls == Cls("hint")) && !(facts.cls == Cls("refers"));
}
inline bool names_issue(const Token& t) { return names_issue(t.facts); }
struct TimeAt {
  Range range;
  std::size_t index = 0;   ///< in the report's list of TimeFact
};

/// What all sentences of a report share.
struct Report {
  const Codebook& book;
  const Document& document;
  const View& view;
  const std::vector<Match>& matches;
  const std::vector<TimeFact>& times;
  const std::map<std::string, std::string>& adjectives;   ///< actor id -> its first English adjective
  const LocalNames& local;                                ///< people the report introduces itself
  const std::vector<TermFacts>& facts;                    ///< by term of the codebook
  const Allegiance& whose;                                ///< the party of an office the phrase does not tell of
  Effort& effort;
  std::vector<Range> time_units;                          ///< where `times` stand, unit by unit
  std::string agreement = "peace_plan";                   ///< the issue of "the deal", "the text": what the report tells of most
  const Actor* home = nullptr;                            ///< the state the report is about (home_state.hpp)

  const Term& term(TermId id) const {
    return id.index() < book.terms.size() ? book.terms[id] : local.terms[id.index() - book.terms.size()];
  }
  const Actor& actor(ActorId id) const {
    return id.index() < book.actors.size() ? book.actors[id] : local.actors[id.index() - book.actors.size()];
  }

  TermFacts facts_of_term(TermId id) const { return id.index() < facts.size() ? facts[id.index()] : facts_of(term(id)); }

  /// "Russian" for Russia; the canonical name when no adjective is known.
  const std::string& adjective(const Actor& actor) const {
    const auto found = adjectives.find(actor.id);
    return found == adjectives.end() ? actor.canonical : found->second;
  }
};

static_assert(term_kind_count <= 32, "a bit for each kind");

struct Scene {
  const Report& report;
  const View& view;
  Sentence sentence;
  std::vector<Token> tokens;         ///< ascending by begin, longer first
  std::vector<TimeAt> times;         ///< ascending
  bool latin = false;                ///< written in words with spaces
  std::uint32_t kinds = 0;           ///< a bit for each kind of token that is there

  Scene(const Report& report, Sentence sentence, std::size_t first_match, std::size_t first_time);

  const Term& term(const Token& t) const { return report.term(t.term); }
  const Actor& actor(const Token& t) const { return report.actor(t.facts.actor); }
  /// Is there any token of a kind? A rule whose word is absent need not be tried.
  bool any(TermKind kind) const { return kinds >> static_cast<unsigned>(kind) & 1u; }
  bool is(const Token& t, TermKind kind) const { return t.facts.kind == kind; }
  bool is(const Token& t, TermKind kind, Cls cls) const { return t.facts.kind == kind && t.facts.cls == cls; }
  /// Longest token of `kind` that ends at / starts at a unit; nullptr when there is none. Without a class: any.
  const Token* ending_at(std::uint32_t at, TermKind kind, Cls cls = {}) const { return any(kind) ? find_ending_at(at, kind, cls) : nullptr; }
  const Token* starting_at(std::uint32_t at, TermKind kind, Cls cls = {}) const { return any(kind) ? find_starting_at(at, kind, cls) : nullptr; }
  /// First token of `kind` that begins in [from, to); nullptr when there is none.
  const Token* first_in(Range r, TermKind kind, Cls cls = {}) const { return any(kind) ? find_first_in(r, kind, cls) : nullptr; }
  const Token* last_in(Range r, TermKind kind, Cls cls = {}) const { return any(kind) ? find_last_in(r, kind, cls) : nullptr; }
  bool has(Range r, TermKind kind, Cls cls = {}) const { return first_in(r, kind, cls) != nullptr; }
  bool has_issue(Range r) const;   ///< a word that names one
  const TimeAt* time_ending_at(std::uint32_t at) const;
  const TimeAt* time_starting_at(std::uint32_t at) const;
  /// The clause that holds a unit (the last one that begins at or before it).
  std::size_t clause_of(std::uint32_t at) const;
  std::uint32_t skip_spaces_left(std::uint32_t at, std::uint32_t floor) const;
  std::uint32_t skip_spaces_right(std::uint32_t at, std::uint32_t ceiling) const;

 private:
  const Token* find_ending_at(std::uint32_t at, TermKind kind, Cls cls) const;
  const Token* find_starting_at(std::uint32_t at, TermKind kind, Cls cls) const;
  const Token* find_first_in(Range r, TermKind kind, Cls cls) const;
  const Token* find_last_in(Range r, TermKind kind, Cls cls) const;
  /// Index of the first token that begins at or after a unit, for each unit of the sentence and one past it.
  std::vector<std::uint32_t> from_;
  /// For each unit, the first of the tokens that end there, longest first; next_end_ chains them.
  std::vector<std::uint32_t> first_end_;
  std::vector<std::uint32_t> next_end_;
  std::uint32_t first_from(std::uint32_t at) const;
  void index_tokens();
};

}  // namespace locarno::read
